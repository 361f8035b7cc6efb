package gen_test

import (
	"errors"
	"fmt"
	"go/scanner"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/load"
)

// corpusModel is a real service in one of the formats.
type corpusModel struct {
	name  string // format and service
	files []string
}

// corpus lists the real models that speak restJson1.
func corpus(t testing.TB) []corpusModel {
	root := os.Getenv("TINSMITH_CORPUS")
	if root == "" {
		t.Skip("TINSMITH_CORPUS isn't set: it names the folder with real models")
	}
	var all []corpusModel
	for format, pattern := range map[string]string{"botocore": "models/botocore/*/*", "smithy": "models/smithy/*"} {
		dirs, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil || len(dirs) == 0 {
			t.Fatalf("no models in %s/%s (%v)", root, pattern, err)
		}
		for _, dir := range dirs {
			service := filepath.Base(dir)
			if format == "botocore" {
				service = filepath.Base(filepath.Dir(dir))
			}
			files, err := filepath.Glob(filepath.Join(dir, "*.json"))
			if err != nil || len(files) == 0 {
				t.Fatalf("no models in %s (%v)", dir, err)
			}
			all = append(all, corpusModel{format + "/" + service, files})
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].name < all[j].name })
	return all
}

// service reads the model; nil when it doesn't speak restJson1.
func (m corpusModel) service(t testing.TB, fset *token.FileSet) *model.Service {
	t.Helper()
	res, err := load.Load(fset, readModels(t, m.files), "")
	if err != nil {
		t.Fatalf("%s: %s", m.name, messages(err))
	}
	for _, p := range res.Service.Protocols {
		if p.ID == model.RestJSON1 {
			return res.Service
		}
	}
	return nil
}

var (
	unsupportedOperation = regexp.MustCompile(`^operation (\w+) (.*, which is not supported)$`)
	unsupportedService   = regexp.MustCompile(`^the service's .*, which is not supported$`)
)

// generateSupported makes a client of all operations but those that need what isn't supported, and counts these by
// what they need. The client is nil when nothing is left.
func generateSupported(t testing.TB, m corpusModel, fset *token.FileSet, svc *model.Service, reasons map[string]int) *gen.Output {
	t.Helper()
	cfg := gen.Config{Fset: fset, ImportPath: "example.com/corpus/" + m.name}
	for range 3 {
		out, err := gen.Generate(cfg, svc)
		if err == nil {
			return out
		}
		var list scanner.ErrorList
		if !errors.As(err, &list) {
			t.Fatalf("%s: %v", m.name, err)
		}
		for _, e := range list {
			if unsupportedService.MatchString(e.Msg) {
				reasons[e.Msg] += len(svc.Operations)
				return nil
			}
			found := unsupportedOperation.FindStringSubmatch(e.Msg)
			if found == nil {
				t.Errorf("%s: %v", m.name, e)
				return nil
			}
			if !slices.Contains(cfg.Exclude, found[1]) {
				cfg.Exclude = append(cfg.Exclude, found[1])
				reasons[found[2]]++
			}
		}
		if len(cfg.Exclude) == len(svc.Operations) {
			return nil
		}
	}
	t.Errorf("%s: errors again and again", m.name)
	return nil
}

func TestCorpusBuilds(t *testing.T) {
	models := corpus(t)
	dir := t.TempDir()
	reasons := map[string]int{}
	var clients, operations int
	for _, m := range models {
		fset := token.NewFileSet()
		svc := m.service(t, fset)
		if svc == nil {
			continue
		}
		out := generateSupported(t, m, fset, svc, reasons)
		if out == nil {
			t.Logf("%s: no client", m.name)
			continue
		}
		clients++
		operations += len(out.Operations)
		for _, f := range out.Files {
			writeFile(t, filepath.Join(dir, filepath.FromSlash(m.name), filepath.FromSlash(f.Path)), f.Data)
		}
	}
	t.Logf("%d clients with %d operations", clients, operations)
	for _, why := range slices.Sorted(maps.Keys(reasons)) {
		t.Logf("left out %d operations: %s", reasons[why], why)
	}
	corpusModule(t, dir)
	inModule(t, dir, nil, "build", "./...")
	inModule(t, dir, nil, "vet", "./...")
	inModule(t, dir, []string{"GOOS=windows"}, "vet", "./smithy/...") // the other format has the same files
}

// corpusModule makes the folder a module with this module's requirements: generated code needs no more.
func corpusModule(t *testing.T, dir string) {
	t.Helper()
	mod := strings.Replace(string(readRepo(t, "go.mod")), "module "+module, "module example.com/corpus", 1)
	writeFile(t, filepath.Join(dir, "go.mod"), []byte(mod))
	writeFile(t, filepath.Join(dir, "go.sum"), readRepo(t, "go.sum"))
}

func inModule(t *testing.T, dir string, env []string, args ...string) {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), "GOFLAGS=-mod=mod"), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v go %s: %v\n%s", env, strings.Join(args, " "), err, head(string(out), 60))
	}
}

// head returns the first n lines of a text.
func head(text string, n int) string {
	lines := strings.SplitAfter(text, "\n")
	if len(lines) > n {
		lines = append(lines[:n], fmt.Sprintf("and %d lines more\n", len(lines)-n))
	}
	return strings.Join(lines, "")
}
