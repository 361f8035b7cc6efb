package goir

import (
	"encoding/json"
	"fmt"
	"go/token"
	"math/rand"
	"strings"
	"testing"

	"github.com/tinsmith-go/tinsmith/gen/jmespath"
	"github.com/tinsmith-go/tinsmith/gen/wire"
	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/load"
)

const jobModel = `{"smithy": "2.0", "shapes": {
 "t#Jobs": {"type": "service", "version": "1", "operations": [{"target": "t#Get"}], "traits": {"aws.protocols#restJson1": {}, "aws.auth#sigv4": {"name": "jobs"}, "aws.api#service": {"sdkId": "Jobs"}}},
 "t#Get": {"type": "operation", "input": {"target": "t#In"}, "output": {"target": "t#Out"}, "traits": {"smithy.api#http": {"method": "POST", "uri": "/", "code": 200}}},
 "t#In": {"type": "structure", "members": {"name": {"target": "smithy.api#String"}, "count": {"target": "smithy.api#Integer"}}},
 "t#Out": {"type": "structure", "members": {
   "text": {"target": "smithy.api#String"}, "state": {"target": "t#State"}, "count": {"target": "smithy.api#Integer"}, "big": {"target": "smithy.api#Long"},
   "ratio": {"target": "smithy.api#Double"}, "flag": {"target": "smithy.api#Boolean"}, "texts": {"target": "t#Texts"}, "states": {"target": "t#States"},
   "sparse": {"target": "t#Sparse"}, "nested": {"target": "t#Nested"}, "part": {"target": "t#Part"}, "parts": {"target": "t#Parts"},
   "tags": {"target": "t#Tags"}, "named": {"target": "t#Named"}, "choice": {"target": "t#Choice"}}},
 "t#Part": {"type": "structure", "members": {"name": {"target": "smithy.api#String"}, "state": {"target": "t#State"}, "size": {"target": "smithy.api#Integer"},
   "flag": {"target": "smithy.api#Boolean"}, "tags": {"target": "t#Texts"}, "part": {"target": "t#Part"}, "parts": {"target": "t#Parts"}}},
 "t#State": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "A"}}, "B": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "B"}}}},
 "t#Texts": {"type": "list", "member": {"target": "smithy.api#String"}},
 "t#States": {"type": "list", "member": {"target": "t#State"}},
 "t#Sparse": {"type": "list", "member": {"target": "smithy.api#String"}, "traits": {"smithy.api#sparse": {}}},
 "t#Nested": {"type": "list", "member": {"target": "t#Texts"}},
 "t#Parts": {"type": "list", "member": {"target": "t#Part"}},
 "t#Tags": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "smithy.api#String"}},
 "t#Named": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "t#Part"}},
 "t#Choice": {"type": "union", "members": {"one": {"target": "smithy.api#String"}, "other": {"target": "t#Part"}}}
}}`

// jobs is the Go view of the model above.
func jobs(t testing.TB) (*builder, *Operation) {
	t.Helper()
	res, err := load.Load(token.NewFileSet(), []load.File{{Name: "model.json", Data: []byte(jobModel)}}, "")
	if err != nil {
		t.Fatal(err)
	}
	w, problems := wire.Build(res.Service, model.RestJSON1)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	pkg, problems := Build(Config{ImportPath: "example.com/jobs"}, res.Service, w)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	b := &builder{svc: res.Service, wire: w, pkg: pkg, structs: map[model.ShapeID]*Struct{}, unions: map[model.ShapeID]*Union{}}
	for _, s := range pkg.Structs {
		b.structs[s.Shape.ID] = s
	}
	for _, u := range pkg.Unions {
		b.unions[u.Shape.ID] = u
	}
	return b, pkg.Operations[0]
}

