package botocore

import (
	"go/token"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// shape is a shape of the file with what members that target it take over.
type shape struct {
	*model.Shape
	n node
	// flattened and wireName are the keys of the same name on a shape that isn't a structure: botocore lays a
	// member's keys over those of its target, so they count for every member that targets the shape.
	flattened bool
	wireName  string
	// labels maps the wire name of a structure's uri members to the member.
	labels map[string]*model.Member
}

// plainTypes are the types without members, by botocore's names.
var plainTypes = map[string]model.Type{
	"string": model.String, "character": model.String, "blob": model.Blob, "boolean": model.Boolean,
	"timestamp": model.Timestamp, "byte": model.Byte, "short": model.Short, "integer": model.Integer,
	"long": model.Long, "float": model.Float, "double": model.Double,
	"bigInteger": model.BigInteger, "bigDecimal": model.BigDecimal,
}

// readShapes declares every shape, so that references may point forward, then fills them.
func (r *reader) readShapes(n node) {
	if !r.optionalObject(n) {
		return
	}
	r.named(n, "shape", func(name string, pos token.Pos, val node) {
		s := &shape{n: val, Shape: &model.Shape{ID: r.id(name), Pos: pos, Type: r.shapeType(val)}}
		r.shapes[name] = s
		r.order = append(r.order, s)
	})
	for _, s := range r.order {
		r.shapeKeys(s)
	}
	for _, s := range r.order {
		r.fill(s)
	}
	r.checkElementCycles()
}

// shapeType tells unions, documents and enums apart, which botocore writes as structures and strings.
func (r *reader) shapeType(n node) model.Type {
	t := n.Get("type")
	switch name := r.str(t); name {
	case "structure":
		switch {
		case r.bool(n.Get("document")):
			return model.Document
		case r.bool(n.Get("union")), r.bool(n.Get("eventstream")):
			return model.Union
		}
		return model.Structure
	case "list":
		return model.List
	case "map":
		return model.Map
	case "string":
		if n.Get("enum").Exists() {
			return model.Enum
		}
		return model.String
	default:
		if plain, ok := plainTypes[name]; ok {
			return plain
		}
		if t.Kind() == jsondoc.String || !t.Exists() {
			r.d.Errorf(t.Pos(), "unknown shape type %q", name)
		}
		return model.Structure
	}
}

// shapeKeys reads what stands on the shape itself.
func (r *reader) shapeKeys(s *shape) {
	r.knownKeys(s.n, shapeKeys)
	r.traits(s.n, &s.Traits, s.Type)
	s.Documentation = r.str(s.n.Get("documentation"))
	s.Sparse = r.bool(s.n.Get("sparse"))
	s.EventStream = r.bool(s.n.Get("eventstream"))
	if s.Type == model.Structure {
		s.Error = r.errorTrait(s.n)
	}
	s.flattened = r.bool(s.n.Get("flattened"))
	if name := r.str(s.n.Get("locationName")); !r.use.xml {
		return
	} else if s.Type == model.Structure || s.Type == model.Union {
		s.XMLName = name
	} else {
		s.wireName = name
	}
}

// fill reads a shape's members, of which each needs its target's declaration.
func (r *reader) fill(s *shape) {
	switch s.Type {
	case model.Structure, model.Union:
		r.members(s)
	case model.List:
		if m := r.element(s, "member"); m != nil {
			m.XMLName = unless("member", m.XMLName)
		}
	case model.Map:
		key, value := r.element(s, "key"), r.element(s, "value")
		if key != nil && key.Target.Type != model.String && key.Target.Type != model.Enum {
			r.d.Errorf(key.Pos, "the key of map %s is a %s: want a string", s.ID.Name(), key.Target.Type)
		}
		for _, m := range []*model.Member{key, value} {
			if m != nil {
				m.XMLName = unless(m.Name, m.XMLName)
			}
		}
	case model.Enum:
		r.enum(s)
	case model.Document:
		if members := s.n.Get("members"); r.optionalObject(members) {
			members.Each(func(name string, pos token.Pos, _ node) {
				r.d.Errorf(pos, "a document has no members, but %s has %s", s.ID.Name(), name)
			})
		}
	}
}

// unless returns the name but for the one that holds without being stated.
func unless(usual, name string) string {
	if name == usual {
		return ""
	}
	return name
}

// members reads the members of a structure or union, then required and payload, which name them.
func (r *reader) members(s *shape) {
	all := s.n.Get("members")
	if r.optionalObject(all) {
		r.named(all, "member", func(name string, pos token.Pos, val node) {
			r.knownKeys(val, memberKeys)
			if m := r.member(s, name, pos, val); m != nil {
				s.Members = append(s.Members, m)
			}
		})
	}
	if req := s.n.Get("required"); r.optionalArray(req) {
		for _, item := range req.Items() {
			if m := r.namedMember(s, item, "required"); m != nil && s.Type == model.Structure {
				m.Required = true
			}
		}
	}
	r.payload(s, s.n.Get("payload"))
}

// namedMember returns the member that a text names. A member that is there but couldn't be read is no second error.
func (r *reader) namedMember(s *shape, n node, key string) *model.Member {
	name := r.str(n)
	m := s.Member(name)
	if m == nil && n.Kind() == jsondoc.String && !s.n.Get("members").Get(name).Exists() {
		r.d.Errorf(n.Pos(), "%s names %q, which isn't a member of %s", key, name, s.ID.Name())
	}
	return m
}

// payload marks the member that is the body.
func (r *reader) payload(s *shape, n node) {
	if !n.Exists() {
		return
	}
	m := r.namedMember(s, n, "payload")
	if m == nil || !r.use.http {
		return
	}
	if m.Loc != model.BodyLocation {
		r.d.Errorf(n.Pos(), "payload names %q, which has a location of its own", m.Name)
		return
	}
	m.Loc, m.JSONName = model.PayloadLocation, ""
	if name := s.n.Get("members").Get(m.Name).Get("locationName"); r.use.xml {
		m.XMLName = r.str(name) // also where it is the member's name: the root would be named after the target
	}
	for _, other := range s.Members {
		if other.Loc == model.BodyLocation {
			r.d.Warnf(other.Pos, "%s is neither the payload of %s nor has a location: it is never sent", other.Name, s.ID.Name())
		}
	}
}

// member reads one member; nil when it has no target.
func (r *reader) member(s *shape, name string, pos token.Pos, n node) *model.Member {
	target := r.target(n.Get("shape"))
	if target == nil {
		return nil
	}
	m := &model.Member{Name: name, Pos: pos, Target: target.Shape}
	r.traits(n, &m.Traits, target.Type)
	m.Documentation = r.str(n.Get("documentation"))
	m.IdempotencyToken = r.bool(n.Get("idempotencyToken"))
	m.HostLabel = r.bool(n.Get("hostLabel"))
	m.EventHeader = r.bool(n.Get("eventheader"))
	m.EventPayload = r.bool(n.Get("eventpayload"))
	m.EndpointID = r.bool(n.Get("endpointdiscoveryid"))
	if p := n.Get("contextParam"); r.optionalObject(p) {
		r.knownKeys(p, contextParamKeys)
		m.ContextParam = r.str(p.Get("name"))
	}
	r.bind(s, m, target, n)
	return m
}

// element reads the member of a list or the key or value of a map; nil when it is missing or has no target.
func (r *reader) element(s *shape, name string) *model.Member {
	n := s.n.Get(name)
	if !n.Exists() {
		r.d.Errorf(s.Pos, "%s %s has no %q", s.Type, s.ID.Name(), name)
		return nil
	}
	if !r.object(n) {
		return nil
	}
	r.knownKeys(n, elementKeys)
	target := r.target(n.Get("shape"))
	if target == nil {
		return nil
	}
	m := &model.Member{Name: name, Pos: n.Pos(), Target: target.Shape}
	r.traits(n, &m.Traits, target.Type)
	if wire := r.str(n.Get("locationName")); r.use.xml {
		m.XMLName = wire
		if wire == "" {
			m.XMLName = target.wireName
		}
	}
	s.Members = append(s.Members, m)
	return m
}

// target returns the shape that a reference names.
func (r *reader) target(n node) *shape {
	if !n.Exists() {
		r.d.Errorf(n.Pos(), "the reference names no shape")
		return nil
	}
	name := r.str(n)
	s := r.shapes[name]
	if s == nil && n.Kind() == jsondoc.String {
		r.d.Errorf(n.Pos(), "there is no shape %q", name)
	}
	return s
}

// enum reads an enum's values. botocore has no names for them; each is derived from its value by replacing what can't
// stand in an identifier.
func (r *reader) enum(s *shape) {
	n := s.n.Get("enum")
	if !r.optionalArray(n) {
		return
	}
	seen := map[string]bool{}
	for _, item := range n.Items() {
		value := r.str(item)
		if item.Kind() != jsondoc.String {
			continue
		}
		if seen[value] {
			r.d.Errorf(item.Pos(), "value %q of enum %s is repeated", value, s.ID.Name())
			continue
		}
		seen[value] = true
		s.Members = append(s.Members, &model.Member{
			Name: enumName(value), Pos: item.Pos(), Target: r.unit, EnumValue: value,
		})
	}
}

// enumName derives a member's name from an enum's value.
func enumName(value string) string {
	name := strings.Map(func(c rune) rune {
		if c == '_' || letters(string(c)) != "" {
			return c
		}
		return '_'
	}, value)
	if name == "" {
		return "_"
	}
	return name
}

// checkElementCycles reports lists and maps that contain themselves with no structure or union between: no value but
// the empty one would ever end.
func (r *reader) checkElementCycles() {
	const walking, done = 1, 2
	state := map[*model.Shape]int{}
	for _, s := range r.order {
		var path []*model.Shape
		at := s.Shape
		for at != nil && (at.Type == model.List || at.Type == model.Map) && state[at] == 0 {
			state[at] = walking
			path = append(path, at)
			if elem := at.Elem(); elem != nil {
				at = elem.Target
			} else {
				at = nil
			}
		}
		if at != nil && state[at] == walking {
			r.d.Errorf(at.Pos, "%s %s contains itself with no structure between", at.Type, at.ID.Name())
		}
		for _, p := range path {
			state[p] = done
		}
	}
}
