package goir

import (
	"encoding/json"
	"math/big"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/model"
)

func TestExampleNames(t *testing.T) {
	used := map[string]bool{}
	var got []string
	for i, e := range []struct{ op, title string }{
		{"Get", "Reading a thing"}, {"Get", "Reading a thing"}, {"Get", "Reading a thing"}, {"Get", "2 things, and (many) more words than that"}, {"Get", "日本"}, {"Put_It", "One"}, {"Put_It", "Two"},
	} {
		got = append(got, exampleName(e.op, e.title, i, used))
	}
	want := []string{"ExampleClient_Get", "ExampleClient_Get_readingAThing", "ExampleClient_Get_readingAThing2", "ExampleClient_Get_thingsAndManyMoreWords",
		"ExampleClient_Get_example5", "Example_putIt", "Example_putItTwo"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("names (-want +got)\n%s", diff)
	}
}

func TestExampleTimes(t *testing.T) {
	at := time.Date(2016, 11, 21, 19, 49, 20, 6e6, time.UTC)
	for _, tt := range []struct {
		v    any
		want time.Time
		ok   bool
	}{
		{json.Number("1479757760.006"), at, true},
		{"2016-11-21T19:49:20.006Z", at, true},
		{"2016-11-21T20:49:20.006+0100", at, true},
		{"Mon, 21 Nov 2016 19:49:20 GMT", at.Truncate(time.Second), true},
		{"yesterday", time.Time{}, false},
		{json.Number("1e300"), time.Time{}, false},
		{true, time.Time{}, false},
	} {
		got, err := exampleTime(tt.v)
		if (err == nil) != tt.ok || !got.Equal(tt.want) {
			t.Errorf("%v: %v, %v; want %v", tt.v, got, err, tt.want)
		}
	}
}

func TestExampleNumbersFitTheirType(t *testing.T) {
	for _, tt := range []struct {
		typ  model.Type
		text string
		want string // "" is an error
	}{
		{model.Integer, "2147483647", "2147483647"}, {model.Integer, "2147483648", ""}, {model.Integer, "1.5", ""}, {model.Integer, "1e3", "1000"},
		{model.Byte, "-128", "-128"}, {model.Byte, "128", ""}, {model.Long, "-9223372036854775808", "-9223372036854775808"}, {model.Long, "9223372036854775808", ""},
		{model.Float, "0.5", "0.5"}, {model.Float, "1e39", ""}, {model.Double, "1e39", "1e+39"}, {model.Double, "1e999", ""},
	} {
		f, _, err := big.ParseFloat(tt.text, 10, 256, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		got, err := digits(tt.typ, f)
		if got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%s %s: %q, %v; want %q", tt.typ, tt.text, got, err, tt.want)
		}
	}
}
