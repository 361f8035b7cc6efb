package pattern

import (
	"encoding/json"
	"fmt"
	"regexp/syntax"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCompile(t *testing.T) {
	for _, group := range groups {
		t.Run(group.name, func(t *testing.T) {
			for _, c := range group.cases {
				p := Compile(c[0])
				got := "unsupported: " + p.Reason
				if p.Check != nil {
					got = describe(p.Check)
				}
				if got != c[1] {
					t.Errorf("{`%s`, `%s`},", c[0], got)
				}
			}
		})
	}
}

// groups are patterns and their plans, by what is shown.
var groups = []struct {
	name  string
	cases [][2]string
}{
	{"trivial", [][2]string{
		{`.*`, `always`}, {`^[\s\S]*$`, `always`}, {`x*`, `always`}, {`^(?s)`, `always`}, {`^(?s).*$`, `always`}, {`a|`, `always`}, {`$|^a`, `always`}, {`(a*)*`, `always`},
	}},
	{"length and literals", [][2]string{
		{`^[\s\S]{3,9}$`, `length{3,9}`}, {`[\s\S]{3,9}`, `length{3,}`}, {`^$`, `length{0}`}, {`^[\s\S]+$`, `length+`}, {`^abc$`, `equal "abc"`}, {`^abc`, `prefix "abc"`}, {`abc$`, `suffix "abc"`}, {`abc`, `contains "abc"`}, {`^a{3}b$`, `equal "aaab"`}, {`^.*$|^abc`, `any(prefix "abc", straight ^[\x{0}-\t\x{B}\x{C}\x{E}-\x{7F} but\x{2028}\x{2029}]*$)`}, {`^\ufffd$`, `straight ^[\x{FFFD}]$`},
	}},
	{"what needn't match at an open end", [][2]string{
		{`[0-9]+`, `straight [0-9]`}, {`.*\S.*`, `straight [\x{0}-\x{8}\x{E}-\x{1F}!-\x{7F} but\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}]`}, {`^[0-9]{2,}`, `straight ^[0-9]{2}`}, {`arn:.+`, `straight arn:[\x{0}-\t\x{B}\x{C}\x{E}-\x{7F} but\x{2028}\x{2029}]`}, {`(ab?){2,3}`, `straight a[b]?a`}, {`a{1,100000}`, `contains "a"`}, {`^[a-z]{3}[0-9]*`, `straight ^[a-z]{3}`}, {`a(bc)?`, `contains "a"`}, {`[\w.-]+@[\w.-]+`, `straight [\-.0-9A-Z_a-z]@[\-.0-9A-Z_a-z]`},
		{`[ab]|xay`, `straight [ab]`},
	}},
	{"straight lines", [][2]string{
		{`^[a-zA-Z0-9-_]*$`, `straight ^[\-0-9A-Z_a-z]*$`}, {`^arn:aws(-cn|-us-gov)?:[a-z0-9-]*:[a-z0-9-]*:([0-9]{12})?:.+$`, `straight ^arn:aws<-us-gov|-cn>?:[\-0-9a-z]*:[\-0-9a-z]*:([0-9]{12})?:[\x{0}-\t\x{B}\x{C}\x{E}-\x{7F} but\x{2028}\x{2029}]+$`},
		{`^related-item/(ANALYSIS|INCIDENT)/([0-9]|[A-F]){32}$`, `straight ^related-item/<ANALYSIS|INCIDENT>/[0-9A-F]{32}$`}, {`^(?:[A-F0-9]{1,4}:){7}[A-F0-9]{1,4}$`, `straight ^([0-9A-F]{1,4}:){7}[0-9A-F]{1,4}$`}, {`^[a-z]+(-[a-z]+){0,3}$`, `straight ^[a-z]+(-[a-z]+){0,3}$`},
		{`^(ax|ay)z$`, `straight ^<ax|ay>z$`}, {`^(a|ab)c$`, `straight ^<ab|a>c$`}, {`^(a[0-9]|b.|c)+$`, `straight ^(a[0-9]|b[\x{0}-\t\x{B}\x{C}\x{E}-\x{7F} but\x{2028}\x{2029}]|c)+$`}, {`^[\p{L}_]+$`, `straight ^[A-Z_a-z L]+$`}, {`^[^:]{2}$`, `straight ^[\x{0}-9;-\x{7F} but]{2}$`}, {`^a+[ab]*$`, `straight ^a[ab]*$`}, {`^(?:foo|bar)$`, `straight ^<foo|bar>$`}, {`^(x|y*z)w$`, `straight ^(x|[y]*z)w$`},
		{`^$|^[A-Z]{2}$`, `straight ^([A-Z]{2})?$`}, {`^[a-z]{1,100000}$`, `straight ^[a-z]{1,100000}$`}, {`^.*\S.*$`, `straight ^[\t\x{B}\x{C} \x{A0}\x{1680}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}\x{FEFF}]*[\x{0}-\x{8}\x{E}-\x{1F}!-\x{7F} but\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}][\x{0}-\t\x{B}\x{C}\x{E}-\x{7F} but\x{2028}\x{2029}]*$`}, {`^.*[a-z]`, "straight ^[\\x{0}-\\t\\x{B}\\x{C}\\x{E}-`{-\\x{7F} but\\x{2028}\\x{2029}]*[a-z]"},
	}},
	{"what the next character doesn't decide", [][2]string{
		{`^[a-z]+b$`, `re2 "^[a-z]+b$"`}, {`^(a|ab)bc$`, `re2 "^(?:a|ab)bc$"`}, {`^(a?)*b$`, `straight ^[a]*b$`}, {`^[a-z]*-?[a-z]*$`, `re2 "^[a-z]*-?[a-z]*$"`}, {`a[^:]*:b`, `re2 "a[^:]*:b"`}, {`[a-z]{2}b$`, `re2 "[a-z]{2}b$"`}, {`\bfoo`, `re2 "\\bfoo"`}, {`^a[a-z]{0,1500}b$`, `re2 "^a[a-z]{0,1000}[a-z]{0,500}b$"`}, {`^([ab]{3}|[bc]{2,}a){1,500}$`, `re2 "^(?:[ab]{3}|[bc]{2,}a){1,333}(?:[ab]{3}|[bc]{2,}a){0,167}$"`}, {`^.{1,5000}a.{1,5000}$`, `unsupported: its counts are too great for package regexp`},
		{`^[a-c]+x|b`, `any(contains "b", straight ^[a-c]+x)`},
	}},
	{"anchors", [][2]string{
		{`^a|b$`, `any(prefix "a", suffix "b")`}, {`(^a$|^b$)`, `straight ^[ab]$`}, {`^(^a|b)$`, `straight ^[ab]$`}, {`.*(^a)`, `prefix "a"`}, {`(b$)x*`, `suffix "b"`}, {`a^b`, `unsupported: no string matches it`}, {`\Aab\z`, `equal "ab"`}, {`^+a`, `prefix "a"`}, {`^[a-z]${2,64}`, `unsupported: an anchor is repeated`}, {`a\b*`, `unsupported: an anchor is repeated`}, {`(?m)^a`, `re2 "(?m:^)a"`}, {`^[a-z]+\b-x$`, `straight ^[a-z]+-x$`}, {`^a\bb$`, `unsupported: no string matches it`},
	}},
	{"looks at a fixed place", [][2]string{
		{`^(?!aws:)[a-z:]+$`, `all(not prefix "aws:", straight ^[:a-z]+$)`}, {`^(?=.{3,63}$)[a-z]+$`, `all(straight ^[\x{0}-\t\x{B}\x{C}\x{E}-\x{7F} but\x{2028}\x{2029}]{3,63}$, straight ^[a-z]+$)`}, {`^(?=.*[a-z])(?=.*\d).{8,64}$`, "all(straight ^[\\x{0}-\\t\\x{B}\\x{C}\\x{E}-/:-\\x{7F} but\\x{2028}\\x{2029}]*[0-9], straight ^[\\x{0}-\\t\\x{B}\\x{C}\\x{E}-`{-\\x{7F} but\\x{2028}\\x{2029}]*[a-z], straight ^[\\x{0}-\\t\\x{B}\\x{C}\\x{E}-\\x{7F} but\\x{2028}\\x{2029}]{8,64}$)"}, {`^arn:(?!x|y)[a-z]+$`, `all(not straight ^arn:[xy], straight ^arn:[a-z]+$)`}, {`^a{2}(?=b)[a-z]+$`, `all(prefix "aab", straight ^aa[a-z]+$)`}, {`((?!^\d+$)^[0-9a-z]+$)`, `all(not straight ^[0-9]+$, straight ^[0-9a-z]+$)`},
		{`^[a-z.]*(?<!\.)$`, `all(not suffix ".", straight ^[.a-z]*$)`}, {`^[a-z.]*(?<!-iso)$`, `all(not suffix "-iso", straight ^[.a-z]*$)`}, {`^(?!(?!a)b)[a-z]+$`, `all(straight ^[a-z]+$, not all(not prefix "a", prefix "b"))`}, {`^$|^(?!a)[a-z]+$`, `any(length{0}, all(not prefix "a", straight ^[a-z]+$))`}, {`^a(?=b)`, `prefix "ab"`}, {`^a(?!b)`, `all(not prefix "ab", prefix "a")`}, {`^(?!x)+a`, `all(not prefix "x", prefix "a")`}, {`^(?!x)*a`, `prefix "a"`},
	}},
	{"looks elsewhere", [][2]string{
		{`(?!aws:)[a-z:]+`, `any(suffix "a", straight (a[\x{0}-vx-\x{7F} but]|[:b-z]))`}, {`(?!aws:)a[a-z:]+`, `any(suffix "aws", suffix "aw", straight (a(w(s[\x{0}-9;-\x{7F} but]|[\x{0}-rt-\x{7F} but])|[:a-vx-z])))`}, {`(?!\s*$).+`, `straight [\x{0}-\x{8}\x{E}-\x{1F}!-\x{7F} but\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}]`}, {`(?!x$)[a-z]`, `straight (x[\x{0}-\x{7F} but]|[a-wyz])`}, {`(?!.*git$)[a-z]*`, `always`}, {`(?!^[0-9]+$)([a-z0-9]+)`, `any(straight [\x{0}-\x{7F} but][0-9a-z], all(not straight ^[0-9]+$, straight ^[0-9a-z]))`}, {`(?<!a)b`, "any(prefix \"b\", straight [\\x{0}-`b-\\x{7F} but]b)"}, {`a(?!b)`, `any(suffix "a", straight a[\x{0}-ac-\x{7F} but])`}, {`P(?!$)`, `straight P[\x{0}-\x{7F} but]`},
		{`^((?!-)[a-z-]{1,5}\.)+$`, `straight ^([a-z][\-a-z]{0,4}.)+$`}, {`^[a-z]([a-z]|-(?!-)){1,5}[a-z]$`, `all(not contains "--", re2 "^[a-z][\\-a-z]{1,5}[a-z]$")`}, {`^a*(?!b)[a-c]+$`, `re2 "^a*[ac][a-c]*$"`}, {`^((?!\\[nr]).)+$`, `unsupported: it has a look-around in its middle`}, {`(?!.*a{500}b{500})(?=.*c{900})[a-z]{900}(?!d{900})`, `unsupported: a look-around in it can't be separated`},
	}},
	{"habits of others", [][2]string{
		{`^[\w-.]$`, `straight ^[\-.0-9A-Z_a-z]$`}, {`^\_\!\-$`, `equal "_!-"`}, {`^(?i)ab$`, `straight ^[Aa][Bb]$`}, {`^(?i:k)$`, `straight ^[Kk\x{212A}]$`}, {`^(?s:.)$`, `length`}, {`^(?s-s:.)$`, `straight ^[\x{0}-\t\x{B}\x{C}\x{E}-\x{7F} but\x{2028}\x{2029}]$`}, {`]}`, `contains "]}"`}, {`a{,3}`, `contains "a{,3}"`}, {`^\x{22}$`, `equal "\""`}, {`[a-z&&[^b]]`, `straight [ac-z]`}, {`^[a-z&&[^b]&&[^c]]$`, `straight ^[ad-z]$`}, {`[a&&b]`, `straight [&ab]`}, {`[\000-\037]`, `straight [\x{0}-\x{1F}]`},
		{`^[[:alpha:]_]$`, `straight ^[A-Z_a-z]$`}, {`^[[:^alpha:]]$`, "straight ^[\\x{0}-@\\[-`{-\\x{7F} but]$"}, {`a++b*+c?+d{2}+e`, `re2 "ab*c?d{2}e"`}, {`^[0-9a-z]{11}{0,1011}$`, `straight ^([0-9a-z]{11}){0,1011}$`}, {`^\p{Print}$`, `straight ^[ -~]$`}, {`^\p{IsAlphabetic}$`, `straight ^[A-Za-z L Nl Other_Alphabetic]$`}, {`^\p{LD}$`, `straight ^[0-9A-Za-z L Nd]$`}, {`^\p{all}$`, `length`}, {`^\pL$`, `straight ^[A-Za-z L]$`}, {`^\p{^L}$`, "straight ^[\\x{0}-@\\[-`{-\\x{7F} but L]$"}, {`/^a[b]$/`, `equal "ab"`}, {`(?P<n>a)`, `contains "a"`},
	}},
	{"ECMA-262", [][2]string{
		{`^\s$`, `straight ^[\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}]$`}, {`^.$`, `straight ^[\x{0}-\t\x{B}\x{C}\x{E}-\x{7F} but\x{2028}\x{2029}]$`}, {`^\w\d$`, `straight ^[0-9A-Z_a-z][0-9]$`}, {`^\u0041\u{42}\x43\cA\0$`, `equal "ABC\x01\x00"`}, {`^\ud83d\ude00$`, `equal "😀"`}, {`^[\ud83d\ude00-\ud83d\ude4f]$`, `straight ^[\x{1F600}-\x{1F64F}]$`}, {`^[a\ud800]$`, `equal "a"`}, {`\ud800`, `unsupported: no string matches it`}, {`^[]$|^a$`, `equal "a"`}, {`^[^]$`, `length`}, {`^[\b]$`, `equal "\b"`}, {`^[+--]$`, `straight ^[+-\-]$`},
		{`^\p{Lu}$`, `straight ^[A-Z Lu]$`}, {`^\P{Lu}$`, `straight ^[\x{0}-@\[-\x{7F} but Lu]$`}, {`^\p{Script=Greek}$`, `straight ^[ Greek]$`}, {`^\p{gc=Decimal_Number}$`, `straight ^[0-9 Nd]$`}, {`^\p{C}$`, `straight ^[\x{0}-\x{1F}\x{7F} but L M N P S Z]$`}, {`^[^\p{L}\d]$`, "straight ^[\\x{0}-/:-@\\[-`{-\\x{7F} but L]$"}, {`^[\p{L}&-]$`, `straight ^[&\-A-Za-z L]$`}, {`^(?!-)[\p{L}-]$`, `all(not prefix "-", straight ^[\-A-Za-z L]$)`},
	}},
	{"no patterns", [][2]string{
		{`(a)\1`, `unsupported: it refers back to a group`}, {`\k<a>`, `unsupported: it refers back to a group`}, {`(?>a)`, `unsupported: the group (?> isn't supported`}, {`(?#a)`, `unsupported: the group (?# isn't supported`}, {`\Qa\E`, `unsupported: the escape \Q has no meaning`}, {`[z-a]`, `unsupported: the ends of a range are out of order`}, {`a{2,1}`, `unsupported: the bounds of a repeat are out of order`}, {`(`, `unsupported: a parenthesis isn't closed`}, {`)`, `unsupported: a parenthesis is closed that wasn't opened`}, {`*a`, `unsupported: nothing stands before *`}, {`[a`, `unsupported: a class isn't closed`}, {`[a-`, `unsupported: a class isn't closed`}, {`\`, `unsupported: the pattern ends in a backslash`}, {`[\`, `unsupported: the pattern ends in a backslash`}, {`\xg`, `unsupported: \x isn't followed by a hexadecimal number`}, {`\u12`, `unsupported: \u isn't followed by a hexadecimal number`}, {`\u{110000}`, `unsupported: \u isn't followed by a hexadecimal number`}, {`\c1`, `unsupported: no letter follows \c`}, {`\p`, `unsupported: nothing follows \p`}, {`\p{L`, `unsupported: the name after \p isn't closed`}, {`\p{Foo}`, `unsupported: the property "Foo" isn't known`}, {`\p{scx=Greek}`, `unsupported: the property "scx=Greek" isn't known`},
		{`(?i`, `unsupported: a parenthesis isn't closed`}, {`[a&&[b]c]`, `unsupported: an intersection isn't the end of its class`}, {"\xff", `unsupported: the pattern isn't UTF-8`}, {strings.Repeat("(", 101), `unsupported: groups are nested too deeply`},
	}},
}

func TestPlansArePlainData(t *testing.T) {
	text := `^(?!aws:)[\p{L}_]+(-[a-z]{2})?$|^x(?=.*y)`
	a, b := Compile(text), Compile(text)
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("two plans of one text (-a +b)\n%s", diff)
	}
	data, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	var c *Plan
	if err := json.Unmarshal(data, &c); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a, c); diff != "" {
		t.Errorf("a plan after JSON (-before +after)\n%s", diff)
	}
}

func TestSort(t *testing.T) {
	for text, want := range map[string]string{`.*`: "trivial", `^a+$`: "straight-line", `^a`: "straight-line", `^[a-z]+b$`: "regexp", `^(?!a)[a-z]+$`: "composed", `(`: "unsupported"} {
		p := Compile(text)
		if got := p.Sort(); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
		if got := p.Enforced(); got != (want != "trivial" && want != "unsupported") {
			t.Errorf("%s: Enforced() = %v", text, got)
		}
		if got := p.Uses(RE2); got != (want == "regexp") {
			t.Errorf("%s: Uses(RE2) = %v", text, got)
		}
	}
}

// Texts of any kind must not take long.
func TestNoPatternTakesLong(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("(", 99) + "a" + strings.Repeat(")*", 99), strings.Repeat("(a|b$|^c)", 30), strings.Repeat("(^a|(?!b))", 30),
		`(?!` + strings.Repeat("[a-z]*b", 50) + `)` + strings.Repeat("[b-z]*c", 50), strings.Repeat(`(a|b|cc)`, 3000), strings.Repeat(`\p{L}`, 5000),
		"^(" + strings.Repeat(`(a{1,1000}b){1,1000}`, 10) + ")$", strings.Repeat("a", maxText+1), `a{1,99999999999999999999}b`, `((a{1000000000}){1000000000}){1000000000}`,
	} {
		if p := Compile(text); p.Check == nil && p.Reason == "" {
			t.Errorf("%.20s…: neither a check nor a reason", text)
		}
	}
}

func FuzzCompile(f *testing.F) {
	for _, g := range groups {
		for _, c := range g.cases {
			f.Add(c[0])
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		p := Compile(text)
		if (p.Check == nil) == (p.Reason == "") {
			t.Fatalf("a check %v and the reason %q", p.Check, p.Reason)
		}
		if p.Check != nil {
			if err := valid(p.Check); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// valid checks what printers rely on.
func valid(c *Check) error {
	switch {
	case c.Kind == Never:
		return fmt.Errorf("a plan has Never")
	case c.Kind == Always && c.Not:
		return fmt.Errorf("a plan has an inverted Always")
	case c.Kind == RE2:
		if _, err := syntax.Parse(c.Text, syntax.Perl); err != nil {
			return err
		}
	case c.Kind == Straight:
		if c.Anywhere && !c.Open {
			return fmt.Errorf("steps that may begin anywhere end at the string's end")
		}
		return validSteps(c.Steps)
	case (c.Kind == All || c.Kind == Any) && len(c.Checks) < 2:
		return fmt.Errorf("%s of %d checks", c.Kind, len(c.Checks))
	}
	for _, s := range c.Checks {
		if s.Kind == Always {
			return fmt.Errorf("a check in %s is trivial", c.Kind)
		}
		if err := valid(s); err != nil {
			return err
		}
	}
	return nil
}

func validSteps(steps []Step) error {
	if len(steps) == 0 {
		return fmt.Errorf("no steps")
	}
	for _, s := range steps {
		switch {
		case s.Op == Literal && s.Text == "", s.Op == Words && len(s.Words) == 0, s.Op == Group && len(s.Cases) == 0:
			return fmt.Errorf("an empty %s", s.Op)
		case s.Op != Literal && s.Max >= 0 && (s.Min > s.Max || s.Max == 0):
			return fmt.Errorf("%s with the bounds %d and %d", s.Op, s.Min, s.Max)
		}
		for _, c := range s.Cases {
			if err := validSteps(c.Steps); err != nil {
				return err
			}
		}
	}
	return nil
}

func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for range b.N {
		Compile(`^arn:aws(-cn|-us-gov)?:[a-z0-9-]*:[a-z0-9-]*:([0-9]{12})?:.+$`)
	}
}
