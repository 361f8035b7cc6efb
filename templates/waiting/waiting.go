// Package waiting owns what waiters have in common: the loop of calls with a growing delay
// between them, and what an error is asked for. It must not know any operation.
package waiting

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithytime "github.com/aws/smithy-go/time"
	smithywaiter "github.com/aws/smithy-go/waiter"
)

// Feature marks the calls of waiters in the user agent.
const Feature = "B"

// Plan is how to wait.
type Plan struct {
	Waiter string // the waiter's name in errors
	// MaxWait is how long to wait in all; it must be above zero.
	MaxWait time.Duration
	// MinDelay and MaxDelay bound the delay between calls, which grows between them
	// at random. DefaultMaxDelay stands in for a MaxDelay that isn't above zero.
	MinDelay, MaxDelay, DefaultMaxDelay time.Duration
	// APIOptions are those of every call.
	APIOptions []func(*middleware.Stack) error
	// Log logs the number of each call.
	Log bool
}

// Run calls attempt, with the API options for the call, until that has an answer that is
// no longer to be waited for, or an error. It errs when the plan makes no sense, when the
// time is over and when ctx ends. The texts are those of aws-sdk-go-v2.
func Run[O any](ctx context.Context, p Plan, attempt func(context.Context, []func(*middleware.Stack) error) (out *O, retry bool, err error)) (*O, error) {
	return run(ctx, p, clock{time.Now, smithytime.SleepWithContext}, attempt)
}

// clock is what tells the time and lets it pass.
type clock struct {
	now   func() time.Time
	sleep func(context.Context, time.Duration) error
}

func run[O any](ctx context.Context, p Plan, c clock, attempt func(context.Context, []func(*middleware.Stack) error) (*O, bool, error)) (*O, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, p.MaxWait)
	defer cancel()
	left := p.MaxWait
	for n := int64(1); ; n++ {
		start := c.now()
		out, retry, err := attempt(ctx, p.apiOptions(n))
		if err != nil {
			return nil, err
		}
		if !retry {
			return out, nil
		}
		left -= c.now().Sub(start)
		if left < p.MinDelay || left <= 0 {
			return nil, fmt.Errorf("exceeded max wait time for %s waiter", p.Waiter)
		}
		delay, err := smithywaiter.ComputeDelay(n, p.MinDelay, p.MaxDelay, left)
		if err != nil {
			return nil, fmt.Errorf("error computing waiter delay, %w", err)
		}
		left -= delay
		if err := c.sleep(ctx, delay); err != nil {
			return nil, fmt.Errorf("request cancelled while waiting, %w", err)
		}
	}
}

func (p *Plan) check() error {
	if p.MaxWait <= 0 {
		return errors.New("maximum wait time for waiter must be greater than zero")
	}
	if p.MaxDelay <= 0 {
		p.MaxDelay = p.DefaultMaxDelay
	}
	if p.MinDelay > p.MaxDelay {
		//lint:ignore ST1005 the text is aws-sdk-go-v2's
		return fmt.Errorf("minimum waiter delay %v must be lesser than or equal to maximum waiter delay of %v.", p.MinDelay, p.MaxDelay)
	}
	return nil
}

// apiOptions are the API options of the nth call.
func (p *Plan) apiOptions(n int64) []func(*middleware.Stack) error {
	if !p.Log {
		return p.APIOptions
	}
	logger := smithywaiter.Logger{Attempt: n}
	return append(p.APIOptions[:len(p.APIOptions):len(p.APIOptions)], logger.AddLogger)
}

// Failed returns the error of a waiter that met what it must not.
func Failed() error { return errors.New("waiter state transitioned to Failure") }

// Is reports whether err is, or wraps, an error of type E.
func Is[E error](err error) bool {
	var target E
	return errors.As(err, &target)
}

// HasCode reports whether err is, or wraps, an error of the API with the code.
func HasCode(err error, code string) bool {
	var target smithy.APIError
	return errors.As(err, &target) && target.ErrorCode() == code
}
