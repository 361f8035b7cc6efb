package client_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/tinsmith-go/tinsmith/templates/client"
)

// recorder is an HTTP client that keeps the requests and answers each as the service would.
type recorder struct {
	mu       sync.Mutex
	requests []*http.Request
	bodies   []string
	status   int // 0: 201
}

func (r *recorder) Do(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.requests, r.bodies = append(r.requests, req), append(r.bodies, string(body))
	status := 201
	if r.status != 0 {
		status = r.status
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("{}"))}, nil
}

// last is the request that came last.
func (r *recorder) last(t *testing.T) *http.Request {
	t.Helper()
	if len(r.requests) == 0 {
		t.Fatal("nothing was sent")
	}
	return r.requests[len(r.requests)-1]
}

var credentialScope = regexp.MustCompile(`Credential=KEY/\d{8}/([^/]*/[^/]*)/aws4_request`)

// scope is the region and the service that a request is signed for, "" when it isn't signed.
func scope(r *http.Request) string {
	if m := credentialScope.FindStringSubmatch(r.Header.Get("Authorization")); m != nil {
		return m[1]
	}
	return ""
}

func credentials(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "KEY", SecretAccessKey: "secret"}, nil
}

// options are those of a client that sends to r.
func options(r *recorder) client.Options {
	return client.Options{Region: "eu-west-1", Credentials: aws.CredentialsProviderFunc(credentials), HTTPClient: r}
}

func create(t *testing.T, c *client.Client, optFns ...func(*client.Options)) error {
	_, err := c.CreateThing(t.Context(), &client.CreateThingInput{Name: aws.String("n"), Shelf: aws.String("s")}, optFns...)
	return err
}

func mustCreate(t *testing.T, c *client.Client, optFns ...func(*client.Options)) {
	t.Helper()
	if err := create(t, c, optFns...); err != nil {
		t.Fatal(err)
	}
}

