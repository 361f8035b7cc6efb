package pattern

// dropTail simplifies n where anything may follow it: what is optional at its end needn't match.
func dropTail(n *node) *node {
	switch n.op {
	case opCat:
		for i := len(n.subs) - 1; i >= 0; i-- {
			if last := dropTail(n.subs[i]); last.op != opEmpty {
				return cat(append(append([]*node(nil), n.subs[:i]...), last)...)
			}
		}
		return empty
	case opAlt:
		list := make([]*node, len(n.subs))
		for i, s := range n.subs {
			if list[i] = dropTail(s); list[i].op == opEmpty {
				return empty
			}
		}
		return alt(list...)
	case opRep:
		if n.min == 0 {
			return empty
		}
		last := dropTail(n.subs[0])
		if last.key() == n.subs[0].key() {
			return rep(n.subs[0], n.min, n.min)
		}
		return cat(rep(n.subs[0], n.min-1, n.min-1), last)
	case opLook:
		if !n.behind && !n.neg {
			return dropTail(n.subs[0])
		}
	}
	return n
}

// dropHead simplifies n where anything may stand before it.
func dropHead(n *node) *node { return dropTail(n.reverse()).reverse() }

// openEnds turns a match up to the string's end into one that anything may follow, where it ends in any
// characters, and into one with an anchor elsewhere.
func openEnds(n *node) *node {
	items := n.items()
	if len(items) == 0 {
		return end
	}
	head, last := cat(items[:len(items)-1]...), items[len(items)-1]
	lo, open := last.anyAtLeast()
	switch {
	case open:
		return cat(head, rep(last.subs[0], lo, lo))
	case last.op == opAlt:
		list := make([]*node, len(last.subs))
		for i, s := range last.subs {
			list[i] = openEnds(s)
		}
		return cat(head, alt(list...))
	case last.op == opRep && last.min == 0 && last.max == 1:
		return cat(head, alt(openEnds(last.subs[0]), end))
	}
	return cat(n, end)
}

// leftmost rewrites x*y x*, with y one of the characters of x, to (x without y)*y x*, which reads left to right.
func leftmost(items []*node) []*node {
	out := append([]*node(nil), items...)
	for i := 0; i+2 < len(out); i++ {
		x, y, z := out[i], out[i+1], out[i+2]
		if isStar(x) && y.op == opSet && isStar(z) && z.subs[0].class.set.equal(x.subs[0].class.set) && y.class.within(z.subs[0].class.set) {
			out[i] = rep(char(x.subs[0].class.minus(y.class.set)), 0, -1)
		}
	}
	return out
}

// firstOccurrence rewrites x*y, where anything may follow, to (x without y)*y.
func firstOccurrence(n *node) *node {
	items := append([]*node(nil), n.items()...)
	if i := len(items) - 2; i >= 0 && isStar(items[i]) && items[i+1].op == opSet {
		items[i] = rep(char(items[i].subs[0].class.minus(items[i+1].class.set)), 0, -1)
	}
	return cat(items...)
}

func isStar(n *node) bool {
	return n.op == opRep && n.min == 0 && n.max < 0 && n.subs[0].op == opSet
}
