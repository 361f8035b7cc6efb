// Package rules owns the compiling of a service's endpoint rule set: which parameters there are, and which Go
// statements do what the rules say. It must not know how Go is printed, nor any protocol or service.
//
// A rule set is checked as it is compiled: every reference resolves, every function has arguments of the right types,
// and a value that may be absent is used only after a condition has made sure of it.
package rules

import (
	"go/token"

	"github.com/tinsmith-go/tinsmith/model"
)

// Program says what Go to print for a rule set. It is read-only.
type Program struct {
	// Params are sorted by name.
	Params []*Param
	// Funcs hold the rules: the first is the entry, the others are larger subtrees, in the order of their calls.
	Funcs []*Func
	// UsesPartition says whether package partition is called.
	UsesPartition bool
	// UnsupportedBuiltIns are the parameters that a client should fill from something its options don't have.
	UnsupportedBuiltIns []*Param
}

// Param is a field of EndpointParameters.
type Param struct {
	// Name is the model's name, GoName the field's.
	Name, GoName string
	// Type is String, Bool or Strings.
	Type Type
	// Required says that resolving fails when there is neither a value nor a default.
	Required bool
	// Default is nil, or a literal of the parameter's type.
	Default *Expr
	// BuiltIn is the name of the built-in that it takes its value from, or "".
	BuiltIn       string
	Documentation string
	Deprecated    *model.Deprecated
	Pos           token.Pos
}

// The built-ins that Options has a field for.
const (
	BuiltInRegion       = "AWS::Region"
	BuiltInUseFIPS      = "AWS::UseFIPS"
	BuiltInUseDualStack = "AWS::UseDualStack"
	BuiltInEndpoint     = "SDK::Endpoint"
)

// Func is a function of the parameters and Args that returns an endpoint and an error.
type Func struct {
	Name string
	Args []Var
	Body []*Stmt
}

// Var is a local variable.
type Var struct {
	Name string
	Type Type
}

// Type is the type of an expression.
type Type uint8

// The types of the rules engine.
const (
	String Type = iota
	Bool
	Int
	Strings
	Partition
	URL
	ARN
)

// String returns the type's name for messages.
func (t Type) String() string {
	return [...]string{"a string", "a boolean", "an integer", "a list of strings", "a partition", "a URL", "an ARN"}[t]
}

// Stmt is a statement. Its forms are
//
//	return …                              Return
//	v := f()                              Let alone
//	if v, ok := f(); ok && a && b { … }   Let and Conds, each optional, with a Body
//	{ … }                                 Body alone
type Stmt struct {
	Let    *Let
	Conds  []*Expr
	Body   []*Stmt
	Return *Return
}

// Let declares a variable. With Optional, Value yields a second result, which is a condition of the statement.
type Let struct {
	Var
	Value    *Expr
	Optional bool
}

// Return is how a function ends. Exactly one field is set; all are empty when no rule matches.
type Return struct {
	Error    *Expr
	Endpoint *Endpoint
	// Call is another function of the program; the arguments are its Args' names.
	Call *Func
}

// Endpoint is what an endpoint rule yields.
type Endpoint struct {
	// URL is the whole URL; nil when Host is set.
	URL *Expr
	// Scheme and Host are the parts of a template that is a scheme and a host, and ends with a known domain.
	Scheme      string
	Host        *Expr
	Headers     []*Header // sorted by name; names in canonical form
	AuthSchemes []*AuthScheme
	Properties  []*Property // sorted by name, without authSchemes
}

// Header is a header of an endpoint.
type Header struct {
	Name   string
	Values []*Expr
}

// AuthScheme is an entry of authSchemes; an Expr may be nil.
type AuthScheme struct {
	Name, SigningName, SigningRegion *Expr
	SigningRegionSet                 []*Expr
	DisableDoubleEncoding            bool
}

// Property is a named value of an endpoint's properties.
type Property struct {
	Name  string
	Value *Value
}

// Value is a JSON value whose strings are expressions. Exactly one field is set; none for null.
type Value struct {
	Expr   *Expr
	Number string
	List   []*Value
	Object []*Property
	Kind   ValueKind
}

// ValueKind says which field of a Value is set.
type ValueKind uint8

// The kinds of values.
const (
	NullValue ValueKind = iota
	ExprValue
	NumberValue
	ListValue
	ObjectValue
)

// Expr is an expression of Go, built from few operations.
type Expr struct {
	Op Op
	// Text is OpText's text, and the name of a parameter's field, variable, field or function.
	Text string
	Bool bool
	Int  int
	Args []*Expr
}

// Op is an operation.
type Op uint8

// The operations.
const (
	OpText      Op = iota // "text"
	OpBool                // true
	OpInt                 // 1
	OpStrings             // []string{Args…}
	OpParam               // p.Text: a pointer, but for a list
	OpVar                 // text
	OpDeref               // *Args[0]
	OpSet                 // Args[0] != nil
	OpField               // Args[0].Text
	OpConcat              // Args[0] + Args[1] + …
	OpEqual               // Args[0] == Args[1]
	OpNot                 // !Args[0]
	OpCall                // rulesfn.Text(Args…)
	OpPartition           // partition.Get(Args[0])
)
