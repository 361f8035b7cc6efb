package botocore

import (
	"go/token"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// paginators reads paginators-1.json.
func (r *reader) paginators(n node) {
	if !n.Exists() || !r.object(n) {
		return
	}
	r.knownKeys(n, paginatorFileKeys)
	all := n.Get("pagination")
	if !r.optionalObject(all) {
		return
	}
	all.Each(func(name string, pos token.Pos, val node) {
		op := r.svc.Operation(name)
		if op == nil {
			r.d.Errorf(pos, "paginator of %q, which isn't an operation", name)
			return
		}
		if r.object(val) {
			op.Paginated = r.paginator(op, pos, val)
		}
	})
}

// paginator reads one entry. Output paths are JMESPath in botocore; they are kept as they stand, be they dotted, an
// index [-1] or an alternative with ||. An entry of which only the keys that botocore aggregates are left is none.
func (r *reader) paginator(op *model.Operation, pos token.Pos, n node) *model.Paginated {
	r.knownKeys(n, paginatorKeys)
	in, out := n.Get("input_token"), n.Get("output_token")
	if !in.Exists() && !out.Exists() && n.Get("non_aggregate_keys").Exists() {
		return nil
	}
	p := &model.Paginated{
		InputTokens:  r.oneOrMore(in),
		OutputTokens: r.oneOrMore(out),
		PageSize:     r.inputMember(op, n.Get("limit_key")),
		Items:        r.oneOrMore(n.Get("result_key")),
		MoreResults:  r.str(n.Get("more_results")),
		Pos:          pos,
	}
	if len(p.InputTokens) == 0 || len(p.InputTokens) != len(p.OutputTokens) {
		r.d.Errorf(pos, "the paginator of %s has %d input tokens and %d output tokens: want as many, and one at least",
			op.Name, len(p.InputTokens), len(p.OutputTokens))
	}
	r.inputTokens(op, in)
	r.outputPaths(op, out)
	r.outputPaths(op, n.Get("result_key"))
	r.outputPaths(op, n.Get("more_results"))
	return p
}

func (r *reader) inputTokens(op *model.Operation, n node) {
	if n.Kind() != jsondoc.Array {
		r.inputMember(op, n)
	}
	for _, item := range n.Items() {
		r.inputMember(op, item)
	}
}

// outputPaths checks the paths that are plain: each step must be a member of a structure.
func (r *reader) outputPaths(op *model.Operation, n node) {
	paths := n.Items()
	if n.Kind() == jsondoc.String {
		paths = []node{n}
	}
	for _, p := range paths {
		path := r.str(p)
		if strings.Trim(path, pathLetters) == "" && !hasPath(op.Output, path) {
			r.d.Errorf(p.Pos(), "%q is no path in the output of %s", path, op.Name)
		}
	}
}

const pathLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_."

// hasPath reports whether a dotted path leads to a member.
func hasPath(s *model.Shape, path string) bool {
	for _, name := range strings.Split(path, ".") {
		if s == nil || s.Type != model.Structure && s.Type != model.Union {
			return false
		}
		m := s.Member(name)
		if m == nil {
			return false
		}
		s = m.Target
	}
	return true
}
