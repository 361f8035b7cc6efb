package gen_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
)

func TestLiveAttempts(t *testing.T) {
	throttled := reply(429, `{"message":"m","quotaCode":"q","serviceCode":"ssm-incidents"}`, "X-Amzn-Errortype: ThrottlingException")
	broken := reply(500, `{"message":"m"}`)
	ok := reply(201, created)
	runScenarios(t, []scenario{
		{name: "500, then created", answers: handlers(broken, ok), want: createdPlan, sent: attempts(createLine, 2)},
		{name: "throttled, then created", answers: handlers(throttled, ok), want: createdPlan, sent: attempts(createLine, 2)},
		{name: "both, then created", answers: handlers(throttled, broken, ok), want: createdPlan, sent: attempts(createLine, 3)},
		{name: "a proxy's page, then created", want: createdPlan, sent: attempts(createLine, 2),
			answers: handlers(reply(502, "<html>bad gateway</html>", "Content-Type: text/html"), ok)},
		{name: "502 to 504, to the end", sent: attempts(createLine, 3),
			answers: handlers(reply(502, ""), reply(503, ""), reply(504, "")),
			chain:   []string{errOperation, errSpent, errResponse, errGeneric},
			text:    "exceeded maximum number of attempts, 3, " + responseText(504) + "api error UnknownError: UnknownError"},
		{name: "connection lost, then created", answers: handlers(hangUp(""), ok), want: createdPlan, sent: attempts(createLine, 2)},
		{name: "501 isn't repeated", answers: handlers(reply(501, "{}")),
			chain: []string{errOperation, errResponse, errGeneric}, text: responseText(501) + "api error UnknownError: UnknownError"},
		{name: "one attempt", answers: handlers(broken), options: func(o *ssmincidents.Options) { o.RetryMaxAttempts = 1 },
			sent:  []string{createLine + " attempt=1; max=1"},
			chain: []string{errOperation, errSpent, errResponse, errGeneric},
			text:  "exceeded maximum number of attempts, 1, " + responseText(500) + "api error UnknownError: m"},
		{name: "no retries", answers: handlers(broken), options: func(o *ssmincidents.Options) { o.Retryer = aws.NopRetryer{} },
			chain: []string{errOperation, errResponse, errGeneric}, text: responseText(500) + "api error UnknownError: m",
			sent: []string{createLine + " attempt=1; max=1"}},
		{name: "the quota for retries is used up", answers: handlers(broken),
			options: func(o *ssmincidents.Options) {
				o.Retryer = retry.NewStandard(func(o *retry.StandardOptions) { o.RateLimiter = ratelimit.NewTokenRateLimit(0) })
			},
			chain: []string{errOperation, "*errors.joinError", errResponse, errGeneric, errWrap, "ratelimit.QuotaExceededError"},
			text:  responseText(500) + "api error UnknownError: m\nfailed to get rate limit token, retry quota exceeded, 0 available, 5 requested"},
	})
}

// TestLiveAttemptsSendTheSame compares all attempts of a call: the token that was filled in, the invocation's id and
// the rest of the request are the same, only the number grows.
func TestLiveAttemptsSendTheSame(t *testing.T) {
	in := wholePlan()
	in.ClientToken = nil
	s := scenario{
		answers: handlers(reply(500, "{}"), hangUp(""), reply(201, created)),
		call:    create(in), want: createdPlan, sent: attempts(createLine, 3),
	}
	r := s.check(t).Requests
	for _, later := range r[1:] {
		if later.Token != r[0].Token || !uuid4.MatchString(later.Token) || later.Body != r[0].Body {
			t.Errorf("token %q after %q, bodies\n%s\n%s", later.Token, r[0].Token, r[0].Body, later.Body)
		}
		for name, value := range r[0].Header {
			if later.Header[name] != value && name != "Amz-Sdk-Request" {
				t.Errorf("%s: %q after %q", name, later.Header[name], value)
			}
		}
	}
}

// TestLiveMaxAttemptsError shows what a program finds when it gives up.
func TestLiveMaxAttemptsError(t *testing.T) {
	broken := reply(500, `{"message":"m"}`, "X-Amzn-Errortype: InternalServerException")
	err := (&scenario{answers: handlers(broken, broken, broken)}).run(t).err
	var spent *retry.MaxAttemptsError
	if !errors.As(err, &spent) || spent.Attempt != 3 {
		t.Errorf("no MaxAttemptsError of 3 attempts in %v", err)
	}
	checkResponseError(t, err, 500)
}

