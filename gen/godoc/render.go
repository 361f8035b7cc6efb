package godoc

import (
	"go/doc/comment"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// settle prints blocks, and prints them in a plainer way if gofmt would change what came out.
func settle(blocks []*block, lead string) []string {
	if len(blocks) == 0 {
		return nil
	}
	for _, off := range []bool{false, true} {
		r := renderer{links: links{off: off}, lead: lead}
		if lines := r.render(blocks); stable(lines) {
			return lines
		}
	}
	r := renderer{links: links{off: true}, lead: lead}
	return r.render(paragraphs(blocks))
}

// paragraphs returns the text of blocks without any structure but paragraphs.
func paragraphs(blocks []*block) []*block {
	var out []*block
	for _, text := range flatten(&item{blocks: blocks}, "", 0) {
		out = append(out, &block{text: text})
	}
	return out
}

// stable reports whether gofmt leaves the lines of a comment alone.
func stable(lines []string) bool {
	var p comment.Parser
	var pr comment.Printer
	text := strings.Join(lines, "\n") + "\n"
	return string(pr.Comment(p.Parse(text))) == text
}

// A renderer prints blocks as lines.
type renderer struct {
	links links
	lead  string // the first word of the first paragraph, which may be one that text must not start with
	lines []string
}

func (r *renderer) render(blocks []*block) []string {
	for i, b := range blocks {
		if i > 0 {
			r.lines = append(r.lines, "")
		}
		switch b.kind {
		case list:
			r.list(b)
		case preformatted:
			r.code(b.lines)
		case heading:
			r.lines = append(r.lines, "# "+quotes(plain(b.text)))
		default:
			r.paragraph(b, i == 0, i+1 < len(blocks) && blocks[i+1].indented())
		}
	}
	if len(r.links.lines) > 0 {
		r.lines = append(append(r.lines, ""), r.links.lines...)
	}
	return r.lines
}

func (b *block) indented() bool {
	return b.kind == list || b.kind == preformatted
}

// paragraph prints a paragraph. A single line with others around it must not look like a heading.
func (r *renderer) paragraph(b *block, first, beforeIndented bool) {
	l := layout{free: true}
	if first && r.lead != "" {
		l.first = r.lead + " "
	}
	lines := undefine(wrap(r.links.inline(b.text), l))
	if len(lines) == 1 && !first && !beforeIndented && looksLikeHeading(lines[0]) {
		lines[0] += "."
	}
	r.lines = append(r.lines, lines...)
}

// undefine changes a paragraph that would be taken for definitions of links.
func undefine(lines []string) []string {
	if len(lines) > 0 && looksLikeDefinition(strings.TrimLeft(lines[0], " ")) {
		lines[0] = strings.ReplaceAll(lines[0], "]:", "] :")
	}
	return lines
}

// list prints a list: without blank lines, unless an item has several paragraphs.
func (r *renderer) list(b *block) {
	items := make([][][]span, len(b.items))
	loose := false
	for i, it := range b.items {
		items[i] = flatten(it, "", 0)
		loose = loose || len(items[i]) > 1
	}
	for i, paras := range items {
		marker := "  - "
		if b.ordered {
			marker = " " + itoa(i+1) + ". "
		}
		for j, text := range paras {
			if loose && i+j > 0 {
				r.lines = append(r.lines, "")
			}
			l := layout{first: "    ", rest: "    "}
			if j == 0 {
				l.first, l.free = marker, true
			}
			r.item(r.links.inline(text), l)
		}
	}
}

func (r *renderer) item(text string, l layout) {
	lines := wrap(text, l)
	if len(lines) == 0 {
		return
	}
	if body := lines[0][len(l.first):]; looksLikeDefinition(body) {
		lines[0] = l.first + undefine([]string{body})[0]
	}
	r.lines = append(r.lines, lines...)
}

// code prints a preformatted block. One whose first line looks like a list's item would become a list.
func (r *renderer) code(lines []string) {
	if _, n := marker(strings.TrimLeft(lines[0], " ")); n > 0 {
		lines = append([]string{"..."}, lines...)
	}
	for _, l := range lines {
		if l == "" {
			r.lines = append(r.lines, "")
			continue
		}
		word, rest, _ := strings.Cut(strings.TrimLeft(l, " "), " ")
		if isDirective(word) && word[0] != '/' {
			indent := l[:len(l)-len(strings.TrimLeft(l, " "))]
			l = strings.TrimRight(indent+defuse(word)+" "+rest, " ")
		}
		r.lines = append(r.lines, "\t"+unmark(l))
	}
}
