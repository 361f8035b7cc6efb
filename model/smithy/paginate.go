package smithy

import (
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// pages is a paginated trait: the four paths with where they stand.
type pages struct {
	inputToken, outputToken, pageSize, items jsondoc.Value
}

func (r *reader) readPages(t trait) *pages {
	if !r.d.WantObject(t.val) {
		return nil
	}
	// maxResults stands in some models and means nothing.
	r.only(t.val, t.id, "inputToken", "outputToken", "pageSize", "items", "maxResults")
	return &pages{t.val.Get("inputToken"), t.val.Get("outputToken"), t.val.Get("pageSize"), t.val.Get("items")}
}

// paginated reads an operation's trait over the service's (Smithy spec, "paginated trait").
func (r *reader) paginated(op *model.Operation, t trait) {
	p := r.readPages(t)
	if p == nil {
		return
	}
	// The service's own come into force here, since they may stand after the operations in the file.
	r.checks = append(r.checks, func() { r.paginate(op, t, p.over(r.pages)) })
}

// over returns the paths, and those of the service where there is none.
func (p *pages) over(service *pages) *pages {
	if service == nil {
		return p
	}
	out := *p
	for _, v := range []struct{ own, service *jsondoc.Value }{
		{&out.inputToken, &service.inputToken}, {&out.outputToken, &service.outputToken},
		{&out.pageSize, &service.pageSize}, {&out.items, &service.items},
	} {
		if !v.own.Exists() {
			*v.own = *v.service
		}
	}
	return &out
}

func (r *reader) paginate(op *model.Operation, t trait, p *pages) {
	out := &model.Paginated{Pos: t.val.Pos(), PageSize: r.d.Str(p.pageSize)}
	in, token := r.d.Str(p.inputToken), r.d.Str(p.outputToken)
	if in == "" || token == "" {
		r.d.Errorf(t.val.Pos(), "%s is paginated without inputToken and outputToken", op.Name)
		return
	}
	out.InputTokens, out.OutputTokens = []string{in}, []string{token}
	if items := r.d.Str(p.items); items != "" {
		out.Items = []string{items}
	}
	r.checkPath(op, op.Input, p.inputToken, "input")
	r.checkPath(op, op.Input, p.pageSize, "input")
	r.checkPath(op, op.Output, p.outputToken, "output")
	r.checkPath(op, op.Output, p.items, "output")
	op.Paginated = out
}

// checkPath reports a dotted path that doesn't lead from structure to structure.
func (r *reader) checkPath(op *model.Operation, s *model.Shape, v jsondoc.Value, what string) {
	path := r.d.Str(v)
	if path == "" {
		return
	}
	for name := range strings.SplitSeq(path, ".") {
		var m *model.Member
		if s != nil && s.Type == model.Structure {
			m = s.Member(name)
		}
		if m == nil {
			r.d.Errorf(v.Pos(), "%s is paginated by %q, but its %s has no such member", op.Name, path, what)
			return
		}
		s = m.Target
	}
}
