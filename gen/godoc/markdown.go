package godoc

import "strings"

// Markdown is what stands outside of HTML blocks. Inside them newlines are white space, and a line that starts
// with "1." is a sentence that somebody's editor has wrapped.

// A markdown is what the reader has to remember about Markdown.
type markdown struct {
	blank     bool        // the last line was blank
	boldEnd   int         // index of the "**" that ends the bold text being read
	noNumbers int         // up to this index no list of numbers starts
	noTicks   map[int]int // length of a run of backticks: up to this index none closes it
	noBold    int         // up to this index no "**" closes
	paraEnd   int         // where the paragraph ends that was last asked for
}

// isMarkdown reports whether the reader is outside of HTML blocks.
func (p *reader) isMarkdown() bool {
	return !p.open && !p.term && (len(p.frames) == 1 || p.top().md)
}

// markdown reads one thing outside of HTML blocks: a line's end, an inline element, or text.
func (p *reader) markdown() {
	switch c := p.s[p.i]; {
	case c == '\n':
		p.i++
		p.text(" ")
		p.lineStart()
	case c == '`' && p.codeSpan(), c == '[' && p.inlineLink(), c == '*' && p.boldMark():
	default:
		p.text(p.until("<\n`[*"))
	}
}

// lineStart reads what starts a line: a list's marker, a fence, a heading or nothing.
func (p *reader) lineStart() {
	if !p.isMarkdown() {
		return
	}
	col, at := p.indent()
	if at == len(p.s) || p.s[at] == '\n' {
		p.flush()
		p.md.blank, p.i = true, at
		return
	}
	p.i = at
	line := p.line(at)
	if rest := strings.TrimLeft(line, "/"); rest != line && strings.HasPrefix(rest, " ") {
		p.i += len(line) - len(rest) // the model's author pasted a comment
		line = p.line(p.i)
	}
	switch {
	case isFence(line):
		p.fence()
	case isRule(line):
		p.i += len(line)
	case p.bullet(line, col), p.number(line, col):
	case p.caption(line):
	case p.md.blank:
		for len(p.frames) > 1 && col <= p.top().col {
			p.popTo(len(p.frames) - 2)
		}
	}
	p.md.blank = false
}

// indent returns the column and the index of the first byte of the line that isn't a space.
func (p *reader) indent() (col, at int) {
	for at = p.i; at < len(p.s); at++ {
		switch p.s[at] {
		case ' ', '\r':
			col++
		case '\t':
			col += 4
		default:
			return col, at
		}
	}
	return col, at
}

// line returns the rest of the line from an index on.
func (p *reader) line(at int) string {
	if n := strings.IndexByte(p.s[at:], '\n'); n >= 0 {
		return p.s[at : at+n]
	}
	return p.s[at:]
}

// paragraphEnd returns the index of the blank line, or of the end, that ends the paragraph.
func (p *reader) paragraphEnd() int {
	for p.md.paraEnd < p.i || p.md.paraEnd == 0 {
		at := max(p.md.paraEnd, p.i)
		n := strings.IndexByte(p.s[at:], '\n')
		if n < 0 {
			p.md.paraEnd = len(p.s)
			break
		}
		at += n + 1
		for strings.TrimSpace(p.line(at)) != "" {
			at += len(p.line(at))
			if at == len(p.s) {
				break
			}
			at++
		}
		p.md.paraEnd = at
	}
	return p.md.paraEnd
}

// bullet starts an item of a list if the line has its marker.
func (p *reader) bullet(line string, col int) bool {
	_, n := marker(line)
	if n == 0 || isDigit(line[0]) || line[0] == '+' {
		return false
	}
	p.listItem(col, n, false)
	return true
}

// number starts an item of a numbered list. A list starts with 1 and has a 2; anything else is the end of a
// sentence.
func (p *reader) number(line string, col int) bool {
	num, n := marker(line)
	if num == "" {
		return false
	}
	if num != p.nextNumber() && (num != "1" || !p.hasSecond()) {
		return false
	}
	p.listItem(col, n, true)
	return true
}

// nextNumber returns the number of the next item of the open list, or "".
func (p *reader) nextNumber() string {
	at := p.find(listTag)
	if at < 0 || !p.frames[at].list.ordered {
		return ""
	}
	return itoa(len(p.frames[at].list.items) + 1)
}

// hasSecond reports whether the rest has a line that starts with "2.".
func (p *reader) hasSecond() bool {
	if p.i < p.md.noNumbers {
		return false
	}
	for at := p.i; at < len(p.s); {
		line := p.line(at)
		if num, _ := marker(strings.TrimLeft(line, " \t")); num == "2" {
			return true
		}
		at += len(line) + 1
	}
	p.md.noNumbers = len(p.s)
	return false
}

// listItem starts an item whose marker has n bytes, in the list of its column.
func (p *reader) listItem(col, n int, ordered bool) {
	p.flush()
	for at := p.find(listTag); at > 0; at = p.find(listTag) {
		if l := p.frames[at]; l.list.ordered == ordered && col < l.col+2 && col+2 > l.col {
			break
		} else if col >= l.col+2 {
			p.pushList(frame{md: true, col: col}, ordered)
			break
		}
		p.popTo(at - 1)
	}
	if p.find(listTag) < 0 {
		p.pushList(frame{md: true, col: col}, ordered)
	}
	p.pushItem(itemTag)
	p.top().md, p.top().col = true, col
	p.i += n
}

