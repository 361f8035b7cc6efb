package pattern

import (
	"slices"
	"unicode/utf8"
)

// straight compiles n, which has no assertion, to steps that never look back: where a choice is, the next
// character decides it. open says that anything may come after n. ok is false when it doesn't, or when there are too many steps.
func straight(n *node, open bool) (steps []Step, ok bool) {
	c := liner{}
	var follow set
	if open {
		follow = anySet()
	}
	return c.sequence(n, follow)
}

// liner counts the steps that it makes.
type liner struct{ steps int }

// sequence compiles n; follow are the characters that may come after it.
func (l *liner) sequence(n *node, follow set) ([]Step, bool) {
	items := leftmost(n.items())
	var out []Step
	for i, it := range items {
		rest := cat(items[i+1:]...)
		after := rest.first().set
		if rest.nullable() {
			after = after.union(follow)
		}
		s, ok := l.item(it, after)
		if l.steps++; !ok || l.steps > maxSteps {
			return nil, false
		}
		if n := len(out); n > 0 && s.Op == Literal && out[n-1].Op == Literal {
			out[n-1].Text += s.Text
			continue
		}
		out = append(out, s)
	}
	return out, true
}

func (l *liner) item(n *node, follow set) (Step, bool) {
	switch n.op {
	case opSet:
		if text, ok := literal(n); ok {
			return Step{Op: Literal, Text: text}, true
		}
		return chars(n.class, 1, 1)
	case opAlt:
		return l.group(n, 1, 1, follow)
	case opRep:
		if text, ok := literal(n); ok {
			return Step{Op: Literal, Text: text}, true
		}
		sub := n.subs[0]
		if n.min != n.max && !sub.first().disjoint(follow) {
			return Step{}, false
		}
		if sub.op == opSet {
			return chars(sub.class, n.min, n.max)
		}
		return l.group(sub, n.min, n.max, follow)
	}
	return Step{}, false
}

// maxRanges is the number of ranges beyond which a class is left to package regexp.
const maxRanges = 40

func chars(c class, lo, hi int) (Step, bool) {
	data := c.data()
	return Step{Op: Chars, Class: data, Min: lo, Max: hi}, fits(data)
}

func fits(c Class) bool { return len(c.ASCII)+len(c.Wide) <= maxRanges }

// group compiles the alternatives of n, which are repeated as a whole.
func (l *liner) group(n *node, lo, hi int, follow set) (Step, bool) {
	out := Step{Op: Group, Min: lo, Max: hi}
	if hi != 1 {
		if n.nullable() {
			return out, false
		}
		follow = follow.union(n.first().set)
	}
	var taken set
	for _, a := range factored(n) {
		steps, ok := l.sequence(a, follow)
		if !ok {
			return out, false
		}
		first := a.first()
		can := first.set
		if a.nullable() {
			if out.HasElse {
				return out, false
			}
			can = can.union(follow)
			out.Else, out.HasElse = steps, true
		} else {
			out.Cases = append(out.Cases, Case{First: first.data(), Steps: steps})
		}
		if !fits(first.data()) || !taken.disjoint(can) {
			return out, false
		}
		taken = taken.union(can)
	}
	if words, ok := wordList(n); ok && hi == 1 {
		return Step{Op: Words, Words: words, Min: lo, Max: 1}, true
	}
	if out.HasElse && lo == 0 {
		return out, false
	}
	return out, true
}

// factored are the alternatives of n; those that begin alike become one.
func factored(n *node) []*node {
	if n.op != opAlt {
		return []*node{n}
	}
	var keys []string
	groups := map[string][]*node{}
	for _, a := range n.subs {
		items := leftmost(expanded(a).items())
		if len(items) == 0 {
			items = []*node{empty}
		}
		k := items[0].key()
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], cat(items...))
	}
	var out []*node
	for _, k := range keys {
		list := groups[k]
		if len(list) == 1 {
			out = append(out, list[0])
			continue
		}
		rests := make([]*node, len(list))
		for i, a := range list {
			rests[i] = cat(a.items()[1:]...)
		}
		out = append(out, cat(list[0].items()[0], alt(rests...)))
	}
	return out
}

// expanded splits one character off a repeat with a fixed count at n's begin, so that it compares with others.
func expanded(n *node) *node {
	items := n.items()
	if len(items) == 0 || items[0].op != opRep || items[0].min != items[0].max || items[0].min > maxSeek {
		return n
	}
	r := items[0]
	return cat(r.subs[0], rep(r.subs[0], r.min-1, r.max-1), cat(items[1:]...))
}

// wordList are the alternatives of n when all are literals, the longest first.
func wordList(n *node) ([]string, bool) {
	subs := []*node{n}
	if n.op == opAlt {
		subs = n.subs
	}
	var out []string
	for _, s := range subs {
		text, ok := literal(s)
		if !ok || utf8.RuneCountInString(text) < 2 && len(subs) == 1 {
			return nil, false
		}
		out = append(out, text)
	}
	slices.SortStableFunc(out, func(a, b string) int { return len(b) - len(a) })
	return out, true
}
