// Package jsondoc owns JSON documents: values of which each knows its position in a token.FileSet, and the checks
// that untrusted text must pass before anybody reads it.
// It must not know what the documents say: no model format, no shape, no trait.
package jsondoc

import (
	"encoding/json"
	"fmt"
	"go/token"

	"github.com/tidwall/gjson"
)

// Kind is the kind of a JSON value.
type Kind uint8

// The kinds. Missing is the zero Value: a key that isn't there.
const (
	Missing Kind = iota
	Null
	Bool
	Number
	String
	Array
	Object
)

var kindNames = [...]string{
	Missing: "Missing", Null: "Null", Bool: "Bool", Number: "Number", String: "String", Array: "Array", Object: "Object",
}

// String returns the kind's name as messages use it.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// document is a parsed text: its values in file order, each followed by what it contains.
type document struct {
	text  string
	base  token.Pos // of offset 0
	nodes []node
	// index finds the members of objects with more than indexFrom of them, by the object's node.
	index map[int32]map[string]int32
}

// node is one value. Its children are the nodes between it and next.
type node struct {
	kind     Kind
	pos, end int32 // offsets of the value's text
	next     int32 // the node after this one and all that it contains
	key      string
	keyPos   int32
}

// indexFrom is the number of members up to which looking at each is as good as a map.
const indexFrom = 8

// Value is a value of a document, or Missing. It is small and can be copied; a document is never written to after
// Parse, so Values may be used by several goroutines.
type Value struct {
	doc  *document
	node int32
	// missing says that node is the parent of what was asked for.
	missing bool
}

// Kind returns the value's kind.
func (v Value) Kind() Kind {
	if v.doc == nil || v.missing {
		return Missing
	}
	return v.doc.nodes[v.node].kind
}

// Exists reports whether the value stands in the document, be it null.
func (v Value) Exists() bool { return v.Kind() != Missing }

// Pos returns where the value begins; of a Missing value, where its parent does.
func (v Value) Pos() token.Pos {
	if v.doc == nil {
		return token.NoPos
	}
	return v.doc.base + token.Pos(v.doc.nodes[v.node].pos)
}

// Get returns the member called key, case counting, or Missing when there is none or v isn't an object.
// A call takes constant time, however many members there are.
func (v Value) Get(key string) Value {
	if v.Kind() != Object {
		return Value{doc: v.doc, node: v.node, missing: true}
	}
	if index, ok := v.doc.index[v.node]; ok {
		if i, ok := index[key]; ok {
			return Value{doc: v.doc, node: i}
		}
		return Value{doc: v.doc, node: v.node, missing: true}
	}
	nodes := v.doc.nodes
	for i := v.node + 1; i < nodes[v.node].next; i = nodes[i].next {
		if nodes[i].key == key {
			return Value{doc: v.doc, node: i}
		}
	}
	return Value{doc: v.doc, node: v.node, missing: true}
}

// Each calls fn for every member of an object, in the order of the text; for other kinds it does nothing.
func (v Value) Each(fn func(key string, keyPos token.Pos, val Value)) {
	if v.Kind() != Object {
		return
	}
	nodes := v.doc.nodes
	for i := v.node + 1; i < nodes[v.node].next; i = nodes[i].next {
		fn(nodes[i].key, v.doc.base+token.Pos(nodes[i].keyPos), Value{doc: v.doc, node: i})
	}
}

// Items returns the elements of an array; nil for other kinds.
func (v Value) Items() []Value {
	if v.Kind() != Array {
		return nil
	}
	nodes := v.doc.nodes
	var out []Value
	for i := v.node + 1; i < nodes[v.node].next; i = nodes[i].next {
		out = append(out, Value{doc: v.doc, node: i})
	}
	return out
}

// Len returns the number of members of an object or elements of an array; 0 for other kinds.
func (v Value) Len() int {
	k := v.Kind()
	if k != Object && k != Array {
		return 0
	}
	nodes := v.doc.nodes
	n := 0
	for i := v.node + 1; i < nodes[v.node].next; i = nodes[i].next {
		n++
	}
	return n
}

// Any returns the value as Go's own types: nil (also for Missing), bool, json.Number with the text as it stands,
// string, []any and map[string]any.
func (v Value) Any() any {
	switch v.Kind() {
	case Bool:
		return v.raw() == "true"
	case Number:
		return json.Number(v.raw())
	case String:
		return unquote(v.raw())
	case Array:
		out := make([]any, 0, v.Len())
		for _, item := range v.Items() {
			out = append(out, item.Any())
		}
		return out
	case Object:
		out := make(map[string]any, v.Len())
		v.Each(func(key string, _ token.Pos, val Value) { out[key] = val.Any() })
		return out
	}
	return nil
}

// raw returns the value's text.
func (v Value) raw() string {
	n := &v.doc.nodes[v.node]
	return v.doc.text[n.pos:n.end]
}

// unquote returns what a valid string literal means.
func unquote(literal string) string { return gjson.Parse(literal).String() }
