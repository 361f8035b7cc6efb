package report

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/tinsmith-go/tinsmith/gen/inspect"
)

// Inspect writes a report of package inspect for people: facts as "name  value", lists as aligned tables.
// With all, types are named too, and messages and patterns that occur often are listed in full.
func Inspect(w io.Writer, r *inspect.Report, all bool, style Style) error {
	p := &inspectPrinter{style: style, all: all}
	p.service(&r.Service)
	p.notes("cannot be generated, for the whole service", r.Problems)
	p.operations(r.Operations)
	if r.Selection != nil {
		p.selection(r.Selection)
	}
	p.notes("not supported, and without effect on the wire", r.Warnings)
	_, err := w.Write(p.out.Bytes())
	return err
}

type inspectPrinter struct {
	out   bytes.Buffer
	style Style
	all   bool
}

// maxNotes is how many different messages or patterns are shown unless all are asked for.
const maxNotes = 20

// heading begins a section.
func (p *inspectPrinter) heading(text string) {
	if p.out.Len() > 0 {
		p.out.WriteByte('\n')
	}
	p.out.WriteString(p.style.Bold(text) + "\n")
}

// table writes rows in aligned columns. Text of a model can't break out of its cell.
func (p *inspectPrinter) table(rows [][]string) {
	var b bytes.Buffer
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		for i, c := range row {
			row[i] = cell(c)
		}
		fmt.Fprintln(t, strings.Join(row, "\t"))
	}
	_ = t.Flush() // into memory
	for line := range strings.Lines(b.String()) {
		p.out.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
}

// cell is text on one line, without what steers a terminal or the table.
func cell(text string) string {
	return printable(strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(text))
}

func (p *inspectPrinter) service(s *inspect.Service) {
	p.heading(cell(s.Name + " " + s.APIVersion))
	var protocols, auth []string
	for _, q := range s.Protocols {
		protocols = append(protocols, q.ID+mark(q.Chosen, " (chosen)")+mark(!q.Supported, " (not supported)"))
	}
	for _, a := range s.Auth {
		auth = append(auth, a.ID+mark(!a.Supported, " (not supported)"))
	}
	endpoints := "rules of the model"
	if !s.EndpointRules {
		endpoints = "prefix " + orNone(s.EndpointPrefix)
	}
	p.table([][]string{
		{"service", s.ID},
		{"format", s.Format},
		{"protocols", orNone(strings.Join(protocols, ", "))},
		{"auth", orNone(strings.Join(auth, ", ")) + mark(s.SigningName != "", ", signing name "+s.SigningName)},
		{"endpoints", endpoints},
		{"operations", fmt.Sprintf("%d, of which %d can be generated", s.Operations, s.Generable)},
		{"shapes", counts(s.Shapes)},
	})
}

func mark(on bool, text string) string {
	if on {
		return text
	}
	return ""
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}

// counts lists numbers by name: "12: 5 list, 7 structure".
func counts(m map[string]int) string {
	sum := 0
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(m)) {
		sum += m[name]
		parts = append(parts, fmt.Sprintf("%d %s", m[name], name))
	}
	if sum == 0 {
		return "none"
	}
	return fmt.Sprintf("%d: %s", sum, strings.Join(parts, ", "))
}

func (p *inspectPrinter) operations(list []inspect.Operation) {
	p.heading("operations")
	var rows [][]string
	var problems []inspect.Note
	for _, op := range list {
		rows = append(rows, []string{op.Name, op.Method, op.Path, strings.Join(marks(&op), ", ")})
		problems = append(problems, op.Problems...)
	}
	p.table(rows)
	p.notes("cannot be generated", problems)
}

// marks says what is special about an operation.
func marks(op *inspect.Operation) []string {
	var out []string
	for _, m := range []struct {
		on   bool
		text string
	}{
		{!op.Generable, "cannot be generated"},
		{op.Deprecated, "deprecated"},
		{op.Paginated, "paginated"},
		{len(op.Waiters) > 0, fmt.Sprintf("waiters: %s", strings.Join(op.Waiters, " "))},
		{op.EventStream, "event stream"},
		{op.StreamingInput, "streaming input"},
		{op.StreamingOutput, "streaming output"},
	} {
		if m.on {
			out = append(out, m.text)
		}
	}
	return out
}

// notes lists messages, each once at its first place, with the number of the others.
func (p *inspectPrinter) notes(title string, list []inspect.Note) {
	if len(list) == 0 {
		return
	}
	p.heading(title)
	if p.all {
		for _, n := range list {
			p.out.WriteString(p.note(n) + "\n")
		}
		return
	}
	times := map[string]int{}
	var first []inspect.Note
	for _, n := range list {
		if times[n.Message]++; times[n.Message] == 1 {
			first = append(first, n)
		}
	}
	for _, n := range first[:min(len(first), maxNotes)] {
		more := times[n.Message] - 1
		p.out.WriteString(p.note(n) + mark(more > 0, fmt.Sprintf(" (and %d times more)", more)) + "\n")
	}
	p.more(len(first))
}

// more says that a list was cut.
func (p *inspectPrinter) more(n int) {
	if !p.all && n > maxNotes {
		fmt.Fprintf(&p.out, "… and %d more; -v shows them\n", n-maxNotes)
	}
}

func (p *inspectPrinter) note(n inspect.Note) string {
	if n.File == "" {
		return cell(n.Message)
	}
	return p.style.Bold(position(n)+":") + " " + cell(n.Message)
}

func position(n inspect.Note) string { return fmt.Sprintf("%s:%d:%d", n.File, n.Line, n.Column) }

func (p *inspectPrinter) selection(s *inspect.Selection) {
	p.heading(fmt.Sprintf("selection: %d operation%s", len(s.Operations), mark(len(s.Operations) != 1, "s")))
	var rows [][]string
	if z := s.Size; z != nil {
		rows = append(rows,
			[]string{"package", z.Package},
			[]string{"size", fmt.Sprintf("%d files, %d lines, %d bytes", z.Files, z.Lines, z.Bytes)},
			[]string{"of it copied", fmt.Sprintf("%d files, %d lines of support packages", z.CopiedFiles, z.CopiedLines)})
	}
	for _, k := range []struct {
		name  string
		names []string
	}{
		{"structures", s.Types.Structures}, {"errors", s.Types.Errors}, {"unions", s.Types.Unions}, {"enums", s.Types.Enums},
	} {
		rows = append(rows, []string{k.name, p.names(k.names)})
	}
	rows = append(rows, []string{"shapes", counts(s.Shapes)}, []string{"constraints", counts(s.Constraints)})
	sorts, open := map[string]int{}, [][]string{}
	for _, pt := range s.Patterns {
		sorts[pt.Sort]++
		if pt.Reason != "" {
			open = append(open, []string{position(pt.Places[0]), pt.Places[0].Message, pt.Reason, pt.Pattern})
		}
	}
	rows = append(rows, []string{"patterns", counts(sorts)})
	p.table(rows)
	if len(open) > 0 {
		p.heading("patterns that aren't enforced")
		if n := len(open); !p.all {
			p.table(open[:min(n, maxNotes)])
			p.more(n)
		} else {
			p.table(open)
		}
	}
	p.notes("the selection cannot be generated", s.Problems)
	p.notes("left out of the selection", s.Warnings)
}

// names counts names, and with all lists them.
func (p *inspectPrinter) names(list []string) string {
	text := fmt.Sprint(len(list))
	if p.all && len(list) > 0 {
		text += ": " + strings.Join(list, ", ")
	}
	return text
}
