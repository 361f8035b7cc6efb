package godoc

import "strings"

// tag does what a tag says.
func (p *reader) tag(t tag) {
	switch t.class {
	case dropTag:
	case boldTag:
		p.bold = nest(p.bold, t)
	case codeTag:
		p.code = nest(p.code, t)
	case anchorTag:
		p.anchor(t)
	case skipTag:
		p.skip(t)
	default:
		p.blockTag(t)
	}
}

// nest counts how deep an inline element is nested.
func nest(depth int, t tag) int {
	switch {
	case t.self:
		return depth
	case t.close:
		return max(depth-1, 0)
	}
	return depth + 1
}

// anchor opens or closes a link. One without a target is text.
func (p *reader) anchor(t tag) {
	p.link, p.href = 0, ""
	if t.close || t.self {
		return
	}
	if p.href = absolute(decode(t.href)); p.href != "" {
		p.last++
		p.link = p.last
	}
}

// skip drops an element with what is inside it.
func (p *reader) skip(t tag) {
	if t.close || t.self {
		return
	}
	end := "</" + t.name + ">"
	if n := p.index(end); n >= 0 {
		p.i += n + len(end)
	}
}

// blockTag starts or ends a block. Inline elements don't reach across one, except across a line break.
func (p *reader) blockTag(t tag) {
	p.flush()
	if t.class == breakTag {
		return
	}
	if p.isMarkdown() {
		p.popTo(0)
	}
	p.code, p.bold, p.link, p.href = 0, 0, 0, ""
	p.open, p.term = false, p.term && t.class == paraTag
	switch {
	case t.self:
	case t.close:
		p.closeBlock(t)
	default:
		p.openBlock(t)
	}
}

func (p *reader) openBlock(t tag) {
	switch t.class {
	case paraTag:
		p.open = true
		if t.caption {
			p.kind = caption
		}
	case headingTag:
		p.open, p.kind = true, heading
	case titleTag:
		p.open, p.kind = true, title
	case listTag:
		p.pushList(frame{}, t.name == "ol")
	case itemTag, rowTag:
		p.pushItem(itemTag)
	case termTag:
		p.pushItem(termTag)
		p.term = true
	case descTag:
		if at := p.find(itemTag, termTag, listTag); at < 0 || p.frames[at].class != termTag {
			p.pushItem(termTag)
		} else {
			p.popTo(at)
		}
	case noteTag:
		word := "Note"
		if t.name == "important" {
			word = "Important"
		}
		p.pushNote(word)
	case cellTag:
		p.cell()
	case preTag:
		p.preformatted()
	}
}

// pushNote opens a note, whose blocks go where it stands.
func (p *reader) pushNote(word string) {
	p.flush()
	into := p.top().item
	if into == nil {
		p.pushItem(itemTag)
		into = p.top().item
	}
	if into != nil {
		p.push(frame{class: noteTag, item: into, lead: []span{{text: word + ": "}}})
	}
}

func (p *reader) closeBlock(t tag) {
	switch t.class {
	case listTag:
		p.pop(listTag)
	case itemTag, rowTag:
		p.pop(itemTag)
	case descTag:
		p.pop(termTag)
	case noteTag:
		p.pop(noteTag)
	}
}

// cell continues the row of a table behind a separator.
func (p *reader) cell() {
	f := p.top()
	if f.class != itemTag || len(f.item.blocks) == 0 {
		return
	}
	end := len(f.item.blocks) - 1
	if last := f.item.blocks[end]; last.kind == paragraph {
		f.item.blocks = f.item.blocks[:end]
		f.lead, f.keep = append(last.text, span{text: " | "}), true
	}
}

// preformatted reads to the end of a pre element, keeping its lines.
func (p *reader) preformatted() {
	var b strings.Builder
	for p.i < len(p.s) {
		if p.s[p.i] == '<' {
			if t, n := scanTag(p.s[p.i:]); n > 0 {
				p.i += n
				if t.class == preTag {
					break
				}
				continue
			}
		}
		b.WriteString(p.until("<"))
	}
	p.addLines(clean(b.String()))
}

// addLines adds a preformatted block.
func (p *reader) addLines(text string) {
	if lines := codeLines(text); len(lines) > 0 {
		p.startBlock()
		p.add(&block{kind: preformatted, lines: lines})
	}
}
