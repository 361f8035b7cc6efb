// Package model says what a service means, in Smithy 2.0's vocabulary, whatever format it was read from.
// It must not know JSON, Go naming or any protocol's wire.
package model

import (
	"go/token"
	"strings"
)

// ShapeID is the absolute id of a shape, "namespace#Name", or of a member, "namespace#Name$member"
// (Smithy 2.0 spec, "Shape ID"). Shapes of the prelude have the namespace "smithy.api".
type ShapeID string

// Name returns the shape's own name: what stands between '#' and '$'.
func (id ShapeID) Name() string {
	s := string(id)
	if i := strings.IndexByte(s, '#'); i >= 0 {
		s = s[i+1:]
	}
	name, _, _ := strings.Cut(s, "$")
	return name
}

// Namespace returns what stands before '#', or "" when there is none.
func (id ShapeID) Namespace() string {
	ns, _, ok := strings.Cut(string(id), "#")
	if !ok {
		return ""
	}
	return ns
}

// Service is one service with everything that is reachable from it.
// A reader builds it once; passes before naming (patch, prune) return changed copies of it; later
// stages only read.
type Service struct {
	ID  ShapeID
	Pos token.Pos

	// Format is the input format that the model was read from. Nullability of scalars depends on it.
	Format Format

	SDKID          string // aws.api#service.sdkId, metadata.serviceId; the local name for a service that isn't AWS's
	Version        string // the API version, verbatim
	Title          string
	EndpointPrefix string // aws.api#service.endpointPrefix, metadata.endpointPrefix; may be empty
	UID            string // metadata.uid or aws.api#service.docId: key of the AWS documentation; may be empty
	Documentation  string
	Deprecated     *Deprecated

	Protocols []Protocol // as the model lists them, first one preferred
	Auth      Auth

	// Operations holds the whole closure, those bound through resources too, each once, sorted by name.
	Operations []*Operation
	// Errors are the service-level errors, which apply to every operation.
	Errors []*Shape
	// Shapes holds every data shape of the closure (prelude shapes among them), by id.
	Shapes map[ShapeID]*Shape
	// Rename maps a data shape's id to the name that it has in this service.
	Rename map[ShapeID]string
	// GoName maps a data shape's id to the Go name that the configuration gives it. It changes no wire name.
	GoName map[ShapeID]string

	Endpoints           *EndpointRuleSet
	EndpointTests       []*EndpointTest
	ClientContextParams []*ContextParam
	EndpointDiscovery   *EndpointDiscovery
	XMLNamespace        *XMLNamespace
	// QueryCompatible is aws.protocols#awsQueryCompatible.
	QueryCompatible bool
	// ErrorTests are the smithy.test#httpResponseTests that stand on error shapes.
	ErrorTests []*HTTPResponseTest
}

// Format tells the two input formats apart.
type Format string

// The input formats.
const (
	FormatSmithy   Format = "smithy"
	FormatBotocore Format = "botocore"
)

// Protocol is one protocol that a service speaks.
type Protocol struct {
	ID ProtocolID
	// HTTP and EventStreamHTTP are the ALPN ids of the protocol trait, in the order of preference.
	HTTP, EventStreamHTTP []string
	// NoErrorWrapping is restXml's setting of the same name.
	NoErrorWrapping bool
	// TargetPrefix is what X-Amz-Target (awsJson) or the CBOR path names before the operation.
	TargetPrefix string
}

// ProtocolID is the shape id of a protocol trait.
type ProtocolID string

// The protocols of AWS and Smithy.
const (
	RestJSON1 ProtocolID = "aws.protocols#restJson1"
	AWSJSON10 ProtocolID = "aws.protocols#awsJson1_0"
	AWSJSON11 ProtocolID = "aws.protocols#awsJson1_1"
	RestXML   ProtocolID = "aws.protocols#restXml"
	AWSQuery  ProtocolID = "aws.protocols#awsQuery"
	EC2Query  ProtocolID = "aws.protocols#ec2Query"
	RPCv2CBOR ProtocolID = "smithy.protocols#rpcv2Cbor"
)

// Auth lists the auth schemes that hold, the preferred first. NoAuth stands as SchemeNoAuth.
type Auth struct {
	// Schemes are the effective auth schemes' shape ids in order of preference
	// (Smithy spec, "auth trait": own list, else the service's, else all by id).
	Schemes []string
	// SigningName is the SigV4 service name.
	SigningName string
	// UnsignedPayload is aws.auth#unsignedPayload.
	UnsignedPayload bool
}

// The auth schemes' shape ids.
const (
	SchemeSigV4      = "aws.auth#sigv4"
	SchemeSigV4A     = "aws.auth#sigv4a"
	SchemeHTTPBearer = "smithy.api#httpBearerAuth"
	SchemeNoAuth     = "smithy.api#noAuth"
)

