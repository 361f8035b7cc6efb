package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readText reads a file of the repository, with Unix's line ends.
func readText(t *testing.T, elem ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(append([]string{"..", ".."}, elem...)...))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n")
}

// fenced returns the code blocks of a text that are in the language.
func fenced(text, language string) []string {
	var out []string
	for i, part := range strings.Split(text, "```") {
		if code, ok := strings.CutPrefix(part, language+"\n"); ok && i%2 == 1 {
			out = append(out, code)
		}
	}
	return out
}

// section returns what stands between a heading of a Markdown text and the next one, of any level.
func section(t *testing.T, text, heading string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, "\n"+heading+"\n")
	if !ok {
		t.Fatalf("there is no heading %q", heading)
	}
	rest, _, _ = strings.Cut(rest, "\n#")
	return rest
}

// What README tells a stranger to type is what testdata/script/quickstart.txtar runs, all of it, in that
// order, in a module with README's program.
func TestQuickStartIsThatOfTheREADME(t *testing.T) {
	readme, script := readText(t, "README.md"), readText(t, "testdata", "script", "quickstart.txtar")
	quick := section(t, readme, "## In your own module")
	var want []string
	for _, block := range fenced(quick, "sh") {
		for line := range strings.Lines(block) {
			command, _, _ := strings.Cut(line, "#")
			want = append(want, strings.TrimSpace(command))
		}
	}
	_, script, _ = strings.Cut(script, "\n\n") // what prepares the module
	body, files, _ := strings.Cut(script, "\n-- ")
	body, _, _ = strings.Cut(body, "\n# Afterwards")
	var got []string
	for line := range strings.Lines(body) {
		if command, ok := strings.CutPrefix(line, "exec "); ok {
			got = append(got, strings.TrimSpace(command))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) < 5 {
		t.Errorf("commands (-README +script)\n%s", diff)
	}
	directive := fenced(quick, "go")[0]
	if !strings.Contains(files, "\n"+directive) {
		t.Errorf("the script's module doesn't have %q", directive)
	}
	program := strings.ReplaceAll(fenced(readme, "go")[0], "github.com/tinsmith-go/tinsmith/out/", "example.com/app/internal/")
	if !strings.HasSuffix(files, "-- program/main.go --\n"+program) {
		t.Errorf("the script's module doesn't have README's program:\n%s", program)
	}
}
