package httpbind

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestHeaders(t *testing.T) {
	at := time.Date(2019, 12, 16, 23, 48, 18, 0, time.UTC)
	tests := map[string]struct {
		set  func(r *Request)
		want http.Header
	}{
		"canonical name": {func(r *Request) { r.SetHeader("x-FOO-bar", text("Foo")) }, http.Header{"X-Foo-Bar": {"Foo"}}},
		"unset":          {func(r *Request) { r.SetHeader("X-A", Value{}) }, http.Header{}},
		"empty":          {func(r *Request) { r.SetHeader("X-B", text("")) }, http.Header{"X-B": {""}}},
		"tab, beyond ASCII": {func(r *Request) { r.SetHeader("X-B", text("a\té\xff")) },
			http.Header{"X-B": {"a\té\xff"}}},
		"the last wins": {func(r *Request) { r.SetHeader("X-B", text("1")); r.SetHeader("x-b", text("2")) },
			http.Header{"X-B": {"2"}}},
		"list": {func(r *Request) { HeaderList(r, "X-L", []string{`b,c`, `"def"`, "a", "", `\`, `,\"`}, String) },
			http.Header{"X-L": {`"b,c", "\"def\"", a, \, ",\\\""`}}},
		"list of enums":   {func(r *Request) { HeaderList(r, "X-L", []color{"red", "a,b"}, Enum) }, http.Header{"X-L": {`red, "a,b"`}}},
		"list of numbers": {func(r *Request) { HeaderList(r, "X-L", []int32{1, 2}, Int) }, http.Header{"X-L": {"1, 2"}}},
		"list of dates": {func(r *Request) { HeaderList(r, "X-L", []time.Time{at, at}, HTTPDate) },
			http.Header{"X-L": {"Mon, 16 Dec 2019 23:48:18 GMT, Mon, 16 Dec 2019 23:48:18 GMT"}}},
		"nil list":   {func(r *Request) { HeaderList(r, "X-L", nil, String) }, http.Header{}},
		"empty list": {func(r *Request) { HeaderList(r, "X-L", []string{}, String) }, http.Header{"X-L": {""}}},
		"prefix": {func(r *Request) { r.PrefixHeaders("x-foo-", map[string]string{"abc": "A", "DEF": "", "": "E"}) },
			http.Header{"X-Foo-Abc": {"A"}, "X-Foo-Def": {""}, "X-Foo-": {"E"}}},
		"own member over empty prefix": {func(r *Request) {
			r.SetHeader("hello", text("There"))
			r.PrefixHeaders("", map[string]string{"x-foo": "Foo", "hello": "Hello"})
		}, http.Header{"X-Foo": {"Foo"}, "Hello": {"There"}}},
		"own member over empty prefix, in the other order": {func(r *Request) {
			r.PrefixHeaders("", map[string]string{"x-foo": "Foo", "hello": "Hello"})
			r.SetHeader("hello", text("There"))
		}, http.Header{"X-Foo": {"Foo"}, "Hello": {"There"}}},
		"content length is no header": {func(r *Request) { r.SetHeader("Content-Length", Int(ptr(int64(3)))) }, http.Header{}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := NewRequest("GET", "/")
			tt.set(r)
			if err := r.Err(); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, r.Header); diff != "" {
				t.Errorf("header (-want +got)\n%s", diff)
			}
		})
	}
}

func TestHeadersThatWouldChangeTheRequestFail(t *testing.T) {
	prefix := func(prefix string, keys ...string) func(*Request) {
		m := map[string]string{}
		for _, k := range keys {
			m[k] = "v"
		}
		return func(r *Request) { r.PrefixHeaders(prefix, m) }
	}
	tests := map[string]struct {
		set  func(r *Request)
		want string
	}{
		"line break":      {func(r *Request) { r.SetHeader("X-A", text("a\r\nHost: evil")) }, "value of header X-A holds a line break"},
		"line feed":       {func(r *Request) { r.SetHeader("X-A", text("a\nb")) }, "value of header X-A holds a line break"},
		"NUL":             {func(r *Request) { r.SetHeader("X-A", text("\x00")) }, "value of header X-A holds a line break"},
		"DEL":             {func(r *Request) { r.SetHeader("X-A", text("\x7f")) }, "value of header X-A holds a line break"},
		"in a list":       {func(r *Request) { HeaderList(r, "X-A", []string{"a", "b,\nc"}, String) }, "value of header X-A holds a line break"},
		"in a map":        {func(r *Request) { r.PrefixHeaders("x-", map[string]string{"a": "b\nc"}) }, "value of header X-A holds a line break"},
		"colon in a key":  {prefix("x-", "a: b"), `header name "x-a: b" is not a token`},
		"break in a key":  {prefix("x-", "a\r\nb"), `header name "x-a\r\nb" is not a token`},
		"no ASCII key":    {prefix("x-", "é"), `header name "x-é" is not a token`},
		"no name":         {prefix("", ""), `header name "" is not a token`},
		"host":            {prefix("", "host"), "header Host can't be set by an input member"},
		"authorization":   {prefix("", "AUTHORIZATION"), "header Authorization can't be set by an input member"},
		"content length":  {prefix("content-", "length"), "header Content-Length can't be set by an input member"},
		"framing":         {prefix("transfer-", "encoding"), "header Transfer-Encoding can't be set by an input member"},
		"signing date":    {prefix("x-amz-", "date"), "header X-Amz-Date can't be set by an input member"},
		"payload hash":    {func(r *Request) { r.SetHeader("x-amz-content-sha256", text("0")) }, "header X-Amz-Content-Sha256 can't be set"},
		"session token":   {func(r *Request) { r.SetHeader("X-Amz-Security-Token", text("0")) }, "header X-Amz-Security-Token can't be set"},
		"two of one name": {prefix("x-", "a", "A"), "header X-A is given twice"},
		"no length":       {func(r *Request) { r.SetHeader("content-length", text("+1e3")) }, `Content-Length "+1e3" is not a length`},
		"negative length": {func(r *Request) { r.SetHeader("content-length", text("-1")) }, `Content-Length "-1" is not a length`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := NewRequest("GET", "/")
			tt.set(r)
			if err := r.Err(); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got error %v, want %s", err, tt.want)
			}
		})
	}
}

