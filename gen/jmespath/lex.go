package jmespath

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// token is a lexical element. Its kind is the text of the symbol, or one of the names below.
type token struct {
	kind  string
	pos   int
	text  string // identifiers
	num   int    // numbers
	value any    // literals and raw strings
}

const (
	tokenEnd     = "the end"
	tokenName    = "a name"
	tokenNumber  = "a number"
	tokenLiteral = "a literal"
)

// symbols in the order in which they are tried: longer ones first.
var symbols = []string{"[?", "[]", "&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "[", "]", "(", ")", ".", ",", "*", "@", "|"}

// lex cuts an expression into tokens, the last of which is the end.
func lex(text string) ([]token, error) {
	var out []token
	for i := 0; i < len(text); {
		if strings.IndexByte(" \t\r\n", text[i]) >= 0 {
			i++
			continue
		}
		t, n, err := next(text, i)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
		i += n
	}
	return append(out, token{kind: tokenEnd, pos: len(text)}), nil
}

// next returns the token at i and its length.
func next(text string, i int) (token, int, error) {
	rest := text[i:]
	switch c := rest[0]; {
	case isNameStart(c):
		n := span(rest, func(c byte) bool { return isNameStart(c) || isDigit(c) })
		return token{kind: tokenName, pos: i, text: rest[:n]}, n, nil
	case isDigit(c) || c == '-':
		return lexNumber(rest, i)
	case c == '"':
		return lexQuoted(rest, i)
	case c == '\'':
		return lexRaw(rest, i)
	case c == '`':
		return lexLiteral(rest, i)
	}
	for _, s := range symbols {
		if strings.HasPrefix(rest, s) {
			return token{kind: s, pos: i}, len(s), nil
		}
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return token{}, 0, fail(i, "%q is not supported", r)
}

func isNameStart(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' }
func isDigit(c byte) bool     { return c >= '0' && c <= '9' }

func span(s string, in func(byte) bool) int {
	n := 0
	for n < len(s) && in(s[n]) {
		n++
	}
	return n
}

func lexNumber(rest string, i int) (token, int, error) {
	n := 1 + span(rest[1:], isDigit)
	v, err := strconv.ParseInt(rest[:n], 10, 32)
	if err != nil {
		return token{}, 0, fail(i, "%s is not an index", rest[:n])
	}
	return token{kind: tokenNumber, pos: i, num: int(v)}, n, nil
}

// closing returns the index of the quote that ends the text that begins with one, and false when there is none.
// A backslash quotes what follows.
func closing(rest string) (int, bool) {
	for n := 1; n < len(rest); n++ {
		switch rest[n] {
		case '\\':
			n++
		case rest[0]:
			return n, true
		}
	}
	return 0, false
}

// lexQuoted reads a quoted identifier, a JSON string.
func lexQuoted(rest string, i int) (token, int, error) {
	n, ok := closing(rest)
	if !ok {
		return token{}, 0, fail(i, "the quoted name has no end")
	}
	var name string
	if err := json.Unmarshal([]byte(rest[:n+1]), &name); err != nil {
		return token{}, 0, fail(i, "%s is not a name", rest[:n+1])
	}
	return token{kind: tokenName, pos: i, text: name}, n + 1, nil
}

// lexRaw reads a raw string, in which only \' and \\ mean something else.
func lexRaw(rest string, i int) (token, int, error) {
	n, ok := closing(rest)
	if !ok {
		return token{}, 0, fail(i, "the raw string has no end")
	}
	value := strings.NewReplacer(`\'`, `'`, `\\`, `\`).Replace(rest[1:n])
	return token{kind: tokenLiteral, pos: i, value: value}, n + 1, nil
}

// lexLiteral reads a JSON value in backticks. Only scalars are supported.
func lexLiteral(rest string, i int) (token, int, error) {
	n, ok := closing(rest)
	if !ok {
		return token{}, 0, fail(i, "the literal has no end")
	}
	d := json.NewDecoder(strings.NewReader(strings.ReplaceAll(rest[1:n], "\\`", "`")))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil || d.More() {
		return token{}, 0, fail(i, "%s is not a JSON value", rest[:n+1])
	}
	switch v.(type) {
	case []any, map[string]any:
		return token{}, 0, fail(i, "a literal that is a list or an object is not supported")
	}
	return token{kind: tokenLiteral, pos: i, value: v}, n + 1, nil
}
