package emit

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/gen/goir"
	"github.com/tinsmith-go/tinsmith/gen/pattern"
	"github.com/tinsmith-go/tinsmith/model"
)

// printMatchers prints a file with a function Match0, Match1, … for every plan.
func printMatchers(t testing.TB, plans []*pattern.Plan) []byte {
	t.Helper()
	p := &goir.Package{Name: "matchers", ImportPath: "example.com/matchers", Model: &model.Service{}}
	f := newFile(p, "", "matchers.go")
	for i, plan := range plans {
		if plan.Check != nil {
			patternFunc(f, fmt.Sprintf("Match%d", i), plan)
		}
	}
	out, err := f.done()
	if err != nil {
		t.Fatal(err)
	}
	return out.Data
}

func compileAll(texts []string) []*pattern.Plan {
	plans := make([]*pattern.Plan, len(texts))
	for i, text := range texts {
		plans[i] = pattern.Compile(text)
	}
	return plans
}

// goldenPatterns show every form that a matcher takes.
var goldenPatterns = []string{
	`^[\s\S]*$`, `^[\s\S]{3,9}$`, `^abc$`, `^abc`, `abc$`, `abc`, `[0-9]+`, `.*\S.*`,
	`^[a-zA-Z0-9-_]*$`, `^[a-zA-Z0-9_\-.:/]{3,128}$`, `^.{1,256}$`, `^[^:]+:[^:]{2,8}$`, `^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$`,
	`^arn:aws(-cn|-us-gov)?:[a-z0-9-]*:[a-z0-9-]*:([0-9]{12})?:.+$`,
	`^(?:[A-F0-9]{1,4}:){7}[A-F0-9]{1,4}$`, `^[a-z]+(-[a-z]+){0,3}$`, `^(a[0-9]|b.)+$`, `^(é|[x-y]z)?z$`,
	`^(?!aws:)[a-z:]+$`, `^(?=.{3,63}$)[a-z]+(\.[a-z]+)*$`, `^[0-9a-z.-]*(?<!\.)$`, `^$|^[A-Z]{2}$`,
	`^[a-z]+b$`, `^x[\s\S]{2}y$`,
}

func TestPrintedMatchers(t *testing.T) {
	got := printMatchers(t, compileAll(goldenPatterns))
	golden := filepath.Join("testdata", "patterns.go.txt")
	if *update {
		writeFile(t, golden, string(got))
	}
	if diff := cmp.Diff(string(readFile(t, golden)), string(got)); diff != "" {
		t.Errorf("printed matchers (-want +got)\n%s", diff)
	}
}

func TestALongPatternIsCutInTheComment(t *testing.T) {
	text := "^" + string(bytes.Repeat([]byte("a\n"), 200)) + "$"
	src := printMatchers(t, compileAll([]string{text}))
	for _, l := range bytes.Split(src, []byte("\n")) {
		if bytes.HasPrefix(l, []byte("//")) && len(l) > 220 {
			t.Errorf("a comment of %d bytes", len(l))
		}
	}
}

// matchQuestion asks the printed function of a plan about strings, or with Allocs, whether it allocates for them.
type matchQuestion struct {
	Func    int
	Strings []string
	Allocs  bool
}

// matchProgram is a built program of printed matchers.
type matchProgram struct{ path string }

// matcherModule writes a module with the printed matchers of plans and with other files.
func matcherModule(t testing.TB, plans []*pattern.Plan, files map[string]string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	lazyre, err := os.ReadFile(filepath.Join("..", "..", "templates", "lazyre", "lazyre.go"))
	if err != nil {
		t.Fatal(err)
	}
	files = maps.Clone(files)
	files["go.mod"] = "module example.com/matchers\n\ngo 1.24.0\n"
	files["internal/lazyre/lazyre.go"] = string(lazyre)
	files["matchers.go"] = string(printMatchers(t, plans))
	for path, data := range files {
		path = filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// buildMatchers prints matchers for plans, and builds a program that answers questions put to them.
func buildMatchers(t *testing.T, plans []*pattern.Plan) matchProgram {
	t.Helper()
	var table bytes.Buffer
	for i, p := range plans {
		if p.Check != nil {
			fmt.Fprintf(&table, "\t%d: matchers.Match%d,\n", i, i)
		}
	}
	dir := matcherModule(t, plans, map[string]string{"answer/main.go": fmt.Sprintf(answerSource, table.String())})
	out := filepath.Join(dir, "answer.exe")
	run(t, dir, nil, "go", "vet", "./...")
	run(t, dir, nil, "go", "build", "-o", out, "./answer")
	return matchProgram{out}
}

// ask returns a byte for every string, '1' for yes and '0' for no.
func (p matchProgram) ask(t *testing.T, questions []matchQuestion) [][]byte {
	t.Helper()
	var in bytes.Buffer
	if err := gob.NewEncoder(&in).Encode(questions); err != nil {
		t.Fatal(err)
	}
	var answers [][]byte
	if err := gob.NewDecoder(bytes.NewReader(run(t, "", in.Bytes(), p.path))).Decode(&answers); err != nil {
		t.Fatal(err)
	}
	return answers
}

const answerSource = `package main

import (
	"encoding/gob"
	"os"
	"testing"

	"example.com/matchers"
)

var matchFuncs = map[int]func(string) bool{
%s}

func main() {
	var questions []struct {
		Func    int
		Strings []string
		Allocs  bool
	}
	if err := gob.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		panic(err)
	}
	var answers [][]byte
	for _, q := range questions {
		match := matchFuncs[q.Func]
		answer := make([]byte, len(q.Strings))
		for i, s := range q.Strings {
			answer[i] = '0'
			if q.Allocs && testing.AllocsPerRun(5, func() { match(s) }) > 0 || !q.Allocs && match(s) {
				answer[i] = '1'
			}
		}
		answers = append(answers, answer)
	}
	if err := gob.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}
`
