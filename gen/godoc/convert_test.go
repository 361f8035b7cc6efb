package godoc

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// long has more than a line, with words as given at its end.
func long(words string) string {
	return strings.Repeat("word ", 15) + words
}

func TestConvert(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"no text", "", ""},
		{"white space alone", " \n\t ", ""},
		{"an empty paragraph", "<p/><p> </p>", ""},
		{"empty markup", "<zonbook></zonbook><xhtml></xhtml>", ""},
		{"plain text stays", "The name of the thing", "The name of the thing"},
		{"white space collapses", "a \t b\n   c", "a b c"},
		{"paragraphs", "<p>One.</p><p>Two.</p>", "One.\n\nTwo."},
		{"unclosed paragraphs", "<p>One.<p>Two.", "One.\n\nTwo."},
		{"text before a paragraph", "One.<p>Two.</p>", "One.\n\nTwo."},
		{"a line break", "One.<br></br>Two.", "One.\n\nTwo."},
		{"inline elements", "<p>A <b>b</b> <i>c</i> <code>d</code>s <em>e</em>.</p>", "A b c ds e."},
		{"stray end tags", "</em>a</p>b</ul>", "a\n\nb"},
		{"self-closing elements", "<p><b/>a<code/>b<a/></p>", "ab"},
		{"HTML comments", "a<!-- <p>b -->c", "ac"},
		{"an unclosed HTML comment", "a <!-- b", "a <!-- b"},
		{"placeholders", "<p>arn:<region>:<HTML> (< 0.5)</p>", "arn:<region>:<HTML> (< 0.5)"},
		{"dropped markup", "<p><replaceable>a</replaceable> <filename>b</filename></p>", "a b"},
		{"raw dumps", "<p>a</p><examples>GET / HTTP</examples>", "a"},
		{"a title with text", "<fullname>Service</fullname><p>a</p>", "a"},
		{"a title alone", "<fullname>Service</fullname>", "Service"},

		{"entities once", "&lt;p&gt; &amp;lt; &quot;x&quot; &#65;&#x42;", `<p> &lt; "x" AB`},
		{"entities of windows-1252", "a &#150; b &#x96; c \u0096 d &#133;", "a – b – c – d …"},
		{"what only looks like an entity", "&IAM; ?a=b&region=c&copy", "&IAM; ?a=b&region=c&copy"},
		{"spaces", "a&#x2028;b\u2029c\u0085d\u00a0e\u200bf\vg\fh\ri", "a b c d e f g h i"},
		{"invisible runes", "a\u202eb\u2066c\u200dd\u00ade\ufeff", "abcde"},
		{"control characters", "a\x00b\x7fc\x1bd", "a b c d"},
		{"invalid UTF-8", "a\xffb", "a b"},
		{"ligatures", "ﬁnd ﬂow", "find flow"},
		{"quotation marks that gofmt changes", "''a'' <p>``b``</p>", `""a""` + "\n\n" + `"b"`},

		{"a list", "<p>Values:</p><ul><li><p>a</p></li> <li>b</li></ul>", "Values:\n\n  - a\n  - b"},
		{"a list without paragraphs or end tags", "Values:<ul><li>a<li>b", "Values:\n\n  - a\n  - b"},
		{"a numbered list", "Steps:<ol><li>a</li><li>b</li></ol>", "Steps:\n\n 1. a\n 2. b"},
		{"a long item", "V:<ul><li>" + long("word word words") + "</li></ul>",
			"V:\n\n  - " + strings.TrimSpace(strings.Repeat("word ", 15)) + "\n    word word words"},
		{"items of several paragraphs", "V:<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "V:\n\n  - a\n\n    b\n\n  - c"},
		{"empty items", "V:<ul><li></li><li> a</li></ul><ul></ul>", "V:\n\n  - a"},
		{"nested lists", "V:<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>",
			"V:\n\n  - a\n\n    – b\n\n    · c\n\n  - d"},
		{"a numbered list in a list", "V:<ul><li>a<ol><li>b</li><li>c</li></ol></li></ul>", "V:\n\n  - a\n\n    (1) b\n\n    (2) c"},
		{"neighbouring lists of one kind", "V:<ul><li>a</li></ul><ul><li>b</li></ul>", "V:\n\n  - a\n  - b"},
		{"neighbouring lists of two kinds", "V:<ul><li>a</li></ul><ol><li>b</li></ol>", "V:\n\n  - a\n\n(1) b"},
		{"a list alone", "<ul><li>a</li><li>b</li></ul>", "– a\n\n– b"},
		{"an item without a list", "a<li>b", "a\n\n  - b"},
		{"text after a list", "V:<ul><li>a</li></ul>b", "V:\n\n  - a\n\nb"},
		{"definitions", "V:<dl><dt>a</dt><dd>b</dd><dt>c:</dt><dd><p>d</p><p>e</p></dd><dt>f</dt></dl>",
			"V:\n\n  - a: b\n\n  - c: d\n\n    e\n\n  - f"},
		{"a definition with a list", "V:<dl><dt>a</dt><dd><ul><li>b</li></ul></dd></dl>", "V:\n\n  - a:\n\n    – b"},
		{"a table", "V:<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>", "V:\n\n  - a | b\n  - c"},

		{"a note", "<p>a</p><note><p>b</p><p>c</p></note>", "a\n\nNote: b\n\nc"},
		{"an important note", "<important>b</important>c", "Important: b\n\nc"},
		{"a note in an item", "V:<ul><li><p>a</p><note>b</note></li></ul>", "V:\n\n  - a\n\n    Note: b"},
		{"a list in a note", "<note><ul><li>a</li></ul></note>", "Note:\n\n  - a"},
		{"an empty note", "a<note></note>", "a"},

		{"a heading", "<p>a</p><h2>More on b</h2><p>c</p>", "a\n\n# More on b\n\nc"},
		{"a heading first", "<h2>More</h2><p>c</p>", "More\n\nc"},
		{"a heading that is too long", "a<h2>" + long("x y zed") + "</h2>", "a\n\n" + strings.TrimSpace(strings.Repeat("word ", 15)) + " x y\nzed"},
		{"a bold caption", "<p>a</p><p><b>More</b></p><p>c</p>", "a\n\n# More\n\nc"},
		{"a caption of a list", `<p>a</p><p class="title"> <b>More </b> </p><ul><li>c</li></ul>`, "a\n\nMore:\n\n  - c"},
		{"a line that gofmt would make a heading", "<p>a</p><p>Some words</p><p>c</p>", "a\n\nSome words.\n\nc"},

		{"preformatted text", "<p>a</p><pre>\n  b &lt;\n\tc <b>d</b>\n\n\n e\n</pre><p>f</p>", "a\n\n\t b <\n\t   c d\n\n\te\n\nf"},
		{"code alone", "<p>a</p><p><code>b c</code></p> <p><code>d</code></p>", "a\n\n\tb c\n\td"},
		{"long code at the end", "<p>Run <code>" + long("x") + strings.Repeat("y", 9) + "</code>.</p>",
			"Run\n\n\t" + long("x") + strings.Repeat("y", 9)},
		{"preformatted text behind a list", "V:<ul><li>a</li></ul><pre>b\nc</pre>", "V:\n\n  - a\n\nExample:\n\n\tb\n\tc"},
		{"preformatted text before a list", "V:<pre>a</pre><ul><li>b</li></ul>", "V:\n\na\n\n  - b"},
		{"preformatted text in an item", "V:<ul><li>a<pre>b\n  c</pre></li></ul>", "V:\n\n  - a\n\n    b c"},
		{"preformatted text like a list", "<p>a</p><pre>- b\n  c</pre>", "a\n\n\t...\n\t- b\n\t  c"},

		{"bare ampersands and braces", "{{.X}} %s ${y} a & b", "{{.X}} %s ${y} a & b"},
		{"the end of a block comment", "stack/*/* and */", "stack/*/* and */"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, tt.doc, tt.want) })
	}
}

