package rules

import (
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
	"github.com/tinsmith-go/tinsmith/model/ruleset"
)

// compile reads and compiles a rule set; problems of reading fail the test.
func compile(t *testing.T, name string, data []byte) (*Program, error) {
	t.Helper()
	fset := token.NewFileSet()
	v, err := jsondoc.Parse(fset, name, data, jsondoc.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	d := jsondoc.NewDiag(fset)
	set := ruleset.Read(d, v)
	if err := d.Err(); err != nil {
		t.Fatal(err)
	}
	return Compile(fset, set)
}

// withRules wraps rules into a rule set with one parameter of each type.
func withRules(rules string) []byte {
	return []byte(`{"version": "1.1", "parameters": {
"Text": {"type": "string", "required": true, "documentation": "-"},
"Maybe": {"type": "string", "required": false, "documentation": "-"},
"Flag": {"type": "boolean", "required": true, "default": false, "documentation": "-"},
"List": {"type": "stringArray", "required": true, "documentation": "-"}
}, "rules": [
` + rules + `
]}`)
}

func when1(call string) string {
	return `{"conditions": [` + call + `], "error": "x", "type": "error"}`
}

func TestCompileRejects(t *testing.T) {
	tests := []struct{ name, rules, want string }{
		{"an index on what has no elements", when1(`{"fn": "isSet", "argv": [{"fn": "getAttr", "argv": [{"ref": "Text"}, "[0]"]}]}`), `"[0]" has an index, but a string has no elements`},
		{"an attribute that doesn't exist", when1(`{"fn": "isSet", "argv": [{"fn": "getAttr", "argv": [{"fn": "aws.partition", "argv": [{"ref": "Text"}]}, "color"]}]}`), `a partition has no attribute "color"`},
		{"a path that isn't one", when1(`{"fn": "isSet", "argv": [{"fn": "getAttr", "argv": [{"ref": "List"}, "[x]"]}]}`), `"[x]" isn't a path of fields and indexes`},
		{"an attribute of what may be absent", when1(`{"fn": "isSet", "argv": [{"fn": "getAttr", "argv": [{"fn": "parseURL", "argv": [{"ref": "Text"}]}, "scheme"]}]}`), `"scheme" reads from a value that may be absent`},
		{"a wrong type", when1(`{"fn": "booleanEquals", "argv": [{"ref": "Text"}, true]}`), "want a boolean, have a string"},
		{"coalesce of one", when1(`{"fn": "isSet", "argv": [{"fn": "coalesce", "argv": [{"ref": "Text"}]}]}`), "coalesce wants 2 or more arguments, has 1"},
		{"coalesce of different types", when1(`{"fn": "isSet", "argv": [{"fn": "coalesce", "argv": [{"ref": "Maybe"}, true]}]}`), "the arguments of coalesce have different types: a string and a boolean"},
		{"ite of different types", when1(`{"fn": "isSet", "argv": [{"fn": "ite", "argv": [{"ref": "Flag"}, "a", true]}]}`), "ite chooses between different types: a string and a boolean"},
		{"what may be absent in an error", `{"conditions": [], "error": "{Maybe}", "type": "error"}`, "want a string, have one that may be absent"},
		{"a list in a template", `{"conditions": [], "error": "{List}", "type": "error"}`, "want a string, have a list of strings"},
		{"a boolean in a template", `{"conditions": [], "error": "{Flag}", "type": "error"}`, "want a string, have a boolean"},
		{"a header that isn't one", `{"conditions": [], "endpoint": {"url": "https://h", "headers": {"a b": ["x"]}}, "type": "endpoint"}`, `"a b" isn't the name of a header`},
		{"a URL that may be absent", `{"conditions": [], "endpoint": {"url": {"ref": "Maybe"}}, "type": "endpoint"}`, "want a string, have one that may be absent"},
		{"a path that isn't a literal", when1(`{"fn": "isSet", "argv": [{"fn": "getAttr", "argv": [{"ref": "List"}, 0]}]}`), "the second argument of getAttr is a path"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := compile(t, "rules.json", withRules(test.rules))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("error %v, want %q", err, test.want)
			}
			if !strings.HasPrefix(err.Error(), "rules.json:7:") {
				t.Errorf("error %v has another position than line 7", err)
			}
		})
	}
}

