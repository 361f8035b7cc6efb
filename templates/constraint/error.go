package constraint

// Error is a violation of a constraint other than that a required member is
// missing: one of a smithy.InvalidParamsError's Errs.
type Error struct {
	// Constraint is the trait's name in Smithy: length, range, pattern,
	// uniqueItems, enum or union.
	Constraint string
	// Limit is what the model asks for.
	Limit string
	// Got is what the value has instead; "" where it is sensitive.
	Got string

	context, nested, field string
}

// Error returns the path, what is asked for, and what is there.
func (e *Error) Error() string {
	text := e.Field() + ": " + e.Limit + " is wanted"
	if e.Got != "" {
		text += ", have " + e.Got
	}
	return text + "."
}

// Field returns the path to the value, in the notation of aws-sdk-go-v2.
func (e *Error) Field() string {
	path := e.context
	for _, part := range []string{e.nested, e.field} {
		switch {
		case part == "":
		case path == "" || part[0] == '[':
			path += part
		default:
			path += "." + part
		}
	}
	return path
}

// SetContext sets the beginning of the path.
func (e *Error) SetContext(context string) { e.context = context }

// AddNestedContext puts a step before the path.
func (e *Error) AddNestedContext(step string) {
	switch {
	case e.nested == "":
		e.nested = step
	case e.nested[0] == '[':
		e.nested = step + e.nested
	default:
		e.nested = step + "." + e.nested
	}
}
