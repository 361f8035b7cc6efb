package emit

import (
	"slices"
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
	if terms, members := c.terms(theByte, true, true); members && len(terms) > 1 {
		return jen.Switch(byteVar(i), jen.Empty()).Block(memberCases(terms)...)
	}
	return jen.If(byteVar(i), c.lacks(theByte, true)).Block(no())
}

// ifRuneLacks prints the return of false when the character r isn't a member.
func (c charSet) ifRuneLacks() *jen.Statement {
	if terms, members := c.terms(theRune, false, true); members && len(terms) > 1 {
		return jen.Switch().Block(memberCases(terms)...)
	}
	return jen.If(c.lacks(theRune, false)).Block(no())
}

// memberCases are the cases of a switch that returns false for what isn't a member: it reads better than one condition
// with every test inverted, and compiles to the same.
func memberCases(terms []term) []jen.Code {
	conds := make([]jen.Code, len(terms))
	for i, t := range terms {
		conds[i] = t.cond
	}
	return []jen.Code{jen.Case(conds...), jen.Default().Block(no())}
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
	terms, members := c.terms(v, bytes, want)
	return joined(terms, want == members)
}

// terms are the conditions that together say whether v is a member: each with want true, all with want false.
// Without members it is the other way round: they are about what isn't in the set.
func (c charSet) terms(v func() *jen.Statement, bytes, want bool) (terms []term, members bool) {
	list, outside := c.ranges(bytes)
	members = true
	if len(c.Props) > 0 && c.Not || len(c.Props) == 0 && len(outside) < len(list) {
		list, members = outside, false
	}
	hit := want == members
	for _, r := range likelyFirst(list) {
		terms = append(terms, rangeTest(v, r, hit, top(bytes)))
	}
	if len(c.Props) > 0 {
		terms = append(terms, propsTest(v, c.Props, hit))
	}
	return terms, members
}

// likelyFirst puts long ranges before short ones, and of those of the same length lower-case letters first: it is the
// order in which a test is likely to be over soon.
func likelyFirst(list []pattern.Range) []pattern.Range {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b pattern.Range) int {
		length := func(r pattern.Range) int {
			if r.Hi > 0x7f {
				return 0
			}
			return int(r.Hi - r.Lo)
		}
		if d := length(b) - length(a); d != 0 || length(a) == 0 {
			return d
		}
		return int(b.Lo - a.Lo)
	})
	return out
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
