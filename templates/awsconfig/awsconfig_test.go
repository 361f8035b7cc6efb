package awsconfig_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/templates/awsconfig"
)

// source is a source of configuration that knows what its fields say.
type source struct {
	endpoint string
	ignore   bool
	dual     aws.DualStackEndpointState
	fips     aws.FIPSEndpointState
	err      error
}

func (s source) GetServiceBaseEndpoint(_ context.Context, id string) (string, bool, error) {
	return s.endpoint + "/" + id, s.endpoint != "", s.err
}

func (s source) GetIgnoreConfiguredEndpoints(context.Context) (bool, bool, error) {
	return s.ignore, s.ignore, nil
}

func (s source) GetUseDualStackEndpoint(context.Context) (aws.DualStackEndpointState, bool, error) {
	return s.dual, s.dual != aws.DualStackEndpointStateUnset, s.err
}

func (s source) GetUseFIPSEndpoint(context.Context) (aws.FIPSEndpointState, bool, error) {
	return s.fips, s.fips != aws.FIPSEndpointStateUnset, s.err
}

func TestBaseEndpoint(t *testing.T) {
	const id = "My Service"
	base := aws.String("base")
	for _, c := range []struct {
		name string
		env  []string
		cfg  aws.Config
		want string
	}{
		{"none", nil, aws.Config{}, ""},
		{"the config's", nil, aws.Config{BaseEndpoint: base}, "base"},
		{"the service's", nil, aws.Config{BaseEndpoint: base, ConfigSources: []any{1, source{}, source{endpoint: "a"}, source{endpoint: "b"}}}, "a/My Service"},
		{"the service's, in the config alone", []string{"AWS_ENDPOINT_URL"}, aws.Config{BaseEndpoint: base, ConfigSources: []any{source{endpoint: "a"}}}, "base"},
		{"the service's, in the environment", []string{"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_MY_SERVICE"}, aws.Config{BaseEndpoint: base, ConfigSources: []any{source{endpoint: "a"}}}, "a/My Service"},
		{"ignored", nil, aws.Config{BaseEndpoint: base, ConfigSources: []any{source{endpoint: "a"}, source{ignore: true}}}, "base"},
		{"failed", nil, aws.Config{BaseEndpoint: base, ConfigSources: []any{source{endpoint: "a", err: errors.New("broken")}, source{endpoint: "b"}}}, "base"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, name := range []string{"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_MY_SERVICE"} {
				t.Setenv(name, "") // so that it is put back
				_ = os.Unsetenv(name)
			}
			for _, name := range c.env {
				t.Setenv(name, "http://env")
			}
			if got := aws.ToString(awsconfig.BaseEndpoint(c.cfg, id)); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestEndpointStates(t *testing.T) {
	on, off := aws.DualStackEndpointStateEnabled, aws.DualStackEndpointStateDisabled
	fips := aws.FIPSEndpointStateEnabled
	for _, c := range []struct {
		name    string
		sources []any
		dual    aws.DualStackEndpointState
		fips    aws.FIPSEndpointState
	}{
		{"no source", nil, 0, 0},
		{"the first that knows", []any{"text", source{}, source{dual: off}, source{dual: on, fips: fips}}, off, fips},
		{"one that fails", []any{source{dual: on, fips: fips, err: errors.New("broken")}, source{dual: on, fips: fips}}, 0, 0},
	} {
		cfg := aws.Config{ConfigSources: c.sources}
		if dual, fips := awsconfig.DualStack(cfg), awsconfig.FIPS(cfg); dual != c.dual || fips != c.fips {
			t.Errorf("%s: %v, %v", c.name, dual, fips)
		}
	}
}

func TestUnhonouredFieldsAreNamed(t *testing.T) {
	v1 := aws.EndpointResolverFunc(nil)
	v1options := aws.EndpointResolverWithOptionsFunc(nil)
	for _, c := range []struct {
		name string
		cfg  aws.Config
		want []string
	}{
		{"nothing", aws.Config{}, nil},
		{"without effect", aws.Config{
			DefaultsMode: aws.DefaultsModeMobile, AccountIDEndpointMode: aws.AccountIDEndpointModeRequired,
			RequestChecksumCalculation: aws.RequestChecksumCalculationWhenRequired, DisableRequestCompression: true,
			AuthSchemePreference: []string{"sigv4a", "sigv4", "noAuth"},
		}, nil},
		{"resolvers", aws.Config{EndpointResolver: v1, EndpointResolverWithOptions: v1options}, []string{"EndpointResolver", "EndpointResolverWithOptions"}},
		{"unsigned first", aws.Config{AuthSchemePreference: []string{"noAuth", "sigv4"}}, []string{"AuthSchemePreference"}},
		{"unsigned alone", aws.Config{AuthSchemePreference: []string{"noAuth"}}, []string{"AuthSchemePreference"}},
	} {
		var got []string
		if err := awsconfig.Unhonoured(c.cfg); err != nil {
			for _, line := range strings.Split(err.Error(), "\n") {
				field, _, _ := strings.Cut(strings.TrimPrefix(line, "aws.Config."), " ")
				got = append(got, field)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.name, diff)
		}
	}
}

func TestRetryer(t *testing.T) {
	own := aws.NopRetryer{}
	if r := awsconfig.RetryerOf(aws.Config{RetryMode: aws.RetryModeStandard}); r != nil {
		t.Errorf("%T from a config without one", r)
	}
	cfg := aws.Config{RetryMode: aws.RetryModeAdaptive, Retryer: func() aws.Retryer { return own }}
	if r := awsconfig.RetryerOf(cfg); r != own {
		t.Errorf("%T instead of the config's", r)
	}
	refusing := awsconfig.LimitAttempts(awsconfig.RetryerOf(aws.Config{RetryMode: aws.RetryModeAdaptive}), 2).(aws.RetryerV2)
	if _, err := refusing.GetAttemptToken(t.Context()); err == nil || !strings.Contains(err.Error(), "aws.Config.RetryMode") {
		t.Errorf("the adaptive mode: %v", err)
	}
	if n := awsconfig.Retryer(0).MaxAttempts(); n != retry.DefaultMaxAttempts {
		t.Errorf("%d attempts by default", n)
	}
	if n := awsconfig.Retryer(5).MaxAttempts(); n != 5 {
		t.Errorf("%d attempts, want 5", n)
	}
}

func TestHTTPClient(t *testing.T) {
	if c := awsconfig.HTTPClientOf(aws.Config{}); c != nil {
		t.Errorf("%T from a config without one", c)
	}
	if c := awsconfig.HTTPClientOf(aws.Config{HTTPClient: http.DefaultClient, DefaultsMode: aws.DefaultsModeMobile}); c != http.DefaultClient {
		t.Errorf("%T instead of the config's", c)
	}
	own := awshttp.NewBuildableClient().WithTransportOptions(func(tr *http.Transport) { tr.MaxIdleConns = 7 })
	for _, c := range []struct {
		mode         aws.DefaultsMode
		client       aws.HTTPClient
		connect, tls time.Duration
		idle         int
	}{
		{"", own, awshttp.DefaultDialConnectTimeout, awshttp.DefaultHTTPTransportTLSHandleshakeTimeout, 7},
		{aws.DefaultsModeLegacy, own, awshttp.DefaultDialConnectTimeout, awshttp.DefaultHTTPTransportTLSHandleshakeTimeout, 7},
		{"unheard-of", own, awshttp.DefaultDialConnectTimeout, awshttp.DefaultHTTPTransportTLSHandleshakeTimeout, 7},
		{aws.DefaultsModeInRegion, own, 1100 * time.Millisecond, 1100 * time.Millisecond, 7},
		{"Standard", nil, 3100 * time.Millisecond, 3100 * time.Millisecond, awshttp.DefaultHTTPTransportMaxIdleConns},
		{aws.DefaultsModeAuto, own, 3100 * time.Millisecond, 3100 * time.Millisecond, 7},
	} {
		got, ok := awsconfig.HTTPClientOf(aws.Config{HTTPClient: c.client, DefaultsMode: c.mode}).(*awshttp.BuildableClient)
		if !ok {
			t.Errorf("%q: no client of the SDK's", c.mode)
			continue
		}
		tr := got.GetTransport()
		if d := got.GetDialer().Timeout; d != c.connect || tr.TLSHandshakeTimeout != c.tls || tr.MaxIdleConns != c.idle {
			t.Errorf("%q: connect %v, TLS %v, idle %d", c.mode, d, tr.TLSHandshakeTimeout, tr.MaxIdleConns)
		}
		if mode := strings.ToLower(string(c.mode)); (mode == "" || mode == "legacy") && got != own {
			t.Errorf("%q: the client is a copy, with connections of its own", c.mode)
		}
	}
}
