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
//		if c.Full() {
//			c.Pattern("F", v.F, &patterns.F)
//		}
//		constraint.Struct(c, "G", v.G, (*U).Check)
//	}
func checkMethods(f *file, s *goir.Struct) {
	p := f.pkg
	method := func(name string) *jen.Statement { return jen.Func().Params(jen.Id("v").Op("*").Id(s.Name)).Id(name) }
	f.decl([]string{s.Name + "." + s.ValidateName}, []string{s.ValidateName + " checks v against every constraint of the model. The error is a",
		"smithy.InvalidParamsError with all violations."}, method(s.ValidateName).Params().Error().Block(
		jen.Return(in(p, "constraint", "Validate").Call(jen.Lit(s.Name), jen.Id("v"), jen.Parens(jen.Op("*").Id(s.Name)).Dot(s.CheckName)))))
	f.decl([]string{s.Name + "." + s.CheckName}, []string{s.CheckName + " reports to c what is wrong with v."}, method(s.CheckName).Params(checker(p)).BlockFunc(func(g *jen.Group) {
		var all []step
		for _, m := range s.Fields {
			if m.Check.Required {
				all = append(all, step{goir.AnyLevel, jen.Id("c").Dot("Required").Call(jen.Lit(m.Name), isSet(m))})
			}
			all = append(all, valueSteps(p, m.Check, m.Name, fieldValue(m))...)
		}
		for _, code := range arranged(all, goir.AnyLevel) {
			g.Add(code)
		}
	}))
}

// step is a statement of a Check method, with the least strict mode in which it can report something.
type step struct {
	level goir.Level
	code  jen.Code
}

// arranged are the statements of steps for code that runs in the modes from a level on: those of higher levels
// stand in a block
//
//	if c.Full() {
//		…
//	}
func arranged(all []step, at goir.Level) []jen.Code {
	var out []jen.Code
	for len(all) > 0 {
		level, n := max(all[0].level, at), 1
		for n < len(all) && max(all[n].level, at) == level {
			n++
		}
		var block []jen.Code
		for _, s := range all[:n] {
			block = append(block, s.code)
		}
		if level > at {
			block = []jen.Code{jen.If(jen.Id("c").Dot(modes[level]).Call()).Block(block...)}
		}
		out, all = append(out, block...), all[n:]
	}
	return out
}

// modes are the methods of Checker that tell whether a level is enforced.
var modes = map[goir.Level]string{goir.DefaultLevel: "Default", goir.FullLevel: "Full"}

