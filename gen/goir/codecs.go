package goir

import (
	"sort"

	"github.com/tinsmith-go/tinsmith/gen/wire"
	"github.com/tinsmith-go/tinsmith/model"
)

// declareCodecs finds the encoders and decoders that the operations' bodies need, and no others.
func (b *builder) declareCodecs() {
	for _, op := range b.wire.Operations {
		b.messageCodecs(op.Request, true)
		b.messageCodecs(op.Response, false)
		for _, e := range op.Errors {
			b.messageCodecs(e.Message, false)
		}
	}
	for _, c := range b.codecs {
		b.pkg.Codecs = append(b.pkg.Codecs, c)
	}
	sort.Slice(b.pkg.Codecs, func(i, j int) bool { return b.pkg.Codecs[i].Stem < b.pkg.Codecs[j].Stem })
}

func (b *builder) messageCodecs(m *wire.Message, encode bool) {
	if m == nil {
		return
	}
	for _, f := range m.Fields {
		b.memberCodecs(f.Member, encode, false)
	}
	if m.Payload != nil {
		b.payloadCodec(m.Payload.Member, encode)
	}
}

func (b *builder) payloadCodec(m *model.Member, encode bool) {
	switch m.Target.Type {
	case model.Structure, model.Union:
		b.codec(m.Target, encode)
	case model.List, model.Map, model.Document:
		b.memberCodecs(m, encode, false)
	}
}

// memberCodecs marks the codecs of a structure's or union's member. A list or map that is a member itself
// is written by its element's codec, and a structure's document without one.
func (b *builder) memberCodecs(m *model.Member, encode, union bool) {
	s := m.Target
	switch s.Type {
	case model.List, model.Map:
		b.codec(s.Elem().Target, encode)
	case model.Document:
		if !encode || union {
			b.codec(s, encode)
		}
	default:
		b.codec(s, encode)
	}
}

// codec marks the codec of an aggregate or document and all that it holds.
func (b *builder) codec(s *model.Shape, encode bool) {
	c := b.newCodec(s)
	if c == nil {
		return
	}
	if old := b.codecs[c.Stem]; old != nil {
		c = old
	}
	b.codecs[c.Stem] = c
	done := &c.Decode
	if encode {
		done = &c.Encode
	}
	if *done {
		return
	}
	*done = true
	switch s.Type {
	case model.Structure, model.Union:
		for _, m := range s.Members {
			b.memberCodecs(m, encode, s.Type == model.Union)
		}
	case model.List, model.Map:
		b.codec(s.Elem().Target, encode)
	}
}

func (b *builder) newCodec(s *model.Shape) *Codec {
	c := &Codec{Type: b.valueType(s), Wire: b.wire.Shapes[s.ID]}
	switch s.Type {
	case model.Structure:
		c.Kind, c.Struct = StructCodec, b.structs[s.ID]
	case model.Union:
		c.Kind, c.Union = UnionCodec, b.unions[s.ID]
	case model.List, model.Map:
		c.Kind, c.Form = ContainerCodec, unionForm(s, c.Type)
		c.Elem = b.elemFunc(s.Elem(), s.Elem().Timestamp(model.EpochSeconds))
	case model.Document:
		c.Kind = DocumentCodec
	case model.Unit:
		c.Kind = UnitCodec
	default:
		return nil
	}
	c.Stem = b.stem(s)
	return c
}

// checkScope finds names that the client package or the types package would declare twice.
func (b *builder) checkScope() {
	methods := map[string]bool{"Options": true}
	for _, op := range b.pkg.Operations {
		if methods[op.Name] {
			b.problems = append(b.problems, Problem{Pos: op.Wire.Op.Pos, Text: "operation " + op.Wire.Op.Name + " would redeclare a method of Client"})
		}
		methods[op.Name] = true
	}
	b.checkConstants()
	b.checkWaiters()
}

func (b *builder) checkConstants() {
	taken := map[string]bool{}
	for _, n := range b.names {
		taken[n] = true
	}
	for _, u := range b.pkg.Unions {
		for _, v := range u.Variants {
			if taken[v.Name] {
				b.problem(u.Shape, "member %s of %s has the Go name %s, which another type has; rename %s in the configuration", v.Field.Member.Name, u.Shape.ID, v.Name, u.Shape.ID)
			}
			taken[v.Name] = true
		}
	}
	for _, e := range b.pkg.Enums {
		for _, c := range e.Consts {
			if c.Name == "" {
				continue
			}
			if taken[c.Name] {
				b.problem(e.Shape, "value %q of %s has the Go name %s, which another type or constant has; rename %s in the configuration", c.Value, e.Shape.ID, c.Name, e.Shape.ID)
			}
			taken[c.Name] = true
		}
	}
}
