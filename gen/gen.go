// Package gen turns the model of a service into the files of a Go client. It is pure: it reads no file, no
// clock and no environment, and it must not know the formats that models come in.
package gen

import (
	"fmt"
	"go/scanner"
	"go/token"
	"slices"
	"sort"

	"github.com/tinsmith-go/tinsmith/gen/emit"
	"github.com/tinsmith-go/tinsmith/gen/goir"
	"github.com/tinsmith-go/tinsmith/gen/names"
	"github.com/tinsmith-go/tinsmith/gen/rules"
	"github.com/tinsmith-go/tinsmith/gen/wire"
	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/patch"
)

// Config is what decides about a client besides its model.
type Config struct {
	Fset       *token.FileSet // for the positions in errors
	Package    string         // "" takes the service id's
	ImportPath string         // of the client package
	Protocol   string         // "" or a protocol trait's shape id or its name
	Operations []string       // globs; none, or "all", selects all
	Exclude    []string       // globs
	Rename     map[string]string
	Docs       string // full (the default), short or none
}

// File is a generated file; its path is relative to the client's folder, with slashes.
type File struct {
	Path string
	Data []byte
}

// Output is a generated client.
type Output struct {
	Files      []File // sorted by path
	Package    string
	Protocol   model.ProtocolID
	Operations []string // the selected ones, sorted
	Closure    string   // hex digest of the selected operations' closure, without documentation
	Warnings   scanner.ErrorList
}

// state is what the passes hand on.
type state struct {
	cfg   Config
	svc   *model.Service
	wire  *wire.Service
	goir  *goir.Package
	rules *rules.Program
	files []emit.File
	out   *Output
	errs  scanner.ErrorList
}

// passes tell how a model becomes a client, in order. A pass that reports errors ends the run.
var passes = []struct {
	name string
	run  func(*state)
}{
	{"patch", (*state).patch},
	{"select operations", (*state).selectOperations},
	{"rename", (*state).rename},
	{"choose protocol", (*state).chooseProtocol},
	{"check support", (*state).checkSupport},
	{"lay out the wire", (*state).buildWire},
	{"view in Go", (*state).buildGo},
	{"compile endpoint rules", (*state).compileRules},
	{"emit", (*state).emit},
	{"copy templates", (*state).copyTemplates},
	{"verify", (*state).verify},
}

// Generate makes the client that cfg asks for. svc isn't changed. Errors about the model are a
// scanner.ErrorList, sorted by position.
func Generate(cfg Config, svc *model.Service) (*Output, error) {
	s, err := run(cfg, svc, "")
	if err != nil {
		return nil, err
	}
	sort.Slice(s.out.Files, func(i, j int) bool { return s.out.Files[i].Path < s.out.Files[j].Path })
	return s.out, nil
}

// run runs the passes before the one that is named, or all.
func run(cfg Config, svc *model.Service, before string) (*state, error) {
	s := &state{cfg: cfg, svc: svc, out: &Output{}}
	if s.cfg.Fset == nil {
		s.cfg.Fset = token.NewFileSet()
	}
	for _, p := range passes {
		if p.name == before {
			break
		}
		p.run(s)
		if len(s.errs) > 0 {
			return nil, sorted(s.errs)
		}
	}
	return s, nil
}

// sorted returns the errors by position, each once: what several operations share is met several times.
func sorted(list scanner.ErrorList) scanner.ErrorList {
	list.Sort()
	return slices.CompactFunc(list, func(a, b *scanner.Error) bool { return *a == *b })
}

// fail reports an error at a place in the model.
func (s *state) fail(pos token.Pos, text string) {
	s.errs.Add(s.cfg.Fset.Position(pos), text)
}

func (s *state) problems(list []wire.Problem) {
	for _, p := range list {
		s.fail(p.Pos, p.Text)
	}
}

func (s *state) patch() { s.svc = patch.Apply(s.svc) }

func (s *state) buildWire() {
	w, problems := wire.Build(s.svc, s.out.Protocol)
	s.problems(problems)
	s.wire = w
}

func (s *state) buildGo() {
	p, problems := goir.Build(goir.Config{Package: s.cfg.Package, ImportPath: s.cfg.ImportPath, Docs: goir.DocLevel(s.cfg.Docs)}, s.svc, s.wire)
	s.problems(problems)
	if len(problems) > 0 {
		return
	}
	s.goir, s.out.Package = p, p.Name
	for _, w := range p.Warnings {
		s.out.Warnings.Add(s.cfg.Fset.Position(w.Pos), w.Text)
	}
	switch {
	case validPackage(p.Name):
	case s.cfg.Package != "":
		s.fail(s.svc.Pos, fmt.Sprintf("package: %q isn't a name of small letters and digits that Go allows", s.cfg.Package))
	default:
		s.fail(s.svc.Pos, "the service id "+s.svc.SDKID+" gives no package name that Go allows; set package in the configuration")
	}
	for _, op := range p.Operations {
		s.out.Operations = append(s.out.Operations, op.Wire.Op.Name)
	}
	sort.Strings(s.out.Operations)
}

func validPackage(name string) bool {
	return token.IsIdentifier(name) && name != "_" && name != "main" && names.Package(name) == name
}

// compileRules compiles the model's endpoint rules, or those that stand in for them.
func (s *state) compileRules() {
	set := s.svc.Endpoints
	if set == nil {
		set = rules.Standard(s.svc.EndpointPrefix)
	}
	program, err := rules.Compile(s.cfg.Fset, set)
	if err != nil {
		s.failAll(err)
		return
	}
	for _, p := range program.UnsupportedBuiltIns {
		s.fail(p.Pos, "endpoint parameter "+p.Name+" takes its value from "+p.BuiltIn+", which is not supported")
	}
	s.rules = program
}

// failAll reports an error that may be a list with positions.
func (s *state) failAll(err error) {
	if list, ok := err.(scanner.ErrorList); ok {
		s.errs = append(s.errs, list...)
		return
	}
	s.fail(s.svc.Pos, err.Error())
}

func (s *state) emit() {
	files, err := emit.Package(s.goir, s.rules)
	if err != nil {
		s.fail(s.svc.Pos, err.Error())
		return
	}
	s.files = files
	for _, f := range files {
		s.out.Files = append(s.out.Files, File{f.Path, f.Data})
	}
}
