package client

import (
	"context"
	crand "crypto/rand"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyrand "github.com/aws/smithy-go/rand"

	"github.com/tinsmith-go/tinsmith/templates/awsconfig"
	"github.com/tinsmith-go/tinsmith/templates/call"
)

// Client calls the service. Any number of goroutines may use it.
type Client struct {
	options Options
	config  *call.Config

	// clock is the difference between the server's clock and ours, in nanoseconds.
	clock *atomic.Int64
}

// New returns a client with the options, after the functions have changed them.
func New(options Options, optFns ...func(*Options)) *Client {
	options = options.Copy()
	options.setDefaults()
	for _, fn := range optFns {
		fn(&options)
	}
	if options.RetryMaxAttempts != 0 {
		options.Retryer = awsconfig.LimitAttempts(options.Retryer, options.RetryMaxAttempts)
	}
	if aws.IsCredentialsProvider(options.Credentials, (*aws.AnonymousCredentials)(nil)) {
		options.Credentials = nil
	}
	c := &Client{options: options, clock: new(atomic.Int64)}
	c.config = options.callConfig(c.clock, nil)
	return c
}

// NewFromConfig returns a client with the options that cfg has for it, after the
// functions have changed them. A field of cfg that is set but isn't honoured makes
// every call fail with an error that names it.
func NewFromConfig(cfg aws.Config, optFns ...func(*Options)) *Client {
	options := Options{
		APIOptions:                 cfg.APIOptions,
		AppID:                      cfg.AppID,
		BaseEndpoint:               awsconfig.BaseEndpoint(cfg, ServiceID),
		ClientLogMode:              cfg.ClientLogMode,
		Credentials:                cfg.Credentials,
		DisableClockSkewCorrection: cfg.DisableClockSkewCorrection,
		EndpointOptions: EndpointResolverOptions{
			UseDualStackEndpoint: awsconfig.DualStack(cfg),
			UseFIPSEndpoint:      awsconfig.FIPS(cfg),
		},
		Logger:           cfg.Logger,
		Region:           cfg.Region,
		RetryMaxAttempts: cfg.RetryMaxAttempts,
		Retryer:          awsconfig.RetryerOf(cfg),
		HTTPClient:       awsconfig.HTTPClientOf(cfg),
		Interceptors:     cfg.Interceptors,
		problem:          awsconfig.Unhonoured(cfg),
	}
	return New(options, func(o *Options) {
		for _, fn := range cfg.ServiceOptions {
			fn(ServiceID, o)
		}
		for _, fn := range optFns {
			fn(o)
		}
	})
}

// Options returns a copy of the client's options.
func (c *Client) Options() Options { return c.options.Copy() }

// invoke makes a call of the operation, with options of its own if there are functions.
func invoke[I, O any](ctx context.Context, c *Client, op *call.Operation[I, O], params *I, optFns []func(*Options)) (*O, middleware.Metadata, error) {
	config := c.config
	if len(optFns) > 0 {
		config = c.configure(optFns)
	}
	return call.Do(ctx, config, op, params)
}

func (c *Client) configure(optFns []func(*Options)) *call.Config {
	o := c.options.Copy()
	for _, fn := range optFns {
		fn(&o)
	}
	if n := o.RetryMaxAttempts; n != 0 && n != c.options.RetryMaxAttempts {
		o.Retryer = awsconfig.LimitAttempts(o.Retryer, n)
	}
	return o.callConfig(c.clock, c.config)
}

func (o *Options) setDefaults() {
	if o.Logger == nil {
		o.Logger = logging.Nop{}
	}
	if o.Retryer == nil {
		o.Retryer = awsconfig.Retryer(o.RetryMaxAttempts)
	}
	if o.HTTPClient == nil {
		o.HTTPClient = awsconfig.HTTPClient()
	}
	if o.HTTPSignerV4 == nil {
		o.HTTPSignerV4 = v4.NewSigner()
	}
	if o.IdempotencyTokenProvider == nil {
		o.IdempotencyTokenProvider = smithyrand.NewUUIDIdempotencyToken(crand.Reader)
	}
	if o.EndpointResolverV2 == nil {
		o.EndpointResolverV2 = NewDefaultEndpointResolverV2()
	}
}

func (o *Options) callConfig(clock *atomic.Int64, base *call.Config) *call.Config {
	return call.NewConfig(call.Settings{
		ServiceID:                  ServiceID,
		Package:                    packageName,
		SigningName:                signingName,
		Region:                     o.Region,
		AppID:                      o.AppID,
		Feature:                    o.feature,
		Credentials:                o.Credentials,
		Signer:                     o.HTTPSignerV4,
		HTTPClient:                 o.HTTPClient,
		Retryer:                    o.Retryer,
		Endpoints:                  newEndpoints(o),
		Tokens:                     o.IdempotencyTokenProvider,
		Logger:                     o.Logger,
		LogMode:                    o.ClientLogMode,
		DisableHTTPS:               o.EndpointOptions.DisableHTTPS,
		Clock:                      clock,
		DisableClockSkewCorrection: o.DisableClockSkewCorrection,
		APIOptions:                 o.APIOptions,
		Interceptors:               o.Interceptors,
		Validation:                 o.Validation.mode(),
		Problem:                    o.problem,
	}, base)
}
