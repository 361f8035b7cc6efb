package awsconfig

import (
	"context"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// The sources of a configuration are told by their methods, as in aws-sdk-go-v2: they
// are the environment, the shared files and what a program gave to LoadDefaultConfig.
type (
	dualStackSource interface {
		GetUseDualStackEndpoint(context.Context) (aws.DualStackEndpointState, bool, error)
	}
	fipsSource interface {
		GetUseFIPSEndpoint(context.Context) (aws.FIPSEndpointState, bool, error)
	}
	baseEndpointSource interface {
		GetServiceBaseEndpoint(ctx context.Context, serviceID string) (string, bool, error)
	}
	ignoreEndpointsSource interface {
		GetIgnoreConfiguredEndpoints(context.Context) (bool, bool, error)
	}
)

// DualStack returns what the first of cfg's sources that knows says about dual-stack
// endpoints; the zero value when none knows or one fails.
func DualStack(cfg aws.Config) aws.DualStackEndpointState {
	v, _ := first(cfg, func(ctx context.Context, s dualStackSource) (aws.DualStackEndpointState, bool, error) {
		return s.GetUseDualStackEndpoint(ctx)
	})
	return v
}

// FIPS returns what the first of cfg's sources that knows says about FIPS endpoints;
// the zero value when none knows or one fails.
func FIPS(cfg aws.Config) aws.FIPSEndpointState {
	v, _ := first(cfg, func(ctx context.Context, s fipsSource) (aws.FIPSEndpointState, bool, error) {
		return s.GetUseFIPSEndpoint(ctx)
	})
	return v
}

// BaseEndpoint returns the endpoint that cfg has for the service, nil for none. An
// endpoint for this service alone (AWS_ENDPOINT_URL_<ID> or the shared files) comes
// before cfg.BaseEndpoint, except that AWS_ENDPOINT_URL without AWS_ENDPOINT_URL_<ID>
// leaves it to cfg.BaseEndpoint; and a source may say that configured ones don't count.
func BaseEndpoint(cfg aws.Config, serviceID string) *string {
	_, global := os.LookupEnv("AWS_ENDPOINT_URL")
	_, own := os.LookupEnv("AWS_ENDPOINT_URL_" + envName(serviceID))
	if global && !own {
		return cfg.BaseEndpoint
	}
	if ignored(cfg) {
		return cfg.BaseEndpoint
	}
	v, found := first(cfg, func(ctx context.Context, s baseEndpointSource) (string, bool, error) {
		return s.GetServiceBaseEndpoint(ctx, serviceID)
	})
	if found {
		return &v
	}
	return cfg.BaseEndpoint
}

// envName is a service id as it stands in the names of environment variables.
func envName(serviceID string) string {
	return strings.ToUpper(strings.ReplaceAll(serviceID, " ", "_"))
}

func ignored(cfg aws.Config) bool {
	v, found := first(cfg, func(ctx context.Context, s ignoreEndpointsSource) (bool, bool, error) {
		return s.GetIgnoreConfiguredEndpoints(ctx)
	})
	return found && v
}

// first asks the sources that are an S, in their order, until one knows the value. One
// that fails ends the search without a value.
func first[S, V any](cfg aws.Config, get func(context.Context, S) (V, bool, error)) (value V, found bool) {
	for _, source := range cfg.ConfigSources {
		s, ok := source.(S)
		if !ok {
			continue
		}
		v, found, err := get(context.Background(), s)
		if err != nil {
			var zero V
			return zero, false
		}
		if found {
			return v, true
		}
	}
	return value, false
}
