package constraint

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/aws/smithy-go"
)

// Checkable is a value that checks itself: it reports to the Checker what is
// wrong with it, and leaves the path as it was.
type Checkable interface{ Check(*Checker) }

// pointer is a *T that checks itself.
type pointer[T any] interface {
	*T
	Checkable
}

// Struct checks the structure that a member holds; nil is not set.
func Struct[T any, P pointer[T]](c *Checker, name string, v *T) {
	if v != nil {
		c.Member(name)
		P(v).Check(c)
		c.Pop()
	}
}

// List checks the elements of the list that a member holds, or, with an empty
// name, that the path leads to.
func List[T any, P pointer[T]](c *Checker, name string, v []T) {
	for i := range v {
		c.Index(name, i)
		P(&v[i]).Check(c)
		c.Pop()
	}
}

// Map checks the values of the map that a member holds, or, with an empty
// name, that the path leads to. Violations come in the order of the keys. A
// map that isn't empty costs an allocation, since its values have no address.
func Map[T any, P pointer[T]](c *Checker, name string, v map[string]T) {
	MapFunc(c, name, v, func(c *Checker, e *T) { P(e).Check(c) })
}

// ListFunc is List for elements without a Check method of their own: lists,
// maps, unions, pointers.
func ListFunc[T any](c *Checker, name string, v []T, check func(*Checker, *T)) {
	for i := range v {
		c.Index(name, i)
		check(c, &v[i])
		c.Pop()
	}
}

// MapFunc is Map for values without a Check method of their own.
func MapFunc[T any](c *Checker, name string, v map[string]T, check func(*Checker, *T)) {
	if len(v) == 0 {
		return
	}
	var bad []invalidEntry
	element := new(T) // one for all: check gets it through a pointer
	for key, value := range v {
		before := len(c.errs)
		*element = value
		c.MapKey(name, key)
		check(c, element)
		c.Pop()
		if len(c.errs) > before {
			bad = append(bad, invalidEntry{key, before, len(c.errs)})
		}
	}
	c.sort(bad)
}

// invalidEntry is the key of an entry, and which of the violations are its.
type invalidEntry struct {
	key      string
	from, to int
}

// sort puts the violations of a map's entries, which are the last ones, into
// the order of the keys, so that a text doesn't change from call to call.
func (c *Checker) sort(bad []invalidEntry) {
	if len(bad) < 2 {
		return
	}
	first := bad[0].from
	slices.SortFunc(bad, func(a, b invalidEntry) int { return cmp.Compare(a.key, b.key) })
	sorted := make([]smithy.InvalidParamError, 0, len(c.errs)-first)
	for _, b := range bad {
		sorted = append(sorted, c.errs[b.from:b.to]...)
	}
	c.errs = append(c.errs[:first], sorted...)
}

// Union checks the union that a member holds, or, with an empty name, that the
// path leads to: v is a pointer to one of the union's members. One without a
// Check method has nothing to check; a nil one is the encoder's to report.
func Union(c *Checker, name string, v any) {
	member, ok := v.(Checkable)
	if !ok || isNil(v) {
		return
	}
	if name == "" {
		member.Check(c)
		return
	}
	c.Member(name)
	member.Check(c)
	c.Pop()
}

// isNil reports whether an interface that isn't nil holds a nil pointer.
func isNil(v any) bool {
	p := reflect.ValueOf(v)
	return p.Kind() == reflect.Pointer && p.IsNil()
}
