package gen_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/tinsmith-go/tinsmith/model"
)

// fixedCredentials are the same for every case.
func fixedCredentials(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "SECRETEXAMPLE"}, nil
}

// fixedToken fills idempotency tokens in as the cases expect them.
type fixedToken struct{}

func (fixedToken) GetIdempotencyToken() (string, error) {
	return "00000000-0000-4000-8000-000000000000", nil
}

// request is what a client sent.
type request struct {
	method string
	url    *url.URL
	header http.Header
	length int64
	body   []byte
}

// transport keeps what is sent in memory and answers each request alike.
type transport struct {
	code   int
	header map[string]string
	body   string
	sent   []*request
}

// Do is the method that clients send requests by.
func (t *transport) Do(r *http.Request) (*http.Response, error) {
	sent := &request{method: r.Method, url: r.URL, header: r.Header.Clone(), length: r.ContentLength}
	if sent.length > 0 { // net/http writes it
		sent.header.Set("Content-Length", strconv.FormatInt(sent.length, 10))
	}
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, fmt.Errorf("read the request's body: %w", err)
		}
		sent.body = body
	}
	t.sent = append(t.sent, sent)
	answer := &http.Response{
		StatusCode: t.code, Status: fmt.Sprintf("%d %s", t.code, http.StatusText(t.code)),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{}, Request: r,
		ContentLength: int64(len(t.body)), Body: io.NopCloser(bytes.NewReader([]byte(t.body))),
	}
	for name, value := range t.header {
		answer.Header.Set(name, value)
	}
	return answer, nil
}

// compareRequest compares what was sent with a case.
func compareRequest(want *model.HTTPRequestTest, got *request) []string {
	c := &comparison{}
	if got.method != want.Method {
		c.add("method", "want %s, have %s", want.Method, got.method)
	}
	if path := got.url.EscapedPath(); path != want.URI {
		c.add("path", "want %s, have %s", want.URI, path)
	}
	if want.ResolvedHost != "" && got.url.Host != want.ResolvedHost {
		c.add("host", "want %s, have %s", want.ResolvedHost, got.url.Host)
	}
	c.query(want, got.url.RawQuery)
	c.headers(want, got)
	if want.Body != nil {
		c.body(*want.Body, want.BodyMediaType, got.body)
	}
	if got.length > 0 && got.length != int64(len(got.body)) {
		c.add("body", "its length is said to be %d and is %d", got.length, len(got.body))
	}
	return c.diffs
}

// query compares the parameters as they are escaped, in any order.
func (c *comparison) query(want *model.HTTPRequestTest, raw string) {
	have := parameters(strings.Split(raw, "&"))
	expected := parameters(want.QueryParams)
	for _, p := range expected {
		if i := slices.Index(have, p); i >= 0 {
			have = slices.Delete(have, i, i+1)
			continue
		}
		c.add("query", "no %s in %s", p, raw)
	}
	for _, p := range have {
		name, _, _ := strings.Cut(p, "=")
		if slices.Contains(want.ForbidQueryParams, name) {
			c.add("query", "%s is forbidden", p)
		}
		if len(expected) > 0 || want.URI != "" && len(want.RequireQueryParam) == 0 {
			c.add("query", "unexpected %s", p)
		}
	}
	for _, name := range want.RequireQueryParam {
		if !strings.Contains("&"+raw, "&"+name+"=") {
			c.add("query", "no %s in %s", name, raw)
		}
	}
}

// parameters gives each parameter an equals sign, which may be left out before an empty value.
func parameters(list []string) []string {
	var out []string
	for _, p := range list {
		if p != "" && !strings.Contains(p, "=") {
			p += "="
		}
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

func (c *comparison) headers(want *model.HTTPRequestTest, got *request) {
	for name, value := range want.Headers {
		if have := strings.Join(got.header.Values(name), ", "); have != value {
			c.add("header "+name, "want %q, have %q", value, have)
		}
	}
	for _, name := range want.RequireHeaders {
		if len(got.header.Values(name)) == 0 {
			c.add("header "+name, "is required")
		}
	}
	for _, name := range want.ForbidHeaders {
		if have := got.header.Values(name); len(have) > 0 {
			c.add("header "+name, "is forbidden, have %q", have)
		}
	}
}

// body compares JSON by value and anything else by its bytes.
func (c *comparison) body(want, media string, got []byte) {
	if media != "application/json" || want == "" {
		if string(got) != want {
			c.add("body", "want %q, have %q", want, got)
		}
		return
	}
	w, err := decodeJSON([]byte(want))
	if err != nil {
		c.add("body", "of the case: %v", err)
		return
	}
	c.json("body", got, w)
}
