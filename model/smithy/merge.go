package smithy

import (
	"go/token"
	"reflect"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// apply is an apply statement.
type apply struct {
	member string // "" for the shape itself
	pos    token.Pos
	traits traits
}

// merge reads all documents into one table of shapes (Smithy spec, "Merging model files").
func (r *reader) merge(docs []jsondoc.Value) {
	metadata := map[string]jsondoc.Value{}
	for _, doc := range docs {
		if !r.d.WantObject(doc) {
			continue
		}
		r.only(doc, "the document", "smithy", "metadata", "shapes")
		v1 := r.version(doc.Get("smithy"))
		r.metadata(metadata, doc.Get("metadata"))
		if shapes := doc.Get("shapes"); shapes.Exists() && r.d.WantObject(shapes) {
			shapes.Each(func(id string, pos token.Pos, v jsondoc.Value) { r.shapeOrApply(id, pos, v, v1) })
		}
	}
	for id, list := range r.applies {
		for _, a := range list {
			if r.raw[id] == nil && prelude[id.Name()] == 0 {
				r.d.Errorf(a.pos, "apply to %s, which the model doesn't have", id)
			}
		}
	}
}

// only warns of keys other than the known ones.
func (r *reader) only(v jsondoc.Value, what string, known ...string) {
	v.Each(func(key string, pos token.Pos, _ jsondoc.Value) {
		for _, k := range known {
			if k == key {
				return
			}
		}
		r.d.Warnf(pos, "unknown key %q of %s is ignored", key, what)
	})
}

// version reports whether the document is of version 1.
func (r *reader) version(v jsondoc.Value) bool {
	switch s := r.d.Str(v); s {
	case "1", "1.0":
		return true
	case "2", "2.0":
	default:
		if !v.Exists() || v.Kind() == jsondoc.String {
			r.d.Errorf(v.Pos(), "unknown Smithy version %q, want 1.0 or 2.0", s)
		}
	}
	return false
}

// metadata looks for contradictions between files; nothing in metadata concerns a client. Lists are joined, equal
// values collapse.
func (r *reader) metadata(have map[string]jsondoc.Value, v jsondoc.Value) {
	if !v.Exists() || !r.d.WantObject(v) {
		return
	}
	v.Each(func(key string, pos token.Pos, val jsondoc.Value) {
		old, ok := have[key]
		switch {
		case !ok:
			have[key] = val
		case old.Kind() == jsondoc.Array && val.Kind() == jsondoc.Array:
		case !reflect.DeepEqual(old.Any(), val.Any()):
			r.d.Errorf(pos, "metadata %q contradicts the one at %s", key, r.d.Position(old.Pos()))
		}
	})
}

// shapeOrApply reads an entry of "shapes".
func (r *reader) shapeOrApply(id string, pos token.Pos, v jsondoc.Value, v1 bool) {
	if !r.d.WantObject(v) {
		return
	}
	kind := v.Get("type")
	if !kind.Exists() {
		r.d.Errorf(v.Pos(), "shape %s has no type", id)
		return
	}
	container, member, _ := strings.Cut(id, "$")
	if r.d.Str(kind) == "apply" {
		r.only(v, "an apply statement", "type", "traits")
		if !isShapeID(container) || container != id && !isIdentifier(member) {
			r.d.Errorf(pos, "%q isn't an absolute shape id", id)
			return
		}
		key := model.ShapeID(container)
		r.applies[key] = append(r.applies[key], apply{member, pos, r.traits(v.Get("traits"))})
		return
	}
	if !isShapeID(id) {
		r.d.Errorf(pos, "%q isn't an absolute shape id", id)
		return
	}
	r.addShape(model.ShapeID(id), pos, v, v1)
}

// addShape adds a shape. Several files may state the same one if they say the same of it.
func (r *reader) addShape(id model.ShapeID, pos token.Pos, v jsondoc.Value, v1 bool) {
	if id.Namespace() == preludeNamespace && prelude[id.Name()] != 0 {
		return // the prelude's own definition holds
	}
	if old := r.raw[id]; old != nil {
		if !reflect.DeepEqual(old.v.Any(), v.Any()) {
			r.d.Errorf(pos, "shape %s is defined twice; the other definition is at %s", id, r.d.Position(old.pos))
		}
		return
	}
	s := &rawShape{id: id, pos: pos, kind: r.d.Str(v.Get("type")), v1: v1, v: v}
	s.traits = r.traits(v.Get("traits"))
	s.mixins = r.refs(v.Get("mixins"))
	s.sources = []jsondoc.Value{v}
	r.properties(s)
	r.raw[id] = s
	r.order = append(r.order, s)
}

// simpleKinds are the shape types without members of their own, in Smithy's spelling.
var simpleKinds = map[string]model.Type{
	"blob": model.Blob, "boolean": model.Boolean, "string": model.String, "timestamp": model.Timestamp, "byte": model.Byte,
	"short": model.Short, "integer": model.Integer, "long": model.Long, "float": model.Float, "double": model.Double,
	"bigInteger": model.BigInteger, "bigDecimal": model.BigDecimal, "document": model.Document,
}

// properties reads what depends on the shape's type.
func (r *reader) properties(s *rawShape) {
	known := []string{"type", "traits", "mixins"}
	switch s.kind {
	case "list", "set":
		known = append(known, "member")
		r.member(s, "member")
	case "map":
		known = append(known, "key", "value")
		r.member(s, "key")
		r.member(s, "value")
	case "structure", "union", "enum", "intEnum":
		known = append(known, "members")
		r.members(s, s.v.Get("members"))
	case "operation":
		known = append(known, "input", "output", "errors")
	case "service":
		known = append(known, "version", "operations", "resources", "errors", "rename")
	case "resource":
		known = append(known, "identifiers", "properties", "operations", "collectionOperations", "resources")
		known = append(known, lifecycle...)
	default:
		if simpleKinds[s.kind] == 0 && s.v.Get("type").Kind() == jsondoc.String {
			r.d.Errorf(s.v.Get("type").Pos(), "unknown shape type %q", s.kind)
		}
	}
	r.only(s.v, s.kind+" "+string(s.id), known...)
}

// member reads a list's or map's member, which a mixin may state instead.
func (r *reader) member(s *rawShape, name string) {
	v := s.v.Get(name)
	if !v.Exists() {
		return
	}
	if m := r.rawMember(name, v.Pos(), v); m != nil {
		s.members = append(s.members, m)
	}
}

func (r *reader) members(s *rawShape, v jsondoc.Value) {
	if !v.Exists() || !r.d.WantObject(v) {
		return
	}
	v.Each(func(name string, pos token.Pos, val jsondoc.Value) {
		if !isIdentifier(name) {
			r.d.Errorf(pos, "member name %q of %s isn't an identifier", name, s.id)
			return
		}
		if m := r.rawMember(name, pos, val); m != nil {
			s.members = append(s.members, m)
		}
	})
}

func (r *reader) rawMember(name string, pos token.Pos, v jsondoc.Value) *rawMember {
	target := r.ref(v)
	if target.id == "" {
		return nil
	}
	r.only(v, "member "+name, "target", "traits")
	return &rawMember{name: name, pos: pos, target: target, traits: r.traits(v.Get("traits"))}
}

// firstPos returns a position for what is wrong with the model as a whole.
func (r *reader) firstPos() token.Pos {
	if len(r.order) > 0 {
		return r.order[0].pos
	}
	return token.NoPos
}
