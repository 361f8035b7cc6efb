package rules

import (
	"fmt"
	"go/scanner"
	"go/token"
	"sort"

	"github.com/tinsmith-go/tinsmith/model"
)

// Compile checks a rule set and compiles it. The error is a scanner.ErrorList with a position for everything that is
// wrong: a reference or function that doesn't exist, a wrong number or type of arguments, a value that may be absent
// where one is needed, a parameter that can't be a Go field.
func Compile(fset *token.FileSet, set *model.EndpointRuleSet) (*Program, error) {
	c := &compiler{fset: fset, params: map[string]*Param{}, idents: map[string]string{}, taken: reserved()}
	p := &Program{Params: c.parameters(set.Parameters)}
	entry := &Func{Name: entryName, Body: c.rules(&scope{}, set.Rules)}
	if len(c.errs) > 0 {
		c.errs.Sort()
		return nil, c.errs
	}
	entry.Body = dropUnused(entry.Body)
	p.Funcs = split(entry)
	for _, f := range p.Funcs {
		walk(f.Body, func(e *Expr) { p.UsesPartition = p.UsesPartition || e.Op == OpPartition })
	}
	for _, param := range p.Params {
		if param.BuiltIn != "" && !supported(param.BuiltIn) {
			p.UnsupportedBuiltIns = append(p.UnsupportedBuiltIns, param)
		}
	}
	return p, nil
}

func supported(builtIn string) bool {
	switch builtIn {
	case BuiltInRegion, BuiltInUseFIPS, BuiltInUseDualStack, BuiltInEndpoint:
		return true
	}
	return false
}

type compiler struct {
	fset   *token.FileSet
	errs   scanner.ErrorList
	params map[string]*Param
	idents map[string]string // assigned name → Go identifier
	taken  map[string]bool   // Go identifiers
	// guards collects what a condition needs beside itself; nil where nothing may be absent.
	guards  *[]step
	unnamed int // variables without a name in the rules
}

func (c *compiler) errorf(pos token.Pos, format string, args ...any) {
	var p token.Position
	if c.fset != nil {
		p = c.fset.Position(pos)
	}
	c.errs.Add(p, fmt.Sprintf(format, args...))
}

// scope is what a rule sees: its own assignments and certainties, then those of the rules around it.
type scope struct {
	outer *scope
	vars  map[string]Var
	set   map[string]bool // parameters that have a value here
}

func (s *scope) lookup(name string) (Var, bool) {
	for ; s != nil; s = s.outer {
		if v, ok := s.vars[name]; ok {
			return v, true
		}
	}
	return Var{}, false
}

func (s *scope) isSet(param string) bool {
	for ; s != nil; s = s.outer {
		if s.set[param] {
			return true
		}
	}
	return false
}

// rules compiles alternatives: the first whose conditions hold decides, and where none does, nothing matches. That is
// so for the rules of a tree too: a tree whose conditions hold is never left for its siblings (Smithy spec, rules
// engine, "Tree rule object").
func (c *compiler) rules(outer *scope, list []*model.EndpointRule) []*Stmt {
	var out []*Stmt
	decided := false
	later := &scope{outer: outer, set: map[string]bool{}}
	for _, r := range list {
		stmts, always := c.rule(&scope{outer: later, vars: map[string]Var{}, set: map[string]bool{}}, r)
		if !decided {
			out = append(out, stmts...)
		}
		decided = decided || always
		if name := appliesUnless(r); name != "" {
			later.set[name] = true
		}
	}
	if !decided {
		out = append(out, &Stmt{Return: &Return{}})
	}
	return out
}

// appliesUnless returns the parameter when a rule's only condition is that it isn't set: the rules behind it are reached
// only with a value.
func appliesUnless(r *model.EndpointRule) string {
	if len(r.Conditions) != 1 {
		return ""
	}
	e := r.Conditions[0].Call
	for _, name := range []string{"not", "isSet"} {
		if e == nil || e.Kind != model.FuncExpr || e.Text != name || len(e.Args) != 1 {
			return ""
		}
		e = e.Args[0]
	}
	if e == nil || e.Kind != model.RefExpr {
		return ""
	}
	return e.Text
}

// rule compiles one rule, and says whether it applies always.
func (c *compiler) rule(s *scope, r *model.EndpointRule) ([]*Stmt, bool) {
	var steps []step
	for _, cond := range r.Conditions {
		for _, st := range c.condition(s, cond) {
			if !st.always() {
				steps = append(steps, st)
			}
		}
	}
	body := c.outcome(s, r)
	for _, st := range steps {
		if st.never() {
			return nil, false
		}
	}
	return nest(steps, body)
}

