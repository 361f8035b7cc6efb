package pattern

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"strconv"
	"strings"
)

// key is n's text; nodes with the same key are the same.
func (n *node) key() string {
	var b writer
	b.node(n)
	return b.String()
}

// writer writes nodes as regular expressions.
type writer struct {
	strings.Builder
	chain bool // counts beyond what package regexp takes become chains
}

// maxRepeat is the greatest count, and product of nested counts, that package regexp takes.
const maxRepeat = 1000

// node writes n as a regular expression of package regexp; looks are written as ECMA-262 has them.
func (b *writer) node(n *node) {
	switch n.op {
	case opEmpty:
		b.WriteString("(?:)")
	case opFail:
		b.WriteString(`[^\x{0}-\x{10FFFF}]`)
	case opSet:
		b.class(n.class)
	case opCat:
		for _, s := range n.subs {
			b.grouped(s, s.op == opAlt)
		}
	case opAlt:
		for i, s := range n.subs {
			if i > 0 {
				b.WriteByte('|')
			}
			b.node(s)
		}
	case opRep:
		b.repeat(n)
	case opLook:
		b.WriteString("(?" + map[bool]string{true: "<"}[n.behind] + map[bool]string{false: "=", true: "!"}[n.neg])
		b.node(n.subs[0])
		b.WriteByte(')')
	default:
		b.WriteString(map[op]string{opBegin: "^", opEnd: "$", opBeginLine: "(?m:^)", opEndLine: "(?m:$)", opWord: `\b`, opNotWord: `\B`}[n.op])
	}
}

func (b *writer) grouped(n *node, group bool) {
	if group {
		b.WriteString("(?:")
		defer b.WriteByte(')')
	}
	b.node(n)
}

// repeat writes a repeat; counts beyond what package regexp takes become a chain: x{1000}x{0,24}.
func (b *writer) repeat(n *node) {
	sub := n.subs[0]
	limit := maxRepeat
	if b.chain {
		limit = max(maxRepeat/sub.product(), 1)
	}
	piece := func(lo, hi int) {
		b.grouped(sub, sub.op != opSet)
		b.WriteString(quantifier(lo, hi))
	}
	lo, hi := n.min, n.max
	for b.chain && lo > limit {
		piece(limit, limit)
		lo -= limit
		if hi > 0 {
			hi -= limit
		}
	}
	for b.chain && hi > limit {
		piece(lo, limit)
		hi -= limit
		lo = 0
	}
	piece(lo, hi)
}

func quantifier(lo, hi int) string {
	switch {
	case lo == 1 && hi == 1:
		return ""
	case lo == 0 && hi < 0:
		return "*"
	case lo == 1 && hi < 0:
		return "+"
	case lo == 0 && hi == 1:
		return "?"
	case lo == hi:
		return "{" + strconv.Itoa(lo) + "}"
	case hi < 0:
		return "{" + strconv.Itoa(lo) + ",}"
	}
	return "{" + strconv.Itoa(lo) + "," + strconv.Itoa(hi) + "}"
}

// product is the greatest product of nested counts in n, as written.
func (n *node) product() int {
	p := 1
	for _, s := range n.subs {
		p = max(p, s.product())
	}
	if n.op == opRep {
		p = max(p, min(p*max(n.min, n.max, 1), maxRepeat/p*p))
	}
	return min(p, maxRepeat)
}

// size estimates the instructions of n when compiled.
func (n *node) size() int {
	if n.op == opSet {
		return 1
	}
	total := 1
	for _, s := range n.subs {
		total = capped(total, s.size())
	}
	if n.op == opRep {
		return times(total, max(n.min, n.max, 1))
	}
	return total
}

// expression is n as a regular expression that package regexp compiles into no more than maxInst instructions.
func (n *node) expression() (string, error) {
	if n.size() > 2*maxInst {
		return "", fmt.Errorf("its counts are too great for package regexp")
	}
	b := writer{chain: true}
	b.node(n)
	text := b.String()
	re, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return "", fmt.Errorf("package regexp can't express it: %w", err)
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		return "", fmt.Errorf("package regexp can't express it: %w", err)
	}
	if len(prog.Inst) > maxInst {
		return "", fmt.Errorf("its counts are too great for package regexp")
	}
	return text, nil
}

func (b *writer) class(c class) {
	if r, ok := c.set.single(); ok {
		b.WriteString(literalRune(r))
		return
	}
	if c.set.isAny() {
		b.WriteString("(?s:.)")
		return
	}
	if text, ok := spelledClass(c); ok {
		b.WriteString(text)
		return
	}
	b.WriteByte('[')
	list := c.set
	if out := c.set.negate(); len(out) < len(list) {
		b.WriteByte('^')
		list = out
	}
	writeRanges(&b.Builder, list)
	b.WriteByte(']')
}

// spelledClass writes a class with the names of its properties, where they say the same below 0x80 too.
func spelledClass(c class) (string, bool) {
	if !c.spelled {
		return "", false
	}
	var b strings.Builder
	ascii, all := c.set.ascii(), set(nil)
	b.WriteByte('[')
	if c.not {
		b.WriteByte('^')
		ascii = c.set.negate().ascii()
	}
	writeRanges(&b, ascii)
	writeRanges(&b, c.extra)
	for _, t := range c.props {
		if !re2Knows(t) {
			return "", false
		}
		b.WriteString(`\p{` + t + `}`)
		all = all.union(tableSet(table(t)))
	}
	b.WriteByte(']')
	return b.String(), all.ascii().within(ascii)
}

func writeRanges(b *strings.Builder, list set) {
	for _, r := range list {
		b.WriteString(classRune(r.Lo))
		if r.Hi > r.Lo {
			if r.Hi > r.Lo+1 {
				b.WriteByte('-')
			}
			b.WriteString(classRune(r.Hi))
		}
	}
}

func classRune(r rune) string {
	if strings.ContainsRune(`\]^-[`, r) {
		return `\` + string(r)
	}
	return plainRune(r)
}

func literalRune(r rune) string { return plainOr(r, regexp.QuoteMeta) }

func plainRune(r rune) string { return plainOr(r, func(s string) string { return s }) }

func plainOr(r rune, quote func(string) string) string {
	switch r {
	case '\t':
		return `\t`
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	}
	if r < ' ' || r > '~' {
		return fmt.Sprintf(`\x{%X}`, r)
	}
	return quote(string(r))
}
