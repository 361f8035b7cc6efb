package peer

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/google/go-cmp/cmp"
)

// set returns a function that sets a field of options.
func set(field string, value any) func(reflect.Value) {
	return func(o reflect.Value) { o.FieldByName(field).Set(reflect.ValueOf(value)) }
}

// provider are credentials that tell where they come from, or that can't be had.
type provider struct {
	aws.Credentials
	err error
}

func (p provider) Retrieve(context.Context) (aws.Credentials, error) { return p.Credentials, p.err }

func (provider) ProviderSources() []aws.CredentialSource {
	return []aws.CredentialSource{aws.CredentialSourceCode, aws.CredentialSourceSSO}
}

// signer signs nothing but shows what it got, or fails.
type signer struct{ err error }

func (s signer) SignHTTP(_ context.Context, c aws.Credentials, r *http.Request, hash, service, region string, at time.Time, _ ...func(*v4.SignerOptions)) error {
	r.Header.Set("X-Signed", fmt.Sprint(c.AccessKeyID, " ", len(hash), " ", service, " ", region, " ", at.UTC()))
	return s.err
}

type tokens struct{ err error }

func (p tokens) GetIdempotencyToken() (string, error) { return "a-token-of-mine", p.err }

// headerIn adds a middleware to a step that sets a header.
func headerIn(add func(*middleware.Stack, middleware.BuildMiddleware, middleware.FinalizeMiddleware) error) func(*middleware.Stack) error {
	const id = "headerIn"
	change := func(request any) {
		if r, ok := request.(*smithyhttp.Request); ok {
			r.Header.Set("X-Mine", "mine")
			r.URL.RawQuery = "mine=1"
		}
	}
	b := middleware.BuildMiddlewareFunc(id, func(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (middleware.BuildOutput, middleware.Metadata, error) {
		change(in.Request)
		return next.HandleBuild(ctx, in)
	})
	f := middleware.FinalizeMiddlewareFunc(id, func(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
		change(in.Request)
		return next.HandleFinalize(ctx, in)
	})
	return func(s *middleware.Stack) error { return add(s, b, f) }
}

func apiOptions(fns ...func(*middleware.Stack) error) func(reflect.Value) {
	return func(o reflect.Value) {
		f := o.FieldByName("APIOptions")
		f.Set(reflect.ValueOf(slices.Concat(f.Interface().([]func(*middleware.Stack) error), fns)))
	}
}

// TestOptions compares what options of a client, and those of a call, do.
func TestOptions(t *testing.T) {
	for _, c := range []struct {
		name   string
		option func(reflect.Value)
		fails  bool
		// notForCall: the SDK signs with the client's signer, whatever the options of a call say.
		notForCall bool
	}{
		{name: "no credentials", option: func(o reflect.Value) { o.FieldByName("Credentials").SetZero() }},
		{name: "anonymous", option: set("Credentials", aws.AnonymousCredentials{})},
		{name: "anonymous behind a cache", option: set("Credentials", aws.NewCredentialsCache(aws.AnonymousCredentials{}))},
		{name: "credentials that fail", option: set("Credentials", provider{err: errors.New("no credentials")}), fails: true},
		{name: "credentials that tell their sources", option: set("Credentials", provider{Credentials: benchCredentials})},
		{name: "empty credentials", option: set("Credentials", provider{})},
		{name: "base path", option: set("BaseEndpoint", aws.String("https://own.example/a/b%20c/"))},
		{name: "port 443", option: set("BaseEndpoint", aws.String("https://own.example:443"))},
		{name: "port 80", option: set("BaseEndpoint", aws.String("http://own.example:80"))},
		{name: "other port", option: set("BaseEndpoint", aws.String("http://[::1]:8080"))},
		{name: "endpoint with a query", option: set("BaseEndpoint", aws.String("https://own.example/a?b=c"))},
		{name: "endpoint that is no URL", option: set("BaseEndpoint", aws.String("://")), fails: true},
		{name: "endpoint without a scheme", option: set("BaseEndpoint", aws.String("own.example"))},
		{name: "empty endpoint", option: set("BaseEndpoint", aws.String(""))},
		{name: "endpoint with a bad host", option: set("BaseEndpoint", aws.String("https://own_example.-"))},
		{name: "region", option: set("Region", "us-gov-west-1")},
		{name: "no region", option: set("Region", ""), fails: true},
		{name: "HTTPS off", option: func(o reflect.Value) { o.FieldByName("EndpointOptions").FieldByName("DisableHTTPS").SetBool(true) }},
		{name: "one's own signer", option: set("HTTPSignerV4", signer{}), notForCall: true},
		{name: "a signer that fails", option: set("HTTPSignerV4", signer{errors.New("no")}), fails: true, notForCall: true},
		{name: "one's own tokens", option: set("IdempotencyTokenProvider", tokens{})},
		{name: "tokens that fail", option: set("IdempotencyTokenProvider", tokens{errors.New("no")}), fails: true},
		{name: "app id", option: set("AppID", "my app/1")},
		{name: "attempts", option: set("RetryMaxAttempts", 7)},
		{name: "negative attempts", option: set("RetryMaxAttempts", -1)},
		{name: "one's own retryer", option: set("Retryer", aws.Retryer(aws.NopRetryer{}))},
		{name: "a header in Build", option: apiOptions(headerIn(func(s *middleware.Stack, b middleware.BuildMiddleware, _ middleware.FinalizeMiddleware) error {
			return s.Build.Add(b, middleware.After)
		}))},
		{name: "a header before the retries", option: apiOptions(headerIn(func(s *middleware.Stack, _ middleware.BuildMiddleware, f middleware.FinalizeMiddleware) error {
			return s.Finalize.Add(f, middleware.Before)
		}))},
		{name: "a header before signing", option: apiOptions(headerIn(func(s *middleware.Stack, _ middleware.BuildMiddleware, f middleware.FinalizeMiddleware) error {
			return s.Finalize.Insert(f, "Signing", middleware.Before)
		}))},
		{name: "an API option that fails", option: apiOptions(func(*middleware.Stack) error { return errors.New("no") }), fails: true},
		{name: "no signing", option: apiOptions(func(s *middleware.Stack) error { _, err := s.Finalize.Remove("Signing"); return err })},
		{name: "no retries", option: apiOptions(func(s *middleware.Stack) error { _, err := s.Finalize.Remove("Retry"); return err })},
		{name: "no validation", option: apiOptions(func(s *middleware.Stack) error { _, err := s.Initialize.Remove("OperationInputValidation"); return err })},
		{name: "user agent", option: apiOptions(awsmiddleware.AddUserAgentKeyValue("mine", "1"))},
		{name: "unsigned payload", option: apiOptions(v4.SwapComputePayloadSHA256ForUnsignedPayloadMiddleware)},
		{name: "payload hash header", option: apiOptions(v4.AddContentSHA256HeaderMiddleware)},
		{name: "own header", option: apiOptions(smithyhttp.SetHeaderValue("X-Mine", "2"))},
	} {
		t.Run(c.name, func(t *testing.T) {
			ways(t, func(t *testing.T, s settings) {
				in := fullPlan()
				in.ClientToken = nil
				tr := trial{settings: s, operation: "CreateResponsePlan", in: in, answers: []answer{{status: 201, body: `{"arn":"a"}`}}}
				tr.settings.more = c.option
				o := tr.compare(t, nil)
				if failed := o.Text != ""; failed != c.fails {
					t.Errorf("the client's: %q", o.Text)
				}
				tr.settings.more, tr.change = nil, []func(reflect.Value){c.option}
				if !c.notForCall {
					tr.compare(t, nil)
				}
			})
		})
	}
}

// TestInterceptors compares which interceptors are called, in which order, with what.
func TestInterceptors(t *testing.T) {
	for _, answers := range [][]answer{{{status: 201, body: `{"arn":"a"}`}}, {{status: 500}}, {{status: 400, body: `x`}}, {{err: &url.Error{Op: "Post", Err: errors.New("no")}}}} {
		tr := trial{settings: usual(), operation: "CreateResponsePlan", in: fullPlan(), answers: answers}
		var logs [2]*log
		for i, s := range []side{theirs, ours} {
			logs[i] = new(log)
			tr.settings.more = func(o reflect.Value) {
				logs[i].addTo(o.FieldByName("Interceptors").Addr().Interface().(*smithyhttp.InterceptorRegistry))
			}
			tr.settings.retryer = steady()
			tr.run(t, s)
		}
		if diff := cmp.Diff(logs[0].lines, logs[1].lines); diff != "" || len(logs[0].lines) < 13 {
			t.Errorf("(-sdk +tinsmith)\n%s", diff)
		}
	}
}

// log notes every interceptor's call.
type log struct{ lines []string }

func (l *log) note(name string, in *smithyhttp.InterceptorContext) error {
	line := fmt.Sprintf("%s input %T output %T request %t response %t", name, in.Input, in.Output, in.Request != nil, in.Response != nil)
	l.lines = append(l.lines, strings.ReplaceAll(line, oursPath, sdkPath))
	return nil
}

func (l *log) addTo(r *smithyhttp.InterceptorRegistry) {
	h := hooks{l}
	r.AddBeforeExecution(h)
	r.AddBeforeSerialization(h)
	r.AddAfterSerialization(h)
	r.AddBeforeRetryLoop(h)
	r.AddBeforeAttempt(h)
	r.AddBeforeSigning(h)
	r.AddAfterSigning(h)
	r.AddBeforeTransmit(h)
	r.AddAfterTransmit(h)
	r.AddBeforeDeserialization(h)
	r.AddAfterDeserialization(h)
	r.AddAfterAttempt(h)
	r.AddAfterExecution(h)
}

type hooks struct{ log *log }

func (h hooks) BeforeExecution(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.log.note("BeforeExecution", in)
}
func (h hooks) AfterExecution(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.log.note("AfterExecution", in)
}
func (h hooks) BeforeSerialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.log.note("BeforeSerialization", in)
}
func (h hooks) AfterSerialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.log.note("AfterSerialization", in)
}
func (h hooks) BeforeRetryLoop(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.log.note("BeforeRetryLoop", in)
}
func (h hooks) BeforeAttempt(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.log.note("BeforeAttempt", in)
}
func (h hooks) AfterAttempt(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.log.note("AfterAttempt", in)
}
func (h hooks) BeforeSigning(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.log.note("BeforeSigning", in)
}
func (h hooks) AfterSigning(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.log.note("AfterSigning", in)
}
func (h hooks) BeforeTransmit(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.log.note("BeforeTransmit", in)
}
func (h hooks) AfterTransmit(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.log.note("AfterTransmit", in)
}
func (h hooks) BeforeDeserialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.log.note("BeforeDeserialization", in)
}
func (h hooks) AfterDeserialization(_ context.Context, in *smithyhttp.InterceptorContext) error {
	return h.log.note("AfterDeserialization", in)
}
