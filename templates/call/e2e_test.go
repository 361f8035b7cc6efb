package call_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithy "github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"

	sample "github.com/tinsmith-go/tinsmith/templates/client"
	"github.com/tinsmith-go/tinsmith/templates/client/types"
)

func sha256Hex(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

const (
	created  = `{"arn":"arn:thing","more":{"a":[1]}}`
	wrapped  = "*http.ResponseError" // of aws-sdk-go-v2; it embeds smithy-go's and unwraps past it
	opError  = "*smithy.OperationError"
	spent    = "*retry.MaxAttemptsError"
	broken   = "*smithy.DeserializationError"
	formated = "*fmt.wrapError"
)

// scenario is one call of CreateThing: how the server answers each attempt, and what
// the caller gets.
type scenario struct {
	name    string
	answers []http.HandlerFunc
	options func(*sample.Options)
	arn     string
	chain   []string
	text    string // in the error
}

func scenarios() []scenario {
	dated := func(d time.Duration) string {
		return "Date: " + time.Now().Add(d).UTC().Format(http.TimeFormat)
	}
	list := func(h ...http.HandlerFunc) []http.HandlerFunc { return h }
	return []scenario{
		{name: "created", answers: list(answer(201, created)), arn: "arn:thing"},
		{name: "empty body", answers: list(answer(201, ""))},
		{name: "modelled error", answers: list(answer(409, `{"message":"is there","resourceIdentifier":"r"}`, "X-Amzn-Errortype: ConflictException:http://x/")),
			chain: []string{opError, wrapped, "*types.ConflictException"},
			text:  "operation error Sample Things: CreateThing, https response error StatusCode: 409, RequestID: req-1, ConflictException: is there"},
		{name: "error of another operation", answers: list(answer(400, `{"code":"a.b#OddException","message":"m"}`)),
			chain: []string{opError, wrapped, "*smithy.GenericAPIError"}, text: "api error OddException: m"},
		{name: "500, then created", answers: list(answer(500, "{}"), answer(201, created)), arn: "arn:thing"},
		{name: "throttled, then created", answers: list(answer(429, `{"__type":"ThrottlingException"}`), answer(201, created)), arn: "arn:thing"},
		{name: "500 to the end", answers: list(answer(500, "{}"), answer(503, "{}"), answer(500, `{"message":"m"}`)),
			chain: []string{opError, spent, wrapped, "*smithy.GenericAPIError"},
			text:  "exceeded maximum number of attempts, 3, https response error StatusCode: 500, RequestID: req-1, api error UnknownError: m"},
		{name: "wrong clock, then created",
			answers: list(answer(403, `{"code":"InvalidSignatureException"}`, dated(time.Hour)), answer(201, created, dated(time.Hour))), arn: "arn:thing"},
		{name: "wrong clock, not corrected", options: func(o *sample.Options) { o.DisableClockSkewCorrection = true },
			answers: list(answer(403, `{"code":"InvalidSignatureException"}`, dated(time.Hour))),
			chain:   []string{opError, wrapped, "*smithy.GenericAPIError"}},
		{name: "HTML page", answers: list(answer(200, "<html>hello</html>")),
			chain: []string{opError, wrapped, broken, formated, "*jsondec.Error"}, text: "failed to decode response body"},
		{name: "HTML page as an error", answers: list(answer(403, "<html>hello</html>")),
			chain: []string{opError, wrapped, broken, formated, "*jsondec.Error"}},
		{name: "HTML page of a proxy, then created", answers: list(answer(502, "<html>hello</html>"), answer(201, created)), arn: "arn:thing"},
		{name: "garbage after the value", answers: list(answer(200, created+"x")),
			chain: []string{opError, wrapped, broken, formated, "*jsondec.Error"}},
		{name: "wrong type", answers: list(answer(200, `{"arn":1}`)),
			chain: []string{opError, wrapped, broken, formated, "*jsondec.Error"}},
		{name: "truncated body", answers: list(truncated(200, `{"arn":"arn:th`)),
			chain: []string{opError, wrapped, broken, formated, "*errors.errorString"}, text: "unexpected EOF"},
		{name: "truncated error", answers: list(truncated(400, `{"code":`)),
			chain: []string{opError, wrapped, broken, formated, "*errors.errorString"}, text: "failed to copy error response body, unexpected EOF"},
		{name: "redirect", answers: list(answer(301, "")),
			chain: []string{opError, wrapped, "*smithy.GenericAPIError"}, text: "StatusCode: 301"},
		{name: "unsigned", answers: list(answer(201, created)), arn: "arn:thing",
			options: func(o *sample.Options) { o.Credentials = nil }},
		{name: "anonymous", answers: list(answer(201, created)), arn: "arn:thing",
			options: func(o *sample.Options) { o.Credentials = aws.AnonymousCredentials{} }},
		{name: "no credentials", options: func(o *sample.Options) { o.Credentials = noCredentials{} },
			chain: []string{opError, formated, formated, "*errors.errorString"},
			text:  "operation error Sample Things: CreateThing, get identity: get credentials: nobody knows me"},
		{name: "no region", options: func(o *sample.Options) { o.Region, o.BaseEndpoint = "", nil },
			chain: []string{opError, formated, "*errors.errorString"},
			text:  "failed to resolve service endpoint, endpoint rule error, Invalid Configuration: Missing Region"},
		{name: "bad region", options: func(o *sample.Options) { o.Region, o.BaseEndpoint = "a/b", nil },
			chain: []string{opError, formated, "*errors.errorString"}, text: "failed to bind endpoint params, invalid input region a/b"},
		{name: "no signature", options: func(o *sample.Options) { o.HTTPSignerV4 = noSigner{} },
			chain: []string{opError, formated, formated, "*errors.errorString"},
			text:  "sign request: sign http: no pen"},
		{name: "nobody listens", options: func(o *sample.Options) { o.BaseEndpoint, o.RetryMaxAttempts = aws.String("http://127.0.0.1:1"), 1 },
			chain: []string{opError, spent, wrapped, "*http.RequestSendError", "*url.Error", "*net.OpError", "*os.SyscallError", "syscall.Errno"},
			text:  "exceeded maximum number of attempts, 1, https response error StatusCode: 0, RequestID: , request send failed"},
		{name: "no token", options: func(o *sample.Options) { o.Retryer = noTokens{impatient()} },
			chain: []string{opError, formated, "*errors.errorString"}, text: "failed to get retry Send token, no token"},
	}
}

type noCredentials struct{}

func (noCredentials) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{}, errors.New("nobody knows me")
}

