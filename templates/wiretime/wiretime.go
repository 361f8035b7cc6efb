// Package wiretime owns the three texts in which Smithy writes a timestamp: date-time, http-date and epoch-seconds.
// It must not know where such a text stands: in a header, a path, a query or a body.
//
// The formats are those of Smithy's timestampFormat trait. What is accepted beyond them (offsets, a missing zone,
// the older forms of RFC 9110 section 5.6.7) is what smithy-go/time accepts.
package wiretime

import (
	"errors"
	"math"
	"strconv"
	"time"
)

const (
	dateTime = "2006-01-02T15:04:05.999Z"
	httpDate = "Mon, 02 Jan 2006 15:04:05 GMT"
)

// AppendDateTime appends t in UTC as an RFC 3339 date-time with up to three decimals, cut and not rounded:
// 1985-04-12T23:20:50.52Z.
func AppendDateTime(b []byte, t time.Time) []byte {
	return t.UTC().AppendFormat(b, dateTime)
}

// AppendHTTPDate appends t in UTC as an IMF-fixdate (RFC 9110 section 5.6.7), whole seconds:
// Tue, 29 Apr 2014 18:30:38 GMT.
func AppendHTTPDate(b []byte, t time.Time) []byte {
	return t.UTC().AppendFormat(b, httpDate)
}

// AppendEpochSeconds appends the seconds since 1970 as a decimal number without exponent, with up to three decimals,
// cut towards zero: 1515531081.12.
func AppendEpochSeconds(b []byte, t time.Time) []byte {
	ms := t.UnixMilli()
	if ms < 0 && t.Nanosecond()%int(time.Millisecond) != 0 {
		ms++ // UnixMilli rounds down
	}
	abs := uint64(ms)
	if ms < 0 {
		abs = -abs
		b = append(b, '-')
	}
	b = strconv.AppendUint(b, abs/1e3, 10)
	ms = int64(abs % 1e3)
	if ms == 0 {
		return b
	}
	b = append(b, '.', byte('0'+ms/100), byte('0'+ms/10%10), byte('0'+ms%10))
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	return b
}

// ParseDateTime reads an RFC 3339 date-time with any number of decimals, of which nine count. Beside Z it takes an
// offset, and no zone at all, which means UTC. As with time.Parse, a time with an offset keeps it.
func ParseDateTime(s string) (time.Time, error) {
	return parse("date-time", s, time.RFC3339Nano, "2006-01-02T15:04:05")
}

// ParseHTTPDate reads an IMF-fixdate, also with a one-digit day, a two-digit year or decimals, and the obsolete forms
// of RFC 850 and asctime that RFC 9110 section 5.6.7 makes recipients accept.
func ParseHTTPDate(s string) (time.Time, error) {
	return parse("http-date", s, httpDate, "Mon, _2 Jan 2006 15:04:05 GMT", "Mon, _2 Jan 06 15:04:05 GMT",
		time.RFC850, time.ANSIC)
}

// ParseEpochSeconds reads a decimal number of seconds since 1970, with or without exponent, to the millisecond, and
// returns it in UTC. What lies beyond the milliseconds that an int64 holds is an error, as are NaN and infinities.
func ParseEpochSeconds(s string) (time.Time, error) {
	f, err := strconv.ParseFloat(s, 64)
	ms := math.Trunc(f * 1e3)
	// The comparison is false for NaN too. -1<<63 and 1<<63 are exact as floats.
	if err != nil || !(ms >= -1<<63 && ms < 1<<63) {
		return time.Time{}, invalid("epoch-seconds", s)
	}
	return time.UnixMilli(int64(ms)).UTC(), nil
}

func parse(kind, s string, layouts ...string) (time.Time, error) {
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, invalid(kind, s)
}

// shown is how many bytes of a bad text an error repeats.
const shown = 64

func invalid(kind, s string) error {
	if len(s) > shown {
		return errors.New("invalid " + kind + " " + strconv.Quote(s[:shown]) + "…")
	}
	return errors.New("invalid " + kind + " " + strconv.Quote(s))
}