// Operation is one operation. Input and Output are nil for smithy.api#Unit.
type Operation struct {
	ID   ShapeID
	Name string // the name under which the model's service lists it; the Go method's name
	Pos  token.Pos

	Input, Output *Shape
	Errors        []*Shape // the operation's own, in the model's order; service errors stand on Service

	Documentation string
	ExternalDocs  []Link
	Deprecated    *Deprecated

	HTTP       *HTTP
	HostPrefix string // endpoint trait: may hold {Member} labels
	Auth       *Auth  // nil: as the service

	Idempotent, Readonly bool
	LongPoll             bool

	HTTPChecksumRequired bool
	HTTPChecksum         *HTTPChecksum
	RequestCompression   []string // encodings

	Paginated *Paginated
	Waiters   []*Waiter // sorted by name
	Examples  []*Example

	StaticContextParams    []*ContextParam // Value set; sorted by name
	OperationContextParams []*ContextParam // Path set; sorted by name
	EndpointDiscovery      EndpointDiscoveryUse

	// XMLName and XMLNamespace are those of the request's root element (restXml), when the model states
	// them on the operation's use of the input and not on the shape.
	XMLName      string
	XMLNamespace *XMLNamespace
	// ResultWrapper is awsQuery's element around the output.
	ResultWrapper string
	// S3UnwrappedXMLOutput is aws.customizations#s3UnwrappedXmlOutput.
	S3UnwrappedXMLOutput bool

	RequestTests  []*HTTPRequestTest
	ResponseTests []*HTTPResponseTest
}

// HTTP is the http trait.
type HTTP struct {
	Method string
	// URI is the pattern with member names as labels, as in Smithy, in both formats.
	URI  string
	Code int // 200 when the model says nothing
	Pos  token.Pos
}

// Shape is a data shape.
type Shape struct {
	ID   ShapeID
	Pos  token.Pos
	Type Type
	// Members of structures, unions and enums in the model's order; the element of a list as "member";
	// "key" and "value" of a map.
	Members []*Member

	Traits
	Error *ErrorTrait // structures with the error trait

	// Input and Output say that the shape is dedicated to being one (input, output traits).
	Input, Output bool
	// EventStream: a union with the streaming trait.
	EventStream bool
}

// Member is a member of a structure, union, list, map or enum.
type Member struct {
	Name   string
	Pos    token.Pos
	Target *Shape
	Traits

	// EnumValue is the wire value of an enum's member; EnumNamed is false when the model gives only values
	// (botocore, unnamed enum traits) and Name was derived.
	EnumValue string
	EnumInt   int64
	EnumNamed bool
}

// Type is the kind of a shape.
type Type uint8

// The shape types.
const (
	_ Type = iota
	Blob
	Boolean
	String
	Enum
	IntEnum
	Timestamp
	Byte
	Short
	Integer
	Long
	Float
	Double
	BigInteger
	BigDecimal
	Document
	List
	Map
	Structure
	Union
	Unit
)

var typeNames = [...]string{
	Blob: "blob", Boolean: "boolean", String: "string", Enum: "enum", IntEnum: "intEnum", Timestamp: "timestamp",
	Byte: "byte", Short: "short", Integer: "integer", Long: "long", Float: "float", Double: "double",
	BigInteger: "bigInteger", BigDecimal: "bigDecimal", Document: "document", List: "list", Map: "map",
	Structure: "structure", Union: "union", Unit: "unit",
}

// String returns Smithy's name of the type.
func (t Type) String() string {
	if int(t) < len(typeNames) && typeNames[t] != "" {
		return typeNames[t]
	}
	return "type?"
}

// IsNumber reports whether the type is one of the number types or intEnum.
func (t Type) IsNumber() bool {
	return t == IntEnum || t >= Byte && t <= BigDecimal
}

// Member returns the member called name, or nil.
func (s *Shape) Member(name string) *Member {
	for _, m := range s.Members {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// Elem returns the element of a list or the value of a map.
func (s *Shape) Elem() *Member {
	if s.Type == Map {
		return s.Member("value")
	}
	return s.Member("member")
}

// Key returns the key of a map.
func (s *Shape) Key() *Member { return s.Member("key") }

// Operation returns the operation called name, or nil.
func (s *Service) Operation(name string) *Operation {
	for _, op := range s.Operations {
		if op.Name == name {
			return op
		}
	}
	return nil
}

// AllErrors returns the operation's errors followed by the service's that it doesn't list itself.
func (s *Service) AllErrors(op *Operation) []*Shape {
	out := append([]*Shape(nil), op.Errors...)
	for _, e := range s.Errors {
		have := false
		for _, o := range out {
			have = have || o == e
		}
		if !have {
			out = append(out, e)
		}
	}
	return out
}

// ShapeName returns the name that the shape has in this service: its own unless renamed.
func (s *Service) ShapeName(id ShapeID) string {
	if n, ok := s.Rename[id]; ok {
		return n
	}
	return id.Name()
}
