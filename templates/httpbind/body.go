package httpbind

import (
	"errors"
	"io"
	"net/http"
)

var (
	errLength = errors.New("the stream's length is unknown, and the operation requires it: pass an io.Seeker")
	errRewind = errors.New("request stream is not seekable")
)

// SetBody sets the body, and its type unless a member set Content-Type. It
// keeps err, that of the writer, if there is one.
func (r *Request) SetBody(contentType string, body []byte, err error) {
	if err != nil {
		r.Fail(err)
		return
	}
	r.body = body
	r.setType(contentType)
}

// SetStream sets a body that is read while it is sent; nil is none. A stream
// with a Len method or that is an io.Seeker has a known length; the latter can
// be sent again, from where it stands now.
func (r *Request) SetStream(contentType string, body io.Reader) {
	if body == nil || body == http.NoBody {
		return
	}
	r.stream = body
	r.setType(contentType)
	length := int64(-1)
	if s, ok := body.(interface{ Len() int }); ok {
		length = int64(s.Len())
	}
	if s, ok := body.(io.Seeker); ok {
		r.seekable = true
		length = r.measure(s, length)
	}
	if !r.lengthGiven {
		r.length = length
	}
}

// measure finds where the stream stands and, if it isn't known, how much
// follows.
func (r *Request) measure(s io.Seeker, length int64) int64 {
	at, err := s.Seek(0, io.SeekCurrent)
	if err != nil {
		r.Fail(err)
		return length
	}
	r.streamAt = at
	if length >= 0 {
		return length
	}
	end, err := s.Seek(0, io.SeekEnd)
	if err != nil {
		r.Fail(err)
		return length
	}
	_, err = s.Seek(at, io.SeekStart)
	r.Fail(err)
	return max(end-at, 0)
}

// setType sets Content-Type, unless it is set or there is none.
func (r *Request) setType(contentType string) {
	if contentType != "" && r.Header["Content-Type"] == nil {
		r.setHeader("Content-Type", contentType)
	}
}

// RequireLength makes an unknown length an error (Smithy, requiresLength).
func (r *Request) RequireLength() { r.needLength = true }

// Body returns what is sent: bytes, a stream, or neither when there is nothing
// to send; length is that of either, -1 when it is unknown.
func (r *Request) Body() (body []byte, stream io.Reader, length int64) {
	switch {
	case r.stream == nil:
		return r.body, nil, int64(len(r.body))
	case r.length == 0:
		return nil, nil, 0
	}
	return nil, r.stream, r.length
}

// Rewindable reports whether the body can be sent again.
func (r *Request) Rewindable() bool { return r.stream == nil || r.seekable }

// Rewind puts a stream back to where the caller had it.
func (r *Request) Rewind() error {
	if r.stream == nil {
		return nil
	}
	if !r.seekable {
		return errRewind
	}
	_, err := r.stream.(io.Seeker).Seek(r.streamAt, io.SeekStart)
	return err
}

// ReplaceBody sets bytes to send instead of the body or stream that was set; the type stays.
func (r *Request) ReplaceBody(body []byte) {
	r.body, r.stream, r.seekable = body, nil, false
}
