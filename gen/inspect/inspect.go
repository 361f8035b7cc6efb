// Package inspect says what a model holds, which of its operations can be generated, and what a selection
// of them would pull in, as plain data. It is pure, and it must not know how an answer is shown.
package inspect

import (
	"errors"
	"go/scanner"
	"go/token"

	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/model"
)

// FormatVersion is Report.Version. It grows when a key changes its meaning or goes; new keys may come
// without.
const FormatVersion = 1

// Config is what is asked about a model.
type Config struct {
	Fset *token.FileSet
	// Operations and Exclude are globs as in gen.Config. Without any of the two the report has no Selection.
	Operations, Exclude []string
	// Warnings are those that reading the model gave.
	Warnings scanner.ErrorList
}

// Report is the answer. Encoded as JSON it is what "tinsmith inspect --format json" prints; lists and maps
// are never null.
type Report struct {
	Version int     `json:"version"`
	Service Service `json:"service"`
	// Operations are all of the service's, or the selected ones, sorted by name.
	Operations []Operation `json:"operations"`
	// Problems are why nothing of the service can be generated.
	Problems []Note `json:"problems"`
	// Selection is there when operations were chosen.
	Selection *Selection `json:"selection,omitempty"`
	// Warnings are keys and traits of the whole model that aren't supported and don't change the wire.
	Warnings []Note `json:"warnings"`
}

// Note is a message about a place in the model. File is "" and Line 0 when there is none.
type Note struct {
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

// Service is what the model says of the service.
type Service struct {
	ID             string     `json:"id"`      // shape id
	Name           string     `json:"name"`    // AWS's service id, or the shape's name
	APIVersion     string     `json:"version"` // of the API
	Format         string     `json:"format"`  // smithy or botocore
	EndpointPrefix string     `json:"endpointPrefix"`
	EndpointRules  bool       `json:"endpointRules"`
	SigningName    string     `json:"signingName"` // SigV4's
	Protocols      []Protocol `json:"protocols"`   // in the model's order
	Auth           []Scheme   `json:"auth"`        // in the order of preference
	// Operations is how many there are, Generable how many of them can be generated.
	Operations int `json:"operations"`
	Generable  int `json:"generable"`
	// Shapes counts the data shapes by Smithy's name of their type; errors are structures.
	Shapes map[string]int `json:"shapes"`
}

// Protocol is a protocol that the service speaks.
type Protocol struct {
	ID        string `json:"id"`
	Supported bool   `json:"supported"`
	Chosen    bool   `json:"chosen"` // the one that clients speak unless another is asked for
}

// Scheme is an auth scheme.
type Scheme struct {
	ID        string `json:"id"`
	Supported bool   `json:"supported"`
}

// Operation is one operation.
type Operation struct {
	Name            string   `json:"name"`
	Method          string   `json:"method"`
	Path            string   `json:"path"` // the URI pattern
	Paginated       bool     `json:"paginated"`
	Waiters         []string `json:"waiters"`
	StreamingInput  bool     `json:"streamingInput"`
	StreamingOutput bool     `json:"streamingOutput"`
	EventStream     bool     `json:"eventStream"`
	Deprecated      bool     `json:"deprecated"`
	// Generable says that a client can have the operation; Problems are why not. Where the whole service
	// has a problem, that stands in the Report alone.
	Generable bool   `json:"generable"`
	Problems  []Note `json:"problems"`
}

// Inspect answers cfg. svc isn't changed. An error is one of the globs: scanner.ErrorList, as gen.Generate
// gives it.
func Inspect(cfg Config, svc *model.Service) (*Report, error) {
	if cfg.Fset == nil {
		cfg.Fset = token.NewFileSet()
	}
	i := &inspector{cfg: cfg, svc: svc}
	cut := svc
	if len(cfg.Operations)+len(cfg.Exclude) > 0 {
		var err error
		if cut, err = gen.Select(gen.Config{Fset: cfg.Fset, Operations: cfg.Operations, Exclude: cfg.Exclude}, svc); err != nil {
			return nil, err
		}
	}
	r := &Report{Version: FormatVersion, Warnings: notes(cfg.Warnings)}
	i.support()
	r.Service, r.Problems = i.service(), i.shared
	r.Operations = []Operation{}
	for _, op := range cut.Operations {
		r.Operations = append(r.Operations, i.operation(op))
	}
	if cut != svc {
		r.Selection = i.selection(cut)
	}
	return r, nil
}

// inspector is one run.
type inspector struct {
	cfg Config
	svc *model.Service
	// shared are the problems of the whole service, problems those of single operations.
	shared   []Note
	problems map[string][]Note
	bad      map[string]bool // operations that can't be generated
}

// notes turns an error into notes: a list with positions, or one without.
func notes(err error) []Note {
	out := []Note{}
	var list scanner.ErrorList
	switch {
	case err == nil:
	case errors.As(err, &list):
		for _, e := range list {
			out = append(out, Note{e.Pos.Filename, e.Pos.Line, e.Pos.Column, e.Msg})
		}
	default:
		out = append(out, Note{Message: err.Error()})
	}
	return out
}

// note is a message about a place.
func (i *inspector) note(pos token.Pos, text string) Note {
	p := i.cfg.Fset.Position(pos)
	return Note{p.Filename, p.Line, p.Column, text}
}