// The reader refuses these too; a rule set may also come from elsewhere.
func TestCompileRejectsWhatNoReaderLetsThrough(t *testing.T) {
	text := func(s string) *model.EndpointExpr { return &model.EndpointExpr{Text: s} }
	fail := func(cond *model.EndpointExpr) []*model.EndpointRule {
		return []*model.EndpointRule{{Conditions: []*model.EndpointCondition{when(cond)}, Error: text("x")}}
	}
	tests := []struct {
		want string
		set  *model.EndpointRuleSet
	}{
		{"Nowhere is neither a parameter nor assigned here", &model.EndpointRuleSet{Rules: fail(fn("isSet", ref("Nowhere")))}},
		{"unknown function magic", &model.EndpointRuleSet{Rules: fail(fn("magic", text("")))}},
		{"stringEquals wants 2 arguments, has 1", &model.EndpointRuleSet{Rules: fail(fn("stringEquals", text("")))}},
		{"isSet wants 1 arguments, has 2", &model.EndpointRuleSet{Rules: fail(fn("isSet", text(""), text("")))}},
		{"an expression is missing", &model.EndpointRuleSet{Rules: fail(nil)}},
		{"an expression of an unknown kind", &model.EndpointRuleSet{Rules: fail(&model.EndpointExpr{Kind: 99})}},
		{"a { in the template isn't closed", &model.EndpointRuleSet{Rules: []*model.EndpointRule{{Error: text("{x")}}}},
		{"{a#} in the template is neither {name} nor {name#path}", &model.EndpointRuleSet{Rules: []*model.EndpointRule{{Error: text("{a#}")}}}},
		{"a rule without endpoint, error and rules", &model.EndpointRuleSet{Rules: []*model.EndpointRule{{}}}},
		{"the parameter's name \"a b\" doesn't make a Go field", &model.EndpointRuleSet{Parameters: []*model.EndpointParameter{parameter("a b", "string", "", nil, "")}}},
		{"the parameter's name \"_a\" doesn't make a Go field", &model.EndpointRuleSet{Parameters: []*model.EndpointParameter{parameter("_a", "string", "", nil, "")}}},
		{"the parameter's name \"withDefaults\" doesn't make a Go field", &model.EndpointRuleSet{Parameters: []*model.EndpointParameter{parameter("withDefaults", "string", "", nil, "")}}},
		{"the parameters a and A have the same Go name", &model.EndpointRuleSet{Parameters: []*model.EndpointParameter{parameter("a", "string", "", nil, ""), parameter("A", "string", "", nil, "")}}},
		{"the parameter a has the unknown type \"number\"", &model.EndpointRuleSet{Parameters: []*model.EndpointParameter{parameter("a", "number", "", nil, "")}}},
		{"the parameter a is a boolean, but AWS::Region is a string", &model.EndpointRuleSet{Parameters: []*model.EndpointParameter{parameter("a", "boolean", BuiltInRegion, nil, "")}}},
		{"the default of the parameter a isn't a boolean", &model.EndpointRuleSet{Parameters: []*model.EndpointParameter{parameter("a", "boolean", "", "true", "")}}},
		{"the default of the parameter a isn't a list of strings", &model.EndpointRuleSet{Parameters: []*model.EndpointParameter{parameter("a", "stringArray", "", []any{true}, "")}}},
		{"a is assigned, but exists already", &model.EndpointRuleSet{
			Parameters: []*model.EndpointParameter{parameter("a", "string", "", nil, "")},
			Rules: []*model.EndpointRule{{
				Conditions: []*model.EndpointCondition{{Call: fn("uriEncode", text("x")), Assign: "a"}}, Error: text("x"),
			}},
		}},
	}
	for _, test := range tests {
		if _, err := Compile(nil, test.set); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("error %v, want %q", err, test.want)
		}
	}
}

func TestUnsupportedBuiltInsAreListed(t *testing.T) {
	p, err := Compile(nil, &model.EndpointRuleSet{Parameters: []*model.EndpointParameter{
		parameter("Region", "string", BuiltInRegion, nil, ""),
		parameter("Id", "string", "AWS::Auth::AccountId", nil, ""),
		parameter("Context", "string", "", nil, ""),
	}})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.UnsupportedBuiltIns) != 1 || p.UnsupportedBuiltIns[0].Name != "Id" {
		t.Errorf("unsupported: %v", p.UnsupportedBuiltIns)
	}
}

// show prints statements in a short form of Go.
func show(body []*Stmt, indent string) string {
	var b strings.Builder
	for _, st := range body {
		b.WriteString(indent)
		if st.Let != nil {
			b.WriteString(st.Let.Name + " := " + showExpr(st.Let.Value) + "; ")
		}
		for _, e := range st.Conds {
			b.WriteString("if " + showExpr(e) + " ")
		}
		switch {
		case st.Return != nil && st.Return.Error != nil:
			b.WriteString("error " + showExpr(st.Return.Error))
		case st.Return != nil && st.Return.Endpoint == nil:
			b.WriteString("no match")
		}
		b.WriteString("\n" + show(st.Body, indent+"  "))
	}
	return b.String()
}

