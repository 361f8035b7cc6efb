package call_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithyauth "github.com/aws/smithy-go/auth"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/google/go-cmp/cmp"

	sample "github.com/tinsmith-go/tinsmith/templates/client"
)

// sdkStack is what Stack.List returned for an operation with an idempotency token and
// required members of a service package of aws-sdk-go-v2 (core v1.45.1) with an
// interceptor. Those in parentheses are there only with one.
const sdkStack = `Initialize stack step
(InterceptExecution)
OperationIdempotencyTokenAutoFill
OperationInputValidation
Serialize stack step
setOperationInput
ResolveEndpoint
(InterceptBeforeSerialization)
OperationSerializer
(InterceptAfterSerialization)
Build stack step
ClientRequestID
SetCredentialSourceMiddleware
UserAgent
RecursionDetection
Finalize stack step
spanRetryLoop
InterceptBeforeRetryLoop
Retry
InterceptAttempt
RetryMetricsHeader
ResolveAuthScheme
GetIdentity
ResolveEndpointV2
disableHTTPS
ComputePayloadHash
setLegacyContextSigningOptions
(InterceptBeforeSigning)
Signing
(InterceptAfterSigning)
Deserialize stack step
AddRawResponseToMetadata
ResponseErrorWrapper
RequestIDRetriever
(InterceptAfterDeserialization)
OperationDeserializer
(InterceptBeforeDeserialization)
RecordResponseTiming
RequestResponseLogger
(InterceptTransmit)`

