package write

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/lock"
)

// goFile returns a generated Go file that holds one declaration.
func goFile(decl string) string {
	return "// " + Header + "\n// Source: x\n\npackage x\n\n" + decl + "\n"
}

// tree is a folder as a test sees it: slash path to content.
type tree map[string]string

func put(t *testing.T, dir string, files tree) {
	t.Helper()
	for name, data := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t *testing.T, dir string) tree {
	t.Helper()
	files := tree{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		switch {
		case d.IsDir():
			if rel != "." {
				files[filepath.ToSlash(rel)+"/"] = ""
			}
		case d.Type().IsRegular():
			data, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			files[filepath.ToSlash(rel)] = string(data)
		default:
			files[filepath.ToSlash(rel)] = "special"
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// project is a folder with a lock and the client out.
type project struct {
	t   *testing.T
	dir string
}

func newProject(t *testing.T) project {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return project{t, dir}
}

func (p project) out() string { return filepath.Join(p.dir, "out") }

// listed returns what the lock and the journal list.
func (p project) listed() []string {
	var list []string
	for _, name := range []string{lock.Name, JournalName} {
		data, err := os.ReadFile(filepath.Join(p.dir, name))
		if err != nil {
			continue
		}
		l, err := lock.Parse(name, data)
		if err != nil {
			p.t.Fatal(err)
		}
		for f := range l.Files {
			list = append(list, f)
		}
	}
	return list
}

func (p project) survey(files tree) []Entry {
	p.t.Helper()
	c := Client{Out: "out", Dir: p.out()}
	for name, data := range files {
		c.Files = append(c.Files, File{name, []byte(data)})
	}
	entries, err := Survey([]Client{c}, p.listed())
	if err != nil {
		p.t.Fatal(err)
	}
	return entries
}

// write brings the client to files, with a fault where one is given.
func (p project) write(files tree, fault func(step, path string) error) error {
	p.t.Helper()
	s, err := Begin(p.dir, []string{p.out()})
	if err != nil {
		p.t.Fatal(err)
	}
	defer s.End()
	s.fault = fault
	l := lock.New()
	l.Tool = "v1"
	for name, data := range files {
		l.Files["out/"+name] = lock.Digest([]byte(data))
	}
	return s.Commit(p.survey(files), l.Bytes())
}

func (p project) mustWrite(files tree) {
	p.t.Helper()
	if err := p.write(files, nil); err != nil {
		p.t.Fatal(err)
	}
}

var (
	before = tree{"a.go": goFile("type A int"), "b.go": goFile("type B int"), "old/gone.go": goFile("type Gone int"), "types/t.go": goFile("type T int")}
	after  = tree{"a.go": goFile("type A int"), "b.go": goFile("type B string"), "internal/new/n.go": goFile("type N int"), "types/t.go": goFile("type T string")}
)

func TestCommitWritesRemovesAndLeavesTheRestAlone(t *testing.T) {
	p := newProject(t)
	p.mustWrite(before)
	put(t, p.out(), tree{"mine.go": "package x\n", "old/mine.txt": "mine"})
	long := time.Now().Add(-time.Hour).Truncate(time.Second)
	if err := os.Chtimes(filepath.Join(p.out(), "a.go"), long, long); err != nil {
		t.Fatal(err)
	}
	p.mustWrite(after)
	got := read(t, p.out())
	want := tree{
		"a.go": after["a.go"], "b.go": after["b.go"], "mine.go": "package x\n", "old/": "", "old/mine.txt": "mine",
		"internal/": "", "internal/new/": "", "internal/new/n.go": after["internal/new/n.go"], "types/": "", "types/t.go": after["types/t.go"],
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("folder (-want +got)\n%s", diff)
	}
	info, err := os.Stat(filepath.Join(p.out(), "a.go"))
	if err != nil {
		t.Fatal(err)
	}
	if !info.ModTime().Equal(long) {
		t.Error("an unchanged file was written")
	}
	if _, err := os.Stat(filepath.Join(p.dir, JournalName)); err == nil {
		t.Error("the journal is still there")
	}
}

func TestCommitRemovesFoldersThatItEmptied(t *testing.T) {
	p := newProject(t)
	p.mustWrite(tree{"a.go": goFile(""), "x/y/b.go": goFile("")})
	p.mustWrite(tree{"a.go": goFile("")})
	if diff := cmp.Diff(tree{"a.go": goFile("")}, read(t, p.out())); diff != "" {
		t.Errorf("folder (-want +got)\n%s", diff)
	}
}

// steps counts the changes of the disk that lead from before to after.
func steps(t *testing.T) int {
	p := newProject(t)
	p.mustWrite(before)
	n := 0
	if err := p.write(after, func(string, string) error { n++; return nil }); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAnErrorAtAnyStepChangesNothing(t *testing.T) {
	n := steps(t)
	if n < 10 {
		t.Fatalf("only %d steps: the fault isn't called everywhere", n)
	}
	broken := errors.New("disk full")
	for i := range n {
		p := newProject(t)
		p.mustWrite(before)
		want := read(t, p.dir)
		at := 0
		err := p.write(after, func(string, string) error {
			if at++; at == i+1 {
				return broken
			}
			return nil
		})
		if !errors.Is(err, broken) {
			t.Fatalf("step %d: error = %v", i, err)
		}
		if diff := cmp.Diff(want, read(t, p.dir)); diff != "" {
			t.Errorf("step %d (-before +after)\n%s", i, diff)
		}
	}
}

func TestARunAfterAKillAtAnyStepEndsTheWork(t *testing.T) {
	type kill struct{}
	later := tree{"a.go": goFile("type A int"), "c.go": goFile("type C int")}
	for i := range steps(t) {
		p := newProject(t)
		p.mustWrite(before)
		at := 0
		func() {
			defer func() {
				if r := recover(); r != (kill{}) {
					panic(r)
				}
			}()
			_ = p.write(after, func(string, string) error {
				if at++; at == i+1 {
					panic(kill{})
				}
				return nil
			})
		}()
		p.mustWrite(later) // the model has changed meanwhile
		want := tree{"out/": "", "tinsmith.lock": read(t, p.dir)["tinsmith.lock"], "out/a.go": later["a.go"], "out/c.go": later["c.go"]}
		got := read(t, p.dir)
		for name := range got {
			if strings.HasSuffix(name, "/") && name != "out/" {
				delete(got, name) // an empty folder is no harm
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("killed at step %d (-want +got)\n%s", i, diff)
		}
	}
}

func TestForeignFilesAreNeverTouched(t *testing.T) {
	tests := []struct {
		name, want string
		prepare    func(t *testing.T, out string)
	}{
		{"the user's file", "no header", func(t *testing.T, out string) { put(t, out, tree{"b.go": "package x\n"}) }},
		{"an empty file", "no header", func(t *testing.T, out string) { put(t, out, tree{"b.go": ""}) }},
		{"a folder", "it is a folder", func(t *testing.T, out string) { put(t, out, tree{"b.go/x": ""}) }},
		{"a file for a folder", "types: it is a file", func(t *testing.T, out string) { put(t, out, tree{"types": goFile("")}) }},
		{"a link", "it is a link", func(t *testing.T, out string) {
			put(t, out, tree{"../elsewhere.go": goFile("type E int")})
			symlink(t, filepath.Join(out, "..", "elsewhere.go"), filepath.Join(out, "b.go"))
		}},
		{"a link that leads nowhere", "it is a link", func(t *testing.T, out string) { symlink(t, "nowhere", filepath.Join(out, "b.go")) }},
		{"a linked folder", "types: it is a link", func(t *testing.T, out string) {
			put(t, out, tree{"../elsewhere/t.go": goFile("type E int")})
			symlink(t, filepath.Join(out, "..", "elsewhere"), filepath.Join(out, "types"))
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newProject(t)
			if err := os.Mkdir(p.out(), 0o777); err != nil {
				t.Fatal(err)
			}
			tt.prepare(t, p.out())
			want := read(t, p.dir)
			err := p.write(after, nil)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error = %v, want %q in it", err, tt.want)
			}
			if diff := cmp.Diff(want, read(t, p.dir)); diff != "" {
				t.Errorf("folder (-before +after)\n%s", diff)
			}
		})
	}
}

func symlink(t *testing.T, to, from string) {
	t.Helper()
	if err := os.Symlink(to, from); err != nil {
		t.Skipf("no links here: %v", err)
	}
}

func TestStaleFilesAreRemovedOnlyWhenListedAndOurs(t *testing.T) {
	p := newProject(t)
	p.mustWrite(before)
	put(t, p.out(), tree{"old/gone.go": "package mine\n", "unlisted.go": goFile("type U int")})
	entries := p.survey(after)
	got := map[string]Status{}
	for _, e := range entries {
		got[e.Path] = e.Status
	}
	want := map[string]Status{"a.go": Same, "b.go": Differs, "internal/new/n.go": Missing, "types/t.go": Differs, "unlisted.go": Unlisted}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("status (-want +got)\n%s", diff)
	}
	p.mustWrite(after)
	files := read(t, p.out())
	if files["old/gone.go"] != "package mine\n" || files["unlisted.go"] == "" {
		t.Errorf("removed what isn't stale: %v", files)
	}
}

func TestListedPathsOutsideTheClientsAreLeftAlone(t *testing.T) {
	p := newProject(t)
	put(t, p.dir, tree{"elsewhere/a.go": goFile("type A int"), "outer.go": goFile("type O int")})
	c := Client{Out: "out", Dir: p.out()}
	entries, err := Survey([]Client{c}, []string{"elsewhere/a.go", "../x.go", "outer.go", "out/../outer.go"})
	if err != nil || len(entries) > 0 {
		t.Errorf("entries = %v, %v; want none", entries, err)
	}
}

func TestCRLFIsNoEdit(t *testing.T) {
	p := newProject(t)
	p.mustWrite(before)
	put(t, p.out(), tree{"a.go": strings.ReplaceAll(before["a.go"], "\n", "\r\n")})
	for _, e := range p.survey(before) {
		if e.Status != Same {
			t.Errorf("%s has status %d", e.Path, e.Status)
		}
	}
}

func TestCommitRefusesBadFiles(t *testing.T) {
	tests := []struct{ name, data, want string }{
		{"a.go", "package x\n", "no header"},
		{"a.go", "// " + Header + "\npackage\n", "doesn't parse"},
		{"a.txt", "text", "no header"},
	}
	for _, tt := range tests {
		p := newProject(t)
		err := p.write(tree{tt.name: tt.data}, nil)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("error = %v, want %q in it", err, tt.want)
		}
		if diff := cmp.Diff(tree{}, read(t, p.dir)); diff != "" {
			t.Errorf("folder (-before +after)\n%s", diff)
		}
	}
}

func TestSurveyRefusesBadPaths(t *testing.T) {
	for _, files := range [][]string{{"../a.go"}, {"/a.go"}, {"a/../b.go"}, {"op_A.go", "op_a.go"}} {
		c := Client{Out: "out", Dir: t.TempDir()}
		for _, f := range files {
			c.Files = append(c.Files, File{f, []byte(goFile(""))})
		}
		if _, err := Survey([]Client{c}, nil); err == nil {
			t.Errorf("%q is accepted", files)
		}
	}
}

func TestPermissionsSurvive(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no permission bits on windows")
	}
	p := newProject(t)
	p.mustWrite(before)
	name := filepath.Join(p.out(), "b.go")
	if err := os.Chmod(name, 0o640); err != nil {
		t.Fatal(err)
	}
	p.mustWrite(after)
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("mode = %v, %v", info.Mode(), err)
	}
}

