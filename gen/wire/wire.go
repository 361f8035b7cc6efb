// Package wire decides what goes on the wire: every wire name, format, wrapper and header of a service under
// one protocol. It must not know Go naming or how code is printed.
package wire

import (
	"fmt"
	"go/token"

	"github.com/tinsmith-go/tinsmith/model"
)

// Service is what a service's selected operations put on the wire under one protocol.
type Service struct {
	Protocol   model.ProtocolID
	Operations []*Operation // in the model's order
	// Shapes holds the body layout of every structure, union, list and map that a body can hold.
	Shapes map[model.ShapeID]*Shape
}

// Operation is one operation on the wire.
type Operation struct {
	Op       *model.Operation
	Method   string
	Pattern  string // the http trait's URI pattern; labels are member names
	Request  *Message
	Response *Message
	// Errors are the operation's errors and then the service's.
	Errors []*Error

	UnsignedPayload bool
	ContentMD5      bool     // httpChecksumRequired
	Compression     []string // requestCompression's encodings
}

// Message is a request or a response. Shape is nil when there is none (Unit).
type Message struct {
	Shape *model.Shape

	HostPrefix    string
	HostLabels    []*Field
	Labels        []*Field // in the pattern's order
	Query         []*Field // in member order
	QueryParams   []*Field
	Headers       []*Field
	PrefixHeaders []*Field
	Status        *Field

	Body        BodyKind
	Fields      []*Field // of a document body
	Payload     *Field
	ContentType string // of the body, "" when there is none
}

// BodyKind says what fills the body.
type BodyKind uint8

// The kinds of bodies.
const (
	NoBody       BodyKind = iota
	DocumentBody          // the unbound members as one document
	PayloadBody           // one member
)

// Error is a modelled error.
type Error struct {
	Shape *model.Shape
	Code  string // as the wire tells it
	*Message
}

// Field is a member on the wire.
type Field struct {
	Member *model.Member
	Name   string // wire name: key, header, query name, label
	Alias  string // a second key that is read as well; "" when there is none
	// Timestamp is the format in force where the member, or its elements, are timestamps.
	Timestamp model.TimestampFormat
	// Base64 says that a string travels as base64 (mediaType in a header).
	Base64 bool
}

// Shape is the body layout of an aggregate shape: fields of a structure or union in member order, the
// element of a list, the value of a map.
type Shape struct {
	Shape  *model.Shape
	Fields []*Field
}

// Problem is something that a selected operation needs and this generator can't do, or a binding that no
// request could honour.
type Problem struct {
	Pos  token.Pos
	Text string
}

// Build lays out svc under protocol. The problems make generation fail; the result is whole without them.
func Build(svc *model.Service, protocol model.ProtocolID) (*Service, []Problem) {
	switch protocol {
	case model.RestJSON1:
		return buildRestJSON(svc)
	}
	return nil, []Problem{{svc.Pos, fmt.Sprintf("protocol %s is not supported", protocol)}}
}

// Supported lists the protocols that Build knows, in order of preference.
func Supported() []model.ProtocolID {
	return []model.ProtocolID{model.RestJSON1}
}
