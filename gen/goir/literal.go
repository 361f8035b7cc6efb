package goir

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tinsmith-go/tinsmith/model"
)

// Literal is a value as Go source has it.
type Literal struct {
	Kind LiteralKind
	Type *Type
	// Text is that of a string or blob, the digits of a number, an enumeration's constant, a structure's type.
	Text   string
	Time   time.Time
	Any    any      // of documents
	Fields []string // of structures and unions: the names of Elems; of maps: the keys
	Elems  []*Literal
}

// LiteralKind tells literals apart.
type LiteralKind uint8

// The kinds of literals.
const (
	TextLiteral LiteralKind = iota
	BoolLiteral             // Text is true or false
	NumberLiteral
	TimeLiteral
	BlobLiteral
	StreamLiteral
	ConstLiteral // a constant of an enumeration
	DocumentLiteral
	StructLiteral
	InputLiteral // a pointer to a structure of the client package
	UnionLiteral // Text is the type of the member
	ListLiteral
	MapLiteral
)

// exampleReader turns the JSON values of examples into Go literals and into answers.
type exampleReader struct {
	b     *builder
	enums map[string]*Enum
}

// input is the literal of an operation's input. It passes what a call checks by default.
func (x *exampleReader) input(op *Operation, v any) (*Literal, error) {
	if v == nil {
		v = map[string]any{}
	}
	l, err := x.structure(op.Input, &Type{Kind: GoNamed, Name: op.Input.Name, Ptr: true}, v)
	if err == nil {
		l.Kind = InputLiteral
	}
	return l, err
}

func (x *exampleReader) structure(st *Struct, t *Type, v any) (*Literal, error) {
	entries, ok := v.(map[string]any)
	if !ok {
		return nil, wrongKind("an object", v)
	}
	out := &Literal{Kind: StructLiteral, Type: t, Text: st.Name}
	known := 0
	for _, f := range st.Fields {
		e, ok := entries[f.Member.Name]
		if ok {
			known++
		}
		if e == nil {
			if f.Form != ValueForm && !f.Member.IdempotencyToken && (f.Member.Required || f.Member.Loc == model.LabelLocation) {
				return nil, fmt.Errorf("the required member %s is missing", f.Member.Name)
			}
			continue
		}
		l, err := x.value(f.Member, f.Type, e)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Member.Name, err)
		}
		out.Fields, out.Elems = append(out.Fields, f.Name), append(out.Elems, l)
	}
	if known != len(entries) {
		return nil, unknownKey(entries, func(name string) bool { return st.Shape != nil && st.Shape.Member(name) != nil })
	}
	return out, nil
}

// unknownKey names the first key, by name, that isn't a member.
func unknownKey(entries map[string]any, known func(string) bool) error {
	for _, k := range sortedKeys(entries) {
		if !known(k) {
			return fmt.Errorf("%q isn't a member", k)
		}
	}
	return fmt.Errorf("a member has no field")
}

func (x *exampleReader) value(m *model.Member, t *Type, v any) (*Literal, error) {
	s := m.Target
	switch s.Type {
	case model.Structure, model.Unit:
		return x.structure(x.b.structs[s.ID], t, v)
	case model.Union:
		return x.union(x.b.unions[s.ID], t, v)
	case model.List:
		return x.list(m, t, v)
	case model.Map:
		return x.entries(m, t, v)
	case model.Document:
		return &Literal{Kind: DocumentLiteral, Type: t, Any: v}, nil
	case model.Boolean:
		on, ok := v.(bool)
		if !ok {
			return nil, wrongKind("a boolean", v)
		}
		return &Literal{Kind: BoolLiteral, Type: t, Text: strconv.FormatBool(on)}, nil
	case model.Timestamp:
		at, err := exampleTime(v)
		return &Literal{Kind: TimeLiteral, Type: t, Time: at}, err
	case model.String, model.Enum, model.Blob:
		return x.text(m, t, v)
	}
	return x.number(m, t, v)
}

func (x *exampleReader) union(u *Union, t *Type, v any) (*Literal, error) {
	entries, ok := v.(map[string]any)
	if !ok || len(entries) != 1 {
		return nil, fmt.Errorf("want an object with one member of the union %s", u.Name)
	}
	for _, variant := range u.Variants {
		f := variant.Field
		if e := entries[f.Member.Name]; e != nil {
			l, err := x.value(f.Member, f.Type, e)
			return &Literal{Kind: UnionLiteral, Type: t, Text: variant.Name, Fields: []string{f.Name}, Elems: []*Literal{l}}, err
		}
	}
	return nil, fmt.Errorf("the union %s has no member %s", u.Name, strings.Join(sortedKeys(entries), ", "))
}

func (x *exampleReader) list(m *model.Member, t *Type, v any) (*Literal, error) {
	items, ok := v.([]any)
	if !ok {
		return nil, wrongKind("a list", v)
	}
	out := &Literal{Kind: ListLiteral, Type: t}
	for i, item := range items {
		l, err := x.elem(m.Target, t, item)
		if err != nil {
			return nil, fmt.Errorf("[%d]: %w", i, err)
		}
		out.Elems = append(out.Elems, l)
	}
	return out, tooShort(m, len(items))
}

