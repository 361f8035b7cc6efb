package pattern

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

func wordSet() set  { return set{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}} }
func digitSet() set { return set{{'0', '9'}} }

// spaceSet is WhiteSpace and LineTerminator of ECMA-262.
func spaceSet() set {
	return newSet(Range{'\t', '\r'}, Range{' ', ' '}, Range{0xa0, 0xa0}, Range{0x1680, 0x1680}, Range{0x2000, 0x200a},
		Range{0x2028, 0x2029}, Range{0x202f, 0x202f}, Range{0x205f, 0x205f}, Range{0x3000, 0x3000}, Range{0xfeff, 0xfeff})
}

// escape reads what follows a backslash outside of a class.
func (p *parser) escape() (*node, error) {
	if !p.more() {
		return nil, errors.New("the pattern ends in a backslash")
	}
	switch c := p.text[p.pos]; {
	case c == 'b':
		p.pos++
		return &node{op: opWord}, nil
	case c == 'B':
		p.pos++
		return &node{op: opNotWord}, nil
	case c == 'A':
		p.pos++
		return begin, nil
	case c == 'z':
		p.pos++
		return end, nil
	case c >= '1' && c <= '9', c == 'k':
		return nil, errors.New("it refers back to a group")
	}
	c, _, err := p.member()
	return char(c), err
}

// member reads what follows a backslash: a set of characters, or one character when single says so.
func (p *parser) member() (c class, single bool, err error) {
	if !p.more() {
		return class{}, false, errors.New("the pattern ends in a backslash")
	}
	r := p.next()
	switch r {
	case 'd':
		return classOf(digitSet()), false, nil
	case 'D':
		return classOf(digitSet().negate()), false, nil
	case 'w':
		return p.cased(wordSet()), false, nil
	case 'W':
		return p.cased(wordSet()).negate(), false, nil
	case 's':
		return classOf(spaceSet()), false, nil
	case 'S':
		return classOf(spaceSet().negate()), false, nil
	case 'p', 'P':
		c, err := p.propertyName()
		if r == 'P' {
			c = c.negate()
		}
		return c, false, err
	}
	if r, err = p.escaped(r); err != nil {
		return class{}, false, err
	}
	return p.cased(newSet(Range{r, r})), true, nil
}

// propertyName reads {Name} or a letter.
func (p *parser) propertyName() (class, error) {
	if !p.more() {
		return class{}, errors.New(`nothing follows \p`)
	}
	name := string(p.next())
	if name == "{" {
		start := p.pos
		for p.more() && p.text[p.pos] != '}' {
			p.pos++
		}
		name = string(p.text[start:p.pos])
		if !p.take("}") {
			return class{}, errors.New(`the name after \p isn't closed`)
		}
	}
	negated := strings.HasPrefix(name, "^")
	name = strings.TrimPrefix(name, "^")
	c, ok := p.props[name]
	if !ok {
		if c, ok = property(name); !ok {
			return class{}, fmt.Errorf("the property %.40q isn't known", name)
		}
		p.props[name] = c
	}
	if negated {
		c = c.negate()
	}
	if p.flags.fold {
		c = classOf(c.set.fold())
	}
	return c, nil
}

var controls = map[rune]rune{'t': '\t', 'n': '\n', 'r': '\r', 'f': '\f', 'v': '\v', 'a': '\a'}

// escaped is the character that an escape whose first character is r stands for.
func (p *parser) escaped(r rune) (rune, error) {
	if c, ok := controls[r]; ok {
		return c, nil
	}
	switch {
	case r == 'x' || r == 'u':
		return p.hex(r)
	case r == 'c' && p.more():
		if c := p.next() | 0x20; c >= 'a' && c <= 'z' {
			return c - 'a' + 1, nil
		}
		return 0, errors.New(`no letter follows \c`)
	case r >= '0' && r <= '7':
		return p.octal(r), nil
	case r >= '8' && r <= '9', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
		return 0, fmt.Errorf(`the escape \%c has no meaning`, r)
	}
	return r, nil
}

// octal reads up to three digits, the first of which is given.
func (p *parser) octal(first rune) rune {
	v := first - '0'
	for n := 1; n < 3 && p.more() && p.text[p.pos] >= '0' && p.text[p.pos] <= '7' && v < 040; n++ {
		v = v*8 + p.next() - '0'
	}
	return v
}

