package godoc

import (
	"bytes"
	"net/url"
	"strings"
)

// absolute returns a link's target if it is an absolute URL of http or https, in a form that can stand in a
// comment, or "".
func absolute(href string) string {
	href = strings.Join(strings.Fields(printable(href)), "%20")
	scheme, rest, ok := strings.Cut(href, "://")
	if !ok || rest == "" || rest[0] == '/' {
		return ""
	}
	scheme = strings.ToLower(scheme)
	if scheme != "http" && scheme != "https" {
		return ""
	}
	href = scheme + "://" + rest
	if u, err := url.Parse(href); err != nil || u.Host == "" {
		return ""
	}
	return escapes.Replace(href)
}

// escapes are the characters that end a URL for readers of a comment.
var escapes = strings.NewReplacer(`"`, "%22", "<", "%3C", ">", "%3E", "`", "%60")

// links are the link definitions of a comment.
type links struct {
	off   bool // links are printed with their URL behind them
	url   map[string]string
	lines []string
}

// inline returns the text of spans with their links in Go's notation.
func (l *links) inline(spans []span) string {
	var b []byte
	open := false // a "[" that isn't closed makes go/doc/comment miss the next link
	for i := 0; i < len(spans); {
		end := i + 1
		if spans[i].link > 0 {
			for end < len(spans) && spans[end].link == spans[i].link {
				end++
			}
		}
		text := join(spans[i:end])
		if spans[i].link > 0 {
			text = l.link(text, spans[i].href, open)
		}
		if i > 0 {
			b, text = attach(b, text, spans[i-1], spans[i])
		}
		b = append(b, text...)
		if n := strings.LastIndexAny(text, "[]"); n >= 0 {
			open = text[n] == '['
		}
		i = end
	}
	return unmark(quotes(collapse(string(b))))
}

// join returns the text of spans as it is.
func join(spans []span) string {
	if len(spans) == 1 {
		return spans[0].text
	}
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.text)
	}
	return b.String()
}

// attach returns the text so far and the next one without the white space that the source has between an inline element and the
// punctuation behind it.
func attach(b []byte, text string, before, this span) ([]byte, string) {
	if !before.code && before.link == 0 || this.code || this.link > 0 {
		return b, text
	}
	rest := strings.TrimLeft(text, " \n\t")
	if rest == "" || strings.IndexByte(".,;:)", rest[0]) < 0 || len(rest) > 1 && !isSpace(rest[1]) {
		return b, text
	}
	return bytes.TrimRight(b, " \n\t"), rest
}

// link returns a link in Go's notation and keeps its definition. White space at its ends stays outside.
func (l *links) link(text, href string, open bool) string {
	name := unmark(quotes(collapse(text)))
	if name == "" {
		return " "
	}
	s := l.notation(name, href, open)
	if isSpace(text[0]) {
		s = " " + s
	}
	if isSpace(text[len(text)-1]) {
		s += " "
	}
	return s
}

func (l *links) notation(name, href string, open bool) string {
	if sameURL(name, href) {
		return href
	}
	if l.off || open || strings.ContainsAny(name, "[]") || l.url[name] != "" && l.url[name] != href {
		return name + " (" + href + ")"
	}
	if l.url[name] == "" {
		if l.url == nil {
			l.url = map[string]string{}
		}
		l.url[name] = href
		l.lines = append(l.lines, "["+name+"]: "+href)
	}
	return "[" + name + "]"
}

// sameURL reports whether the text of a link says no more than its URL.
func sameURL(name, href string) bool {
	bare := func(s string) string {
		s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
		return strings.TrimSuffix(s, "/")
	}
	return bare(name) == bare(href)
}
