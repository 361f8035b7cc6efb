package jsondec

import (
	"fmt"
	"strconv"
	"strings"
)

// Error says what is wrong in a message, and where.
type Error struct {
	Offset int    // of the byte at which reading stopped, from 0
	Path   string // as in tags[2].key, "" at the top; of a long one only the end
	Reason string // such as "expected string, found number"; never a text out of the message but for broken timestamps
}

// Error gives reason, path and offset.
func (e *Error) Error() string {
	if e.Path == "" {
		return fmt.Sprintf("%s at offset %d", e.Reason, e.Offset)
	}
	return fmt.Sprintf("%s: %s at offset %d", e.Path, e.Reason, e.Offset)
}

func (r *Reader) fail(reason string) {
	if r.err == nil {
		r.err = &Error{Offset: r.pos, Path: path(r.data[:r.pos]), Reason: reason}
	}
}

// reject is fail for the scalar that was read last.
func (r *Reader) reject(reason string) {
	r.pos = r.start
	r.fail(reason)
}

// unexpected fails for what the cursor stands on.
func (r *Reader) unexpected(want string) {
	r.fail("expected " + want + ", found " + r.found())
}

func (r *Reader) found() string {
	if r.pos >= len(r.data) {
		return "end of input"
	}
	switch c := r.data[r.pos]; c {
	case '{':
		return "object"
	case '[':
		return "list"
	case '"':
		return "string"
	case 't', 'f':
		return "boolean"
	case 'n':
		return "null"
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return "number"
	default:
		return "character " + strconv.QuoteRuneToASCII(rune(c))
	}
}

// longest is how many bytes of a path an error shows.
const longest = 200

// path returns the place at which read ends. It goes over the bytes again, so that reading them the first time needs
// no record of keys. They are well-formed but for their end.
func path(read []byte) string {
	var levels []level
	var text []byte // the last string, which a colon makes a key
	for i := 0; i < len(read); i++ {
		switch c := read[i]; c {
		case '"':
			end := closingQuote(read, i+1)
			text, i = read[i+1:end], end
		case '{', '[':
			levels = append(levels, level{list: c == '['})
		case '}', ']':
			levels = levels[:len(levels)-1]
		case ':':
			levels[len(levels)-1].key = text
		case ',':
			levels[len(levels)-1].key = nil
			levels[len(levels)-1].index++
		}
	}
	return join(levels)
}

// level is an object or list that encloses the place of an error.
type level struct {
	list  bool
	index int
	key   []byte
}

// closingQuote returns where the string ends whose text begins at i, or the length of b.
func closingQuote(b []byte, i int) int {
	for i < len(b) && b[i] != '"' {
		if b[i] == '\\' && i+1 < len(b) {
			i++
		}
		i++
	}
	return i
}

func join(levels []level) string {
	var b []byte
	for _, l := range levels {
		switch {
		case l.list:
			b = append(strconv.AppendInt(append(b, '['), int64(l.index), 10), ']')
		case l.key != nil:
			if len(b) > 0 {
				b = append(b, '.')
			}
			b = appendKey(b, l.key)
		}
	}
	if len(b) > longest {
		b = append([]byte("…"), b[len(b)-longest:]...)
	}
	return strings.ToValidUTF8(string(b), "")
}

// appendKey appends a key as it is in the message, quoted where it could be taken for something else.
func appendKey(b, key []byte) []byte {
	for _, c := range key {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-') {
			return strconv.AppendQuoteToASCII(b, string(key))
		}
	}
	return append(b, key...)
}
