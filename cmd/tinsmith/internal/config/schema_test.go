package config

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// schema is the part of JSON Schema (draft 2020-12) that tinsmith.schema.json uses.
type schema struct {
	Schema               string             `json:"$schema"`
	ID                   string             `json:"$id"`
	Title                string             `json:"title"`
	Description          string             `json:"description"`
	Ref                  string             `json:"$ref"`
	Defs                 map[string]*schema `json:"$defs"`
	Type                 any                `json:"type"`
	Const                any                `json:"const"`
	Enum                 []any              `json:"enum"`
	Pattern              string             `json:"pattern"`
	Not                  *schema            `json:"not"`
	AnyOf                []*schema          `json:"anyOf"`
	Required             []string           `json:"required"`
	Properties           map[string]*schema `json:"properties"`
	AdditionalProperties any                `json:"additionalProperties"`
	Items                *schema            `json:"items"`
	MinItems             int                `json:"minItems"`
}

// parseSchema reads the schema, and fails on a keyword that this test doesn't know.
func parseSchema(t *testing.T) *schema {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(string(Schema)))
	dec.DisallowUnknownFields()
	s := new(schema)
	if err := dec.Decode(s); err != nil {
		t.Fatalf("the schema: %v", err)
	}
	return s
}

// checker applies a schema to values as JSON has them.
type checker struct{ root *schema }

// check returns what is wrong with v, or "".
func (c *checker) check(s *schema, v any) string {
	if s.Ref != "" {
		if bad := c.check(c.root.Defs[strings.TrimPrefix(s.Ref, "#/$defs/")], v); bad != "" {
			return bad
		}
	}
	switch text, isText := v.(string); {
	case s.Type != nil && !slices.Contains(types(s.Type), kindOf(v)):
		return fmt.Sprintf("%v isn't of type %v", v, s.Type)
	case s.Const != nil && !reflect.DeepEqual(s.Const, v):
		return fmt.Sprintf("%v isn't %v", v, s.Const)
	case s.Enum != nil && !slices.Contains(s.Enum, v):
		return fmt.Sprintf("%v is none of %v", v, s.Enum)
	case isText && s.Pattern != "" && !regexp.MustCompile(s.Pattern).MatchString(text):
		return fmt.Sprintf("%q doesn't match %s", text, s.Pattern)
	case s.Not != nil && c.check(s.Not, v) == "":
		return fmt.Sprintf("%v isn't allowed", v)
	case s.AnyOf != nil && !slices.ContainsFunc(s.AnyOf, func(s *schema) bool { return c.check(s, v) == "" }):
		return fmt.Sprintf("%v fits none of the alternatives", v)
	}
	switch v := v.(type) {
	case map[string]any:
		return c.object(s, v)
	case []any:
		return c.array(s, v)
	}
	return ""
}

func (c *checker) object(s *schema, v map[string]any) string {
	for _, key := range s.Required {
		if _, ok := v[key]; !ok {
			return "lacks " + key
		}
	}
	for _, key := range slices.Sorted(maps.Keys(v)) {
		sub := s.Properties[key]
		switch more := s.AdditionalProperties.(type) {
		case bool:
			if sub == nil && !more {
				return "has " + key
			}
		case map[string]any:
			if sub == nil {
				sub = remarshal(more)
			}
		}
		if sub == nil {
			continue
		}
		if bad := c.check(sub, v[key]); bad != "" {
			return key + ": " + bad
		}
	}
	return ""
}

func remarshal(v any) *schema {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	s := new(schema)
	if err := json.Unmarshal(data, s); err != nil {
		panic(err)
	}
	return s
}

func (c *checker) array(s *schema, v []any) string {
	if len(v) < s.MinItems {
		return "is too short"
	}
	if s.Items == nil {
		return ""
	}
	for _, item := range v {
		if bad := c.check(s.Items, item); bad != "" {
			return bad
		}
	}
	return ""
}

func types(v any) []string {
	if s, ok := v.(string); ok {
		return []string{s}
	}
	var out []string
	for _, s := range v.([]any) {
		out = append(out, s.(string))
	}
	return out
}

func kindOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case float64:
		return "number"
	case string:
		return "string"
	case []any:
		return "array"
	}
	return "object"
}