// apiOption is an API option that adds a header with its name to requests.
func apiOption(name string) func(*middleware.Stack) error {
	m := middleware.BuildMiddlewareFunc(name, func(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (middleware.BuildOutput, middleware.Metadata, error) {
		in.Request.(*smithyhttp.Request).Header.Set(name, "there")
		return next.HandleBuild(ctx, in)
	})
	return func(s *middleware.Stack) error { return s.Build.Add(m, middleware.After) }
}

// named says which of the API options with the names a request went through.
func named(r *http.Request, names ...string) (out []string) {
	for _, n := range names {
		if r.Header.Get(n) != "" {
			out = append(out, n)
		}
	}
	return out
}

// lists calls fn for each list in the exported fields of a structure and of those within.
func lists(v reflect.Value, name string, fn func(name string, list reflect.Value)) {
	for i := range v.NumField() {
		f, field := v.Field(i), v.Type().Field(i)
		switch {
		case !field.IsExported():
		case f.Kind() == reflect.Slice:
			fn(name+"."+field.Name, f)
		case f.Kind() == reflect.Struct:
			lists(f, name+"."+field.Name, fn)
		}
	}
}

// roomy is Options whose lists all have an element and room for more.
func roomy(t *testing.T) (o client.Options) {
	n := 0
	lists(reflect.ValueOf(&o).Elem(), "Options", func(_ string, list reflect.Value) {
		list.Set(reflect.MakeSlice(list.Type(), 1, 8))
		n++
	})
	if n < 2 {
		t.Fatalf("Options have %d lists", n)
	}
	return o
}

func TestCopySharesNoList(t *testing.T) {
	o := roomy(t)
	c := o.Copy()
	at := map[string]uintptr{}
	lists(reflect.ValueOf(o), "Options", func(name string, list reflect.Value) { at[name] = list.Pointer() })
	lists(reflect.ValueOf(c), "Options", func(name string, list reflect.Value) {
		if list.Pointer() == at[name] || list.Len() != 1 {
			t.Errorf("%s has %d elements, shared: %v", name, list.Len(), list.Pointer() == at[name])
		}
	})
}

// TestCopyCopiesAllFields fills every field that can be and compares.
func TestCopyCopiesAllFields(t *testing.T) {
	o := options(new(recorder))
	o.AppID, o.BaseEndpoint, o.ClientLogMode = "app", aws.String("http://base.example"), aws.LogRetries
	o.DisableClockSkewCorrection, o.RetryMaxAttempts = true, 5
	o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled
	o.Credentials = aws.AnonymousCredentials{} // which compare
	c := o.Copy()
	c.Interceptors = o.Interceptors // empty in place of nil
	if !reflect.DeepEqual(o, c) {
		t.Errorf("got %+v, want %+v", c, o)
	}
}

func TestOptionsReturnsACopy(t *testing.T) {
	r := new(recorder)
	c := client.New(options(r), client.WithAPIOptions(apiOption("Client")))
	o := c.Options()
	o.APIOptions[0] = apiOption("Changed")
	o.Region, o.AppID, o.HTTPClient, o.Credentials = "us-east-1", "changed", nil, nil
	o.Interceptors.AddBeforeExecution(new(interceptor))
	mustCreate(t, c)
	got := r.last(t)
	if diff := named(got, "Client", "Changed"); !slices.Equal(diff, []string{"Client"}) || scope(got) != "eu-west-1/sample-things" {
		t.Errorf("API options %q, scope %s", diff, scope(got))
	}
	if again := c.Options(); again.Region != "eu-west-1" || again.AppID != "" || len(again.Interceptors.BeforeExecution) != 0 {
		t.Errorf("the client's options are %+v", again)
	}
}

type interceptor struct{}

func (*interceptor) BeforeExecution(context.Context, *smithyhttp.InterceptorContext) error {
	return nil
}

// TestNewLeavesTheCallersOptions: what New and its functions change isn't seen by who made the options.
func TestNewLeavesTheCallersOptions(t *testing.T) {
	o := client.Options{APIOptions: make([]func(*middleware.Stack) error, 0, 4), RetryMaxAttempts: 2}
	o.Interceptors.BeforeExecution = make([]smithyhttp.BeforeExecutionInterceptor, 0, 4)
	client.New(o, client.WithAPIOptions(apiOption("A")), func(o *client.Options) {
		o.Region = "eu-west-1"
		o.Interceptors.AddBeforeExecution(new(interceptor))
	})
	if o.Region != "" || o.Retryer != nil || o.HTTPClient != nil || o.HTTPSignerV4 != nil || o.Logger != nil ||
		o.IdempotencyTokenProvider != nil || o.EndpointResolverV2 != nil {
		t.Errorf("the caller's options are %+v", o)
	}
	if o.APIOptions[:1][0] != nil || o.Interceptors.BeforeExecution[:1][0] != nil {
		t.Error("the room behind a list of the caller's was written to")
	}
}

// TestClientsDoNotShareLists makes two clients of the same options, each with an API option of its own.
func TestClientsDoNotShareLists(t *testing.T) {
	r := new(recorder)
	o := options(r)
	o.APIOptions = append(make([]func(*middleware.Stack) error, 0, 8), apiOption("Both"))
	first := client.New(o, client.WithAPIOptions(apiOption("First")))
	second := client.New(o, client.WithAPIOptions(apiOption("Second")))
	for _, c := range []struct {
		client *client.Client
		want   []string
	}{{first, []string{"Both", "First"}}, {second, []string{"Both", "Second"}}} {
		mustCreate(t, c.client)
		if got := named(r.last(t), "Both", "First", "Second"); !slices.Equal(got, c.want) {
			t.Errorf("API options %q, want %q", got, c.want)
		}
	}
}

// TestOptionsOfACallStayThere makes calls with options of their own, between calls without.
func TestOptionsOfACallStayThere(t *testing.T) {
	r := new(recorder)
	c := client.New(options(r), client.WithAPIOptions(apiOption("Client")))
	for _, call := range []struct {
		fns   []func(*client.Options)
		names []string
		scope string
		host  string
	}{
		{nil, []string{"Client"}, "eu-west-1/sample-things", "sample-things.eu-west-1.amazonaws.com"},
		{[]func(*client.Options){client.WithAPIOptions(apiOption("Call"), apiOption("More"))},
			[]string{"Client", "Call", "More"}, "eu-west-1/sample-things", "sample-things.eu-west-1.amazonaws.com"},
		{[]func(*client.Options){func(o *client.Options) { o.Region, o.APIOptions = "us-west-2", nil }},
			nil, "us-west-2/sample-things", "sample-things.us-west-2.amazonaws.com"},
		{[]func(*client.Options){func(o *client.Options) { o.APIOptions[0] = apiOption("Instead") }},
			[]string{"Instead"}, "eu-west-1/sample-things", "sample-things.eu-west-1.amazonaws.com"},
		{[]func(*client.Options){func(o *client.Options) { o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled }},
			[]string{"Client"}, "eu-west-1/sample-things", "sample-things-fips.eu-west-1.amazonaws.com"},
		{[]func(*client.Options){func(o *client.Options) { o.BaseEndpoint = aws.String("https://base.example") }},
			[]string{"Client"}, "eu-west-1/sample-things", "base.example"},
		{[]func(*client.Options){func(o *client.Options) { o.Credentials = nil }},
			[]string{"Client"}, "", "sample-things.eu-west-1.amazonaws.com"},
		{nil, []string{"Client"}, "eu-west-1/sample-things", "sample-things.eu-west-1.amazonaws.com"},
	} {
		mustCreate(t, c, call.fns...)
		got := r.last(t)
		if names := named(got, "Client", "Call", "More", "Instead"); !slices.Equal(names, call.names) {
			t.Errorf("API options %q, want %q", names, call.names)
		}
		if scope(got) != call.scope || got.URL.Host != call.host {
			t.Errorf("sent to %s for %q, want %s for %q", got.URL.Host, scope(got), call.host, call.scope)
		}
	}
}

// TestConcurrentCallsHaveTheirOwnOptions runs calls with different options at once.
func TestConcurrentCallsHaveTheirOwnOptions(t *testing.T) {
	r := new(recorder)
	c := client.New(options(r), func(o *client.Options) { o.APIOptions = make([]func(*middleware.Stack) error, 0, 8) })
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			name := fmt.Sprint("Call-", i)
			err := create(t, c, client.WithAPIOptions(apiOption(name)), func(o *client.Options) { o.AppID = name })
			if err != nil {
				t.Error(err)
			}
		}()
	}
	wg.Wait()
	for _, got := range r.requests {
		var names []string
		for i := range 16 {
			names = append(names, named(got, fmt.Sprint("Call-", i))...)
		}
		if len(names) != 1 || !strings.Contains(got.Header.Get("User-Agent")+" ", " app/"+names[0]+" ") {
			t.Errorf("API options %q, User-Agent %q", names, got.Header.Get("User-Agent"))
		}
	}
}

