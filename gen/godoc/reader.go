package godoc

import "strings"

// maxDepth bounds how deep lists and notes nest; what is deeper joins the innermost.
const maxDepth = 16

// A frame is an element that is open and holds blocks.
type frame struct {
	class tagClass
	item  *item  // where blocks go
	list  *block // for a list
	lead  []span // text that starts the next paragraph: "Note: ", or the term of a definition list
	keep  bool   // the lead is text of the model and must not get lost; its last span is a separator
	md    bool   // a list or item of Markdown
	col   int    // the column of a Markdown list's markers
}

// A reader reads a text from start to end and builds the blocks. It is lenient: unknown tags are text, end
// tags without a start are ignored, and what is open at the end is closed.
type reader struct {
	s      string
	i      int
	root   *item
	frames []frame
	cur    []span // the paragraph being read
	kind   kind   // what it will be
	open   bool   // inside an HTML paragraph, heading or the like that isn't a frame
	term   bool   // inside a dt

	code, bold int // depth of inline elements
	link, last int // number of the open link, and of the last one
	href       string
	md         markdown
	absent     map[string]bool // end marks that the rest doesn't have
}

func newReader(s string) *reader {
	root := &item{}
	return &reader{s: s, root: root, frames: []frame{{item: root}}, absent: map[string]bool{}}
}

func (p *reader) top() *frame { return &p.frames[len(p.frames)-1] }

// run reads the whole text.
func (p *reader) run() {
	p.lineStart()
	for p.i < len(p.s) {
		switch {
		case p.s[p.i] == '<' && p.markup():
		case p.isMarkdown():
			p.markdown()
		default:
			p.text(p.until("<"))
		}
	}
	p.flush()
	p.popTo(0)
}

// until takes the text up to the next of some bytes, at least one byte. It passes by each "<" that can't start
// markup.
func (p *reader) until(stop string) string {
	start := p.i
	for p.i++; p.i < len(p.s); p.i++ {
		n := strings.IndexAny(p.s[p.i:], stop)
		if n < 0 {
			p.i = len(p.s)
			break
		}
		p.i += n
		if p.s[p.i] != '<' || p.i+1 < len(p.s) && (isLetter(p.s[p.i+1]) || p.s[p.i+1] == '/' || p.s[p.i+1] == '!') {
			break
		}
	}
	return p.s[start:p.i]
}

// index returns how far the next occurrence of an end mark is, or -1. It looks for one that isn't there only once.
func (p *reader) index(end string) int {
	if p.absent[end] {
		return -1
	}
	n := strings.Index(p.s[p.i:], end)
	if n < 0 {
		p.absent[end] = true
	}
	return n
}

// markup reads a tag, a comment or an autolink, and reports whether there was one.
func (p *reader) markup() bool {
	rest := p.s[p.i:]
	if strings.HasPrefix(rest, "<!--") {
		n := p.index("-->")
		if n < 0 {
			return false
		}
		p.i += n + len("-->")
		return true
	}
	if n := autolinkLen(rest); n > 0 {
		p.text(rest[1 : n-1])
		p.i += n
		return true
	}
	t, n := scanTag(rest)
	if n == 0 {
		return false
	}
	p.i += n
	p.tag(t)
	return true
}

// autolinkLen returns the length of "<http://host/path>" at the start of s, or 0.
func autolinkLen(s string) int {
	if !strings.HasPrefix(s, "<http://") && !strings.HasPrefix(s, "<https://") {
		return 0
	}
	n := strings.IndexAny(s[1:], " \t\n<>")
	if n < 0 || s[1+n] != '>' {
		return 0
	}
	return n + 2
}

// text adds text to the paragraph.
func (p *reader) text(s string) {
	p.cur = append(p.cur, span{text: clean(s), link: p.link, href: p.href, code: p.code > 0, bold: p.bold > 0})
}

// flush ends the paragraph.
func (p *reader) flush() {
	text, k := p.cur, p.kind
	p.cur, p.kind = nil, paragraph
	if blank(text) {
		return
	}
	f := p.top()
	if p.term && f.class == termTag {
		f.term(text)
		return
	}
	if f.lead != nil {
		text = append(f.lead, text...)
		f.lead = nil
	}
	p.add(&block{kind: k, text: text})
}

// startBlock ends the paragraph, and lets a lead that got no text stand alone.
func (p *reader) startBlock() {
	p.flush()
	if f := p.top(); f.lead != nil {
		lead := f.lead
		f.lead = nil
		p.add(&block{text: lead})
	}
}

// term keeps the term of a definition list as the lead of what is said about it.
func (f *frame) term(text []span) {
	sep := ": "
	if strings.HasSuffix(plain(text), ":") {
		sep = " "
	}
	f.lead = append(text, span{text: sep})
	f.keep = true
}

// add puts a block into the innermost element that holds blocks.
func (p *reader) add(b *block) {
	f := p.top()
	if f.class == listTag {
		it := &item{}
		f.list.items = append(f.list.items, it)
		it.blocks = append(it.blocks, b)
		return
	}
	f.item.blocks = append(f.item.blocks, b)
}

// push opens an element. Beyond the limit of depth it does nothing.
func (p *reader) push(f frame) bool {
	p.startBlock()
	if len(p.frames) >= maxDepth {
		return false
	}
	p.frames = append(p.frames, f)
	return true
}

// pushList opens a list.
func (p *reader) pushList(f frame, ordered bool) bool {
	p.startBlock()
	if len(p.frames) >= maxDepth {
		return false
	}
	f.class, f.list = listTag, &block{kind: list, ordered: ordered}
	p.add(f.list)
	return p.push(f)
}

// pushItem opens an item of the innermost list, which is opened if there is none.
func (p *reader) pushItem(class tagClass) {
	p.flush()
	at := p.find(listTag)
	if at < 0 {
		if !p.pushList(frame{}, false) {
			return
		}
		at = len(p.frames) - 1
	}
	p.popTo(at)
	it := &item{}
	if p.push(frame{class: class, item: it}) {
		l := p.frames[at].list
		l.items = append(l.items, it)
	}
}

// find returns the index of the innermost element of some classes, or -1.
func (p *reader) find(classes ...tagClass) int {
	for i := len(p.frames) - 1; i > 0; i-- {
		for _, c := range classes {
			if p.frames[i].class == c {
				return i
			}
		}
	}
	return -1
}

// popTo closes the elements inside that of an index.
func (p *reader) popTo(at int) {
	p.flush()
	for len(p.frames)-1 > at {
		f := p.top()
		if f.keep && f.lead != nil {
			p.add(&block{text: f.lead[:len(f.lead)-1]})
		}
		p.frames = p.frames[:len(p.frames)-1]
	}
}

// pop closes the innermost element of some classes, and what is inside it, if there is one.
func (p *reader) pop(classes ...tagClass) {
	if at := p.find(classes...); at > 0 {
		p.popTo(at - 1)
	}
}
