package goir

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/tinsmith-go/tinsmith/gen/wire"
	"github.com/tinsmith-go/tinsmith/model"
)

// answer is the body that holds an example's output: the same values under the names and in the formats of the
// wire. Numbers stay json.Number.
func (x *exampleReader) answer(op *Operation, v any) (map[string]any, error) {
	if v == nil {
		v = map[string]any{}
	}
	return x.object(op.Wire.Response.Fields, v)
}

func (x *exampleReader) object(fields []*wire.Field, v any) (map[string]any, error) {
	entries, ok := v.(map[string]any)
	if !ok {
		return nil, wrongKind("an object", v)
	}
	out := map[string]any{}
	for _, k := range sortedKeys(entries) {
		i := slices.IndexFunc(fields, func(f *wire.Field) bool { return f.Member.Name == k })
		if i < 0 {
			return nil, fmt.Errorf("%q isn't a member", k)
		}
		if entries[k] == nil {
			continue
		}
		e, err := x.onWire(fields[i], entries[k])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", k, err)
		}
		out[fields[i].Name] = e
	}
	return out, nil
}

// onWire is a value as it travels in a JSON document.
func (x *exampleReader) onWire(f *wire.Field, v any) (any, error) {
	s := f.Member.Target
	switch s.Type {
	case model.Structure:
		return x.object(x.b.wire.Shapes[s.ID].Fields, v)
	case model.Union:
		out, err := x.object(x.b.wire.Shapes[s.ID].Fields, v)
		if err == nil && len(out) != 1 {
			err = fmt.Errorf("a union has %d members", len(out))
		}
		return out, err
	case model.List:
		return x.items(s, v)
	case model.Map:
		return x.mapping(s, v)
	case model.Document, model.Unit:
		return v, nil
	case model.Timestamp:
		return stamp(f.Timestamp, v)
	}
	return scalar(s, v)
}

func (x *exampleReader) items(s *model.Shape, v any) (any, error) {
	items, ok := v.([]any)
	if !ok {
		return nil, wrongKind("a list", v)
	}
	out := make([]any, len(items))
	for i, item := range items {
		var err error
		if out[i], err = x.inContainer(s, item); err != nil {
			return nil, fmt.Errorf("[%d]: %w", i, err)
		}
	}
	return out, nil
}

func (x *exampleReader) mapping(s *model.Shape, v any) (any, error) {
	entries, ok := v.(map[string]any)
	if !ok {
		return nil, wrongKind("an object", v)
	}
	out := map[string]any{}
	for _, k := range sortedKeys(entries) {
		var err error
		if out[k], err = x.inContainer(s, entries[k]); err != nil {
			return nil, fmt.Errorf("%q: %w", k, err)
		}
	}
	return out, nil
}

func (x *exampleReader) inContainer(s *model.Shape, v any) (any, error) {
	if v == nil && s.Sparse {
		return nil, nil
	}
	return x.onWire(x.b.wire.Shapes[s.ID].Fields[0], v)
}

func scalar(s *model.Shape, v any) (any, error) {
	switch s.Type {
	case model.Boolean:
		if _, ok := v.(bool); !ok {
			return nil, wrongKind("a boolean", v)
		}
		return v, nil
	case model.String, model.Enum, model.Blob:
		text, ok := v.(string)
		if !ok {
			return nil, wrongKind("a string", v)
		}
		if s.Type == model.Blob {
			text = base64.StdEncoding.EncodeToString([]byte(text))
		}
		return text, nil
	}
	n, ok := v.(json.Number)
	if !ok {
		return nil, wrongKind("a number", v)
	}
	f, _, err := big.ParseFloat(n.String(), 10, 256, big.ToNearestEven)
	if err == nil {
		_, err = digits(s.Type, f)
	}
	return n, err
}

func stamp(format model.TimestampFormat, v any) (any, error) {
	at, err := exampleTime(v)
	if err != nil {
		return nil, err
	}
	switch format {
	case model.DateTime:
		return at.Format("2006-01-02T15:04:05.999Z"), nil
	case model.HTTPDate:
		return at.Format(http.TimeFormat), nil
	}
	return json.Number(strconv.FormatFloat(float64(at.UnixMilli())/1e3, 'f', -1, 64)), nil
}

