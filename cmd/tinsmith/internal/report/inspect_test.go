package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/gen/inspect"
)

// inspected writes a report for people.
func inspected(t *testing.T, r *inspect.Report, all bool, style Style) string {
	t.Helper()
	var b bytes.Buffer
	if err := Inspect(&b, r, all, style); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Text of a model can't leave its cell, break the line or steer the terminal.
func TestInspectKeepsModelTextInItsPlace(t *testing.T) {
	r := &inspect.Report{Operations: []inspect.Operation{
		{Name: "A", Method: "GET", Path: "/a\tb\n\x1b[31mc", Generable: true},
		{Name: "Long", Method: "POST", Path: "/\xff", Generable: true, Deprecated: true},
	}}
	_, got, _ := strings.Cut(inspected(t, r, false, Style{}), "\n\n")
	want := "operations\nA     GET   /a b �[31mc\nLong  POST  /�           deprecated\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestInspectSaysAMessageOnceUnlessAllIsAskedFor(t *testing.T) {
	r := &inspect.Report{}
	for i := range 3 {
		r.Warnings = append(r.Warnings, inspect.Note{File: "m.json", Line: i + 1, Column: 2, Message: "same"})
	}
	for i := range maxNotes + 1 {
		r.Warnings = append(r.Warnings, inspect.Note{File: "m.json", Line: i + 9, Column: 1, Message: fmt.Sprint("other ", i)})
	}
	short := inspected(t, r, false, Style{})
	if !strings.Contains(short, "\nm.json:1:2: same (and 2 times more)\n") || !strings.HasSuffix(short, "… and 2 more; -v shows them\n") {
		t.Errorf("%s", short)
	}
	if long := inspected(t, r, true, Style{}); strings.Count(long, ": same\n") != 3 || strings.Contains(long, "-v") {
		t.Errorf("%s", long)
	}
}

func TestInspectColoursHeadings(t *testing.T) {
	r := &inspect.Report{Service: inspect.Service{Name: "Shop", APIVersion: "1"}}
	if got := inspected(t, r, false, Style{Color: true}); !strings.HasPrefix(got, "\x1b[1mShop 1\x1b[0m\nservice") {
		t.Errorf("%q", got)
	}
	if got := inspected(t, r, false, Style{}); strings.Contains(got, "\x1b") {
		t.Errorf("%q", got)
	}
}
