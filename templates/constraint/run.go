package constraint

import (
	"sync"

	"github.com/aws/smithy-go"
)

// checkers keeps what a valid input would otherwise allocate: a Checker can't
// live on the stack, since Check is called through an interface. It is a cache
// and no state; each one goes back empty.
var checkers sync.Pool

// Run checks v and returns nil or a smithy.InvalidParamsError, a value, with
// all that is wrong; the context, the name of an input's Go type, begins each
// path. Nothing is allocated for a valid v.
func Run(context string, v Checkable) error {
	c, ok := checkers.Get().(*Checker)
	if !ok {
		c = new(Checker)
	}
	v.Check(c)
	err := c.err(context)
	*c = Checker{}
	checkers.Put(c)
	return err
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
