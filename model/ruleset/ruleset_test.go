package ruleset

import (
	"encoding/json"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

func parse(t testing.TB, text string) (jsondoc.Value, *jsondoc.Diag) {
	t.Helper()
	fset := token.NewFileSet()
	v, err := jsondoc.Parse(fset, "r.json", []byte(text), jsondoc.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return v, jsondoc.NewDiag(fset)
}

func messages(list scanner.ErrorList) []string {
	var out []string
	for _, e := range list {
		out = append(out, e.Error())
	}
	return out
}

const sample = `{
"version": "1.0",
"parameters": {
	"UseFIPS": {"type": "Boolean", "builtIn": "AWS::UseFIPS", "required": true, "default": false, "documentation": "d"},
	"Region": {"type": "String", "builtIn": "AWS::Region", "deprecated": {"message": "m", "since": "s"}},
	"Arns": {"type": "stringArray", "default": ["a"]},
	"Name": {"type": "string", "default": "x"}
},
"rules": [
	{"type": "tree", "documentation": "doc", "conditions": [
		{"fn": "isSet", "argv": [{"ref": "Region"}]},
		{"fn": "aws.partition", "argv": [{"ref": "Region"}], "assign": "Partition"},
		{"fn": "booleanEquals", "argv": [true, {"fn": "getAttr", "argv": [{"ref": "Partition"}, "supportsFIPS"]}]},
		{"fn": "substring", "argv": ["{Name}", 0, -2, false], "assign": "Part"}
	], "rules": [
		{"type": "endpoint", "conditions": [], "endpoint": {
			"url": "https://{{x}}.{Part}.{Partition#dnsSuffix}",
			"headers": {"b": ["{Name}", {"ref": "Name"}], "a": ["1"]},
			"properties": {"authSchemes": [
				{"name": "sigv4", "signingName": "s", "signingRegion": "{Region}", "disableDoubleEncoding": true},
				{"name": "sigv4a", "signingRegionSet": ["*"]}
			], "backend": "x", "n": [1, null]}}}
	]},
	{"type": "endpoint", "conditions": [], "endpoint": {"url": {"ref": "Name"}}},
	{"type": "error", "conditions": [], "error": "no {Name}"}
]}`

func TestRead(t *testing.T) {
	v, d := parse(t, sample)
	got := Read(d, v)
	if err := d.Err(); err != nil || len(d.Warnings) > 0 {
		t.Fatalf("%v, warnings %v", err, messages(d.Warnings))
	}
	text := func(s string) *model.EndpointExpr { return &model.EndpointExpr{Text: s} }
	ref := func(s string) *model.EndpointExpr { return &model.EndpointExpr{Kind: model.RefExpr, Text: s} }
	integer := func(n int) *model.EndpointExpr { return &model.EndpointExpr{Kind: model.IntExpr, Int: n} }
	boolean := func(b bool) *model.EndpointExpr { return &model.EndpointExpr{Kind: model.BoolExpr, Bool: b} }
	call := func(fn string, args ...*model.EndpointExpr) *model.EndpointExpr {
		return &model.EndpointExpr{Kind: model.FuncExpr, Text: fn, Args: args}
	}
	want := &model.EndpointRuleSet{
		Version: "1.0",
		Parameters: []*model.EndpointParameter{
			{Name: "Arns", Type: "stringArray", Default: []any{"a"}},
			{Name: "Name", Type: "string", Default: "x"},
			{Name: "Region", Type: "string", BuiltIn: "AWS::Region", Deprecated: &model.Deprecated{Message: "m", Since: "s"}},
			{Name: "UseFIPS", Type: "boolean", BuiltIn: "AWS::UseFIPS", Required: true, Default: false, Documentation: "d"},
		},
		Rules: []*model.EndpointRule{
			{Documentation: "doc", Conditions: []*model.EndpointCondition{
				{Call: call("isSet", ref("Region"))},
				{Call: call("aws.partition", ref("Region")), Assign: "Partition"},
				{Call: call("booleanEquals", boolean(true), call("getAttr", ref("Partition"), text("supportsFIPS")))},
				{Call: call("substring", text("{Name}"), integer(0), integer(-2), boolean(false)), Assign: "Part"},
			}, Rules: []*model.EndpointRule{{
				Endpoint: &model.EndpointResult{
					URL: text("https://{{x}}.{Part}.{Partition#dnsSuffix}"),
					Headers: []model.EndpointHeader{
						{Name: "a", Values: []*model.EndpointExpr{text("1")}},
						{Name: "b", Values: []*model.EndpointExpr{text("{Name}"), ref("Name")}},
					},
					Properties: map[string]any{
						"authSchemes": []any{
							map[string]any{"name": "sigv4", "signingName": "s", "signingRegion": "{Region}", "disableDoubleEncoding": true},
							map[string]any{"name": "sigv4a", "signingRegionSet": []any{"*"}},
						}, "backend": "x", "n": []any{json.Number("1"), nil},
					},
					AuthSchemes: []*model.EndpointAuthScheme{
						{Name: "sigv4", SigningName: text("s"), SigningRegion: text("{Region}"), DisableDoubleEncoding: true},
						{Name: "sigv4a", SigningRegionSet: []*model.EndpointExpr{text("*")}},
					},
				},
			}}},
			{Endpoint: &model.EndpointResult{URL: ref("Name")}},
			{Error: text("no {Name}")},
		},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreTypes(token.Pos(0))); diff != "" {
		t.Errorf("rule set (-want +got)\n%s", diff)
	}
	if got := d.Position(got.Rules[2].Error.Pos).String(); got != "r.json:25:47" {
		t.Errorf("position of an expression = %s", got)
	}
}

func TestMissingIsNil(t *testing.T) {
	v, d := parse(t, "{}")
	if Read(d, v.Get("a")) != nil || ReadTests(d, v.Get("a")) != nil || d.Err() != nil {
		t.Error("a Missing rule set isn't nil in silence")
	}
}

func TestBadRuleSets(t *testing.T) {
	// rule wraps a rule into a rule set with the parameters A and B.
	rule := func(s string) string {
		return `{"version": "1.0", "parameters": {"A": {"type": "string"}, "B": {"type": "boolean"}}, "rules": [` + "\n" + s + "]}"
	}
	tests := []struct{ name, text, want string }{
		{"not an object", `[]`, "r.json:1:1: want an object, have Array"},
		{"version", `{"version": "2.0", "parameters": {}, "rules": []}`, `r.json:1:13: unknown version "2.0" of endpoint rules, want 1.0`},
		{"no rules", `{"version": "1.0", "parameters": {}}`, "r.json:1:1: want an array, have Missing"},
		{"parameter type", `{"version": "1.0", "parameters": {"A": {"type": "int"}}, "rules": []}`, "r.json:1:49: unknown type of parameter A, want string, boolean or stringArray"},
		{"parameter name", `{"version": "1.0", "parameters": {"A b": {"type": "string"}}, "rules": []}`, `r.json:1:35: parameter name "A b" isn't an identifier`},
		{"default", `{"version": "1.0", "parameters": {"A": {"type": "boolean", "default": "x"}}, "rules": []}`, "r.json:1:71: want a boolean, have String"},
		{"rule type", rule(`{"type": "maybe", "conditions": []}`), `r.json:2:10: unknown type "maybe" of a rule, want endpoint, error or tree`},
		{"key of a rule", rule(`{"type": "error", "conditions": [], "error": "x", "unless": 1}`), `r.json:2:51: unknown key "unless" of an error rule`},
		{"no error", rule(`{"type": "error", "conditions": []}`), "r.json:2:1: want an expression, have Missing"},
		{"null", rule(`{"type": "error", "conditions": [], "error": null}`), "r.json:2:46: want an expression, have Null"},
		{"function", rule(`{"type": "error", "conditions": [{"fn": "random", "argv": [1]}], "error": "x"}`), `r.json:2:41: unknown function "random" of endpoint rules`},
		{"arguments", rule(`{"type": "error", "conditions": [{"fn": "not", "argv": [true, true]}], "error": "x"}`), "r.json:2:56: not takes 1 arguments, have 2"},
		{"reference", rule(`{"type": "error", "conditions": [{"fn": "isSet", "argv": [{"ref": "C"}]}], "error": "x"}`), `r.json:2:67: nothing declares "C": it is neither a parameter nor assigned before`},
		{"reference in a template", rule(`{"type": "error", "conditions": [], "error": "{A}{C#d}"}`), `r.json:2:46: nothing declares "C": it is neither a parameter nor assigned before`},
		{"open template", rule(`{"type": "error", "conditions": [], "error": "{A"}`), `r.json:2:46: template "{A" has a { without }`},
		{"nested template", rule(`{"type": "error", "conditions": [], "error": "{A{B}}"}`), `r.json:2:46: template "{A{B}}" has a { without }`},
		{"closing brace", rule(`{"type": "error", "conditions": [], "error": "A}"}`), `r.json:2:46: template "A}" has a } without {`},
		{"template in a property", rule(`{"type": "endpoint", "conditions": [], "endpoint": {"url": "x", "properties": {"a": [{"b": "{C}"}]}}}`), `r.json:2:92: nothing declares "C": it is neither a parameter nor assigned before`},
		{"name taken", rule(`{"type": "error", "conditions": [{"fn": "not", "argv": [{"ref": "B"}], "assign": "A"}], "error": "x"}`), `r.json:2:82: name "A" is taken already`},
		{"name", rule(`{"type": "error", "conditions": [{"fn": "not", "argv": [{"ref": "B"}], "assign": "a-b"}], "error": "x"}`), `r.json:2:82: assigned name "a-b" isn't an identifier`},
		{"big integer", rule(`{"type": "error", "conditions": [], "error": 4294967296}`), "r.json:2:46: want an integer of 32 bits, have 4294967296"},
		{"auth scheme", rule(`{"type": "endpoint", "conditions": [], "endpoint": {"url": "x", "properties": {"authSchemes": [{}]}}}`), "r.json:2:96: an auth scheme without a name"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v, d := parse(t, tt.text)
			Read(d, v)
			if diff := cmp.Diff([]string{tt.want}, messages(d.Errors)); diff != "" {
				t.Errorf("errors (-want +got)\n%s", diff)
			}
		})
	}
}

func TestANameEndsWithItsRule(t *testing.T) {
	v, d := parse(t, `{"version": "1.0", "parameters": {"A": {"type": "string"}}, "rules": [
		{"type": "tree", "conditions": [{"fn": "parseURL", "argv": ["{A}"], "assign": "u"}], "rules": [
			{"type": "endpoint", "conditions": [], "endpoint": {"url": "{u#authority}"}}]},
		{"type": "tree", "conditions": [{"fn": "parseURL", "argv": ["{A}"], "assign": "u"}], "rules": []},
		{"type": "error", "conditions": [], "error": "{u#scheme}"}]}`)
	Read(d, v)
	want := []string{`r.json:5:48: nothing declares "u": it is neither a parameter nor assigned before`}
	if diff := cmp.Diff(want, messages(d.Errors)); diff != "" {
		t.Errorf("errors (-want +got)\n%s", diff)
	}
}

func TestUnknownKeysOfParametersAreWarnings(t *testing.T) {
	v, d := parse(t, `{"version": "1.0", "parameters": {"A": {"type": "string", "color": 1}}, "rules": [], "more": 1}`)
	Read(d, v)
	want := []string{
		`r.json:1:86: unknown key "more" of the rule set is ignored`,
		`r.json:1:59: unknown key "color" of parameter A is ignored`,
	}
	if diff := cmp.Diff(want, messages(d.Warnings)); diff != "" || d.Err() != nil {
		t.Errorf("%v, warnings (-want +got)\n%s", d.Err(), diff)
	}
}

func TestReadTests(t *testing.T) {
	v, d := parse(t, `{"version": "1.0", "testCases": [
		{"documentation": "one", "params": {"A": "x", "B": true, "C": ["y"]}, "operationInputs": [],
		 "expect": {"endpoint": {"url": "https://x", "headers": {"h": ["1", "2"]}, "properties": {"p": 1}}}},
		{"expect": {"error": "bad"}}, {"expect": {}}, {"expect": {"endpoint": []}}, 1]}`)
	got := ReadTests(d, v)
	want := []*model.EndpointTest{
		{
			Documentation: "one", Params: map[string]any{"A": "x", "B": true, "C": []any{"y"}}, URL: "https://x",
			Headers: map[string][]string{"h": {"1", "2"}}, Properties: map[string]any{"p": json.Number("1")},
		},
		{Error: "bad"}, {}, {},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("tests (-want +got)\n%s", diff)
	}
	wantErrs := []string{
		"r.json:4:44: an endpoint test expects either an endpoint or an error",
		"r.json:4:73: want an object, have Array",
		"r.json:4:79: want an object, have Number",
	}
	if diff := cmp.Diff(wantErrs, messages(d.Errors)); diff != "" {
		t.Errorf("errors (-want +got)\n%s", diff)
	}
}

func TestEveryPublicRuleSetReads(t *testing.T) {
	dir := os.Getenv("TINSMITH_CORPUS")
	if dir == "" {
		t.Skip("TINSMITH_CORPUS is not set: no public rule sets to read")
	}
	check := func(pattern string, read func(d *jsondoc.Diag, v jsondoc.Value) bool) {
		paths, err := filepath.Glob(filepath.Join(dir, "models", pattern))
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(paths), err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			v, d := parse(t, string(data))
			if !read(d, v) || d.Err() != nil || len(d.Warnings) > 0 {
				t.Errorf("%s: %v, warnings %v", path, messages(d.Errors), messages(d.Warnings))
			}
		}
	}
	check("botocore/*/*/endpoint-rule-set-1.json", func(d *jsondoc.Diag, v jsondoc.Value) bool { return len(Read(d, v).Rules) > 0 })
	check("endpoint-tests/*/endpoint-tests-1.json", func(d *jsondoc.Diag, v jsondoc.Value) bool { return len(ReadTests(d, v)) > 0 })
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add(`{"version": "1.0", "testCases": [{"expect": {"error": "bad"}}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		fset := token.NewFileSet()
		v, err := jsondoc.Parse(fset, "r.json", []byte(text), jsondoc.Limits{})
		if err != nil {
			return
		}
		d := jsondoc.NewDiag(fset)
		Read(d, v)
		ReadTests(d, v)
		for _, e := range append(d.Errors, d.Warnings...) {
			if e.Pos.Filename != "r.json" || e.Pos.Offset > len(text) {
				t.Fatalf("%v is outside of the file", e)
			}
		}
	})
}
