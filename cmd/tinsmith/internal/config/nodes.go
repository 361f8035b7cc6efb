package config

import (
	"fmt"
	"go/token"
	"maps"
	"slices"

	"go.yaml.in/yaml/v3"
)

func (r *reader) pos(n *yaml.Node) token.Position {
	return token.Position{Filename: r.name, Line: n.Line, Column: n.Column}
}

func (r *reader) errorf(n *yaml.Node, format string, args ...any) {
	r.errorPos(r.pos(n), format, args...)
}

func (r *reader) errorAt(line, column int, format string, args ...any) {
	r.errorPos(token.Position{Filename: r.name, Line: line, Column: column}, format, args...)
}

func (r *reader) errorPos(pos token.Position, format string, args ...any) {
	r.errs.Add(pos, fmt.Sprintf(format, args...))
}

// want reports that n is of another kind.
func (r *reader) want(n *yaml.Node, what string) {
	r.errorf(n, "want %s, have %s", what, kind(n))
}

// kind names what n is, for messages.
func kind(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a map"
	case yaml.SequenceNode:
		return "a list"
	case yaml.ScalarNode:
		switch n.ShortTag() {
		case "!!null":
			return "nothing"
		case "!!bool":
			return "a boolean; quote it"
		case "!!int", "!!float":
			return "a number; quote it"
		}
		return "a string"
	}
	return "something else"
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

// plain reports anchors, aliases and tags at n or below it. An alias isn't followed.
func (r *reader) plain(n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.AliasNode:
		r.errorf(n, "aliases aren't allowed")
		return false
	case n.Anchor != "":
		r.errorf(n, "anchors aren't allowed")
		return false
	case n.Style&yaml.TaggedStyle != 0:
		r.errorf(n, "tags aren't allowed")
		return false
	}
	ok := true
	for _, c := range n.Content {
		ok = r.plain(c) && ok
	}
	return ok
}

// object reads a map whose keys are those of fields, and reports others. It says whether n is a map.
func (r *reader) object(n *yaml.Node, where string, fields map[string]func(*yaml.Node)) bool {
	return r.pairs(n, func(key, val *yaml.Node) {
		field, ok := fields[key.Value]
		if !ok {
			in := ""
			if where != "" {
				in = " in " + where
			}
			names := slices.Sorted(maps.Keys(fields))
			r.errorf(key, "unknown key %q%s%s", key.Value, in, suggest(key.Value, names))
			return
		}
		field(val)
	})
}

// pairs calls fn for every entry of a map, in the file's order, and reports repeated keys.
func (r *reader) pairs(n *yaml.Node, fn func(key, val *yaml.Node)) bool {
	if isNull(n) {
		return true
	}
	if n.Kind != yaml.MappingNode {
		r.want(n, "a map")
		return false
	}
	lines := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, val := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			r.errorf(key, "want a string as the key, have %s", kind(key))
			continue
		}
		if line, ok := lines[key.Value]; ok {
			r.errorf(key, "key %q is repeated; it stands at line %d already", key.Value, line)
			continue
		}
		lines[key.Value] = key.Line
		fn(key, val)
	}
	return true
}

// list returns the elements of a list.
func (r *reader) list(n *yaml.Node) []*yaml.Node {
	if isNull(n) {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		r.want(n, "a list")
		return nil
	}
	return n.Content
}

// strings reads a list of strings.
func (r *reader) strings(n *yaml.Node) []string {
	var out []string
	for _, item := range r.list(n) {
		var s string
		if r.text(item, &s) {
			out = append(out, s)
		}
	}
	return out
}

// string returns a reader of a string into dst.
func (r *reader) string(dst *string) func(*yaml.Node) {
	return func(n *yaml.Node) { r.text(n, dst) }
}

// text reads a string; nothing counts as "". A date is text as written, since versions of APIs look
// like dates.
func (r *reader) text(n *yaml.Node, dst *string) bool {
	if n.Kind != yaml.ScalarNode {
		r.want(n, "a string")
		return false
	}
	switch n.ShortTag() {
	case "!!str", "!!timestamp":
		*dst = n.Value
	case "!!null":
		*dst = ""
	default:
		r.want(n, "a string")
		return false
	}
	return true
}
