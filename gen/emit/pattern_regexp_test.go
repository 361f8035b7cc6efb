package emit

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"

	"github.com/tinsmith-go/tinsmith/gen/pattern"
)

// twin is a pattern with the same as a regular expression of Go, "" when the text itself is that.
type twin struct{ text, re string }

func (w twin) regexp() *regexp.Regexp {
	if w.re != "" {
		return regexp.MustCompile(w.re)
	}
	return regexp.MustCompile(w.text)
}

const (
	goDot   = `[^\n\r\x{2028}\x{2029}]`
	goSpace = `\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}`
)

// twins are patterns that become straight-line matchers, alone or with others.
var twins = []twin{
	{`^[\s\S]{3,9}$`, `^(?s:.){3,9}$`}, {`^abc$`, ""}, {`^abc`, ""}, {`abc$`, ""}, {`abc`, ""}, {`[0-9]+`, ""}, {`x[^a]y`, ""},
	{`.*\S.*`, `[^` + goSpace + `]`}, {`^\s*$`, `^[` + goSpace + `]*$`},
	{`^[a-zA-Z0-9-_]*$`, ""}, {`^[a-zA-Z0-9_\-.:/]{3,128}$`, ""}, {`^.{1,9}$`, `^` + goDot + `{1,9}$`},
	{`^[^:]+:[^:]{2,8}$`, ""}, {`^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$`, ""}, {`^[^\p{L}]+$`, ""}, {`^\p{Lu}\P{Lu}*$`, ""}, {`^[é-ÿ]{2,4}a$`, ""},
	{`^arn:aws(-cn|-us-gov)?:[a-z0-9-]*:[a-z0-9-]*:([0-9]{12})?:.+$`, `^arn:aws(-cn|-us-gov)?:[a-z0-9-]*:[a-z0-9-]*:([0-9]{12})?:` + goDot + `+$`},
	{`^arn:aws(-cn|-us-gov)?:iam::([0-9]{12})?:role/[!-~]+$`, ""}, {`^(?:[A-F0-9]{1,4}:){7}[A-F0-9]{1,4}$`, ""},
	{`^related-item/(ANALYSIS|INCIDENT|METRIC|PARENT|ATTACHMENT|OTHER|AUTOMATION|INVOLVED_RESOURCE|TASK)/([0-9]|[A-F]){32}$`, ""},
	{`^[a-z]+(-[a-z]+){0,3}$`, ""}, {`^(a[0-9]|b[^x])+$`, ""}, {`^(é|[x-y]z)?z$`, ""}, {`^(?:aws|aws-cn|aws-us-gov)$`, ""},
	{`^$|^[A-Z]{2}$`, ""}, {`^$|^arn:[a-z]+$`, ""}, {`^a|b$|c`, ""}, {`^x[\s\S]{2}y$`, `^x(?s:.){2}y$`},
	{`^[a-z]{2}-[a-z]+-\d$`, ""}, {`^-?\d{1,3}(\.\d{1,14})?,-?\d{1,2}(\.\d{1,14})?$`, ""}, {`^[^a]{2}b?$`, ""}, {`^(a|b[\s\S]{2,3})?$`, `^(a|b(?s:.){2,3})?$`},
	{`^(\d+|\*)(,(\d+|\*)){1,3};?$`, ""}, {`^([0-9a-f]{16})+$`, ""}, {`^([A-Za-z]_?)+$`, ""}, {`^(x|y*z)w$`, ""}, {`^(é[^é]*é){2,}$`, ""},
	{`^[a-z]([a-z0-9\-]{0,5}(_[^_]{2,3})?)$`, ""}, {`a{3}b`, ""}, {`^a+[a-c]*d$`, ""}, {`^a*a$`, ""}, {`^\ufffd+$`, `^\x{FFFD}+$`}, {`\ufffd`, `\x{FFFD}`},
	{`^[\u0009\u000A\u000D\u0020-\u00FF]+$`, `^[\t\n\r\x{20}-\x{FF}]+$`}, {`^[\ud83d\ude00-\ud83d\ude02]{2}$`, "^[😀-😂]{2}$"},
	{`^[x&&[^y]]?$`, `^x?$`}, {`^[a-z&&[^aeiou]]{1,5}$`, `^[b-df-hj-np-tv-z]{1,5}$`},
	{`^.*\S.*$`, `^` + goDot + `*[^` + goSpace + `]` + goDot + `*$`}, {`^[a-z][a-z0-9]{2,1500}$`, `^[a-z][a-z0-9]{2,1000}[a-z0-9]{0,500}$`},
	{`^(?i)abc[x-z]$`, ""}, {`^(?i:k)$`, ""}, {`^(ab|ac)(de|df)?$`, ""}, {`^[\w+=,.@-]+$`, ""}, {`^\p{ASCII}{2,7}$`, `^[\x00-\x7f]{2,7}$`}, {`^\p{Print}+$`, `^[ -~]+$`},
}

