package constraint

import (
	"errors"
	"strings"
	"testing"

	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"
)

// The types below have the shape of generated ones.

type input struct {
	Name     *string
	Template *template
	Actions  []action
	Nodes    map[string]node
	Requests map[string][]node
	Matrix   [][]node
	Choice   action
	Choices  map[string]action
}

func (v *input) Check(c *Checker) {
	c.Required("Name", v.Name != nil)
	c.Required("Template", v.Template != nil)
	Struct(c, "Template", v.Template, (*template).Check)
	List(c, "Actions", v.Actions, checkAction)
	Map(c, "Nodes", v.Nodes, nil, checkNode)
	Map(c, "Requests", v.Requests, nil, func(v []node, c *Checker) { checkNodes(&v, c) })
	List(c, "Matrix", v.Matrix, checkNodes)
	Union(c, "Choice", v.Choice)
	Map(c, "Choices", v.Choices, nil, func(v action, c *Checker) { checkAction(&v, c) })
}

func checkNode(v node, c *Checker)      { v.Check(c) }
func checkNodes(v *[]node, c *Checker)  { List(c, "", *v, (*node).Check) }
func checkAction(v *action, c *Checker) { UnionElem(c, *v) }
func (v *template) Check(c *Checker)    { c.Required("Title", v.Title != nil) }
func (v *actionRun) Check(c *Checker)   { c.Variant("run"); v.Value.Check(c); c.Pop() }
func (*actionRun) isAction()            {}
func (*actionWait) isAction()           {}

type template struct{ Title *string }

// A node is recursive in every way.
type node struct {
	ID       *string
	Next     *node
	Children []node
	ByName   map[string]node
}

func (v *node) Check(c *Checker) {
	c.Required("ID", v.ID != nil)
	Struct(c, "Next", v.Next, (*node).Check)
	List(c, "Children", v.Children, (*node).Check)
	Map(c, "ByName", v.ByName, nil, checkNode)
}

type action interface{ isAction() }

type actionRun struct{ Value node }

type actionWait struct{ Value int }

func valid() *input {
	s := "x"
	ok := node{ID: &s}
	return &input{
		Name:     &s,
		Template: &template{Title: &s},
		Actions:  []action{&actionRun{Value: ok}, &actionWait{}},
		Matrix:   [][]node{{ok, {ID: &s, Next: &ok, Children: []node{ok, ok}}}},
		Choice:   &actionRun{Value: ok},
	}
}

