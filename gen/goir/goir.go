// Package goir is the Go view of a service: what is declared where, under which name, with which type and
// comment, and which codec function each value goes through. It must not know how code is printed.
package goir

import (
	"github.com/tinsmith-go/tinsmith/gen/pattern"
	"github.com/tinsmith-go/tinsmith/gen/wire"
	"github.com/tinsmith-go/tinsmith/model"
)

// Package is one generated client.
type Package struct {
	Name, ImportPath string
	Model            *model.Service
	Wire             *wire.Service
	Doc              []string // of the package

	Operations []*Operation // sorted by name
	Structs    []*Struct    // of types/types.go, sorted by name
	Errors     []*Struct    // of types/errors.go, sorted by name
	Enums      []*Enum      // of types/enums.go, sorted by name
	Unions     []*Union     // of types/unions.go, sorted by name
	Codecs     []*Codec     // of codec.go, sorted by stem

	// Documents: some type holds a document, so the client has a document package.
	Documents bool
	// Tokens: some input has an idempotency token.
	Tokens bool
	// Patterns are those that some Check enforces, sorted by name.
	Patterns []*Pattern
	// Checks: some type has something to check.
	Checks bool
	// SecretUnions: some member of a union is sensitive or holds what is.
	SecretUnions bool
	// Examples are those of the model, by operation.
	Examples []*Example
	// Warnings are about what of the model was left out.
	Warnings []Problem
}

// Operation is a method of the client with its input and output.
type Operation struct {
	Name          string
	Doc           []string
	Wire          *wire.Operation
	Input, Output *Struct
	Token         *Field // the top-level idempotency token, or nil
	Errors        []*ErrorCase
	Unsigned      bool
	Streaming     bool // the output holds a body that the caller reads
	Params        []*EndpointParam
	Paginator     *Paginator // nil when the operation isn't paginated
	Waiters       []*Waiter  // sorted by name
}

// ErrorCase is a modelled error of an operation, in the model's order.
type ErrorCase struct {
	Code  string
	Error *Struct
}

// EndpointParam binds an endpoint parameter in an input's bindEndpointParams.
type EndpointParam struct {
	Param string // Go name of the parameter
	Field *Field // nil: Value holds
	Value any    // string, bool or []any of strings
}

// Struct is a structure: of types, an error, or an input or output of the client package.
type Struct struct {
	Name   string
	Shape  *model.Shape // nil for the input or output of an operation that has none
	Doc    []string
	Fields []*Field
	Input  bool // an operation's input is it or holds it
	Check  bool // has methods Check and Validate
	// CheckName and ValidateName are those methods' names: with an underscore where a field has the name.
	CheckName, ValidateName string
	// LogName is the name of the method that tells log/slog what to show, "" where nothing is to be hidden.
	LogName string
	Secret  bool // nothing of it may be shown
	Error   *ErrorInfo
	Wire    *wire.Message // errors only
}

// ErrorInfo is what an error type's methods say.
type ErrorInfo struct {
	Code  string
	Fault model.Fault
	// MessageKey is the field that is the model's own message member, or nil.
	Message *Field
}

// Field is a field of a structure.
type Field struct {
	Name   string
	Doc    []string
	Type   *Type
	Member *model.Member
	// Form says how the field is written and read in a body.
	Form Form
	// Elem is the codec of the value or, for lists and maps, of the element.
	Elem Func
	// Check says what Check does about the field.
	Check Check
	// Log is how a LogValue method shows the field.
	Log Log
	// Required: a value-typed required member is written even at its zero.
	Required bool
}

// Form is how a field stands towards its codec.
type Form uint8

// The forms.
const (
	PointerForm    Form = iota // *T, nil is absent
	ValueForm                  // T, zero is absent unless required
	EnumForm                   // string type, "" is absent
	BlobForm                   // []byte, nil is absent
	DocumentForm               // interface, nil is absent
	UnionForm                  // interface, nil is absent
	ListForm                   // []T
	MapForm                    // map[string]T
	SparseListForm             // []*T
	SparseMapForm              // map[string]*T
	StreamForm                 // io.Reader or io.ReadCloser
)

