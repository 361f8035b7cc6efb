package gen_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/tinsmith-go/tinsmith/model"
)

// interpreter says what the model means for the Go values of a client: it builds inputs from parameters and compares
// outputs with them. It knows the model and the client's public API, and nothing of how clients are generated; else a
// mistake of the generator's would be repeated here and go unseen.
type interpreter struct {
	client *testClient
}

// unknownMember is the tag under which parameters hold a union member that the model doesn't know.
const unknownMember = "SDK_UNKNOWN_MEMBER"

// build sets dst to what v says for the shape. Null members of structures stay unset; so do null elements, which only
// sparse lists and maps can hold.
func (in *interpreter) build(dst reflect.Value, s *model.Shape, v any) error {
	if v == nil {
		return in.buildNull(dst, s)
	}
	if dst.Kind() == reflect.Pointer {
		n := reflect.New(dst.Type().Elem())
		dst.Set(n)
		return in.build(n.Elem(), s, v)
	}
	switch s.Type {
	case model.Structure:
		return in.buildStructure(dst, s, v)
	case model.Union:
		return in.buildUnion(dst, s, v)
	case model.List:
		return in.buildList(dst, s, v)
	case model.Map:
		return in.buildMap(dst, s, v)
	case model.Document:
		dst.Set(reflect.ValueOf(in.client.document(plainJSON(v))))
		return nil
	case model.Unit:
		return nil
	}
	return buildScalar(dst, s, v)
}

func (in *interpreter) buildNull(dst reflect.Value, s *model.Shape) error {
	switch dst.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map:
		return nil
	}
	if s.Type == model.Enum {
		return nil
	}
	return fmt.Errorf("%s can't be null", dst.Type())
}

