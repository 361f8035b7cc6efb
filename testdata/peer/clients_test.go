package peer

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/ssmincidents"
	"github.com/aws/smithy-go/middleware"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
)

// operations are those of both clients that are compared.
var operations = []string{
	"CreateResponsePlan", "DeleteResponsePlan", "GetReplicationSet", "GetResponsePlan",
	"ListResponsePlans", "ListTimelineEvents", "UntagResource", "UpdateResponsePlan",
}

// settings are the options of both clients. Zero fields are left alone.
type settings struct {
	transport   *transport
	retryer     func() aws.Retryer // made anew for each client, for it has a state
	maxAttempts int
	credentials aws.CredentialsProvider
	region      string
	endpoint    string
	dualStack   bool
	fips        bool
	appID       string
	noSkew      bool
	apiOptions  []func(*middleware.Stack) error
	// more changes the options in ways that there is no field for: it gets the struct.
	more func(options reflect.Value)
}

// side is one of the two packages.
type side struct {
	name string
	path string // of the package
	// newClient returns a client with the settings, fromConfig one for a config.
	newClient  func(settings) caller
	fromConfig func(aws.Config, settings) caller
	inputs     map[string]reflect.Type // by operation, as pointers
}

// caller makes calls by the operation's name, with inputs and outputs of its package.
type caller struct{ client reflect.Value }

// call makes a call, with functions that change its options. A panic becomes an error.
func (c caller) call(ctx context.Context, operation string, in any, change ...func(options reflect.Value)) (out any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	method := c.client.MethodByName(operation)
	args := []reflect.Value{reflect.ValueOf(ctx), reflect.ValueOf(in)}
	for _, fn := range change {
		args = append(args, reflect.MakeFunc(method.Type().In(2).Elem(), func(args []reflect.Value) []reflect.Value {
			fn(args[0].Elem())
			return nil
		}))
	}
	results := method.Call(args)
	err, _ = results[1].Interface().(error)
	if results[0].IsNil() {
		return nil, err
	}
	return results[0].Interface(), err
}

var (
	ours = side{
		name: "tinsmith", path: oursPath, inputs: inputTypes(reflect.TypeFor[*ssmincidents.Client]()),
		newClient: func(s settings) caller {
			return caller{reflect.ValueOf(ssmincidents.New(ssmincidents.Options{Validation: ssmincidents.ValidationRequired}, s.ours))}
		},
		fromConfig: func(cfg aws.Config, s settings) caller {
			return caller{reflect.ValueOf(ssmincidents.NewFromConfig(cfg, s.ours))}
		},
	}
	theirs = side{
		name: "sdk", path: sdkPath, inputs: inputTypes(reflect.TypeFor[*sdk.Client]()),
		newClient: func(s settings) caller {
			return caller{reflect.ValueOf(sdk.New(sdk.Options{}, s.theirs))}
		},
		fromConfig: func(cfg aws.Config, s settings) caller {
			return caller{reflect.ValueOf(sdk.NewFromConfig(cfg, s.theirs))}
		},
	}
)

func inputTypes(client reflect.Type) map[string]reflect.Type {
	m := make(map[string]reflect.Type)
	for _, name := range operations {
		method, _ := client.MethodByName(name)
		m[name] = method.Type.In(2)
	}
	return m
}

func (s settings) ours(o *ssmincidents.Options) {
	o.Validation = ssmincidents.ValidationRequired // as the SDK's
	if s.transport != nil {
		o.HTTPClient = s.transport
	}
	if s.retryer != nil {
		o.Retryer = s.retryer()
	}
	if s.credentials != nil {
		o.Credentials = s.credentials
	}
	if s.region != "" {
		o.Region = s.region
	}
	if s.endpoint != "" {
		o.BaseEndpoint = &s.endpoint
	}
	if s.dualStack {
		o.EndpointOptions.UseDualStackEndpoint = aws.DualStackEndpointStateEnabled
	}
	if s.fips {
		o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled
	}
	if s.appID != "" {
		o.AppID = s.appID
	}
	if s.maxAttempts != 0 {
		o.RetryMaxAttempts = s.maxAttempts
	}
	o.DisableClockSkewCorrection = s.noSkew
	o.APIOptions = append(o.APIOptions, s.apiOptions...)
	if s.more != nil {
		s.more(reflect.ValueOf(o).Elem())
	}
}

func (s settings) theirs(o *sdk.Options) {
	if s.transport != nil {
		o.HTTPClient = s.transport
	}
	if s.retryer != nil {
		o.Retryer = s.retryer()
	}
	if s.credentials != nil {
		o.Credentials = s.credentials
	}
	if s.region != "" {
		o.Region = s.region
	}
	if s.endpoint != "" {
		o.BaseEndpoint = &s.endpoint
	}
	if s.dualStack {
		o.EndpointOptions.UseDualStackEndpoint = aws.DualStackEndpointStateEnabled
	}
	if s.fips {
		o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled
	}
	if s.appID != "" {
		o.AppID = s.appID
	}
	if s.maxAttempts != 0 {
		o.RetryMaxAttempts = s.maxAttempts
	}
	o.DisableClockSkewCorrection = s.noSkew
	o.APIOptions = append(o.APIOptions, s.apiOptions...)
	if s.more != nil {
		s.more(reflect.ValueOf(o).Elem())
	}
}

// usual are settings with which a call succeeds when the transport lets it.
func usual() settings {
	return settings{region: "eu-west-1", credentials: sessionCredentials()}
}

func sessionCredentials() aws.CredentialsProvider {
	return aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		c := benchCredentials
		c.SessionToken = "a-session-token"
		return c, nil
	})
}

// ways runs a test with both kinds of calls: plain ones, and those of a client with an API
// option, which run as a middleware stack in both packages.
func ways(t *testing.T, test func(t *testing.T, s settings)) {
	t.Run("plain", func(t *testing.T) { test(t, usual()) })
	t.Run("apioption", func(t *testing.T) {
		s := usual()
		s.apiOptions = []func(*middleware.Stack) error{nop}
		test(t, s)
	})
}
