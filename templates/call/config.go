package call

import (
	"context"
	"net/http"
	"slices"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/tinsmith-go/tinsmith/templates/constraint"
	"github.com/tinsmith-go/tinsmith/templates/retryloop"
)

// Settings are the options of a client as its calls need them.
type Settings struct {
	// ServiceID is the service's id in errors, contexts and environment variables.
	ServiceID string
	// Package is the client package's name in the user agent.
	Package string
	// SigningName is the service's name in signatures, unless the endpoint or the
	// context has another.
	SigningName string
	// Region is the client's region, and that of signatures unless the endpoint or
	// the context has another.
	Region string
	// AppID names the application in the user agent.
	AppID string
	// Feature is the id of what makes the call for the program, like a paginator, in
	// the user agent; "" for none.
	Feature string
	// Credentials is asked for each attempt. Nil means unsigned requests.
	Credentials aws.CredentialsProvider
	// Signer signs where there are credentials.
	Signer Signer
	// HTTPClient sends.
	HTTPClient HTTPClient
	// Retryer decides about attempts.
	Retryer aws.Retryer
	// Endpoints is asked for each attempt.
	Endpoints Endpoints
	// Tokens makes idempotency tokens; may be nil where no operation has one.
	Tokens TokenProvider
	// Logger gets what LogMode chooses; nil drops it.
	Logger  logging.Logger
	LogMode aws.ClientLogMode
	// DisableHTTPS makes the scheme of every endpoint http.
	DisableHTTPS bool
	// Clock is the client's clock skew in nanoseconds, shared by all its calls.
	Clock *atomic.Int64
	// DisableClockSkewCorrection leaves the skew out of signatures and retries.
	DisableClockSkewCorrection bool
	// APIOptions change the middleware stack of a call. With any, calls run as one.
	APIOptions []func(*middleware.Stack) error
	// Interceptors watch a call. With any, calls run as a middleware stack.
	Interceptors smithyhttp.InterceptorRegistry
	// Validation says which constraints of the model inputs must hold to.
	Validation constraint.Mode
	// Problem is why no call can be made; nil when they can.
	Problem error
}

// HTTPClient sends requests, like *http.Client.
type HTTPClient interface {
	Do(*http.Request) (*http.Response, error)
}

// Signer signs requests with SigV4, like *v4.Signer.
type Signer interface {
	SignHTTP(ctx context.Context, credentials aws.Credentials, r *http.Request, payloadHash string,
		service string, region string, signingTime time.Time, optFns ...func(*v4.SignerOptions)) error
}

// TokenProvider makes idempotency tokens.
type TokenProvider interface {
	GetIdempotencyToken() (string, error)
}

// Endpoints finds the endpoint of a call with the given input, a pointer. Its error is
// the call's as it is.
type Endpoints interface {
	ResolveEndpoint(ctx context.Context, in any) (smithyendpoints.Endpoint, error)
}

// Config is Settings made ready for calls. It never changes, and any number of calls
// may use it at a time.
type Config struct {
	Settings
	loop      retryloop.Loop
	signing   [2][]func(*v4.SignerOptions) // the second for endpoints that escape once
	sdkSigner bool                         // the Signer is the SDK's, of which more is known than of others
	userAgent *userAgent
	contexts  *contexts
	stacked   bool
}

// NewConfig makes a Config. What is costly to make is taken from base where the
// settings that it depends on are the same: base is the client's Config when a call
// has options of its own, else nil.
func NewConfig(s Settings, base *Config) *Config {
	if s.Logger == nil {
		s.Logger = logging.Nop{}
	}
	c := &Config{Settings: s}
	c.loop = retryloop.Loop{Retryer: retryerV2(s.Retryer), Exhausted: exhausted, Canceled: canceled}
	if !s.DisableClockSkewCorrection {
		c.loop.Clock = s.Clock
	}
	if s.LogMode.IsRetries() {
		c.loop.Log = logRetry
	}
	if base != nil && base.LogMode.IsSigning() == s.LogMode.IsSigning() && same(base.Logger, s.Logger) {
		c.signing = base.signing
	} else {
		c.signing = [2][]func(*v4.SignerOptions){s.signerOptions(false), s.signerOptions(true)}
	}
	_, c.sdkSigner = s.Signer.(*v4.Signer)
	c.userAgent = newUserAgent(&s, base)
	c.contexts = newContexts(&s, base)
	c.stacked = len(s.APIOptions) > 0 || anyInterceptor(&s.Interceptors)
	return c
}

// signerOptions are the options of the client's, which go before those of the signer.
func (s *Settings) signerOptions(escapeOnce bool) []func(*v4.SignerOptions) {
	logger, logs := s.Logger, s.LogMode.IsSigning()
	return []func(*v4.SignerOptions){func(o *v4.SignerOptions) {
		o.DisableURIPathEscaping = escapeOnce
		o.Logger = logger
		o.LogSigning = logs
	}}
}

func anyInterceptor(r *smithyhttp.InterceptorRegistry) bool {
	return len(r.BeforeExecution) > 0 || len(r.AfterExecution) > 0 ||
		len(r.BeforeSerialization) > 0 || len(r.AfterSerialization) > 0 ||
		len(r.BeforeRetryLoop) > 0 ||
		len(r.BeforeAttempt) > 0 || len(r.AfterAttempt) > 0 ||
		len(r.BeforeSigning) > 0 || len(r.AfterSigning) > 0 ||
		len(r.BeforeTransmit) > 0 || len(r.AfterTransmit) > 0 ||
		len(r.BeforeDeserialization) > 0 || len(r.AfterDeserialization) > 0
}

func exhausted(attempts int, err error) error {
	return &retry.MaxAttemptsError{Attempt: attempts, Err: err}
}

func canceled(err error) error { return &aws.RequestCanceledError{Err: err} }

func logRetry(ctx context.Context, format string, args ...any) {
	args = slices.Concat([]any{middleware.GetServiceID(ctx), middleware.GetOperationName(ctx)}, args)
	middleware.GetLogger(ctx).Logf(logging.Debug, "%s/%s: "+format, args...)
}

// retryerV2 gives the retryers from before aws.RetryerV2 the method they lack.
func retryerV2(r aws.Retryer) retryloop.Retryer {
	if v2, ok := r.(retryloop.Retryer); ok {
		return v2
	}
	return withAttemptToken{r}
}

type withAttemptToken struct{ aws.Retryer }

func (r withAttemptToken) GetAttemptToken(context.Context) (func(error) error, error) {
	return r.GetInitialToken(), nil
}
