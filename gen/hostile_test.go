package gen_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"math/rand"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/model/load"
)

// payloads are texts that have left comments, literals or lines of other generators' output.
var payloads = []string{
	"x\n\nfunc init() { panic(1) }\n//",
	"x */ func init() {} /*",
	"x\rfunc init() {}", "x\u2028func init() {}\u2029y", "x\u0085y\vz\fa",
	"//go:generate touch pwned\n//go:generate touch pwned", "<pre>\n//go:generate touch pwned\n</pre>", "go:generate touch pwned",
	"//line evil.go:1\n/*line evil.go:1:1*/", "line evil.go:1",
	"//go:build ignore\n\n// +build ignore\n\n", "+build ignore", "<p>+build ignore</p>",
	"//go:linkname a b\n//go:embed x\n//export X\n#cgo LDFLAGS: x\nimport \"C\"", "export X",
	"//nolint #nosec\n\nDeprecated: gone", "`+func() string { panic(1) }()+`", "\"); func init() {}; var _ = (\"", "\\\"\\", "\"\n", "${x}{{.X}}%s%!v",
	"import (\n\t\"os/exec\"\n)", "import (", "x\n)\nimport (\n\t\"unsafe\"\n)",
	"\x00\ufeff", "\u202e\u2066x\u2069\u200b\u00ad", "../../etc/passwd", "*/", "{", "}", "{}", "", " ", "\t",
}

// slot is a text of a model: one of its strings that isn't a key.
type slot struct {
	file       int
	start, end int    // of the text with its quotes
	key        string // of the nearest object around it
}

// slots finds all texts in models. Keys are names, which the readers' own tests try.
func slots(t testing.TB, files []load.File) []slot {
	var out []slot
	for i, f := range files {
		v, err := decoded(json.NewDecoder(bytes.NewReader(f.Data)), f.Data, "", func(start, end int, key string) {
			out = append(out, slot{i, start, end, key})
		})
		if err != nil || !v {
			t.Fatalf("%s: %v", f.Name, err)
		}
	}
	return out
}

// decoded goes through the next value and reports the texts in it; false at the end of an object or array.
func decoded(dec *json.Decoder, data []byte, key string, found func(start, end int, key string)) (bool, error) {
	tok, err := dec.Token()
	if err != nil {
		return false, err
	}
	switch tok := tok.(type) {
	case string:
		end := int(dec.InputOffset())
		found(start(data, end), end, key)
	case json.Delim:
		if tok == '}' || tok == ']' {
			return false, nil
		}
		for more := true; more && err == nil; {
			if tok == '{' {
				k, err := dec.Token()
				if err != nil {
					return false, err
				}
				if k == json.Delim('}') {
					break
				}
				key = k.(string)
			}
			more, err = decoded(dec, data, key, found)
		}
	}
	return true, err
}

// start finds where the JSON string begins that ends before end.
func start(data []byte, end int) int {
	for i := end - 2; ; i-- {
		if data[i] != '"' {
			continue
		}
		n := 0
		for data[i-1-n] == '\\' {
			n++
		}
		if n%2 == 0 {
			return i
		}
	}
}

// replace puts texts into slots of one file or several; what stands in a slot goes.
func replace(files []load.File, at []slot, text func(i int) string) []load.File {
	out := slices.Clone(files)
	for i := len(at) - 1; i >= 0; i-- { // from the end, so that offsets hold
		s := at[i]
		var quoted bytes.Buffer
		enc := json.NewEncoder(&quoted)
		enc.SetEscapeHTML(false)
		enc.Encode(text(i))
		d := out[s.file].Data
		out[s.file].Data = slices.Concat(d[:s.start], bytes.TrimSpace(quoted.Bytes()), d[s.end:])
	}
	return out
}

// outline is what of generated files may not depend on texts: their paths, imports and declarations.
type outline map[string][]string

