package peer

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/aws/smithy-go"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
	"github.com/tinsmith-go/tinsmith/out/ssmincidents/types"
)

// validations are the ways of checking one and the same input against all that its model
// states.
func validations(in *ssmincidents.CreateResponsePlanInput) []struct {
	name     string
	validate func() error
} {
	byHand, byRegexp := byHandMatchers(), regexpMatchers()
	return []struct {
		name     string
		validate func() error
	}{
		{"tinsmith", in.Validate},
		{"handwritten", func() error { return byHand.validate(in) }},
		{"regexp", func() error { return byRegexp.validate(in) }},
	}
}

func BenchmarkValidate(b *testing.B) {
	for _, v := range validations(fullPlan()) {
		b.Run(v.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := v.validate(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestValidateBars wants no allocation for a valid input, and prints the times: that of every
// constraint beside those of the same checks by hand, and those of the modes.
func TestValidateBars(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	in := fullPlan()
	if err := in.Validate(); err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(1000, func() { _ = in.Validate() }); n != 0 {
		t.Errorf("Validate: %v allocations, want none", n)
	}
	quickest := make(map[string]float64)
	for range 5 { // the quickest of five, one way after the other, for machines that do other things too
		for _, v := range validations(in) {
			r := testing.Benchmark(func(b *testing.B) {
				for b.Loop() {
					_ = v.validate()
				}
			})
			ns := float64(r.T.Nanoseconds()) / float64(r.N)
			if before, ok := quickest[v.name]; !ok || ns < before {
				quickest[v.name] = ns
			}
		}
	}
	for _, name := range []string{"tinsmith", "handwritten", "regexp"} {
		t.Logf("%-12s %6.0f ns/op, %.2f of what is written by hand", name, quickest[name], quickest[name]/quickest["handwritten"])
	}
	t.Logf("by mode, with which calls check:\n%s", modeTimes(t))
}

// modeTimes runs a benchmark inside the client's package, which alone can choose a mode without
// making a call. The package has no file for that: one is laid over it.
func modeTimes(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	plan, err := os.ReadFile("plan_test.go")
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := filepath.Abs(filepath.Join(root, "out", "ssmincidents"))
	if err != nil {
		t.Fatal(err)
	}
	replace := make(map[string]string)
	for name, text := range map[string]string{
		"plan_test.go":  strings.Replace(string(plan), "package peer", "package ssmincidents_test", 1),
		"modes_test.go": modesBenchmark,
	} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		replace[filepath.Join(pkg, name)] = file
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(file, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "test", "-overlay", file, "-run", "^$", "-bench", "Modes", "-benchmem", "-count", "3", "./out/ssmincidents")
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

const modesBenchmark = `package ssmincidents_test

import (
	"testing"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
	"github.com/tinsmith-go/tinsmith/out/ssmincidents/internal/constraint"
)

func BenchmarkModes(b *testing.B) {
	in := fullPlan()
	for _, m := range []struct {
		name string
		mode constraint.Mode
	}{{"required", constraint.Required}, {"default", constraint.Default}, {"full", constraint.Full}} {
		b.Run(m.name, func(b *testing.B) {
			for b.Loop() {
				if !constraint.Valid(m.mode, in, (*ssmincidents.CreateResponsePlanInput).Check) {
					b.Fatal("the input isn't valid")
				}
			}
		})
	}
}
`

func TestWaysToValidateAgree(t *testing.T) {
	for name, change := range map[string]func(*ssmincidents.CreateResponsePlanInput){
		"valid":            func(*ssmincidents.CreateResponsePlanInput) {},
		"name":             func(in *ssmincidents.CreateResponsePlanInput) { *in.Name = "down!" },
		"no name":          func(in *ssmincidents.CreateResponsePlanInput) { in.Name = nil },
		"long name":        func(in *ssmincidents.CreateResponsePlanInput) { *in.Name = strings.Repeat("x", 201) },
		"tag":              func(in *ssmincidents.CreateResponsePlanInput) { in.Tags["aws:x"] = "y" },
		"tag's value":      func(in *ssmincidents.CreateResponsePlanInput) { in.Tags["x"] = "ü" },
		"no tags":          func(in *ssmincidents.CreateResponsePlanInput) { clear(in.Tags) },
		"engagement":       func(in *ssmincidents.CreateResponsePlanInput) { in.Engagements[0] = "arn:aws:sns" },
		"many engagements": func(in *ssmincidents.CreateResponsePlanInput) { in.Engagements = make([]string, 6) },
		"many actions":     func(in *ssmincidents.CreateResponsePlanInput) { in.Actions = append(in.Actions, in.Actions[0]) },
		"impact":           func(in *ssmincidents.CreateResponsePlanInput) { *in.IncidentTemplate.Impact = 6 },
		"incident tags":    func(in *ssmincidents.CreateResponsePlanInput) { in.IncidentTemplate.IncidentTags["{"] = "}" },
		"chat":             func(in *ssmincidents.CreateResponsePlanInput) { in.ChatChannel = &types.ChatChannelMemberChatbotSns{} },
		"role":             func(in *ssmincidents.CreateResponsePlanInput) { *automation(in).RoleArn = "arn:aws:iam::1:role/x" },
		"document":         func(in *ssmincidents.CreateResponsePlanInput) { *automation(in).DocumentName = "xy" },
		"account":          func(in *ssmincidents.CreateResponsePlanInput) { automation(in).TargetAccount = "MINE" },
		"parameters":       func(in *ssmincidents.CreateResponsePlanInput) { automation(in).Parameters[""] = make([]string, 101) },
		"parameter": func(in *ssmincidents.CreateResponsePlanInput) {
			automation(in).Parameters["x"] = []string{strings.Repeat("x", 513)}
		},
		"unset dynamic":         func(in *ssmincidents.CreateResponsePlanInput) { automation(in).DynamicParameters = nil },
		"no integration's name": func(in *ssmincidents.CreateResponsePlanInput) { pager(in).Name = nil },
		"service": func(in *ssmincidents.CreateResponsePlanInput) {
			*pager(in).PagerDutyIncidentConfiguration.ServiceId = ""
		},
	} {
		t.Run(name, func(t *testing.T) {
			in := fullPlan()
			change(in)
			counts := make(map[string]int)
			for _, v := range validations(in) {
				counts[v.name] = countViolations(v.validate())
			}
			if valid := name == "valid" || name == "unset dynamic"; (counts["tinsmith"] == 0) != valid || counts["handwritten"] != counts["tinsmith"] || counts["regexp"] != counts["tinsmith"] {
				t.Errorf("violations: %v", counts)
			}
		})
	}
}

func automation(in *ssmincidents.CreateResponsePlanInput) *types.SsmAutomation {
	return &in.Actions[0].(*types.ActionMemberSsmAutomation).Value
}

func pager(in *ssmincidents.CreateResponsePlanInput) *types.PagerDutyConfiguration {
	return &in.Integrations[0].(*types.IntegrationMemberPagerDutyConfiguration).Value
}

func countViolations(err error) int {
	var invalid smithy.InvalidParamsError
	var texts violations
	switch {
	case errors.As(err, &invalid):
		return len(invalid.Errs())
	case errors.As(err, &texts):
		return len(texts)
	}
	return 0
}

// violations are what is found by hand: a text for each.
type violations []string

func (v violations) Error() string { return strings.Join(v, "\n") }

func (v *violations) add(format string, args ...any) { *v = append(*v, fmt.Sprintf(format, args...)) }

// str checks the length of a string as somebody does who minds the cost: characters are
// counted only where there are more bytes than characters are allowed.
func (v *violations) str(name string, s *string, least, most int) {
	if s == nil {
		return
	}
	if len(*s) < least || len(*s) > most && utf8.RuneCountInString(*s) > most {
		v.add("%s: length %d isn't from %d to %d", name, utf8.RuneCountInString(*s), least, most)
	}
}

func (v *violations) count(name string, set bool, n, least, most int) {
	if set && (n < least || n > most) {
		v.add("%s: length %d isn't from %d to %d", name, n, least, most)
	}
}

func (v *violations) match(name string, s *string, matches func(string) bool) {
	if s != nil && !matches(*s) {
		v.add("%s: %q doesn't match", name, *s)
	}
}

func (v *violations) required(name string, set bool) {
	if !set {
		v.add("%s: missing", name)
	}
}

// matchers are the patterns of the model, each as a function.
type matchers struct{ contact, arn, role, plan, document, tagKey, tagValue func(string) bool }

// validate checks an input of CreateResponsePlan as it would be written by hand.
func (m *matchers) validate(in *ssmincidents.CreateResponsePlanInput) error {
	var v violations
	v.count("Actions", in.Actions != nil, len(in.Actions), 0, 1)
	for _, a := range in.Actions {
		if a, ok := a.(*types.ActionMemberSsmAutomation); ok {
			m.automation(&v, &a.Value)
		}
	}
	if chat, ok := in.ChatChannel.(*types.ChatChannelMemberChatbotSns); ok {
		v.count("ChatChannel", true, len(chat.Value), 1, 5)
		for i := range chat.Value {
			v.str("ChatChannel", &chat.Value[i], 0, 1000)
		}
	}
	v.str("ClientToken", in.ClientToken, 0, 128)
	v.str("DisplayName", in.DisplayName, 0, 200)
	v.count("Engagements", in.Engagements != nil, len(in.Engagements), 0, 5)
	for i := range in.Engagements {
		v.str("Engagements", &in.Engagements[i], 0, 2048)
		v.match("Engagements", &in.Engagements[i], m.contact)
	}
	v.required("IncidentTemplate", in.IncidentTemplate != nil)
	if in.IncidentTemplate != nil {
		m.template(&v, in.IncidentTemplate)
	}
	v.count("Integrations", in.Integrations != nil, len(in.Integrations), 0, 1)
	for _, i := range in.Integrations {
		if i, ok := i.(*types.IntegrationMemberPagerDutyConfiguration); ok {
			pagerByHand(&v, &i.Value)
		}
	}
	v.required("Name", in.Name != nil)
	v.str("Name", in.Name, 1, 200)
	v.match("Name", in.Name, m.plan)
	m.tags(&v, "Tags", in.Tags)
	if len(v) > 0 {
		return v
	}
	return nil
}

func (m *matchers) automation(v *violations, a *types.SsmAutomation) {
	v.required("DocumentName", a.DocumentName != nil)
	v.match("DocumentName", a.DocumentName, m.document)
	v.str("DocumentVersion", a.DocumentVersion, 0, 128)
	v.count("DynamicParameters", a.DynamicParameters != nil, len(a.DynamicParameters), 1, 200)
	for key, p := range a.DynamicParameters {
		v.str("DynamicParameters", &key, 1, 50)
		if p, ok := p.(*types.DynamicSsmParameterValueMemberVariable); ok {
			switch p.Value {
			case "", types.VariableTypeIncidentRecordArn, types.VariableTypeInvolvedResources:
			default:
				v.add("DynamicParameters: %q isn't a variable", p.Value)
			}
		}
	}
	v.count("Parameters", a.Parameters != nil, len(a.Parameters), 1, 200)
	for key, list := range a.Parameters {
		v.str("Parameters", &key, 1, 50)
		v.count("Parameters", list != nil, len(list), 0, 100)
		for i := range list {
			v.str("Parameters", &list[i], 0, 512)
		}
	}
	v.required("RoleArn", a.RoleArn != nil)
	v.str("RoleArn", a.RoleArn, 0, 1000)
	v.match("RoleArn", a.RoleArn, m.role)
	switch a.TargetAccount {
	case "", types.SsmTargetAccountImpactedAccount, types.SsmTargetAccountResponsePlanOwnerAccount:
	default:
		v.add("TargetAccount: %q isn't an account", a.TargetAccount)
	}
}

func (m *matchers) template(v *violations, t *types.IncidentTemplate) {
	v.str("DedupeString", t.DedupeString, 0, 1000)
	v.required("Impact", t.Impact != nil)
	if t.Impact != nil && (*t.Impact < 1 || *t.Impact > 5) {
		v.add("Impact: %d isn't from 1 to 5", *t.Impact)
	}
	m.tags(v, "IncidentTags", t.IncidentTags)
	v.count("NotificationTargets", t.NotificationTargets != nil, len(t.NotificationTargets), 0, 10)
	for _, n := range t.NotificationTargets {
		if n, ok := n.(*types.NotificationTargetItemMemberSnsTopicArn); ok {
			v.str("NotificationTargets", &n.Value, 0, 1000)
			v.match("NotificationTargets", &n.Value, m.arn)
		}
	}
	v.str("Summary", t.Summary, 0, 8000)
	v.required("Title", t.Title != nil)
	v.str("Title", t.Title, 0, 200)
}

func (m *matchers) tags(v *violations, name string, tags map[string]string) {
	v.count(name, tags != nil, len(tags), 1, 50)
	for key, value := range tags {
		v.str(name, &key, 1, 128)
		v.match(name, &key, m.tagKey)
		v.str(name, &value, 0, 256)
		v.match(name, &value, m.tagValue)
	}
}

func pagerByHand(v *violations, p *types.PagerDutyConfiguration) {
	v.required("Name", p.Name != nil)
	v.str("Name", p.Name, 1, 200)
	v.required("PagerDutyIncidentConfiguration", p.PagerDutyIncidentConfiguration != nil)
	if c := p.PagerDutyIncidentConfiguration; c != nil {
		v.required("ServiceId", c.ServiceId != nil)
		v.str("ServiceId", c.ServiceId, 1, 200)
	}
	v.required("SecretId", p.SecretId != nil)
	v.str("SecretId", p.SecretId, 1, 512)
}

// regexpMatchers are the patterns for package regexp, which reads these as the model means them
// (but for ".", which matches some ends of lines, and the lookahead, which it doesn't have).
func regexpMatchers() *matchers {
	match := func(text string) func(string) bool { return regexp.MustCompile(text).MatchString }
	key := match(`^[A-Za-z0-9 _=@:.+-/]+$`)
	return &matchers{
		contact:  match(`^arn:aws(-cn|-us-gov)?:ssm-contacts:[a-z0-9-]*:([0-9]{12}):contact/[a-z0-9_-]+$`),
		arn:      match(`^arn:aws(-cn|-us-gov)?:[a-z0-9-]*:[a-z0-9-]*:([0-9]{12})?:.+$`),
		role:     match(`^arn:aws(-cn|-us-gov)?:iam::([0-9]{12})?:role/.+$`),
		plan:     match(`^[a-zA-Z0-9-_]*$`),
		document: match(`^[a-zA-Z0-9_\-.:/]{3,128}$`),
		tagKey:   func(s string) bool { return !strings.HasPrefix(s, "aws:") && key(s) },
		tagValue: match(`^[A-Za-z0-9 _=@:.+-/]*$`),
	}
}

// byHandMatchers are the same, written by hand.
func byHandMatchers() *matchers {
	return &matchers{
		contact: func(s string) bool {
			s, ok := cutPartition(s, ":ssm-contacts:")
			if !ok {
				return false
			}
			region, s, ok := strings.Cut(s, ":")
			if !ok || !all(region, isRegion) {
				return false
			}
			account, s, ok := strings.Cut(s, ":")
			name, found := strings.CutPrefix(s, "contact/")
			return ok && found && isAccount(account) && name != "" && all(name, func(c byte) bool { return isRegion(c) || c == '_' })
		},
		arn: func(s string) bool {
			s, ok := cutPartition(s, ":")
			for range 2 {
				var part string
				if part, s, ok = strings.Cut(s, ":"); !ok || !all(part, isRegion) {
					return false
				}
			}
			account, s, ok := strings.Cut(s, ":")
			return ok && (account == "" || isAccount(account)) && isLine(s)
		},
		role: func(s string) bool {
			s, ok := cutPartition(s, ":iam::")
			if !ok {
				return false
			}
			account, s, ok := strings.Cut(s, ":")
			name, found := strings.CutPrefix(s, "role/")
			return ok && found && (account == "" || isAccount(account)) && isLine(name)
		},
		plan: func(s string) bool {
			return all(s, func(c byte) bool { return isAlphanumeric(c) || c == '-' || c == '_' })
		},
		document: func(s string) bool {
			return len(s) >= 3 && len(s) <= 128 && all(s, func(c byte) bool { return isAlphanumeric(c) || c == '_' || c >= '-' && c <= ':' })
		},
		tagKey:   func(s string) bool { return s != "" && !strings.HasPrefix(s, "aws:") && all(s, isTag) },
		tagValue: func(s string) bool { return all(s, isTag) },
	}
}

// cutPartition takes the beginning of an ARN off.
func cutPartition(s, next string) (string, bool) {
	s, ok := strings.CutPrefix(s, "arn:aws")
	if !ok {
		return "", false
	}
	if rest, ok := strings.CutPrefix(s, "-cn"); ok {
		s = rest
	} else if rest, ok := strings.CutPrefix(s, "-us-gov"); ok {
		s = rest
	}
	return strings.CutPrefix(s, next)
}

func all(s string, is func(byte) bool) bool {
	for i := range len(s) {
		if !is(s[i]) {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool        { return c >= '0' && c <= '9' }
func isRegion(c byte) bool       { return c >= 'a' && c <= 'z' || isDigit(c) || c == '-' }
func isAlphanumeric(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) }
func isAccount(s string) bool    { return len(s) == 12 && all(s, isDigit) }
func isLine(s string) bool       { return s != "" && !strings.ContainsAny(s, "\n\r\u2028\u2029") }

func isTag(c byte) bool {
	return c >= '+' && c <= ':' || c >= '@' && c <= 'Z' || c >= 'a' && c <= 'z' || c == ' ' || c == '_' || c == '='
}
