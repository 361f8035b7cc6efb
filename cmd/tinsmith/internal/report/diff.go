package report

import (
	"fmt"
	"slices"
	"strings"
)

// context is how many equal lines stand around a change.
const context = 3

// Diff returns the unified diff that leads from one text to another, or "" when they are equal.
// Lines that occur once in both texts anchor it, so that the work grows little faster than the texts.
func Diff(oldName, newName string, before, after []byte) string {
	d := &differ{a: lines(before), b: lines(after)}
	d.compare(0, len(d.a), 0, len(d.b))
	if len(d.edits) == 0 {
		return ""
	}
	var out strings.Builder
	fmt.Fprintf(&out, "--- %s\n+++ %s\n", oldName, newName)
	for _, hunk := range d.hunks() {
		d.print(&out, hunk)
	}
	return out.String()
}

// lines splits a text after its line ends.
func lines(text []byte) []string {
	return slices.Collect(strings.Lines(string(text)))
}

// edit says that the lines a0 to a1 of the old text became b0 to b1 of the new one.
type edit struct{ a0, a1, b0, b1 int }

type differ struct {
	a, b  []string
	edits []edit // in order, apart by at least one equal line
}

// compare finds the edits between two ranges of lines.
func (d *differ) compare(a0, a1, b0, b1 int) {
	for a0 < a1 && b0 < b1 && d.a[a0] == d.b[b0] {
		a0, b0 = a0+1, b0+1
	}
	for a0 < a1 && b0 < b1 && d.a[a1-1] == d.b[b1-1] {
		a1, b1 = a1-1, b1-1
	}
	if a0 == a1 && b0 == b1 {
		return
	}
	anchors := d.anchors(a0, a1, b0, b1)
	if len(anchors) == 0 {
		d.add(edit{a0, a1, b0, b1})
		return
	}
	for _, at := range anchors {
		d.compare(a0, at.a, b0, at.b)
		a0, b0 = at.a+1, at.b+1
	}
	d.compare(a0, a1, b0, b1)
}

// add appends an edit, or lengthens the last one where it touches.
func (d *differ) add(e edit) {
	if n := len(d.edits); n > 0 && d.edits[n-1].a1 == e.a0 && d.edits[n-1].b1 == e.b0 {
		d.edits[n-1].a1, d.edits[n-1].b1 = e.a1, e.b1
		return
	}
	d.edits = append(d.edits, e)
}

// pair is a line of the old text and its equal in the new one.
type pair struct{ a, b int }

// anchors returns the longest chain of lines that are unique in both ranges and stand in the same order.
func (d *differ) anchors(a0, a1, b0, b1 int) []pair {
	type seen struct{ inA, inB, a, b int }
	lines := map[string]*seen{}
	for i := a0; i < a1; i++ {
		s := lines[d.a[i]]
		if s == nil {
			s = new(seen)
			lines[d.a[i]] = s
		}
		s.inA, s.a = s.inA+1, i
	}
	for j := b0; j < b1; j++ {
		if s := lines[d.b[j]]; s != nil {
			s.inB, s.b = s.inB+1, j
		}
	}
	var unique []pair
	for i := a0; i < a1; i++ {
		if s := lines[d.a[i]]; s.inA == 1 && s.inB == 1 {
			unique = append(unique, pair{s.a, s.b})
		}
	}
	return longest(unique)
}

// longest returns the longest subsequence whose b rises; a rises in the whole (patience sorting: the top
// of each pile is the least b that ends a chain of that length).
func longest(pairs []pair) []pair {
	var tops []int // per pile: index of its top
	before := make([]int, len(pairs))
	for i, p := range pairs {
		pile, _ := slices.BinarySearchFunc(tops, p.b, func(top, b int) int { return pairs[top].b - b })
		before[i] = -1
		if pile > 0 {
			before[i] = tops[pile-1]
		}
		if pile == len(tops) {
			tops = append(tops, i)
		} else {
			tops[pile] = i
		}
	}
	chain := make([]pair, len(tops))
	if len(tops) > 0 {
		for i, n := tops[len(tops)-1], len(tops)-1; i >= 0; i, n = before[i], n-1 {
			chain[n] = pairs[i]
		}
	}
	return chain
}

// hunks groups the edits whose contexts meet.
func (d *differ) hunks() [][]edit {
	var hunks [][]edit
	for i, e := range d.edits {
		if i > 0 && e.a0-d.edits[i-1].a1 <= 2*context {
			hunks[len(hunks)-1] = append(hunks[len(hunks)-1], e)
			continue
		}
		hunks = append(hunks, []edit{e})
	}
	return hunks
}

// print writes one hunk.
func (d *differ) print(out *strings.Builder, hunk []edit) {
	first, last := hunk[0], hunk[len(hunk)-1]
	before := min(context, first.a0)
	after := min(context, len(d.a)-last.a1)
	a0, a1, b0, b1 := first.a0-before, last.a1+after, first.b0-before, last.b1+after
	fmt.Fprintf(out, "@@ -%s +%s @@\n", span(a0, a1), span(b0, b1))
	at := a0
	for _, e := range hunk {
		put(out, " ", d.a[at:e.a0])
		put(out, "-", d.a[e.a0:e.a1])
		put(out, "+", d.b[e.b0:e.b1])
		at = e.a1
	}
	put(out, " ", d.a[at:a1])
}

// put writes lines with a mark before each.
func put(out *strings.Builder, mark string, lines []string) {
	for _, line := range lines {
		out.WriteString(mark)
		out.WriteString(line)
		if !strings.HasSuffix(line, "\n") {
			out.WriteString("\n\\ No newline at end of file\n")
		}
	}
}

// span writes a range of lines, counted from 1. An empty one names the line before it (POSIX diff,
// "Diff Unified Output Format").
func span(from, to int) string {
	switch n := to - from; n {
	case 0:
		return fmt.Sprintf("%d,0", from)
	case 1:
		return fmt.Sprintf("%d", from+1)
	default:
		return fmt.Sprintf("%d,%d", from+1, n)
	}
}