// TestLiveWrongClock makes calls to a server whose clock is far from the client's. It refuses the first signature; the
// next attempt is signed with the right time, and so is the first of the next call.
func TestLiveWrongClock(t *testing.T) {
	for name, ahead := range map[string]time.Duration{"ahead": time.Hour, "behind": -time.Hour, "another day": 26 * time.Hour} {
		t.Run(name, func(t *testing.T) { checkWrongClock(t, ahead) })
	}
}

func checkWrongClock(t *testing.T, ahead time.Duration) {
	got := bothKinds(t, func(t *testing.T, option func(*ssmincidents.Options)) outcome {
		srv := newLive(t, reply(201, created), reply(201, created))
		srv.ahead = ahead
		client := srv.client(option)
		if got := srv.observe(t.Context(), client, createSmall()); got.err != nil || len(got.Requests) != 2 {
			t.Fatalf("%d requests, %v", len(got.Requests), got.err)
		}
		return srv.observe(t.Context(), client, createSmall())
	})
	var sent []string
	for _, r := range got.Requests {
		sent = append(sent, r.Header["Amz-Sdk-Request"]+" "+r.Refused)
	}
	want := []string{"attempt=1; max=3 " + errWrongTime.Error(), "attempt=2; max=3 ", "attempt=1; max=3 "}
	if !slices.Equal(sent, want) || got.err != nil {
		t.Errorf("attempts %q, want %q; %v", sent, want, got.err)
	}
}

// TestLiveDeadlineIsToldInTheServersTime sends the deadline of a call as soon as the server's clock is known to be ahead.
func TestLiveDeadlineIsToldInTheServersTime(t *testing.T) {
	deadline := time.Now().Add(10 * time.Minute)
	got := bothKinds(t, func(t *testing.T, option func(*ssmincidents.Options)) outcome {
		srv := newLive(t, reply(201, created))
		srv.ahead = time.Hour
		ctx, cancel := context.WithDeadline(t.Context(), deadline)
		defer cancel()
		o := srv.observe(ctx, srv.client(option), createSmall())
		if len(o.Requests) != 2 || o.err != nil {
			t.Fatalf("%d requests, %v", len(o.Requests), o.err)
		}
		second := o.Requests[1].Header
		const prefix = "attempt=2; max=3; ttl="
		told, err := time.Parse(prefix+amzTime, second["Amz-Sdk-Request"])
		// The server tells its time in whole seconds.
		if off := told.Sub(deadline.Add(srv.ahead)).Abs(); err != nil || off > 5*time.Second {
			t.Errorf("%q is %v from the deadline (%v)", second["Amz-Sdk-Request"], off, err)
		}
		second["Amz-Sdk-Request"] = "checked"
		return o
	})
	if got.err != nil {
		t.Error(got.err)
	}
}

func TestLiveWrongClockIsNotAlwaysCorrected(t *testing.T) {
	refused := []string{errOperation, errResponse, errGeneric}
	text := responseText(403) + "api error InvalidSignatureException: "
	off := func(o *ssmincidents.Options) { o.DisableClockSkewCorrection = true }
	signature := reply(403, `{"message":"m"}`, "X-Amzn-Errortype: InvalidSignatureException")
	runScenarios(t, []scenario{
		{name: "switched off", setup: func(l *live) { l.ahead = time.Hour }, options: off,
			chain: refused, text: text + "the signature isn't valid"},
		{name: "refused at the right time", answers: handlers(signature), chain: refused, text: text + "m"},
		{name: "refused without the server's time", answers: handlers(func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Date"] = nil
			signature(w, r)
		}), chain: refused, text: text + "m"},
	})
}

// endless is a retryer that wants to wait for an hour; waits is called when it says so.
type endless struct {
	aws.Retryer
	waits func()
}

func (e *endless) RetryDelay(int, error) (time.Duration, error) {
	e.waits()
	return time.Hour, nil
}

// TestLiveCancelBetweenAttempts ends the context while the client waits for its next attempt.
func TestLiveCancelBetweenAttempts(t *testing.T) {
	got := bothKinds(t, func(t *testing.T, option func(*ssmincidents.Options)) outcome {
		srv := newLive(t, reply(500, "{}"))
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		client := srv.client(option, func(o *ssmincidents.Options) { o.Retryer = &endless{o.Retryer, cancel} })
		return srv.observe(ctx, client, createSmall())
	})
	var canceled *aws.RequestCanceledError
	if !errors.As(got.err, &canceled) || !errors.Is(got.err, context.Canceled) {
		t.Errorf("%v: %q", got.err, got.Chain)
	}
	var op *smithy.OperationError
	if !errors.As(got.err, &op) {
		t.Errorf("no operation in %v", got.err)
	}
}
