package smithy

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/model"
)

// small is a service with one operation whose input is a#In.
const small = `"a#S": {"type": "service", "operations": [{"target": "a#Op"}]},
"a#Op": {"type": "operation", "input": {"target": "a#In"}},` + "\n"

func memberDocs(s *model.Shape) []string {
	var out []string
	for _, m := range s.Members {
		out = append(out, m.Name+": "+m.Documentation)
	}
	return out
}

func TestMixinsGiveMembersAndTraits(t *testing.T) {
	svc := mustRead(t, doc(small+`
"a#In": {"type": "structure", "mixins": [{"target": "a#M2"}, {"target": "a#M3"}], "members": {
	"own": {"target": "smithy.api#String", "traits": {"smithy.api#documentation": "In"}},
	"two": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}}}},
"a#M1": {"type": "structure", "members": {"one": {"target": "smithy.api#String", "traits": {"smithy.api#documentation": "M1"}}},
	"traits": {"smithy.api#mixin": {"localTraits": ["smithy.api#deprecated"]}, "smithy.api#deprecated": {}, "smithy.api#documentation": "M1", "smithy.api#sensitive": {}}},
"a#M2": {"type": "structure", "mixins": [{"target": "a#M1"}], "members": {"two": {"target": "smithy.api#String", "traits": {"smithy.api#documentation": "M2"}}},
	"traits": {"smithy.api#mixin": {}, "smithy.api#documentation": "M2"}},
"a#M3": {"type": "structure", "members": {"three": {"target": "smithy.api#String"}, "one": {"target": "smithy.api#String", "traits": {"smithy.api#documentation": "M3"}}},
	"traits": {"smithy.api#mixin": {}, "smithy.api#documentation": "M3"}},
"a#In$three": {"type": "apply", "traits": {"smithy.api#documentation": "applied"}},
"a#M2$one": {"type": "apply", "traits": {"smithy.api#deprecated": {}}}`))
	in := svc.Shapes["a#In"]
	if diff := cmp.Diff([]string{"one: M3", "two: M2", "three: applied", "own: In"}, memberDocs(in)); diff != "" {
		t.Errorf("members (-want +got)\n%s", diff)
	}
	if in.Documentation != "M3" || in.Deprecated != nil || !in.Sensitive || !in.Member("two").Required || in.Member("one").Deprecated == nil {
		t.Errorf("traits of the structure or its members are wrong: %+v", in)
	}
	if len(svc.Shapes) != 2 {
		t.Errorf("mixins are shapes of the service: %d shapes", len(svc.Shapes))
	}
}

