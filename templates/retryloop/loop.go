// Package retryloop owns the attempts of one call: it asks a retryer whether and
// when to try again, waits, and carries the clock skew from one attempt to the next.
// It must not know what an attempt consists of, nor any type of an SDK's core.
package retryloop

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"time"
)

// Retryer has the methods of aws.RetryerV2, so that every retryer of aws-sdk-go-v2
// is one.
type Retryer interface {
	// IsErrorRetryable says whether an attempt that failed with the error may be repeated.
	IsErrorRetryable(error) bool
	// MaxAttempts is the number of attempts a call has, 0 for no limit.
	MaxAttempts() int
	// RetryDelay is how long to wait after an attempt that failed with opErr.
	RetryDelay(attempt int, opErr error) (time.Duration, error)
	// GetRetryToken takes what a repetition costs out of a quota.
	GetRetryToken(ctx context.Context, opErr error) (releaseToken func(error) error, err error)
	// GetInitialToken is the predecessor of GetAttemptToken; the loop doesn't use it.
	GetInitialToken() (releaseToken func(error) error)
	// GetAttemptToken is asked before each attempt and may block.
	GetAttemptToken(context.Context) (func(error) error, error)
}

// Attempt is what an attempt may know of the loop.
type Attempt struct {
	// Number counts from 1.
	Number int
	// Max is the retryer's MaxAttempts, 0 for no limit.
	Max int
	// Skew is what to add to the client's clock to get the server's.
	Skew time.Duration
}

// Skew is the difference between the server's clock and the client's that an attempt
// saw. The zero value is that of an attempt that saw none.
type Skew struct {
	Offset time.Duration
	Known  bool
}

// Call is one call, tried as often as its Loop wants.
type Call interface {
	// Attempt sends the request once.
	Attempt(ctx context.Context, a Attempt) (Skew, error)
	// Rewind sets the request's body back to its start. It is called before every
	// attempt but the first.
	Rewind() error
}

// Loop is how calls are repeated. It may be used by any number of calls at a time;
// none of its fields may change after the first.
type Loop struct {
	// Retryer decides. Must not be nil.
	Retryer Retryer
	// Clock holds the clock skew in nanoseconds from one call to the next. Nil means
	// that nothing is corrected for clock skew.
	Clock *atomic.Int64
	// Exhausted wraps the error of the last attempt that MaxAttempts allows.
	Exhausted func(attempts int, err error) error
	// Canceled wraps the context's error when it ends the wait for the next attempt.
	Canceled func(err error) error
	// Log gets a line for each repetition and for each end; nil means none.
	Log func(ctx context.Context, format string, args ...any)
	// Sleep waits; nil means with a timer.
	Sleep func(context.Context, time.Duration) error
}

// Run tries the call until an attempt succeeds, its error isn't retryable, the
// attempts or the quota are used up, or the context ends. It returns the error of
// the last attempt, wrapped as the Loop says.
func (l *Loop) Run(ctx context.Context, c Call) error {
	r := run{Loop: l, call: c, max: l.Retryer.MaxAttempts(), release: keep, rules2026: rules2026()}
	a := Attempt{Max: r.max}
	if l.Clock != nil {
		a.Skew = time.Duration(l.Clock.Load())
	}
	for {
		a.Number++
		seen, again, err := r.attempt(ctx, a)
		a.Skew = seen.Offset
		if again {
			continue
		}
		if l.Clock != nil && seen.Known {
			l.Clock.Store(int64(seen.Offset))
		}
		return err
	}
}

// run is the state of one Run.
type run struct {
	*Loop
	call      Call
	max       int
	release   func(error) error // of the retry token that the last failure cost
	rules2026 bool
}

// attempt makes one attempt and, when there is to be another one, waits for it.
func (r *run) attempt(ctx context.Context, a Attempt) (seen Skew, again bool, err error) {
	if err := ctx.Err(); err != nil {
		return Skew{}, false, err
	}
	releaseAttempt, err := r.Retryer.GetAttemptToken(ctx)
	if err != nil {
		return Skew{}, false, fmt.Errorf("failed to get retry Send token, %w", err)
	}
	if a.Number > 1 {
		if err := r.call.Rewind(); err != nil {
			return Skew{}, false, fmt.Errorf("failed to rewind transport stream for retry, %w", err)
		}
		r.logf(ctx, "attempt %d of the request", a.Number)
	}

	seen, err = r.call.Attempt(ctx, a)

	if err := r.settle(a, releaseAttempt, err); err != nil {
		return seen, false, err
	}
	if err == nil {
		return seen, false, nil
	}
	if r.Clock != nil {
		err = markSkew(err, seen, a.Skew)
	}
	again, err = r.next(ctx, a, err)
	return seen, again, err
}

// settle gives the tokens back. It returns an error when that fails after a failed
// attempt; after a successful one nobody would want to hear of it.
func (r *run) settle(a Attempt, releaseAttempt func(error) error, err error) error {
	if r.release(err) != nil && err != nil {
		return fmt.Errorf("failed to release retry token after request error, %w", err)
	}
	if r.rules2026 && a.Number > 1 {
		return nil
	}
	if releaseAttempt(err) != nil && err != nil {
		return fmt.Errorf("failed to release initial token after request error, %w", err)
	}
	return nil
}

// next decides about another attempt after a failed one, pays for it and waits.
func (r *run) next(ctx context.Context, a Attempt, err error) (bool, error) {
	r.release = keep
	if !r.Retryer.IsErrorRetryable(err) {
		r.logf(ctx, "the error isn't retryable: %v", err)
		return false, err
	}
	if r.max > 0 && a.Number >= r.max {
		r.logf(ctx, "no more than %d attempts are allowed", r.max)
		return false, r.Exhausted(a.Number, err)
	}
	release, tokenErr := r.Retryer.GetRetryToken(ctx, err)
	if tokenErr != nil {
		return false, errors.Join(err, tokenErr)
	}
	r.release = release

	delay, delayErr := r.delay(ctx, a, err)
	if delayErr != nil {
		return false, delayErr
	}
	if err := r.sleep(ctx, delay); err != nil {
		return false, r.Canceled(err)
	}
	return true, err
}

func (r *run) logf(ctx context.Context, format string, args ...any) {
	if r.Log != nil {
		r.Log(ctx, format, args...)
	}
}

// keep is the release of a token that doesn't exist.
func keep(error) error { return nil }

// rules2026 says whether the environment asks for the retry rules that aws-sdk-go-v2
// calls the new ones of 2026.
func rules2026() bool { return os.Getenv("AWS_NEW_RETRIES_2026") == "true" }
