package jsonenc

import (
	"math/bits"
	"unicode/utf8"
)

const hexDigits = "0123456789abcdef"

// appendString appends s as a JSON string. Quote, backslash and control characters are escaped, and the line
// separators U+2028 and U+2029; bytes that aren't UTF-8 become \ufffd. <, > and & stay as they are, as in smithy-go.
func appendString(b []byte, s string) []byte {
	n := plain(s)
	if n < len(s) {
		return appendEscaped(b, s, n)
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// appendEscaped is appendString for an s that isn't plain after n bytes.
func appendEscaped(b []byte, s string, n int) []byte {
	b = append(b, '"')
	for {
		b = append(b, s[:n]...)
		if n == len(s) {
			return append(b, '"')
		}
		var size int
		b, size = appendSpecial(b, s[n:])
		s = s[n+size:]
		n = plain(s)
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

// plain returns how many bytes at the beginning of s are ASCII that needs no escape. It looks at eight at a time;
// where fewer are left, at the last eight once more, or at the two overlapping halves of a shorter string.
func plain(s string) int {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		if found := special(load(s[i : i+8])); found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	switch {
	case i == len(s):
		return i
	case i > 0:
		i = len(s) - 8
		if found := special(load(s[i:])); found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
		return len(s)
	case len(s) >= 4 && special(half(s)|half(s[len(s)-4:])<<32) == 0:
		return len(s)
	}
	for ; i < len(s); i++ {
		if c := s[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' {
			break
		}
	}
	return i
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// special sets the high bit in each lane of x whose byte is below 0x20, quote, backslash or beyond ASCII, up to the
// lowest of them: the subtractions' borrows can make the lanes above wrong. A byte beyond ASCII has the bit itself,
// so it doesn't matter what becomes of it in the subtractions.
func special(x uint64) uint64 {
	quote, backslash := x^ones*'"', x^ones*'\\'
	return ((x - ones*' ') | (quote - ones) | (backslash - ones) | x) & highs
}

// load reads eight bytes in little-endian order; the compiler makes one instruction of it where the machine has one.
func load(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// half reads four bytes as load reads eight.
func half(s string) uint64 {
	_ = s[3]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}