// Func names a codec function: of the codec packages (String, Int, …), or one of codec.go by its stem,
// to which "encode" or "decode" is prefixed.
type Func struct {
	Name  string
	Local bool
}

// Check is what a Check method does about a field or element.
type Check struct {
	Required bool
	Limits   []Limit
	Nested   Nested
	Method   string  // StructNested: the structure's method
	Elem     *Check  // of lists and maps
	Keys     []Limit // of maps
	KeyType  *Type   // of maps: what keys are converted to, an enumeration or string
	Sparse   bool    // of lists and maps: elements may be nil
	Hidden   bool    // the value, or a map's keys, are sensitive: no error may show them
}

// Empty reports whether there is nothing to do.
func (c Check) Empty() bool { return !c.Required && len(c.Limits) == 0 && c.Nested == NoNested }

// Nested is how Check goes into a value.
type Nested uint8

// The ways into a value.
const (
	NoNested Nested = iota
	StructNested
	UnionNested
	ListNested
	MapNested
)

// Limit is a constraint of a value that is set.
type Limit struct {
	Kind LimitKind
	// Min and Max bound lengths; Max is -1 when there is none.
	Min, Max int
	// Bound is the literal of a least or greatest number.
	Bound   string
	Pattern *Pattern
	// Values are those of an intEnum.
	Values []int64
}

// LimitKind tells constraints apart.
type LimitKind uint8

// The kinds of constraints.
const (
	StrLimit     LimitKind = iota // length of a string, in characters
	LenLimit                      // length of a list, map or blob
	AtLeastLimit                  // least number
	AtMostLimit                   // greatest number
	PatternLimit
	EnumLimit
	IntEnumLimit
	UniqueLimit // uniqueItems of comparable elements
	UniqueDeepLimit
)

// Pattern is a pattern of the model that is enforced, as a variable of the package internal/patterns.
type Pattern struct {
	Name string
	Plan *pattern.Plan
}

// Enum is an enumeration: a string type with constants and Values, or for an intEnum an alias of int32.
type Enum struct {
	Name   string
	Shape  *model.Shape
	Doc    []string
	Int    bool
	Consts []*Const
	// Check: some input holds a value of the enumeration.
	Check bool
}

// Const is a constant of an enumeration. Name is "" for values of unnamed enum traits.
type Const struct {
	Name  string
	Doc   []string
	Value string
	Int   int64
}

// Union is a tagged union: a sealed interface with a structure per member.
type Union struct {
	Name     string
	Shape    *model.Shape
	Doc      []string
	Variants []*Variant
}

// Variant is a member of a union. Its Field is the structure's Value.
type Variant struct {
	Name  string // <Union>Member<Member>
	Doc   []string
	Field *Field
	Wire  *wire.Field
	Check bool
	// Redact: it has a method LogValue.
	Redact bool
}

// Codec is an encoder, a decoder or both for one type, in codec.go.
type Codec struct {
	Stem           string
	Encode, Decode bool
	Kind           CodecKind
	Type           *Type // what the functions point at
	Struct         *Struct
	Union          *Union
	Wire           *wire.Shape
	Form           Form // lists and maps
	Elem           Func
}

// CodecKind tells codecs apart.
type CodecKind uint8

// The kinds of codecs.
const (
	StructCodec CodecKind = iota
	UnionCodec
	ContainerCodec
	DocumentCodec
	UnitCodec
)

// Type is a Go type. Named types live in the types package.
type Type struct {
	Kind TypeKind
	Name string // of named types
	Elem *Type  // of slices and maps
	Ptr  bool
}

// TypeKind is the kind of a Go type.
type TypeKind uint8

// The kinds of Go types.
const (
	GoString TypeKind = iota
	GoBool
	GoInt8
	GoInt16
	GoInt32
	GoInt64
	GoFloat32
	GoFloat64
	GoTime
	GoBytes
	GoBigInt
	GoBigFloat
	GoDocument
	GoNamed
	GoSlice
	GoMap
	GoReader
	GoReadCloser
)

// FieldOf returns the field of s that stands for m, or nil.
func (s *Struct) FieldOf(m *model.Member) *Field {
	for _, f := range s.Fields {
		if f.Member == m {
			return f
		}
	}
	return nil
}
