package rulesfn

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseURL(t *testing.T) {
	tests := []struct {
		s    string
		want URL
		ok   bool
	}{
		{"https://example.com", URL{"https", "example.com", "", "/", false}, true},
		{"http://example.com:80/", URL{"http", "example.com:80", "/", "/", false}, true},
		{"https://example.com/a/b", URL{"https", "example.com", "/a/b", "/a/b/", false}, true},
		{"https://example.com/a%2Fb/", URL{"https", "example.com", "/a%2Fb/", "/a%2Fb/", false}, true},
		{"https://127.0.0.1/x", URL{"https", "127.0.0.1", "/x", "/x/", true}, true},
		{"https://[::1]:8443", URL{"https", "[::1]:8443", "", "/", true}, true},
		{"https://[fe80::1%25en0]/", URL{"https", "[fe80::1%25en0]", "/", "/", true}, true},
		{"https://1.2.3.4.5", URL{"https", "1.2.3.4.5", "", "/", false}, true},
		{"https://example.com?x=1", URL{}, false},
		{"https://example.com?", URL{}, false},
		{"ftp://example.com", URL{}, false},
		{"example.com", URL{}, false},
		{"https://exa mple.com", URL{}, false},
		{"https://example.com:port", URL{}, false},
		{"", URL{}, false},
	}
	for _, test := range tests {
		got, ok := ParseURL(test.s)
		if diff := cmp.Diff(test.want, got); diff != "" || ok != test.ok {
			t.Errorf("ParseURL(%q): %v (-want +got)\n%s", test.s, ok, diff)
		}
	}
}

// What ParseURL takes apart makes a URL of the same host again.
func FuzzParseURL(f *testing.F) {
	for _, s := range []string{"https://a/b", "http://[::1%25en0]:1/", "https://a%2Fb/c%3Fd", "https://u:p@h/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, ok := ParseURL(s)
		if !ok {
			return
		}
		again, ok := ParseURL(u.Scheme + "://" + u.Authority + u.NormalizedPath)
		if !ok {
			// A host may hold what its escaped form alone may.
			return
		}
		if again.Authority != u.Authority || again.NormalizedPath != u.NormalizedPath {
			t.Errorf("ParseURL(%q) = %+v, and again %+v", s, u, again)
		}
	})
}

func TestParseARN(t *testing.T) {
	tests := []struct {
		s    string
		want ARN
		ok   bool
	}{
		{"arn:aws:sqs:us-east-1:123:q", ARN{"aws", "sqs", "us-east-1", "123", []string{"q"}}, true},
		{"arn:aws:s3:::b/k:v", ARN{"aws", "s3", "", "", []string{"b", "k", "v"}}, true},
		{"arn:aws:s3:::/:", ARN{"aws", "s3", "", "", []string{"", "", ""}}, true},
		{"arn:aws:s3:r:a:", ARN{}, false},
		{"arn::s3:r:a:x", ARN{}, false},
		{"arn:aws::r:a:x", ARN{}, false},
		{"arn:aws:s3:r:x", ARN{}, false},
		{"ARN:aws:s3:r:a:x", ARN{}, false},
		{"arn", ARN{}, false},
		{"", ARN{}, false},
	}
	for _, test := range tests {
		got, ok := ParseARN(test.s)
		if diff := cmp.Diff(test.want, got); diff != "" || ok != test.ok {
			t.Errorf("ParseARN(%q): %v (-want +got)\n%s", test.s, ok, diff)
		}
	}
}

func FuzzParseARN(f *testing.F) {
	f.Add("arn:aws:s3:r:a:x/y")
	f.Fuzz(func(t *testing.T, s string) {
		if a, ok := ParseARN(s); ok && (a.Partition == "" || a.Service == "" || len(a.ResourceID) == 0) {
			t.Errorf("ParseARN(%q) = %+v", s, a)
		}
	})
}

func TestIsVirtualHostableS3Bucket(t *testing.T) {
	tests := []struct {
		s            string
		single, many bool
	}{
		{"bucket", true, true},
		{"buc-ket-1", true, true},
		{"abc.def", false, true},
		{"ab", false, false},
		{"abc.de", false, false},
		{"Bucket", false, false},
		{"abc.Def", false, false},
		{"-bucket", false, false},
		{"bucket-", false, false},
		{"buc_ket", false, false},
		{"192.168.100.200", false, false},
		{"", false, false},
		{"abc..def", false, false},
		{"abc\ndef", false, false},
	}
	for _, test := range tests {
		if got := IsVirtualHostableS3Bucket(test.s, false); got != test.single {
			t.Errorf("IsVirtualHostableS3Bucket(%q, false) = %v", test.s, got)
		}
		if got := IsVirtualHostableS3Bucket(test.s, true); got != test.many {
			t.Errorf("IsVirtualHostableS3Bucket(%q, true) = %v", test.s, got)
		}
	}
}

func TestOptionalValues(t *testing.T) {
	if !IsSet(Index([]string{"a"}, 0)) || IsSet(Index(nil, 0)) {
		t.Error("IsSet")
	}
	if p := Optional("a", true); p == nil || *p != "a" || Optional("a", false) != nil {
		t.Error("Optional")
	}
	if v, ok := Value(Optional(7, true)); v != 7 || !ok {
		t.Error("Value of a pointer")
	}
	if v, ok := Value[string](nil); v != "" || ok {
		t.Error("Value of nil")
	}
	a, b := "a", ""
	if got := Coalesce(nil, &b, &a); got != &b {
		t.Errorf("Coalesce = %v", got)
	}
	if Coalesce[string](nil, nil) != nil {
		t.Error("Coalesce of nothing")
	}
	if If(true, 1, 2) != 1 || If(false, 1, 2) != 2 {
		t.Error("If")
	}
	if _, ok := List(nil); ok || !IsSet(List([]string{})) {
		t.Error("List")
	}
	if !IsTrue(true, true) || IsTrue(true, false) || IsTrue(false, true) {
		t.Error("IsTrue")
	}
}
