package godoc

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// width is how wide a line may be, in runes, without the slashes before it.
const width = 80

// A layout says how the lines of a paragraph start.
type layout struct {
	first string // before the first line
	rest  string // before the others
	free  bool   // the first word may be anything that isn't a directive: it stands behind a marker
}

// wrap breaks text into lines. No line but a free first one starts with a word that means something there: the
// word before it moves down too, or it is reworded.
func wrap(text string, l layout) []string {
	words := strings.Fields(text)
	if len(words) == 0 {
		return nil
	}
	if !l.free || !isMarker(words[0]) {
		words[0] = defuse(words[0])
	}
	var lines []string
	prefix := l.first
	for start := 0; start < len(words); {
		end := fit(words, start, width-utf8.RuneCountInString(prefix))
		if end < len(words) {
			end = breakBefore(words, start, end)
		}
		lines = append(lines, prefix+strings.Join(words[start:end], " "))
		start, prefix = end, l.rest
	}
	return lines
}

// fit returns the end of the words from start on that fit into a line.
func fit(words []string, start, room int) int {
	end := start
	for end < len(words) {
		room -= utf8.RuneCountInString(words[end])
		if room < 0 && end > start {
			break
		}
		room--
		end++
	}
	return end
}

// breakBefore moves the end of a line back to a word that may start the next one, or makes it one.
func breakBefore(words []string, start, end int) int {
	for e := end; e > start; e-- {
		if !isHazard(words[e]) {
			return e
		}
	}
	words[end] = defuse(words[end])
	return end
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func endsAlnum(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