// documents are outputs; what they lack is null.
var documents = []string{
	`{}`,
	`{"text": "x", "state": "A", "count": 0, "big": 3, "ratio": 0.5, "flag": true, "texts": [], "states": ["A"], "sparse": [null], "nested": [[]], "part": {}, "parts": [], "tags": {}, "named": {}, "choice": {"one": "x"}}`,
	`{"text": "", "state": "B", "count": 2, "big": 2, "ratio": 2.0, "flag": false, "texts": ["x", "y"], "states": ["A", "B"], "sparse": ["x", null, "x"], "nested": [["x"], [], ["y", "x"]],
	  "part": {"name": "x", "state": "A", "size": 2, "flag": true, "tags": ["x"]}, "parts": [{}], "tags": {"x": "x"}, "named": {"x": {"size": 1}}, "choice": {"other": {"name": "x"}}}`,
	`{"count": 1, "texts": ["x", "x"], "states": ["A", "A"], "sparse": ["x"], "part": {"part": {"name": "é"}, "parts": [{"size": 1}, {"size": 2}]},
	  "parts": [{"name": "x", "state": "A", "size": 1, "flag": true, "tags": ["x", "y"], "parts": [{"name": "x"}]}, {"name": "y", "state": "B", "size": 2, "flag": false, "tags": []}], "tags": {"y": ""}, "choice": {"one": ""}}`,
	`{"text": "éy", "count": -1, "parts": [{"name": "x", "state": "A", "flag": false, "parts": [{"name": "y", "size": 3}, {}]}, {"name": "x", "state": "A", "size": 2, "tags": ["x"], "parts": []}], "nested": []}`,
}

// fill gives every structure what Go can't leave out: an enum is "" where there is none.
func fill(s *model.Shape, v any) any {
	switch v := v.(type) {
	case map[string]any:
		for _, m := range s.Members {
			switch inner, ok := v[m.Name]; {
			case ok && s.Type != model.Map:
				v[m.Name] = fill(m.Target, inner)
			case s.Type == model.Structure && m.Target.Type == model.Enum:
				v[m.Name] = ""
			}
		}
		if s.Type == model.Map {
			for k := range v {
				v[k] = fill(s.Elem().Target, v[k])
			}
		}
	case []any:
		for i := range v {
			v[i] = fill(s.Elem().Target, v[i])
		}
	}
	return v
}

// expected is what a matcher says of what an expression gives (Smithy spec, "Waiters", "PathComparator enum").
func expected(m *model.Acceptor, v any) bool {
	list, isList := v.([]any)
	equal := 0
	for _, e := range list {
		if fmt.Sprint(e) == m.Expected {
			equal++
		}
	}
	switch m.Comparator {
	case "stringEquals":
		return v == m.Expected
	case "booleanEquals":
		return v == (m.Expected == "true")
	case "anyStringEquals":
		return isList && equal > 0
	}
	return isList && len(list) > 0 && equal == len(list)
}

// compare checks an expression on all documents, for every comparator that its type allows. It returns how many
// comparisons it made.
func (b *builder) compareAll(t *testing.T, op *Operation, text string) (count int) {
	t.Helper()
	for _, m := range []*model.Acceptor{
		{Comparator: "stringEquals", Expected: "x"}, {Comparator: "stringEquals", Expected: "A"}, {Comparator: "booleanEquals", Expected: "true"},
		{Comparator: "booleanEquals", Expected: "false"}, {Comparator: "anyStringEquals", Expected: "x"}, {Comparator: "allStringEquals", Expected: "x"},
		{Comparator: "anyStringEquals", Expected: "true"}, {Comparator: "allStringEquals", Expected: "false"},
		{Comparator: "anyStringEquals", Expected: "A"}, {Comparator: "allStringEquals", Expected: "A"},
	} {
		m.Matcher, m.Path, m.State = "output", text, "success"
		a, err := b.acceptor(op, m)
		if err != nil {
			continue
		}
		n, err := jmespath.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, doc := range documents {
			var v any
			if err := json.Unmarshal([]byte(doc), &v); err != nil {
				t.Fatal(err)
			}
			v = fill(op.Output.Shape, v)
			count++
			if have, want := b.decide(t, op, a.Cond, v), expected(m, search(n, v)); have != want {
				t.Errorf("%s %s %q on %s: have %v, want %v", text, m.Comparator, m.Expected, doc, have, want)
			}
		}
	}
	return count
}

// decide runs a condition on an output.
func (b *builder) decide(t *testing.T, op *Operation, c *Condition, out any) bool {
	m := &machine{t: t, vars: map[string]any{"out": pointer{b.goStruct(op.Output, out)}}}
	m.run(c.Setup)
	return m.eval(c.X).(bool)
}

