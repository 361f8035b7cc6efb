package gen_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tinsmith-go/tinsmith/model"
)

// A value is what a program puts into an input, of any type: how a Go value is built from it, and what is wrong with
// it, follow from the model alone. It has a JSON form for the program that builds it.
type value struct {
	Kind   string            `json:"k"` // string, number, bool, blob, time, list, map, struct, union, nilmember, unknown, stream
	Text   string            `json:"s,omitempty"`
	Pad    int               `json:"p,omitempty"` // how many letters x follow Text
	Items  []*value          `json:"l,omitempty"` // of a list; nil where there is no element
	Fields map[string]*value `json:"f,omitempty"` // of a structure by Go name, of a map by key
	Member string            `json:"m,omitempty"` // of a union
	Value  *value            `json:"v,omitempty"` // of a union
}

// full is the text of a string or the bytes of a blob.
func (v *value) full() string { return v.Text + strings.Repeat("x", v.Pad) }

// broken is a constraint that a value breaks, and the least strict mode that minds.
type broken struct {
	path, constraint string
	level            level
}

type level int

const (
	requiredLevel level = iota
	defaultLevel
	fullLevel
)

// judge says what is wrong with a value. It knows the model and DESIGN's rules, and nothing of how code is made.
type judge struct {
	// matches tells whether a string matches a pattern; an unknown answer counts as a match.
	matches func(pattern, text string) bool
	// call: the value is checked by a call, which fills in a token first.
	call bool
	out  []broken
}

func (in *judge) add(path, constraint string, l level) {
	in.out = append(in.out, broken{path, constraint, l})
}

// structure checks the members of a structure. top: it is an input.
func (in *judge) structure(s *model.Shape, v *value, path string, top, hidden bool) {
	for _, m := range s.Members {
		if m.Target.EventStream {
			continue
		}
		name := goMember(m.Name)
		field, p := v.Fields[name], path+"."+name
		if top && in.call && m.IdempotencyToken && field == nil && m.Target.Type == model.String {
			continue
		}
		switch {
		case isValueTyped(m):
			zero := &value{Kind: "number", Text: "0"}
			if field == nil {
				field = zero
			}
			if m.Target.Type != model.Boolean && (m.Required || number(field).Sign() != 0) {
				in.value(m, field, p, false, hidden)
			}
		case isUnset(m, field):
			if m.Required || top && m.Loc == model.LabelLocation {
				in.add(p, "required", requiredLevel)
			}
		default:
			in.value(m, field, p, false, hidden)
		}
	}
}

func isUnset(m *model.Member, v *value) bool {
	return v == nil || m.Target.Type == model.Enum && v.Text == ""
}

// isValueTyped tells members whose field is never nil, so that zero stands for nothing.
func isValueTyped(m *model.Member) bool {
	if m.Target.Type == model.IntEnum {
		return true
	}
	d := m.Default
	if d == nil || d.Null || m.AddedDefault || m.ClientOptional {
		return false
	}
	switch m.Target.Type {
	case model.Boolean:
		return d.Value == false
	case model.Byte, model.Short, model.Integer, model.Long, model.Float, model.Double:
		n, ok := d.Value.(json.Number)
		f, err := strconv.ParseFloat(string(n), 64)
		return ok && err == nil && f == 0
	}
	return false
}

// value checks a value that is set. there: it is an element of a list or map, or in a union.
func (in *judge) value(m *model.Member, v *value, path string, there, hidden bool) {
	s := m.Target
	hidden = hidden || m.IsSensitive()
	switch s.Type {
	case model.String:
		in.length(m, utf8.RuneCountInString(v.full()), path)
		if p := m.PatternInForce(); p != "" && !in.matches(p, v.full()) {
			in.add(path, "pattern", fullLevel)
		}
	case model.Blob:
		if v.Kind != "stream" {
			in.length(m, len(v.full()), path)
		}
	case model.Enum:
		if !slices.ContainsFunc(s.Members, func(e *model.Member) bool { return e.EnumValue == v.Text }) {
			in.add(path, "enum", fullLevel)
		}
	case model.IntEnum:
		if !slices.ContainsFunc(s.Members, func(e *model.Member) bool { return strconv.FormatInt(e.EnumInt, 10) == v.Text }) {
			in.add(path, "enum", fullLevel)
		}
	case model.Byte, model.Short, model.Integer, model.Long, model.Float, model.Double:
		in.span(m, v, path)
	case model.List:
		in.list(m, v, path, hidden)
	case model.Map:
		in.entries(m, v, path, hidden)
	case model.Structure:
		in.structure(s, v, path, false, hidden)
	case model.Union:
		if !s.EventStream {
			in.union(s, v, path, hidden)
		}
	}
}

