package retryloop

import (
	"errors"
	"fmt"
	"time"
)

// skewThreshold is how wrong the clock must be before an error is put down to it.
const skewThreshold = 4 * time.Minute

// skewError is an error that a wrong clock probably caused. Signing with the skew of
// the failed attempt should help, so it is retryable.
type skewError struct{ err error }

func (e *skewError) Error() string { return fmt.Sprintf("probable clock skew: %v", e.err) }

func (e *skewError) Unwrap() error { return e.err }

// RetryableError is what the retryers of aws-sdk-go-v2 ask for.
func (e *skewError) RetryableError() bool { return true }

// markSkew wraps an error whose code services use for a wrong signing time, when the
// server's clock was indeed far from the one that the attempt was signed with. Without
// a server's time nothing is known, and the error stays as it is.
func markSkew(err error, seen Skew, signedWith time.Duration) error {
	if !seen.Known || (signedWith-seen.Offset).Abs() <= skewThreshold {
		return err
	}
	var coded interface{ ErrorCode() string }
	if !errors.As(err, &coded) {
		return err
	}
	switch coded.ErrorCode() {
	case "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure",
		"RequestTimeTooSkewed", "AccessDeniedException":
		return &skewError{err}
	}
	return err
}