func leastLevel(all []step) goir.Level {
	level := goir.FullLevel
	for _, s := range all {
		level = min(level, s.level)
	}
	return level
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
	// set is the condition under which the value counts as set, or nil.
	set func() *jen.Statement
	// there: the value is sent whatever it holds; elem: it has no field of its own.
	there, elem bool
	pointed     bool // an element that ptr's code is the address of
	sparse      bool // an element that may be nil
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
func elemValue(t *goir.Type, pointed, sparse bool) value {
	e := func() *jen.Statement { return jen.Id("e") }
	star := func() *jen.Statement { return jen.Op("*").Id("e") }
	v := value{typ: t, val: e, ptr: func() *jen.Statement { return jen.Op("&").Id("e") }, elem: true, pointed: pointed, sparse: sparse}
	if pointed {
		v.val, v.ptr = star, e
	}
	if t.Ptr { // of a sparse list or map
		v.ptr = v.val
	}
	return v
}

// valueSteps are the checks of a value: its constraints, and the way into it.
func valueSteps(p *goir.Package, c goir.Check, name string, v value) []step {
	var all []step
	for _, l := range c.Limits {
		level := l.Level()
		if level == goir.DefaultLevel {
			level = goir.AnyLevel // to ask for the mode costs as much as the check
		}
		all = append(all, step{level, limit(p, l, name, v)})
	}
	if v.set != nil && len(all) > 0 {
		level := leastLevel(all)
		all = []step{{level, jen.If(v.set()).Block(arranged(all, level)...)}}
	}
	all = append(all, nestedSteps(p, c, name, v)...)
	if c.Hidden && len(all) > 0 {
		level := leastLevel(all)
		call := func(name string) step { return step{level, jen.Id("c").Dot(name).Call()} }
		all = append(append([]step{call("Hide")}, all...), call("Show"))
	}
	return all
}

// nestedSteps are the checks of what is in a value.
func nestedSteps(p *goir.Package, c goir.Check, name string, v value) []step {
	level := c.NestedLevel()
	switch c.Nested {
	case goir.StructNested:
		return []step{{level, structCheck(p, c, name, v)}}
	case goir.UnionNested:
		if v.elem && !v.sparse {
			return []step{{level, in(p, "constraint", "UnionElem").Call(jen.Id("c"), v.val())}}
		}
		return []step{{level, in(p, "constraint", "Union").Call(jen.Id("c"), jen.Lit(name), v.val())}}
	case goir.ListNested:
		return []step{{level, in(p, "constraint", "List").Call(jen.Id("c"), jen.Lit(name), v.val(), listElem(p, c, v.typ.Elem))}}
	case goir.MapNested:
		return mapSteps(p, c, name, v)
	}
	return nil
}

// structCheck prints the check of a structure: a field's through constraint.Struct, which adds to the path.
func structCheck(p *goir.Package, c goir.Check, name string, v value) *jen.Statement {
	if name == "" && !v.typ.Ptr {
		if v.pointed {
			return v.ptr().Dot(c.Method).Call(jen.Id("c"))
		}
		return v.val().Dot(c.Method).Call(jen.Id("c"))
	}
	return in(p, "constraint", "Struct").Call(jen.Id("c"), jen.Lit(name), v.ptr(), methodOf(p, v.typ, c.Method))
}

// methodOf prints (*types.T).Check.
func methodOf(p *goir.Package, t *goir.Type, method string) *jen.Statement {
	return jen.Parens(jen.Op("*").Add(typesName(p, t.Name))).Dot(method)
}

// listElem prints what checks an element of a list: its type's method, or a function.
func listElem(p *goir.Package, list goir.Check, t *goir.Type) *jen.Statement {
	c := list.Elem
	if c.Nested == goir.StructNested && len(c.Limits) == 0 && !c.Hidden && !t.Ptr {
		return methodOf(p, t, c.Method)
	}
	return jen.Func().Params(jen.Id("e").Op("*").Add(goType(p, t)), checker(p)).Block(
		arranged(valueSteps(p, *c, "", elemValue(t, true, list.Sparse)), list.NestedLevel())...)
}

// mapSteps print
//
//	constraint.Map(c, "F", v.F, func(e string, c *constraint.Checker) { … }, func(e T, c *constraint.Checker) { … })
//
// with nil for what has nothing to check.
func mapSteps(p *goir.Package, c goir.Check, name string, v value) []step {
	var all []step
	level := c.NestedLevel()
	if most, ok := c.NoEmptyKey(); ok {
		all = []step{{goir.AnyLevel, in(p, "constraint", "NoEmptyKey").Call(jen.Id("c"), jen.Lit(name), v.val(), maxLen(p, most))}}
		level = goir.FullLevel
	}
	fn := func(t *jen.Statement, steps []step) *jen.Statement {
		if len(steps) == 0 {
			return jen.Nil()
		}
		return jen.Func().Params(jen.Id("e").Add(t), checker(p)).Block(arranged(steps, level)...)
	}
	key := elemValue(c.KeyType, false, false)
	if c.KeyType.Kind == goir.GoNamed {
		key.val = func() *jen.Statement { return typesName(p, c.KeyType.Name).Call(jen.Id("e")) }
	}
	keys := fn(jen.String(), valueSteps(p, goir.Check{Limits: c.Keys}, "", key))
	values := fn(goType(p, v.typ.Elem), valueSteps(p, *c.Elem, "", elemValue(v.typ.Elem, false, c.Sparse)))
	return append(all, step{level, in(p, "constraint", "Map").Call(jen.Id("c"), jen.Lit(name), v.val(), keys, values)})
}

// limit prints the check of one constraint.
func limit(p *goir.Package, l goir.Limit, name string, v value) *jen.Statement {
	method := func(method string, args ...jen.Code) *jen.Statement {
		return jen.Id("c").Dot(method).Call(append([]jen.Code{jen.Lit(name)}, args...)...)
	}
	generic := func(fn string, args ...jen.Code) *jen.Statement {
		return in(p, "constraint", fn).Call(append([]jen.Code{jen.Id("c"), jen.Lit(name)}, args...)...)
	}
	switch l.Kind {
	case goir.StrLimit:
		return method("Str", v.ptr(), jen.Lit(l.Min), maxLen(p, l.Max))
	case goir.LenLimit:
		set := v.val().Op("!=").Nil()
		if v.there {
			set = jen.True()
		}
		return method("Len", set, jen.Len(v.val()), jen.Lit(l.Min), maxLen(p, l.Max))
	case goir.AtLeastLimit:
		return generic("AtLeast", v.ptr(), jen.Op(l.Bound))
	case goir.AtMostLimit:
		return generic("AtMost", v.ptr(), jen.Op(l.Bound))
	case goir.PatternLimit:
		return method("Pattern", v.ptr(), jen.Op("&").Add(in(p, "patterns", l.Pattern.Name)))
	case goir.EnumLimit:
		if v.elem && !v.sparse {
			if v.pointed {
				return v.ptr().Dot("Check").Call(jen.Id("c"))
			}
			return v.val().Dot("Check").Call(jen.Id("c"))
		}
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

// variantCheck prints the check of a union member's value. A nil list or map is sent as an empty one.
func variantCheck(f *file, v *goir.Variant) {
	p := f.pkg
	m := v.Field
	f.decl([]string{v.Name + ".Check"}, []string{"Check reports to c what is wrong with v."}, jen.Func().Params(
		jen.Id("v").Op("*").Id(v.Name)).Id("Check").Params(checker(p)).BlockFunc(func(g *jen.Group) {
		g.Id("c").Dot("Variant").Call(jen.Lit(m.Member.Name))
		field := func() *jen.Statement { return jen.Id("v").Dot("Value") }
		value := value{typ: m.Type, val: field, ptr: func() *jen.Statement { return jen.Op("&").Add(field()) }, there: true, elem: true}
		for _, code := range arranged(valueSteps(p, m.Check, "", value), goir.AnyLevel) {
			g.Add(code)
		}
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
