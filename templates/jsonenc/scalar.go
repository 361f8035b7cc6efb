package jsonenc

import (
	"encoding/base64"
	"errors"
	"math"
	"math/big"
	"strconv"
	"time"

	"github.com/tinsmith-go/tinsmith/templates/wiretime"
)

// Marshaler is a document; smithy-go's document.Marshaler has the same method.
type Marshaler interface {
	MarshalSmithyDocument() ([]byte, error)
}

// String writes a string.
func String(w *Writer, v *string) { w.string(*v) }

// Enum writes a string of a type of its own.
func Enum[T ~string](w *Writer, v *T) { w.string(string(*v)) }

// Bool writes true or false.
func Bool(w *Writer, v *bool) { w.buf = strconv.AppendBool(w.next(), *v) }

// Int writes a whole number.
func Int[T ~int8 | ~int16 | ~int32 | ~int64](w *Writer, v *T) { w.int(int64(*v)) }

// Float writes a number with as few digits as tell it from its neighbours, spelled as ECMAScript does; NaN and the
// infinities are the strings that Smithy's JSON protocols have for them.
func Float[T ~float32 | ~float64](w *Writer, v *T) {
	bits := 64
	if T(1<<24+1) == T(1<<24) {
		bits = 32
	}
	w.float(float64(*v), bits)
}

// Blob writes a string of padded standard base64, and null for nil.
func Blob(w *Writer, v *[]byte) {
	if *v == nil {
		w.Null()
		return
	}
	b := append(w.next(), '"')
	w.buf = append(base64.StdEncoding.AppendEncode(b, *v), '"')
}

// DateTime writes a timestamp as an RFC 3339 string.
func DateTime(w *Writer, v *time.Time) {
	w.buf = append(wiretime.AppendDateTime(append(w.next(), '"'), *v), '"')
}

// HTTPDate writes a timestamp as an IMF-fixdate string.
func HTTPDate(w *Writer, v *time.Time) {
	w.buf = append(wiretime.AppendHTTPDate(append(w.next(), '"'), *v), '"')
}

// EpochSeconds writes a timestamp as a number.
func EpochSeconds(w *Writer, v *time.Time) {
	w.buf = wiretime.AppendEpochSeconds(w.next(), *v)
}

// BigInt writes a whole number of any size.
func BigInt(w *Writer, v *big.Int) { w.buf = v.Append(w.next(), 10) }

// BigFloat writes a decimal number: whole ones that fit in an int64 without point and exponent, others with an
// exponent, as smithy-go does. Infinities fail, since JSON has no number for them.
func BigFloat(w *Writer, v *big.Float) {
	switch i, accuracy := v.Int64(); {
	case v.IsInf():
		w.Fail(errors.New("infinite decimal number"))
	case v.Sign() == 0 && v.Signbit():
		w.Raw([]byte("-0"))
	case accuracy == big.Exact:
		w.int(i)
	default:
		w.buf = v.Append(w.next(), 'e', -1)
	}
}

// Document writes the JSON that v makes of itself, and null for nil. An error of v's fails.
func Document(w *Writer, v Marshaler) {
	if v == nil {
		w.Null()
		return
	}
	b, err := v.MarshalSmithyDocument()
	if err != nil {
		w.Fail(err)
		return
	}
	w.Raw(b)
}

func (w *Writer) string(s string) { w.buf = appendString(w.next(), s) }

func (w *Writer) int(i int64) { w.buf = strconv.AppendInt(w.next(), i, 10) }

func (w *Writer) float(f float64, bits int) {
	b := w.next()
	switch {
	case math.IsNaN(f):
		b = append(b, `"NaN"`...)
	case math.IsInf(f, 1):
		b = append(b, `"Infinity"`...)
	case math.IsInf(f, -1):
		b = append(b, `"-Infinity"`...)
	default:
		b = appendFloat(b, f, bits)
	}
	w.buf = b
}

// appendFloat follows ECMAScript's Number::toString (section 6.1.6.1.20) in when to use an exponent. Which of the two
// sizes f had matters at the limits: 1e21 has a nearest float32 of its own.
func appendFloat(b []byte, f float64, bits int) []byte {
	abs := math.Abs(f)
	small, large := abs < 1e-6, abs >= 1e21
	if bits == 32 {
		small, large = float32(abs) < 1e-6, float32(abs) >= 1e21
	}
	if abs == 0 || !small && !large {
		return strconv.AppendFloat(b, f, 'f', -1, bits)
	}
	b = strconv.AppendFloat(b, f, 'e', -1, bits)
	// strconv writes at least two digits of the exponent, ECMAScript as few as it takes; only 1e-07 to 1e-09 differ.
	if n := len(b); b[n-3] == '-' && b[n-2] == '0' {
		b[n-2] = b[n-1]
		b = b[:n-1]
	}
	return b
}
