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
// checked. The zero value is ready and checks required members alone.
//
// A value is checked twice when it is invalid: first to find out, without
// paths, which is all that a valid one costs; then to say what and where.
type Checker struct {
	mode   Mode
	silent bool // only found is wanted
	found  bool
	hidden int // how many sensitive values hold the one that is checked
	path   []segment
	errs   []smithy.InvalidParamError
}

// Mode says which constraints of a model are enforced.
type Mode uint8

// The modes.
const (
	// Required is what aws-sdk-go-v2 enforces: that required members are set.
	Required Mode = iota
	// Default adds what boto3 enforces: the least length of strings, lists and
	// maps, the least value of numbers, and that a union has a member that the
	// client knows.
	Default
	// Full is all that the model states.
	Full
	// Off is nothing.
	Off
)

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

// Default reports whether constraints that the mode Default has beyond Required are
// enforced.
func (c *Checker) Default() bool { return c.mode >= Default }

// Full reports whether constraints that only the mode Full has are enforced.
func (c *Checker) Full() bool { return c.mode == Full }

// Hide begins a sensitive value: until Show, errors show no value and paths no key
// of a map.
func (c *Checker) Hide() { c.hidden++ }

// Show ends a sensitive value. Calls of Hide and Show nest.
func (c *Checker) Show() { c.hidden-- }

// Required reports a member that is required and not set, by its Go name.
func (c *Checker) Required(name string, set bool) {
	if !set {
		c.missing(name)
	}
}

func (c *Checker) missing(name string) {
	if c.found = true; !c.silent {
		c.add(smithy.NewErrParamRequired(name))
	}
}

// add takes a violation at the current path.
func (c *Checker) add(err smithy.InvalidParamError) {
	c.found = true
	if path := c.text(); path != "" {
		err.AddNestedContext(path)
	}
	c.errs = append(c.errs, err)
}

// Member goes to a member; its name is that of the Go field.
func (c *Checker) Member(name string) {
	if !c.silent {
		c.push(segment{kind: member, name: name})
	}
}

// Index goes to an element of the list that a member holds, or, with an empty
// name, of the list that the path leads to.
func (c *Checker) Index(name string, i int) {
	if !c.silent {
		c.push(segment{kind: element, name: name, index: i})
	}
}

// MapKey goes to an entry of the map that a member holds, or, with an empty
// name, of the map that the path leads to.
func (c *Checker) MapKey(name, key string) {
	if !c.silent {
		c.push(segment{kind: entry, name: name, key: key})
	}
}

// Variant goes to the member of a union; its name is the model's.
func (c *Checker) Variant(name string) {
	if !c.silent {
		c.push(segment{kind: variant, name: name})
	}
}

// Pop goes back one step.
func (c *Checker) Pop() {
	if !c.silent {
		c.path = c.path[:len(c.path)-1]
	}
}

// push isn't compiled into its callers, which are many: it runs only to tell what is wrong.
//
//go:noinline
func (c *Checker) push(s segment) {
	if c.hidden > 0 && s.kind == entry {
		s.key = "…"
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
		case member: // "" for an element of an element
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
