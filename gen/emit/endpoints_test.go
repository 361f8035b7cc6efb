package emit

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/gen/rules"
	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
	"github.com/tinsmith-go/tinsmith/model/ruleset"
)

// ruleCase is a rule set with its test cases.
type ruleCase struct {
	name  string // also the package's
	set   *model.EndpointRuleSet
	tests []*model.EndpointTest
}

// outcome is what a resolver yields, in the form of the test cases.
type outcome struct {
	URL        string
	Headers    map[string][]string
	Properties map[string]any
	Error      string
	Allocs     float64
}

// question is put to the test program: resolve these parameters, or bind these options and resolve.
type question struct {
	Package string
	Params  map[string]any `json:",omitempty"`
	Options map[string]any `json:",omitempty"`
	// Allocs asks how many allocations the answer takes; they come in the outcome's Allocs.
	Allocs bool
}

func readJSON(t *testing.T, path string) jsondoc.Value {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsondoc.Parse(token.NewFileSet(), path, data, jsondoc.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func readCase(t *testing.T, name, setPath, testsPath string) ruleCase {
	t.Helper()
	d := jsondoc.NewDiag(token.NewFileSet())
	c := ruleCase{name: name, set: ruleset.Read(d, readJSON(t, setPath)), tests: ruleset.ReadTests(d, readJSON(t, testsPath))}
	if err := d.Err(); err != nil {
		t.Fatal(err)
	}
	return c
}

// everything is a rule set of our own that uses every function.
func everything(t *testing.T) ruleCase {
	dir := filepath.Join("..", "rules", "testdata")
	return readCase(t, "everything", filepath.Join(dir, "everything.json"), filepath.Join(dir, "everything-tests.json"))
}

// resolveAll generates a package for each rule set, builds one program of them, and puts all questions to it.
func resolveAll(t *testing.T, cases []ruleCase, questions []question) []outcome {
	t.Helper()
	dir := t.TempDir()
	for _, template := range []string{"rulesfn", "partition"} {
		copyTemplate(t, template, filepath.Join(dir, "internal", template))
	}
	mod := string(readFile(t, filepath.Join("..", "..", "go.mod")))
	_, requirements, _ := strings.Cut(mod, "\n")
	writeFile(t, filepath.Join(dir, "go.mod"), "module example.com/endpoints\n"+requirements)
	writeFile(t, filepath.Join(dir, "go.sum"), string(readFile(t, filepath.Join("..", "..", "go.sum"))))
	for _, c := range cases {
		program, err := rules.Compile(nil, c.set)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		src, err := Endpoints(program, EndpointsEnv{Package: c.name, ImportPath: "example.com/endpoints", Binder: c.name == "everything"})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		writeFile(t, filepath.Join(dir, c.name, "endpoints.go"), string(src))
		writeFile(t, filepath.Join(dir, c.name, "options.go"), fmt.Sprintf(optionsSource, c.name))
	}
	writeFile(t, filepath.Join(dir, "main.go"), mainSource(cases))
	run(t, dir, nil, "go", "vet", "./...")
	var out []outcome
	if err := json.Unmarshal(run(t, dir, mustJSON(t, questions), "go", "run", "."), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func run(t *testing.T, dir string, stdin []byte, name string, args ...string) []byte {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(context.Background(), name, args...)
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = dir, bytes.NewReader(stdin), &stdout, &stderr
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod", "GOPROXY=off")
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, stderr.Bytes())
	}
	return stdout.Bytes()
}

func copyTemplate(t *testing.T, name, to string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "templates", name, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f, "_test.go") {
			writeFile(t, filepath.Join(to, filepath.Base(f)), string(readFile(t, f)))
		}
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func writeFile(t *testing.T, path, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
}

func mustJSON(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// optionsSource stands in for the rest of a client package.
const optionsSource = `package %s

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
)

type Options struct {
	Region             string
	BaseEndpoint       *string
	EndpointResolverV2 EndpointResolverV2
	EndpointOptions    struct {
		UseFIPSEndpoint      aws.FIPSEndpointState
		UseDualStackEndpoint aws.DualStackEndpointState
	}
}

func Resolve(o *Options, in any) (smithyendpoints.Endpoint, error) {
	return newEndpoints(o).ResolveEndpoint(context.Background(), in)
}
`

// mainSource is a program that answers the questions of its standard input.
func mainSource(cases []ruleCase) string {
	var imports, resolvers strings.Builder
	for _, c := range cases {
		fmt.Fprintf(&imports, "\t%q\n", "example.com/endpoints/"+c.name)
		fmt.Fprintf(&resolvers, `
	case %[1]q:
		resolver := %[1]s.NewDefaultEndpointResolverV2()
		if q.Options != nil {
			o := %[1]s.Options{EndpointResolverV2: resolver}
			read(q.Options, &o)
			return func() (smithyendpoints.Endpoint, error) { return %[1]s.Resolve(&o, nil) }
		}
		var p %[1]s.EndpointParameters
		read(q.Params, &p)
		return func() (smithyendpoints.Endpoint, error) { return resolver.ResolveEndpoint(context.Background(), p) }
`, c.name)
	}
	return strings.NewReplacer("IMPORTS", imports.String(), "RESOLVERS", resolvers.String()).Replace(mainTemplate)
}

const mainTemplate = `package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	smithyauth "github.com/aws/smithy-go/auth"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	smithyhttp "github.com/aws/smithy-go/transport/http"

IMPORTS)

type question struct {
	Package         string
	Params, Options json.RawMessage
	Allocs          bool
}

type outcome struct {
	URL        string
	Headers    map[string][]string
	Properties map[string]any
	Error      string
	Allocs     float64
}

func main() {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		panic(err)
	}
	var out []outcome
	for _, q := range questions {
		answer := resolver(q)
		endpoint, err := answer()
		if err != nil {
			out = append(out, outcome{Error: err.Error()})
			continue
		}
		o := outcome{URL: endpoint.URI.String(), Headers: endpoint.Headers, Properties: properties(endpoint)}
		if q.Allocs {
			o.Allocs = testing.AllocsPerRun(100, func() { answer() })
		}
		out = append(out, o)
	}
	if err := json.NewEncoder(os.Stdout).Encode(out); err != nil {
		panic(err)
	}
}

func read(raw json.RawMessage, into any) {
	if raw == nil {
		return
	}
	if err := json.Unmarshal(raw, into); err != nil {
		panic(err)
	}
}

func resolver(q question) func() (smithyendpoints.Endpoint, error) {
	switch q.Package {
RESOLVERS
	}
	panic("no package " + q.Package)
}

func properties(endpoint smithyendpoints.Endpoint) map[string]any {
	out := map[string]any{}
	for k, v := range endpoint.Properties.Values() {
		if name, ok := k.(string); ok {
			out[name] = v
		}
	}
	if options, ok := smithyauth.GetAuthOptions(&endpoint.Properties); ok {
		var schemes []any
		for _, o := range options {
			schemes = append(schemes, scheme(o))
		}
		out["authSchemes"] = schemes
	}
	return out
}

func scheme(o *smithyauth.Option) map[string]any {
	out := map[string]any{"name": o.SchemeID}
	p := &o.SignerProperties
	if v, ok := smithyhttp.GetSigV4SigningName(p); ok {
		out["signingName"] = v
		if a, _ := smithyhttp.GetSigV4ASigningName(p); a != v {
			panic(fmt.Sprintf("signing names %q and %q", v, a))
		}
	}
	if v, ok := smithyhttp.GetSigV4SigningRegion(p); ok {
		out["signingRegion"] = v
	}
	if v, ok := smithyhttp.GetSigV4ASigningRegions(p); ok {
		out["signingRegionSet"] = v
	}
	if v, ok := smithyhttp.GetDisableDoubleEncoding(p); ok {
		out["disableDoubleEncoding"] = v
	}
	return out
}
`

// expected turns a case into the outcome that it asks for.
func expected(t *testing.T, c *model.EndpointTest) outcome {
	t.Helper()
	if c.Error != "" {
		return outcome{Error: "endpoint rule error, " + c.Error}
	}
	u, err := url.Parse(c.URL)
	if err != nil {
		t.Fatal(err)
	}
	out := outcome{URL: u.String(), Headers: map[string][]string{}, Properties: map[string]any{}}
	for name, values := range c.Headers {
		out.Headers[http.CanonicalHeaderKey(name)] = values
	}
	properties, _ := c.Properties.(map[string]any)
	for name, v := range properties {
		out.Properties[name] = v
	}
	schemes, _ := properties["authSchemes"].([]any)
	for _, s := range schemes {
		s := s.(map[string]any)
		ids := map[any]string{"sigv4": "aws.auth#sigv4", "sigv4a": "aws.auth#sigv4a", "sigv4-s3express": "com.amazonaws.s3#sigv4express"}
		if id := ids[s["name"]]; id != "" {
			s["name"] = id
		}
	}
	return out
}

// compare runs all cases of the rule sets and returns how many passed and failed.
func compare(t *testing.T, cases []ruleCase) (passed, failed int) {
	t.Helper()
	var questions []question
	for _, c := range cases {
		for _, test := range c.tests {
			params := test.Params
			if params == nil {
				params = map[string]any{}
			}
			questions = append(questions, question{Package: c.name, Params: params})
		}
	}
	got := resolveAll(t, cases, questions)
	for _, c := range cases {
		for _, test := range c.tests {
			var want outcome
			if err := json.Unmarshal(mustJSON(t, expected(t, test)), &want); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got[0]); diff != "" {
				t.Errorf("%s: %s: %v (-want +got)\n%s", c.name, test.Documentation, test.Params, diff)
				failed++
			} else {
				passed++
			}
			got = got[1:]
		}
	}
	return passed, failed
}

func TestEndpointsResolveEveryFunction(t *testing.T) {
	if passed, _ := compare(t, []ruleCase{everything(t)}); passed == 0 {
		t.Error("no case passed")
	}
}

func TestEndpointsOfAClientsOptions(t *testing.T) {
	standard := ruleCase{name: "standard", set: rules.Standard("svc")}
	custom := ruleCase{name: "custom", set: rules.Standard("")}
	type m = map[string]any
	const invalid = "failed to bind endpoint params, invalid input region "
	const rule = "failed to resolve service endpoint, endpoint rule error, "
	tests := []struct {
		pkg     string
		options m
		want    outcome
	}{
		{"standard", m{"Region": "us-east-1"}, outcome{URL: "https://svc.us-east-1.amazonaws.com"}},
		{"standard", m{"Region": "cn-north-1", "EndpointOptions": m{"UseDualStackEndpoint": 1}}, outcome{URL: "https://svc.cn-north-1.api.amazonwebservices.com.cn"}},
		{"standard", m{"Region": "us-east-1", "EndpointOptions": m{"UseFIPSEndpoint": 1}}, outcome{URL: "https://svc-fips.us-east-1.amazonaws.com"}},
		{"standard", m{"Region": "us-east-1", "EndpointOptions": m{"UseFIPSEndpoint": 2}}, outcome{URL: "https://svc.us-east-1.amazonaws.com"}},
		{"standard", m{"Region": "us-east-1", "EndpointOptions": m{"UseFIPSEndpoint": 1, "UseDualStackEndpoint": 1}}, outcome{URL: "https://svc-fips.us-east-1.api.aws"}},
		{"standard", m{"Region": "us-gov-west-1-fips"}, outcome{URL: "https://svc-fips.us-gov-west-1.amazonaws.com"}},
		{"standard", m{"BaseEndpoint": "http://localhost:8080/base"}, outcome{URL: "http://localhost:8080/base"}},
		{"standard", m{"BaseEndpoint": "http://h", "EndpointOptions": m{"UseFIPSEndpoint": 1}}, outcome{Error: rule + "Invalid Configuration: FIPS and custom endpoint are not supported"}},
		{"standard", m{"Region": ""}, outcome{Error: rule + "Invalid Configuration: Missing Region"}},
		{"standard", m{"Region": "x@evil:443/#"}, outcome{Error: invalid + "x@evil:443/#"}},
		{"standard", m{"Region": "us east 1"}, outcome{Error: invalid + "us east 1"}},
		{"standard", m{"Region": "evil.example/"}, outcome{Error: invalid + "evil.example/"}},
		{"standard", m{"Region": "-us-east-1"}, outcome{Error: invalid + "-us-east-1"}},
		{"custom", m{"BaseEndpoint": "https://h"}, outcome{URL: "https://h"}},
		{"custom", m{"Region": "us-east-1"}, outcome{Error: rule + "Invalid Configuration: Missing Endpoint"}},
		{"everything", m{"Region": "us-east-1"}, outcome{URL: "https://svc.us-east-1.amazonaws.com"}},
	}
	var questions []question
	for _, test := range tests {
		questions = append(questions, question{Package: test.pkg, Options: test.options, Allocs: true})
	}
	// Whoever calls the resolver without a client gets no other host either.
	questions = append(questions, question{Package: "standard", Params: m{"Region": "x@evil:443/#"}})
	got := resolveAll(t, []ruleCase{standard, custom, everything(t)}, questions)
	// Binding the options, the answer, and keeping it: paid once for a client, and for a call with options of its own.
	if got[0].Allocs > 5 {
		t.Errorf("the first endpoint for some options takes %v allocations, want at most 5", got[0].Allocs)
	}
	for i, test := range tests {
		if got[i].URL != test.want.URL || got[i].Error != test.want.Error {
			t.Errorf("%s with %v: %q, %q; want %q, %q", test.pkg, test.options, got[i].URL, got[i].Error, test.want.URL, test.want.Error)
		}
	}
	const want = "Failed to parse uri: https://svc.x@evil:443/#.amazonaws.com"
	if last := got[len(got)-1]; last.Error != want {
		t.Errorf("a hostile region as parameter: %+v, want the error %q", last, want)
	}
}

func TestEndpointsGolden(t *testing.T) {
	c := readCase(t, "small", filepath.Join("testdata", "endpoints.json"), filepath.Join("testdata", "endpoints-tests.json"))
	program, err := rules.Compile(nil, c.set)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Endpoints(program, EndpointsEnv{
		Package: "small", ImportPath: "example.com/small", Binder: true,
		Doc: func(doc string) []string { return strings.Fields(doc) },
	})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "endpoints.golden")
	if *update {
		writeFile(t, path, string(got))
	}
	if diff := cmp.Diff(string(readFile(t, path)), string(got)); diff != "" {
		t.Errorf("endpoints.go (-want +got)\n%s", diff)
	}
	if passed, _ := compare(t, []ruleCase{c}); passed == 0 {
		t.Error("no case passed")
	}
}

// Model text must stay text wherever it ends up.
func TestEndpointsKeepHostileTextInLiterals(t *testing.T) {
	const hostile = "x\"`\n*/ func Injected() {} //go:build evil\u2028"
	set := rules.Standard("svc")
	set.Parameters = append(set.Parameters, &model.EndpointParameter{
		Name: "Text", Type: "string", Default: hostile, Documentation: hostile, BuiltIn: hostile,
		Deprecated: &model.Deprecated{Message: hostile},
	})
	set.Rules = append([]*model.EndpointRule{{
		Conditions: []*model.EndpointCondition{{Assign: hostile, Call: &model.EndpointExpr{
			Kind: model.FuncExpr, Text: "uriEncode", Args: []*model.EndpointExpr{{Text: hostile[:20]}},
		}}},
		Rules: []*model.EndpointRule{{
			Conditions: []*model.EndpointCondition{{Call: &model.EndpointExpr{
				Kind: model.FuncExpr, Text: "stringEquals", Args: []*model.EndpointExpr{{Kind: model.RefExpr, Text: hostile}, {Text: ""}},
			}}},
			Endpoint: &model.EndpointResult{
				URL:        &model.EndpointExpr{Text: "https://h"},
				Properties: map[string]any{hostile[:20]: []any{hostile[:20]}},
			},
		}, {Error: &model.EndpointExpr{Text: hostile[:20]}}},
	}}, set.Rules...)
	program, err := rules.Compile(nil, set)
	if err != nil {
		t.Fatal(err)
	}
	src, err := Endpoints(program, EndpointsEnv{Package: "small", ImportPath: "example.com/small", Doc: func(s string) []string { return []string{s} }})
	if err != nil {
		t.Fatal(err)
	}
	f, err := parser.ParseFile(token.NewFileSet(), "endpoints.go", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.Name == "Injected" {
			t.Error("text became a declaration")
		}
	}
}

func TestEndpointsResolveThePublicCases(t *testing.T) {
	corpus := os.Getenv("TINSMITH_CORPUS")
	if corpus == "" {
		t.Skip("TINSMITH_CORPUS is not set: there are no public endpoint tests to run")
	}
	files, err := filepath.Glob(filepath.Join(corpus, "models", "endpoint-tests", "*", "endpoint-tests-1.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no endpoint tests in %s: %v", corpus, err)
	}
	var cases []ruleCase
	for _, tests := range files {
		service := filepath.Base(filepath.Dir(tests))
		sets, _ := filepath.Glob(filepath.Join(corpus, "models", "botocore", service, "*", "endpoint-rule-set-1.json"))
		if len(sets) == 0 {
			continue
		}
		cases = append(cases, readCase(t, strings.ReplaceAll(service, "-", ""), sets[len(sets)-1], tests))
	}
	passed, failed := compare(t, cases)
	t.Logf("%d services: %d cases passed, %d failed", len(cases), passed, failed)
	if passed == 0 {
		t.Error("no case passed")
	}
}