func TestMixinsOfEveryKind(t *testing.T) {
	const mixin = `"traits": {"smithy.api#mixin": {}, "smithy.api#documentation": "mixed"}`
	svc := mustRead(t, doc(`
"a#S": {"type": "service", "mixins": [{"target": "a#SM"}], "operations": [{"target": "a#Op"}], "rename": {"a#U": "Own"}},
"a#SM": {"type": "service", "version": "7", "operations": [{"target": "a#Op2"}, {"target": "a#Op"}], "resources": [{"target": "a#R"}],
	"errors": [{"target": "a#E"}], "rename": {"a#U": "X", "a#L": "Y"}, `+mixin+`},
"a#Op": {"type": "operation", "mixins": [{"target": "a#OpM"}], "input": {"target": "a#In"}, "errors": [{"target": "a#E2"}]},
"a#OpM": {"type": "operation", "errors": [{"target": "a#E"}], "traits": {"smithy.api#mixin": {}, "smithy.api#readonly": {}}},
"a#Op2": {"type": "operation"}, "a#Op3": {"type": "operation"},
"a#R": {"type": "resource", "mixins": [{"target": "a#RM"}], "read": {"target": "a#Op3"}},
"a#RM": {"type": "resource", `+mixin+`},
"a#E": {"type": "structure", "traits": {"smithy.api#error": "client"}}, "a#E2": {"type": "structure", "traits": {"smithy.api#error": "client"}},
"a#In": {"type": "structure", "members": {"u": {"target": "a#U"}, "l": {"target": "a#L"}, "m": {"target": "a#M"}, "e": {"target": "a#En"}, "s": {"target": "a#St"}}},
"a#U": {"type": "union", "mixins": [{"target": "a#UM"}], "members": {"b": {"target": "smithy.api#String"}}},
"a#UM": {"type": "union", "members": {"a": {"target": "smithy.api#String"}}, `+mixin+`},
"a#L": {"type": "list", "mixins": [{"target": "a#LM"}]},
"a#LM": {"type": "list", "member": {"target": "smithy.api#Long"}, `+mixin+`},
"a#M": {"type": "map", "mixins": [{"target": "a#MM"}], "value": {"target": "smithy.api#Long", "traits": {"smithy.api#documentation": "own"}}},
"a#MM": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "smithy.api#Long"}, `+mixin+`},
"a#En": {"type": "enum", "mixins": [{"target": "a#EnM"}], "members": {"B": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "b"}}}},
"a#EnM": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "a"}}}, `+mixin+`},
"a#St": {"type": "string", "mixins": [{"target": "a#StM"}]},
"a#StM": {"type": "string", "traits": {"smithy.api#mixin": {}, "smithy.api#pattern": "p"}}`))
	var ops, errs, service []string
	for _, op := range svc.Operations {
		ops = append(ops, op.Name)
	}
	for _, e := range svc.Operation("Op").Errors {
		errs = append(errs, e.ID.Name())
	}
	for _, e := range svc.Errors {
		service = append(service, e.ID.Name())
	}
	in := svc.Shapes["a#In"]
	got := map[string]any{
		"operations": ops, "errors": errs, "service errors": service, "version": svc.Version, "doc": svc.Documentation, "rename": svc.Rename,
		"readonly": svc.Operation("Op").Readonly, "union": memberDocs(in.Member("u").Target), "list": memberDocs(in.Member("l").Target),
		"map": memberDocs(in.Member("m").Target), "enum": memberDocs(in.Member("e").Target), "string": in.Member("s").Target.Pattern,
	}
	want := map[string]any{
		"operations": []string{"Op", "Op2", "Op3"}, "errors": []string{"E", "E2"}, "service errors": []string{"E"}, "version": "7", "doc": "mixed",
		"rename": map[model.ShapeID]string{"a#U": "Own", "a#L": "Y"}, "readonly": true, "union": []string{"a: ", "b: "},
		"list": []string{"member: "}, "map": []string{"key: ", "value: own"}, "enum": []string{"A: ", "B: "}, "string": "p",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestDocumentsAreMerged(t *testing.T) {
	svc := mustRead(t,
		`{"smithy": "2.0", "metadata": {"list": [1], "same": "x", "one": 1}, "shapes": {`+small+`"b.c#T": {"type": "string"}}}`,
		`{"smithy": "2", "metadata": {"list": [2], "same": "x", "two": 2}, "shapes": {
			"a#In": {"type": "structure", "members": {"t": {"target": "b.c#T"}}}, "b.c#T": {"type": "string"},
			"a#Op": {"type": "apply", "traits": {"smithy.api#documentation": "applied"}}}}`,
		`{"smithy": "2.0", "shapes": {"a#In$t": {"type": "apply", "traits": {"smithy.api#required": {}}},
			"a#In": {"type": "apply", "traits": {"smithy.api#documentation": "applied", "smithy.api#tags": ["x"]}}}}`,
		`{"smithy": "2.0", "shapes": {"a#In": {"type": "apply", "traits": {"smithy.api#documentation": "applied", "smithy.api#tags": ["y"]}}}}`,
		`{"smithy": "2.0"}`)
	in := svc.Shapes["a#In"]
	if svc.Operations[0].Documentation != "applied" || in.Documentation != "applied" || !in.Members[0].Required || in.Members[0].Target.ID != "b.c#T" {
		t.Errorf("something isn't merged: %+v", in)
	}
}

func TestListTraitsAreJoined(t *testing.T) {
	test := func(id string) string {
		return fmt.Sprintf(`{"type": "apply", "traits": {"smithy.test#httpResponseTests": [{"id": %q, "protocol": "aws.protocols#restJson1", "code": 200}]}}`, id)
	}
	svc := mustRead(t, doc(small+`"a#In": {"type": "structure"}`),
		doc(`"a#Op": `+test("A")), doc(`"a#Op": `+test("B")), doc(`"a#Op": `+test("C")))
	var got []string
	for _, test := range svc.Operations[0].ResponseTests {
		got = append(got, test.ID)
	}
	if diff := cmp.Diff([]string{"A", "B", "C"}, got); diff != "" {
		t.Errorf("tests (-want +got)\n%s", diff)
	}
}

func TestTheOrderOfShapesMeansNothing(t *testing.T) {
	shapes := strings.Split(strings.ReplaceAll(strings.TrimSpace(kitchen), ",\n\"a.b#", "\x00\"a.b#"), "\x00")
	if len(shapes) < 10 {
		t.Fatalf("%d shapes to shuffle", len(shapes))
	}
	want := mustRead(t, doc(kitchen))
	for range 2 {
		for i, j := 0, len(shapes)-1; i < j; i, j = i+1, j-1 {
			shapes[i], shapes[j] = shapes[j], shapes[i]
		}
		shapes = append(shapes[3:], shapes[:3]...)
		got := mustRead(t, doc(strings.Join(shapes, ",\n")))
		if diff := cmp.Diff(plain(t, want), plain(t, got)); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}

// plain returns a service as text that doesn't depend on positions.
func plain(t *testing.T, svc *model.Service) string {
	t.Helper()
	c := *svc
	c.Shapes = nil
	names := map[model.ShapeID]any{}
	for id, s := range svc.Shapes {
		names[id] = append(memberDocs(s), s.Type.String())
	}
	ops := c.Operations
	c.Operations, c.Errors, c.ErrorTests, c.Pos = nil, nil, nil, 0
	var listed []string
	for _, op := range ops {
		listed = append(listed, op.Name, fmt.Sprint(len(op.Waiters), op.Auth, op.HostPrefix))
	}
	out, err := json.MarshalIndent([]any{c.Rename, c.Auth, c.Protocols, names, listed}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestEveryOperationOfAResourceIsFound(t *testing.T) {
	svc := mustRead(t, doc(`
"a#S": {"type": "service", "resources": [{"target": "a#R"}, {"target": "a#Q"}]},
"a#R": {"type": "resource", "identifiers": {"id": {"target": "smithy.api#String"}}, "properties": {},
	"create": {"target": "a#Create"}, "put": {"target": "a#Put"}, "read": {"target": "a#Read"}, "update": {"target": "a#Update"},
	"delete": {"target": "a#Delete"}, "list": {"target": "a#List"}, "operations": [{"target": "a#Op"}, {"target": "a#Put"}],
	"collectionOperations": [{"target": "a#Coll"}], "resources": [{"target": "a#C"}],
	"traits": {"aws.api#arn": {"template": "x"}, "smithy.api#documentation": "d"}},
"a#C": {"type": "resource", "read": {"target": "a#ReadChild"}, "resources": [{"target": "a#D"}]},
"a#D": {"type": "resource", "operations": [{"target": "a#Deep"}]},
"a#Q": {"type": "resource"},
`+operations("Create", "Put", "Read", "Update", "Delete", "List", "Op", "Coll", "ReadChild", "Deep", "Loose")))
	var got []string
	for _, op := range svc.Operations {
		got = append(got, op.Name)
	}
	want := []string{"Coll", "Create", "Deep", "Delete", "List", "Op", "Put", "Read", "ReadChild", "Update"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("operations (-want +got)\n%s", diff)
	}
}

// operations states operations without input and output.
func operations(names ...string) string {
	var out []string
	for _, name := range names {
		out = append(out, `"a#`+name+`": {"type": "operation", "input": {"target": "smithy.api#Unit"}}`)
	}
	return strings.Join(out, ",\n")
}
