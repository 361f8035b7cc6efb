package restjson

import (
	"errors"
	"fmt"

	"github.com/aws/smithy-go"

	"github.com/tinsmith-go/tinsmith/templates/httpbind"
)

// snapshotSize is how many bytes of a body an error shows.
const snapshotSize = 1024

// Malformed returns err as a *smithy.DeserializationError with a copy of the
// body's first bytes, at most 1,024. One that is such an error already is
// returned as it is, nil as nil.
func Malformed(r *httpbind.Response, err error) error {
	var done *smithy.DeserializationError
	if err == nil || errors.As(err, &done) {
		return err
	}
	head := r.Body[:min(len(r.Body), snapshotSize)]
	return &smithy.DeserializationError{
		Err:      fmt.Errorf("failed to decode response body, %w", err),
		Snapshot: append([]byte(nil), head...),
	}
}

// Generic returns the error of a code that the operation doesn't model.
func Generic(code, message string) error {
	return &smithy.GenericAPIError{Code: code, Message: message}
}
