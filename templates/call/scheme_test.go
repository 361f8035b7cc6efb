package call_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyauth "github.com/aws/smithy-go/auth"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/middleware"

	sample "github.com/tinsmith-go/tinsmith/templates/client"
)

// schemes is an endpoint resolver whose endpoints ask for auth schemes.
type schemes []string

func (s schemes) ResolveEndpoint(ctx context.Context, p sample.EndpointParameters) (smithyendpoints.Endpoint, error) {
	e, err := sample.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, p)
	var options []*smithyauth.Option
	for _, id := range s {
		options = append(options, &smithyauth.Option{SchemeID: id})
	}
	smithyauth.SetAuthOptions(&e.Properties, options)
	return e, err
}

func TestEndpointThatAsksForAnUnknownAuthScheme(t *testing.T) {
	const text = "the endpoint asks for the auth scheme aws.auth#sigv4a, which the client doesn't have"
	name := "thing"
	for _, tt := range []struct {
		name     string
		schemes  schemes
		unsigned bool
		want     string
	}{
		{"fails when SigV4 isn't among them", schemes{"aws.auth#sigv4a"}, false, text},
		{"uses SigV4 where it is", schemes{"aws.auth#sigv4a", "aws.auth#sigv4"}, false, ""},
		{"doesn't matter without a signature", schemes{"aws.auth#sigv4a"}, true, ""},
	} {
		for _, stacked := range []bool{false, true} {
			options := memoryOptions()
			options.EndpointResolverV2 = tt.schemes
			if tt.unsigned {
				options.Credentials = aws.AnonymousCredentials{}
			}
			if stacked {
				options.APIOptions = append(options.APIOptions, func(*middleware.Stack) error { return nil })
			}
			_, err := sample.New(options).CreateThing(context.Background(), &sample.CreateThingInput{Name: &name, Shelf: &name})
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.HasSuffix(err.Error(), tt.want)) {
				t.Errorf("%s (stacked %t): error %v, want %q", tt.name, stacked, err, tt.want)
			}
		}
	}
}
