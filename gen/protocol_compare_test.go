package gen_test

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/big"
	"reflect"
	"strings"
	"time"

	"github.com/tinsmith-go/tinsmith/model"
)

// comparison collects where a value of a client differs from what parameters say.
type comparison struct {
	diffs []string
}

func (c *comparison) add(path, format string, args ...any) {
	c.diffs = append(c.diffs, path+": "+fmt.Sprintf(format, args...))
}

// structure compares each member: those that want doesn't name must be absent.
func (c *comparison) structure(path string, s *model.Shape, got reflect.Value, want map[string]any) {
	for name := range want {
		if s.Member(name) == nil {
			c.add(path, "%s has no member %s", s.ID, name)
		}
	}
	for _, m := range s.Members {
		f, err := memberField(got, m.Name)
		if err != nil {
			c.add(path, "%v", err)
			continue
		}
		at := path + "." + m.Name
		switch {
		case m.Loc == model.PrefixHeadersLocation:
			c.prefixHeaders(at, f, want[m.Name])
		case m.IsStreaming():
			c.stream(at, f, want[m.Name])
		default:
			c.value(at, m.Target, f, want[m.Name])
		}
	}
}

// value compares a value of a shape with what JSON says, nil for an absent one.
func (c *comparison) value(path string, s *model.Shape, got reflect.Value, want any) {
	if want == nil {
		if !got.IsZero() {
			c.add(path, "want it absent, have %s", show(got))
		}
		return
	}
	switch got.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map:
		if got.IsNil() {
			c.add(path, "want %v, have nothing", want)
			return
		}
	}
	if got.Kind() == reflect.Pointer {
		got = got.Elem()
	}
	switch s.Type {
	case model.Structure, model.Unit:
		params, ok := want.(map[string]any)
		if !ok {
			c.add(path, "the parameter is a %T", want)
			return
		}
		c.structure(path, s, got, params)
	case model.Union:
		c.union(path, s, got, want)
	case model.List:
		c.list(path, s, got, want)
	case model.Map:
		c.mapping(path, s, got, want)
	case model.Document:
		c.document(path, got, want)
	default:
		c.scalar(path, s, got, want)
	}
}

func (c *comparison) list(path string, s *model.Shape, got reflect.Value, want any) {
	items, ok := want.([]any)
	if !ok || got.Len() != len(items) {
		c.add(path, "want %v, have %s", want, show(got))
		return
	}
	for i, item := range items {
		c.value(fmt.Sprintf("%s[%d]", path, i), s.Elem().Target, got.Index(i), item)
	}
}

func (c *comparison) mapping(path string, s *model.Shape, got reflect.Value, want any) {
	entries, ok := want.(map[string]any)
	if !ok || got.Len() != len(entries) {
		c.add(path, "want %v, have %s", want, show(got))
		return
	}
	for key, value := range entries {
		at := fmt.Sprintf("%s[%s]", path, key)
		elem := got.MapIndex(reflect.ValueOf(key).Convert(got.Type().Key()))
		if !elem.IsValid() {
			c.add(at, "is missing")
			continue
		}
		c.value(at, s.Elem().Target, elem, value)
	}
}

// union compares by the name of the member's structure, which tells which member is set.
func (c *comparison) union(path string, s *model.Shape, got reflect.Value, want any) {
	params, ok := want.(map[string]any)
	if !ok || len(params) != 1 {
		c.add(path, "the parameter is %v, not an object of one member", want)
		return
	}
	t := got.Elem().Type().Elem()
	for name, value := range params {
		if name == unknownMember {
			c.unknown(path, got.Elem().Elem(), value)
			continue
		}
		if w := got.Type().Name() + "Member" + exported(name); t.Name() != w {
			c.add(path, "want a %s, have a %s", w, t.Name())
			continue
		}
		c.value(path+"."+name, s.Member(name).Target, got.Elem().Elem().FieldByName("Value"), value)
	}
}

func (c *comparison) unknown(path string, got reflect.Value, want any) {
	tag, _ := want.(map[string]any)
	if got.Type().Name() != "UnknownUnionMember" || got.FieldByName("Tag").String() != fmt.Sprint(tag["name"]) {
		c.add(path, "want the unknown member %v, have %s", tag["name"], show(got))
	}
	if v := got.FieldByName("Value"); !v.IsValid() || !json.Valid(v.Bytes()) {
		c.add(path, "the unknown member's bytes aren't JSON: %s", show(got))
	}
}

func (c *comparison) scalar(path string, s *model.Shape, got reflect.Value, want any) {
	same := false
	switch s.Type {
	case model.Blob:
		same = string(got.Bytes()) == want
	case model.Boolean:
		same = got.Bool() == want
	case model.String, model.Enum:
		same = got.String() == want
	case model.Timestamp:
		w, err := timeOf(want)
		g, ok := got.Interface().(time.Time)
		same = err == nil && ok && w.Sub(g).Abs() < time.Millisecond
	default:
		same = sameNumber(got, want)
	}
	if !same {
		c.add(path, "want %v, have %s", want, show(got))
	}
}

func sameNumber(got reflect.Value, want any) bool {
	switch x := got.Interface().(type) {
	case big.Int:
		return x.String() == fmt.Sprint(want)
	case big.Float:
		w, _, err := big.ParseFloat(fmt.Sprint(want), 10, x.Prec(), big.ToNearestEven)
		return err == nil && x.Prec() >= 64 && w.Cmp(&x) == 0
	}
	switch got.Kind() {
	case reflect.Float32, reflect.Float64:
		w, err := floatOf(want)
		if got.Kind() == reflect.Float32 {
			w = float64(float32(w))
		}
		return err == nil && (got.Float() == w || math.IsNaN(got.Float()) && math.IsNaN(w))
	}
	return fmt.Sprint(got.Int()) == fmt.Sprint(want)
}

// stream reads a body to its end; an output has one even where no byte comes.
func (c *comparison) stream(path string, got reflect.Value, want any) {
	r, ok := got.Interface().(io.ReadCloser)
	if !ok {
		c.add(path, "want a stream, have none")
		return
	}
	data, err := io.ReadAll(r)
	if err == nil {
		err = r.Close()
	}
	if err != nil {
		c.add(path, "reading the stream: %v", err)
	}
	if text, _ := want.(string); string(data) != text {
		c.add(path, "want the bytes %q, have %q", want, data)
	}
}

// prefixHeaders compares a map of headers, whose names have no case.
func (c *comparison) prefixHeaders(path string, got reflect.Value, want any) {
	entries, _ := want.(map[string]any)
	have := map[string]string{}
	for _, key := range got.MapKeys() {
		have[strings.ToLower(key.String())] = got.MapIndex(key).String()
	}
	if len(have) != len(entries) {
		c.add(path, "want %v, have %v", want, have)
	}
	for key, value := range entries {
		if have[strings.ToLower(key)] != value {
			c.add(path, "%s: want %v, have %q", key, value, have[strings.ToLower(key)])
		}
	}
}

func show(v reflect.Value) string { return fmt.Sprintf("%+v", v.Interface()) }
