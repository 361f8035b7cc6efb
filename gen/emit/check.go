package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/goir"
)

// checkMethods prints
//
//	// Validate checks v against every constraint of the model.
//	func (v *T) Validate() error {
//		return constraint.Validate("T", v, (*T).Check)
//	}
//
//	// Check reports to c what is wrong with v.
//	func (v *T) Check(c *constraint.Checker) {
//		c.Required("F", v.F != nil)
//		c.Str("F", v.F, 1, 64)
//		constraint.Struct(c, "G", v.G, (*U).Check)
//	}
func checkMethods(f *file, s *goir.Struct) {
	p := f.pkg
	method := func(name string) *jen.Statement { return jen.Func().Params(jen.Id("v").Op("*").Id(s.Name)).Id(name) }
	f.decl([]string{s.Name + "." + s.ValidateName}, []string{s.ValidateName + " checks v against every constraint of the model. The error is a",
		"smithy.InvalidParamsError with all violations."}, method(s.ValidateName).Params().Error().Block(
		jen.Return(in(p, "constraint", "Validate").Call(jen.Lit(s.Name), jen.Id("v"), jen.Parens(jen.Op("*").Id(s.Name)).Dot(s.CheckName)))))
	f.decl([]string{s.Name + "." + s.CheckName}, []string{s.CheckName + " reports to c what is wrong with v."}, method(s.CheckName).Params(checker(p)).BlockFunc(func(g *jen.Group) {
		for _, m := range s.Fields {
			if m.Check.Required {
				g.Id("c").Dot("Required").Call(jen.Lit(m.Name), isSet(m))
			}
			checkValue(p, g, m.Check, m.Name, fieldValue(m))
		}
	}))
}

func checker(p *goir.Package) *jen.Statement { return jen.Id("c").Add(ptr(p, "constraint", "Checker")) }

func isSet(m *goir.Field) *jen.Statement {
	if m.Form == goir.EnumForm {
		return jen.Id("v").Dot(m.Name).Op("!=").Lit("")
	}
	return jen.Id("v").Dot(m.Name).Op("!=").Nil()
}

// value is a value that is checked: how its code reads, and what leads to it. Statements are made anew each time.
type value struct {
	typ *goir.Type
	val func() *jen.Statement
	ptr func() *jen.Statement
	// unless is the condition under which the value counts as unset, or nil.
	set func() *jen.Statement
}

func fieldValue(m *goir.Field) value {
	field := func() *jen.Statement { return jen.Id("v").Dot(m.Name) }
	v := value{typ: m.Type, val: field, ptr: func() *jen.Statement { return jen.Op("&").Add(field()) }}
	if m.Form == goir.PointerForm {
		v.ptr = field
	}
	if m.Form == goir.ValueForm && !m.Required && m.Type.Kind != goir.GoBool {
		v.set = func() *jen.Statement { return field().Op("!=").Lit(0) }
	}
	return v
}

// elemValue is an element of a list, which e points at, or of a map, which e is.
func elemValue(t *goir.Type, pointed bool) value {
	e := func() *jen.Statement { return jen.Id("e") }
	star := func() *jen.Statement { return jen.Op("*").Id("e") }
	v := value{typ: t, val: e, ptr: func() *jen.Statement { return jen.Op("&").Id("e") }}
	if pointed {
		v.val, v.ptr = star, e
	}
	if t.Ptr { // of a sparse list or map
		v.ptr = v.val
	}
	return v
}

