package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func put(t *testing.T, dir string, files map[string]string) {
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

func TestModelFindsWhatAPathMeans(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, ".", map[string]string{
		"a.json": "A", "b.json": "B",
		"bot/2018-05-10/service-2.json": "old",
		"bot/2020-01-01/service-2.json": "new", "bot/2020-01-01/paginators-1.json": "p", "bot/2020-01-01/notes.json": "n",
		"bot/2020-01-01/service-2.sdk-extras.json": "x", "bot/zzz/readme.txt": "", "bot/zzzz": "a file",
		"packed/2018-05-10/service-2.json.gz": "", "ast/model.json": "A", "empty/x": "",
	})
	if err := os.Symlink("a.json", "link.json"); err != nil {
		t.Skipf("no links here: %v", err)
	}
	version := filepath.FromSlash("bot/2020-01-01/")
	tests := []struct {
		name  string
		paths []string
		want  []string // "name content"
		err   string
	}{
		{name: "file", paths: []string{"a.json"}, want: []string{"a.json A"}},
		{name: "link", paths: []string{"link.json"}, want: []string{"link.json A"}},
		{name: "files in their order", paths: []string{"b.json", "a.json"}, want: []string{"b.json B", "a.json A"}},
		{name: "stdin", paths: []string{"-"}, want: []string{"<stdin> piped"}},
		{name: "version folder", paths: []string{filepath.FromSlash("bot/2018-05-10")}, want: []string{filepath.FromSlash("bot/2018-05-10/service-2.json") + " old"}},
		{name: "service folder", paths: []string{"bot"}, want: []string{version + "service-2.json new", version + "paginators-1.json p", version + "service-2.sdk-extras.json x"}},
		{name: "nothing there", paths: []string{"c.json"}, err: "read c.json: "},
		{name: "folder in a list", paths: []string{"a.json", "bot"}, err: "read bot: it is a folder; a list of models holds files"},
		{name: "stdin in a list", paths: []string{"a.json", "-"}, err: "standard input (-) can't be read together with files"},
		{name: "packed", paths: []string{"packed"}, err: "unpack service-2.json.gz with gunzip"},
		{name: "Smithy folder", paths: []string{"ast"}, err: "for a Smithy model name its files, such as " + filepath.FromSlash("ast/model.json")},
		{name: "empty folder", paths: []string{"empty"}, err: "read empty: no service-2.json in it or in a folder of it"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			set, err := Model(tt.paths, strings.NewReader("piped"))
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Errorf("error = %v, want %q in it", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range set.Files {
				got = append(got, f.Name+" "+string(f.Data))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("files (-want +got)\n%s", diff)
			}
			var origins []string
			for _, o := range set.Origins {
				origins = append(origins, o.Path)
			}
			if diff := cmp.Diff(tt.paths, origins); diff != "" {
				t.Errorf("origins (-want +got)\n%s", diff)
			}
		})
	}
}

