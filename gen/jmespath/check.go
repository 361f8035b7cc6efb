package jmespath

import (
	"encoding/json"

	"github.com/tinsmith-go/tinsmith/model"
)

// Type is what an expression gives when it gives something: any part of a response may be absent.
type Type struct {
	Is    TypeKind
	Shape *model.Shape     // structures, unions, maps and scalars of the model; nil for other values
	Elem  *Type            // lists
	Roots map[string]*Type // Root: the members
}

// TypeKind is the kind of a type.
type TypeKind uint8

// The kinds of types.
const (
	Null TypeKind = iota
	Boolean
	Number
	String
	List
	Structure
	Union
	Map
	Root   // an object that is no shape
	Opaque // timestamps, blobs and documents: only whether they are there can be asked
	Mixed  // one of several kinds: only whether it is true can be asked
)

// String returns the kind's name in messages.
func (k TypeKind) String() string {
	return [...]string{"null", "a boolean", "a number", "a string", "a list", "a structure", "a union", "a map", "an object", "an opaque value", "a value of one or another kind"}[k]
}

// Of returns the type of a shape's values; nil stands for a structure without members.
func Of(s *model.Shape) *Type {
	if s == nil {
		return &Type{Is: Root}
	}
	t := &Type{Shape: s}
	switch s.Type {
	case model.Boolean:
		t.Is = Boolean
	case model.Byte, model.Short, model.Integer, model.Long, model.Float, model.Double, model.IntEnum:
		t.Is = Number
	case model.String, model.Enum:
		t.Is = String
	case model.List:
		t.Is = List // Elem is found when it is asked for, since shapes may hold themselves
	case model.Map:
		t.Is = Map
	case model.Structure:
		t.Is = Structure
	case model.Union:
		t.Is = Union
	default:
		t.Is = Opaque
	}
	return t
}

// Element returns the type of a list's elements.
func (t *Type) Element() *Type {
	if t.Elem == nil && t.Shape != nil && t.Is == List {
		return Of(t.Shape.Elem().Target)
	}
	return t.Elem
}

// Check gives every node its type, from that of the value that the expression is applied to. Reading what can't be
// there, such as a member that a structure lacks, is an error, and so is comparing what can't be equal: an expression
// that passes may give something. The error is an *Error.
func Check(n *Node, root *Type) error {
	c := &checker{}
	c.check(n, root)
	return c.err
}

type checker struct{ err error }

func (c *checker) fail(n *Node, format string, args ...any) *Type {
	if c.err == nil {
		c.err = fail(n.Pos, format, args...)
	}
	return &Type{Is: Null}
}

func (c *checker) check(n *Node, in *Type) *Type {
	if c.err != nil {
		return &Type{Is: Null}
	}
	n.Type = c.typeOf(n, in)
	return n.Type
}

func (c *checker) typeOf(n *Node, in *Type) *Type {
	switch n.Kind {
	case Current:
		return in
	case Field:
		return c.field(n, in)
	case Literal:
		return literalType(n.Value)
	case Sub, Pipe:
		return c.check(n.Kids[1], c.check(n.Kids[0], in))
	case Index:
		return c.list(n, n.Kids[0], in).Element()
	case Project, Filter:
		return c.project(n, in)
	case Flatten:
		elem := c.list(n, n.Kids[0], in).Element()
		if elem.Is == List {
			elem = elem.Element()
		}
		return &Type{Is: List, Elem: elem}
	case MultiList:
		return c.multi(n, in)
	case Not:
		c.check(n.Kids[0], in)
		return &Type{Is: Boolean}
	case And, Or:
		return c.either(n, in)
	case Compare:
		return c.compare(n, in)
	}
	return c.call(n, in)
}

func literalType(v any) *Type {
	switch v.(type) {
	case string:
		return &Type{Is: String}
	case bool:
		return &Type{Is: Boolean}
	case json.Number:
		return &Type{Is: Number}
	}
	return &Type{Is: Null}
}

func (c *checker) field(n *Node, in *Type) *Type {
	switch in.Is {
	case Root:
		if t := in.Roots[n.Name]; t != nil {
			return t
		}
	case Structure, Union:
		if n.Member = in.Shape.Member(n.Name); n.Member != nil {
			return Of(n.Member.Target)
		}
		return c.fail(n, "%s has no member %q", in.Shape.ID.Name(), n.Name)
	case Map:
		return Of(in.Shape.Elem().Target)
	}
	return c.fail(n, "%s has no member %q", in.Is, n.Name)
}

