package emit

import (
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/pattern"
)

// charSet prints the conditions on characters.
type charSet struct{ pattern.Class }

// ascii says that the set has no member from 0x80.
func (c charSet) ascii() bool { return !c.Not && len(c.Wide) == 0 && len(c.Props) == 0 }

// bytewise says that a byte tells whether it belongs to a member: all characters from 0x80 are, or none is.
func (c charSet) bytewise() bool { return len(c.Wide) == 0 && len(c.Props) == 0 }

// all says that every character is a member.
func (c charSet) all() bool {
	return c.Not && c.bytewise() && len(c.ASCII) == 1 && c.ASCII[0] == pattern.Range{Lo: 0, Hi: 0x7f}
}

// has is the condition that v is a member; bytes says that v is a byte and the set bytewise.
func (c charSet) has(v func() *jen.Statement, bytes bool) *jen.Statement {
	e, _ := c.test(v, bytes, true)
	return e
}

// lacks is the condition that v isn't a member.
func (c charSet) lacks(v func() *jen.Statement, bytes bool) *jen.Statement {
	e, _ := c.test(v, bytes, false)
	return e
}

// ifLacks prints the return of false when the byte at i isn't a member.
func (c charSet) ifLacks(i string) *jen.Statement {
	return jen.If(byteVar(i), c.lacks(theByte, true)).Block(no())
}

// operand is the condition that v is a member, in parentheses where && before it asks for them.
func (c charSet) operand(v func() *jen.Statement, bytes bool) *jen.Statement {
	e, or := c.test(v, bytes, true)
	if or {
		return jen.Parens(e)
	}
	return e
}

// test is the condition that v is a member, or isn't. or says that it is a disjunction.
func (c charSet) test(v func() *jen.Statement, bytes, want bool) (e *jen.Statement, or bool) {
	inside, outside := c.ranges(bytes)
	list, hit := inside, want
	if len(c.Props) > 0 && c.Not || len(c.Props) == 0 && len(outside) < len(inside) {
		list, hit = outside, !want
	}
	var terms []term
	for _, r := range list {
		terms = append(terms, rangeTest(v, r, hit, top(bytes)))
	}
	if len(c.Props) > 0 {
		terms = append(terms, propsTest(v, c.Props, hit))
	}
	return joined(terms, hit)
}

// term is a condition; or says that it is a disjunction.
type term struct {
	cond *jen.Statement
	or   bool
}

// joined is the disjunction of conditions, or with hit false, their conjunction.
func joined(terms []term, hit bool) (e *jen.Statement, or bool) {
	switch {
	case len(terms) == 0 && hit:
		return jen.False(), false
	case len(terms) == 0:
		return jen.True(), false
	case len(terms) == 1:
		return terms[0].cond, terms[0].or
	}
	op := "&&"
	if hit {
		op = "||"
	}
	out := &jen.Statement{}
	for i, t := range terms {
		if i > 0 {
			out.Op(op)
		}
		if t.or && !hit {
			out.Parens(t.cond)
		} else {
			out.Add(t.cond)
		}
	}
	return out, hit
}

func top(bytes bool) rune {
	if bytes {
		return 0xff
	}
	return utf8.MaxRune
}

// ranges are those of the members and of the others, up to the greatest byte or character, properties aside.
func (c charSet) ranges(bytes bool) (inside, outside []pattern.Range) {
	limit := top(bytes)
	if !c.Not {
		inside = append(append(inside, c.ASCII...), c.Wide...)
		return inside, complement(inside, limit)
	}
	outside = append(complement(c.ASCII, 0x7f), c.Wide...)
	return complement(outside, limit), outside
}

// complement are the ranges up to limit between those of a sorted list.
func complement(list []pattern.Range, limit rune) []pattern.Range {
	var out []pattern.Range
	next := rune(0)
	for _, r := range list {
		if next < r.Lo {
			out = append(out, pattern.Range{Lo: next, Hi: r.Lo - 1})
		}
		next = r.Hi + 1
	}
	if next <= limit {
		out = append(out, pattern.Range{Lo: next, Hi: limit})
	}
	return out
}

// rangeTest is v >= 'a' && v <= 'z', or with hit false, v < 'a' || v > 'z'.
func rangeTest(v func() *jen.Statement, r pattern.Range, hit bool, limit rune) term {
	compare := func(yes, no string, c rune) *jen.Statement {
		if hit {
			return v().Op(yes).Add(quoted(c))
		}
		return v().Op(no).Add(quoted(c))
	}
	switch {
	case r.Lo == r.Hi:
		return term{compare("==", "!=", r.Lo), false}
	case r.Lo == 0:
		return term{compare("<=", ">", r.Hi), false}
	case r.Hi == limit:
		return term{compare(">=", "<", r.Lo), false}
	case hit:
		return term{compare(">=", "<", r.Lo).Op("&&").Add(compare("<=", ">", r.Hi)), false}
	}
	return term{compare(">=", "<", r.Lo).Op("||").Add(compare("<=", ">", r.Hi)), true}
}

// propsTest is v >= utf8.RuneSelf && unicode.In(v, unicode.L), or the opposite.
func propsTest(v func() *jen.Statement, props []string, hit bool) term {
	args := []jen.Code{v()}
	for _, p := range props {
		args = append(args, jen.Qual("unicode", p))
	}
	call := jen.Qual("unicode", "In").Call(args...)
	self := jen.Qual("unicode/utf8", "RuneSelf")
	if hit {
		return term{v().Op(">=").Add(self).Op("&&").Add(call), false}
	}
	return term{v().Op("<").Add(self).Op("||").Op("!").Add(call), true}
}
