package peer

import (
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
)

// steady is the SDK's retryer without chance: it waits as many seconds as there were attempts.
func steady(more ...func(*retry.StandardOptions)) func() aws.Retryer {
	return func() aws.Retryer {
		return retry.NewStandard(append(more, func(o *retry.StandardOptions) {
			o.Backoff = retry.BackoffDelayerFunc(func(attempt int, _ error) (time.Duration, error) {
				return time.Duration(attempt) * time.Second, nil
			})
		})...)
	}
}

// TestRetries compares the attempts, the delays between them, and what comes out.
func TestRetries(t *testing.T) {
	allowed := malformed()
	success := answer{status: 201, body: `{"arn":"a"}`}
	truncated := answer{status: 200, body: `{"arn":`}
	for _, c := range []struct {
		name     string
		answers  []answer
		settings func(*settings)
		context  func() (context.Context, context.CancelFunc)
		attempts int
	}{
		{name: "500, then success", answers: []answer{{status: 500}, success}, attempts: 2},
		{name: "500 for ever", answers: []answer{{status: 500}}, attempts: 3},
		{name: "502, 503, 504", answers: []answer{{status: 502, body: "<html>"}, {status: 503, body: "{}"}, {status: 504}}, attempts: 3},
		{name: "501", answers: []answer{{status: 501}}, attempts: 1},
		{name: "throttling by code", answers: []answer{{status: 400, header: errorType("ThrottlingException"), body: `{"message":"m"}`}}, attempts: 3},
		{name: "throttling, then success", answers: []answer{{status: 429, header: errorType("ThrottlingException"), body: `{"message":"m"}`}, success}, attempts: 2},
		{name: "429 alone", answers: []answer{{status: 429}}, attempts: 1},
		{name: "another's throttling code", answers: []answer{{status: 400, header: errorType("TooManyRequestsException")}}, attempts: 3},
		{name: "RequestTimeout", answers: []answer{{status: 400, header: errorType("RequestTimeout")}, success}, attempts: 2},
		{name: "InternalServerException with 400", answers: []answer{{status: 400, header: errorType("InternalServerException"), body: `{}`}}, attempts: 1},
		{name: "not retryable", answers: []answer{{status: 400, header: errorType("ValidationException"), body: `{}`}}, attempts: 1},
		{name: "refused", answers: []answer{{err: refusedConnection()}}, attempts: 3},
		{name: "refused, then success", answers: []answer{{err: refusedConnection()}, success}, attempts: 2},
		{name: "EOF", answers: []answer{{err: io.EOF}}, attempts: 3},
		{name: "another error of the transport", answers: []answer{{err: errors.New("no")}}, attempts: 3},
		{name: "truncated body", answers: []answer{truncated, success}, attempts: 1},
		{name: "broken body", answers: []answer{{status: 200, body: `{"arn":`, broken: io.ErrUnexpectedEOF}, success}, attempts: 1},
		{name: "five attempts", answers: []answer{{status: 500}}, settings: func(s *settings) { s.maxAttempts = 5 }, attempts: 5},
		{name: "one attempt", answers: []answer{{status: 500}}, settings: func(s *settings) { s.maxAttempts = 1 }, attempts: 1},
		{name: "no retries", answers: []answer{{status: 500}}, settings: func(s *settings) { s.retryer = func() aws.Retryer { return aws.NopRetryer{} } }, attempts: 1},
		{name: "no quota", answers: []answer{{status: 500}}, settings: func(s *settings) {
			s.retryer = steady(func(o *retry.StandardOptions) { o.RateLimiter = ratelimit.NewTokenRateLimit(7) })
		}, attempts: 2},
		{name: "no limit", answers: []answer{{status: 500}, {status: 500}, {status: 500}, {status: 500}, {status: 500}, success}, settings: func(s *settings) {
			s.retryer = func() aws.Retryer { return retry.AddWithMaxAttempts(steady()(), 0) }
		}, attempts: 6},
		{name: "Retry-After", answers: []answer{{status: 503, header: http.Header{"Retry-After": {"7"}, "X-Amz-Retry-After": {"7000"}}}, success}, attempts: 2},
		{name: "cancelled before", answers: []answer{success}, context: cancelled(0), attempts: 0},
		{name: "cancelled in flight", answers: []answer{{hang: true}}, context: cancelled(time.Minute), attempts: 1},
		{name: "deadline in flight", answers: []answer{{hang: true}}, context: deadline(time.Minute), attempts: 1},
		{name: "cancelled in back-off", answers: []answer{{status: 500}}, context: cancelled(1500 * time.Millisecond), attempts: 2},
		{name: "deadline in back-off", answers: []answer{{status: 500}}, context: deadline(1500 * time.Millisecond), attempts: 2},
		{name: "deadline met", answers: []answer{{status: 500, skew: time.Hour}, success}, context: deadline(time.Minute), attempts: 2},
		{name: "clock ahead", answers: skewed(time.Hour), attempts: 2},
		{name: "clock behind", answers: skewed(-time.Hour), attempts: 2},
		{name: "clock right", answers: skewed(time.Second), attempts: 1},
		{name: "clock ahead, uncorrected", answers: skewed(time.Hour), settings: func(s *settings) { s.noSkew = true }, attempts: 1},
		{name: "clock ahead for ever", answers: skewed(time.Hour)[:1], attempts: 2},
		{name: "no date", answers: []answer{{status: 403, header: http.Header{"Date": nil, "X-Amzn-Errortype": {"RequestTimeTooSkewed"}}}}, attempts: 1},
		{name: "broken date", answers: []answer{{status: 403, header: http.Header{"Date": {"yesterday"}, "X-Amzn-Errortype": {"RequestTimeTooSkewed"}}}}, attempts: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			ways(t, func(t *testing.T, s settings) {
				s.retryer = steady()
				if c.settings != nil {
					c.settings(&s)
				}
				tr := trial{settings: s, operation: "CreateResponsePlan", in: fullPlan(), answers: c.answers, context: c.context}
				if o := tr.compare(t, &allowed); len(o.Sent) != c.attempts {
					t.Errorf("%d attempts, want %d", len(o.Sent), c.attempts)
				}
			})
		})
	}
	allowed.checkUsed(t)
}

