package godoc

import "strings"

// A kind says what a block is.
type kind uint8

const (
	paragraph kind = iota
	heading        // an HTML or Markdown heading
	caption        // a paragraph that its class makes a caption
	title          // the service's name: dropped where there is other text
	preformatted
	list
)

// A block is a part of a comment that stands between blank lines.
type block struct {
	kind    kind
	text    []span   // paragraph, heading, caption, title
	lines   []string // preformatted
	ordered bool     // list
	items   []*item  // list
}

// An item is an entry of a list, or the whole text.
type item struct {
	blocks []*block
}

// A span is a piece of text with the markup that matters.
type span struct {
	text string
	link int // pieces of one link share a number above 0
	href string
	code bool
	bold bool
}

// blank reports whether there is nothing to read in the spans.
func blank(spans []span) bool {
	for _, s := range spans {
		if strings.TrimSpace(s.text) != "" {
			return false
		}
	}
	return true
}

// all reports whether every span that has text has a property.
func all(spans []span, has func(span) bool) bool {
	for _, s := range spans {
		if strings.TrimSpace(s.text) != "" && !has(s) {
			return false
		}
	}
	return true
}

// plain returns the text of spans with white space collapsed.
func plain(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.text)
	}
	return collapse(b.String())
}

func collapse(s string) string {
	return strings.Join(strings.Fields(s), " ")
}
