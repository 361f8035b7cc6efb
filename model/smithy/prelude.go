package smithy

import (
	"encoding/json"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
)

const (
	preludeNamespace               = "smithy.api"
	unitID           model.ShapeID = "smithy.api#Unit"
)

// prelude are the shapes that every model may target without defining them (Smithy spec, "Prelude").
var prelude = map[string]model.Type{
	"String": model.String, "Blob": model.Blob, "BigInteger": model.BigInteger, "BigDecimal": model.BigDecimal,
	"Timestamp": model.Timestamp, "Document": model.Document, "Boolean": model.Boolean, "Byte": model.Byte,
	"Short": model.Short, "Integer": model.Integer, "Long": model.Long, "Float": model.Float, "Double": model.Double,
	"PrimitiveBoolean": model.Boolean, "PrimitiveByte": model.Byte, "PrimitiveShort": model.Short,
	"PrimitiveInteger": model.Integer, "PrimitiveLong": model.Long, "PrimitiveFloat": model.Float,
	"PrimitiveDouble": model.Double, "Unit": model.Unit,
}

// preludeShape returns a shape of the prelude, or nil.
func (r *reader) preludeShape(id model.ShapeID) *model.Shape {
	typ := prelude[id.Name()]
	if id.Namespace() != preludeNamespace || typ == 0 {
		return nil
	}
	if typ == model.Unit {
		return r.unit
	}
	s := &model.Shape{ID: id, Type: typ}
	if primitive(id) {
		s.Default = zeroDefault(typ)
	}
	return s
}

func primitive(id model.ShapeID) bool {
	return id.Namespace() == preludeNamespace && strings.HasPrefix(id.Name(), "Primitive")
}

// zeroDefault returns the default of an unboxed shape in version 1.0; nil for types that are always boxed.
func zeroDefault(typ model.Type) *model.Default {
	switch typ {
	case model.Boolean:
		return &model.Default{Value: false}
	case model.Byte, model.Short, model.Integer, model.Long, model.Float, model.Double:
		return &model.Default{Value: json.Number("0")}
	}
	return nil
}

const boxTrait = "smithy.api#box"

// unboxed reports whether version 1.0 gives members that target the shape the type's zero as their default.
func (r *reader) unboxed(target *model.Shape) bool {
	raw := r.raw[target.ID]
	switch {
	case zeroDefault(target.Type) == nil:
		return false
	case raw == nil:
		return primitive(target.ID)
	case raw.v1:
		return raw.traits.find(boxTrait) == nil
	}
	return target.Default != nil && !target.Default.Null
}

// upgradeMember gives a structure's member of version 1.0 the default that version 2.0 states (Smithy spec,
// "Migrating from 1.0 to 2.0"): the type's zero unless boxed, and the empty blob for a streaming body that isn't required.
func (r *reader) upgradeMember(raw *rawMember, m *model.Member) {
	switch {
	case m.Default != nil:
	case raw.traits.find(boxTrait) != nil:
		m.Default = &model.Default{Null: true}
	case r.unboxed(m.Target):
		m.Default = zeroDefault(m.Target.Type)
	case m.Target.Type == model.Blob && m.Target.Streaming && !m.Required:
		m.Default = &model.Default{Value: ""}
	}
}