// hex reads \xHH, \uHHHH and, of both, \x{…}. A pair of surrogates is one character.
func (p *parser) hex(kind rune) (rune, error) {
	bad := fmt.Errorf(`\%c isn't followed by a hexadecimal number`, kind)
	if p.take("{") {
		start := p.pos
		for p.more() && p.text[p.pos] != '}' {
			p.pos++
		}
		v, err := strconv.ParseUint(string(p.text[start:p.pos]), 16, 32)
		if err != nil || !p.take("}") || v > maxRune {
			return 0, bad
		}
		return rune(v), nil
	}
	size := 4
	if kind == 'x' {
		size = 2
	}
	v, ok := p.digits(size)
	if !ok {
		return 0, bad
	}
	if v >= 0xd800 && v < 0xdc00 && p.peek(`\u`) {
		start := p.pos
		p.pos += 2
		if low, ok := p.digits(4); ok && low >= 0xdc00 && low < 0xe000 {
			return (v-0xd800)<<10 + low - 0xdc00 + 0x10000, nil
		}
		p.pos = start
	}
	return v, nil
}

func (p *parser) digits(n int) (rune, bool) {
	if p.pos+n > len(p.text) {
		return 0, false
	}
	v, err := strconv.ParseUint(string(p.text[p.pos:p.pos+n]), 16, 32)
	if err != nil {
		return 0, false
	}
	p.pos += n
	return rune(v), true
}

// bracket reads a class after its opening bracket.
func (p *parser) bracket() (class, error) {
	if p.depth++; p.depth > maxDepth {
		return class{}, errors.New("classes are nested too deeply")
	}
	defer func() { p.depth-- }()
	negated := p.take("^")
	var c class
	for {
		switch {
		case !p.more():
			return class{}, errors.New("a class isn't closed")
		case p.take("]"):
			if negated {
				c = c.negate()
			}
			return c, nil
		case p.take("&&["):
			with, err := p.bracket()
			if err != nil {
				return class{}, err
			}
			if !p.peek("]") && !p.peek("&&[") {
				return class{}, errors.New("an intersection isn't the end of its class")
			}
			c = c.intersect(with.set)
		default:
			m, err := p.classItem()
			if err != nil {
				return class{}, err
			}
			c = c.union(m)
		}
	}
}

// classItem reads a character, an escape, a range or a POSIX class.
func (p *parser) classItem() (class, error) {
	if c, ok := p.posix(); ok {
		return c, nil
	}
	lo, c, err := p.classAtom()
	if err != nil || lo < 0 || !p.peek("-") || p.pos+1 >= len(p.text) || p.text[p.pos+1] == ']' {
		return c, err
	}
	start := p.pos
	p.pos++
	hi, _, err := p.classAtom()
	if err != nil {
		return class{}, err
	}
	if hi < 0 { // [+-\w]: the hyphen is one
		p.pos = start
		return c, nil
	}
	if lo > hi {
		return class{}, errors.New("the ends of a range are out of order")
	}
	return p.cased(newSet(Range{lo, hi})), nil
}

// posix reads [:name:].
func (p *parser) posix() (class, bool) {
	if !p.peek("[:") {
		return class{}, false
	}
	for name, s := range asciiNames {
		for _, not := range []string{"", "^"} {
			if p.take("[:" + not + name + ":]") {
				c := p.cased(s)
				if not != "" {
					c = c.negate()
				}
				return c, true
			}
		}
	}
	return class{}, false
}

// classAtom reads a member of a class; r is -1 when it isn't a single character.
func (p *parser) classAtom() (r rune, c class, err error) {
	if !p.more() {
		return 0, class{}, errors.New("a class isn't closed")
	}
	r = p.next()
	if r == '\\' {
		if p.take("b") {
			return '\b', p.cased(runes("\b")), nil
		}
		start := p.pos
		c, single, err := p.member()
		if err != nil || !single {
			return -1, c, err
		}
		p.pos = start
		r, err = p.escaped(p.next())
		return r, c, err
	}
	return r, p.cased(newSet(Range{r, r})), nil
}