// check compares the comment of a text.
func check(t *testing.T, doc, want string) {
	t.Helper()
	got := Convert(doc)
	if diff := cmp.Diff(want, strings.Join(got, "\n")); diff != "" {
		t.Errorf("Convert(%q) (-want +got)\n%s", doc, diff)
	}
	if want == "" && got != nil {
		t.Errorf("Convert(%q) is %q, not nil", doc, got)
	}
	if err := sound(got); err != nil {
		t.Errorf("Convert(%q): %v", doc, err)
	}
}

func TestConvertLinks(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"a link", `See <a href="https://x.y/z">the guide</a>.`, "See [the guide].\n\n[the guide]: https://x.y/z"},
		{"spaces stay outside", `See<a href='https://x.y'> the <code>guide</code> </a>, or`, "See [the guide], or\n\n[the guide]: https://x.y"},
		{"no space is lost behind a link", "See <a href=http://x.y>a</a>\n   in <a>B</a> c", "See [a] in B c\n\n[a]: http://x.y"},
		{"glued to a letter", `<a href="http://x.y">Id</a>s`, "[Id]s\n\n[Id]: http://x.y"},
		{"space before punctuation", "<a href='http://x'>a</a> , <code>b</code> : c", "[a], b: c\n\n[a]: http://x"},
		{"no target", "<a>Op</a> <a>Shape$member</a>", "Op Shape$member"},
		{"other targets", `<a href="mailto:a@b">a</a> <a href="rel/ative">b</a> <a href="javascript:x">c</a> <a href="//h/p">d</a> <a href="http:///p">e</a> <a href="">f</a>`, "a b c d e f"},
		{"the text is the URL", `<a href="https://x.y/">https://x.y</a> <a href="https://x.y">x.y</a>`, "https://x.y/ https://x.y"},
		{"one text, two targets", `<a href="http://x">a</a> <a href="http://y">a</a> <a href="http://x">a</a>`, "[a] a (http://y) [a]\n\n[a]: http://x"},
		{"brackets in the text", `<a href="http://x">a[0]</a>`, "a[0] (http://x)"},
		{"an open bracket before", `x[ <a href="http://x">a</a>`, "x[ a (http://x)"},
		{"entities, spaces and case in the target", `<a href="HTTPS://x.y/?a=1&amp;b= &quot;2&quot;">a</a>`, "[a]\n\n[a]: https://x.y/?a=1&b=%20%222%22"},
		{"other attributes", `<a target="_blank" href="http://x" topic=1>a</a>`, "[a]\n\n[a]: http://x"},
		{"a link in an item", `V:<ul><li><a href="http://x">a</a></li></ul>`, "V:\n\n  - [a]\n\n[a]: http://x"},
		{"no links in headings", `a<h2><a href="http://x">B</a></h2>c`, "a\n\n# B\n\nc"},
		{"an unclosed link ends with its block", `<p><a href="http://x">a</p><p>b</p>`, "[a]\n\nb\n\n[a]: http://x"},
		{"what looks like a definition", `<p><a href="http://x">a</a>: http://y</p>`, "[a] : http://y\n\n[a]: http://x"},
		{"what looks like a definition in an item", "V:<ul><li>[a]: http://y</li></ul>", "V:\n\n  - [a] : http://y"},
		{"a bare URL isn't split", long("words https://example.com/a/very/long/path"), strings.TrimSpace(long("words")) + "\nhttps://example.com/a/very/long/path"},
		{"a bracketed name", "Errors: [types.A], [types.B].", "Errors: [types.A], [types.B]."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, tt.doc, tt.want) })
	}
}

