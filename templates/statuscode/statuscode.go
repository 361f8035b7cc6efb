// Package statuscode owns the question which HTTP status a call was answered with. It must
// not know what called.
package statuscode

import (
	"errors"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Of returns the HTTP status that a call's metadata tell of, 0 when they don't.
func Of(metadata middleware.Metadata) int {
	if r, ok := awsmiddleware.GetRawResponse(metadata).(*smithyhttp.Response); ok && r != nil && r.Response != nil {
		return r.StatusCode
	}
	return 0
}

// OfError returns the HTTP status of the answer that became an error, 0 when there was
// none.
func OfError(err error) int {
	var answered *smithyhttp.ResponseError
	if errors.As(err, &answered) && answered.Response != nil && answered.Response.Response != nil {
		return answered.HTTPStatusCode()
	}
	return 0
}
