package peer

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// transport is an HTTP client without a network. It gives the answers in their order, the
// last one again and again, and keeps what was sent.
type transport struct {
	answers []answer
	sent    []sent
	times   []time.Time // of the requests
}

// answer is what the transport does with a request.
type answer struct {
	status int
	header http.Header
	body   string
	// err is returned instead of a response.
	err error
	// hang waits for the end of the request's context.
	hang bool
	// before is called when the request arrives.
	before func()
	// skew is how far ahead the server's clock is; the header Date tells.
	skew time.Duration
	// broken ends the body with an error.
	broken error
}

// sent is a request as a server would see it.
type sent struct {
	Method, URL, Host string
	Header            http.Header
	Length            int64
	Body              string
}

func (t *transport) Do(r *http.Request) (*http.Response, error) {
	t.times = append(t.times, time.Now())
	s, err := record(r)
	if err != nil {
		return nil, err
	}
	t.sent = append(t.sent, s)
	a := t.answers[min(len(t.sent), len(t.answers))-1]
	if a.before != nil {
		a.before()
	}
	if a.hang {
		<-r.Context().Done()
		return nil, &url.Error{Op: "Post", URL: r.URL.String(), Err: r.Context().Err()}
	}
	if err := r.Context().Err(); err != nil {
		return nil, &url.Error{Op: "Post", URL: r.URL.String(), Err: err}
	}
	if a.err != nil {
		return nil, a.err
	}
	return a.response(r), nil
}

func record(r *http.Request) (sent, error) {
	s := sent{Method: r.Method, URL: r.URL.String(), Host: r.Host, Header: r.Header.Clone(), Length: r.ContentLength}
	if s.Host == "" {
		s.Host = r.URL.Host
	}
	if r.Body == nil {
		return s, nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return s, err
	}
	s.Body = string(body)
	return s, r.Body.Close()
}

func (a *answer) response(r *http.Request) *http.Response {
	h := http.Header{"Date": {time.Now().Add(a.skew).UTC().Format(http.TimeFormat)}, "X-Amzn-Requestid": {"a-request-id"}}
	maps.Copy(h, a.header)
	var body io.Reader = strings.NewReader(a.body)
	if a.broken != nil {
		body = io.MultiReader(body, &failing{a.broken})
	}
	return &http.Response{
		Status: fmt.Sprintf("%d %s", a.status, http.StatusText(a.status)), StatusCode: a.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: h, ContentLength: int64(len(a.body)), Body: io.NopCloser(body), Request: r,
	}
}

type failing struct{ err error }

func (f *failing) Read([]byte) (int, error) { return 0, f.err }

var (
	uuid      = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	apiPart   = regexp.MustCompile(` api/ssmincidents#\S+`)
	signature = regexp.MustCompile(`Signature=[0-9a-f]{64}$`)
	tokenJSON = regexp.MustCompile(`"clientToken":"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"`)
)

// normal returns s without what differs from call to call, or is meant to differ between the
// packages: the invocation id, the signature over it, which must be right, the length and
// order of JSON, and the version of the service's package in the user agent. A client token
// that was made up becomes one and the same.
func (s sent) normal() (sent, error) {
	s.Header = s.Header.Clone()
	if err := s.verify(); err != nil {
		return s, err
	}
	if id := s.Header.Get("Amz-Sdk-Invocation-Id"); !uuid.MatchString(id) {
		return s, fmt.Errorf("invocation id %q", id)
	}
	s.Header.Set("Amz-Sdk-Invocation-Id", "(a UUID)")
	agent := s.Header.Get("User-Agent")
	if !apiPart.MatchString(agent) {
		return s, fmt.Errorf("user agent %q", agent)
	}
	s.Header.Set("User-Agent", apiPart.ReplaceAllString(agent, " api/ssmincidents"))
	if auth := s.Header.Get("Authorization"); auth != "" {
		s.Header.Set("Authorization", signature.ReplaceAllString(auth, "Signature=(right)"))
	}
	return s.normalBody()
}

