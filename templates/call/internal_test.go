package call

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"testing"
	"testing/iotest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/tinsmith-go/tinsmith/templates/httpbind"
	"github.com/tinsmith-go/tinsmith/templates/retryloop"
)

func TestAttemptText(t *testing.T) {
	deadline, cancel := context.WithDeadline(context.Background(), time.Date(2100, 1, 2, 3, 4, 5, 0, time.UTC))
	defer cancel()
	for _, c := range []struct {
		ctx  context.Context
		a    retryloop.Attempt
		want string
	}{
		{context.Background(), retryloop.Attempt{Number: 1, Max: 3}, "attempt=1; max=3"},
		{context.Background(), retryloop.Attempt{Number: 2, Max: 3}, "attempt=2; max=3"},
		{context.Background(), retryloop.Attempt{Number: 11}, "attempt=11"},
		{context.Background(), retryloop.Attempt{Number: 1, Max: 3, Skew: time.Hour}, "attempt=1; max=3"},
		{deadline, retryloop.Attempt{Number: 1, Max: 3}, "attempt=1; max=3"},
		{deadline, retryloop.Attempt{Number: 1, Max: 3, Skew: -time.Hour}, "attempt=1; max=3"},
		{deadline, retryloop.Attempt{Number: 1, Max: 3, Skew: time.Hour}, "attempt=1; max=3; ttl=21000102T040405Z"},
	} {
		if got := attemptText(c.ctx, c.a); got != c.want {
			t.Errorf("%+v: %q, want %q", c.a, got, c.want)
		}
	}
}

func FuzzReadBody(f *testing.F) {
	f.Add([]byte(nil), int64(0), 0, false)
	f.Add([]byte("{}"), int64(2), 0, true)
	f.Add([]byte("{}"), int64(-1), 1, false)
	f.Add(bytes.Repeat([]byte("x"), 5000), int64(1)<<62, 4096, false)
	f.Fuzz(func(t *testing.T, body []byte, length int64, limit int, bytewise bool) {
		if limit < 0 {
			return
		}
		var reader io.Reader = bytes.NewReader(body)
		if bytewise {
			reader = iotest.OneByteReader(reader)
		}
		r := &httpbind.Response{}
		resp := &smithyhttp.Response{Response: &http.Response{ContentLength: length, Body: io.NopCloser(reader)}}
		if err := readBody(r, resp, limit); err != nil {
			t.Fatal(err)
		}
		want := body
		if limit > 0 && len(want) > limit {
			want = want[:limit]
		}
		if !bytes.Equal(r.Body, want) {
			t.Errorf("read %d bytes, want %d", len(r.Body), len(want))
		}
		if cap(r.Body) > 2*maxTrusted+4*len(body) {
			t.Errorf("%d bytes of memory for a body of %d", cap(r.Body), len(body))
		}
	})
}

func TestReadBodyKeepsWhatCameBeforeAnError(t *testing.T) {
	cut := errors.New("cut")
	r := &httpbind.Response{}
	body := io.NopCloser(io.MultiReader(bytes.NewReader([]byte("half")), iotest.ErrReader(cut)))
	err := readBody(r, &smithyhttp.Response{Response: &http.Response{Body: body}}, 0)
	if err != cut || string(r.Body) != "half" {
		t.Errorf("%q, %v", r.Body, err)
	}
}

func TestGuardedBodyEndsWhenClosed(t *testing.T) {
	g := &guarded{r: bytes.NewReader([]byte("abc"))}
	p := make([]byte, 1)
	if n, err := g.Read(p); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	if n, err := g.Read(p); n != 0 || err != io.EOF {
		t.Errorf("%d, %v", n, err)
	}
}

func TestJoinPathIsTheSDKs(t *testing.T) {
	parts := []string{"", "/", "a", "/a", "a/", "/a/", "//", "/a//b"}
	for _, base := range parts {
		for _, path := range parts {
			if got, want := joinPath(base, path), smithyhttp.JoinPath(base, path); got != want {
				t.Errorf("%q, %q: %q, want %q", base, path, got, want)
			}
		}
	}
}

// TestPathsThatEscapeToThemselves also checks that the signature of such a path is the same
// whether the signer escapes it or not.
func TestPathsThatEscapeToThemselves(t *testing.T) {
	for _, tt := range []struct {
		url  url.URL
		want bool
	}{
		{url.URL{}, true},
		{url.URL{Path: "/"}, true},
		{url.URL{Path: "/aZ09/-._~/", RawPath: "/aZ09/-._~/"}, true},
		{url.URL{Path: "/a", RawPath: "/%61"}, false},
		{url.URL{Path: "/a", RawPath: "/b"}, false}, // not an encoding of the path
		{url.URL{Path: "/a b", RawPath: "/a%20b"}, false},
		{url.URL{Path: "/a b"}, false},
		{url.URL{Path: "/a:b"}, false},
		{url.URL{Path: "/a@b", RawPath: "/a@b"}, false},
		{url.URL{Path: "/[a]"}, false},
		{url.URL{Path: "/\u00e9"}, false},
		{url.URL{Path: "/a", Opaque: "//host/a%20b"}, false},
	} {
		if got := escapesToItself(&tt.url); got != tt.want {
			t.Errorf("%#v: %t, want %t", tt.url, got, tt.want)
		}
		if once, twice := signedURL(t, tt.url, true), signedURL(t, tt.url, false); tt.want && once != twice {
			t.Errorf("%#v: signed as %s, want %s", tt.url, once, twice)
		}
	}
}

func signedURL(t *testing.T, u url.URL, escapeOnce bool) string {
	t.Helper()
	u.Scheme, u.Host = "https", "example.com"
	r := &http.Request{Method: "GET", URL: &u, Header: http.Header{}}
	creds := aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "secret"}
	err := v4.NewSigner().SignHTTP(t.Context(), creds, r, emptyHash, "things", "eu-west-1", time.Unix(1700000000, 0),
		func(o *v4.SignerOptions) { o.DisableURIPathEscaping = escapeOnce })
	if err != nil {
		t.Fatal(err)
	}
	return r.Header.Get("Authorization")
}
