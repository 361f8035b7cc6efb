package emit

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/pattern"
)

// patternFunc prints the check of a pattern as a function, with the functions and regular expressions that it needs
// beside it, whose names begin with name:
//
//	// name reports whether s matches "^[a-z-]{2,8}$".
//	func name(s string) bool {
//		if len(s) < 2 || len(s) > 8 {
//			return false
//		}
//		for i := range len(s) {
//			switch c := s[i]; {
//			case c >= 'a' && c <= 'z', c == '-':
//			default:
//				return false
//			}
//		}
//		return true
//	}
//
// Straight-line matchers don't allocate. The plan has to be supported.
func patternFunc(f *file, name string, p *pattern.Plan) {
	f.ImportName("strings", "strings")
	f.ImportName("unicode", "unicode")
	f.ImportName("unicode/utf8", "utf8")
	f.ImportName(internal(f.pkg, "lazyre"), "lazyre")
	m := &matcher{f: f, name: name}
	m.function(name, name+" reports whether s matches "+patternText(p.Text)+".", p.Check)
}

// patternText is a pattern for a comment, quoted, and cut when it is long.
func patternText(text string) string {
	const limit = 160
	q := strconv.QuoteToASCII(text)
	if len(q) > limit {
		return q[:limit] + `…"`
	}
	return q
}

// matcher prints the functions of one pattern.
type matcher struct {
	f     *file
	name  string
	parts int
}

// str is the string that is left to be looked at.
func str() *jen.Statement { return jen.Id("s") }

// function prints a function that does the check, then those that it calls.
func (m *matcher) function(name, doc string, c *pattern.Check) {
	var later []func()
	params := jen.Func().Id(name).Params(str().String()).Bool()
	code := params.BlockFunc(func(g *jen.Group) {
		switch {
		case c.Kind == pattern.Straight && !c.Not:
			later = append(later, m.straight(g, name, c)...)
		case c.Kind == pattern.Length && !c.Not && c.Min > 0 && c.Max > c.Min:
			g.Id("n").Op(":=").Add(runeCount(str()))
			g.Return(jen.Id("n").Op(">=").Lit(c.Min).Op("&&").Id("n").Op("<=").Lit(c.Max))
		default:
			e := m.condition(name, c, &later)
			g.Return(e)
		}
	})
	m.f.decl([]string{name}, []string{doc}, code)
	for _, print := range later {
		print()
	}
}

// condition is the check as an expression. What needs statements becomes a function of its own.
func (m *matcher) condition(name string, c *pattern.Check, later *[]func()) *jen.Statement {
	e, binary := m.positive(name, c, later)
	switch {
	case !c.Not:
		return e
	case binary:
		return jen.Op("!").Parens(e)
	}
	return jen.Op("!").Add(e)
}

// positive is the check without its Not. binary says that the expression has an operator.
func (m *matcher) positive(name string, c *pattern.Check, later *[]func()) (e *jen.Statement, binary bool) {
	call := func(fn string) (*jen.Statement, bool) {
		return jen.Qual("strings", fn).Call(str(), jen.Lit(c.Text)), false
	}
	switch c.Kind {
	case pattern.Always:
		return jen.True(), false
	case pattern.Equal:
		return str().Op("==").Lit(c.Text), true
	case pattern.Prefix:
		return call("HasPrefix")
	case pattern.Suffix:
		return call("HasSuffix")
	case pattern.Contains:
		return call("Contains")
	case pattern.RE2:
		v := name + "RE"
		*later = append(*later, func() { m.regexp(v, c.Text) })
		return jen.Id(v).Dot("Match").Call(str()), false
	case pattern.All, pattern.Any:
		return m.combined(c, later), true
	case pattern.Length:
		if c.Min == 0 || c.Max < 0 || c.Min == c.Max {
			return length(c), true
		}
	case pattern.Never, pattern.Straight:
	}
	return m.part(c, later), false
}

// part is a call of a new function that does the check without its Not.
func (m *matcher) part(c *pattern.Check, later *[]func()) *jen.Statement {
	m.parts++
	part, plain := m.name+"Part"+strconv.Itoa(m.parts), *c
	plain.Not = false
	*later = append(*later, func() { m.function(part, part+" is a part of "+m.name+".", &plain) })
	return jen.Id(part).Call(str())
}

