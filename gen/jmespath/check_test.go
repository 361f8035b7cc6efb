package jmespath

import (
	"errors"
	"testing"

	"github.com/tinsmith-go/tinsmith/model"
)

// testShape is a structure with members of all types.
func testShape(testing.TB) *model.Shape {
	shape := func(name string, t model.Type, members ...*model.Member) *model.Shape {
		return &model.Shape{ID: model.ShapeID("t#" + name), Type: t, Members: members}
	}
	member := func(name string, s *model.Shape) *model.Member { return &model.Member{Name: name, Target: s} }
	list := func(name string, of *model.Shape) *model.Shape {
		return shape(name, model.List, member("member", of))
	}
	text, number, flag := shape("Text", model.String), shape("Number", model.Integer), shape("Flag", model.Boolean)
	state, when, some := shape("State", model.Enum), shape("When", model.Timestamp), shape("Some", model.Document)
	texts := list("Texts", text)
	part := shape("Part", model.Structure, member("name", text), member("state", state), member("size", number), member("flag", flag), member("tags", texts))
	part.Members = append(part.Members, member("parts", list("Parts", part)))
	return shape("Root", model.Structure,
		member("text", text), member("state", state), member("number", number), member("flag", flag), member("when", when), member("some", some),
		member("texts", texts), member("nested", list("Nested", texts)), member("part", part), member("parts", list("Parts", part)),
		member("tags", shape("Tags", model.Map, member("key", text), member("value", text))),
		member("choice", shape("Choice", model.Union, member("one", text), member("other", part))))
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		text string
		want TypeKind
		elem TypeKind // of lists
	}{
		{"text", String, 0}, {"state", String, 0}, {"number", Number, 0}, {"flag", Boolean, 0}, {"when", Opaque, 0}, {"some", Opaque, 0},
		{"part", Structure, 0}, {"part.name", String, 0}, {"choice.other.name", String, 0}, {"tags.anything", String, 0}, {"tags", Map, 0},
		{"parts", List, Structure}, {"parts[].name", List, String}, {"parts[0].name", String, 0}, {"parts[*].tags", List, List},
		{"parts[].tags[]", List, String}, {"parts[].parts[].size", List, Number}, {"nested[]", List, String}, {"nested[][]", List, String},
		{"parts[?flag].size", List, Number}, {"parts[?state == 'x' && size > `1`]", List, Structure}, {"parts[].name | [0]", String, 0},
		{"[text, part.name]", List, String}, {"parts[].[size >= `1`][]", List, Boolean}, {"@", Structure, 0}, {"@.part.@", Null, 0},
		{"text == state", Boolean, 0}, {"flag == `true`", Boolean, 0}, {"text == `null`", Boolean, 0}, {"parts != `null`", Boolean, 0},
		{"number < `1.5`", Boolean, 0}, {"!parts", Boolean, 0}, {"flag && text", Mixed, 0}, {"flag || flag", Boolean, 0}, {"text || state", String, 0}, {"parts || flag", Mixed, 0}, {"!(parts || flag)", Boolean, 0},
		{"length(text)", Number, 0}, {"length(parts)", Number, 0}, {"length(tags)", Number, 0}, {"length(parts[].name)", Number, 0},
		{"contains(texts, 'x')", Boolean, 0}, {"contains(parts[].flag, `false`)", Boolean, 0}, {"contains(text, 'x')", Boolean, 0}, {"contains(parts[].size, `1`)", Boolean, 0},
	} {
		n, err := Parse(c.text)
		if c.want == Null {
			if err == nil {
				t.Errorf("%s was parsed", c.text)
			}
			continue
		}
		if err == nil {
			err = Check(n, Of(testShape(t)))
		}
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if n.Type.Is != c.want || c.want == List && n.Type.Element().Is != c.elem {
			t.Errorf("%s is %s", c.text, n.Type.Is)
		}
	}
}

func TestCheckRefuses(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"nothing", `Root has no member "nothing" at byte 0`},
		{"part.nothing", `Part has no member "nothing" at byte 5`},
		{"choice.nothing", `Choice has no member "nothing" at byte 7`},
		{"text.name", `a string has no member "name" at byte 5`},
		{"parts.name", `a list has no member "name" at byte 6`},
		{"parts[].name[]", ""},
		{"text[0]", "an index needs a list, have a string at byte 4"},
		{"text[]", "flattening needs a list, have a string at byte 4"},
		{"text[*]", "a projection needs a list, have a string at byte 4"},
		{"part[?flag]", "a filter needs a list, have a structure at byte 4"},
		{"[text, number]", "a list of a string and a number is not supported at byte 7"},
		{"text == number", "a string and a number are never equal at byte 5"},
		{"text < state", "< needs numbers, have a string at byte 5"},
		{"number < `null`", "< needs numbers, have a number and null at byte 7"},
		{"part == part", "comparing a structure with another is not supported at byte 5"},
		{"when == when", "comparing an opaque value with another is not supported at byte 5"},
		{"length(number)", "a number has no length at byte 0"},
		{"length()", "length has 0 arguments, want 1 at byte 0"},
		{"length(text, text)", "length has 2 arguments, want 1 at byte 0"},
		{"(flag || text) == flag", "a value of one or another kind and a boolean are never equal at byte 15"},
		{"(text && text) == (text && text)", "comparing a value of one or another kind with another is not supported at byte 15"},
		{"keys(tags)", "the function keys is not supported at byte 0"},
		{"contains(texts, `1`)", "finding a number in a list of a string is not supported at byte 0"},
		{"contains(parts, part)", "finding a structure in a list of a structure is not supported at byte 0"},
		{"contains(number, `1`)", "a number contains nothing at byte 0"},
		{"[nested, nested][][].x", `a string has no member "x" at byte 21`},
	} {
		n, err := Parse(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		err = Check(n, Of(testShape(t)))
		got := ""
		if err != nil {
			got = err.Error()
		}
		var e *Error
		if got != c.want || err != nil && !errors.As(err, &e) {
			t.Errorf("%s: have %q, want %q", c.text, got, c.want)
		}
	}
}

func TestInputAndOutputAreMembersOfARoot(t *testing.T) {
	s := testShape(t)
	root := &Type{Is: Root, Roots: map[string]*Type{"input": Of(s), "output": Of(nil)}}
	for text, want := range map[string]string{
		"input.text": "", "output.text": `an object has no member "text" at byte 7`, "both": `an object has no member "both" at byte 0`,
	} {
		n, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if err := Check(n, root); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: have %q, want %q", text, got, want)
		}
	}
}
