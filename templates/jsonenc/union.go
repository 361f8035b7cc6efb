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

// NotNil returns v, or an empty list for nil: the value of a union's member is there whatever it holds.
func NotNil[T any](v []T) []T {
	if v == nil {
		return []T{}
	}
	return v
}

// NotNilMap is NotNil for maps.
func NotNilMap[T any](v map[string]T) map[string]T {
	if v == nil {
		return map[string]T{}
	}
	return v
}
