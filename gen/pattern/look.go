package pattern

import (
	"errors"
	"slices"
)

var errLook = errors.New("it has a look-around in its middle")

// localLooks resolves looks ahead inside of repeats, where the rest of the repeated part decides them.
func (pl *planner) localLooks(n *node, inside bool) (*node, error) {
	if n.op == opLook || !n.has(opLook) {
		return n, nil
	}
	out := *n
	out.subs = slices.Clone(n.subs)
	for i, s := range n.subs {
		var err error
		if out.subs[i], err = pl.localLooks(s, inside || n.op == opRep && n.max != 1); err != nil {
			return nil, err
		}
	}
	switch {
	case n.op == opRep:
		return rep(out.subs[0], n.min, n.max), nil
	case n.op == opAlt:
		return alt(out.subs...), nil
	case !inside:
		return cat(out.subs...), nil
	}
	items := cat(out.subs...).items()
	for i := len(items) - 1; i >= 0; i-- {
		rest := cat(items[i+1:]...)
		if it := items[i]; it.op == opLook && !it.behind && decides(rest, it.subs[0]) {
			s := splitter{budget: &pl.budget}
			tail, err := s.split(rest, it.subs[0], it.neg)
			if err != nil {
				return nil, err
			}
			items = append(items[:i:i], tail.items()...)
		}
	}
	return cat(items...), nil
}

// decides says that every word of rest is as long as any word of x.
func decides(rest, x *node) bool {
	if !rest.plain() || !x.plain() {
		return false
	}
	_, hi := x.width()
	lo, _ := rest.width()
	return hi > 0 && lo >= hi
}

// separate removes the looks from a branch: conds has to hold as well then. The branch that is returned may have
// anchors inside.
func (pl *planner) separate(b branch) (out branch, conds []*Check, err error) {
	if out, conds, err = pl.markers(b); err != nil {
		return
	}
	for _, reversed := range []bool{false, true} {
		if reversed {
			out = out.reverse()
		}
		var more []*Check
		if out, more, err = pl.ahead(out, reversed); err != nil {
			return
		}
		conds = append(conds, more...)
		if reversed {
			out = out.reverse()
		}
	}
	if cat(out.items...).has(opLook) {
		err = errLook
	}
	return
}

// ahead removes the looks ahead at the top level, from right to left. reversed says that b is read backwards.
func (pl *planner) ahead(b branch, reversed bool) (branch, []*Check, error) {
	var conds []*Check
	absorbed := false
	for i := len(b.items) - 1; i >= 0; i-- {
		it := b.items[i]
		if it.op != opLook || it.behind {
			continue
		}
		before := cat(slices.DeleteFunc(slices.Clone(b.items[:i]), func(n *node) bool { return n.op == opLook })...)
		if lo, hi := before.width(); b.begin && lo == hi && before.plain() {
			cond := cat(begin, before, it.subs[0])
			if reversed {
				cond = cond.reverse()
			}
			c, err := pl.search(cond)
			if err != nil {
				return b, nil, err
			}
			if it.neg {
				c = not(c)
			}
			conds = append(conds, c)
			b.items = slices.Delete(slices.Clone(b.items), i, i+1)
			continue
		}
		var err error
		if b, err = pl.absorb(b, i); err != nil {
			return b, nil, err
		}
		absorbed = true
	}
	if absorbed && !b.begin {
		b = branch{items: openEnds(cat(b.items...)).items()}
	}
	return b, conds, nil
}

// absorb removes the look at i by splitting what follows it, up to the string's end.
func (pl *planner) absorb(b branch, i int) (branch, error) {
	it, rest := b.items[i], cat(b.items[i+1:]...)
	x, whole := it.subs[0], false
	if items := x.items(); len(items) > 0 && items[len(items)-1].op == opEnd {
		x, whole = cat(items[:len(items)-1]...), true
	}
	if !x.plain() || !rest.plain() {
		return b, errLook
	}
	if !b.end {
		rest = cat(rest, anyChars())
	}
	if !whole {
		x = dropTail(x)
	}
	s := splitter{budget: &pl.budget, whole: whole}
	tail, err := s.split(rest, x, it.neg)
	if err != nil {
		return b, err
	}
	b.end = true
	b.items = append(b.items[:i:i], tail.items()...)
	return b, nil
}

