package main

import (
	"fmt"
	"io"
	"strings"
)

// progress is a line on a terminal that says which client is being made. The zero value says nothing.
type progress struct {
	w     io.Writer // nil: nothing is shown
	total int
	width int // of what is shown
}

// maxProgress is the longest line: a longer one would wrap, and then it couldn't be rewritten.
const maxProgress = 78

// progress returns the line for total clients. It shows nothing for a single one, where stderr isn't a
// terminal, and with --quiet.
func (a *app) progress(total int) *progress {
	p := &progress{total: total}
	if total > 1 && !a.quiet && isTerminal(a.stderr) {
		p.w = a.stderr
	}
	return p
}

// show says that the client of index i, from 0, is being made.
func (p *progress) show(i int, out string) {
	if p.w == nil {
		return
	}
	text := []rune(fmt.Sprintf("[%d/%d] %s", i+1, p.total, strings.ToValidUTF8(out, "?")))
	if len(text) > maxProgress {
		text = append(text[:maxProgress-1], '…')
	}
	p.rewrite(string(text), len(text))
}

// clear removes the line. It may be called more than once.
func (p *progress) clear() {
	if p.w != nil && p.width > 0 {
		p.rewrite("", 0)
		_, _ = io.WriteString(p.w, "\r")
	}
}

// rewrite replaces the line, with blanks over what was longer.
func (p *progress) rewrite(text string, width int) {
	_, _ = fmt.Fprintf(p.w, "\r%s%s", text, strings.Repeat(" ", max(0, p.width-width)))
	p.width = width
}
