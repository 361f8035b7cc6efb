package call

import (
	"fmt"
	"io"

	smithy "github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/tinsmith-go/tinsmith/templates/httpbind"
)

const (
	// maxErrorBody is how much of an error's body is read.
	maxErrorBody = 4 << 20
	// maxTrusted is the greatest Content-Length that memory is taken for at once.
	maxTrusted = 1 << 20
	// maxDrained is how much of a body that nobody wants is read to keep the connection.
	maxDrained = 1 << 20
	// snapshotSize is how much of a malformed body an error shows.
	snapshotSize = 1024
)

// decode returns the output or the error that a response stands for. It reads and
// closes the body, unless it is the output's stream. r is where the response is read to.
func decode(op operation, f *facts, resp *smithyhttp.Response, r *httpbind.Response) (any, error) {
	*r = httpbind.Response{StatusCode: resp.StatusCode, Header: resp.Header}
	failed := resp.StatusCode < 200 || resp.StatusCode >= 300
	if f.streaming && !failed {
		return decodeStream(op, r, resp)
	}
	if failed {
		defer discard(resp.Body)
		return nil, decodeError(op, r, resp)
	}
	if !f.decodes {
		discard(resp.Body)
	} else if err := readBody(r, resp, 0); err != nil {
		discard(resp.Body)
		return nil, malformed(r, "failed to decode response body", err)
	} else if resp.Body != nil {
		_ = resp.Body.Close() // nothing is left to discard
	}
	out := op.newOutput(r)
	return out, malformed(r, "failed to decode response body", r.Err())
}

func decodeStream(op operation, r *httpbind.Response, resp *smithyhttp.Response) (any, error) {
	r.Stream = resp.Body
	out := op.newOutput(r)
	if err := r.Err(); err != nil {
		discard(resp.Body)
		return nil, malformed(r, "failed to decode response", err)
	}
	return out, nil
}

func decodeError(op operation, r *httpbind.Response, resp *smithyhttp.Response) error {
	if err := readBody(r, resp, maxErrorBody); err != nil {
		return malformed(r, "failed to copy error response body", err)
	}
	err := op.errorOf(r)
	if r.Err() != nil {
		return malformed(r, "failed to decode response body", r.Err())
	}
	return err
}

// malformed wraps err, if there is one and it isn't wrapped yet. The texts of what
// failed are the SDK's.
func malformed(r *httpbind.Response, what string, err error) error {
	if err == nil {
		return nil
	}
	if _, ok := err.(*smithy.DeserializationError); ok {
		return err
	}
	head := r.Body[:min(len(r.Body), snapshotSize)]
	return &smithy.DeserializationError{
		Err:      fmt.Errorf("%s, %w", what, err),
		Snapshot: append([]byte(nil), head...),
	}
}

// readBody reads the body into r.Body, at most limit bytes if that isn't 0. It takes
// Content-Length as a hint only: a transport that isn't net/http's may not set it.
func readBody(r *httpbind.Response, resp *smithyhttp.Response, limit int) error {
	if resp.Body == nil {
		return nil
	}
	const spare = 1 // to find the end without growing
	size := 512
	if n := resp.ContentLength; n > 0 {
		size = int(min(n, maxTrusted)) + spare
	}
	b := make([]byte, 0, size)
	for {
		n, err := resp.Body.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if limit > 0 && len(b) >= limit {
			b, err = b[:limit], io.EOF
		}
		if err != nil {
			r.Body = b
			if err == io.EOF {
				return nil
			}
			return err
		}
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
	}
}

// discard reads what is left of a body, so that the connection can be used again,
// and closes it.
func discard(body io.ReadCloser) {
	if body == nil {
		return
	}
	_, _ = io.CopyN(io.Discard, body, maxDrained)
	_ = body.Close()
}
