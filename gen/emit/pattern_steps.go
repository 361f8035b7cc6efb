package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/pattern"
)

// liner prints steps of a straight-line matcher. What a step takes is cut off the string s.
type liner struct {
	scope map[string]bool // variables that are declared here
}

// inner is the liner of a block.
func (p *liner) inner() *liner {
	out := &liner{scope: map[string]bool{}}
	for n := range p.scope {
		out.scope[n] = true
	}
	return out
}

// set assigns to a variable, and declares it where it isn't yet.
func (p *liner) set(g *jen.Group, name string, value *jen.Statement) {
	op := ":="
	if p.scope[name] {
		op = "="
	}
	p.scope[name] = true
	g.Id(name).Op(op).Add(value)
}

func (p *liner) steps(g *jen.Group, steps []pattern.Step) {
	for _, s := range steps {
		switch s.Op {
		case pattern.Literal:
			g.If(jen.Op("!").Add(hasPrefix(s.Text))).Block(no())
			g.Add(cut(jen.Lit(len(s.Text))))
		case pattern.Words:
			p.words(g, s)
		case pattern.Chars:
			p.chars(g, s)
		case pattern.Group:
			p.group(g, s)
		}
	}
}

func no() *jen.Statement { return jen.Return(jen.False()) }

func hasPrefix(text string) *jen.Statement {
	return jen.Qual("strings", "HasPrefix").Call(str(), jen.Lit(text))
}

// cut prints s = s[n:].
func cut(n *jen.Statement) *jen.Statement { return str().Op("=").Add(str()).Index(n.Op(":")) }

// words prints
//
//	switch {
//	case strings.HasPrefix(s, "ab"):
//		s = s[2:]
//	default:
//		return false
//	}
func (p *liner) words(g *jen.Group, s pattern.Step) {
	if len(s.Words) == 1 && s.Min == 0 {
		g.If(hasPrefix(s.Words[0])).Block(cut(jen.Lit(len(s.Words[0]))))
		return
	}
	g.Switch().BlockFunc(func(g *jen.Group) {
		for _, w := range s.Words {
			g.Case(hasPrefix(w)).Block(cut(jen.Lit(len(w))))
		}
		if s.Min > 0 {
			g.Default().Block(no())
		}
	})
}

// chars prints a loop over the characters of a class, or a test of one.
func (p *liner) chars(g *jen.Group, s pattern.Step) {
	set := charSet{s.Class}
	switch {
	case s.Max == 1 && set.ascii():
		if s.Min == 1 {
			g.If(str().Op("==").Lit("").Op("||").Add(set.lacks(byteAt0, true))).Block(no())
			g.Add(cut(jen.Lit(1)))
			return
		}
		g.If(str().Op("!=").Lit("").Op("&&").Add(set.operand(byteAt0, true))).Block(cut(jen.Lit(1)))
	case s.Max == 1:
		p.oneRune(g, s, set)
	case s.Min == s.Max && set.ascii():
		g.If(jen.Len(str()).Op("<").Lit(s.Min)).Block(no())
		g.For(jen.Id("i").Op(":=").Range().Lit(s.Min)).Block(set.ifLacks("i"))
		g.Add(cut(jen.Lit(s.Min)))
	case s.Min == s.Max:
		g.For(jen.Range().Lit(s.Min)).BlockFunc(func(g *jen.Group) { p.inner().oneRune(g, pattern.Step{Min: 1, Max: 1}, set) })
	default:
		p.span(g, s, set)
	}
}

func byteAt0() *jen.Statement { return str().Index(jen.Lit(0)) }

func decode() *jen.Statement {
	return jen.List(jen.Id("r"), jen.Id("w")).Op(":=").Qual("unicode/utf8", "DecodeRuneInString").Call(str())
}

