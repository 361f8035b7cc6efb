package jsondec

import (
	"math"
	"math/bits"
)

// number reads a number's text. It is valid as long as the input is.
func (r *Reader) number(want string) []byte {
	if c := r.peek(); c != '-' && (c < '0' || c > '9') {
		r.unexpected(want)
		return nil
	}
	r.start = r.pos
	if r.data[r.pos] == '-' {
		r.pos++
	}
	if r.at('0') {
		r.pos++
	} else if !r.digits() {
		return nil
	}
	if r.at('.') {
		if r.pos++; !r.digits() {
			return nil
		}
	}
	if r.at('e') || r.at('E') {
		if r.pos++; r.at('+') || r.at('-') {
			r.pos++
		}
		if !r.digits() {
			return nil
		}
	}
	return r.data[r.start:r.pos]
}

func (r *Reader) at(c byte) bool { return r.pos < len(r.data) && r.data[r.pos] == c }

// digits goes past one or more digits.
func (r *Reader) digits() bool {
	start := r.pos
	for r.pos < len(r.data) && '0' <= r.data[r.pos] && r.data[r.pos] <= '9' {
		r.pos++
	}
	if r.pos == start {
		r.unexpected("digit")
	}
	return r.pos > start
}

// numeral reads a number for a scalar; it is false after a null and after an error.
func (r *Reader) numeral() ([]byte, bool) {
	if r.err != nil || r.Null() {
		return nil, false
	}
	b := r.number("number")
	return b, r.err == nil
}

// integer reads a whole number. 1.0 and 1e3 are whole.
func (r *Reader) integer() (int64, bool) {
	b, ok := r.numeral()
	if !ok {
		return 0, false
	}
	n, whole, fits := parseInt(b)
	switch {
	case !whole:
		r.reject("expected whole number, found fraction")
	case !fits:
		r.outOfRange()
	default:
		return n, true
	}
	return 0, false
}

func (r *Reader) outOfRange() { r.reject("number out of range") }

// parseInt returns the value of a number of JSON's syntax, whether it is whole, and whether it fits.
func parseInt(b []byte) (n int64, whole, fits bool) {
	neg := b[0] == '-'
	if neg {
		b = b[1:]
	}
	abs, whole, fits := parseUint(b)
	switch {
	case neg:
		return -int64(abs), whole, fits && abs <= -math.MinInt64
	default:
		return int64(abs), whole, fits && abs <= math.MaxInt64
	}
}

func parseUint(b []byte) (n uint64, whole, fits bool) {
	if len(b) < 20 { // 19 digits fit
		for _, c := range b {
			if c < '0' || c > '9' {
				return parseScaled(b)
			}
			n = n*10 + uint64(c-'0')
		}
		return n, true, true
	}
	return parseScaled(b)
}

// parseScaled is parseUint for numbers with a point or an exponent, and for long ones. Zeros are held back until
// another digit follows, so that n has none at its end and the exponent alone tells whether the number is whole.
func parseScaled(b []byte) (n uint64, whole, fits bool) {
	var zeros, scale int64
	point, fits := false, true
	for i, c := range b {
		if c == 'e' || c == 'E' {
			scale -= exponent(b[i+1:])
			break
		}
		if c == '.' {
			point = true
			continue
		}
		if point {
			scale++
		}
		if zeros++; c != '0' {
			n, fits = shift(n, zeros, uint64(c-'0'), fits)
			zeros = 0
		}
	}
	if n == 0 && fits {
		return 0, true, true
	}
	if zeros < scale {
		return 0, false, false
	}
	n, fits = shift(n, zeros-scale, 0, fits)
	return n, true, fits
}

// shift appends digits decimal digits to n, of which the last is d and the others are zeros.
func shift(n uint64, digits int64, d uint64, fits bool) (uint64, bool) {
	for ; digits > 0 && fits && n > 0; digits-- {
		var high uint64
		high, n = bits.Mul64(n, 10)
		fits = high == 0
	}
	n, carry := bits.Add64(n, d, 0)
	return n, fits && carry == 0
}

// exponent returns the value of an exponent, at most about 1<<40, beyond which no input is long enough to matter.
func exponent(b []byte) int64 {
	var n int64
	for _, c := range b {
		if c >= '0' && n < 1<<40 {
			n = n*10 + int64(c-'0')
		}
	}
	if b[0] == '-' {
		return -n
	}
	return n
}