type noTokens struct{ aws.Retryer }

func (noTokens) GetAttemptToken(context.Context) (func(error) error, error) {
	return nil, errors.New("no token")
}

// result is what a caller can see of a call, and what the server saw.
type result struct {
	Arn      string
	Chain    []string
	Error    string
	Metadata []string
	Requests []seen
}

func (s scenario) run(t *testing.T, option func(*sample.Options)) result {
	srv := newServer(t, s.answers...)
	client := srv.client(func(o *sample.Options) {
		if s.options != nil {
			s.options(o)
		}
		option(o)
	})
	out, err := client.CreateThing(t.Context(), smallInput())
	got := result{Chain: chain(err), Requests: srv.seen}
	if err != nil {
		got.Error = strings.ReplaceAll(err.Error(), srv.URL, "http://server")
		return got
	}
	got.Arn, got.Metadata = aws.ToString(out.Arn), metadataKeys(out.ResultMetadata)
	return got
}

func TestCall(t *testing.T) {
	for _, s := range scenarios() {
		t.Run(s.name, func(t *testing.T) {
			plain, stack := s.run(t, modes()[0].option), s.run(t, modes()[1].option)
			sameTime := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Time" }, cmp.Ignore())
			if diff := cmp.Diff(plain, stack, sameTime); diff != "" {
				t.Errorf("plain and as a stack (-plain +stack)\n%s", diff)
			}
			if plain.Arn != s.arn {
				t.Errorf("arn %q, want %q", plain.Arn, s.arn)
			}
			if len(plain.Requests) != len(s.answers) {
				t.Errorf("%d attempts, want %d", len(plain.Requests), len(s.answers))
			}
			if diff := cmp.Diff(s.chain, plain.Chain); diff != "" {
				t.Errorf("error %s (-want +got)\n%s", plain.Error, diff)
			}
			if !strings.Contains(plain.Error, s.text) {
				t.Errorf("error %q, want %q in it", plain.Error, s.text)
			}
		})
	}
}

