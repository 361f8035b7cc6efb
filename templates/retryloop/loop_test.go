package retryloop_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/templates/retryloop"
)

// scenario is a script for one call: what each attempt ends with, and what the
// retryer says.
type scenario struct {
	name     string
	outcomes []outcome
	max      int

	attemptTokenErr int // number of the attempt whose token is refused
	retryTokenErr   bool
	delayErr        bool
	releaseErr      bool
	rewindErr       bool
	cancelBefore    bool
	cancelInWait    bool
	rules2026       bool
	noCorrection    bool
	clock           time.Duration
}

type outcome struct {
	err   error
	skew  time.Duration // of the server's Date header, when dated
	dated bool
}

func failed(code string) outcome { return outcome{err: apiError(code)} }

func skewed(code string, by time.Duration) outcome {
	return outcome{err: apiError(code), skew: by, dated: true}
}

func apiError(code string) error { return &smithy.GenericAPIError{Code: code, Message: "scripted"} }

var scenarios = []scenario{
	{name: "success", outcomes: []outcome{{}}, max: 3},
	{name: "success after one failure", outcomes: []outcome{failed("Retryable"), {}}, max: 3},
	{name: "success after two failures", outcomes: []outcome{failed("Retryable"), failed("Retryable"), {}}, max: 3},
	{name: "attempts used up", outcomes: []outcome{failed("Retryable"), failed("Retryable"), failed("Retryable")}, max: 3},
	{name: "one attempt allowed", outcomes: []outcome{failed("Retryable")}, max: 1},
	{name: "no limit", outcomes: []outcome{failed("Retryable"), failed("Retryable"), failed("Retryable"), failed("Retryable"), {}}},
	{name: "not retryable", outcomes: []outcome{failed("Final")}, max: 3},
	{name: "not retryable after a repetition", outcomes: []outcome{failed("Retryable"), failed("Final")}, max: 3},
	{name: "no attempt token", max: 3, attemptTokenErr: 1},
	{name: "no attempt token for the second", outcomes: []outcome{failed("Retryable")}, max: 3, attemptTokenErr: 2},
	{name: "quota used up", outcomes: []outcome{failed("Retryable")}, max: 3, retryTokenErr: true},
	{name: "no delay", outcomes: []outcome{failed("Retryable")}, max: 3, delayErr: true},
	{name: "tokens not taken back after a failure", outcomes: []outcome{failed("Retryable")}, max: 3, releaseErr: true},
	{name: "tokens not taken back after success", outcomes: []outcome{{}}, max: 3, releaseErr: true},
	{name: "no rewind", outcomes: []outcome{failed("Retryable")}, max: 3, rewindErr: true},
	{name: "cancelled before", max: 3, cancelBefore: true},
	{name: "cancelled while waiting", outcomes: []outcome{failed("Retryable")}, max: 3, cancelInWait: true},
	{name: "wrong clock", outcomes: []outcome{skewed("SignatureDoesNotMatch", time.Hour), {dated: true, skew: time.Hour}}, max: 3},
	{name: "wrong clock to the end", outcomes: []outcome{skewed("AuthFailure", time.Hour), skewed("AuthFailure", -time.Hour)}, max: 2},
	{name: "clock that seems right", outcomes: []outcome{skewed("SignatureDoesNotMatch", time.Minute)}, max: 3},
	{name: "clock already corrected", outcomes: []outcome{skewed("SignatureDoesNotMatch", time.Hour)}, max: 3, clock: time.Hour},
	{name: "clock right again", outcomes: []outcome{skewed("AccessDeniedException", 0), {dated: true}}, max: 3, clock: time.Hour},
	{name: "wrong clock, other code", outcomes: []outcome{skewed("Final", time.Hour)}, max: 3},
	{name: "wrong clock, no date", outcomes: []outcome{failed("SignatureDoesNotMatch")}, max: 3},
	{name: "no clock correction", outcomes: []outcome{skewed("SignatureDoesNotMatch", time.Hour)}, max: 3, noCorrection: true},
	{name: "2026: success after two failures", outcomes: []outcome{failed("Retryable"), failed("Retryable"), {}}, max: 3, rules2026: true},
	{name: "2026: attempts used up", outcomes: []outcome{failed("Retryable"), failed("Retryable")}, max: 2, rules2026: true},
}

// report is what can be seen of a run.
type report struct {
	Events []string
	Chain  []string
	Clock  time.Duration // in whole minutes
}

func TestLoopDoesWhatTheSDKDoes(t *testing.T) {
	for _, s := range scenarios {
		t.Run(s.name, func(t *testing.T) {
			if s.rules2026 {
				t.Setenv("AWS_NEW_RETRIES_2026", "true")
			}
			want, got := s.runSDK(), s.runLoop()
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the SDK's loop and ours (-want +got)\n%s", diff)
			}
			if n := countAttempts(got.Events); n != len(s.outcomes) {
				t.Errorf("%d attempts, want all %d of the script", n, len(s.outcomes))
			}
		})
	}
}

func countAttempts(events []string) (n int) {
	for _, e := range events {
		if len(e) > 4 && e[:4] == "send" {
			n++
		}
	}
	return n
}

// player plays a scenario, to either loop, and records what is asked of it.
type player struct {
	scenario
	events []string
	sent   int
	asked  int
	cancel context.CancelFunc
}

func (p *player) note(format string, args ...any) {
	p.events = append(p.events, fmt.Sprintf(format, args...))
}