// skewed are the answers of a server whose clock is ahead of ours, to a first request signed
// with our time and to others.
func skewed(d time.Duration) []answer {
	return []answer{
		{status: 403, skew: d, header: errorType("InvalidSignatureException"), body: `{"message":"Signature expired"}`},
		{status: 201, skew: d, body: `{"arn":"a"}`},
	}
}

func cancelled(after time.Duration) func() (context.Context, context.CancelFunc) {
	return func() (context.Context, context.CancelFunc) {
		ctx, cancel := context.WithCancel(context.Background())
		if after == 0 {
			cancel()
			return ctx, cancel
		}
		timer := time.AfterFunc(after, cancel)
		return ctx, func() { timer.Stop(); cancel() }
	}
}

func deadline(after time.Duration) func() (context.Context, context.CancelFunc) {
	return func() (context.Context, context.CancelFunc) {
		return context.WithTimeout(context.Background(), after)
	}
}

// TestSkewIsKept compares a second call of a client that has learnt of the server's clock.
func TestSkewIsKept(t *testing.T) {
	ways(t, func(t *testing.T, s settings) {
		s.retryer = steady()
		tr := trial{settings: s, operation: "CreateResponsePlan", in: fullPlan(), answers: skewed(time.Hour), times: 2}
		if o := tr.compare(t, nil); len(o.Sent) != 3 {
			t.Errorf("%d requests, want 3", len(o.Sent))
		}
	})
}

// TestDelays looks at the delays of the default retryers, which are left to chance up to a bound.
func TestDelays(t *testing.T) {
	ways(t, func(t *testing.T, s settings) {
		s.maxAttempts = 8
		tr := trial{settings: s, operation: "CreateResponsePlan", in: fullPlan(), answers: []answer{{status: 500}}}
		for _, side := range []side{theirs, ours} {
			o := tr.run(t, side)
			if len(o.Delays) != 7 {
				t.Fatalf("%s: %d delays", side.name, len(o.Delays))
			}
			for i, d := range o.Delays {
				if most := min(time.Second<<(i+1), retry.DefaultMaxBackoff); d < 0 || d > most {
					t.Errorf("%s: delay %d is %v, want at most %v", side.name, i+1, d, most)
				}
			}
		}
	})
}
