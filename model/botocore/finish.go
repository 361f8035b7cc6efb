package botocore

import (
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
)

// finish does what needs all shapes and operations: it turns the stand-ins that botocore's models have for shapes of
// Smithy's prelude back into those, keeps the shapes that operations reach, and marks dedicated inputs and outputs.
func (r *reader) finish() {
	r.prelude()
	reached := r.reach()
	for _, s := range reached {
		r.svc.Shapes[s.ID] = s
	}
	r.dedicated(reached)
	for _, s := range reached {
		if s.Error != nil {
			s.Error.Code = unless(s.ID.Name(), s.Error.Code)
		}
	}
}

// prelude retargets members. A member-level timestamp format comes as a shape SyntheticTimestamp_*, which is forgotten
// for the format; a union's member without a value as an empty structure Unit, as long as nothing else targets it.
func (r *reader) prelude() {
	unit := r.shapes["Unit"]
	if unit != nil && !r.standsForUnit(unit) {
		unit = nil
	}
	for _, s := range r.order {
		for _, m := range s.Members {
			switch t := m.Target; {
			case t.Type == model.Timestamp && strings.HasPrefix(t.ID.Name(), "SyntheticTimestamp_"):
				if m.TimestampFormat == "" {
					m.TimestampFormat = t.TimestampFormat
				}
				m.Target = r.stamp
			case unit != nil && t == unit.Shape:
				m.Target = r.unit
			}
		}
	}
}

// standsForUnit reports whether the structure Unit says nothing and is targeted by members of unions alone.
func (r *reader) standsForUnit(unit *shape) bool {
	if unit.Type != model.Structure || len(unit.Members) > 0 || unit.Documentation != "" || unit.Error != nil {
		return false
	}
	for _, op := range r.svc.Operations {
		if op.Input == unit.Shape || op.Output == unit.Shape {
			return false
		}
	}
	for _, s := range r.order {
		for _, m := range s.Members {
			if m.Target == unit.Shape && s.Type != model.Union {
				return false
			}
		}
	}
	return true
}

// reach returns the shapes that the operations reach, each once.
func (r *reader) reach() []*model.Shape {
	var out []*model.Shape
	seen := map[*model.Shape]bool{}
	add := func(s *model.Shape) {
		if s != nil && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	for _, op := range r.svc.Operations {
		add(op.Input)
		add(op.Output)
		for _, e := range op.Errors {
			add(e)
		}
	}
	for i := 0; i < len(out); i++ {
		if out[i].Type == model.Enum { // its members' Unit isn't a value
			continue
		}
		for _, m := range out[i].Members {
			add(m.Target)
		}
	}
	return out
}

// dedicated marks the structures that are used once, as the input or as the output of an operation. botocore has no key
// for it.
func (r *reader) dedicated(reached []*model.Shape) {
	uses, inputs, outputs := map[*model.Shape]int{}, map[*model.Shape]int{}, map[*model.Shape]int{}
	for _, op := range r.svc.Operations {
		if op.Input != nil {
			inputs[op.Input]++
			uses[op.Input]++
		}
		if op.Output != nil {
			outputs[op.Output]++
			uses[op.Output]++
		}
		for _, e := range op.Errors {
			uses[e]++
		}
	}
	for _, s := range reached {
		for _, m := range s.Members {
			uses[m.Target]++
		}
	}
	for _, s := range reached {
		s.Input = uses[s] == 1 && inputs[s] == 1
		s.Output = uses[s] == 1 && outputs[s] == 1
	}
}
