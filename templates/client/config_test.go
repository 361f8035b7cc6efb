package client_test

import (
	"context"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	smithy "github.com/aws/smithy-go"
	smithyauth "github.com/aws/smithy-go/auth"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/tinsmith-go/tinsmith/templates/client"
)

// endpointOf is an endpoint that states what requests to it are signed for.
func endpointOf(address, service, region string) (smithyendpoints.Endpoint, error) {
	u, err := url.Parse(address)
	if err != nil {
		return smithyendpoints.Endpoint{}, err
	}
	option := &smithyauth.Option{SchemeID: smithyauth.SchemeIDSigV4}
	smithyhttp.SetSigV4SigningName(&option.SignerProperties, service)
	smithyhttp.SetSigV4SigningRegion(&option.SignerProperties, region)
	var properties smithy.Properties
	smithyauth.SetAuthOptions(&properties, []*smithyauth.Option{option})
	return smithyendpoints.Endpoint{URI: *u, Properties: properties}, nil
}

// impatient is the standard retryer without its delays.
func impatient() aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
	})
}

func TestDefaults(t *testing.T) {
	o := client.New(client.Options{}).Options()
	if _, ok := o.Logger.(logging.Nop); !ok {
		t.Errorf("Logger is a %T", o.Logger)
	}
	if _, ok := o.Retryer.(*retry.Standard); !ok || o.Retryer.MaxAttempts() != 3 {
		t.Errorf("Retryer is a %T", o.Retryer)
	}
	if _, ok := o.HTTPClient.(*awshttp.BuildableClient); !ok {
		t.Errorf("HTTPClient is a %T", o.HTTPClient)
	}
	if _, ok := o.HTTPSignerV4.(*v4.Signer); !ok {
		t.Errorf("HTTPSignerV4 is a %T", o.HTTPSignerV4)
	}
	if _, err := o.EndpointResolverV2.ResolveEndpoint(t.Context(), client.EndpointParameters{Region: aws.String("eu-west-1")}); err != nil {
		t.Error(err)
	}
	token, err := o.IdempotencyTokenProvider.GetIdempotencyToken()
	if !regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`).MatchString(token) {
		t.Errorf("token %q, %v", token, err)
	}
}

func TestAnonymousCredentialsMeanUnsigned(t *testing.T) {
	for name, provider := range map[string]aws.CredentialsProvider{
		"value": aws.AnonymousCredentials{}, "pointer": &aws.AnonymousCredentials{}, "cached": aws.NewCredentialsCache(aws.AnonymousCredentials{}),
	} {
		r := new(recorder)
		c := client.New(options(r), func(o *client.Options) { o.Credentials = provider })
		mustCreate(t, c)
		if got := r.last(t).Header.Get("Authorization"); got != "" || c.Options().Credentials != nil {
			t.Errorf("%s: Authorization %q, credentials %T", name, got, c.Options().Credentials)
		}
	}
}

// TestRetryMaxAttempts: the number limits the retryer, whoever made it; for a call it replaces the client's.
func TestRetryMaxAttempts(t *testing.T) {
	limit := func(n int) func(*client.Options) { return func(o *client.Options) { o.RetryMaxAttempts = n } }
	retryer := func(n int) func(*client.Options) {
		return func(o *client.Options) {
			o.Retryer = retry.NewStandard(func(s *retry.StandardOptions) { s.MaxAttempts = n })
		}
	}
	type fns = []func(*client.Options)
	for _, c := range []struct {
		name         string
		client, call fns
		want         string
	}{
		{"nothing said", nil, nil, "attempt=1; max=3"},
		{"client", fns{limit(7)}, nil, "attempt=1; max=7"},
		{"retryer", fns{retryer(4)}, nil, "attempt=1; max=4"},
		{"client and retryer", fns{retryer(4), limit(7)}, nil, "attempt=1; max=7"},
		{"call", fns{limit(7)}, fns{limit(2)}, "attempt=1; max=2"},
		{"call's retryer", nil, fns{retryer(5)}, "attempt=1; max=5"},
		{"call's retryer, client's limit", fns{limit(7)}, fns{retryer(5)}, "attempt=1; max=5"},
		{"call's retryer and limit", fns{limit(7)}, fns{retryer(5), limit(6)}, "attempt=1; max=6"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := new(recorder)
			mustCreate(t, client.New(options(r), c.client...), c.call...)
			if got := r.last(t).Header.Get("Amz-Sdk-Request"); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// source is a part of a configuration that knows about endpoints.
type source struct{}

func (source) GetUseDualStackEndpoint(context.Context) (aws.DualStackEndpointState, bool, error) {
	return aws.DualStackEndpointStateDisabled, true, nil
}

func (source) GetUseFIPSEndpoint(context.Context) (aws.FIPSEndpointState, bool, error) {
	return aws.FIPSEndpointStateEnabled, true, nil
}

// wholeConfig has every field that a client takes over.
func wholeConfig(r *recorder) aws.Config {
	cfg := aws.Config{
		APIOptions:                 append(make([]func(*middleware.Stack) error, 0, 8), apiOption("Config")),
		AppID:                      "app",
		BaseEndpoint:               aws.String("https://base.example"),
		ClientLogMode:              aws.LogDeprecatedUsage,
		ConfigSources:              []any{source{}},
		Credentials:                aws.CredentialsProviderFunc(credentials),
		DisableClockSkewCorrection: true,
		HTTPClient:                 r,
		Logger:                     logging.LoggerFunc(func(logging.Classification, string, ...any) {}),
		Region:                     "ap-south-1",
		RetryMaxAttempts:           9,
		Retryer:                    impatient,
	}
	cfg.Interceptors.AddBeforeExecution(new(interceptor))
	return cfg
}

func TestNewFromConfigTakesOver(t *testing.T) {
	r := new(recorder)
	o := client.NewFromConfig(wholeConfig(r)).Options()
	if len(o.APIOptions) != 1 || len(o.Interceptors.BeforeExecution) != 1 {
		t.Errorf("%d API options, %d interceptors", len(o.APIOptions), len(o.Interceptors.BeforeExecution))
	}
	if o.AppID != "app" || o.Region != "ap-south-1" || o.RetryMaxAttempts != 9 || o.Retryer.MaxAttempts() != 9 {
		t.Errorf("app %q, region %q, %d attempts, of the retryer %d", o.AppID, o.Region, o.RetryMaxAttempts, o.Retryer.MaxAttempts())
	}
	if o.HTTPClient != client.HTTPClient(r) || o.Credentials == nil || o.Logger == nil || aws.ToString(o.BaseEndpoint) != "https://base.example" {
		t.Errorf("options %+v", o)
	}
	if o.ClientLogMode != aws.LogDeprecatedUsage || !o.DisableClockSkewCorrection {
		t.Errorf("log mode %v, clock skew %v", o.ClientLogMode, o.DisableClockSkewCorrection)
	}
	want := client.EndpointResolverOptions{
		UseDualStackEndpoint: aws.DualStackEndpointStateDisabled, UseFIPSEndpoint: aws.FIPSEndpointStateEnabled,
	}
	if o.EndpointOptions != want {
		t.Errorf("endpoint options %+v, want %+v", o.EndpointOptions, want)
	}
}

// TestConfigShowsInRequests follows the fields to where they count.
func TestConfigShowsInRequests(t *testing.T) {
	r := new(recorder)
	cfg := wholeConfig(r)
	cfg.ConfigSources = nil
	mustCreate(t, client.NewFromConfig(cfg, client.WithAPIOptions(apiOption("Client"))))
	got := r.last(t)
	if got.URL.Host != "base.example" || scope(got) != "ap-south-1/sample-things" || got.Header.Get("Amz-Sdk-Request") != "attempt=1; max=9" {
		t.Errorf("sent to %s for %s as %s", got.URL.Host, scope(got), got.Header.Get("Amz-Sdk-Request"))
	}
	if !strings.Contains(got.Header.Get("User-Agent")+" ", " app/app ") {
		t.Errorf("User-Agent %q", got.Header.Get("User-Agent"))
	}
	if names := named(got, "Config", "Client"); len(names) != 2 {
		t.Errorf("API options %q", names)
	}
	if cfg.APIOptions[:2][1] != nil {
		t.Error("the room behind the configuration's API options was written to")
	}
}

// TestOptionsOfAConfig: functions for all services come before those of the client and know which it is.
func TestOptionsOfAConfig(t *testing.T) {
	var order []string
	cfg := aws.Config{Region: "eu-west-1", ServiceOptions: []func(string, any){
		func(id string, o any) {
			order = append(order, "config of "+id)
			o.(*client.Options).AppID = "config"
		},
	}}
	c := client.NewFromConfig(cfg, func(o *client.Options) {
		order = append(order, "client of "+o.AppID)
		o.Region = "eu-west-2"
	})
	if want := []string{"config of Sample Things", "client of config"}; !slices.Equal(order, want) {
		t.Errorf("called %q, want %q", order, want)
	}
	if o := c.Options(); o.Region != "eu-west-2" || cfg.Region != "eu-west-1" {
		t.Errorf("region %s, of the configuration %s", o.Region, cfg.Region)
	}
}

// TestUnhonouredFields: a field that would change calls, but isn't honoured, makes every call fail. Nothing is sent.
func TestUnhonouredFields(t *testing.T) {
	for _, c := range []struct {
		name  string
		cfg   aws.Config
		names []string // of the fields, in the error
	}{
		{"resolver", aws.Config{EndpointResolver: aws.EndpointResolverFunc(nil)}, []string{"aws.Config.EndpointResolver "}},
		{"resolver with options", aws.Config{EndpointResolverWithOptions: aws.EndpointResolverWithOptionsFunc(nil)},
			[]string{"aws.Config.EndpointResolverWithOptions "}},
		{"unsigned first", aws.Config{AuthSchemePreference: []string{"noAuth", "sigv4"}}, []string{"aws.Config.AuthSchemePreference "}},
		{"adaptive", aws.Config{RetryMode: aws.RetryModeAdaptive}, []string{"aws.Config.RetryMode "}},
		{"two", aws.Config{EndpointResolver: aws.EndpointResolverFunc(nil), AuthSchemePreference: []string{"noAuth"}},
			[]string{"aws.Config.EndpointResolver ", "aws.Config.AuthSchemePreference "}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := new(recorder)
			c.cfg.Region, c.cfg.HTTPClient = "eu-west-1", r
			api := client.NewFromConfig(c.cfg)
			for range 2 {
				err := create(t, api, func(o *client.Options) { o.AppID = "call" })
				for _, n := range c.names {
					if err == nil || !strings.Contains(err.Error(), n) {
						t.Errorf("%v doesn't name %s", err, n)
					}
				}
			}
			if len(r.requests) != 0 {
				t.Errorf("%d requests were sent", len(r.requests))
			}
		})
	}
}

// TestFieldsWithoutAnEffect may have any value, as far as a client that signs with SigV4 can't heed them.
func TestFieldsWithoutAnEffect(t *testing.T) {
	r := new(recorder)
	mustCreate(t, client.NewFromConfig(aws.Config{
		Region: "eu-west-1", HTTPClient: r, Credentials: aws.CredentialsProviderFunc(credentials),
		AuthSchemePreference: []string{"sigv4a", "sigv4", "noAuth"}, RetryMode: aws.RetryModeStandard,
		DisableRequestCompression: true, AccountIDEndpointMode: aws.AccountIDEndpointModeRequired,
	}))
	if got := scope(r.last(t)); got != "eu-west-1/sample-things" {
		t.Errorf("signed for %q", got)
	}
}

// TestARetryerReplacesTheRetryMode: what isn't honoured may be put in place by an option.
func TestARetryerReplacesTheRetryMode(t *testing.T) {
	r := new(recorder)
	cfg := aws.Config{Region: "eu-west-1", HTTPClient: r, RetryMode: aws.RetryModeAdaptive}
	mustCreate(t, client.NewFromConfig(cfg, func(o *client.Options) { o.Retryer = retry.NewAdaptiveMode() }))
	if got := r.last(t).Header.Get("User-Agent"); !strings.Contains(got, " m/F") {
		t.Errorf("User-Agent %q", got)
	}
}
