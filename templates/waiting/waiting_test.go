package waiting

import (
	"context"
	"errors"
	"fmt"
	mathrand "math/rand"
	"testing"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	"github.com/aws/smithy-go/rand"
	"github.com/google/go-cmp/cmp"
)

// still is a clock that moves only in sleep, in calls and, by a millisecond, when it is read.
type still struct {
	time   time.Time
	slept  []time.Duration // rounded to seconds
	cancel int             // the sleep that ends with the context, counted from 1
}

func (s *still) clock() clock {
	return clock{
		now: func() time.Time {
			s.time = s.time.Add(time.Millisecond)
			return s.time
		},
		sleep: func(_ context.Context, d time.Duration) error {
			s.slept = append(s.slept, d.Round(time.Second))
			s.time = s.time.Add(d)
			if len(s.slept) == s.cancel {
				return context.Canceled
			}
			return nil
		},
	}
}

type output struct{ n int }

func seconds(list ...int) []time.Duration {
	var out []time.Duration
	for _, n := range list {
		out = append(out, time.Duration(n)*time.Second)
	}
	return out
}

func TestRunWaits(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct {
		name     string
		min, max int // seconds
		wait     int
		cost     int // of a call, in seconds
		answers  int // the call that is answered, counted from 1
		err      error
		cancel   int
		slept    []time.Duration
		want     string
	}{
		{name: "the first call", min: 2, max: 2, wait: 60, answers: 1, want: "output 1"},
		{name: "the third call", min: 2, max: 2, wait: 60, answers: 3, slept: seconds(2, 2), want: "output 3"},
		{name: "an error", min: 2, max: 2, wait: 60, answers: 2, err: broken, slept: seconds(2), want: "broken"},
		{name: "the time is over", min: 10, max: 10, wait: 35, answers: 99, slept: seconds(10, 10, 5), want: "exceeded max wait time for ThingExists waiter"},
		{name: "calls take their time", min: 10, max: 10, wait: 55, cost: 20, answers: 99, slept: seconds(10), want: "exceeded max wait time for ThingExists waiter"},
		{name: "less time than a delay", min: 10, max: 10, wait: 9, answers: 99, want: "exceeded max wait time for ThingExists waiter"},
		{name: "answered though there is no time", min: 10, max: 10, wait: 1, answers: 1, want: "output 1"},
		{name: "cancelled between calls", min: 2, max: 2, wait: 60, answers: 99, cancel: 2, slept: seconds(2, 2), want: "request cancelled while waiting, context canceled"},
		{name: "no time at all", min: 2, max: 2, wait: 0, answers: 1, want: "maximum wait time for waiter must be greater than zero"},
		{name: "negative time", min: 2, max: 2, wait: -1, answers: 1, want: "maximum wait time for waiter must be greater than zero"},
		{name: "delays the wrong way round", min: 90, max: 30, wait: 60, answers: 1, want: "minimum waiter delay 1m30s must be lesser than or equal to maximum waiter delay of 30s."},
		{name: "no longest delay", min: 7, max: 0, wait: 60, answers: 2, slept: seconds(7), want: "output 2"},
		{name: "no longest delay, a long shortest one", min: 60, max: -1, wait: 60, answers: 2, want: "minimum waiter delay 1m0s must be lesser than or equal to maximum waiter delay of 7s."},
		{name: "no shortest delay", min: 0, max: 5, wait: 60, answers: 2, want: "error computing waiter delay, minDelay must be greater than zero when computing Delay"},
	} {
		t.Run(c.name, func(t *testing.T) {
			now := &still{time: time.Unix(0, 0), cancel: c.cancel}
			n := 0
			plan := Plan{Waiter: "ThingExists", MaxWait: time.Duration(c.wait) * time.Second, MinDelay: time.Duration(c.min) * time.Second,
				MaxDelay: time.Duration(c.max) * time.Second, DefaultMaxDelay: 7 * time.Second}
			out, err := run(context.Background(), plan, now.clock(), func(ctx context.Context, _ []func(*middleware.Stack) error) (*output, bool, error) {
				if _, ok := ctx.Deadline(); !ok {
					t.Error("the context of the call has no deadline")
				}
				n++
				now.time = now.time.Add(time.Duration(c.cost) * time.Second)
				if n < c.answers {
					return &output{n}, true, nil
				}
				return &output{n}, false, c.err
			})
			got := fmt.Sprint(err)
			if err == nil {
				got = fmt.Sprintf("output %d", out.n)
			} else if out != nil {
				t.Errorf("an output beside the error %v", err)
			}
			if got != c.want {
				t.Errorf("have %q, want %q", got, c.want)
			}
			if diff := cmp.Diff(c.slept, now.slept); diff != "" {
				t.Errorf("the delays (-want +got)\n%s", diff)
			}
		})
	}
}

