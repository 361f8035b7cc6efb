// Package jmespath reads the JMESPath expressions that models hold, in waiters and paginators: it owns their grammar
// and, against the shapes of a model, their types. It must not know Go code, nor what an expression is for.
//
// It understands what the public models use, and its kin: sub-expressions, indexes, list projections with [*],
// flattening with [], filters with [?…], multi-select lists, pipes, parentheses, comparisons, && || !, literals, raw
// strings, the current node @, and the functions length and contains. What it doesn't understand is an error that
// says so; the grammar is that of https://jmespath.org/specification.html.
package jmespath

import (
	"fmt"

	"github.com/tinsmith-go/tinsmith/model"
)

// Node is an expression. Pos counts bytes from the beginning of the text. Type is set by Check.
type Node struct {
	Kind Kind
	Pos  int
	Kids []*Node
	Type *Type

	Name   string        // Field: the member; Call: the function; Compare: the operator
	Member *model.Member // Field, after Check: the member of a structure or union
	Index  int           // Index: negative ones count from the end
	Value  any           // Literal: string, bool, nil or json.Number
}

// Kind is the kind of a node.
type Kind uint8

// The kinds of nodes, with their kids.
const (
	Current   Kind = iota // @, or what a sub-expression starts from
	Field                 // a member, or a map's value
	Index                 // an element: the list
	Literal               // a constant
	Sub                   // left.right: the left, and what is found in it
	Project               // each element of the left goes through the right; those that give nothing are left out
	Filter                // as Project, for the elements for which the third kid is true
	Flatten               // the elements of the list, those that are lists by their elements
	MultiList             // a list of what the kids give
	Not                   // the negation of the kid
	And                   // both kids
	Or                    // one of the kids
	Compare               // two kids
	Call                  // the kids are the arguments
	Pipe                  // as Sub, and ends the projections of the left
)

// String returns the kind's name in messages.
func (k Kind) String() string {
	return [...]string{"the current node", "a member", "an index", "a literal", "a sub-expression", "a projection", "a filter",
		"flattening", "a multi-select list", "!", "&&", "||", "a comparison", "a function", "a pipe"}[k]
}

// Error is what is wrong with an expression.
type Error struct {
	Pos    int // bytes from the beginning of the text
	Reason string
}

func (e *Error) Error() string { return fmt.Sprintf("%s at byte %d", e.Reason, e.Pos) }

func fail(pos int, format string, args ...any) error {
	return &Error{Pos: pos, Reason: fmt.Sprintf(format, args...)}
}