func (in *judge) length(m *model.Member, n int, path string) {
	l := m.LengthInForce()
	if l == nil {
		return
	}
	if l.Min != nil && int64(n) < *l.Min {
		in.add(path, "length", defaultLevel)
	}
	if l.Max != nil && int64(n) > *l.Max {
		in.add(path, "length", fullLevel)
	}
}

func (in *judge) span(m *model.Member, v *value, path string) {
	r := m.RangeInForce()
	if r == nil {
		return
	}
	n := number(v)
	if r.Min != "" && n.Cmp(parsed(r.Min)) < 0 {
		in.add(path, "range", defaultLevel)
	}
	if r.Max != "" && n.Cmp(parsed(r.Max)) > 0 {
		in.add(path, "range", fullLevel)
	}
}

func number(v *value) *big.Float { return parsed(v.Text) }

func parsed(text string) *big.Float {
	f, _, err := big.ParseFloat(text, 10, 256, big.ToNearestEven)
	if err != nil {
		panic(err)
	}
	return f
}

func (in *judge) list(m *model.Member, v *value, path string, hidden bool) {
	in.length(m, len(v.Items), path)
	s := m.Target
	if m.UniqueItems || s.UniqueItems {
		seen := map[string]bool{}
		for _, e := range v.Items {
			text, err := json.Marshal(e)
			if err != nil {
				panic(err)
			}
			if seen[string(text)] {
				in.add(path, "uniqueItems", fullLevel)
				break
			}
			seen[string(text)] = true
		}
	}
	for i, e := range v.Items {
		in.element(s, e, path+"["+strconv.Itoa(i)+"]", hidden)
	}
}

func (in *judge) entries(m *model.Member, v *value, path string, hidden bool) {
	in.length(m, len(v.Fields), path)
	s := m.Target
	hidden = hidden || s.Key().IsSensitive()
	for key, e := range v.Fields {
		p := path + "[" + strconv.Quote(key) + "]"
		if hidden {
			p = path + `["…"]`
		}
		in.value(s.Key(), &value{Kind: "string", Text: key}, p, true, hidden)
		in.element(s, e, p, hidden)
	}
}

// element checks an element of a list or map. nil is an unset one, which only a union can't be anywhere, and which
// doesn't stand for any value of a dense list.
func (in *judge) element(s *model.Shape, e *value, path string, hidden bool) {
	m := s.Elem()
	switch {
	case e != nil && s.Sparse && m.Target.Type == model.Enum && e.Text == "":
	case e != nil:
		in.value(m, e, path, true, hidden)
	case m.Target.Type == model.Union && !s.Sparse:
		in.add(path, "union", defaultLevel)
	}
}

func (in *judge) union(s *model.Shape, v *value, path string, hidden bool) {
	if v.Kind != "union" { // a nil pointer, or a member that isn't known
		in.add(path, "union", defaultLevel)
		return
	}
	m := s.Member(v.Member)
	p := path + "[" + m.Name + "]"
	switch {
	case v.Value != nil:
		in.value(m, v.Value, p, true, hidden)
	case m.Target.Type == model.Union:
		in.add(p, "union", defaultLevel)
	case m.Target.Type == model.List || m.Target.Type == model.Map || m.Target.Type == model.Blob:
		in.length(m, 0, p) // the value is there whatever it holds
	}
}

// wrong lists what is wrong with an input in the modes from required to full, sorted, as "path: constraint".
func wrong(op *model.Operation, v *value, matches func(pattern, text string) bool) [3][]string {
	var out [3][]string
	for mode := requiredLevel; mode <= fullLevel; mode++ {
		in := &judge{matches: matches, call: mode != fullLevel}
		in.structure(op.Input, v, goExported(op.Name)+"Input", true, false)
		out[mode] = []string{}
		for _, b := range in.out {
			if b.level <= mode {
				out[mode] = append(out[mode], b.path+": "+b.constraint)
			}
		}
		slices.Sort(out[mode])
	}
	return out
}

// goExported is a model's name as an exported Go identifier.
func goExported(name string) string {
	i := strings.IndexFunc(name, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' })
	if i < 0 {
		panic(fmt.Sprintf("%q has no letter", name))
	}
	return strings.ToUpper(name[i:i+1]) + name[i+1:]
}

func goMember(name string) string {
	n := goExported(name)
	if n == "String" || n == "GetStream" {
		n += "_"
	}
	return n
}
