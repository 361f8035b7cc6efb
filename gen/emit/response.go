package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/goir"
	"github.com/tinsmith-go/tinsmith/gen/wire"
)

// deserializer prints deserializeOp, which fills an output from a response: headers, status, body.
func deserializer(f *file, op *goir.Operation) {
	p := f.pkg
	f.decl([]string{"deserialize" + op.Name}, nil, jen.Func().Id("deserialize"+op.Name).Params(
		jen.Id("r").Add(ptr(p, "httpbind", "Response")), jen.Id("v").Op("*").Id(op.Output.Name)).BlockFunc(func(g *jen.Group) {
		responseParts(p, g, op.Output, op.Wire.Response)
		responseBody(p, g, op.Output, op.Wire.Response)
	}))
}

// responseParts prints the reading of headers and of the status.
func responseParts(p *goir.Package, g *jen.Group, s *goir.Struct, w *wire.Message) {
	for _, b := range w.Headers {
		responseHeader(p, g, s, b)
	}
	for _, b := range w.PrefixHeaders {
		g.Id("r").Dot("PrefixHeaders").Call(jen.Lit(b.Name), jen.Op("&").Id("v").Dot(s.FieldOf(b.Member).Name))
	}
	if w.Status == nil {
		return
	}
	m := s.FieldOf(w.Status.Member)
	t := *m.Type
	t.Ptr = false
	status := goType(p, &t).Call(jen.Id("r").Dot("StatusCode"))
	if !m.Type.Ptr {
		g.Id("v").Dot(m.Name).Op("=").Add(status)
		return
	}
	g.Id("status").Op(":=").Add(status)
	g.Id("v").Dot(m.Name).Op("=").Op("&").Id("status")
}

// responseHeader prints httpbind.HeaderPtr(r, "X-Name", &v.F, httpbind.ParseString) or one of its kin.
func responseHeader(p *goir.Package, g *jen.Group, s *goir.Struct, b *wire.Field) {
	m := s.FieldOf(b.Member)
	target := jen.Op("&").Id("v").Dot(fieldName(s, m))
	name := "Header"
	shape := b.Member.Target
	switch m.Form {
	case goir.PointerForm:
		name = "HeaderPtr"
	case goir.ListForm:
		name, shape = "ResponseHeaderList", shape.Elem().Target
		if boundName(shape, b) == "HTTPDate" {
			g.Add(in(p, "httpbind", "HTTPDateList")).Call(jen.Id("r"), jen.Lit(b.Name), target)
			return
		}
	}
	g.Add(in(p, "httpbind", name)).Call(jen.Id("r"), jen.Lit(b.Name), target, in(p, "httpbind", "Parse"+boundName(shape, b)))
}

// responseBody prints the reading of the body. Data behind the value is an error, but not in the body of an
// error, which is known by then and mustn't hide behind another.
func responseBody(p *goir.Package, g *jen.Group, s *goir.Struct, w *wire.Message) {
	switch w.Body {
	case wire.DocumentBody:
		g.Id("d").Op(":=").Add(in(p, "jsondec", "New")).Call(jen.Id("r").Dot("Body"))
		decodeMembers(p, g, "d", s, w.Fields)
		end := "End"
		if s.Error != nil {
			end = "Err"
		}
		g.Id("r").Dot("Fail").Call(jen.Id("d").Dot(end).Call())
	case wire.PayloadBody:
		responsePayload(p, g, s.FieldOf(w.Payload.Member))
	}
}

func responsePayload(p *goir.Package, g *jen.Group, m *goir.Field) {
	v := func() *jen.Statement { return jen.Id("v").Dot(m.Name) }
	body := func() *jen.Statement { return jen.Id("r").Dot("Body") }
	filled := func() *jen.Statement { return jen.Len(body()).Op(">").Lit(0) }
	switch {
	case m.Form == goir.StreamForm:
		g.Add(v()).Op("=").Id("r").Dot("Stream")
	case m.Form == goir.BlobForm:
		g.If(filled()).Block(v().Op("=").Add(body()))
	case m.Form == goir.EnumForm:
		g.Add(v()).Op("=").Add(goType(p, m.Type)).Call(body())
	case m.Form == goir.PointerForm && m.Type.Kind == goir.GoString:
		g.If(filled()).Block(
			jen.Id("text").Op(":=").String().Call(body()),
			v().Op("=").Op("&").Id("text"))
	default:
		// A body without a byte is no value, and the member stays absent.
		g.If(filled()).Block(
			jen.Id("d").Op(":=").Add(in(p, "jsondec", "New")).Call(body()),
			decodeField(p, "d", v(), m),
			jen.Id("r").Dot("Fail").Call(jen.Id("d").Dot("End").Call()))
	}
}

// raise prints raiseE, which makes a modelled error of a response.
func raise(f *file, e *goir.Struct) {
	p := f.pkg
	f.decl([]string{"raise" + e.Name}, nil, jen.Func().Id("raise"+e.Name).Params(jen.Id("r").Add(ptr(p, "httpbind", "Response"))).Error().BlockFunc(func(g *jen.Group) {
		g.Id("v").Op(":=").New(typesName(p, e.Name))
		responseParts(p, g, e, e.Wire)
		responseBody(p, g, e, e.Wire)
		g.If(jen.Err().Op(":=").Id("r").Dot("Err").Call(), jen.Err().Op("!=").Nil()).Block(
			jen.Return(in(p, "restjson", "Malformed").Call(jen.Id("r"), jen.Err())))
		g.Return(jen.Id("v"))
	}))
}
