package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/goir"
	"github.com/tinsmith-go/tinsmith/gen/wire"
)

// codecFunc names a codec of codec.go ("encode" or "decode" before the stem), or one of a codec package.
func codecFunc(p *goir.Package, verb, pkg string, fn goir.Func) *jen.Statement {
	if fn.Local {
		return jen.Id(verb + fn.Name)
	}
	return in(p, pkg, fn.Name)
}

func encoder(p *goir.Package, fn goir.Func) *jen.Statement {
	return codecFunc(p, "encode", "jsonenc", fn)
}

func decoder(p *goir.Package, fn goir.Func) *jen.Statement {
	return codecFunc(p, "decode", "jsondec", fn)
}

// memberFunc names what writes, in jsonenc, or reads, in jsondec, a member of a form that isn't its element's own.
var memberFunc = map[goir.Form]string{
	goir.PointerForm: "Member", goir.ListForm: "List", goir.MapForm: "Map",
	goir.SparseListForm: "SparseList", goir.SparseMapForm: "SparseMap",
}

// encodeField prints the writing of a structure's field v.F under key, one of
//
//	jsonenc.Member(w, "key", v.F, jsonenc.String)
//	jsonenc.EnumMember(w, "key", v.F)
//	if v.F != 0 {
//		jsonenc.Member(w, "key", &v.F, jsonenc.Int)
//	}
//	if v.F != nil {
//		w.Key("key")
//		encodeU(w, &v.F)
//	}
func encodeField(p *goir.Package, g *jen.Group, m *goir.Field, key string) {
	v := func() *jen.Statement { return jen.Id("v").Dot(m.Name) }
	switch m.Form {
	case goir.EnumForm:
		g.Add(in(p, "jsonenc", "EnumMember")).Call(jen.Id("w"), jen.Lit(key), v())
	case goir.BlobForm:
		g.Add(in(p, "jsonenc", "BlobMember")).Call(jen.Id("w"), jen.Lit(key), v())
	case goir.DocumentForm:
		g.Add(in(p, "jsonenc", "DocumentMember")).Call(jen.Id("w"), jen.Lit(key), v())
	case goir.UnionForm:
		g.If(v().Op("!=").Nil()).Block(
			jen.Id("w").Dot("Key").Call(jen.Lit(key)),
			encoder(p, m.Elem).Call(jen.Id("w"), jen.Op("&").Add(v())))
	case goir.ValueForm:
		write := func() *jen.Statement {
			return in(p, "jsonenc", "Member").Call(jen.Id("w"), jen.Lit(key), jen.Op("&").Add(v()), encoder(p, m.Elem))
		}
		whenSet(g, m, write)
	default:
		g.Add(in(p, "jsonenc", memberFunc[m.Form])).Call(jen.Id("w"), jen.Lit(key), v(), encoder(p, m.Elem))
	}
}

// whenSet prints a statement about a value-typed field, behind a condition unless the field is required:
// its zero means that it is unset.
func whenSet(g *jen.Group, m *goir.Field, stmt func() *jen.Statement) {
	switch {
	case m.Required || m.Form != goir.ValueForm:
		g.Add(stmt())
	case m.Type.Kind == goir.GoBool:
		g.If(jen.Id("v").Dot(m.Name)).Block(stmt())
	default:
		g.If(jen.Id("v").Dot(m.Name).Op("!=").Lit(0)).Block(stmt())
	}
}

// decodeField prints the reading of a field, one of
//
//	jsondec.Member(d, &v.F, jsondec.String)
//	jsondec.Enum(d, &v.F)
//	decodeU(d, &v.F)
func decodeField(p *goir.Package, reader string, target *jen.Statement, m *goir.Field) *jen.Statement {
	if name, ok := memberFunc[m.Form]; ok {
		return in(p, "jsondec", name).Call(jen.Id(reader), jen.Op("&").Add(target), decoder(p, m.Elem))
	}
	return decoder(p, m.Elem).Call(jen.Id(reader), jen.Op("&").Add(target))
}

// decodeMembers prints
//
//	for d.Object(); d.Next(); {
//		switch string(d.Key()) {
//		case "arn":
//			jsondec.Member(d, &v.Arn, jsondec.String)
//		default:
//			d.Skip()
//		}
//	}
func decodeMembers(p *goir.Package, g *jen.Group, reader string, s *goir.Struct, fields []*wire.Field) {
	r := func(name string) *jen.Statement { return jen.Id(reader).Dot(name).Call() }
	g.For(r("Object"), r("Next"), jen.Empty()).Block(
		jen.Switch(jen.String().Call(r("Key"))).BlockFunc(func(g *jen.Group) {
			for _, w := range fields {
				if m := s.FieldOf(w.Member); m != nil {
					g.Case(keys(w)...).Block(decodeField(p, reader, jen.Id("v").Dot(fieldName(s, m)), m))
				}
			}
			g.Default().Block(r("Skip"))
		}))
}

// keys are the keys that a field is read from.
func keys(w *wire.Field) []jen.Code {
	if w.Alias == "" {
		return []jen.Code{jen.Lit(w.Name)}
	}
	return []jen.Code{jen.Lit(w.Name), jen.Lit(w.Alias)}
}

// fieldName is a field's name; an error's own message member is Message.
func fieldName(s *goir.Struct, m *goir.Field) string {
	if s.Error != nil && s.Error.Message == m {
		return "Message"
	}
	return m.Name
}
