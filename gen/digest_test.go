package gen_test

import (
	"math/rand"
	"strings"
	"testing"

	"github.com/tinsmith-go/tinsmith/gen"
)

// digested is a model with something of every kind that a client depends on.
const digested = `{"smithy": "2.0", "shapes": {
"t#Toy": {"type": "service", "version": "2024-01-01", "operations": [{"target": "t#Get"}, {"target": "t#Put"}], "errors": [{"target": "t#Down"}], "traits": {
	"aws.protocols#restJson1": {}, "aws.auth#sigv4": {"name": "toy"}, "aws.api#service": {"sdkId": "Toy", "endpointPrefix": "toy"}, "smithy.api#title": "Toys", "smithy.api#documentation": "Of toys.",
	"smithy.rules#endpointRuleSet": {"version": "1.0", "parameters": {"Name": {"type": "string", "documentation": "A name."}}, "rules": [{"type": "endpoint", "conditions": [], "endpoint": {"url": "https://toy.example.com"}}]}}},
"t#Get": {"type": "operation", "traits": {"smithy.api#http": {"method": "GET", "uri": "/get"}}},
"t#Put": {"type": "operation", "input": {"target": "t#In"}, "output": {"target": "t#Out"}, "errors": [{"target": "t#Bad"}], "traits": {"smithy.api#documentation": "Puts.",
	"smithy.api#http": {"method": "POST", "uri": "/put/{id}", "code": 200}, "smithy.api#examples": [{"title": "One", "input": {"id": "1"}}], "smithy.api#externalDocumentation": {"More": "https://docs.example.com"}}},
"t#In": {"type": "structure", "members": {
	"id": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}},
	"name": {"target": "smithy.api#String", "traits": {"smithy.api#jsonName": "n", "smithy.api#documentation": "The name.", "smithy.rules#contextParam": {"name": "Name"}}},
	"size": {"target": "t#Size", "traits": {"smithy.api#default": 0, "smithy.api#range": {"min": 0, "max": 9}}},
	"token": {"target": "smithy.api#String", "traits": {"smithy.api#idempotencyToken": {}, "smithy.api#pattern": "^a$"}},
	"kind": {"target": "t#Kind"}, "list": {"target": "t#List"}, "head": {"target": "smithy.api#String", "traits": {"smithy.api#httpHeader": "X-Head"}}}},
"t#Size": {"type": "integer"},
"t#Out": {"type": "structure", "members": {"when": {"target": "smithy.api#Timestamp", "traits": {"smithy.api#timestampFormat": "date-time"}}}},
"t#Kind": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "a"}}, "B": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "b"}}}},
"t#List": {"type": "list", "member": {"target": "smithy.api#String"}, "traits": {"smithy.api#sparse": {}}},
"t#Bad": {"type": "structure", "members": {"message": {"target": "smithy.api#String"}}, "traits": {"smithy.api#error": "client", "smithy.api#httpError": 400}},
"t#Down": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "server"}}
}}`

func closureOf(t *testing.T, cfg gen.Config, text string) string {
	t.Helper()
	out, err := makeClient(cfg, text)
	if err != nil {
		t.Fatal(messages(err))
	}
	if len(out.Closure) != 64 || strings.Trim(out.Closure, "0123456789abcdef") != "" {
		t.Fatalf("the digest %q isn't SHA-256 in hex", out.Closure)
	}
	return out.Closure
}

// change is digested with one text replaced.
func change(t *testing.T, old, new string) string {
	t.Helper()
	if strings.Count(digested, old) != 1 {
		t.Fatalf("the model has %q %d times", old, strings.Count(digested, old))
	}
	return strings.Replace(digested, old, new, 1)
}

func TestDigestIsOfWhatClientsDependOn(t *testing.T) {
	want := closureOf(t, gen.Config{}, digested)
	for _, tt := range []struct{ name, old, new string }{
		{"documentation of the service", `"Of toys."`, `"Of other toys."`},
		{"title", `"Toys"`, `"Playthings"`},
		{"documentation of an operation", `"Puts."`, `"Puts things."`},
		{"documentation of a member", `"The name."`, `""`},
		{"documentation of a parameter", `"A name."`, `"Its name."`},
		{"examples", `"One"`, `"Two"`},
		{"links", `https://docs.example.com`, `https://other.example.com`},
		{"white space", `"t#Get": {`, "\n\n  \"t#Get\":    {\t"},
		{"the order of operations", `{"target": "t#Get"}, {"target": "t#Put"}`, `{"target": "t#Put"}, {"target": "t#Get"}`},
		{"the order of traits", `"smithy.api#error": "client", "smithy.api#httpError": 400`, `"smithy.api#httpError": 400, "smithy.api#error": "client"`},
		{"a shape that nothing reaches", `"t#Size": {"type": "integer"},`, `"t#Size": {"type": "integer"}, "t#Alone": {"type": "string"},`},
	} {
		if got := closureOf(t, gen.Config{}, change(t, tt.old, tt.new)); got != want {
			t.Errorf("%s changes the digest", tt.name)
		}
	}
	r := rand.New(rand.NewSource(1))
	for range 3 {
		shuffled := shuffle(t, toFiles(digested), r)
		if got := closureOf(t, gen.Config{}, string(shuffled[0].Data)); got != want {
			t.Error("the order of shapes changes the digest")
		}
	}
}

