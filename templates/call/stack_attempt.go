package call

import (
	"context"
	"fmt"
	"io"
	"net/http"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/tinsmith-go/tinsmith/templates/httpbind"
	"github.com/tinsmith-go/tinsmith/templates/retryloop"
)

func (*retries) ID() string { return "Retry" }

func (m *retries) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
	a := &stackedAttempts{in: in, next: next}
	err := m.cfg.loop.Run(ctx, a)
	return a.out, a.metadata, err
}

// stackedAttempts are the attempts of a stacked call: what stands below Retry.
type stackedAttempts struct {
	in       middleware.FinalizeInput
	next     middleware.FinalizeHandler
	out      middleware.FinalizeOutput
	metadata middleware.Metadata
}

func (a *stackedAttempts) Rewind() error {
	if r, ok := a.in.Request.(interface{ RewindStream() error }); ok {
		return r.RewindStream()
	}
	return nil
}

func (a *stackedAttempts) Attempt(ctx context.Context, n retryloop.Attempt) (seen retryloop.Skew, err error) {
	a.out, a.metadata = middleware.FinalizeOutput{}, middleware.Metadata{}
	in := a.in
	if r, ok := in.Request.(*smithyhttp.Request); ok {
		in.Request = r.Clone()
	}
	ctx = middleware.WithStackValue(ctx, attemptKey{}, n)
	a.out, a.metadata, err = a.next.HandleFinalize(ctx, in)
	seen.Offset, seen.Known = awsmiddleware.GetAttemptSkew(a.metadata)
	return seen, err
}

func (*attemptNumber) ID() string { return "RetryMetricsHeader" }

func (m *attemptNumber) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (out middleware.FinalizeOutput, md middleware.Metadata, err error) {
	r, err := requestOf(in.Request)
	if err != nil {
		return out, md, err
	}
	r.Header[attemptHeader] = []string{attemptText(ctx, attemptOf(ctx))}
	return next.HandleFinalize(ctx, in)
}

func (*authScheme) ID() string { return "ResolveAuthScheme" }

func (m *authScheme) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
	s := &signing{scope: m.cfg.scope()}
	return next.HandleFinalize(middleware.WithStackValue(ctx, signingKey{}, s), in)
}

func (*identity) ID() string { return "GetIdentity" }

func (m *identity) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (out middleware.FinalizeOutput, md middleware.Metadata, err error) {
	s := signingOf(ctx)
	if s == nil {
		return out, md, errNoScheme()
	}
	if s.creds, s.signed, err = m.cfg.identity(ctx, &m.facts); err != nil {
		return out, md, err
	}
	return next.HandleFinalize(ctx, in)
}

func errNoScheme() error { return fmt.Errorf("no resolved auth scheme") }

func (*endpoint) ID() string { return "ResolveEndpointV2" }

func (m *endpoint) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (out middleware.FinalizeOutput, md middleware.Metadata, err error) {
	r, err := requestOf(in.Request)
	if err != nil {
		return out, md, err
	}
	s := signingOf(ctx)
	if s == nil {
		return out, md, errNoScheme()
	}
	found, err := m.cfg.Endpoints.ResolveEndpoint(ctx, middleware.GetStackValue(ctx, inputKey{}))
	if err != nil {
		return out, md, err
	}
	if err := direct(&found, hostPrefixOf(ctx), r.URL, r.Header, &s.scope); err != nil && s.signed {
		return out, md, err
	}
	return next.HandleFinalize(ctx, in)
}

func hostPrefixOf(ctx context.Context) string {
	if smithyhttp.GetHostnameImmutable(ctx) || smithyhttp.IsEndpointHostPrefixDisabled(ctx) {
		return ""
	}
	prefix, _ := middleware.GetStackValue(ctx, hostPrefixKey{}).(string)
	return prefix
}

func (*noHTTPS) ID() string { return "disableHTTPS" }

func (m *noHTTPS) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (out middleware.FinalizeOutput, md middleware.Metadata, err error) {
	r, err := requestOf(in.Request)
	if err != nil {
		return out, md, err
	}
	if m.cfg.DisableHTTPS && !smithyhttp.GetHostnameImmutable(ctx) {
		r.URL.Scheme = "http"
	}
	return next.HandleFinalize(ctx, in)
}

func (*contextScope) ID() string { return "setLegacyContextSigningOptions" }

func (m *contextScope) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (out middleware.FinalizeOutput, md middleware.Metadata, err error) {
	s := signingOf(ctx)
	if s == nil {
		return out, md, errNoScheme()
	}
	if name := awsmiddleware.GetSigningName(ctx); name != "" {
		s.scope.name = name
	}
	if region := awsmiddleware.GetSigningRegion(ctx); region != "" {
		s.scope.region = region
	}
	return next.HandleFinalize(ctx, in)
}

func (*signature) ID() string { return "Signing" }

func (m *signature) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (out middleware.FinalizeOutput, md middleware.Metadata, err error) {
	r, err := requestOf(in.Request)
	if err != nil {
		return out, md, err
	}
	s := signingOf(ctx)
	if s == nil {
		return out, md, errNoScheme()
	}
	if s.signed {
		err = m.cfg.sign(ctx, r.Request, s.creds, v4.GetPayloadHash(ctx), &s.scope, attemptOf(ctx).Skew)
		if err != nil {
			return out, md, err
		}
	}
	return next.HandleFinalize(ctx, in)
}

func (*deserializer) ID() string { return "OperationDeserializer" }

func (m *deserializer) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
	out, md, err := next.HandleDeserialize(ctx, in)
	if err != nil {
		return out, md, err
	}
	resp, ok := out.RawResponse.(*smithyhttp.Response)
	if !ok {
		return out, md, &smithy.DeserializationError{Err: fmt.Errorf("unknown transport type %T", out.RawResponse)}
	}
	out.Result, err = decode(m.op, &m.facts, resp, new(httpbind.Response))
	return out, md, err
}

// Handle is the end of the stack: it sends the request.
func (t *transport) Handle(ctx context.Context, in any) (any, middleware.Metadata, error) {
	r, err := requestOf(in)
	if err != nil {
		return nil, middleware.Metadata{}, err
	}
	resp, err := (*Config)(t).send(ctx, build(ctx, r))
	if resp == nil {
		return nil, middleware.Metadata{}, err
	}
	return &smithyhttp.Response{Response: resp}, middleware.Metadata{}, err
}

// build is r.Build without copying what belongs to this attempt anyway.
func build(ctx context.Context, r *smithyhttp.Request) *http.Request {
	out, stream := r.WithContext(ctx), r.GetStream()
	_, endless := stream.(*io.PipeReader)
	switch {
	case endless:
		out.Body, out.ContentLength = io.NopCloser(stream), -1
	case stream != nil && out.ContentLength != 0:
		out.Body = &guarded{r: stream}
	case stream == nil && out.ContentLength == -1:
		out.ContentLength = 0
	}
	return out
}
