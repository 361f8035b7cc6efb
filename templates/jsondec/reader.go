// Package jsondec owns reading JSON: a cursor over a message in memory, and functions that read the members of a shape.
// It must not know which shapes there are, nor where the bytes came from.
//
// The syntax is that of RFC 8259, strictly. A string's bytes that aren't UTF-8 become U+FFFD, as in encoding/json. Of
// repeated keys the last one wins. Memory is allocated for what was read, never for what is announced.
package jsondec

import "strconv"

// maxDepth is how deep lists and objects may be nested; no service's shapes come near, and it bounds the stack.
const maxDepth = 1000

// Reader is a cursor over one JSON value. After an error, its own or one given to Fail, all methods do nothing and
// loops over Next and More end.
type Reader struct {
	data  []byte
	pos   int
	depth int
	// opened: nothing was read yet of the object or list that was opened last.
	opened bool
	// absent: a null took the place of the object or list that the next call of Next or More is for.
	absent bool
	key    []byte
	// start is where the last scalar began.
	start int
	// scratch holds the last string that had to be unescaped.
	scratch []byte
	// value lends its place to the values of string maps, see place.
	value string
	err   error
}

// New returns a reader of b, which it keeps and doesn't change. Where an object or list is wanted, an empty b counts
// as null: services leave the body out when no member is set.
func New(b []byte) *Reader { return &Reader{data: b} }

// Err returns the first error.
func (r *Reader) Err() error { return r.err }

// Fail keeps err unless it is nil or there was one before. It is returned as it is, without a position.
func (r *Reader) Fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// End returns the error, if there was one, or that something follows the value.
func (r *Reader) End() error {
	if r.err == nil {
		if r.peek(); r.pos < len(r.data) {
			r.unexpected("end of input")
		}
	}
	return r.err
}

// Object begins an object, whose members Next gives. A null counts as one without members, anything else fails.
func (r *Reader) Object() { r.absent = !r.open('{', "object") }

// Array begins a list, whose elements More announces. A null counts as an empty one, anything else fails.
func (r *Reader) Array() { r.absent = !r.open('[', "list") }

// Next goes to the next member, after whose Key the value must be read or skipped. It is false at the object's end.
func (r *Reader) Next() bool {
	if !r.step('}', "',' or '}'") {
		return false
	}
	if r.peek() != '"' {
		r.unexpected("key")
		return false
	}
	r.key = r.quoted()
	if r.err != nil {
		return false
	}
	if r.peek() != ':' {
		r.unexpected("':'")
		return false
	}
	r.pos++
	return true
}

// Key returns the key that Next went to, unescaped. It is valid until the next call of another method or function.
func (r *Reader) Key() []byte { return r.key }

// More says whether the list has another element, which must be read or skipped. It is false at the list's end.
func (r *Reader) More() bool { return r.step(']', "',' or ']'") }

// Null reads a null, if that comes next, and says whether it did.
func (r *Reader) Null() bool {
	if r.err != nil || r.peek() != 'n' {
		return false
	}
	return r.word("null")
}

// open begins what c opens, and is false where there is a null in its place and after an error.
func (r *Reader) open(c byte, want string) bool {
	if r.err != nil || r.Null() {
		return false
	}
	if r.peek() != c {
		if r.pos < len(r.data) || r.depth > 0 {
			r.unexpected(want)
		}
		return false
	}
	if r.depth == maxDepth {
		r.fail("nested deeper than " + strconv.Itoa(maxDepth) + " levels")
		return false
	}
	r.depth++
	r.pos++
	r.opened = true
	return true
}

// step goes past the comma between two members or elements, or past closer, when it is false.
func (r *Reader) step(closer byte, want string) bool {
	if r.absent || r.err != nil {
		r.absent = false
		return false
	}
	first := r.opened
	r.opened = false
	c := r.peek()
	if c == closer {
		r.pos++
		r.depth--
		return false
	}
	if first {
		return true
	}
	if c != ',' {
		r.unexpected(want)
		return false
	}
	r.pos++
	return true
}

// peek goes past white space and returns the byte there, at the end of the input 0.
func (r *Reader) peek() byte {
	if r.pos < len(r.data) && r.data[r.pos] > ' ' {
		return r.data[r.pos]
	}
	return r.peekPastSpace()
}

func (r *Reader) peekPastSpace() byte {
	for ; r.pos < len(r.data); r.pos++ {
		switch c := r.data[r.pos]; c {
		case ' ', '\t', '\n', '\r':
		default:
			return c
		}
	}
	return 0
}

// word reads one of the literal names; the cursor stands on its first letter.
func (r *Reader) word(name string) bool {
	rest := r.data[r.pos:]
	if len(rest) < len(name) || string(rest[:len(name)]) != name {
		r.fail("invalid literal")
		return false
	}
	r.pos += len(name)
	return true
}

// Skip reads any value and checks its syntax.
func (r *Reader) Skip() {
	if r.err != nil {
		return
	}
	switch r.peek() {
	case '{':
		for r.Object(); r.Next(); {
			r.Skip()
		}
	case '[':
		for r.Array(); r.More(); {
			r.Skip()
		}
	case '"':
		r.quoted()
	case 't':
		r.word("true")
	case 'f':
		r.word("false")
	case 'n':
		r.word("null")
	default:
		r.number("value")
	}
}

// Raw reads any value and returns its bytes, a part of the input.
func (r *Reader) Raw() []byte {
	r.peek()
	start := r.pos
	r.Skip()
	if r.err != nil {
		return nil
	}
	return r.data[start:r.pos:r.pos]
}
