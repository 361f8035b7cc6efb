package smithy

import (
	"encoding/json"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// corpus returns the paths of public models, which the repository doesn't hold.
func corpus(tb testing.TB) []string {
	dir := os.Getenv("TINSMITH_CORPUS")
	if dir == "" {
		tb.Skip("TINSMITH_CORPUS is not set: no public models to read")
	}
	paths, err := filepath.Glob(filepath.Join(dir, "models/smithy/*/*.json"))
	if err != nil || len(paths) == 0 {
		tb.Fatalf("%d models, %v", len(paths), err)
	}
	return paths
}

// TestEveryPublicModelReads reads them without a complaint, and finds every operation that the file has: none of these
// models has an operation outside of its service.
func TestEveryPublicModelReads(t *testing.T) {
	operations, viaResources := 0, 0
	for _, path := range corpus(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		fset := token.NewFileSet()
		v, err := jsondoc.Parse(fset, filepath.Base(path), data, jsondoc.Limits{})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		d := jsondoc.NewDiag(fset)
		svc := Read(d, []jsondoc.Value{v}, "")
		if d.Err() != nil || len(d.Warnings) > 0 {
			t.Errorf("%s: errors %v\nwarnings %v", path, messages(d.Errors), messages(d.Warnings))
			continue
		}
		checkWhole(t, svc)
		want, direct := countOperations(t, data)
		if len(svc.Operations) != want {
			t.Errorf("%s: %d operations, want %d", path, len(svc.Operations), want)
		}
		operations += want
		viaResources += want - direct
		if svc.SDKID == "" || svc.Version == "" || svc.Title == "" || len(svc.Protocols) != 1 || svc.Endpoints == nil || len(svc.EndpointTests) == 0 {
			t.Errorf("%s: something of the service is missing", path)
		}
	}
	t.Logf("%d operations, %d of them through resources", operations, viaResources)
	if viaResources == 0 {
		t.Error("no operation is bound through a resource: the count shows nothing")
	}
}

// countOperations counts with the standard library: all operation shapes, and those that services list themselves.
func countOperations(t *testing.T, data []byte) (all, direct int) {
	var file struct {
		Shapes map[string]struct {
			Type       string
			Operations []any
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	for _, s := range file.Shapes {
		switch s.Type {
		case "operation":
			all++
		case "service":
			direct += len(s.Operations)
		}
	}
	return all, direct
}

// checkWhole checks what holds for every service that was read without errors.
func checkWhole(t testing.TB, svc *model.Service) {
	t.Helper()
	http := false
	for _, p := range svc.Protocols {
		http = http || p.ID == model.RestJSON1 || p.ID == model.RestXML || !strings.Contains(string(p.ID), "protocols#")
	}
	for id, s := range svc.Shapes {
		if s.ID != id || s.Type == 0 {
			t.Fatalf("shape %s stands under %s, or has no type", s.ID, id)
		}
		for _, m := range s.Members {
			if m.Target == nil || s.Type != model.Enum && s.Type != model.IntEnum && svc.Shapes[m.Target.ID] != m.Target {
				t.Fatalf("%s$%s has a target that isn't a shape of the service", id, m.Name)
			}
			if !http && len(svc.Protocols) > 0 && m.Loc != model.BodyLocation {
				t.Fatalf("%s$%s has an HTTP binding", id, m.Name)
			}
		}
	}
	for _, op := range svc.Operations {
		if !http && len(svc.Protocols) > 0 && op.HTTP != nil {
			t.Fatalf("%s has the http trait", op.ID)
		}
		for _, s := range append([]*model.Shape{op.Input, op.Output}, op.Errors...) {
			if s != nil && svc.Shapes[s.ID] != s {
				t.Fatalf("%s of %s isn't a shape of the service", s.ID, op.ID)
			}
		}
	}
}

// BenchmarkRead reads the largest public model, parsing included.
func BenchmarkRead(b *testing.B) {
	var largest []byte
	for _, path := range corpus(b) {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		if len(data) > len(largest) {
			largest = data
		}
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(largest)))
	for b.Loop() {
		fset := token.NewFileSet()
		v, err := jsondoc.Parse(fset, "m.json", largest, jsondoc.Limits{})
		if err != nil {
			b.Fatal(err)
		}
		d := jsondoc.NewDiag(fset)
		if svc := Read(d, []jsondoc.Value{v}, ""); svc == nil || d.Err() != nil {
			b.Fatal(d.Err())
		}
	}
}