func TestConditionsDecideAsJMESPathDoes(t *testing.T) {
	b, op := jobs(t)
	count := 0
	for _, text := range []string{
		"text", "state", "flag", "part.name", "part.state", "part.part.name", "texts", "states", "sparse", "texts[]", "sparse[]", "nested[]",
		"parts[].name", "parts[].state", "parts[*].name", "parts[].tags[]", "parts[].parts[].name", "parts[*].parts[*].name | []", "parts[?flag].name",
		"parts[?state == 'A'].name", "parts[?size > `1`].name", "parts[?size >= `1` && !flag].state", "parts[?tags].name", "parts[?contains(tags, 'x')].name",
		"parts[?parts[?name == 'y']].name", "texts[0]", "texts[-1]", "texts[1]", "texts[-2]", "parts[0].name", "parts[-1].state", "parts[].tags[0]", "parts[-1].tags[]",
		"part.parts[1].size == `2`", "nested[0]", "nested[-1]", "nested[2][0]", "tags.x", "tags.y", "named.x.size == `1`", "named.x.flag", "choice.one", "choice.other.name",
		"[text, part.name]", "[text, part.name][]", "parts[].[name, state][]", "[texts, texts][]", "[flag, part.flag] | [?@]", "text || part.name", "text || state", "state || 'x'",
		"text == 'x'", "'x' != text", "text != `null`", "texts == `null`", "part != `null`", "text == part.name", "text == state", "text != part.name",
		"flag == `true`", "flag != `true`", "flag == part.flag", "!flag", "!text", "!texts", "!part", "!parts[].name", "flag && part.flag", "flag || part.flag", "!(flag && text)", "!(flag || texts)", "!(part && state)",
		"count == `0`", "count < `2`", "count >= big", "ratio > `0.25`", "ratio == count", "count == `2.0`", "big <= `2`", "count < ratio", "count == part.size",
		"length(text) == `2`", "length(texts) > `0`", "length(parts[].tags[]) == `2`", "length(parts[?flag]) == length(parts)", "length(tags) > `0`", "length(part.tags) == `0`",
		"length(part.part.name) == `1`", "contains(texts, 'y')", "contains(parts[].name, text)", "contains(text, 'y')", "contains(parts[].flag, `false`)", "contains(parts[].size, `2`)",
		"contains(parts[].[length(parts) >= size][], `false`)", "contains(states, state)", "contains(sparse, 'x')", "(parts[].tags)[]", "parts[].part.name", "parts[].[part.name, name][]",
		"length(parts) > `0` && length(parts[?state == 'A' || state == 'B']) == length(parts)", "@.text", "part.[name][]", "parts[?name == 'x'] | [].state",
		"parts[?part.flag == `null`].name", "(flag && part.flag) == (flag || part.flag)", "parts[?flag && tags || size].name", "parts[?!(flag && tags) && !name].state", "!(count > `0`)", "count > `0`",
	} {
		n := 0
		if _, err := jmespath.Parse(text); err == nil {
			n = b.compareAll(t, op, text)
		}
		if n == 0 && !strings.Contains(text, "@.text") {
			t.Errorf("%s isn't compiled for any comparator", text)
		}
		count += n
	}
	t.Logf("%d comparisons", count)
}

