package gen_test

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tinsmith-go/tinsmith/model"
)

// A validation is an input and what is wrong with it, in the modes from required to full.
type validation struct {
	Op    string      `json:"op"` // Go name
	Input *value      `json:"in"`
	Want  [3][]string `json:"want"`
}

// sites walks to each place where a service's inputs have constraints, once for each structure and union, and makes
// inputs with values at and beyond each bound there.
type sites struct {
	samples *samples
	op      *model.Operation
	seen    map[*model.Shape]bool
	skip    func(pattern string) bool // patterns that nobody can tell about
	out     []validation
	checked map[string]int // constraints, by kind
	skipped map[string]int
}

// longest is the greatest length of strings and blobs that is tried, most the greatest number of elements.
const (
	longest = 120_000
	most    = 1100
)

func (w *sites) operation(op *model.Operation) {
	w.op = op
	if op.Input == nil {
		return
	}
	w.structure(op.Input, func(v *value) *value { return v }, 0)
}

func (w *sites) structure(s *model.Shape, wrap func(*value) *value, depth int) {
	for _, m := range s.Members {
		if m.Target.EventStream {
			continue
		}
		w.visit(m, func(v *value) *value {
			base := w.samples.structure(s, 0, depth)
			delete(base.Fields, goMember(m.Name))
			if v != nil {
				base.Fields[goMember(m.Name)] = v
			}
			return wrap(base)
		}, true, depth)
	}
}

func (w *sites) add(in *value) {
	w.out = append(w.out, validation{goExported(w.op.Name), in, wrong(w.op, in, func(p, t string) bool {
		return w.skip(p) || w.samples.match.matches(p, t)
	})})
}

// visit tries values of a member; wrap makes an input that has them there.
func (w *sites) visit(m *model.Member, wrap func(*value) *value, field bool, depth int) {
	if depth > 12 {
		w.skipped["deep"]++
		return
	}
	if field && m.Required {
		w.checked["required"]++
	}
	if field {
		w.add(wrap(nil))
	}
	for _, v := range w.values(m) {
		w.add(wrap(v))
	}
	s := m.Target
	switch s.Type {
	case model.List:
		w.visit(s.Elem(), func(v *value) *value {
			l := w.samples.minimal(m, 0, depth)
			if len(l.Items) > 0 {
				l.Items = l.Items[1:]
			}
			l.Items = append([]*value{v}, l.Items...)
			return wrap(l)
		}, false, depth+1)
	case model.Map:
		entry := func(key, v *value) *value {
			e := &value{Kind: "map", Fields: map[string]*value{key.full(): v}}
			least, _ := bounds(m)
			w.samples.fill(e, m, int(min(least, 200)), depth)
			return wrap(e)
		}
		w.visit(s.Key(), func(v *value) *value { return entry(v, w.samples.minimal(s.Elem(), 0, depth+1)) }, false, depth+1)
		w.visit(s.Elem(), func(v *value) *value { return entry(w.samples.minimal(s.Key(), 0, depth+1), v) }, false, depth+1)
	case model.Structure:
		if !w.seen[s] {
			w.seen[s] = true
			w.structure(s, wrap, depth+1)
		}
	case model.Union:
		w.union(s, wrap, field, depth)
	}
}

func (w *sites) union(s *model.Shape, wrap func(*value) *value, field bool, depth int) {
	w.checked["union"]++
	if !field {
		w.add(wrap(nil))
	}
	w.add(wrap(&value{Kind: "unknown"}))
	if w.seen[s] {
		return
	}
	w.seen[s] = true
	for _, m := range s.Members {
		w.add(wrap(&value{Kind: "nilmember", Member: m.Name}))
		w.visit(m, func(v *value) *value { return wrap(&value{Kind: "union", Member: m.Name, Value: v}) }, false, depth+1)
		if m.Target.Type == model.List || m.Target.Type == model.Map {
			w.add(wrap(&value{Kind: "union", Member: m.Name}))
		}
	}
}

// values are what to try for a member, its constraints at and beyond their bounds among them.
func (w *sites) values(m *model.Member) []*value {
	s := m.Target
	switch s.Type {
	case model.String:
		return w.texts(m)
	case model.Enum:
		w.checked["enum"]++
		return []*value{w.samples.minimal(m, 0, 0), {Kind: "string", Text: "no such value"}, {Kind: "string"}}
	case model.IntEnum:
		w.checked["enum"]++
		return []*value{w.samples.minimal(m, 0, 0), {Kind: "number", Text: "98765"}, {Kind: "number", Text: "0"}}
	case model.Byte, model.Short, model.Integer, model.Long, model.Float, model.Double:
		return w.numbers(m)
	case model.Blob:
		if m.IsStreaming() {
			return nil
		}
		var out []*value
		for _, n := range w.lengths(m, longest) {
			out = append(out, &value{Kind: "blob", Pad: n})
		}
		return out
	case model.List, model.Map:
		return w.containers(m)
	}
	return nil
}

