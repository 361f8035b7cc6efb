package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the wanted output in testdata/script")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tinsmith": main})
}

func TestScript(t *testing.T) {
	goEnv := goEnvironment(t)
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("..", "..", "testdata", "script"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			for _, v := range goEnv {
				env.Setenv(v.name, v.value)
			}
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":    exits,
			"files":    files,
			"keep":     keep,
			"delta":    delta,
			"nest":     nest,
			"snapshot": snapshot,
			"same":     same,
			"sub":      sub,
		},
	})
}

// exits runs a program and wants an exit code: exits CODE PROGRAM ARGS…
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code program args...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// files lists the files that are, or are below, some paths, sorted, as slash paths: files PATH… FILE
func files(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: files path... file")
	}
	var list []string
	for _, arg := range args[:len(args)-1] {
		ts.Check(filepath.WalkDir(ts.MkAbs(arg), func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			rel, err := filepath.Rel(ts.MkAbs("."), p)
			list = append(list, filepath.ToSlash(rel)+"\n")
			return err
		}))
	}
	slices.Sort(list)
	ts.Check(os.WriteFile(ts.MkAbs(args[len(args)-1]), []byte(strings.Join(list, "")), 0o666))
}

// nest writes a file of nested JSON lists: nest DEPTH FILE
func nest(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: nest depth file")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	data := append(bytes.Repeat([]byte("["), n), bytes.Repeat([]byte("]"), n)...)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o666))
}

// snapshot remembers a folder, names, contents and times: snapshot DIR
func snapshot(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: snapshot dir")
	}
	ts.Check(os.WriteFile(snapshotFile(ts, args[0]), listing(ts, args[0]), 0o666))
}

// same wants a folder as it was at its snapshot: same DIR
func same(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: [!] same dir")
	}
	want, err := os.ReadFile(snapshotFile(ts, args[0]))
	ts.Check(err)
	if got := listing(ts, args[0]); bytes.Equal(got, want) == neg {
		ts.Fatalf("%s was\n%sand is\n%s", args[0], want, got)
	}
}

func snapshotFile(ts *testscript.TestScript, dir string) string {
	return ts.MkAbs(filepath.Join(ts.Getenv("WORK"), fmt.Sprintf(".snapshot-%x", dir)))
}

// listing is a line per file of a folder. A folder that doesn't exist has none.
func listing(ts *testscript.TestScript, dir string) []byte {
	var out bytes.Buffer
	root := ts.MkAbs(dir)
	ts.Check(filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && p == root {
			return nil
		}
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		var sum [sha256.Size]byte
		if info.Mode().IsRegular() {
			data, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			sum = sha256.Sum256(data)
		}
		rel, err := filepath.Rel(root, p)
		fmt.Fprintf(&out, "%s %v %v %x\n", rel, info.Mode(), info.ModTime(), sum)
		return err
	}))
	return out.Bytes()
}

// sub replaces a text everywhere in a file: sub OLD NEW FILE
func sub(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: sub old new file")
	}
	file := ts.MkAbs(args[2])
	data, err := os.ReadFile(file)
	ts.Check(err)
	if !bytes.Contains(data, []byte(args[0])) {
		ts.Fatalf("%s doesn't hold %q", args[2], args[0])
	}
	ts.Check(os.WriteFile(file, bytes.ReplaceAll(data, []byte(args[0]), []byte(args[1])), 0o666))
}