// asJSON reads YAML as an editor does that checks it by a JSON Schema.
func asJSON(t *testing.T, text string) any {
	t.Helper()
	var v, out any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSchemaAndParserAgree(t *testing.T) {
	const head = "version: 1\nclients:\n"
	tests := []struct {
		name, text string
		ok         bool
	}{
		{"least", head + "  - {model: a, out: b}\n", true},
		{"most", "version: 1\ndefaults: {docs: none}\nclients:\n  - {model: [a, b], out: ../b, service: a#B, package: p, import_path: x/y, protocol: restJson1, operations: [A, 'B*'], exclude: [C], rename: {a#b: C_1}, docs: short}\n", true},
		{"nothing counts as absent", "version: 1\ndefaults:\nclients:\n  - {model: a, out: b, service: , package: , operations: , exclude: , rename: }\n", true},
		{"two clients", head + "  - {model: a, out: b}\n  - {model: /abs/a, out: c}\n", true},
		{"no version", "clients: [{model: a, out: b}]\n", false},
		{"another version", "version: 2\nclients: [{model: a, out: b}]\n", false},
		{"version as text", "version: '1'\nclients: [{model: a, out: b}]\n", false},
		{"no clients", "version: 1\n", false},
		{"empty clients", "version: 1\nclients: []\n", false},
		{"clients as a map", "version: 1\nclients: {model: a, out: b}\n", false},
		{"a list", "- version: 1\n", false},
		{"unknown key", "version: 1\nclient: 1\nclients: [{model: a, out: b}]\n", false},
		{"unknown key of a client", head + "  - {model: a, out: b, import-path: c}\n", false},
		{"unknown default", "version: 1\ndefaults: {docz: full}\nclients: [{model: a, out: b}]\n", false},
		{"validation", "version: 1\ndefaults: {validation: full}\nclients: [{model: a, out: b}]\n", false},
		{"no model", head + "  - {out: b}\n", false},
		{"no out", head + "  - {model: a}\n", false},
		{"empty model", head + "  - {model: '', out: b}\n", false},
		{"no models", head + "  - {model: [], out: b}\n", false},
		{"model of nothing", head + "  - {model: , out: b}\n", false},
		{"standard input", head + "  - {model: '-', out: b}\n", false},
		{"standard input in a list", head + "  - {model: [a, '-'], out: b}\n", false},
		{"backslashes", head + "  - {model: 'a\\b', out: b}\n", false},
		{"out with backslashes", head + "  - {model: a, out: 'b\\c'}\n", false},
		{"absolute out", head + "  - {model: a, out: /b}\n", false},
		{"out as a list", head + "  - {model: a, out: [b]}\n", false},
		{"number as text", head + "  - {model: a, out: b, package: 12}\n", false},
		{"operations as text", head + "  - {model: a, out: b, operations: A}\n", false},
		{"operation as a map", head + "  - {model: a, out: b, operations: [{a: b}]}\n", false},
		{"rename as a list", head + "  - {model: a, out: b, rename: [c]}\n", false},
		{"rename to no Go name", head + "  - {model: a, out: b, rename: {c: d e}}\n", false},
		{"rename to what isn't exported", head + "  - {model: a, out: b, rename: {c: d}}\n", false},
		{"wrong docs", head + "  - {model: a, out: b, docs: ful}\n", false},
		{"wrong default docs", "version: 1\ndefaults: {docs: ''}\nclients: [{model: a, out: b}]\n", false},
	}
	c := &checker{parseSchema(t)}
	for _, tt := range tests {
		_, err := Parse("c", []byte(tt.text))
		if (err == nil) != tt.ok {
			t.Errorf("%s: the parser says %v", tt.name, err)
		}
		if bad := c.check(c.root, asJSON(t, tt.text)); (bad == "") != tt.ok {
			t.Errorf("%s: the schema says %q", tt.name, bad)
		}
	}
	if c.root.ID != SchemaURL {
		t.Errorf("the schema's id is %s, want %s", c.root.ID, SchemaURL)
	}
}

func TestExampleIsAConfigOfItsClient(t *testing.T) {
	tests := []Client{
		{Model: []string{"models/x.json"}, Out: "internal/x"},
		{Model: []string{"../a b/x.json", "y: z#.json"}, Out: "../x", Service: "com.x#X", Package: "x", ImportPath: "example.com/x", Protocol: "restJson1", Docs: "short",
			Operations: []string{"List*", "[GP]etThing", "No"}, Exclude: []string{"a'\"b", "true", "1"}},
		{Model: []string{"2018-05-10"}, Out: "null", Operations: []string{"é\u2028\x01", "-", "~", "*a", "&b", "!c"}},
	}
	c := &checker{parseSchema(t)}
	for _, want := range tests {
		text := Example(want)
		got, err := Parse("c", text)
		if err != nil {
			t.Errorf("%v\n%s", err, text)
			continue
		}
		if want.Docs == "" {
			want.Docs = "full"
		}
		want.Pos, want.OperationsPos = got.Clients[0].Pos, got.Clients[0].OperationsPos
		if diff := cmp.Diff([]Client{want}, got.Clients); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		if bad := c.check(c.root, asJSON(t, string(text))); bad != "" {
			t.Errorf("the schema says %s of\n%s", bad, text)
		}
	}
}

// An example whose comments are taken away has every key that there is.
func TestExampleShowsEveryKey(t *testing.T) {
	text := regexp.MustCompile(`(?m)^    #(\w)`).ReplaceAll(Example(Client{Model: []string{"m"}, Out: "o"}), []byte("    $1"))
	if _, err := Parse("c", text); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	root := asJSON(t, string(text)).(map[string]any)
	client := root["clients"].([]any)[0].(map[string]any)
	want := slices.Sorted(maps.Keys(parseSchema(t).Defs["client"].Properties))
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(client))); diff != "" {
		t.Errorf("keys (-schema +example)\n%s", diff)
	}
}
