package types

import (
	"fmt"

	"github.com/aws/smithy-go"
)

// ConflictException says that the thing exists already.
type ConflictException struct {
	// Message is for people.
	Message *string

	// ErrorCodeOverride replaces the error's code when it isn't nil.
	ErrorCodeOverride *string

	// ResourceIdentifier is the thing's.
	ResourceIdentifier *string
}

// Error returns code and message.
func (e *ConflictException) Error() string {
	return fmt.Sprintf("%s: %s", e.ErrorCode(), e.ErrorMessage())
}

// ErrorMessage returns the message, "" when there is none.
func (e *ConflictException) ErrorMessage() string {
	if e.Message == nil {
		return ""
	}
	return *e.Message
}

// ErrorCode returns the error's code.
func (e *ConflictException) ErrorCode() string {
	if e == nil || e.ErrorCodeOverride == nil {
		return "ConflictException"
	}
	return *e.ErrorCodeOverride
}

// ErrorFault says whose fault it is.
func (e *ConflictException) ErrorFault() smithy.ErrorFault { return smithy.FaultClient }

// ThrottlingException says that there were too many requests.
type ThrottlingException struct {
	// Message is for people.
	Message *string

	// ErrorCodeOverride replaces the error's code when it isn't nil.
	ErrorCodeOverride *string
}

// Error returns code and message.
func (e *ThrottlingException) Error() string {
	return fmt.Sprintf("%s: %s", e.ErrorCode(), e.ErrorMessage())
}

// ErrorMessage returns the message, "" when there is none.
func (e *ThrottlingException) ErrorMessage() string {
	if e.Message == nil {
		return ""
	}
	return *e.Message
}

// ErrorCode returns the error's code.
func (e *ThrottlingException) ErrorCode() string {
	if e == nil || e.ErrorCodeOverride == nil {
		return "ThrottlingException"
	}
	return *e.ErrorCodeOverride
}

// ErrorFault says whose fault it is.
func (e *ThrottlingException) ErrorFault() smithy.ErrorFault { return smithy.FaultClient }