func (m *matcher) combined(c *pattern.Check, later *[]func()) *jen.Statement {
	op := "&&"
	if c.Kind == pattern.Any {
		op = "||"
	}
	out := &jen.Statement{}
	for i, sub := range c.Checks {
		if i > 0 {
			out.Op(op)
		}
		name := m.name
		if sub.Kind == pattern.RE2 {
			m.parts++
			name += "Part" + strconv.Itoa(m.parts)
		}
		e := m.condition(name, sub, later)
		if !sub.Not && (sub.Kind == pattern.All || sub.Kind == pattern.Any) {
			e = jen.Parens(e)
		}
		out.Add(e)
	}
	return out
}

// regexp prints
//
//	var nameRE = lazyre.Regexp{Text: "…"}
func (m *matcher) regexp(name, text string) {
	m.f.decl([]string{name}, nil, jen.Var().Id(name).Op("=").Add(in(m.f.pkg, "lazyre", "Regexp")).Values(jen.Id("Text").Op(":").Lit(text)))
}

func runeCount(s *jen.Statement) *jen.Statement {
	return jen.Qual("unicode/utf8", "RuneCountInString").Call(s)
}

// length is the condition on the length with one bound.
func length(c *pattern.Check) *jen.Statement {
	switch {
	case c.Max == 0:
		return str().Op("==").Lit("")
	case c.Min == c.Max:
		return runeCount(str()).Op("==").Lit(c.Min)
	case c.Max >= 0:
		return runeCount(str()).Op("<=").Lit(c.Max)
	case c.Min <= 1:
		return str().Op("!=").Lit("")
	}
	return runeCount(str()).Op(">=").Lit(c.Min)
}

// straight prints the statements of a straight-line matcher, and returns what prints the functions that it calls.
func (m *matcher) straight(g *jen.Group, name string, c *pattern.Check) []func() {
	if c.Anywhere {
		return m.anywhere(g, name, c)
	}
	p := &liner{scope: map[string]bool{}}
	steps := c.Steps
	if last := len(steps) - 1; !c.Open && last >= 0 {
		switch end := steps[last]; end.Op {
		case pattern.Literal:
			p.steps(g, steps[:last])
			g.Return(str().Op("==").Lit(end.Text))
			return nil
		case pattern.Chars:
			p.steps(g, steps[:last])
			p.toEnd(g, end)
			return nil
		}
	}
	p.steps(g, steps)
	if c.Open {
		g.Return(jen.True())
	} else {
		g.Return(str().Op("==").Lit(""))
	}
	return nil
}

// anywhere prints
//
//	for i := range s {
//		if nameHere(s[i:]) {
//			return true
//		}
//	}
//	return false
//
// or, for a single character, a loop over the string.
func (m *matcher) anywhere(g *jen.Group, name string, c *pattern.Check) []func() {
	defer func() { g.Return(jen.False()) }()
	if s := c.Steps[0]; len(c.Steps) == 1 && s.Op == pattern.Chars && s.Min == 1 && s.Max == 1 {
		set := charSet{s.Class}
		if set.bytewise() {
			g.For(jen.Id("i").Op(":=").Range().Len(str())).Block(jen.If(byteVar("i"), set.has(theByte, true)).Block(jen.Return(jen.True())))
		} else {
			g.For(jen.List(jen.Id("_"), jen.Id("r")).Op(":=").Range().Add(str())).Block(jen.If(set.has(theRune, false)).Block(jen.Return(jen.True())))
		}
		return nil
	}
	here, at := name+"Here", *c
	at.Anywhere = false
	g.For(jen.Id("i").Op(":=").Range().Add(str())).Block(
		jen.If(jen.Id(here).Call(str().Index(jen.Id("i").Op(":")))).Block(jen.Return(jen.True())))
	return []func(){func() { m.function(here, here+" reports whether s begins with what "+name+" looks for.", &at) }}
}

func theRune() *jen.Statement { return jen.Id("r") }

func theByte() *jen.Statement { return jen.Id("c") }

// byteVar prints c := s[i].
func byteVar(i string) *jen.Statement { return jen.Id("c").Op(":=").Add(str()).Index(jen.Id(i)) }

func byteAt(i string) func() *jen.Statement {
	return func() *jen.Statement { return str().Index(jen.Id(i)) }
}

// quoted is a character as a rune literal in ASCII.
func quoted(r rune) *jen.Statement {
	if r == utf8.RuneSelf {
		return jen.Qual("unicode/utf8", "RuneSelf")
	}
	if r > '~' && r <= 0xff {
		return jen.Op(fmt.Sprintf("%#x", r))
	}
	return jen.Op(strconv.QuoteRuneToASCII(r))
}
