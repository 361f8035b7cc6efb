package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/goir"
)

const slogPath = "log/slog"

// logValue prints
//
//	// LogValue hides what is sensitive in v from log/slog. Package fmt prints all of it.
//	func (v T) LogValue() slog.Value {
//		var a redact.Attrs
//		redact.Pointer(&a, "Name", v.Name)
//		a.Hidden("Pin", v.Pin != nil)
//		a.Any("Tags", v.Tags, v.Tags != nil)
//		a.Any("Cards", redact.List(v.Cards, Card.LogValue), v.Cards != nil)
//		return a.Value()
//	}
//
// The receiver is a value, so that elements of lists hide what is sensitive as well as pointers do.
func logValue(f *file, s *goir.Struct) {
	p := f.pkg
	doc := []string{s.LogName + " hides what is sensitive in v from log/slog. Package fmt prints all of it."}
	if s.LogName != "LogValue" {
		doc = []string{s.LogName + " hides what is sensitive in v. The field LogValue takes the name by which",
			"log/slog would find it: log v." + s.LogName + "() instead of v."}
	}
	logMethod(f, s.Name, s.LogName, doc, func(g *jen.Group) {
		if s.Secret {
			g.Return(in(p, "redact", "Hidden").Call())
			return
		}
		g.Var().Id("a").Add(in(p, "redact", "Attrs"))
		if s.Error != nil {
			logErrorFields(p, g, s)
		}
		for _, m := range s.Fields {
			if s.Error == nil || s.Error.Message != m {
				logField(p, g, m, m.Name)
			}
		}
		g.Return(jen.Id("a").Dot("Value").Call())
	})
}

// logErrorFields prints the two fields that every error has.
func logErrorFields(p *goir.Package, g *jen.Group, s *goir.Struct) {
	message := &goir.Field{Name: "Message", Form: goir.PointerForm}
	if m := s.Error.Message; m != nil {
		message.Log = m.Log
	}
	logField(p, g, message, "Message")
	logField(p, g, &goir.Field{Form: goir.PointerForm}, "ErrorCodeOverride")
}

// logVariant prints the LogValue method of a union's member.
func logVariant(f *file, v *goir.Variant) {
	logMethod(f, v.Name, "LogValue", []string{"LogValue hides what is sensitive in v from log/slog."}, func(g *jen.Group) {
		g.Var().Id("a").Add(in(f.pkg, "redact", "Attrs"))
		value := func() *jen.Statement { return jen.Id("v").Dot("Value") }
		if v.Field.Log.Kind == goir.HiddenLog {
			g.Id("a").Dot("Hidden").Call(jen.Lit("Value"), jen.True())
		} else {
			g.Id("a").Dot("Any").Call(jen.Lit("Value"), logged(f.pkg, v.Field.Log, v.Field.Type, value), jen.True())
		}
		g.Return(jen.Id("a").Dot("Value").Call())
	})
}

// logUnknown prints the LogValue method of UnknownUnionMember: nobody knows whether such a member is sensitive.
func logUnknown(f *file) {
	logMethod(f, "UnknownUnionMember", "LogValue", []string{"LogValue hides the value, which may be sensitive, from log/slog."}, func(g *jen.Group) {
		g.Var().Id("a").Add(in(f.pkg, "redact", "Attrs"))
		g.Id("a").Dot("Any").Call(jen.Lit("Tag"), jen.Id("v").Dot("Tag"), jen.True())
		g.Id("a").Dot("Hidden").Call(jen.Lit("Value"), jen.Id("v").Dot("Value").Op("!=").Nil())
		g.Return(jen.Id("a").Dot("Value").Call())
	})
}

func logMethod(f *file, typ, name string, doc []string, body func(*jen.Group)) {
	f.decl([]string{typ + "." + name}, doc, jen.Func().Params(jen.Id("v").Id(typ)).Id(name).Params().Qual(slogPath, "Value").BlockFunc(body))
}

// logField prints the logging of a field that is set.
func logField(p *goir.Package, g *jen.Group, m *goir.Field, name string) {
	v := func() *jen.Statement { return jen.Id("v").Dot(name) }
	set := fieldSet(m, v)
	switch {
	case m.Log.Kind == goir.HiddenLog:
		g.Id("a").Dot("Hidden").Call(jen.Lit(name), set)
	case m.Log.Kind == goir.StreamLog:
		g.Id("a").Dot("Any").Call(jen.Lit(name), jen.Lit("[stream]"), set)
	case m.Form == goir.PointerForm && m.Log.Kind == goir.PlainLog:
		g.Add(in(p, "redact", "Pointer")).Call(jen.Op("&").Id("a"), jen.Lit(name), v())
	case m.Log.Kind == goir.StructLog && m.Log.Method == "LogValue":
		g.Id("a").Dot("Any").Call(jen.Lit(name), v(), set)
	case m.Log.Kind == goir.StructLog:
		g.If(set).Block(jen.Id("a").Dot("Any").Call(jen.Lit(name), v().Dot(m.Log.Method).Call(), jen.True()))
	default:
		g.Id("a").Dot("Any").Call(jen.Lit(name), logged(p, m.Log, m.Type, v), set)
	}
}

// fieldSet is the condition under which a field is set.
func fieldSet(m *goir.Field, v func() *jen.Statement) *jen.Statement {
	switch {
	case m.Form == goir.EnumForm:
		return v().Op("!=").Lit("")
	case m.Form == goir.ValueForm && m.Type.Kind == goir.GoBool:
		return v()
	case m.Form == goir.ValueForm:
		return v().Op("!=").Lit(0)
	}
	return v().Op("!=").Nil()
}

// logged is the value that is logged for v, which isn't hidden and no field's pointer.
func logged(p *goir.Package, l goir.Log, t *goir.Type, v func() *jen.Statement) *jen.Statement {
	switch l.Kind {
	case goir.StructLog:
		return v().Dot(l.Method).Call()
	case goir.ListLog:
		return in(p, "redact", "List").Call(v(), logElem(p, *l.Elem, t.Elem))
	case goir.MapLog:
		return in(p, "redact", "Map").Call(v(), logElem(p, *l.Elem, t.Elem))
	}
	return v()
}

// logElem is the function for the elements of a list or map, one of
//
//	types.Card.LogValue
//	redact.Of
//	redact.Star(types.Card.LogValue)
//	func(e []types.Card) slog.Value { return redact.List(e, types.Card.LogValue) }
func logElem(p *goir.Package, l goir.Log, t *goir.Type) *jen.Statement {
	switch {
	case l.Kind == goir.StructLog && t.Ptr:
		return in(p, "redact", "Star").Call(typesName(p, t.Name).Dot(l.Method))
	case l.Kind == goir.StructLog:
		return typesName(p, t.Name).Dot(l.Method)
	case l.Kind == goir.UnionLog:
		return in(p, "redact", "Of").Types(typesName(p, t.Name))
	}
	e := func() *jen.Statement { return jen.Id("e") }
	return jen.Func().Params(jen.Id("e").Add(goType(p, t))).Qual(slogPath, "Value").Block(jen.Return(logged(p, l, t, e)))
}
