package rulesfn

import "strings"

// IsValidHostLabel says whether s is an RFC 1123 host label: 1 to 63 letters, digits and hyphens, with a hyphen neither
// first nor last. With subdomains, it may be several of them joined by dots.
func IsValidHostLabel(s string, subdomains bool) bool {
	for subdomains {
		label, rest, found := strings.Cut(s, ".")
		if !found {
			break
		}
		if !isHostLabel(label) {
			return false
		}
		s = rest
	}
	return isHostLabel(s)
}

func isHostLabel(s string) bool {
	if len(s) == 0 || len(s) > 63 || s[0] == '-' || s[len(s)-1] == '-' {
		return false
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; c != '-' && !isAlphanumeric(c) {
			return false
		}
	}
	return true
}

func isAlphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// Substring returns the bytes of s from start up to stop, both counted from the end when reverse is set. There is none
// when s has a byte beyond ASCII, is shorter than stop, or stop doesn't lie behind start.
func Substring(s string, start, stop int, reverse bool) (string, bool) {
	if start < 0 || start >= stop || len(s) < stop {
		return "", false
	}
	for i := 0; i < len(s); i++ {
		if s[i] > 127 {
			return "", false
		}
	}
	if reverse {
		start, stop = len(s)-stop, len(s)-start
	}
	return s[start:stop], true
}

// URIEncode percent-encodes every byte of s but the unreserved characters of RFC 3986 section 2.3.
func URIEncode(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if isAlphanumeric(c) || c == '-' || c == '_' || c == '.' || c == '~' {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}

// Split cuts s at every delimiter, or at most limit-1 times when limit isn't 0. An empty s is one empty part. The
// delimiter isn't empty, which the compiler of the rules sees to where it is a literal; an empty one cuts nothing.
func Split(s, delimiter string, limit int) []string {
	if delimiter == "" || s == "" {
		return []string{s}
	}
	if limit <= 0 {
		limit = -1
	}
	return strings.SplitN(s, delimiter, limit)
}

// Index returns an element of a list; a negative i counts from the end.
func Index(list []string, i int) (string, bool) {
	if i < 0 {
		i += len(list)
	}
	if i < 0 || i >= len(list) {
		return "", false
	}
	return list[i], true
}
