package rules

import "github.com/tinsmith-go/tinsmith/model"

// signature says how a function of the rules engine's library whose arguments and result have fixed types is called.
type signature struct {
	goName string
	args   []Type
	result Type
	form   form
}

// fixed returns the signature of a function with fixed types (Smithy spec, rules engine standard library; AWS rules
// engine functions).
func fixed(name string) (signature, bool) {
	switch name {
	case "isValidHostLabel":
		return signature{"IsValidHostLabel", []Type{String, Bool}, Bool, plain}, true
	case "parseURL":
		return signature{"ParseURL", []Type{String}, URL, pair}, true
	case "substring":
		return signature{"Substring", []Type{String, Int, Int, Bool}, String, pair}, true
	case "uriEncode":
		return signature{"URIEncode", []Type{String}, String, plain}, true
	case "split":
		return signature{"Split", []Type{String, String, Int}, Strings, plain}, true
	case "aws.parseArn":
		return signature{"ParseARN", []Type{String}, ARN, pair}, true
	case "aws.isVirtualHostableS3Bucket":
		return signature{"IsVirtualHostableS3Bucket", []Type{String, Bool}, Bool, plain}, true
	}
	return signature{}, false
}

// function compiles a call.
func (c *compiler) function(s *scope, e *model.EndpointExpr) (operand, bool) {
	if sig, ok := fixed(e.Text); ok {
		args, ok := c.arguments(s, e, sig.args...)
		return operand{expr: call(sig.goName, args...), typ: sig.result, form: sig.form}, ok
	}
	switch e.Text {
	case "isSet":
		return c.unguarded(func() (operand, bool) { return c.isSet(s, e) })
	case "not":
		args, ok := c.arguments(s, e, Bool)
		if !ok {
			return operand{}, false
		}
		return operand{expr: not(args[0]), typ: Bool}, true
	case "booleanEquals":
		return c.booleanEquals(s, e)
	case "stringEquals":
		args, ok := c.arguments(s, e, String, String)
		return operand{expr: op(OpEqual, args...), typ: Bool}, ok
	case "getAttr":
		return c.getAttr(s, e)
	case "aws.partition":
		// The result is always set: an unknown region counts as one of the partition aws.
		args, ok := c.arguments(s, e, String)
		return operand{expr: op(OpPartition, args...), typ: Partition}, ok
	case "coalesce":
		return c.unguarded(func() (operand, bool) { return c.coalesce(s, e) })
	case "ite":
		return c.unguarded(func() (operand, bool) { return c.ite(s, e) })
	}
	c.errorf(e.Pos, "unknown function %s", e.Text)
	return operand{}, false
}

func (c *compiler) count(e *model.EndpointExpr, want int) bool {
	if len(e.Args) != want {
		c.errorf(e.Pos, "%s wants %d arguments, has %d", e.Text, want, len(e.Args))
		return false
	}
	return true
}

// arguments compiles a call's arguments, which have to be there.
func (c *compiler) arguments(s *scope, e *model.EndpointExpr, types ...Type) ([]*Expr, bool) {
	if !c.count(e, len(types)) {
		return nil, false
	}
	before := len(c.errs)
	var out []*Expr
	for i, t := range types {
		out = append(out, c.want(s, e.Args[i], t))
	}
	return out, len(c.errs) == before
}

func (c *compiler) isSet(s *scope, e *model.EndpointExpr) (operand, bool) {
	if !c.count(e, 1) {
		return operand{}, false
	}
	o, ok := c.operand(s, e.Args[0])
	if !ok {
		return operand{}, false
	}
	return operand{expr: o.isSet(), typ: Bool}, true
}

// booleanEquals reads as "a" or "!a" where one side is a literal.
func (c *compiler) booleanEquals(s *scope, e *model.EndpointExpr) (operand, bool) {
	args, ok := c.arguments(s, e, Bool, Bool)
	if !ok {
		return operand{}, false
	}
	a, b := args[0], args[1]
	if a.Op == OpBool {
		a, b = b, a
	}
	switch {
	case b.Op != OpBool:
		return operand{expr: op(OpEqual, a, b), typ: Bool}, true
	case b.Bool:
		return operand{expr: a, typ: Bool}, true
	}
	return operand{expr: not(a), typ: Bool}, true
}

func (c *compiler) getAttr(s *scope, e *model.EndpointExpr) (operand, bool) {
	if !c.count(e, 2) {
		return operand{}, false
	}
	o, ok := c.operand(s, e.Args[0])
	if !ok {
		return operand{}, false
	}
	path := e.Args[1]
	if path.Kind != model.TemplateExpr {
		c.errorf(path.Pos, "the second argument of getAttr is a path, written as a string")
		return operand{}, false
	}
	return c.attribute(o, path.Text, path.Pos)
}

// coalesce yields the first argument that is set. All have one type; where one is always there, so is the result.
func (c *compiler) coalesce(s *scope, e *model.EndpointExpr) (operand, bool) {
	if len(e.Args) < 2 {
		c.errorf(e.Pos, "coalesce wants 2 or more arguments, has %d", len(e.Args))
		return operand{}, false
	}
	var args []*Expr
	var typ Type
	for i, arg := range e.Args {
		o, ok := c.operand(s, arg)
		if !ok {
			return operand{}, false
		}
		if i == 0 {
			typ = o.typ
		}
		if o.typ != typ {
			c.errorf(arg.Pos, "the arguments of coalesce have different types: %v and %v", typ, o.typ)
			return operand{}, false
		}
		args = append(args, o.pointer())
		if o.form == plain {
			return operand{expr: op(OpDeref, call("Coalesce", args...)), typ: typ}, c.rest(s, e.Args[i+1:], typ)
		}
	}
	return operand{expr: call("Coalesce", args...), typ: typ, form: pointer}, true
}

// rest checks arguments that can never be reached.
func (c *compiler) rest(s *scope, args []*model.EndpointExpr, typ Type) bool {
	for _, arg := range args {
		o, ok := c.operand(s, arg)
		if ok && o.typ != typ {
			c.errorf(arg.Pos, "the arguments of coalesce have different types: %v and %v", typ, o.typ)
		}
		if !ok || o.typ != typ {
			return false
		}
	}
	return true
}

// ite yields the second argument when the first is true, else the third.
func (c *compiler) ite(s *scope, e *model.EndpointExpr) (operand, bool) {
	if !c.count(e, 3) {
		return operand{}, false
	}
	before := len(c.errs)
	cond := c.want(s, e.Args[0], Bool)
	a, okA := c.operand(s, e.Args[1])
	b, okB := c.operand(s, e.Args[2])
	if okA && okB && a.typ != b.typ {
		c.errorf(e.Pos, "ite chooses between different types: %v and %v", a.typ, b.typ)
	}
	if len(c.errs) > before {
		return operand{}, false
	}
	if a.form == plain && b.form == plain {
		return operand{expr: call("If", cond, a.expr, b.expr), typ: a.typ}, true
	}
	return operand{expr: call("If", cond, a.pointer(), b.pointer()), typ: a.typ, form: pointer}, true
}
