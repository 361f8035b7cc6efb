package httpbind

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// output has members of the shapes that generated code has.
type output struct {
	Name   *string
	Color  color
	Count  *int32
	On     *bool
	At     *time.Time
	Sizes  []int32
	Colors []color
	Times  []time.Time
	Map    map[string]string
}

func (o *output) read(r *Response) {
	HeaderPtr(r, "X-Name", &o.Name, ParseString)
	Header(r, "x-color", &o.Color, ParseEnum)
	HeaderPtr(r, "X-Count", &o.Count, ParseInt)
	HeaderPtr(r, "X-On", &o.On, ParseBool)
	HeaderPtr(r, "X-At", &o.At, ParseHTTPDate)
	ResponseHeaderList(r, "X-Sizes", &o.Sizes, ParseInt)
	ResponseHeaderList(r, "X-Colors", &o.Colors, ParseEnum)
	HTTPDateList(r, "X-Times", &o.Times)
	r.PrefixHeaders("x-map-", &o.Map)
}

func TestResponseHeaders(t *testing.T) {
	at := time.Date(2019, 12, 16, 23, 48, 18, 0, time.UTC)
	tests := map[string]struct {
		header http.Header
		want   output
	}{
		"none":     {nil, output{}},
		"trimmed":  {http.Header{"X-Name": {" a\t"}}, output{Name: ptr("a")}},
		"empty":    {http.Header{"X-Name": {""}}, output{Name: ptr("")}},
		"no value": {http.Header{"X-Name": {}}, output{}},
		"scalars": {http.Header{"X-Color": {"red"}, "X-Count": {"-3"}, "X-On": {"false"}, "X-At": {"Mon, 16 Dec 2019 23:48:18 GMT"}},
			output{Color: "red", Count: ptr(int32(-3)), On: ptr(false), At: &at}},
		"lists": {http.Header{"X-Sizes": {"1, 2", "3"}, "X-Colors": {`"a,b", c`}},
			output{Sizes: []int32{1, 2, 3}, Colors: []color{"a,b", "c"}}},
		"dates": {http.Header{"X-Times": {"Mon, 16 Dec 2019 23:48:18 GMT, Mon, 16 Dec 2019 23:48:18 GMT", "Mon, 16 Dec 2019 23:48:18 GMT"}},
			output{Times: []time.Time{at, at, at}}},
		"prefix": {http.Header{"X-Map-Abc": {" A "}, "X-Map-D-E": {"1", "2"}, "X-Map-": {"x"}, "X-Ma": {"y"}, "X-Map-None": {}},
			output{Map: map[string]string{"abc": "A", "d-e": "1"}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := &Response{Header: tt.header}
			var got output
			got.read(r)
			if diff := cmp.Diff(tt.want, got); diff != "" || r.Err() != nil {
				t.Errorf("error %v (-want +got)\n%s", r.Err(), diff)
			}
		})
	}
}

func TestEmptyPrefixTakesAllHeaders(t *testing.T) {
	r := &Response{Header: http.Header{"Hello": {"Hello"}, "X-Foo": {"Foo"}}}
	var got map[string]string
	r.PrefixHeaders("", &got)
	if diff := cmp.Diff(map[string]string{"hello": "Hello", "x-foo": "Foo"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestResponseHeadersThatCanNotBeReadFail(t *testing.T) {
	tests := map[string]struct {
		header http.Header
		want   string
	}{
		"number":    {http.Header{"X-Count": {"many"}}, "response header X-Count: "},
		"too large": {http.Header{"X-Count": {"2147483648"}}, "response header X-Count: "},
		"boolean":   {http.Header{"X-On": {""}}, "response header X-On: "},
		"time":      {http.Header{"X-At": {"now"}}, "response header X-At: "},
		"element":   {http.Header{"X-Sizes": {"1, x, y"}}, "response header X-Sizes: "},
		"quotes":    {http.Header{"X-Colors": {`"a`}}, "response header X-Colors: a quoted value of the list doesn't end"},
		"dates":     {http.Header{"X-Times": {"a, b, c"}}, "response header X-Times: "},
		"a date":    {http.Header{"X-Times": {"a, b"}}, "response header X-Times: "},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := &Response{Header: tt.header}
			var got output
			got.read(r)
			if err := r.Err(); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got error %v, want %s", err, tt.want)
			}
			if got.Count != nil || got.On != nil || got.At != nil {
				t.Errorf("got %+v from a header that can't be read", got)
			}
		})
	}
}
