// Package httpbind puts the members of an input into the parts of an HTTP
// request and reads the members of an output from the head of a response, as
// Smithy's HTTP binding traits say. It knows no shapes and no service, no
// endpoint, no signature and no body format.
package httpbind

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Request is an HTTP request without a host: what the members of an input make
// of it. Set everything, then ask Err, then read it.
//
// The first error is kept; later calls do no harm. The order of calls matters
// for labels only.
type Request struct {
	// Method is the HTTP method of the operation.
	Method string
	// Header is never nil. Names are canonical, so that it can be indexed.
	Header http.Header
	// HostPrefix goes before the endpoint's host, its final dot included. It
	// is complete when Err is nil.
	HostPrefix string

	path   strings.Builder // escaped: what was written so far
	rest   string          // of the pattern's path, from after the last label
	params []param

	values     [4]string // backing array of the first header values
	usedValues int
	prefixed   map[string]bool // headers that a prefix map gave

	body        []byte
	stream      io.Reader
	streamAt    int64 // where a seekable stream stood
	length      int64 // of the stream, -1 when unknown
	seekable    bool
	lengthGiven bool // by a Content-Length member
	needLength  bool

	err error
}

// NewRequest returns the request of an operation. The pattern is that of the
// http trait, with labels by member name: "/a/{Label}/{Greedy+}?x=y&z".
func NewRequest(method, pattern string) *Request {
	r := new(Request)
	r.Init(method, pattern)
	return r
}

// Init makes r, a zero Request, what NewRequest returns: for one that is part of
// something greater.
func (r *Request) Init(method, pattern string) {
	r.Method, r.Header = method, make(http.Header, 8)
	path, query, _ := strings.Cut(pattern, "?")
	r.rest = path
	if strings.IndexByte(path, '%') >= 0 {
		_, err := url.PathUnescape(path)
		r.Fail(err)
	}
	if query != "" {
		r.literalQuery(query)
	}
}

// Fail keeps the first error that isn't nil.
func (r *Request) Fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// Err returns the first error, or what is still missing: a label of the path
// or of the host that was not set, a length that is required and not known.
func (r *Request) Err() error {
	switch {
	case r.err != nil:
		return r.err
	case strings.IndexByte(r.rest, '{') >= 0:
		return fmt.Errorf("path label %s is not set", firstLabel(r.rest))
	case strings.IndexByte(r.HostPrefix, '{') >= 0:
		return fmt.Errorf("host label %s is not set", firstLabel(r.HostPrefix))
	case r.needLength && r.stream != nil && r.length < 0:
		return errLength
	}
	return nil
}

// firstLabel returns the first label of a pattern that has one, with braces.
func firstLabel(pattern string) string {
	pattern = pattern[strings.IndexByte(pattern, '{'):]
	if end := strings.IndexByte(pattern, '}'); end >= 0 {
		return pattern[:end+1]
	}
	return pattern
}
