package jmespath

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// show writes an expression with all that binds in parentheses.
func show(n *Node) string {
	kids := make([]string, len(n.Kids))
	for i, k := range n.Kids {
		kids[i] = show(k)
	}
	switch n.Kind {
	case Current:
		return "@"
	case Field:
		return n.Name
	case Literal:
		if s, ok := n.Value.(string); ok {
			return fmt.Sprintf("%q", s)
		}
		return fmt.Sprintf("`%v`", n.Value)
	case Index:
		return fmt.Sprintf("%s[%d]", kids[0], n.Index)
	case Sub:
		return "(" + kids[0] + " . " + kids[1] + ")"
	case Pipe:
		return "(" + kids[0] + " | " + kids[1] + ")"
	case Project:
		return "each(" + kids[0] + ", " + kids[1] + ")"
	case Filter:
		return "each(" + kids[0] + " if " + kids[2] + ", " + kids[1] + ")"
	case Flatten:
		return "flat(" + kids[0] + ")"
	case MultiList:
		return "[" + strings.Join(kids, ", ") + "]"
	case Not:
		return "!" + kids[0]
	case And:
		return "(" + kids[0] + " && " + kids[1] + ")"
	case Or:
		return "(" + kids[0] + " || " + kids[1] + ")"
	case Compare:
		return "(" + kids[0] + " " + n.Name + " " + kids[1] + ")"
	}
	return n.Name + "(" + strings.Join(kids, ", ") + ")"
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a", "a"},
		{" a ", "a"},
		{`"a b".c`, "(a b . c)"},
		{`"a\"b"`, `a"b`},
		{"@", "@"},
		{"a.b.c", "((a . b) . c)"},
		{"a[0]", "a[0]"},
		{"a[-1].b", "(a[-1] . b)"},
		{"[0]", "@[0]"},
		{"a[]", "each(flat(a), @)"},
		{"[]", "each(flat(@), @)"},
		{"a[].b", "each(flat(a), b)"},
		{"a[].b.c", "each(flat(a), (b . c))"},
		{"a.b[].c", "each(flat((a . b)), c)"},
		{"a[].b[]", "each(flat(each(flat(a), b)), @)"},
		{"a[].b[].c", "each(flat(each(flat(a), b)), c)"},
		{"a[].b[0]", "each(flat(a), b[0])"},
		{"a[*].b", "each(a, b)"},
		{"a[*].b[*].c", "each(a, each(b, c))"},
		{"a[*].b[]", "each(flat(each(a, b)), @)"},
		{"a[*][0]", "each(a, @[0])"},
		{"[*].a", "each(@, a)"},
		{"(a[].b)[0]", "each(flat(a), b)[0]"},
		{"a[].b | [0]", "(each(flat(a), b) | @[0])"},
		{"a | b | c", "((a | b) | c)"},
		{"a[?b]", "each(a if b, @)"},
		{"a[?b == 'x'].c", `each(a if (b == "x"), c)`},
		{"[?b]", "each(@ if b, @)"},
		{"a[?b][?c]", "each(a if b, each(@ if c, @))"},
		{"a[*].b[?c]", "each(a, each(b if c, @))"},
		{"a[?b] | [0]", "(each(a if b, @) | @[0])"},
		{"a.[b, c]", "(a . [b, c])"},
		{"a[].[b, c][]", "each(flat(each(flat(a), [b, c])), @)"},
		{"[a, b]", "[a, b]"},
		{"[a]", "[a]"},
		{"a || b && c", "(a || (b && c))"},
		{"a && b || c", "((a && b) || c)"},
		{"(a || b) && c", "((a || b) && c)"},
		{"a == b || c != `1`", "((a == b) || (c != `1`))"},
		{"a.b == c.d", "((a . b) == (c . d))"},
		{"a < `1` && b >= `-2.5`", "((a < `1`) && (b >= `-2.5`))"},
		{"!a", "!a"},
		{"!a.b", "!(a . b)"},
		{"!a && b", "(!a && b)"},
		{"!(a && b)", "!(a && b)"},
		{"!!a", "!!a"},
		{"!a == b", "(!a == b)"},
		{"length(a)", "length(a)"},
		{"length(a[]) > `0`", "(length(each(flat(a), @)) > `0`)"},
		{"contains(a[].b, 'x')", `contains(each(flat(a), b), "x")`},
		{"a[].length(b)", "each(flat(a), length(b))"},
		{"f()", "f()"},
		{"'it\\'s'", `"it's"`},
		{`'a\\b\c'`, `"a\\b\\c"`},
		{"`\"a\\`b\"`", "\"a`b\""},
		{"`true`", "`true`"},
		{"`null`", "`<nil>`"},
		{"` 1 `", "`1`"},
		{"length(k) > `0`  && length(k[?s == 'D' || s == 'F']) ==  length(k)",
			`((length(k) > ` + "`0`" + `) && (length(each(k if ((s == "D") || (s == "F")), @)) == length(k)))`},
		{"contains(g[].[length(i[?s=='InService']) >= m][], `false`)",
			"contains(each(flat(each(flat(g), [(length(each(i if (s == \"InService\"), @)) >= m)])), @), `false`)"},
	} {
		n, err := Parse(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if got := show(n); got != c.want {
			t.Errorf("%s\nhave %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		text string
		pos  int
		want string
	}{
		{"", 0, "want an expression, have the end"},
		{"a.", 2, "want a name, have the end"},
		{"a..b", 2, "want a name, have ."},
		{"a b", 2, "want the end, have a name"},
		{"a[", 2, "want an index or *, have the end"},
		{"a[b]", 2, "want an index or *, have a name"},
		{"a[0", 3, "want ], have the end"},
		{"a[1:2]", 3, `':' is not supported`},
		{"a[?b", 4, "want ], have the end"},
		{"(a", 2, "want ), have the end"},
		{"a)", 1, "want the end, have )"},
		{"f(a", 3, "want ), have the end"},
		{"f(a,", 4, "want an expression, have the end"},
		{"a.b(c).d(", 9, "want an expression, have the end"},
		{"a[0](b)", 4, "only functions have arguments"},
		{"a.*", 2, "a projection over the members of an object is not supported"},
		{"*", 0, "want an expression, have *"},
		{"{a: b}", 0, `'{' is not supported`},
		{"&a", 0, `'&' is not supported`},
		{"é", 0, `'é' is not supported`},
		{"a == ", 5, "want an expression, have the end"},
		{"'a", 0, "the raw string has no end"},
		{"`1", 0, "the literal has no end"},
		{`"a`, 0, "the quoted name has no end"},
		{"`a`", 0, "`a` is not a JSON value"},
		{"`1 2`", 0, "`1 2` is not a JSON value"},
		{"`[1]`", 0, "a literal that is a list or an object is not supported"},
		{"`{}`", 0, "a literal that is a list or an object is not supported"},
		{`"\x"`, 0, `"\x" is not a name`},
		{"a[99999999999]", 2, "99999999999 is not an index"},
		{"a[-]", 2, "- is not an index"},
		{strings.Repeat("(", 100) + "a", 64, "the expression is nested deeper than 64"},
		{strings.Repeat("a", 5000), 4096, "the expression has more than 4096 bytes"},
	} {
		_, err := Parse(c.text)
		var e *Error
		if !errors.As(err, &e) || e.Reason != c.want || e.Pos != c.pos {
			t.Errorf("%.20q: have %v, want %s at byte %d", c.text, err, c.want, c.pos)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"a.b[].c", "length(a[?b == 'x' && !c]) >= `1`", "a[-1] || @ | [0]", "contains(a[*].[b, \"c\"][], `false`)"} {
		f.Add(s)
	}
	root := Of(testShape(f))
	f.Fuzz(func(t *testing.T, text string) {
		n, err := Parse(text)
		if err == nil {
			err = Check(n, root)
			checkAll(t, n, len(text), err == nil)
		}
		var e *Error
		if err != nil && (!errors.As(err, &e) || e.Pos < 0 || e.Pos > len(text) || e.Reason == "") {
			t.Errorf("%q: %v", text, err)
		}
	})
}

// checkAll makes sure that every node has a place in the text and, after it was checked, a type.
func checkAll(t *testing.T, n *Node, size int, checked bool) {
	if n.Pos < 0 || n.Pos > size {
		t.Errorf("%s at %d of %d", n.Kind, n.Pos, size)
	}
	if checked && n.Type == nil {
		t.Errorf("%s has no type", n.Kind)
	}
	for _, k := range n.Kids {
		checkAll(t, k, size, checked)
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("length(a) > `0` && length(a[?b == 'DISABLED' || b == 'ENABLE_FAILED']) == length(a)"); err != nil {
			b.Fatal(err)
		}
	}
}
