package call_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/google/go-cmp/cmp"

	sample "github.com/tinsmith-go/tinsmith/templates/client"
)

func TestStreamIsRewoundToWhereItStood(t *testing.T) {
	inModes(t, func(t *testing.T, option func(*sample.Options)) {
		srv := newServer(t, answer(500, "{}"), answer(200, "the answer"))
		body := strings.NewReader("skipped sent")
		if _, err := body.Seek(8, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		out, err := srv.client(option).ReadThing(t.Context(), &sample.ReadThingInput{Body: body})
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(out.Body)
		if string(got) != "the answer" || err != nil {
			t.Errorf("read %q, %v", got, err)
		}
		if err := out.Body.Close(); err != nil {
			t.Error(err)
		}
		for i, r := range srv.seen {
			if r.Body != "sent" || r.Header["Content-Length"] != "4" || r.Header["X-Amz-Content-Sha256"] != "UNSIGNED-PAYLOAD" || !r.Signed {
				t.Errorf("attempt %d: %+v", i+1, r)
			}
		}
	})
}

func TestStreamThatCantBeRewound(t *testing.T) {
	inModes(t, func(t *testing.T, option func(*sample.Options)) {
		srv := newServer(t, answer(500, "{}"))
		_, err := srv.client(option).ReadThing(t.Context(), &sample.ReadThingInput{Body: io.MultiReader(strings.NewReader("once"))})
		if err == nil || !strings.Contains(err.Error(), "failed to rewind transport stream for retry, request stream is not seekable") {
			t.Errorf("%v", err)
		}
		if r := srv.seen[0]; r.Body != "once" || r.Header["Content-Length"] != "" {
			t.Errorf("sent %+v", r)
		}
	})
}

func TestNoStream(t *testing.T) {
	inModes(t, func(t *testing.T, option func(*sample.Options)) {
		for _, body := range []io.Reader{nil, http.NoBody, bytes.NewReader(nil)} {
			srv := newServer(t, answer(200, ""))
			out, err := srv.client(option).ReadThing(t.Context(), &sample.ReadThingInput{Body: body})
			if err != nil {
				t.Fatal(err)
			}
			_ = out.Body.Close()
			if r := srv.seen[0]; r.Body != "" || r.Header["Content-Length"] != "0" {
				t.Errorf("%T: sent %+v", body, r)
			}
		}
	})
}

// closing is a response body that knows whether it was closed.
type closing struct {
	io.Reader
	read   int
	closed bool
}

func (c *closing) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.read += n
	return n, err
}

func (c *closing) Close() error {
	c.closed = true
	return nil
}

// endless never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestBodiesAreClosedUnlessTheyStream(t *testing.T) {
	for _, c := range []struct {
		name   string
		stream bool
		status int
		body   io.Reader
		open   bool
		most   int // of the body may be read
	}{
		{name: "output", status: 200, body: strings.NewReader("{}"), most: 2},
		{name: "error", status: 400, body: strings.NewReader("{}"), most: 2},
		{name: "malformed", status: 200, body: strings.NewReader("<"), most: 1},
		{name: "error without end", status: 400, body: endless{}, most: 6 << 20},
		{name: "stream", stream: true, status: 200, body: endless{}, open: true},
		{name: "error of a stream", stream: true, status: 400, body: strings.NewReader("{}"), most: 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			inModes(t, func(t *testing.T, option func(*sample.Options)) {
				body := &closing{Reader: c.body}
				client := sample.New(sample.Options{Region: "eu-west-1", HTTPClient: doer(func(r *http.Request) (*http.Response, error) {
					return &http.Response{StatusCode: c.status, Header: http.Header{}, Body: body}, nil
				})}, option)
				if c.stream {
					_, _ = client.ReadThing(t.Context(), nil)
				} else {
					_, _ = client.CreateThing(t.Context(), smallInput())
				}
				if body.closed == c.open {
					t.Errorf("closed: %t", body.closed)
				}
				if body.read > c.most {
					t.Errorf("read %d bytes", body.read)
				}
			})
		})
	}
}

func TestHostPrefix(t *testing.T) {
	inModes(t, func(t *testing.T, option func(*sample.Options)) {
		var hosts []string
		client := sample.New(sample.Options{Region: "eu-west-1", HTTPClient: doer(func(r *http.Request) (*http.Response, error) {
			hosts = append(hosts, r.URL.String())
			return &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody}, nil
		})}, option)
		in := &sample.ReadThingInput{Tenant: aws.String("me")}
		_, err := client.ReadThing(t.Context(), in)
		_, err2 := client.ReadThing(t.Context(), in, func(o *sample.Options) { o.EndpointOptions.DisableHTTPS = true })
		if err := errors.Join(err, err2); err != nil {
			t.Fatal(err)
		}
		want := []string{"https://me.sample-things.eu-west-1.amazonaws.com/stream", "http://me.sample-things.eu-west-1.amazonaws.com/stream"}
		if diff := cmp.Diff(want, hosts); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		in.Tenant = aws.String("me.you")
		_, err = client.ReadThing(t.Context(), in)
		if got := chain(err); len(got) < 2 || got[1] != "*smithy.SerializationError" {
			t.Errorf("%v, %v", got, err)
		}
	})
}

func TestResponseOfAFailedSend(t *testing.T) {
	inModes(t, func(t *testing.T, option func(*sample.Options)) {
		client := sample.New(sample.Options{Region: "eu-west-1", RetryMaxAttempts: 1, HTTPClient: doer(func(r *http.Request) (*http.Response, error) {
			return nil, errors.New("cut")
		})}, option)
		_, err := client.CreateThing(t.Context(), smallInput())
		var sent *smithyhttp.RequestSendError
		var response *smithyhttp.ResponseError
		if !errors.As(err, &sent) || !errors.As(err, &response) || response.HTTPStatusCode() != 0 {
			t.Errorf("%v", err)
		}
	})
}
