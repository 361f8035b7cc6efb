package constraint

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"unicode/utf8"
)

// NoMax is the bound of a length that has none.
const NoMax = -1

// maxShown is how many characters of a value an error shows.
const maxShown = 64

// Hidden keeps the value of the next check out of its error: it is sensitive.
func (c *Checker) Hidden() *Checker {
	c.hidden = true
	return c
}

// Str checks the length of a string in Unicode scalar values (Smithy spec,
// "length trait"); nil is not set.
func (c *Checker) Str(name string, v *string, least, most int) {
	hidden := c.hidden
	c.hidden = false
	if v == nil || c.mode < Default || fits(len(*v), *v, least, c.most(most)) {
		return
	}
	c.violates(name, &Error{Constraint: "length", Limit: lengthLimit(least, most), Got: shown(hidden, strconv.Itoa(utf8.RuneCountInString(*v)))})
}

// fits compares a string's length, counting characters only where the number
// of bytes doesn't tell: each has from one byte to four.
func fits(bytes int, s string, least, most int) bool {
	if bytes >= least*utf8.UTFMax && (most < 0 || bytes <= most) {
		return true
	}
	if bytes < least {
		return false
	}
	n := utf8.RuneCountInString(s)
	return n >= least && (most < 0 || n <= most)
}

// most is the upper bound in the checker's mode: services raise theirs before
// clients hear of it, so that only Full enforces it.
func (c *Checker) most(most int) int {
	if c.mode != Full {
		return NoMax
	}
	return most
}

// Len checks the number of elements, entries or bytes n of a value that is set.
func (c *Checker) Len(name string, set bool, n, least, most int) {
	c.hidden = false
	if !set || c.mode < Default || n >= least && (c.most(most) < 0 || n <= most) {
		return
	}
	c.violates(name, &Error{Constraint: "length", Limit: lengthLimit(least, most), Got: strconv.Itoa(n)})
}

// Number is what can have a range.
type Number interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~float32 | ~float64
}

// AtLeast checks the least value of a number (Smithy spec, "range trait"); nil
// is not set. NaN is in no range.
func AtLeast[T Number](c *Checker, name string, v *T, least T) {
	if v != nil && c.mode >= Default && !(*v >= least) {
		c.outOfRange(name, "at least", least, *v)
	}
	c.hidden = false
}

// AtMost checks the greatest value of a number; nil is not set.
func AtMost[T Number](c *Checker, name string, v *T, most T) {
	if v != nil && c.mode == Full && !(*v <= most) {
		c.outOfRange(name, "at most", most, *v)
	}
	c.hidden = false
}

func (c *Checker) outOfRange(name, which string, limit, got any) {
	c.violates(name, &Error{Constraint: "range", Limit: which + " " + fmt.Sprint(limit), Got: shown(c.hidden, fmt.Sprint(got))})
}

// Pattern is a pattern of a model with what matches it.
type Pattern struct {
	Text  string // as in the model
	Match func(string) bool
}

// Pattern checks a string against a pattern (Smithy spec, "pattern trait");
// nil is not set.
func (c *Checker) Pattern(name string, v *string, p *Pattern) {
	hidden := c.hidden
	c.hidden = false
	if v == nil || c.mode != Full || p.Match(*v) {
		return
	}
	c.violates(name, &Error{Constraint: "pattern", Limit: "a match of " + p.Text, Got: shown(hidden, quote(*v))})
}

// enum is a string type that knows its values.
type enum interface {
	~string
	Check(*Checker)
}

// Enum checks that a member's value is one that the model names; "" is not set.
func Enum[T enum](c *Checker, name string, v T) {
	if v != "" && c.mode == Full {
		c.Member(name)
		v.Check(c)
		c.Pop()
	}
	c.hidden = false
}

// NotNamed reports a value of an enumeration that the model doesn't name, at
// the path; known are some of those that it does.
func (c *Checker) NotNamed(v string) {
	c.violates("", &Error{Constraint: "enum", Limit: "a value of the enumeration", Got: shown(c.hidden, quote(v))})
}

// IntEnum checks that a number is one that the model names; nil is not set.
func IntEnum[T Number](c *Checker, name string, v *T, values ...T) {
	hidden := c.hidden
	c.hidden = false
	if v == nil || c.mode != Full || slices.Contains(values, *v) {
		return
	}
	c.violates(name, &Error{Constraint: "enum", Limit: "a value of the enumeration", Got: shown(hidden, fmt.Sprint(*v))})
}

// UniqueDeep is Unique for elements that == doesn't compare.
func UniqueDeep[T any](c *Checker, name string, v []T) {
	c.hidden = false
	if c.mode != Full {
		return
	}
	for i := range v {
		for j := range i {
			if reflect.DeepEqual(v[i], v[j]) {
				c.violates(name, &Error{Constraint: "uniqueItems", Limit: "different elements", Got: "equal ones at " + strconv.Itoa(j) + " and " + strconv.Itoa(i)})
				return
			}
		}
	}
}

// Unique checks that a list's elements differ (Smithy spec, "uniqueItems
// trait").
func Unique[T comparable](c *Checker, name string, v []T) {
	hidden := c.hidden
	c.hidden = false
	if c.mode != Full {
		return
	}
	if i := repeated(v); i >= 0 {
		c.violates(name, &Error{Constraint: "uniqueItems", Limit: "different elements", Got: shown(hidden, quote(fmt.Sprint(v[i]))+" more than once")})
	}
}

// fewItems is up to how many elements each is compared with each, which costs
// no memory.
const fewItems = 64

// repeated returns the index of an element that is equal to one before it, or
// a negative number.
func repeated[T comparable](v []T) int {
	if len(v) > fewItems {
		seen := make(map[T]struct{}, len(v))
		for i, e := range v {
			if _, ok := seen[e]; ok {
				return i
			}
			seen[e] = struct{}{}
		}
		return -1
	}
	for i := range v {
		for j := range i {
			if v[i] == v[j] {
				return i
			}
		}
	}
	return -1
}

// violates takes a violation by the member called name, or by the value at the
// path.
func (c *Checker) violates(name string, err *Error) {
	c.found = true
	if !c.silent {
		err.field = name
		c.add(err)
	}
}

func shown(hidden bool, text string) string {
	if hidden {
		return ""
	}
	return text
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
	case most < 0:
		return "a length of at least " + strconv.Itoa(least)
	case least == 0:
		return "a length of at most " + strconv.Itoa(most)
	case least == most:
		return "a length of " + strconv.Itoa(least)
	}
	return "a length from " + strconv.Itoa(least) + " to " + strconv.Itoa(most)
}
