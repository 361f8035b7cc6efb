package jsondoc

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/scanner"
	"go/token"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// Limits bounds a document. A field that is 0 takes its default.
type Limits struct {
	Depth  int   // of nested arrays and objects; default 1000
	Bytes  int64 // of the whole text; default 128 MiB, at most 2 GiB - 1
	Values int   // in the whole text, counted by commas and brackets; default 5,000,000
}

// withDefaults replaces zero fields, and what the offsets of a node can't hold.
func (l Limits) withDefaults() Limits {
	if l.Depth == 0 {
		l.Depth = 1000
	}
	if l.Bytes == 0 {
		l.Bytes = 128 << 20
	}
	l.Bytes = min(l.Bytes, math.MaxInt32)
	if l.Values == 0 {
		l.Values = 5_000_000
	}
	return l
}

// Parse checks and reads one JSON text (RFC 8259). The text is added to fset under name, so that every Value has a
// position. Errors are: a text over a limit, a byte order mark, invalid UTF-8, invalid JSON or data after it, an
// object with a key twice, and half a surrogate pair. The error is a scanner.ErrorList; data isn't kept.
func Parse(fset *token.FileSet, name string, data []byte, lim Limits) (Value, error) {
	lim = lim.withDefaults()
	if int64(len(data)) > lim.Bytes {
		return Value{}, scanner.ErrorList{{
			Pos: token.Position{Filename: name},
			Msg: fmt.Sprintf("the file has %d bytes, more than the limit of %d", len(data), lim.Bytes),
		}}
	}
	file := fset.AddFile(name, -1, len(data))
	if len(data) > 0 { // an empty file would lose its only line
		file.SetLinesForContent(data)
	}
	p := &parser{file: file, text: string(data)}
	if !p.check(data, lim) {
		return Value{}, p.errs
	}
	p.build()
	if len(p.errs) > 0 {
		p.errs.Sort()
		return Value{}, p.errs
	}
	return Value{doc: &p.doc}, nil
}

// parser turns a text into a document.
type parser struct {
	file *token.File
	text string
	errs scanner.ErrorList
	size int // upper bound of the number of values

	doc     document
	stack   []int32 // open containers
	wantKey bool    // the next string is a key
	key     string  // of the member whose value comes next
	keyPos  int32
}

func (p *parser) errorf(offset int, format string, args ...any) {
	offset = min(max(offset, 0), p.file.Size())
	p.errs.Add(p.file.Position(p.file.Pos(offset)), fmt.Sprintf(format, args...))
}

// check reports whether the text is JSON within the limits. Depth comes first, since gjson recurses.
func (p *parser) check(data []byte, lim Limits) bool {
	if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) {
		p.errorf(0, "the file starts with a byte order mark (RFC 8259 section 8.1 forbids it)")
		return false
	}
	if !utf8.Valid(data) {
		p.errorf(invalidUTF8(p.text), "invalid UTF-8")
		return false
	}
	if !p.measure(lim) {
		return false
	}
	if !gjson.ValidBytes(data) {
		p.syntaxError(data)
		return false
	}
	return true
}

// invalidUTF8 returns the offset of the first byte that is not part of a rune.
func invalidUTF8(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return i
			}
		}
	}
	return len(s)
}

// measure checks depth and number of values in one go over the bytes, which needn't be valid JSON.
func (p *parser) measure(lim Limits) bool {
	depth := 0
	p.size = 1
	for i := 0; i < len(p.text); i++ {
		switch p.text[i] {
		case '"':
			i = stringEnd(p.text, i) - 1
			continue
		case '{', '[':
			if depth++; depth > lim.Depth {
				p.errorf(i, "nested deeper than the limit of %d levels", lim.Depth)
				return false
			}
		case '}', ']':
			depth--
			continue
		case ',':
		default:
			continue
		}
		if p.size++; p.size > lim.Values {
			p.errorf(i, "more values than the limit of %d", lim.Values)
			return false
		}
	}
	return true
}

// stringEnd returns the offset after the string literal that begins at i, or the text's end when it doesn't end.
func stringEnd(s string, i int) int {
	for i++; i < len(s); i++ {
		switch s[i] {
		case '"':
			return i + 1
		case '\\':
			i++
		}
	}
	return len(s)
}

// syntaxError reports what is wrong and where; gjson only says that something is.
func (p *parser) syntaxError(data []byte) {
	var skip json.RawMessage
	err := json.Unmarshal(data, &skip)
	var syntax *json.SyntaxError
	switch {
	case !errors.As(err, &syntax):
		p.errorf(0, "invalid JSON")
	case atEnd(syntax, data):
		p.errorf(len(data), "unexpected end of JSON input")
	default:
		p.errorf(int(syntax.Offset)-1, "%s", syntax)
	}
}

// atEnd reports whether the text ends too early. In the middle of a literal encoding/json sees a space there that
// the text doesn't have.
func atEnd(err *json.SyntaxError, data []byte) bool {
	if err.Offset < int64(len(data)) {
		return false
	}
	return strings.HasPrefix(err.Error(), "unexpected end") ||
		strings.HasPrefix(err.Error(), "invalid character ' '") && !bytes.HasSuffix(data, []byte(" "))
}

