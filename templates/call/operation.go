package call

import (
	"fmt"

	smithy "github.com/aws/smithy-go"

	"github.com/tinsmith-go/tinsmith/templates/constraint"
	"github.com/tinsmith-go/tinsmith/templates/httpbind"
)

// Operation is what a call needs to know of one operation of a service. It is never
// written to; one value serves all calls.
type Operation[I, O any] struct {
	// Name is the operation's name in the model.
	Name string
	// Method and Path are those of the http trait, the path with its labels.
	Method, Path string
	// Token returns the member that holds the idempotency token; nil when there is none.
	Token func(*I) **string
	// Check reports what is wrong with an input; nil when nothing can be.
	Check func(*I, *constraint.Checker)
	// Encode puts the input into the request; nil when nothing but the path is sent.
	Encode func(*httpbind.Request, *I)
	// Compress compresses the body that Encode made, unless it has fewer than the given number
	// of bytes; nil when the operation's bodies are never compressed.
	Compress func(r *httpbind.Request, least int64)
	// Checksum adds the checksum of the body that is sent; nil when there is none.
	Checksum func(*httpbind.Request)
	// Decode reads the output of a response with a status from 200 to 299 and calls
	// Fail when it can't; nil when nothing is read.
	Decode func(*httpbind.Response, *O)
	// Error returns the error that any other response stands for, and calls Fail when
	// the response is malformed.
	Error func(*httpbind.Response) error
	// Unsigned says that the operation's requests are never signed.
	Unsigned bool
	// UnsignedPayload says that the signature doesn't cover the body.
	UnsignedPayload bool
	// StreamingOutput says that the response's body is left open for the caller.
	StreamingOutput bool
}

// operation is an Operation without its types, so that what makes calls exists once.
type operation interface {
	facts() facts
	// fillToken returns in, or a copy that has a token where in has none.
	fillToken(in any, p TokenProvider) (any, error)
	check(in any, mode constraint.Mode) error
	encode(r *httpbind.Request, in any) error
	// newOutput returns the output that the response stands for.
	newOutput(r *httpbind.Response) any
	errorOf(r *httpbind.Response) error
}

// leastCompressed is the size from which bodies are compressed, the default of
// aws-sdk-go-v2's RequestMinCompressSizeBytes.
const leastCompressed = 10240

// facts are the fields of an Operation that don't depend on its types.
type facts struct {
	name, method, path     string
	hasToken, hasCheck     bool
	decodes                bool
	unsigned, unsignedBody bool
	streaming              bool
}

func (op *Operation[I, O]) facts() facts {
	return facts{
		name: op.Name, method: op.Method, path: op.Path,
		hasToken: op.Token != nil, hasCheck: op.Check != nil,
		decodes:  op.Decode != nil,
		unsigned: op.Unsigned, unsignedBody: op.UnsignedPayload,
		streaming: op.StreamingOutput,
	}
}

func (op *Operation[I, O]) fillToken(in any, p TokenProvider) (any, error) {
	v, ok := in.(*I)
	if !ok || op.Token == nil || *op.Token(v) != nil {
		return in, nil
	}
	token, err := p.GetIdempotencyToken()
	if err != nil {
		return nil, err
	}
	filled := *v
	*op.Token(&filled) = &token
	return &filled, nil
}

func (op *Operation[I, O]) check(in any, mode constraint.Mode) error {
	v, ok := in.(*I)
	if !ok || op.Check == nil || mode == constraint.Off || constraint.Valid(mode, v, op.Check) {
		return nil
	}
	// Only an error needs the name, which costs an allocation to put together.
	return constraint.Run(op.Name+"Input", mode, v, op.Check)
}

func (op *Operation[I, O]) encode(r *httpbind.Request, in any) error {
	v, ok := in.(*I)
	if !ok {
		return &smithy.SerializationError{Err: fmt.Errorf("unknown input parameters type %T", in)}
	}
	if op.Encode != nil {
		op.Encode(r, v)
	}
	if op.Compress != nil {
		op.Compress(r, leastCompressed)
	}
	if op.Checksum != nil {
		op.Checksum(r)
	}
	if err := r.Err(); err != nil {
		return &smithy.SerializationError{Err: err}
	}
	return nil
}

func (op *Operation[I, O]) newOutput(r *httpbind.Response) any {
	out := new(O)
	if op.Decode != nil {
		op.Decode(r, out)
	}
	return out
}

func (op *Operation[I, O]) errorOf(r *httpbind.Response) error { return op.Error(r) }
