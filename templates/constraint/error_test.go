package constraint

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"
)

func TestErrorText(t *testing.T) {
	tests := map[string]struct {
		err  Error
		want string
	}{
		"all":       {Error{Limit: "a length of 3", Got: "4", context: "In", nested: "A[0]", field: "B"}, "In.A[0].B: a length of 3 is wanted, have 4."},
		"sensitive": {Error{Limit: "a length of 3", context: "In", field: "B"}, "In.B: a length of 3 is wanted."},
		"no path":   {Error{Limit: "a length of 3", Got: "4"}, ": a length of 3 is wanted, have 4."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := tt.err.Error(); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestErrorPath(t *testing.T) {
	tests := map[string]struct {
		context string
		steps   []string // the innermost first
		field   string
		want    string
	}{
		"field":              {"In", nil, "F", "In.F"},
		"without a context":  {"", nil, "F", "F"},
		"nested":             {"In", []string{"B", "A"}, "F", "In.A.B.F"},
		"list":               {"In", []string{"B[1]"}, "F", "In.B[1].F"},
		"element":            {"In", []string{"B[1]"}, "", "In.B[1]"},
		"element of element": {"In", []string{"[2]", "B[1]"}, "", "In.B[1][2]"},
		"variant":            {"In", []string{"[run]", "Actions[0]"}, "F", "In.Actions[0][run].F"},
		"only an index":      {"In", []string{"[2]"}, "F", "In[2].F"},
		"nothing":            {"", nil, "", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			e := &Error{field: tt.field}
			for _, s := range tt.steps {
				e.AddNestedContext(s)
			}
			e.SetContext(tt.context)
			if got := e.Field(); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// TestErrorsAsTheSDKs: what smithy-go does with an error of its own, when it is added to others
// and they to others, it does with this one.
func TestErrorsAsTheSDKs(t *testing.T) {
	path := func(err smithy.InvalidParamError) string {
		inner := smithy.InvalidParamsError{Context: "Inner"}
		inner.Add(err)
		outer := smithy.InvalidParamsError{Context: "Outer"}
		outer.AddNested("List[1]", inner)
		return outer.Errs()[0].(smithy.InvalidParamError).Field()
	}
	if got, want := path(&Error{field: "F"}), path(smithy.NewErrParamRequired("F")); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestErrorsAreFound(t *testing.T) {
	short := ""
	err := error(Run("In", Full, &short, func(v *string, c *Checker) {
		c.Required("A", false)
		c.Str("B", v, 1, 2)
	}))
	var invalid smithy.InvalidParamsError
	if !errors.As(err, &invalid) || len(invalid.Errs()) != 2 {
		t.Fatalf("got %#v", err)
	}
	var missing *smithy.ParamRequiredError
	if !errors.As(invalid.Errs()[0], &missing) || missing.Field() != "In.A" {
		t.Errorf("got %#v", invalid.Errs()[0])
	}
	var broken *Error
	if !errors.As(invalid.Errs()[1], &broken) {
		t.Fatalf("got %#v", invalid.Errs()[1])
	}
	if diff := cmp.Diff([]string{"In.B", "length", "a length from 1 to 2", "0"}, []string{broken.Field(), broken.Constraint, broken.Limit, broken.Got}); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if want := "2 validation error(s) found.\n- missing required field, In.A.\n- In.B: a length from 1 to 2 is wanted, have 0.\n"; err.Error() != want {
		t.Errorf("got %s, want %s", err, want)
	}
}

// TestSensitiveValuesAreNotShown: neither error nor path has a sensitive value in it, whatever
// is wrong, at any depth, and what isn't sensitive is shown before and after.
func TestSensitiveValuesAreNotShown(t *testing.T) {
	const secret = "s3cr3t"
	text, number, float := secret, int32(987654), 987654.5
	never := &Pattern{Text: "never", Match: func(string) bool { return false }}
	all := func(c *Checker) {
		c.Str("F", &text, 99, NoMax)
		c.Str("F", &text, 0, 1)
		c.Len("F", true, 987654, 0, 1)
		AtLeast(c, "F", &number, 1000000)
		AtMost(c, "F", &float, 1)
		c.Pattern("F", &text, never)
		Enum(c, "F", color(text))
		IntEnum(c, "F", &number, 1)
		Unique(c, "F", []string{text, text})
		UniqueDeep(c, "F", []*string{&text, &text})
		Union(c, "F", &unknown{text})
		Map(c, "F", map[string]string{text: text}, func(k string, c *Checker) { c.Pattern("", &k, never) },
			func(v string, c *Checker) { c.Pattern("", &v, never) })
		List(c, "F", []string{text}, func(v *string, c *Checker) {
			c.Hide() // as an element that is sensitive itself
			c.Pattern("", v, never)
			c.Show()
			c.Pattern("", v, never)
		})
	}
	open := "open"
	err := Run("In", Full, &open, func(v *string, c *Checker) {
		c.Pattern("Before", v, never)
		c.Hide()
		all(c)
		c.Show()
		c.Pattern("After", v, never)
	})
	if err == nil {
		t.Fatal("no error")
	}
	got := err.Error()
	for _, bad := range []string{secret, "987654", "F[" + `"` + secret} {
		if strings.Contains(got, bad) {
			t.Errorf("%q is shown:\n%s", bad, got)
		}
	}
	for _, want := range []string{"17 validation error(s)", `In.Before: a match of never is wanted, have "open".`, `In.After: a match of never is wanted, have "open".`, "In.F: a length of at least 99 is wanted.\n", `In.F["…"]: a match`} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in:\n%s", want, got)
		}
	}
	if got := found(Full, all); !strings.Contains(strings.Join(got, "\n"), `In.F["s3cr3t"]: pattern, a match of never, "s3cr3t"`) {
		t.Errorf("the same, not sensitive: %q", got)
	}
}

// TestOrderIsThatOfKeys: a map's violations come in the order of the hidden keys, too.
func TestOrderIsThatOfKeys(t *testing.T) {
	v := map[string]string{"c": "333", "a": "1", "b": "22", "ok": "4444"}
	first := ""
	for range 50 {
		err := Run("In", Full, &v, func(v *map[string]string, c *Checker) {
			Map(c, "M", *v, nil, func(v string, c *Checker) { c.Str("", &v, 4, NoMax) })
		})
		if first == "" {
			first = err.Error()
		}
		if want := "3 validation error(s) found.\n- In.M[\"a\"]: a length of at least 4 is wanted, have 1.\n- In.M[\"b\"]: a length of at least 4 is wanted, have 2.\n- In.M[\"c\"]: a length of at least 4 is wanted, have 3.\n"; err.Error() != want {
			t.Fatalf("got %s", err)
		}
	}
}

// wide is an input with all that can be checked.
type wide struct {
	name    *string
	count   *int32
	color   color
	words   []string
	tags    map[string]string
	choices map[string]action
	choice  action
	deep    [][]string
}

func (v *wide) Check(c *Checker) {
	c.Required("Name", v.name != nil)
	c.Str("Name", v.name, 1, 10)
	c.Pattern("Name", v.name, &Pattern{Text: "x", Match: func(s string) bool { return s != "" }})
	AtLeast(c, "Count", v.count, 1)
	AtMost(c, "Count", v.count, 9)
	IntEnum(c, "Count", v.count, 1, 2, 3)
	Enum(c, "Color", v.color)
	c.Len("Words", v.words != nil, len(v.words), 1, 9)
	Unique(c, "Words", v.words)
	List(c, "Words", v.words, func(v *string, c *Checker) { c.Hide(); c.Str("", v, 1, 9); c.Show() })
	NoEmptyKey(c, "Tags", v.tags, 9)
	Map(c, "Tags", v.tags, keyOfTwo, valueOfTwo)
	Map(c, "Choices", v.choices, nil, func(v action, c *Checker) { UnionElem(c, v) })
	Union(c, "Choice", v.choice)
	UniqueDeep(c, "Deep", v.deep)
}

func wideInput() *wide {
	id := "x"
	return &wide{
		name: ptr("name"), count: ptr(int32(2)), color: "RED", words: []string{"a", "b", "ü"}, tags: map[string]string{"aa": "bb", "cc": "dd"},
		choices: map[string]action{"x": &actionRun{Value: node{ID: &id}}, "y": &actionWait{}}, choice: &actionWait{}, deep: [][]string{{"a"}, {"b"}, nil},
	}
}

func TestNothingIsAllocatedInAnyMode(t *testing.T) {
	v := wideInput()
	for _, mode := range []Mode{Required, Default, Full, Off} {
		if err := Run("In", mode, v, (*wide).Check); err != nil {
			t.Fatal(err)
		}
		// With the race detector the pool loses some of what it gets.
		if got := testing.AllocsPerRun(1000, func() { _ = Run("In", mode, v, (*wide).Check) }); got >= 1 {
			t.Errorf("mode %d: %v allocations", mode, got)
		}
	}
}

func TestChecksAtOnce(t *testing.T) {
	bad := wideInput()
	bad.name, bad.tags["a"], bad.choices["z"] = nil, "", &actionRun{}
	want := Validate("In", bad, (*wide).Check).Error()
	good := wideInput()
	var all sync.WaitGroup
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			for range 200 {
				if err := Validate("In", good, (*wide).Check); err != nil {
					t.Error(err)
				}
				if err := Validate("In", bad, (*wide).Check); err == nil || err.Error() != want {
					t.Errorf("got %v, want %s", err, want)
				}
			}
		}()
	}
	all.Wait()
}