// caption reads a heading, which stands alone before a paragraph.
func (p *reader) caption(line string) bool {
	n := 0
	for n < len(line) && line[n] == '#' {
		n++
	}
	if n == 0 || n > 6 || n == len(line) || line[n] != ' ' || !blank(p.cur) || len(p.frames) > 1 {
		return false
	}
	p.flush()
	p.text(strings.Trim(line[n:], " #"))
	p.kind = heading
	p.flush()
	p.i += len(line)
	return true
}

func isFence(line string) bool {
	return strings.HasPrefix(line, "```") && !strings.Contains(line[runLen(line):], "`") ||
		strings.HasPrefix(line, "~~~")
}

// isRule reports whether the line is a ruler: three or more of one mark.
func isRule(line string) bool {
	line = strings.TrimRight(line, " \r\t")
	return len(line) >= 3 && strings.IndexByte("-*_=", line[0]) >= 0 && runLen(line) == len(line)
}

// fence reads a fenced block.
func (p *reader) fence() {
	open := p.line(p.i)
	mark := open[:runLen(open)]
	p.i += len(open)
	start := min(p.i+1, len(p.s))
	end := len(p.s)
	for p.i < len(p.s) {
		p.i++
		line := p.line(p.i)
		if strings.HasPrefix(strings.TrimSpace(line), mark) {
			end = p.i
			p.i += len(line)
			break
		}
		p.i += len(line)
	}
	p.addLines(printable(p.s[min(start, end):end]))
}

// codeSpan reads text between backticks, in which nothing else is markup.
func (p *reader) codeSpan() bool {
	n := runLen(p.s[p.i:])
	if p.i < p.md.noTicks[n] {
		p.text(p.s[p.i : p.i+n])
		p.i += n
		return true
	}
	end := p.paragraphEnd()
	for at := p.i + n; at < end; {
		next := strings.IndexByte(p.s[at:end], '`')
		if next < 0 {
			break
		}
		at += next
		m := runLen(p.s[at:end])
		if m == n {
			p.cur = append(p.cur, span{text: printable(p.s[p.i+n : at]), code: true, link: p.link, href: p.href})
			p.i = at + n
			return true
		}
		at += m
	}
	if p.md.noTicks == nil {
		p.md.noTicks = map[int]int{}
	}
	p.md.noTicks[n] = end
	p.text(p.s[p.i : p.i+n])
	p.i += n
	return true
}

// boldMark reads the "**" at the start or end of bold text.
func (p *reader) boldMark() bool {
	if !strings.HasPrefix(p.s[p.i:], "**") {
		return false
	}
	if p.md.boldEnd == p.i && p.i > 0 {
		p.bold = max(p.bold-1, 0)
		p.i += 2
		return true
	}
	if p.i < p.md.noBold || p.i < p.md.boldEnd || p.i > 0 && !isBoundary(p.s[p.i-1]) {
		return false
	}
	end := p.paragraphEnd()
	text := p.s[p.i+2 : max(end, p.i+2)]
	n := strings.IndexByte(text, '*')
	if n < 0 {
		p.md.noBold = end
		return false
	}
	if n == 0 || !strings.HasPrefix(text[n:], "**") || isSpace(text[0]) || isSpace(text[n-1]) ||
		n+2 < len(text) && !isBoundary(text[n+2]) {
		return false
	}
	p.md.boldEnd = p.i + 2 + n
	p.bold++
	p.i += 2
	return true
}

func isBoundary(c byte) bool {
	return !isDigit(c) && !isLetter(c) && c != '*' && c != '_' && c < 0x80
}

// inlineLink reads "[text](url)".
func (p *reader) inlineLink() bool {
	rest := p.s[p.i+1:]
	n := strings.IndexAny(rest, "[]")
	if n <= 0 || !strings.HasPrefix(rest[n:], "](") || p.i > 0 && !isBoundary(p.s[p.i-1]) {
		return false
	}
	m := targetLen(rest[n+2:])
	if m < 0 || strings.Contains(rest[:n], "\n\n") {
		return false
	}
	href := absolute(clean(rest[n+2 : n+2+m]))
	text := strings.ReplaceAll(strings.ReplaceAll(rest[:n], "**", ""), "`", "")
	if href != "" {
		p.last++
		p.cur = append(p.cur, span{text: clean(text), link: p.last, href: href})
	} else {
		p.text(text)
	}
	p.i += n + m + 4
	return true
}

// targetLen returns the length of a link's target up to the parenthesis that closes it, or -1.
func targetLen(s string) int {
	depth := 0
	for i := 0; i < len(s) && i < maxTag; i++ {
		switch c := s[i]; {
		case isSpace(c), c == '<', c == '[':
			return -1
		case c == '(':
			depth++
		case c == ')' && depth == 0:
			return i
		case c == ')':
			depth--
		}
	}
	return -1
}
