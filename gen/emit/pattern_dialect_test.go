package emit

import (
	"slices"
	"testing"
)

// dialect are patterns that JavaScript rejects, or reads otherwise, with answers by hand.
var dialect = []matchCase{
	{`^\_\!\,\-$`, []string{"_!,-"}, []string{`\_\!\,\-`, ""}},
	{`^(?s).$`, []string{"\n", "a", "\u2028", "é"}, []string{"", "ab"}},
	{`^(?i)ab(?-i)c$`, []string{"abc", "Abc", "aBc"}, []string{"abC", "ABC"}},
	{`^a(?i:b)$`, []string{"ab", "aB"}, []string{"Ab"}},
	{`(?m)^b$`, []string{"b", "a\nb", "a\nb\nc"}, []string{"ab", "a\nab"}},
	{`^[\w-.]+$`, []string{"a-.Z_9"}, []string{"a b", "é"}},
	{`\Aab\z`, []string{"ab"}, []string{"ab\n", "xab"}},
	{`^a]}$`, []string{"a]}"}, []string{"a"}},
	{`^a{,3}$`, []string{"a{,3}"}, []string{"a", "aaa"}},
	{`^\x{22}\x{1F600}$`, []string{"\"😀"}, []string{"x{22}"}},
	{`^[a-z&&[^b]]+$`, []string{"a", "acz"}, []string{"b", "ab", "&", "[", "a]"}},
	{`^[\p{Print}&&[^|:/]]+$`, []string{"a b", "~!"}, []string{"a|b", ":", "/", "\x7f", "é", ""}},
	{`^[\000-\037]$`, []string{"\x00", "\x1f", "\n"}, []string{" ", "0", "3"}},
	{`^[[:digit:][:upper:]_]+$`, []string{"A9_"}, []string{"a", ":", "["}},
	{`^a++b*+[0-9]{2}+$`, []string{"ab12", "a12", "aabb12"}, []string{"b12", "a1", "a123"}},
	{`^[0-9]{2}{1,3}$`, []string{"12", "1234", "123456"}, []string{"", "1", "123", "12345678"}},
	{`^\p{Alnum}\p{Punct}\p{XDigit}\p{IsAlphabetic}$`, []string{"a!Fé", "9~0ß"}, []string{"é!Fa", "a!ga"}},
	{`^\p{IsLatin}+$`, []string{"aé"}, []string{"α", "1"}},
	{`/^a+$/`, []string{"a", "aa"}, []string{"/a/", ""}},
	{`^^a$$`, []string{"a"}, []string{"aa"}},
	{`^(?!x)+a$`, []string{"a"}, []string{"xa"}},
	{`(?P<n>a)b`, []string{"ab", "xabx"}, []string{"a"}},
}

func TestMatchersReadTheHabitsOfOthers(t *testing.T) {
	var texts []string
	var questions []matchQuestion
	for i, c := range dialect {
		texts = append(texts, c.Pattern)
		questions = append(questions, matchQuestion{Func: i, Strings: slices.Concat(c.Matches, c.Others)})
	}
	plans := compileAll(texts)
	for _, p := range plans {
		if p.Check == nil {
			t.Fatalf("%s: %s", p.Text, p.Reason)
		}
	}
	for i, answer := range buildMatchers(t, plans).ask(t, questions) {
		for j, s := range questions[i].Strings {
			if want := j < len(dialect[i].Matches); want != (answer[j] == '1') {
				t.Errorf("%s on %q: %c, want %v", texts[i], s, answer[j], want)
			}
		}
	}
}
