package jsondec

import (
	"encoding/base64"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/tinsmith-go/tinsmith/templates/wiretime"
)

// The functions below read one value into *v. A null leaves *v as it is; any other value of the wrong kind fails.

// String reads a string.
func String(r *Reader, v *string) {
	if b, ok := r.text(); ok {
		*v = string(b)
	}
}

// Enum reads a string of a type of its own. Values that the type doesn't list are kept.
func Enum[T ~string](r *Reader, v *T) {
	if b, ok := r.text(); ok {
		*v = T(b)
	}
}

// Bool reads true or false.
func Bool(r *Reader, v *bool) {
	if r.err != nil || r.Null() {
		return
	}
	switch r.peek() {
	case 't':
		*v = r.word("true")
	case 'f':
		*v = !r.word("false")
	default:
		r.unexpected("boolean")
	}
}

// Int reads a whole number. One with a fraction or out of T's range fails; 1.0 and 1e3 are whole.
func Int[T ~int8 | ~int16 | ~int32 | ~int64](r *Reader, v *T) {
	n, ok := r.integer()
	if int64(T(n)) != n {
		r.outOfRange()
	} else if ok {
		*v = T(n)
	}
}

// Float reads a number, or one of the strings NaN, Infinity and -Infinity, in any case as in aws-sdk-go-v2. A number
// too large for T fails.
func Float[T ~float32 | ~float64](r *Reader, v *T) {
	bits := 64
	if T(1<<24+1) == T(1<<24) {
		bits = 32
	}
	if f, ok := r.float(bits); ok {
		*v = T(f)
	}
}

// Blob reads a string of padded standard base64. An empty one gives an empty slice, not nil.
func Blob(r *Reader, v *[]byte) {
	text, ok := r.text()
	if !ok {
		return
	}
	b := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
	n, err := base64.StdEncoding.Decode(b, text)
	if err != nil {
		r.reject("invalid base64")
		return
	}
	*v = b[:n]
}

// DateTime reads a timestamp in a string, as wiretime.ParseDateTime.
func DateTime(r *Reader, v *time.Time) {
	if b, ok := r.text(); ok {
		t, err := wiretime.ParseDateTime(string(b))
		r.time(v, t, err)
	}
}

// HTTPDate reads a timestamp in a string, as wiretime.ParseHTTPDate.
func HTTPDate(r *Reader, v *time.Time) {
	if b, ok := r.text(); ok {
		t, err := wiretime.ParseHTTPDate(string(b))
		r.time(v, t, err)
	}
}

// EpochSeconds reads a timestamp in a number, as wiretime.ParseEpochSeconds.
func EpochSeconds(r *Reader, v *time.Time) {
	if b, ok := r.numeral(); ok {
		t, err := wiretime.ParseEpochSeconds(string(b))
		r.time(v, t, err)
	}
}

func (r *Reader) time(v *time.Time, t time.Time, err error) {
	if err != nil {
		r.reject(err.Error())
		return
	}
	*v = t
}

func (r *Reader) float(bits int) (float64, bool) {
	if r.peek() == '"' {
		return r.namedFloat()
	}
	b, ok := r.numeral()
	if !ok {
		return 0, false
	}
	f, err := strconv.ParseFloat(string(b), bits)
	if err != nil {
		r.outOfRange()
		return 0, false
	}
	return f, true
}

func (r *Reader) namedFloat() (float64, bool) {
	b, ok := r.text()
	if !ok {
		return 0, false
	}
	if len(b) <= len("-Infinity") {
		switch strings.ToLower(string(b)) {
		case "nan":
			return math.NaN(), true
		case "infinity":
			return math.Inf(1), true
		case "-infinity":
			return math.Inf(-1), true
		}
	}
	r.reject("expected number, found string")
	return 0, false
}
