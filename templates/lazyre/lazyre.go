// Package lazyre holds regular expressions that are compiled when they are first used, so that a program which
// doesn't use them pays nothing at its start. It must not know where expressions come from.
package lazyre

import (
	"regexp"
	"sync"
)

// Regexp is a regular expression in the syntax of package regexp. It may be used from several goroutines at once and
// must not be copied after its first use.
type Regexp struct {
	// Text has to compile: the first use panics when it doesn't.
	Text string

	once     sync.Once
	compiled *regexp.Regexp
}

// Match reports whether s contains a match. Bytes that aren't UTF-8 count as U+FFFD.
func (r *Regexp) Match(s string) bool {
	r.once.Do(r.compile)
	return r.compiled.MatchString(s)
}

func (r *Regexp) compile() { r.compiled = regexp.MustCompile(r.Text) }
