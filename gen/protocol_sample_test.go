package gen_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"

	"github.com/tinsmith-go/tinsmith/model"
)

// filled sets every member of an operation's input, as deep as sampleDepth.
func filled(c *testClient, op *model.Operation) func(reflect.Value) error {
	in := &interpreter{c}
	return func(v reflect.Value) error { return in.buildInput(v, op.Input, sampleInput(op)) }
}

// sampleInput is a parameter for every member of an operation's input. It depends on the names and order of members
// and on enumerations, so that a service's two formats give the same.
func sampleInput(op *model.Operation) any {
	if op.Input == nil {
		return nil
	}
	return (&sampler{}).structure(1, op.Input)
}

// sampleDepth is how many structures and unions stand in each other at most.
const sampleDepth = 5

// sampler makes parameters. It knows the shapes that it is in, to leave out what recurs.
type sampler struct {
	within []model.ShapeID
}

// value makes a parameter of a shape; nil where it would go too deep. The name and number tell values apart.
func (p *sampler) value(name string, number int, s *model.Shape) any {
	switch s.Type {
	case model.Structure, model.Unit, model.Union:
		return p.nested(number, s)
	case model.List:
		return p.list(name, number, s)
	case model.Map:
		return p.mapping(name, number, s)
	case model.Document:
		return map[string]any{name: []any{json.Number(strconv.Itoa(number)), true, nil, "text"}}
	case model.Boolean:
		return true
	case model.String:
		return name
	case model.Enum:
		return s.Members[number%len(s.Members)].EnumValue
	case model.Blob:
		return "bytes of " + name
	case model.Timestamp:
		return json.Number(strconv.Itoa(1700000000+number) + ".25")
	case model.Float, model.Double, model.BigDecimal:
		return json.Number(strconv.Itoa(number) + ".5")
	}
	return json.Number(strconv.Itoa(number))
}

// nested enters a structure or union, unless it is one that it is in already.
func (p *sampler) nested(number int, s *model.Shape) any {
	if len(p.within) == sampleDepth {
		return nil
	}
	for _, id := range p.within {
		if id == s.ID {
			return nil
		}
	}
	p.within = append(p.within, s.ID)
	defer func() { p.within = p.within[:len(p.within)-1] }()
	if s.Type == model.Union {
		return p.union(number, s)
	}
	return p.structure(number, s)
}

func (p *sampler) structure(number int, s *model.Shape) map[string]any {
	out := map[string]any{}
	for i, m := range s.Members {
		if v := p.value(m.Name, number+i, m.Target); v != nil {
			out[m.Name] = v
		}
	}
	return out
}

// union sets one member, the number says which; another one if that would go too deep.
func (p *sampler) union(number int, s *model.Shape) any {
	for i := range s.Members {
		m := s.Members[(number+i)%len(s.Members)]
		if v := p.value(m.Name, number, m.Target); v != nil {
			return map[string]any{m.Name: v}
		}
	}
	return nil
}

// list has two elements and, where it is sparse, a null; a list of unions has an element for each of their members.
func (p *sampler) list(name string, number int, s *model.Shape) any {
	elem := s.Elem().Target
	n := 2
	if elem.Type == model.Union {
		n = max(n, len(elem.Members))
	}
	var out []any
	for i := range n {
		if v := p.value(fmt.Sprintf("%s %d", name, i), number+i, elem); v != nil {
			out = append(out, v)
		}
	}
	if s.Sparse && len(out) > 0 {
		out = append(out, nil)
	}
	if out == nil {
		return nil
	}
	return out
}

// mapping has the entries that a list would have, under keys of its own.
func (p *sampler) mapping(name string, number int, s *model.Shape) any {
	list, ok := p.list(name, number, &model.Shape{
		Type: model.List, Traits: s.Traits, Members: []*model.Member{{Name: "member", Target: s.Elem().Target}},
	}).([]any)
	if !ok {
		return nil
	}
	out := map[string]any{}
	for i, v := range list {
		key, _ := p.value(fmt.Sprintf("key-%d", i), i, s.Key().Target).(string)
		out[key] = v
	}
	return out
}
