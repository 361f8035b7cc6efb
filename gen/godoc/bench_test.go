package godoc

import (
	"strings"
	"testing"
)

// BenchmarkConvert converts texts of 70 kB: an ordinary one, and some that would make a careless reader look at
// the rest of the text again and again.
func BenchmarkConvert(b *testing.B) {
	const size = 70_000
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	cases := []struct{ name, doc string }{
		{"html", fill(`<p>Some <code>code</code> and a <a href="https://example.com/a">link</a> in text.</p> <ul> <li> <p>An item of a list</p> </li> </ul>`)},
		{"plain", fill("Some plain text. ")},
		{"markdown", fill("Some `code` and **bold** text.\n\n- an item\n- [a link](https://example.com)\n\n")},
		{"angles", fill("<")},
		{"anchors", fill("<a ")},
		{"quotes", fill(`<a href="`)},
		{"mixedQuotes", fill(`<a x='"`)},
		{"comments", fill("<!--")},
		{"ticks", fill("` `` ``` ")},
		{"stars", fill("**a ")},
		{"brackets", fill("[a](")},
		{"numbers", fill("1. a\n")},
		{"lists", fill("<ul><li>a")},
		{"ampersands", fill("&")},
		{"hazards", fill("go:x ")},
		{"punctuation", fill("<code>a</code> , ")},
		{"links", fill("<a href=http://x>a</a> <a href=http://y>a</a>")},
		{"word", fill("x")},
	}
	for _, c := range cases {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(c.doc)))
			for b.Loop() {
				Convert(c.doc)
			}
		})
	}
}
