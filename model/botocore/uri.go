package botocore

import (
	"go/token"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
)

// requestURI checks a request URI and writes its labels as Smithy does, by the names of the members instead of their
// wire names. Every label needs an input member with location uri, and every such member a label; query literals
// after the question mark are kept as they are.
func (r *reader) requestURI(uri string, in *shape, pos token.Pos) string {
	if !strings.HasPrefix(uri, "/") {
		r.d.Errorf(pos, "request URI %q doesn't begin with /", uri)
		return uri
	}
	if i := strings.IndexFunc(uri, func(c rune) bool { return c <= ' ' || c >= 0x7f || c == '#' }); i >= 0 {
		r.d.Errorf(pos, "request URI %q holds a character that no path or query has", uri)
	}
	path, query, hasQuery := strings.Cut(uri, "?")
	used := map[*model.Member]bool{}
	var out strings.Builder
	rest := path
	for {
		before, after, ok := strings.Cut(rest, "{")
		out.WriteString(before)
		if !ok {
			break
		}
		label, tail, closed := strings.Cut(after, "}")
		if !closed {
			r.d.Errorf(pos, "label {%s of the request URI isn't closed", label)
			return uri
		}
		out.WriteString("{" + r.uriLabel(label, in, used, pos) + "}")
		rest = tail
	}
	if strings.ContainsAny(query, "{}") {
		r.d.Errorf(pos, "the query of the request URI holds a label: it may stand in the path alone")
	}
	r.unusedLabels(in, used, pos)
	if hasQuery {
		out.WriteString("?" + query)
	}
	return out.String()
}

// uriLabel returns the label under the member's name.
func (r *reader) uriLabel(label string, in *shape, used map[*model.Member]bool, pos token.Pos) string {
	name, greedy := strings.CutSuffix(label, "+")
	var m *model.Member
	if in != nil {
		m = in.labels[name]
	}
	if m == nil {
		r.d.Errorf(pos, "label {%s} of the request URI has no input member with location uri", label)
		return label
	}
	if used[m] {
		r.d.Errorf(pos, "label {%s} stands in the request URI twice", label)
	}
	used[m] = true
	if greedy {
		return m.Name + "+"
	}
	return m.Name
}

// unusedLabels reports input members that should stand in the URI, but for which it has no place.
func (r *reader) unusedLabels(in *shape, used map[*model.Member]bool, pos token.Pos) {
	if in == nil {
		return
	}
	for _, m := range in.Members {
		if m.Loc == model.LabelLocation && !used[m] {
			r.d.Errorf(pos, "the request URI has no label for the input member %s", m.Name)
		}
	}
}
