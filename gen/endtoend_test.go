package gen_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	smithydocument "github.com/aws/smithy-go/document"
	"github.com/aws/smithy-go/middleware"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
)

// The tests whose names begin with TestLive call the checked-in client of SSM Incidents over real sockets. The service's
// side verifies every signature by itself, see verifier.

// live is the service's side. It answers the requests that are signed as they should be one after the other as
// told, and refuses the others.
type live struct {
	*httptest.Server
	t       *testing.T
	session string        // the session token that it expects
	ahead   time.Duration // of its clock, before the client's
	answers []http.HandlerFunc

	mu       sync.Mutex
	answered int
	requests []liveRequest
}

// liveRequest is a request as it came in. What is different in every call is replaced.
type liveRequest struct {
	Line    string // method and URI
	Header  map[string]string
	Body    string
	Token   string `cmp:"-"` // the body's clientToken, which Body shows as "random" when it is a UUID
	Refused string // why; "" for one that was answered
}

func newLive(t *testing.T, answers ...http.HandlerFunc) *live {
	s := &live{t: t, answers: answers}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *live) now() time.Time { return time.Now().Add(s.ahead) }

func (s *live) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		s.t.Errorf("the server can't read the body: %v", err)
	}
	w.Header().Set("Date", s.now().UTC().Format(http.TimeFormat))
	s.next(r, body)(w, r)
}

// next notes a request and returns what answers it.
func (s *live) next(r *http.Request, body []byte) http.HandlerFunc {
	s.mu.Lock()
	defer s.mu.Unlock()
	got := describe(r, body)
	if r.Header.Get("Authorization") != "" {
		if err := s.verifier().verify(r, body); err != nil {
			got.Refused = err.Error()
			if !errors.Is(err, errWrongTime) {
				s.t.Errorf("%s: %v", got.Line, err)
			}
		}
	}
	s.requests = append(s.requests, got)
	switch {
	case got.Refused != "":
		return reply(403, `{"message":"the signature isn't valid"}`, "X-Amzn-Errortype: InvalidSignatureException")
	case s.answered >= len(s.answers):
		s.t.Errorf("request %d isn't expected: %s", len(s.requests), got.Line)
		return reply(http.StatusTeapot, "")
	}
	s.answered++
	return s.answers[s.answered-1]
}

func (s *live) verifier() *verifier {
	return &verifier{keyID: "AKIDLIVE", secret: "a secret", session: s.session, region: "eu-west-1", service: "ssm-incidents", now: s.now}
}

var (
	uuid4       = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	clientToken = regexp.MustCompile(`"clientToken":"([^"]*)"`)
)

func describe(r *http.Request, body []byte) liveRequest {
	got := liveRequest{Line: r.Method + " " + r.RequestURI, Header: map[string]string{}, Body: string(body)}
	for name, values := range r.Header {
		got.Header[name] = strings.Join(values, "|")
	}
	for name, want := range map[string]*regexp.Regexp{
		"Amz-Sdk-Invocation-Id": uuid4,
		"Authorization":         regexp.MustCompile(`^AWS4-HMAC-SHA256 Credential=AKIDLIVE/`),
		"X-Amz-Date":            regexp.MustCompile(`^\d{8}T\d{6}Z$`),
	} {
		if want.MatchString(got.Header[name]) {
			got.Header[name] = "as it should be"
		}
	}
	if m := clientToken.FindStringSubmatch(got.Body); m != nil {
		if got.Token = m[1]; uuid4.MatchString(got.Token) {
			got.Body = strings.Replace(got.Body, got.Token, "random", 1)
		}
	}
	return got
}

// reply is an answer with a status, a body and headers ("Name: value").
func reply(status int, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Amzn-Requestid", "req-1")
		w.Header().Set("Content-Type", "application/json")
		for _, h := range headers {
			name, value, _ := strings.Cut(h, ": ")
			w.Header().Set(name, value)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// client returns a client of the server that makes at most three attempts and doesn't wait between them.
func (s *live) client(optFns ...func(*ssmincidents.Options)) *ssmincidents.Client {
	return ssmincidents.New(ssmincidents.Options{
		Region:       "eu-west-1",
		Validation:   ssmincidents.ValidationRequired, // what the servers of these tests are sent is theirs to judge
		BaseEndpoint: aws.String(s.URL),
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKIDLIVE", SecretAccessKey: "a secret", SessionToken: s.session}, nil
		}),
		Retryer: retry.NewStandard(func(o *retry.StandardOptions) {
			o.MaxAttempts = 3
			o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
		}),
	}, optFns...)
}

