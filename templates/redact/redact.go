// Package redact builds the log/slog values of structures that hold sensitive members. It must not know which
// those are.
package redact

import (
	"log/slog"
	"slices"
	"strconv"
)

// Text stands in the place of a sensitive value.
const Text = "[redacted]"

// Hidden returns the value of what is sensitive as a whole.
func Hidden() slog.Value { return slog.StringValue(Text) }

// Attrs are the members of a structure that are set. The zero value is ready.
type Attrs []slog.Attr

// Value returns the members as a group.
func (a Attrs) Value() slog.Value { return slog.GroupValue(a...) }

// Any adds a member if it is set. A v with a method LogValue is asked for its value when it is logged.
func (a *Attrs) Any(name string, v any, set bool) {
	if set {
		*a = append(*a, slog.Any(name, v))
	}
}

// Hidden adds a sensitive member if it is set.
func (a *Attrs) Hidden(name string, set bool) { a.Any(name, Text, set) }

// Pointer adds the value that v points at, unless v is nil.
func Pointer[T any](a *Attrs, name string, v *T) {
	if v != nil {
		*a = append(*a, slog.Any(name, *v))
	}
}

// Of is an element that knows its own value, if it has a method LogValue.
func Of[T any](v T) slog.Value { return slog.AnyValue(v) }

// Star makes of a function for elements one for the elements of sparse lists and maps.
func Star[T any](elem func(T) slog.Value) func(*T) slog.Value {
	return func(v *T) slog.Value {
		if v == nil {
			return slog.Value{}
		}
		return elem(*v)
	}
}

// List returns a list as a group with the indexes for names: slog asks nothing of what stands in a slice.
func List[T any](v []T, elem func(T) slog.Value) slog.Value {
	attrs := make([]slog.Attr, len(v))
	for i, e := range v {
		attrs[i] = slog.Attr{Key: strconv.Itoa(i), Value: elem(e)}
	}
	return slog.GroupValue(attrs...)
}

// Map returns a map as a group, sorted by its keys.
func Map[T any](v map[string]T, elem func(T) slog.Value) slog.Value {
	attrs := make([]slog.Attr, 0, len(v))
	for k, e := range v {
		attrs = append(attrs, slog.Attr{Key: k, Value: elem(e)})
	}
	slices.SortFunc(attrs, func(a, b slog.Attr) int {
		if a.Key < b.Key {
			return -1
		}
		return 1
	})
	return slog.GroupValue(attrs...)
}
