package gen

import (
	"fmt"
	"go/token"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/tinsmith-go/tinsmith/gen/names"
	"github.com/tinsmith-go/tinsmith/gen/wire"
	"github.com/tinsmith-go/tinsmith/model"
)

// selectOperations cuts the service to the operations that are asked for and all that they reach. A glob
// that matches nothing is an error with a suggestion.
func (s *state) selectOperations() {
	in, out := s.cfg.Operations, s.cfg.Exclude
	if len(in) == 0 || len(in) == 1 && in[0] == "all" {
		in = []string{"*"}
	}
	keep := map[*model.Operation]bool{}
	s.match(in, func(op *model.Operation) { keep[op] = true })
	s.match(out, func(op *model.Operation) { delete(keep, op) })
	cut := *s.svc
	cut.Operations = nil
	for _, op := range s.svc.Operations {
		if keep[op] {
			cut.Operations = append(cut.Operations, op)
		}
	}
	if len(cut.Operations) == 0 && len(s.errs) == 0 {
		s.fail(s.svc.Pos, "no operation is selected")
	}
	cut.Shapes = closure(&cut)
	s.svc = &cut
}

// match calls fn for every operation that one of the globs names.
func (s *state) match(globs []string, fn func(*model.Operation)) {
	for _, g := range globs {
		if _, err := path.Match(g, ""); err != nil {
			s.fail(s.svc.Pos, fmt.Sprintf("operation pattern %q: %v", g, err))
			continue
		}
		found := g == "*" && len(s.svc.Operations) == 0
		for _, op := range s.svc.Operations {
			if ok, _ := path.Match(g, op.Name); ok {
				found = true
				fn(op)
			}
		}
		if !found {
			s.fail(s.svc.Pos, fmt.Sprintf("no operation matches %q%s", g, s.suggest(g)))
		}
	}
}

// suggest names the operation that is nearest to a misspelt one.
func (s *state) suggest(glob string) string {
	best, dist := "", len(glob)/2+1
	for _, op := range s.svc.Operations {
		if d := editDistance(strings.ToLower(glob), strings.ToLower(op.Name)); d < dist {
			best, dist = op.Name, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}

// editDistance is Levenshtein's.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diag := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diag
			if a[i-1] != b[j-1] {
				cost++
			}
			diag, row[j] = row[j], min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}

// closure is every shape that the operations and the service's errors reach.
func closure(svc *model.Service) map[model.ShapeID]*model.Shape {
	out := map[model.ShapeID]*model.Shape{}
	for _, op := range svc.Operations {
		for _, sh := range append([]*model.Shape{op.Input, op.Output}, op.Errors...) {
			reach(sh, out)
		}
	}
	for _, e := range svc.Errors {
		reach(e, out)
	}
	return out
}

func reach(s *model.Shape, seen map[model.ShapeID]*model.Shape) {
	if s == nil || seen[s.ID] != nil {
		return
	}
	seen[s.ID] = s
	for _, m := range s.Members {
		reach(m.Target, seen)
	}
}

// rename applies the configured names.
func (s *state) rename() {
	if len(s.cfg.Rename) == 0 {
		return
	}
	cut := *s.svc
	cut.GoName = map[model.ShapeID]string{}
	ids := make([]string, 0, len(s.cfg.Rename))
	for id := range s.cfg.Rename {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		if cut.Shapes[model.ShapeID(id)] == nil {
			s.fail(s.svc.Pos, fmt.Sprintf("rename: no selected operation reaches a shape %q", id))
			continue
		}
		name := s.cfg.Rename[id]
		if !token.IsIdentifier(name) || names.Exported(name) == "" || names.EnumMemberFromValue(name) != name {
			s.fail(s.svc.Pos, fmt.Sprintf("rename: %q for the shape %q isn't a Go name of ASCII letters, digits and underscores", name, id))
			continue
		}
		cut.GoName[model.ShapeID(id)] = name
	}
	s.svc = &cut
}

// chooseProtocol takes the configured protocol, else the first of the model's that is supported.
func (s *state) chooseProtocol() {
	supported := map[model.ProtocolID]bool{}
	for _, id := range wire.Supported() {
		supported[id] = true
	}
	var offered []string
	for _, p := range s.svc.Protocols {
		offered = append(offered, string(p.ID))
		if s.cfg.Protocol == "" && supported[p.ID] || s.cfg.Protocol != "" && sameProtocol(s.cfg.Protocol, p.ID) {
			s.out.Protocol = p.ID
			return
		}
	}
	switch {
	case s.cfg.Protocol != "":
		s.fail(s.svc.Pos, fmt.Sprintf("the service doesn't speak the protocol %q; it speaks %s", s.cfg.Protocol, orNone(offered)))
	default:
		s.fail(s.svc.Pos, fmt.Sprintf("none of the service's protocols is supported: it speaks %s; supported: %s", orNone(offered), wire.Supported()))
	}
}

func orNone(list []string) string {
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, ", ")
}

func sameProtocol(name string, id model.ProtocolID) bool {
	_, short, _ := strings.Cut(string(id), "#")
	return name == string(id) || name == short
}

// checkSupport finds what selected operations need of authentication that clients don't have.
func (s *state) checkSupport() {
	for _, op := range s.svc.Operations {
		auth := s.svc.Auth
		if op.Auth != nil {
			auth = *op.Auth
		}
		if !canSign(auth) {
			s.fail(op.Pos, fmt.Sprintf("operation %s needs the auth scheme %s, which is not supported", op.Name, auth.Schemes[0]))
		}
	}
	if set := s.svc.Endpoints; set != nil {
		var with, without []*model.EndpointRule
		signedBy(set.Rules, &with, &without)
		if len(with) == 0 && len(without) > 0 {
			r := without[0]
			s.fail(r.Pos, fmt.Sprintf("the service's endpoints need the auth scheme %s, which is not supported", r.Endpoint.AuthSchemes[0].Name))
		}
	}
}

// signedBy sorts the endpoints that name auth schemes into those with SigV4 among them and those without.
func signedBy(rules []*model.EndpointRule, with, without *[]*model.EndpointRule) {
	for _, r := range rules {
		signedBy(r.Rules, with, without)
		if r.Endpoint == nil || len(r.Endpoint.AuthSchemes) == 0 {
			continue
		}
		to := without
		if slices.ContainsFunc(r.Endpoint.AuthSchemes, func(a *model.EndpointAuthScheme) bool { return a.Name == "sigv4" }) {
			to = with
		}
		*to = append(*to, r)
	}
}

// canSign reports whether one of the schemes is supported, or there are no schemes.
func canSign(a model.Auth) bool {
	return len(a.Schemes) == 0 || slices.ContainsFunc(a.Schemes, func(id string) bool { return slices.Contains(SupportedAuth(), id) })
}
