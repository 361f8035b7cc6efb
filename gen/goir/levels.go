package goir

// Level is the least strict validation mode in which a check can report anything.
type Level uint8

// The levels: every mode, all but Required, Full alone.
const (
	AnyLevel Level = iota
	DefaultLevel
	FullLevel
)

// Level returns the limit's level: upper bounds and sets of values are Full's.
func (l Limit) Level() Level {
	switch {
	case l.Kind == AtLeastLimit, (l.Kind == StrLimit || l.Kind == LenLimit) && l.Min > 0:
		return DefaultLevel
	}
	return FullLevel
}

// Level returns the least level of a value's limits and of what is in it.
func (c Check) Level() Level { return min(leastLevel(c.Limits), c.NestedLevel()) }

// NestedLevel is the least level of what is in a value. That of structures and unions isn't looked for: their code
// would change with that of those that they hold.
func (c Check) NestedLevel() Level {
	switch c.Nested {
	case ListNested:
		return c.Elem.Level()
	case MapNested:
		return min(leastLevel(c.Keys), c.Elem.Level())
	case StructNested, UnionNested:
		return AnyLevel
	}
	return FullLevel
}

func leastLevel(limits []Limit) Level {
	level := FullLevel
	for _, l := range limits {
		level = min(level, l.Level())
	}
	return level
}

// NoEmptyKey returns the greatest length of a map's keys, and whether all that there is to check below the Full mode
// is that no key is empty.
func (c Check) NoEmptyKey() (most int, ok bool) {
	if c.Nested != MapNested || c.Elem.Level() != FullLevel {
		return 0, false
	}
	for _, l := range c.Keys {
		switch {
		case l.Level() == FullLevel:
		case l.Kind == StrLimit && l.Min == 1:
			most, ok = l.Max, true
		default:
			return 0, false
		}
	}
	return most, ok
}