func (c *compiler) outcome(s *scope, r *model.EndpointRule) []*Stmt {
	switch {
	case r.Error != nil:
		return []*Stmt{{Return: &Return{Error: c.want(s, r.Error, String)}}}
	case r.Endpoint != nil:
		return []*Stmt{{Return: &Return{Endpoint: c.endpoint(s, r)}}}
	case len(r.Rules) == 0:
		c.errorf(r.Pos, "a rule without endpoint, error and rules")
	}
	return c.rules(s, r.Rules)
}

// condition compiles a condition into steps, and notes in the scope what it makes sure of.
func (c *compiler) condition(s *scope, cond *model.EndpointCondition) []step {
	var guards []step
	c.guards = &guards
	o, ok := c.operand(s, cond.Call)
	c.guards = nil
	if !ok {
		return nil
	}
	c.certain(s, cond.Call)
	if cond.Assign != "" {
		return append(guards, c.assign(s, cond, o))
	}
	return append(guards, step{conds: []*Expr{o.holds()}})
}

// certain notes the parameters that have a value when a condition is met: the argument of isSet, and the arguments of
// functions that can't do without.
func (c *compiler) certain(s *scope, e *model.EndpointExpr) {
	switch e.Text {
	case "not", "coalesce", "ite":
		return
	}
	for _, arg := range e.Args {
		if arg.Kind == model.RefExpr && e.Kind == model.FuncExpr {
			s.set[arg.Text] = true
		}
	}
}

func (c *compiler) assign(s *scope, cond *model.EndpointCondition, o operand) step {
	if _, ok := s.lookup(cond.Assign); ok || c.params[cond.Assign] != nil {
		c.errorf(cond.Call.Pos, "%s is assigned, but exists already", cond.Assign)
		return step{}
	}
	v := Var{Name: c.ident(cond.Assign), Type: o.typ}
	s.vars[cond.Assign] = v
	st := step{let: &Let{Var: v, Value: o.pair(), Optional: o.form != plain}}
	if o.typ == Bool {
		st.conds = []*Expr{{Op: OpVar, Text: v.Name}}
	}
	return st
}

// parameters checks the parameters and makes fields of them.
func (c *compiler) parameters(list []*model.EndpointParameter) []*Param {
	var out []*Param
	fields := map[string]string{}
	for _, m := range list {
		p := &Param{
			Name: m.Name, GoName: fieldName(m.Name), Required: m.Required, BuiltIn: m.BuiltIn,
			Documentation: m.Documentation, Deprecated: m.Deprecated, Pos: m.Pos,
		}
		if !isIdentifier(p.GoName) || !token.IsExported(p.GoName) || p.GoName == "ValidateRequired" || p.GoName == "WithDefaults" {
			c.errorf(m.Pos, "the parameter's name %q doesn't make a Go field", m.Name)
			continue
		}
		if other := fields[p.GoName]; other != "" {
			c.errorf(m.Pos, "the parameters %s and %s have the same Go name", other, m.Name)
		}
		fields[p.GoName] = m.Name
		c.parameterType(p, m)
		c.params[m.Name] = p
		out = append(out, p)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}

func (c *compiler) parameterType(p *Param, m *model.EndpointParameter) {
	switch m.Type {
	case "string":
		p.Type = String
	case "boolean":
		p.Type = Bool
	case "stringArray":
		p.Type = Strings
	default:
		c.errorf(m.Pos, "the parameter %s has the unknown type %q", m.Name, m.Type)
		return
	}
	switch want := builtInType(m.BuiltIn); {
	case want != p.Type && supported(m.BuiltIn):
		c.errorf(m.Pos, "the parameter %s is %v, but %s is %v", m.Name, p.Type, m.BuiltIn, want)
	case m.Default != nil:
		p.Default = c.defaultValue(m, p.Type)
	}
}

func builtInType(builtIn string) Type {
	if builtIn == BuiltInUseFIPS || builtIn == BuiltInUseDualStack {
		return Bool
	}
	return String
}

func (c *compiler) defaultValue(m *model.EndpointParameter, t Type) *Expr {
	switch v := m.Default.(type) {
	case string:
		if t == String {
			return text(v)
		}
	case bool:
		if t == Bool {
			return boolean(v)
		}
	case []any:
		if list := literals(v); list != nil && t == Strings {
			return list
		}
	}
	c.errorf(m.Pos, "the default of the parameter %s isn't %v", m.Name, t)
	return nil
}

// literals returns a list of strings as an expression; nil when an element is something else.
func literals(items []any) *Expr {
	list := &Expr{Op: OpStrings}
	for _, item := range items {
		s, ok := item.(string)
		if !ok {
			return nil
		}
		list.Args = append(list.Args, text(s))
	}
	return list
}
