// Package awsconfig owns what a client takes over from an aws.Config, in the order in
// which aws-sdk-go-v2 decides. It must not know any service, nor how calls are made.
package awsconfig

import (
	"context"
	"errors"
	"net"
	"net/http"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/defaults"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
)

// Unhonoured returns an error that names each field of cfg that is set and would
// change calls, but isn't honoured by a client that signs with SigV4 and keeps to the
// standard retry rules; nil when there is none. Fields without any effect on such a
// client (bearer tokens, checksums, compression, account ids, …) may have any value.
func Unhonoured(cfg aws.Config) error {
	var errs []error
	report := func(set bool, text string) {
		if set {
			errs = append(errs, errors.New(text))
		}
	}
	report(cfg.EndpointResolver != nil,
		"aws.Config.EndpointResolver isn't honoured, use BaseEndpoint or EndpointResolverV2 of the client's options")
	report(cfg.EndpointResolverWithOptions != nil,
		"aws.Config.EndpointResolverWithOptions isn't honoured, use BaseEndpoint or EndpointResolverV2 of the client's options")
	report(prefersUnsigned(cfg.AuthSchemePreference),
		"aws.Config.AuthSchemePreference isn't honoured where it prefers noAuth, use aws.AnonymousCredentials")
	return errors.Join(errs...)
}

// prefersUnsigned says whether the preference puts unsigned requests before signed
// ones. Every other order is without effect where SigV4 is the only scheme.
func prefersUnsigned(names []string) bool {
	none, sigv4 := slices.Index(names, "noAuth"), slices.Index(names, "sigv4")
	return none >= 0 && (sigv4 < 0 || none < sigv4)
}

// RetryerOf returns the retryer of cfg, nil when it has none. Where cfg asks for the
// adaptive mode and has no Retryer, the result refuses every attempt with an error that
// says so, unless an option replaces it.
func RetryerOf(cfg aws.Config) aws.Retryer {
	switch {
	case cfg.Retryer != nil:
		return cfg.Retryer()
	case cfg.RetryMode == aws.RetryModeAdaptive:
		return adaptive{}
	}
	return nil
}

type adaptive struct{ aws.NopRetryer }

func (adaptive) GetAttemptToken(context.Context) (func(error) error, error) {
	return nil, errors.New("aws.Config.RetryMode adaptive isn't honoured, set Retryer to retry.NewAdaptiveMode()")
}

// Retryer makes the retryer of a client that was given none. maxAttempts is 0 for the
// default of the standard mode.
func Retryer(maxAttempts int) aws.Retryer {
	if maxAttempts == 0 {
		return retry.NewStandard()
	}
	return retry.NewStandard(func(o *retry.StandardOptions) { o.MaxAttempts = maxAttempts })
}

// LimitAttempts wraps a retryer so that it allows maxAttempts.
func LimitAttempts(r aws.Retryer, maxAttempts int) aws.Retryer {
	return retry.AddWithMaxAttempts(r, maxAttempts)
}

// HTTPClient makes the HTTP client of a client that was given none.
func HTTPClient() *awshttp.BuildableClient { return awshttp.NewBuildableClient() }

// HTTPClientOf returns cfg's HTTP client, with the timeouts of cfg.DefaultsMode where
// the mode has any and the client is nil or one of aws-sdk-go-v2's own. It returns nil
// when there is nothing to take over.
func HTTPClientOf(cfg aws.Config) aws.HTTPClient {
	own, ok := cfg.HTTPClient.(*awshttp.BuildableClient)
	if cfg.HTTPClient != nil && !ok {
		return cfg.HTTPClient
	}
	limits, err := defaults.GetModeConfiguration(defaultsMode(cfg))
	if err != nil { // the mode "legacy", or one that nobody knows
		return cfg.HTTPClient
	}
	if own == nil {
		own = HTTPClient()
	}
	if d, ok := limits.GetConnectTimeout(); ok {
		own = own.WithDialerOptions(func(o *net.Dialer) { o.Timeout = d })
	}
	if d, ok := limits.GetTLSNegotiationTimeout(); ok {
		own = own.WithTransportOptions(func(o *http.Transport) { o.TLSHandshakeTimeout = d })
	}
	return own
}

func defaultsMode(cfg aws.Config) aws.DefaultsMode {
	var mode aws.DefaultsMode
	mode.SetFromString(string(cfg.DefaultsMode))
	if mode == aws.DefaultsModeAuto {
		return defaults.ResolveDefaultsModeAuto(cfg.Region, cfg.RuntimeEnvironment)
	}
	return mode
}
