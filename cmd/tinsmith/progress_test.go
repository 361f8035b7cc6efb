package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestProgressRewritesOneLine(t *testing.T) {
	var b bytes.Buffer
	p := &progress{w: &b, total: 2}
	p.show(0, "out/first")
	p.show(1, "out/b")
	p.clear()
	p.clear()
	want := "\r[1/2] out/first\r[2/2] out/b    \r" + strings.Repeat(" ", 11) + "\r"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestProgressNeverWraps(t *testing.T) {
	var b bytes.Buffer
	p := &progress{w: &b, total: 2}
	p.show(0, strings.Repeat("é", 200))
	if got := len([]rune(strings.TrimPrefix(b.String(), "\r"))); got != maxProgress {
		t.Errorf("%d characters, want %d", got, maxProgress)
	}
}

func TestProgressIsForTerminals(t *testing.T) {
	a := &app{stderr: new(bytes.Buffer)}
	if p := a.progress(5); p.w != nil {
		t.Error("it is shown where there is no terminal")
	}
	p := a.progress(5)
	p.show(0, "x")
	p.clear()
	if n := a.stderr.(*bytes.Buffer).Len(); n != 0 {
		t.Errorf("%d bytes were written", n)
	}
}
