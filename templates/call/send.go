package call

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"sync"

	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithy "github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/tinsmith-go/tinsmith/templates/httpbind"
)

// What stands for the body in a signature that covers none.
const (
	unsignedPayload = "UNSIGNED-PAYLOAD"
	emptyHash       = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
)

// payloadHash returns what stands for the request's body in a signature. A stream is
// read to its end and rewound.
func payloadHash(r *httpbind.Request, f *facts) (string, error) {
	if f.unsignedBody {
		return unsignedPayload, nil
	}
	body, stream, _ := r.Body()
	if stream != nil {
		return streamHash(r, stream)
	}
	if len(body) == 0 {
		return emptyHash, nil
	}
	sum := sha256.Sum256(body)
	var text [2 * sha256.Size]byte
	hex.Encode(text[:], sum[:])
	return string(text[:]), nil
}

func streamHash(r *httpbind.Request, stream io.Reader) (string, error) {
	h := sha256.New()
	if _, err := io.Copy(h, stream); err != nil {
		return "", &v4.HashComputationError{Err: fmt.Errorf("failed to compute payload hash, %w", err)}
	}
	if err := r.Rewind(); err != nil {
		return "", &v4.HashComputationError{Err: fmt.Errorf("failed to seek body to start, %w", err)}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// setBody gives an HTTP request the body of r. Bytes get a reader of their own for
// each attempt, for a transport may still read the last one's; it has a type that
// net/http knows, which saves a write.
func setBody(to *http.Request, r *httpbind.Request, reader *bytes.Reader) {
	body, stream, length := r.Body()
	switch {
	case len(body) > 0:
		reader.Reset(body)
		to.Body = io.NopCloser(reader)
	case stream != nil && length != 0:
		to.Body = &guarded{r: stream}
	default:
		length = 0
	}
	to.ContentLength = length
}

// guarded is a caller's stream as the body of one attempt. Closing it doesn't close
// the stream, but nothing is read from it afterwards, so that it can be rewound.
type guarded struct {
	mu sync.Mutex
	r  io.Reader
}

func (g *guarded) Read(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.r == nil {
		return 0, io.EOF
	}
	return g.r.Read(p)
}

func (g *guarded) Close() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.r = nil
	return nil
}

// send returns the response to r, and one that is empty with the error when there is
// none: the error's wrappers expect a response.
func (cfg *Config) send(ctx context.Context, r *http.Request) (*http.Response, error) {
	if r.Host != "" { // of the signer, which drops a port that the scheme implies
		if err := smithyhttp.ValidateEndpointHost(r.Host); err != nil {
			return nil, err
		}
	}
	resp, err := cfg.HTTPClient.Do(r)
	if resp == nil {
		resp = &http.Response{Header: http.Header{}, Body: http.NoBody}
	}
	if err != nil {
		err = &smithyhttp.RequestSendError{Err: err}
		if ctx.Err() != nil {
			err = &smithy.CanceledError{Err: ctx.Err()}
		}
	}
	if r.Body != nil {
		_ = r.Body.Close()
	}
	return resp, err
}
