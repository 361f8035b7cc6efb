package jsonenc

import (
	"encoding/json"
	"testing"
)

// TestCloseUnion: the object of a union has one member. Without one there is nothing that could be sent.
func TestCloseUnion(t *testing.T) {
	for _, c := range []struct {
		name  string
		write func(*Writer)
		want  string
		fails string // the error's text
	}{
		{"a member", func(w *Writer) {
			w.Key("text")
			String(w, ptr("{"))
		}, `{"text":"{"}`, ""},
		{"an empty structure", func(w *Writer) {
			w.Key("none")
			w.Open()
			w.Close()
		}, `{"none":{}}`, ""},
		{"null", func(w *Writer) {
			w.Key("list")
			Elems(w, nil, String)
		}, `{"list":null}`, ""},
		{"a name that ends like an object's beginning", func(w *Writer) {
			w.Key("{")
			Bool(w, ptr(true))
		}, `{"{":true}`, ""},
		{"a union within", func(w *Writer) {
			w.Key("inner")
			w.Open()
			w.Key("n")
			Int(w, ptr(int32(1)))
			w.CloseUnion("Inner")
		}, `{"inner":{"n":1}}`, ""},
		{"nothing", func(*Writer) {}, `{}`, "union Shape holds no member that can be sent"},
		{"nothing within", func(w *Writer) {
			w.Key("inner")
			w.Open()
			w.CloseUnion("Inner")
		}, `{"inner":{}}`, "union Inner holds no member that can be sent"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var w Writer
			w.Open()
			c.write(&w)
			w.CloseUnion("Shape")
			var fails string
			if err := w.Err(); err != nil {
				fails = err.Error()
			}
			if got := string(w.Bytes()); got != c.want || fails != c.fails {
				t.Errorf("got %s and %q, want %s and %q", got, fails, c.want, c.fails)
			}
			if !json.Valid(w.Bytes()) {
				t.Errorf("%s isn't JSON", w.Bytes())
			}
		})
	}
}

// TestCloseUnionKeepsTheFirstError: what failed before is why the union is empty.
func TestCloseUnionKeepsTheFirstError(t *testing.T) {
	var w Writer
	w.Open()
	Document(&w, document("bad"))
	w.CloseUnion("Shape")
	if err := w.Err(); err == nil || err.Error() != "bad document" {
		t.Errorf("got %v", err)
	}
}
