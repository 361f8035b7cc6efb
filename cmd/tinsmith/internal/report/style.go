package report

import "strings"

// Style is how text is emphasised on a terminal; the zero Style leaves it plain.
type Style struct{ Color bool }

// The escape sequences (ECMA-48, "SGR").
const (
	sgrReset = "\x1b[0m"
	sgrBold  = "\x1b[1m"
	sgrRed   = "\x1b[31m"
	sgrGreen = "\x1b[32m"
	sgrCyan  = "\x1b[36m"
)

func (s Style) wrap(start, text string) string {
	if !s.Color {
		return text
	}
	return start + text + sgrReset
}

// Bold emphasises text.
func (s Style) Bold(text string) string { return s.wrap(sgrBold, text) }

// Error marks text as bad news.
func (s Style) Error(text string) string { return s.wrap(sgrBold+sgrRed, text) }

// Good marks text as good news.
func (s Style) Good(text string) string { return s.wrap(sgrGreen, text) }

// Diff colours a unified diff.
func (s Style) Diff(diff string) string {
	if !s.Color {
		return diff
	}
	var out strings.Builder
	for line := range strings.Lines(diff) {
		text := strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "--- "), strings.HasPrefix(line, "+++ "):
			text = s.Bold(text)
		case strings.HasPrefix(line, "-"):
			text = s.wrap(sgrRed, text)
		case strings.HasPrefix(line, "+"):
			text = s.Good(text)
		case strings.HasPrefix(line, "@@"):
			text = s.wrap(sgrCyan, text)
		}
		out.WriteString(text + "\n")
	}
	return out.String()
}
