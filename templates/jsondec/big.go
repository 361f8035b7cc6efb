package jsondec

import "math/big"

// longestBig is how many characters a number of any size may have: reading one takes time in the square of it.
const longestBig = 1 << 16

// BigInt reads a whole number of any size, without point and exponent.
func BigInt(r *Reader, v *big.Int) {
	if b, ok := r.bigNumeral(); ok {
		if _, ok := v.SetString(string(b), 10); !ok {
			r.reject("expected whole number, found fraction")
		}
	}
}

// BigFloat reads a decimal number. Unless v has a precision already, it gets one that keeps all digits, at least 64.
func BigFloat(r *Reader, v *big.Float) {
	b, ok := r.bigNumeral()
	if !ok {
		return
	}
	if v.Prec() == 0 {
		v.SetPrec(max(64, uint(len(b))*10/3+1)) // a digit is log2(10) = 3.32 bits
	}
	if _, ok := v.SetString(string(b)); !ok || v.IsInf() {
		r.outOfRange()
	}
}

func (r *Reader) bigNumeral() ([]byte, bool) {
	b, ok := r.numeral()
	if ok && len(b) > longestBig {
		r.reject("number too long")
		return nil, false
	}
	return b, ok
}
