package client

import (
	"net/http"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/tinsmith-go/tinsmith/templates/constraint"
)

// HTTPClient sends requests, like *http.Client.
type HTTPClient interface {
	Do(*http.Request) (*http.Response, error)
}

// IdempotencyTokenProvider makes the tokens by which the service recognises a repeated
// request.
type IdempotencyTokenProvider interface {
	GetIdempotencyToken() (string, error)
}

// Options are the options of a client, or of one call.
type Options struct {
	// APIOptions change the middleware stack of calls. Functions of a call add to
	// them for that call.
	APIOptions []func(*middleware.Stack) error

	// AppID names the application in the User-Agent header.
	AppID string

	// BaseEndpoint is where requests are sent instead of the service's own endpoint.
	// The endpoint resolver may still change it.
	BaseEndpoint *string

	// ClientLogMode chooses what is sent to the Logger.
	ClientLogMode aws.ClientLogMode

	// Credentials is asked for the credentials of each attempt. Nil and
	// aws.AnonymousCredentials mean unsigned requests.
	Credentials aws.CredentialsProvider

	// DisableClockSkewCorrection leaves the server's clock out of signatures.
	DisableClockSkewCorrection bool

	// EndpointOptions choose among the service's own endpoints.
	EndpointOptions EndpointResolverOptions

	// EndpointResolverV2 finds the endpoint of each attempt.
	EndpointResolverV2 EndpointResolverV2

	// HTTPSignerV4 signs requests.
	HTTPSignerV4 HTTPSignerV4

	// IdempotencyTokenProvider fills in tokens that an input leaves nil.
	IdempotencyTokenProvider IdempotencyTokenProvider

	// Logger gets what ClientLogMode chooses.
	Logger logging.Logger

	// Region is the region to send requests to.
	Region string

	// RetryMaxAttempts is how many attempts a call has, 0 for what the Retryer says.
	// For a call it replaces the client's.
	RetryMaxAttempts int

	// Retryer decides whether and when a failed attempt is repeated.
	Retryer aws.Retryer

	// Validation says which of the model's constraints a call enforces before it sends
	// anything. Validate, a method of each input, checks them all.
	Validation ValidationMode

	// HTTPClient sends the requests.
	HTTPClient HTTPClient

	// Interceptors watch and change calls.
	Interceptors smithyhttp.InterceptorRegistry

	// feature marks the calls of paginators and waiters in the user agent.
	feature string

	// problem is why no call can be made.
	problem error
}

// ValidationMode says which constraints of the service's model a call enforces.
type ValidationMode uint8

// The validation modes.
const (
	// ValidationDefault enforces what boto3 does: required members, the least length of
	// strings, lists and maps, the least value of numbers, and that a union's member is
	// set and known. Services raise upper bounds and add values before clients hear of
	// it, so those don't stand in a call's way.
	ValidationDefault ValidationMode = iota

	// ValidationRequired enforces what aws-sdk-go-v2 does: required members.
	ValidationRequired

	// ValidationFull enforces all that the model states.
	ValidationFull

	// ValidationOff enforces nothing.
	ValidationOff
)

// mode is the mode of package constraint.
func (v ValidationMode) mode() constraint.Mode {
	switch v {
	case ValidationRequired:
		return constraint.Required
	case ValidationFull:
		return constraint.Full
	case ValidationOff:
		return constraint.Off
	}
	return constraint.Default
}

// EndpointResolverOptions choose among the service's endpoints.
type EndpointResolverOptions struct {
	// DisableHTTPS makes requests go over plain HTTP.
	DisableHTTPS bool

	// UseDualStackEndpoint chooses endpoints with IPv6.
	UseDualStackEndpoint aws.DualStackEndpointState

	// UseFIPSEndpoint chooses endpoints with FIPS-validated cryptography.
	UseFIPSEndpoint aws.FIPSEndpointState
}

// Copy returns a copy that shares no list with o.
func (o Options) Copy() Options {
	o.APIOptions = slices.Clone(o.APIOptions)
	o.Interceptors = o.Interceptors.Copy()
	return o
}

// WithAPIOptions adds functions to Options.APIOptions.
func WithAPIOptions(optFns ...func(*middleware.Stack) error) func(*Options) {
	return func(o *Options) { o.APIOptions = append(o.APIOptions, optFns...) }
}

// WithEndpointResolverV2 sets Options.EndpointResolverV2.
func WithEndpointResolverV2(v EndpointResolverV2) func(*Options) {
	return func(o *Options) { o.EndpointResolverV2 = v }
}
