package botocore

import (
	"go/token"

	"github.com/tinsmith-go/tinsmith/model"
)

// examples reads examples-1.json. They are documentation: one of an operation that isn't there is only a warning.
func (r *reader) examples(n node) {
	if !n.Exists() || !r.object(n) {
		return
	}
	r.knownKeys(n, exampleFileKeys)
	all := n.Get("examples")
	if !r.optionalObject(all) {
		return
	}
	all.Each(func(name string, pos token.Pos, val node) {
		op := r.svc.Operation(name)
		if op == nil {
			r.d.Warnf(pos, "examples of %q, which isn't an operation", name)
			return
		}
		if !r.d.WantArray(val.value()) {
			return
		}
		for _, item := range val.Items() {
			if r.object(item) {
				op.Examples = append(op.Examples, r.example(item))
			}
		}
	})
}

func (r *reader) example(n node) *model.Example {
	r.knownKeys(n, exampleKeys)
	return &model.Example{
		Title:         r.str(n.Get("title")),
		Documentation: r.str(n.Get("description")),
		Input:         n.Get("input").value().Any(),
		Output:        n.Get("output").value().Any(),
		Pos:           n.value().Pos(),
	}
}
