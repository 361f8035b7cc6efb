package goir

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/tinsmith-go/tinsmith/gen/godoc"
	"github.com/tinsmith-go/tinsmith/gen/names"
	"github.com/tinsmith-go/tinsmith/model"
)

// Example is an Example function of the client package: a call of an operation.
type Example struct {
	Func  string
	Doc   []string
	Op    *Operation
	Input *Literal
	// Runs: the operation is called on a client that gets Answer, and the output is compared. An example that
	// doesn't run only compiles.
	Runs   bool
	Answer map[string]any // with wire names
	Show   *Show
}

// examples makes functions of the model's examples. One that doesn't fit the model is left out, with a warning.
func (b *builder) examples() {
	x := &exampleReader{b: b, enums: map[string]*Enum{}}
	for _, e := range b.pkg.Enums {
		x.enums[e.Name] = e
	}
	used := map[string]bool{}
	for _, op := range b.pkg.Operations {
		for i, e := range op.Wire.Op.Examples {
			if e.ErrorID != "" {
				continue // shows an error of the service's
			}
			if ex := x.example(op, e); ex != nil {
				ex.Func = exampleName(op.Name, e.Title, i, used)
				b.pkg.Examples = append(b.pkg.Examples, ex)
			}
		}
	}
}

func (x *exampleReader) example(op *Operation, e *model.Example) *Example {
	warn := func(what string, err error) {
		x.b.pkg.Warnings = append(x.b.pkg.Warnings, Problem{Pos: e.Pos, Text: fmt.Sprintf("example %q of %s: %s: %v", e.Title, op.Wire.Op.Name, what, err)})
	}
	in, err := x.input(op, e.Input)
	if err != nil {
		warn("left out, its input doesn't fit the model", err)
		return nil
	}
	ex := &Example{Op: op, Doc: x.b.exampleDoc(e), Input: in}
	if !plainAnswer(op) {
		return ex
	}
	answer, err := x.answer(op, e.Output)
	if err != nil {
		warn("not run, its output doesn't fit the model", err)
		return ex
	}
	ex.Runs, ex.Answer, ex.Show = true, answer, x.show(op.Output, e.Output)
	return ex
}

// plainAnswer reports whether the operation's output is one JSON document, and nothing in the input decides
// where the request goes.
func plainAnswer(op *Operation) bool {
	r := op.Wire.Response
	return len(op.Params) == 0 && len(op.Wire.Request.HostLabels) == 0 &&
		r.Payload == nil && r.Status == nil && len(r.Headers) == 0 && len(r.PrefixHeaders) == 0
}

func (b *builder) exampleDoc(e *model.Example) []string {
	if b.cfg.Docs == DocsNone {
		return nil
	}
	title, text := godoc.Convert(sentence(e.Title)), godoc.Convert(e.Documentation)
	if len(text) > 0 && len(title) > 0 && strings.TrimRight(text[0], ".") == strings.TrimRight(title[0], ".") {
		return text
	}
	return godoc.Join(title, text)
}

// sentence ends a title with a full stop.
func sentence(title string) string {
	title = strings.TrimSpace(title)
	if title == "" || strings.ContainsAny(title[len(title)-1:], ".!?:;") {
		return title
	}
	return title + "."
}

// exampleName is the name by which go doc finds the operation. The first example of an operation has no suffix,
// so that a second one doesn't rename it. An underscore in the operation's name would part it from the client.
func exampleName(op, title string, i int, used map[string]bool) string {
	name := "ExampleClient_" + op
	if strings.Contains(op, "_") {
		name = "Example_" + names.Unexported(strings.ReplaceAll(op, "_", ""))
	}
	if used[name] {
		s := suffix(title)
		if s == "" {
			s = "example" + strconv.Itoa(i+1)
		}
		if strings.Contains(op, "_") {
			name += strings.ToUpper(s[:1]) + s[1:]
		} else {
			name += "_" + s
		}
	}
	for unique, n := name, 2; ; n++ {
		if !used[unique] {
			used[unique] = true
			return unique
		}
		unique = name + strconv.Itoa(n)
	}
}

// suffix makes one identifier of a title's first words, with a small first letter.
func suffix(title string) string {
	words := strings.FieldsFunc(title, func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	const most = 6
	var out strings.Builder
	for _, w := range words[:min(len(words), most)] {
		w = strings.ToLower(w)
		if out.Len() > 0 {
			w = strings.ToUpper(w[:1]) + w[1:]
		}
		out.WriteString(w)
	}
	return names.Unexported(strings.TrimLeft(out.String(), "0123456789"))
}