// TestSigningScope: the options for signatures go before what client and endpoint say, for the client or for a call.
func TestSigningScope(t *testing.T) {
	name, region := client.WithSigV4SigningName("other"), client.WithSigV4SigningRegion("mars-1")
	endpoint := client.WithEndpointResolverV2(new(resolver))
	type fns = []func(*client.Options)
	for _, c := range []struct {
		name         string
		client, call fns
		want         string
	}{
		{"neither", nil, nil, "eu-west-1/sample-things"},
		{"name of the client", fns{name}, nil, "eu-west-1/other"},
		{"name of a call", nil, fns{name}, "eu-west-1/other"},
		{"region of the client", fns{region}, nil, "mars-1/sample-things"},
		{"region of a call", nil, fns{region}, "mars-1/sample-things"},
		{"both", fns{name}, fns{region}, "mars-1/other"},
		{"endpoint", fns{endpoint}, nil, "endpoint-1/endpoint-name"},
		{"before the endpoint", fns{endpoint}, fns{region, name}, "mars-1/other"},
		{"none", fns{client.WithSigV4SigningName(""), client.WithSigV4SigningRegion("")}, nil, "eu-west-1/sample-things"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := new(recorder)
			api := client.New(options(r), c.client...)
			mustCreate(t, api, c.call...)
			if got := scope(r.last(t)); got != c.want {
				t.Errorf("signed for %s, want %s", got, c.want)
			}
			if len(c.call) > 0 && len(c.client) == 0 {
				mustCreate(t, api)
				if got := scope(r.last(t)); got != "eu-west-1/sample-things" {
					t.Errorf("the next call is signed for %s", got)
				}
			}
		})
	}
}

