// Package constraint collects what is wrong with an input before it is sent,
// and says where, as aws-sdk-go-v2 says it. It knows no shapes: they check
// themselves.
package constraint

import (
	"strconv"
	"strings"

	"github.com/aws/smithy-go"
)

// Checker collects violations and knows the path to the value that is being
// checked. The zero value is ready. Nothing is allocated while all is well and
// the path is at most 16 steps long. It must not be copied after its first use.
type Checker struct {
	path   []segment
	inline [16]segment // backing array of path: deeper values are rare
	errs   []smithy.InvalidParamError
}

// segment is one step of a path: "name", "name[3]", `name["key"]` or "[name]".
type segment struct {
	kind  segmentKind
	name  string // may be empty for an element of an element
	key   string
	index int
}

type segmentKind uint8

const (
	member segmentKind = iota
	element
	entry
	variant
)

// Required reports a member that is required and not set, by its Go name.
func (c *Checker) Required(name string, set bool) {
	if !set {
		c.add(smithy.NewErrParamRequired(name))
	}
}

// add takes a violation at the current path.
func (c *Checker) add(err smithy.InvalidParamError) {
	if path := c.text(); path != "" {
		err.AddNestedContext(path)
	}
	c.errs = append(c.errs, err)
}

// Member goes to a member; its name is that of the Go field.
func (c *Checker) Member(name string) { c.push(segment{kind: member, name: name}) }

// Index goes to an element of the list that a member holds, or, with an empty
// name, of the list that the path leads to.
func (c *Checker) Index(name string, i int) {
	c.push(segment{kind: element, name: name, index: i})
}

// MapKey goes to an entry of the map that a member holds, or, with an empty
// name, of the map that the path leads to.
func (c *Checker) MapKey(name, key string) {
	c.push(segment{kind: entry, name: name, key: key})
}

// Variant goes to the member of a union; its name is the model's.
func (c *Checker) Variant(name string) { c.push(segment{kind: variant, name: name}) }

// Pop goes back one step.
func (c *Checker) Pop() { c.path = c.path[:len(c.path)-1] }

func (c *Checker) push(s segment) {
	if c.path == nil {
		c.path = c.inline[:0]
	}
	c.path = append(c.path, s)
}

// text returns the path as the SDK prints it: no dot before a bracket.
func (c *Checker) text() string {
	var b strings.Builder
	for _, s := range c.path {
		if b.Len() > 0 && s.kind != variant && s.name != "" {
			b.WriteByte('.')
		}
		switch s.kind {
		case member:
			b.WriteString(s.name)
		case element:
			b.WriteString(s.name + "[" + strconv.Itoa(s.index) + "]")
		case entry:
			b.WriteString(s.name + "[" + strconv.Quote(s.key) + "]")
		case variant:
			b.WriteString("[" + s.name + "]")
		}
	}
	return b.String()
}