// oneRune prints
//
//	if r, w := utf8.DecodeRuneInString(s); w == 0 || r == '\n' {
//		return false
//	} else {
//		s = s[w:]
//	}
func (p *liner) oneRune(g *jen.Group, s pattern.Step, set charSet) {
	if set.all() {
		if s.Min == 1 {
			g.If(str().Op("==").Lit("")).Block(no())
		}
		g.If(jen.List(jen.Id("_"), jen.Id("w")).Op(":=").Qual("unicode/utf8", "DecodeRuneInString").Call(str()), jen.Id("w").Op(">").Lit(0)).Block(cut(jen.Id("w")))
		return
	}
	if s.Min == 0 {
		g.If(decode(), jen.Id("w").Op(">").Lit(0).Op("&&").Add(set.operand(theRune, false))).Block(cut(jen.Id("w")))
		return
	}
	g.If(decode(), jen.Id("w").Op("==").Lit(0).Op("||").Add(set.lacks(theRune, false))).Block(no()).Else().Block(cut(jen.Id("w")))
}

// span prints a loop that finds the length n of the run of the class's characters, the test of its bounds, and the
// cut.
//
//	n := 0
//	for n < len(s) && s[n] >= 'a' && s[n] <= 'z' {
//		n++
//	}
//	if n < 2 || n > 8 {
//		return false
//	}
//	s = s[n:]
func (p *liner) span(g *jen.Group, s pattern.Step, set charSet) {
	if set.bytewise() {
		p.set(g, "n", jen.Lit(0))
		g.For(jen.Id("n").Op("<").Len(str()).Op("&&").Add(set.operand(byteAt("n"), true))).Block(jen.Id("n").Op("++"))
	} else {
		p.set(g, "n", jen.Len(str()))
		g.For(jen.List(jen.Id("i"), jen.Id("r")).Op(":=").Range().Add(str())).Block(
			jen.If(set.lacks(theRune, false)).Block(jen.Id("n").Op("=").Id("i"), jen.Break()))
	}
	if set.ascii() || s.Min <= 1 && s.Max < 0 {
		p.bounds(g, s.Min, s.Max, jen.Id("n"), true)
	} else {
		p.bounds(g, s.Min, s.Max, runeCount(str().Index(jen.Op(":").Id("n"))), false)
	}
	g.Add(cut(jen.Id("n")))
}

// bounds prints the test of a count; a simple one is computed twice.
func (p *liner) bounds(g *jen.Group, lo, hi int, count *jen.Statement, simple bool) {
	switch {
	case lo == 0 && hi < 0:
	case lo == 1 && hi < 0:
		g.If(count.Op("==").Lit(0)).Block(no())
	case hi < 0:
		g.If(count.Op("<").Lit(lo)).Block(no())
	case lo == 0:
		g.If(count.Op(">").Lit(hi)).Block(no())
	case lo == hi:
		g.If(count.Op("!=").Lit(lo)).Block(no())
	case simple:
		g.If(count.Clone().Op("<").Lit(lo).Op("||").Add(count.Clone()).Op(">").Lit(hi)).Block(no())
	default:
		g.If(jen.Id("c").Op(":=").Add(count), jen.Id("c").Op("<").Lit(lo).Op("||").Id("c").Op(">").Lit(hi)).Block(no())
	}
}

// toEnd prints the last step of a match that ends at the string's end.
func (p *liner) toEnd(g *jen.Group, s pattern.Step) {
	set := charSet{s.Class}
	switch {
	case s.Min == 1 && s.Max < 0:
		g.If(str().Op("==").Lit("")).Block(no())
	case set.ascii():
		p.bounds(g, s.Min, s.Max, jen.Len(str()), true)
	default:
		p.bounds(g, s.Min, s.Max, runeCount(str()), false)
	}
	switch {
	case set.all():
	case set.bytewise():
		g.For(jen.Id("i").Op(":=").Range().Len(str())).Block(set.ifLacks("i"))
	default:
		g.For(jen.List(jen.Id("_"), jen.Id("r")).Op(":=").Range().Add(str())).Block(set.ifRuneLacks())
	}
	g.Return(jen.True())
}
