package jsondec

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/aws/smithy-go/document"
	"github.com/google/go-cmp/cmp"
)

func addMessages(f *testing.F) {
	for _, s := range []string{
		`{"a":"x","b":{"a":"y"},"c":[{"a":"z"},{}]}`, `[1,-0,1.5e+3,0.1E-2,true,false,null,"\ud83c\udf88\n\u0000"]`,
		"\"a\xffb\xc3\" ", `{"a":1,"a":{"a":2},"a":[]}`, `[[[[]],{}],{"":""}]`, ` {"a" :1 , "b":[ ] } `, `01`, `[1,]`, `{"a":}`,
		`"\ud83cx\u12`, "\"\x01\"", `nul`, `-`, `1.`, `1e`, `{"a":1}}`, "\ufeff{}", "\"\u2028é\"", strings.Repeat("[", 1010),
	} {
		f.Add([]byte(s))
	}
}

// tooDeep says whether encoding/json, which allows ten times the depth, can't be compared with.
func tooDeep(err error) bool {
	var e *Error
	return errors.As(err, &e) && strings.HasPrefix(e.Reason, "nested deeper")
}

// FuzzAny: what encoding/json accepts is accepted and nothing else, and it has the same values.
func FuzzAny(f *testing.F) {
	addMessages(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		var got any
		r := New(b)
		Any(r, &got)
		if tooDeep(r.End()) {
			t.Skip("too deep")
		}
		s := New(b)
		s.Skip()
		if valid := json.Valid(b); (r.End() == nil) != valid || (s.End() == nil) != valid {
			t.Fatalf("%q: Any %v, Skip %v, want valid %v", b, r.End(), s.End(), valid)
		}
		if r.End() != nil {
			return
		}
		d := json.NewDecoder(bytes.NewReader(b))
		d.UseNumber()
		var want any
		if err := d.Decode(&want); err != nil {
			t.Fatalf("%q: %v", b, err)
		}
		number := cmp.FilterValues(func(a, b any) bool { return isNumber(a) && isNumber(b) },
			cmp.Comparer(func(a, b any) bool { return text(a) == text(b) }))
		if diff := cmp.Diff(want, got, number); diff != "" {
			t.Errorf("%q (-want +got)\n%s", b, diff)
		}
	})
}

func isNumber(v any) bool { return text(v) != "" }

func text(v any) string {
	switch v := v.(type) {
	case json.Number:
		return string(v)
	case document.Number:
		return string(v)
	}
	return ""
}

// FuzzRaw: a value's bytes are those that encoding/json sees.
func FuzzRaw(f *testing.F) {
	addMessages(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		r := New(b)
		var got []string
		for r.Array(); r.More(); {
			got = append(got, string(r.Raw()))
		}
		var raws []json.RawMessage
		if r.End() != nil || json.Unmarshal(b, &raws) != nil {
			return
		}
		var want []string
		for _, raw := range raws {
			want = append(want, string(raw))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", b, diff)
		}
	})
}

// FuzzInt: a number is accepted exactly if its value is whole and in range.
func FuzzInt(f *testing.F) {
	for _, s := range []string{"0", "-1", "1.0", "1e3", "100e-2", "0.5", "9223372036854775807", "-9223372036854775808",
		"9223372036854775808", "18446744073709551616", "92233720368547758070e-1", "0e99", "120.00e1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if s = strings.TrimSpace(s); len(s) > 40 || !json.Valid([]byte(s)) || !strings.Contains("-0123456789", s[:1]) {
			t.Skip("no number")
		}
		if i := strings.IndexAny(s, "eE"); i >= 0 && len(s)-i > 5 {
			t.Skip("too large for the rational number to compare with")
		}
		want, ok := new(big.Rat).SetString(s)
		if !ok {
			t.Fatalf("%q isn't a rational number", s)
		}
		var got int64
		r := New([]byte(s))
		Int(r, &got)
		if fits := want.IsInt() && want.Num().IsInt64(); (r.End() == nil) != fits {
			t.Errorf("%s: %v, want fits %v", s, r.End(), fits)
		} else if fits && got != want.Num().Int64() {
			t.Errorf("%s: got %d", s, got)
		}
		var narrow int16
		r = New([]byte(s))
		Int(r, &narrow)
		if fits := want.IsInt() && want.Num().IsInt64() && int64(int16(got)) == got; (r.End() == nil) != fits {
			t.Errorf("%s: int16: %v, want fits %v", s, r.End(), fits)
		}
	})
}