// lengths are min-1, min, max and max+1.
func (w *sites) lengths(m *model.Member, limit int64) []int {
	l := m.LengthInForce()
	if l == nil {
		return nil
	}
	var out []int
	for i, b := range []*int64{l.Min, l.Max} {
		if b == nil {
			continue
		}
		if *b > limit {
			w.skipped["length beyond "+strconv.FormatInt(limit, 10)]++
			continue
		}
		w.checked["length"]++
		for _, n := range []int64{*b - 1 + int64(i), *b + int64(i)} {
			if n >= 0 {
				out = append(out, int(n))
			}
		}
	}
	return out
}

func (w *sites) texts(m *model.Member) []*value {
	pattern := m.PatternInForce()
	lengths := w.lengths(m, longest)
	if pattern == "" && lengths == nil {
		return nil
	}
	var out []*value
	for _, n := range lengths {
		out = append(out, &value{Kind: "string", Pad: n})
		if n < 3000 {
			out = append(out, &value{Kind: "string", Text: strings.Repeat("é", n)})
		}
	}
	if pattern == "" {
		return out
	}
	if w.skip(pattern) {
		w.skipped["pattern that isn't checked"]++
		return out
	}
	least, most := bounds(m)
	good, bad := 0, 0
	for _, t := range w.samples.candidates(pattern) {
		n := int64(utf8.RuneCountInString(t))
		fits, hit := n >= least && n <= most, w.samples.match.matches(pattern, t)
		switch {
		case hit && (good < 3 || !fits && good < 6):
			good++
		case !hit && bad < 6:
			bad++
		default:
			continue
		}
		out = append(out, &value{Kind: "string", Text: t})
	}
	switch {
	case good == 0:
		w.skipped["pattern of which no match was found"]++
	case bad == 0:
		w.skipped["pattern that all strings match"]++
	default:
		w.checked["pattern"]++
	}
	return out
}

func (w *sites) numbers(m *model.Member) []*value {
	var out []*value
	if r := m.RangeInForce(); r != nil {
		for _, b := range []string{r.Min, r.Max} {
			if b == "" {
				continue
			}
			w.checked["range"]++
			for _, step := range []float64{-1, -0.5, 0, 0.5, 1} {
				n := parsed(b)
				n.Add(n, parsed(strconv.FormatFloat(step, 'g', -1, 64)))
				if v := numberOf(m.Target.Type, n.Text('g', 40)); v != nil {
					out = append(out, v)
				}
			}
		}
	}
	return append(out, &value{Kind: "number", Text: "0"})
}

// numberOf is a number if the type has it, else nil.
func numberOf(t model.Type, text string) *value {
	n := parsed(text)
	if bits := map[model.Type]int{model.Byte: 8, model.Short: 16, model.Integer: 32, model.Long: 64}[t]; bits > 0 {
		i, _ := n.Int(nil)
		if !n.IsInt() || i.BitLen() >= bits {
			return nil
		}
		return &value{Kind: "number", Text: i.String()}
	}
	f, _ := n.Float64()
	if t == model.Float && (math.Abs(f) > math.MaxFloat32 || float64(float32(f)) != f) {
		return nil
	}
	return &value{Kind: "number", Text: strconv.FormatFloat(f, 'g', -1, 64)}
}

func (w *sites) containers(m *model.Member) []*value {
	s := m.Target
	var out []*value
	for _, n := range w.lengths(m, most) {
		v := &value{Kind: "list", Items: []*value{}}
		if s.Type == model.Map {
			v = &value{Kind: "map", Fields: map[string]*value{}}
			w.samples.fill(v, m, n, 3)
		} else {
			for i := range n {
				v.Items = append(v.Items, w.samples.minimal(s.Elem(), i, 3))
			}
		}
		out = append(out, v)
	}
	if m.UniqueItems || s.UniqueItems {
		w.checked["uniqueItems"]++
		a, b := w.samples.minimal(s.Elem(), 0, 0), w.samples.minimal(s.Elem(), 1, 0)
		out = append(out, &value{Kind: "list", Items: []*value{a, a}}, &value{Kind: "list", Items: []*value{a, b, a}}, &value{Kind: "list", Items: []*value{b, a}})
	}
	return out
}