func TestRequestOnTheWire(t *testing.T) {
	s := scenario{answers: []http.HandlerFunc{answer(500, "{}"), answer(201, created)}, options: func(o *sample.Options) {
		o.BaseEndpoint = aws.String(*o.BaseEndpoint + "/base/")
		o.AppID = "my app"
	}}
	got := s.run(t, modes()[0].option)
	agent := got.Requests[0].Header["User-Agent"]
	for _, part := range []string{"aws-sdk-go-v2/", " ua/2.1 ", " lang/go#", " api/client#tinsmith ", " app/my-app ", " m/E"} {
		if !strings.Contains(agent, part) {
			t.Errorf("User-Agent %q has no %q", agent, part)
		}
	}
	want := seen{
		Method: "POST", URI: "/base/things/left%2Fupper?new=", Signed: true,
		Body: `{"clientToken":"token","name":"first"}`,
		Header: map[string]string{
			"Accept-Encoding": "gzip", "Authorization": "signed", "Content-Length": "38", "Content-Type": "application/json",
			"User-Agent": agent, "X-Amz-Date": "now",
			"Amz-Sdk-Invocation-Id": "random", "Amz-Sdk-Request": "attempt=1; max=3",
		},
	}
	for i, r := range got.Requests {
		want.Time = r.Time
		if diff := cmp.Diff(want, r); diff != "" {
			t.Errorf("attempt %d (-want +got)\n%s", i+1, diff)
		}
		want.Header["Amz-Sdk-Request"] = "attempt=2; max=3"
	}
	if diff := cmp.Diff([]string{"raw response", "request id", "response time", "server time", "skew"}, got.Metadata); diff != "" {
		t.Errorf("metadata (-want +got)\n%s", diff)
	}
}

func TestModelledErrorHasItsMembers(t *testing.T) {
	inModes(t, func(t *testing.T, option func(*sample.Options)) {
		srv := newServer(t, answer(409, `{"message":"is there","resourceIdentifier":"r"}`, "X-Amzn-Errortype: ConflictException"))
		_, err := srv.client(option).CreateThing(t.Context(), smallInput())
		var conflict *types.ConflictException
		if !errors.As(err, &conflict) || aws.ToString(conflict.ResourceIdentifier) != "r" {
			t.Errorf("%#v", err)
		}
	})
}

func TestSignatureUsesTheServersClock(t *testing.T) {
	ahead := "Date: " + time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)
	inModes(t, func(t *testing.T, option func(*sample.Options)) {
		srv := newServer(t,
			answer(403, `{"code":"RequestTimeTooSkewed"}`, ahead), answer(201, created, ahead), answer(201, created, ahead))
		client := srv.client(option)
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		for range 2 { // the second call knows the skew from the first one
			if _, err := client.CreateThing(ctx, smallInput()); err != nil {
				t.Fatal(err)
			}
		}
		for i, want := range []time.Duration{0, time.Hour, time.Hour} {
			if got := time.Until(srv.seen[i].Time); (got - want).Abs() > time.Minute {
				t.Errorf("attempt %d is signed for %v from now, want %v", i+1, got, want)
			}
			ttl := strings.Contains(srv.seen[i].Header["Amz-Sdk-Request"], "; ttl=")
			if ttl != (i > 0) {
				t.Errorf("attempt %d says %q", i+1, srv.seen[i].Header["Amz-Sdk-Request"])
			}
		}
	})
}

