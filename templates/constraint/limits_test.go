package constraint

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"
)

// color is an enumeration as it is generated.
type color string

func (v color) Check(c *Checker) {
	switch v {
	case "RED", "BLUE":
	default:
		c.NotNamed(string(v))
	}
}

// check is a check of one value, which stands in a closure.
type check func(*Checker)

// found runs a check and returns the violations, each as "path: constraint, limit, got".
func found(mode Mode, f check) []string {
	err := Run("In", mode, &f, func(f *check, c *Checker) { (*f)(c) })
	if err == nil {
		return nil
	}
	var invalid smithy.InvalidParamsError
	if !errors.As(err, &invalid) {
		return []string{fmt.Sprintf("%T", err)}
	}
	var out []string
	for _, e := range invalid.Errs() {
		var missing *smithy.ParamRequiredError
		var broken *Error
		switch {
		case errors.As(e, &missing):
			out = append(out, missing.Field()+": required")
		case errors.As(e, &broken):
			out = append(out, broken.Field()+": "+broken.Constraint+", "+broken.Limit+", "+broken.Got)
		default:
			out = append(out, fmt.Sprintf("%T", e))
		}
	}
	return out
}

func TestStringLengths(t *testing.T) {
	str := func(v string, least, most int) check {
		return func(c *Checker) { c.Str("S", &v, least, most) }
	}
	tests := map[string]struct {
		check check
		want  string
	}{
		"not set":                        {func(c *Checker) { c.Str("S", nil, 1, 2) }, ""},
		"empty":                          {str("", 1, 2), "a length from 1 to 2, 0"},
		"empty is allowed":               {str("", 0, 2), ""},
		"least":                          {str("a", 1, 2), ""},
		"most":                           {str("ab", 1, 2), ""},
		"one more":                       {str("abc", 1, 2), "a length from 1 to 2, 3"},
		"one less":                       {str("ab", 3, NoMax), "a length of at least 3, 2"},
		"no bound above":                 {str(strings.Repeat("a", 5000), 3, NoMax), ""},
		"exact":                          {str("abc", 3, 3), ""},
		"not exact":                      {str("ab", 3, 3), "a length of 3, 2"},
		"at most":                        {str("abc", 0, 2), "a length of at most 2, 3"},
		"nothing is allowed":             {str("a", 0, 0), "a length of at most 0, 1"},
		"two bytes are one character":    {str("éé", 0, 2), ""},
		"two bytes, too many":            {str("ééé", 0, 2), "a length of at most 2, 3"},
		"two bytes, too few":             {str("é", 2, NoMax), "a length of at least 2, 1"},
		"four bytes are one character":   {str("😀", 2, NoMax), "a length of at least 2, 1"},
		"four bytes, least":              {str("😀😀", 2, 2), ""},
		"four bytes, one less":           {str("😀😀😀", 4, NoMax), "a length of at least 4, 3"},
		"a cluster is its characters":    {str("e\u0301", 2, 2), ""},
		"more bytes than most":           {str("日本語", 3, 3), ""},
		"a character that isn't allowed": {str("日本語", 4, 9), "a length from 4 to 9, 3"},
		"invalid bytes count":            {str("\xff\xfe", 2, 2), ""},
		"invalid bytes, too few":         {str("\xff\xfe", 3, NoMax), "a length of at least 3, 2"},
		"half a character":               {str("\xe6\x97", 2, 2), ""},
		"a surrogate counts by bytes":    {str("\xed\xa0\x80", 3, 3), ""},
		"NUL":                            {str("\x00", 1, 1), ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var want []string
			if tt.want != "" {
				want = []string{"In.S: length, " + tt.want}
			}
			if diff := cmp.Diff(want, found(Full, tt.check)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestFewBytes compares the length of every short string of characters of all sizes with all
// bounds near it.
func TestFewBytes(t *testing.T) {
	chars := []string{"a", "é", "日", "😀", "\xff"}
	for n := range 5 {
		for i := range 625 {
			var s string
			for j, k := 0, i; j < n; j, k = j+1, k/5 {
				s += chars[k%5]
			}
			for least := range 7 {
				for _, most := range []int{0, 1, 2, 3, 4, 5, 6, NoMax} {
					got := len(found(Full, func(c *Checker) { c.Str("S", &s, least, most) }))
					if bad := n < least || n > most; (got == 1) != bad {
						t.Fatalf("%q of %d characters, from %d to %d: %d violations", s, n, least, most, got)
					}
				}
			}
		}
	}
}

func TestConstraints(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	small, text, heat := int32(3), "abc", int32(2)
	vowels := &Pattern{Text: "^[aeiou]*$", Match: func(s string) bool { return strings.Trim(s, "aeiou") == "" }}
	long := strings.Repeat("ü", 65)
	float := func(v float64) check {
		return func(c *Checker) { AtLeast(c, "F", &v, -1.5); AtMost(c, "F", &v, 1.5) }
	}
	tests := map[string]struct {
		check check
		want  []string
	}{
		"list not set":       {func(c *Checker) { c.Len("L", false, 0, 1, 2) }, nil},
		"empty list":         {func(c *Checker) { c.Len("L", true, 0, 1, 2) }, []string{"In.L: length, a length from 1 to 2, 0"}},
		"list at its bounds": {func(c *Checker) { c.Len("L", true, 1, 1, 2); c.Len("L", true, 2, 1, 2) }, nil},
		"long list":          {func(c *Checker) { c.Len("L", true, 3, 1, 2) }, []string{"In.L: length, a length from 1 to 2, 3"}},
		"list without bound": {func(c *Checker) { c.Len("L", true, math.MaxInt, 1, NoMax) }, nil},

		"number not set":    {func(c *Checker) { AtLeast[int32](c, "N", nil, 1); AtMost[int32](c, "N", nil, 1) }, nil},
		"number at bounds":  {func(c *Checker) { AtLeast(c, "N", &small, 3); AtMost(c, "N", &small, 3) }, nil},
		"small number":      {func(c *Checker) { AtLeast(c, "N", &small, 4) }, []string{"In.N: range, at least 4, 3"}},
		"great number":      {func(c *Checker) { AtMost(c, "N", &small, 2) }, []string{"In.N: range, at most 2, 3"}},
		"float":             {float(1.5), nil},
		"float above":       {float(1.6), []string{"In.F: range, at most 1.5, 1.6"}},
		"float below":       {float(-2), []string{"In.F: range, at least -1.5, -2"}},
		"negative zero":     {float(math.Copysign(0, -1)), nil},
		"NaN":               {float(nan), []string{"In.F: range, at least -1.5, NaN", "In.F: range, at most 1.5, NaN"}},
		"infinity":          {float(inf), []string{"In.F: range, at most 1.5, +Inf"}},
		"negative infinity": {float(-inf), []string{"In.F: range, at least -1.5, -Inf"}},

		"pattern not set":    {func(c *Checker) { c.Pattern("P", nil, vowels) }, nil},
		"no match":           {func(c *Checker) { c.Pattern("P", &text, vowels) }, []string{`In.P: pattern, a match of ^[aeiou]*$, "abc"`}},
		"an element":         {func(c *Checker) { c.Index("P", 2); c.Pattern("", &text, vowels); c.Pop() }, []string{`In.P[2]: pattern, a match of ^[aeiou]*$, "abc"`}},
		"long texts are cut": {func(c *Checker) { c.Pattern("P", &long, vowels) }, []string{`In.P: pattern, a match of ^[aeiou]*$, "` + strings.Repeat("ü", 64) + `"…`}},

		"enum not set":        {func(c *Checker) { Enum(c, "E", color("")) }, nil},
		"enum":                {func(c *Checker) { Enum(c, "E", color("RED")) }, nil},
		"unnamed value":       {func(c *Checker) { Enum(c, "E", color("red\n")) }, []string{`In.E: enum, a value of the enumeration, "red\n"`}},
		"unset element":       {func(c *Checker) { c.Index("E", 0); color("").Check(c); c.Pop() }, []string{`In.E[0]: enum, a value of the enumeration, ""`}},
		"enum number":         {func(c *Checker) { IntEnum(c, "E", &heat, 1, 2) }, nil},
		"enum number not set": {func(c *Checker) { IntEnum[int32](c, "E", nil, 1, 2) }, nil},
		"unnamed number":      {func(c *Checker) { IntEnum(c, "E", &heat, 1, 3) }, []string{"In.E: enum, a value of the enumeration, 2"}},

		"different": {func(c *Checker) { Unique(c, "U", []string{"a", "b", ""}) }, nil},
		"no list":   {func(c *Checker) { Unique[string](c, "U", nil); UniqueDeep[[]int](c, "U", nil) }, nil},
		"repeated":  {func(c *Checker) { Unique(c, "U", []string{"a", "b", "a", "b"}) }, []string{`In.U: uniqueItems, a list without repetition, "a" more than once`}},
		"deep":      {func(c *Checker) { UniqueDeep(c, "U", [][]int{{1}, {2}, {1, 2}, nil, {}}) }, nil},
		"deep, repeated": {func(c *Checker) { UniqueDeep(c, "U", [][]int{{1}, {2}, {3}, {2}}) },
			[]string{"In.U: uniqueItems, a list without repetition, equal ones at 1 and 3"}},
		"pointers, repeated": {func(c *Checker) { UniqueDeep(c, "U", []*int32{&small, nil, ptr(int32(3))}) },
			[]string{"In.U: uniqueItems, a list without repetition, equal ones at 0 and 2"}},

		"no union":            {func(c *Checker) { Union(c, "V", nil) }, nil},
		"union":               {func(c *Checker) { Union(c, "V", &actionWait{}) }, nil},
		"union, nil pointer":  {func(c *Checker) { Union(c, "V", (*actionRun)(nil)) }, []string{"In.V: union, one member that is set, a nil pointer"}},
		"nothing to check":    {func(c *Checker) { Union(c, "V", (*actionWait)(nil)) }, []string{"In.V: union, one member that is set, a nil pointer"}},
		"an element's union":  {func(c *Checker) { c.Index("V", 0); UnionElem(c, action(nil)); c.Pop() }, []string{"In.V[0]: union, one member that is set, none"}},
		"in a union's member": {func(c *Checker) { c.Member("V"); c.Variant("m"); UnionElem(c, nil); c.Pop(); c.Pop() }, []string{"In.V[m]: union, one member that is set, none"}},
		"unknown":             {func(c *Checker) { Union(c, "V", &unknown{"new\"er"}) }, []string{`In.V: union, a member that the client knows, "new\"er"`}},

		"no map": {func(c *Checker) { Map(c, "M", nil, keyOfTwo, valueOfTwo) }, nil},
		"keys and values": {func(c *Checker) {
			Map(c, "M", map[string]string{"b": "x", "cc": "x", "a": "xx", "dd": "xx"}, keyOfTwo, valueOfTwo)
		}, []string{
			`In.M["a"]: length, a length of at least 2, 1`, `In.M["b"]: length, a length of at least 2, 1`,
			`In.M["b"]: length, a length of at least 2, 1`, `In.M["cc"]: length, a length of at least 2, 1`}},
		"keys alone":            {func(c *Checker) { Map(c, "M", map[string]string{"b": "x", "": ""}, keyOfTwo, nil) }, []string{`In.M[""]: length, a length of at least 2, 0`, `In.M["b"]: length, a length of at least 2, 1`}},
		"empty key is for Map":  {func(c *Checker) { NoEmptyKey(c, "M", map[string]int{"": 1}, 8) }, nil},
		"required":              {func(c *Checker) { c.Required("R", false); c.Required("S", true) }, []string{"In.R: required"}},
		"structure that is nil": {func(c *Checker) { Struct(c, "T", nil, (*template).Check) }, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, found(Full, tt.check)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func ptr[T any](v T) *T { return &v }

func keyOfTwo(v string, c *Checker)   { c.Str("", &v, 2, NoMax) }
func valueOfTwo(v string, c *Checker) { c.Str("", &v, 2, NoMax) }

// unknown is a union's member that the client doesn't know.
type unknown struct{ tag string }

func (v *unknown) Check(c *Checker) { c.UnknownMember(v.tag) }

func TestLongListsOfDifferentElements(t *testing.T) {
	for _, n := range []int{fewItems - 1, fewItems, fewItems + 1, 1000} {
		v := make([]int, n)
		for i := range v {
			v[i] = i
		}
		if got := found(Full, func(c *Checker) { Unique(c, "U", v) }); got != nil {
			t.Errorf("%d elements: %v", n, got)
		}
		v[n-1] = 0
		if got := found(Full, func(c *Checker) { Unique(c, "U", v) }); len(got) != 1 {
			t.Errorf("%d elements, the last like the first: %v", n, got)
		}
	}
}

func TestModes(t *testing.T) {
	text, number, empty := "xyz", int32(5), ""
	never := &Pattern{Text: "never", Match: func(string) bool { return false }}
	const (
		required = 1 << Required
		minimum  = 1 << Default
		full     = 1 << Full
	)
	kinds := map[string]struct {
		check check
		in    int // the modes that report it
	}{
		"required":         {func(c *Checker) { c.Required("F", false) }, required | minimum | full},
		"short string":     {func(c *Checker) { c.Str("F", &empty, 1, 2) }, minimum | full},
		"long string":      {func(c *Checker) { c.Str("F", &text, 1, 2) }, full},
		"few elements":     {func(c *Checker) { c.Len("F", true, 0, 1, 2) }, minimum | full},
		"many elements":    {func(c *Checker) { c.Len("F", true, 3, 1, 2) }, full},
		"small number":     {func(c *Checker) { AtLeast(c, "F", &number, 6) }, minimum | full},
		"great number":     {func(c *Checker) { AtMost(c, "F", &number, 4) }, full},
		"pattern":          {func(c *Checker) { c.Pattern("F", &text, never) }, full},
		"enum":             {func(c *Checker) { Enum(c, "F", color("no")) }, full},
		"enum of numbers":  {func(c *Checker) { IntEnum(c, "F", &number, 1) }, full},
		"unique":           {func(c *Checker) { Unique(c, "F", []int{1, 1}) }, full},
		"unique, deep":     {func(c *Checker) { UniqueDeep(c, "F", []int{1, 1}) }, full},
		"nil pointer":      {func(c *Checker) { Union(c, "F", (*actionWait)(nil)) }, minimum | full},
		"union that isn't": {func(c *Checker) { UnionElem(c, nil) }, minimum | full},
		"unknown member":   {func(c *Checker) { Union(c, "F", &unknown{}) }, minimum | full},
		"empty key":        {func(c *Checker) { NoEmptyKey(c, "F", map[string]int{"": 1, "a": 2}, 4) }, minimum},
		"default":          {func(c *Checker) { c.Required("F", !c.Default()) }, minimum | full},
		"full":             {func(c *Checker) { c.Required("F", !c.Full()) }, full},
	}
	for name, tt := range kinds {
		for mode, label := range map[Mode]string{Required: "required", Default: "default", Full: "full", Off: "off"} {
			t.Run(name+"/"+label, func(t *testing.T) {
				f := tt.check
				run := func(f *check, c *Checker) { (*f)(c) }
				want := tt.in&(1<<mode) != 0
				if got := len(found(mode, f)); got > 1 || (got == 1) != want {
					t.Errorf("%d violations, want one: %t", got, want)
				}
				if mode != Off && Valid(mode, &f, run) == want {
					t.Errorf("Valid: %t", !want)
				}
			})
		}
	}
}
