package godoc

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxEntity is more than the longest name of an HTML entity.
const maxEntity = 40

// clean decodes the entities of a piece of text and maps its runes to printable ones.
func clean(s string) string {
	return printable(decode(s))
}

// decode replaces entities, once. Only those that end with a semicolon are meant: "&region=" in a URL isn't
// "®ion=". Numeric ones in 0x80-0x9F are read as windows-1252, as HTML says.
func decode(s string) string {
	i := strings.IndexByte(s, '&')
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i >= 0 {
		b.WriteString(s[:i])
		s = s[i:]
		n := entityLen(s)
		if n == 0 {
			n = 1
			b.WriteByte('&')
		} else {
			b.WriteString(html.UnescapeString(s[:n]))
		}
		s = s[n:]
		i = strings.IndexByte(s, '&')
	}
	b.WriteString(s)
	return b.String()
}

// entityLen returns the length of what looks like an entity at the start of s, or 0.
func entityLen(s string) int {
	for i := 1; i < len(s) && i < maxEntity; i++ {
		switch c := s[i]; {
		case c == ';':
			return i + 1
		case c == '#' && i == 1, isDigit(c), isLetter(c):
		default:
			return 0
		}
	}
	return 0
}

// printable maps what ends a line for some reader, hides text or reorders it. White space of every sort becomes
// a space, except for newlines and tabs, which mean something in preformatted text and in Markdown.
func printable(s string) string {
	if isPlainASCII(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if r < utf8.RuneSelf {
			b.WriteByte(asciiOrSpace(byte(r)))
			continue
		}
		writeRune(&b, r)
	}
	return b.String()
}

func isPlainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || asciiOrSpace(c) != c {
			return false
		}
	}
	return true
}

func asciiOrSpace(c byte) byte {
	if c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
		return ' '
	}
	return c
}

func writeRune(b *strings.Builder, r rune) {
	switch {
	case r == 0x85, r == 0x200b, r == unicode.ReplacementChar, unicode.IsSpace(r):
		b.WriteByte(' ')
	case r <= 0x9f:
		writeC1(b, r)
	case r == 'ﬁ':
		b.WriteString("fi")
	case r == 'ﬂ':
		b.WriteString("fl")
	case r == 'ﬃ':
		b.WriteString("ffi")
	case unicode.Is(unicode.Cf, r), 0x2060 <= r && r <= 0x206f, 0xe0000 <= r && r <= 0xe0fff:
	default:
		b.WriteRune(r)
	}
}

// writeC1 reads a C1 control as windows-1252, which is what it was before somebody took it for Unicode; it thus
// reads like the numeric entity in a model of the other format.
func writeC1(b *strings.Builder, r rune) {
	s := html.UnescapeString("&#x" + string("0123456789abcdef"[r>>4]) + string("0123456789abcdef"[r&15]) + ";")
	c, _ := utf8.DecodeRuneInString(s)
	if c <= 0x9f || c == utf8.RuneError {
		c = ' '
	}
	b.WriteRune(c)
}

// quotes replaces the runs of quotation marks that gofmt would make typographic.
func quotes(s string) string {
	s = strings.ReplaceAll(s, "''", `"`+`"`)
	if !strings.Contains(s, "``") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] != '`' {
			b.WriteByte(s[i])
			i++
			continue
		}
		n := runLen(s[i:])
		if n == 1 {
			b.WriteByte('`')
		} else {
			b.WriteByte('"')
		}
		i += n
	}
	return b.String()
}

// runLen returns how often the first byte of s is repeated at its start.
func runLen(s string) int {
	n := 1
	for n < len(s) && s[n] == s[0] {
		n++
	}
	return n
}