func (x *exampleReader) entries(m *model.Member, t *Type, v any) (*Literal, error) {
	entries, ok := v.(map[string]any)
	if !ok {
		return nil, wrongKind("an object", v)
	}
	out := &Literal{Kind: MapLiteral, Type: t}
	for _, k := range sortedKeys(entries) {
		l, err := x.elem(m.Target, t, entries[k])
		if err != nil {
			return nil, fmt.Errorf("%q: %w", k, err)
		}
		if err := tooShort(m.Target.Key(), utf8.RuneCountInString(k)); err != nil {
			return nil, fmt.Errorf("the key %q: %w", k, err)
		}
		out.Fields, out.Elems = append(out.Fields, k), append(out.Elems, l)
	}
	return out, tooShort(m, len(entries))
}

// elem is an element of a list or map. A sparse one may be null: that is a literal without a type.
func (x *exampleReader) elem(s *model.Shape, t *Type, v any) (*Literal, error) {
	if v == nil && s.Sparse && (t.Elem.Ptr || nilable(s.Elem().Target) && s.Elem().Target.Type != model.Enum) {
		return &Literal{}, nil
	}
	return x.value(s.Elem(), t.Elem, v)
}

func (x *exampleReader) text(m *model.Member, t *Type, v any) (*Literal, error) {
	text, ok := v.(string)
	if !ok {
		return nil, wrongKind("a string", v)
	}
	if text == "" && m.Loc == model.LabelLocation {
		return nil, fmt.Errorf("a label of the path is empty")
	}
	out := &Literal{Kind: TextLiteral, Type: t, Text: text}
	switch {
	case m.Target.Type == model.Enum:
		out.Kind, out.Text = x.constant(t.Name, text)
		return out, nil
	case t.Kind == GoReader:
		out.Kind = StreamLiteral
		return out, nil
	case m.Target.Type == model.Blob:
		out.Kind = BlobLiteral
		return out, tooShort(m, len(text))
	}
	return out, tooShort(m, utf8.RuneCountInString(text))
}

// constant is the constant for a value of an enumeration; one that the model doesn't know stays a text.
func (x *exampleReader) constant(enum, value string) (LiteralKind, string) {
	for _, c := range x.enums[enum].Consts {
		if c.Value == value && c.Name != "" {
			return ConstLiteral, c.Name
		}
	}
	return TextLiteral, value
}

func (x *exampleReader) number(m *model.Member, t *Type, v any) (*Literal, error) {
	n, ok := v.(json.Number)
	if !ok {
		return nil, wrongKind("a number", v)
	}
	f, _, err := big.ParseFloat(n.String(), 10, 256, big.ToNearestEven)
	if err != nil {
		return nil, fmt.Errorf("number %s: %w", n, err)
	}
	if r := m.RangeInForce(); r != nil {
		if least, _, err := big.ParseFloat(r.Min, 10, 256, big.ToNearestEven); err == nil && f.Cmp(least) < 0 {
			return nil, fmt.Errorf("%s is less than %s", n, r.Min)
		}
	}
	text, err := digits(m.Target.Type, f)
	return &Literal{Kind: NumberLiteral, Type: t, Text: text}, err
}

// bits are the sizes of the integer types. A bigInteger is written as an int64.
var bits = map[model.Type]uint{model.Byte: 8, model.Short: 16, model.Integer: 32, model.IntEnum: 32, model.Long: 64, model.BigInteger: 64}

// digits writes a number as a constant that the type can hold.
func digits(t model.Type, f *big.Float) (string, error) {
	size, isInt := bits[t]
	if !isInt {
		v, _ := f.Float64()
		if math.IsInf(v, 0) || t == model.Float && math.Abs(v) > math.MaxFloat32 {
			return "", fmt.Errorf("%s is out of range", f.Text('g', 10))
		}
		return strconv.FormatFloat(v, 'g', -1, 64), nil
	}
	n, acc := f.Int(nil)
	if acc != big.Exact {
		return "", fmt.Errorf("%s isn't a whole number", f.Text('g', 10))
	}
	if !n.IsInt64() || n.Int64() < -1<<(size-1) || n.Int64() > 1<<(size-1)-1 {
		return "", fmt.Errorf("%s is out of range", n)
	}
	return n.String(), nil
}

// exampleTime reads seconds since the epoch or one of the texts that timestamps have.
func exampleTime(v any) (time.Time, error) {
	switch v := v.(type) {
	case json.Number:
		f, err := v.Float64()
		if err == nil && f > -62135596800 && f < 253402300800 { // the years 1 to 9999
			ms := int64(f * 1e3)
			return time.UnixMilli(ms).UTC(), nil
		}
	case string:
		for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05Z0700", time.RFC1123} {
			if t, err := time.Parse(layout, v); err == nil {
				return t.UTC(), nil
			}
		}
	}
	return time.Time{}, wrongKind("a timestamp", v)
}

// tooShort reports a violation of a least length, which a call checks by default.
func tooShort(m *model.Member, n int) error {
	if l := m.LengthInForce(); l != nil && l.Min != nil && int64(n) < *l.Min {
		return fmt.Errorf("length %d is less than %d", n, *l.Min)
	}
	return nil
}

func wrongKind(want string, have any) error {
	switch v := have.(type) {
	case nil:
		return fmt.Errorf("want %s, have null", want)
	case bool:
		return fmt.Errorf("want %s, have %t", want, v)
	case json.Number:
		return fmt.Errorf("want %s, have %s", want, v)
	case string:
		return fmt.Errorf("want %s, have %.40q", want, v)
	case []any:
		return fmt.Errorf("want %s, have a list", want)
	}
	return fmt.Errorf("want %s, have an object", want)
}
