package godoc

import "strings"

// marker reads a list's marker at the start of a line as go/doc/comment knows it, followed by a space. It
// returns the number ("" for a bullet) and the length of the marker with the space; 0 if there is none.
func marker(line string) (num string, n int) {
	switch {
	case line == "":
		return "", 0
	case strings.HasPrefix(line, "•"):
		n = len("•")
	case strings.IndexByte("*+-", line[0]) >= 0:
		n = 1
	default:
		for n < len(line) && isDigit(line[n]) {
			n++
		}
		if n == 0 || n > 9 || n == len(line) || line[n] != '.' && line[n] != ')' {
			return "", 0
		}
		num = line[:n]
		n++
	}
	if n == len(line) || line[n] != ' ' && line[n] != '\t' {
		return "", 0
	}
	return num, n + 1
}

// isMarker reports whether a word would be a list's marker at the start of a line.
func isMarker(word string) bool {
	switch word {
	case "-", "*", "+", "•":
		return true
	}
	n := strings.IndexAny(word, ".)")
	if n <= 0 || n != len(word)-1 {
		return false
	}
	return strings.Trim(word[:n], "0123456789") == ""
}

// isDirective reports whether a word at the start of a comment's line is taken for an instruction by the
// toolchain, a linter or a careless script, some of which allow a space before it.
func isDirective(word string) bool {
	for _, prefix := range []string{"go:", "+build", "nolint", "lint:", "revive:", "gosec:", "cgo:", "sumtype:", "//", "/*"} {
		if strings.HasPrefix(word, prefix) {
			return true
		}
	}
	return false
}

// isDirectiveWord reports whether a word is the name of a directive and English as well.
func isDirectiveWord(word string) bool {
	return word == "line" || word == "export" || word == "extern"
}

// isHazard reports whether a word should not start a line.
func isHazard(word string) bool {
	return word == "#" || strings.HasPrefix(word, deprecatedMark) || isMarker(word) || isDirective(word) || isDirectiveWord(word)
}

// defuse returns a word as it may start a line, where it must.
func defuse(word string) string {
	switch {
	case strings.HasPrefix(word, deprecatedMark):
		return strings.TrimRight("Deprecated – "+word[len(deprecatedMark):], " ")
	case isDirectiveWord(word):
		return strings.ToUpper(word[:1]) + word[1:]
	case word == "#", isDirective(word):
		return `"` + word + `"`
	case isMarker(word) && isDigit(word[0]):
		return "(" + word[:len(word)-1] + ")"
	case isMarker(word):
		return "–"
	}
	return word
}

// unmark removes a marker that a linter finds anywhere in a comment.
func unmark(s string) string {
	for _, mark := range []string{"#nosec", "#NOSEC"} {
		s = strings.ReplaceAll(s, mark, mark[1:])
	}
	return s
}

// looksLikeHeading reports whether gofmt might take a line that stands alone for a heading of the old style.
// It is a little broader than go/doc/comment's own rule.
func looksLikeHeading(line string) bool {
	return line != "" && startsUpper(line) && endsAlnum(line) && !strings.ContainsAny(line, ";:!?+*/=[]{}_^°&§~%#@<\">\\")
}

// looksLikeDefinition reports whether a line has the form of a link's definition.
func looksLikeDefinition(line string) bool {
	_, _, ok := definition(line)
	return ok
}

// definition splits the definition of a link, "[text]: url".
func definition(line string) (text, url string, ok bool) {
	if line == "" || line[0] != '[' {
		return "", "", false
	}
	text, url, ok = strings.Cut(line[1:], "]:")
	if !ok || url == "" || url[0] != ' ' && url[0] != '\t' {
		return "", "", false
	}
	url = strings.TrimSpace(url)
	scheme, _, ok := strings.Cut(url, "://")
	if !ok {
		return "", "", false
	}
	switch scheme {
	case "file", "ftp", "gopher", "http", "https", "mailto", "nntp":
		return text, url, true
	}
	return "", "", false
}
