package call

import (
	"bytes"
	"context"
	"net/http"
	"net/url"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/tinsmith-go/tinsmith/templates/httpbind"
	"github.com/tinsmith-go/tinsmith/templates/retryloop"
)

// flat is one call without a middleware stack.
type flat struct {
	cfg   *Config
	op    operation
	facts facts
	ctx   overlay

	in      any
	request httpbind.Request
	path    string // as it is meant
	escaped string // as it is sent
	query   string

	headers []header // of every attempt
	space   [3]header
	values  [2]string

	try   *try // the attempt being made
	first try

	out      any
	metadata middleware.Metadata
}

// try is one attempt of a flat call.
type try struct {
	request *http.Request
	url     url.URL
	body    bytes.Reader
	scope   scope
	values  [1]string

	response smithyhttp.Response
	bound    httpbind.Response
}

// run makes the call: what is done once, and then the attempts.
func (c *flat) run(in any) (err error) {
	if c.in, err = c.op.fillToken(in, c.cfg.Tokens); err != nil {
		return err
	}
	if err = c.op.check(c.in, c.cfg.Validation); err != nil {
		return err
	}
	c.request.Init(c.facts.method, c.facts.path)
	if err = c.op.encode(&c.request, c.in); err != nil {
		return err
	}
	c.path, c.escaped = c.request.Path()
	c.query = c.request.RawQuery()
	c.addHeaders()
	return c.cfg.loop.Run(&c.ctx, c)
}

// addHeaders adds the headers that are the same for every attempt and keeps them all:
// signers and HTTP clients may change a request's.
func (c *flat) addHeaders() {
	h := c.request.Header
	c.values = [2]string{invocationID(), c.cfg.userAgent.String()}
	if own := h[userAgentHeader]; len(own) > 0 && own[0] != "" {
		c.values[1] += " " + own[0]
	}
	h[invocationHeader] = c.values[0:1:1]
	h[userAgentHeader] = c.values[1:2:2]
	traceLambda(&c.ctx, h)
	c.headers = c.space[:0]
	for name, values := range h {
		c.headers = append(c.headers, header{name, values})
	}
}

// Rewind sets a stream back to where the caller had it.
func (c *flat) Rewind() error { return c.request.Rewind() }

// Attempt sends the request once and decodes the response.
func (c *flat) Attempt(ctx context.Context, a retryloop.Attempt) (seen retryloop.Skew, err error) {
	c.out, c.metadata = nil, middleware.Metadata{}
	if err := c.prepare(ctx, a); err != nil {
		return seen, err
	}
	result, md, err := (awsmiddleware.AddRawResponse{}).HandleDeserialize(ctx, middleware.DeserializeInput{}, (*errorStep)(c))
	c.out, c.metadata = result.Result, md
	seen.Offset, seen.Known = awsmiddleware.GetAttemptSkew(md)
	return seen, err
}

// prepare makes the request of an attempt: identity, endpoint, signature.
func (c *flat) prepare(ctx context.Context, a retryloop.Attempt) error {
	t, h := &c.first, c.request.Header
	if a.Number > 1 {
		t, h = new(try), make(http.Header, 8)
		for _, one := range c.headers {
			h[one.name] = one.values
		}
	}
	c.try = t
	t.values[0] = attemptText(ctx, a)
	h[attemptHeader] = t.values[:1:1]

	creds, signed, err := c.cfg.identity(ctx, &c.facts)
	if err != nil {
		return err
	}
	endpoint, err := c.cfg.Endpoints.ResolveEndpoint(ctx, c.in)
	if err != nil {
		return err
	}
	t.url = url.URL{Path: c.path, RawPath: c.escaped, RawQuery: c.query}
	t.scope = c.cfg.scope()
	if err := direct(&endpoint, c.request.HostPrefix, &t.url, h, &t.scope); err != nil && signed {
		return err
	}
	if c.cfg.DisableHTTPS {
		t.url.Scheme = "http"
	}

	t.request = (&http.Request{Method: c.request.Method, URL: &t.url, Header: h}).WithContext(ctx)
	setBody(t.request, &c.request, &t.body)
	if c.facts.unsignedBody {
		h.Set(bodyHashHeader, unsignedPayload)
	}
	if !signed {
		return nil
	}
	hash, err := payloadHash(&c.request, &c.facts)
	if err != nil {
		return err
	}
	return c.cfg.sign(ctx, t.request, creds, hash, &t.scope, a.Skew)
}

// The steps around the sending of an attempt, from the outside to the inside. Each
// is the SDK's middleware, called as a function, with the next one as its handler;
// since all of them are views of the call, none needs memory.
type (
	errorStep     flat
	requestIDStep flat
	decodeStep    flat
	timeStep      flat
	sendStep      flat
)

func (s *errorStep) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput) (middleware.DeserializeOutput, middleware.Metadata, error) {
	return (&awshttp.ResponseErrorWrapper{}).HandleDeserialize(ctx, in, (*requestIDStep)(s))
}

func (s *requestIDStep) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput) (middleware.DeserializeOutput, middleware.Metadata, error) {
	return (&awsmiddleware.RequestIDRetriever{}).HandleDeserialize(ctx, in, (*decodeStep)(s))
}

func (s *decodeStep) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput) (middleware.DeserializeOutput, middleware.Metadata, error) {
	timing := awsmiddleware.RecordResponseTiming{DisableClockSkewCorrection: s.cfg.DisableClockSkewCorrection}
	out, md, err := timing.HandleDeserialize(ctx, in, (*timeStep)(s))
	if err == nil {
		out.Result, err = decode(s.op, &s.facts, out.RawResponse.(*smithyhttp.Response), &s.try.bound)
		s.try.bound = httpbind.Response{} // metadata keeps the try alive, which needn't keep the body
	}
	return out, md, err
}

func (s *timeStep) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput) (middleware.DeserializeOutput, middleware.Metadata, error) {
	logger := s.cfg.transportLogger()
	if logger == nil {
		return (*sendStep)(s).HandleDeserialize(ctx, in)
	}
	r := &smithyhttp.Request{Request: s.try.request}
	if r.Body != nil {
		var err error
		if r, err = r.SetStream(r.Body); err != nil {
			return middleware.DeserializeOutput{}, middleware.Metadata{}, err
		}
	}
	in.Request = r
	return logger.HandleDeserialize(ctx, in, (*sendStep)(s))
}

func (s *sendStep) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput) (out middleware.DeserializeOutput, md middleware.Metadata, err error) {
	r := s.try.request
	if logged, ok := in.Request.(*smithyhttp.Request); ok {
		r = logged.Build(ctx)
	}
	s.try.response.Response, err = s.cfg.send(ctx, r)
	if s.try.response.Response != nil {
		out.RawResponse = &s.try.response
	}
	return out, md, err
}

// transportLogger returns the SDK's logger of requests and responses, nil when LogMode
// asks for neither.
func (cfg *Config) transportLogger() *smithyhttp.RequestResponseLogger {
	m := cfg.LogMode
	if !m.IsRequest() && !m.IsRequestWithBody() && !m.IsResponse() && !m.IsResponseWithBody() {
		return nil
	}
	return &smithyhttp.RequestResponseLogger{
		LogRequest:          m.IsRequest(),
		LogRequestWithBody:  m.IsRequestWithBody(),
		LogResponse:         m.IsResponse(),
		LogResponseWithBody: m.IsResponseWithBody(),
	}
}
