package smithy

import (
	"go/token"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
)

// http reads the http trait (Smithy spec, "HTTP bindings").
func (r *reader) http(op *model.Operation, t trait) {
	if !r.d.WantObject(t.val) {
		return
	}
	r.only(t.val, t.id, "method", "uri", "code")
	h := &model.HTTP{Method: r.d.Str(t.val.Get("method")), URI: r.d.Str(t.val.Get("uri")), Code: 200, Pos: t.val.Pos()}
	if code := t.val.Get("code"); code.Exists() {
		n := r.d.Int(code)
		if n < 100 || n > 999 {
			r.d.Errorf(code.Pos(), "%d isn't an HTTP status", n)
		}
		h.Code = int(n)
	}
	if !isToken(h.Method) {
		r.d.Errorf(t.val.Get("method").Pos(), "%q isn't an HTTP method", h.Method)
	}
	if !isPattern(h.URI) {
		r.d.Errorf(t.val.Get("uri").Pos(), "%q isn't a URI pattern", h.URI)
	}
	op.HTTP = h
	pos := t.val.Get("uri").Pos()
	r.checks = append(r.checks, func() { r.checkLabels(op, pos) })
}

// isToken reports whether s is a token of RFC 9110, section 5.6.2.
func isToken(s string) bool {
	for i := range len(s) {
		c := s[i]
		alnum := c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
		if !alnum && strings.IndexByte("!#$%&'*+-.^_`|~", c) < 0 {
			return false
		}
	}
	return s != ""
}

// isPattern reports whether s is an absolute path of printable ASCII, without a fragment.
func isPattern(s string) bool {
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || c == '#' || c == '"' || c == '\\' {
			return false
		}
	}
	return strings.HasPrefix(s, "/")
}

// checkLabels compares the pattern's labels with the members that are bound to labels.
func (r *reader) checkLabels(op *model.Operation, pos token.Pos) {
	if op.HTTP == nil { // dropped with the bindings
		return
	}
	path, query, _ := strings.Cut(op.HTTP.URI, "?")
	if strings.ContainsAny(query, "{}") {
		r.d.Errorf(pos, "the query of %q has a label", op.HTTP.URI)
	}
	labels, ok := braced(path)
	if !ok {
		r.d.Errorf(pos, "the labels of %q aren't closed", op.HTTP.URI)
		return
	}
	seen := map[string]bool{}
	for _, label := range labels {
		name := strings.TrimSuffix(label, "+")
		switch m := r.inputOf(op, name); {
		case seen[name]:
			r.d.Errorf(pos, "label %q of %q is repeated", name, op.HTTP.URI)
		case m == nil || m.Loc != model.LabelLocation:
			r.d.Errorf(pos, "label %q of %q isn't a member of %s's input with httpLabel", name, op.HTTP.URI, op.Name)
		}
		seen[name] = true
	}
	if op.Input == nil {
		return
	}
	for _, m := range op.Input.Members {
		if m.Loc == model.LabelLocation && !seen[m.Name] {
			r.d.Errorf(m.Pos, "%q, the pattern of %s, has no label for member %s", op.HTTP.URI, op.Name, m.Name)
		}
	}
}

func (r *reader) inputOf(op *model.Operation, name string) *model.Member {
	if op.Input == nil {
		return nil
	}
	return op.Input.Member(name)
}

// braced returns what stands in braces.
func braced(s string) ([]string, bool) {
	var out []string
	for {
		i := strings.IndexAny(s, "{}")
		if i < 0 {
			return out, true
		}
		n := strings.IndexAny(s[i+1:], "{}")
		if s[i] == '}' || n < 0 || s[i+1+n] != '}' {
			return nil, false
		}
		out = append(out, s[i+1:i+1+n])
		s = s[i+n+2:]
	}
}

// hostPrefix reads the endpoint trait.
func (r *reader) hostPrefix(op *model.Operation, t trait) {
	if !r.d.WantObject(t.val) {
		return
	}
	r.only(t.val, t.id, "hostPrefix")
	v := t.val.Get("hostPrefix")
	op.HostPrefix = r.d.Str(v)
	labels, ok := braced(op.HostPrefix)
	if !ok || !isHostPattern(op.HostPrefix) {
		r.d.Errorf(v.Pos(), "%q isn't a host prefix", op.HostPrefix)
		return
	}
	r.checks = append(r.checks, func() {
		for _, label := range labels {
			if m := r.inputOf(op, label); m == nil || !m.HostLabel {
				r.d.Errorf(v.Pos(), "label %q of %q isn't a member of %s's input with hostLabel", label, op.HostPrefix, op.Name)
			}
		}
	})
}

// isHostPattern reports whether s has nothing but what may stand in a host name, and labels. Anything else could end
// the host and send a signed request elsewhere.
func isHostPattern(s string) bool {
	for i := range len(s) {
		c := s[i]
		alnum := c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
		if !alnum && strings.IndexByte("-._{}", c) < 0 {
			return false
		}
	}
	return s != ""
}

// finish settles what depends on the service's protocols and on everything being read.
func (r *reader) finish() {
	if !r.usesHTTPBindings() {
		r.dropHTTPBindings()
	}
	if r.speaks(model.AWSQuery) || r.svc.QueryCompatible {
		for s, status := range r.queryStatus {
			if s.Error.Status == 0 {
				s.Error.Status = status
			}
		}
	}
	for _, check := range r.checks {
		check()
	}
}

// dropHTTPBindings forgets bindings that no protocol of the service uses (Smithy spec, "HTTP bindings": a protocol
// says whether it supports them). Models of services with another protocol carry them from earlier times, and a reader
// of the model who went by them would move members out of the body.
func (r *reader) dropHTTPBindings() {
	for _, op := range r.svc.Operations {
		op.HTTP = nil
	}
	for _, s := range r.svc.Shapes {
		for _, m := range s.Members {
			m.Loc, m.LocName = model.BodyLocation, ""
		}
	}
}
