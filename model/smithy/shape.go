package smithy

import (
	"sort"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// shape returns the data shape that is referred to, and reads it later: shapes may contain each other. After an error
// it returns a stand-in.
func (r *reader) shape(ref ref, from model.ShapeID) *model.Shape {
	if s := r.shapes[ref.id]; s != nil {
		return s
	}
	if s := r.preludeShape(ref.id); s != nil {
		r.shapes[ref.id] = s
		r.svc.Shapes[ref.id] = s
		return s
	}
	raw := r.raw[ref.id]
	if raw == nil {
		r.d.Errorf(ref.pos, "%s refers to %s, which the model doesn't have", from, ref.id)
		return r.broken
	}
	typ := r.shapeType(raw)
	if typ == 0 {
		r.d.Errorf(ref.pos, "%s refers to %s as data, but it is %s", from, ref.id, article(raw.kind))
		return r.broken
	}
	s := &model.Shape{ID: raw.id, Pos: raw.pos, Type: typ}
	r.shapes[ref.id] = s
	r.svc.Shapes[ref.id] = s
	r.queue = append(r.queue, s)
	return s
}

// shapeType returns the type of a data shape; 0 for other kinds.
func (r *reader) shapeType(raw *rawShape) model.Type {
	switch raw.kind {
	case "string":
		if raw.traits.find(enumTrait) != nil {
			return model.Enum
		}
	case "list", "set":
		return model.List
	case "map":
		return model.Map
	case "structure":
		return model.Structure
	case "union":
		return model.Union
	case "enum":
		return model.Enum
	case "intEnum":
		return model.IntEnum
	}
	return simpleKinds[raw.kind]
}

// reachShapes reads the shapes that the operations reach. Members whose meaning depends on their target come after
// all traits are read.
func (r *reader) reachShapes() {
	for i := 0; i < len(r.queue); i++ {
		s := r.queue[i]
		raw := r.raw[s.ID]
		r.shapeTraits(s, raw)
		r.membersOf(s, raw)
	}
	for _, s := range r.queue {
		if raw := r.raw[s.ID]; raw.v1 {
			r.upgrade(s, raw)
		}
	}
	sort.SliceStable(r.svc.ErrorTests, func(i, j int) bool {
		return r.svc.ErrorTests[i].Error.ID < r.svc.ErrorTests[j].Error.ID
	})
}

// upgrade gives a shape of version 1.0 what version 2.0 would state.
func (r *reader) upgrade(s *model.Shape, raw *rawShape) {
	if s.Default == nil && raw.traits.find(boxTrait) == nil {
		s.Default = zeroDefault(s.Type)
	}
	if s.Type != model.Structure {
		return
	}
	byName := make(map[string]*rawMember, len(raw.members))
	for _, m := range raw.members {
		byName[m.name] = m
	}
	for _, m := range s.Members {
		r.upgradeMember(byName[m.Name], m)
	}
}

func (r *reader) shapeTraits(s *model.Shape, raw *rawShape) {
	at := site{shape: s, Traits: &s.Traits, what: raw.kind}
	for _, t := range raw.traits {
		r.dataTrait(at, t)
	}
	if t := raw.traits.find("smithy.api#error"); t != nil {
		r.errorTraits(s, *t, raw)
	}
	if raw.kind == "set" {
		s.UniqueItems = true
	}
}

// membersOf reads the members.
func (r *reader) membersOf(s *model.Shape, raw *rawShape) {
	switch {
	case raw.kind == "string":
		if t := raw.traits.find(enumTrait); t != nil {
			r.enumFromTrait(s, *t)
		}
		return
	case s.Type == model.Enum || s.Type == model.IntEnum:
		for _, m := range raw.members {
			s.Members = append(s.Members, r.enumMember(s, m))
		}
		r.uniqueValues(s)
		return
	}
	for _, m := range raw.members {
		s.Members = append(s.Members, r.dataMember(s, m))
	}
	r.checkParts(s)
}

func (r *reader) dataMember(s *model.Shape, raw *rawMember) *model.Member {
	m := &model.Member{Name: raw.name, Pos: raw.pos, Target: r.shape(raw.target, s.ID)}
	at := site{shape: s, member: m, Traits: &m.Traits, what: "member"}
	for _, t := range raw.traits {
		r.dataTrait(at, t)
	}
	if m.Target == r.unit && s.Type != model.Union {
		r.d.Errorf(raw.target.pos, "%s$%s targets smithy.api#Unit, which only members of unions may", s.ID, m.Name)
	}
	return m
}

// checkParts reports lists and maps that lack a part. They get a stand-in, since nobody expects it missing.
func (r *reader) checkParts(s *model.Shape) {
	need := func(name string) *model.Member {
		if m := s.Member(name); m != nil {
			return m
		}
		r.d.Errorf(s.Pos, "%s %s has no %s", s.Type, s.ID, name)
		m := &model.Member{Name: name, Pos: s.Pos, Target: r.broken}
		s.Members = append(s.Members, m)
		return m
	}
	switch s.Type {
	case model.Structure:
		r.checkPayload(s)
	case model.List:
		need("member")
	case model.Map:
		key := need("key")
		need("value")
		if t := key.Target.Type; t != model.String && t != model.Enum {
			r.d.Errorf(key.Pos, "the key of map %s is %s: want a string", s.ID, article(t.String()))
		}
	}
}

// checkPayload reports a structure with two payloads.
func (r *reader) checkPayload(s *model.Shape) {
	var payload *model.Member
	for _, m := range s.Members {
		if m.Loc != model.PayloadLocation {
			continue
		}
		if payload != nil {
			r.d.Errorf(m.Pos, "%s has two payloads, %s and %s", s.ID, payload.Name, m.Name)
		}
		payload = m
	}
}

// errorTraits reads what belongs to an error.
func (r *reader) errorTraits(s *model.Shape, t trait, raw *rawShape) {
	s.Error = &model.ErrorTrait{}
	switch fault := r.d.Str(t.val); {
	case s.Type != model.Structure:
		r.d.Errorf(t.pos, "%s can't be an error", article(s.Type.String()))
	case fault == "client":
		s.Error.Fault = model.ClientFault
	case fault == "server":
		s.Error.Fault = model.ServerFault
	case t.val.Kind() == jsondoc.String:
		r.d.Errorf(t.val.Pos(), "unknown fault %q, want client or server", fault)
	}
	if t := raw.traits.find("smithy.api#httpError"); t != nil {
		s.Error.Status = int(r.d.Int(t.val))
		if s.Error.Status < 100 || s.Error.Status > 999 {
			r.d.Errorf(t.val.Pos(), "%d isn't an HTTP status", s.Error.Status)
		}
	}
	if t := raw.traits.find("smithy.api#retryable"); t != nil && r.d.WantObject(t.val) {
		s.Error.Retryable, s.Error.Throttling = true, r.d.Bool(t.val.Get("throttling"))
	}
	if t := raw.traits.find("aws.protocols#awsQueryError"); t != nil && r.d.WantObject(t.val) {
		if s.Error.Code = r.d.Str(t.val.Get("code")); s.Error.Code == s.ID.Name() {
			s.Error.Code = ""
		}
		r.queryStatus[s] = int(r.d.Int(t.val.Get("httpResponseCode")))
	}
	if t := raw.traits.find("smithy.test#httpResponseTests"); t != nil {
		r.svc.ErrorTests = append(r.svc.ErrorTests, r.responseTests(*t, s)...)
	}
}

// checkContainers reports lists and maps that contain themselves through nothing but lists and maps: no value of such
// a type ends, and no Go type can be written for it.
func (r *reader) checkContainers() {
	state := map[*model.Shape]int{} // 1 while on the way, 2 when done
	for _, s := range r.queue {
		var path []*model.Shape
		for s != nil && state[s] == 0 && (s.Type == model.List || s.Type == model.Map) {
			state[s] = 1
			path = append(path, s)
			s = s.Elem().Target
		}
		if s != nil && state[s] == 1 {
			r.d.Errorf(s.Pos, "%s %s contains itself with no structure or union in between", s.Type, s.ID)
		}
		for _, p := range path {
			state[p] = 2
		}
	}
}
