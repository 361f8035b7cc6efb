package call_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go/middleware"

	sample "github.com/tinsmith-go/tinsmith/templates/client"
)

// server is the other end of a call: it answers attempt by attempt, checks each
// signature and remembers what it got.
type server struct {
	*httptest.Server
	t       *testing.T
	answers []http.HandlerFunc

	mu   sync.Mutex
	seen []seen
}

// seen is a request as it came in, without what is different every time.
type seen struct {
	Method, URI, Body string
	Header            map[string]string
	Signed            bool
	Time              time.Time `cmp:"-"`
}

func newServer(t *testing.T, answers ...http.HandlerFunc) *server {
	s := &server{t: t, answers: answers}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		s.t.Errorf("the server can't read the body: %v", err)
	}
	s.mu.Lock()
	n := len(s.seen)
	s.seen = append(s.seen, s.describe(r, body))
	s.mu.Unlock()
	if n >= len(s.answers) {
		s.t.Errorf("attempt %d isn't expected", n+1)
		w.WriteHeader(http.StatusTeapot)
		return
	}
	s.answers[n](w, r)
}

var uuid = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

func (s *server) describe(r *http.Request, body []byte) seen {
	got := seen{Method: r.Method, URI: r.RequestURI, Body: string(body), Header: map[string]string{}}
	for name, values := range r.Header {
		got.Header[name] = strings.Join(values, "|")
	}
	if id := got.Header["Amz-Sdk-Invocation-Id"]; !uuid.MatchString(id) {
		s.t.Errorf("invocation id %q", id)
	}
	got.Header["Amz-Sdk-Invocation-Id"] = "random"
	if got.Header["Authorization"] != "" {
		got.Signed = true
		got.Time = s.verify(r, body)
		got.Header["Authorization"], got.Header["X-Amz-Date"] = "signed", "now"
	}
	return got
}

// verify signs the request again, as the one who knows the secret, and compares.
func (s *server) verify(r *http.Request, body []byte) time.Time {
	at, err := time.Parse("20060102T150405Z", r.Header.Get("X-Amz-Date"))
	if err != nil {
		s.t.Errorf("X-Amz-Date: %v", err)
	}
	auth := r.Header.Get("Authorization")
	scope := strings.Split(between(auth, "Credential=", ","), "/")
	again := &http.Request{Method: r.Method, URL: r.URL, Host: r.Host, Header: http.Header{}}
	for _, name := range strings.Split(between(auth, "SignedHeaders=", ","), ";") {
		switch name {
		case "host":
		case "content-length":
			again.ContentLength = r.ContentLength
		default:
			again.Header[http.CanonicalHeaderKey(name)] = r.Header.Values(name)
		}
	}
	hash := r.Header.Get("X-Amz-Content-Sha256")
	if hash == "" {
		hash = sha256Hex(body)
	}
	creds, _ := testCredentials.Retrieve(context.Background())
	if err := v4.NewSigner().SignHTTP(context.Background(), creds, again, hash, scope[3], scope[2], at); err != nil {
		s.t.Error(err)
	}
	if want := again.Header.Get("Authorization"); want != auth {
		s.t.Errorf("wrong signature\nhave %s\nwant %s", auth, want)
	}
	return at
}

func between(s, before, after string) string {
	_, s, _ = strings.Cut(s, before)
	s, _, _ = strings.Cut(s, after)
	return s
}

// testCredentials are those of everything that signs or verifies here.
const testCredentials = staticCredentials("secret")

type staticCredentials string

func (c staticCredentials) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: string(c)}, nil
}

// answer is a handler that sends a status, headers ("Name: value") and a body.
func answer(status int, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Amzn-Requestid", "req-1")
		w.Header().Set("Content-Type", "application/json")
		for _, h := range headers {
			name, value, _ := strings.Cut(h, ": ")
			w.Header().Set(name, value)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// truncated announces more than it sends.
func truncated(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		conn, buf, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(buf, "HTTP/1.1 %d Truncated\r\nX-Amzn-Requestid: req-1\r\nContent-Length: 1000\r\n\r\n%s", status, body)
		_ = buf.Flush()
		_ = conn.Close()
	}
}

// mode is a way to run calls. Whatever a test expects must hold in each.
type mode struct {
	name   string
	option func(*sample.Options)
}

func modes() []mode {
	return []mode{
		{"plain", func(*sample.Options) {}},
		{"stack", sample.WithAPIOptions(func(*middleware.Stack) error { return nil })},
	}
}

// inModes runs a test plain and with an API option that does nothing.
func inModes(t *testing.T, test func(t *testing.T, option func(*sample.Options))) {
	for _, m := range modes() {
		t.Run(m.name, func(t *testing.T) { test(t, m.option) })
	}
}

// client returns a client of the server that doesn't wait between attempts.
func (s *server) client(optFns ...func(*sample.Options)) *sample.Client {
	return sample.New(sample.Options{
		Region:       "eu-west-1",
		BaseEndpoint: aws.String(s.URL),
		Credentials:  testCredentials,
		Retryer:      impatient(),
	}, optFns...)
}

// impatient is the standard retryer without its delays.
func impatient() aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
	})
}

func smallInput() *sample.CreateThingInput {
	return &sample.CreateThingInput{
		ClientToken: aws.String("token"),
		Name:        aws.String("first"),
		Shelf:       aws.String("left/upper"),
	}
}

// chain is the types of an error and of what it wraps.
func chain(err error) (types []string) {
	for err != nil {
		types = append(types, fmt.Sprintf("%T", err))
		if many, ok := err.(interface{ Unwrap() []error }); ok {
			for _, e := range many.Unwrap() {
				types = append(types, chain(e)...)
			}
			return types
		}
		err = errors.Unwrap(err)
	}
	return types
}

// metadataKeys are the facts that a result has about its response.
func metadataKeys(md middleware.Metadata) []string {
	has := map[string]bool{"raw response": awsmiddleware.GetRawResponse(md) != nil}
	_, has["request id"] = awsmiddleware.GetRequestIDMetadata(md)
	_, has["response time"] = awsmiddleware.GetResponseAt(md)
	_, has["server time"] = awsmiddleware.GetServerTime(md)
	_, has["skew"] = awsmiddleware.GetAttemptSkew(md)
	maps.DeleteFunc(has, func(_ string, ok bool) bool { return !ok })
	return slices.Sorted(maps.Keys(has))
}

// records is a logger that keeps its lines.
type records struct {
	mu    sync.Mutex
	lines bytes.Buffer
}

func (r *records) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.lines.String()
}

func (r *records) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.lines.Write(p)
}