// Show is what an example prints of its output.
type Show struct {
	// Path leads to a scalar or, with Each or Len, to a list.
	Path []*Field
	// Each is the field that is printed of each element of the list; with Len the number of elements is.
	Each *Field
	Len  bool
	// Lines are what is printed.
	Lines []string
}

// show chooses what tells most of an output: a text of its own, texts of its elements, a number, a text below, or how
// many elements there are. It is nil when there is nothing to print.
func (x *exampleReader) show(st *Struct, v any) *Show {
	entries, _ := v.(map[string]any)
	choices := []func(*Struct, map[string]any) *Show{showText, x.showEach, showScalar, x.showBelow, showLen}
	for _, choice := range choices {
		if s := choice(st, entries); s != nil {
			return s
		}
	}
	return nil
}

func showText(st *Struct, entries map[string]any) *Show {
	for _, f := range st.Fields {
		if text, ok := entries[f.Member.Name].(string); ok && isTelling(f) && printable(text) {
			return &Show{Path: []*Field{f}, Lines: []string{text}}
		}
	}
	return nil
}

// isTelling reports whether a field is a text that says something: no secret and no token of a page.
func isTelling(f *Field) bool {
	text := f.Form == PointerForm && f.Type.Kind == GoString || f.Form == EnumForm
	return text && !f.Member.IsSensitive() && !strings.HasSuffix(strings.ToLower(f.Member.Name), "token")
}

// printable reports whether a text is one line of an Output comment.
func printable(text string) bool {
	return text != "" && len(text) <= 100 && strings.TrimSpace(text) == text && strings.IndexFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}

func (x *exampleReader) showEach(st *Struct, entries map[string]any) *Show {
	const most = 10
	for _, f := range st.Fields {
		items, ok := entries[f.Member.Name].([]any)
		if !ok || f.Form != ListForm || len(items) == 0 || len(items) > most || f.Member.IsSensitive() {
			continue
		}
		elem := x.b.structs[f.Member.Target.Elem().Target.ID]
		if elem == nil {
			continue
		}
		for _, e := range elem.Fields {
			if lines := texts(e, items); isTelling(e) && len(lines) == len(items) {
				return &Show{Path: []*Field{f}, Each: e, Lines: lines}
			}
		}
	}
	return nil
}

// texts are the values that the elements have for a field, as far as they can be printed.
func texts(f *Field, items []any) []string {
	var out []string
	for _, item := range items {
		entries, _ := item.(map[string]any)
		if text, ok := entries[f.Member.Name].(string); ok && printable(text) {
			out = append(out, text)
		}
	}
	return out
}

func showScalar(st *Struct, entries map[string]any) *Show {
	for _, f := range st.Fields {
		if f.Member.IsSensitive() || f.Form != PointerForm && f.Form != ValueForm {
			continue
		}
		switch v := entries[f.Member.Name].(type) {
		case bool:
			return &Show{Path: []*Field{f}, Lines: []string{strconv.FormatBool(v)}}
		case json.Number:
			if n, err := v.Int64(); err == nil && bits[f.Member.Target.Type] > 0 && f.Member.Target.Type != model.BigInteger {
				return &Show{Path: []*Field{f}, Lines: []string{strconv.FormatInt(n, 10)}}
			}
		}
	}
	return nil
}

// showBelow looks for a text in a structure that the output holds.
func (x *exampleReader) showBelow(st *Struct, entries map[string]any) *Show {
	for _, f := range st.Fields {
		inner, _ := entries[f.Member.Name].(map[string]any)
		below := x.b.structs[f.Member.Target.ID]
		if below == nil || f.Member.IsSensitive() || below.Shape.Sensitive {
			continue
		}
		if s := showText(below, inner); s != nil {
			s.Path = append([]*Field{f}, s.Path...)
			return s
		}
	}
	return nil
}

func showLen(st *Struct, entries map[string]any) *Show {
	for _, f := range st.Fields {
		if items, ok := entries[f.Member.Name].([]any); ok && f.Form == ListForm {
			return &Show{Path: []*Field{f}, Len: true, Lines: []string{strconv.Itoa(len(items))}}
		}
	}
	return nil
}

func sortedKeys(m map[string]any) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
