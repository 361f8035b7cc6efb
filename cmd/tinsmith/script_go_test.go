package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/report"
)

type variable struct{ name, value string }

// goEnvironment is what scripts need for running the go command: the checkout as TINSMITH_ROOT, this
// user's caches, and the module cache as the first proxy, so that nothing is fetched that is in it.
func goEnvironment(t *testing.T) []variable {
	t.Helper()
	out, err := exec.Command("go", "env", "GOCACHE", "GOMODCACHE", "GOPATH", "GOPROXY").Output()
	if err != nil {
		t.Fatalf("go env: %v", err)
	}
	lines := strings.Split(strings.ReplaceAll(string(out), "\r\n", "\n"), "\n")
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	download := filepath.ToSlash(filepath.Join(lines[1], "cache", "download"))
	return []variable{
		{"TINSMITH_ROOT", root},
		{"GOCACHE", lines[0]}, {"GOMODCACHE", lines[1]}, {"GOPATH", lines[2]},
		{"GOPROXY", "file:///" + strings.TrimPrefix(download, "/") + "," + lines[3]},
		{"GOSUMDB", "off"}, {"GOTOOLCHAIN", "local"}, {"GOWORK", "off"}, {"GOFLAGS", ""},
	}
}

// keep remembers the contents of a folder for delta: keep DIR
func keep(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: keep dir")
	}
	kept := keptDir(ts, args[0])
	ts.Check(os.RemoveAll(kept))
	ts.Check(os.CopyFS(kept, os.DirFS(ts.MkAbs(args[0]))))
}

func keptDir(ts *testscript.TestScript, dir string) string {
	return filepath.Join(ts.Getenv("WORK"), fmt.Sprintf(".kept-%x", dir))
}

// delta writes how a folder differs from what it was when it was kept: a line per file, A for added,
// D for deleted, M with the number of lines for modified: delta DIR FILE
func delta(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: delta dir file")
	}
	before, after := contents(ts, keptDir(ts, args[0])), contents(ts, ts.MkAbs(args[0]))
	all := maps.Clone(before)
	maps.Copy(all, after)
	var out bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(all)) {
		was, had := before[name]
		is, has := after[name]
		switch {
		case !had:
			fmt.Fprintf(&out, "A %s\n", name)
		case !has:
			fmt.Fprintf(&out, "D %s\n", name)
		case was != is:
			diff := report.Diff("a", "b", []byte(was), []byte(is))
			fmt.Fprintf(&out, "M %s +%d -%d\n", name, strings.Count(diff, "\n+")-1, strings.Count(diff, "\n-"))
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), out.Bytes(), 0o666))
}

// contents reads the files of a folder, by slash path.
func contents(ts *testscript.TestScript, dir string) map[string]string {
	out := map[string]string{}
	root := os.DirFS(dir)
	ts.Check(fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, p)
		out[p] = string(data)
		return err
	}))
	return out
}
