package jsonenc

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"

	smithyjson "github.com/aws/smithy-go/encoding/json"
	"github.com/google/go-cmp/cmp"
)

type color string

type document string

func (d document) MarshalSmithyDocument() ([]byte, error) {
	if d == "bad" {
		return nil, errors.New("bad document")
	}
	return []byte(d), nil
}

func ptr[T any](v T) *T { return &v }

// put makes a writer's call of an element function and its value.
func put[T any](v T, elem func(*Writer, *T)) func(*Writer) {
	return func(w *Writer) { elem(w, &v) }
}

func TestCommas(t *testing.T) {
	var w Writer
	w.Open()
	w.Key("a")
	w.OpenList()
	w.CloseList()
	w.Key("b")
	w.OpenList()
	w.Open()
	w.Close()
	w.Open()
	w.Key("[")
	String(&w, ptr("{"))
	w.Key(":")
	String(&w, ptr(":"))
	w.Close()
	w.OpenList()
	w.Null()
	w.Raw([]byte("1"))
	w.Raw([]byte(" 2 "))
	w.CloseList()
	w.CloseList()
	w.Key("c")
	w.Open()
	w.Close()
	w.Close()
	const want = `{"a":[],"b":[{},{"[":"{",":":":"},[null,1, 2 ]],"c":{}}`
	if diff := cmp.Diff(want, string(w.Bytes())); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestMembersLeaveOutWhatIsUnset(t *testing.T) {
	var w Writer
	w.Open()
	Member(&w, "member", nil, String)
	EnumMember(&w, "enum", color(""))
	BlobMember(&w, "blob", nil)
	DocumentMember(&w, "document", nil)
	List(&w, "list", nil, String)
	Map(&w, "map", nil, String)
	SparseList(&w, "sparse", nil, String)
	SparseMap(&w, "sparseMap", nil, String)
	w.Close()
	if got := string(w.Bytes()); got != "{}" {
		t.Errorf("got %s, want {}", got)
	}
}

func TestMembersWriteEmptyValues(t *testing.T) {
	var w Writer
	w.Open()
	Member(&w, "member", ptr(""), String)
	EnumMember(&w, "enum", color("red"))
	BlobMember(&w, "blob", []byte{})
	DocumentMember(&w, "document", document("[]"))
	List(&w, "list", []string{}, String)
	Map(&w, "map", map[string]string{}, String)
	SparseList(&w, "sparse", []*string{}, String)
	SparseMap(&w, "sparseMap", map[string]*string{}, String)
	w.Close()
	const want = `{"member":"","enum":"red","blob":"","document":[],"list":[],"map":{},"sparse":[],"sparseMap":{}}`
	if diff := cmp.Diff(want, string(w.Bytes())); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestContainers(t *testing.T) {
	numbers := func(w *Writer, v *[]int32) { Elems(w, *v, Int[int32]) }
	colors := func(w *Writer, v *map[string]color) { Entries(w, *v, Enum[color]) }
	tags := func(w *Writer, v *map[string]string) { Entries(w, *v, String) }
	many := map[string]int32{}
	for _, c := range strings.Split("qwertzuiopasdfghjklyxcvbnm", "") {
		many[c] = int32(c[0])
	}
	manyWant, _ := json.Marshal(many)
	for _, c := range []struct {
		name, want string
		write      func(*Writer)
	}{
		{"lists in lists", `{"k":[[1,2],[],null]}`, func(w *Writer) {
			List(w, "k", [][]int32{{1, 2}, {}, nil}, numbers)
		}},
		{"maps in lists", `{"k":[{"a":"x","b":"y"},{},null]}`, func(w *Writer) {
			List(w, "k", []map[string]string{{"b": "y", "a": "x"}, {}, nil}, tags)
		}},
		{"maps in maps", `{"k":{"a":{"c":"red"},"b":null}}`, func(w *Writer) {
			Map(w, "k", map[string]map[string]color{"b": nil, "a": {"c": "red"}}, colors)
		}},
		{"nulls in sparse lists", `{"k":["a",null,""]}`, func(w *Writer) {
			SparseList(w, "k", []*string{ptr("a"), nil, ptr("")}, String)
		}},
		{"nulls in sparse maps", `{"k":{"a":null,"b":"x"}}`, func(w *Writer) {
			SparseMap(w, "k", map[string]*string{"b": ptr("x"), "a": nil}, String)
		}},
		{"nil sparse containers", `{"k":[null,null]}`, func(w *Writer) {
			w.Key("k")
			w.OpenList()
			SparseElems(w, nil, String)
			SparseEntries(w, nil, String)
			w.CloseList()
		}},
		{"sorted keys", `{"k":` + string(manyWant) + `}`, func(w *Writer) { Map(w, "k", many, Int[int32]) }},
		{"keys with escapes", `{"k":{"\"\n":1}}`, func(w *Writer) {
			Map(w, "k", map[string]int8{"\"\n": 1}, Int[int8])
		}},
	} {
		var w Writer
		w.Open()
		c.write(&w)
		w.Close()
		if diff := cmp.Diff(c.want, string(w.Bytes())); diff != "" || w.Err() != nil {
			t.Errorf("%s: %v (-want +got)\n%s", c.name, w.Err(), diff)
		}
	}
}

func TestFirstFailureStays(t *testing.T) {
	for _, c := range []struct {
		want  string
		write func(*Writer)
	}{
		{"bad document", func(w *Writer) { Document(w, document("bad")) }},
		{"empty JSON value", func(w *Writer) { Document(w, document("")) }},
		{"infinite decimal number", put(*new(big.Float).SetInf(true), BigFloat)},
		{"first", func(w *Writer) {
			w.Fail(nil)
			w.Fail(errors.New("first"))
			w.Fail(errors.New("second"))
		}},
	} {
		var w Writer
		c.write(&w)
		if err := w.Err(); err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

// FuzzString: strings are written as smithy-go writes them, and read back by encoding/json.
func FuzzString(f *testing.F) {
	for _, s := range []string{"", "plain text", "\"\\\b\x00<&>\u2028", "\xff\xc3é世\xf0\x9f\x8e", strings.Repeat("0123456é", 9)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var w Writer
		String(&w, &s)
		peer := smithyjson.NewEncoder()
		peer.Value.String(s)
		if got := string(w.Bytes()); got != peer.String() {
			t.Errorf("%q: got %s, want %s", s, got, peer)
		}
		var got, want string
		if err := json.Unmarshal(w.Bytes(), &got); err != nil {
			t.Fatalf("%q: %s: %v", s, w.Bytes(), err)
		}
		for _, r := range s {
			want += string(r)
		}
		if got != want {
			t.Errorf("%q: read back %q", s, got)
		}
	})
}

// FuzzFloat: numbers are written as smithy-go writes them.
func FuzzFloat(f *testing.F) {
	for _, v := range []float64{0, 1.1, 1e21, 9.999999e20, 1e-6, 9.99e-7, 1e-9, 1e-10, 1e-100, math.MaxFloat64, 5e-324} {
		f.Add(v)
		f.Add(-v)
	}
	f.Fuzz(func(t *testing.T, v float64) {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			t.Skip("no number")
		}
		var w Writer
		Float(&w, &v)
		peer := smithyjson.NewEncoder()
		peer.Double(v)
		if got := string(w.Bytes()); got != peer.String() {
			t.Errorf("%v: got %s, want %s", v, got, peer)
		}
		single := float32(v)
		if math.IsInf(float64(single), 0) {
			return
		}
		w, peer = Writer{}, smithyjson.NewEncoder()
		Float(&w, &single)
		peer.Float(single)
		if got := string(w.Bytes()); got != peer.String() {
			t.Errorf("float32 %v: got %s, want %s", single, got, peer)
		}
	})
}