func outlineOf(files []gen.File) (outline, error) {
	out := outline{}
	for _, f := range files {
		if strings.HasPrefix(f.Path, "internal/") {
			continue
		}
		if f.Path != path.Clean(f.Path) || path.IsAbs(f.Path) || strings.HasPrefix(f.Path, "..") || strings.ContainsAny(f.Path, "\\:\x00\n") {
			return nil, fmt.Errorf("%q leaves the folder", f.Path)
		}
		file, err := parser.ParseFile(token.NewFileSet(), f.Path, f.Data, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		if err := plainComments(f.Path, file); err != nil {
			return nil, err
		}
		out[f.Path] = outlineFile(file)
		if f.Path == "endpoints.go" { // its rules consist of texts
			out[f.Path] = slices.DeleteFunc(out[f.Path], func(l string) bool {
				return strings.HasPrefix(l, "func *resolver.") || strings.HasPrefix(l, "func .resolve")
			})
		}
	}
	return out, nil
}

func outlineFile(file *ast.File) []string {
	out := []string{"package " + file.Name.Name}
	for _, i := range file.Imports {
		if !strings.HasPrefix(i.Path.Value, `"`+toyPath+"/internal/") { // what isn't called isn't imported
			out = append(out, "import "+i.Path.Value)
		}
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			recv := ""
			if d.Recv != nil {
				recv = types.ExprString(d.Recv.List[0].Type)
			}
			name := recv + "." + d.Name.Name
			if strings.HasPrefix(d.Name.Name, "Check") { // a pattern that can't be checked isn't
				out = append(out, "func "+name)
				continue
			}
			out = append(out, fmt.Sprintf("func %s: %d statements", name, len(d.Body.List)))
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					out = append(out, "type "+s.Name.Name)
				case *ast.ValueSpec:
					if d.Tok == token.CONST { // botocore's constants are called after their values
						s.Names = s.Names[1:]
					}
					out = append(out, fmt.Sprint(d.Tok, s.Names))
				}
			}
		}
	}
	return out
}

// plainComments finds comments that say something to a tool, or look to a reader like the end of one.
func plainComments(name string, file *ast.File) error {
	for _, group := range file.Comments {
		for _, c := range group.List {
			text, ok := strings.CutPrefix(c.Text, "//")
			if !ok {
				return fmt.Errorf("%s: a comment that isn't a line's: %q", name, c.Text)
			}
			if text != "" && text != "sumtype:decl" && text[0] != ' ' && text[0] != '\t' {
				return fmt.Errorf("%s: a directive: %q", name, c.Text)
			}
			word := strings.TrimLeft(text, " ") // what follows a tab is preformatted, which tools don't look into
			for _, bad := range []string{"go:", "+build", "line ", "export ", "nolint", "#nosec", "extern ", "//", "/*"} {
				if strings.HasPrefix(word, bad) {
					return fmt.Errorf("%s: a line that looks like a directive: %q", name, c.Text)
				}
			}
			if strings.ContainsAny(text, "\x00\r\v\f\u0085\u2028\u2029\u202e\u2066\u2069\u200b\ufeff") {
				return fmt.Errorf("%s: a character that ends or hides text: %q", name, c.Text)
			}
		}
	}
	return nil
}

// attempt generates from texts that somebody chose. The error says why the outcome isn't one of the two that are
// right: an error with a place, or a client with the same outline.
func attempt(files []load.File, want outline) (refusal string, _ error) {
	fset := token.NewFileSet()
	res, err := load.Load(fset, files, "")
	if err == nil {
		var out *gen.Output
		out, err = gen.Generate(gen.Config{Fset: fset, ImportPath: toyPath, Package: "toy"}, res.Service)
		if err == nil {
			have, err := outlineOf(out.Files)
			if err != nil {
				return "", err
			}
			if diff := cmp.Diff(want, have); diff != "" {
				return "", fmt.Errorf("the client's outline depends on a text (-want +got):\n%s", diff)
			}
			return "", nil
		}
	}
	if err := leads(err); err != nil {
		return "", err
	}
	return messages(err), nil
}

