package goir

import (
	"fmt"
	"go/token"
	"strconv"

	"github.com/tinsmith-go/tinsmith/gen/names"
	"github.com/tinsmith-go/tinsmith/model"
)

// endpointParams finds the parameters of the service's endpoint rules that an operation binds. One that the
// rules don't have is left out, since nothing would read it.
func (b *builder) endpointParams(op *Operation) []*EndpointParam {
	var out []*EndpointParam
	seen := map[string]bool{}
	known := map[string]string{}
	if set := b.svc.Endpoints; set != nil {
		for _, p := range set.Parameters {
			known[p.Name] = p.Type
		}
	}
	for _, p := range op.Wire.Op.StaticContextParams {
		if known[p.Name] == "" {
			continue
		}
		b.checkParam(op, p.Name, known[p.Name], valueParamType(p.Value), op.Wire.Op.Pos)
		out = append(out, &EndpointParam{Param: names.Exported(p.Name), Value: p.Value})
		seen[p.Name] = true
	}
	for _, f := range op.Input.Fields {
		if n := f.Member.ContextParam; known[n] != "" && !seen[n] {
			b.checkParam(op, n, known[n], memberParamType(f.Member.Target), f.Member.Pos)
			out = append(out, &EndpointParam{Param: names.Exported(n), Field: f})
		}
	}
	for _, p := range op.Wire.Op.OperationContextParams {
		b.problems = append(b.problems, Problem{Pos: op.Wire.Op.Pos, Text: "operation " + op.Name + " binds the endpoint parameter " +
			p.Name + " by the path " + strconv.Quote(p.Path) + ", which is not supported"})
	}
	return out
}

// checkParam reports a binding whose value isn't of the parameter's type.
func (b *builder) checkParam(op *Operation, name, want, have string, pos token.Pos) {
	if want != have {
		b.problems = append(b.problems, Problem{Pos: pos, Text: fmt.Sprintf(
			"operation %s binds the endpoint parameter %s, a %s, to a %s", op.Name, name, want, have)})
	}
}

// valueParamType is the type of the parameter that can hold a value.
func valueParamType(v any) string {
	switch v := v.(type) {
	case string:
		return "string"
	case bool:
		return "boolean"
	case []any:
		for _, e := range v {
			if _, ok := e.(string); !ok {
				return "list with other things than strings"
			}
		}
		return "stringArray"
	}
	return "value of another type"
}

// memberParamType is the type of the parameter that a member can be bound to.
func memberParamType(s *model.Shape) string {
	switch s.Type {
	case model.String, model.Enum:
		return "string"
	case model.Boolean:
		return "boolean"
	case model.List:
		if e := s.Elem().Target; e.Type == model.String && !s.Sparse {
			return "stringArray"
		}
		return "list of " + s.Elem().Target.Type.String()
	}
	return s.Type.String()
}
