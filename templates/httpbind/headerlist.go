package httpbind

import (
	"errors"
	"fmt"
	"strings"
)

// list is the value of a header that holds several.
type list struct {
	b strings.Builder
	n int
}

// add appends an element. An empty one is left out, as in aws-sdk-go-v2.
func (l *list) add(v Value) {
	if v.text == "" {
		return
	}
	if l.n > 0 {
		l.b.WriteString(", ")
	}
	l.n++
	if v.kind != free || strings.IndexByte(v.text, ',') < 0 && strings.IndexByte(v.text, '"') < 0 {
		l.b.WriteString(v.text)
		return
	}
	quote(&l.b, v.text)
}

func (l *list) value() Value { return Value{l.b.String(), plain} }

// quote writes a quoted-string (RFC 9110, 5.6.4).
func quote(b *strings.Builder, s string) {
	b.WriteByte('"')
	for i := 0; i < len(s); i++ {
		if s[i] == '"' || s[i] == '\\' {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	b.WriteByte('"')
}

var (
	errQuote = errors.New("a quoted value of the list doesn't end")
	errTail  = errors.New("a quoted value of the list isn't followed by a comma")
)

// splitList appends the elements of a header's value: those in quotation
// marks without them, the others without the space around them. An empty
// value is one empty element.
func splitList(out []string, s string) ([]string, error) {
	for {
		var element string
		var err error
		var more bool
		s = trim(s)
		if strings.HasPrefix(s, `"`) {
			element, s, more, err = cutQuoted(s[1:])
		} else {
			element, s, more = strings.Cut(s, ",")
			element = trim(element)
		}
		if err != nil {
			return out, err
		}
		out = append(out, element)
		if !more {
			return out, nil
		}
	}
}

// cutQuoted takes a quoted-string whose first mark is gone, and the comma
// after it.
func cutQuoted(s string) (element, rest string, more bool, err error) {
	end := strings.IndexAny(s, `"\`)
	var b strings.Builder
	for end >= 0 && s[end] == '\\' && end+1 < len(s) {
		b.WriteString(s[:end])
		b.WriteByte(s[end+1])
		s = s[end+2:]
		end = strings.IndexAny(s, `"\`)
	}
	if end < 0 || s[end] == '\\' {
		return "", "", false, errQuote
	}
	element = s[:end]
	if b.Len() > 0 {
		b.WriteString(element)
		element = b.String()
	}
	tail, rest, more := strings.Cut(s[end+1:], ",")
	if trim(tail) != "" {
		return "", "", false, errTail
	}
	return element, rest, more, nil
}

// splitDates appends the elements of a list of http-dates, each of which has
// a comma of its own.
func splitDates(out []string, s string) ([]string, error) {
	commas := strings.Count(s, ",")
	if commas > 1 && commas%2 == 0 {
		return out, fmt.Errorf("%d commas don't make a list of dates", commas)
	}
	for {
		first := strings.IndexByte(s, ',')
		second := -1
		if first >= 0 {
			second = strings.IndexByte(s[first+1:], ',')
		}
		if second < 0 {
			return append(out, trim(s)), nil
		}
		second += first + 1
		out = append(out, trim(s[:second]))
		s = s[second+1:]
	}
}

// trim drops optional whitespace (RFC 9110, 5.6.3).
func trim(s string) string { return strings.Trim(s, " \t") }