// freeTexts are the keys whose texts a model is free to choose, with those that must differ from one another.
var freeTexts = map[string]struct{ unique bool }{
	"smithy.api#documentation": {}, "smithy.api#title": {}, "smithy.api#pattern": {}, "smithy.api#mediaType": {}, "smithy.api#enumValue": {true},
	"smithy.api#externalDocumentation": {}, "smithy.api#tags": {}, "smithy.api#since": {}, "message": {}, "since": {}, "title": {}, "documentation": {},
	"smithy.api#jsonName": {true}, "smithy.api#httpQuery": {true}, "docId": {}, "arnNamespace": {}, "cloudTrailEventSource": {}, "cloudFormationName": {},
	"serviceFullName": {}, "serviceAbbreviation": {}, "uid": {}, "deprecatedMessage": {}, "deprecatedSince": {}, "pattern": {}, "description": {},
	"sdkId": {}, "serviceId": {true},
}

func TestTextNeverBecomesCode(t *testing.T) {
	tried, refused := 0, 0
	for _, c := range clients(t) {
		for format, names := range map[string][]string{"smithy": c.smithy[:1], "botocore": c.botocore} {
			files := readModels(t, names)
			want, all := harmless(t, files), slots(t, files)
			var free, fixed []slot
			for _, s := range all {
				if _, ok := freeTexts[s.key]; ok {
					free = append(free, s)
				} else {
					fixed = append(fixed, s)
				}
			}
			t.Logf("%s, %s: %d texts, %d of them free", c.name, format, len(all), len(free))
			tried += tryTogether(t, files, free, want)
			n, r := tryAlone(t, files, fixed, want)
			tried, refused = tried+n, refused+r
		}
	}
	t.Logf("%d texts in places, %d of them refused", tried, refused)
}

func harmless(t *testing.T, files []load.File) outline {
	fset := token.NewFileSet()
	res, err := load.Load(fset, files, "")
	if err != nil {
		t.Fatal(err)
	}
	out, err := gen.Generate(gen.Config{Fset: fset, ImportPath: toyPath, Package: "toy"}, res.Service)
	if err != nil {
		t.Fatal(err)
	}
	want, err := outlineOf(out.Files)
	if err != nil {
		t.Fatal(err)
	}
	return want
}

// tryTogether puts payloads into all places at once; after all rounds each place has had each payload.
func tryTogether(t *testing.T, files []load.File, at []slot, want outline) (tried int) {
	step := 1
	if testing.Short() {
		step = 5
	}
	for round := 0; round < len(payloads); round += step {
		text := func(i int) string {
			p := payloads[(i+round)%len(payloads)]
			if freeTexts[at[i].key].unique {
				p += fmt.Sprint("n", i) // a letter too, which some must have
			}
			return p
		}
		tried += len(at)
		if refusal, err := attempt(replace(files, at, text), want); err != nil || refusal != "" {
			t.Errorf("round %d: %v, refused: %s", round, err, head(refusal, 3))
		}
	}
	return tried
}

// tryAlone puts payloads into single places of a sample.
func tryAlone(t *testing.T, files []load.File, at []slot, want outline) (tried, refusals int) {
	n := 60
	if testing.Short() {
		n = 10
	}
	r := rand.New(rand.NewSource(1))
	for range n {
		s, p := at[r.Intn(len(at))], payloads[r.Intn(len(payloads))]
		refusal, err := attempt(replace(files, []slot{s}, func(int) string { return p }), want)
		if err != nil {
			t.Errorf("%s %s: %q: %v", files[s.file].Name, s.key, p, err)
		}
		tried++
		if refusal != "" {
			refusals++
		}
	}
	return tried, refusals
}
