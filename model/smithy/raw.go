package smithy

import (
	"go/token"
	"reflect"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// rawShape is a shape as the file states it; mixins and apply statements are folded into it.
type rawShape struct {
	id   model.ShapeID
	pos  token.Pos
	kind string
	v1   bool // from a document of version 1.0
	v    jsondoc.Value

	traits  traits
	members []*rawMember
	mixins  []ref
	state   foldState
	height  int // of the mixins below it
	// sources are the JSON objects that state the properties of a service or operation: those of its mixins, then
	// its own, which win.
	sources []jsondoc.Value
}

// rawMember is a member as the file states it.
type rawMember struct {
	name   string
	pos    token.Pos
	target ref
	traits traits
}

// ref is a reference to a shape.
type ref struct {
	id  model.ShapeID
	pos token.Pos
}

// trait is a trait that is applied to a shape. A list may go on in values that apply statements add.
type trait struct {
	id   string
	pos  token.Pos
	val  jsondoc.Value
	more []jsondoc.Value
}

// items returns the elements of a list trait.
func (t trait) items() []jsondoc.Value {
	out := t.val.Items()
	for _, v := range t.more {
		out = append(out, v.Items()...)
	}
	return out
}

// traits are the traits of one shape or member.
type traits []trait

// find returns the trait with the id, or nil.
func (ts traits) find(id string) *trait {
	for i := range ts {
		if ts[i].id == id {
			return &ts[i]
		}
	}
	return nil
}

// over returns ts with those of upper, which win.
func (ts traits) over(upper traits) traits {
	if len(ts) == 0 {
		return upper
	}
	if len(upper) == 0 {
		return ts
	}
	have := make(map[string]bool, len(upper))
	for _, t := range upper {
		have[t.id] = true
	}
	var out traits
	for _, t := range ts {
		if !have[t.id] {
			out = append(out, t)
		}
	}
	return append(out, upper...)
}

// join returns ts with those that an apply statement adds. A trait that stands on both sides must say the same, or be
// a list, which is then continued (Smithy spec, "Trait conflict resolution").
func (r *reader) join(ts, added traits) traits {
	at := make(map[string]int, len(ts))
	out := append(traits(nil), ts...)
	for i, t := range out {
		at[t.id] = i
	}
	for _, t := range added {
		i, ok := at[t.id]
		switch {
		case !ok:
			at[t.id] = len(out)
			out = append(out, t)
		case reflect.DeepEqual(out[i].val.Any(), t.val.Any()):
		case out[i].val.Kind() == jsondoc.Array && t.val.Kind() == jsondoc.Array:
			out[i].more = append(append([]jsondoc.Value(nil), out[i].more...), t.val)
		default:
			r.d.Errorf(t.pos, "trait %s contradicts the one at %s", t.id, r.d.Position(out[i].pos))
		}
	}
	return out
}

// traits reads the object of traits.
func (r *reader) traits(v jsondoc.Value) traits {
	if !v.Exists() || !r.d.WantObject(v) {
		return nil
	}
	out := make(traits, 0, v.Len())
	v.Each(func(id string, pos token.Pos, val jsondoc.Value) {
		if !isShapeID(id) {
			r.d.Errorf(pos, "trait %q isn't an absolute shape id", id)
			return
		}
		out = append(out, trait{id: id, pos: pos, val: val})
	})
	return out
}

// ref reads {"target": id}.
func (r *reader) ref(v jsondoc.Value) ref {
	out := ref{pos: v.Pos()}
	if !r.d.WantObject(v) {
		return out
	}
	target := v.Get("target")
	out.pos = target.Pos()
	if !target.Exists() {
		r.d.Errorf(v.Pos(), "want a target, have Missing")
		return out
	}
	id := r.d.Str(target)
	if target.Kind() == jsondoc.String && !isShapeID(id) {
		r.d.Errorf(target.Pos(), "target %q isn't an absolute shape id", id)
		return out
	}
	out.id = model.ShapeID(id)
	return out
}

// refs reads a list of references, of which bad ones are left out.
func (r *reader) refs(v jsondoc.Value) []ref {
	if !v.Exists() || !r.d.WantArray(v) {
		return nil
	}
	var out []ref
	for _, item := range v.Items() {
		if ref := r.ref(item); ref.id != "" {
			out = append(out, ref)
		}
	}
	return out
}

// allRefs returns the references under key from all of the shape's sources, each target once.
func (r *reader) allRefs(s *rawShape, key string) []ref {
	var out []ref
	seen := map[model.ShapeID]bool{}
	for _, v := range s.sources {
		for _, ref := range r.refs(v.Get(key)) {
			if !seen[ref.id] {
				seen[ref.id] = true
				out = append(out, ref)
			}
		}
	}
	return out
}

// property returns the value under key from the strongest of the shape's sources that has it.
func (s *rawShape) property(key string) jsondoc.Value {
	for i := len(s.sources) - 1; i > 0; i-- {
		if v := s.sources[i].Get(key); v.Exists() {
			return v
		}
	}
	return s.sources[0].Get(key)
}

// isShapeID reports whether s is namespace#Name.
func isShapeID(s string) bool {
	ns, name, ok := strings.Cut(s, "#")
	if !ok || !isIdentifier(name) {
		return false
	}
	for part := range strings.SplitSeq(ns, ".") {
		if !isIdentifier(part) {
			return false
		}
	}
	return true
}

// isIdentifier reports whether s may become part of a Go name: an ASCII letter or underscore, then those and digits.
func isIdentifier(s string) bool {
	for i := range len(s) {
		c := s[i]
		if letter := c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z'; !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}
