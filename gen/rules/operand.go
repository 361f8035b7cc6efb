package rules

// operand is an expression of the rules with its type and the form in which Go holds it.
type operand struct {
	expr *Expr
	typ  Type
	form form
}

// form says how a value, and its absence, is held.
type form uint8

const (
	plain   form = iota // a value; it is always there
	pair                // a call that returns the value and whether there is one
	pointer             // a pointer that may be nil
	slice               // a slice that may be nil
)

func call(name string, args ...*Expr) *Expr { return &Expr{Op: OpCall, Text: name, Args: args} }

func boolean(b bool) *Expr { return &Expr{Op: OpBool, Bool: b} }

func text(s string) *Expr { return &Expr{Op: OpText, Text: s} }

func op(o Op, args ...*Expr) *Expr { return &Expr{Op: o, Args: args} }

func not(e *Expr) *Expr {
	switch e.Op {
	case OpBool:
		return boolean(!e.Bool)
	case OpNot:
		return e.Args[0]
	}
	return op(OpNot, e)
}

// pair returns an expression with two results.
func (o operand) pair() *Expr {
	switch o.form {
	case pointer:
		return call("Value", o.expr)
	case slice:
		return call("List", o.expr)
	}
	return o.expr
}

// pointer returns an expression for a pointer, which is nil when there is no value.
func (o operand) pointer() *Expr {
	switch o.form {
	case plain:
		return call("Optional", o.expr, boolean(true))
	case pointer:
		return o.expr
	}
	return call("Optional", o.pair())
}

// isSet returns a boolean expression that says whether there is a value.
func (o operand) isSet() *Expr {
	switch o.form {
	case plain:
		return boolean(true)
	case pair:
		return call("IsSet", o.expr)
	}
	return op(OpSet, o.expr)
}

// holds returns a boolean expression that says whether a condition made of the operand alone is met: there is a value,
// and it isn't false (Smithy spec, rules engine, "Condition object").
func (o operand) holds() *Expr {
	if o.typ != Bool {
		return o.isSet()
	}
	if o.form == plain {
		return o.expr
	}
	return call("IsTrue", o.pair())
}
