package gen_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"reflect"
)

// document compares what a document says when it is read into an empty interface, and when it is written again.
func (c *comparison) document(path string, got reflect.Value, want any) {
	d, ok := got.Interface().(interface {
		UnmarshalSmithyDocument(any) error
		MarshalSmithyDocument() ([]byte, error)
	})
	if !ok {
		c.add(path, "%s isn't a document", got.Type())
		return
	}
	text, err := d.MarshalSmithyDocument()
	if err != nil {
		c.add(path, "writing the document: %v", err)
	}
	c.json(path, text, want)
	var value any
	if err := d.UnmarshalSmithyDocument(&value); err != nil {
		c.add(path, "reading the document: %v", err)
	}
	text, err = json.Marshal(jsonNumbers(value))
	if err != nil {
		c.add(path, "what the document holds isn't JSON: %v", err)
	}
	c.json(path, text, want)
}

// jsonNumbers turns every kind of number's text, which documents hold, into JSON's.
func jsonNumbers(v any) any {
	switch x := v.(type) {
	case []any:
		for i := range x {
			x[i] = jsonNumbers(x[i])
		}
	case map[string]any:
		for k := range x {
			x[k] = jsonNumbers(x[k])
		}
	case fmt.Stringer:
		return json.Number(x.String())
	}
	if t := reflect.TypeOf(v); t != nil && t.Name() == "Number" {
		return json.Number(fmt.Sprint(v))
	}
	return v
}

// json compares a JSON text with a value.
func (c *comparison) json(path string, text []byte, want any) {
	got, err := decodeJSON(text)
	if err != nil {
		c.add(path, "%v in %s", err, text)
		return
	}
	if !sameJSON(got, want) {
		w, _ := json.Marshal(want)
		c.add(path, "want %s, have %s", w, text)
	}
}

func decodeJSON(text []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("more than one JSON value")
	}
	return v, nil
}

// sameJSON compares two JSON values, numbers by value to the last digit.
func sameJSON(a, b any) bool {
	switch x := a.(type) {
	case json.Number:
		y, ok := b.(json.Number)
		p, ok1 := new(big.Rat).SetString(x.String())
		q, ok2 := new(big.Rat).SetString(y.String())
		return ok && ok1 && ok2 && p.Cmp(q) == 0
	case []any:
		y, ok := b.([]any)
		if !ok || len(x) != len(y) {
			return false
		}
		for i := range x {
			if !sameJSON(x[i], y[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok || len(x) != len(y) {
			return false
		}
		for k := range x {
			v, ok := y[k]
			if !ok || !sameJSON(x[k], v) {
				return false
			}
		}
		return true
	}
	return a == b
}
