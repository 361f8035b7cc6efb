package sample

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyendpoints "github.com/aws/smithy-go/endpoints"

	"github.com/tinsmith-go/tinsmith/templates/partition"
	"github.com/tinsmith-go/tinsmith/templates/rulesfn"
)

// EndpointResolverOptions choose among the service's endpoints.
type EndpointResolverOptions struct {
	// DisableHTTPS makes requests go over plain HTTP.
	DisableHTTPS bool

	// UseDualStackEndpoint chooses endpoints with IPv6.
	UseDualStackEndpoint aws.DualStackEndpointState

	// UseFIPSEndpoint chooses endpoints with FIPS-validated cryptography.
	UseFIPSEndpoint aws.FIPSEndpointState
}

// EndpointParameters is what an endpoint depends on.
type EndpointParameters struct {
	// Region is the region to send requests to.
	Region *string

	// UseDualStack chooses endpoints with IPv6. Required; false by default.
	UseDualStack *bool

	// UseFIPS chooses endpoints with FIPS-validated cryptography. Required; false by
	// default.
	UseFIPS *bool

	// Endpoint is where to send requests instead.
	Endpoint *string
}

// ValidateRequired returns an error if a required parameter isn't set.
func (p EndpointParameters) ValidateRequired() error {
	if p.UseDualStack == nil {
		return errors.New("parameter UseDualStack is required")
	}
	if p.UseFIPS == nil {
		return errors.New("parameter UseFIPS is required")
	}
	return nil
}

// WithDefaults returns p with the defaults of parameters that aren't set.
func (p EndpointParameters) WithDefaults() EndpointParameters {
	if p.UseDualStack == nil {
		p.UseDualStack = new(bool)
	}
	if p.UseFIPS == nil {
		p.UseFIPS = new(bool)
	}
	return p
}

// EndpointResolverV2 finds endpoints.
type EndpointResolverV2 interface {
	ResolveEndpoint(ctx context.Context, params EndpointParameters) (smithyendpoints.Endpoint, error)
}

// NewDefaultEndpointResolverV2 returns the resolver that knows the service's own
// endpoints.
func NewDefaultEndpointResolverV2() EndpointResolverV2 { return &resolver{} }

type resolver struct{}

// ResolveEndpoint follows the rules of the service's model.
func (r *resolver) ResolveEndpoint(ctx context.Context, params EndpointParameters) (smithyendpoints.Endpoint, error) {
	params = params.WithDefaults()
	if err := params.ValidateRequired(); err != nil {
		return smithyendpoints.Endpoint{}, fmt.Errorf("endpoint parameters are not valid, %w", err)
	}
	return resolve(&params)
}

func resolve(p *EndpointParameters) (smithyendpoints.Endpoint, error) {
	if p.Endpoint != nil {
		if *p.UseFIPS {
			return rulesfn.Error("Invalid Configuration: FIPS and custom endpoint are not supported")
		}
		return rulesfn.Endpoint(*p.Endpoint)
	}
	if p.Region == nil {
		return rulesfn.Error("Invalid Configuration: Missing Region")
	}
	in := partition.Get(*p.Region)
	if *p.UseFIPS {
		return rulesfn.HTTPS("sample-things-fips." + *p.Region + "." + in.DNSSuffix)
	}
	return rulesfn.HTTPS("sample-things." + *p.Region + "." + in.DNSSuffix)
}

// endpoints asks the resolver for the endpoint of a call. No parameter depends on the
// call, so the answer of our own resolver is kept.
type endpoints struct {
	resolver EndpointResolverV2
	params   EndpointParameters
	err      error // why there are no params
	own      bool
	answer   atomic.Pointer[smithyendpoints.Endpoint]
}

func newEndpoints(o *Options) *endpoints {
	e := &endpoints{resolver: o.EndpointResolverV2}
	_, e.own = e.resolver.(*resolver)
	b, err := rulesfn.Bind(o.Region,
		o.EndpointOptions.UseFIPSEndpoint == aws.FIPSEndpointStateEnabled,
		o.EndpointOptions.UseDualStackEndpoint == aws.DualStackEndpointStateEnabled)
	if err != nil {
		e.err = fmt.Errorf("failed to bind endpoint params, %w", err)
	}
	e.params = EndpointParameters{
		Region: b.Region, UseDualStack: b.UseDualStack, UseFIPS: b.UseFIPS, Endpoint: o.BaseEndpoint,
	}
	return e
}

func (e *endpoints) ResolveEndpoint(ctx context.Context, in any) (smithyendpoints.Endpoint, error) {
	if e.err != nil {
		return smithyendpoints.Endpoint{}, e.err
	}
	if kept := e.answer.Load(); kept != nil {
		return *kept, nil
	}
	found, err := e.resolver.ResolveEndpoint(ctx, e.params)
	if err != nil {
		return found, fmt.Errorf("failed to resolve service endpoint, %w", err)
	}
	if e.own {
		e.answer.Store(&found)
	}
	return found, nil
}
