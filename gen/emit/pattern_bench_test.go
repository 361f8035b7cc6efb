package emit

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/tinsmith-go/tinsmith/gen/pattern"
)

// benchValues are patterns with a value that each of them is asked about, in this order.
var benchValues = [][2]string{
	{`^[a-zA-Z0-9-_]*$`, "production-response-plan_7"},
	{`^[a-zA-Z0-9_\-.:/]{3,128}$`, "AWSIncidents-CriticalIncidentRunbookTemplate"},
	{`^arn:aws(-cn|-us-gov)?:iam::([0-9]{12})?:role/.+$`, "arn:aws:iam::123456789012:role/service-role/IncidentManagerRole"},
	{`^arn:aws(-cn|-us-gov)?:[a-z0-9-]*:[a-z0-9-]*:([0-9]{12})?:.+$`, "arn:aws:sns:eu-central-1:123456789012:incident-notifications"},
	{`^arn:aws(-cn|-us-gov)?:ssm-contacts:[a-z0-9-]*:([0-9]{12}):contact/[a-z0-9_-]+$`, "arn:aws:ssm-contacts:eu-central-1:123456789012:contact/on-call-engineer"},
	{`^(?!aws:)[A-Za-z0-9 _=@:.+-/]+$`, "cost-centre"},
	{`^[A-Za-z0-9 _=@:.+-/]*$`, "platform engineering 4711"},
}

// handWritten are matchers as one writes them by hand: one loop with a switch on bytes.
const handWritten = `package main

import "strings"

func Hand0(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_':
		default:
			return false
		}
	}
	return true
}

func Hand1(s string) bool {
	if len(s) < 3 || len(s) > 128 {
		return false
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '-' <= c && c <= ':', c == '_':
		default:
			return false
		}
	}
	return true
}

func partition(s string) (string, bool) {
	s, ok := strings.CutPrefix(s, "arn:aws")
	if !ok {
		return "", false
	}
	if rest, ok := strings.CutPrefix(s, "-cn:"); ok {
		return rest, true
	}
	if rest, ok := strings.CutPrefix(s, "-us-gov:"); ok {
		return rest, true
	}
	return strings.CutPrefix(s, ":")
}

func account(s string) (string, bool) {
	if len(s) < 13 || s[12] != ':' {
		return "", false
	}
	for i := 0; i < 12; i++ {
		if s[i] < '0' || s[i] > '9' {
			return "", false
		}
	}
	return s[13:], true
}

func field(s string) (string, bool) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-':
		case c == ':':
			return s[i+1:], true
		default:
			return "", false
		}
	}
	return "", false
}

func line(s string) bool {
	for _, r := range s {
		if r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' {
			return false
		}
	}
	return s != ""
}

func Hand2(s string) bool {
	s, ok := partition(s)
	if !ok {
		return false
	}
	if s, ok = strings.CutPrefix(s, "iam::"); !ok {
		return false
	}
	if rest, ok := account(s); ok {
		s = rest
	} else if s, ok = strings.CutPrefix(s, ":"); !ok {
		return false
	}
	s, ok = strings.CutPrefix(s, "role/")
	return ok && line(s)
}

func Hand3(s string) bool {
	s, ok := partition(s)
	if !ok {
		return false
	}
	if s, ok = field(s); !ok {
		return false
	}
	if s, ok = field(s); !ok {
		return false
	}
	if rest, ok := account(s); ok {
		s = rest
	} else if s, ok = strings.CutPrefix(s, ":"); !ok {
		return false
	}
	return line(s)
}

func Hand4(s string) bool {
	s, ok := partition(s)
	if !ok {
		return false
	}
	if s, ok = strings.CutPrefix(s, "ssm-contacts:"); !ok {
		return false
	}
	if s, ok = field(s); !ok {
		return false
	}
	if s, ok = account(s); !ok {
		return false
	}
	if s, ok = strings.CutPrefix(s, "contact/"); !ok || s == "" {
		return false
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-', c == '_':
		default:
			return false
		}
	}
	return true
}

func Hand5(s string) bool { return s != "" && !strings.HasPrefix(s, "aws:") && Hand6(s) }

func Hand6(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '+' <= c && c <= ':', c == ' ', c == '_', c == '=', c == '@':
		default:
			return false
		}
	}
	return true
}
`

const benchSource = `package main

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"time"

	"example.com/matchers"
)

// measure is the least time of a call, in nanoseconds, of several series.
func measure(match func(string) bool, s string) float64 {
	const calls = 20000
	best := math.MaxFloat64
	for range 20 {
		start := time.Now()
		for range calls {
			if !match(s) {
				panic(s)
			}
		}
		best = min(best, float64(time.Since(start).Nanoseconds())/calls)
	}
	return best
}

func twin(text string) func(string) bool {
	re := regexp.MustCompile(strings.Replace(text, "(?!aws:)", "", 1))
	return re.MatchString
}

func main() {
%s}
`

// BenchmarkMatchers compares printed matchers with package regexp and with matchers written by hand.
func BenchmarkMatchers(b *testing.B) {
	var plans []*pattern.Plan
	var lines strings.Builder
	for i, v := range benchValues {
		plans = append(plans, pattern.Compile(v[0]))
		fmt.Fprintf(&lines, "\tfmt.Println(measure(matchers.Match%d, %q), measure(Hand%d, %q), measure(twin(%q), %q))\n", i, v[1], i, v[1], v[0], v[1])
	}
	dir := matcherModule(b, plans, map[string]string{"bench/main.go": fmt.Sprintf(benchSource, lines.String()), "bench/hand.go": handWritten})
	program := filepath.Join(dir, "bench.exe")
	build := exec.Command("go", "build", "-o", program, "./bench")
	build.Dir = dir
	if text, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, text)
	}
	text, err := exec.Command(program).Output()
	if err != nil {
		b.Fatal(err)
	}
	out := strings.Fields(string(text))
	for i, v := range benchValues {
		b.Run(v[0], func(b *testing.B) {
			for range b.N {
			}
			b.ReportMetric(0, "ns/op")
			for j, unit := range []string{"printed-ns", "hand-ns", "regexp-ns"} {
				ns, err := strconv.ParseFloat(out[3*i+j], 64)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(ns, unit)
			}
		})
	}
}
