package constraint

import (
	"fmt"
	"reflect"
	"strconv"
)

// Unique checks that a list's elements differ (Smithy spec, "uniqueItems
// trait").
func Unique[T comparable](c *Checker, name string, v []T) {
	if c.mode != Full {
		return
	}
	if i := repeated(v); i >= 0 {
		c.same(name, func() string { return quote(fmt.Sprint(v[i])) + " more than once" })
	}
}

func (c *Checker) same(name string, got func() string) {
	if c.found = true; !c.silent {
		c.violates(name, "uniqueItems", "a list without repetition", got())
	}
}

// UniqueDeep is Unique for elements that == doesn't compare.
func UniqueDeep[T any](c *Checker, name string, v []T) {
	if c.mode != Full {
		return
	}
	for i := range v {
		for j := range i {
			if reflect.DeepEqual(&v[i], &v[j]) {
				c.same(name, func() string { return "equal ones at " + strconv.Itoa(j) + " and " + strconv.Itoa(i) })
				return
			}
		}
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
