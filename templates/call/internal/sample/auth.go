package sample

import (
	"context"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go/middleware"
)

const signingName = "sample-things"

// HTTPSignerV4 signs requests with AWS Signature Version 4, like *v4.Signer.
type HTTPSignerV4 interface {
	SignHTTP(ctx context.Context, credentials aws.Credentials, r *http.Request, payloadHash string, service string, region string, signingTime time.Time, optFns ...func(*v4.SignerOptions)) error
}

// WithSigV4SigningName sets the service's name in signatures. It goes before what the
// endpoint says.
func WithSigV4SigningName(name string) func(*Options) {
	return withContext("withSigV4SigningName", func(ctx context.Context) context.Context {
		return awsmiddleware.SetSigningName(ctx, name)
	})
}

// WithSigV4SigningRegion sets the region in signatures. It goes before what the
// endpoint says.
func WithSigV4SigningRegion(region string) func(*Options) {
	return withContext("withSigV4SigningRegion", func(ctx context.Context) context.Context {
		return awsmiddleware.SetSigningRegion(ctx, region)
	})
}

// withContext changes the context of calls, through a middleware with the id.
func withContext(id string, change func(context.Context) context.Context) func(*Options) {
	m := middleware.InitializeMiddlewareFunc(id, func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
		return next.HandleInitialize(change(ctx), in)
	})
	return WithAPIOptions(func(s *middleware.Stack) error {
		return s.Initialize.Add(m, middleware.Before)
	})
}
