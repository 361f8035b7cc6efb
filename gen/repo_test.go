package gen_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A tool line brings these modules into the build list of everybody who uses the generator.
func TestModuleCount(t *testing.T) {
	const most = 12
	var modules []string
	for _, goos := range []string{"linux", "darwin", "windows"} {
		out := goCommand(t, []string{"GOOS=" + goos}, "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", "./cmd/tinsmith", "./templates/...")
		modules = append(modules, strings.Fields(out)...)
	}
	slices.Sort(modules)
	modules = slices.Compact(modules)
	if len(modules) > most {
		t.Errorf("users get %d modules, want at most %d: %s", len(modules), most, strings.Join(modules, " "))
	}
	for _, m := range allowedInTemplates {
		if !slices.Contains(modules, m) {
			t.Errorf("the list lacks %s, so it isn't whole: %s", m, strings.Join(modules, " "))
		}
	}
}

// goCommand runs the go command in the module's root and returns its standard output.
func goCommand(t testing.TB, env []string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = ".."
	cmd.Env = append(os.Environ(), env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, stderr.Bytes())
	}
	return string(out)
}

// blocks returns the code blocks of a Markdown file that are in the language.
func blocks(t *testing.T, file, language string) []string {
	t.Helper()
	parts := strings.Split(string(readRepo(t, file)), "```")
	var out []string
	for i := 1; i < len(parts); i += 2 {
		if code, ok := strings.CutPrefix(parts[i], language+"\n"); ok {
			out = append(out, code)
		}
	}
	if len(out) == 0 {
		t.Fatalf("%s has no block of %s", file, language)
	}
	return out
}

// readRepo reads a file of the repository; line ends are Unix's.
func readRepo(t *testing.T, file string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))
}

// The programs are laid over the module, as packages that aren't there: so they build without a network.
// What follows "It prints:" is what the program before it prints.
func TestREADMEProgramsCompile(t *testing.T) {
	text := string(readRepo(t, "README.md"))
	var programs []string
	for _, code := range blocks(t, "README.md", "go") {
		if strings.HasPrefix(code, "package ") {
			programs = append(programs, code)
		}
	}
	if len(programs) < 2 {
		t.Fatalf("README has %d programs", len(programs))
	}
	for i, program := range programs {
		if formatted, err := format.Source([]byte(program)); err != nil || string(formatted) != program {
			t.Errorf("README's program %d isn't formatted: %v", i, err)
		}
		if n := strings.Count(program, "\n"); n > 30 {
			t.Errorf("README's program %d has %d lines", i, n)
		}
		made := buildOver(t, program)
		_, after, _ := strings.Cut(text, program+"```\n\n")
		after, ok := strings.CutPrefix(after, "It prints:\n\n```\n")
		if !ok {
			continue
		}
		want, _, _ := strings.Cut(after, "```")
		got, err := exec.Command(made).Output()
		if err != nil {
			t.Errorf("README's program %d: %v", i, err)
		}
		if string(got) != want {
			t.Errorf("README's program %d prints %q, not %q", i, got, want)
		}
	}
}

// buildOver builds a program as a package of this module and returns the executable.
func buildOver(t *testing.T, program string) string {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	source, overlay, made := filepath.Join(dir, "main.go"), filepath.Join(dir, "overlay.json"), filepath.Join(dir, "readme.exe")
	writeFile(t, source, []byte(program))
	replace, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(root, "readme", "main.go"): source}})
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, overlay, replace)
	goCommand(t, nil, "build", "-overlay", overlay, "-o", made, "./readme")
	return made
}

func writeFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestREADMEConfigGenerates(t *testing.T) {
	dir := t.TempDir()
	const models = "ssm-incidents/2018-05-10"
	for _, file := range folder(t, filepath.Join("..", "testdata", "models", filepath.FromSlash(models))) {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(dir, "models", filepath.FromSlash(models), filepath.Base(file)), b)
	}
	writeFile(t, filepath.Join(dir, "tinsmith.yaml"), []byte(blocks(t, "README.md", "yaml")[0]))
	writeFile(t, filepath.Join(dir, "go.mod"), []byte("module example.com/app\n\ngo 1.24.0\n"))
	goCommand(t, nil, "run", "./cmd/tinsmith", "generate", "--config", filepath.Join(dir, "tinsmith.yaml"))
	made, err := filepath.Glob(filepath.Join(dir, "internal", "ssmincidents", "op_*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range made {
		made[i] = filepath.Base(m)
	}
	if want := []string{"op_CreateResponsePlan.go", "op_ListResponsePlans.go"}; !slices.Equal(made, want) {
		t.Errorf("README's config makes %q, want %q", made, want)
	}
}