func showExpr(e *Expr) string {
	args := make([]string, 0, len(e.Args))
	for _, a := range e.Args {
		args = append(args, showExpr(a))
	}
	name := map[Op]string{OpDeref: "*", OpNot: "!", OpSet: "set ", OpEqual: "equal ", OpConcat: "+", OpPartition: "partition "}[e.Op]
	return name + e.Text + strings.Join(args, ",")
}

func TestConditionsBecomeStatements(t *testing.T) {
	tests := []struct{ name, rules, want string }{
		{"conditions join", `{"conditions": [{"fn": "booleanEquals", "argv": [{"ref": "Flag"}, true]}, {"fn": "isSet", "argv": [{"ref": "Maybe"}]}, {"fn": "booleanEquals", "argv": [true, {"ref": "Flag"}]}], "error": "a", "type": "error"}`,
			"if *Flag if set Maybe \n  error a\nno match\n"},
		{"what always holds is left out, and so is what follows", when1(`{"fn": "isSet", "argv": [{"ref": "Text"}]}`) + "," + when1(`{"fn": "isSet", "argv": [{"ref": "Maybe"}]}`),
			"error x\n"},
		{"what never holds is left out", when1(`{"fn": "not", "argv": [{"fn": "isSet", "argv": [{"ref": "Text"}]}]}`),
			"no match\n"},
		{"a tree isn't left", `{"conditions": [{"fn": "isSet", "argv": [{"ref": "Maybe"}]}], "rules": [` + when1(`{"fn": "booleanEquals", "argv": [{"ref": "Flag"}, false]}`) + `], "type": "tree"}, {"conditions": [], "error": "b", "type": "error"}`,
			"if set Maybe \n  if !*Flag \n    error x\n  no match\nerror b\n"},
		{"an argument that may be absent is made sure of", when1(`{"fn": "stringEquals", "argv": [{"fn": "substring", "argv": [{"ref": "Maybe"}, 0, 1, false]}, "a"]}`),
			"if set Maybe \n  argument1 := Substring*Maybe,,,; if equal argument1,a \n    error x\nno match\n"},
		{"a variable stays in its rule", `{"conditions": [{"fn": "uriEncode", "argv": ["a"], "assign": "V_x"}, {"fn": "parseURL", "argv": [{"ref": "V_x"}], "assign": "func"}], "error": "{func#path}", "type": "error"}`,
			"\n  vX := URIEncodea; \n  func2 := ParseURLvX; \n    error Pathfunc2\nno match\n"},
		{"a variable that nothing reads", when1(`{"fn": "uriEncode", "argv": ["a"], "assign": "v"}`), "error x\n"},
	}
	for _, test := range tests {
		p, err := compile(t, "rules.json", withRules(test.rules))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if diff := cmp.Diff(test.want, show(p.Funcs[0].Body, "")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
	}
}

func TestLargeTreesAreSplit(t *testing.T) {
	leaf := func(name string) *model.EndpointRule {
		return failure(name+"{v}", when(fn("stringEquals", ref("Text"), literal(name))))
	}
	branch := func(name string) *model.EndpointRule {
		cond := &model.EndpointCondition{Call: fn("uriEncode", literal(name)), Assign: "v"}
		r := tree([]*model.EndpointCondition{when(fn("stringEquals", ref("Text"), literal(name))), cond})
		for _, n := range strings.Fields("a b c d e f g") {
			r.Rules = append(r.Rules, leaf(name+n))
		}
		return r
	}
	set := &model.EndpointRuleSet{Parameters: []*model.EndpointParameter{parameter("Text", "string", "", "", "")}}
	for _, n := range strings.Fields("k l m n o p q r") {
		set.Rules = append(set.Rules, branch(n))
	}
	p, err := Compile(nil, set)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range p.Funcs {
		names = append(names, f.Name)
		if n := lines(f.Body); n > maxLines {
			t.Errorf("%s has %d lines", f.Name, n)
		}
	}
	if len(names) < 5 || names[0] != "resolveRules" || names[1] != "resolveRules2" {
		t.Errorf("functions %v", names)
	}
}

func TestHostOf(t *testing.T) {
	region := op(OpDeref, &Expr{Op: OpParam, Text: "Region"})
	attr := func(name string) *Expr { return &Expr{Op: OpField, Text: name, Args: []*Expr{{Op: OpVar, Text: "v"}}} }
	tests := []struct {
		url    *Expr
		scheme string
	}{
		{text("https://h.example"), "https"},
		{op(OpConcat, text("https://a."), region, text(".example")), "https"},
		{op(OpConcat, text("http://a."), region, text("."), attr("DNSSuffix")), "http"},
		{op(OpConcat, text("https://"), region, text("."), attr("Authority")), "https"},
		{op(OpConcat, text("https://"), region), ""},
		{op(OpConcat, text("https://a."), region, text(".example/b.c")), ""},
		{op(OpConcat, text("https://a."), attr("Path"), text(".example")), ""},
		{op(OpConcat, text("ftp://a."), region, text(".example")), ""},
		{op(OpConcat, attr("Scheme"), text("://a."), attr("Authority")), ""},
		{region, ""},
		{text(""), ""},
	}
	for _, test := range tests {
		scheme, host := hostOf(test.url)
		if scheme != test.scheme || (host == nil) != (scheme == "") {
			t.Errorf("hostOf(%s) = %q, %v", showExpr(test.url), scheme, host)
		}
	}
}

func TestTemplates(t *testing.T) {
	tests := []struct {
		s    string
		want []part
	}{
		{"", nil},
		{"text", []part{{text: "text"}}},
		{"a{b}c{d#e[0]}", []part{{text: "a"}, {ref: "b"}, {text: "c"}, {ref: "d", path: "e[0]"}}},
		{"{{a}}{b}", []part{{text: "{a}"}, {ref: "b"}}},
		{"{{{b}}}", []part{{text: "{"}, {ref: "b"}, {text: "}"}}},
		{"a}b", []part{{text: "a}b"}}},
	}
	for _, test := range tests {
		got, err := parseTemplate(test.s)
		if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(part{})); diff != "" || err != nil {
			t.Errorf("parseTemplate(%q): %v (-want +got)\n%s", test.s, err, diff)
		}
	}
}