func TestDelaysGrowWithJitter(t *testing.T) {
	reader := rand.Reader
	defer func() { rand.Reader = reader }()
	rand.Reader = mathrand.New(mathrand.NewSource(1))
	now := &still{time: time.Unix(0, 0), cancel: 9}
	plan := Plan{Waiter: "W", MaxWait: time.Hour, MinDelay: 2 * time.Second, MaxDelay: 60 * time.Second}
	_, err := run(context.Background(), plan, now.clock(), func(context.Context, []func(*middleware.Stack) error) (*output, bool, error) { return nil, true, nil })
	if err == nil {
		t.Fatal("no error")
	}
	longest := seconds(2, 4, 8, 16, 32, 60, 60, 60, 60)
	for i, d := range now.slept {
		if d < plan.MinDelay || d > longest[i] {
			t.Errorf("delay %d is %v, want 2s to %v", i+1, d, longest[i])
		}
	}
	if now.slept[0] != plan.MinDelay || now.slept[5] == plan.MinDelay || now.slept[5] == longest[5] {
		t.Errorf("no jitter in %v", now.slept)
	}
}

func TestEachCallHasItsAPIOptions(t *testing.T) {
	own := []func(*middleware.Stack) error{
		func(*middleware.Stack) error { return nil },
		nil, // capacity that must not be written to
	}
	for _, log := range []bool{false, true} {
		var counts []int
		plan := Plan{MaxWait: time.Hour, MinDelay: time.Second, MaxDelay: time.Second, APIOptions: own[:1], Log: log}
		now := &still{time: time.Unix(0, 0)}
		_, err := run(context.Background(), plan, now.clock(), func(_ context.Context, options []func(*middleware.Stack) error) (*output, bool, error) {
			counts = append(counts, len(options))
			return nil, len(counts) < 3, nil
		})
		if err != nil || own[1] != nil {
			t.Errorf("%v, or the options were written to", err)
		}
		want := []int{1, 1, 1}
		if log {
			want = []int{2, 2, 2}
		}
		if diff := cmp.Diff(want, counts); diff != "" {
			t.Errorf("log %v (-want +got)\n%s", log, diff)
		}
	}
}

func TestRunTakesTheRealTime(t *testing.T) {
	n := 0
	plan := Plan{Waiter: "W", MaxWait: time.Minute, MinDelay: time.Microsecond, MaxDelay: time.Microsecond}
	out, err := Run(context.Background(), plan, func(context.Context, []func(*middleware.Stack) error) (*output, bool, error) {
		n++
		return &output{n}, n < 3, nil
	})
	if err != nil || out.n != 3 {
		t.Errorf("%v, %v", out, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, err = Run(ctx, Plan{MaxWait: time.Hour, MinDelay: time.Minute, MaxDelay: time.Minute}, func(context.Context, []func(*middleware.Stack) error) (*output, bool, error) {
		cancel()
		return nil, true, nil
	})
	if !errors.Is(err, context.Canceled) || err.Error() != "request cancelled while waiting, context canceled" {
		t.Errorf("after the context ended: %v", err)
	}
}

type notFound struct{ smithy.GenericAPIError }

func TestErrorsAreAskedFor(t *testing.T) {
	found := &notFound{smithy.GenericAPIError{Code: "NotFound"}}
	for _, c := range []struct {
		name      string
		got, want bool
	}{
		{"the type", Is[*notFound](fmt.Errorf("wrapped: %w", found)), true},
		{"another type", Is[*notFound](&smithy.GenericAPIError{Code: "NotFound"}), false},
		{"no error, by type", Is[*notFound](nil), false},
		{"the code", HasCode(fmt.Errorf("wrapped: %w", found), "NotFound"), true},
		{"another code", HasCode(found, "Found"), false},
		{"not of the API", HasCode(errors.New("NotFound"), "NotFound"), false},
		{"no error, by code", HasCode(nil, ""), false},
		{"the feature", Feature == awsmiddleware.UserAgentFeatureWaiter, true},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v", c.name, c.got)
		}
	}
}
