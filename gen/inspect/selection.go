package inspect

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/model"
)

// Selection is what chosen operations pull in.
type Selection struct {
	Operations []string `json:"operations"` // sorted
	// Types lists the shapes that become Go types, by kind: structures (inputs and outputs among them),
	// errors, unions and enums.
	Types Types `json:"types"`
	// Shapes counts all data shapes of the closure by Smithy's name of their type.
	Shapes map[string]int `json:"shapes"`
	// Constraints counts, by trait, the places in inputs where a constraint is in force: required, length,
	// range, pattern, uniqueItems, enum and union.
	Constraints map[string]int `json:"constraints"`
	// Patterns lists the distinct patterns of inputs, sorted by text.
	Patterns []Pattern `json:"patterns"`
	// Size is that of the client; nil when it can't be generated. Then Problems are why.
	Size     *Size  `json:"size,omitempty"`
	Problems []Note `json:"problems"`
	// Warnings are what generating the client warns of.
	Warnings []Note `json:"warnings"`
}

// Types are the names of shapes by kind, each sorted.
type Types struct {
	Structures []string `json:"structures"`
	Errors     []string `json:"errors"`
	Unions     []string `json:"unions"`
	Enums      []string `json:"enums"`
}

// Size is the size of the generated code. The copies of support packages count in it, and by themselves.
type Size struct {
	Package     string `json:"package"`
	Files       int    `json:"files"`
	Lines       int    `json:"lines"`
	Bytes       int    `json:"bytes"`
	CopiedFiles int    `json:"copiedFiles"`
	CopiedLines int    `json:"copiedLines"`
}

// copies is the folder of the support packages' copies in a client.
const copies = "internal/"

func (i *inspector) selection(cut *model.Service) *Selection {
	s := &Selection{
		Operations: []string{}, Types: types(cut), Shapes: shapes(cut), Problems: []Note{}, Warnings: []Note{},
	}
	for _, op := range cut.Operations {
		s.Operations = append(s.Operations, op.Name)
	}
	slices.Sort(s.Operations)
	s.Constraints, s.Patterns = i.constraints(cut)
	out, err := gen.Generate(gen.Config{
		Fset: i.cfg.Fset, ImportPath: importPath, Operations: i.cfg.Operations, Exclude: i.cfg.Exclude,
	}, i.svc)
	if err != nil {
		s.Problems = notes(err)
		return s
	}
	s.Size, s.Warnings = size(out), notes(out.Warnings)
	return s
}

func size(out *gen.Output) *Size {
	s := &Size{Package: out.Package, Files: len(out.Files)}
	for _, f := range out.Files {
		lines := bytes.Count(f.Data, []byte("\n"))
		s.Lines += lines
		s.Bytes += len(f.Data)
		if strings.HasPrefix(f.Path, copies) {
			s.CopiedFiles++
			s.CopiedLines += lines
		}
	}
	return s
}

// types sorts the closure's shapes into those that become Go types.
func types(cut *model.Service) Types {
	t := Types{Structures: []string{}, Errors: []string{}, Unions: []string{}, Enums: []string{}}
	ids := slices.SortedFunc(maps.Keys(cut.Shapes), func(a, b model.ShapeID) int {
		return strings.Compare(cut.ShapeName(a), cut.ShapeName(b))
	})
	for _, id := range ids {
		to := &t.Structures
		switch s := cut.Shapes[id]; {
		case id.Namespace() == prelude:
			continue
		case s.Error != nil:
			to = &t.Errors
		case s.Type == model.Structure:
		case s.Type == model.Union:
			to = &t.Unions
		case s.Type == model.Enum || s.Type == model.IntEnum:
			to = &t.Enums
		default:
			continue
		}
		*to = append(*to, cut.ShapeName(id))
	}
	return t
}