// notJSON stands for a body that isn't JSON.
const notJSON = "(not JSON)"

func (s sent) normalBody() (sent, error) {
	if s.Length != int64(len(s.Body)) {
		return s, fmt.Errorf("length %d of %d bytes", s.Length, len(s.Body))
	}
	if s.Body == "" {
		return s, nil
	}
	s.Body = tokenJSON.ReplaceAllString(s.Body, `"clientToken":"(a UUID)"`)
	s.Length = int64(len(s.Body))
	d := json.NewDecoder(strings.NewReader(s.Body))
	d.UseNumber()
	var v any
	err := d.Decode(&v)
	if rest, _ := io.ReadAll(d.Buffered()); err != nil || len(bytes.TrimSpace(rest)) > 0 {
		s.Body, s.Length = notJSON, int64(len(notJSON))
		return s, nil
	}
	sorted, err := json.Marshal(v)
	s.Body = string(sorted)
	return s, err
}

// verify signs the request again, with those headers that the signature says it covers, and
// notes in a header of its own whether it covers the body.
func (s sent) verify() error {
	auth := s.Header.Get("Authorization")
	if auth == "" {
		return nil
	}
	var again string
	for _, hash := range []string{hashOf(s.Body), "UNSIGNED-PAYLOAD"} {
		var err error
		if again, err = s.sign(auth, hash); err != nil {
			return err
		}
		if again == auth {
			s.Header.Set("(signed body)", strconv.FormatBool(hash != "UNSIGNED-PAYLOAD"))
			if s.Header.Get("X-Amz-Content-Sha256") == hash {
				s.Header.Set("X-Amz-Content-Sha256", "(right)")
			}
			return nil
		}
	}
	return fmt.Errorf("wrong signature:\n%s, want\n%s", auth, again)
}

// sign returns the header Authorization that s should have.
func (s sent) sign(auth, hash string) (string, error) {
	_, names, _ := strings.Cut(auth, "SignedHeaders=")
	names, _, _ = strings.Cut(names, ",")
	r, err := http.NewRequest(s.Method, s.URL, strings.NewReader(s.Body))
	if err != nil {
		return "", err
	}
	r.Host = s.Host
	for _, name := range strings.Split(names, ";") {
		switch name {
		case "host", "content-length", "x-amz-date", "x-amz-security-token":
		default:
			r.Header[http.CanonicalHeaderKey(name)] = s.Header.Values(name)
		}
	}
	at, err := time.Parse("20060102T150405Z", s.Header.Get("X-Amz-Date"))
	if err != nil {
		return "", err
	}
	credentials := benchCredentials
	if strings.Contains(auth, "Credential=/") {
		credentials = aws.Credentials{}
	}
	credentials.SessionToken = s.Header.Get("X-Amz-Security-Token")
	err = v4.NewSigner().SignHTTP(context.Background(), credentials, r, hash, "ssm-incidents", scopeRegion(auth), at)
	return r.Header.Get("Authorization"), err
}

func scopeRegion(auth string) string {
	_, scope, _ := strings.Cut(auth, "Credential=")
	parts := strings.Split(scope, "/")
	return parts[min(2, len(parts)-1)]
}

// normalAll returns all requests in their normal form.
func (t *transport) normalAll() ([]sent, error) {
	list := slices.Clone(t.sent)
	for i, s := range list {
		var err error
		if list[i], err = s.normal(); err != nil {
			return nil, fmt.Errorf("request %d: %w", i+1, err)
		}
	}
	return list, nil
}

// delays are the times between requests.
func (t *transport) delays() []time.Duration {
	var list []time.Duration
	for i := 1; i < len(t.times); i++ {
		list = append(list, t.times[i].Sub(t.times[i-1]))
	}
	return list
}

var _ aws.HTTPClient = (*transport)(nil)