// build makes the nodes. The text is valid, so that a look at single bytes tells values apart.
func (p *parser) build() {
	p.doc = document{text: p.text, base: p.file.Pos(0), nodes: make([]node, 0, p.size)}
	for i := 0; i < len(p.text); {
		switch c := p.text[i]; c {
		case ' ', '\t', '\n', '\r', ':':
			i++
		case ',':
			p.wantKey = p.inObject()
			i++
		case '{', '[':
			p.open(c, i)
			i++
		case '}', ']':
			i++
			p.close(i)
		case '"':
			i = p.str(i)
		default:
			i = p.literal(c, i)
		}
	}
}

func (p *parser) inObject() bool {
	return len(p.stack) > 0 && p.doc.nodes[p.stack[len(p.stack)-1]].kind == Object
}

// add appends a value and gives it the pending key.
func (p *parser) add(kind Kind, pos, end int) {
	n := node{kind: kind, pos: int32(pos), end: int32(end), next: int32(len(p.doc.nodes) + 1)}
	if p.inObject() {
		n.key, n.keyPos = p.key, p.keyPos
	}
	p.doc.nodes = append(p.doc.nodes, n)
}

func (p *parser) open(c byte, pos int) {
	kind := Array
	if c == '{' {
		kind = Object
	}
	p.add(kind, pos, pos)
	p.stack = append(p.stack, int32(len(p.doc.nodes)-1))
	p.wantKey = kind == Object
}

func (p *parser) close(end int) {
	top := p.stack[len(p.stack)-1]
	p.stack = p.stack[:len(p.stack)-1]
	n := &p.doc.nodes[top]
	n.end, n.next = int32(end), int32(len(p.doc.nodes))
	p.wantKey = false
	if n.kind == Object {
		p.checkKeys(top)
	}
}

// str reads a string, key or value, and returns the offset after it.
func (p *parser) str(pos int) int {
	end := stringEnd(p.text, pos)
	literal := p.text[pos:end]
	escaped := strings.IndexByte(literal, '\\') >= 0
	if escaped {
		p.checkSurrogates(literal, pos)
	}
	if !p.wantKey {
		p.add(String, pos, end)
		return end
	}
	p.key, p.keyPos, p.wantKey = literal[1:len(literal)-1], int32(pos), false
	if escaped {
		p.key = unquote(literal)
	}
	return end
}

// literal reads a number, true, false or null, and returns the offset after it.
func (p *parser) literal(c byte, pos int) int {
	end := pos + 1
	for end < len(p.text) && strings.IndexByte(" \t\n\r,]}", p.text[end]) < 0 {
		end++
	}
	kind := Number
	switch c {
	case 't', 'f':
		kind = Bool
	case 'n':
		kind = Null
	}
	p.add(kind, pos, end)
	return end
}

// checkKeys reports repeated keys of the object, and indexes it when it is large.
func (p *parser) checkKeys(object int32) {
	nodes := p.doc.nodes
	count := 0
	for i := object + 1; i < nodes[object].next; i = nodes[i].next {
		count++
	}
	if count <= indexFrom {
		for i := object + 1; i < nodes[object].next; i = nodes[i].next {
			for j := object + 1; j < i; j = nodes[j].next {
				if nodes[i].key == nodes[j].key {
					p.repeated(i)
					break
				}
			}
		}
		return
	}
	index := make(map[string]int32, count)
	for i := object + 1; i < nodes[object].next; i = nodes[i].next {
		if _, ok := index[nodes[i].key]; ok {
			p.repeated(i)
			continue
		}
		index[nodes[i].key] = i
	}
	if p.doc.index == nil {
		p.doc.index = map[int32]map[string]int32{}
	}
	p.doc.index[object] = index
}

func (p *parser) repeated(i int32) {
	n := &p.doc.nodes[i]
	p.errorf(int(n.keyPos), "key %s is repeated", quote(n.key))
}

// quote quotes a text of the document for a message, and cuts it when it is long.
func quote(s string) string {
	const most = 80
	if len(s) <= most {
		return strconv.Quote(s)
	}
	return strconv.Quote(strings.ToValidUTF8(s[:most], "")) + "..."
}

// checkSurrogates reports \u escapes that are half of a surrogate pair: readers differ in what they make of them.
func (p *parser) checkSurrogates(literal string, pos int) {
	for i := 0; i+1 < len(literal); i++ {
		if literal[i] != '\\' {
			continue
		}
		i++
		first, ok := escapedRune(literal, i)
		if !ok || !utf16.IsSurrogate(first) {
			continue
		}
		second, ok := rune(0), false
		if i+5 < len(literal) && literal[i+5] == '\\' {
			second, ok = escapedRune(literal, i+6)
		}
		if !ok || utf16.DecodeRune(first, second) == utf8.RuneError {
			p.errorf(pos+i-1, "half of a surrogate pair")
			return
		}
		i += 6 + 4
	}
}

// escapedRune returns what the escape, whose letter stands at i, means when it is a \u escape.
func escapedRune(literal string, i int) (rune, bool) {
	if i+5 > len(literal) || literal[i] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(literal[i+1:i+5], 16, 32)
	return rune(n), err == nil
}
