// Package document owns the type of a service's document values: JSON-like data without a model.
// It must not know which members hold one, nor how it gets into a message.
//
// It follows the contract that smithy-go's document package states: what Go values may stand in a document, the
// `document` struct tag, and what decoding into an empty interface gives.
package document

import (
	"bytes"
	"encoding/json"

	"github.com/aws/smithy-go/document"
	documentjson "github.com/aws/smithy-go/document/json"
)

// Interface is a document value of this service's client, and of no other: its unexported method keeps values apart
// that were made for another client.
type Interface interface {
	isSmithyDocument()
	document.Marshaler
	document.Unmarshaler
}

// New returns a document of any Go value, for inputs. It is encoded when it is sent, not before; what can't be encoded
// (channels and functions, time.Time, cycles) shows then.
func New(v any) Interface { return &lazy{v} }

// NewUnmarshaler returns a document of a decoded JSON value, for outputs: nil, bool, string, []any, map[string]any, and
// for numbers document.Number, json.Number or float64. It keeps v, which must not be changed any more.
func NewUnmarshaler(v any) Interface { return &decoded{v} }

type lazy struct{ value any }

func (*lazy) isSmithyDocument() {}

// MarshalSmithyDocument returns the value as JSON.
func (l *lazy) MarshalSmithyDocument() ([]byte, error) {
	return documentjson.NewEncoder().Encode(l.value)
}

// UnmarshalSmithyDocument stores what a receiver of the document would get in what v points to.
func (l *lazy) UnmarshalSmithyDocument(v any) error {
	b, err := l.MarshalSmithyDocument()
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		return err
	}
	return documentjson.NewDecoder().DecodeJSONInterface(value, v)
}

type decoded struct{ value any }

func (*decoded) isSmithyDocument() {}

// MarshalSmithyDocument returns the value as JSON.
func (d *decoded) MarshalSmithyDocument() ([]byte, error) {
	return json.Marshal(withJSONNumbers(d.value))
}

// UnmarshalSmithyDocument stores the value in what v points to.
func (d *decoded) UnmarshalSmithyDocument(v any) error {
	return documentjson.NewDecoder().DecodeJSONInterface(withJSONNumbers(d.value), v)
}

// withJSONNumbers returns v with each document.Number as the json.Number that smithy-go's decoder wants. v stays as it
// is: several goroutines may read one output.
func withJSONNumbers(v any) any {
	switch v := v.(type) {
	case document.Number:
		return json.Number(v)
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = withJSONNumbers(v[i])
		}
		return list
	case map[string]any:
		object := make(map[string]any, len(v))
		for k := range v {
			object[k] = withJSONNumbers(v[k])
		}
		return object
	}
	return v
}
