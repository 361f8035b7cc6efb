package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/scanner"
	"go/token"
	"slices"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/lock"
	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/source"
	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/write"
	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/load"
)

// built is one client in memory.
type built struct {
	client
	output *gen.Output
	models []lock.Model
	module *source.Module // nil when the import path was given and there is no go.mod
}

// build generates all clients of a job in memory. The errors of all of them come together.
func (a *app) build(j *job) ([]*built, error) {
	old, err := j.readLock()
	if err != nil {
		return nil, err
	}
	var all []*built
	var errs []error
	var warnings scanner.ErrorList
	p := a.progress(len(j.clients))
	defer p.clear()
	for i, c := range j.clients {
		p.show(i, c.out)
		pinned := ""
		if old != nil {
			pinned = old.Protocols[c.Out]
		}
		b, warned, err := a.buildClient(c, pinned)
		errs = append(errs, located(err, c.Pos))
		warnings = append(warnings, warned...)
		all = append(all, b)
	}
	p.clear()
	err = errors.Join(errs...)
	if err == nil || a.verbose {
		a.warn(warnings)
	}
	if err != nil {
		return nil, err
	}
	return all, nil
}

// buildClient reads one model and generates its client. Where no protocol is chosen, the pinned one stays
// for as long as the model has it: a model that lists another one first doesn't change the client.
func (a *app) buildClient(c client, pinned string) (*built, scanner.ErrorList, error) {
	b := &built{client: c}
	if err := b.findImportPath(); err != nil {
		return nil, nil, err
	}
	set, err := source.Model(c.models, a.stdin)
	if err != nil {
		return nil, nil, err
	}
	fset := token.NewFileSet()
	loaded, err := load.Load(fset, set.Files, c.Service)
	if err != nil {
		return nil, nil, err
	}
	if c.Protocol == "" && speaks(loaded.Service, pinned) {
		c.Protocol = pinned
	}
	b.output, err = gen.Generate(gen.Config{
		Fset: fset, Package: c.Package, ImportPath: b.ImportPath, Protocol: c.Protocol,
		Operations: c.Operations, Exclude: c.Exclude, Rename: c.Rename, Docs: c.Docs,
	}, loaded.Service)
	if err != nil {
		return nil, loaded.Warnings, located(err, c.OperationsPos)
	}
	for i, o := range set.Origins {
		b.models = append(b.models, lock.Model{Source: c.sources[i], Version: loaded.Service.Version, SHA256: o.SHA256})
	}
	return b, append(loaded.Warnings, b.output.Warnings...), nil
}

// speaks says whether a service lists a protocol.
func speaks(svc *model.Service, id string) bool {
	return slices.ContainsFunc(svc.Protocols, func(p model.Protocol) bool { return string(p.ID) == id })
}

// findImportPath fills in the client's import path from its go.mod, unless it is given.
func (b *built) findImportPath() error {
	m, err := source.FindModule(b.dir)
	switch {
	case err == nil:
		b.module = m
	case b.ImportPath == "" && errors.Is(err, source.ErrNoModule):
		return fmt.Errorf("%s: %w; give --import-path (import_path in a config)", b.out, err)
	case b.ImportPath == "":
		return err
	}
	if b.ImportPath == "" {
		if b.ImportPath, err = m.ImportPath(b.dir); err != nil {
			return err
		}
	}
	if !validImportPath(b.ImportPath) {
		return fmt.Errorf("%s: %q isn't an import path; give another by --import-path (import_path in a config)", b.out, b.ImportPath)
	}
	return nil
}

// located gives errors that have no position the one in the config that they are about.
func located(err error, pos token.Position) error {
	var list scanner.ErrorList
	var one *scanner.Error
	switch {
	case err == nil || !pos.IsValid() || errors.As(err, &one):
		return err
	case errors.As(err, &list):
		var out scanner.ErrorList
		for _, e := range list {
			if !e.Pos.IsValid() {
				e = &scanner.Error{Pos: pos, Msg: e.Msg}
			}
			out = append(out, e)
		}
		return out
	}
	return &scanner.Error{Pos: pos, Msg: err.Error()}
}

// files returns the client as package write wants it.
func (b *built) files() write.Client {
	c := write.Client{Out: b.Out, Dir: b.dir}
	for _, f := range b.output.Files {
		c.Files = append(c.Files, write.File(f))
	}
	return c
}

// needs says whether a generated file of the client imports a module's packages.
func (b *built) needs(modulePath string) bool {
	start := []byte(`"` + modulePath)
	return slices.ContainsFunc(b.output.Files, func(f gen.File) bool {
		for _, rest := range bytes.Split(f.Data, start)[1:] {
			if len(rest) > 0 && (rest[0] == '"' || rest[0] == '/') {
				return true
			}
		}
		return false
	})
}
