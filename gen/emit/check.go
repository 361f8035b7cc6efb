package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/goir"
)

// checkMethod prints
//
//	// Check reports to c the required members that are missing in v.
//	func (v *T) Check(c *constraint.Checker) {
//		c.Required("F", v.F != nil)
//		constraint.Struct(c, "G", v.G)
//	}
func checkMethod(f *file, s *goir.Struct) {
	p := f.pkg
	doc := []string{"Check reports to c the required members that are missing in v."}
	f.decl([]string{s.Name + ".Check"}, doc, jen.Func().Params(jen.Id("v").Op("*").Id(s.Name)).Id("Check").Params(
		jen.Id("c").Add(ptr(p, "constraint", "Checker"))).BlockFunc(func(g *jen.Group) {
		for _, m := range s.Fields {
			if m.Check.Required {
				g.Id("c").Dot("Required").Call(jen.Lit(m.Name), isSet(m))
			}
			if m.Check.Nested != goir.NoNested {
				g.Add(nestedCheck(p, m.Check, m.Type, m.Name, jen.Id("v").Dot(m.Name)))
			}
		}
	}))
}

func isSet(m *goir.Field) *jen.Statement {
	if m.Form == goir.EnumForm {
		return jen.Id("v").Dot(m.Name).Op("!=").Lit("")
	}
	return jen.Id("v").Dot(m.Name).Op("!=").Nil()
}

// nestedCheck prints the way into a member or, with an empty name, into an element. value is used once.
func nestedCheck(p *goir.Package, c goir.Check, t *goir.Type, name string, value *jen.Statement) *jen.Statement {
	call := func(fn string, args ...jen.Code) *jen.Statement {
		return in(p, "constraint", fn).Call(append([]jen.Code{jen.Id("c"), jen.Lit(name), value}, args...)...)
	}
	fn := map[goir.Nested]string{goir.StructNested: "Struct", goir.UnionNested: "Union", goir.ListNested: "List", goir.MapNested: "Map"}[c.Nested]
	if c.Elem == nil || c.Elem.Nested == goir.StructNested && !t.Elem.Ptr {
		return call(fn)
	}
	return call(fn+"Func", jen.Func().Params(
		jen.Id("c").Add(ptr(p, "constraint", "Checker")), jen.Id("e").Op("*").Add(goType(p, t.Elem)),
	).Block(elemCheck(p, *c.Elem, t.Elem)))
}

// elemCheck prints the check of an element that the pointer e leads to.
func elemCheck(p *goir.Package, c goir.Check, t *goir.Type) *jen.Statement {
	if c.Nested == goir.StructNested {
		return jen.If(jen.Op("*").Id("e").Op("!=").Nil()).Block(jen.Parens(jen.Op("*").Id("e")).Dot("Check").Call(jen.Id("c")))
	}
	return nestedCheck(p, c, t, "", jen.Op("*").Id("e"))
}

// variantCheck prints the check of a union member's value; a nil member is the encoder's to report.
func variantCheck(f *file, v *goir.Variant) {
	p := f.pkg
	doc := []string{"Check reports to c the required members that are missing in v."}
	f.decl([]string{v.Name + ".Check"}, doc, jen.Func().Params(jen.Id("v").Op("*").Id(v.Name)).Id("Check").Params(
		jen.Id("c").Add(ptr(p, "constraint", "Checker"))).BlockFunc(func(g *jen.Group) {
		g.Id("c").Dot("Variant").Call(jen.Lit(v.Field.Member.Name))
		value := jen.Id("v").Dot("Value")
		if v.Field.Check.Nested == goir.StructNested {
			g.Add(value).Dot("Check").Call(jen.Id("c"))
		} else {
			g.Add(nestedCheck(p, v.Field.Check, v.Field.Type, "", value))
		}
		g.Id("c").Dot("Pop").Call()
	}))
}
