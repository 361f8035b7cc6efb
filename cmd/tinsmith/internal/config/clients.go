package config

import (
	"fmt"
	"go/token"
	"maps"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// docs are the values of the key docs, the default first.
var docs = [...]string{"full", "short", "none"}

// config reads the top level.
func (r *reader) config(root *yaml.Node) *Config {
	c := new(Config)
	var defaultDocs string
	var version, clients *yaml.Node
	ok := r.object(root, "", map[string]func(*yaml.Node){
		"version": func(n *yaml.Node) { version = n; r.version(n) },
		"defaults": func(n *yaml.Node) {
			r.object(n, "defaults", map[string]func(*yaml.Node){
				"docs": r.docs(&defaultDocs),
				"validation": func(n *yaml.Node) {
					r.errorf(n, "defaults.validation isn't supported by this version of tinsmith: a program chooses by Options.Validation; remove the key")
				},
			})
		},
		"clients": func(n *yaml.Node) { clients = n },
	})
	if !ok {
		return c
	}
	if version == nil {
		r.errorf(root, "the key \"version\" is missing; this tinsmith reads \"version: 1\"")
	}
	if clients == nil {
		r.errorf(root, "the key \"clients\" is missing")
		return c
	}
	for _, n := range r.list(clients) {
		c.Clients = append(c.Clients, r.client(n, defaultDocs))
	}
	if clients.Kind == yaml.SequenceNode && len(clients.Content) == 0 {
		r.errorf(clients, "the list of clients is empty")
	}
	return c
}

// version accepts 1 alone.
func (r *reader) version(n *yaml.Node) {
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!int" {
		r.want(n, "the number 1")
		return
	}
	if n.Value != "1" {
		r.errorf(n, "version %s is unknown; this tinsmith reads version 1", n.Value)
	}
}

// client reads one entry of clients.
func (r *reader) client(n *yaml.Node, defaultDocs string) Client {
	c := Client{Pos: r.pos(n), Docs: defaultDocs}
	var model, out *yaml.Node
	ok := r.object(n, "clients", map[string]func(*yaml.Node){
		"model":       func(n *yaml.Node) { model = n; c.Model = r.paths(n) },
		"service":     r.string(&c.Service),
		"out":         func(n *yaml.Node) { out = n; r.path(n, &c.Out) },
		"package":     r.string(&c.Package),
		"import_path": r.string(&c.ImportPath),
		"protocol":    r.string(&c.Protocol),
		"operations":  func(n *yaml.Node) { c.OperationsPos = r.pos(n); c.Operations = r.strings(n) },
		"exclude":     func(n *yaml.Node) { c.Exclude = r.strings(n) },
		"rename":      func(n *yaml.Node) { c.Rename = r.rename(n) },
		"docs":        r.docs(&c.Docs),
	})
	if c.Docs == "" {
		c.Docs = docs[0]
	}
	if !ok {
		return c
	}
	if model == nil {
		r.errorf(n, "the client has no \"model\"")
	} else if len(c.Model) == 0 && (model.Kind == yaml.SequenceNode || isNull(model)) {
		r.errorf(model, "\"model\" is empty")
	}
	if out == nil {
		r.errorf(n, "the client has no \"out\"")
	} else if path.IsAbs(c.Out) {
		r.errorf(out, "\"out\" is relative to this file; have %q", c.Out)
	}
	return c
}

// Docs checks a value of the key docs, and returns it, or the default for "".
func Docs(s string) (string, error) {
	switch {
	case s == "":
		return docs[0], nil
	case slices.Contains(docs[:], s):
		return s, nil
	}
	return "", docsError(s)
}

func docsError(s string) error {
	return fmt.Errorf("docs is one of %s; have %q%s", strings.Join(docs[:], ", "), s, suggest(s, docs[:]))
}

// docs returns a reader of the key docs into dst.
func (r *reader) docs(dst *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		var s string
		if !r.text(n, &s) {
			return
		}
		if _, err := Docs(s); s == "" || err != nil {
			r.errorf(n, "%v", docsError(s))
			return
		}
		*dst = s
	}
}

// paths reads a path or a list of paths.
func (r *reader) paths(n *yaml.Node) []string {
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = r.list(n)
	} else if n.Kind != yaml.ScalarNode {
		r.want(n, "a path or a list of paths")
		return nil
	}
	var out []string
	for _, item := range items {
		var p string
		if r.path(item, &p) {
			out = append(out, p)
		}
	}
	return out
}

// path reads a slash path and cleans it. Backslashes are refused, so that a config means the same on
// every system.
func (r *reader) path(n *yaml.Node, dst *string) bool {
	var s string
	if !r.text(n, &s) {
		return false
	}
	switch {
	case s == "":
		r.errorf(n, "the path is empty")
		return false
	case strings.ContainsAny(s, "\\\x00"):
		r.errorf(n, "the path %q has a backslash; write forward slashes on every system", s)
		return false
	case s == "-":
		r.errorf(n, "standard input can't stand in a config; give it by the flag --model -")
		return false
	}
	*dst = path.Clean(s)
	return true
}

// rename reads the map from shape ids to Go names.
func (r *reader) rename(n *yaml.Node) map[string]string {
	out := map[string]string{}
	r.pairs(n, func(key, val *yaml.Node) {
		var s string
		if !r.text(val, &s) {
			return
		}
		if !token.IsIdentifier(s) || !token.IsExported(s) {
			r.errorf(val, "%q isn't an exported Go name", s)
			return
		}
		out[key.Value] = s
	})
	return out
}

// checkOuts reports clients whose output folders are the same or lie within each other: each would take
// the other's files for stale ones. Case is ignored, as some file systems do.
func (r *reader) checkOuts(clients []Client) {
	first := map[string]Client{}
	for _, c := range clients {
		if c.Out == "" {
			continue
		}
		if other, ok := first[rooted(c.Out)]; ok {
			r.errorPos(c.Pos, "the client at line %d has the same \"out\": %s", other.Pos.Line, other.Out)
			continue
		}
		first[rooted(c.Out)] = c
	}
	for _, key := range slices.Sorted(maps.Keys(first)) {
		for dir := path.Dir(key); dir != "/"; dir = path.Dir(dir) {
			if outer, ok := first[dir]; ok {
				c := first[key]
				r.errorPos(c.Pos, "\"out\" %s lies within that of the client at line %d: %s", c.Out, outer.Pos.Line, outer.Out)
				break
			}
		}
	}
}

// rooted returns a folded absolute path for a relative one, as if the config lay deep in a tree of
// folders with an impossible name, so that ".." compares like any other folder.
func rooted(out string) string {
	const depth = 100
	return path.Join(strings.Repeat("/\x00", depth), strings.ToLower(out))
}
