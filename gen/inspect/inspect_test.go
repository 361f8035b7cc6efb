package inspect_test

import (
	"encoding/json"
	"errors"
	"go/scanner"
	"go/token"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/gen/inspect"
	"github.com/tinsmith-go/tinsmith/model/load"
)

// shop is a service with an operation of each sort.
const shop = `{"smithy": "2.0", "shapes": {
"ex#Shop": {"type": "service", "version": "1", "operations": [{"target": "ex#Get"}, {"target": "ex#List"}, {"target": "ex#Watch"}],
  "traits": {"aws.api#service": {"sdkId": "Shop", "endpointPrefix": "shop"}, "aws.auth#sigv4": {"name": "shop"}, "PROTOCOL": {}}},
"ex#Get": {"type": "operation", "input": {"target": "ex#GetInput"}, "output": {"target": "ex#GetOutput"}, "errors": [{"target": "ex#Gone"}],
  "traits": {"smithy.api#http": {"method": "POST", "uri": "/get"}, "smithy.api#deprecated": {}}},
"ex#GetInput": {"type": "structure", "members": {
  "name": {"target": "ex#Name", "traits": {"smithy.api#required": {}}},
  "odd": {"target": "smithy.api#String", "traits": {"smithy.api#pattern": "^(a)\\1$"}},
  "color": {"target": "ex#Color"}, "choice": {"target": "ex#Choice"}}},
"ex#GetOutput": {"type": "structure", "members": {"body": {"target": "ex#Body", "traits": {"smithy.api#httpPayload": {}, "smithy.api#default": ""}}}},
"ex#Body": {"type": "blob", "traits": {"smithy.api#streaming": {}}},
"ex#Gone": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "client"}},
"ex#Name": {"type": "string", "traits": {"smithy.api#length": {"min": 1}, "smithy.api#pattern": "^[a-z]+$"}},
"ex#Color": {"type": "enum", "members": {"RED": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "red"}}}},
"ex#Choice": {"type": "union", "members": {"name": {"target": "ex#Name"}}},
"ex#List": {"type": "operation", "input": {"target": "ex#ListInput"}, "output": {"target": "ex#ListOutput"},
  "traits": {"smithy.api#http": {"method": "POST", "uri": "/list"}, "smithy.api#paginated": {"inputToken": "token", "outputToken": "token"}}},
"ex#ListInput": {"type": "structure", "members": {"token": {"target": "smithy.api#String"}}},
"ex#ListOutput": {"type": "structure", "members": {"token": {"target": "smithy.api#String"}}},
"ex#Watch": {"type": "operation", "input": {"target": "ex#WatchInput"}, "output": {"target": "ex#WatchOutput"},
  "traits": {"smithy.api#http": {"method": "POST", "uri": "/watch"}}},
"ex#WatchInput": {"type": "structure", "members": {}},
"ex#WatchOutput": {"type": "structure", "members": {"events": {"target": "ex#Events", "traits": {"smithy.api#httpPayload": {}}}}},
"ex#Events": {"type": "union", "members": {"gone": {"target": "ex#Gone"}}, "traits": {"smithy.api#streaming": {}}}
}}`

// ask inspects the shop, which speaks a protocol.
func ask(t *testing.T, protocol string, cfg inspect.Config) (*inspect.Report, error) {
	t.Helper()
	cfg.Fset = token.NewFileSet()
	text := strings.Replace(shop, "PROTOCOL", protocol, 1)
	loaded, err := load.Load(cfg.Fset, []load.File{{Name: "shop.json", Data: []byte(text)}}, "")
	if err != nil {
		t.Fatal(err)
	}
	cfg.Warnings = loaded.Warnings
	return inspect.Inspect(cfg, loaded.Service)
}

const restJSON = "aws.protocols#restJson1"

func TestEveryOperationSaysWhetherItCanBeGenerated(t *testing.T) {
	r, err := ask(t, restJSON, inspect.Config{})
	if err != nil {
		t.Fatal(err)
	}
	want := []inspect.Operation{
		{Name: "Get", Method: "POST", Path: "/get", Waiters: []string{}, StreamingOutput: true, Deprecated: true, Generable: true, Problems: []inspect.Note{}},
		{Name: "List", Method: "POST", Path: "/list", Paginated: true, Waiters: []string{}, Generable: true, Problems: []inspect.Note{}},
		{Name: "Watch", Method: "POST", Path: "/watch", Waiters: []string{}, EventStream: true, Problems: []inspect.Note{
			{File: "shop.json", Line: 20, Column: 1, Message: "operation Watch needs event streams, which is not supported"},
		}},
	}
	if diff := cmp.Diff(want, r.Operations); diff != "" {
		t.Errorf("operations (-want +got)\n%s", diff)
	}
	wantService := inspect.Service{
		ID: "ex#Shop", Name: "Shop", APIVersion: "1", Format: "smithy", EndpointPrefix: "shop", SigningName: "shop",
		Protocols:  []inspect.Protocol{{ID: restJSON, Supported: true, Chosen: true}},
		Auth:       []inspect.Scheme{{ID: "aws.auth#sigv4", Supported: true}},
		Operations: 3, Generable: 2,
		Shapes: map[string]int{"blob": 1, "enum": 1, "string": 1, "structure": 7, "union": 2},
	}
	if diff := cmp.Diff(wantService, r.Service); diff != "" {
		t.Errorf("service (-want +got)\n%s", diff)
	}
	if r.Selection != nil || len(r.Problems) != 0 {
		t.Errorf("selection %v, problems %v", r.Selection, r.Problems)
	}
}