func TestContextEndsTheCall(t *testing.T) {
	for _, c := range []struct {
		name  string
		at    string // when the context ends
		chain []string
	}{
		{"before", "before", []string{opError, "*errors.errorString"}},
		{"while the server thinks", "thinking", []string{opError, wrapped, "*smithy.CanceledError", "*errors.errorString"}},
		{"while the body arrives", "body", []string{opError, wrapped, broken, formated, "*errors.errorString"}},
		{"during the wait for the next attempt", "wait", []string{opError, "*aws.RequestCanceledError", "*errors.errorString"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			inModes(t, func(t *testing.T, option func(*sample.Options)) {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				srv := newServer(t, func(w http.ResponseWriter, r *http.Request) {
					switch c.at {
					case "wait":
						w.WriteHeader(500)
						return
					case "body":
						w.Header().Set("Content-Length", "100")
						w.WriteHeader(200)
						_, _ = io.WriteString(w, "{")
						w.(http.Flusher).Flush()
					case "thinking":
						cancel()
					}
					<-r.Context().Done()
				})
				if c.at == "before" {
					cancel()
				}
				client := srv.client(option, func(o *sample.Options) {
					if c.at == "body" {
						o.HTTPClient = doer(func(r *http.Request) (*http.Response, error) {
							defer cancel()
							return http.DefaultClient.Do(r)
						})
					}
					o.Retryer = retry.NewStandard(func(o *retry.StandardOptions) {
						o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) {
							cancel()
							return time.Hour, nil
						})
					})
				})
				_, err := client.CreateThing(ctx, smallInput())
				if !errors.Is(err, context.Canceled) {
					t.Fatalf("error %v", err)
				}
				if diff := cmp.Diff(c.chain, chain(err)); diff != "" {
					t.Errorf("error %v (-want +got)\n%s", err, diff)
				}
			})
		})
	}
}

func TestMissingMembersAndLabels(t *testing.T) {
	inModes(t, func(t *testing.T, option func(*sample.Options)) {
		client := newServer(t).client(option)
		_, err := client.CreateThing(t.Context(), nil)
		var invalid smithy.InvalidParamsError
		if !errors.As(err, &invalid) || invalid.Context != "CreateThingInput" || len(invalid.Errs()) != 2 {
			t.Errorf("%v", err)
		}
		in := smallInput()
		in.Parts = []types.Part{{}}
		_, err = client.CreateThing(t.Context(), in)
		if err == nil || !strings.Contains(err.Error(), "missing required field, CreateThingInput.Parts[0].Name.") {
			t.Errorf("%v", err)
		}
		in = smallInput()
		in.Shelf = aws.String("")
		_, err = client.CreateThing(t.Context(), in)
		want := []string{opError, "*smithy.SerializationError", "*smithy.SerializationError", "*errors.errorString"}
		if got := chain(err); len(got) != len(want) || got[1] != want[1] || got[2] != want[2] {
			t.Errorf("%v, %v", got, err)
		}
	})
}

func TestTokenGoesIntoACopy(t *testing.T) {
	inModes(t, func(t *testing.T, option func(*sample.Options)) {
		srv := newServer(t, answer(500, "{}"), answer(201, created))
		in := smallInput()
		in.ClientToken, in.Color = nil, types.ColorRed
		client := srv.client(option, func(o *sample.Options) { o.IdempotencyTokenProvider = &countingTokens{} })
		if _, err := client.CreateThing(t.Context(), in); err != nil {
			t.Fatal(err)
		}
		if in.ClientToken != nil {
			t.Errorf("the input got the token %q", *in.ClientToken)
		}
		for i, r := range srv.seen {
			if !strings.Contains(r.Body, `"clientToken":"token 1"`) {
				t.Errorf("attempt %d sent %s", i+1, r.Body)
			}
			if color := r.Header["X-Thing-Color"]; color != "RED" {
				t.Errorf("attempt %d sent the color %q", i+1, color)
			}
		}
	})
}

type countingTokens struct{ n int }

func (c *countingTokens) GetIdempotencyToken() (string, error) {
	c.n++
	return "token " + string(rune('0'+c.n)), nil
}

// noSigner is a signer that can't.
type noSigner struct{}

func (noSigner) SignHTTP(context.Context, aws.Credentials, *http.Request, string, string, string, time.Time, ...func(*v4.SignerOptions)) error {
	return errors.New("no pen")
}

// doer is an HTTP client that is a function.
type doer func(*http.Request) (*http.Response, error)

func (d doer) Do(r *http.Request) (*http.Response, error) { return d(r) }
