package config

import (
	"errors"
	"go/scanner"
	"go/token"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseReadsEveryKey(t *testing.T) {
	const text = `version: 1
defaults: {docs: short}
clients:
  - model: ./models/x/2018-05-10/
    service: com.x#X
    out: out/x
    package: x
    import_path: example.com/x
    protocol: restJson1
    operations: [A, "List*"]
    exclude: [ListB]
    rename: {com.x#a: Alpha}
  - model: [a.json, b.json]
    out: out/y
    docs: none
    service:
`
	at := func(line, col int) token.Position {
		return token.Position{Filename: "tinsmith.yaml", Line: line, Column: col}
	}
	want := &Config{Clients: []Client{
		{
			Pos: at(4, 5), OperationsPos: at(10, 17),
			Model: []string{"models/x/2018-05-10"}, Service: "com.x#X", Out: "out/x", Package: "x",
			ImportPath: "example.com/x", Protocol: "restJson1", Docs: "short",
			Operations: []string{"A", "List*"}, Exclude: []string{"ListB"}, Rename: map[string]string{"com.x#a": "Alpha"},
		},
		{Pos: at(13, 5), Model: []string{"a.json", "b.json"}, Out: "out/y", Docs: "none"},
	}}
	got, err := Parse("tinsmith.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("config (-want +got)\n%s", diff)
	}
}

func TestParseSaysWhatIsWrongAndWhere(t *testing.T) {
	const head = "version: 1\nclients:\n"
	tests := []struct{ name, text, want string }{
		{"empty file", "", `c:1:1: the file is empty; it begins with "version: 1"`},
		{"comments only", "# nothing\n", `c:1:1: the file is empty; it begins with "version: 1"`},
		{"not YAML", "version: 1\nclients: [\n", "c:2:1: did not find expected node content"},
		{"a list", "- a\n", "c:1:1: want a map, have a list"},
		{"no version, no clients", "{}\n", `c:1:1: the key "clients" is missing` + "\n" + `c:1:1: the key "version" is missing; this tinsmith reads "version: 1"`},
		{"other version", "version: 2\nclients: [{model: a, out: b}]\n", "c:1:10: version 2 is unknown; this tinsmith reads version 1"},
		{"version as a string", "version: \"1\"\nclients: [{model: a, out: b}]\n", "c:1:10: want the number 1, have a string"},
		{"unknown keys", "versoin: 1\nversion: 1\nclients: [{model: a, out: b, import-path: x, zzzzzzzzzz: 1}]\n",
			`c:1:1: unknown key "versoin"; did you mean "version"?` + "\n" +
				`c:3:30: unknown key "import-path" in clients; did you mean "import_path"?` + "\n" +
				`c:3:46: unknown key "zzzzzzzzzz" in clients`},
		{"repeated key", head + "  - model: a\n    out: b\n    model: c\n", `c:5:5: key "model" is repeated; it stands at line 3 already`},
		{"wrong kinds", head + "  - model: {a: b}\n    out: [b]\n    service: 12\n    operations: A\n    rename: [x]\n    package: true\n",
			"c:3:12: want a path or a list of paths, have a map\nc:4:10: want a string, have a list\nc:5:14: want a string, have a number; quote it\n" +
				"c:6:17: want a list, have a string\nc:7:13: want a map, have a list\nc:8:14: want a string, have a boolean; quote it"},
		{"anchor", head + "  - &a\n    model: m\n    out: o\n  - *a\n", "c:3:5: anchors aren't allowed\nc:6:5: aliases aren't allowed"},
		{"tag", head + "  - model: !!binary aGk=\n    out: o\n", "c:3:12: tags aren't allowed"},
		{"validation", "version: 1\ndefaults: {validation: full}\nclients: [{model: a, out: b}]\n",
			"c:2:24: defaults.validation isn't supported by this version of tinsmith: a program chooses by Options.Validation; remove the key"},
		{"docs", "version: 1\ndefaults: {docs: ful}\nclients: [{model: a, out: b}]\n", `c:2:18: docs is one of full, short, none; have "ful"; did you mean "full"?`},
		{"nothing to do", "version: 1\nclients: []\n", "c:2:10: the list of clients is empty"},
		{"no model, no out", head + "  - package: x\n", `c:3:5: the client has no "model"` + "\n" + `c:3:5: the client has no "out"`},
		{"empty model", head + "  - model: []\n    out: b\n", `c:3:12: "model" is empty`},
		{"paths", head + "  - model: a\\b\n    out: /abs/b\n", `c:3:12: the path "a\\b" has a backslash; write forward slashes on every system` + "\n" + `c:4:10: "out" is relative to this file; have "/abs/b"`},
		{"same out", head + "  - {model: a, out: o/a}\n  - {model: b, out: ./o//A}\n", `c:4:5: the client at line 3 has the same "out": o/a`},
		{"nested out", head + "  - {model: a, out: o}\n  - {model: b, out: o/p/q}\n", `c:4:5: "out" o/p/q lies within that of the client at line 3: o`},
		{"out above another", head + "  - {model: a, out: x}\n  - {model: b, out: ..}\n  - {model: b, out: ../../y}\n", `c:3:5: "out" x lies within that of the client at line 4: ..`},
		{"rename", head + "  - {model: a, out: o, rename: {x#a: b c}}\n", `c:3:38: "b c" isn't an exported Go name`},
		{"second document", "version: 1\nclients: [{model: a, out: b}]\n---\nversion: 1\n", "c:3:1: a second YAML document; there is only one"},
		{"list as a key", "version: 1\n? [a]\n: b\nclients: [{model: a, out: b}]\n", "c:2:3: want a string as the key, have a list"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse("c", []byte(tt.text))
			if diff := cmp.Diff(tt.want, lines(err)); diff != "" {
				t.Errorf("errors (-want +got)\n%s", diff)
			}
		})
	}
}

func lines(err error) string {
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		return "not a list of errors"
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Error())
	}
	return strings.Join(out, "\n")
}

func TestParseRefusesHugeFiles(t *testing.T) {
	_, err := Parse("c", make([]byte, MaxBytes+1))
	if err == nil || !strings.Contains(err.Error(), "larger than") {
		t.Errorf("error = %v, want one about the size", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("version: 1\nclients: [{model: a, out: b}]\n"))
	f.Add([]byte("version: 1\nclients:\n- &a {model: [a, b], out: ../b, rename: {a#b: C}}\n- *a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse("c", data)
		if err == nil {
			for _, client := range c.Clients {
				if len(client.Model) == 0 || client.Out == "" || client.Docs == "" {
					t.Errorf("accepted a client without model, out or docs: %+v", client)
				}
			}
			return
		}
		var list scanner.ErrorList
		if !errors.As(err, &list) {
			t.Fatalf("error is a %T", err)
		}
		for _, e := range list {
			if !e.Pos.IsValid() {
				t.Errorf("no position: %v", e)
			}
		}
	})
}
