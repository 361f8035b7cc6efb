package pattern

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"
)

func show(c *Check, ind string) string {
	if c == nil {
		return ""
	}
	s := ind
	if c.Not {
		s += "not "
	}
	s += c.Kind.String()
	switch c.Kind {
	case Length:
		s += fmt.Sprintf(" %d..%d", c.Min, c.Max)
	case Equal, Prefix, Suffix, Contains, RE2:
		s += fmt.Sprintf(" %q", c.Text)
	case Straight:
		s += fmt.Sprintf(" steps=%d any=%v open=%v", len(c.Steps), c.Anywhere, c.Open)
	}
	s += "\n"
	for _, x := range c.Checks {
		s += show(x, ind+"  ")
	}
	return s
}
func TestTmp(t *testing.T) {
	b, _ := os.ReadFile("/tmp/pat/p.json")
	m := map[string]int{}
	json.Unmarshal(b, &m)
	var ks []string
	for k := range m {
		ks = append(ks, k)
	}
	sort.Strings(ks)
	cnt := map[string]int{}
	for _, k := range ks {
		p := Compile(k)
		cnt[p.Sort()]++
		if p.Reason != "" {
			fmt.Printf("UNSUPPORTED %q: %s\n", k, p.Reason)
		}
		if p.Sort() == "composed" || p.Sort() == "regexp" && os.Getenv("RE") != "" {
			fmt.Printf("%q\n%s", k, show(p.Check, "   "))
		}
		if os.Getenv("LOOK") != "" && strings.Contains(k, "(?") && !strings.Contains(k, "(?:") {
			fmt.Printf("%q\n%s", k, show(p.Check, "   "))
		}
	}
	fmt.Println(cnt)
}
