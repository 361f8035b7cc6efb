package rulesfn

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestIsValidHostLabel(t *testing.T) {
	long := strings.Repeat("a", 63)
	tests := []struct {
		s            string
		single, many bool
	}{
		{"a", true, true},
		{"A-1", true, true},
		{"0", true, true},
		{long, true, true},
		{long + "a", false, false},
		{"a.b", false, true},
		{long + "." + long, false, true},
		{"", false, false},
		{"-a", false, false},
		{"a-", false, false},
		{"a.-b", false, false},
		{"a..b", false, false},
		{".a", false, false},
		{"a.", false, false},
		{"a_b", false, false},
		{"a b", false, false},
		{"a\n", false, false},
		{"x@evil:443/#", false, false},
		{"b\u00fccher", false, false},
	}
	for _, test := range tests {
		if got := IsValidHostLabel(test.s, false); got != test.single {
			t.Errorf("IsValidHostLabel(%q, false) = %v", test.s, got)
		}
		if got := IsValidHostLabel(test.s, true); got != test.many {
			t.Errorf("IsValidHostLabel(%q, true) = %v", test.s, got)
		}
	}
}

func FuzzIsValidHostLabel(f *testing.F) {
	for _, s := range []string{"", "a", "a.b", "-", "a-.b", "\xff", "a..b"} {
		f.Add(s)
	}
	label := `[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?`
	single := regexp.MustCompile(`^` + label + `$`)
	many := regexp.MustCompile(`^` + label + `(\.` + label + `)*$`)
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := IsValidHostLabel(s, false), single.MatchString(s); got != want {
			t.Errorf("IsValidHostLabel(%q, false) = %v, want %v", s, got, want)
		}
		if got, want := IsValidHostLabel(s, true), many.MatchString(s); got != want {
			t.Errorf("IsValidHostLabel(%q, true) = %v, want %v", s, got, want)
		}
	})
}

func TestSubstring(t *testing.T) {
	tests := []struct {
		s           string
		start, stop int
		reverse     bool
		want        string
		ok          bool
	}{
		{"abcdef", 0, 3, false, "abc", true},
		{"abcdef", 2, 6, false, "cdef", true},
		{"abcdef", 0, 3, true, "def", true},
		{"abcdef", 1, 3, true, "de", true},
		{"abcdef", 0, 7, false, "", false},
		{"abcdef", 3, 3, false, "", false},
		{"abcdef", 4, 3, false, "", false},
		{"abcdef", -1, 3, false, "", false},
		{"", 0, 1, false, "", false},
		{"abc\u00e9", 0, 2, false, "", false},
		{"abc\x7f", 0, 2, false, "ab", true},
	}
	for _, test := range tests {
		got, ok := Substring(test.s, test.start, test.stop, test.reverse)
		if got != test.want || ok != test.ok {
			t.Errorf("Substring(%q, %d, %d, %v) = %q, %v; want %q, %v", test.s, test.start, test.stop, test.reverse, got, ok, test.want, test.ok)
		}
	}
}

func FuzzSubstring(f *testing.F) {
	f.Add("abcdef", 1, 3, true)
	f.Add("", -5, 1<<62, false)
	f.Fuzz(func(t *testing.T, s string, start, stop int, reverse bool) {
		got, ok := Substring(s, start, stop, reverse)
		if ok && (len(got) != stop-start || !strings.Contains(s, got)) {
			t.Errorf("Substring(%q, %d, %d, %v) = %q", s, start, stop, reverse, got)
		}
	})
}

func TestURIEncode(t *testing.T) {
	for s, want := range map[string]string{
		"":                "",
		"aZ09-_.~":        "aZ09-_.~",
		"a b/c?d#e%":      "a%20b%2Fc%3Fd%23e%25",
		"\x01\n":          "%01%0A",
		"\u20ac":          "%E2%82%AC",
		"arn:aws:s3:::b*": "arn%3Aaws%3As3%3A%3A%3Ab%2A",
	} {
		if got := URIEncode(s); got != want {
			t.Errorf("URIEncode(%q) = %q, want %q", s, got, want)
		}
	}
}

func FuzzURIEncode(f *testing.F) {
	f.Add("a/b\x00\xff+ ")
	f.Fuzz(func(t *testing.T, s string) {
		back, err := url.PathUnescape(URIEncode(s))
		if err != nil || back != s {
			t.Errorf("URIEncode(%q) = %q, which decodes to %q, %v", s, URIEncode(s), back, err)
		}
	})
}

func TestSplit(t *testing.T) {
	tests := []struct {
		s, delimiter string
		limit        int
		want         []string
	}{
		{"a--b--c", "--", 0, []string{"a", "b", "c"}},
		{"a--b--c", "--", 1, []string{"a--b--c"}},
		{"a--b--c", "--", 2, []string{"a", "b--c"}},
		{"a--b--c", "--", 9, []string{"a", "b", "c"}},
		{"--a--", "--", 0, []string{"", "a", ""}},
		{"abc", "--", 0, []string{"abc"}},
		{"", "--", 0, []string{""}},
		{"abc", "", 0, []string{"abc"}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, Split(test.s, test.delimiter, test.limit)); diff != "" {
			t.Errorf("Split(%q, %q, %d) (-want +got)\n%s", test.s, test.delimiter, test.limit, diff)
		}
	}
}

func TestIndex(t *testing.T) {
	list := []string{"a", "b", "c"}
	for i, want := range map[int]string{0: "a", 2: "c", 3: "", -1: "c", -3: "a", -4: ""} {
		if got, ok := Index(list, i); got != want || ok != (want != "") {
			t.Errorf("Index(list, %d) = %q, %v", i, got, ok)
		}
	}
	if _, ok := Index(nil, 0); ok {
		t.Error("an empty list has an element")
	}
}
