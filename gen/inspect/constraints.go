package inspect

import (
	"maps"
	"slices"
	"strings"

	"github.com/tinsmith-go/tinsmith/gen/pattern"
	"github.com/tinsmith-go/tinsmith/model"
)

// Pattern is a pattern and where inputs have it.
type Pattern struct {
	Pattern string `json:"pattern"`
	// Sort is how it is checked: straight-line, regexp, composed, trivial (every string passes) or
	// unsupported.
	Sort string `json:"sort"`
	// Reason says why it isn't enforced; "" when it is.
	Reason string `json:"reason"`
	// Places are the shapes and members that state it, by position.
	Places []Note `json:"places"`
}

// constraints counts the constraints in force in what the operations of cut send, and lists the patterns.
func (i *inspector) constraints(cut *model.Service) (map[string]int, []Pattern) {
	count, places := map[string]int{}, map[string]map[Note]bool{}
	sent := map[*model.Shape]bool{}
	for _, op := range cut.Operations {
		collect(op.Input, sent)
	}
	for s := range sent {
		if s.Type == model.Union {
			count["union"]++
		}
		if s.Type == model.Enum || s.Type == model.IntEnum {
			continue // members are its values
		}
		for _, m := range s.Members {
			for _, name := range inForce(m) {
				count[name]++
			}
			if text := m.PatternInForce(); text != "" && m.Target.Type == model.String {
				if places[text] == nil {
					places[text] = map[Note]bool{}
				}
				places[text][i.statedAt(cut, s, m)] = true
			}
		}
	}
	return count, patterns(places)
}

// collect adds what s holds, event streams aside.
func collect(s *model.Shape, seen map[*model.Shape]bool) {
	if s == nil || seen[s] || s.EventStream {
		return
	}
	seen[s] = true
	for _, m := range s.Members {
		collect(m.Target, seen)
	}
}

// inForce lists the traits that constrain a member's values.
func inForce(m *model.Member) []string {
	var out []string
	add := func(name string, has bool) {
		if has {
			out = append(out, name)
		}
	}
	t := m.Target.Type
	add("required", m.Required)
	add("length", m.LengthInForce() != nil)
	add("range", m.RangeInForce() != nil)
	add("pattern", m.PatternInForce() != "" && t == model.String)
	add("uniqueItems", t == model.List && (m.UniqueItems || m.Target.UniqueItems))
	add("enum", t == model.Enum || t == model.IntEnum)
	return out
}

// statedAt names who states a member's pattern: the member itself, or its target.
func (i *inspector) statedAt(cut *model.Service, s *model.Shape, m *model.Member) Note {
	by, name := m.Target.Traits, cut.ShapeName(m.Target.ID)
	if m.Pattern != "" {
		by, name = m.Traits, cut.ShapeName(s.ID)+"$"+m.Name
	}
	return i.note(by.PatternPos, name)
}

// patterns sorts what was collected, and decides about each pattern.
func patterns(places map[string]map[Note]bool) []Pattern {
	out := []Pattern{}
	for _, text := range slices.Sorted(maps.Keys(places)) {
		plan := pattern.Compile(text)
		out = append(out, Pattern{
			Pattern: text, Sort: plan.Sort(), Reason: plan.Reason,
			Places: slices.SortedFunc(maps.Keys(places[text]), compare),
		})
	}
	return out
}

// compare orders notes by file, line, column and message.
func compare(a, b Note) int {
	if c := strings.Compare(a.File, b.File); c != 0 {
		return c
	}
	if a.Line != b.Line {
		return a.Line - b.Line
	}
	if a.Column != b.Column {
		return a.Column - b.Column
	}
	return strings.Compare(a.Message, b.Message)
}