func TestRandomConditionsDecideAsJMESPathDoes(t *testing.T) {
	b, op := jobs(t)
	g := &generator{rand.New(rand.NewSource(1))}
	compiled, count := 0, 0
	for i := range 3000 {
		n := b.compareAll(t, op, []func(string, int) string{g.condition, g.texts, g.text}[i%3]("root", 3))
		count += n
		if n > 0 {
			compiled++
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%d expressions compiled, %d comparisons", compiled, count)
	if compiled < 2000 {
		t.Errorf("only %d expressions were compiled", compiled)
	}
}

// generator makes expressions up, within the output or one of its parts.
type generator struct{ *rand.Rand }

func (g *generator) pick(list ...string) string { return list[g.Intn(len(list))] }

func (g *generator) text(scope string, depth int) string {
	leaf := g.pick("name", "state", "part.name", "tags[0]", "tags[-1]", "'x'", "parts[1].state")
	if scope == "root" {
		leaf = g.pick("text", "state", "part.name", "part.part.state", "texts[0]", "texts[-2]", "parts[-1].name", "tags.x", "named.x.name", "choice.one", "choice.other.name", "'x'", "'A'")
	}
	if depth == 0 || g.Intn(3) > 0 {
		return leaf
	}
	return "(" + g.text(scope, depth-1) + " || " + g.text(scope, depth-1) + ")"
}

func (g *generator) number(scope string, depth int) string {
	leaf := g.pick("size", "part.size", "parts[0].size", "`1`", "`2`")
	if scope == "root" {
		leaf = g.pick("count", "big", "ratio", "part.size", "parts[-1].size", "`0`", "`1`", "`0.5`")
	}
	if depth == 0 || g.Intn(3) > 0 {
		return leaf
	}
	return "length(" + g.pick(g.texts(scope, depth-1), g.parts(scope, depth-1), g.text(scope, 0)) + ")"
}

// parts is a list of parts.
func (g *generator) parts(scope string, depth int) string {
	if depth == 0 {
		return "parts"
	}
	return g.pick("parts", "parts[]", "part.parts", g.parts(scope, depth-1)+"[?"+g.condition("part", depth-1)+"]",
		"("+g.parts(scope, depth-1)+")[].parts[]", "parts[*].parts[*] | []", g.parts(scope, depth-1)+"[].[part, parts[0]][]")
}

func (g *generator) texts(scope string, depth int) string {
	if depth == 0 {
		if scope == "root" {
			return g.pick("texts", "states", "sparse", "nested[]", "nested[-1]", "part.tags", "parts[].name")
		}
		return g.pick("tags", "part.tags", "parts[].state")
	}
	return g.pick(g.texts(scope, 0), "("+g.parts(scope, depth-1)+")[]."+g.pick("name", "state", "tags[]", "tags[0]", "part.name", "[name, state][]"),
		"("+g.parts(scope, depth-1)+")[*].tags[]", "["+g.text(scope, depth-1)+", "+g.text(scope, depth-1)+"]"+g.pick("", "[]"),
		"("+g.texts(scope, depth-1)+")[?@ == "+g.pick("'x'", "'A'")+"]", "("+g.parts(scope, depth-1)+")[?"+g.condition("part", depth-1)+"].name",
		"parts[*].parts[?"+g.condition("part", depth-1)+"].name | []", "("+g.parts(scope, depth-1)+")[]."+g.text("part", depth-1))
}

func (g *generator) condition(scope string, depth int) string {
	if depth == 0 {
		return g.pick("flag", "part.flag", "parts[0].flag")
	}
	c := func() string { return g.condition(scope, depth-1) }
	n := func() string { return g.number(scope, depth-1) }
	s := func() string { return g.text(scope, depth-1) }
	return g.pick("flag", "part.flag", "("+c()+" && "+c()+")", "("+c()+" || "+c()+")", "!"+c(), "!"+s(), "!("+g.texts(scope, depth-1)+")", "!("+c()+" && "+s()+" || "+n()+")",
		"("+s()+g.pick(" == ", " != ")+s()+")", "("+n()+g.pick(" == ", " != ", " < ", " >= ")+n()+")", "("+c()+g.pick(" == ", " != ")+c()+")", "("+c()+" == `true`)",
		"contains("+g.texts(scope, depth-1)+", "+s()+")", "contains(("+g.parts(scope, depth-1)+")[].["+g.condition("part", depth-1)+"][], `false`)",
		"contains("+s()+", "+s()+")", "("+g.parts(scope, depth-1)+" != `null`)", "!(part != `null`)")
}

// TestWhereGoCannotTell has what differs from JMESPath's own answers: an absent enum is "", an absent list is empty.
func TestWhereGoCannotTell(t *testing.T) {
	b, op := jobs(t)
	for _, c := range []struct {
		path, doc string
		want      bool
	}{
		{"state == `null`", `{}`, true},
		{"state == `null`", `{"state": ""}`, true},
		{"state == `null`", `{"state": "A"}`, false},
		{"state == ''", `{}`, true},
		{"length(texts) == `0`", `{}`, true},
		{"length(text) == `0`", `{}`, true},
		{"parts[].state | !contains(@, 'A')", `{"parts": [{}]}`, true},
	} {
		a, err := b.acceptor(op, &model.Acceptor{Matcher: "output", Path: c.path, Comparator: "booleanEquals", Expected: "true", State: "success"})
		if err != nil {
			t.Errorf("%s: %v", c.path, err)
			continue
		}
		var out any
		if err := json.Unmarshal([]byte(c.doc), &out); err != nil {
			t.Fatal(err)
		}
		if have := b.decide(t, op, a.Cond, out); have != c.want {
			t.Errorf("%s of %s: have %v", c.path, c.doc, have)
		}
	}
}

func TestInputAndOutput(t *testing.T) {
	b, op := jobs(t)
	for _, c := range []struct {
		path, comparator, expected string
		in                         any
		out                        string
		want                       bool
	}{
		{"input.name == output.text", "booleanEquals", "true", map[string]any{"name": "x"}, `{"text": "x"}`, true},
		{"input.name == output.text", "booleanEquals", "true", map[string]any{"name": "y"}, `{"text": "x"}`, false},
		{"input.name == output.text", "booleanEquals", "true", nil, `{"text": "x"}`, false},
		{"length(output.texts) >= input.count", "booleanEquals", "true", map[string]any{"count": 1.0}, `{"texts": ["a"]}`, true},
		{"length(output.texts) >= input.count", "booleanEquals", "true", map[string]any{"count": 2.0}, `{"texts": ["a"]}`, false},
		{"output.parts[].name", "allStringEquals", "x", nil, `{"parts": [{"name": "x"}]}`, true},
		{"input.name", "stringEquals", "x", map[string]any{"name": "x"}, `{}`, true},
	} {
		a, err := b.acceptor(op, &model.Acceptor{Matcher: "inputOutput", Path: c.path, Comparator: c.comparator, Expected: c.expected, State: "success"})
		if err != nil {
			t.Errorf("%s: %v", c.path, err)
			continue
		}
		var out any
		if err := json.Unmarshal([]byte(c.out), &out); err != nil {
			t.Fatal(err)
		}
		m := &machine{t: t, vars: map[string]any{"in": nil, "out": pointer{b.goStruct(op.Output, fill(op.Output.Shape, out))}}}
		if c.in != nil {
			m.vars["in"] = pointer{b.goStruct(op.Input, c.in)}
		}
		m.run(a.Cond.Setup)
		if have := m.eval(a.Cond.X).(bool); have != c.want {
			t.Errorf("%s of %v and %s: have %v, want %v", c.path, c.in, c.out, have, c.want)
		}
	}
}

func TestAcceptorsThatMakeNoSense(t *testing.T) {
	b, op := jobs(t)
	for _, c := range []struct {
		acceptor model.Acceptor
		want     string
	}{
		{model.Acceptor{Matcher: "output", Path: "text.", Comparator: "stringEquals"}, `path "text.": want a name, have the end at byte 5`},
		{model.Acceptor{Matcher: "output", Path: "nothing", Comparator: "stringEquals"}, `path "nothing": Out has no member "nothing" at byte 0`},
		{model.Acceptor{Matcher: "output", Path: "flag", Comparator: "stringEquals"}, `path "flag": a boolean is never equal to a string`},
		{model.Acceptor{Matcher: "output", Path: "text", Comparator: "booleanEquals", Expected: "true"}, `path "text": a string is never equal to a boolean`},
		{model.Acceptor{Matcher: "output", Path: "flag", Comparator: "booleanEquals", Expected: "yes"}, `path "flag": "yes" is no boolean`},
		{model.Acceptor{Matcher: "output", Path: "text", Comparator: "allStringEquals"}, `path "text": allStringEquals wants a list, have a string`},
		{model.Acceptor{Matcher: "output", Path: "parts", Comparator: "anyStringEquals"}, `path "parts": a structure is never equal to a string`},
		{model.Acceptor{Matcher: "output", Path: "parts[].name | [0]", Comparator: "stringEquals"}, `path "parts[].name | [0]": an index into what a projection gives is not supported`},
		{model.Acceptor{Matcher: "output", Path: "text", Comparator: "matches"}, `path "text": unknown comparator "matches"`},
		{model.Acceptor{Matcher: "header"}, `unknown matcher "header"`},
		{model.Acceptor{Matcher: "status", Expected: "OK"}, `strconv.Atoi: parsing "OK": invalid syntax`},
	} {
		_, err := b.acceptor(op, &c.acceptor)
		if fmt.Sprint(err) != c.want {
			t.Errorf("have %v, want %s", err, c.want)
		}
	}
}
