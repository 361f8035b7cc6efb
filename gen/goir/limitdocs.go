package goir

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/tinsmith-go/tinsmith/gen/pattern"
	"github.com/tinsmith-go/tinsmith/model"
)

// limitsDoc says in a paragraph what a value of the member has to keep to:
//
//	Length: 1 to 200. Pattern: ^[a-z]+$
func (b *builder) limitsDoc(m *model.Member) []string {
	var out []string
	var least, most string
	unique := false
	size := ""
	for _, l := range b.limits(m, "") {
		switch l.Kind {
		case StrLimit, LenLimit:
			size = lengthDoc(l)
		case AtLeastLimit:
			least = l.Bound
		case AtMostLimit:
			most = l.Bound
		case UniqueLimit, UniqueDeepLimit:
			unique = true
		}
	}
	switch {
	case unique && size != "":
		size += ", unique"
	case unique:
		size = "unique"
	}
	if size != "" {
		out = append(out, lengthWord(m.Target.Type)+": "+size+".")
	}
	if r := between(least, most); r != "" {
		out = append(out, "Range: "+r+".")
	}
	line := strings.Join(out, " ")
	p := b.patternDoc(m)
	switch {
	case p == "":
	case line != "" && len(line)+1+len(p) <= 80:
		return []string{line + " " + p}
	case line != "":
		return []string{line, p}
	default:
		return []string{p}
	}
	if line == "" {
		return nil
	}
	return []string{line}
}

func lengthWord(t model.Type) string {
	switch t {
	case model.List:
		return "Items"
	case model.Map:
		return "Entries"
	case model.Blob:
		return "Bytes"
	}
	return "Length"
}

func lengthDoc(l Limit) string {
	least, most := "", ""
	if l.Min > 0 {
		least = strconv.Itoa(l.Min)
	}
	if l.Max >= 0 {
		most = strconv.Itoa(l.Max)
	}
	return between(least, most)
}

func between(least, most string) string {
	switch {
	case least == "" && most == "":
		return ""
	case most == "":
		return "at least " + least
	case least == "":
		return "at most " + most
	case least == most:
		return least
	}
	return least + " to " + most
}

// patternDoc shows a pattern in one piece: a comment's lines are broken at spaces. It has no full stop, which
// would look like a part of it.
func (b *builder) patternDoc(m *model.Member) string {
	const longest = 160
	text := m.PatternInForce()
	if text == "" || m.Target.Type != model.String {
		return ""
	}
	plan := b.plan(text)
	if plan.Check != nil && plan.Check.Kind == pattern.Always {
		return ""
	}
	name := "Pattern: "
	if plan.Check == nil {
		name = "Pattern, not checked: "
	}
	if len(text) > longest {
		return name + strconv.Itoa(len(text)) + " characters, as in the model"
	}
	if strings.TrimSpace(text) != text || strings.IndexFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) >= 0 {
		text = strconv.QuoteToASCII(text)
	}
	return name + text
}
