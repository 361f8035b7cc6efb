package httpbind

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestQueryIsSortedAndEscaped(t *testing.T) {
	tests := map[string]struct {
		pattern string
		set     func(r *Request)
		want    string
	}{
		"none":                {"/", func(r *Request) {}, ""},
		"literal":             {"/?b=2&a=1", func(r *Request) {}, "a=1&b=2"},
		"literal, no value":   {"/?delete", func(r *Request) {}, "delete="},
		"literal, empty":      {"/?a=&&b", func(r *Request) {}, "a=&b="},
		"literal, escaped":    {"/?a=x%20y+z%2F", func(r *Request) {}, "a=x%20y%20z%2F"},
		"value":               {"/", func(r *Request) { r.Query("a", text("x y/+é")) }, "a=x%20y%2F%2B%C3%A9"},
		"unset":               {"/", func(r *Request) { r.Query("a", Value{}) }, ""},
		"empty":               {"/", func(r *Request) { r.Query("a", text("")) }, "a="},
		"names are escaped":   {"/", func(r *Request) { r.Query("a b&c", text("1")) }, "a%20b%26c=1"},
		"beside a literal":    {"/?foo=bar", func(r *Request) { r.Query("baz", text("bam")) }, "baz=bam&foo=bar"},
		"member over literal": {"/?foo=bar", func(r *Request) { r.Query("foo", text("bam")) }, "foo=bam"},
		"list": {"/", func(r *Request) {
			QueryList(r, "l", []string{"b", "", "a"}, String)
			QueryList(r, "none", []string{}, String)
		}, "l=b&l=&l=a"},
		"list of enums keeps an empty one": {"/", func(r *Request) { QueryList(r, "l", []color{"red", ""}, Enum) }, "l=red&l="},
		"list of numbers":                  {"/", func(r *Request) { QueryList(r, "l", []int32{3, 1}, Int) }, "l=3&l=1"},
		"map": {"/", func(r *Request) {
			r.QueryParams(map[string]string{"c": "3", "a": "1", "b": ""})
		}, "a=1&b=&c=3"},
		"map of lists": {"/", func(r *Request) {
			r.QueryParamsList(map[string][]string{"baz": {"qux", "bar"}, "none": {}})
		}, "baz=qux&baz=bar"},
		"member over map": {"/?lit=1", func(r *Request) {
			r.Query("bar", text("named"))
			r.Query("unset", Value{})
			r.QueryParams(map[string]string{"bar": "map", "qux": "map", "unset": "map", "lit": "map"})
		}, "bar=named&lit=1&qux=map&unset=map"},
		"member over map, in the other order": {"/", func(r *Request) {
			r.QueryParamsList(map[string][]string{"bar": {"map", "map"}})
			r.Query("bar", text("named"))
		}, "bar=named"},
		"sorted by name, not by its escaped form": {"/", func(r *Request) {
			r.Query("a~", text("2"))
			r.Query("aé", text("3"))
			r.Query("a", text("1"))
		}, "a=1&a~=2&a%C3%A9=3"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := NewRequest("GET", tt.pattern)
			tt.set(r)
			if err := r.Err(); err != nil {
				t.Fatal(err)
			}
			for range 2 { // asking twice changes nothing
				if got := r.RawQuery(); got != tt.want {
					t.Errorf("got %s, want %s", got, tt.want)
				}
			}
		})
	}
}

func TestMalformedLiteralQueryFails(t *testing.T) {
	if NewRequest("GET", "/?a=%z").Err() == nil {
		t.Error("no error")
	}
}

// FuzzQuery: a server reads the parameters that were set, and the signer, which
// reads and sorts the query again, finds nothing to change but the order of
// the values of one name.
func FuzzQuery(f *testing.F) {
	f.Add("a", "1", "b", "2")
	f.Add("b", "x y", "a", "&=;%")
	f.Add("", "", "é", "\xff+")
	f.Add("same", "2", "same", "1")
	f.Fuzz(func(t *testing.T, name1, value1, name2, value2 string) {
		r := NewRequest("GET", "/")
		r.Query(name1, text(value1))
		r.Query(name2, text(value2))
		raw := r.RawQuery()
		got, err := url.ParseQuery(raw)
		if err != nil {
			t.Fatal(err)
		}
		want := url.Values{}
		want.Add(name1, value1)
		want.Add(name2, value2)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", raw, diff)
		}
		for _, values := range got {
			if !slices.IsSorted(values) {
				return
			}
		}
		if signed := strings.ReplaceAll(got.Encode(), "+", "%20"); raw != signed {
			t.Errorf("got %s, the signer makes it %s", raw, signed)
		}
	})
}