// sampler makes strings that match a regular expression, or nearly.
type sampler struct {
	rnd   *rand.Rand
	re    *syntax.Regexp
	other []string // what is put into strings
}

func newSampler(seed int64, re string) (*sampler, error) {
	parsed, err := syntax.Parse(re, syntax.Perl)
	if err != nil {
		return nil, err
	}
	s := &sampler{rnd: rand.New(rand.NewSource(seed)), re: parsed}
	s.other = []string{"", " ", "\n", "\r", "\t", "\v", "-", "_", "a", "Z", "0", ":", "/", ".", "~", "\x00", "\x7f", "é", "ÿ", "\u0085", "\u00a0", "\u2028", "\u2029", "\ufeff", "\ufffd", "😀", "\u1680", "K", "ſ"}
	return s, nil
}

// notUTF8 are bytes that aren't.
var notUTF8 = []string{"\xff", "\xc3", "\xa9", "\xe2\x80", "\xed\xa0\x80", "\xf5"}

// next is a string; valid says that it has to be UTF-8.
func (s *sampler) next(valid bool) string {
	var b strings.Builder
	s.write(&b, s.re)
	out := b.String()
	for s.rnd.Intn(3) > 0 {
		at, other := s.rnd.Intn(len(out)+1), s.other[s.rnd.Intn(len(s.other))]
		if !valid && s.rnd.Intn(6) == 0 {
			other = notUTF8[s.rnd.Intn(len(notUTF8))]
		}
		to := at + s.rnd.Intn(min(3, len(out)-at)+1)
		if s.rnd.Intn(8) == 0 {
			to = len(out)
		}
		if s.rnd.Intn(8) == 0 {
			other = out[at:to] + out[at:to]
		}
		out = out[:at] + other + out[to:]
	}
	if valid {
		return strings.ToValidUTF8(out, "")
	}
	return out
}

func (s *sampler) write(b *strings.Builder, re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			if re.Flags&syntax.FoldCase != 0 && s.rnd.Intn(2) == 0 {
				r = []rune(strings.ToUpper(string(r)))[0]
			}
			b.WriteRune(r)
		}
	case syntax.OpCharClass:
		s.class(b, re.Rune)
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteString(s.other[1+s.rnd.Intn(len(s.other)-1)])
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		lo, hi := bounds(re)
		n := lo
		switch s.rnd.Intn(4) {
		case 0:
			n = hi
		case 1:
			n = max(lo-1, 0) + s.rnd.Intn(3)
		case 2:
			n = lo + s.rnd.Intn(hi-lo+1)
		}
		for range min(n, 40) {
			s.write(b, re.Sub[0])
		}
	case syntax.OpAlternate:
		s.write(b, re.Sub[s.rnd.Intn(len(re.Sub))])
	default:
		for _, sub := range re.Sub {
			s.write(b, sub)
		}
	}
}

func bounds(re *syntax.Regexp) (lo, hi int) {
	lo, hi = re.Min, re.Max
	switch re.Op {
	case syntax.OpStar:
		lo, hi = 0, -1
	case syntax.OpPlus:
		lo, hi = 1, -1
	case syntax.OpQuest:
		lo, hi = 0, 1
	}
	if hi < 0 {
		hi = lo + 4
	}
	return lo, hi
}

// class writes a member, often one at the edge of a range, now and then a neighbour.
func (s *sampler) class(b *strings.Builder, ranges []rune) {
	if len(ranges) == 0 {
		return
	}
	i := s.rnd.Intn(len(ranges)/2) * 2
	lo, hi := ranges[i], ranges[i+1]
	r := lo + rune(s.rnd.Int63n(int64(hi-lo)+1))
	switch s.rnd.Intn(40) {
	case 0:
		r = lo
	case 1:
		r = hi
	case 2:
		r = lo - 1
	case 3:
		r = hi + 1
	}
	b.WriteRune(r)
}

func (s *sampler) many(n int, valid bool) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = s.next(valid)
	}
	return out
}

// differences counts the strings, and describes those that printed matchers answer otherwise than regexp.
func differences(t *testing.T, plans []*pattern.Plan, questions []matchQuestion, want []*regexp.Regexp) (count, matched int, diffs []string) {
	t.Helper()
	answers := buildMatchers(t, plans).ask(t, questions)
	for i, q := range questions {
		for j, s := range q.Strings {
			count++
			expect := want[i].MatchString(s)
			if expect {
				matched++
			}
			if got := answers[i][j] == '1'; got != expect {
				diffs = append(diffs, fmt.Sprintf("%q on %q: %v, regexp says %v", plans[q.Func].Text, s, got, expect))
			}
		}
	}
	return count, matched, diffs
}

