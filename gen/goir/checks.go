package goir

import (
	"sort"

	"github.com/tinsmith-go/tinsmith/gen/names"
	"github.com/tinsmith-go/tinsmith/model"
)

// findChecks finds the structures that inputs hold and that have something for Check, at any depth.
func (b *builder) findChecks() {
	for changed := true; changed; {
		changed = false
		for id := range b.inputs {
			s := b.svc.Shapes[id]
			if s == nil || b.needs[id] || s.Type != model.Structure {
				continue
			}
			for _, m := range s.Members {
				if !b.checkOf(m, "", false).Empty() {
					b.needs[id] = true
					changed = true
					break
				}
			}
		}
	}
}

// checkOf is what Check does about a member of the structure called owner.
func (b *builder) checkOf(m *model.Member, owner string, label bool) Check {
	c := b.valueCheck(m, owner)
	c.Required = (m.Required || label) && !b.valueTyped(m)
	return c
}

func (b *builder) valueTyped(m *model.Member) bool {
	_, form := b.fieldType(m, false)
	return form == ValueForm
}

// valueCheck is what Check does about a value: its own constraints, and the way into it.
func (b *builder) valueCheck(m *model.Member, owner string) Check {
	c := Check{Limits: b.limits(m, owner), Hidden: m.IsSensitive()}
	s := m.Target
	switch s.Type {
	case model.Structure:
		if b.needs[s.ID] {
			c.Nested, c.Method = StructNested, methodName(s, "Check")
		}
	case model.Union:
		if !s.EventStream {
			c.Nested = UnionNested
		}
	case model.List:
		if e := b.valueCheck(s.Elem(), within(owner, "Elem")); !e.Empty() {
			c.Nested, c.Elem, c.Sparse = ListNested, &e, s.Sparse
		}
	case model.Map:
		e := b.valueCheck(s.Elem(), within(owner, "Elem"))
		c.Keys = b.limits(s.Key(), within(owner, "Key"))
		c.KeyType = b.valueType(s.Key().Target)
		if !e.Empty() || len(c.Keys) > 0 {
			c.Nested, c.Elem, c.Sparse = MapNested, &e, s.Sparse
			c.Hidden = c.Hidden || s.Key().IsSensitive()
		}
	}
	return c
}

// within names what a pattern on a list's or map's member belongs to.
func within(owner, part string) string {
	if owner == "" {
		return ""
	}
	return owner + part
}

// declarePatterns lists the patterns that are enforced.
func (b *builder) declarePatterns() {
	for _, p := range b.patterns {
		b.pkg.Patterns = append(b.pkg.Patterns, p)
	}
	sort.Slice(b.pkg.Patterns, func(i, j int) bool { return b.pkg.Patterns[i].Name < b.pkg.Patterns[j].Name })
}

// methodName is name, with an underscore where a member of the shape takes it.
func methodName(s *model.Shape, name string) string {
	if s != nil {
		for _, m := range s.Members {
			if names.Member(m.Name) == name {
				return name + "_"
			}
		}
	}
	return name
}

// nameMethods names the methods of a structure that checks itself.
func nameMethods(st *Struct) {
	st.CheckName, st.ValidateName = methodName(st.Shape, "Check"), methodName(st.Shape, "Validate")
}
