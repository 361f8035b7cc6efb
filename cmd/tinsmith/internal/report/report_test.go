package report

import (
	"errors"
	"fmt"
	"go/scanner"
	"go/token"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/lock"
	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/write"
)

func newLock(tool, model, closure string, files map[string]string) *lock.Lock {
	l := lock.New()
	l.Tool = tool
	l.AddModel(lock.Model{Source: "m.json", Version: "1", SHA256: model})
	l.Closures["out/x"] = closure
	l.Protocols["out/x"] = "p"
	for name, text := range files {
		l.Files["out/x/"+name] = lock.Digest([]byte(text))
	}
	return l
}

func TestStaleSaysWhy(t *testing.T) {
	files := map[string]string{"op_A.go": "a", "op_B.go": "b", "types/types.go": "t"}
	changed := map[string]string{"op_A.go": "a2", "op_C.go": "c", "types/types.go": "t"}
	same := []write.Entry{{Path: "op_A.go"}, {Path: "op_B.go"}, {Path: "types/types.go"}}
	differs := func(path, old string) write.Entry {
		return write.Entry{Path: path, Status: write.Differs, Old: []byte(old)}
	}
	tests := []struct {
		name        string
		old, now    *lock.Lock
		entries     []write.Entry
		interrupted bool
		want        []string
	}{
		{name: "nothing", old: newLock("v1", "m", "c", files), now: newLock("v1", "m", "c", files), entries: same},
		{name: "another version, same files", old: newLock("v1", "m", "c", files), now: newLock("v2", "m", "c", files), entries: same},
		{name: "leftover journal, same files", old: newLock("v1", "m", "c", files), now: newLock("v1", "m", "c", files), entries: same, interrupted: true},
		{name: "no lock", now: newLock("v1", "m", "c", files), entries: same, want: []string{"there is no tinsmith.lock"}},
		{name: "new client", old: lock.New(), now: newLock("v1", "m", "c", files), entries: same, want: []string{"tinsmith.lock doesn't know it"}},
		{
			name: "model", old: newLock("v1", "m", "c", files), now: newLock("v1", "m2", "c2", changed),
			entries: []write.Entry{differs("op_A.go", "a"), {Path: "op_B.go", Status: write.Orphan}, {Path: "op_C.go", Status: write.Missing}},
			want:    []string{"model changed (3 operations)", "orphan: op_B.go"},
		},
		{
			name: "model, of which nothing is seen", old: newLock("v1", "m", "c", files), now: newLock("v1", "m2", "c", files), entries: same,
			want: []string{"model changed (0 operations)"},
		},
		{
			name: "documentation", old: newLock("v1", "m", "c", files), now: newLock("v1", "m2", "c", changed), entries: []write.Entry{differs("op_A.go", "a")},
			want: []string{"model changed (3 operations, documentation only)"},
		},
		{
			name: "selection", old: newLock("v1", "m", "c", files), now: newLock("v1", "m", "c2", changed), entries: []write.Entry{differs("op_A.go", "a")},
			want: []string{"selection changed (3 operations)"},
		},
		{
			name: "tool", old: newLock("v1", "m", "c", files), now: newLock("v2", "m", "c", changed), entries: []write.Entry{differs("op_A.go", "a")},
			want: []string{"made by another version of tinsmith (v1, this is v2)"},
		},
		{
			name: "options", old: newLock("v1", "m", "c", files), now: newLock("v1", "m", "c", changed), entries: []write.Entry{differs("op_A.go", "a")},
			want: []string{"options changed (3 files)"},
		},
		{
			name: "development build", old: newLock(Devel, "m", "c", files), now: newLock(Devel, "m", "c", changed), entries: []write.Entry{differs("op_A.go", "a")},
			want: []string{"options changed, or tinsmith itself (3 files)"},
		},
		{
			name: "lock", old: newLock("v1", "m", "c", changed), now: newLock("v1", "m", "c", files), entries: same,
			want: []string{"tinsmith.lock is out of date"},
		},
		{
			name: "disk", old: newLock("v1", "m", "c", files), now: newLock("v1", "m", "c", files),
			entries: []write.Entry{differs("op_A.go", "edited"), {Path: "op_B.go", Status: write.Missing}, {Path: "types/types.go", Status: write.Foreign, Why: "it is a link"}, {Path: "z.go", Status: write.Unlisted}},
			want:    []string{"edited by hand: op_A.go", "missing: op_B.go", "orphan: z.go (not in tinsmith.lock; remove by hand what nothing needs)", "foreign: types/types.go (it is a link)"},
		},
		{
			name: "interrupted", old: newLock("v1", "m", "c", files), now: newLock("v1", "m", "c", files), interrupted: true,
			entries: []write.Entry{differs("op_A.go", "half")}, want: []string{"a run was interrupted"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for i := range tt.entries {
				tt.entries[i].Out = "out/x"
			}
			got := Stale(Client{Out: "out/x", Models: tt.now.Models, Entries: tt.entries}, tt.old, tt.now, tt.interrupted)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("reasons (-want +got)\n%s", diff)
			}
		})
	}
}

func TestStaleNamesFewFiles(t *testing.T) {
	l := newLock("v1", "m", "c", nil)
	var entries []write.Entry
	for i := range 7 {
		entries = append(entries, write.Entry{Out: "out/x", Path: fmt.Sprintf("f%d.go", i), Status: write.Orphan})
	}
	for _, path := range []string{"a/1.go", "a/2.go", "b/1.go"} {
		entries = append(entries, write.Entry{Out: "out/x", Path: path, Status: write.Missing})
		l.Files["out/x/"+path] = lock.Digest(nil)
	}
	got := Stale(Client{Out: "out/x", Models: l.Models, Entries: entries}, l, l, false)
	want := []string{"missing: a/ (2 files), b/1.go", "orphan: f0.go, f1.go, f2.go, f3.go, f4.go and 2 more"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reasons (-want +got)\n%s", diff)
	}
}

