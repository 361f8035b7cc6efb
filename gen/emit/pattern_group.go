package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/pattern"
)

// group prints alternatives that the next character decides between, and their repeats.
func (p *liner) group(g *jen.Group, s pattern.Step) {
	switch {
	case s.Max == 1:
		p.choice(g, s, s.Min == 0)
	case s.Min == s.Max:
		g.For(jen.Range().Lit(s.Min)).BlockFunc(func(g *jen.Group) { p.inner().choice(g, s, false) })
	case s.Min == 0 && s.Max < 0:
		p.loop(g, s, nil)
	default:
		p.set(g, "k", jen.Lit(0))
		p.loop(g, s, jen.Id("k").Op("++"))
		p.bounds(g, s.Min, s.Max, jen.Id("k"), true)
	}
}

// choice prints one round of a group.
func (p *liner) choice(g *jen.Group, s pattern.Step, optional bool) {
	if len(s.Cases) == 1 && !s.HasElse {
		if c := s.Cases[0]; optional {
			p.guarded(g, c)
		} else {
			p.steps(g, c.Steps)
		}
		return
	}
	var head []jen.Code
	for _, c := range s.Cases {
		if guard, _ := p.guard(c); guard.decode {
			head = []jen.Code{decode()}
		}
	}
	if len(head) > 0 {
		head = append(head, jen.Empty())
	}
	g.Switch(head...).BlockFunc(func(g *jen.Group) {
		for _, c := range s.Cases {
			guard, rest := p.guard(c)
			g.Case(guard.cond).BlockFunc(func(g *jen.Group) {
				guard.take(g)
				p.inner().steps(g, rest)
			})
		}
		switch {
		case s.HasElse && len(s.Else) > 0:
			g.Default().BlockFunc(func(g *jen.Group) { p.inner().steps(g, s.Else) })
		case !s.HasElse && !optional:
			g.Default().Block(no())
		}
	})
}

// guarded prints an optional case.
func (p *liner) guarded(g *jen.Group, c pattern.Case) {
	guard, rest := p.guard(c)
	head := []jen.Code{guard.cond}
	if guard.decode {
		head = []jen.Code{decode(), guard.cond}
	}
	g.If(head...).BlockFunc(func(g *jen.Group) {
		guard.take(g)
		p.inner().steps(g, rest)
	})
}

// loop prints the rounds of a group for as long as one of its cases fits.
func (p *liner) loop(g *jen.Group, s pattern.Step, count *jen.Statement) {
	guard, rest := p.guard(s.Cases[0])
	single := len(s.Cases) == 1
	if !single {
		guard, rest = p.firstOf(s.Cases), nil
	}
	body := func(g *jen.Group) {
		inner := p.inner()
		if single {
			guard.take(g)
			inner.steps(g, rest)
		} else {
			inner.choice(g, s, false)
		}
	}
	switch {
	case guard.decode:
		g.For().BlockFunc(func(g *jen.Group) {
			g.If(decode(), jen.Op("!").Parens(guard.cond)).Block(jen.Break())
			body(g)
			if count != nil {
				g.Add(count)
			}
		})
	case count != nil:
		g.For(jen.Empty(), guard.cond, count).BlockFunc(body)
	default:
		g.For(guard.cond).BlockFunc(body)
	}
}

// guard is the condition under which a case is taken.
type guard struct {
	cond   *jen.Statement
	decode bool           // cond looks at the next character r of width w
	cut    *jen.Statement // what the condition has seen already, nil for nothing
}

func (c guard) take(g *jen.Group) {
	if c.cut != nil {
		g.Add(cut(c.cut))
	}
}

// guard returns the condition for a case, and the steps that are left when it holds.
func (p *liner) guard(c pattern.Case) (guard, []pattern.Step) {
	switch s := c.Steps[0]; {
	case s.Op == pattern.Literal:
		return guard{cond: hasPrefix(s.Text), cut: jen.Lit(len(s.Text))}, c.Steps[1:]
	case s.Op == pattern.Chars && s.Min == 1 && s.Max == 1 && (charSet{s.Class}).ascii():
		out := firstIn(c.First)
		out.cut = jen.Lit(1)
		return out, c.Steps[1:]
	}
	return firstIn(c.First), c.Steps
}

// firstIn is the condition that the next character is one of these.
func firstIn(c pattern.Class) guard {
	set := charSet{c}
	if set.bytewise() {
		return guard{cond: str().Op("!=").Lit("").Op("&&").Add(set.operand(byteAt0, true))}
	}
	return guard{cond: jen.Id("w").Op(">").Lit(0).Op("&&").Add(set.operand(theRune, false)), decode: true}
}

// firstOf is the condition that one of several cases fits.
func (p *liner) firstOf(cases []pattern.Case) guard {
	out := guard{cond: &jen.Statement{}}
	for i, c := range cases {
		g, _ := p.guard(c)
		if i > 0 {
			out.cond.Op("||")
		}
		out.cond.Add(g.cond)
		out.decode = out.decode || g.decode
	}
	return out
}