func (in *interpreter) buildStructure(dst reflect.Value, s *model.Shape, v any) error {
	params, ok := v.(map[string]any)
	if !ok || dst.Kind() != reflect.Struct {
		return fmt.Errorf("%s: want an object and a struct, have %T and %s", s.ID, v, dst.Type())
	}
	for name, value := range params {
		m := s.Member(name)
		if m == nil {
			return fmt.Errorf("%s has no member %s", s.ID, name)
		}
		f, err := memberField(dst, name)
		if err != nil {
			return err
		}
		if value == nil {
			continue
		}
		if err := in.build(f, m.Target, value); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// memberField finds the field of a member: its name with the first letter in upper case and without underscores
// before it; with one behind it where the name is taken by a method.
func memberField(v reflect.Value, member string) (reflect.Value, error) {
	name := exported(member)
	for _, n := range []string{name, name + "_"} {
		if f := v.FieldByName(n); f.IsValid() {
			return f, nil
		}
	}
	return reflect.Value{}, fmt.Errorf("%s has no field for the member %s", v.Type(), member)
}

func exported(name string) string {
	name = strings.TrimLeft(name, "_")
	return strings.ToUpper(name[:1]) + name[1:]
}

// buildUnion sets a union by the structure of its one member that isn't null.
func (in *interpreter) buildUnion(dst reflect.Value, s *model.Shape, v any) error {
	params, ok := v.(map[string]any)
	if !ok {
		return fmt.Errorf("union %s: want an object, have %T", s.ID, v)
	}
	for name, value := range params {
		if value == nil {
			continue
		}
		m := s.Member(name)
		if m == nil {
			return fmt.Errorf("union %s has no member %s", s.ID, name)
		}
		wrapper := dst.Type().Name() + "Member" + exported(name)
		t := in.client.typeNamed(wrapper)
		if t == nil {
			return fmt.Errorf("no type %s", wrapper)
		}
		p := reflect.New(t)
		if err := in.build(p.Elem().FieldByName("Value"), m.Target, value); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		dst.Set(p)
	}
	return nil
}

func (in *interpreter) buildList(dst reflect.Value, s *model.Shape, v any) error {
	items, ok := v.([]any)
	if !ok || dst.Kind() != reflect.Slice {
		return fmt.Errorf("list %s: want an array and a slice, have %T and %s", s.ID, v, dst.Type())
	}
	list := reflect.MakeSlice(dst.Type(), len(items), len(items))
	for i, item := range items {
		if err := in.build(list.Index(i), s.Elem().Target, item); err != nil {
			return fmt.Errorf("[%d]: %w", i, err)
		}
	}
	dst.Set(list)
	return nil
}

func (in *interpreter) buildMap(dst reflect.Value, s *model.Shape, v any) error {
	entries, ok := v.(map[string]any)
	if !ok || dst.Kind() != reflect.Map {
		return fmt.Errorf("map %s: want an object and a map, have %T and %s", s.ID, v, dst.Type())
	}
	out := reflect.MakeMap(dst.Type())
	for key, value := range entries {
		elem := reflect.New(dst.Type().Elem()).Elem()
		if err := in.build(elem, s.Elem().Target, value); err != nil {
			return fmt.Errorf("[%s]: %w", key, err)
		}
		out.SetMapIndex(reflect.ValueOf(key).Convert(dst.Type().Key()), elem)
	}
	dst.Set(out)
	return nil
}

func buildScalar(dst reflect.Value, s *model.Shape, v any) error {
	switch s.Type {
	case model.Blob:
		return buildBlob(dst, v)
	case model.Boolean:
		b, ok := v.(bool)
		if !ok {
			return fmt.Errorf("want a boolean, have %T", v)
		}
		dst.SetBool(b)
		return nil
	case model.String, model.Enum:
		text, ok := v.(string)
		if !ok {
			return fmt.Errorf("want a string, have %T", v)
		}
		dst.SetString(text)
		return nil
	case model.Timestamp:
		at, err := timeOf(v)
		if err == nil {
			dst.Set(reflect.ValueOf(at))
		}
		return err
	}
	return buildNumber(dst, v)
}

// buildNumber goes by the Go type, since the formats of models differ in what they can say of numbers.
func buildNumber(dst reflect.Value, v any) error {
	text := fmt.Sprint(v)
	switch x := dst.Addr().Interface().(type) {
	case *big.Int:
		if _, ok := x.SetString(text, 10); !ok {
			return fmt.Errorf("%s isn't a whole number", text)
		}
		return nil
	case *big.Float:
		_, _, err := x.SetPrec(200).Parse(text, 10)
		return err
	}
	switch dst.Kind() {
	case reflect.Float32, reflect.Float64:
		f, err := floatOf(v)
		dst.SetFloat(f)
		return err
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err == nil && dst.OverflowInt(n) {
		err = fmt.Errorf("%d overflows %s", n, dst.Type())
	}
	if err == nil {
		dst.SetInt(n)
	}
	return err
}

// buildBlob sets bytes or, where the field is a reader, a stream of them.
func buildBlob(dst reflect.Value, v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("want a blob's bytes as text, have %T", v)
	}
	if dst.Type() == reflect.TypeFor[io.Reader]() {
		dst.Set(reflect.ValueOf(bytes.NewReader([]byte(text))))
		return nil
	}
	dst.SetBytes([]byte(text))
	return nil
}

// floatOf reads a number, or the name of what JSON has no number for.
func floatOf(v any) (float64, error) {
	switch fmt.Sprint(v) {
	case "NaN":
		return math.NaN(), nil
	case "Infinity":
		return math.Inf(1), nil
	case "-Infinity":
		return math.Inf(-1), nil
	}
	return strconv.ParseFloat(fmt.Sprint(v), 64)
}

// timeOf reads seconds since the epoch.
func timeOf(v any) (time.Time, error) {
	n, ok := new(big.Rat).SetString(fmt.Sprint(v))
	if !ok {
		return time.Time{}, fmt.Errorf("%v isn't a time in seconds", v)
	}
	nanos := n.Mul(n, big.NewRat(1e9, 1))
	whole := new(big.Int).Div(nanos.Num(), nanos.Denom())
	sec, nsec := new(big.Int).DivMod(whole, big.NewInt(1e9), new(big.Int))
	return time.Unix(sec.Int64(), nsec.Int64()).UTC(), nil
}

// plainJSON turns numbers into those that a program would put into a document.
func plainJSON(v any) any {
	switch x := v.(type) {
	case json.Number:
		if n, err := x.Int64(); err == nil {
			return n
		}
		f, _ := x.Float64()
		return f
	case []any:
		out := make([]any, len(x))
		for i := range x {
			out[i] = plainJSON(x[i])
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(x))
		for k := range x {
			out[k] = plainJSON(x[k])
		}
		return out
	}
	return v
}
