package pattern

import "slices"

// branch is an alternative of a whole pattern. Its items hold no anchor of the string at their top level.
type branch struct {
	begin, end bool
	items      []*node
}

// node is the branch as a pattern.
func (b branch) node() *node {
	list := slices.Clone(b.items)
	if b.begin {
		list = slices.Insert(list, 0, begin)
	}
	if b.end {
		list = append(list, end)
	}
	return cat(list...)
}

// reduced is the branch without what needn't match at its open ends.
func (b branch) reduced() branch {
	if !b.end {
		b.items = dropTail(cat(b.items...)).items()
	}
	if !b.begin {
		b.items = dropHead(cat(b.items...)).items()
	}
	return b
}

// implied removes from plain branches, and from the alternatives of such as may stand anywhere, those that need a
// character that is enough for another to match.
func implied(list []branch) []branch {
	var enough set
	var alternatives []branch
	for _, b := range list {
		items := b.items
		if len(items) == 1 && items[0].op == opAlt {
			for _, s := range items[0].subs {
				alternatives = append(alternatives, branch{b.begin, b.end, s.items()})
			}
		} else {
			alternatives = append(alternatives, b)
		}
	}
	for _, b := range alternatives {
		if !b.begin && !b.end && len(b.items) == 1 && b.items[0].op == opSet {
			enough = enough.union(b.items[0].class.set)
		}
	}
	if len(enough) == 0 {
		return list
	}
	return slices.DeleteFunc(alternatives, func(b branch) bool {
		alone := !b.begin && !b.end && len(b.items) == 1
		return slices.ContainsFunc(b.items, func(n *node) bool {
			c, lo, _, ok := repeated(n)
			return ok && lo > 0 && c.within(enough) && !(alone && n.op == opSet)
		})
	})
}

// reverse is the branch read from right to left.
func (b branch) reverse() branch {
	return branch{begin: b.end, end: b.begin, items: cat(b.items...).reverse().items()}
}

// branches splits a pattern into alternatives, so that anchors and looks stand at their top level where possible.
func branches(n *node) ([]branch, bool) {
	seqs, ok := sequences(n)
	if !ok {
		return nil, false
	}
	var out []branch
	for _, s := range seqs {
		if b, ok := settle(cat(s...)); ok {
			out = append(out, b)
		}
	}
	return out, true
}

// sequences distributes the alternatives that hold assertions over what stands beside them.
func sequences(n *node) (out [][]*node, ok bool) {
	switch {
	case !n.has(opBegin, opEnd, opLook):
	case n.op == opAlt:
		for _, s := range n.subs {
			more, ok := sequences(s)
			if out = append(out, more...); !ok || len(out) > maxSplit {
				return nil, false
			}
		}
		return out, true
	case n.op == opRep && n.min == 0 && n.max == 1:
		more, ok := sequences(n.subs[0])
		return append([][]*node{nil}, more...), ok
	case n.op == opCat:
		out = [][]*node{nil}
		for _, s := range n.subs {
			more, ok := sequences(s)
			if !ok || len(out)*len(more) > maxSplit {
				return nil, false
			}
			out = product(out, more)
		}
		return out, true
	}
	return [][]*node{{n}}, true
}

func product(a, b [][]*node) [][]*node {
	var out [][]*node
	for _, x := range a {
		for _, y := range b {
			out = append(out, slices.Concat(x, y))
		}
	}
	return out
}

// settle makes a branch of a sequence: what stands before ^ or after $ has to match nothing. ok is false when no
// string matches.
func settle(n *node) (b branch, ok bool) {
	items, begin, ok := settleBegin(n.items())
	if !ok {
		return b, false
	}
	items, end, ok := settleBegin(cat(items...).reverse().items())
	b = branch{begin: begin, end: end, items: slices.Clone(cat(items...).reverse().items())}
	if b.begin && len(b.items) > 0 {
		if lo, open := b.items[0].anyAtLeast(); open {
			b.begin, b.items[0] = false, rep(b.items[0].subs[0], lo, lo)
		}
	}
	if last := len(b.items) - 1; last >= 0 && b.end {
		if lo, open := b.items[last].anyAtLeast(); open {
			b.end, b.items[last] = false, rep(b.items[last].subs[0], lo, lo)
		}
	}
	b.items = cat(b.items...).items()
	return b, ok
}

// settleBegin removes every ^ at the top level, with what stands before the last of them.
func settleBegin(items []*node) (out []*node, anchored, ok bool) {
	at := -1
	for i, it := range items {
		if it.op == opBegin {
			at = i
		}
	}
	for i, it := range items {
		switch {
		case i > at || it.op == opEnd || it.op == opLook && !it.behind || it.op > opEnd && it.op < opLook:
			out = append(out, it)
		case it.op == opBegin:
		case it.op == opLook: // behind: there is nothing to see
			if it.subs[0].nullable() == it.neg {
				return nil, false, false
			}
		case !it.nullable():
			return nil, false, false
		}
	}
	return out, at >= 0, true
}
