package goir

import (
	"encoding/json"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
)

var scalarKinds = map[model.Type]TypeKind{
	model.String: GoString, model.Boolean: GoBool, model.Byte: GoInt8, model.Short: GoInt16, model.Integer: GoInt32,
	model.Long: GoInt64, model.Float: GoFloat32, model.Double: GoFloat64, model.Timestamp: GoTime, model.Blob: GoBytes,
	model.BigInteger: GoBigInt, model.BigDecimal: GoBigFloat, model.Document: GoDocument,
}

// valueType is the Go type of a shape where it isn't a structure's member: list elements, map values, a
// union member's Value.
func (b *builder) valueType(s *model.Shape) *Type {
	if k, ok := scalarKinds[s.Type]; ok {
		return &Type{Kind: k}
	}
	switch s.Type {
	case model.List:
		return &Type{Kind: GoSlice, Elem: b.elemType(s)}
	case model.Map:
		return &Type{Kind: GoMap, Elem: b.elemType(s)}
	}
	return &Type{Kind: GoNamed, Name: b.names[s.ID]}
}

// elemType is the type of a container's elements: pointers where the container is sparse and the element
// has no nil or zero value of its own (enums).
func (b *builder) elemType(s *model.Shape) *Type {
	t := b.valueType(s.Elem().Target)
	if s.Sparse && !nilable(s.Elem().Target) {
		p := *t
		p.Ptr = true
		return &p
	}
	return t
}

// nilable reports whether values of the shape are nil or "" when absent, without a pointer.
func nilable(s *model.Shape) bool {
	switch s.Type {
	case model.Blob, model.List, model.Map, model.Union, model.Document, model.Enum, model.IntEnum:
		return true
	}
	return false
}

// fieldType is the type of a structure's member (go-api §3.2): never a pointer for what is nilable; a value
// for a boolean or number whose member has a zero default that clients may rely on; else a pointer. The
// botocore format says nothing of defaults: there every scalar is a pointer.
func (b *builder) fieldType(m *model.Member, output bool) (*Type, Form) {
	s := m.Target
	if s.Type == model.Blob && m.IsStreaming() {
		if output {
			return &Type{Kind: GoReadCloser}, StreamForm
		}
		return &Type{Kind: GoReader}, StreamForm
	}
	t := b.valueType(s)
	switch s.Type {
	case model.Blob:
		return t, BlobForm
	case model.Document:
		return t, DocumentForm
	case model.Union:
		return t, UnionForm
	case model.Enum:
		return t, EnumForm
	case model.IntEnum:
		return t, ValueForm
	case model.List:
		return t, containerForm(t, ListForm, SparseListForm)
	case model.Map:
		return t, containerForm(t, MapForm, SparseMapForm)
	}
	if zeroDefault(m) {
		return t, ValueForm
	}
	p := *t
	p.Ptr = true
	return &p, PointerForm
}

func containerForm(t *Type, dense, sparse Form) Form {
	if t.Elem.Ptr {
		return sparse
	}
	return dense
}

func zeroDefault(m *model.Member) bool {
	d := m.Default
	if d == nil || d.Null || m.AddedDefault || m.ClientOptional {
		return false
	}
	switch m.Target.Type {
	case model.Boolean:
		v, ok := d.Value.(bool)
		return ok && !v
	case model.Byte, model.Short, model.Integer, model.Long, model.Float, model.Double:
		n, ok := d.Value.(json.Number)
		if !ok {
			return false
		}
		f, err := n.Float64()
		return err == nil && f == 0
	}
	return false
}

// elemFunc is the codec of a value of the member's target.
func (b *builder) elemFunc(m *model.Member, ts model.TimestampFormat) Func {
	s := m.Target
	switch s.Type {
	case model.Timestamp:
		return Func{Name: StampName(ts)}
	case model.Enum:
		return Func{Name: "Enum"}
	case model.String:
		return Func{Name: "String"}
	case model.Boolean:
		return Func{Name: "Bool"}
	case model.Byte, model.Short, model.Integer, model.Long, model.IntEnum:
		return Func{Name: "Int"}
	case model.Float, model.Double:
		return Func{Name: "Float"}
	case model.Blob:
		return Func{Name: "Blob"}
	case model.BigInteger:
		return Func{Name: "BigInt"}
	case model.BigDecimal:
		return Func{Name: "BigFloat"}
	}
	return Func{Name: b.stem(s), Local: true}
}

// StampName is the name under which every codec package has a timestamp format.
func StampName(f model.TimestampFormat) string {
	switch f {
	case model.EpochSeconds:
		return "EpochSeconds"
	case model.HTTPDate:
		return "HTTPDate"
	}
	return "DateTime"
}

// stem names the codec of an aggregate or document. Those of lists and maps say what they hold, never the
// list shape's name: formats differ in those, and equal lists share a codec.
func (b *builder) stem(s *model.Shape) string {
	switch s.Type {
	case model.Document:
		return b.free("Document")
	case model.Unit:
		return b.free("Unit")
	case model.List, model.Map:
		word := "ListOf"
		if s.Type == model.Map {
			word = "MapOf"
		}
		if s.Sparse {
			word = "Sparse" + word
		}
		return b.free(word + b.elemName(s.Elem()))
	}
	return b.names[s.ID]
}

// free returns a stem that isn't the name of a type, whose own codec has it.
func (b *builder) free(stem string) string {
	for b.taken[stem] {
		stem += "_"
	}
	return stem
}

// elemName is the part of a container's stem that tells its element. A type that is called as the word for
// another element is told from it by an underscore.
func (b *builder) elemName(m *model.Member) string {
	switch m.Target.Type {
	case model.Byte, model.Short, model.Integer, model.Long, model.Float, model.Double:
		n := m.Target.Type.String()
		return string(n[0]-'a'+'A') + n[1:]
	case model.Structure, model.Union, model.Enum, model.IntEnum:
		n := b.names[m.Target.ID]
		if elemWords[strings.TrimRight(n, "_")] {
			n += "_"
		}
		return n
	}
	return b.elemFunc(m, m.Timestamp(model.EpochSeconds)).Name
}

// elemWords are the words for elements that aren't types of the model.
var elemWords = map[string]bool{
	"Byte": true, "Short": true, "Integer": true, "Long": true, "Float": true, "Double": true, "String": true, "Bool": true,
	"Blob": true, "BigInt": true, "BigFloat": true, "DateTime": true, "HTTPDate": true, "EpochSeconds": true,
}