func TestDiff(t *testing.T) {
	tests := []struct{ name, before, after, want string }{
		{"equal", "a\nb\n", "a\nb\n", ""},
		{"from nothing", "", "a\nb\n", "--- o\n+++ n\n@@ -0,0 +1,2 @@\n+a\n+b\n"},
		{"to nothing", "a\n", "", "--- o\n+++ n\n@@ -1 +0,0 @@\n-a\n"},
		{"in the middle", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n", "--- o\n+++ n\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n"},
		{"two hunks", "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n", "--- o\n+++ n\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n"},
		{"contexts that meet", "a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n", "--- o\n+++ n\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n"},
		{"no line end", "a", "a\n", "--- o\n+++ n\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"},
		{"moved", "a\nb\nc\n", "b\nc\na\n", "--- o\n+++ n\n@@ -1,3 +1,3 @@\n-a\n b\n c\n+a\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Diff("o", "n", []byte(tt.before), []byte(tt.after))); diff != "" {
				t.Errorf("diff (-want +got)\n%s", diff)
			}
		})
	}
}

// apply applies a diff of lines that all end, as patch would.
func apply(t *testing.T, before, diff string) string {
	t.Helper()
	old := strings.SplitAfter(before, "\n")
	var out strings.Builder
	at := 0
	for line := range strings.Lines(diff) {
		switch {
		case strings.HasPrefix(line, "--- "), strings.HasPrefix(line, "+++ "):
		case strings.HasPrefix(line, "@@"):
			var from, n int
			if _, err := fmt.Sscanf(line, "@@ -%d,%d", &from, &n); err != nil {
				n = 1
				if _, err := fmt.Sscanf(line, "@@ -%d", &from); err != nil {
					t.Fatal(err)
				}
			}
			if n > 0 {
				from--
			}
			for ; at < from; at++ {
				out.WriteString(old[at])
			}
		case line[0] == '+':
			out.WriteString(line[1:])
		default:
			if old[at] != line[1:] {
				t.Fatalf("line %d is %q, the diff has %q", at+1, old[at], line)
			}
			if line[0] == ' ' {
				out.WriteString(line[1:])
			}
			at++
		}
	}
	out.WriteString(strings.Join(old[at:], ""))
	return out.String()
}

func TestDiffLeadsFromOneTextToTheOther(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	text := func() string {
		var b strings.Builder
		for range r.IntN(40) {
			fmt.Fprintf(&b, "%d\n", r.IntN(25))
		}
		return b.String()
	}
	for range 2000 {
		before, after := text(), text()
		if got := apply(t, before, Diff("o", "n", []byte(before), []byte(after))); got != after {
			t.Fatalf("from %q to %q the diff leads to %q", before, after, got)
		}
	}
}

func TestErrorsAreSortedCountedAndSafe(t *testing.T) {
	at := func(line int, msg string) *scanner.Error {
		return &scanner.Error{Pos: token.Position{Filename: "m.json", Line: line, Column: 2}, Msg: msg}
	}
	var many scanner.ErrorList
	for i := range 12 {
		many = append(many, at(12-i, "bad"))
	}
	tests := []struct {
		name string
		err  error
		all  bool
		want string
	}{
		{"plain", errors.New("disk full"), false, "tinsmith: disk full\n"},
		{"escape sequence", errors.New("a\x1b[2Jb\u202e"), false, "tinsmith: a\ufffd[2Jb\ufffd\n"},
		{"mixed", errors.Join(errors.New("z"), at(3, "c"), scanner.ErrorList{at(2, "b"), at(2, "b"), at(1, "a")}), false,
			"m.json:1:2: a\nm.json:2:2: b\nm.json:3:2: c\ntinsmith: z\n"},
		{"wrapped", fmt.Errorf("load: %w", scanner.ErrorList{at(1, "a")}), false, "m.json:1:2: a\n"},
		{"many", many, false, lines10() + "… and 2 more; --all-errors shows them\n"},
		{"all", many, true, lines10() + "m.json:11:2: bad\nm.json:12:2: bad\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			Errors(&b, tt.err, tt.all, Style{})
			if diff := cmp.Diff(tt.want, b.String()); diff != "" {
				t.Errorf("text (-want +got)\n%s", diff)
			}
		})
	}
}

func lines10() string {
	var b strings.Builder
	for i := range 10 {
		fmt.Fprintf(&b, "m.json:%d:2: bad\n", i+1)
	}
	return b.String()
}

func TestStyleColoursDiffs(t *testing.T) {
	diff := Diff("o", "n", []byte("a\n"), []byte("b\n"))
	if got := (Style{}).Diff(diff); got != diff {
		t.Errorf("the plain style changes a diff: %q", got)
	}
	want := "\x1b[1m--- o\x1b[0m\n\x1b[1m+++ n\x1b[0m\n\x1b[36m@@ -1 +1 @@\x1b[0m\n\x1b[31m-a\x1b[0m\n\x1b[32m+b\x1b[0m\n"
	if got := (Style{Color: true}).Diff(diff); got != want {
		t.Errorf("diff = %q, want %q", got, want)
	}
}

func BenchmarkDiff(b *testing.B) {
	var before, after strings.Builder
	for i := range 20000 {
		fmt.Fprintf(&before, "line %d\n", i)
		if i%100 == 0 {
			fmt.Fprintf(&after, "new %d\n", i)
			continue
		}
		fmt.Fprintf(&after, "line %d\n", i)
	}
	b.ReportAllocs()
	for b.Loop() {
		Diff("o", "n", []byte(before.String()), []byte(after.String()))
	}
}
