package pattern

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"
)

// planner turns nodes into checks.
type planner struct {
	budget int // of work, so that no pattern takes long
}

// search decides how to find n anywhere in a string.
func (pl *planner) search(n *node) (*Check, error) {
	if pl.budget -= 4; pl.budget < 0 {
		return nil, errTooMuch
	}
	for range 2 { // ahead, then behind
		var err error
		if n, err = pl.localLooks(n, false); err != nil {
			return nil, err
		}
		n = n.reverse()
	}
	list, ok := branches(n)
	if !ok {
		if n.has(opLook) {
			return nil, errors.New("it has too many alternatives with look-arounds")
		}
		return expressed(n)
	}
	var checks []*Check
	var plain []branch
	for _, b := range list {
		c, err := pl.branch(b, &plain)
		if err != nil {
			return nil, err
		}
		checks = append(checks, c)
	}
	expressions := 0
	for _, b := range merged(implied(plain)) {
		c, err := pl.plain(b)
		if err != nil {
			return nil, err
		}
		checks = append(checks, c)
		if c.Kind == RE2 {
			expressions++
		}
	}
	if expressions > 1 && !n.has(opLook) {
		if c, err := expressed(n); err == nil {
			return c, nil
		}
	}
	return anyOf(checks...), nil
}

// branch decides about a branch. When only its text is left to be looked at, it adds the branch to plain.
func (pl *planner) branch(b branch, plain *[]branch) (*Check, error) {
	before := b.node()
	b = b.reduced()
	if after := b.node(); after.key() != before.key() {
		return pl.search(after)
	}
	if !cat(b.items...).has(opLook) {
		*plain = append(*plain, b)
		return &Check{Kind: Never}, nil
	}
	if holdsAtEdge(b) {
		return &Check{}, nil
	}
	if n, ok := atBegin(b); ok {
		return pl.search(n)
	}
	rest, conds, err := pl.separate(b)
	if err != nil {
		return nil, err
	}
	c, err := pl.search(rest.node())
	if err != nil {
		return nil, err
	}
	return allOf(append(conds, c)...), nil
}

// merged joins the branches with the same anchors.
func merged(list []branch) []branch {
	var out []branch
	for _, b := range list {
		i := slices.IndexFunc(out, func(o branch) bool { return o.begin == b.begin && o.end == b.end })
		if i < 0 {
			out = append(out, b)
			continue
		}
		out[i].items = alt(cat(out[i].items...), cat(b.items...)).items()
	}
	for i, b := range out {
		out[i] = b.reduced()
	}
	return out
}

// plain decides about a branch without looks.
func (pl *planner) plain(b branch) (*Check, error) {
	body := cat(b.items...)
	if c := simple(b, body); c != nil {
		return c, nil
	}
	if c := straightCheck(b, body); c != nil {
		return c, nil
	}
	if c := eachStraight(b, body); c != nil {
		return c, nil
	}
	c, err := expressed(b.node())
	if err != nil {
		if c := lengthAndStar(b); c != nil {
			return c, nil
		}
	}
	return c, err
}

// simple is the check of a body that is empty, a literal or any characters; nil for others.
func simple(b branch, body *node) *Check {
	both := b.begin && b.end
	if body.op == opEmpty {
		if both {
			return &Check{Kind: Length}
		}
		return &Check{}
	}
	if n := body; n.op == opRep || n.op == opSet {
		lo, hi := n.width()
		if n.op == opRep {
			n = n.subs[0]
		}
		if n.op == opSet && n.class.isAny() {
			if !both {
				hi = -1
			}
			return &Check{Kind: Length, Min: lo, Max: hi}
		}
	}
	if text, ok := literal(body); ok {
		kind := Contains
		switch {
		case both:
			kind = Equal
		case b.begin:
			kind = Prefix
		case b.end:
			kind = Suffix
		}
		return &Check{Kind: kind, Text: text}
	}
	return nil
}

