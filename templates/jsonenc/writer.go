// Package jsonenc owns writing JSON: one buffer, and functions that append the members of a shape to it.
// It must not know which shapes there are, nor where the bytes go.
//
// Strings and numbers are spelled as aws-sdk-go-v2 spells them, so that the bytes on the wire are the same.
package jsonenc

import (
	"errors"
)

// firstCapacity holds most requests of most services, so that their buffer is allocated once.
const firstCapacity = 2048

// Writer appends JSON to one buffer. Its zero value is ready. It puts commas where they belong, but doesn't check that
// its calls make a whole value: every Open needs its Close, every Key a value.
type Writer struct {
	buf []byte
	err error
	// text lends its place to the values of string maps, see place.
	text string
}

// Bytes returns what was written. It belongs to the caller once nothing more is written.
func (w *Writer) Bytes() []byte { return w.buf }

// Err returns the first error given to Fail; the bytes are of no use then.
func (w *Writer) Err() error { return w.err }

// Fail keeps err unless it is nil or there was one before.
func (w *Writer) Fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// The methods below stand in every encoder. Were they inlined, generated code would double in size.

// Open writes {.
//
//go:noinline
func (w *Writer) Open() { w.buf = append(w.next(), '{') }

// Close writes }.
//
//go:noinline
func (w *Writer) Close() { w.buf = append(w.buf, '}') }

// OpenList writes [.
//
//go:noinline
func (w *Writer) OpenList() { w.buf = append(w.next(), '[') }

// CloseList writes ].
//
//go:noinline
func (w *Writer) CloseList() { w.buf = append(w.buf, ']') }

// Key writes the name of the member that the next value belongs to.
func (w *Writer) Key(name string) { w.buf = append(appendString(w.next(), name), ':') }

// Null writes null.
//
//go:noinline
func (w *Writer) Null() { w.buf = append(w.next(), "null"...) }

// Raw writes one whole JSON value as it is. An empty one fails, since it would spoil what follows.
func (w *Writer) Raw(json []byte) {
	if len(json) == 0 {
		w.Fail(errors.New("empty JSON value"))
		return
	}
	w.buf = append(w.next(), json...)
}

// next returns the buffer with the comma that the next key or value needs. The last byte tells: no value ends in
// one of the three after which none belongs.
func (w *Writer) next() []byte {
	if len(w.buf) == 0 {
		w.buf = make([]byte, 0, firstCapacity)
		return w.buf
	}
	switch w.buf[len(w.buf)-1] {
	case '{', '[', ':':
		return w.buf
	}
	return append(w.buf, ',')
}
