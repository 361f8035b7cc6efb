package httpbind

import (
	"encoding/base64"
	"fmt"
	"math/big"
	"strconv"
	"time"

	"github.com/tinsmith-go/tinsmith/templates/wiretime"
)

// ParseString takes the text as it is.
func ParseString(s string, v *string) error {
	*v = s
	return nil
}

// ParseEnum takes the text as it is, known to the model or not.
func ParseEnum[T ~string](s string, v *T) error {
	*v = T(s)
	return nil
}

// ParseBool reads a boolean as strconv.ParseBool does.
func ParseBool(s string, v *bool) (err error) {
	*v, err = strconv.ParseBool(s)
	return err
}

// ParseInt reads a decimal number that fits.
func ParseInt[T Integer](s string, v *T) error {
	n, err := strconv.ParseInt(s, 10, 64)
	*v = T(n)
	if err == nil && int64(*v) != n {
		return errRange(s)
	}
	return err
}

// ParseFloat reads a decimal number that fits, NaN, Infinity or -Infinity.
func ParseFloat[T Decimal](s string, v *T) error {
	f, err := strconv.ParseFloat(s, bits[T]())
	*v = T(f)
	return err
}

func errRange(s string) error { return fmt.Errorf("%q: %w", s, strconv.ErrRange) }

// ParseBigInt reads a decimal number of any size.
func ParseBigInt(s string, v *big.Int) error {
	if _, ok := v.SetString(s, 10); !ok {
		return fmt.Errorf("%q is no integer", s)
	}
	return nil
}

// ParseBigFloat reads a decimal number.
func ParseBigFloat(s string, v *big.Float) error {
	_, _, err := v.Parse(s, 10)
	return err
}

// ParseDateTime reads a time in Smithy's date-time format.
func ParseDateTime(s string, v *time.Time) (err error) {
	*v, err = wiretime.ParseDateTime(s)
	return err
}

// ParseHTTPDate reads a time in Smithy's http-date format.
func ParseHTTPDate(s string, v *time.Time) (err error) {
	*v, err = wiretime.ParseHTTPDate(s)
	return err
}

// ParseEpochSeconds reads a time in Smithy's epoch-seconds format.
func ParseEpochSeconds(s string, v *time.Time) (err error) {
	*v, err = wiretime.ParseEpochSeconds(s)
	return err
}

// ParseMedia reads a string with a media type: base64.
func ParseMedia(s string, v *string) error {
	b, err := base64.StdEncoding.DecodeString(s)
	*v = string(b)
	return err
}

// ParseBlob reads bytes in base64.
func ParseBlob(s string, v *[]byte) (err error) {
	*v, err = base64.StdEncoding.DecodeString(s)
	return err
}
