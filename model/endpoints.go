package model

import "go/token"

// EndpointRuleSet is smithy.rules#endpointRuleSet or endpoint-rule-set-1.json.
type EndpointRuleSet struct {
	Version    string
	Parameters []*EndpointParameter // sorted by name
	Rules      []*EndpointRule
}

// EndpointParameter is a parameter of a rule set. Its Type is "string", "boolean" or "stringArray", in lower camel case
// whatever the model's spelling.
type EndpointParameter struct {
	Name          string
	Type          string
	BuiltIn       string
	Required      bool
	Default       any // nil, string, bool or []any of strings
	Documentation string
	Deprecated    *Deprecated
	Pos           token.Pos
}

// EndpointRule is a rule: exactly one of Endpoint, Error and Rules is set.
type EndpointRule struct {
	Conditions    []*EndpointCondition
	Documentation string
	Endpoint      *EndpointResult
	Error         *EndpointExpr
	Rules         []*EndpointRule
	Pos           token.Pos
}

// EndpointCondition is a condition: a function call, assigned to a name when Assign isn't empty.
type EndpointCondition struct {
	Call   *EndpointExpr
	Assign string
}

// EndpointResult is what an endpoint rule yields.
type EndpointResult struct {
	URL        *EndpointExpr
	Headers    []EndpointHeader
	Properties any // JSON value: map[string]any, []any, string templates, bool, json.Number
	// AuthSchemes are the properties' authSchemes, in order.
	AuthSchemes []*EndpointAuthScheme
}

// EndpointHeader is a header of an endpoint, sorted by name.
type EndpointHeader struct {
	Name   string
	Values []*EndpointExpr
}

// EndpointAuthScheme is one entry of an endpoint's authSchemes.
type EndpointAuthScheme struct {
	Name                  string // sigv4, sigv4a, sigv4-s3express, ...
	SigningName           *EndpointExpr
	SigningRegion         *EndpointExpr
	SigningRegionSet      []*EndpointExpr
	DisableDoubleEncoding bool
}

// EndpointExpr is an argument or expression. Exactly one kind is set.
type EndpointExpr struct {
	Kind ExprKind
	// Text is the literal's template text, or the name of a Ref, or the name of a Func.
	Text string
	Bool bool
	Int  int
	Args []*EndpointExpr // of a Func; elements of an Array
	Pos  token.Pos
}

// ExprKind is the kind of an expression.
type ExprKind uint8

// The kinds of expressions.
const (
	TemplateExpr ExprKind = iota // a string that may hold {ref} and {ref#path}
	RefExpr
	FuncExpr
	BoolExpr
	IntExpr
	ArrayExpr
)

// EndpointTest is a case of smithy.rules#endpointTests or endpoint-tests-1.json.
type EndpointTest struct {
	Documentation string
	Params        map[string]any
	URL           string
	Headers       map[string][]string
	Properties    any
	Error         string
}

// HTTPRequestTest is an entry of smithy.test#httpRequestTests.
type HTTPRequestTest struct {
	ID, Documentation string
	Protocol          ProtocolID
	Method, URI, Host string
	ResolvedHost      string
	QueryParams       []string
	ForbidQueryParams []string
	RequireQueryParam []string
	Headers           map[string]string
	ForbidHeaders     []string
	RequireHeaders    []string
	Body              *string
	BodyMediaType     string
	Params            any
	AppliesTo         string
	VendorParams      any
	Pos               token.Pos
}

// HTTPResponseTest is an entry of smithy.test#httpResponseTests; those of error shapes carry the error's id.
type HTTPResponseTest struct {
	ID, Documentation string
	Protocol          ProtocolID
	Code              int
	Headers           map[string]string
	ForbidHeaders     []string
	RequireHeaders    []string
	Body              *string
	BodyMediaType     string
	Params            any
	AppliesTo         string
	Error             *Shape
	Pos               token.Pos
}
