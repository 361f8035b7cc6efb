package botocore

import (
	"go/token"

	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// node is a value with what an .sdk-extras.json lays over it: where both are objects they are merged key by key,
// elsewhere the upper one counts.
type node struct{ base, over jsondoc.Value }

// merged reports whether both layers count.
func (n node) merged() bool {
	return n.base.Kind() == jsondoc.Object && n.over.Kind() == jsondoc.Object
}

// value returns the layer that counts; of merged objects the lower one, which has the position.
func (n node) value() jsondoc.Value {
	if n.over.Exists() && !n.merged() {
		return n.over
	}
	return n.base
}

func (n node) Kind() jsondoc.Kind { return n.value().Kind() }
func (n node) Exists() bool       { return n.value().Exists() }
func (n node) Pos() token.Pos     { return n.value().Pos() }

// Get returns the member called key.
func (n node) Get(key string) node {
	if !n.merged() {
		return node{base: n.value().Get(key)}
	}
	return node{base: n.base.Get(key), over: n.over.Get(key)}
}

// Each calls fn for every member, those of the upper layer alone last.
func (n node) Each(fn func(key string, pos token.Pos, val node)) {
	if !n.merged() {
		n.value().Each(func(key string, pos token.Pos, val jsondoc.Value) { fn(key, pos, node{base: val}) })
		return
	}
	n.base.Each(func(key string, pos token.Pos, val jsondoc.Value) {
		fn(key, pos, node{base: val, over: n.over.Get(key)})
	})
	n.over.Each(func(key string, pos token.Pos, val jsondoc.Value) {
		if !n.base.Get(key).Exists() {
			fn(key, pos, node{base: val})
		}
	})
}

// Items returns the elements of an array.
func (n node) Items() []node {
	var out []node
	for _, item := range n.value().Items() {
		out = append(out, node{base: item})
	}
	return out
}

func (r *reader) str(n node) string          { return r.d.Str(n.value()) }
func (r *reader) bool(n node) bool           { return r.d.Bool(n.value()) }
func (r *reader) int(n node) int64           { return r.d.Int(n.value()) }
func (r *reader) strings(n node) []string    { return r.d.Strings(n.value()) }
func (r *reader) object(n node) bool         { return r.d.WantObject(n.value()) }
func (r *reader) optionalObject(n node) bool { return n.Exists() && r.object(n) }
func (r *reader) optionalArray(n node) bool  { return n.Exists() && r.d.WantArray(n.value()) }

// oneOrMore returns the texts of a string or of an array of strings.
func (r *reader) oneOrMore(n node) []string {
	if n.Kind() == jsondoc.Array {
		return r.strings(n)
	}
	if !n.Exists() {
		return nil
	}
	return []string{r.str(n)}
}

// named calls fn for every member of an object of named things; the names must be identifiers.
func (r *reader) named(n node, what string, fn func(name string, pos token.Pos, val node)) {
	n.Each(func(name string, pos token.Pos, val node) {
		if r.identifier(what, name, pos) && r.object(val) {
			fn(name, pos, val)
		}
	})
}

// knownKeys warns of the keys that the table doesn't have.
func (r *reader) knownKeys(n node, table keyTable) {
	n.Each(func(key string, pos token.Pos, _ node) {
		if _, ok := table.keys[key]; !ok {
			r.d.Warnf(pos, "unknown key %q in %s: ignored", key, table.what)
		}
	})
}
