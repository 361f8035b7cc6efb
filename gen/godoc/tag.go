package godoc

import "strings"

// maxTag bounds the length of a tag, so that hostile text can't make each "<" look at the whole rest.
const maxTag = 4096

// A tag is an HTML tag of a name that means markup in models.
type tag struct {
	name    string
	class   tagClass
	close   bool // </name>
	self    bool // <name/>
	href    string
	caption bool // class="title"
}

// A tagClass says what a tag does to the text around it.
type tagClass uint8

const (
	notTag    tagClass = iota
	dropTag            // only the tag vanishes
	boldTag            // the text inside is bold
	codeTag            // the text inside is code
	anchorTag          // the text inside is a link
	breakTag           // ends a paragraph
	paraTag
	listTag
	itemTag
	termTag
	descTag
	rowTag
	cellTag
	noteTag
	headingTag
	titleTag
	preTag
	skipTag // what is inside vanishes too
)

// classify knows the tags of models. Names match in their case: upper-case ones, and all names that aren't
// here, are placeholders that the text forgot to escape.
func classify(name string) tagClass {
	switch name {
	case "i", "em", "u", "s", "small", "big", "span", "font", "sub", "sup", "tbody", "thead", "tfoot",
		"replaceable", "link", "filename", "accessibility", "zonbook", "xhtml", "function", "message", "html",
		"body", "example":
		return dropTag
	case "b", "strong":
		return boldTag
	case "code", "tt", "kbd", "samp":
		return codeTag
	case "a":
		return anchorTag
	case "br", "hr":
		return breakTag
	case "p", "para", "div", "section", "blockquote", "center", "caption":
		return paraTag
	case "ul", "ol", "dl", "table":
		return listTag
	case "li":
		return itemTag
	case "dt":
		return termTag
	case "dd":
		return descTag
	case "tr":
		return rowTag
	case "td", "th":
		return cellTag
	case "note", "important":
		return noteTag
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return headingTag
	case "fullname":
		return titleTag
	case "pre":
		return preTag
	case "examples":
		return skipTag
	}
	return notTag
}

// scanTag reads a tag at the start of s, which begins with "<", and returns its length; 0 if there is none.
func scanTag(s string) (tag, int) {
	var t tag
	i := 1
	if i < len(s) && s[i] == '/' {
		t.close = true
		i++
	}
	start := i
	for i < len(s) && isAlnum(s[i]) {
		i++
	}
	t.name = s[start:i]
	if t.class = classify(t.name); t.class == notTag {
		return t, 0
	}
	if i == len(s) || !isSpace(s[i]) && s[i] != '/' && s[i] != '>' {
		return t, 0
	}
	n := t.attributes(s[:min(len(s), maxTag)], i)
	return t, n
}

// attributes reads from behind the tag's name to its ">", and returns the index behind that, or 0.
func (t *tag) attributes(s string, i int) int {
	for i < len(s) {
		switch c := s[i]; {
		case c == '>':
			t.self = s[i-1] == '/'
			return i + 1
		case c == '<':
			return 0
		case !isAlnum(c):
			i++
		default:
			i = t.attribute(s, i)
		}
	}
	return 0
}

// attribute reads one attribute, keeps it if it matters, and returns the index behind it.
func (t *tag) attribute(s string, i int) int {
	start := i
	for i < len(s) && isAlnum(s[i]) {
		i++
	}
	name := s[start:i]
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	if i == len(s) || s[i] != '=' {
		return i
	}
	for i++; i < len(s) && isSpace(s[i]); i++ {
	}
	value, i := attributeValue(s, i)
	switch {
	case name == "href" && t.href == "":
		t.href = value
	case name == "class" && value == "title":
		t.caption = true
	}
	return i
}

// attributeValue reads a value, quoted or not. A quote that isn't closed is a part of an unquoted value.
func attributeValue(s string, i int) (string, int) {
	if i < len(s) && (s[i] == '"' || s[i] == '\'') {
		if n := strings.IndexByte(s[i+1:], s[i]); n >= 0 {
			return s[i+1 : i+1+n], i + n + 2
		}
	}
	start := i
	for i < len(s) && !isSpace(s[i]) && s[i] != '>' && s[i] != '<' {
		i++
	}
	return s[start:i], i
}

func isSpace(c byte) bool {
	return c == ' ' || '\t' <= c && c <= '\r'
}

func isAlnum(c byte) bool {
	return isDigit(c) || isLetter(c) || c == '-' || c == '_'
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
