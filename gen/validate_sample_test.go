package gen_test

import (
	"fmt"
	"math/rand/v2"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tinsmith-go/tinsmith/model"
)

// samples makes values that a model allows. What it can't, for example a string that matches a pattern it doesn't
// understand, it makes somehow: the interpreter says what is wrong with it.
type samples struct {
	match    *matcher
	patterns map[string][]string // strings to try for a pattern
}

func newSamples(m *matcher) *samples { return &samples{match: m, patterns: map[string][]string{}} }

// foreign are strings that few patterns match.
var foreign = []string{"", "!", "\x00", " ", "é", "日本", "a\nb", "-", "{}", "A", "0", "aws:x", "a b", "\u2028", "\\", "😀", "x!x\ty", strings.Repeat("~", 40)}

// candidates are strings that may match a pattern or not: some of its own, some like them, and others.
func (s *samples) candidates(text string) []string {
	if c, ok := s.patterns[text]; ok {
		return c
	}
	r := rand.New(rand.NewPCG(1, uint64(len(text))))
	var own []string
	for _, t := range readings(text) {
		re, err := syntax.Parse(t, syntax.Perl)
		if err != nil {
			continue
		}
		for i := range 40 {
			var b strings.Builder
			writeMatch(&b, re, r, i%4*3)
			if t := b.String(); utf8.ValidString(t) && len(t) < 5000 {
				own = append(own, t)
			}
		}
		break
	}
	like := own
	if len(like) > 6 {
		like = like[:6]
	}
	for _, t := range slices.Clone(like) {
		own = append(own, t+"!", t+"\n", "!"+t, strings.ToUpper(t), t+t)
	}
	own = append(own, foreign...)
	slices.Sort(own)
	own = slices.Compact(own)
	s.patterns[text] = own
	s.match.ask(text, own)
	return own
}

// readings are forms of a pattern that package syntax may understand: they only serve to find strings.
func readings(text string) []string {
	plain := strings.NewReplacer(`\u`, `\x`, `++`, `+`, `*+`, `*`).Replace(text)
	wide := text
	for i := 0; i < 20; i++ { // a \u escape
		j := strings.Index(wide, `\u`)
		if j < 0 || j+6 > len(wide) {
			break
		}
		wide = wide[:j] + `\x{` + wide[j+2:j+6] + `}` + wide[j+6:]
	}
	return []string{text, wide, small(withoutLooks(wide)), small(withoutLooks(plain))}
}

// withoutLooks drops groups that look around.
func withoutLooks(text string) string {
	for {
		i := strings.Index(text, "(?!")
		for _, other := range []string{"(?=", "(?<!", "(?<="} {
			if j := strings.Index(text, other); j >= 0 && (i < 0 || j < i) {
				i = j
			}
		}
		if i < 0 {
			return text
		}
		depth, end := 0, len(text)
		for j := i; j < len(text); j++ {
			switch text[j] {
			case '\\':
				j++
			case '(':
				depth++
			case ')':
				depth--
			}
			if depth == 0 {
				end = j + 1
				break
			}
		}
		text = text[:i] + text[end:]
	}
}

// small reduces counts that package syntax doesn't take.
func small(text string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(text, '{')
		j := strings.IndexByte(text[max(i, 0):], '}')
		if i < 0 || j < 0 {
			return b.String() + text
		}
		body := text[i+1 : i+j]
		low, high, isRange := strings.Cut(body, ",")
		n, err := strconv.Atoi(low)
		m, err2 := strconv.Atoi(high)
		b.WriteString(text[:i])
		switch {
		case err == nil && isRange && (err2 == nil && m > 1000 || high == ""):
			fmt.Fprintf(&b, "{%d,%d}", min(n, 900), max(min(n, 900), 1000))
		case err == nil && n > 1000:
			b.WriteString("{1000}")
		default:
			b.WriteString(text[i : i+j+1])
		}
		text = text[i+j+1:]
	}
}

// writeMatch writes a string that matches, with up to more repetitions than needed.
func writeMatch(b *strings.Builder, re *syntax.Regexp, r *rand.Rand, more int) {
	if b.Len() > 10000 {
		return
	}
	repeat := func(least, most int) {
		n := least + r.IntN(more+1)
		if most >= 0 {
			n = min(n, most)
		}
		for range n {
			writeMatch(b, re.Sub[0], r, more)
		}
	}
	switch re.Op {
	case syntax.OpLiteral:
		for _, c := range re.Rune {
			b.WriteRune(c)
		}
	case syntax.OpCharClass:
		if len(re.Rune) > 0 {
			b.WriteRune(fromClass(re.Rune, r))
		}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteByte("abcXYZ019"[r.IntN(9)])
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			writeMatch(b, sub, r, more)
		}
	case syntax.OpAlternate:
		writeMatch(b, re.Sub[r.IntN(len(re.Sub))], r, more)
	case syntax.OpStar:
		repeat(0, -1)
	case syntax.OpPlus:
		repeat(1, -1)
	case syntax.OpQuest:
		repeat(0, 1)
	case syntax.OpRepeat:
		repeat(re.Min, re.Max)
	}
}

