package gen_test

import (
	"go/token"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/load"
)

// incidentsModel reads the model of ssm-incidents.
func incidentsModel(t *testing.T, fset *token.FileSet) *model.Service {
	t.Helper()
	files := readModels(t, []string{filepath.Join("..", "testdata", "models", "ssm-incidents.smithy.json")})
	loaded, err := load.Load(fset, files, "")
	if err != nil {
		t.Fatal(err)
	}
	return loaded.Service
}

// Check may not let through what Generate refuses, nor refuse what it makes.
func TestCheckSaysWhatGenerateSays(t *testing.T) {
	fset := token.NewFileSet()
	svc := incidentsModel(t, fset)
	for _, cfg := range []gen.Config{
		{},
		{Operations: []string{"List*"}, Exclude: []string{"ListTimelineEvents"}},
		{Operations: []string{"None"}},
		{Operations: []string{"["}},
		{Package: "A-B"},
		{Protocol: "rpcv2Cbor"},
		{Rename: map[string]string{"none#none": "X"}},
		{Rename: map[string]string{"com.amazonaws.ssmincidents#Integration": "Action"}},
	} {
		cfg.Fset, cfg.ImportPath = fset, "example.com/x"
		_, want := gen.Generate(cfg, svc)
		if diff := cmp.Diff(messageOf(want), messageOf(gen.Check(cfg, svc))); diff != "" {
			t.Errorf("%+v (-Generate +Check)\n%s", cfg, diff)
		}
	}
}

func messageOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestSelectLeavesTheModelAlone(t *testing.T) {
	fset := token.NewFileSet()
	svc := incidentsModel(t, fset)
	operations, shapes := len(svc.Operations), len(svc.Shapes)
	cut, err := gen.Select(gen.Config{Fset: fset, Operations: []string{"UntagResource"}}, svc)
	if err != nil {
		t.Fatal(err)
	}
	if len(cut.Operations) != 1 || cut.Operations[0].Name != "UntagResource" || len(cut.Shapes) >= shapes {
		t.Errorf("%d operations, %d shapes of %d", len(cut.Operations), len(cut.Shapes), shapes)
	}
	if len(svc.Operations) != operations || len(svc.Shapes) != shapes {
		t.Error("the model was changed")
	}
}
