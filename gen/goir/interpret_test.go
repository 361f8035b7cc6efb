package goir

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tinsmith-go/tinsmith/gen/jmespath"
	"github.com/tinsmith-go/tinsmith/model"
)

// search evaluates an expression over JSON, by the specification of JMESPath and without a thought of Go. It departs
// from it where clients do: the length of what is absent is 0.
func search(n *jmespath.Node, v any) any {
	kid := func(i int) any { return search(n.Kids[i], v) }
	switch n.Kind {
	case jmespath.Current:
		return v
	case jmespath.Field:
		if m, ok := v.(map[string]any); ok {
			return m[n.Name]
		}
		return nil
	case jmespath.Literal:
		return number(n.Value)
	case jmespath.Sub, jmespath.Pipe:
		return search(n.Kids[1], kid(0))
	case jmespath.Index:
		list, _ := kid(0).([]any)
		i := n.Index
		if i < 0 {
			i += len(list)
		}
		if i < 0 || i >= len(list) {
			return nil
		}
		return list[i]
	case jmespath.Project, jmespath.Filter:
		return project(n, kid(0))
	case jmespath.Flatten:
		return flattened(kid(0))
	case jmespath.MultiList:
		if v == nil {
			return nil
		}
		out := []any{}
		for i := range n.Kids {
			out = append(out, kid(i))
		}
		return out
	case jmespath.Not:
		return !truth(kid(0))
	case jmespath.And:
		if a := kid(0); !truth(a) {
			return a
		}
		return kid(1)
	case jmespath.Or:
		if a := kid(0); truth(a) {
			return a
		}
		return kid(1)
	case jmespath.Compare:
		return compared(n.Name, kid(0), kid(1))
	}
	return called(n, kid)
}

func number(v any) any {
	if n, ok := v.(json.Number); ok {
		f, _ := n.Float64()
		return f
	}
	return v
}

func project(n *jmespath.Node, v any) any {
	list, ok := v.([]any)
	if !ok {
		return nil
	}
	out := []any{}
	for _, e := range list {
		if n.Kind == jmespath.Filter && !truth(search(n.Kids[2], e)) {
			continue
		}
		if r := search(n.Kids[1], e); r != nil {
			out = append(out, r)
		}
	}
	return out
}

func flattened(v any) any {
	list, ok := v.([]any)
	if !ok {
		return nil
	}
	out := []any{}
	for _, e := range list {
		if inner, ok := e.([]any); ok {
			out = append(out, inner...)
		} else {
			out = append(out, e)
		}
	}
	return out
}

func truth(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case bool:
		return v
	case string:
		return v != ""
	case []any:
		return len(v) > 0
	case map[string]any:
		return len(v) > 0
	}
	return true
}

