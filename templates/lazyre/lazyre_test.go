package lazyre

import (
	"sync"
	"testing"
)

func TestMatchSearchesAnywhere(t *testing.T) {
	r := Regexp{Text: "b+"}
	for s, want := range map[string]bool{"abc": true, "ac": false, "": false, "b": true} {
		if got := r.Match(s); got != want {
			t.Errorf("Match(%q) = %v", s, got)
		}
	}
}

func TestNothingIsCompiledBeforeTheFirstUse(t *testing.T) {
	r := Regexp{Text: "a"}
	if r.compiled != nil {
		t.Error("compiled already")
	}
	if r.Match("a"); r.compiled == nil {
		t.Error("not compiled by Match")
	}
}

func TestAnExpressionThatDoesNotCompilePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	r := Regexp{Text: "("}
	r.Match("a")
}

func TestBytesThatAreNotUTF8CountAsTheReplacementCharacter(t *testing.T) {
	r := Regexp{Text: "^\uFFFD$"}
	if !r.Match("\xff") || r.Match("\xff\xff") {
		t.Error("a bad byte isn't U+FFFD")
	}
}

func TestFirstUseFromManyGoroutines(t *testing.T) {
	r := Regexp{Text: "^a$"}
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if !r.Match("a") {
				t.Error("no match")
			}
		}()
	}
	wg.Wait()
}

func BenchmarkMatch(b *testing.B) {
	r := Regexp{Text: "^[a-z]+$"}
	b.ReportAllocs()
	for range b.N {
		r.Match("abcdefgh")
	}
}
