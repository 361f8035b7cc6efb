package gen

import (
	"bytes"
	"fmt"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/tinsmith-go/tinsmith/gen/emit"
	"github.com/tinsmith-go/tinsmith/templates"
)

// templateRoot is the import path below which template packages stand in this module.
const templateRoot = "github.com/tinsmith-go/tinsmith/templates/"

// clientFiles are the files of the template package client that become part of the client package itself.
// What else stands there takes the place of emitted files, so that it compiles.
var clientFiles = []string{"auth.go", "client.go", "options.go"}

// copyTemplates adds the files that are the same in every client: those of the client package, and in its
// internal folder the packages that the other files import, and those that these import.
func (s *state) copyTemplates() {
	prefix := s.cfg.ImportPath + "/internal/"
	todo := map[string]bool{}
	for _, name := range clientFiles {
		if err := s.copyClientFile(name, prefix, todo); err != nil {
			s.fail(s.svc.Pos, err.Error())
		}
	}
	for _, f := range s.files {
		if err := addImports(f.Path, f.Data, prefix, todo); err != nil {
			s.fail(s.svc.Pos, err.Error())
		}
	}
	done := emitted(s.files)
	for len(todo) > 0 {
		name := least(todo)
		delete(todo, name)
		if done[name] {
			continue
		}
		done[name] = true
		if err := s.copyPackage(name, prefix, todo); err != nil {
			s.fail(s.svc.Pos, err.Error())
		}
	}
}

// emitted are the packages of the internal folder that are printed, not copied.
func emitted(files []emit.File) map[string]bool {
	out := map[string]bool{}
	for _, f := range files {
		if dir, ok := strings.CutPrefix(path.Dir(f.Path), "internal/"); ok {
			out[dir] = true
		}
	}
	return out
}

func least(set map[string]bool) string {
	list := make([]string, 0, len(set))
	for n := range set {
		list = append(list, n)
	}
	sort.Strings(list)
	return list[0]
}

// addImports adds the last elements of the imports that begin with prefix.
func addImports(name string, src []byte, prefix string, to map[string]bool) error {
	f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
	if err != nil {
		return fmt.Errorf("imports of %s: %w", name, err)
	}
	for _, i := range f.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			return fmt.Errorf("imports of %s: %w", name, err)
		}
		if rest, ok := strings.CutPrefix(p, prefix); ok {
			to[rest] = true
		}
	}
	return nil
}

// copyClientFile adds a file of the template package client to the client package.
func (s *state) copyClientFile(name, prefix string, todo map[string]bool) error {
	file := path.Join("client", name)
	src, err := templates.Files.ReadFile(file)
	if err != nil {
		return fmt.Errorf("template %s: %w", file, err)
	}
	if err := addImports(file, src, templateRoot, todo); err != nil {
		return err
	}
	data, err := copied(file, packageClause.ReplaceAll(src, []byte("package "+s.out.Package)), prefix)
	if err != nil {
		return err
	}
	s.out.Files = append(s.out.Files, File{name, data})
	return nil
}

var packageClause = regexp.MustCompile(`(?m)^package client$`)

func (s *state) copyPackage(name, prefix string, todo map[string]bool) error {
	entries, err := fs.ReadDir(templates.Files, name)
	if err != nil {
		return fmt.Errorf("template package %s: %w", name, err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), "_test.go") || e.IsDir() {
			continue
		}
		file := path.Join(name, e.Name())
		src, err := templates.Files.ReadFile(file)
		if err != nil {
			return fmt.Errorf("template %s: %w", file, err)
		}
		if err := addImports(file, src, templateRoot, todo); err != nil {
			return err
		}
		data, err := copied(file, src, prefix)
		if err != nil {
			return err
		}
		s.out.Files = append(s.out.Files, File{path.Join("internal", file), data})
	}
	return nil
}

var rootImport = regexp.MustCompile(`(?m)^(\s*(?:import )?(?:\w+ )?)"` + regexp.QuoteMeta(templateRoot))

// copied is a template's source for a client: with a header, and with the imports of other templates
// pointing to their copies.
func copied(file string, src []byte, prefix string) ([]byte, error) {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s\n// Source: templates/%s\n\n", emit.Header, file)
	out.Write(rootImport.ReplaceAll(src, []byte("${1}\""+prefix)))
	data, err := format.Source(out.Bytes())
	if err != nil {
		return nil, fmt.Errorf("template %s: %w", file, err)
	}
	return data, nil
}
