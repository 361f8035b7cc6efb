package pattern

import (
	"errors"
	"slices"
)

var errTooMuch = errors.New("a look-around in it can't be separated")

// head is a beginning of the words of a node: a character of set, then rest.
type head struct {
	set  class
	rest *node
}

// heads splits the non-empty words of n by their first characters (Antimirov's linear form). n has no assertion.
func heads(n *node) []head {
	switch n.op {
	case opSet:
		return []head{{n.class, empty}}
	case opAlt:
		var out []head
		for _, s := range n.subs {
			out = append(out, heads(s)...)
		}
		return out
	case opRep:
		lo, hi := max(n.min-1, 0), n.max-1
		if n.max < 0 {
			hi = -1
		}
		return followed(heads(n.subs[0]), rep(n.subs[0], lo, hi))
	case opCat:
		tail := cat(n.subs[1:]...)
		out := followed(heads(n.subs[0]), tail)
		if n.subs[0].nullable() {
			out = append(out, heads(tail)...)
		}
		return out
	}
	return nil
}

func followed(list []head, tail *node) []head {
	for i := range list {
		list[i].rest = cat(list[i].rest, tail)
	}
	return list
}

// splitter computes which words of a node begin, or don't begin, with a word of another.
type splitter struct {
	budget *int // of pairs of beginnings that are looked at
	whole  bool // the other's word must be all of it
	open   []*state
}

// Limits of the length of a question, and of the characters that are looked at.
const (
	maxKey  = 1000
	maxOpen = 64
)

// state is a question that is being answered. Where it asks itself again after a character, the answer loops.
type state struct {
	key  string
	loop class
	used bool
}

// split returns the words of r that begin with a word of x, or with not, those that don't. r reaches to the
// string's end. Neither has assertions.
func (s *splitter) split(r, x *node, not bool) (*node, error) {
	switch {
	case x.op == opFail && not, x.nullable() && !not && !s.whole:
		return r, nil
	case x.op == opFail, x.nullable() && not && !s.whole:
		return fail, nil
	case r.isAnyChars() && !not:
		if s.whole {
			return x, nil
		}
		return cat(x, r), nil
	}
	me := &state{key: r.key() + "\x00" + x.key()}
	ofR, ofX := heads(r), heads(x)
	if *s.budget -= 1 + len(ofR)*len(ofX); *s.budget < 0 || len(me.key) > maxKey || len(s.open) > maxOpen {
		return nil, errTooMuch
	}
	s.open = append(s.open, me)
	defer func() { s.open = s.open[:len(s.open)-1] }()
	var list []*node
	if r.nullable() && x.nullable() != not {
		list = append(list, empty)
	}
	for _, h := range ofR {
		for _, a := range atoms(h.set, ofX) {
			n, err := s.after(me, a.set, h.rest, a.rest, not)
			if err != nil {
				return nil, err
			}
			list = append(list, n)
		}
	}
	if me.used {
		return cat(rep(char(me.loop), 0, -1), alt(list...)), nil
	}
	return alt(list...), nil
}

// after is split for what follows a character of c, with the character.
func (s *splitter) after(me *state, c class, r, x *node, not bool) (*node, error) {
	key := r.key() + "\x00" + x.key()
	for _, o := range s.open {
		if o.key != key {
			continue
		}
		if o != me {
			return nil, errTooMuch
		}
		me.loop, me.used = me.loop.union(c), true
		return fail, nil
	}
	n, err := s.split(r, x, not)
	if err != nil {
		return nil, err
	}
	return cat(char(c), n), nil
}

// atoms cuts a set by the first characters of heads; the rest of each piece is the union of theirs.
func atoms(c class, list []head) []head {
	type piece struct {
		set   class
		rests []*node
	}
	pieces := []piece{{set: c}}
	for _, h := range list {
		var next []piece
		for _, p := range pieces {
			in, not := p.set.intersect(h.set.set), p.set.minus(h.set.set)
			if len(in.set) > 0 {
				next = append(next, piece{in, append(slices.Clone(p.rests), h.rest)})
			}
			if len(not.set) > 0 {
				next = append(next, piece{not, p.rests})
			}
		}
		pieces = next
	}
	out := make([]head, len(pieces))
	for i, p := range pieces {
		out[i] = head{p.set, alt(p.rests...)}
	}
	return out
}