// likeTheSDK has a client enforce what aws-sdk-go-v2 does and no more: the service's side gets to see the rest.
func likeTheSDK(o *ssmincidents.Options) { o.Validation = ssmincidents.ValidationRequired }

// liveCall is one call of an operation. Its result is nil or a pointer to the operation's output.
type liveCall func(context.Context, *ssmincidents.Client) (any, error)

// calling is the call of a method with an input.
func calling[I, O any](method func(*ssmincidents.Client, context.Context, *I, ...func(*ssmincidents.Options)) (*O, error), in *I) liveCall {
	return func(ctx context.Context, c *ssmincidents.Client) (any, error) {
		out, err := method(c, ctx, in)
		if out == nil {
			return nil, err
		}
		return out, err
	}
}

// outcome is all that the two sides can see of a call.
type outcome struct {
	Result   any
	Metadata []string
	Chain    []string
	Error    string
	Requests []liveRequest

	err error
}

// longestError is how much of an error's text an outcome keeps.
const longestError = 4096

// observe makes a call and says what came of it.
func (s *live) observe(ctx context.Context, c *ssmincidents.Client, call liveCall) outcome {
	out, err := call(ctx, c)
	o := outcome{Result: out, Chain: errorChain(err), err: err}
	if err != nil {
		o.Error = strings.ReplaceAll(err.Error(), s.Listener.Addr().String(), "server")
		o.Error = o.Error[:min(len(o.Error), longestError)]
	}
	if out != nil {
		md := reflect.ValueOf(out).Elem().FieldByName("ResultMetadata").Interface().(middleware.Metadata)
		o.Metadata = knownMetadata(md)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	o.Requests = slices.Clone(s.requests)
	return o
}

// errorChain is the types of an error and of what it wraps.
func errorChain(err error) (types []string) {
	for err != nil {
		types = append(types, fmt.Sprintf("%T", err))
		if many, ok := err.(interface{ Unwrap() []error }); ok {
			for _, e := range many.Unwrap() {
				types = append(types, errorChain(e)...)
			}
			return types
		}
		err = errors.Unwrap(err)
	}
	return types
}

// knownMetadata names what a result says about its response.
func knownMetadata(md middleware.Metadata) []string {
	has := map[string]bool{"raw response": awsmiddleware.GetRawResponse(md) != nil}
	_, has["response time"] = awsmiddleware.GetResponseAt(md)
	_, has["server time"] = awsmiddleware.GetServerTime(md)
	_, has["skew"] = awsmiddleware.GetAttemptSkew(md)
	id, ok := awsmiddleware.GetRequestIDMetadata(md)
	has["request id "+id] = ok
	maps.DeleteFunc(has, func(_ string, ok bool) bool { return !ok })
	return slices.Sorted(maps.Keys(has))
}

// wholeMetadata is what the result of a request that was answered by reply has.
var wholeMetadata = []string{"raw response", "request id req-1", "response time", "server time", "skew"}

// liveResults compares results by what the service said, without what the client adds.
var liveResults = cmp.Options{
	cmpopts.IgnoreTypes(middleware.Metadata{}, smithydocument.NoSerde{}),
	cmpopts.IgnoreUnexported(outcome{}),
}

// bothKinds runs a test with a plain client, and with one whose calls run as a middleware stack since it has an
// API option, which does nothing. What it returns must be the same; the first is returned.
func bothKinds(t *testing.T, test func(t *testing.T, option func(*ssmincidents.Options)) outcome) outcome {
	t.Helper()
	var plain, stack outcome
	t.Run("plain", func(t *testing.T) { plain = test(t, func(*ssmincidents.Options) {}) })
	t.Run("stack", func(t *testing.T) {
		stack = test(t, ssmincidents.WithAPIOptions(func(*middleware.Stack) error { return nil }))
	})
	if t.Failed() {
		t.FailNow()
	}
	tokens := cmpopts.IgnoreFields(liveRequest{}, "Token")
	if diff := cmp.Diff(plain, stack, liveResults, tokens); diff != "" {
		t.Errorf("with an API option, calls go otherwise (-plain +stack)\n%s", diff)
	}
	return plain
}

// scenario is a call, how the service answers, and what comes of it.
type scenario struct {
	name    string
	answers []http.HandlerFunc
	setup   func(*live)
	options func(*ssmincidents.Options)
	call    liveCall // nil: createSmall

	want     any      // the result
	sent     []string // line and attempt of each request; nil: one attempt of createSmall
	chain    []string // the types of the error and of what it wraps
	text     string   // the error's, after that of the operation
	metadata []string // nil: wholeMetadata
}

func (s *scenario) run(t *testing.T) outcome {
	return bothKinds(t, func(t *testing.T, option func(*ssmincidents.Options)) outcome {
		srv := newLive(t, s.answers...)
		if s.setup != nil {
			s.setup(srv)
		}
		var options []func(*ssmincidents.Options)
		if s.options != nil {
			options = append(options, s.options)
		}
		call := s.call
		if call == nil {
			call = createSmall()
		}
		got := srv.observe(t.Context(), srv.client(append(options, option)...), call)
		if srv.answered < len(srv.answers) {
			t.Errorf("%d requests were answered, want %d; %v", srv.answered, len(srv.answers), got.err)
		}
		return got
	})
}

// check runs the scenario and compares what came of it.
func (s *scenario) check(t *testing.T) outcome {
	t.Helper()
	got := s.run(t)
	var sent []string
	for _, r := range got.Requests {
		sent = append(sent, r.Line+" "+r.Header["Amz-Sdk-Request"])
	}
	want := s.sent
	if want == nil {
		want = []string{createLine + " attempt=1; max=3"}
	}
	if diff := cmp.Diff(want, sent, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("requests (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(s.want, got.Result, liveResults); diff != "" {
		t.Errorf("result (-want +got)\n%s", diff)
	}
	metadata := s.metadata
	if metadata == nil && s.want != nil {
		metadata = wholeMetadata
	}
	if diff := cmp.Diff(metadata, got.Metadata); diff != "" {
		t.Errorf("metadata (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(s.chain, got.Chain); diff != "" {
		t.Errorf("error chain (-want +got)\n%s\nof %v", diff, got.err)
	}
	_, text, _ := strings.Cut(got.Error, ", ")
	if diff := cmp.Diff(s.text, text); diff != "" {
		t.Errorf("error's text (-want +got)\n%s", diff)
	}
	return got
}

// runScenarios checks each scenario in a subtest of its name.
func runScenarios(t *testing.T, all []scenario) {
	for _, s := range all {
		t.Run(s.name, func(t *testing.T) { s.check(t) })
	}
}

func attempts(line string, n int) (out []string) {
	for i := range n {
		out = append(out, fmt.Sprintf("%s attempt=%d; max=3", line, i+1))
	}
	return out
}

// handlers is a list of answers.
func handlers(h ...http.HandlerFunc) []http.HandlerFunc { return h }

// errOperation, errResponse and the others are the types that the chains of errors consist of.
const (
	errOperation = "*smithy.OperationError"
	errSpent     = "*retry.MaxAttemptsError"
	errResponse  = "*http.ResponseError" // of the SDK, which embeds smithy-go's
	errDecode    = "*smithy.DeserializationError"
	errCanceled  = "*smithy.CanceledError"
	errSend      = "*http.RequestSendError"
	errGeneric   = "*smithy.GenericAPIError"
	errWrap      = "*fmt.wrapError"
	errText      = "*errors.errorString"
)

// padding is a JSON string of n bytes.
func padding(n int) string { return `"` + string(bytes.Repeat([]byte{'x'}, n-2)) + `"` }
