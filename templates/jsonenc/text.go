package jsonenc

import (
	"math/bits"
	"unicode/utf8"
)

const hexDigits = "0123456789abcdef"

// appendString appends s as a JSON string. Quote, backslash and control characters are escaped, and the line
// separators U+2028 and U+2029; bytes that aren't UTF-8 become \ufffd. <, > and & stay as they are, as in smithy-go.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	for {
		n := plain(s)
		b = append(b, s[:n]...)
		if n == len(s) {
			return append(b, '"')
		}
		var size int
		b, size = appendSpecial(b, s[n:])
		s = s[n+size:]
	}
}

// appendSpecial appends the first character of s, which isn't plain, and says how many bytes it took.
func appendSpecial(b []byte, s string) ([]byte, int) {
	c := s[0]
	if c < utf8.RuneSelf {
		return appendEscape(b, c), 1
	}
	switch r, size := utf8.DecodeRuneInString(s); {
	case r == utf8.RuneError && size == 1:
		return append(b, `\ufffd`...), size
	case r == '\u2028' || r == '\u2029':
		return append(b, '\\', 'u', '2', '0', '2', hexDigits[r&0xf]), size
	default:
		return append(b, s[:size]...), size
	}
}

func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	}
	return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xf])
}

// plain returns how many bytes at the beginning of s are ASCII that needs no escape. It looks at eight at a time.
func plain(s string) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	i := 0
	for ; i+8 <= len(s); i += 8 {
		x := load(s[i : i+8])
		quote, backslash := x^ones*'"', x^ones*'\\'
		// In each lane the high bit gets set if the byte is below 0x20, is one of the two, or has it already.
		// A borrow can set it wrongly only in lanes above one that is rightly set, and the lowest counts.
		found := ((x-ones*' ')&^x | (quote-ones)&^quote | (backslash-ones)&^backslash | x) & highs
		if found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for ; i < len(s); i++ {
		if c := s[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' {
			break
		}
	}
	return i
}

// load reads eight bytes in little-endian order; the compiler makes one instruction of it where the machine has one.
func load(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
