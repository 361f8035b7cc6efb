package retryloop_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/templates/retryloop"
)

// steady is a retryer that always repeats after the same delay.
type steady struct{ player }

func (steady) IsErrorRetryable(error) bool { return true }

func (steady) RetryDelay(attempt int, _ error) (time.Duration, error) {
	return time.Duration(attempt) * 10 * time.Second, nil
}

// asking is a call whose first attempt fails with a header that asks for a delay.
type asking struct{ header string }

func (c asking) Attempt(_ context.Context, a retryloop.Attempt) (retryloop.Skew, error) {
	if a.Number > 1 {
		return retryloop.Skew{}, nil
	}
	h := http.Header{}
	if c.header != "" {
		h.Set("X-Amz-Retry-After", c.header)
	}
	res := &smithyhttp.Response{Response: &http.Response{StatusCode: 503, Header: h}}
	return retryloop.Skew{}, &smithyhttp.ResponseError{Response: res, Err: errors.New("busy")}
}

func (asking) Rewind() error { return nil }

func TestWaitBetweenAttempts(t *testing.T) {
	for _, c := range []struct {
		name, header string
		rules2026    bool
		want         time.Duration
		wantLog      int
	}{
		{"the retryer's", "", false, 10 * time.Second, 0},
		{"the server isn't asked", "12000", false, 10 * time.Second, 0},
		{"2026: attempts count from 0", "", true, 0, 0},
		{"2026: the server's", "3000", true, 3 * time.Second, 0},
		{"2026: not more than 5 s on top", "6000", true, 5 * time.Second, 0},
		{"2026: a number that overflows", "9223372036854775807", true, 5 * time.Second, 0},
		{"2026: no number", "soon", true, 0, 1},
		{"2026: negative", "-1", true, 0, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.rules2026 {
				t.Setenv("AWS_NEW_RETRIES_2026", "true")
			}
			var slept []time.Duration
			var lines []string
			l := retryloop.Loop{
				Retryer: &steady{player{scenario: scenario{max: 3}}},
				Sleep: func(_ context.Context, d time.Duration) error {
					slept = append(slept, d)
					return nil
				},
				Log: func(_ context.Context, format string, args ...any) {
					lines = append(lines, fmt.Sprintf(format, args...))
				},
			}
			if err := l.Run(t.Context(), asking{c.header}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]time.Duration{c.want}, slept); diff != "" {
				t.Errorf("waits (-want +got)\n%s", diff)
			}
			if len(lines) != c.wantLog+1 { // and one for the second attempt
				t.Errorf("log: %q", lines)
			}
		})
	}
}

// TestOneAttemptAllocatesOnce holds for the loop itself: a call that succeeds at once
// pays for the state of the run, and for what its attempt does.
func TestOneAttemptAllocatesOnce(t *testing.T) {
	l := retryloop.Loop{Retryer: &quiet{}}
	ctx := context.Background()
	call := retryloop.Call(still{})
	if n := testing.AllocsPerRun(100, func() {
		if err := l.Run(ctx, call); err != nil {
			t.Fatal(err)
		}
	}); n > 1 {
		t.Errorf("%v allocations", n)
	}
}

// quiet is a retryer that a successful call doesn't notice.
type quiet struct{ steady }

func (quiet) MaxAttempts() int { return 3 }

func (quiet) GetAttemptToken(context.Context) (func(error) error, error) {
	return func(error) error { return nil }, nil
}

// still is a call whose attempts succeed at once.
type still struct{}

func (still) Attempt(context.Context, retryloop.Attempt) (retryloop.Skew, error) {
	return retryloop.Skew{}, nil
}

func (still) Rewind() error { return nil }