func TestConvertMarkdown(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"paragraphs", "One\nline.\n\nTwo.", "One line.\n\nTwo."},
		{"bullets", "V:\n- a\n  b\n* c\n\nd", "V:\n\n  - a b\n  - c\n\nd"},
		{"indented bullets", "V:\n    - a\n    - b", "V:\n\n  - a\n  - b"},
		{"nested bullets", "V:\n- a\n  - b\n- c", "V:\n\n  - a\n\n    – b\n\n  - c"},
		{"items of several paragraphs", "V:\n\n- a\n\n  b\n\nc", "V:\n\n  - a\n\n    b\n\nc"},
		{"numbers", "V:\n1. a\n2. b", "V:\n\n 1. a\n 2. b"},
		{"a number at the end of a sentence", "starts with\n1. For example\n100. b", "starts with 1. For example 100. b"},
		{"no numbers inside of HTML", "<p>V\n1. a\n2. b</p>", "V 1. a 2. b"},
		{"no bullets inside of HTML", "<p>V\n- a</p>", "V - a"},
		{"code", "Use `a<b>` and ``c`d``, not `e", "Use a<b> and c`d, not `e"},
		{"bold", "**Note** a**b** 2 ** 3 **", "Note a**b** 2 ** 3 **"},
		{"a star", "c5*, m5a.*, *3*", "c5*, m5a.*, *3*"},
		{"a link", "See [the **guide**](https://x.y/a_(b)), [c](d), e[f](g) and <https://h>.",
			"See [the guide], c, e[f](g) and https://h.\n\n[the guide]: https://x.y/a_(b)"},
		{"a fence", "a\n```json\n{\n  \"b\": 1\n}\n```\nc", "a\n\n\t{\n\t  \"b\": 1\n\t}\n\nc"},
		{"an unclosed fence", "a\n\n```\nb", "a\n\n\tb"},
		{"a heading", "a\n\n## B\n\nc", "a\n\n# B\n\nc"},
		{"a ruler", "a\n\n---\n\nb", "a\n\nb"},
		{"a pasted comment", "// a\n// b", "a b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, tt.doc, tt.want) })
	}
}

