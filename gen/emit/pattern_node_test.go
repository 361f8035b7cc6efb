package emit

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// ownPatterns are patterns of our own, one and more for everything that is rewritten. What they say about strings is
// recorded in testdata/pattern_cases.json, as JavaScript answers with the flag u.
var ownPatterns = []string{
	// Tokens.
	`^\s+$`, `^\S$`, `^a.b$`, `^[\s\d]{2}$`, `^[^\s]*$`, `\bfoo\b`, `^\w+\b-\b\w+$`, `^a\Bb$`, `^[\b]$`, `^\cA\0$`, `^\u0041[\u00e9-\u00ef]$`,
	`^\ud83d\ude00$`, `^[\ud83d\ude00-\ud83d\ude4f]+$`, `^[a\ud800]$`, `^\u{1f600}$`, `^\x41$`, `^[\]\[^\-]+$`, `^[^]$`, `^[]$|^a$`, `^[+--]$`,
	`^\p{L}+$`, `^\p{Lu}\p{Script=Greek}$`, `^\P{L}$`, `^[\P{L}a]$`, `^[^\p{L}\d]$`, `^\p{ASCII}+$`, `^\p{Alphabetic}$`, `^\p{White_Space}$`, `^[\p{L}||\p{N}]+$`,
	`^\p{Any}$`, `^\p{C}$`, `^\p{General_Category=Decimal_Number}$`, `^(?<year>\d{4})$`,
	// Repeats.
	`^a{2}$`, `^a{2,}$`, `^a{0}b$`, `^(ab?){1,3}$`, `^a*?b+?$`, `^(a{2}){2,3}$`, `^[a-c]{2,1500}$`, `^([a-c]{3}){0,400}$`, `^x.{1,3000}y$`, `^(a*)*b$`, `^(a|b*)+c$`,
	// Anchors.
	`a|^b$|c$`, `^a|b$`, `(^a$|^b$)`, `^(^a|b)$`, `.*(^a)`, `(b$).*`, `$|^a`, `^$`, `x*`, `^[\s\S]*a`, `^a?(^b)?$`,
	// Looks at a fixed place.
	`^(?!aws:).{1,8}$`, `^(?!aws:)[a-z:]+$`, `^(?=.{3,5}$)[a-z]+(\.[a-z]+)*$`, `^(?=.*[a-z])(?=.*\d)[a-z\d]{3,}$`, `^ab(?!c)[a-z]+$`, `^..(?=x|y)[a-z]+$`, `^(?!a|b$)[a-z]*$`,
	`^((?!^\d+$)^[0-9a-z-]+$)$`, `(^(?!(system\.)))(^[_a-z])([^$]*)`, `^(?!(?!a)b)[a-z]+$`, `^[0-9a-z.-]*(?<!\.)$`, `^[a-z-]+(?<!-|z)$`, `^a*(?<=a)$`, `^(?!.*--)[a-z-]+(?<!-)$`,
	`^$|^(?!a)[a-z]+$`, `^(?!a)b|^(?!c)d`, `^x(?!$).*$`, `^a(?!b)`, `^a(?=b)`, `^a(?!bc)`, `^(?!\s*$).+$`,
	// Looks elsewhere.
	`(?!aws:)[a-z:]+`, `(?!\s*$).+`, `(?!__)[a-z_][a-z0-9_]*`, `(?!enabled$)[a-z][a-z0-9]{0,9}`, `(?=[a-c]+)((?!ab).*)`, `(?!.*git$)[a-z]*`, `(?!^[0-9]+$)([a-z0-9]+)`, `(?=^a)b|c(?!d)`,
	`(?<!a)b`, `a(?<!b)`, `(?<=a)b`, `P(?!$)(\d+Y)?(T(?=\d)(\d+H)?)?`, `^((?!-)[a-z-]{1,5}\.)+$`, `^((?!-)[a-z-]{0,4}[a-z]\.)+(?!-)[a-z-]{1,3}[a-z]$`, `^[a-z]([a-z]|-(?!-)){1,5}[a-z]$`,
	`^a*(?!b)[a-c]+$`, `^a*(?=b)[a-c]+$`, `^(a|b)*(?!bc)[a-c]*$`, `^[a-z]+(?!ing)[a-z]{3}$`,
}

// nodeScript answers questions on its standard input: [{text, strings}] to ["0110…", null when text isn't a pattern].
const nodeScript = `
const questions = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const answers = questions.map(({text, strings}) => {
	let re;
	try { re = new RegExp(text, 'u') } catch { return null }
	return strings.map(s => re.test(s) ? '1' : '0').join('');
});
require('fs').writeFileSync(1, JSON.stringify(answers));
`

type nodeQuestion struct {
	Text    string   `json:"text"`
	Strings []string `json:"strings"`
}

// askNode returns what JavaScript says, "" for what isn't a pattern there; it skips the test without node.
func askNode(t *testing.T, questions []nodeQuestion) []string {
	t.Helper()
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node isn't installed")
	}
	var answers []string
	if err := json.Unmarshal(run(t, "", mustJSON(t, questions), "node", "-e", nodeScript), &answers); err != nil {
		t.Fatal(err)
	}
	return answers
}

var (
	lookOpen  = regexp.MustCompile(`\(\?<?[=!]`)
	wholeLook = regexp.MustCompile(`\(\?<?[=!][^()]*\)`)
	hexEscape = regexp.MustCompile(`\\u\{?([0-9A-Fa-f]{1,5})\}?`)
	bigCount  = regexp.MustCompile(`\{(\d*),?(\d{4,})\}`)
)

