package pattern

import (
	"errors"
	"fmt"
	"strings"
)

// parser reads a pattern's text. See the package comment for the dialect.
type parser struct {
	text  []rune
	pos   int
	depth int
	flags flags
	props map[string]class // those that were looked up
}

type flags struct{ dotAll, fold, multiline bool }

func parse(text string) (*node, error) {
	p := &parser{text: []rune(text), props: map[string]class{}}
	n, err := p.alternatives()
	if err == nil && p.pos < len(p.text) {
		err = errors.New("a parenthesis is closed that wasn't opened")
	}
	return n, err
}

func (p *parser) more() bool { return p.pos < len(p.text) }

func (p *parser) peek(s string) bool {
	return strings.HasPrefix(string(p.text[p.pos:min(len(p.text), p.pos+len(s))]), s)
}

// take consumes s, which is ASCII, if it comes next.
func (p *parser) take(s string) bool {
	if !p.peek(s) {
		return false
	}
	p.pos += len(s)
	return true
}

func (p *parser) next() rune {
	r := p.text[p.pos]
	p.pos++
	return r
}

// alternatives reads up to a closing parenthesis or the end. Flags set within end with it.
func (p *parser) alternatives() (*node, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, errors.New("groups are nested too deeply")
	}
	outer := p.flags
	defer func() { p.flags = outer; p.depth-- }()
	var list []*node
	for {
		n, err := p.sequence()
		if err != nil {
			return nil, err
		}
		list = append(list, n)
		if !p.take("|") {
			return alt(list...), nil
		}
	}
}

func (p *parser) sequence() (*node, error) {
	var list []*node
	for p.more() && !p.peek("|") && !p.peek(")") {
		n, err := p.atom()
		if err != nil {
			return nil, err
		}
		if n, err = p.quantified(n); err != nil {
			return nil, err
		}
		list = append(list, n)
	}
	return settleWords(cat(list...)), nil
}

// quantified reads the quantifiers after n: lazy and possessive ones are as greedy ones, stacked ones nest.
func (p *parser) quantified(n *node) (*node, error) {
	for {
		lo, hi, ok := p.quantifier()
		if !ok {
			return n, nil
		}
		switch {
		case hi >= 0 && lo > hi:
			return nil, errors.New("the bounds of a repeat are out of order")
		case n.op == opEnd || (n.op == opBegin || n.op == opWord || n.op == opNotWord) && lo == 0:
			return nil, errors.New("an anchor is repeated")
		}
		n = rep(n, lo, hi)
		if !p.take("?") {
			p.take("+")
		}
	}
}

func (p *parser) quantifier() (lo, hi int, ok bool) {
	switch {
	case p.take("*"):
		return 0, -1, true
	case p.take("+"):
		return 1, -1, true
	case p.take("?"):
		return 0, 1, true
	case p.peek("{"):
		return p.counted()
	}
	return 0, 0, false
}

// counted reads {n}, {n,} or {n,m}; a brace that begins nothing of the kind is a character.
func (p *parser) counted() (lo, hi int, ok bool) {
	start := p.pos
	p.pos++
	if lo, ok = p.number(); ok {
		hi = lo
		if p.take(",") {
			if hi, ok = p.number(); !ok {
				hi = -1
			}
		}
		if p.take("}") {
			return lo, hi, true
		}
	}
	p.pos = start
	return 0, 0, false
}

func (p *parser) number() (int, bool) {
	n, start := 0, p.pos
	for p.more() && p.text[p.pos] >= '0' && p.text[p.pos] <= '9' {
		n = min(n*10+int(p.next()-'0'), maxCount-1)
	}
	return n, p.pos > start
}

func (p *parser) atom() (*node, error) {
	switch c := p.next(); c {
	case '(':
		return p.group()
	case '[':
		c, err := p.bracket()
		return char(c), err
	case '\\':
		return p.escape()
	case '.':
		return char(p.dot()), nil
	case '^':
		if p.flags.multiline {
			return &node{op: opBeginLine}, nil
		}
		return begin, nil
	case '$':
		if p.flags.multiline {
			return &node{op: opEndLine}, nil
		}
		return end, nil
	case '*', '+', '?':
		return nil, fmt.Errorf("nothing stands before %c", c)
	default:
		return char(p.cased(set{{c, c}})), nil
	}
}

// dot is every character but line terminators (ECMA-262, LineTerminator).
func (p *parser) dot() class {
	if p.flags.dotAll {
		return classOf(anySet())
	}
	return classOf(runes("\n\r\u2028\u2029").negate())
}

func (p *parser) cased(s set) class {
	if p.flags.fold {
		s = s.fold()
	}
	return classOf(s)
}

// group reads what follows an opening parenthesis.
func (p *parser) group() (*node, error) {
	look := func(neg, behind bool) (*node, error) {
		n, err := p.rest()
		return &node{op: opLook, neg: neg, behind: behind, subs: []*node{n}}, err
	}
	switch {
	case p.take("?:"), !p.peek("?"):
		return p.rest()
	case p.take("?="):
		return look(false, false)
	case p.take("?!"):
		return look(true, false)
	case p.take("?<="):
		return look(false, true)
	case p.take("?<!"):
		return look(true, true)
	case p.take("?<"), p.take("?P<"):
		for p.more() && p.next() != '>' {
		}
		return p.rest()
	}
	return p.flagged()
}

// rest reads to the group's end.
func (p *parser) rest() (*node, error) {
	n, err := p.alternatives()
	if err == nil && !p.take(")") {
		err = errors.New("a parenthesis isn't closed")
	}
	return n, err
}

// flagged reads (?flags) and (?flags:…), after the parenthesis.
func (p *parser) flagged() (*node, error) {
	p.pos++
	f, on := p.flags, true
	for p.more() {
		switch c := p.next(); c {
		case 's':
			f.dotAll = on
		case 'i':
			f.fold = on
		case 'm':
			f.multiline = on
		case '-':
			on = false
		case ')':
			p.flags = f
			return empty, nil
		case ':':
			outer := p.flags
			p.flags = f
			n, err := p.rest()
			p.flags = outer
			return n, err
		default:
			return nil, fmt.Errorf("the group (?%c isn't supported", c)
		}
	}
	return nil, errors.New("a parenthesis isn't closed")
}

// settleWords removes \b and \B where the characters around them decide.
func settleWords(n *node) *node {
	items := n.items()
	out := make([]*node, 0, len(items))
	for i, it := range items {
		if it.op == opWord || it.op == opNotWord {
			if known, word := wordEdge(items, i); known && word == (it.op == opWord) {
				continue
			} else if known {
				return fail
			}
		}
		out = append(out, it)
	}
	return cat(out...)
}

func wordEdge(items []*node, i int) (known, edge bool) {
	if i == 0 || i == len(items)-1 {
		return false, false
	}
	before, ok := wordSide(items[i-1].reverse())
	after, ok2 := wordSide(items[i+1])
	return ok && ok2, before != after
}

// wordSide says whether n begins with a character of \w, when that is certain.
func wordSide(n *node) (word, known bool) {
	if !n.plain() || n.nullable() {
		return false, false
	}
	s := n.first().set
	return s.within(wordSet()), s.within(wordSet()) || s.disjoint(wordSet())
}
