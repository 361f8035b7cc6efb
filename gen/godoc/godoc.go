// Package godoc turns the HTML and Markdown of models into Go doc comments. It must not know models or Go
// declarations, only text.
package godoc

import "strings"

// Convert returns the lines of a Go doc comment, without the leading slashes, for a model's documentation:
// HTML as in botocore, CommonMark with HTML as in Smithy. Text without content gives nil.
//
// A comment is made of the lines by writing "// " before each, "//" for an empty one (before a line that
// starts with a tab, "//" alone is enough: gofmt removes the space). It is then stable under gofmt. The first
// line is never empty or indented, so that comments can be joined; Join does that. No line starts a directive
// or marks the declaration as deprecated, and every rune is printable. Lines are at most 80 runes wide, except
// where a single word, a preformatted line or a link definition is wider.
func Convert(doc string) []string {
	return settle(parse(doc), "")
}

// Short returns the lines of Convert's first paragraph, with the definitions of its links.
func Short(doc string) []string {
	blocks := parse(doc)
	if len(blocks) > 1 {
		blocks = blocks[:1]
	}
	return settle(blocks, "")
}

// Deprecated returns the paragraphs that mark a declaration as deprecated, the first one starting with
// "Deprecated: ", for a message which may have markup and may start with that word itself. A blank message
// gives nil.
func Deprecated(message string) []string {
	message = strings.TrimSpace(message)
	if rest, ok := strings.CutPrefix(message, deprecatedMark); ok {
		message = rest
	}
	return settle(parse(message), deprecatedMark)
}

// deprecatedMark starts a paragraph by which tools know a deprecated declaration.
const deprecatedMark = "Deprecated:"

// parse returns the blocks of a text in the order and shape in which Go doc can have them at its top level.
func parse(doc string) []*block {
	if strings.TrimSpace(doc) == "" {
		return nil
	}
	p := newReader(doc)
	p.run()
	return arrange(p.root.blocks)
}