func compared(op string, a, b any) any {
	switch op {
	case "==":
		return reflect.DeepEqual(a, b)
	case "!=":
		return !reflect.DeepEqual(a, b)
	}
	x, ok := a.(float64)
	y, ok2 := b.(float64)
	if !ok || !ok2 {
		return nil
	}
	return map[string]bool{"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y}[op]
}

func called(n *jmespath.Node, kid func(int) any) any {
	switch subject := kid(0).(type) {
	case string:
		if n.Name == "length" {
			return float64(utf8.RuneCountInString(subject))
		}
		what, ok := kid(1).(string)
		return ok && strings.Contains(subject, what)
	case []any:
		if n.Name == "length" {
			return float64(len(subject))
		}
		for _, e := range subject {
			if reflect.DeepEqual(e, kid(1)) {
				return true
			}
		}
	case map[string]any:
		return float64(len(subject))
	}
	if n.Name == "length" {
		return 0.0
	}
	return false
}

// pointer is a Go pointer that isn't nil.
type pointer struct{ to any }

// structure is a Go structure: the values of its fields.
type structure map[string]any

// variantOf is what a union's interface holds.
type variantOf struct {
	name  string
	value any
}

// missing is a field's nil pointer, or another one's zero.
func zero(t *Type) any {
	switch {
	case t.Ptr:
		return nil
	case t.Kind == GoSlice:
		return []any(nil)
	case t.Kind == GoMap:
		return map[string]any(nil)
	case t.Kind == GoString || t.Kind == GoNamed:
		return "" // an enum: structures are pointers
	}
	return nil
}

// goValue is the Go value of JSON, as a client decodes it.
func (b *builder) goValue(s *model.Shape, t *Type, v any) any {
	if v == nil {
		return zero(t)
	}
	if t.Ptr {
		inner := *t
		inner.Ptr = false
		return pointer{b.goValue(s, &inner, v)}
	}
	switch s.Type {
	case model.Structure:
		return b.goStruct(b.structs[s.ID], v)
	case model.Union:
		for _, variant := range b.unions[s.ID].Variants {
			if inner, ok := v.(map[string]any)[variant.Field.Member.Name]; ok {
				return pointer{variantOf{variant.Name, b.goValue(variant.Field.Member.Target, variant.Field.Type, inner)}}
			}
		}
		return nil
	case model.List:
		out := []any{}
		for _, e := range v.([]any) {
			out = append(out, b.goValue(s.Elem().Target, t.Elem, e))
		}
		return out
	case model.Map:
		out := map[string]any{}
		for k, e := range v.(map[string]any) {
			out[k] = b.goValue(s.Elem().Target, t.Elem, e)
		}
		return out
	}
	return v
}

func (b *builder) goStruct(st *Struct, v any) structure {
	out := structure{}
	for _, f := range st.Fields {
		out[f.Name] = b.goValue(f.Member.Target, f.Type, v.(map[string]any)[f.Member.Name])
	}
	return out
}

// machine runs compiled statements. What would panic in Go panics.
type machine struct {
	t    *testing.T
	vars map[string]any
}

func (m *machine) run(list []*Stmt) {
	for _, s := range list {
		switch s.Kind {
		case DeclareStmt, AssignStmt:
			m.vars[s.Name] = m.eval(s.X)
		case VarStmt:
			m.vars[s.Name] = zero(s.Type)
		case CountStmt:
			m.vars[s.Name] = m.vars[s.Name].(float64) + 1
		case IfStmt:
			if m.eval(s.X).(bool) {
				m.run(s.Body)
			}
		case RangeStmt:
			for _, e := range m.eval(s.X).([]any) {
				m.vars[s.Name] = e
				m.run(s.Body)
			}
		case LookupStmt:
			m.vars[s.Name], m.vars[s.Ok] = nil, false
			if v, ok := m.eval(s.X).(map[string]any)[s.Key]; ok {
				m.vars[s.Name], m.vars[s.Ok] = v, true
			}
		case VariantStmt:
			m.vars[s.Name] = nil
			if v, ok := m.eval(s.X).(pointer); ok && v.to.(variantOf).name == s.Key {
				m.vars[s.Name] = pointer{structure{"Value": v.to.(variantOf).value}}
			}
		}
	}
}

func (m *machine) eval(x *Expr) any {
	switch x.Kind {
	case VarExpr:
		v, ok := m.vars[x.Name]
		if !ok {
			panic("no variable " + x.Name)
		}
		return v
	case FieldExpr:
		v := m.eval(x.Args[0])
		if p, ok := v.(pointer); ok {
			v = p.to
		}
		return v.(structure)[x.Name] // panics for nil
	case DerefExpr:
		return m.eval(x.Args[0]).(pointer).to
	case IndexExpr:
		return m.eval(x.Args[0]).([]any)[int(m.eval(x.Args[1]).(float64))]
	case LitExpr:
		if i, ok := x.Lit.(int); ok {
			return float64(i)
		}
		return x.Lit
	case NotExpr:
		return !m.eval(x.Args[0]).(bool)
	case JoinExpr:
		for _, a := range x.Args {
			if m.eval(a).(bool) == (x.Name == "||") {
				return x.Name == "||"
			}
		}
		return x.Name == "&&"
	case CallExpr:
		return m.call(x)
	}
	return binaryOf(x.Name, m.eval(x.Args[0]), m.eval(x.Args[1]))
}

func (m *machine) call(x *Expr) any {
	v := m.eval(x.Args[0])
	switch x.Name {
	case "len":
		return float64(reflect.ValueOf(v).Len())
	case "RuneCountInString":
		return float64(utf8.RuneCountInString(v.(string)))
	case "Contains":
		return strings.Contains(v.(string), m.eval(x.Args[1]).(string))
	}
	return v // conversions
}

func binaryOf(op string, a, b any) any {
	isNil := func(v any) bool {
		if v == nil {
			return true
		}
		r := reflect.ValueOf(v)
		return (r.Kind() == reflect.Slice || r.Kind() == reflect.Map) && r.IsNil()
	}
	switch op {
	case "==", "!=":
		equal := reflect.DeepEqual(a, b)
		if a == nil || b == nil {
			equal = isNil(a) && isNil(b)
		}
		return equal == (op == "==")
	case "-":
		return a.(float64) - b.(float64)
	}
	if r := compared(op, a, b); r != nil {
		return r
	}
	panic(fmt.Sprintf("%v %s %v", a, op, b))
}
