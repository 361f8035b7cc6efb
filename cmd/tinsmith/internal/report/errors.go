package report

import (
	"errors"
	"fmt"
	"go/scanner"
	"io"
	"strings"
	"unicode"
)

// MaxErrors is how many errors are shown unless all are asked for.
const MaxErrors = 10

// Errors writes an error: each one with a position as "file:line:col: message" on its own line, sorted and
// without repetition, then those without one as "tinsmith: message". Beyond MaxErrors it only counts
// them, unless all is set.
func Errors(w io.Writer, err error, all bool, style Style) {
	var list scanner.ErrorList
	var rest []error
	flatten(err, &list, &rest)
	list.Sort()
	var lines []string
	for i, e := range list {
		if i == 0 || *e != *list[i-1] {
			lines = append(lines, Positioned(e, style))
		}
	}
	for _, e := range rest {
		lines = append(lines, style.Error("tinsmith:")+" "+printable(e.Error()))
	}
	hidden := 0
	if !all && len(lines) > MaxErrors {
		hidden, lines = len(lines)-MaxErrors, lines[:MaxErrors]
	}
	for _, line := range lines {
		fmt.Fprintln(w, line)
	}
	if hidden > 0 {
		fmt.Fprintf(w, "… and %d more; --all-errors shows them\n", hidden)
	}
}

// Positioned returns an error or warning as one line, its position emphasised.
func Positioned(e *scanner.Error, style Style) string {
	if !e.Pos.IsValid() && e.Pos.Filename == "" {
		return style.Error("tinsmith:") + " " + printable(e.Msg)
	}
	return style.Bold(e.Pos.String()+":") + " " + printable(e.Msg)
}

// printable replaces what could steer a terminal: messages may quote a model, which anybody may have
// written. Line breaks stay.
func printable(msg string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsGraphic(r) || r == '\n' || r == '\t' {
			return r
		}
		return unicode.ReplacementChar
	}, strings.TrimSpace(msg))
}

// flatten takes joined errors apart and sorts them by whether they have positions. A list that was
// wrapped loses the wrapping text: its positions say where.
func flatten(err error, list *scanner.ErrorList, rest *[]error) {
	var found scanner.ErrorList
	var one *scanner.Error
	joined, ok := err.(interface{ Unwrap() []error })
	switch {
	case err == nil:
	case ok:
		for _, e := range joined.Unwrap() {
			flatten(e, list, rest)
		}
	case errors.As(err, &found):
		*list = append(*list, found...)
	case errors.As(err, &one):
		*list = append(*list, one)
	default:
		*rest = append(*rest, err)
	}
}
