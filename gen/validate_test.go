package gen_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/gen/pattern"
	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/load"
)

// validators compares what generated checks report with what an interpreter of the model says, for every constraint
// of the clients that it is given: Validate, and calls of clients that never send.
type validators struct {
	dir     string
	match   *matcher
	samples *samples
	clients []string // registrations
	cases   []string // files
	checked map[string]int
	skipped map[string]int
}

func newValidators(t *testing.T, recorded string) *validators {
	m := newMatcher(t, recorded)
	v := &validators{dir: t.TempDir(), match: m, samples: newSamples(m), checked: map[string]int{}, skipped: map[string]int{}}
	corpusModule(t, v.dir)
	return v
}

// unknown tells patterns that aren't compared: those that generated code doesn't enforce, and those that Node doesn't
// read.
func (v *validators) unknown(text string) bool {
	if p := pattern.Compile(text); p.Check == nil {
		return true
	}
	if _, ok := v.match.answers[text]; !ok {
		v.match.ask(text, []string{""})
	}
	return v.match.invalid[text]
}

var variant = regexp.MustCompile(`(?m)^type (\w+Member\w+|UnknownUnionMember) struct`)

// client writes a client and the cases of its operations.
func (v *validators) client(t *testing.T, name string, svc *model.Service, out *gen.Output) {
	t.Helper()
	var variants []string
	for _, f := range out.Files {
		writeFile(t, filepath.Join(v.dir, filepath.FromSlash(name), filepath.FromSlash(f.Path)), f.Data)
		if f.Path == "types/unions.go" {
			for _, m := range variant.FindAllSubmatch(f.Data, -1) {
				variants = append(variants, string(m[1]))
			}
		}
	}
	v.register(t, name, variants)
	known := map[string]bool{}
	w := &sites{samples: v.samples, seen: map[*model.Shape]bool{}, checked: v.checked, skipped: v.skipped, skip: func(p string) bool {
		if _, ok := known[p]; !ok {
			known[p] = v.unknown(p)
		}
		return known[p]
	}}
	for _, op := range svc.Operations {
		if slices.Contains(out.Operations, op.Name) {
			w.operation(op)
		}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	for _, c := range w.out {
		if err := enc.Encode(c); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(v.dir, "cases", filepath.FromSlash(name)+".jsonl")
	writeFile(t, file, b.Bytes())
	v.cases = append(v.cases, file)
}

// register writes a file of the program for a client.
func (v *validators) register(t *testing.T, name string, variants []string) {
	path := "example.com/corpus/" + name
	var b strings.Builder
	fmt.Fprintf(&b, "package main\n\nimport (\n\t\"reflect\"\n\n\t\"github.com/aws/aws-sdk-go-v2/aws\"\n\n\tclient %q\n", path)
	if len(variants) > 0 {
		fmt.Fprintf(&b, "\t%q\n", path+"/types")
	}
	fn := fmt.Sprintf("client%d", len(v.clients))
	fmt.Fprintf(&b, ")\n\nvar %s = registered{func(mode uint8, d doer) any {\n\treturn client.New(client.Options{Region: \"us-east-1\", Validation: client.ValidationMode(mode), HTTPClient: d, Retryer: aws.NopRetryer{}})\n}, map[string]reflect.Type{\n", fn)
	for _, n := range variants {
		fmt.Fprintf(&b, "\t%q: reflect.TypeFor[types.%s](),\n", n, n)
	}
	b.WriteString("}}\n")
	writeFile(t, filepath.Join(v.dir, "validate", fn+".go"), []byte(b.String()))
	v.clients = append(v.clients, fmt.Sprintf("\t%q: %s,\n", name, fn))
}

// run builds the program and compares.
func (v *validators) run(t *testing.T) {
	t.Helper()
	program, err := os.ReadFile("testdata/validate.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(v.dir, "validate", "main.go"), program)
	writeFile(t, filepath.Join(v.dir, "validate", "clients.go"), []byte("package main\n\nvar clients = map[string]registered{\n"+strings.Join(v.clients, "")+"}\n"))
	inModule(t, v.dir, nil, "build", "-o", "validate.exe", "./validate")
	if t.Failed() {
		return
	}
	out, err := exec.Command(filepath.Join(v.dir, "validate.exe"), v.cases...).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	total := 0
	for _, kind := range slices.Sorted(maps.Keys(v.checked)) {
		total += v.checked[kind]
		t.Logf("%d constraints: %s", v.checked[kind], kind)
	}
	for _, why := range slices.Sorted(maps.Keys(v.skipped)) {
		t.Logf("left out %d: %s", v.skipped[why], why)
	}
	t.Logf("%d constraints of %d clients: %s", total, len(v.clients), lines[len(lines)-1])
}

// TestValidators compares the checks of the clients that are checked in.
func TestValidators(t *testing.T) {
	const recorded = "testdata/validate_matches.json"
	v := newValidators(t, recorded)
	for _, c := range clients(t) {
		for _, format := range []string{"botocore", "smithy"} {
			fset := token.NewFileSet()
			res, err := load.Load(fset, c.files(t, format), "")
			if err != nil {
				t.Fatal(err)
			}
			name := format + "/" + c.name
			out, err := gen.Generate(gen.Config{Fset: fset, ImportPath: "example.com/corpus/" + name}, res.Service)
			if err != nil {
				t.Fatal(err)
			}
			v.client(t, name, res.Service, out)
		}
	}
	v.match.record(t, recorded, *update)
	v.run(t)
}

// TestCorpusValidators compares those of every real service that speaks restJson1.
func TestCorpusValidators(t *testing.T) {
	models := corpus(t)
	v := newValidators(t, "")
	reasons := map[string]int{}
	for _, m := range models {
		fset := token.NewFileSet()
		svc := m.service(t, fset)
		if svc == nil {
			continue
		}
		if out := generateSupported(t, m, fset, svc, reasons); out != nil {
			v.client(t, m.name, svc, out)
		}
	}
	v.run(t)
}
