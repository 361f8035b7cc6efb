package godoc

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// source is a Go file with the lines as the comment of everything that has one.
func source(lines []string) []byte {
	var b bytes.Buffer
	write := func(indent string) {
		for _, l := range lines {
			switch {
			case l == "":
				b.WriteString(indent + "//\n")
			case l[0] == '\t':
				b.WriteString(indent + "//" + l + "\n")
			default:
				b.WriteString(indent + "// " + l + "\n")
			}
		}
	}
	write("")
	b.WriteString("package p\n\n")
	write("")
	b.WriteString("type T struct {\n")
	write("\t")
	b.WriteString("\tF int\n}\n\n")
	write("")
	b.WriteString("func f() {}\n")
	return b.Bytes()
}

// directive is what no line may start with, behind the slashes and spaces.
var directive = regexp.MustCompile(`^(go:|line |line$|export |export$|extern |\+build|nolint|#nosec|//|/\*|Deprecated:|lint:)`)

// codeDirective is the same for a line of a preformatted block, which a tab protects from most readers.
var codeDirective = regexp.MustCompile(`^\s*(go:|\+build|nolint|#nosec|lint:)`)

// sound reports what is wrong with the lines of a comment.
func sound(lines []string) error {
	for _, l := range lines {
		if err := soundLine(l); err != nil {
			return err
		}
	}
	if len(lines) == 0 {
		return nil
	}
	if lines[0] == "" || isSpace(lines[0][0]) || lines[len(lines)-1] == "" {
		return fmt.Errorf("starts with %q, ends with %q", lines[0], lines[len(lines)-1])
	}
	src := source(lines)
	got, err := format.Source(src)
	if err != nil {
		return err
	}
	if !bytes.Equal(got, src) {
		return fmt.Errorf("gofmt changes it to\n%s", got)
	}
	return declares(src)
}

func soundLine(l string) error {
	if !utf8.ValidString(l) {
		return fmt.Errorf("invalid UTF-8 in %q", l)
	}
	for i, r := range l {
		if r != ' ' && !(r == '\t' && i == 0) && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Z) {
			return fmt.Errorf("%U in %q", r, l)
		}
	}
	if strings.HasSuffix(l, " ") {
		return fmt.Errorf("white space at the end of %q", l)
	}
	if l != "" && l[0] == '\t' {
		if codeDirective.MatchString(l) {
			return fmt.Errorf("directive in %q", l)
		}
		return nil
	}
	if directive.MatchString(strings.TrimLeft(l, " ")) {
		return fmt.Errorf("directive in %q", l)
	}
	return nil
}

// declares reports whether the file has other declarations, imports or directives than the template.
func declares(src []byte) error {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments)
	if err != nil {
		return err
	}
	if len(f.Decls) != 2 || len(f.Imports) != 0 {
		return fmt.Errorf("%d declarations, %d imports", len(f.Decls), len(f.Imports))
	}
	t := f.Decls[0].(*ast.GenDecl).Specs[0].(*ast.TypeSpec)
	if n := t.Type.(*ast.StructType).Fields.NumFields(); t.Name.Name != "T" || n != 1 {
		return fmt.Errorf("type %s with %d fields", t.Name.Name, n)
	}
	if f.Decls[1].(*ast.FuncDecl).Name.Name != "f" {
		return fmt.Errorf("another function")
	}
	if p := fset.Position(f.Decls[1].Pos()); p.Filename != "p.go" {
		return fmt.Errorf("positions in %s", p.Filename)
	}
	return nil
}

// hostile are texts that try to become more than text.
var hostile = []string{
	"", " ", "<p></p>", "plain", "\x00\x01\x7f", "a\nfunc init() {}", "*/ func init() {} /*",
	"a\rb\u2028c\u2029d\u0085e\vf", "//go:generate rm", "go:generate rm", "/*line f:1:1*/", "//line f.go:1",
	"line f.go:1", "+build ignore", "export f", "nolint", "#nosec G101", "#cgo LDFLAGS: -x", "Deprecated: no",
	"<p>a</p><p>Deprecated: no</p>", "{{.}} %s ${x} `", "\xff\xfe\ufeff", "a\u202eb\u200bc\u2066d",
	"<p># foo</p>", "<p>a</p><p># foo</p><p>b</p>", "- foo", "1. foo", "\tfoo", "[x]: https://y", "<a href=\"http://x\">y</a>: http://z",
	"<p>a</p><p>Old heading</p><p>b</p>", "<ul><li>a</li></ul>", "<ul><li>a</li></ul><pre>b\nc</pre>",
	"<p>a</p><pre>- b\n  c</pre><ul><li>d</li></ul>", "<p>a</p><ul><li>a</li></ul><ol><li>b</li></ol>",
	"<p>a</p><ul><li>b<ol><li>c<p>d</p></li></ol></li></ul>", "''a'' ``b``", "[[a <a href='http://x'>y</a>]",
	"<p>a</p><dl><dt>b</dt><dd><ul><li>c</li></ul></dd></dl>", "<table><tr><td>a<td>b</table>",
	"a\n\n- b\n- c\n\n  d\n\n1. e\n2. f\n\n```go\nx\n```\n# g\n\nh **i** [j](http://k) `l`",
	"<note><p>a</p><ul><li>[x]: http://y</li></ul></note>", "<fullname>a</fullname><p>b</p><h2>C</h2><p>d</p>",
	"&lt;p&gt; &#150; &#x96; &#x2028; &IAM; &amp;lt; &region=x", "<p>a</p>[b]: http://c\n[d]: http://e",
	"[]: http://]: http://0", "00`````", "<pre>go:generate x\n +build y\n#nosec</pre>", "<p>a</p><pre>go:x\n +build y</pre>",
	strings.Repeat("line ", 40), strings.Repeat("- ", 60), strings.Repeat("go:x ", 40),
}

func FuzzConvert(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		for _, lines := range [][]string{Convert(doc), Short(doc)} {
			if err := sound(lines); err != nil {
				t.Errorf("%q gives\n%s\n%v", doc, strings.Join(lines, "\n"), err)
			}
		}
	})
}

func FuzzJoin(f *testing.F) {
	for i, s := range hostile {
		f.Add(s, hostile[(i+7)%len(hostile)], "Use X: "+hostile[len(hostile)-1-i])
	}
	f.Fuzz(func(t *testing.T, a, b, message string) {
		deprecated := Deprecated(message)
		got := Join(Convert(a), Convert(b), []string{"This member is required."}, deprecated)
		if len(deprecated) > 0 {
			got = unmarkDeprecated(t, got)
		}
		if err := sound(got); err != nil {
			t.Errorf("%q, %q and %q give\n%s\n%v", a, b, message, strings.Join(got, "\n"), err)
		}
	})
}

// unmarkDeprecated replaces the one mark that Deprecated has set.
func unmarkDeprecated(t *testing.T, lines []string) []string {
	n := 0
	for i, l := range lines {
		if rest, ok := strings.CutPrefix(l, "Deprecated: "); ok {
			n++
			lines[i] = "(Deprecated) " + rest
		}
	}
	if n != 1 {
		t.Errorf("%d paragraphs mark the declaration as deprecated:\n%s", n, strings.Join(lines, "\n"))
	}
	return lines
}