func TestSessionsExcludeEachOther(t *testing.T) {
	p := newProject(t)
	var wait sync.WaitGroup
	errs := make(chan error, 8)
	for i := range cap(errs) {
		wait.Add(1)
		go func() {
			defer wait.Done()
			files := tree{"a.go": goFile(fmt.Sprintf("type A%d int", i)), fmt.Sprintf("f%d.go", i): goFile("")}
			errs <- p.write(files, nil)
		}()
	}
	wait.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
	files := read(t, p.out())
	if len(files) != 2 {
		t.Errorf("want the two files of the last run, have %v", files)
	}
	if diff := cmp.Diff(2, len(p.listed())); diff != "" {
		t.Errorf("listed files (-want +got)\n%s", diff)
	}
}

func TestExclusiveLockSaysWhatToDo(t *testing.T) {
	dir := t.TempDir()
	release, err := tryExclusive(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = tryExclusive(dir)
	if !errors.Is(err, errBusy) || !strings.Contains(err.Error(), "remove "+filepath.Join(dir, runningName)) {
		t.Errorf("error = %v", err)
	}
	release()
	if release, err = tryExclusive(dir); err != nil {
		t.Errorf("still taken: %v", err)
	} else {
		release()
	}
}

func TestHasHeader(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"// " + Header + "\npackage x\n", true},
		{"// " + Header + "\r\npackage x\r\n", true},
		{"# " + Header, true},
		{"package x\n// " + Header + "\n", false},
		{"// " + Header + " Or do.\n", false},
		{Header + "\n", false},
		{"// Code generated by another. DO NOT EDIT.\n", false},
		{"", false},
	}
	for _, tt := range tests {
		if got := HasHeader([]byte(tt.text)); got != tt.want {
			t.Errorf("HasHeader(%q) = %v", tt.text, got)
		}
	}
}
