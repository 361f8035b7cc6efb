package jsonenc

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"math"
	"math/big"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// written is what an element function makes of a value. It must be JSON.
func written[T any](t *testing.T, elem func(*Writer, *T), v T) string {
	t.Helper()
	var w Writer
	elem(&w, &v)
	if w.Err() != nil || !json.Valid(w.Bytes()) {
		t.Errorf("%v is written as %s (%v), which isn't JSON", v, w.Bytes(), w.Err())
	}
	return string(w.Bytes())
}

func expect[T any](t *testing.T, elem func(*Writer, *T), v T, want string) {
	t.Helper()
	if got := written(t, elem, v); got != want {
		t.Errorf("%v is written as %s, want %s", v, got, want)
	}
}

// TestEveryCharacter: RFC 8259 section 7 has quote, backslash and the control characters escaped, and lets all others
// stand. The two line separators are escaped nevertheless, since old JavaScript takes them for ends of lines.
func TestEveryCharacter(t *testing.T) {
	short := map[rune]string{'"': `\"`, '\\': `\\`, '\n': `\n`, '\r': `\r`, '\t': `\t`, 0x2028: `\u2028`, 0x2029: `\u2029`}
	for c := rune(0); c <= utf8.MaxRune; c++ {
		if !utf8.ValidRune(c) {
			continue // half of a surrogate pair
		}
		want := string(c)
		if e, ok := short[c]; ok {
			want = e
		} else if c < ' ' {
			want = `\u` + strconv.FormatInt(0x10000+int64(c), 16)[1:]
		}
		var w Writer
		s := string(c)
		String(&w, &s)
		if got := string(w.Bytes()); got != `"`+want+`"` {
			t.Errorf("%U is written as %s, want %s", c, got, want)
		}
	}
}

