package jsonenc

import "errors"

// CloseUnion ends the object that Open began for a union called name. It fails when no member was written:
// the union held a nil member or one that the client doesn't know.
func (w *Writer) CloseUnion(name string) {
	if w.buf[len(w.buf)-1] == '{' {
		w.Fail(errors.New("union " + name + " holds no member that can be sent"))
	}
	w.Close()
}
