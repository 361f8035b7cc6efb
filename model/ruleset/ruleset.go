// Package ruleset reads endpoint rule sets (Smithy's rules engine) and their test cases, which have one JSON form in
// both model formats.
// It must not know where the JSON stood, nor how rules are evaluated or turned into Go.
package ruleset

import (
	"go/token"
	"sort"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// Read reads a rule set (Smithy spec, "smithy.rules#endpointRuleSet", version 1.x); nil when v is Missing.
// It reports wrong kinds, unknown functions and rule types, names that nothing declares or that are declared twice,
// and broken templates, so that later stages meet well-formed rules only. What is readable of a bad rule set comes
// back too.
func Read(d *jsondoc.Diag, v jsondoc.Value) *model.EndpointRuleSet {
	if !v.Exists() || !d.WantObject(v) {
		return nil
	}
	r := reader{d}
	r.keys(v, "the rule set", "version", "parameters", "rules")
	rs := &model.EndpointRuleSet{Version: d.Str(v.Get("version"))}
	if major, _, _ := strings.Cut(rs.Version, "."); major != "1" {
		d.Errorf(v.Get("version").Pos(), "unknown version %q of endpoint rules, want 1.0", rs.Version)
	}
	var names *scope
	rs.Parameters, names = r.parameters(v.Get("parameters"))
	if rules := v.Get("rules"); d.WantArray(rules) {
		for _, rule := range rules.Items() {
			rs.Rules = append(rs.Rules, r.rule(rule, names))
		}
	}
	return rs
}

// reader reads one rule set.
type reader struct{ d *jsondoc.Diag }

// scope is the list of names that rules can refer to, the newest first.
type scope struct {
	name string
	up   *scope
}

func (s *scope) has(name string) bool {
	for ; s != nil; s = s.up {
		if s.name == name {
			return true
		}
	}
	return false
}

// keys warns of keys other than the known ones.
func (r reader) keys(v jsondoc.Value, what string, known ...string) {
	v.Each(func(key string, pos token.Pos, _ jsondoc.Value) {
		for _, k := range known {
			if k == key {
				return
			}
		}
		r.d.Warnf(pos, "unknown key %q of %s is ignored", key, what)
	})
}

// only reports keys that would change which endpoint is chosen if they meant something.
func (r reader) only(v jsondoc.Value, what string, known ...string) {
	v.Each(func(key string, pos token.Pos, _ jsondoc.Value) {
		for _, k := range known {
			if k == key {
				return
			}
		}
		r.d.Errorf(pos, "unknown key %q of %s", key, what)
	})
}

func (r reader) parameters(v jsondoc.Value) ([]*model.EndpointParameter, *scope) {
	if !r.d.WantObject(v) {
		return nil, nil
	}
	var out []*model.EndpointParameter
	var names *scope
	v.Each(func(name string, pos token.Pos, p jsondoc.Value) {
		if !isName(name) {
			r.d.Errorf(pos, "parameter name %q isn't an identifier", name)
			return
		}
		if !r.d.WantObject(p) {
			return
		}
		out = append(out, r.parameter(name, pos, p))
		names = &scope{name, names}
	})
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out, names
}

// parameterTypes maps both spellings that occur to the one of the model.
var parameterTypes = map[string]string{
	"string": "string", "String": "string", "boolean": "boolean", "Boolean": "boolean",
	"stringArray": "stringArray", "StringArray": "stringArray",
}

func (r reader) parameter(name string, pos token.Pos, v jsondoc.Value) *model.EndpointParameter {
	r.keys(v, "parameter "+name, "type", "builtIn", "required", "default", "documentation", "deprecated")
	typ, ok := parameterTypes[r.d.Str(v.Get("type"))]
	if !ok {
		r.d.Errorf(v.Get("type").Pos(), "unknown type of parameter %s, want string, boolean or stringArray", name)
	}
	p := &model.EndpointParameter{
		Name: name, Type: typ, Pos: pos,
		BuiltIn:       r.d.Str(v.Get("builtIn")),
		Required:      r.d.Bool(v.Get("required")),
		Documentation: r.d.Str(v.Get("documentation")),
	}
	if dep := v.Get("deprecated"); dep.Exists() && r.d.WantObject(dep) {
		p.Deprecated = &model.Deprecated{Message: r.d.Str(dep.Get("message")), Since: r.d.Str(dep.Get("since"))}
	}
	p.Default = r.defaultValue(typ, v.Get("default"))
	return p
}

func (r reader) defaultValue(typ string, v jsondoc.Value) any {
	if !v.Exists() {
		return nil
	}
	switch typ {
	case "boolean":
		return r.d.Bool(v)
	case "stringArray":
		out := []any{}
		for _, s := range r.d.Strings(v) {
			out = append(out, s)
		}
		return out
	}
	return r.d.Str(v)
}

func (r reader) rule(v jsondoc.Value, names *scope) *model.EndpointRule {
	rule := &model.EndpointRule{Pos: v.Pos()}
	if !r.d.WantObject(v) {
		return rule
	}
	rule.Documentation = r.d.Str(v.Get("documentation"))
	rule.Conditions, names = r.conditions(v.Get("conditions"), names)
	switch typ := r.d.Str(v.Get("type")); typ {
	case "endpoint":
		r.only(v, "an endpoint rule", "type", "conditions", "documentation", "endpoint")
		rule.Endpoint = r.endpoint(v.Get("endpoint"), names)
	case "error":
		r.only(v, "an error rule", "type", "conditions", "documentation", "error")
		rule.Error = r.required(v.Get("error"), names)
	case "tree":
		r.only(v, "a tree rule", "type", "conditions", "documentation", "rules")
		rule.Rules = []*model.EndpointRule{} // a tree, be it without rules
		if rules := v.Get("rules"); r.d.WantArray(rules) {
			for _, sub := range rules.Items() {
				rule.Rules = append(rule.Rules, r.rule(sub, names))
			}
		}
	default:
		r.d.Errorf(v.Get("type").Pos(), "unknown type %q of a rule, want endpoint, error or tree", typ)
	}
	return rule
}

// conditions returns the conditions and the names that hold after them: each may assign its result to a name.
func (r reader) conditions(v jsondoc.Value, names *scope) ([]*model.EndpointCondition, *scope) {
	if !v.Exists() || !r.d.WantArray(v) {
		return nil, names
	}
	var out []*model.EndpointCondition
	for _, item := range v.Items() {
		if !r.d.WantObject(item) {
			continue
		}
		r.only(item, "a condition", "fn", "argv", "assign")
		c := &model.EndpointCondition{Call: r.call(item, names), Assign: r.d.Str(item.Get("assign"))}
		out = append(out, c)
		if c.Assign == "" {
			continue
		}
		switch pos := item.Get("assign").Pos(); {
		case !isName(c.Assign):
			r.d.Errorf(pos, "assigned name %q isn't an identifier", c.Assign)
		case names.has(c.Assign):
			r.d.Errorf(pos, "name %q is taken already", c.Assign)
		}
		names = &scope{c.Assign, names}
	}
	return out, names
}

// isName reports whether s is an identifier of the rules engine.
func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if letter := c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z'; !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}
