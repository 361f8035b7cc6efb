package godoc

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// arrange returns blocks as they can stand at the top level of a Go comment, where neighbours that are both
// indented would become one: a list and a preformatted block, two lists of different kinds. The first block is
// a paragraph, since gofmt removes an indentation that all lines share.
func arrange(blocks []*block) []*block {
	blocks = splitCode(prune(blocks))
	var out []*block
	for i, b := range blocks {
		var next *block
		if i+1 < len(blocks) {
			next = blocks[i+1]
		}
		b = b.promoted(i == 0, next)
		switch prev := last(out); {
		case b.kind == list:
			out = appendList(out, b, prev)
		case b.kind == preformatted && prev != nil && prev.kind == preformatted:
			prev.lines = append(prev.lines, b.lines...)
		case b.kind == preformatted && (prev == nil || prev.kind == list || next != nil && next.kind == list):
			out = appendCode(out, b)
		default:
			out = append(out, b)
		}
	}
	return out
}

// splitCode makes preformatted blocks of the code that ends a paragraph and is too long for a line.
func splitCode(blocks []*block) []*block {
	var out []*block
	for _, b := range blocks {
		text, code := cutCode(b)
		if code == "" {
			out = append(out, b)
			continue
		}
		out = append(out, &block{text: text}, &block{kind: preformatted, lines: []string{code}})
	}
	return out
}

// cutCode returns the text of a paragraph before the long code at its end, and the code, or "".
func cutCode(b *block) (text []span, code string) {
	end := len(b.text)
	for end > 0 && strings.Trim(b.text[end-1].text, " \n\t.") == "" {
		end--
	}
	start := end
	for start > 0 && b.text[start-1].code && b.text[start-1].link == 0 {
		start--
	}
	code = plain(b.text[start:end])
	if b.kind != paragraph || blank(b.text[:start]) || utf8.RuneCountInString(code) <= width {
		return nil, ""
	}
	return b.text[:start], code
}

func last(blocks []*block) *block {
	if len(blocks) == 0 {
		return nil
	}
	return blocks[len(blocks)-1]
}

// appendList adds a list, or its items as paragraphs where a list can't stand.
func appendList(out []*block, b, prev *block) []*block {
	switch {
	case prev != nil && prev.kind == list && prev.ordered == b.ordered:
		prev.items = append(prev.items, b.items...)
		return out
	case prev == nil || prev.kind == list || prev.kind == preformatted:
		for i, it := range b.items {
			for _, text := range flatten(it, sign(b, i, 0), 1) {
				out = append(out, &block{text: text})
			}
		}
		return out
	}
	return append(out, b)
}

// appendCode adds a preformatted block where it can't stand as such: behind a paragraph if it has several
// lines, else as one.
func appendCode(out []*block, b *block) []*block {
	if len(b.lines) == 1 {
		return append(out, &block{text: []span{{text: b.lines[0], code: true}}})
	}
	return append(out, &block{text: []span{{text: "Example:"}}}, b)
}

// promoted returns the block as what its text and its neighbours make of it: a caption as a heading, or as the
// words that introduce a list; a paragraph of code alone as preformatted.
func (b *block) promoted(first bool, next *block) *block {
	isCode := func(s span) bool { return s.code && s.link == 0 }
	isBold := func(s span) bool { return s.bold && s.link == 0 }
	switch {
	case b.kind == list || b.kind == preformatted:
		return b
	case b.kind == paragraph && !first && all(b.text, isCode):
		return &block{kind: preformatted, lines: []string{plain(b.text)}}
	case b.kind == caption, b.kind == paragraph && all(b.text, isBold):
		return b.asCaption(first, next)
	case b.kind == heading && !first && fitsHeading(plain(b.text)):
		return b
	}
	return &block{text: b.text}
}

func (b *block) asCaption(first bool, next *block) *block {
	text := plain(b.text)
	switch {
	case !looksLikeHeading(text), !all(b.text, func(s span) bool { return s.link == 0 }):
	case next != nil && next.indented():
		return &block{text: []span{{text: text + ":"}}}
	case next != nil && !first && fitsHeading(text):
		return &block{kind: heading, text: b.text}
	}
	return &block{text: b.text}
}

func fitsHeading(s string) bool {
	return utf8.RuneCountInString(s) <= width-len("# ")
}

// prune removes lists and items without text, and a title that isn't all there is.
func prune(blocks []*block) []*block {
	for _, b := range blocks {
		for _, it := range b.items {
			it.blocks = prune(it.blocks)
		}
		b.items = slices.DeleteFunc(b.items, func(it *item) bool { return len(it.blocks) == 0 })
	}
	blocks = slices.DeleteFunc(blocks, func(b *block) bool {
		switch b.kind {
		case list:
			return len(b.items) == 0
		case preformatted:
			return len(b.lines) == 0
		}
		return blank(b.text)
	})
	if isTitle := func(b *block) bool { return b.kind == title }; slices.ContainsFunc(blocks, func(b *block) bool { return !isTitle(b) }) {
		blocks = slices.DeleteFunc(blocks, isTitle)
	}
	return blocks
}

// sign returns what stands before an item that can't have a marker: a dash or number, and deeper down a dot.
func sign(l *block, i, depth int) string {
	switch {
	case l.ordered:
		return "(" + itoa(i+1) + ") "
	case depth == 0:
		return "– "
	}
	return "· "
}

// flatten returns the paragraphs of an item, the first of them behind a sign. Go lists don't nest: the items of
// a list inside are paragraphs too, each behind its sign.
func flatten(it *item, before string, depth int) [][]span {
	var out [][]span
	for i, b := range it.blocks {
		switch b.kind {
		case list:
			for j, sub := range b.items {
				out = append(out, flatten(sub, sign(b, j, depth), depth+1)...)
			}
		case preformatted:
			out = append(out, []span{{text: strings.Join(b.lines, " "), code: true}})
		default:
			out = append(out, b.text)
		}
		if i == 0 && before != "" && b.kind != list {
			out[0] = append([]span{{text: before}}, out[0]...)
		}
	}
	return out
}

// codeLines splits preformatted text: without blank lines at its ends, without common indentation, with spaces
// for tabs.
func codeLines(text string) []string {
	var lines []string
	for _, l := range strings.Split(strings.ReplaceAll(text, "\t", "    "), "\n") {
		l = strings.TrimRight(l, " ")
		if l != "" || len(lines) > 0 && lines[len(lines)-1] != "" {
			lines = append(lines, l)
		}
	}
	if n := len(lines); n > 0 && lines[n-1] == "" {
		lines = lines[:n-1]
	}
	common := -1
	for _, l := range lines {
		if n := len(l) - len(strings.TrimLeft(l, " ")); l != "" && (common < 0 || n < common) {
			common = n
		}
	}
	for i, l := range lines {
		lines[i] = l[min(max(common, 0), len(l)):]
	}
	return lines
}
