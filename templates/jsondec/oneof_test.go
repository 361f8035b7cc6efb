package jsondec

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readOneOf reads a union as generated code does: its members as "key=JSON" in their order.
func readOneOf(text string) (members []string, err error) {
	r := New([]byte(text))
	var one OneOf
	for r.Object(); one.Next(r); {
		key := string(r.Key())
		members = append(members, key+"="+string(r.Raw()))
	}
	return members, r.End()
}

// TestOneOf: a union has exactly one member. Services send null for the others, and some the name of the shape.
func TestOneOf(t *testing.T) {
	for text, want := range map[string]string{
		`{"text":"a"}`:                            `text="a"`,
		`{"text":{}}`:                             `text={}`,
		`{"text":[null]}`:                         `text=[null]`,
		`{"a":null,"text":1,"b":null}`:            `text=1`,
		`{"text":1,"text":null}`:                  `text=1`,
		`{"text":null,"text":1}`:                  `text=1`,
		`{"__type":"a.b#Shape","text":1}`:         `text=1`,
		`{"text":1,"__type":"a.b#Shape"}`:         `text=1`,
		`{"__type":{"deep":[1]},"text":1}`:        `text=1`,
		`{"__type":null,"text":1}`:                `text=1`,
		`{"\u005f_type":"escaped","\u0074ext":1}`: `text=1`,
		`{"someDay":{"new":[1, 2]}}`:              `someDay={"new":[1, 2]}`,
		`{"__TYPE":1}`:                            `__TYPE=1`,
		`{"":1}`:                                  `=1`,
		" { \"text\" : 1 } ":                      `text=1`,
		`{}`:                                      ``,
		`null`:                                    ``,
		`{"a":null}`:                              ``,
		`{"__type":"a.b#Shape"}`:                  ``,
	} {
		members, err := readOneOf(text)
		if got := strings.Join(members, " "); got != want || err != nil {
			t.Errorf("%s is %q (%v), want %q", text, got, err, want)
		}
	}
}

func TestOneOfFails(t *testing.T) {
	for text, want := range map[string]string{
		`{"text":1,"number":2}`:             "union has more than one member",
		`{"text":1,"text":1}`:               "union has more than one member",
		`{"text":1,"someDay":2}`:            "union has more than one member",
		`{"text":1,"__type":"a","more":{}}`: "union has more than one member",
		`{"text":nul}`:                      "invalid literal",
		`{"__type":"a","text":1`:            "expected ',' or '}', found end of input",
		`[]`:                                "expected object, found list",
		`"text"`:                            "expected object, found string",
	} {
		members, err := readOneOf(text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is %q (%v), want an error with %q", text, members, err, want)
		}
		if len(members) > 1 {
			t.Errorf("%s has the members %q", text, members)
		}
	}
}

// TestOneOfSaysWhere: the error's path leads to the member that is too many.
func TestOneOfSaysWhere(t *testing.T) {
	r := New([]byte(`{"items":[{"a":1},{"a":1,"b":2}]}`))
	for r.Object(); r.Next(); {
		for r.Array(); r.More(); {
			var one OneOf
			for r.Object(); one.Next(r); {
				r.Skip()
			}
		}
	}
	err := r.End()
	const want = "items[1].b: union has more than one member at offset 29"
	if err == nil || cmp.Diff(want, err.Error()) != "" {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestOneOfInAList: each union has a OneOf of its own; what follows it is read.
func TestOneOfInAList(t *testing.T) {
	r := New([]byte(`[{"a":1},null,{"b":null},{"__type":"x","c":2},{}]`))
	var got []string
	for r.Array(); r.More(); {
		var one OneOf
		for r.Object(); one.Next(r); {
			got = append(got, string(r.Key())+"="+string(r.Raw()))
		}
	}
	if diff := cmp.Diff([]string{"a=1", "c=2"}, got); diff != "" || r.End() != nil {
		t.Errorf("%v (-want +got)\n%s", r.End(), diff)
	}
}
