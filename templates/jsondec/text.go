package jsondec

import (
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"
)

// text reads a string; it is false after a null, in place of which nothing is read, and after an error. The bytes are
// valid until the next string.
func (r *Reader) text() ([]byte, bool) {
	if r.err != nil || r.Null() {
		return nil, false
	}
	if r.peek() != '"' {
		r.unexpected("string")
		return nil, false
	}
	r.start = r.pos
	b := r.quoted()
	return b, r.err == nil
}

// quoted reads the string on whose opening quote the cursor stands. Most are ASCII without escapes and are returned
// as a part of the input.
func (r *Reader) quoted() []byte {
	start := r.pos + 1
	i := start + plain(r.data[start:])
	if i < len(r.data) && r.data[i] == '"' {
		r.pos = i + 1
		return r.data[start:i]
	}
	for i < len(r.data) && r.data[i] >= utf8.RuneSelf {
		i++
		i += plain(r.data[i:])
	}
	if i < len(r.data) && r.data[i] == '"' && utf8.Valid(r.data[start:i]) {
		r.pos = i + 1
		return r.data[start:i]
	}
	return r.unquote(start)
}

// unquote copies the string whose text begins at start, with its escapes resolved.
func (r *Reader) unquote(start int) []byte {
	b := r.scratch[:0]
	for r.pos = start; r.pos < len(r.data); {
		n := plain(r.data[r.pos:])
		b = append(b, r.data[r.pos:r.pos+n]...)
		if r.pos += n; r.pos == len(r.data) {
			break
		}
		switch c := r.data[r.pos]; {
		case c == '"':
			r.pos++
			r.scratch = b
			return b
		case c == '\\':
			var ok bool
			if b, ok = r.escape(b); !ok {
				return nil
			}
		case c < ' ':
			r.fail("control character in string")
			return nil
		default:
			c, size := utf8.DecodeRune(r.data[r.pos:])
			b = utf8.AppendRune(b, c)
			r.pos += size
		}
	}
	r.fail("unterminated string")
	return nil
}

// escape appends what the escape means on whose backslash the cursor stands.
func (r *Reader) escape(b []byte) ([]byte, bool) {
	if r.pos+1 == len(r.data) {
		r.fail("unterminated string")
		return nil, false
	}
	c := r.data[r.pos+1]
	switch c {
	case 'u':
		return r.unicode(b)
	case '"', '\\', '/':
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	default:
		r.fail("invalid escape")
		return nil, false
	}
	r.pos += 2
	return append(b, c), true
}

// unicode appends the character of a \u escape, or of two that are a surrogate pair. Half a pair becomes U+FFFD.
func (r *Reader) unicode(b []byte) ([]byte, bool) {
	c, ok := hex4(r.data[r.pos:])
	if !ok {
		r.fail("invalid escape")
		return nil, false
	}
	r.pos += 6
	if utf16.IsSurrogate(c) {
		low, _ := hex4(r.data[r.pos:])
		if c = utf16.DecodeRune(c, low); c != utf8.RuneError {
			r.pos += 6
		}
	}
	return utf8.AppendRune(b, c), true
}

// hex4 returns the number of the \u escape at the beginning of b.
func hex4(b []byte) (rune, bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	var n rune
	for _, c := range b[2:6] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		n = n<<4 | rune(c)
	}
	return n, true
}

// plain returns how many bytes at the beginning of b are ASCII and neither quote, backslash nor control character. It
// looks at eight at a time.
func plain(b []byte) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	i := 0
	for ; i+8 <= len(b); i += 8 {
		x := load(b[i : i+8])
		quote, backslash := x^ones*'"', x^ones*'\\'
		// In each lane the high bit gets set if the byte is below 0x20, is one of the two, or has it already.
		// A borrow can set it wrongly only in lanes above one that is rightly set, and the lowest counts.
		found := ((x - ones*' ') | (quote - ones) | (backslash - ones) | x) & highs
		if found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for ; i < len(b); i++ {
		if c := b[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' {
			break
		}
	}
	return i
}

// load reads eight bytes in little-endian order; the compiler makes one instruction of it where the machine has one.
func load(b []byte) uint64 {
	_ = b[7]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}
