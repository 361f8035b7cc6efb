package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLockVersionIsTheReleaseOrDevel(t *testing.T) {
	const revision = "0123456789abcdef0123456789abcdef01234567"
	tests := []struct {
		name string
		info info
		want string
	}{
		{"installed release", info{Version: "v1.2.3"}, "v1.2.3"},
		{"release built in its checkout", info{Version: "v1.2.3", Revision: revision}, "v1.2.3"},
		{"installed commit", info{Version: "v1.2.4-0.20260102030405-0123456789ab"}, "v1.2.4-0.20260102030405-0123456789ab"},
		{"checkout", info{Version: "v1.2.4-0.20260102030405-0123456789ab", Revision: revision}, "(devel)"},
		{"edited checkout", info{Version: "v1.2.3+dirty", Revision: revision, Modified: true}, "(devel)"},
		{"go run", info{Version: "(devel)"}, "(devel)"},
	}
	for _, tt := range tests {
		if got := tt.info.lockVersion(); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestVersionLine(t *testing.T) {
	got := info{Version: "v1.2.3", Go: "go1.26.0", Revision: "abc", Modified: true}.String()
	if diff := cmp.Diff("tinsmith v1.2.3 (go1.26.0, revision abc, modified)", got); diff != "" {
		t.Errorf("line (-want +got)\n%s", diff)
	}
}

func TestValidImportPath(t *testing.T) {
	for path, want := range map[string]bool{
		"example.com/a": true, "a": true, "example.com/a/v2.x~y_z+": true,
		"": false, "a//b": false, "/a": false, "a/": false, "a/../b": false, "a/./b": false,
		"a b": false, "a\"b": false, "a\n": false, "é": false, "a\\b": false,
	} {
		if got := validImportPath(path); got != want {
			t.Errorf("validImportPath(%q) = %v", path, got)
		}
	}
}
