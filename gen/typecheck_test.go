package gen_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"path"
	"strings"
	"sync"
	"testing"

	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/model/load"
)

// toyPath is the import path of the clients that tests make of small models.
const toyPath = "example.com/toy"

// exports are the compiled templates and all that they import: files by import path.
var exports struct {
	once  sync.Once
	files map[string]string
}

func exportFiles(t testing.TB) map[string]string {
	exports.once.Do(func() {
		exports.files = map[string]string{}
		out := goCommand(t, nil, "list", "-export", "-deps", "-f", "{{if .Export}}{{.ImportPath}}\t{{.Export}}{{end}}", "./templates/...")
		for _, line := range strings.Split(out, "\n") {
			if p, file, ok := strings.Cut(line, "\t"); ok {
				exports.files[p] = file
			}
		}
	})
	return exports.files
}

// checker type-checks generated clients. Their copies of templates are taken for the templates themselves, which
// are compiled, so that only what depends on the model is checked, and in milliseconds.
type checker struct {
	fset *token.FileSet
	base types.Importer
	done map[string]*types.Package
}

func newChecker(t testing.TB) *checker {
	files := exportFiles(t)
	fset := token.NewFileSet()
	lookup := func(p string) (io.ReadCloser, error) { return os.Open(files[p]) }
	return &checker{fset: fset, base: importer.ForCompiler(fset, "gc", lookup)}
}

// Import is types.Importer's.
func (c *checker) Import(p string) (*types.Package, error) {
	if pkg := c.done[p]; pkg != nil {
		return pkg, nil
	}
	if rest, ok := strings.CutPrefix(p, toyPath+"/internal/"); ok {
		p = module + "/templates/" + rest
	}
	return c.base.Import(p)
}

// examplesOf is where the checker keeps the test package that holds the examples of the client.
const examplesOf = "examples"

