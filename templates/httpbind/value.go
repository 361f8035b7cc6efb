package httpbind

import (
	"encoding/base64"
	"math"
	"math/big"
	"strconv"
	"time"

	"github.com/tinsmith-go/tinsmith/templates/wiretime"
)

// Value is the text of a member, and whether there is one.
type Value struct {
	text string
	kind kind
}

type kind uint8

const (
	unset kind = iota
	plain      // never quoted in a header list
	free       // any text: quoted in a header list where it must be
)

// Integer is what the integers of a model are in Go.
type Integer interface {
	~int8 | ~int16 | ~int32 | ~int64
}

// Decimal is what the floating point numbers of a model are in Go.
type Decimal interface{ ~float32 | ~float64 }

// String is the text itself; it is unset when nil.
func String(v *string) Value {
	if v == nil {
		return Value{}
	}
	return Value{*v, free}
}

// Enum is the value itself; it is unset when empty.
func Enum[T ~string](v *T) Value {
	if v == nil || *v == "" {
		return Value{}
	}
	return Value{string(*v), free}
}

// Bool is "true" or "false".
func Bool(v *bool) Value {
	if v == nil {
		return Value{}
	}
	return Value{strconv.FormatBool(*v), plain}
}

// Int is the decimal number.
func Int[T Integer](v *T) Value {
	if v == nil {
		return Value{}
	}
	return Value{strconv.FormatInt(int64(*v), 10), plain}
}

// Float is the shortest decimal number that reads back the same, without an
// exponent, or NaN, Infinity, -Infinity (Smithy, httpHeader).
func Float[T Decimal](v *T) Value {
	if v == nil {
		return Value{}
	}
	return Value{formatFloat(float64(*v), bits[T]()), plain}
}

// bits returns the size of a floating point type.
func bits[T Decimal]() int {
	x := T(1 << 24)
	if x+1 == x {
		return 32
	}
	return 64
}

func formatFloat(v float64, bits int) string {
	switch {
	case math.IsInf(v, 1):
		return "Infinity"
	case math.IsInf(v, -1):
		return "-Infinity"
	}
	return strconv.FormatFloat(v, 'f', -1, bits) // NaN is "NaN"
}

// BigInt is the decimal number.
func BigInt(v *big.Int) Value {
	if v == nil {
		return Value{}
	}
	return Value{v.String(), plain}
}

// BigFloat is a whole number of 64 bits as such, any other with an exponent,
// in as many digits as it needs.
func BigFloat(v *big.Float) Value {
	if v == nil {
		return Value{}
	}
	if i, accuracy := v.Int64(); accuracy == big.Exact {
		return Value{strconv.FormatInt(i, 10), plain}
	}
	return Value{v.Text('e', -1), plain}
}

// DateTime is the time in Smithy's date-time format.
func DateTime(v *time.Time) Value { return timestamp(v, wiretime.AppendDateTime) }

// HTTPDate is the time in Smithy's http-date format.
func HTTPDate(v *time.Time) Value { return timestamp(v, wiretime.AppendHTTPDate) }

// EpochSeconds is the time in Smithy's epoch-seconds format.
func EpochSeconds(v *time.Time) Value { return timestamp(v, wiretime.AppendEpochSeconds) }

func timestamp(v *time.Time, appendTo func([]byte, time.Time) []byte) Value {
	if v == nil {
		return Value{}
	}
	return Value{string(appendTo(make([]byte, 0, 40), *v)), plain}
}

// Media is the text in base64: a string with a media type, in a header.
func Media(v *string) Value {
	if v == nil {
		return Value{}
	}
	return Value{base64.StdEncoding.EncodeToString([]byte(*v)), plain}
}

// Blob is the bytes in base64; it is unset when they are nil.
func Blob(v *[]byte) Value {
	if v == nil || *v == nil {
		return Value{}
	}
	return Value{base64.StdEncoding.EncodeToString(*v), plain}
}
