package httpbind

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"
)

func text(s string) Value { return String(&s) }

func TestLabelsAreEscapedIntoThePath(t *testing.T) {
	tests := map[string]struct {
		pattern string
		labels  []string // name, value, name, value …
		want    []string // path, escaped
	}{
		"no label":           {"/a/b", nil, []string{"/a/b", "/a/b"}},
		"root":               {"/", nil, []string{"/", "/"}},
		"query is cut off":   {"/a?b=c", nil, []string{"/a", "/a"}},
		"plain":              {"/a/{x}/b", []string{"x", "y"}, []string{"/a/y/b", "/a/y/b"}},
		"unreserved":         {"/{x}", []string{"x", "aZ09-._~"}, []string{"/aZ09-._~", "/aZ09-._~"}},
		"reserved":           {"/{x}/z", []string{"x", "a/b c%?#"}, []string{"/a/b c%?#/z", "/a%2Fb%20c%25%3F%23/z"}},
		"sub-delims":         {"/{x}", []string{"x", "!$&'()*+,;=:@"}, []string{"/!$&'()*+,;=:@", "/%21%24%26%27%28%29%2A%2B%2C%3B%3D%3A%40"}},
		"beyond ASCII":       {"/{x}", []string{"x", "é😹"}, []string{"/é😹", "/%C3%A9%F0%9F%98%B9"}},
		"no UTF-8":           {"/{x}", []string{"x", "\xff\x00"}, []string{"/\xff\x00", "/%FF%00"}},
		"greedy keeps /":     {"/{x+}/z", []string{"x", "a/b c//../"}, []string{"/a/b c//..//z", "/a/b%20c//..//z"}},
		"two":                {"/{x}/a/{y+}", []string{"x", "1", "y", "2/3"}, []string{"/1/a/2/3", "/1/a/2/3"}},
		"neighbours":         {"/{x}-{y}:go", []string{"x", "1", "y", "."}, []string{"/1-.:go", "/1-.:go"}},
		"escaped literal":    {"/a%20b/{x}", []string{"x", "y"}, []string{"/a b/y", "/a%20b/y"}},
		"dots with more":     {"/{x}", []string{"x", "..a"}, []string{"/..a", "/..a"}},
		"braces in a value":  {"/{x}/{y}", []string{"x", "{y}", "y", "2"}, []string{"/{y}/2", "/%7By%7D/2"}},
		"three dots allowed": {"/{x}", []string{"x", "..."}, []string{"/...", "/..."}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := NewRequest("GET", tt.pattern)
			for i := 0; i < len(tt.labels); i += 2 {
				r.Label(tt.labels[i], text(tt.labels[i+1]))
			}
			if err := r.Err(); err != nil {
				t.Fatal(err)
			}
			for range 2 { // asking twice changes nothing
				path, escaped := r.Path()
				if diff := cmp.Diff(tt.want, []string{path, escaped}); diff != "" {
					t.Errorf("path (-want +got)\n%s", diff)
				}
			}
		})
	}
}

func TestLabelsThatNameAnotherResourceFail(t *testing.T) {
	tests := map[string]struct {
		pattern, label string
		value          Value
		want           string
	}{
		"unset":          {"/{x}", "x", Value{}, "serialization failed: input member x must not be empty"},
		"empty":          {"/{x}", "x", text(""), "serialization failed: input member x must not be empty"},
		"empty greedy":   {"/{x+}", "x", text(""), "serialization failed: input member x must not be empty"},
		"dot":            {"/{x}/b", "x", text("."), `input member x must not be ".", which is no path segment of its own`},
		"dots":           {"/b/{x}", "x", text(".."), `input member x must not be "..", which is no path segment of its own`},
		"wrong name":     {"/{x}", "y", text("1"), "path has no label y at this place"},
		"no label":       {"/x", "x", text("1"), "path has no label x at this place"},
		"one is missing": {"/{x}/{y+}", "x", text("1"), "path label {y+} is not set"},
		"bad literal":    {"/%zz/{x}", "x", text("1"), `invalid URL escape "%zz"`},
		"no brace":       {"/{x", "x", text("1"), "path has no label x at this place"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := NewRequest("GET", tt.pattern)
			r.Label(tt.label, tt.value)
			if err := r.Err(); err == nil || err.Error() != tt.want {
				t.Errorf("got error %v, want %s", err, tt.want)
			}
		})
	}
}

func TestEmptyLabelIsASerializationError(t *testing.T) {
	r := NewRequest("GET", "/{x}")
	r.Label("x", Value{})
	r.Fail(errors.New("a later one"))
	var want *smithy.SerializationError
	if !errors.As(r.Err(), &want) {
		t.Errorf("got %T", r.Err())
	}
}

func TestFirstErrorIsKept(t *testing.T) {
	first := errors.New("first")
	r := NewRequest("GET", "/{x}")
	r.Fail(nil)
	r.Fail(first)
	r.Fail(errors.New("second"))
	if r.Err() != first {
		t.Errorf("got %v", r.Err())
	}
}

// FuzzLabel: whatever a value holds, it stays in its place, and a server that
// reads the URL gets it back.
func FuzzLabel(f *testing.F) {
	for _, s := range []string{"a", "a/b", "../..", "%2F", "a b", "é", "\xff", "?#", "{y}", "//", ".", "..", "+", ";"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, plain, greedy string) {
		r := NewRequest("GET", "/a/{x}/b/{y+}/c")
		r.Label("x", text(plain))
		r.Label("y", text(greedy))
		if r.Err() != nil {
			if plain != "" && plain != "." && plain != ".." && greedy != "" {
				t.Fatal(r.Err())
			}
			return
		}
		path, escaped := r.Path()
		u, err := url.ParseRequestURI("http://host" + escaped)
		if err != nil {
			t.Fatal(err)
		}
		if u.Path != path || u.EscapedPath() != escaped || u.RawQuery != "" || u.Host != "host" {
			t.Errorf("%q is read as %#v, not as %q", escaped, u, path)
		}
		if want := "/a/" + plain + "/b/" + greedy + "/c"; path != want {
			t.Errorf("path %q, want %q", path, want)
		}
		if got, want := strings.Count(escaped, "/"), 5+strings.Count(greedy, "/"); got != want {
			t.Errorf("%q has %d slashes, want %d", escaped, got, want)
		}
		built := url.URL{Scheme: "http", Host: "host", Path: path, RawPath: escaped}
		if built.EscapedPath() != escaped {
			t.Errorf("url.URL sends %q, not %q", built.EscapedPath(), escaped)
		}
	})
}
