package client

import (
	"context"
	"io"

	"github.com/aws/smithy-go/middleware"

	"github.com/tinsmith-go/tinsmith/templates/call"
	"github.com/tinsmith-go/tinsmith/templates/httpbind"
	"github.com/tinsmith-go/tinsmith/templates/restjson"
)

// ReadThing answers a stream with another one.
func (c *Client) ReadThing(ctx context.Context, params *ReadThingInput, optFns ...func(*Options)) (*ReadThingOutput, error) {
	out, md, err := invoke(ctx, c, &opReadThing, params, optFns)
	if err != nil {
		return nil, err
	}
	out.ResultMetadata = md
	return out, nil
}

var opReadThing = call.Operation[ReadThingInput, ReadThingOutput]{
	Name:            "ReadThing",
	Method:          "PUT",
	Path:            "/stream",
	Encode:          encodeReadThing,
	Decode:          decodeReadThing,
	Error:           errorReadThing,
	UnsignedPayload: true,
	StreamingOutput: true,
}

// ReadThingInput is the input of [Client.ReadThing].
type ReadThingInput struct {
	// Body is sent as it is.
	Body io.Reader

	// Tenant is whose thing it is; it is part of the host's name.
	Tenant *string
}

// ReadThingOutput is the output of [Client.ReadThing].
type ReadThingOutput struct {
	// Body is received as it is. The caller closes it.
	Body io.ReadCloser

	// ResultMetadata holds facts about the response.
	ResultMetadata middleware.Metadata
}

func encodeReadThing(r *httpbind.Request, v *ReadThingInput) {
	if v.Tenant != nil {
		r.SetHostPrefix("{Tenant}.")
		r.HostLabel("Tenant", v.Tenant)
	}
	r.SetStream("application/octet-stream", v.Body)
}

func decodeReadThing(r *httpbind.Response, v *ReadThingOutput) { v.Body = r.Stream }

func errorReadThing(r *httpbind.Response) error {
	code, message := restjson.ErrorInfo(r)
	return restjson.Generic(code, message)
}