// literal is the only word of n. A U+FFFD isn't literal: it stands for a byte that isn't UTF-8 as well.
func literal(n *node) (string, bool) {
	var b strings.Builder
	for _, it := range n.items() {
		times := 1
		if it.op == opRep && it.min == it.max && it.min <= maxSeek {
			times, it = it.min, it.subs[0]
		}
		if it.op != opSet {
			return "", false
		}
		r, ok := it.class.single()
		if !ok || r == utf8.RuneError {
			return "", false
		}
		b.WriteString(strings.Repeat(string(r), times))
	}
	return b.String(), b.Len() > 0
}

// straightCheck is the straight-line matcher of a branch, nil when there is none.
func straightCheck(b branch, body *node) *Check {
	if !body.plain() || b.end && !b.begin {
		return nil
	}
	if _, hi := body.width(); !b.begin && (hi < 0 || hi > maxSeek) {
		return nil
	}
	if !b.end {
		body = firstOccurrence(body)
	}
	steps, ok := straight(body, !b.end)
	if !ok {
		return nil
	}
	return &Check{Kind: Straight, Steps: steps, Anywhere: !b.begin, Open: !b.end}
}

// eachStraight splits a body into alternatives that have straight-line matchers each.
func eachStraight(b branch, body *node) *Check {
	if body.op != opAlt || len(body.subs) > 6 {
		return nil
	}
	var list []*Check
	for _, s := range body.subs {
		c := simple(b, s)
		if c == nil {
			c = straightCheck(b, s)
		}
		if c == nil {
			return nil
		}
		list = append(list, c)
	}
	return anyOf(list...)
}

// expressed is the check by a regular expression.
func expressed(n *node) (*Check, error) {
	if n.op == opFail {
		return &Check{Kind: Never}, nil
	}
	text, err := n.expression()
	if err != nil {
		return nil, err
	}
	return &Check{Kind: RE2, Text: text}, nil
}

// lengthAndStar checks a branch whose only part of variable width is x{a,b} by its length and x*.
func lengthAndStar(b branch) *Check {
	if !b.begin || !b.end {
		return nil
	}
	at := -1
	for i, it := range b.items {
		if lo, hi := it.width(); lo == hi && it.plain() {
			continue
		}
		if at >= 0 || it.op != opRep || it.subs[0].op != opSet {
			return nil
		}
		at = i
	}
	if at < 0 {
		return nil
	}
	lo, hi := cat(b.items...).width()
	b.items = slices.Clone(b.items)
	b.items[at] = rep(b.items[at].subs[0], 0, -1)
	c, err := expressed(b.node())
	if err != nil {
		return nil
	}
	return allOf(&Check{Kind: Length, Min: lo, Max: hi}, c)
}

func not(c *Check) *Check {
	out := *c
	switch c.Kind {
	case Always:
		out.Kind = Never
	case Never:
		out.Kind = Always
	default:
		out.Not = !c.Not
	}
	return &out
}

func allOf(list ...*Check) *Check { return combined(All, Always, Never, list) }
func anyOf(list ...*Check) *Check { return combined(Any, Never, Always, list) }

// combined joins checks: neutral ones fall away, an absorbing one is the result, and
// quick ones come first.
func combined(kind, neutral, absorbing Kind, list []*Check) *Check {
	var out []*Check
	for _, c := range list {
		switch {
		case c.Kind == absorbing:
			return c
		case c.Kind == neutral:
		case c.Kind == kind && !c.Not:
			out = append(out, c.Checks...)
		default:
			out = append(out, c)
		}
	}
	switch len(out) {
	case 0:
		return &Check{Kind: neutral}
	case 1:
		return out[0]
	}
	slices.SortStableFunc(out, func(a, b *Check) int { return a.Kind.cost() - b.Kind.cost() })
	return &Check{Kind: kind, Checks: out}
}

// cost orders the kinds of checks by how long they take.
func (k Kind) cost() int {
	switch k {
	case Straight:
		return 1
	case All, Any:
		return 2
	case RE2:
		return 3
	}
	return 0
}
