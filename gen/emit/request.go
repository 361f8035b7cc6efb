package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/goir"
	"github.com/tinsmith-go/tinsmith/gen/wire"
	"github.com/tinsmith-go/tinsmith/model"
)

// serializer prints serializeOp, which puts an input into a request: labels, host, query, headers, body.
func serializer(f *file, op *goir.Operation) {
	p, w := f.pkg, op.Wire.Request
	f.decl([]string{"serialize" + op.Name}, nil, jen.Func().Id("serialize"+op.Name).Params(
		jen.Id("r").Add(ptr(p, "httpbind", "Request")), jen.Id("v").Op("*").Id(op.Input.Name)).BlockFunc(func(g *jen.Group) {
		for _, b := range w.Labels {
			g.Id("r").Dot("Label").Call(jen.Lit(b.Name), boundValue(p, op.Input.FieldOf(b.Member), b))
		}
		hostPrefix(g, op)
		for _, b := range w.Query {
			queryParam(p, g, op.Input.FieldOf(b.Member), b)
		}
		for _, b := range w.QueryParams {
			queryParams(g, op.Input.FieldOf(b.Member))
		}
		for _, b := range w.Headers {
			header(p, g, op.Input.FieldOf(b.Member), b)
		}
		for _, b := range w.PrefixHeaders {
			g.Id("r").Dot("PrefixHeaders").Call(jen.Lit(b.Name), jen.Id("v").Dot(op.Input.FieldOf(b.Member).Name))
		}
		requestBody(p, g, op)
	}))
}

func hostPrefix(g *jen.Group, op *goir.Operation) {
	w := op.Wire.Request
	if w.HostPrefix == "" {
		return
	}
	g.Id("r").Dot("SetHostPrefix").Call(jen.Lit(w.HostPrefix))
	for _, h := range w.HostLabels {
		m := op.Input.FieldOf(h.Member)
		value := jen.Id("v").Dot(m.Name)
		if m.Form == goir.EnumForm {
			value = jen.Parens(jen.Op("*").String()).Call(jen.Op("&").Add(value))
		}
		g.Id("r").Dot("HostLabel").Call(jen.Lit(h.Name), value)
	}
}

// boundName is the function of httpbind that makes text of a value of this shape.
func boundName(s *model.Shape, b *wire.Field) string {
	switch s.Type {
	case model.Timestamp:
		return goir.StampName(b.Timestamp)
	case model.Enum:
		return "Enum"
	case model.Boolean:
		return "Bool"
	case model.Float, model.Double:
		return "Float"
	case model.Blob:
		return "Blob"
	case model.BigInteger:
		return "BigInt"
	case model.BigDecimal:
		return "BigFloat"
	case model.String:
		if b.Base64 {
			return "Media"
		}
		return "String"
	}
	return "Int"
}

// boundValue prints httpbind.String(v.F), or with &v.F where F is no pointer.
func boundValue(p *goir.Package, m *goir.Field, b *wire.Field) *jen.Statement {
	arg := jen.Id("v").Dot(m.Name)
	if m.Form != goir.PointerForm {
		arg = jen.Op("&").Add(arg)
	}
	return in(p, "httpbind", boundName(m.Member.Target, b)).Call(arg)
}

// queryParam prints r.Query("name", httpbind.String(v.F)) or httpbind.QueryList(r, "name", v.F, httpbind.String).
func queryParam(p *goir.Package, g *jen.Group, m *goir.Field, b *wire.Field) {
	if m.Form == goir.ListForm || m.Form == goir.SparseListForm {
		g.Add(in(p, "httpbind", "QueryList")).Call(jen.Id("r"), jen.Lit(b.Name), jen.Id("v").Dot(m.Name), elemText(p, m, b))
		return
	}
	whenSet(g, m, func() *jen.Statement {
		return jen.Id("r").Dot("Query").Call(jen.Lit(b.Name), boundValue(p, m, b))
	})
}

func elemText(p *goir.Package, m *goir.Field, b *wire.Field) *jen.Statement {
	return in(p, "httpbind", boundName(m.Member.Target.Elem().Target, b))
}

func queryParams(g *jen.Group, m *goir.Field) {
	name := "QueryParams"
	if m.Type.Elem.Kind == goir.GoSlice {
		name = "QueryParamsList"
	}
	g.Id("r").Dot(name).Call(jen.Id("v").Dot(m.Name))
}

