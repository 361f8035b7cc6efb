package jsondoc

import (
	"fmt"
	"go/scanner"
	"go/token"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// Diag collects what is wrong with the documents of one FileSet. Its accessors check a value's kind: a Missing value
// yields the zero value in silence, a value of another kind is an error ("want a string, have Number").
// A Diag belongs to one goroutine.
type Diag struct {
	Errors, Warnings scanner.ErrorList
	fset             *token.FileSet
}

// NewDiag returns a Diag for positions of fset.
func NewDiag(fset *token.FileSet) *Diag { return &Diag{fset: fset} }

// Errorf adds an error. A pos of NoPos is allowed.
func (d *Diag) Errorf(pos token.Pos, format string, args ...any) {
	d.Errors.Add(d.fset.Position(pos), fmt.Sprintf(format, args...))
}

// Warnf adds a warning. A pos of NoPos is allowed.
func (d *Diag) Warnf(pos token.Pos, format string, args ...any) {
	d.Warnings.Add(d.fset.Position(pos), fmt.Sprintf(format, args...))
}

// Position returns the position for pos, for messages that name a second place.
func (d *Diag) Position(pos token.Pos) token.Position { return d.fset.Position(pos) }

// Err returns nil when there are no errors, else a scanner.ErrorList with all of them, sorted, each once. Sorting
// makes the order independent of the one in which readers come across them.
func (d *Diag) Err() error {
	if len(d.Errors) == 0 {
		return nil
	}
	d.Errors.Sort()
	d.Errors = compact(d.Errors)
	return d.Errors
}

// compact drops repetitions from a sorted list. (ErrorList.RemoveMultiples would drop all but one of a line, and a
// model may have a single line.)
func compact(list scanner.ErrorList) scanner.ErrorList {
	out := list[:0]
	for i, e := range list {
		if i == 0 || *e != *list[i-1] {
			out = append(out, e)
		}
	}
	return out
}

// want reports a value of the wrong kind.
func (d *Diag) want(what string, v Value) { d.Errorf(v.Pos(), "want %s, have %s", what, v.Kind()) }

// Str returns the text of a string.
func (d *Diag) Str(v Value) string {
	switch v.Kind() {
	case String:
		return unquote(v.raw())
	case Missing:
	default:
		d.want("a string", v)
	}
	return ""
}

// Bool returns the value of a boolean.
func (d *Diag) Bool(v Value) bool {
	switch v.Kind() {
	case Bool:
		return v.raw() == "true"
	case Missing:
	default:
		d.want("a boolean", v)
	}
	return false
}

// Int returns the value of a number that is an integer (1, 1.0 and 1e2 are; 1.5 isn't) and fits 64 bits.
func (d *Diag) Int(v Value) int64 {
	switch v.Kind() {
	case Number:
		if n, ok := integer(v.raw()); ok {
			return n
		}
		d.Errorf(v.Pos(), "want an integer of 64 bits, have %s", clip(v.raw()))
	case Missing:
	default:
		d.want("an integer", v)
	}
	return 0
}

// integer returns the value of a number's text. A text with fraction or exponent is refused before exact arithmetic
// with it could take long.
func integer(text string) (int64, bool) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n, true
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || len(text) > 40 || math.Abs(f) > 1e19 {
		return 0, false
	}
	if math.Abs(f) < 1 {
		mantissa, _, _ := strings.Cut(strings.ToLower(text), "e")
		return 0, !strings.ContainsAny(mantissa, "123456789")
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok || !r.IsInt() || !r.Num().IsInt64() {
		return 0, false
	}
	return r.Num().Int64(), true
}

// Num returns a number's decimal text as the document has it; "" for Missing.
func (d *Diag) Num(v Value) string {
	switch v.Kind() {
	case Number:
		return v.raw()
	case Missing:
	default:
		d.want("a number", v)
	}
	return ""
}

// Strings returns the texts of an array of strings; nil for Missing, not nil for an empty array.
func (d *Diag) Strings(v Value) []string {
	if !v.Exists() || !d.WantArray(v) {
		return nil
	}
	out := []string{}
	for _, item := range v.Items() {
		out = append(out, d.Str(item))
	}
	return out
}

// WantObject reports whether v is an object, and adds an error when it isn't, Missing included.
func (d *Diag) WantObject(v Value) bool {
	if v.Kind() != Object {
		d.want("an object", v)
		return false
	}
	return true
}

// WantArray reports whether v is an array, and adds an error when it isn't, Missing included.
func (d *Diag) WantArray(v Value) bool {
	if v.Kind() != Array {
		d.want("an array", v)
		return false
	}
	return true
}

// clip shortens a number's text for a message.
func clip(text string) string {
	const most = 40
	if len(text) > most {
		return text[:most] + "..."
	}
	return text
}
