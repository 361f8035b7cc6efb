package jsondoc

import (
	"errors"
	"go/scanner"
	"go/token"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// messages returns the texts of an error list.
func messages(err error) []string {
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		return nil
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Error())
	}
	return out
}

func checkPositions(t *testing.T, err error, data []byte) {
	t.Helper()
	var list scanner.ErrorList
	errors.As(err, &list)
	for _, e := range list {
		if e.Pos.Filename != "m.json" || e.Pos.Offset < 0 || e.Pos.Offset > len(data) {
			t.Fatalf("%v is outside of the file", e)
		}
	}
}

func TestAccessorsCheckKinds(t *testing.T) {
	v, d := parse(t, `{
"s": "x", "n": 3, "t": true, "z": null, "a": ["x"], "o": {},
"half": 3.7, "one": 1.0, "hundred": 1e2, "big": 9223372036854775808, "huge": 1e400, "tiny": 1e-999999999, "zero": 0e999999999, "long": 1.0000000000000000000000000000000000000000000001,
"min": -9223372036854775808, "part": 0.5 }`)
	checks := []struct{ got, want any }{
		{d.Str(v.Get("s")), "x"}, {d.Bool(v.Get("t")), true}, {d.Int(v.Get("n")), int64(3)}, {d.Num(v.Get("half")), "3.7"},
		{d.Int(v.Get("one")), int64(1)}, {d.Int(v.Get("hundred")), int64(100)}, {d.Int(v.Get("zero")), int64(0)},
		{d.Int(v.Get("min")), int64(-1 << 63)},
		{d.Str(v.Get("-")), ""}, {d.Bool(v.Get("-")), false}, {d.Int(v.Get("-")), int64(0)}, {d.Num(v.Get("-")), ""},
		{d.Strings(v.Get("-")), []string(nil)}, {d.Strings(v.Get("a")), []string{"x"}},
		{d.WantObject(v.Get("o")), true}, {d.WantArray(v.Get("a")), true},
	}
	for i, c := range checks {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%d (-want +got)\n%s", i, diff)
		}
	}
	if err := d.Err(); err != nil {
		t.Fatalf("unexpected: %v", err)
	}

	d.Str(v.Get("n"))
	d.Bool(v.Get("s"))
	d.Int(v.Get("t"))
	d.Num(v.Get("z"))
	for _, key := range []string{"half", "big", "huge", "tiny", "long", "part"} {
		d.Int(v.Get(key))
	}
	d.Strings(v.Get("s"))
	d.Strings(parseOther(t, d, `[1]`))
	d.WantObject(v.Get("a"))
	d.WantArray(v.Get("none"))
	want := []string{
		"m.json:1:1: want an array, have Missing",
		"m.json:2:6: want a boolean, have String",
		"m.json:2:6: want an array, have String",
		"m.json:2:16: want a string, have Number",
		"m.json:2:24: want an integer, have Bool",
		"m.json:2:35: want a number, have Null",
		"m.json:2:46: want an object, have Array",
		"m.json:3:9: want an integer of 64 bits, have 3.7",
		"m.json:3:49: want an integer of 64 bits, have 9223372036854775808",
		"m.json:3:78: want an integer of 64 bits, have 1e400",
		"m.json:3:93: want an integer of 64 bits, have 1e-999999999",
		"m.json:3:136: want an integer of 64 bits, have 1.00000000000000000000000000000000000000...",
		"m.json:4:38: want an integer of 64 bits, have 0.5",
		"n.json:1:2: want a string, have Number",
	}
	if diff := cmp.Diff(want, messages(d.Err())); diff != "" {
		t.Errorf("errors (-want +got)\n%s", diff)
	}
}

// parseOther parses a second text into the FileSet of d.
func parseOther(t *testing.T, d *Diag, text string) Value {
	t.Helper()
	v, err := Parse(d.fset, "n.json", []byte(text), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestErrSortsAndDropsRepetitions(t *testing.T) {
	v, d := parse(t, "[1, 2]")
	if d.Err() != nil {
		t.Fatal("Err of a fresh Diag isn't nil")
	}
	items := v.Items()
	d.Errorf(items[1].Pos(), "b")
	d.Errorf(items[0].Pos(), "a %d", 1)
	d.Errorf(items[1].Pos(), "b")
	d.Errorf(items[1].Pos(), "a")
	d.Errorf(token.NoPos, "nowhere")
	d.Warnf(v.Pos(), "odd")
	want := []string{"nowhere", "m.json:1:2: a 1", "m.json:1:5: a", "m.json:1:5: b"}
	if diff := cmp.Diff(want, messages(d.Err())); diff != "" {
		t.Errorf("errors (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"m.json:1:1: odd"}, messages(d.Warnings)); diff != "" {
		t.Errorf("warnings (-want +got)\n%s", diff)
	}
}