var (
	namedTest = regexp.MustCompile("`([a-z]+(?:/[a-z]+)*)\\.((?:Test|Fuzz|Benchmark)\\w+)`")
	namedPath = regexp.MustCompile("`((?:cmd|gen|model|templates|testdata|out|\\.ci)/[\\w./-]*)`")
	namedLink = regexp.MustCompile(`\]\(([\w./-]+)\)`)
)

// What the documents name exists: tests as `folder.TestName`, paths in backquotes, and links to files.
func TestDocumentsNameWhatExists(t *testing.T) {
	for _, file := range []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"} {
		text := string(readRepo(t, file))
		for _, m := range namedTest.FindAllStringSubmatch(text, -1) {
			if !hasTest(t, m[1], m[2]) {
				t.Errorf("%s names %s, which isn't in %s", file, m[2], m[1])
			}
		}
		for _, m := range append(namedPath.FindAllStringSubmatch(text, -1), namedLink.FindAllStringSubmatch(text, -1)...) {
			if namedTest.MatchString("`" + m[1] + "`") {
				continue
			}
			if _, err := os.Stat(filepath.Join("..", filepath.FromSlash(m[1]))); err != nil {
				t.Errorf("%s names %s: %v", file, m[1], err)
			}
		}
	}
	if len(namedTest.FindAllString(string(readRepo(t, "README.md")), -1)) == 0 {
		t.Error("README names no test")
	}
}

func hasTest(t *testing.T, dir, name string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", filepath.FromSlash(dir), "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(files, func(file string) bool {
		b, err := os.ReadFile(file)
		return err == nil && bytes.Contains(b, []byte("\nfunc "+name+"("))
	})
}

// repoFiles returns the files that belong to the repository, as slash paths: all but git's own and those
// that .gitignore names.
func repoFiles(t *testing.T) []string {
	t.Helper()
	ignored := strings.Fields(string(readRepo(t, ".gitignore")))
	var out []string
	err := fs.WalkDir(os.DirFS(".."), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		skip := d.Name() == ".git" || slices.ContainsFunc(ignored, func(pattern string) bool {
			if rest, ok := strings.CutPrefix(pattern, "/"); ok {
				return p == strings.TrimSuffix(rest, "/")
			}
			ok, _ := path.Match(pattern, d.Name())
			return ok
		})
		switch {
		case skip && d.IsDir():
			return fs.SkipDir
		case !skip && d.Type().IsRegular():
			out = append(out, p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestNoFileNamesAMachine(t *testing.T) {
	var texts [][]byte // put together here, so that this file doesn't hold them
	for _, words := range [][]string{{"/", "work", "/"}, {"/", "root", "/"}, {"/", "home", "/"}, {"/tmp/", "bash", "_jobs"}, {"proxy", ".golang", ".org"}} {
		texts = append(texts, []byte(strings.Join(words, "")))
	}
	for _, file := range repoFiles(t) {
		b := readRepo(t, file)
		for _, text := range texts {
			if i := bytes.Index(b, text); i >= 0 {
				t.Errorf("%s:%d: %q", file, 1+bytes.Count(b[:i], []byte("\n")), text)
			}
		}
	}
}

func TestGoFilesAreFormatted(t *testing.T) {
	for _, file := range repoFiles(t) {
		if !strings.HasSuffix(file, ".go") {
			continue
		}
		b := readRepo(t, file)
		formatted, err := format.Source(b)
		if err != nil {
			t.Errorf("%s: %v", file, err)
		} else if !bytes.Equal(formatted, b) {
			t.Errorf("%s isn't formatted", file)
		}
	}
}

func TestEveryPackageHasAComment(t *testing.T) {
	comments := map[string]string{}
	for _, file := range repoFiles(t) {
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, readRepo(t, file), parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		comments[path.Dir(file)] += packageComment(f)
	}
	for dir, text := range comments {
		if !strings.Contains(text, ".") {
			t.Errorf("package %s has no comment, or one without a sentence: %q", dir, text)
		}
	}
}

// packageComment is the comment right before the package clause.
func packageComment(f *ast.File) string {
	if f.Doc == nil {
		return ""
	}
	return f.Doc.Text()
}
