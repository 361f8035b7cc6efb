package load_test

import (
	"errors"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/load"
)

const (
	service = `{"metadata":{"serviceId":"Thing","protocol":"query","signatureVersion":"v4"},"operations":{"Op":{}},"shapes":{}}`
	ast     = `{"smithy":"2.0","shapes":{"a.b#Thing":{"type":"service","version":"1","operations":[],"traits":{"aws.protocols#restJson1":{}}}}}`
	empty   = `{"smithy":"2.0","shapes":{}}`
)

// files makes files of pairs of name and text.
func files(pairs ...string) []load.File {
	var out []load.File
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, load.File{Name: pairs[i], Data: []byte(pairs[i+1])})
	}
	return out
}

func TestLoadFindsTheFormat(t *testing.T) {
	tests := []struct {
		name    string
		files   []load.File
		service string
		format  model.Format
		id      model.ShapeID
	}{
		{"an AST", files("a/service.json", ast), "", model.FormatSmithy, "a.b#Thing"},
		{"an AST under botocore's name", files("service-2.json", ast), "a.b#Thing", model.FormatSmithy, "a.b#Thing"},
		{"several ASTs", files("1.json", empty, "2.json", ast), "a.b#Thing", model.FormatSmithy, "a.b#Thing"},
		{"a service-2.json", files("x/service-2.json", service), "", model.FormatBotocore, "com.amazonaws.thing#Thing"},
		{"the same under any name", files("-", service), "Thing", model.FormatBotocore, "com.amazonaws.thing#Thing"},
		{"on Windows", files(`x\service-2.json`, service, `x\paginators-1.json`, `{"pagination":{}}`),
			"com.amazonaws.thing#Thing", model.FormatBotocore, "com.amazonaws.thing#Thing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res, err := load.Load(token.NewFileSet(), tt.files, tt.service)
			if err != nil {
				t.Fatal(err)
			}
			if res.Service.Format != tt.format || res.Service.ID != tt.id {
				t.Errorf("have %s %s, want %s %s", res.Service.Format, res.Service.ID, tt.format, tt.id)
			}
		})
	}
}

// TestLoadReadsSidecars: each file beside service-2.json reaches the model.
func TestLoadReadsSidecars(t *testing.T) {
	res, err := load.Load(token.NewFileSet(), files(
		"service-2.json", `{"metadata":{"serviceId":"Thing","protocol":"query","signatureVersion":"v4"},
			"operations":{"Op":{"input":{"shape":"X"},"output":{"shape":"X"}}},
			"shapes":{"X":{"type":"structure","members":{"t":{"shape":"S"}}},"S":{"type":"string"}}}`,
		"service-2.sdk-extras.json", `{"merge":{"metadata":{"serviceFullName":"Full"}}}`,
		"paginators-1.json", `{"pagination":{"Op":{"input_token":"t","output_token":"t"}}}`,
		"paginators-1.sdk-extras.json", `{"merge":{"pagination":{"Op":{"more_results":"t"}}}}`,
		"waiters-2.json", `{"waiters":{"W":{"operation":"Op","delay":1,"acceptors":[]}}}`,
		"examples-1.json", `{"examples":{"Op":[{"title":"e"}]}}`,
		"endpoint-rule-set-1.json", `{"version":"1.0","parameters":{},"rules":[]}`,
		"endpoint-tests-1.json", `{"version":"1.0","testCases":[{"documentation":"d","expect":{"error":"no"},"params":{}}]}`,
	), "")
	if err != nil {
		t.Fatal(err)
	}
	svc := res.Service
	op := svc.Operations[0]
	if op.Paginated == nil || len(op.Waiters) != 1 || len(op.Examples) != 1 {
		t.Fatalf("a side file of %s is missing: %+v", op.Name, op)
	}
	got := []any{svc.Title, op.Paginated.MoreResults, op.Waiters[0].Name, op.Examples[0].Title, svc.Endpoints != nil, len(svc.EndpointTests)}
	if diff := cmp.Diff([]any{"Full", "t", "W", "e", true, 1}, got); diff != "" {
		t.Errorf("side files (-want +got)\n%s", diff)
	}
}

