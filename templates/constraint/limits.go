package constraint

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"
)

// NoMax is the bound of a length that has none.
const NoMax = math.MaxInt

// maxShown is how many characters of a value an error shows.
const maxShown = 64

// Str checks the length of a string in Unicode scalar values (Smithy spec,
// "length trait"); nil is not set. Each byte that isn't part of UTF-8 counts as one.
func (c *Checker) Str(name string, v *string, least, most int) {
	// A character has from one byte to four.
	if v != nil && (len(*v) < least*utf8.UTFMax-3 || len(*v) > most) {
		c.characters(name, v, least, most)
	}
}

func (c *Checker) characters(name string, v *string, least, most int) {
	if c.mode >= Default {
		c.count(name, utf8.RuneCountInString(*v), least, most)
	}
}

// Len checks the number of elements, entries or bytes n of a value that is set.
func (c *Checker) Len(name string, set bool, n, least, most int) {
	if set && (n < least || n > most) {
		c.count(name, n, least, most)
	}
}

// count compares a length with the bounds that the mode enforces: services raise upper
// ones before clients hear of it, so that only Full has those.
func (c *Checker) count(name string, n, least, most int) {
	if n < least && c.mode >= Default || n > most && c.mode == Full {
		c.length(name, n, least, most)
	}
}

func (c *Checker) length(name string, n, least, most int) {
	if c.found = true; !c.silent {
		c.violates(name, "length", lengthLimit(least, most), strconv.Itoa(n))
	}
}

// Number is what can have a range.
type Number interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~float32 | ~float64
}

// AtLeast checks the least value of a number (Smithy spec, "range trait"); nil
// is not set. NaN is in no range.
func AtLeast[T Number](c *Checker, name string, v *T, least T) {
	if v != nil && !(*v >= least) && c.mode >= Default {
		outOfRange(c, name, "at least ", least, *v)
	}
}

// AtMost checks the greatest value of a number; nil is not set.
func AtMost[T Number](c *Checker, name string, v *T, most T) {
	if v != nil && !(*v <= most) && c.mode == Full {
		outOfRange(c, name, "at most ", most, *v)
	}
}

func outOfRange[T Number](c *Checker, name, which string, limit, got T) {
	if c.found = true; !c.silent {
		c.violates(name, "range", which+fmt.Sprint(limit), fmt.Sprint(got))
	}
}

// Pattern is a pattern of a model with what matches it.
type Pattern struct {
	Text  string // as in the model
	Match func(string) bool
}

// Pattern checks a string against a pattern (Smithy spec, "pattern trait");
// nil is not set.
func (c *Checker) Pattern(name string, v *string, p *Pattern) {
	if v != nil && c.mode == Full && !p.Match(*v) {
		c.mismatch(name, *v, p)
	}
}

func (c *Checker) mismatch(name, v string, p *Pattern) {
	if c.found = true; !c.silent {
		c.violates(name, "pattern", "a match of "+p.Text, quote(v))
	}
}

// enum is a string type that knows its values.
type enum interface {
	~string
	Check(*Checker)
}

// Enum checks that a member's value is one that the model names; "" is not set.
func Enum[T enum](c *Checker, name string, v T) {
	if v != "" {
		c.Member(name)
		v.Check(c)
		c.Pop()
	}
}

// NotNamed reports a value of an enumeration that the model doesn't name, at
// the path. The values aren't listed: there may be hundreds.
func (c *Checker) NotNamed(v string) { c.unnamed("", func() string { return quote(v) }) }

// IntEnum checks that a number is one that the model names; nil is not set.
func IntEnum[T Number](c *Checker, name string, v *T, values ...T) {
	if v != nil && c.mode == Full && !slices.Contains(values, *v) {
		c.unnamed(name, func() string { return fmt.Sprint(*v) })
	}
}

func (c *Checker) unnamed(name string, got func() string) {
	if c.mode != Full {
		return
	}
	if c.found = true; !c.silent {
		c.violates(name, "enum", "a value of the enumeration", got())
	}
}

// violates takes a violation by the member called name, or by the value at the
// path.
func (c *Checker) violates(name, constraint, limit, got string) {
	if c.hidden > 0 {
		got = ""
	}
	c.add(&Error{Constraint: constraint, Limit: limit, Got: got, field: name})
}

// quote shows a string, cut where it is long.
func quote(s string) string {
	runes := 0
	for i := range s {
		if runes == maxShown {
			return strconv.Quote(s[:i]) + "…"
		}
		runes++
	}
	return strconv.Quote(s)
}

func lengthLimit(least, most int) string {
	switch {
	case most == NoMax:
		return "a length of at least " + strconv.Itoa(least)
	case least == 0:
		return "a length of at most " + strconv.Itoa(most)
	case least == most:
		return "a length of " + strconv.Itoa(least)
	}
	return "a length from " + strconv.Itoa(least) + " to " + strconv.Itoa(most)
}
