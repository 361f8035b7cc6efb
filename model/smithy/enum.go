package smithy

import (
	"go/token"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

const enumTrait = "smithy.api#enum"

// enumFromTrait gives a string with version 1.0's enum trait, which models of version 2.0 may still have, the members
// of an enum shape.
func (r *reader) enumFromTrait(s *model.Shape, t trait) {
	if !r.d.WantArray(t.val) {
		return
	}
	for _, v := range t.items() {
		if !r.d.WantObject(v) {
			continue
		}
		r.only(v, "an enum value", "value", "name", "documentation", "tags", "deprecated")
		m := &model.Member{
			Name: r.d.Str(v.Get("name")), Pos: v.Pos(), Target: r.unit, EnumValue: r.d.Str(v.Get("value")),
			EnumNamed: v.Get("name").Exists(),
		}
		m.Documentation = r.d.Str(v.Get("documentation"))
		if r.d.Bool(v.Get("deprecated")) {
			m.Deprecated = &model.Deprecated{}
		}
		switch {
		case !v.Get("value").Exists():
			r.d.Errorf(v.Pos(), "an enum value of %s has no value", s.ID)
		case !m.EnumNamed:
			m.Name = nameFromValue(m.EnumValue)
		case !isIdentifier(m.Name):
			r.d.Errorf(v.Get("name").Pos(), "name %q of a value of %s isn't an identifier", m.Name, s.ID)
		}
		s.Members = append(s.Members, m)
	}
	r.uniqueValues(s)
}

// nameFromValue derives a member's name: whatever can't stand in one becomes an underscore.
func nameFromValue(value string) string {
	return strings.Map(func(c rune) rune {
		if c == '_' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' {
			return c
		}
		return '_'
	}, value)
}

// enumMember reads a member of an enum or intEnum shape. An enum's member without a value has its name for one, an
// intEnum's must have one (Smithy spec, "enum" and "intEnum").
func (r *reader) enumMember(s *model.Shape, raw *rawMember) *model.Member {
	m := &model.Member{Name: raw.name, Pos: raw.pos, Target: r.unit, EnumValue: raw.name, EnumNamed: true}
	at := site{shape: s, member: m, Traits: &m.Traits, what: "member"}
	for _, t := range raw.traits {
		r.dataTrait(at, t)
	}
	if raw.target.id != unitID {
		r.d.Errorf(raw.target.pos, "%s$%s targets %s: members of enums target smithy.api#Unit", s.ID, m.Name, raw.target.id)
	}
	value := raw.traits.find("smithy.api#enumValue")
	switch {
	case s.Type == model.IntEnum && value == nil:
		r.d.Errorf(raw.pos, "%s$%s has no value", s.ID, m.Name)
	case s.Type == model.IntEnum:
		m.EnumValue, m.EnumInt = "", r.int32(value.val)
	case value != nil:
		m.EnumValue = r.d.Str(value.val)
	}
	return m
}

func (r *reader) int32(v jsondoc.Value) int64 {
	n := r.d.Int(v)
	if n != int64(int32(n)) {
		r.d.Errorf(v.Pos(), "want an integer of 32 bits, have %d", n)
		return 0
	}
	return n
}

// uniqueValues reports values that two members share.
func (r *reader) uniqueValues(s *model.Shape) {
	type value struct {
		text string
		n    int64
	}
	first := map[value]token.Pos{}
	for _, m := range s.Members {
		v := value{m.EnumValue, m.EnumInt}
		if at, ok := first[v]; ok {
			r.d.Errorf(m.Pos, "%s has the value of member %s twice; the other one is at %s", s.ID, m.Name, r.d.Position(at))
			continue
		}
		first[v] = m.Pos
	}
}
