package jsondoc

import (
	"encoding/json"
	"go/token"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func parse(t testing.TB, text string) (Value, *Diag) {
	t.Helper()
	fset := token.NewFileSet()
	v, err := Parse(fset, "m.json", []byte(text), Limits{})
	if err != nil {
		t.Fatalf("Parse(%s): %v", text, err)
	}
	return v, NewDiag(fset)
}

func TestValuesOfEveryKind(t *testing.T) {
	const text = ` { "s": "a\u00e9\n\ud83d\ude00", "n": -1.50e3, "t": true, "f": false, "z": null,
		"a": [1, [], {}, "x"], "o": {"A": 1, "a": 2, "com.x#A$b": 3, "": 4}, "\u006b": 5 } `
	v, _ := parse(t, text)
	want := map[string]any{
		"s": "aé\n😀", "n": json.Number("-1.50e3"), "t": true, "f": false, "z": nil,
		"a": []any{json.Number("1"), []any{}, map[string]any{}, "x"},
		"o": map[string]any{"A": json.Number("1"), "a": json.Number("2"), "com.x#A$b": json.Number("3"), "": json.Number("4")},
		"k": json.Number("5"),
	}
	if diff := cmp.Diff(want, v.Any()); diff != "" {
		t.Errorf("Any (-want +got)\n%s", diff)
	}
	kinds := map[string]Kind{"s": String, "n": Number, "t": Bool, "f": Bool, "z": Null, "a": Array, "o": Object, "none": Missing, "S": Missing}
	for key, want := range kinds {
		if got := v.Get(key).Kind(); got != want {
			t.Errorf("kind of %q = %v, want %v", key, got, want)
		}
	}
	if got := v.Get("o").Get("com.x#A$b").Any(); got != json.Number("3") {
		t.Errorf("a key with dots and signs: got %v", got)
	}
}

func TestPositions(t *testing.T) {
	v, d := parse(t, "{\n  \"a\": [1,\n    {\"b\": \"é\", \"c\": null}],\n\t\"d\":2\n}")
	got := map[string]string{}
	note := func(name string, pos token.Pos) { got[name] = d.Position(pos).String() }
	note("root", v.Pos())
	note("a", v.Get("a").Pos())
	note("a[0]", v.Get("a").Items()[0].Pos())
	note("c", v.Get("a").Items()[1].Get("c").Pos())
	note("missing", v.Get("a").Items()[1].Get("none").Pos())
	note("missing in missing", v.Get("none").Get("none").Pos())
	note("d", v.Get("d").Pos())
	v.Each(func(key string, keyPos token.Pos, _ Value) { note("key "+key, keyPos) })
	want := map[string]string{
		"root": "m.json:1:1", "a": "m.json:2:8", "a[0]": "m.json:2:9", "c": "m.json:3:22", "missing": "m.json:3:5",
		"missing in missing": "m.json:1:1", "d": "m.json:4:6", "key a": "m.json:2:3", "key d": "m.json:4:2",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("positions (-want +got)\n%s", diff)
	}
}

func TestZeroValueIsMissing(t *testing.T) {
	var v Value
	if v.Exists() || v.Pos() != token.NoPos || v.Get("a").Exists() || v.Items() != nil || v.Len() != 0 || v.Any() != nil {
		t.Error("the zero Value isn't an empty Missing one")
	}
	v.Each(func(string, token.Pos, Value) { t.Error("Each called back") })
}

func TestEachAndItemsDoNothingOnOtherKinds(t *testing.T) {
	v, _ := parse(t, `["x", 1, {"a": 1}]`)
	v.Each(func(string, token.Pos, Value) { t.Error("Each of an array called back") })
	v.Items()[0].Each(func(string, token.Pos, Value) { t.Error("Each of a string called back") })
	if got := v.Items()[2].Items(); got != nil {
		t.Errorf("Items of an object = %v", got)
	}
	if v.Get("0").Exists() {
		t.Error("Get of an array found something")
	}
}

func TestLargeObjectsAreIndexed(t *testing.T) {
	var b strings.Builder
	b.WriteString("{")
	const n = 10_000
	for i := range n {
		b.WriteString(`"k` + strconv.Itoa(i) + `": ` + strconv.Itoa(i) + ",")
	}
	b.WriteString(`"last": {"a": 1}}`)
	v, d := parse(t, b.String())
	for i := range n {
		if got := d.Int(v.Get("k" + strconv.Itoa(i))); got != int64(i) {
			t.Fatalf("k%d = %d", i, got)
		}
	}
	if v.Get("nope").Exists() || v.Len() != n+1 {
		t.Errorf("nope exists: %v, Len = %d", v.Get("nope").Exists(), v.Len())
	}
}

func TestBadTexts(t *testing.T) {
	many := strings.Repeat(`"a": 1, `, 1)
	for i := range 20 {
		many += `"k` + strconv.Itoa(i) + `": 1,` + "\n"
	}
	tests := []struct {
		name, text string
		lim        Limits
		want       []string
	}{
		{"empty", "", Limits{}, []string{"m.json:1:1: unexpected end of JSON input"}},
		{"blank", " \n ", Limits{}, []string{"m.json:2:2: unexpected end of JSON input"}},
		{"wrong literal", "{\n\"a\": t,\n}", Limits{}, []string{"m.json:2:7: invalid character ',' in literal true (expecting 'r')"}},
		{"trailing comma", `{"a":1,}`, Limits{}, []string{"m.json:1:8: invalid character '}' looking for beginning of object key string"}},
		{"no colon", `{"a" 1}`, Limits{}, []string{"m.json:1:6: invalid character '1' after object key"}},
		{"trailing data", "{}\n{}", Limits{}, []string{"m.json:2:1: invalid character '{' after top-level value"}},
		{"cut", `{"a": [1, "x`, Limits{}, []string{"m.json:1:13: unexpected end of JSON input"}},
		{"cut in a literal", `[tr`, Limits{}, []string{"m.json:1:4: unexpected end of JSON input"}},
		{"control character", "\"a\x01\"", Limits{}, []string{`m.json:1:3: invalid character '\x01' in string literal`}},
		{"mark", "\xef\xbb\xbf{}", Limits{}, []string{"m.json:1:1: the file starts with a byte order mark (RFC 8259 section 8.1 forbids it)"}},
		{"bytes that are no text", "{\"a\":\n\"\ufffd\xff\"}", Limits{}, []string{"m.json:2:5: invalid UTF-8"}},
		{"repeated key", "{\"a\": 1,\n \"\\u0061\": 2, \"a\": 3}", Limits{}, []string{`m.json:2:2: key "a" is repeated`, `m.json:2:15: key "a" is repeated`}},
		{"repeated key of a large object", "{" + many + `"k3": 2}`, Limits{}, []string{`m.json:21:1: key "k3" is repeated`}},
		{"repeated keys on all levels", `{"b": {"a": 1, "a": 2}, "b": 2}`, Limits{}, []string{`m.json:1:16: key "a" is repeated`, `m.json:1:25: key "b" is repeated`}},
		{"high surrogate alone", `["x\ud800y"]`, Limits{}, []string{"m.json:1:4: half of a surrogate pair"}},
		{"low surrogate alone", `["\\\udc00\u0041"]`, Limits{}, []string{"m.json:1:5: half of a surrogate pair"}},
		{"two high surrogates", `["\ud800\ud800"]`, Limits{}, []string{"m.json:1:3: half of a surrogate pair"}},
		{"too deep", `[{"a":[1]}]`, Limits{Depth: 2}, []string{"m.json:1:7: nested deeper than the limit of 2 levels"}},
		{"too deep by far", strings.Repeat("[", 10_000_000), Limits{}, []string{"m.json:1:1001: nested deeper than the limit of 1000 levels"}},
		{"too many values", `[1,2,3]`, Limits{Values: 3}, []string{"m.json:1:5: more values than the limit of 3"}},
		{"too many bytes", `[1,2,3]`, Limits{Bytes: 6}, []string{"m.json: the file has 7 bytes, more than the limit of 6"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse(token.NewFileSet(), "m.json", []byte(tt.text), tt.lim)
			if diff := cmp.Diff(tt.want, messages(err)); diff != "" {
				t.Errorf("errors (-want +got)\n%s", diff)
			}
		})
	}
}

func TestWithinLimits(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("[", 1000) + strings.Repeat("]", 1000),
		`"[[[["`, `"\"{{{{"`, `{"a":[1,"\\"]}`, "1", "null", `"\ud83d\ude00"`, `"\\ud800"`, `{"":{"":{}}}`,
	} {
		if _, err := Parse(token.NewFileSet(), "m.json", []byte(text), Limits{}); err != nil {
			t.Errorf("Parse(%.40s): %v", text, err)
		}
	}
	if _, err := Parse(token.NewFileSet(), "m.json", []byte(`[[1,2]]`), Limits{Depth: 2, Bytes: 7, Values: 4}); err != nil {
		t.Errorf("a text that just fits: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{"a": [1, -2.5e+3, "x\u00e9\ud83d\ude00", null, true, false, {}, []]}`, `{"a":1,"a":2}`, `["\ud800"]`, "\xef\xbb\xbf1",
		"[[[[[", "\"\xff\"", `{"a":1,}`, "01", `"\`, "tru", "-", `{"1":0,"2":0,"3":0,"4":0,"5":0,"6":0,"7":0,"8":0,"9":0,"8":1}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		fset := token.NewFileSet()
		v, err := Parse(fset, "m.json", data, Limits{Depth: 100})
		if err != nil {
			if len(messages(err)) == 0 {
				t.Fatalf("an error without a message: %v", err)
			}
			checkPositions(t, err, data)
			return
		}
		var want any
		dec := json.NewDecoder(strings.NewReader(string(data)))
		dec.UseNumber()
		if err := dec.Decode(&want); err != nil {
			t.Fatalf("encoding/json refuses it: %v", err)
		}
		if got := v.Any(); !reflect.DeepEqual(got, want) {
			t.Fatalf("Any (-want +got)\n%s", cmp.Diff(want, got))
		}
		walk(t, fset, v)
	})
}

// walk checks that every position leads back to the value's own text.
func walk(t *testing.T, fset *token.FileSet, v Value) {
	if fset.Position(v.Pos()).Offset >= fset.File(v.Pos()).Size() {
		t.Fatalf("a %v has its position outside of the file", v.Kind())
	}
	v.Each(func(key string, keyPos token.Pos, val Value) {
		if got := v.Get(key); got != val || keyPos >= val.Pos() || keyPos <= v.Pos() {
			t.Fatalf("member %q isn't found where it stands", key)
		}
		walk(t, fset, val)
	})
	for _, item := range v.Items() {
		walk(t, fset, item)
	}
}
