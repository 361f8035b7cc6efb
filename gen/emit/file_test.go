package emit

import (
	"bytes"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/dave/jennifer/jen"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/gen/goir"
	"github.com/tinsmith-go/tinsmith/model"
)

func TestSafeMapsWhatEndsHidesOrReordersText(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"plain, with a\ttab and ünïcode ✓", "plain, with a\ttab and ünïcode ✓"},
		{"a\nb\rc\vd\fe", "a b c d e"},
		{"a\x00b\x1bc\x7fd", "a b c d"},
		{"a\u0085b\u2028c\u2029d", "a b c d"},
		{"a\u202eb\u2066c\u2069d\u061ce", "a b c d e"},
		{"a\u200bb\u200fc\u2060d\ufeffe", "a b c d e"},
		{"a\xffb\xc3", "a b "},
		{"a\ufffdb", "a b"},
	} {
		if got := safe(tt.in); got != tt.want {
			t.Errorf("safe(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// toyPackage is a client's Go view with nothing in it.
func toyPackage() *goir.Package {
	return &goir.Package{Name: "toy", ImportPath: "example.com/toy", Model: &model.Service{SDKID: "Toy", Version: "1"}}
}

// commented renders a file in which text stands in every place that texts of a model can get to.
func commented(text string) (File, error) {
	p := toyPackage()
	p.Model.SDKID, p.Model.Version = text, text
	lines := strings.Split(text, "\n")
	f := newFile(p, "", "x.go")
	for _, l := range lines {
		f.PackageComment(commentLine(l))
	}
	f.decl([]string{"T"}, append(lines, text), jen.Type().Id("T").StructFunc(func(g *jen.Group) {
		comment(g, lines)
		g.Id("A").String()
		g.Line()
		comment(g, []string{text})
		g.Id("B").Qual("time", "Time")
		g.Line()
		g.Id("C").Qual("github.com/aws/smithy-go/middleware", "Metadata")
	}))
	f.decl([]string{"c"}, []string{text}, jen.Const().Id("c").Op("=").Lit(text))
	return f.done()
}

// checkCommented finds what a text changed besides comments and the literal.
func checkCommented(t *testing.T, text string) {
	t.Helper()
	file, err := commented(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	tree, err := parser.ParseFile(token.NewFileSet(), "x.go", file.Data, parser.ParseComments)
	if err != nil {
		t.Fatalf("%q: %v\n%s", text, err, file.Data)
	}
	var have []string
	for _, d := range tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			have = append(have, "func "+d.Name.Name)
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.ImportSpec:
					have = append(have, s.Path.Value)
				case *ast.TypeSpec:
					have = append(have, s.Name.Name)
				case *ast.ValueSpec:
					have = append(have, s.Names[0].Name)
				}
			}
		}
	}
	if diff := cmp.Diff([]string{`"time"`, `"github.com/aws/smithy-go/middleware"`, "T", "c"}, have); diff != "" {
		t.Errorf("%q changes what the file declares (-want +got):\n%s\n%s", text, diff, file.Data)
	}
	for _, group := range tree.Comments {
		for _, c := range group.List {
			if c.Text != "//" && !strings.HasPrefix(c.Text, "// ") && !strings.HasPrefix(c.Text, "//\t") {
				t.Errorf("%q makes the comment %q", text, c.Text)
			}
			if constraint.IsGoBuild(c.Text) || constraint.IsPlusBuild(c.Text) {
				t.Errorf("%q makes the build constraint %q", text, c.Text)
			}
			if strings.ContainsAny(c.Text, "\x00\r\v\f\u0085\u2028\u2029\u202e\ufeff") {
				t.Errorf("%q: the comment %q ends or hides text", text, c.Text)
			}
		}
	}
	if !bytes.HasPrefix(file.Data, []byte(Header+"\n// Source:")) {
		t.Errorf("%q: the file begins with %q", text, file.Data[:min(80, len(file.Data))])
	}
}

var hostileTexts = []string{
	"", "plain", "x\nfunc init() {}", "*/ func init() {} /*", "\r\n\u2028func init() {}", "//go:generate x", "go:build ignore", "/*line x:1*/", "`\"'\\",
	"import (\n\"os\"\n)", "import (", "x import (\n)", ")\n", "\x00\xff\ufeff\u202e", "/* */", "//", "package evil", "+build ignore",
}

func TestTextsStayInComments(t *testing.T) {
	for _, text := range hostileTexts {
		checkCommented(t, text)
	}
}

func FuzzComment(f *testing.F) {
	for _, text := range hostileTexts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkCommented(t, text) })
}

func TestImportsAreSplit(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"none", "package x\n", "package x\n"},
		{"one", "package x\n\nimport \"fmt\"\n", "package x\n\nimport \"fmt\"\n"},
		{"standard ones", "package x\n\nimport (\n\t\"fmt\"\n\t\"io\"\n)\n", "package x\n\nimport (\n\t\"fmt\"\n\t\"io\"\n)\n"},
		{"others", "package x\n\nimport (\n\t\"a.b/c\"\n\td \"e.f/g\"\n)\n", "package x\n\nimport (\n\t\"a.b/c\"\n\td \"e.f/g\"\n)\n"},
		{"both", "package x\n\nimport (\n\t\"a.b/c\"\n\t\"fmt\"\n\td \"e.f/g\"\n\t\"net/http\"\n)\n\nvar _ = 1\n", "package x\n\nimport (\n\t\"fmt\"\n\t\"net/http\"\n\n\t\"a.b/c\"\n\td \"e.f/g\"\n)\n\nvar _ = 1\n"},
		{"in a comment before", "// import (\n// x\npackage x\n\nimport (\n\t\"a.b/c\"\n\t\"fmt\"\n)\n", "// import (\n// x\npackage x\n\nimport (\n\t\"fmt\"\n\n\t\"a.b/c\"\n)\n"},
		{"in a comment after", "package x\n\nimport \"fmt\"\n\n// import (\n// \"a.b/c\"\nvar _ = fmt.Sprint\n", "package x\n\nimport \"fmt\"\n\n// import (\n// \"a.b/c\"\nvar _ = fmt.Sprint\n"},
	} {
		got, err := source("x.go", []byte(tt.in))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if diff := cmp.Diff(tt.want, string(got)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, diff)
		}
	}
}

func TestSourceShowsTheLinesAroundAnError(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"package x\n\nvar a = 1\nvar b = )\nvar c = 2\n", "x.go: generated code does not parse: 4:9: expected operand, found ')'\n\nvar a = 1\nvar b = )\nvar c = 2\n"},
		{")", "x.go: generated code does not parse: "},
	} {
		_, err := source("x.go", []byte(tt.in))
		if err == nil {
			t.Fatalf("%q: no error", tt.in)
		}
		got := err.Error()
		first, _, _ := strings.Cut(tt.want, "\n")
		if !strings.HasPrefix(got, first) || !strings.Contains(got, ")") {
			t.Errorf("(-want +got)\n%s", cmp.Diff(tt.want, got))
		}
	}
}

func TestSourceLineIsOneLineOfASCII(t *testing.T) {
	p := toyPackage()
	p.Model.SDKID, p.Model.Version = "A  Toy\n//go:generate x\u2028é", "\x001 2"
	if got, want := sourceLine(p), "// Source: A Toy//go:generate x 1 2"; got != want {
		t.Errorf("have %q, want %q", got, want)
	}
}
