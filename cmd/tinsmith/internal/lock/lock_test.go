package lock

import (
	"errors"
	"go/scanner"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	sumA = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	sumB = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
)

func TestBytesAreSortedLinesThatParseReads(t *testing.T) {
	l := New()
	l.Tool = "v1.2.3"
	l.AddModel(Model{"models/x", "2018-05-10", sumB})
	l.AddModel(Model{"-", "", sumA})
	l.AddModel(Model{"models/x", "2018-05-10", sumB})
	l.Closures["out/x"] = sumA
	l.Protocols["out/x"] = "aws.protocols#restJson1"
	l.Files["out/x/op_B.go"] = sumB
	l.Files["out/x/a b\u200b.go"] = sumA
	const want = `closure out/x ` + sumA + `
file "out/x/a b\u200b.go" ` + sumA + `
file out/x/op_B.go ` + sumB + `
model - "" ` + sumA + `
model models/x 2018-05-10 ` + sumB + `
protocol out/x aws.protocols#restJson1
tool tinsmith v1.2.3
`
	if diff := cmp.Diff(want, string(l.Bytes())); diff != "" {
		t.Errorf("text (-want +got)\n%s", diff)
	}
	for _, text := range []string{want, strings.ReplaceAll(want, "\n", "\r\n")} {
		got, err := Parse("lock", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, string(got.Bytes())); diff != "" {
			t.Errorf("read and written again (-want +got)\n%s", diff)
		}
	}
}

func TestParseIsStrict(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"unknown fact", "flie a " + sumA, `l:1:1: unknown fact "flie"; want one of closure, file, model, protocol, tool`},
		{"empty line", "tool tinsmith v1\n\n", "l:2:1: want a word; words are separated by one space and quoted only where needed"},
		{"two spaces", "tool  tinsmith v1", "l:1:6: want a word; words are separated by one space and quoted only where needed"},
		{"trailing space", "tool tinsmith v1 ", "l:1:18: want a word; words are separated by one space and quoted only where needed"},
		{"needless quotes", `tool "tinsmith" v1`, "l:1:6: want a word; words are separated by one space and quoted only where needed"},
		{"open string", `file "a b`, "l:1:6: the string has no end or a bad escape"},
		{"no space after a string", `file "a b"c ` + sumA, "l:1:11: want a space after the string"},
		{"too few words", "tool tinsmith", "l:1:1: tool has 2 words; want 3"},
		{"other tool", "tool tinsnip v1", `l:1:6: want "tinsmith", have "tinsnip"`},
		{"short digest", "file a abc", "l:1:8: want a SHA-256 of 64 hexadecimal digits"},
		{"digest in capitals", "closure a " + strings.ToUpper(sumA), "l:1:11: want a SHA-256 of 64 hexadecimal digits"},
		{"absolute path", "file /a " + sumA, "l:1:6: want a clean relative path with forward slashes"},
		{"path that isn't clean", "file a/../b " + sumA, "l:1:6: want a clean relative path with forward slashes"},
		{"backslash", `file "a\\b" ` + sumA + "\nfile a\\b " + sumB, "l:1:6: want a word; words are separated by one space and quoted only where needed\nl:2:6: want a clean relative path with forward slashes"},
		{"repeated file", "file a " + sumA + "\nfile a " + sumB, "l:2:1: the fact stands at line 1 already"},
		{"merge conflict", "<<<<<<< HEAD\n=======\n>>>>>>> x\n", "l:1:1: merge conflict; take either side, then run tinsmith generate\nl:2:1: merge conflict; take either side, then run tinsmith generate\nl:3:1: merge conflict; take either side, then run tinsmith generate"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse("l", []byte(tt.text))
			var list scanner.ErrorList
			if !errors.As(err, &list) {
				t.Fatalf("error is %v", err)
			}
			var got []string
			for _, e := range list {
				got = append(got, e.Error())
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("errors (-want +got)\n%s", diff)
			}
		})
	}
}

func TestParseAcceptsPathsAboveTheLock(t *testing.T) {
	l, err := Parse("l", []byte("closure ../.. "+sumA+"\nfile ../../x/a.go "+sumB+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if l.Files["../../x/a.go"] != sumB || l.Closures["../.."] != sumA {
		t.Errorf("lock = %+v", l)
	}
}

func TestDigestIgnoresLineEnds(t *testing.T) {
	if Digest([]byte("a\r\nb\r\n")) != Digest([]byte("a\nb\n")) {
		t.Error("CRLF and LF differ")
	}
	if Digest([]byte("a\rb")) == Digest([]byte("a\nb")) {
		t.Error("a lone CR counts as LF")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("tool tinsmith v1\nmodel - \"\" " + sumA + "\nfile \"a b\" " + sumB + "\n")
	f.Fuzz(func(t *testing.T, text string) {
		l, err := Parse("l", []byte(text))
		if err != nil {
			return
		}
		again, err := Parse("l", l.Bytes())
		if err != nil {
			t.Fatalf("own text doesn't parse: %v\n%s", err, l.Bytes())
		}
		if diff := cmp.Diff(string(l.Bytes()), string(again.Bytes())); diff != "" {
			t.Errorf("not stable (-first +second)\n%s", diff)
		}
	})
}
