package goir

import (
	"fmt"
	"sort"

	"github.com/tinsmith-go/tinsmith/gen/names"
	"github.com/tinsmith-go/tinsmith/gen/pattern"
	"github.com/tinsmith-go/tinsmith/gen/wire"
	"github.com/tinsmith-go/tinsmith/model"
)

// Config is what the caller decides about the Go view.
type Config struct {
	Package    string // "" takes the service id's
	ImportPath string
	Docs       DocLevel
}

// Problem is a reason why no Go view exists, with the place in the model.
type Problem = wire.Problem

// Build makes the Go view of svc, whose operations are those selected. With problems the package is not to be used.
func Build(cfg Config, svc *model.Service, w *wire.Service) (*Package, []Problem) {
	b := &builder{cfg: cfg, svc: svc, wire: w, names: map[model.ShapeID]string{}, taken: map[string]bool{}, structs: map[model.ShapeID]*Struct{},
		unions: map[model.ShapeID]*Union{}, needs: map[model.ShapeID]bool{}, patterns: map[string]*Pattern{}, plans: map[string]*pattern.Plan{}, codecs: map[string]*Codec{}}
	b.pkg = &Package{Name: cfg.Package, ImportPath: cfg.ImportPath, Model: svc, Wire: w}
	if b.pkg.Name == "" {
		b.pkg.Name = names.Package(svc.SDKID)
	}
	b.reach()
	b.nameTypes()
	if len(b.problems) > 0 {
		return nil, b.problems
	}
	b.findChecks()
	b.declareTypes()
	b.declareOperations()
	b.declareCodecs()
	b.redact()
	b.examples()
	b.declarePatterns()
	b.checkScope()
	b.pkg.Doc = b.packageDoc()
	return b.pkg, b.problems
}

type builder struct {
	cfg  Config
	svc  *model.Service
	wire *wire.Service
	pkg  *Package

	types    []*model.Shape // structures, unions and enums of the types package, by id
	inputs   map[model.ShapeID]bool
	names    map[model.ShapeID]string
	taken    map[string]bool // the types' names
	structs  map[model.ShapeID]*Struct
	unions   map[model.ShapeID]*Union
	needs    map[model.ShapeID]bool // structures with something for Check
	secrets  map[model.ShapeID]bool // structures and unions that hold something sensitive
	patterns map[string]*Pattern    // by name
	plans    map[string]*pattern.Plan
	codecs   map[string]*Codec
	problems []Problem
}

func (b *builder) problem(s *model.Shape, format string, args ...any) {
	b.problems = append(b.problems, Problem{Pos: s.Pos, Text: fmt.Sprintf(format, args...)})
}

// reach finds the shapes that need types: all that an operation's input or output holds, and errors. An
// input or output itself is cloned into the client package and is a type only if something else reaches it.
func (b *builder) reach() {
	all := map[model.ShapeID]*model.Shape{}
	b.inputs = map[model.ShapeID]bool{}
	in := map[model.ShapeID]*model.Shape{}
	for _, op := range b.wire.Operations {
		for _, s := range []*model.Shape{op.Op.Input, op.Op.Output} {
			if s != nil {
				walkMembers(s, all)
			}
		}
		if op.Op.Input != nil {
			walkMembers(op.Op.Input, in)
		}
		for _, e := range op.Errors {
			walk(e.Shape, all)
		}
	}
	for id := range in {
		b.inputs[id] = true
	}
	for _, s := range all {
		switch s.Type {
		case model.Structure, model.Union, model.Enum, model.IntEnum, model.Unit:
			b.types = append(b.types, s)
		case model.Document:
			b.pkg.Documents = true
		}
	}
	sort.Slice(b.types, func(i, j int) bool { return b.types[i].ID < b.types[j].ID })
}

func walk(s *model.Shape, seen map[model.ShapeID]*model.Shape) {
	if seen[s.ID] != nil {
		return
	}
	seen[s.ID] = s
	walkMembers(s, seen)
}

func walkMembers(s *model.Shape, seen map[model.ShapeID]*model.Shape) {
	if s.Type == model.Enum || s.Type == model.IntEnum {
		return
	}
	for _, m := range s.Members {
		walk(m.Target, seen)
	}
}

// nameTypes gives every type its Go name. Two shapes with one name are an error: to rename one of them
// silently would let a new shape rename an old one.
func (b *builder) nameTypes() {
	taken := map[string]*model.Shape{}
	reserved := b.variantNames()
	for _, s := range b.types {
		n := b.goName(s)
		if n == "" {
			b.problem(s, "shape %s has no letter in its name; give it a Go name with rename in the configuration", s.ID)
			continue
		}
		if reserved[n] {
			n += "_"
		}
		if other := taken[n]; other != nil {
			b.problem(s, "shapes %s and %s both have the Go name %s; give one of them another with rename in the configuration", other.ID, s.ID, n)
			continue
		}
		taken[n] = s
		b.names[s.ID] = n
		b.taken[n] = true
	}
}

// variantNames are the names that unions generate.
func (b *builder) variantNames() map[string]bool {
	out := map[string]bool{"UnknownUnionMember": true}
	for _, s := range b.types {
		if s.Type != model.Union || s.EventStream {
			continue
		}
		for _, m := range s.Members {
			out[variantName(b.goName(s), m)] = true
		}
	}
	return out
}

func variantName(union string, m *model.Member) string {
	return union + "Member" + names.Exported(m.Name)
}

// goName is the exported Go name of a type: the configuration's, else the one in the service.
func (b *builder) goName(s *model.Shape) string {
	if n, ok := b.svc.GoName[s.ID]; ok {
		return names.Exported(n)
	}
	return names.Exported(b.svc.ShapeName(s.ID))
}
