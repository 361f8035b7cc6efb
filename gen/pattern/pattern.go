// Package pattern decides how a model's `pattern` is checked in Go: which literals, lengths, straight-line
// matchers and RE2 expressions together say what the pattern says. It must not know models, nor how Go is printed.
//
// A pattern has search semantics: it matches a string when it matches anywhere in it (Smithy spec, pattern trait).
// Its text is read as ECMA-262 with the flag u. Where that has no reading, the habits of Java and Perl count that
// models show: needless escapes, (?s) and (?i), \A and \z, \x{…}, octal escapes, [a&&[^b]], POSIX classes, Java's
// names after \p, and quantifiers that are possessive (read as greedy) or stacked. A text between `/^` and `$/` is a
// JavaScript literal: the slashes would let it match nothing.
//
// A pattern that can't be decided, or that no string matches, is not enforced; its Plan says why.
package pattern

import (
	"strings"
	"unicode/utf8"
)

// Plan is the decision about a pattern. It is plain data.
type Plan struct {
	// Text is the pattern as the model has it.
	Text string
	// Reason says why the pattern isn't enforced; "" when it is. Check is nil then.
	Reason string
	// Check is what a string has to pass.
	Check *Check
}

// Kind is a way of checking a string.
type Kind uint8

// The kinds of checks. Every one looks at the whole string.
const (
	// Always passes every string.
	Always Kind = iota
	// Never passes none. It occurs only while a plan is made.
	Never
	// Length counts Unicode scalar values: from Min to Max of them, Max -1 for no limit.
	Length
	// Equal, Prefix, Suffix and Contains look for the literal Text.
	Equal
	Prefix
	Suffix
	Contains
	// Straight runs Steps, each of which is decided by what comes next in the string.
	Straight
	// RE2 searches with the regular expression Text, in the syntax of package regexp.
	RE2
	// All and Any combine Checks.
	All
	Any
)

var kindNames = [...]string{"always", "never", "length", "equal", "prefix", "suffix", "contains", "straight", "re2", "all", "any"}

func (k Kind) String() string { return kindNames[k] }

// Check is a condition on a string.
type Check struct {
	Kind Kind
	// Not inverts the check.
	Not bool
	// Min and Max are the bounds of a Length.
	Min, Max int
	// Text is a literal, or RE2's expression.
	Text string
	// Steps are those of Straight. Anywhere says that they may begin at any character; the steps take then a bounded
	// number of characters and Open is set. Open says that anything may follow them.
	Steps          []Step
	Anywhere, Open bool
	// Checks are those that All and Any combine.
	Checks []*Check
}

// Op is what a step does.
type Op uint8

// The steps of a straight-line matcher. A step that can't do its part fails the match; no step is tried twice.
const (
	// Literal takes Text.
	Literal Op = iota
	// Words takes the first of Words that comes next; it may take none when Min is 0.
	Words
	// Chars takes as many characters of Class as there are, at most Max, and fails when they are fewer than Min.
	Chars
	// Group takes, Min to Max times, the case whose First the next character is in. With Max 1 and no such case it
	// takes Else when HasElse is set. It fails when no case fits and Min isn't reached.
	Group
)

var opNames = [...]string{"literal", "words", "chars", "group"}

func (o Op) String() string { return opNames[o] }

// Step is a part of a straight-line matcher. Max is -1 for no limit.
type Step struct {
	Op       Op
	Text     string
	Words    []string
	Class    Class
	Min, Max int
	Cases    []Case
	Else     []Step
	HasElse  bool
}

// Case is an alternative of a Group: Steps begin with a character of First.
type Case struct {
	First Class
	Steps []Step
}

// Class is a set of characters.
type Class struct {
	// ASCII are the members below 0x80, sorted and apart.
	ASCII []Range
	// Wide and Props together are the members from 0x80, or with Not, those that aren't members. Below 0x80 they
	// mean nothing. Props are names of tables of package unicode.
	Wide  []Range
	Props []string
	Not   bool
}

// Range is a range of characters, both ends included.
type Range struct{ Lo, Hi rune }

// Limits of what is read and written; beyond them a pattern isn't enforced.
const (
	maxText  = 1 << 15 // bytes of a pattern
	maxDepth = 100     // groups in groups
	maxInst  = 5000    // instructions of a compiled regular expression
	maxSteps = 200     // steps of a straight-line matcher
	maxSeek  = 64      // characters that a matcher may look at from every place of a string
	maxSplit = 64      // alternatives that anchors are looked for in
)

// Compile decides how text is checked. It never fails: see Plan.Reason.
func Compile(text string) *Plan {
	if len(text) > maxText {
		return &Plan{Text: text, Reason: "the pattern is too long"}
	}
	if !utf8.ValidString(text) {
		return &Plan{Text: text, Reason: "the pattern isn't UTF-8"}
	}
	n, err := parse(unquoted(text))
	if err != nil {
		return &Plan{Text: text, Reason: err.Error()}
	}
	pl := planner{budget: 2000}
	c, err := pl.search(n)
	switch {
	case err != nil:
		return &Plan{Text: text, Reason: err.Error()}
	case c.Kind == Never || c.Kind == Always && c.Not:
		return &Plan{Text: text, Reason: "no string matches it"}
	}
	return &Plan{Text: text, Check: c}
}

// unquoted removes the slashes of a JavaScript literal.
func unquoted(text string) string {
	if len(text) >= 4 && strings.HasPrefix(text, "/^") && strings.HasSuffix(text, "$/") && !strings.HasSuffix(text, `\$/`) {
		return text[1 : len(text)-1]
	}
	return text
}

// Enforced says that the pattern rejects strings: it is supported and not trivial.
func (p *Plan) Enforced() bool { return p.Check != nil && p.Check.Kind != Always }

// Uses says that a check of this kind is part of the plan.
func (p *Plan) Uses(k Kind) bool { return p.Check != nil && p.Check.uses(k) }

func (c *Check) uses(k Kind) bool {
	if c.Kind == k {
		return true
	}
	for _, sub := range c.Checks {
		if sub.uses(k) {
			return true
		}
	}
	return false
}

// Sort is the sort of plan that p is, for reports.
func (p *Plan) Sort() string {
	switch {
	case p.Check == nil:
		return "unsupported"
	case p.Check.Kind == Always:
		return "trivial"
	case p.Check.Kind == All || p.Check.Kind == Any:
		return "composed"
	case p.Check.Kind == RE2:
		return "regexp"
	}
	return "straight-line"
}