func TestDigestOfAFolderCoversEveryFile(t *testing.T) {
	t.Chdir(t.TempDir())
	digest := func() string {
		set, err := Model([]string{"m"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return set.Origins[0].SHA256
	}
	seen := map[string]string{}
	for _, files := range []map[string]string{
		{"m/service-2.json": "s\n"}, {"m/waiters-2.json": "w"}, {"m/waiters-2.json": "W"}, {"m/paginators-1.json": "W"}, {"m/service-2.json": "S\n"},
	} {
		put(t, ".", files)
		d := digest()
		if other, ok := seen[d]; ok {
			t.Errorf("%v has the digest of %s", files, other)
		}
		seen[d] = "an earlier content"
	}
	want := digest()
	put(t, ".", map[string]string{"m/service-2.json": "S\r\n", "m/README.md": "x"})
	if digest() != want {
		t.Error("line ends or other files change the digest")
	}
}

func TestFileHasALimit(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, ".", map[string]string{"f": "12345", "d/x": ""})
	if data, err := File("f", 5); err != nil || string(data) != "12345" {
		t.Errorf("File = %q, %v", data, err)
	}
	if _, err := File("f", 4); err == nil || err.Error() != "read f: larger than 4 bytes" {
		t.Errorf("error = %v", err)
	}
	if _, err := File("d", 4); err == nil || err.Error() != "read d: it is a folder" {
		t.Errorf("error = %v", err)
	}
	if _, err := File("none", 4); !errors.Is(err, fs.ErrNotExist) || strings.Count(err.Error(), "none") != 1 {
		t.Errorf("error = %v", err)
	}
}

func TestParseModule(t *testing.T) {
	const text = "// module wrong\r\nmodule \"example.com/a\" // comment\n\ngo 1.24\n" +
		"require example.com/b v1.2.3 // indirect\nrequire (\n\texample.com/c v0.1.0-pre\n\t`example.com/d` v2.0.0+incompatible\n)\n" +
		"exclude (\n\texample.com/e v1.0.0\n)\nreplace example.com/c => ../c\nreplace(\n\texample.com/f v1 => example.com/g v1\n)\n"
	want := &Module{
		Dir: "x", Path: "example.com/a",
		Requires: map[string]string{"example.com/b": "v1.2.3", "example.com/c": "v0.1.0-pre", "example.com/d": "v2.0.0+incompatible"},
		Replaces: map[string]bool{"example.com/c": true, "example.com/f": true},
	}
	got, err := parseModule(filepath.Join("x", "go.mod"), []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("module (-want +got)\n%s", diff)
	}
	if _, err := parseModule("go.mod", []byte("go 1.24\n")); err == nil {
		t.Error("a go.mod without a module line is accepted")
	}
}

func TestFindModuleTakesTheNearest(t *testing.T) {
	dir, err := Resolve(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, map[string]string{"go.mod": "module outer\n", "a/go.mod": "module example.com/a\n", "b/go.mod/x": "a folder", "f": ""})
	tests := []struct{ dir, want string }{
		{"a", "example.com/a"}, {"a/out/x", "example.com/a/out/x"}, {"b/x", "outer/b/x"}, {"f/x", "outer/f/x"}, {".", "outer"},
	}
	for _, tt := range tests {
		at := filepath.Join(dir, filepath.FromSlash(tt.dir))
		m, err := FindModule(at)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := m.ImportPath(at); err != nil || got != tt.want {
			t.Errorf("import path of %s = %q, %v; want %q", tt.dir, got, err, tt.want)
		}
	}
}

func TestLacks(t *testing.T) {
	m := &Module{Path: "example.com/self", Requires: map[string]string{"a": "v1.45.1", "b": "v1.45.2-0.20260101000000-0123456789ab", "c": "v1.9.0", "d": "v2.0.0", "e": "v1.45.1-rc.1", "f": "latest", "g": "v1.0.0"}, Replaces: map[string]bool{"g": true}}
	want := map[string]bool{"a": false, "b": false, "c": true, "d": false, "e": true, "f": true, "g": false, "missing": true, "example.com/self": false}
	for path, lacks := range want {
		if got := m.Lacks(path, "v1.45.1"); got != lacks {
			t.Errorf("Lacks(%s) = %v", path, got)
		}
	}
}

func TestResolveFollowsLinksOfWhatExists(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, map[string]string{"real/x": ""})
	for from, to := range map[string]string{"link": "real", "dangling": "nowhere"} {
		if err := os.Symlink(to, filepath.Join(dir, from)); err != nil {
			t.Skipf("no links here: %v", err)
		}
	}
	for path, want := range map[string]string{"link/a/b": "real/a/b", "real": "real", "c/d": "c/d"} {
		got, err := Resolve(filepath.Join(dir, filepath.FromSlash(path)))
		if err != nil || got != filepath.Join(dir, filepath.FromSlash(want)) {
			t.Errorf("Resolve(%s) = %s, %v", path, got, err)
		}
	}
	for _, path := range []string{"dangling", "dangling/a", "real/x/a"} {
		if got, err := Resolve(filepath.Join(dir, filepath.FromSlash(path))); err == nil {
			t.Errorf("Resolve(%s) = %s, want an error", path, got)
		}
	}
}

func FuzzParseModule(f *testing.F) {
	f.Add([]byte("module a\nrequire (\n\tb v1.0.0 // x\n)\nreplace \"b => `c`\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := parseModule("go.mod", data); err == nil && m.Path == "" {
			t.Error("a module without a path")
		}
	})
}
