package httpbind

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// SetHeader sets a header. An unset value sets nothing, an empty one is sent
// (Smithy, httpHeader). A Content-Length is the length of the stream.
//
// A name or value that HTTP doesn't allow is an error, never repaired, and so
// is a header that frames, routes or signs the request.
func (r *Request) SetHeader(name string, v Value) {
	if v.kind == unset {
		return
	}
	name = http.CanonicalHeaderKey(name)
	if name == "Content-Length" {
		r.setLength(v.text)
		return
	}
	delete(r.prefixed, name)
	r.setHeader(name, v.text)
}

// HeaderList sets a header to the elements joined with ", ", those with a
// comma or a quotation mark quoted (Smithy, httpHeader). A nil list sets
// nothing, an empty one is sent as an empty header.
func HeaderList[T any](r *Request, name string, v []T, f func(*T) Value) {
	if v == nil {
		return
	}
	var l list
	for i := range v {
		l.add(f(&v[i]))
	}
	r.SetHeader(name, l.value())
}

// PrefixHeaders sets a header per entry, named prefix and key. One that a
// member of its own sets keeps that value; two keys that differ only in case
// are an error.
func (r *Request) PrefixHeaders(prefix string, v map[string]string) {
	for _, key := range slices.Sorted(maps.Keys(v)) {
		name := http.CanonicalHeaderKey(prefix + key)
		switch {
		case r.prefixed[name]:
			r.Fail(fmt.Errorf("header %s is given twice", name))
			return
		case name == "Content-Length":
			r.Fail(errReserved(name))
			return
		case r.Header[name] != nil:
			continue
		}
		if r.prefixed == nil {
			r.prefixed = make(map[string]bool, len(v))
		}
		r.prefixed[name] = true
		r.setHeader(name, v[key])
	}
}

// setHeader sets a header by its canonical name.
func (r *Request) setHeader(name, value string) {
	switch {
	case !validName(name):
		r.Fail(fmt.Errorf("header name %q is not a token", name))
		return
	case !validValue(value):
		r.Fail(fmt.Errorf("value of header %s holds a line break or another control character", name))
		return
	case reserved(name):
		r.Fail(errReserved(name))
		return
	}
	if r.usedValues == len(r.values) {
		r.Header[name] = []string{value}
		return
	}
	i := r.usedValues
	r.usedValues++
	r.values[i] = value
	r.Header[name] = r.values[i : i+1 : i+1]
}

// setLength takes the length of the stream from a Content-Length member:
// net/http wants it beside the headers.
func (r *Request) setLength(value string) {
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil || n < 0 {
		r.Fail(fmt.Errorf("Content-Length %q is not a length", value))
		return
	}
	r.length, r.lengthGiven = n, true
}

// reserved tells the headers that a member can't set: they decide where the
// request goes, where it ends and who signed it.
func reserved(name string) bool {
	switch name {
	case "Host", "Connection", "Transfer-Encoding", "Trailer", "Upgrade", "Authorization",
		"X-Amz-Date", "X-Amz-Security-Token", "X-Amz-Content-Sha256", "X-Amz-Region-Set":
		return true
	}
	return false
}

func errReserved(name string) error {
	return fmt.Errorf("header %s can't be set by an input member", name)
}

// validName reports whether a header's name is a token (RFC 9110, 5.6.2).
func validName(name string) bool {
	for i := 0; i < len(name); i++ {
		if c := name[i]; !alphanumeric(c) && strings.IndexByte("!#$%&'*+-.^_`|~", c) < 0 {
			return false
		}
	}
	return name != ""
}

// validValue reports whether a header's value holds no control characters but
// tabs (RFC 9110, 5.5); bytes beyond ASCII are allowed.
func validValue(value string) bool {
	for i := 0; i < len(value); i++ {
		if c := value[i]; c < ' ' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}
