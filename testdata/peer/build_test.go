package peer

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// maxAdded is how many bytes a program that only calls CreateResponsePlan may add to a bare
// net/http program, stripped.
const maxAdded = 1_050_000

const root = "../.."

// workshop is a module of its own, with this one's requirements, and the command.
type workshop struct {
	dir      string
	tinsmith string
}

// open makes a workshop with the client of CreateResponsePlan alone in the package one.
func open(t *testing.T) *workshop {
	t.Helper()
	w := &workshop{dir: t.TempDir(), tinsmith: filepath.Join(t.TempDir(), "tinsmith.exe")}
	run(t, root, nil, "go", "build", "-o", w.tinsmith, "./cmd/tinsmith")
	abs, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	copyFile(t, "go.sum", filepath.Join(w.dir, "go.sum"), nil)
	copyFile(t, "go.mod", filepath.Join(w.dir, "go.mod"), nil)
	run(t, w.dir, nil, "go", "mod", "edit", "-module", "peer.test",
		"-dropreplace", "github.com/tinsmith-go/tinsmith", "-replace", "github.com/tinsmith-go/tinsmith="+abs)
	model, err := filepath.Abs("../models/ssm-incidents/2018-05-10")
	if err != nil {
		t.Fatal(err)
	}
	run(t, w.dir, nil, w.tinsmith, "generate", "-q", "--model", model, "--operations", "CreateResponsePlan", "--out", "one")
	return w
}

func run(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

func copyFile(t *testing.T, from, to string, change func(string) string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		data = []byte(change(string(data)))
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// program builds a program stripped and returns its size.
func (w *workshop) program(t *testing.T, dir, pkg string) int64 {
	t.Helper()
	out := filepath.Join(t.TempDir(), "program")
	run(t, dir, []string{"CGO_ENABLED=0"}, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", out, pkg)
	info, err := os.Stat(out)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// TestSize holds what the generated client adds to a program to its bar.
func TestSize(t *testing.T) {
	w := open(t)
	copyFile(t, "size/tinsmith/main.go", filepath.Join(w.dir, "main", "main.go"), func(s string) string {
		return strings.ReplaceAll(s, oursPath, "peer.test/one")
	})
	bare := w.program(t, ".", "./size/bare")
	one := w.program(t, w.dir, "./main") - bare
	t.Logf("a bare net/http program:      %8d bytes", bare)
	t.Logf("with one operation:          +%8d bytes, at most %d", one, maxAdded)
	t.Logf("with all of out/ssmincidents:+%8d bytes", w.program(t, ".", "./size/tinsmith")-bare)
	t.Logf("with the SDK's client:       +%8d bytes", w.program(t, ".", "./size/sdk")-bare)
	if one > maxAdded {
		t.Errorf("the client of one operation adds %d bytes, want at most %d", one, maxAdded)
	}
}

// TestOneOperation looks for what a client of one operation has and doesn't use, and builds it
// for another system.
func TestOneOperation(t *testing.T) {
	w := open(t)
	run(t, w.dir, []string{"GOOS=windows"}, "go", "vet", "./one/...")
	linter := filepath.Join(t.TempDir(), "staticcheck.exe")
	build := exec.Command("go", "build", "-o", linter, "honnef.co/go/tools/cmd/staticcheck")
	build.Dir = "../lint"
	if out, err := build.CombinedOutput(); err != nil {
		t.Skipf("staticcheck can't be built: %s", out)
	}
	run(t, w.dir, nil, linter, "-checks", "U1000", "./one/...")
}

// TestImportDoesNothing looks at what importing the client does at program start: nothing may be
// listed for its packages but those without any allocation.
func TestImportDoesNothing(t *testing.T) {
	out := filepath.Join(t.TempDir(), "initonly.exe")
	run(t, ".", nil, "go", "build", "-o", out, "./initonly")
	trace := run(t, ".", []string{"GODEBUG=inittrace=1"}, out)
	if !strings.Contains(trace, "init net/http @") {
		t.Fatalf("no trace of net/http in\n%s", trace)
	}
	for _, line := range strings.Split(trace, "\n") {
		if strings.HasPrefix(line, "init "+oursPath) && !strings.HasSuffix(line, " 0 allocs") {
			t.Error(line)
		}
	}
}

// TestGenerationTime prints how long the command takes for the whole service.
func TestGenerationTime(t *testing.T) {
	corpus := os.Getenv("TINSMITH_CORPUS")
	if corpus == "" {
		t.Skip("TINSMITH_CORPUS isn't set")
	}
	w := open(t)
	for _, model := range []string{"models/botocore/ssm-incidents", "models/smithy/ssm-incidents/ssm-incidents-2018-05-10.json"} {
		for range 3 {
			start := time.Now()
			run(t, w.dir, nil, w.tinsmith, "generate", "-q", "--model", filepath.Join(corpus, model), "--out", "whole")
			t.Logf("%s: %v", model, time.Since(start).Round(time.Millisecond))
			if err := os.RemoveAll(filepath.Join(w.dir, "whole")); err != nil {
				t.Fatal(err)
			}
		}
	}
}