// list is the type of a kid that must be a list.
func (c *checker) list(n, kid *Node, in *Type) *Type {
	t := c.check(kid, in)
	if c.err == nil && t.Is != List {
		c.fail(n, "%s needs a list, have %s", n.Kind, t.Is)
	}
	if t.Is != List {
		return &Type{Is: List, Elem: &Type{Is: Null}}
	}
	return t
}

func (c *checker) project(n *Node, in *Type) *Type {
	elem := c.list(n, n.Kids[0], in).Element()
	if n.Kind == Filter {
		c.check(n.Kids[2], elem)
	}
	return &Type{Is: List, Elem: c.check(n.Kids[1], elem)}
}

// multi is the type of a multi-select list, whose elements must be of one kind.
func (c *checker) multi(n *Node, in *Type) *Type {
	if len(n.Kids) == 0 {
		return c.fail(n, "a multi-select list without elements")
	}
	elem := c.check(n.Kids[0], in)
	for _, kid := range n.Kids[1:] {
		if t := c.check(kid, in); !t.like(elem) {
			return c.fail(kid, "a list of %s and %s is not supported", elem.Is, t.Is)
		}
	}
	return &Type{Is: List, Elem: elem}
}

// like reports whether two types are of one kind and of one shape, where that matters to what is in their values.
func (t *Type) like(o *Type) bool {
	switch {
	case t.Is != o.Is || t.Is == Root:
		return false
	case t.Is == Null || t.Is == Boolean || t.Is == Number || t.Is == String || t.Shape != nil && t.Shape == o.Shape:
		return true
	case t.Is == List && (t.Shape == nil || o.Shape == nil):
		return t.Element().like(o.Element())
	}
	return false
}

// either is the type of && and ||, which give one of their operands. Only strings and booleans can be compared with
// anything then; others are conditions.
func (c *checker) either(n *Node, in *Type) *Type {
	a, b := c.check(n.Kids[0], in), c.check(n.Kids[1], in)
	if a.Is == b.Is && (a.Is == Boolean || a.Is == String && n.Kind == Or) {
		return &Type{Is: a.Is}
	}
	return &Type{Is: Mixed}
}

func (c *checker) compare(n *Node, in *Type) *Type {
	a, b := c.check(n.Kids[0], in), c.check(n.Kids[1], in)
	equality := n.Name == "==" || n.Name == "!="
	switch {
	case a.Is == Null || b.Is == Null:
		if !equality {
			return c.fail(n, "%s needs numbers, have %s and %s", n.Name, a.Is, b.Is)
		}
	case a.Is != b.Is:
		return c.fail(n, "%s and %s are never equal", a.Is, b.Is)
	case !equality && a.Is != Number:
		return c.fail(n, "%s needs numbers, have %s", n.Name, a.Is)
	case a.Is != Boolean && a.Is != Number && a.Is != String:
		return c.fail(n, "comparing %s with another is not supported", a.Is)
	}
	return &Type{Is: Boolean}
}

func (c *checker) call(n *Node, in *Type) *Type {
	want := map[string]int{"length": 1, "contains": 2}[n.Name]
	if want == 0 {
		return c.fail(n, "the function %s is not supported", n.Name)
	}
	if len(n.Kids) != want {
		return c.fail(n, "%s has %d arguments, want %d", n.Name, len(n.Kids), want)
	}
	subject := c.check(n.Kids[0], in)
	if n.Name == "length" {
		if subject.Is != List && subject.Is != String && subject.Is != Map && c.err == nil {
			return c.fail(n, "%s has no length", subject.Is)
		}
		return &Type{Is: Number}
	}
	return c.contains(n, subject, c.check(n.Kids[1], in))
}

func (c *checker) contains(n *Node, subject, what *Type) *Type {
	elem := subject
	switch subject.Is {
	case List:
		elem = subject.Element()
	case String:
	default:
		return c.fail(n, "%s contains nothing", subject.Is)
	}
	if elem.Is != what.Is || elem.Is != Boolean && elem.Is != Number && elem.Is != String {
		return c.fail(n, "finding %s in a list of %s is not supported", what.Is, elem.Is)
	}
	return &Type{Is: Boolean}
}