func (p *player) release(kind string) func(error) error {
	return func(err error) error {
		p.note("release %s token, failed %t", kind, err != nil)
		if p.releaseErr {
			return errors.New("not taken back")
		}
		return nil
	}
}

func (p *player) IsErrorRetryable(err error) bool {
	var coded smithy.APIError
	var marked interface{ RetryableError() bool }
	if errors.As(err, &marked) {
		return marked.RetryableError()
	}
	return errors.As(err, &coded) && coded.ErrorCode() == "Retryable"
}

func (p *player) MaxAttempts() int { return p.max }

func (p *player) RetryDelay(attempt int, err error) (time.Duration, error) {
	p.note("delay after attempt %d, error %v", attempt, chain(err)[len(chain(err))-1])
	if p.delayErr {
		return 0, errors.New("no delay")
	}
	if p.cancelInWait {
		p.cancel()
		return time.Hour, nil
	}
	return 0, nil
}

func (p *player) GetRetryToken(context.Context, error) (func(error) error, error) {
	p.note("retry token")
	if p.retryTokenErr {
		return nil, errors.New("quota used up")
	}
	return p.release("retry"), nil
}

func (p *player) GetInitialToken() func(error) error { panic("deprecated") }

func (p *player) GetAttemptToken(context.Context) (func(error) error, error) {
	p.asked++
	p.note("attempt token")
	if p.attemptTokenErr == p.asked {
		return nil, errors.New("no token")
	}
	return p.release("attempt"), nil
}

// RewindStream is what the SDK's loop asks of a request.
func (p *player) RewindStream() error {
	p.note("rewind")
	if p.rewindErr {
		return errors.New("not seekable")
	}
	return nil
}

func (p *player) Rewind() error { return p.RewindStream() }

// send makes the next attempt of the script; the SDK's own middleware finds the skew.
func (p *player) send(ctx context.Context) (middleware.Metadata, error) {
	p.note("send %d", p.sent+1)
	if p.sent == len(p.outcomes) {
		panic("more attempts than the script has")
	}
	o := p.outcomes[p.sent]
	p.sent++
	header := http.Header{}
	if o.dated {
		header.Set("Date", time.Now().Add(o.skew).UTC().Format(http.TimeFormat))
	}
	answer := middleware.DeserializeHandlerFunc(func(context.Context, middleware.DeserializeInput) (out middleware.DeserializeOutput, md middleware.Metadata, err error) {
		out.RawResponse = &smithyhttp.Response{Response: &http.Response{Header: header}}
		return out, md, o.err
	})
	_, md, err := awsmiddleware.RecordResponseTiming{DisableClockSkewCorrection: p.noCorrection}.
		HandleDeserialize(ctx, middleware.DeserializeInput{}, answer)
	return md, err
}

func (p *player) Attempt(ctx context.Context, a retryloop.Attempt) (seen retryloop.Skew, err error) {
	if a.Number != p.sent+1 || a.Max != p.max {
		p.note("attempt %d of %d", a.Number, a.Max)
	}
	md, err := p.send(ctx)
	seen.Offset, seen.Known = awsmiddleware.GetAttemptSkew(md)
	return seen, err
}

func (s scenario) player() (*player, context.Context, *atomic.Int64) {
	ctx, cancel := context.WithCancel(context.Background())
	if s.cancelBefore {
		cancel()
	}
	clock := new(atomic.Int64)
	clock.Store(int64(s.clock))
	return &player{scenario: s, cancel: cancel}, ctx, clock
}

func (p *player) report(err error, clock *atomic.Int64) report {
	p.cancel()
	return report{p.events, chain(err), time.Duration(clock.Load()).Round(time.Minute)}
}

func (s scenario) runSDK() report {
	p, ctx, clock := s.player()
	loop := retry.NewAttemptMiddleware(p, func(v any) any { return v }, func(a *retry.Attempt) {
		a.ClientSkew = clock
		a.DisableClockSkewCorrection = s.noCorrection
	})
	next := middleware.FinalizeHandlerFunc(func(ctx context.Context, in middleware.FinalizeInput) (out middleware.FinalizeOutput, md middleware.Metadata, err error) {
		md, err = p.send(ctx)
		return out, md, err
	})
	_, _, err := loop.HandleFinalize(ctx, middleware.FinalizeInput{Request: p}, next)
	return p.report(err, clock)
}

func (s scenario) runLoop() report {
	p, ctx, clock := s.player()
	l := retryloop.Loop{
		Retryer:   p,
		Clock:     clock,
		Exhausted: func(n int, err error) error { return &retry.MaxAttemptsError{Attempt: n, Err: err} },
		Canceled:  func(err error) error { return &aws.RequestCanceledError{Err: err} },
	}
	if s.noCorrection {
		l.Clock = nil
	}
	return p.report(l.Run(ctx, p), clock)
}

// chain is the types of an error and of what it wraps.
func chain(err error) (types []string) {
	for err != nil {
		name := fmt.Sprintf("%T", err)
		switch name {
		case "*retry.retryableClockSkewError", "*retryloop.skewError":
			name = "clock skew" // the SDK's type can't be made outside of its package
		}
		types = append(types, name)
		if many, ok := err.(interface{ Unwrap() []error }); ok {
			for _, e := range many.Unwrap() {
				types = append(types, chain(e)...)
			}
			return types
		}
		if err = errors.Unwrap(err); err == nil {
			return types
		}
	}
	return types
}