// holdsAtEdge says that a branch is nothing but looks that hold at the string's end, or at its begin.
func holdsAtEdge(b branch) bool {
	if b.begin || b.end {
		return false
	}
	ends, begins := true, true
	for _, it := range b.items {
		holds := it.op == opLook && it.neg && !it.subs[0].nullable()
		ends = ends && holds && !it.behind
		begins = begins && holds && it.behind
	}
	return ends || begins
}

// atBegin splits a branch that may begin anywhere, and whose first item looks for the string's begin, into one at
// the begin and one after it.
func atBegin(b branch) (*node, bool) {
	if b.begin || len(b.items) == 0 || b.items[0].op != opLook || !b.items[0].has(opBegin) {
		return nil, false
	}
	later := slices.Clone(b.items)
	if n := *later[0]; n.neg {
		n.subs = []*node{without(n.subs[0], opBegin)}
		later[0] = &n
		if n.subs[0].op == opFail {
			later[0] = empty
		}
	} else {
		later = []*node{fail}
	}
	there, after := branch{begin: true, end: b.end, items: b.items}, branch{end: b.end, items: later}
	return alt(there.node(), cat(char(classOf(anySet())), after.node())), true
}

// without is n where the assertion o never holds.
func without(n *node, o op) *node {
	if n.op == o {
		return fail
	}
	if !n.has(o) {
		return n
	}
	list := make([]*node, len(n.subs))
	for i, s := range n.subs {
		list[i] = without(s, o)
	}
	switch n.op {
	case opCat:
		return cat(list...)
	case opAlt:
		return alt(list...)
	case opRep:
		return rep(list[0], n.min, n.max)
	}
	out := *n
	out.subs = list
	return &out
}

// markers removes looks inside of repeats that follow a character which nothing else in the branch can match: they
// are a condition on every such character in the string.
func (pl *planner) markers(b branch) (branch, []*Check, error) {
	if !b.begin || !b.end {
		return b, nil, nil
	}
	var conds []*Check
	for i, it := range b.items {
		if it.op == opLook || !it.has(opLook) {
			continue
		}
		m := marker{all: b.items}
		out := m.strip(it)
		if m.bad {
			return b, nil, errLook
		}
		b.items = slices.Clone(b.items)
		b.items[i] = out
		for _, f := range m.found {
			c, err := pl.search(f)
			if err != nil {
				return b, nil, err
			}
			conds = append(conds, not(c))
		}
	}
	return b, conds, nil
}

// marker collects what a string must not contain.
type marker struct {
	all   []*node
	found []*node
	bad   bool
}

func (m *marker) strip(n *node) *node {
	if !n.has(opLook) {
		return n
	}
	list := make([]*node, 0, len(n.subs))
	for i, s := range n.subs {
		if s.op != opLook {
			list = append(list, m.strip(s))
			continue
		}
		if n.op != opCat || i == 0 || s.behind || n.subs[i-1].op != opSet || m.count(n.subs[i-1].class.set, m.all) != 1 {
			m.bad = true
			return n
		}
		inverse := *s
		inverse.neg = !s.neg
		m.found = append(m.found, cat(n.subs[i-1], &inverse))
	}
	out := *n
	out.subs = list
	switch n.op {
	case opCat:
		return cat(list...)
	case opAlt:
		return alt(list...)
	case opRep:
		return rep(list[0], n.min, n.max)
	}
	m.bad = true
	return &out
}

// count is the number of places in the list that can match a character of s, looks aside.
func (m *marker) count(s set, list []*node) int {
	total := 0
	for _, n := range list {
		switch {
		case n.op == opSet && !n.class.disjoint(s):
			total++
		case n.op != opLook:
			total += m.count(s, n.subs)
		}
	}
	return total
}
