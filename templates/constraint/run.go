package constraint

import (
	"sync"

	"github.com/aws/smithy-go"
)

// checkers keeps what a valid input would otherwise allocate: a Checker can't
// live on the stack, since Check is called through an interface. It is a cache
// and no state; each one goes back empty.
var checkers sync.Pool

// Run checks v as the mode says and returns nil or a smithy.InvalidParamsError,
// a value, with all that is wrong; the context, the name of a Go type, begins
// each path. Nothing is allocated for a valid v.
func Run[T any](context string, mode Mode, v *T, check func(*T, *Checker)) error {
	if mode == Off || Valid(mode, v, check) {
		return nil
	}
	c := Checker{mode: mode}
	check(v, &c)
	return c.err(context)
}

// Valid reports whether v holds to the constraints of the mode.
func Valid[T any](mode Mode, v *T, check func(*T, *Checker)) bool {
	c := quick(mode)
	check(v, c)
	found := c.found
	checkers.Put(c)
	return !found
}

// quick returns a Checker that finds out whether a value is valid.
func quick(mode Mode) *Checker {
	c, ok := checkers.Get().(*Checker)
	if !ok {
		c = new(Checker)
	}
	c.mode, c.silent, c.found, c.hidden = mode, true, false, 0
	return c
}

// Validate checks v against every constraint of its model.
func Validate[T any](context string, v *T, check func(*T, *Checker)) error {
	return Run(context, Full, v, check)
}

// err returns the violations as one error.
func (c *Checker) err(context string) error {
	if len(c.errs) == 0 {
		return nil
	}
	invalid := smithy.InvalidParamsError{Context: context}
	for _, err := range c.errs {
		invalid.Add(err)
	}
	return invalid
}
