package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/goir"
)

// codecFile prints codec.go: the encoders and decoders of the shapes, sorted by name, those of one shape
// together, and how errors are made.
func codecFile(p *goir.Package) (File, error) {
	f := newFile(p, "", "codec.go")
	for _, c := range p.Codecs {
		if c.Encode {
			encodeFunc(f, c)
		}
		if c.Decode {
			decodeFunc(f, c)
		}
	}
	for _, e := range p.Errors {
		if e.Wire != nil {
			raise(f, e)
		}
	}
	return f.done()
}

func encodeFunc(f *file, c *goir.Codec) {
	p := f.pkg
	f.decl([]string{"encode" + c.Stem}, nil, jen.Func().Id("encode"+c.Stem).Params(
		jen.Id("w").Add(ptr(p, "jsonenc", "Writer")), jen.Id("v").Op("*").Add(goType(p, c.Type))).BlockFunc(func(g *jen.Group) {
		switch c.Kind {
		case goir.StructCodec:
			g.Id("w").Dot("Open").Call()
			for _, b := range c.Wire.Fields {
				encodeField(p, g, c.Struct.FieldOf(b.Member), b.Name)
			}
			g.Id("w").Dot("Close").Call()
		case goir.UnionCodec:
			encodeUnion(p, g, c)
		case goir.ContainerCodec:
			g.Add(in(p, "jsonenc", encodeValue[c.Form])).Call(jen.Id("w"), jen.Op("*").Id("v"), encoder(p, c.Elem))
		case goir.DocumentCodec:
			g.If(jen.Op("*").Id("v").Op("==").Nil()).Block(jen.Id("w").Dot("Null").Call(), jen.Return())
			g.Add(in(p, "jsonenc", "Document")).Call(jen.Id("w"), jen.Op("*").Id("v"))
		case goir.UnitCodec:
			g.Id("w").Dot("Open").Call()
			g.Id("w").Dot("Close").Call()
		}
	}))
}

// encodeUnion prints
//
//	if *v == nil {
//		w.Null()
//		return
//	}
//	w.Open()
//	switch u := (*v).(type) {
//	case *types.UMemberA:
//		if u != nil {
//			w.Key("a")
//			jsonenc.String(w, &u.Value)
//		}
//	}
//	w.CloseUnion("U")
//
// where CloseUnion fails when no member was written.
func encodeUnion(p *goir.Package, g *jen.Group, c *goir.Codec) {
	g.If(jen.Op("*").Id("v").Op("==").Nil()).Block(jen.Id("w").Dot("Null").Call(), jen.Return())
	g.Id("w").Dot("Open").Call()
	if len(c.Union.Variants) > 0 { // else u would be unused
		unionSwitch(p, g, c)
	}
	g.Id("w").Dot("CloseUnion").Call(jen.Lit(c.Union.Name))
}

func unionSwitch(p *goir.Package, g *jen.Group, c *goir.Codec) {
	g.Switch(jen.Id("u").Op(":=").Parens(jen.Op("*").Id("v")).Assert(jen.Type())).BlockFunc(func(g *jen.Group) {
		for _, v := range c.Union.Variants {
			g.Case(jen.Op("*").Add(typesName(p, v.Name))).Block(
				jen.If(jen.Id("u").Op("!=").Nil()).Block(
					jen.Id("w").Dot("Key").Call(jen.Lit(v.Wire.Name)),
					variantValue(p, v.Field)))
		}
	})
}

// notNil names the function that puts an empty list or map in the place of nil: a union's member is set.
var notNil = map[goir.Form]string{
	goir.ListForm: "NotNil", goir.SparseListForm: "NotNil", goir.MapForm: "NotNilMap", goir.SparseMapForm: "NotNilMap",
}

func variantValue(p *goir.Package, m *goir.Field) *jen.Statement {
	if name, ok := encodeValue[m.Form]; ok {
		set := in(p, "jsonenc", notNil[m.Form]).Call(jen.Id("u").Dot("Value"))
		return in(p, "jsonenc", name).Call(jen.Id("w"), set, encoder(p, m.Elem))
	}
	return encoder(p, m.Elem).Call(jen.Id("w"), jen.Op("&").Id("u").Dot("Value"))
}

func decodeFunc(f *file, c *goir.Codec) {
	p := f.pkg
	f.decl([]string{"decode" + c.Stem}, nil, jen.Func().Id("decode"+c.Stem).Params(
		jen.Id("r").Add(ptr(p, "jsondec", "Reader")), jen.Id("v").Op("*").Add(goType(p, c.Type))).BlockFunc(func(g *jen.Group) {
		switch c.Kind {
		case goir.StructCodec:
			decodeMembers(p, g, "r", c.Struct, c.Wire.Fields)
		case goir.UnionCodec:
			decodeUnion(p, g, c)
		case goir.ContainerCodec:
			g.Add(in(p, "jsondec", memberFunc[c.Form])).Call(jen.Id("r"), jen.Id("v"), decoder(p, c.Elem))
		case goir.DocumentCodec:
			g.Var().Id("value").Any()
			g.Add(in(p, "jsondec", "Any")).Call(jen.Id("r"), jen.Op("&").Id("value"))
			g.If(jen.Id("value").Op("!=").Nil()).Block(jen.Op("*").Id("v").Op("=").Add(in(p, "document", "NewUnmarshaler")).Call(jen.Id("value")))
		case goir.UnitCodec:
			g.Id("r").Dot("Skip").Call()
		}
	}))
}

// decodeUnion prints
//
//	var one jsondec.OneOf
//	for r.Object(); one.Next(r); {
//		switch string(r.Key()) {
//		case "a":
//			u := new(types.UMemberA)
//			jsondec.String(r, &u.Value)
//			*v = u
//		default:
//			*v = &types.UnknownUnionMember{Tag: string(r.Key()), Value: r.Raw()}
//		}
//	}
func decodeUnion(p *goir.Package, g *jen.Group, c *goir.Codec) {
	key := func() *jen.Statement { return jen.String().Call(jen.Id("r").Dot("Key").Call()) }
	g.Var().Id("one").Add(in(p, "jsondec", "OneOf"))
	g.For(jen.Id("r").Dot("Object").Call(), jen.Id("one").Dot("Next").Call(jen.Id("r")), jen.Empty()).Block(
		jen.Switch(key()).BlockFunc(func(g *jen.Group) {
			for _, v := range c.Union.Variants {
				g.Case(jen.Lit(v.Wire.Name)).Block(
					jen.Id("u").Op(":=").New(typesName(p, v.Name)),
					decodeField(p, "r", jen.Id("u").Dot("Value"), v.Field),
					jen.Op("*").Id("v").Op("=").Id("u"))
			}
			g.Default().Block(jen.Op("*").Id("v").Op("=").Op("&").Add(typesName(p, "UnknownUnionMember")).Values(
				jen.Id("Tag").Op(":").Add(key()), jen.Id("Value").Op(":").Id("r").Dot("Raw").Call()))
		}))
}