// check type-checks the client's own packages and its examples.
func (c *checker) check(files []gen.File) error {
	c.done = map[string]*types.Package{}
	byDir := map[string][]*ast.File{}
	for _, f := range files {
		if strings.HasPrefix(f.Path, "internal/") {
			continue
		}
		file, err := parser.ParseFile(c.fset, f.Path, f.Data, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		dir := path.Dir(f.Path)
		if f.Path == "example_test.go" {
			dir = examplesOf
		}
		byDir[dir] = append(byDir[dir], file)
	}
	for _, dir := range []string{"document", "types", ".", examplesOf} {
		if byDir[dir] == nil {
			continue
		}
		conf := types.Config{Importer: c, GoVersion: "go1.24"}
		p := path.Join(toyPath, dir)
		pkg, err := conf.Check(p, c.fset, byDir[dir], nil)
		if err != nil {
			return fmt.Errorf("type-check: %w", err)
		}
		c.done[p] = pkg
		delete(byDir, dir)
	}
	for dir := range byDir {
		return fmt.Errorf("the client has an unexpected folder %s", dir)
	}
	return nil
}

// scope is a package of the client that was checked last: "", types or document.
func (c *checker) scope(dir string) *types.Scope { return c.done[path.Join(toyPath, dir)].Scope() }

// toy is a model in the Smithy format: a service t#Toy with the operations. Each shape stands on a line of its own,
// the first on line 3.
func toy(operations string, shapes ...string) string {
	var ops []string
	for _, op := range strings.Fields(operations) {
		ops = append(ops, fmt.Sprintf(`{"target": "t#%s"}`, op))
	}
	service := `"t#Toy": {"type": "service", "version": "2024-01-01", "operations": [` + strings.Join(ops, ", ") + `], "traits": {` +
		`"aws.protocols#restJson1": {}, "aws.auth#sigv4": {"name": "toy"}, "aws.api#service": {"sdkId": "Toy", "endpointPrefix": "toy"}}}`
	return "{\"smithy\": \"2.0\", \"shapes\": {\n" + strings.Join(append([]string{service}, shapes...), ",\n") + "\n}}\n"
}

// operation is a Smithy operation that posts to /<name>. Its input and output are shapes of the namespace t, or
// smithy.api#Unit when empty; traits are more of its traits, as entries of a JSON object.
func operation(name, input, output string, traits ...string) string {
	target := func(s string) string {
		if s == "" {
			return "smithy.api#Unit"
		}
		return "t#" + s
	}
	traits = append([]string{fmt.Sprintf(`"smithy.api#http": {"method": "POST", "uri": "/%s", "code": 200}`, name)}, traits...)
	return fmt.Sprintf(`"t#%s": {"type": "operation", "input": {"target": %q}, "output": {"target": %q}, "traits": {%s}}`,
		name, target(input), target(output), strings.Join(traits, ", "))
}

// structure is a Smithy structure. Members are "name: target" or "name: target {traits}"; a target without a
// namespace is one of t's, one that begins with a colon is of the prelude.
func structure(name string, members ...string) string { return aggregate("structure", name, members) }

func union(name string, members ...string) string { return aggregate("union", name, members) }

func aggregate(kind, name string, members []string) string {
	var list []string
	for _, m := range members {
		name, rest, _ := strings.Cut(m, ": ")
		target, traits, _ := strings.Cut(rest, " ")
		if traits == "" {
			traits = "{}"
		}
		list = append(list, fmt.Sprintf(`%q: {"target": %q, "traits": %s}`, name, shapeID(target), traits))
	}
	return fmt.Sprintf(`"t#%s": {"type": %q, "members": {%s}}`, name, kind, strings.Join(list, ", "))
}

func shapeID(target string) string {
	switch {
	case strings.HasPrefix(target, ":"):
		return "smithy.api#" + target[1:]
	case strings.Contains(target, "#"):
		return target
	}
	return "t#" + target
}

// list and dict are a Smithy list and a map from strings, with traits as entries of a JSON object.
func list(name, target string, traits ...string) string {
	return fmt.Sprintf(`"t#%s": {"type": "list", "member": {"target": %q}, "traits": {%s}}`, name, shapeID(target), strings.Join(traits, ", "))
}

func dict(name, target string, traits ...string) string {
	return fmt.Sprintf(`"t#%s": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": %q}, "traits": {%s}}`, name, shapeID(target), strings.Join(traits, ", "))
}

// toFiles is a model in a file of its own.
func toFiles(text string) []load.File { return []load.File{{Name: "model.json", Data: []byte(text)}} }

// makeClient makes a client of a model.
func makeClient(cfg gen.Config, text string) (*gen.Output, error) {
	cfg.Fset = token.NewFileSet()
	res, err := load.Load(cfg.Fset, toFiles(text), "")
	if err != nil {
		return nil, err
	}
	if cfg.ImportPath == "" {
		cfg.ImportPath = toyPath
	}
	return gen.Generate(cfg, res.Service)
}

// mustMake makes a client that type-checks.
func mustMake(t testing.TB, cfg gen.Config, text string) (*gen.Output, *checker) {
	t.Helper()
	out, err := makeClient(cfg, text)
	if err != nil {
		t.Fatal(messages(err))
	}
	c := newChecker(t)
	if err := c.check(out.Files); err != nil {
		t.Fatal(err)
	}
	return out, c
}

// withErrors adds errors of the namespace t to an operation.
func withErrors(operation string, names ...string) string {
	var list []string
	for _, n := range names {
		list = append(list, fmt.Sprintf(`{"target": %q}`, shapeID(n)))
	}
	return strings.TrimSuffix(operation, "}") + `, "errors": [` + strings.Join(list, ", ") + `]}`
}

// badError is a structure that is a client's error.
func badError(name string, members ...string) string {
	return strings.TrimSuffix(structure(name, members...), "}") + `, "traits": {"smithy.api#error": "client"}}`
}