func reportDiffs(t *testing.T, diffs []string) {
	t.Helper()
	if len(diffs) > 0 {
		t.Errorf("%d differences, such as\n%s", len(diffs), strings.Join(diffs[:min(len(diffs), 20)], "\n"))
	}
}

// The strings are 10⁶ in all.
func TestMatchersAgreeWithRegexp(t *testing.T) {
	perPattern := 1_000_000/len(twins) + 1
	if testing.Short() {
		perPattern = 500
	}
	var plans []*pattern.Plan
	var questions []matchQuestion
	var want []*regexp.Regexp
	straight := 0
	for i, w := range twins {
		plan := pattern.Compile(w.text)
		if plan.Check == nil {
			t.Fatalf("%s: %s", w.text, plan.Reason)
		}
		if !plan.Uses(pattern.RE2) {
			straight++
		} else {
			t.Errorf("%s needs a regular expression", w.text)
		}
		re := w.regexp()
		s, err := newSampler(int64(i), re.String())
		if err != nil {
			t.Fatal(err)
		}
		plans, want = append(plans, plan), append(want, re)
		questions = append(questions, matchQuestion{Func: i, Strings: s.many(perPattern, false)})
	}
	count, matched, diffs := differences(t, plans, questions, want)
	reportDiffs(t, diffs)
	t.Logf("%d strings for %d patterns, %d without a regular expression; %d match", count, len(twins), straight, matched)
	if matched < count/20 || matched > count*19/20 {
		t.Errorf("%d of %d strings match: the strings don't try both", matched, count)
	}
}

func TestMatchersDoNotAllocate(t *testing.T) {
	var plans []*pattern.Plan
	var questions []matchQuestion
	for i, w := range twins {
		plans = append(plans, pattern.Compile(w.text))
		s, err := newSampler(int64(i), w.regexp().String())
		if err != nil {
			t.Fatal(err)
		}
		questions = append(questions, matchQuestion{Func: i, Strings: s.many(20, false), Allocs: true})
	}
	for i, answer := range buildMatchers(t, plans).ask(t, questions) {
		if slices.Contains(answer, '1') {
			t.Errorf("%s: the matcher allocates", plans[i].Text)
		}
	}
}

// corpusPatterns are the distinct patterns of all models in the corpus, of both formats.
func corpusPatterns(t *testing.T) []string {
	t.Helper()
	root := os.Getenv("TINSMITH_CORPUS")
	if root == "" {
		t.Skip("TINSMITH_CORPUS isn't set")
	}
	found := map[string]bool{}
	err := filepath.WalkDir(filepath.Join(root, "models"), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".json") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var doc map[string]any
		if json.Unmarshal(data, &doc) != nil {
			return nil
		}
		key := "pattern"
		if doc["smithy"] != nil {
			key = "smithy.api#pattern"
		}
		collect(doc["shapes"], key, found)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for p := range found {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}

func collect(v any, key string, found map[string]bool) {
	switch v := v.(type) {
	case map[string]any:
		for k, sub := range v {
			if text, ok := sub.(string); ok && k == key {
				found[text] = true
			}
			collect(sub, key, found)
		}
	case []any:
		for _, sub := range v {
			collect(sub, key, found)
		}
	}
}

func TestPatternsOfTheCorpusAreExpressed(t *testing.T) {
	texts := corpusPatterns(t)
	sorts := map[string]int{}
	for _, text := range texts {
		p := pattern.Compile(text)
		sorts[p.Sort()]++
		if p.Check == nil {
			t.Logf("unsupported: %q: %s", text, p.Reason)
		}
	}
	t.Logf("%d distinct patterns: %v", len(texts), sorts)
	if sorts["unsupported"]*100 > len(texts) {
		t.Errorf("%d of %d patterns aren't expressed", sorts["unsupported"], len(texts))
	}
}

// sameInGo says that package regexp reads a text as ECMA-262 does.
var otherInGo = regexp.MustCompile(`\.|\\s|\\S|\\u|\\p|&&`)

func TestMatchersOfTheCorpusAgreeWithRegexp(t *testing.T) {
	var plans []*pattern.Plan
	var questions []matchQuestion
	var want []*regexp.Regexp
	for i, text := range corpusPatterns(t) {
		plan := pattern.Compile(text)
		plans = append(plans, plan)
		re, err := regexp.Compile(text)
		if err != nil || plan.Check == nil || otherInGo.MatchString(strings.NewReplacer(`\.`, "", `[.]`, "").Replace(text)) {
			continue
		}
		s, err := newSampler(int64(i), text)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, re)
		questions = append(questions, matchQuestion{Func: i, Strings: s.many(1000, false)})
	}
	count, matched, diffs := differences(t, plans, questions, want)
	reportDiffs(t, diffs)
	t.Logf("%d strings for %d of %d patterns; %d match", count, len(questions), len(plans), matched)
}
