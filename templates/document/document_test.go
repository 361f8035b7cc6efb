package document

import (
	"encoding/json"
	"math/big"
	"testing"
	"time"

	"github.com/aws/smithy-go/document"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/templates/jsondec"
	"github.com/tinsmith-go/tinsmith/templates/jsonenc"
)

type settings struct {
	Name   string `document:"name"`
	Count  int    `document:"count,omitempty"`
	Secret string `document:"-"`
	Nested []any
}

func TestNewMarshalsGoValues(t *testing.T) {
	for _, c := range []struct {
		in   any
		want string
	}{
		{nil, `null`},
		{true, `true`},
		{"<é>", `"<é>"`},
		{42, `42`},
		{document.Number("1.50"), `1.50`},
		{big.NewInt(1), `1`},
		{[]any{1, "x", nil}, `[1,"x",null]`},
		{map[string]any{"b": 1, "a": map[string]any{}}, `{"a":{},"b":1}`},
		{settings{Name: "n", Secret: "s", Nested: []any{1}}, `{"name":"n","Nested":[1]}`},
		{&settings{Name: "n", Count: 2}, `{"name":"n","count":2,"Nested":null}`},
	} {
		got, err := New(c.in).MarshalSmithyDocument()
		if err != nil || string(got) != c.want {
			t.Errorf("%#v: got %s, %v, want %s", c.in, got, err, c.want)
		}
	}
}

func TestNewIsLazy(t *testing.T) {
	v := []int{1}
	d := New(v)
	v[0] = 2
	if got, err := d.MarshalSmithyDocument(); err != nil || string(got) != "[2]" {
		t.Errorf("got %s, %v, want [2]", got, err)
	}
	if got, err := New(time.Now()).MarshalSmithyDocument(); err == nil {
		t.Errorf("a time: got %s, want an error", got)
	}
}

func TestNewUnmarshalsLikeAReceiver(t *testing.T) {
	var got settings
	if err := New(map[string]any{"name": "n", "count": 7, "Nested": []any{1}}).UnmarshalSmithyDocument(&got); err != nil {
		t.Fatal(err)
	}
	want := settings{Name: "n", Count: 7, Nested: []any{document.Number("1")}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if err := New(time.Now()).UnmarshalSmithyDocument(&got); err == nil {
		t.Error("a time: want an error")
	}
	if err := New(1).UnmarshalSmithyDocument(got); err == nil {
		t.Error("no pointer: want an error")
	}
	if err := New(func() {}).UnmarshalSmithyDocument(&got); err == nil {
		t.Error("a function: want an error")
	}
}

func TestNewUnmarshalerTakesAllNumbers(t *testing.T) {
	for _, in := range []any{document.Number("1.5"), json.Number("1.5"), 1.5} {
		d := NewUnmarshaler(map[string]any{"n": []any{in}})
		var got struct {
			N []float64 `document:"n"`
		}
		if err := d.UnmarshalSmithyDocument(&got); err != nil || len(got.N) != 1 || got.N[0] != 1.5 {
			t.Errorf("%T: got %v, %v", in, got, err)
		}
		if text, err := d.MarshalSmithyDocument(); err != nil || string(text) != `{"n":[1.5]}` {
			t.Errorf("%T: got %s, %v", in, text, err)
		}
	}
}

func TestNewUnmarshalerLeavesItsValueAlone(t *testing.T) {
	value := []any{document.Number("1")}
	d := NewUnmarshaler(value)
	var got any
	if err := d.UnmarshalSmithyDocument(&got); err != nil {
		t.Fatal(err)
	}
	want := []any{document.Number("1")}
	if diff := cmp.Diff(want, value); diff != "" {
		t.Errorf("value (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(any(want), got); diff != "" {
		t.Errorf("result (-want +got)\n%s", diff)
	}
}

func TestDocumentsGoThroughTheCodecs(t *testing.T) {
	var v any
	r := jsondec.New([]byte(`{"a":[1.50,"x",true,null],"b":{}}`))
	if jsondec.Any(r, &v); r.End() != nil {
		t.Fatal(r.End())
	}
	var w jsonenc.Writer
	w.Open()
	jsonenc.DocumentMember(&w, "out", NewUnmarshaler(v))
	jsonenc.DocumentMember(&w, "in", New("x"))
	w.Close()
	const want = `{"out":{"a":[1.50,"x",true,null],"b":{}},"in":"x"}`
	if diff := cmp.Diff(want, string(w.Bytes())); diff != "" || w.Err() != nil {
		t.Errorf("%v (-want +got)\n%s", w.Err(), diff)
	}
}

// FuzzDecoded: what is decoded comes out unchanged, as bytes and as a Go value.
func FuzzDecoded(f *testing.F) {
	for _, s := range []string{`{"a":[1.50,"<é>",true,null],"b":{}}`, `-0`, `"\ud83c"`, `[1e400]`, `null`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var v any
		r := jsondec.New(b)
		if jsondec.Any(r, &v); r.End() != nil {
			t.Skip("no document")
		}
		got, err := NewUnmarshaler(v).MarshalSmithyDocument()
		if err != nil {
			t.Fatalf("%q: %v", b, err)
		}
		again := jsondec.New(got)
		var w any
		if jsondec.Any(again, &w); again.End() != nil || !cmp.Equal(v, w) {
			t.Errorf("%q: wrote %s, %v", b, got, again.End())
		}
		var into any
		if err := NewUnmarshaler(v).UnmarshalSmithyDocument(&into); err != nil || !cmp.Equal(v, into) {
			t.Errorf("%q: unmarshaled %v, %v", b, into, err)
		}
	})
}
