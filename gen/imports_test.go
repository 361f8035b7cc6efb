package gen_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/tinsmith-go/tinsmith"

// allowedImports is the architecture: which package of this module may import which other, and which
// module from elsewhere, the standard library aside. An entry that no file needs any more is an error too.
var allowedImports = map[string][]string{
	"":                             nil,
	"cmd/tinsmith":                 {"cmd/tinsmith/internal/config", "cmd/tinsmith/internal/lock", "cmd/tinsmith/internal/report", "cmd/tinsmith/internal/source", "cmd/tinsmith/internal/write", "gen", "gen/inspect", "gen/names", "gen/wire", "model", "model/load", "github.com/spf13/cobra"},
	"cmd/tinsmith/internal/config": {"go.yaml.in/yaml/v3"},
	"cmd/tinsmith/internal/lock":   nil,
	"cmd/tinsmith/internal/report": {"cmd/tinsmith/internal/lock", "cmd/tinsmith/internal/write", "gen/inspect"},
	"cmd/tinsmith/internal/source": {"cmd/tinsmith/internal/lock", "model/load"},
	"cmd/tinsmith/internal/write":  {"cmd/tinsmith/internal/lock"},
	"gen":                          {"gen/emit", "gen/goir", "gen/names", "gen/rules", "gen/wire", "model", "model/patch", "templates"},
	"gen/emit":                     {"gen/godoc", "gen/goir", "gen/names", "gen/pattern", "gen/rules", "gen/wire", "model", "github.com/dave/jennifer"},
	"gen/godoc":                    nil,
	"gen/goir":                     {"gen/godoc", "gen/jmespath", "gen/names", "gen/pattern", "gen/wire", "model"},
	"gen/inspect":                  {"gen", "gen/pattern", "gen/wire", "model"},
	"gen/jmespath":                 {"model"},
	"gen/names":                    nil,
	"gen/pattern":                  nil,
	"gen/rules":                    {"model"},
	"gen/wire":                     {"model"},
	"model":                        nil,
	"model/botocore":               {"model", "model/jsondoc", "model/ruleset"},
	"model/jsondoc":                {"github.com/tidwall/gjson"},
	"model/load":                   {"model", "model/botocore", "model/jsondoc", "model/smithy"},
	"model/patch":                  {"model"},
	"model/ruleset":                {"model", "model/jsondoc"},
	"model/smithy":                 {"model", "model/jsondoc", "model/ruleset"},
	"templates":                    nil,
}

// allowedInTemplates are the modules that packages below templates may import besides each other.
var allowedInTemplates = []string{"github.com/aws/aws-sdk-go-v2", "github.com/aws/smithy-go"}

func TestImportsAreThoseOfTheArchitecture(t *testing.T) {
	real := realImports(t)
	for pkg, imports := range real {
		if strings.HasPrefix(pkg, "templates/") {
			checkTemplate(t, pkg, imports)
			continue
		}
		allowed, ok := allowedImports[pkg]
		if !ok {
			t.Errorf("package %s isn't in the table", pkg)
		}
		for _, i := range imports {
			if !slices.Contains(allowed, i) {
				t.Errorf("%s imports %s, which the table doesn't allow", pkg, i)
			}
		}
		for _, a := range allowed {
			if !slices.Contains(imports, a) {
				t.Errorf("the table lets %s import %s, which it no longer does", pkg, a)
			}
		}
	}
	for pkg := range allowedImports {
		if real[pkg] == nil {
			t.Errorf("the table has the package %q, which doesn't exist", pkg)
		}
	}
}

func checkTemplate(t *testing.T, pkg string, imports []string) {
	for _, i := range imports {
		if !strings.HasPrefix(i, "templates/") && !slices.Contains(allowedInTemplates, i) {
			t.Errorf("the template %s imports %s", pkg, i)
		}
	}
}

// realImports reads the imports of every package but those of generated clients and test data: paths
// within this module, and modules of others.
func realImports(t *testing.T) map[string][]string {
	out := map[string][]string{}
	err := filepath.WalkDir("..", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel := filepath.ToSlash(strings.TrimPrefix(strings.TrimPrefix(p, ".."), string(filepath.Separator)))
		if d.IsDir() {
			if _, err := os.Stat(filepath.Join(p, "go.mod")); err == nil && rel != "" {
				return filepath.SkipDir // a module of its own
			}
			if rel == "out" || rel == "bin" || rel == "testdata" || strings.HasPrefix(d.Name(), ".") && rel != "" || d.Name() == "testdata" {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		pkg := path.Dir(rel)
		if pkg == "." {
			pkg = ""
		}
		out[pkg] = merge(out[pkg], fileImports(t, p))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func merge(a, b []string) []string {
	if a == nil {
		a = []string{}
	}
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}

func fileImports(t *testing.T, file string) []string {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, i := range f.Imports {
		p, _ := strconv.Unquote(i.Path.Value)
		switch {
		case strings.HasPrefix(p, module+"/"):
			out = append(out, strings.TrimPrefix(p, module+"/"))
		case strings.Contains(strings.Split(p, "/")[0], "."):
			out = append(out, modulePath(p))
		}
	}
	return out
}

// modulePath is the module that a package path belongs to, as far as this module's dependencies go.
func modulePath(p string) string {
	parts := strings.Split(p, "/")
	if parts[0] == "go.yaml.in" {
		return p
	}
	return strings.Join(parts[:min(3, len(parts))], "/")
}

// The module is built by users of every supported Go release; a dependency must not lift the line.
func TestGoLine(t *testing.T) {
	b, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(b), "\ngo 1.24.0\n") {
		t.Error("go.mod's go line isn't 1.24.0")
	}
	if strings.Contains(string(b), "\ntoolchain ") {
		t.Error("go.mod has a toolchain line")
	}
}