func TestConvertHazards(t *testing.T) {
	words := strings.TrimSpace(strings.Repeat("word ", 14)) // 69 runes
	tests := []struct{ name, doc, want string }{
		{"go directive", "go:generate x", `"go:generate" x`},
		{"go directive in slashes", "//go:generate x", `"//go:generate" x`},
		{"line directive", "//line a.go:1", `"//line" a.go:1`},
		{"line directive in stars", "/*line a.go:1:1*/", `"/*line" a.go:1:1*/`},
		{"line", "line a.go:1", "Line a.go:1"},
		{"export", "export F", "Export F"},
		{"build constraint", "<p>a</p><p>+build x</p>", "a\n\n\"+build\" x"},
		{"linters", "<p>nolint:all</p><p>#nosec G101</p>", "\"nolint:all\"\n\nnosec G101"},
		{"directives in preformatted text", "a<pre>go:generate x\nexport A=b\n +build c\n#nosec</pre>",
			"a\n\n\t\"go:generate\" x\n\texport A=b\n\t \"+build\" c\n\tnosec"},
		{"a wrapped directive", words + " abcdefghi line and", words + "\nabcdefghi line and"},
		{"a wrapped marker", words + " abcdefghij - and", words + "\nabcdefghij - and"},
		{"a wrapped number", words + " abcdefghi 1. and", words + "\nabcdefghi 1. and"},
		{"a wrapped hash", words + " abcdefghi # and", words + "\nabcdefghi # and"},
		{"deprecation", "Deprecated: use B.", "Deprecated – use B."},
		{"deprecation in a later paragraph", "<p>a</p><p>Deprecated: use B.</p>", "a\n\nDeprecated – use B."},
		{"a wrapped deprecation", words + " abcdef Deprecated: no", words + "\nabcdef Deprecated: no"},
		{"a hash", "<p>a</p><p># b</p>", "a\n\n\"#\" b"},
		{"a paragraph like a bullet", "<p>a</p><p>- b</p>", "a\n\n- b"},
		{"a paragraph in an item like a bullet", "V:<ul><li><p>a</p><p>- b</p></li></ul>", "V:\n\n  - a\n\n    – b"},
		{"a paragraph in an item like a number", "V:<ol><li><p>a</p><p>7. b</p></li></ol>", "V:\n\n 1. a\n\n    (7) b"},
		{"Go code", "a\nfunc init() {}", "a func init() {}"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, tt.doc, tt.want) })
	}
}

