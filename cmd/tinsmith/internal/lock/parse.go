package lock

import (
	"fmt"
	"go/scanner"
	"go/token"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// Parse reads a lock. Anything that Bytes doesn't write is an error: a scanner.ErrorList with a position
// for each bad line. Only the order of lines is free, and CRLF ends a line as LF does, so that a checkout
// on Windows or a merge stays readable.
func Parse(name string, data []byte) (*Lock, error) {
	p := &parser{name: name, lock: New(), seen: map[string]int{}}
	if len(data) > MaxBytes {
		p.line = 1
		p.errorf(1, "larger than %d bytes", MaxBytes)
		return nil, p.errs
	}
	for line := range strings.Lines(string(data)) {
		p.line++
		p.parseLine(strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r"))
	}
	if len(p.errs) > 0 {
		p.errs.Sort()
		return nil, p.errs
	}
	return p.lock, nil
}

// New returns a lock without facts.
func New() *Lock {
	return &Lock{Closures: map[string]string{}, Protocols: map[string]string{}, Files: map[string]string{}}
}

type parser struct {
	name string
	line int
	lock *Lock
	seen map[string]int // the first line of a fact
	errs scanner.ErrorList
}

func (p *parser) errorf(column int, format string, args ...any) {
	p.errs.Add(token.Position{Filename: p.name, Line: p.line, Column: column}, fmt.Sprintf(format, args...))
}

// word is one word of a line with the column where it begins.
type word struct {
	text   string
	column int
}

// parseLine reads one fact.
func (p *parser) parseLine(line string) {
	if strings.HasPrefix(line, "<<<<<<< ") || line == "=======" || strings.HasPrefix(line, ">>>>>>> ") {
		p.errorf(1, "merge conflict; take either side, then run tinsmith generate")
		return
	}
	words, ok := p.words(line)
	if !ok {
		return
	}
	switch words[0].text {
	case wordTool:
		if p.count(words, 3) && p.once(words, 2) {
			if words[1].text != toolName {
				p.errorf(words[1].column, "want %q, have %q", toolName, words[1].text)
			}
			p.lock.Tool = words[2].text
		}
	case wordModel:
		if p.count(words, 4) && p.once(words, 4) && p.digest(words[3]) {
			p.lock.AddModel(Model{Source: words[1].text, Version: words[2].text, SHA256: words[3].text})
		}
	case wordClosure:
		if p.count(words, 3) && p.once(words, 2) && p.path(words[1]) && p.digest(words[2]) {
			p.lock.Closures[words[1].text] = words[2].text
		}
	case wordProtocol:
		if p.count(words, 3) && p.once(words, 2) && p.path(words[1]) {
			p.lock.Protocols[words[1].text] = words[2].text
		}
	case wordFile:
		if p.count(words, 3) && p.once(words, 2) && p.path(words[1]) && p.digest(words[2]) {
			p.lock.Files[words[1].text] = words[2].text
		}
	default:
		p.errorf(1, "unknown fact %q; want one of closure, file, model, protocol, tool", words[0].text)
	}
}

// words splits a line at single spaces; a word may be a Go string.
func (p *parser) words(line string) ([]word, bool) {
	var words []word
	for rest, column := line, 1; ; {
		var text string
		var n int
		if strings.HasPrefix(rest, `"`) {
			quoted, err := strconv.QuotedPrefix(rest)
			if err != nil {
				p.errorf(column, "the string has no end or a bad escape")
				return nil, false
			}
			n = len(quoted)
			text, _ = strconv.Unquote(quoted)
		} else {
			text, _, _ = strings.Cut(rest, " ")
			n = len(text)
		}
		if n == 0 || quote(text) != rest[:n] {
			p.errorf(column, "want a word; words are separated by one space and quoted only where needed")
			return nil, false
		}
		words = append(words, word{text, column})
		if n == len(rest) {
			return words, true
		}
		if rest[n] != ' ' {
			p.errorf(column+n, "want a space after the string")
			return nil, false
		}
		rest, column = rest[n+1:], column+n+1
	}
}

// count says whether the line has n words.
func (p *parser) count(words []word, n int) bool {
	if len(words) != n {
		p.errorf(words[0].column, "%s has %d words; want %d", words[0].text, len(words), n)
		return false
	}
	return true
}

// once says whether no line before has the same first n words.
func (p *parser) once(words []word, n int) bool {
	var key strings.Builder
	for _, w := range words[:n] {
		key.WriteString(strconv.Quote(w.text))
	}
	if first, ok := p.seen[key.String()]; ok {
		p.errorf(1, "the fact stands at line %d already", first)
		return false
	}
	p.seen[key.String()] = p.line
	return true
}

// digest says whether w is a SHA-256 in hexadecimal.
func (p *parser) digest(w word) bool {
	ok := len(w.text) == 64
	for _, c := range w.text {
		ok = ok && ('0' <= c && c <= '9' || 'a' <= c && c <= 'f')
	}
	if !ok {
		p.errorf(w.column, "want a SHA-256 of 64 hexadecimal digits")
	}
	return ok
}

// path says whether w is a clean slash path relative to the lock: the paths of a lock are removed from.
func (p *parser) path(w word) bool {
	rest := w.text
	for rest == ".." || strings.HasPrefix(rest, "../") {
		rest = strings.TrimPrefix(rest[2:], "/")
	}
	local := rest == "" || filepath.IsLocal(filepath.FromSlash(rest))
	if path.Clean(w.text) != w.text || !local || strings.ContainsAny(w.text, "\\\x00") {
		p.errorf(w.column, "want a clean relative path with forward slashes")
		return false
	}
	return true
}