func TestWhatNoOperationHasIsSaidOnce(t *testing.T) {
	r, err := ask(t, "aws.protocols#awsJson1_0", inspect.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Problems) != 1 || !strings.HasPrefix(r.Problems[0].Message, "none of the service's protocols is supported") {
		t.Errorf("problems of the service: %v", r.Problems)
	}
	for _, op := range r.Operations {
		if op.Generable || len(op.Problems) > 0 {
			t.Errorf("%s: generable %v, problems %v", op.Name, op.Generable, op.Problems)
		}
	}
	if r.Service.Generable != 0 || r.Service.Protocols[0].Supported {
		t.Errorf("service: %+v", r.Service)
	}
}

func TestSelectionSaysWhatItPullsIn(t *testing.T) {
	r, err := ask(t, restJSON, inspect.Config{Operations: []string{"Get"}})
	if err != nil {
		t.Fatal(err)
	}
	s := r.Selection
	size := *s.Size
	s.Size = nil
	want := &inspect.Selection{
		Operations: []string{"Get"},
		Types: inspect.Types{
			Structures: []string{"GetInput", "GetOutput"}, Errors: []string{"Gone"}, Unions: []string{"Choice"}, Enums: []string{"Color"},
		},
		Shapes:      map[string]int{"blob": 1, "enum": 1, "string": 1, "structure": 3, "union": 1},
		Constraints: map[string]int{"required": 1, "length": 2, "pattern": 3, "enum": 1, "union": 1},
		Patterns: []inspect.Pattern{
			{Pattern: `^(a)\1$`, Sort: "unsupported", Reason: s.Patterns[0].Reason, Places: []inspect.Note{{File: "shop.json", Line: 8, Column: 75, Message: "GetInput$odd"}}},
			{Pattern: "^[a-z]+$", Sort: "straight-line", Places: []inspect.Note{{File: "shop.json", Line: 13, Column: 97, Message: "Name"}}},
		},
		Problems: []inspect.Note{}, Warnings: []inspect.Note{},
	}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if s.Patterns[0].Reason == "" {
		t.Error("a pattern that isn't enforced has no reason")
	}
	if size.Package != "shop" || size.Files <= size.CopiedFiles || size.Lines <= size.CopiedLines || size.CopiedFiles == 0 || size.Bytes < size.Lines {
		t.Errorf("size: %+v", size)
	}
}

func TestSelectionThatCannotBeGenerated(t *testing.T) {
	r, err := ask(t, restJSON, inspect.Config{Exclude: []string{"Get"}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"List", "Watch"}, r.Selection.Operations); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if r.Selection.Size != nil || len(r.Selection.Problems) != 1 {
		t.Errorf("size %v, problems %v", r.Selection.Size, r.Selection.Problems)
	}
}

func TestGlobsThatMatchNothing(t *testing.T) {
	_, err := ask(t, restJSON, inspect.Config{Operations: []string{"Gett"}})
	var list scanner.ErrorList
	if !errors.As(err, &list) || !strings.Contains(err.Error(), "did you mean Get?") {
		t.Error(err)
	}
}

// What inspect says of an operation is what generate does.
func TestGenerateAgrees(t *testing.T) {
	fset := token.NewFileSet()
	text := strings.Replace(shop, "PROTOCOL", restJSON, 1)
	loaded, err := load.Load(fset, []load.File{{Name: "shop.json", Data: []byte(text)}}, "")
	if err != nil {
		t.Fatal(err)
	}
	r, err := inspect.Inspect(inspect.Config{Fset: fset}, loaded.Service)
	if err != nil {
		t.Fatal(err)
	}
	for _, op := range r.Operations {
		_, err := gen.Generate(gen.Config{Fset: fset, ImportPath: "example.com/x", Operations: []string{op.Name}}, loaded.Service)
		if (err == nil) != op.Generable {
			t.Errorf("%s: generable is %v, and generate says %v", op.Name, op.Generable, err)
		}
	}
}

// Programs may range over every list and index every map.
func TestJSONHasNoNulls(t *testing.T) {
	for _, protocol := range []string{restJSON, "aws.protocols#awsJson1_0"} {
		for _, operations := range [][]string{nil, {"List"}, {"Watch"}} {
			r, err := ask(t, protocol, inspect.Config{Operations: operations})
			if err != nil {
				t.Fatal(err)
			}
			data, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(data), "null") {
				t.Errorf("%s", data)
			}
		}
	}
}