// FuzzFloat: numbers have encoding/json's values, and the same ones are out of range.
func FuzzFloat(f *testing.F) {
	for _, s := range []string{"0", "-0", "1.1", "1e308", "1e309", "3.5e38", "1e-400", "16777217", "0.1e1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if s = strings.TrimSpace(s); !json.Valid([]byte(s)) || !strings.Contains("-0123456789", s[:1]) {
			t.Skip("no number")
		}
		var got, want struct {
			double float64
			single float32
		}
		r := New([]byte(s))
		Float(r, &got.double)
		if err := json.Unmarshal([]byte(s), &want.double); (err == nil) != (r.End() == nil) || got != want {
			t.Errorf("%s: got %v, %v, want %v, %v", s, got, r.End(), want, err)
		}
		r = New([]byte(s))
		Float(r, &got.single)
		if err := json.Unmarshal([]byte(s), &want.single); (err == nil) != (r.End() == nil) || got != want {
			t.Errorf("%s: got %v, %v, want %v, %v", s, got, r.End(), want, err)
		}
	})
}

// everything has a member of each kind.
type everything struct {
	s  *string
	e  color
	b  *bool
	i  *int32
	f  *float32
	bl []byte
	t  [3]time.Time
	bi big.Int
	bf big.Float
	a  any
	p  *everything
	l  []everything
	m  map[string]everything
	sl []*string
	sm map[string]*everything
}

func decodeEverything(r *Reader, v *everything) {
	for r.Object(); r.Next(); {
		switch string(r.Key()) {
		case "s":
			Member(r, &v.s, String)
		case "e":
			Enum(r, &v.e)
		case "b":
			Member(r, &v.b, Bool)
		case "i":
			Member(r, &v.i, Int)
		case "f":
			Member(r, &v.f, Float)
		case "bl":
			Blob(r, &v.bl)
		case "td":
			DateTime(r, &v.t[0])
		case "th":
			HTTPDate(r, &v.t[1])
		case "te":
			EpochSeconds(r, &v.t[2])
		case "bi":
			BigInt(r, &v.bi)
		case "bf":
			BigFloat(r, &v.bf)
		case "a":
			Any(r, &v.a)
		case "p":
			Member(r, &v.p, decodeEverything)
		case "l":
			List(r, &v.l, decodeEverything)
		case "m":
			Map(r, &v.m, decodeEverything)
		case "sl":
			SparseList(r, &v.sl, String)
		case "sm":
			SparseMap(r, &v.sm, decodeEverything)
		default:
			r.Skip()
		}
	}
}

// FuzzMembers: no message makes a shape's decoder panic or run on, errors lie within the message, and no invalid
// message is accepted.
func FuzzMembers(f *testing.F) {
	addMessages(f)
	f.Add([]byte(`{"s":"x","e":"red","b":true,"i":1.0,"f":"NaN","bl":"YQ==","td":"2014-04-29T18:30:38Z","te":1.5,"bi":12,"bf":1.5,` +
		`"th":"Tue, 29 Apr 2014 18:30:38 GMT","a":[1],"p":{"s":null},"l":[{},null],"m":{"k":{}},"sl":["a",null],"sm":{"k":null}}`))
	f.Add([]byte(`{"l":[{"m":{"a\u0062":{"i":"1"}}}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		r := New(b)
		decodeEverything(r, new(everything))
		err := r.End()
		var e *Error
		switch {
		case err == nil:
			if len(bytes.TrimSpace(b)) > 0 && !json.Valid(b) {
				t.Errorf("%q: accepted", b)
			}
		case !errors.As(err, &e) || e.Offset < 0 || e.Offset > len(b):
			t.Errorf("%q: %#v", b, err)
		default:
			io.WriteString(io.Discard, e.Error())
		}
	})
}
