package jsondec

import (
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/aws/smithy-go/document"
	"github.com/google/go-cmp/cmp"
)

type color string

type pair struct {
	A *string
	B *pair
	C []pair
}

func decodePair(r *Reader, v *pair) {
	for r.Object(); r.Next(); {
		switch string(r.Key()) {
		case "a":
			Member(r, &v.A, String)
		case "b":
			Member(r, &v.B, decodePair)
		case "c":
			List(r, &v.C, decodePair)
		default:
			r.Skip()
		}
	}
}

func ptr[T any](v T) *T { return &v }

// as makes a reader's call of an element function, with an optional value before.
func as[T any](elem func(*Reader, *T), before ...T) func(*Reader) any {
	return func(r *Reader) any {
		var v T
		if len(before) > 0 {
			v = before[0]
		}
		elem(r, &v)
		return v
	}
}

// within gives a container's function an element's, so that both make one element function.
func within[C, T any](container func(*Reader, *C, func(*Reader, *T)), elem func(*Reader, *T)) func(*Reader, *C) {
	return func(r *Reader, v *C) { container(r, v, elem) }
}

func bigFloat(s string) big.Float {
	f, _, err := big.ParseFloat(s, 10, 64, big.ToNearestEven)
	if err != nil {
		panic(err)
	}
	return *f
}

func TestElements(t *testing.T) {
	var wantInt big.Int
	wantInt.SetString("-123456789012345678901234567890", 10)
	for _, c := range []struct {
		in   string
		read func(*Reader) any
		want any
	}{
		{`""`, as(String), ""},
		{` "plain" `, as(String), "plain"},
		{`"\"\\\/\b\f\n\r\t\u0041\u00e9"`, as(String), "\"\\/\b\f\n\r\tAé"},
		{`"\ud83c\udf88é🎈"`, as(String), "🎈é🎈"},
		{`"\ud83c"`, as(String), "\ufffd"},
		{`"\ud83c\u0041"`, as(String), "\ufffdA"},
		{`"\ud83c\ud83c\udf88"`, as(String), "\ufffd🎈"},
		{`"\udf88\ud83cx"`, as(String), "\ufffd\ufffdx"},
		{"\"a\xffb\xc3\"", as(String), "a\ufffdb\ufffd"},
		{`null`, as(String, "before"), "before"},
		{`"teal"`, as(Enum[color]), color("teal")},
		{`null`, as(Enum[color], "red"), color("red")},
		{`true`, as(Bool), true},
		{`false`, as(Bool, true), false},
		{`null`, as(Bool, true), true},
		{`-128`, as(Int[int8]), int8(-128)},
		{`127`, as(Int[int8]), int8(127)},
		{`-32768`, as(Int[int16]), int16(-32768)},
		{`2147483647`, as(Int[int32]), int32(math.MaxInt32)},
		{`9223372036854775807`, as(Int[int64]), int64(math.MaxInt64)},
		{`-9223372036854775808`, as(Int[int64]), int64(math.MinInt64)},
		{`1.0`, as(Int[int32]), int32(1)},
		{`-1.50e2`, as(Int[int32]), int32(-150)},
		{`100e-2`, as(Int[int32]), int32(1)},
		{`0.000e-99999999999999999999`, as(Int[int32]), int32(0)},
		{`922337203685477580.7E+1`, as(Int[int64]), int64(math.MaxInt64)},
		{`-0`, as(Int[int32]), int32(0)},
		{`1` + strings.Repeat("0", 60) + `e-60`, as(Int[int32]), int32(1)},
		{`null`, as(Int[int32], 7), int32(7)},
		{`1.5`, as(Float[float64]), 1.5},
		{`-0.1E-3`, as(Float[float64]), -0.1e-3},
		{`16777217`, as(Float[float32]), float32(16777216)},
		{`1e-999`, as(Float[float64]), 0.0},
		{`"Infinity"`, as(Float[float64]), math.Inf(1)},
		{`"-infinity"`, as(Float[float32]), float32(math.Inf(-1))},
		{`null`, as(Float[float64], 1.5), 1.5},
		{`"dmFsdWU="`, as(Blob), []byte("value")},
		{`"dmFs\u0064WU="`, as(Blob), []byte("value")},
		{`""`, as(Blob), []byte{}},
		{`null`, as(Blob, []byte("x")), []byte("x")},
		{`"2014-04-29T18:30:38.5Z"`, as(DateTime), time.Unix(1398796238, 5e8).UTC()},
		{`"Tue, 29 Apr 2014 18:30:38 GMT"`, as(HTTPDate), time.Unix(1398796238, 0).UTC()},
		{`1398796238.25`, as(EpochSeconds), time.Unix(1398796238, 25e7).UTC()},
		{`1.398796238E9`, as(EpochSeconds), time.Unix(1398796238, 0).UTC()},
		{`null`, as(EpochSeconds, time.Unix(1, 0)), time.Unix(1, 0)},
		{`-123456789012345678901234567890`, as(BigInt), wantInt},
		{`1.25e-30`, as(BigFloat), bigFloat("1.25e-30")},
		{`{"a":[null,true,"s",1.50],"b":{}}`, as(Any), map[string]any{
			"a": []any{nil, true, "s", document.Number("1.50")}, "b": map[string]any{}}},
		{`null`, as(Any, any(1)), nil},
	} {
		r := New([]byte(c.in))
		got := c.read(r)
		if err := r.End(); err != nil {
			t.Errorf("%s: %v", c.in, err)
		}
		if diff := cmp.Diff(c.want, got, cmp.Comparer(sameInt), cmp.Comparer(sameFloat)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.in, diff)
		}
	}
}

