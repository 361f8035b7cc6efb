// Package types owns the data types of package client. It must not know operations.
package types

import (
	"github.com/tinsmith-go/tinsmith/templates/constraint"
)

// Color is a color.
type Color string

// The colors.
const (
	// ColorRed is red.
	ColorRed Color = "RED"
	// ColorBlue is blue.
	ColorBlue Color = "BLUE"
)

// Values returns all known colors. More may come.
func (Color) Values() []Color { return []Color{"RED", "BLUE"} }

// Part is a part of a thing.
type Part struct {
	// Name is the part's name.
	//
	// This member is required.
	Name *string

	// Count is how many of it there are.
	Count *int64

	// Traits describe the part.
	Traits map[string]string
}

// Check reports the violations of v to c.
func (v *Part) Check(c *constraint.Checker) {
	c.Required("Name", v.Name != nil)
}