func TestLoadErrors(t *testing.T) {
	const wanted = `want Smithy JSON ASTs (an object with "smithy" and "shapes") or botocore's files of one service ` +
		`(service-2.json with "metadata", "operations" and "shapes", and what lies beside it)`
	tests := []struct {
		name    string
		files   []load.File
		service string
		want    string
	}{
		{"no files", nil, "", "no model files: " + wanted},
		{"unknown content", files("x.json", `{"openapi":"3.0"}`), "",
			"x.json:1:1: neither a Smithy AST nor a file of botocore: " + wanted},
		{"an array", files("service.json", `[]`), "", "service.json:1:1: neither a Smithy AST nor a file of botocore: " + wanted},
		{"botocore without service", files("waiters-2.json", `{"waiters":{}}`), "",
			"waiters-2.json:1:1: waiters-2.json without a service-2.json: " + wanted},
		{"two services", files("a/service-2.json", service, "b/service-2.json", service), "",
			"b/service-2.json:1:1: a second file with the role of service-2.json, after a/service-2.json"},
		{"both formats", files("service-2.json", service, "a.json", ast), "a.b#Thing",
			"service-2.json:1:1: service-2.json beside a Smithy AST: " + wanted},
		{"bad JSON in each", files("a.json", `{"a":tru}`, "b.json", ``), "", "a.json:1:9: invalid character"},
		{"a key twice", files("service-2.json", `{"metadata":{},"operations":{"Op":{},"Op":{}},"shapes":{}}`), "",
			"service-2.json:1:38: "},
		{"another service", files("service-2.json", service), "Other",
			"service-2.json:1:1: the model holds the service com.amazonaws.thing#Thing, not Other"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res, err := load.Load(token.NewFileSet(), tt.files, tt.service)
			if err == nil {
				t.Fatalf("no error, but %v", res.Service.ID)
			}
			var list scanner.ErrorList
			if errors.As(err, &list) && tt.name != "bad JSON in each" && len(list) != 1 {
				t.Errorf("have %d errors, want 1", len(list))
			}
			if tt.name == "bad JSON in each" && len(list) != 2 {
				t.Errorf("have %d errors, want one of each file: %v", len(list), list)
			}
			if !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("have  %v\nwant %s", err, tt.want)
			}
		})
	}
}

// TestLoadSortsWarnings: in the order of the text, whatever order the reader has.
func TestLoadSortsWarnings(t *testing.T) {
	res, err := load.Load(token.NewFileSet(), files("service-2.json",
		`{"shapes":{},"operations":{"Op":{"x":1}},"metadata":{"y":1,"serviceId":"Thing","protocol":"query","signatureVersion":"v4"}}`), "")
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Warnings) != 2 || res.Warnings[0].Pos.Column > res.Warnings[1].Pos.Column {
		t.Errorf("warnings: %v", res.Warnings)
	}
}

// FuzzLoad: no text makes Load panic, and every place that it reports lies in the text.
func FuzzLoad(f *testing.F) {
	f.Add("service-2.json", []byte(service))
	f.Add("ast.json", []byte(ast))
	f.Add("waiters-2.json", []byte(`{"smithy":1,"shapes":[]}`))
	models, _ := filepath.Glob(filepath.Join("..", "..", "testdata", "models", "*.json"))
	more, _ := filepath.Glob(filepath.Join("..", "..", "testdata", "models", "*", "*", "*.json"))
	for _, name := range append(models, more...) {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(filepath.Base(name), data)
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		res, err := load.Load(token.NewFileSet(), []load.File{{Name: name, Data: data}}, "")
		var list scanner.ErrorList
		if errors.As(err, &list); err == nil {
			list = res.Warnings
		}
		for _, e := range list {
			if e.Pos.Offset > len(data) || e.Pos.Line > 1+strings.Count(string(data), "\n") {
				t.Errorf("%v: outside of the text", e)
			}
		}
	})
}