// signer is an HTTPSignerV4 that notes what it is asked to sign.
type signer struct{ hash, service, region string }

func (s *signer) SignHTTP(_ context.Context, _ aws.Credentials, r *http.Request, hash, service, region string, _ time.Time, _ ...func(*v4.SignerOptions)) error {
	s.hash, s.service, s.region = hash, service, region
	r.Header.Set("Authorization", "signed by me")
	return nil
}

// token is an IdempotencyTokenProvider.
type token string

func (s token) GetIdempotencyToken() (string, error) { return string(s), nil }

func TestPartsOfACallCanBeReplaced(t *testing.T) {
	r, s := new(recorder), new(signer)
	c := client.New(options(r), func(o *client.Options) { o.HTTPSignerV4, o.IdempotencyTokenProvider = s, token("mine") })
	mustCreate(t, c)
	if got := r.last(t).Header.Get("Authorization"); got != "signed by me" || s.service != "sample-things" || s.region != "eu-west-1" || len(s.hash) != 64 {
		t.Errorf("Authorization %q, asked for %+v", got, s)
	}
	if want := `{"clientToken":"mine","name":"n"}`; r.bodies[0] != want {
		t.Errorf("body %s, want %s", r.bodies[0], want)
	}
}

// resolver is an EndpointResolverV2 that notes what it is asked.
type resolver struct{ asked []client.EndpointParameters }

func (e *resolver) ResolveEndpoint(_ context.Context, p client.EndpointParameters) (out smithyendpoints.Endpoint, err error) {
	e.asked = append(e.asked, p)
	return endpointOf("https://own.example/base", "endpoint-name", "endpoint-1")
}

// TestEndpointResolver asks a resolver of the caller's for each attempt, with what the options say.
func TestEndpointResolver(t *testing.T) {
	r, e := &recorder{status: 500}, new(resolver)
	c := client.New(options(r), client.WithEndpointResolverV2(e), func(o *client.Options) {
		o.BaseEndpoint, o.Retryer = aws.String("https://base.example"), impatient()
		o.EndpointOptions = client.EndpointResolverOptions{
			DisableHTTPS: true, UseDualStackEndpoint: aws.DualStackEndpointStateEnabled, UseFIPSEndpoint: aws.FIPSEndpointStateDisabled,
		}
	})
	if err := create(t, c); err == nil {
		t.Error("a status of 500 is no error")
	}
	if len(e.asked) != 3 || len(r.requests) != 3 {
		t.Fatalf("%d questions for %d attempts", len(e.asked), len(r.requests))
	}
	for i, p := range e.asked {
		if aws.ToString(p.Region) != "eu-west-1" || aws.ToString(p.Endpoint) != "https://base.example" || !*p.UseDualStack || *p.UseFIPS {
			t.Errorf("attempt %d: asked for %+v", i+1, p)
		}
		if got := r.requests[i].URL.String(); got != "http://own.example/base/things/s?new=" {
			t.Errorf("attempt %d: sent to %s", i+1, got)
		}
	}
}