// fromClass prefers characters of ASCII that can be seen.
func fromClass(ranges []rune, r *rand.Rand) rune {
	i := r.IntN(len(ranges)/2) * 2
	for j := 0; j < len(ranges) && ranges[i] > '~'; j += 2 {
		i = j
	}
	lo, hi := ranges[i], ranges[i+1]
	if lo < '!' && hi >= '!' {
		lo = '!'
	}
	if lo <= '~' && hi > '~' {
		hi = '~'
	}
	return lo + rune(r.IntN(int(hi-lo+1)))
}

// bounds are the least and greatest length of a member's values.
func bounds(m *model.Member) (least, most int64) {
	most = 1 << 40
	if l := m.LengthInForce(); l != nil {
		if l.Min != nil {
			least = *l.Min
		}
		if l.Max != nil {
			most = *l.Max
		}
	}
	return least, most
}

// text is the nth string that the member allows, or one that only has the right length.
func (s *samples) text(m *model.Member, nth int) string {
	least, most := bounds(m)
	if p := m.PatternInForce(); p != "" {
		var good []string
		for _, c := range s.candidates(p) {
			if n := int64(utf8.RuneCountInString(c)); n >= least && n <= most && s.match.matches(p, c) {
				good = append(good, c)
			}
		}
		if len(good) > 0 {
			return good[nth%len(good)]
		}
	}
	t := "x" + strconv.Itoa(nth)
	if n := int64(len(t)); n < least && least < 100_000 {
		t += strings.Repeat("x", int(least-n))
	}
	if int64(len(t)) > most {
		t = t[int64(len(t))-most:]
	}
	return t
}

// minimal is the nth of the smallest values that the member allows.
func (s *samples) minimal(m *model.Member, nth, depth int) *value {
	target := m.Target
	least, _ := bounds(m)
	switch target.Type {
	case model.String:
		return &value{Kind: "string", Text: s.text(m, nth)}
	case model.Enum:
		if len(target.Members) == 0 {
			return &value{Kind: "string", Text: "x"}
		}
		return &value{Kind: "string", Text: target.Members[nth%len(target.Members)].EnumValue}
	case model.IntEnum:
		return &value{Kind: "number", Text: strconv.FormatInt(target.Members[nth%len(target.Members)].EnumInt, 10)}
	case model.Boolean:
		return &value{Kind: "bool"}
	case model.Byte, model.Short, model.Integer, model.Long, model.Float, model.Double:
		return &value{Kind: "number", Text: smallest(m, nth)}
	case model.Timestamp:
		return &value{Kind: "time", Text: strconv.Itoa(nth)}
	case model.Blob:
		if m.IsStreaming() {
			return &value{Kind: "stream"}
		}
		return &value{Kind: "blob", Text: strings.Repeat("b", int(min(max(least, 1), 5000)))}
	case model.List:
		v := &value{Kind: "list", Items: []*value{}}
		for i := range min(least, 200) {
			v.Items = append(v.Items, s.minimal(target.Elem(), int(i), depth+1))
		}
		return v
	case model.Map:
		v := &value{Kind: "map", Fields: map[string]*value{}}
		s.fill(v, m, int(min(least, 200)), depth)
		return v
	case model.Structure, model.Unit:
		return s.structure(target, nth, depth)
	case model.Union:
		if len(target.Members) == 0 || depth > 6 {
			return nil
		}
		e := target.Members[nth%len(target.Members)]
		return &value{Kind: "union", Member: e.Name, Value: s.minimal(e, nth, depth+1)}
	}
	return nil // documents, big numbers
}

// fill adds entries to a map until it has n.
func (s *samples) fill(v *value, m *model.Member, n, depth int) {
	for i := 0; len(v.Fields) < n; i++ {
		key := s.minimal(m.Target.Key(), i, depth+1).Text
		if v.Fields[key] != nil {
			key += strconv.Itoa(i)
		}
		v.Fields[key] = s.minimal(m.Target.Elem(), i, depth+1)
	}
}

func (s *samples) structure(target *model.Shape, nth, depth int) *value {
	v := &value{Kind: "struct", Fields: map[string]*value{}}
	if depth > 6 {
		return v
	}
	for _, m := range target.Members {
		if (m.Required || m.Loc == model.LabelLocation) && !m.Target.EventStream {
			if e := s.minimal(m, nth, depth+1); e != nil {
				v.Fields[goMember(m.Name)] = e
			}
		}
	}
	return v
}

func smallest(m *model.Member, nth int) string {
	if r := m.RangeInForce(); r != nil {
		if r.Min != "" && parsed(r.Min).IsInt() {
			return parsed(r.Min).Text('f', 0)
		}
		if r.Max != "" && parsed(r.Max).IsInt() {
			return parsed(r.Max).Text('f', 0)
		}
	}
	return strconv.Itoa(nth + 1)
}
