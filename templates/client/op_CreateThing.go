package client

import (
	"context"

	"github.com/aws/smithy-go/middleware"

	"github.com/tinsmith-go/tinsmith/templates/call"
	"github.com/tinsmith-go/tinsmith/templates/client/types"
	"github.com/tinsmith-go/tinsmith/templates/constraint"
	"github.com/tinsmith-go/tinsmith/templates/httpbind"
	"github.com/tinsmith-go/tinsmith/templates/jsondec"
	"github.com/tinsmith-go/tinsmith/templates/jsonenc"
	"github.com/tinsmith-go/tinsmith/templates/restjson"
)

// CreateThing creates a thing.
//
// Errors: [types.ConflictException], [types.ThrottlingException].
func (c *Client) CreateThing(ctx context.Context, params *CreateThingInput, optFns ...func(*Options)) (*CreateThingOutput, error) {
	out, md, err := invoke(ctx, c, &opCreateThing, params, optFns)
	if err != nil {
		return nil, err
	}
	out.ResultMetadata = md
	return out, nil
}

var opCreateThing = call.Operation[CreateThingInput, CreateThingOutput]{
	Name:   "CreateThing",
	Method: "POST",
	Path:   "/things/{Shelf}?new",
	Token:  func(v *CreateThingInput) **string { return &v.ClientToken },
	Check:  (*CreateThingInput).Check,
	Encode: encodeCreateThing,
	Decode: decodeCreateThing,
	Error:  errorCreateThing,
}

// CreateThingInput is the input of [Client.CreateThing].
type CreateThingInput struct {
	// ClientToken makes the call happen only once. Filled in when nil.
	ClientToken *string

	// Name is the thing's name.
	//
	// This member is required.
	Name *string

	// Shelf is where the thing stands.
	//
	// This member is required.
	Shelf *string

	// Color is the thing's color.
	Color types.Color

	// Labels are names and values of the thing's owner.
	Labels map[string]string

	// Notes are texts.
	Notes []string

	// Parts are what the thing consists of.
	Parts []types.Part

	// Template is what the thing is made after.
	Template *types.Part

	// Weight is in grams.
	Weight *int32
}

// CreateThingOutput is the output of [Client.CreateThing].
type CreateThingOutput struct {
	// Arn is the thing's name among all things.
	Arn *string

	// ResultMetadata holds facts about the response.
	ResultMetadata middleware.Metadata
}

// Check reports the violations of v to c.
func (v *CreateThingInput) Check(c *constraint.Checker) {
	c.Required("Name", v.Name != nil)
	c.Required("Shelf", v.Shelf != nil)
	constraint.List(c, "Parts", v.Parts, (*types.Part).Check)
	constraint.Struct(c, "Template", v.Template, (*types.Part).Check)
}

func encodeCreateThing(r *httpbind.Request, v *CreateThingInput) {
	r.Label("Shelf", httpbind.String(v.Shelf))
	r.SetHeader("X-Thing-Color", httpbind.Enum(&v.Color))
	var w jsonenc.Writer
	w.Open()
	jsonenc.Member(&w, "clientToken", v.ClientToken, jsonenc.String)
	jsonenc.Map(&w, "labels", v.Labels, jsonenc.String)
	jsonenc.Member(&w, "name", v.Name, jsonenc.String)
	jsonenc.List(&w, "notes", v.Notes, jsonenc.String)
	jsonenc.List(&w, "parts", v.Parts, encodePart)
	jsonenc.Member(&w, "template", v.Template, encodePart)
	jsonenc.Member(&w, "weight", v.Weight, jsonenc.Int)
	w.Close()
	r.SetBody("application/json", w.Bytes(), w.Err())
}

func decodeCreateThing(r *httpbind.Response, v *CreateThingOutput) {
	d := jsondec.New(r.Body)
	for d.Object(); d.Next(); {
		switch string(d.Key()) {
		case "arn":
			jsondec.Member(d, &v.Arn, jsondec.String)
		default:
			d.Skip()
		}
	}
	r.Fail(d.End())
}

func errorCreateThing(r *httpbind.Response) error {
	code, message := restjson.ErrorInfo(r)
	switch code {
	case "ConflictException":
		return errorConflictException(r)
	case "ThrottlingException":
		return errorThrottlingException(r)
	}
	return restjson.Generic(code, message)
}