func TestPaths(t *testing.T) {
	tests := []struct {
		s    string
		want []pathStep
	}{
		{"a", []pathStep{{field: "a"}}},
		{"a.b[2]", []pathStep{{field: "a"}, {field: "b"}, {index: 2}}},
		{"[0][-1]", []pathStep{{index: 0}, {index: -1}}},
		{"", nil}, {".", nil}, {"a.", nil}, {"a[", nil}, {"a[]", nil}, {"a[0", nil}, {"a[0]b", nil}, {"a.[0]", nil},
	}
	for _, test := range tests {
		got, err := parsePath(test.s)
		if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(pathStep{})); diff != "" || (err != nil) != (test.want == nil) {
			t.Errorf("parsePath(%q): %v (-want +got)\n%s", test.s, err, diff)
		}
	}
}

func TestVariableNames(t *testing.T) {
	c := &compiler{idents: map[string]string{}, taken: reserved()}
	for _, test := range []struct{ name, want string }{
		{"PartitionResult", "partitionResult"},
		{"partitionResult", "partitionResult2"},
		{"PartitionResult", "partitionResult"},
		{"uri_encoded_bucket", "uriEncodedBucket"},
		{"_s3e_ds", "s3eDs"},
		{"p", "p2"},
		{"func", "func2"},
		{"string", "string2"},
		{"9", "v"},
		{"\u00fc", "v2"},
		{"a b", "aB"},
	} {
		if got := c.ident(test.name); got != test.want {
			t.Errorf("ident(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}

func TestEveryPublicRuleSetCompiles(t *testing.T) {
	corpus := os.Getenv("TINSMITH_CORPUS")
	if corpus == "" {
		t.Skip("TINSMITH_CORPUS is not set: there are no public rule sets")
	}
	files, err := filepath.Glob(filepath.Join(corpus, "models", "botocore", "*", "*", "endpoint-rule-set-1.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no rule sets in %s: %v", corpus, err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := compile(t, f, data); err != nil {
			t.Error(err)
		}
	}
}

func FuzzCompile(f *testing.F) {
	data, err := os.ReadFile(filepath.Join("testdata", "everything.json"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(withRules(when1(`{"fn": "isSet", "argv": [{"ref": "Text"}]}`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		fset := token.NewFileSet()
		v, err := jsondoc.Parse(fset, "rules.json", data, jsondoc.Limits{})
		if err != nil {
			return
		}
		// What the reader made of a bad rule set must not make Compile panic either.
		set := ruleset.Read(jsondoc.NewDiag(fset), v)
		if set == nil {
			return
		}
		p, err := Compile(fset, set)
		if err == nil && len(p.Funcs) == 0 {
			t.Error("a program without functions")
		}
	})
}

func BenchmarkCompile(b *testing.B) {
	set := Standard("svc")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Compile(nil, set); err != nil {
			b.Fatal(err)
		}
	}
}
