package retryloop

import (
	"context"
	"errors"
	"strconv"
	"time"

	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// maxRetryAfter is how much longer than the retryer's delay a server may make us wait.
const maxRetryAfter = 5 * time.Second

// delay is how long to wait after a failed attempt. By the rules of 2026 the attempt
// number that the retryer gets counts from 0, and the server may ask for more.
func (r *run) delay(ctx context.Context, a Attempt, err error) (time.Duration, error) {
	if !r.rules2026 {
		return r.Retryer.RetryDelay(a.Number, err)
	}
	d, delayErr := r.Retryer.RetryDelay(a.Number-1, err)
	if delayErr != nil {
		return 0, delayErr
	}
	after, ok := r.retryAfter(ctx, err)
	if !ok {
		return d, nil
	}
	return max(d, min(after, d+maxRetryAfter)), nil
}

// retryAfter reads the response header X-Amz-Retry-After, in milliseconds.
func (r *run) retryAfter(ctx context.Context, err error) (time.Duration, bool) {
	var failed *smithyhttp.ResponseError
	if !errors.As(err, &failed) || failed.Response == nil || failed.Response.Response == nil {
		return 0, false
	}
	text := failed.Response.Header.Get("X-Amz-Retry-After")
	if text == "" {
		return 0, false
	}
	ms, err := strconv.ParseInt(text, 10, 64)
	if err != nil || ms < 0 {
		r.logf(ctx, "the header X-Amz-Retry-After is ignored: %q", text)
		return 0, false
	}
	const most = int64(1<<63-1) / int64(time.Millisecond)
	return time.Duration(min(ms, most)) * time.Millisecond, true
}

func (r *run) sleep(ctx context.Context, d time.Duration) error {
	if r.Sleep != nil {
		return r.Sleep(ctx, d)
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
