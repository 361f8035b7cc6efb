package constraint

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/aws/smithy-go"
)

// The functions below go into values that other values hold. Each takes the
// name of the Go field, or "" for an element of an element, and what checks
// the value: a type's method Check, or a function for one that has none. They
// are instantiated for many types; what they do stands in Checker's methods.

// Checkable is a value that checks itself: it reports to the Checker what is
// wrong with it, and leaves the path as it was.
type Checkable interface{ Check(*Checker) }

// Struct checks the structure that a member holds; nil is not set.
func Struct[T any](c *Checker, name string, v *T, check func(*T, *Checker)) {
	if v != nil {
		c.Member(name)
		check(v, c)
		c.Pop()
	}
}

// List checks the elements of a list.
func List[T any](c *Checker, name string, v []T, check func(*T, *Checker)) {
	for i := range v {
		c.Index(name, i)
		check(&v[i], c)
		c.Pop()
	}
}

// Map checks the values of a map, which come by value: they have no address.
// Violations come in the order of the keys.
func Map[T any](c *Checker, name string, v map[string]T, check func(T, *Checker)) {
	if len(v) == 0 {
		return
	}
	var e entries
	for key, value := range v {
		e.begin(c, name, key)
		check(value, c)
		e.end(c, key)
	}
	c.sort(e)
}

// Keys checks the keys of a map.
func Keys[T any](c *Checker, name string, v map[string]T, check func(string, *Checker)) {
	if len(v) == 0 {
		return
	}
	var e entries
	for key := range v {
		e.begin(c, name, key)
		check(key, c)
		e.end(c, key)
	}
	c.sort(e)
}

// entries notes which violations belong to which entry of a map.
type entries struct {
	before int
	bad    []invalidEntry
}

// An invalidEntry is the key of an entry, and which of the violations are its.
type invalidEntry struct {
	key      string
	from, to int
}

func (e *entries) begin(c *Checker, name, key string) {
	e.before = len(c.errs)
	c.MapKey(name, key)
}

func (e *entries) end(c *Checker, key string) {
	c.Pop()
	if len(c.errs) > e.before {
		e.bad = append(e.bad, invalidEntry{key, e.before, len(c.errs)})
	}
}

// sort puts the violations of a map's entries, which are the last ones, into
// the order of the keys, so that a text doesn't change from call to call.
func (c *Checker) sort(e entries) {
	if len(e.bad) < 2 {
		return
	}
	first := e.bad[0].from
	slices.SortFunc(e.bad, func(a, b invalidEntry) int { return cmp.Compare(a.key, b.key) })
	sorted := make([]smithy.InvalidParamError, 0, len(c.errs)-first)
	for _, b := range e.bad {
		sorted = append(sorted, c.errs[b.from:b.to]...)
	}
	c.errs = append(c.errs[:first], sorted...)
}

// Union checks the union that a member holds: v is a pointer to one of its
// members, or nil when it isn't set. Members without a Check method have
// nothing to check, but for a nil pointer, which sets no member.
func Union(c *Checker, name string, v any) {
	if v == nil {
		return
	}
	if p := reflect.ValueOf(v); p.Kind() == reflect.Pointer && p.IsNil() {
		c.noMember(name)
		return
	}
	if member, ok := v.(Checkable); ok {
		c.Member(name)
		member.Check(c)
		c.Pop()
	}
}

// noMember reports a union that holds a nil pointer.
func (c *Checker) noMember(name string) {
	if c.mode >= Default {
		c.violates(name, &Error{Constraint: "union", Limit: "one member that is set", Got: "a nil pointer"})
	}
}

// UnknownMember reports a union's member that the client doesn't know: it
// can't be sent.
func (c *Checker) UnknownMember(tag string) {
	if c.mode >= Default {
		c.violates("", &Error{Constraint: "union", Limit: "a member that the client knows", Got: quote(tag)})
	}
}
