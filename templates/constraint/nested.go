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

// Map checks a map's keys and values, which come by value: they have no address. One of
// the two checks may be nil. Violations come in the order of the keys.
func Map[T any](c *Checker, name string, v map[string]T, checkKey func(string, *Checker), check func(T, *Checker)) {
	if len(v) == 0 {
		return
	}
	var e entries
	for key, value := range v {
		e.begin(c, name, key)
		if checkKey != nil {
			checkKey(key, c)
		}
		if check != nil {
			check(value, c)
		}
		e.end(c, key)
	}
	c.sort(e)
}

// NoEmptyKey checks that no key of a map is empty, in the mode Default alone: with most,
// their greatest length, it is what that mode wants of keys whose least length is one, and
// saves it a walk through the map.
func NoEmptyKey[T any](c *Checker, name string, v map[string]T, most int) {
	if c.mode != Default {
		return
	}
	if _, ok := v[""]; ok {
		c.MapKey(name, "")
		c.length("", 0, 1, most)
		c.Pop()
	}
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
	if reflect.ValueOf(v).IsNil() {
		c.noMember(name, "a nil pointer")
		return
	}
	if member, ok := v.(Checkable); ok {
		c.Member(name)
		member.Check(c)
		c.Pop()
	}
}

// UnionElem checks a union that is an element of a list or map, or the value of another
// union's member: there is no way to leave it unset.
func UnionElem(c *Checker, v any) {
	if v == nil {
		c.noMember("", "none")
		return
	}
	Union(c, "", v)
}

// noMember reports a union that holds no member.
func (c *Checker) noMember(name, got string) {
	if c.mode >= Default {
		if c.found = true; !c.silent {
			c.violates(name, "union", "one member that is set", got)
		}
	}
}

// UnknownMember reports a union's member that the client doesn't know: it
// can't be sent.
func (c *Checker) UnknownMember(tag string) {
	if c.mode >= Default {
		if c.found = true; !c.silent {
			c.violates("", "union", "a member that the client knows", quote(tag))
		}
	}
}