func TestDigestTellsChangesApart(t *testing.T) {
	seen := map[string]string{closureOf(t, gen.Config{}, digested): "nothing"}
	for _, tt := range []struct{ name, old, new string }{
		{"required", `"smithy.api#jsonName": "n"`, `"smithy.api#jsonName": "n", "smithy.api#required": {}`},
		{"target", `"when": {"target": "smithy.api#Timestamp", "traits": {"smithy.api#timestampFormat": "date-time"}}`, `"when": {"target": "smithy.api#String"}`},
		{"type of a target", `"t#Size": {"type": "integer"}`, `"t#Size": {"type": "long"}`},
		{"wire name", `"smithy.api#jsonName": "n"`, `"smithy.api#jsonName": "m"`},
		{"member's name", `"kind": {"target"`, `"kynd": {"target"`},
		{"new member", `"kind": {"target"`, `"kin": {"target": "smithy.api#String"}, "kind": {"target"`},
		{"order of members", `"kind": {"target": "t#Kind"}, "list": {"target": "t#List"}`, `"list": {"target": "t#List"}, "kind": {"target": "t#Kind"}`},
		{"enum value", `"smithy.api#enumValue": "a"`, `"smithy.api#enumValue": "aa"`},
		{"enum member", `"A": {"target": "smithy.api#Unit"`, `"AA": {"target": "smithy.api#Unit"`},
		{"error added", `"errors": [{"target": "t#Bad"}]`, `"errors": [{"target": "t#Bad"}, {"target": "t#Down"}]`},
		{"error removed", `, "errors": [{"target": "t#Bad"}]`, ``},
		{"error's fault", `"smithy.api#error": "client"`, `"smithy.api#error": "server"`},
		{"error's status", `"smithy.api#httpError": 400`, `"smithy.api#httpError": 409`},
		{"error of the service", `, "errors": [{"target": "t#Down"}]`, ``},
		{"method", `"method": "GET"`, `"method": "HEAD"`},
		{"path", `"/get"`, `"/got"`},
		{"status", `"code": 200`, `"code": 201`},
		{"header", `"X-Head"`, `"X-Tail"`},
		{"header to query", `"smithy.api#httpHeader": "X-Head"`, `"smithy.api#httpQuery": "X-Head"`},
		{"timestamp format", `"date-time"`, `"http-date"`},
		{"default", `"smithy.api#default": 0`, `"smithy.api#default": 1`},
		{"no default", `"smithy.api#default": 0, `, ``},
		{"range", `"max": 9`, `"max": 10`},
		{"pattern", `"^a$"`, `"^b$"`},
		{"no token", `"smithy.api#idempotencyToken": {}, `, ``},
		{"sparse", `"smithy.api#sparse": {}`, ``},
		{"endpoint", `https://toy.example.com`, `https://toys.example.com`},
		{"endpoint parameter", `{"name": "Name"}`, `{"name": "Nome"}`},
		{"signing name", `{"name": "toy"}`, `{"name": "toys"}`},
		{"version", `"2024-01-01"`, `"2024-01-02"`},
		{"service id", `"sdkId": "Toy"`, `"sdkId": "Toys"`},
		{"idempotent", `"smithy.api#documentation": "Puts."`, `"smithy.api#idempotent": {}`},
		{"deprecated", `"smithy.api#documentation": "The name."`, `"smithy.api#deprecated": {}`},
		{"a new operation", `{"target": "t#Get"}, `, ``},
	} {
		text := change(t, tt.old, tt.new)
		got := closureOf(t, gen.Config{}, text)
		if other := seen[got]; other != "" {
			t.Errorf("%s: the digest is that of %s", tt.name, other)
		}
		seen[got] = tt.name
	}
	for name, cfg := range map[string]gen.Config{"a selection": {Operations: []string{"Get"}}, "an exclusion": {Exclude: []string{"Get"}}, "a Go name": {Rename: map[string]string{"t#Kind": "Sort"}}} {
		got := closureOf(t, cfg, digested)
		if other := seen[got]; other != "" && other != "a new operation" {
			t.Errorf("%s: the digest is that of %s", name, other)
		}
		seen[got] = name
	}
}
