package httpbind

import (
	"math"
	"math/big"
	"strings"
	"testing"
	"time"
)

type color string
type size int32

func ptr[T any](v T) *T { return &v }

func TestValuesAsText(t *testing.T) {
	at := time.Date(2019, 12, 16, 23, 48, 18, 123e6, time.UTC)
	tests := map[string]struct {
		got  Value
		want string
	}{
		"string":              {String(ptr("a b")), "a b"},
		"enum":                {Enum(ptr(color("red"))), "red"},
		"true":                {Bool(ptr(true)), "true"},
		"false":               {Bool(ptr(false)), "false"},
		"byte":                {Int(ptr(int8(-128))), "-128"},
		"long":                {Int(ptr(int64(math.MinInt64))), "-9223372036854775808"},
		"int enum":            {Int(ptr(size(0))), "0"},
		"float":               {Float(ptr(float32(1.1))), "1.1"},
		"double":              {Float(ptr(1.1)), "1.1"},
		"whole":               {Float(ptr(4.0)), "4"},
		"no exponent":         {Float(ptr(1e21)), "1000000000000000000000"},
		"small":               {Float(ptr(1e-7)), "0.0000001"},
		"NaN":                 {Float(ptr(math.NaN())), "NaN"},
		"Infinity":            {Float(ptr(float32(math.Inf(1)))), "Infinity"},
		"-Infinity":           {Float(ptr(math.Inf(-1))), "-Infinity"},
		"big integer":         {BigInt(new(big.Int).Lsh(big.NewInt(1), 70)), "1180591620717411303424"},
		"big whole":           {BigFloat(big.NewFloat(7)), "7"},
		"big fraction":        {BigFloat(big.NewFloat(1.5)), "1.5e+00"},
		"date-time":           {DateTime(&at), "2019-12-16T23:48:18.123Z"},
		"http-date":           {HTTPDate(&at), "Mon, 16 Dec 2019 23:48:18 GMT"},
		"epoch-seconds":       {EpochSeconds(&at), "1576540098.123"},
		"string with a type":  {Media(ptr(`{"a":1}`)), "eyJhIjoxfQ=="},
		"blob":                {Blob(ptr([]byte("foo"))), "Zm9v"},
		"empty string is set": {String(ptr("")), ""},
		"empty blob is set":   {Blob(ptr([]byte{})), ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if tt.got.text != tt.want || tt.got.kind == unset {
				t.Errorf("got %+v, want %s", tt.got, tt.want)
			}
		})
	}
}

func TestUnsetValues(t *testing.T) {
	tests := map[string]Value{
		"string": String(nil), "enum": Enum[color](nil), "empty enum": Enum(ptr(color(""))), "bool": Bool(nil),
		"int": Int[int32](nil), "float": Float[float32](nil), "date-time": DateTime(nil), "http-date": HTTPDate(nil),
		"epoch-seconds": EpochSeconds(nil), "media": Media(nil), "blob": Blob(nil), "nil blob": Blob(new([]byte)),
		"big integer": BigInt(nil), "big float": BigFloat(nil),
	}
	for name, v := range tests {
		if v != (Value{}) {
			t.Errorf("%s: got %+v", name, v)
		}
	}
}

// parsed makes a test out of a parse function: the value, or the error's text.
func parsed[T comparable](parse func(string, *T) error, s string, want T, wantErr string) func(*testing.T) {
	return func(t *testing.T) {
		var got T
		err := parse(s, &got)
		if wantErr != "" {
			if err == nil || !strings.Contains(err.Error(), wantErr) {
				t.Errorf("got %v and error %v, want error %s", got, err, wantErr)
			}
			return
		}
		if err != nil || got != want {
			t.Errorf("got %v and error %v, want %v", got, err, want)
		}
	}
}

func TestParse(t *testing.T) {
	at := time.Date(2019, 12, 16, 23, 48, 18, 0, time.UTC)
	t.Run("string", parsed(ParseString, "a", "a", ""))
	t.Run("enum", parsed(ParseEnum[color], "mauve", color("mauve"), ""))
	t.Run("true", parsed(ParseBool, "true", true, ""))
	t.Run("no boolean", parsed(ParseBool, "yes", false, "invalid syntax"))
	t.Run("empty boolean", parsed(ParseBool, "", false, "invalid syntax"))
	t.Run("byte", parsed(ParseInt[int8], "-128", int8(-128), ""))
	t.Run("byte out of range", parsed(ParseInt[int8], "128", int8(0), "value out of range"))
	t.Run("long out of range", parsed(ParseInt[int64], "9223372036854775808", int64(0), "value out of range"))
	t.Run("no octal", parsed(ParseInt[int32], "010", int32(10), ""))
	t.Run("no hex", parsed(ParseInt[int32], "0x10", int32(0), "invalid syntax"))
	t.Run("int enum", parsed(ParseInt[size], "3", size(3), ""))
	t.Run("float", parsed(ParseFloat[float32], "1.1", float32(1.1), ""))
	t.Run("float out of range", parsed(ParseFloat[float32], "1e39", float32(0), "value out of range"))
	t.Run("double", parsed(ParseFloat[float64], "1e39", 1e39, ""))
	t.Run("-Infinity", parsed(ParseFloat[float64], "-Infinity", math.Inf(-1), ""))
	t.Run("date-time", parsed(ParseDateTime, "2019-12-16T23:48:18Z", at, ""))
	t.Run("http-date", parsed(ParseHTTPDate, "Mon, 16 Dec 2019 23:48:18 GMT", at, ""))
	t.Run("epoch-seconds", parsed(ParseEpochSeconds, "1576540098", at, ""))
	t.Run("no time", parsed(ParseHTTPDate, "now", time.Time{}, "now"))
	t.Run("media", parsed(ParseMedia, "eyJhIjoxfQ==", `{"a":1}`, ""))
	t.Run("no base64", parsed(ParseMedia, "{", "", "illegal base64"))
}

func TestParseWhatIsNotComparable(t *testing.T) {
	var f float64
	if err := ParseFloat("NaN", &f); err != nil || !math.IsNaN(f) {
		t.Errorf("NaN: got %v, %v", f, err)
	}
	var b []byte
	if err := ParseBlob("Zm9v", &b); err != nil || string(b) != "foo" {
		t.Errorf("blob: got %s, %v", b, err)
	}
	var i big.Int
	if err := ParseBigInt("1180591620717411303424", &i); err != nil || i.BitLen() != 71 {
		t.Errorf("big integer: got %v, %v", &i, err)
	}
	if err := ParseBigInt("1.5", &i); err == nil {
		t.Error("big integer: no error for a fraction")
	}
	var g big.Float
	if err := ParseBigFloat("1.5e3", &g); err != nil || g.String() != "1500" {
		t.Errorf("big float: got %v, %v", &g, err)
	}
	if err := ParseBigFloat("x", &g); err == nil {
		t.Error("big float: no error for a word")
	}
}
