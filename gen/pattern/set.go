package pattern

import (
	"slices"
	"unicode"
)

// set is a sorted list of ranges that neither touch nor overlap. Surrogates are never members: no string of Go
// decodes to one.
type set []Range

const (
	asciiEnd = 0x7f
	maxRune  = unicode.MaxRune
)

func anySet() set { return set{{0, 0xd7ff}, {0xe000, maxRune}} }

func newSet(ranges ...Range) set {
	list := slices.Clone(ranges)
	slices.SortFunc(list, func(a, b Range) int { return int(a.Lo - b.Lo) })
	var out set
	for _, r := range list {
		if n := len(out); n > 0 && r.Lo <= out[n-1].Hi+1 {
			out[n-1].Hi = max(out[n-1].Hi, r.Hi)
		} else {
			out = append(out, r)
		}
	}
	return out.intersect(anySet())
}

func runes(text string) set {
	var list []Range
	for _, r := range text {
		list = append(list, Range{r, r})
	}
	return newSet(list...)
}

func (s set) union(t set) set {
	if len(s) == 0 {
		return t
	}
	if len(t) == 0 {
		return s
	}
	return newSet(append(slices.Clone(s), t...)...)
}

func (s set) intersect(t set) set {
	var out set
	for i, j := 0, 0; i < len(s) && j < len(t); {
		lo, hi := max(s[i].Lo, t[j].Lo), min(s[i].Hi, t[j].Hi)
		if lo <= hi {
			out = append(out, Range{lo, hi})
		}
		if s[i].Hi < t[j].Hi {
			i++
		} else {
			j++
		}
	}
	return out
}

func (s set) negate() set {
	var out set
	next := rune(0)
	for _, r := range s {
		if next < r.Lo {
			out = append(out, Range{next, r.Lo - 1})
		}
		next = r.Hi + 1
	}
	if next <= maxRune {
		out = append(out, Range{next, maxRune})
	}
	return out.intersect(anySet())
}

func (s set) minus(t set) set     { return s.intersect(t.negate()) }
func (s set) disjoint(t set) bool { return len(s.intersect(t)) == 0 }
func (s set) within(t set) bool   { return len(s.minus(t)) == 0 }
func (s set) equal(t set) bool    { return slices.Equal(s, t) }
func (s set) ascii() set          { return s.intersect(set{{0, asciiEnd}}) }
func (s set) wide() set           { return s.intersect(set{{asciiEnd + 1, maxRune}}) }
func (s set) isAny() bool         { return s.equal(anySet()) }
func wideComplement(s set) set    { return s.negate().wide() }
func (s set) single() (r rune, ok bool) {
	if len(s) == 1 && s[0].Lo == s[0].Hi {
		return s[0].Lo, true
	}
	return 0, false
}

// fold adds the other cases of every member (ECMA-262 with the flags i and u: simple case folding).
func (s set) fold() set {
	var list []Range
	for _, r := range s {
		for c := r.Lo; c <= r.Hi; c++ {
			for f := unicode.SimpleFold(c); f != c; f = unicode.SimpleFold(f) {
				list = append(list, Range{f, f})
			}
		}
	}
	return s.union(newSet(list...))
}

func tableSet(t *unicode.RangeTable) set {
	var list []Range
	add := func(lo, hi, stride rune) {
		if stride == 1 {
			list = append(list, Range{lo, hi})
			return
		}
		for c := lo; c <= hi; c += stride {
			list = append(list, Range{c, c})
		}
	}
	for _, r := range t.R16 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	for _, r := range t.R32 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	return newSet(list...)
}

// class is a set with, where it came from properties, the spelling of its members from 0x80.
type class struct {
	set
	spelled bool
	extra   set // members from 0x80 that aren't in props
	props   []string
	not     bool
}

func classOf(s set) class { return class{set: s} }

// keep gives c's spelling to s when the members from 0x80 are the same.
func (c class) keep(s set) class {
	if c.spelled && s.wide().equal(c.set.wide()) {
		c.set = s
		return c
	}
	return classOf(s)
}

func (c class) minus(s set) class     { return c.keep(c.set.minus(s)) }
func (c class) intersect(s set) class { return c.keep(c.set.intersect(s)) }

func (c class) union(d class) class {
	all := c.set.union(d.set)
	for _, k := range []class{c.keep(all), d.keep(all)} {
		if k.spelled {
			return k
		}
	}
	if !c.spelled && !d.spelled || c.not || d.not {
		return classOf(all)
	}
	out := class{set: all, spelled: true, props: slices.Concat(c.props, d.props)}
	for _, k := range []class{c, d} {
		if k.spelled {
			out.extra = out.extra.union(k.extra)
		} else {
			out.extra = out.extra.union(k.set.wide())
		}
	}
	return out
}

func (c class) negate() class {
	c.set, c.not = c.set.negate(), !c.not
	return c
}

// data is the class as a plan has it.
func (c class) data() Class {
	out := Class{ASCII: c.set.ascii()}
	switch inside, outside := c.set.wide(), wideComplement(c.set); {
	case len(inside) == 0:
	case len(outside) == 0:
		out.Not = true
	case c.spelled:
		out.Wide, out.Props, out.Not = c.extra, c.props, c.not
	case len(outside) < len(inside):
		out.Wide, out.Not = outside, true
	default:
		out.Wide = inside
	}
	return out
}