func TestHeaderValuesDontShareTheirRoom(t *testing.T) {
	r := NewRequest("GET", "/")
	for _, name := range []string{"A", "B", "C", "D", "E", "F"} {
		r.SetHeader(name, text(name))
	}
	r.Header.Add("A", "2")
	if got := r.Header["B"]; !slices.Equal(got, []string{"B"}) {
		t.Errorf("adding a value changed another header to %q", got)
	}
	if got := r.Header["F"]; !slices.Equal(got, []string{"F"}) {
		t.Errorf("got %q", got)
	}
}

func TestSplitList(t *testing.T) {
	tests := map[string]struct {
		in   string
		want []string
		err  error
	}{
		"empty":            {"", []string{""}, nil},
		"one":              {" a ", []string{"a"}, nil},
		"two":              {"a,b", []string{"a", "b"}, nil},
		"space":            {" a b ,\tc ", []string{"a b", "c"}, nil},
		"empty elements":   {",a,", []string{"", "a", ""}, nil},
		"quoted":           {`"b,c", "\"def\"", a`, []string{"b,c", `"def"`, "a"}, nil},
		"quoted backslash": {`"a\\","\\\"" , "\d"`, []string{`a\`, `\"`, "d"}, nil},
		"quoted empty":     {`"",""`, []string{"", ""}, nil},
		"quoted space":     {`" a "`, []string{" a "}, nil},
		"quote inside":     {`a"b,c"`, []string{`a"b`, `c"`}, nil},
		"quoted, comma":    {`"a",`, []string{"a", ""}, nil},
		"no end":           {`"a`, nil, errQuote},
		"no end, escaped":  {`"a\"`, nil, errQuote},
		"no end, half":     {`"a\`, nil, errQuote},
		"tail":             {`"a"b`, nil, errTail},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := splitList(nil, tt.in)
			if diff := cmp.Diff(tt.want, got); diff != "" || err != tt.err {
				t.Errorf("error %v, want %v (-want +got)\n%s", err, tt.err, diff)
			}
		})
	}
}

func TestSplitDates(t *testing.T) {
	const a, b = "Mon, 16 Dec 2019 23:48:18 GMT", "Tue, 17 Dec 2019 23:48:18 GMT"
	tests := map[string]struct {
		in   string
		want []string
	}{
		"one":        {a, []string{a}},
		"two":        {a + ", " + b, []string{a, b}},
		"three":      {a + "," + b + " , " + a, []string{a, b, a}},
		"no comma":   {"now", []string{"now"}},
		"two commas": {a + ",", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := splitDates(nil, tt.in)
			if diff := cmp.Diff(tt.want, got); diff != "" || (err == nil) != (tt.want != nil) {
				t.Errorf("error %v (-want +got)\n%s", err, diff)
			}
		})
	}
}

// FuzzHeaderList: what is joined is split into the same again, unless space
// around an element, which HTTP drops, was not within quotation marks.
func FuzzHeaderList(f *testing.F) {
	for _, s := range []string{"a", "b,c", `"def"`, "", `\`, `a\"`, " a", "é", `",`, "a\tb"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		r := NewRequest("GET", "/")
		HeaderList(r, "X", []string{a, b}, String)
		if r.Err() != nil {
			if validValue(a) && validValue(b) {
				t.Fatal(r.Err())
			}
			return
		}
		resp := &Response{Header: r.Header}
		var got []string
		ResponseHeaderList(resp, "X", &got, ParseString)
		if diff := cmp.Diff(sent(a, b), got); diff != "" || resp.Err() != nil {
			t.Errorf("%q: %v (-want +got)\n%s", r.Header["X"], resp.Err(), diff)
		}
	})
}

// sent are the elements that are sent of a list: not the empty ones, and an empty header where none is left.
func sent(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, kept(s))
		}
	}
	if out == nil {
		return []string{""}
	}
	return out
}

// kept is what is left of an element that is sent in a list.
func kept(s string) string {
	if strings.ContainsAny(s, `,"`) {
		return s
	}
	return trim(s)
}

// FuzzSplit: any header is split or refused, and no element appears from
// nowhere.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{"", ",", `"`, `"\`, `"a"b`, `"a" ,b`, "Mon, 16 Dec 2019 23:48:18 GMT, x", ",,,,"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, split := range []func([]string, string) ([]string, error){splitList, splitDates} {
			got, err := split(nil, s)
			if err == nil && (len(got) == 0 || len(got) > strings.Count(s, ",")+1) {
				t.Errorf("%q is split into %q", s, got)
			}
		}
	})
}
