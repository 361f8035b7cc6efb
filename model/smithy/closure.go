package smithy

import (
	"go/token"
	"sort"

	"github.com/tinsmith-go/tinsmith/model"
)

// lifecycle are the slots of a resource that hold one operation each.
var lifecycle = []string{"create", "put", "read", "update", "delete", "list"}

// resource is a resource on the way from the service.
type resource struct {
	raw *rawShape
	pos token.Pos
	up  *resource
}

// closure returns references to all operations of the service, those bound through resources too, each once.
func (r *reader) closure(svc *rawShape) []ref {
	var out []ref
	have := map[model.ShapeID]bool{}
	add := func(refs ...ref) {
		for _, ref := range refs {
			if !have[ref.id] {
				have[ref.id] = true
				out = append(out, ref)
			}
		}
	}
	add(r.allRefs(svc, "operations")...)
	seen := map[model.ShapeID]bool{}
	queue := r.children(nil, svc, seen)
	for i := 0; i < len(queue); i++ {
		at := queue[i]
		for _, slot := range lifecycle {
			if v := at.raw.property(slot); v.Exists() {
				if ref := r.ref(v); ref.id != "" {
					add(ref)
				}
			}
		}
		add(r.allRefs(at.raw, "operations")...)
		add(r.allRefs(at.raw, "collectionOperations")...)
		r.resourceTraits(at.raw)
		queue = append(queue, r.children(at, at.raw, seen)...)
	}
	return out
}

// children returns the resources that are bound to a service or resource and haven't been met.
func (r *reader) children(up *resource, s *rawShape, seen map[model.ShapeID]bool) []*resource {
	var out []*resource
	for _, ref := range r.allRefs(s, "resources") {
		raw := r.lookup(ref, s.id, "resource")
		if raw == nil {
			continue
		}
		if !seen[ref.id] {
			seen[ref.id] = true
			out = append(out, &resource{raw, ref.pos, up})
			continue
		}
		for a := up; a != nil; a = a.up {
			if a.raw == raw {
				r.d.Errorf(ref.pos, "resource %s contains itself", ref.id)
				break
			}
		}
	}
	return out
}

// operations reads the operations of the closure, sorted by name.
func (r *reader) operations(svc *rawShape) {
	byName := map[string]*model.Operation{}
	for _, ref := range r.closure(svc) {
		raw := r.lookup(ref, svc.id, "operation")
		if raw == nil {
			continue
		}
		op := r.operation(raw)
		if old := byName[op.Name]; old != nil {
			r.d.Errorf(op.Pos, "operations %s and %s have one name", old.ID, op.ID)
			continue
		}
		byName[op.Name] = op
		r.svc.Operations = append(r.svc.Operations, op)
	}
	ops := r.svc.Operations
	sort.Slice(ops, func(i, j int) bool { return ops[i].Name < ops[j].Name })
}