// checkValue prints the checks of a value: its constraints, and the way into it.
func checkValue(p *goir.Package, g *jen.Group, c goir.Check, name string, v value) {
	limits := func(g *jen.Group) {
		for _, l := range c.Limits {
			g.Add(limit(p, l, name, v))
		}
	}
	if v.set != nil && len(c.Limits) > 0 {
		g.If(v.set()).BlockFunc(limits)
	} else {
		limits(g)
	}
	switch c.Nested {
	case goir.StructNested:
		g.Add(structCheck(p, c, name, v))
	case goir.UnionNested:
		g.Add(in(p, "constraint", "Union")).Call(jen.Id("c"), jen.Lit(name), v.val())
	case goir.ListNested:
		g.Add(in(p, "constraint", "List")).Call(jen.Id("c"), jen.Lit(name), v.val(), listElem(p, c.Elem, v.typ.Elem))
	case goir.MapNested:
		mapCheck(p, g, c, name, v)
	}
}

// structCheck prints the check of a structure: a field's through constraint.Struct, which adds to the path.
func structCheck(p *goir.Package, c goir.Check, name string, v value) *jen.Statement {
	if name == "" && !v.typ.Ptr {
		if v.ptr == nil {
			return v.val().Dot(c.Method).Call(jen.Id("c"))
		}
		return jen.Parens(v.ptr()).Dot(c.Method).Call(jen.Id("c"))
	}
	return in(p, "constraint", "Struct").Call(jen.Id("c"), jen.Lit(name), v.ptr(), methodOf(p, v.typ, c.Method))
}

// methodOf prints (*types.T).Check.
func methodOf(p *goir.Package, t *goir.Type, method string) *jen.Statement {
	return jen.Parens(jen.Op("*").Add(typesName(p, t.Name))).Dot(method)
}

// listElem prints what checks an element of a list: its type's method, or a function.
func listElem(p *goir.Package, c *goir.Check, t *goir.Type) *jen.Statement {
	if c.Nested == goir.StructNested && len(c.Limits) == 0 && !t.Ptr {
		return methodOf(p, t, c.Method)
	}
	return jen.Func().Params(jen.Id("e").Op("*").Add(goType(p, t)), checker(p)).BlockFunc(func(g *jen.Group) {
		checkValue(p, g, *c, "", elemValue(t, true))
	})
}

func mapCheck(p *goir.Package, g *jen.Group, c goir.Check, name string, v value) {
	if len(c.Keys) > 0 {
		g.Add(in(p, "constraint", "Keys")).Call(jen.Id("c"), jen.Lit(name), v.val(),
			jen.Func().Params(jen.Id("e").String(), checker(p)).BlockFunc(func(g *jen.Group) {
				key := elemValue(c.KeyType, false)
				if c.KeyType.Kind == goir.GoNamed {
					key.val = func() *jen.Statement { return typesName(p, c.KeyType.Name).Call(jen.Id("e")) }
				}
				checkValue(p, g, goir.Check{Limits: c.Keys}, "", key)
			}))
	}
	if !c.Elem.Empty() {
		g.Add(in(p, "constraint", "Map")).Call(jen.Id("c"), jen.Lit(name), v.val(),
			jen.Func().Params(jen.Id("e").Add(goType(p, v.typ.Elem)), checker(p)).BlockFunc(func(g *jen.Group) {
				checkValue(p, g, *c.Elem, "", elemValue(v.typ.Elem, false))
			}))
	}
}

// limit prints the check of one constraint.
func limit(p *goir.Package, l goir.Limit, name string, v value) *jen.Statement {
	c := func() *jen.Statement {
		if l.Hidden {
			return jen.Id("c").Dot("Hidden").Call()
		}
		return jen.Id("c")
	}
	generic := func(fn string, args ...jen.Code) *jen.Statement {
		return in(p, "constraint", fn).Call(append([]jen.Code{c(), jen.Lit(name)}, args...)...)
	}
	switch l.Kind {
	case goir.StrLimit:
		return c().Dot("Str").Call(jen.Lit(name), v.ptr(), jen.Lit(l.Min), maxLen(p, l.Max))
	case goir.LenLimit:
		return c().Dot("Len").Call(jen.Lit(name), v.val().Op("!=").Nil(), jen.Len(v.val()), jen.Lit(l.Min), maxLen(p, l.Max))
	case goir.AtLeastLimit:
		return generic("AtLeast", v.ptr(), jen.Op(l.Bound))
	case goir.AtMostLimit:
		return generic("AtMost", v.ptr(), jen.Op(l.Bound))
	case goir.PatternLimit:
		return c().Dot("Pattern").Call(jen.Lit(name), v.ptr(), jen.Op("&").Add(in(p, "patterns", l.Pattern.Name)))
	case goir.EnumLimit:
		return generic("Enum", v.val())
	case goir.IntEnumLimit:
		args := []jen.Code{v.ptr()}
		for _, n := range l.Values {
			args = append(args, jen.Lit(int(n)))
		}
		return generic("IntEnum", args...)
	case goir.UniqueLimit:
		return generic("Unique", v.val())
	}
	return generic("UniqueDeep", v.val())
}

