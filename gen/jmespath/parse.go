package jmespath

// The limits of an expression. Those of the public models have at most a tenth of it.
const (
	maxBytes = 4096
	maxDepth = 64
)

// binding is how strongly an operator binds to its left (as in the JMESPath grammar's reference parser: a
// projection ends before what binds more weakly than projectionStop).
var binding = map[string]int{
	"|": 1, "||": 2, "&&": 3, "==": 5, "!=": 5, "<": 5, "<=": 5, ">": 5, ">=": 5,
	"[]": 9, "[?": 21, ".": 40, "[": 55, "(": 60,
}

const (
	notBinding     = 8 // ! takes a whole path
	starBinding    = 20
	projectionStop = 10
)

// Parse reads an expression. The error is an *Error.
func Parse(text string) (*Node, error) {
	if len(text) > maxBytes {
		return nil, fail(maxBytes, "the expression has more than %d bytes", maxBytes)
	}
	tokens, err := lex(text)
	if err != nil {
		return nil, err
	}
	p := &parser{tokens: tokens}
	n := p.expression(0)
	if p.err == nil && p.at().kind != tokenEnd {
		p.unexpected("the end")
	}
	if p.err != nil {
		return nil, p.err
	}
	return n, nil
}

// parser is a top-down operator precedence parser. After an error it goes on, and what it returns has no meaning.
type parser struct {
	tokens []token
	i      int
	depth  int
	err    error
}

func (p *parser) at() token { return p.tokens[p.i] }

func (p *parser) take() token {
	t := p.tokens[p.i]
	if p.i < len(p.tokens)-1 {
		p.i++
	}
	return t
}

func (p *parser) expect(kind string) {
	if p.at().kind != kind {
		p.unexpected(kind)
		return
	}
	p.take()
}

func (p *parser) unexpected(want string) {
	p.fail(p.at().pos, "want %s, have %s", want, p.at().kind)
}

func (p *parser) fail(pos int, format string, args ...any) {
	if p.err == nil {
		p.err = fail(pos, format, args...)
	}
	p.i = len(p.tokens) - 1
}

// expression parses what binds more strongly than the given strength.
func (p *parser) expression(strength int) *Node {
	if p.depth++; p.depth > maxDepth {
		p.fail(p.at().pos, "the expression is nested deeper than %d", maxDepth)
	}
	n := p.prefix()
	for p.err == nil && strength < binding[p.at().kind] {
		n = p.infix(n)
	}
	p.depth--
	return n
}

func (p *parser) prefix() *Node {
	t := p.take()
	switch t.kind {
	case tokenName:
		return p.name(t)
	case tokenLiteral:
		return &Node{Kind: Literal, Pos: t.pos, Value: t.value}
	case "@":
		return current(t)
	case "!":
		return &Node{Kind: Not, Pos: t.pos, Kids: []*Node{p.expression(notBinding)}}
	case "(":
		n := p.expression(0)
		p.expect(")")
		return n
	case "[]":
		return p.flatten(current(t), t)
	case "[?":
		return p.filter(current(t), t)
	case "[":
		return p.bracket(current(t), t, true)
	}
	p.fail(t.pos, "want an expression, have %s", t.kind)
	return current(t)
}

func current(t token) *Node { return &Node{Kind: Current, Pos: t.pos} }

// name is a member or, with parentheses behind it, a function.
func (p *parser) name(t token) *Node {
	if p.at().kind != "(" {
		return &Node{Kind: Field, Pos: t.pos, Name: t.text}
	}
	p.take()
	return &Node{Kind: Call, Pos: t.pos, Name: t.text, Kids: p.list(")")}
}

// list parses expressions up to a closing symbol. There may be none only where a function has no arguments.
func (p *parser) list(end string) []*Node {
	var out []*Node
	for p.err == nil && p.at().kind != end {
		out = append(out, p.expression(0))
		if p.at().kind != "," {
			break
		}
		p.take()
	}
	p.expect(end)
	return out
}

func (p *parser) infix(left *Node) *Node {
	t := p.take()
	switch t.kind {
	case ".":
		return p.sub(left, t)
	case "[]":
		return p.flatten(left, t)
	case "[?":
		return p.filter(left, t)
	case "[":
		return p.bracket(left, t, false)
	case "(":
		p.fail(t.pos, "only functions have arguments")
		return left
	}
	kind := map[string]Kind{"|": Pipe, "||": Or, "&&": And}[t.kind]
	name := ""
	if kind == Current {
		kind, name = Compare, t.kind
	}
	return &Node{Kind: kind, Pos: t.pos, Name: name, Kids: []*Node{left, p.expression(binding[t.kind])}}
}

func (p *parser) sub(left *Node, t token) *Node {
	return &Node{Kind: Sub, Pos: t.pos, Kids: []*Node{left, p.dotted()}}
}

// dotted is what may follow a dot: a name, a function or a multi-select list.
func (p *parser) dotted() *Node {
	switch t := p.at(); t.kind {
	case tokenName:
		p.take()
		return p.name(t)
	case "[":
		p.take()
		return &Node{Kind: MultiList, Pos: t.pos, Kids: p.list("]")}
	case "*":
		p.fail(t.pos, "a projection over the members of an object is not supported")
	default:
		p.unexpected("a name")
	}
	return current(p.at())
}

func (p *parser) flatten(left *Node, t token) *Node {
	list := &Node{Kind: Flatten, Pos: t.pos, Kids: []*Node{left}}
	return &Node{Kind: Project, Pos: t.pos, Kids: []*Node{list, p.projected(binding["[]"])}}
}

func (p *parser) filter(left *Node, t token) *Node {
	cond := p.expression(0)
	p.expect("]")
	return &Node{Kind: Filter, Pos: t.pos, Kids: []*Node{left, p.projected(binding["[?"]), cond}}
}

// bracket is an index or a projection; at the beginning of an expression also a multi-select list.
func (p *parser) bracket(left *Node, t token, first bool) *Node {
	switch a := p.at(); {
	case a.kind == tokenNumber:
		p.take()
		p.expect("]")
		return &Node{Kind: Index, Pos: t.pos, Index: a.num, Kids: []*Node{left}}
	case a.kind == "*" && p.tokens[p.i+1].kind == "]":
		p.take()
		p.take()
		return &Node{Kind: Project, Pos: t.pos, Kids: []*Node{left, p.projected(starBinding)}}
	case first:
		return &Node{Kind: MultiList, Pos: t.pos, Kids: p.list("]")}
	}
	p.unexpected("an index or *")
	return left
}

// projected parses what a projection does with each element.
func (p *parser) projected(strength int) *Node {
	t := p.at()
	switch {
	case p.err != nil || binding[t.kind] < projectionStop:
		return current(t)
	case t.kind == "[" || t.kind == "[?":
		return p.expression(strength)
	case t.kind == ".":
		p.take()
		n := p.dotted()
		for p.err == nil && strength < binding[p.at().kind] {
			n = p.infix(n)
		}
		return n
	}
	p.unexpected("a name")
	return current(t)
}
