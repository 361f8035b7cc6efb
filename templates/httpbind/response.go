package httpbind

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// Response is what the members of an output or error are read from.
type Response struct {
	StatusCode int
	Header     http.Header
	// Body is the whole body, unless Stream is set.
	Body []byte
	// Stream is the body of an output that streams; its reader closes it.
	Stream io.ReadCloser

	err error
}

// Fail keeps the first error that isn't nil.
func (r *Response) Fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// Err returns the first error.
func (r *Response) Err() error { return r.err }

// Header reads a header into v. A header that is absent leaves v alone; one
// that can't be read fails r.
func Header[T any](r *Response, name string, v *T, parse func(string, *T) error) {
	if s, ok := r.first(name); ok {
		r.failHeader(name, parse(s, v))
	}
}

// HeaderPtr is Header for a member that is a pointer: it is set only if the
// header could be read.
func HeaderPtr[T any](r *Response, name string, v **T, parse func(string, *T) error) {
	if s, ok := r.first(name); ok {
		p := new(T)
		if err := parse(s, p); err != nil {
			r.failHeader(name, err)
			return
		}
		*v = p
	}
}

// ResponseHeaderList reads a header that holds a list: elements in one line or
// several, separated by commas, possibly quoted.
func ResponseHeaderList[T any](r *Response, name string, v *[]T, parse func(string, *T) error) {
	elements := r.elements(name, splitList)
	if elements == nil {
		return
	}
	out := make([]T, len(elements))
	for i, s := range elements {
		r.failHeader(name, parse(s, &out[i]))
	}
	*v = out
}

// HTTPDateList reads a header that holds a list of http-dates.
func HTTPDateList(r *Response, name string, v *[]time.Time) {
	elements := r.elements(name, splitDates)
	if elements == nil {
		return
	}
	out := make([]time.Time, len(elements))
	for i, s := range elements {
		r.failHeader(name, ParseHTTPDate(s, &out[i]))
	}
	*v = out
}

// PrefixHeaders reads the headers whose name has the prefix, in any case. Keys
// are the rest of the names in lower case; v is left alone when there is none.
func (r *Response) PrefixHeaders(prefix string, v *map[string]string) {
	for name, values := range r.Header {
		if len(name) <= len(prefix) || len(values) == 0 || !strings.EqualFold(name[:len(prefix)], prefix) {
			continue
		}
		if *v == nil {
			*v = make(map[string]string)
		}
		(*v)[strings.ToLower(name[len(prefix):])] = trim(values[0])
	}
}

// first returns the first value of a header.
func (r *Response) first(name string) (string, bool) {
	values := r.Header.Values(name)
	if len(values) == 0 {
		return "", false
	}
	return trim(values[0]), true
}

// elements returns the elements of a header's lines; nil when it is absent or
// can't be split.
func (r *Response) elements(name string, split func([]string, string) ([]string, error)) []string {
	var out []string
	var err error
	for _, line := range r.Header.Values(name) {
		if out, err = split(out, line); err != nil {
			r.failHeader(name, err)
			return nil
		}
	}
	return out
}

func (r *Response) failHeader(name string, err error) {
	if err != nil {
		r.Fail(fmt.Errorf("response header %s: %w", name, err))
	}
}