// TestEveryPlace puts what needs an escape at every place of texts of every small length: the writer looks at several
// bytes at a time.
func TestEveryPlace(t *testing.T) {
	for _, special := range []string{`"`, `\`, "\x00", "\x1f", "\u00fc", "\u2028", "\U0001f40d"} {
		for n := range 40 {
			for at := range n + 1 {
				text := strings.Repeat("~", at) + special + strings.Repeat(" ", n-at)
				var back string
				if err := json.Unmarshal([]byte(written(t, String, text)), &back); err != nil || back != text {
					t.Fatalf("%q comes back as %q (%v)", text, back, err)
				}
			}
		}
	}
}

// TestBytesThatAreNoText: JSON is UTF-8 (RFC 8259 section 8.1), so each byte that isn't becomes U+FFFD.
func TestBytesThatAreNoText(t *testing.T) {
	for text, want := range map[string]string{
		"\x80":             `"\ufffd"`,
		"a\xc3":            `"a\ufffd"`,
		"\xe2\x82x":        `"\ufffd\ufffdx"`,
		"\xed\xa0\x80":     `"\ufffd\ufffd\ufffd"`,       // half of a surrogate pair
		"\xc0\xaf":         `"\ufffd\ufffd"`,             // a slash, in too many bytes
		"\xf4\x90\x80\x80": `"\ufffd\ufffd\ufffd\ufffd"`, // beyond Unicode
		"\uFFFD":           "\"\uFFFD\"",                 // there already
	} {
		expect(t, String, text, want)
	}
}

func TestEnumsAreStrings(t *testing.T) {
	expect(t, Enum[color], "", `""`)
	expect(t, Enum[color], "dark/blue", `"dark/blue"`)
	expect(t, Enum[color], "no \"colour\"", `"no \"colour\""`)
}

func TestBooleans(t *testing.T) {
	expect(t, Bool, true, "true")
	expect(t, Bool, false, "false")
}

// TestWholeNumbers writes the limits of each type, which are no number of JavaScript's for the largest.
func TestWholeNumbers(t *testing.T) {
	type level int32
	expect(t, Int[int8], math.MinInt8, "-128")
	expect(t, Int[int8], math.MaxInt8, "127")
	expect(t, Int[int16], math.MinInt16, "-32768")
	expect(t, Int[int16], math.MaxInt16, "32767")
	expect(t, Int[int32], math.MinInt32, "-2147483648")
	expect(t, Int[level], math.MaxInt32, "2147483647")
	expect(t, Int[int64], math.MinInt64, "-9223372036854775808")
	expect(t, Int[int64], math.MaxInt64, "9223372036854775807")
	expect(t, Int[int64], 0, "0")
}

func TestFloats(t *testing.T) {
	for text, v := range map[string]float64{
		"0":                       0,
		"-0":                      math.Copysign(0, -1),
		"299792458":               299792458,
		"-273.15":                 -273.15,
		"0.30000000000000004":     0.1 + math.Nextafter(0.2, 1),
		"9007199254740992":        1 << 53,
		"100000000000000000000":   1e20,
		"1e+21":                   1e21,
		"6.02214076e+23":          6.02214076e23,
		"1.7976931348623157e+308": math.MaxFloat64,
		"0.000001":                0.000001,
		"9.5e-7":                  0.00000095,
		"6.62607015e-34":          6.62607015e-34,
		"5e-324":                  math.SmallestNonzeroFloat64,
		`"NaN"`:                   math.NaN(),
		`"Infinity"`:              math.Inf(1),
		`"-Infinity"`:             math.Inf(-1),
	} {
		expect(t, Float[float64], v, text)
	}
}

// TestSingleFloats: a float32 has fewer digits, and limits of its own for the exponent.
func TestSingleFloats(t *testing.T) {
	type ratio float32
	for text, v := range map[string]ratio{
		"0.1":                   0.1,
		"16777216":              1 << 24,
		"3.1415927":             math.Pi,
		"-2.5":                  -2.5,
		"100000000000000000000": 1e20,
		"1e+21":                 1e21,
		"3.4028235e+38":         math.MaxFloat32,
		"0.000001":              0.000001,
		"9.5e-7":                0.00000095,
		"1e-45":                 math.SmallestNonzeroFloat32,
		`"NaN"`:                 ratio(math.NaN()),
		`"Infinity"`:            ratio(math.Inf(1)),
		`"-Infinity"`:           ratio(math.Inf(-1)),
	} {
		expect(t, Float[ratio], v, text)
	}
}

// TestFloatsComeBack walks through all exponents: what is written is read as the same bits.
func TestFloatsComeBack(t *testing.T) {
	for e := range 2047 {
		v := math.Float64frombits(uint64(e)<<52 | uint64(e)*0x9e3779b97f4a7c15>>12)
		if back, err := strconv.ParseFloat(written(t, Float[float64], v), 64); err != nil || back != v {
			t.Errorf("%x comes back as %x (%v)", v, back, err)
		}
		single := math.Float32frombits(uint32(e%255)<<23 | uint32(e)*0x9e3779b9>>9)
		if back, err := strconv.ParseFloat(written(t, Float[float32], single), 32); err != nil || float32(back) != single {
			t.Errorf("%x comes back as %x (%v)", single, back, err)
		}
	}
}

func TestNumbersOfAnySize(t *testing.T) {
	for _, text := range []string{"0", "-1", "9223372036854775808", "-1606938044258990275541962092341162602522202993782792835301376"} {
		v, _ := new(big.Int).SetString(text, 10)
		expect(t, BigInt, *v, text)
	}
	for text, v := range map[string]string{
		"0":           "0",
		"-0":          "-0",
		"-12":         "-12.0",
		"4e+100":      "4e100",
		"1.25e-01":    "0.125",
		"-7.5e+00":    "-7.5",
		"3.125e-1000": "3.125e-1000",
	} {
		f, _, err := big.ParseFloat(v, 10, 200, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		expect(t, BigFloat, *f, text)
	}
}

// TestBlobsAreBase64: Smithy has blobs in the standard alphabet of RFC 4648 section 4, with its padding.
func TestBlobsAreBase64(t *testing.T) {
	expect(t, Blob, []byte(nil), "null")
	expect(t, Blob, []byte{}, `""`)
	expect(t, Blob, []byte{0}, `"AA=="`)
	expect(t, Blob, []byte{0, 1}, `"AAE="`)
	expect(t, Blob, []byte{0xfb, 0xff, 0xbf}, `"+/+/"`)
	large := bytes.Repeat([]byte("\x00\xff{"), firstCapacity)
	expect(t, Blob, large, `"`+base64.StdEncoding.EncodeToString(large)+`"`)
}

// TestTimestamps writes a time in each of Smithy's formats: in UTC, with as many decimals as it has, at most three.
func TestTimestamps(t *testing.T) {
	kolkata := time.FixedZone("", 5*3600+1800)
	for _, c := range []struct {
		at              time.Time
		date, http, num string
	}{
		{time.Unix(0, 0), "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "0"},
		{time.Unix(1e9, 0).In(kolkata), "2001-09-09T01:46:40Z", "Sun, 09 Sep 2001 01:46:40 GMT", "1000000000"},
		{time.Unix(1e9, 200e6), "2001-09-09T01:46:40.2Z", "Sun, 09 Sep 2001 01:46:40 GMT", "1000000000.2"},
		{time.Unix(1e9, 987654321), "2001-09-09T01:46:40.987Z", "Sun, 09 Sep 2001 01:46:40 GMT", "1000000000.987"},
		{time.Unix(-1, 500e6), "1969-12-31T23:59:59.5Z", "Wed, 31 Dec 1969 23:59:59 GMT", "-0.5"},
		{time.Date(2400, 2, 29, 23, 59, 59, 0, time.UTC), "2400-02-29T23:59:59Z", "Tue, 29 Feb 2400 23:59:59 GMT", "13574649599"},
	} {
		expect(t, DateTime, c.at, `"`+c.date+`"`)
		expect(t, HTTPDate, c.at, `"`+c.http+`"`)
		expect(t, EpochSeconds, c.at, c.num)
	}
}

func TestDocumentsAreWrittenAsTheyAre(t *testing.T) {
	for _, text := range []document{"null", "[1, 2]", ` {"a" : true}`, `"\u0041"`} {
		var w Writer
		Document(&w, text)
		if got := string(w.Bytes()); got != string(text) || w.Err() != nil {
			t.Errorf("%s is written as %s (%v)", text, got, w.Err())
		}
	}
	var w Writer
	Document(&w, nil)
	if got := string(w.Bytes()); got != "null" {
		t.Errorf("no document is written as %s", got)
	}
}