func header(p *goir.Package, g *jen.Group, m *goir.Field, b *wire.Field) {
	if m.Form == goir.ListForm || m.Form == goir.SparseListForm {
		g.Add(in(p, "httpbind", "HeaderList")).Call(jen.Id("r"), jen.Lit(b.Name), jen.Id("v").Dot(m.Name), elemText(p, m, b))
		return
	}
	whenSet(g, m, func() *jen.Statement {
		return jen.Id("r").Dot("SetHeader").Call(jen.Lit(b.Name), boundValue(p, m, b))
	})
}

// requestBody prints what fills the body.
func requestBody(p *goir.Package, g *jen.Group, op *goir.Operation) {
	w := op.Wire.Request
	switch w.Body {
	case wire.DocumentBody:
		g.Id("w").Op(":=").New(in(p, "jsonenc", "Writer"))
		g.Id("w").Dot("Open").Call()
		for _, b := range w.Fields {
			encodeField(p, g, op.Input.FieldOf(b.Member), b.Name)
		}
		g.Id("w").Dot("Close").Call()
		setBody(g, w.ContentType)
	case wire.PayloadBody:
		requestPayload(p, g, op.Input.FieldOf(w.Payload.Member), w)
	}
}

func setBody(g *jen.Group, contentType string) {
	g.Id("r").Dot("SetBody").Call(jen.Lit(contentType), jen.Id("w").Dot("Bytes").Call(), jen.Id("w").Dot("Err").Call())
}

// requestPayload prints the writing of the one member that is the body.
func requestPayload(p *goir.Package, g *jen.Group, m *goir.Field, w *wire.Message) {
	v := func() *jen.Statement { return jen.Id("v").Dot(m.Name) }
	raw := func(cond *jen.Statement, bytes *jen.Statement) {
		g.If(cond).Block(jen.Id("r").Dot("SetBody").Call(jen.Lit(w.ContentType), bytes, jen.Nil()))
	}
	switch {
	case m.Form == goir.StreamForm:
		if m.Member.NeedsLength() {
			g.Id("r").Dot("RequireLength").Call()
		}
		g.If(v().Op("!=").Nil()).Block(jen.Id("r").Dot("SetStream").Call(jen.Lit(w.ContentType), v()))
	case m.Form == goir.BlobForm:
		raw(v().Op("!=").Nil(), v())
	case m.Form == goir.EnumForm:
		raw(v().Op("!=").Lit(""), jen.Index().Byte().Call(v()))
	case m.Type.Kind == goir.GoString:
		raw(v().Op("!=").Nil(), jen.Index().Byte().Call(jen.Op("*").Add(v())))
	case m.Form == goir.PointerForm:
		structPayload(p, g, m, w)
	default:
		g.If(v().Op("!=").Nil()).BlockFunc(func(g *jen.Group) {
			g.Id("w").Op(":=").New(in(p, "jsonenc", "Writer"))
			payloadValue(p, g, m)
			setBody(g, w.ContentType)
		})
	}
}

// structPayload prints a structure as the body; an absent one is sent as an empty object.
func structPayload(p *goir.Package, g *jen.Group, m *goir.Field, w *wire.Message) {
	g.Id("w").Op(":=").New(in(p, "jsonenc", "Writer"))
	g.If(jen.Id("v").Dot(m.Name).Op("!=").Nil()).Block(
		encoder(p, m.Elem).Call(jen.Id("w"), jen.Id("v").Dot(m.Name)),
	).Else().Block(
		jen.Id("w").Dot("Open").Call(),
		jen.Id("w").Dot("Close").Call(),
	)
	setBody(g, w.ContentType)
}

var encodeValue = map[goir.Form]string{
	goir.ListForm: "Elems", goir.MapForm: "Entries", goir.SparseListForm: "SparseElems", goir.SparseMapForm: "SparseEntries",
}

func payloadValue(p *goir.Package, g *jen.Group, m *goir.Field) {
	v := jen.Id("v").Dot(m.Name)
	switch m.Form {
	case goir.DocumentForm:
		g.Add(in(p, "jsonenc", "Document")).Call(jen.Id("w"), v)
	case goir.UnionForm:
		g.Add(encoder(p, m.Elem)).Call(jen.Id("w"), jen.Op("&").Add(v))
	default:
		g.Add(in(p, "jsonenc", encodeValue[m.Form])).Call(jen.Id("w"), v, encoder(p, m.Elem))
	}
}
