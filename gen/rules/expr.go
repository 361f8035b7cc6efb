package rules

import (
	"fmt"
	"go/token"

	"github.com/tinsmith-go/tinsmith/model"
)

// operand compiles an expression; false after an error.
func (c *compiler) operand(s *scope, e *model.EndpointExpr) (operand, bool) {
	if e == nil {
		c.errorf(token.NoPos, "an expression is missing")
		return operand{}, false
	}
	switch e.Kind {
	case model.TemplateExpr:
		return c.template(s, e.Text, e.Pos)
	case model.RefExpr:
		return c.reference(s, e.Text, e.Pos)
	case model.FuncExpr:
		return c.function(s, e)
	case model.BoolExpr:
		return operand{expr: boolean(e.Bool), typ: Bool}, true
	case model.IntExpr:
		return operand{expr: &Expr{Op: OpInt, Int: e.Int}, typ: Int}, true
	case model.ArrayExpr:
		return c.array(s, e)
	}
	c.errorf(e.Pos, "an expression of an unknown kind")
	return operand{}, false
}

// want compiles an expression that has to be there and of a type. After an error it returns something harmless.
func (c *compiler) want(s *scope, e *model.EndpointExpr, t Type) *Expr {
	o, ok := c.operand(s, e)
	if !ok {
		return text("")
	}
	return c.wantOperand(o, t, e.Pos)
}

func (c *compiler) wantOperand(o operand, t Type, pos token.Pos) *Expr {
	switch {
	case o.typ != t:
		c.errorf(pos, "want %v, have %v", t, o.typ)
	case o.form != plain && c.guards == nil:
		c.errorf(pos, "want %v, have one that may be absent: a condition must make sure of it first", t)
	case o.form != plain:
		return c.guard(o)
	}
	return o.expr
}

// guard makes sure of an argument within a condition: where it is absent, the condition isn't met. The rules engine's
// type checker wants an isSet before, but public rule sets do without.
func (c *compiler) guard(o operand) *Expr {
	switch o.form {
	case pointer:
		*c.guards = append(*c.guards, step{conds: []*Expr{o.isSet()}})
		return op(OpDeref, o.expr)
	case slice:
		*c.guards = append(*c.guards, step{conds: []*Expr{o.isSet()}})
		return o.expr
	}
	c.unnamed++
	v := Var{Name: c.ident(fmt.Sprintf("argument %d", c.unnamed)), Type: o.typ}
	*c.guards = append(*c.guards, step{let: &Let{Var: v, Value: o.expr, Optional: true}})
	return &Expr{Op: OpVar, Text: v.Name}
}

// unguarded compiles what stands in a function that deals with absent values itself.
func (c *compiler) unguarded(compile func() (operand, bool)) (operand, bool) {
	outer := c.guards
	c.guards = nil
	defer func() { c.guards = outer }()
	return compile()
}

func (c *compiler) array(s *scope, e *model.EndpointExpr) (operand, bool) {
	list := &Expr{Op: OpStrings}
	for _, item := range e.Args {
		list.Args = append(list.Args, c.want(s, item, String))
	}
	return operand{expr: list, typ: Strings}, true
}

func (c *compiler) reference(s *scope, name string, pos token.Pos) (operand, bool) {
	if v, ok := s.lookup(name); ok {
		return operand{expr: &Expr{Op: OpVar, Text: v.Name}, typ: v.Type}, true
	}
	p := c.params[name]
	if p == nil {
		c.errorf(pos, "%s is neither a parameter nor assigned here", name)
		return operand{}, false
	}
	e := &Expr{Op: OpParam, Text: p.GoName}
	there := p.Required || p.Default != nil || s.isSet(name)
	switch {
	case p.Type == Strings && there:
		return operand{expr: e, typ: Strings}, true
	case p.Type == Strings:
		return operand{expr: e, typ: Strings, form: slice}, true
	case there:
		return operand{expr: op(OpDeref, e), typ: p.Type}, true
	}
	return operand{expr: e, typ: p.Type, form: pointer}, true
}

// template compiles a template into a literal or a concatenation.
func (c *compiler) template(s *scope, tmpl string, pos token.Pos) (operand, bool) {
	parts, err := parseTemplate(tmpl)
	if err != nil {
		c.errorf(pos, "%v", err)
		return operand{}, false
	}
	var pieces []*Expr
	for _, p := range parts {
		e, ok := c.part(s, p, pos)
		if !ok {
			return operand{}, false
		}
		pieces = append(pieces, e)
	}
	switch len(pieces) {
	case 0:
		return operand{expr: text("")}, true
	case 1:
		return operand{expr: pieces[0]}, true
	}
	return operand{expr: op(OpConcat, pieces...)}, true
}

func (c *compiler) part(s *scope, p part, pos token.Pos) (*Expr, bool) {
	if p.ref == "" {
		return text(p.text), true
	}
	o, ok := c.reference(s, p.ref, pos)
	if ok && p.path != "" {
		o, ok = c.attribute(o, p.path, pos)
	}
	if !ok {
		return nil, false
	}
	return c.wantOperand(o, String, pos), true
}

// attribute compiles a getAttr path on an operand.
func (c *compiler) attribute(o operand, path string, pos token.Pos) (operand, bool) {
	steps, err := parsePath(path)
	if err != nil {
		c.errorf(pos, "%v", err)
		return operand{}, false
	}
	for _, st := range steps {
		if o.form != plain {
			c.errorf(pos, "%q reads from a value that may be absent: a condition must make sure of it first", path)
			return operand{}, false
		}
		switch name, typ := field(o.typ, st.field); {
		case st.field == "" && o.typ == Strings:
			o = operand{expr: call("Index", o.expr, &Expr{Op: OpInt, Int: st.index}), typ: String, form: pair}
		case name != "":
			o = operand{expr: &Expr{Op: OpField, Text: name, Args: []*Expr{o.expr}}, typ: typ}
		case st.field == "":
			c.errorf(pos, "%q has an index, but %v has no elements", path, o.typ)
			return operand{}, false
		default:
			c.errorf(pos, "%v has no attribute %q", o.typ, st.field)
			return operand{}, false
		}
	}
	return o, true
}

// field returns the Go name and type of an attribute, "" when there is none.
func field(t Type, attribute string) (string, Type) {
	switch t {
	case Partition:
		return partitionField(attribute)
	case URL:
		return urlField(attribute)
	case ARN:
		return arnField(attribute)
	}
	return "", String
}

func partitionField(attribute string) (string, Type) {
	switch attribute {
	case "name":
		return "Name", String
	case "dnsSuffix":
		return "DNSSuffix", String
	case "dualStackDnsSuffix":
		return "DualStackDNSSuffix", String
	case "implicitGlobalRegion":
		return "ImplicitGlobalRegion", String
	case "supportsFIPS":
		return "SupportsFIPS", Bool
	case "supportsDualStack":
		return "SupportsDualStack", Bool
	}
	return "", String
}

func urlField(attribute string) (string, Type) {
	switch attribute {
	case "scheme":
		return "Scheme", String
	case "authority":
		return "Authority", String
	case "path":
		return "Path", String
	case "normalizedPath":
		return "NormalizedPath", String
	case "isIp":
		return "IsIP", Bool
	}
	return "", String
}

func arnField(attribute string) (string, Type) {
	switch attribute {
	case "partition":
		return "Partition", String
	case "service":
		return "Service", String
	case "region":
		return "Region", String
	case "accountId":
		return "AccountID", String
	case "resourceId":
		return "ResourceID", Strings
	}
	return "", String
}
