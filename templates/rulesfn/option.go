package rulesfn

// IsSet drops a value that may be absent and keeps whether there is one: IsSet(Index(list, 0)).
func IsSet[T any](_ T, ok bool) bool { return ok }

// Optional turns a value that may be absent into a pointer, nil when it is.
func Optional[T any](v T, ok bool) *T {
	if !ok {
		return nil
	}
	return &v
}

// Value is the inverse of Optional.
func Value[T any](p *T) (T, bool) {
	if p == nil {
		var zero T
		return zero, false
	}
	return *p, true
}

// Coalesce returns the first that is set, nil when none is.
func Coalesce[T any](values ...*T) *T {
	for _, v := range values {
		if v != nil {
			return v
		}
	}
	return nil
}

// If returns one of two values, as the rules engine's ite.
func If[T any](condition bool, then, otherwise T) T {
	if condition {
		return then
	}
	return otherwise
}

// List is the list and whether there is one.
func List(list []string) ([]string, bool) { return list, list != nil }

// IsTrue says whether a boolean that may be absent is there and true.
func IsTrue(v, ok bool) bool { return v && ok }