func TestShort(t *testing.T) {
	got := Short(`<p>See <a href="http://x">a</a>.</p><p>See <a href="http://y">b</a>.</p>`)
	if diff := cmp.Diff([]string{"See [a].", "", "[a]: http://x"}, got); diff != "" {
		t.Errorf("Short (-want +got)\n%s", diff)
	}
	if got := Short("<p></p>"); got != nil {
		t.Errorf("Short of no text is %q", got)
	}
}

func TestDeprecated(t *testing.T) {
	tests := []struct{ message, want string }{
		{"", ""},
		{"Use B.", "Deprecated: Use B."},
		{"Deprecated: use <code>B</code>.", "Deprecated: use B."},
		{"<p>a</p><p>b</p>", "Deprecated: a\n\nb"},
		{"- a\n- b", "Deprecated: – a\n\n– b"},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, strings.Join(Deprecated(tt.message), "\n")); diff != "" {
			t.Errorf("Deprecated(%q) (-want +got)\n%s", tt.message, diff)
		}
	}
}

func TestJoin(t *testing.T) {
	link := func(name, url string) []string { return []string{"See [" + name + "].", "", "[" + name + "]: " + url} }
	tests := []struct {
		name  string
		parts [][]string
		want  string
	}{
		{"nothing", nil, ""},
		{"empty parts", [][]string{nil, {"a"}, {}}, "a"},
		{"definitions move to the end", [][]string{link("a", "http://x"), {"Required."}, link("b", "http://y")},
			"See [a].\n\nRequired.\n\nSee [b].\n\n[a]: http://x\n[b]: http://y"},
		{"a definition twice", [][]string{link("a", "http://x"), link("a", "http://x")}, "See [a].\n\nSee [a].\n\n[a]: http://x"},
		{"one text, two targets", [][]string{link("a", "http://x"), link("a", "http://y")}, "See [a].\n\nSee a (http://y).\n\n[a]: http://x"},
		{"two targets across lines, in an item", [][]string{link("a b", "http://x"), {"V:", "", "  - See [a", "    b].", "  - c", "", "[a b]: http://y"}},
			"See [a b].\n\nV:\n\n  - See a b (http://y).\n  - c\n\n[a b]: http://x"},
		{"two targets in a deprecation", [][]string{link("a", "http://x"), {"Deprecated: [a]", "", "[a]: http://y"}},
			"See [a].\n\nDeprecated: a (http://y)\n\n[a]: http://x"},
		{"what gofmt would make a heading", [][]string{{"a"}, {"Some words"}, {"b"}}, "a\n\nSome words.\n\nb"},
		{"the first line stays", [][]string{{"Some words"}, {"b"}}, "Some words\n\nb"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Join(tt.parts...)
			if diff := cmp.Diff(tt.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if len(got) > 0 && !stable(got) {
				t.Errorf("gofmt changes %q", got)
			}
		})
	}
}

func TestConvertWraps(t *testing.T) {
	doc := "<p>" + strings.Repeat("Ünïcödé words, ", 40) + "</p><ul><li>" + strings.Repeat("abc de ", 60) + "</li></ul>"
	for _, l := range Convert(doc) {
		if n := len([]rune(l)); n > width {
			t.Errorf("%d runes in %q", n, l)
		}
	}
}