func TestStackHasTheSDKsMiddleware(t *testing.T) {
	missing := map[string]string{
		"ResolveEndpoint": "there are no endpoint resolvers of the first version",
		"spanRetryLoop":   "there is no tracer",
	}
	for _, intercepted := range []bool{false, true} {
		var want []string
		for _, id := range strings.Split(sdkStack, "\n") {
			bare := strings.Trim(id, "()")
			if missing[bare] == "" && (intercepted || bare == id) {
				want = append(want, bare)
			}
		}
		var got []string
		srv := newServer(t, answer(201, created))
		client := srv.client(sample.WithAPIOptions(func(s *middleware.Stack) error {
			got = s.List()
			return nil
		}), func(o *sample.Options) {
			if intercepted {
				o.Interceptors.AddBeforeExecution(&spy{})
			}
		})
		if _, err := client.CreateThing(t.Context(), smallInput()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(append([]string{"CreateThing"}, want...), got); diff != "" {
			t.Errorf("with interceptors: %t (-SDK +ours)\n%s", intercepted, diff)
		}
	}
	for id := range missing {
		if !strings.Contains(sdkStack, "\n"+id+"\n") {
			t.Errorf("%s isn't in the SDK's list", id)
		}
	}
}

// spy is every interceptor; it notes which ones run, and fails as one of them.
type spy struct {
	events []string
	failAt string
}

func (s *spy) note(event string, c *smithyhttp.InterceptorContext) error {
	for _, v := range []struct {
		name string
		set  bool
	}{{"input", c.Input != nil}, {"request", c.Request != nil}, {"response", c.Response != nil}, {"output", c.Output != nil}} {
		if v.set {
			event += " " + v.name
		}
	}
	s.events = append(s.events, event)
	if s.failAt != "" && strings.HasPrefix(event, s.failAt) {
		return errors.New("intercepted")
	}
	return nil
}

func (s *spy) BeforeExecution(_ context.Context, c *smithyhttp.InterceptorContext) error {
	return s.note("BeforeExecution", c)
}
func (s *spy) BeforeSerialization(_ context.Context, c *smithyhttp.InterceptorContext) error {
	return s.note("BeforeSerialization", c)
}
func (s *spy) AfterSerialization(_ context.Context, c *smithyhttp.InterceptorContext) error {
	return s.note("AfterSerialization", c)
}
func (s *spy) BeforeRetryLoop(_ context.Context, c *smithyhttp.InterceptorContext) error {
	return s.note("BeforeRetryLoop", c)
}
func (s *spy) BeforeAttempt(_ context.Context, c *smithyhttp.InterceptorContext) error {
	return s.note("BeforeAttempt", c)
}
func (s *spy) BeforeSigning(_ context.Context, c *smithyhttp.InterceptorContext) error {
	return s.note("BeforeSigning", c)
}
func (s *spy) AfterSigning(_ context.Context, c *smithyhttp.InterceptorContext) error {
	return s.note("AfterSigning", c)
}
func (s *spy) BeforeTransmit(_ context.Context, c *smithyhttp.InterceptorContext) error {
	return s.note("BeforeTransmit", c)
}
func (s *spy) AfterTransmit(_ context.Context, c *smithyhttp.InterceptorContext) error {
	return s.note("AfterTransmit", c)
}
func (s *spy) BeforeDeserialization(_ context.Context, c *smithyhttp.InterceptorContext) error {
	return s.note("BeforeDeserialization", c)
}
func (s *spy) AfterDeserialization(_ context.Context, c *smithyhttp.InterceptorContext) error {
	return s.note("AfterDeserialization", c)
}
func (s *spy) AfterAttempt(_ context.Context, c *smithyhttp.InterceptorContext) error {
	return s.note("AfterAttempt", c)
}
func (s *spy) AfterExecution(_ context.Context, c *smithyhttp.InterceptorContext) error {
	return s.note("AfterExecution", c)
}

func (s *spy) register(o *sample.Options) {
	o.Interceptors.AddBeforeExecution(s)
	o.Interceptors.AddBeforeSerialization(s)
	o.Interceptors.AddAfterSerialization(s)
	o.Interceptors.AddBeforeRetryLoop(s)
	o.Interceptors.AddBeforeAttempt(s)
	o.Interceptors.AddBeforeSigning(s)
	o.Interceptors.AddAfterSigning(s)
	o.Interceptors.AddBeforeTransmit(s)
	o.Interceptors.AddAfterTransmit(s)
	o.Interceptors.AddBeforeDeserialization(s)
	o.Interceptors.AddAfterDeserialization(s)
	o.Interceptors.AddAfterAttempt(s)
	o.Interceptors.AddAfterExecution(s)
}

func TestInterceptorsRunInOrder(t *testing.T) {
	s := &spy{}
	srv := newServer(t, answer(500, "{}"), answer(201, created))
	if _, err := srv.client(s.register).CreateThing(t.Context(), smallInput()); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"BeforeExecution input", "BeforeSerialization input", "AfterSerialization input request", "BeforeRetryLoop input request",
		"BeforeAttempt input request", "BeforeSigning input request", "AfterSigning input request", "BeforeTransmit input request",
		"AfterTransmit input request response", "BeforeDeserialization input request response",
		"AfterDeserialization input request response", "AfterAttempt input request response",
		"BeforeAttempt input request response", "BeforeSigning input request response", "AfterSigning input request response", "BeforeTransmit input request response",
		"AfterTransmit input request response", "BeforeDeserialization input request response",
		"AfterDeserialization input request response output", "AfterAttempt input request response output",
		"AfterExecution input request response output",
	}
	if diff := cmp.Diff(want, s.events); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestInterceptorsErrorEndsTheCall(t *testing.T) {
	s := &spy{failAt: "BeforeSigning"}
	_, err := newServer(t).client(s.register).CreateThing(t.Context(), smallInput())
	if diff := cmp.Diff([]string{opError, "*errors.errorString"}, chain(err)); diff != "" {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
}

func TestMiddlewareSeesAndChangesTheCall(t *testing.T) {
	srv := newServer(t, answer(500, "{}"), answer(201, created))
	client := srv.client(sample.WithAPIOptions(
		func(s *middleware.Stack) error {
			return s.Initialize.Add(middleware.InitializeMiddlewareFunc("rename", func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
				v := *in.Parameters.(*sample.CreateThingInput)
				v.Name = aws.String("second")
				in.Parameters = &v
				return next.HandleInitialize(ctx, in)
			}), middleware.Before)
		},
		smithyhttp.AddHeaderValue("X-Extra", "yes"),
		awsmiddleware.AddUserAgentKeyValue("lib", "mine"),
		func(s *middleware.Stack) error {
			return s.Finalize.Insert(middleware.FinalizeMiddlewareFunc("query", func(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
				r := in.Request.(*smithyhttp.Request)
				q := r.URL.Query()
				q.Set("extra", "1")
				r.URL.RawQuery = q.Encode()
				return next.HandleFinalize(ctx, in)
			}), "Signing", middleware.Before)
		},
		func(s *middleware.Stack) error {
			return s.Deserialize.Add(middleware.DeserializeMiddlewareFunc("arn", func(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
				out, md, err := next.HandleDeserialize(ctx, in)
				if err == nil {
					v := out.Result.(*sample.CreateThingOutput)
					v.Arn = aws.String("changed " + *v.Arn)
				}
				return out, md, err
			}), middleware.Before)
		},
		v4.SwapComputePayloadSHA256ForUnsignedPayloadMiddleware,
		v4.AddContentSHA256HeaderMiddleware,
	))
	out, err := client.CreateThing(t.Context(), smallInput())
	if err != nil {
		t.Fatal(err)
	}
	if *out.Arn != "changed arn:thing" {
		t.Errorf("arn %q", *out.Arn)
	}
	for i, r := range srv.seen {
		if r.URI != "/things/left%2Fupper?extra=1&new=" || !strings.Contains(r.Body, `"second"`) || r.Header["X-Extra"] != "yes" ||
			!strings.Contains(r.Header["User-Agent"], " lib/mine") || r.Header["X-Amz-Content-Sha256"] != "UNSIGNED-PAYLOAD" {
			t.Errorf("attempt %d: %+v", i+1, r)
		}
	}
}

func TestAPIOptionsErrorIsReturnedAsItIs(t *testing.T) {
	bad := errors.New("bad option")
	client := newServer(t).client(sample.WithAPIOptions(func(*middleware.Stack) error { return bad }))
	if _, err := client.CreateThing(t.Context(), smallInput()); err != bad {
		t.Errorf("%v", err)
	}
}

func TestResultOfAnotherTypeIsAnError(t *testing.T) {
	client := newServer(t).client(sample.WithAPIOptions(func(s *middleware.Stack) error {
		return s.Initialize.Add(middleware.InitializeMiddlewareFunc("short", func(context.Context, middleware.InitializeInput, middleware.InitializeHandler) (out middleware.InitializeOutput, md middleware.Metadata, err error) {
			out.Result = 1
			return out, md, nil
		}), middleware.Before)
	}))
	_, err := client.CreateThing(t.Context(), smallInput())
	if err == nil || !strings.Contains(err.Error(), "result of type int") {
		t.Errorf("%v", err)
	}
}

func TestSigningScope(t *testing.T) {
	named := resolverFunc(func(p sample.EndpointParameters) (e smithyendpoints.Endpoint, err error) {
		o := &smithyauth.Option{SchemeID: smithyauth.SchemeIDSigV4}
		smithyhttp.SetSigV4SigningName(&o.SignerProperties, "endpoints-name")
		smithyhttp.SetSigV4SigningRegion(&o.SignerProperties, "endpoints-region")
		smithyhttp.SetDisableDoubleEncoding(&o.SignerProperties, true)
		smithyauth.SetAuthOptions(&e.Properties, []*smithyauth.Option{o})
		e.URI.Scheme, e.URI.Host, e.URI.Path = "http", "host", "/a b"
		e.Headers = http.Header{"X-Endpoint": {"x"}}
		return e, nil
	})
	for _, c := range []struct {
		name    string
		options []func(*sample.Options)
		want    string
	}{
		{"client's", nil, "sample-things eu-west-1 false"},
		{"endpoint's", []func(*sample.Options){sample.WithEndpointResolverV2(named)}, "endpoints-name endpoints-region true"},
		{"context's", []func(*sample.Options){sample.WithEndpointResolverV2(named), sample.WithSigV4SigningName("n"), sample.WithSigV4SigningRegion("r")}, "n r true"},
	} {
		t.Run(c.name, func(t *testing.T) {
			inModes(t, func(t *testing.T, option func(*sample.Options)) {
				signer := &scopeSigner{}
				client := sample.New(memoryOptions(), append(c.options, option, func(o *sample.Options) { o.HTTPSignerV4 = signer })...)
				if _, err := client.CreateThing(t.Context(), smallInput()); err != nil {
					t.Fatal(err)
				}
				if signer.got != c.want {
					t.Errorf("signed for %q, want %q", signer.got, c.want)
				}
				if strings.Contains(c.want, "true") && (signer.url != "http://host/a%20b/things/left%2Fupper?new=" || signer.header != "x") {
					t.Errorf("URL %s, endpoint's header %q", signer.url, signer.header)
				}
			})
		})
	}
}

type resolverFunc func(sample.EndpointParameters) (smithyendpoints.Endpoint, error)

func (f resolverFunc) ResolveEndpoint(_ context.Context, p sample.EndpointParameters) (smithyendpoints.Endpoint, error) {
	return f(p)
}

// scopeSigner notes what it is to sign for.
type scopeSigner struct{ got, url, header string }

func (s *scopeSigner) SignHTTP(_ context.Context, _ aws.Credentials, r *http.Request, _, service, region string, _ time.Time, optFns ...func(*v4.SignerOptions)) error {
	var o v4.SignerOptions
	for _, fn := range optFns {
		fn(&o)
	}
	s.got = service + " " + region + " false"
	if o.DisableURIPathEscaping {
		s.got = service + " " + region + " true"
	}
	s.url, s.header = r.URL.String(), r.Header.Get("X-Endpoint")
	return nil
}

func TestLog(t *testing.T) {
	inModes(t, func(t *testing.T, option func(*sample.Options)) {
		for _, c := range []struct {
			mode      aws.ClientLogMode
			want, not []string
		}{
			{0, nil, []string{"attempt", "Request", "Response", "CANONICAL"}},
			{aws.LogRetries, []string{"Sample Things/CreateThing: attempt 2 of the request"}, []string{"Request\n", "Response\n"}},
			{aws.LogSigning, []string{"CANONICAL STRING", "/things/left%252Fupper"}, []string{"Request\n"}},
			{aws.LogRequest, []string{"Request\nPOST /things/left%2Fupper?new= HTTP/1.1", "Authorization:"}, []string{"clientToken", "Response\n"}},
			{aws.LogRequestWithBody, []string{`{"clientToken":"token","name":"first"}`}, []string{"Response\n"}},
			{aws.LogResponse, []string{"Response\nHTTP/1.1 201"}, []string{"arn:thing", "clientToken"}},
			{aws.LogResponseWithBody, []string{"Response\nHTTP/1.1 201", created}, []string{"clientToken"}},
		} {
			srv := newServer(t, answer(500, "{}"), answer(201, created))
			log := &records{}
			client := srv.client(option, func(o *sample.Options) {
				o.ClientLogMode, o.Logger = c.mode, logging.NewStandardLogger(log)
			})
			if _, err := client.CreateThing(t.Context(), smallInput()); err != nil {
				t.Fatal(err)
			}
			for _, text := range c.want {
				if !strings.Contains(log.String(), text) {
					t.Errorf("%x: no %q in\n%s", c.mode, text, log)
				}
			}
			for _, text := range c.not {
				if strings.Contains(log.String(), text) {
					t.Errorf("%x: %q in\n%s", c.mode, text, log)
				}
			}
			for _, r := range srv.seen {
				if r.Body != `{"clientToken":"token","name":"first"}` {
					t.Errorf("%x: sent %q", c.mode, r.Body)
				}
			}
		}
	})
}
