package godoc

import "strings"

// Join puts the parts of a comment together, with a blank line between them. Each part has the form that
// Convert returns, or is a paragraph of plain text. The definitions of links move to the end, where gofmt wants
// them; a link whose text has another target in an earlier part is printed with its URL behind it. The parts
// themselves aren't changed.
func Join(parts ...[]string) []string {
	var out []string
	var all links
	for _, part := range parts {
		body, defs := splitDefinitions(part)
		for _, def := range defs {
			text, url, _ := definition(def)
			if all.notation(text, url, false) != "["+text+"]" {
				body = spellOut(body, text, url)
			}
		}
		if len(body) == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, "")
			body = notHeading(body)
		}
		out = append(out, body...)
	}
	if len(out) > 0 && len(all.lines) > 0 {
		out = append(append(out, ""), all.lines...)
	}
	return out
}

// splitDefinitions separates the definitions of links at the end of a part from the text before them.
func splitDefinitions(lines []string) (body, defs []string) {
	n := len(lines)
	for n > 0 && looksLikeDefinition(lines[n-1]) {
		n--
	}
	if n == len(lines) || n > 0 && lines[n-1] != "" {
		return lines, nil
	}
	return lines[:max(n-1, 0)], lines[n:]
}

// notHeading changes a part whose first paragraph is a single line that would be taken for a heading now that
// it isn't the first in the comment any more.
func notHeading(body []string) []string {
	alone := len(body) == 1 || body[1] == "" && (len(body) == 2 || !isSpace(body[2][0]))
	if !alone || !looksLikeHeading(body[0]) {
		return body
	}
	return append([]string{body[0] + "."}, body[1:]...)
}

// spellOut replaces the links of a text by the text with the URL behind it.
func spellOut(lines []string, text, url string) []string {
	var out []string
	for start := 0; start < len(lines); {
		end := start + 1
		for end < len(lines) && !startsBlock(lines[start], lines[end]) {
			end++
		}
		out = append(out, spellOutIn(lines[start:end], text, url)...)
		start = end
	}
	return out
}

// startsBlock reports whether a line isn't a continuation of the paragraph before it.
func startsBlock(before, line string) bool {
	return before == "" || line == "" || strings.HasPrefix(line, "\t") || itemMarker(line) != ""
}

// itemMarker returns the marker of a list's item with the space around it, or "".
func itemMarker(line string) string {
	rest := strings.TrimLeft(line, " ")
	if _, n := marker(rest); n > 0 && rest != line && !strings.HasPrefix(line, "    ") {
		return line[:len(line)-len(rest)+n]
	}
	return ""
}

// spellOutIn does it for the lines of one paragraph, which is wrapped again if it has the link.
func spellOutIn(lines []string, text, url string) []string {
	l := layout{first: itemMarker(lines[0]), free: true}
	if strings.HasPrefix(lines[0], "\t") {
		return lines
	}
	if l.first != "" || isIndented(lines[0]) {
		l.rest = "    "
	}
	if l.first == "" {
		l.first = l.rest
	}
	before := collapse(strings.Join(lines, " ")[len(l.first):])
	after := strings.ReplaceAll(before, "["+text+"]", text+" ("+url+")")
	if after == before {
		return lines
	}
	if rest, ok := strings.CutPrefix(after, deprecatedMark+" "); ok {
		l.first, after = deprecatedMark+" ", rest
	}
	return undefine(wrap(after, l))
}

func isIndented(line string) bool {
	return line != "" && isSpace(line[0])
}
