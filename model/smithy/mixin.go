package smithy

import (
	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

const mixinTrait = "smithy.api#mixin"

// Bounds for mixins, which can make much of little.
const (
	mixinDepth  = 1000
	mixinCopies = 1_000_000
)

// charge counts n members or traits that a mixin adds to s, and reports whether there is room for them.
func (r *reader) charge(s *rawShape, n int) bool {
	if r.copied > mixinCopies {
		return false
	}
	if r.copied += n; r.copied > mixinCopies {
		r.d.Errorf(s.pos, "mixins add more than %d members and traits", mixinCopies)
		return false
	}
	return true
}

// foldState says how far the folding of a shape's apply statements and mixins has come.
type foldState uint8

const (
	unfolded foldState = iota
	folding
	folded
)

// flattenAll folds apply statements and mixins into every shape.
func (r *reader) flattenAll() {
	for _, s := range r.order {
		r.flatten(s, 0)
	}
}

// flatten folds apply statements and mixins into the shape (Smithy spec, "Mixins"): members come mixin by mixin, then
// the shape's own; of traits the later mixin's beat the earlier one's and the shape's own beat both.
func (r *reader) flatten(s *rawShape, depth int) {
	if s.state != unfolded {
		return
	}
	s.state = folding
	rest := r.applyOwn(s)
	var inherited traits
	own := s.members
	index := map[string]int{}
	if len(s.mixins) > 0 {
		s.members = nil
	}
	for _, ref := range s.mixins {
		m := r.mixin(s, ref, depth)
		if m == nil {
			continue
		}
		if r.charge(s, len(m.traits)+len(inherited)) {
			inherited = inherited.over(r.inheritable(m))
		}
		for _, member := range m.members {
			r.inherit(s, index, member)
		}
	}
	if len(s.mixins) > 0 {
		for _, member := range own {
			r.inherit(s, index, member)
		}
		s.traits = inherited.over(s.traits)
		r.inheritProperties(s)
	}
	r.applyInherited(s, rest)
	s.state = folded
}

// mixin returns the shape that is mixed in, itself flattened, or nil.
func (r *reader) mixin(s *rawShape, ref ref, depth int) *rawShape {
	m := r.raw[ref.id]
	switch {
	case m == nil:
		r.d.Errorf(ref.pos, "mixin %s of %s isn't in the model", ref.id, s.id)
		return nil
	case m.kind != s.kind:
		r.d.Errorf(ref.pos, "mixin %s is %s, and can't be mixed into %s", ref.id, article(m.kind), article(s.kind))
		return nil
	case m.state == folding:
		r.d.Errorf(ref.pos, "mixin %s contains itself through %s", ref.id, s.id)
		return nil
	case depth >= mixinDepth:
		r.d.Errorf(ref.pos, "mixins are nested deeper than %d levels", mixinDepth)
		return nil
	}
	r.flatten(m, depth+1)
	// The height makes the same of a chain that is met from below.
	if s.height = max(s.height, m.height+1); s.height == mixinDepth {
		r.d.Errorf(ref.pos, "mixins are nested deeper than %d levels", mixinDepth)
		return nil
	}
	if m.traits.find(mixinTrait) == nil {
		r.d.Errorf(ref.pos, "%s isn't a mixin", ref.id)
	}
	return m
}

// inheritable returns the mixin's traits without those that stay with it.
func (r *reader) inheritable(m *rawShape) traits {
	local := map[string]bool{mixinTrait: true}
	if t := m.traits.find(mixinTrait); t != nil {
		for _, id := range r.d.Strings(t.val.Get("localTraits")) {
			local[id] = true
		}
	}
	var out traits
	for _, t := range m.traits {
		if !local[t.id] {
			out = append(out, t)
		}
	}
	return out
}

// inherit adds a member, or joins it with the one of that name, whose target must be the same.
func (r *reader) inherit(s *rawShape, index map[string]int, m *rawMember) {
	if !r.charge(s, 1) {
		return
	}
	copied := *m
	i, ok := index[m.name]
	if !ok {
		index[m.name] = len(s.members)
		s.members = append(s.members, &copied)
		return
	}
	old := s.members[i]
	if old.target.id != m.target.id {
		r.d.Errorf(m.target.pos, "member %s of %s targets %s, and %s in a mixin", m.name, s.id, m.target.id, old.target.id)
		return
	}
	copied.traits = old.traits.over(m.traits)
	s.members[i] = &copied
}

// inheritProperties takes over the JSON objects that state the properties of the mixins.
func (r *reader) inheritProperties(s *rawShape) {
	if s.kind != "service" && s.kind != "operation" && s.kind != "resource" {
		return
	}
	var sources []jsondoc.Value
	seen := map[jsondoc.Value]bool{s.v: true}
	for _, ref := range s.mixins {
		m := r.raw[ref.id]
		if m == nil || m.state != folded || m.kind != s.kind || !r.charge(s, len(m.sources)) {
			continue
		}
		for _, v := range m.sources {
			if !seen[v] {
				seen[v] = true
				sources = append(sources, v)
			}
		}
	}
	s.sources = append(sources, s.v)
}

// applyOwn joins the apply statements for the shape and for its own members, and returns those for other members.
func (r *reader) applyOwn(s *rawShape) []apply {
	list := r.applies[s.id]
	if len(list) == 0 {
		return nil
	}
	members := make(map[string]*rawMember, len(s.members))
	for _, m := range s.members {
		members[m.name] = m
	}
	var rest []apply
	for _, a := range list {
		switch m := members[a.member]; {
		case a.member == "":
			s.traits = r.join(s.traits, a.traits)
		case m != nil:
			m.traits = r.join(m.traits, a.traits)
		default:
			rest = append(rest, a)
		}
	}
	return rest
}

// applyInherited applies traits to members that come from mixins: what is applied beats what is inherited.
func (r *reader) applyInherited(s *rawShape, list []apply) {
	if len(list) == 0 {
		return
	}
	members := make(map[string]*rawMember, len(s.members))
	for _, m := range s.members {
		members[m.name] = m
	}
	for _, a := range list {
		if m := members[a.member]; m != nil {
			m.traits = m.traits.over(a.traits)
			continue
		}
		r.d.Errorf(a.pos, "apply to %s$%s, which the model doesn't have", s.id, a.member)
	}
}

// lookup returns the flattened shape that is referred to and checks its kind; nil after an error.
func (r *reader) lookup(ref ref, from model.ShapeID, kind string) *rawShape {
	s := r.raw[ref.id]
	switch {
	case s == nil:
		r.d.Errorf(ref.pos, "%s refers to %s, which the model doesn't have", from, ref.id)
	case s.kind != kind:
		r.d.Errorf(ref.pos, "%s refers to %s as %s, but it is %s", from, ref.id, kind, article(s.kind))
	default:
		return s
	}
	return nil
}
