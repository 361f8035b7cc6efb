package config

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

// Schema is the JSON Schema (draft 2020-12) of tinsmith.yaml, for editors. It knows the keys and the kinds
// of their values; what must not clash, Parse alone knows.
//
//go:embed tinsmith.schema.json
var Schema []byte

// SchemaURL is where editors find the schema.
const SchemaURL = "https://raw.githubusercontent.com/tinsmith-go/tinsmith/main/cmd/tinsmith/internal/config/tinsmith.schema.json"

// Example returns the text of a commented tinsmith.yaml with the one client c. What c doesn't say stands
// there as a comment. Parse accepts the text where it would accept c's values.
func Example(c Client) []byte {
	e := new(example)
	e.line("# yaml-language-server: $schema=" + SchemaURL)
	e.line("#")
	e.line("# The clients that \"tinsmith generate\" writes. Paths have forward slashes and are relative to this file.")
	e.line("version: 1")
	e.line("")
	e.line("clients:")
	e.line("  # A botocore service folder (botocore/data/<service>/<version>), a Smithy model as JSON AST, or a list")
	e.line("  # of AST files. \"tinsmith inspect\" lists the operations of a model.")
	e.value("  - model: ", oneOrList(c.Model))
	e.comment("The client's folder. Files of yours that are in it stay as they are.")
	e.value("    out: ", scalar(c.Out))
	e.comment("The operations to generate: names and globs. Without this key, all.")
	e.optional("operations", list(c.Operations), `[GetThing, "List*"]`, len(c.Operations) > 0)
	e.comment("Operations to leave out again.")
	e.optional("exclude", list(c.Exclude), "[ListOldThings]", len(c.Exclude) > 0)
	e.comment("The shape id of the service. Only a model that holds several needs it.")
	e.optional("service", scalar(c.Service), "com.example#Things", c.Service != "")
	e.comment("The package's name. Default: from the service's id.")
	e.optional("package", scalar(c.Package), "things", c.Package != "")
	e.comment("The package's import path. Default: that of the nearest go.mod, and the way down to \"out\".")
	e.optional("import_path", scalar(c.ImportPath), "example.com/app/internal/things", c.ImportPath != "")
	e.comment("The protocol to speak. Default: the model's first that is supported.")
	e.optional("protocol", scalar(c.Protocol), "restJson1", c.Protocol != "")
	e.comment("Doc comments: full, short (first paragraphs) or none.")
	e.optional("docs", c.Docs, docs[0], c.Docs != "" && c.Docs != docs[0])
	e.comment("Go names for shapes, where two of them would get the same one.")
	e.optional("rename", "", `{"com.example#thing": OtherThing}`, false)
	return []byte(e.String())
}

type example struct{ strings.Builder }

func (e *example) line(text string)        { e.WriteString(text + "\n") }
func (e *example) value(key, value string) { e.line(key + value) }
func (e *example) comment(text string)     { e.line("    # " + text) }
func (e *example) optional(key, value, placeholder string, set bool) {
	if set {
		e.line("    " + key + ": " + value)
		return
	}
	e.line("    #" + key + ": " + placeholder)
}

// scalar writes a string in YAML: plain where nobody could read anything else, else in double quotes.
func scalar(s string) string {
	if isPlain(s) {
		return s
	}
	return quoted(s)
}

// quoted is a double-quoted scalar (YAML 1.2.2, 7.3.1): of Go's escapes YAML knows all but \v's kin in
// octal, which strconv doesn't write.
func quoted(s string) string { return strconv.QuoteToASCII(s) }

// isPlain says whether s is letters, digits and harmless punctuation, and begins with a letter that no
// YAML keyword (true, no, null, …) can be made of together with the rest.
func isPlain(s string) bool {
	switch strings.ToLower(s) {
	case "", "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return false
	}
	if c := s[0] | 0x20; (c < 'a' || c > 'z') && s[0] != '.' {
		return false
	}
	if s[0] == '.' && !strings.HasPrefix(s, "./") && !strings.HasPrefix(s, "../") {
		return false // .inf, .nan
	}
	return strings.Trim(s, plainChars) == ""
}

const plainChars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./"

func oneOrList(items []string) string {
	if len(items) == 1 {
		return scalar(items[0])
	}
	return list(items)
}

func list(items []string) string {
	var out []string
	for _, s := range items {
		out = append(out, scalar(s))
	}
	return fmt.Sprintf("[%s]", strings.Join(out, ", "))
}