func sameInt(a, b big.Int) bool { return a.Cmp(&b) == 0 }

func sameFloat(a, b big.Float) bool { return a.Cmp(&b) == 0 }

func TestNaN(t *testing.T) {
	var f float64
	if r := New([]byte(`"NaN"`)); !func() bool { Float(r, &f); return math.IsNaN(f) }() {
		t.Errorf("got %v, %v, want NaN", f, r.End())
	}
}

func TestBigFloatKeepsAllDigits(t *testing.T) {
	const digits = "3.14159265358979323846264338327950288419716939937510582097494459"
	var f big.Float
	r := New([]byte(digits))
	BigFloat(r, &f)
	if got := f.Text('f', 62); r.End() != nil || got != digits {
		t.Errorf("got %s, %v, want %s", got, r.End(), digits)
	}
}

func TestContainers(t *testing.T) {
	strs := within(List[string], String)
	for _, c := range []struct {
		name, in string
		read     func(*Reader) any
		want     any
	}{
		{"list", `[ "a" , "b" ]`, as(strs), []string{"a", "b"}},
		{"empty list", `[ ]`, as(strs), []string{}},
		{"null list", `null`, as(strs), []string(nil)},
		{"list replaces", `["a"]`, as(strs, []string{"x", "y"}), []string{"a"}},
		{"null in a dense list", `["a",null]`, as(strs), []string{"a", ""}},
		{"null in a sparse list", `["a",null]`, as(within(SparseList[string], String)), []*string{ptr("a"), nil}},
		{"lists in lists", `[["a"],[],null]`, as(within(List[[]string], strs)), [][]string{{"a"}, {}, nil}},
		{"map", `{ "a" : 1 , "b" : 2 }`, as(within(Map[int32], Int)), map[string]int32{"a": 1, "b": 2}},
		{"empty map", `{ }`, as(within(Map[int32], Int)), map[string]int32{}},
		{"null map", `null`, as(within(Map[int32], Int)), map[string]int32(nil)},
		{"null in a dense map", `{"a":1,"b":null,"c":3}`, as(within(Map[int32], Int)), map[string]int32{"a": 1, "b": 0, "c": 3}},
		{"null in a sparse map", `{"a":null,"b":2}`, as(within(SparseMap[int32], Int)), map[string]*int32{"a": nil, "b": ptr(int32(2))}},
		{"null list in a map", `{"x":[],"z":null}`, as(within(Map[[]string], strs)), map[string][]string{"x": {}, "z": nil}},
		{"repeated key in a map", `{"a":1,"a":2}`, as(within(Map[int32], Int)), map[string]int32{"a": 2}},
		{"escaped key", `{"\u0061\"":"\n"}`, as(within(Map[string], String)), map[string]string{`a"`: "\n"}},
		{"struct", `{"a":"x","unknown":{"a":[1,{}]},"b":{"a":"y"},"c":[{"a":"z"},{}]}`, as(decodePair),
			pair{A: ptr("x"), B: &pair{A: ptr("y")}, C: []pair{{A: ptr("z")}, {}}}},
		{"escaped member", `{"\u0061":"x"}`, as(decodePair), pair{A: ptr("x")}},
		{"null struct", `null`, as(decodePair), pair{}},
		{"null members", `{"a":null,"b":null,"c":null}`, as(decodePair), pair{}},
		{"null structs in a list", `[null,{"a":"x"}]`, as(within(List[pair], decodePair)), []pair{{}, {A: ptr("x")}}},
		{"repeated member", `{"a":"x","b":{"a":"1"},"a":"y","b":{"c":[]}}`, as(decodePair),
			pair{A: ptr("y"), B: &pair{C: []pair{}}}},
		{"empty message", ``, as(decodePair), pair{}},
		{"blank message", " \n", as(within(Map[int32], Int)), map[string]int32(nil)},
	} {
		r := New([]byte(c.in))
		got := c.read(r)
		if err := r.End(); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.name, diff)
		}
	}
}

