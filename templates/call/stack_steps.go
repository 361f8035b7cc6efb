package call

import (
	"bytes"
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/tinsmith-go/tinsmith/templates/httpbind"
	"github.com/tinsmith-go/tinsmith/templates/retryloop"
)

// The middleware of a stacked call. Their ids are aws-sdk-go-v2's; all of them are
// views of the call, so that none needs memory.
type (
	tokenFill        stacked
	validation       stacked
	inputKeeper      stacked
	serializer       stacked
	credentialSource stacked
	retries          stacked
	attemptNumber    stacked
	authScheme       stacked
	identity         stacked
	endpoint         stacked
	noHTTPS          stacked
	contextScope     stacked
	signature        stacked
	deserializer     stacked
	transport        Config
)

// Keys of what a step finds out for later ones.
type (
	inputKey      struct{} // any: the operation's input
	hostPrefixKey struct{} // string, when there is one
	attemptKey    struct{} // retryloop.Attempt
	signingKey    struct{} // *signing
)

// signing is how an attempt is signed. The step that decides on signing makes one for
// each way down the stack.
type signing struct {
	scope  scope
	creds  aws.Credentials
	signed bool
}

func signingOf(ctx context.Context) *signing {
	v, _ := middleware.GetStackValue(ctx, signingKey{}).(*signing)
	return v
}

func attemptOf(ctx context.Context) retryloop.Attempt {
	v, _ := middleware.GetStackValue(ctx, attemptKey{}).(retryloop.Attempt)
	return v
}

func requestOf(v any) (*smithyhttp.Request, error) {
	if r, ok := v.(*smithyhttp.Request); ok {
		return r, nil
	}
	return nil, fmt.Errorf("unknown transport type %T", v)
}

func (*tokenFill) ID() string { return "OperationIdempotencyTokenAutoFill" }

func (m *tokenFill) HandleInitialize(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (out middleware.InitializeOutput, md middleware.Metadata, err error) {
	if in.Parameters, err = m.op.fillToken(in.Parameters, m.cfg.Tokens); err != nil {
		return out, md, err
	}
	return next.HandleInitialize(ctx, in)
}

func (*validation) ID() string { return "OperationInputValidation" }

func (m *validation) HandleInitialize(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (out middleware.InitializeOutput, md middleware.Metadata, err error) {
	if err = m.op.check(in.Parameters, m.cfg.Validation); err != nil {
		return out, md, err
	}
	return next.HandleInitialize(ctx, in)
}

func (*inputKeeper) ID() string { return "setOperationInput" }

func (m *inputKeeper) HandleSerialize(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (middleware.SerializeOutput, middleware.Metadata, error) {
	return next.HandleSerialize(middleware.WithStackValue(ctx, inputKey{}, in.Parameters), in)
}

func (*serializer) ID() string { return "OperationSerializer" }

func (m *serializer) HandleSerialize(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (out middleware.SerializeOutput, md middleware.Metadata, err error) {
	r, err := requestOf(in.Request)
	if err != nil {
		return out, md, &smithy.SerializationError{Err: err}
	}
	bound := httpbind.NewRequest(m.facts.method, m.facts.path)
	if err = m.op.encode(bound, in.Parameters); err != nil {
		return out, md, err
	}
	if r, err = transfer(bound, r); err != nil {
		return out, md, &smithy.SerializationError{Err: err}
	}
	in.Request = r
	if bound.HostPrefix != "" {
		ctx = middleware.WithStackValue(ctx, hostPrefixKey{}, bound.HostPrefix)
	}
	return next.HandleSerialize(ctx, in)
}

// transfer puts what the input was bound to into the stack's request, which may have
// been changed already. The body goes first, for setting it copies the request.
func transfer(from *httpbind.Request, to *smithyhttp.Request) (_ *smithyhttp.Request, err error) {
	body, stream, length := from.Body()
	if len(body) > 0 {
		stream = bytes.NewReader(body)
	}
	if stream != nil {
		if to, err = to.SetStream(stream); err != nil {
			return nil, err
		}
		to.ContentLength = length
	}
	to.Method = from.Method
	path, escaped := from.Path()
	if to.URL.RawPath == "" {
		to.URL.RawPath = to.URL.Path
	}
	to.URL.Path, to.URL.RawPath = joinPath(to.URL.Path, path), joinPath(to.URL.RawPath, escaped)
	to.URL.RawQuery = smithyhttp.JoinRawQuery(to.URL.RawQuery, from.RawQuery())
	for name, values := range from.Header {
		to.Header[name] = values
	}
	return to, nil
}

func (*credentialSource) ID() string { return "SetCredentialSourceMiddleware" }

func (m *credentialSource) HandleBuild(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (middleware.BuildOutput, middleware.Metadata, error) {
	for _, source := range m.cfg.userAgent.sources {
		m.agent.AddCredentialsSource(source)
	}
	return next.HandleBuild(ctx, in)
}