func TestViolationsAndTheirPaths(t *testing.T) {
	s := "x"
	ok, bad := node{ID: &s}, node{}
	tests := map[string]struct {
		change func(v *input)
		want   []string
	}{
		"valid":      {func(v *input) {}, nil},
		"at the top": {func(v *input) { v.Name, v.Template = nil, nil }, []string{"Name", "Template"}},
		"member":     {func(v *input) { v.Template.Title = nil }, []string{"Template.Title"}},
		"union in a list": {func(v *input) { v.Actions = []action{&actionWait{}, &actionRun{Value: node{ID: &s, Next: &bad}}} },
			[]string{"Actions[1][run].Next.ID"}},
		"union":             {func(v *input) { v.Choice = &actionRun{} }, []string{"Choice[run].ID"}},
		"nil union":         {func(v *input) { v.Choice, v.Actions = nil, []action{nil} }, nil},
		"typed nil union":   {func(v *input) { v.Choice = (*actionRun)(nil) }, nil},
		"unchecked variant": {func(v *input) { v.Choice = &actionWait{} }, nil},
		"map in the order of its keys": {func(v *input) {
			v.Nodes = map[string]node{"b": {Children: []node{ok, bad}}, "c": ok, "a": bad, `"`: bad, "A\n": bad}
		}, []string{`Nodes["\""].ID`, `Nodes["A\n"].ID`, `Nodes["a"].ID`, `Nodes["b"].ID`, `Nodes["b"].Children[1].ID`}},
		"map in a map": {func(v *input) {
			v.Nodes = map[string]node{"b": ok, "a": {ID: &s, ByName: map[string]node{"d": bad, "c": bad}}}
		}, []string{`Nodes["a"].ByName["c"].ID`, `Nodes["a"].ByName["d"].ID`}},
		"list in a map": {func(v *input) { v.Requests = map[string][]node{"tbl": {ok, {ID: &s, Next: &bad}}} },
			[]string{`Requests["tbl"][1].Next.ID`}},
		"list in a list": {func(v *input) { v.Matrix = [][]node{nil, {ok, bad}} }, []string{"Matrix[1][1].ID"}},
		"union in a map": {func(v *input) { v.Choices = map[string]action{"k": &actionRun{}, "n": nil} }, []string{`Choices["k"][run].ID`}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			v := valid()
			tt.change(v)
			err := Run("In", Required, v, (*input).Check)
			if tt.want == nil {
				if err != nil {
					t.Errorf("got %v", err)
				}
				return
			}
			var invalid smithy.InvalidParamsError
			if !errors.As(err, &invalid) {
				t.Fatalf("got %#v", err)
			}
			var got []string
			for _, e := range invalid.Errs() {
				var missing *smithy.ParamRequiredError
				if !errors.As(e, &missing) {
					t.Fatalf("got %#v", e)
				}
				got = append(got, strings.TrimPrefix(missing.Field(), "In."))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestTextOfAllViolations(t *testing.T) {
	v := valid()
	v.Name = nil
	v.Actions = []action{&actionRun{}}
	want := "2 validation error(s) found.\n" +
		"- missing required field, CreateInput.Name.\n" +
		"- missing required field, CreateInput.Actions[0][run].ID.\n"
	if got := Run("CreateInput", Required, v, (*input).Check); got == nil || got.Error() != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestRunsAreIndependent(t *testing.T) {
	for range 3 {
		bad := valid()
		bad.Name = nil
		if err := Run("In", Required, bad, (*input).Check); err == nil || strings.Count(err.Error(), "\n") != 2 {
			t.Errorf("got %v", err)
		}
		if err := Run("In", Required, valid(), (*input).Check); err != nil {
			t.Errorf("got %v", err)
		}
	}
}

func TestDeepValues(t *testing.T) {
	var n node
	for range 10_000 {
		inner := n
		id := "x"
		n = node{ID: &id, ByName: map[string]node{"a": inner, "b": {ID: &id}}}
	}
	v := valid()
	v.Nodes = map[string]node{"k": n}
	err := Run("In", Required, v, (*input).Check)
	if want := `In.Nodes["k"]` + strings.Repeat(`.ByName["a"]`, 10_000) + ".ID."; err == nil || !strings.Contains(err.Error(), want) {
		t.Error("the path to a deep violation is wrong")
	}
}

func TestNothingIsAllocatedForAValidInput(t *testing.T) {
	v := valid()
	var c Checker
	v.Check(&c)
	if got := testing.AllocsPerRun(100, func() { v.Check(&c) }); got != 0 {
		t.Errorf("Check: %v allocations", got)
	}
	if got := testing.AllocsPerRun(100, func() { _ = Run("In", Required, v, (*input).Check) }); got >= 1 {
		t.Errorf("Run: %v allocations", got)
	}
	v.Nodes = map[string]node{"a": *v.Matrix[0][0].clone(), "b": *v.Matrix[0][0].clone()}
	if got := testing.AllocsPerRun(100, func() { v.Check(&c) }); got != 0 {
		t.Errorf("with a map: %v allocations", got)
	}
}

func (v node) clone() *node { return &v }

func BenchmarkRun(b *testing.B) {
	invalid := valid()
	invalid.Actions = []action{&actionRun{}}
	for name, v := range map[string]*input{"valid": valid(), "invalid": invalid} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = Run("In", Required, v, (*input).Check)
			}
		})
	}
}