func TestRawIsTheValue(t *testing.T) {
	const value = `{"a": [1, "]"], "b": "\"}"}`
	r := New([]byte(`{"k": ` + value + ` , "l":null}`))
	r.Object()
	r.Next()
	raw := r.Raw()
	if string(raw) != value || cap(raw) != len(raw) {
		t.Errorf("got %s with %d bytes behind, want %s", raw, cap(raw)-len(raw), value)
	}
	if !r.Next() || !r.Null() || r.Next() || r.End() != nil {
		t.Errorf("what follows isn't read: %v", r.End())
	}
}

func TestErrorsSayWhatAndWhere(t *testing.T) {
	strs := within(List[string], String)
	for _, c := range []struct {
		in   string
		read func(*Reader) any
		want string
	}{
		{``, as(String), "expected string, found end of input at offset 0"},
		{`1`, as(String), "expected string, found number at offset 0"},
		{` {}`, as(String), "expected string, found object at offset 1"},
		{`"a`, as(String), "unterminated string at offset 2"},
		{`"a\`, as(String), "unterminated string at offset 2"},
		{`"a\u12`, as(String), "invalid escape at offset 2"},
		{`"a\x"`, as(String), "invalid escape at offset 2"},
		{"\"a\x1f\"", as(String), "control character in string at offset 2"},
		{`"a" 1`, as(String), "expected end of input, found number at offset 4"},
		{`"red`, as(Enum[color]), "unterminated string at offset 4"},
		{`"true"`, as(Bool), "expected boolean, found string at offset 0"},
		{`tru`, as(Bool), "invalid literal at offset 0"},
		{`nul`, as(Bool), "invalid literal at offset 0"},
		{`128`, as(Int[int8]), "number out of range at offset 0"},
		{`-129`, as(Int[int8]), "number out of range at offset 0"},
		{`2147483648`, as(Int[int32]), "number out of range at offset 0"},
		{`9223372036854775808`, as(Int[int64]), "number out of range at offset 0"},
		{`-9223372036854775809`, as(Int[int64]), "number out of range at offset 0"},
		{`18446744073709551616`, as(Int[int64]), "number out of range at offset 0"},
		{`1e99999999999999999999`, as(Int[int64]), "number out of range at offset 0"},
		{`1.5`, as(Int[int32]), "expected whole number, found fraction at offset 0"},
		{`1e-1`, as(Int[int32]), "expected whole number, found fraction at offset 0"},
		{`"1"`, as(Int[int32]), "expected number, found string at offset 0"},
		{`[1]`, as(Int[int32]), "expected number, found list at offset 0"},
		{`01`, as(Int[int32]), "expected end of input, found number at offset 1"},
		{`-`, as(Int[int32]), "expected digit, found end of input at offset 1"},
		{`+1`, as(Int[int32]), "expected number, found character '+' at offset 0"},
		{`.5`, as(Float[float64]), "expected number, found character '.' at offset 0"},
		{`1.`, as(Float[float64]), "expected digit, found end of input at offset 2"},
		{`1.e1`, as(Float[float64]), "expected digit, found character 'e' at offset 2"},
		{`1e+`, as(Float[float64]), "expected digit, found end of input at offset 3"},
		{`1e309`, as(Float[float64]), "number out of range at offset 0"},
		{`1e39`, as(Float[float32]), "number out of range at offset 0"},
		{`"inf"`, as(Float[float64]), "expected number, found string at offset 0"},
		{`true`, as(Float[float64]), "expected number, found boolean at offset 0"},
		{` "YQ"`, as(Blob), "invalid base64 at offset 1"},
		{`[1]`, as(Blob), "expected string, found list at offset 0"},
		{`"today"`, as(DateTime), `invalid date-time "today" at offset 0`},
		{`1398796238`, as(HTTPDate), "expected string, found number at offset 0"},
		{`"1398796238"`, as(EpochSeconds), "expected number, found string at offset 0"},
		{`1e300`, as(EpochSeconds), `invalid epoch-seconds "1e300" at offset 0`},
		{`1.0`, as(BigInt), "expected whole number, found fraction at offset 0"},
		{strings.Repeat("1", 1<<16+1), as(BigInt), "number too long at offset 0"},
		{`1e9999999999`, as(BigFloat), "number out of range at offset 0"},
		{`x`, as(Any), "expected value, found character 'x' at offset 0"},
		{`[1}`, as(Any), "[0]: expected ',' or ']', found character '}' at offset 2"},
		{`"a"`, as(strs), "expected list, found string at offset 0"},
		{`["a" "b"]`, as(strs), "[0]: expected ',' or ']', found string at offset 5"},
		{`["a",]`, as(strs), "[1]: expected string, found character ']' at offset 5"},
		{`["a",2]`, as(strs), "[1]: expected string, found number at offset 5"},
		{`["a"`, as(strs), "[0]: expected ',' or ']', found end of input at offset 4"},
		{`[]]`, as(strs), "expected end of input, found character ']' at offset 2"},
		{`[]`, as(decodePair), "expected object, found list at offset 0"},
		{`{"a"}`, as(decodePair), "expected ':', found character '}' at offset 4"},
		{`{"a"`, as(decodePair), "expected ':', found end of input at offset 4"},
		{`{"a":}`, as(decodePair), "a: expected string, found character '}' at offset 5"},
		{`{"a":"x",}`, as(decodePair), "expected key, found character '}' at offset 9"},
		{`{a:1}`, as(decodePair), "expected key, found character 'a' at offset 1"},
		{`{"a":"x" "b":1}`, as(decodePair), "a: expected ',' or '}', found string at offset 9"},
		{`{"other":[{"x":tru}]}`, as(decodePair), "other[0].x: invalid literal at offset 15"},
		{`{"a":"[{","c":[{},{"b":{"a":1}}]}`, as(decodePair), "c[1].b.a: expected string, found number at offset 28"},
		{`{"a b\"c":{"é":1}}`, as(within(Map[map[string]string], within(Map[string], String))),
			`"a b\\\"c"."\u00e9": expected string, found number at offset 16`},
	} {
		r := New([]byte(c.in))
		c.read(r)
		if err := r.End(); err == nil || err.Error() != c.want {
			t.Errorf("%.80s\n got %v\nwant %s", c.in, err, c.want)
		}
	}
}

func TestErrorHasItsParts(t *testing.T) {
	r := New([]byte(`{"a": 1}`))
	decodePair(r, new(pair))
	var got *Error
	if !errors.As(r.Err(), &got) {
		t.Fatalf("got %T", r.Err())
	}
	if diff := cmp.Diff(&Error{Offset: 6, Path: "a", Reason: "expected string, found number"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestLongPathsAreCut(t *testing.T) {
	r := New([]byte(strings.Repeat(`{"é":[`, 300) + "x"))
	r.Skip()
	var got *Error
	if !errors.As(r.Err(), &got) || len(got.Path) > 210 || !strings.HasPrefix(got.Path, "…") {
		t.Errorf("got %v", r.Err())
	}
}

func TestDepthIsLimited(t *testing.T) {
	for _, c := range []struct {
		name, open, end string
		read            func(*Reader) any
	}{
		{"skipped lists", `[`, `]`, as(func(r *Reader, _ *int) { r.Skip() })},
		{"skipped objects", `{"k":`, `}`, as(func(r *Reader, _ *int) { r.Skip() })},
		{"any", `[`, `]`, as(Any)},
		{"structs", `{"b":`, `}`, as(decodePair)},
	} {
		nested := func(n int) *Reader {
			return New([]byte(strings.Repeat(c.open, n) + "null" + strings.Repeat(c.end, n)))
		}
		r := nested(1000)
		if c.read(r); r.End() != nil {
			t.Errorf("%s: 1000 levels: %v", c.name, r.End())
		}
		r = nested(100000)
		if c.read(r); r.End() == nil || !strings.Contains(r.End().Error(), "nested deeper than 1000 levels") {
			t.Errorf("%s: 100000 levels: %v", c.name, r.End())
		}
	}
}

func TestNothingIsReadAfterAnError(t *testing.T) {
	first := errors.New("first")
	r := New([]byte(`["a","b"]`))
	r.Array()
	r.More()
	r.Fail(nil)
	r.Fail(first)
	r.Fail(errors.New("second"))
	calls := map[string]func() bool{
		"Null":   func() bool { return r.Null() },
		"More":   func() bool { return r.More() },
		"Next":   func() bool { return r.Next() },
		"Object": func() bool { r.Object(); return r.Next() },
		"Array":  func() bool { r.Array(); return r.More() },
		"Raw":    func() bool { return r.Raw() != nil },
		"String": func() bool { v := ""; String(r, &v); return v != "" },
		"Bool":   func() bool { v := false; Bool(r, &v); return v },
		"Int":    func() bool { v := int32(0); Int(r, &v); return v != 0 },
		"Float":  func() bool { v := 0.0; Float(r, &v); return v != 0 },
		"Blob":   func() bool { v := []byte(nil); Blob(r, &v); return v != nil },
		"Any":    func() bool { v := any(nil); Any(r, &v); return v != nil },
		"List":   func() bool { v := []string(nil); List(r, &v, String); return v != nil },
	}
	for name, call := range calls {
		if call() {
			t.Errorf("%s went on", name)
		}
	}
	if r.End() != first || r.Err() != first {
		t.Errorf("got %v, want the first error", r.End())
	}
}