func maxLen(p *goir.Package, n int) *jen.Statement {
	if n < 0 {
		return in(p, "constraint", "NoMax")
	}
	return jen.Lit(n)
}

// variantCheck prints the check of a union member's value; a nil member is the encoder's to report.
func variantCheck(f *file, v *goir.Variant) {
	p := f.pkg
	m := v.Field
	f.decl([]string{v.Name + ".Check"}, []string{"Check reports to c what is wrong with v."}, jen.Func().Params(
		jen.Id("v").Op("*").Id(v.Name)).Id("Check").Params(checker(p)).BlockFunc(func(g *jen.Group) {
		g.Id("c").Dot("Variant").Call(jen.Lit(m.Member.Name))
		field := func() *jen.Statement { return jen.Id("v").Dot("Value") }
		checkValue(p, g, m.Check, "", value{typ: m.Type, val: field, ptr: func() *jen.Statement { return jen.Op("&").Add(field()) }})
		g.Id("c").Dot("Pop").Call()
	}))
}

// enumCheck prints
//
//	// Check reports to c a value that the model doesn't name.
//	func (v E) Check(c *constraint.Checker) {
//		switch v {
//		case "A", "B":
//		default:
//			c.NotNamed(string(v))
//		}
//	}
func enumCheck(f *file, e *goir.Enum) {
	f.decl([]string{e.Name + ".Check"}, []string{"Check reports to c a value that the model doesn't name."}, jen.Func().Params(
		jen.Id("v").Id(e.Name)).Id("Check").Params(checker(f.pkg)).Block(
		jen.Switch(jen.Id("v")).BlockFunc(func(g *jen.Group) {
			if len(e.Consts) > 0 {
				g.Case(literals(e)...)
			}
			g.Default().Block(jen.Id("c").Dot("NotNamed").Call(jen.String().Call(jen.Id("v"))))
		})))
}

// unknownCheck prints the check of UnknownUnionMember, which can't be sent.
func unknownCheck(f *file) {
	f.decl([]string{"UnknownUnionMember.Check"}, []string{"Check reports to c that the member can't be sent."}, jen.Func().Params(
		jen.Id("v").Op("*").Id("UnknownUnionMember")).Id("Check").Params(checker(f.pkg)).Block(
		jen.Id("c").Dot("UnknownMember").Call(jen.Id("v").Dot("Tag"))))
}

// patternsFile prints internal/patterns/patterns.go: what the model's patterns match.
func patternsFile(p *goir.Package) (File, error) {
	f := newFile(p, "internal/patterns", "patterns.go")
	f.PackageComment("// Package patterns matches the patterns of the service's model.")
	for _, n := range p.Patterns {
		f.decl([]string{n.Name}, []string{n.Name + " is the pattern of that name in the service's model."}, jen.Var().Id(n.Name).Op("=").Add(in(p, "constraint", "Pattern")).
			Custom(list, keyed("Text", jen.Lit(n.Plan.Text)), keyed("Match", jen.Id("match"+n.Name))))
		patternFunc(f, "match"+n.Name, n.Plan)
	}
	return f.done()
}
