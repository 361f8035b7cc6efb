package httpbind

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/aws/smithy-go"
)

// Label sets a label of the path; call it in the pattern's order. Everything
// but the unreserved characters of RFC 3986 is percent-encoded; a greedy label
// keeps its slashes.
//
// An empty or unset value is an error, and so is a value that makes a whole
// segment "." or "..": each would name another resource (RFC 3986, section
// 5.2.4). Segments within a greedy label are the caller's own: object keys may
// hold such dots.
func (r *Request) Label(name string, v Value) {
	before, label, after, ok := cutLabel(r.rest)
	label, greedy := strings.CutSuffix(label, "+")
	if !ok || label != name {
		r.Fail(fmt.Errorf("path has no label %s at this place", name))
		return
	}
	r.rest = after
	whole := strings.HasSuffix(before, "/") && (after == "" || after[0] == '/')
	switch {
	case v.text == "":
		// The SDK wraps this one twice, and so it reads there.
		r.Fail(&smithy.SerializationError{Err: fmt.Errorf("input member %s must not be empty", name)})
		return
	case whole && !greedy && (v.text == "." || v.text == ".."):
		r.Fail(fmt.Errorf("input member %s must not be %q, which is no path segment of its own", name, v.text))
		return
	}
	if r.path.Len() == 0 {
		r.path.Grow(len(before) + len(v.text) + len(after) + 16)
	}
	r.path.WriteString(before)
	escape(&r.path, v.text, greedy)
}

// cutLabel cuts a pattern around its first label, whose braces it drops.
func cutLabel(pattern string) (before, label, after string, ok bool) {
	before, after, ok = strings.Cut(pattern, "{")
	if !ok {
		return pattern, "", "", false
	}
	label, after, ok = strings.Cut(after, "}")
	return before, label, after, ok
}

// Path returns the path as it is meant and as it is sent, for the fields Path
// and RawPath of a url.URL.
func (r *Request) Path() (path, escaped string) {
	escaped = r.rest
	if r.path.Len() > 0 {
		r.path.WriteString(r.rest)
		r.rest = ""
		escaped = r.path.String()
	}
	if strings.IndexByte(escaped, '%') < 0 {
		return escaped, escaped
	}
	path, err := url.PathUnescape(escaped)
	if err != nil { // NewRequest failed already
		return escaped, escaped
	}
	return path, escaped
}

// escape percent-encodes all of s but unreserved characters and, if slashes
// are kept, slashes (Smithy, httpLabel; SigV4's UriEncode).
func escape(b *strings.Builder, s string, keepSlash bool) {
	const hex = "0123456789ABCDEF"
	done := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if unreserved(c) || c == '/' && keepSlash {
			continue
		}
		b.WriteString(s[done:i])
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
		done = i + 1
	}
	b.WriteString(s[done:])
}

func unreserved(c byte) bool {
	return alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~'
}

func alphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}