// probes are strings that are near to what a text matches: its looks are taken for groups, or left out.
func probes(t *testing.T, seed int64, text string, n int) []string {
	t.Helper()
	if strings.HasPrefix(text, "/^") {
		text = strings.Trim(text, "/")
	}
	loose := bigCount.ReplaceAllString(hexEscape.ReplaceAllString(text, `\x{$1}`), `{0,900}`)
	var out []string
	for _, re := range []string{lookOpen.ReplaceAllString(loose, "(?:"), wholeLook.ReplaceAllString(loose, ""), `[ -~]{0,12}`} {
		if s, err := newSampler(seed, re); err == nil {
			out = append(out, slices.DeleteFunc(s.many(n, true), unassigned)...)
		}
	}
	return out
}

// unassigned says that s has characters which Go's release of Unicode doesn't: a newer one may know them.
func unassigned(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cc, unicode.Cf, unicode.Co)
	})
}

// compareWithNode puts the same strings to printed matchers and to JavaScript.
func compareWithNode(t *testing.T, texts []string, perPattern int) (patterns, count int, diffs map[string][]string) {
	t.Helper()
	plans := compileAll(texts)
	var questions []matchQuestion
	var forNode []nodeQuestion
	for i, p := range plans {
		if p.Check != nil {
			strings := probes(t, int64(i), p.Text, perPattern)
			questions = append(questions, matchQuestion{Func: i, Strings: strings})
			forNode = append(forNode, nodeQuestion{p.Text, strings})
		}
	}
	want := askNode(t, forNode)
	got := buildMatchers(t, plans).ask(t, questions)
	diffs = map[string][]string{}
	for i, q := range questions {
		if want[i] == "" {
			continue
		}
		patterns++
		for j, s := range q.Strings {
			count++
			if got[i][j] != want[i][j] {
				text := plans[q.Func].Text
				diffs[text] = append(diffs[text], fmt.Sprintf("%q: %c, JavaScript says %c", s, got[i][j], want[i][j]))
			}
		}
	}
	return patterns, count, diffs
}

// explained are constructs in which a matcher differs from JavaScript, with the reason.
var explained = map[string]string{
	"/^": "the slashes of a JavaScript literal aren't part of the pattern",
}

// differing are patterns with these constructs.
var differing = []string{`/^[a-z]{2}$/`}

func TestMatchersAgreeWithNode(t *testing.T) {
	perPattern := 1000
	if testing.Short() {
		perPattern = 50
	}
	checkNode(t, slices.Concat(ownPatterns, differing), perPattern)
}

func TestMatchersOfTheCorpusAgreeWithNode(t *testing.T) {
	checkNode(t, slices.Concat(corpusPatterns(t), differing), 200)
}

func checkNode(t *testing.T, texts []string, perPattern int) {
	t.Helper()
	patterns, count, diffs := compareWithNode(t, texts, perPattern)
	used := map[string]bool{}
	for text, list := range diffs {
		known := false
		for construct := range explained {
			if strings.Contains(text, construct) {
				known, used[construct] = true, true
			}
		}
		if !known {
			t.Errorf("%q: %d differences: %s", text, len(list), strings.Join(list[:min(len(list), 5)], "; "))
		}
	}
	for construct, reason := range explained {
		if !used[construct] {
			t.Errorf("no pattern with %s differs: %s", construct, reason)
		}
	}
	t.Logf("%d strings for %d of %d patterns", count, patterns, len(texts))
}

// matchCase is what a pattern says about strings.
type matchCase struct {
	Pattern         string
	Matches, Others []string
}

func casesFile() string { return filepath.Join("testdata", "pattern_cases.json") }

// recordCases asks JavaScript about our own patterns.
func recordCases(t *testing.T) {
	t.Helper()
	var questions []nodeQuestion
	for i, text := range ownPatterns {
		questions = append(questions, nodeQuestion{text, probes(t, int64(i), text, 40)})
	}
	var cases []matchCase
	for i, answer := range askNode(t, questions) {
		if answer == "" {
			t.Errorf("%s isn't a pattern in JavaScript", ownPatterns[i])
			continue
		}
		c := matchCase{Pattern: ownPatterns[i]}
		for j, s := range questions[i].Strings {
			to := &c.Others
			if answer[j] == '1' {
				to = &c.Matches
			}
			if len(*to) < 12 && len(s) < 60 && !slices.Contains(*to, s) {
				*to = append(*to, s)
			}
		}
		cases = append(cases, c)
	}
	data, err := json.MarshalIndent(cases, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, casesFile(), string(data)+"\n")
}

func TestMatchersAgreeWithRecordedCases(t *testing.T) {
	if *update {
		recordCases(t)
	}
	var cases []matchCase
	if err := json.Unmarshal(readFile(t, casesFile()), &cases); err != nil {
		t.Fatal(err)
	}
	var texts []string
	var questions []matchQuestion
	for i, c := range cases {
		texts = append(texts, c.Pattern)
		questions = append(questions, matchQuestion{Func: i, Strings: slices.Concat(c.Matches, c.Others)})
	}
	if !slices.Equal(texts, ownPatterns) {
		t.Fatal("the recorded cases aren't those of ownPatterns; record them with -update")
	}
	plans := compileAll(texts)
	for _, p := range plans {
		if p.Check == nil {
			t.Errorf("%s: %s", p.Text, p.Reason)
		}
	}
	if t.Failed() {
		return
	}
	count := 0
	for i, answer := range buildMatchers(t, plans).ask(t, questions) {
		for j, s := range questions[i].Strings {
			count++
			if want := j < len(cases[i].Matches); want != (answer[j] == '1') {
				t.Errorf("%q on %q: %c, want %v", plans[i].Text, s, answer[j], want)
			}
		}
	}
	t.Logf("%d cases", count)
}
