package model

import "go/token"

// Traits are what shapes and members have in common. On a member they hold what the member itself states;
// use the methods of Member for what is in force.
type Traits struct {
	Documentation string
	ExternalDocs  []Link
	Deprecated    *Deprecated
	Sensitive     bool

	// Constraints.
	Required    bool // members only
	Length      *Length
	Range       *Range
	Pattern     string
	PatternPos  token.Pos
	UniqueItems bool

	// Presence.
	Default        *Default
	AddedDefault   bool
	ClientOptional bool
	Sparse         bool

	IdempotencyToken bool

	// HTTP bindings of members. Loc is BodyLocation when none is stated.
	Loc     Location
	LocName string // label: member name; query, header: wire name; prefix headers: the prefix

	JSONName        string // "" when the member's own name is used
	XMLName         string
	XMLNamespace    *XMLNamespace
	XMLAttribute    bool
	XMLFlattened    bool
	EC2QueryName    string
	TimestampFormat TimestampFormat
	MediaType       string

	Streaming      bool // blobs: a streaming body
	RequiresLength bool
	HostLabel      bool
	EventHeader    bool
	EventPayload   bool
	ContextParam   string // smithy.rules#contextParam.name
	EndpointID     bool   // aws.api#clientEndpointDiscoveryId
}

// Location is where HTTP carries a member.
type Location uint8

// The locations (Smithy spec, "HTTP bindings").
const (
	BodyLocation Location = iota
	LabelLocation
	QueryLocation
	QueryParamsLocation
	HeaderLocation
	PrefixHeadersLocation
	PayloadLocation
	ResponseCodeLocation
)

// TimestampFormat is the timestampFormat trait's value, "" when none is stated.
type TimestampFormat string

// The timestamp formats.
const (
	DateTime     TimestampFormat = "date-time"
	EpochSeconds TimestampFormat = "epoch-seconds"
	HTTPDate     TimestampFormat = "http-date"
)

// Length is the length trait; nil bounds are absent.
type Length struct {
	Min, Max *int64
	Pos      token.Pos
}

// Range is the range trait. Bounds are decimal texts as the model writes them, "" when absent.
type Range struct {
	Min, Max string
	Pos      token.Pos
}

// Default is the default trait. Null means `default: null`.
type Default struct {
	Null bool
	// Value is nil, bool, json.Number, string, or empty []any / map[string]any.
	Value any
}

// Deprecated is the deprecated trait.
type Deprecated struct {
	Message, Since string
}

// Link is an entry of externalDocumentation.
type Link struct {
	Title, URL string
}

// XMLNamespace is the xmlNamespace trait.
type XMLNamespace struct {
	URI, Prefix string
}

// ErrorTrait is what the model says of an error structure.
type ErrorTrait struct {
	Fault  Fault
	Status int // httpError; 0 when not stated
	// Code is awsQueryError's or botocore's error code, "" when the shape's name is the code.
	Code string
	// Retryable and Throttling are the retryable trait's.
	Retryable, Throttling bool
}

// Fault says whose fault an error is.
type Fault uint8

// The faults.
const (
	UnknownFault Fault = iota
	ClientFault
	ServerFault
)

// HTTPChecksum is aws.protocols#httpChecksum.
type HTTPChecksum struct {
	RequestAlgorithmMember      string
	RequestChecksumRequired     bool
	RequestValidationModeMember string
	ResponseAlgorithms          []string
}

// Paginated is the paginated trait merged over the service's. Paths are dotted.
type Paginated struct {
	// InputTokens and OutputTokens pair up; Smithy has one each, botocore may have several.
	InputTokens, OutputTokens []string
	PageSize                  string
	Items                     []string // the first is the primary one; may be empty
	MoreResults               string   // botocore's boolean path: stop when false
	Pos                       token.Pos
}

// Waiter is one waiter of an operation (smithy.waiters#waitable; waiters-2.json).
type Waiter struct {
	Name               string
	Documentation      string
	MinDelay, MaxDelay int // seconds
	Acceptors          []*Acceptor
	Deprecated         *Deprecated
	Pos                token.Pos
}

// Acceptor is one acceptor of a waiter.
type Acceptor struct {
	State   string // success, failure, retry
	Matcher string // output, inputOutput, errorType, success, status
	// Path and Comparator belong to output and inputOutput: stringEquals, booleanEquals, allStringEquals, anyStringEquals.
	Path, Comparator string
	// Expected is the text to compare with: for success "true" or "false", for status the code.
	Expected string
	Pos      token.Pos
}

// Example is one example of an operation.
type Example struct {
	Title, Documentation string
	Input, Output        any // JSON values with json.Number
	ErrorID              ShapeID
	ErrorContent         any
	Pos                  token.Pos
}

// ContextParam binds an endpoint parameter.
type ContextParam struct {
	Name          string
	Type          string // client context params: string, boolean, stringArray
	Documentation string
	Value         any    // static: string, bool or []any of strings
	Path          string // operation context params: JMESPath
}

// EndpointDiscovery is aws.api#clientEndpointDiscovery on a service.
type EndpointDiscovery struct {
	Operation string
	Error     ShapeID
}

// EndpointDiscoveryUse says whether an operation asks the discovery operation for its endpoint.
type EndpointDiscoveryUse uint8

// The uses of endpoint discovery.
const (
	NoDiscovery EndpointDiscoveryUse = iota
	OptionalDiscovery
	RequiredDiscovery
)

// The effective traits of a member: its own, else its target's.

// Timestamp returns the timestamp format in force, or def when neither member nor target states one.
func (m *Member) Timestamp(def TimestampFormat) TimestampFormat {
	if m.TimestampFormat != "" {
		return m.TimestampFormat
	}
	if m.Target != nil && m.Target.TimestampFormat != "" {
		return m.Target.TimestampFormat
	}
	return def
}

// Media returns the media type in force.
func (m *Member) Media() string {
	if m.MediaType != "" {
		return m.MediaType
	}
	return m.Target.MediaType
}

// LengthInForce returns the member's length constraint, else its target's, else nil.
func (m *Member) LengthInForce() *Length {
	if m.Length != nil {
		return m.Length
	}
	return m.Target.Length
}

// RangeInForce returns the member's range constraint, else its target's, else nil.
func (m *Member) RangeInForce() *Range {
	if m.Range != nil {
		return m.Range
	}
	return m.Target.Range
}

// PatternInForce returns the member's pattern, else its target's, else "".
func (m *Member) PatternInForce() string {
	if m.Pattern != "" {
		return m.Pattern
	}
	return m.Target.Pattern
}

// IsSensitive reports whether the member or its target is sensitive.
func (m *Member) IsSensitive() bool { return m.Sensitive || m.Target.Sensitive }

// IsStreaming reports whether the member is a streaming blob or an event stream.
func (m *Member) IsStreaming() bool {
	return m.Streaming || m.Target.Streaming || m.Target.EventStream
}

// NeedsLength reports whether the member's body must have a known length.
func (m *Member) NeedsLength() bool { return m.RequiresLength || m.Target.RequiresLength }
