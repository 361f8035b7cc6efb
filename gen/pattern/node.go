package pattern

import "slices"

type op uint8

const (
	opEmpty op = iota
	opFail     // matches nothing
	opSet      // one character
	opCat
	opAlt
	opRep   // sub, min to max times
	opBegin // of the string
	opEnd
	opBeginLine
	opEndLine
	opWord    // \b
	opNotWord // \B
	opLook    // a condition on what follows or precedes
)

// node is a part of a pattern. Nodes are never changed.
type node struct {
	op          op
	class       class
	subs        []*node
	min, max    int // max -1: no limit
	neg, behind bool
}

var (
	empty = &node{op: opEmpty}
	fail  = &node{op: opFail}
	begin = &node{op: opBegin}
	end   = &node{op: opEnd}
)

func char(c class) *node {
	if len(c.set) == 0 {
		return fail
	}
	return &node{op: opSet, class: c}
}

func anyChars() *node { return rep(char(classOf(anySet())), 0, -1) }

func (n *node) isAnyChars() bool {
	return n.op == opRep && n.min == 0 && n.max < 0 && n.subs[0].op == opSet && n.subs[0].class.isAny()
}

// anyAtLeast is the least number of characters when n is that many of any, without limit.
func (n *node) anyAtLeast() (lo int, ok bool) {
	c, lo, hi, ok := repeated(n)
	return lo, ok && hi < 0 && c.isAny()
}

func cat(list ...*node) *node {
	var subs []*node
	for _, n := range list {
		switch n.op {
		case opFail:
			return fail
		case opCat:
			subs = append(subs, n.subs...)
		case opEmpty:
		default:
			subs = append(subs, n)
		}
	}
	switch subs = joined(subs); len(subs) {
	case 0:
		return empty
	case 1:
		return subs[0]
	}
	return &node{op: opCat, subs: subs}
}

// joined merges neighbours of a sequence that repeat single characters: xx* is x+, and x+y* is xy* when y has all
// characters of x.
func joined(list []*node) []*node {
	var out []*node
	for _, n := range list {
		if len(out) == 0 {
			out = append(out, n)
			continue
		}
		last := out[len(out)-1]
		x, a, b, ok := repeated(last)
		y, c, d, ok2 := repeated(n)
		switch {
		case !ok || !ok2 || last.op == opSet && n.op == opSet:
			out = append(out, n)
		case x.set.equal(y.set):
			out[len(out)-1] = rep(char(x), capped(a, c), limitSum(b, d))
		case b < 0 && d < 0 && x.within(y.set):
			out = append(joined(append(out[:len(out)-1], rep(char(x), a, a))), n)
		case b < 0 && d < 0 && c == 0 && y.within(x.set):
		default:
			out = append(out, n)
		}
	}
	return out
}

// repeated is n as a repeat of a single character.
func repeated(n *node) (c class, lo, hi int, ok bool) {
	switch {
	case n.op == opSet:
		return n.class, 1, 1, true
	case n.op == opRep && n.subs[0].op == opSet:
		return n.subs[0].class, n.min, n.max, true
	}
	return class{}, 0, 0, false
}

// items are the parts of a sequence.
func (n *node) items() []*node {
	switch n.op {
	case opEmpty:
		return nil
	case opCat:
		return n.subs
	}
	return []*node{n}
}

// alt is the union of its parts: single characters become one class, an empty part makes the rest optional.
func alt(list ...*node) *node {
	var subs []*node
	var optional bool
	at := -1 // where the single characters are
	seen := map[string]bool{}
	var add func(n *node)
	add = func(n *node) {
		switch {
		case n.op == opFail:
		case n.op == opEmpty:
			optional = true
		case n.op == opAlt:
			for _, s := range n.subs {
				add(s)
			}
		case n.op == opSet && at >= 0:
			subs[at] = char(subs[at].class.union(n.class))
		case n.op == opSet:
			at = len(subs)
			subs = append(subs, n)
		case !seen[n.key()]:
			seen[n.key()] = true
			subs = append(subs, n)
		}
	}
	for _, n := range list {
		add(n)
	}
	var out *node
	switch len(subs) {
	case 0:
		out = fail
	case 1:
		out = subs[0]
	default:
		out = &node{op: opAlt, subs: subs}
	}
	if !optional {
		return out
	}
	if out == fail || out.nullable() {
		return alt1(out)
	}
	return rep(out, 0, 1)
}

// alt1 is an optional part that may be empty by itself.
func alt1(n *node) *node {
	if n.op == opFail {
		return empty
	}
	if n.plain() {
		return n
	}
	return &node{op: opRep, subs: []*node{n}, min: 0, max: 1}
}

// rep repeats n; repeats of repeats become one where that says the same.
func rep(n *node, lo, hi int) *node {
	switch {
	case hi == 0 || n.op == opEmpty, n.op == opFail && lo == 0:
		return empty
	case n.op == opFail, lo == 1 && hi == 1:
		return n
	case n.zeroWidth():
		if lo > 0 {
			return n
		}
		return empty
	}
	if n.op == opRep && n.subs[0].plain() {
		a, b := n.min, n.max
		switch {
		case b < 0 && a <= 1:
			return rep(n.subs[0], a*lo, -1)
		case a == 0 && b == 1:
			return rep(n.subs[0], 0, hi)
		case a == b && lo == hi && a > 0 && a*lo/a == lo && a*lo < maxCount:
			return rep(n.subs[0], a*lo, a*lo)
		}
	}
	return &node{op: opRep, subs: []*node{n}, min: lo, max: hi}
}

// zeroWidth says that n is an assertion.
func (n *node) zeroWidth() bool { return n.op >= opBegin }

// plain says that n has no assertion.
func (n *node) plain() bool {
	return !n.has(opBegin, opEnd, opBeginLine, opEndLine, opWord, opNotWord, opLook)
}

// has says that a part of n is one of these.
func (n *node) has(ops ...op) bool {
	if slices.Contains(ops, n.op) {
		return true
	}
	return slices.ContainsFunc(n.subs, func(s *node) bool { return s.has(ops...) })
}

// first is the set of characters that a match of n can begin with; n has no assertion.
func (n *node) first() class {
	switch n.op {
	case opSet:
		return n.class
	case opRep:
		return n.subs[0].first()
	case opAlt:
		var c class
		for _, s := range n.subs {
			c = c.union(s.first())
		}
		return c
	case opCat:
		var c class
		for _, s := range n.subs {
			c = c.union(s.first())
			if !s.nullable() {
				break
			}
		}
		return c
	}
	return class{}
}

// reverse is n read from right to left.
func (n *node) reverse() *node {
	switch n.op {
	case opBegin:
		return end
	case opEnd:
		return begin
	case opBeginLine:
		return &node{op: opEndLine}
	case opEndLine:
		return &node{op: opBeginLine}
	}
	if len(n.subs) == 0 {
		return n
	}
	out := *n
	out.subs = make([]*node, len(n.subs))
	for i, s := range n.subs {
		out.subs[i] = s.reverse()
	}
	if n.op == opCat {
		slices.Reverse(out.subs)
	}
	if n.op == opLook {
		out.behind = !n.behind
	}
	return &out
}
