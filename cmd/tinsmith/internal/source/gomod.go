package source

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// maxModBytes is the largest go.mod that FindModule reads.
const maxModBytes = 16 << 20

// Module is what a go.mod says.
type Module struct {
	Dir      string            // the folder of the go.mod
	Path     string            // the module path
	Requires map[string]string // module path: version
	Replaces map[string]bool   // module paths that a replace line names
}

// ErrNoModule says that no go.mod stands at or above a folder.
var ErrNoModule = errors.New("no go.mod at or above the output folder")

// FindModule reads the go.mod nearest to dir, in it or above it. The folder, an absolute path without
// links, need not exist. Without any the error is ErrNoModule.
func FindModule(dir string) (*Module, error) {
	for {
		name := filepath.Join(dir, "go.mod")
		data, err := File(name, maxModBytes)
		if err == nil {
			return parseModule(name, data)
		}
		// A folder named go.mod, or a file where dir has a folder, is as good as none.
		if !errors.Is(err, fs.ErrNotExist) && isFile(name) {
			return nil, err
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return nil, ErrNoModule
		}
		dir = parent
	}
}

// parseModule reads the lines of a go.mod that matter here (Go Modules Reference, "go.mod files").
func parseModule(name string, data []byte) (*Module, error) {
	m := &Module{Dir: filepath.Dir(name), Requires: map[string]string{}, Replaces: map[string]bool{}}
	block := ""
	for line := range strings.Lines(string(data)) {
		words := modWords(line)
		switch {
		case len(words) == 0:
		case block != "" && words[0] == ")":
			block = ""
		case block != "":
			m.add(block, words)
		case len(words) == 2 && words[1] == "(":
			block = words[0]
		default:
			m.add(words[0], words[1:])
		}
	}
	if m.Path == "" {
		return nil, fmt.Errorf("read %s: no module line", name)
	}
	return m, nil
}

// add takes one directive.
func (m *Module) add(verb string, args []string) {
	switch {
	case verb == "module" && len(args) == 1:
		m.Path = args[0]
	case verb == "require" && len(args) == 2:
		m.Requires[args[0]] = args[1]
	case verb == "replace" && len(args) > 0:
		m.Replaces[args[0]] = true
	}
}

// modWords splits a line into words, without its comment. A word may be a Go string of either kind;
// a parenthesis is a word.
func modWords(line string) []string {
	var words []string
	for rest := strings.TrimSpace(line); rest != "" && !strings.HasPrefix(rest, "//"); rest = strings.TrimSpace(rest) {
		n := wordLen(rest)
		word := rest[:n]
		if unquoted, err := strconv.Unquote(word); err == nil && (word[0] == '"' || word[0] == '`') {
			word = unquoted
		}
		words = append(words, word)
		rest = rest[n:]
	}
	return words
}

// wordLen returns the length of the word that s, which isn't empty, begins with.
func wordLen(s string) int {
	switch s[0] {
	case '(', ')':
		return 1
	case '"', '`':
		if quoted, err := strconv.QuotedPrefix(s); err == nil {
			return len(quoted)
		}
	}
	n := 1
	for n < len(s) && !strings.ContainsRune(" \t\r()", rune(s[n])) && !strings.HasPrefix(s[n:], "//") {
		n++
	}
	return n
}

// ImportPath returns the import path of a package in dir, which lies at or below the module's folder.
func (m *Module) ImportPath(dir string) (string, error) {
	rel, err := filepath.Rel(m.Dir, dir)
	if err != nil {
		return "", fmt.Errorf("import path of %s: %w", dir, err)
	}
	return path.Join(m.Path, filepath.ToSlash(rel)), nil
}

// Lacks says whether the module requires less than the version min of another module, or doesn't require
// it. A replaced module is left to whoever replaced it.
func (m *Module) Lacks(path, min string) bool {
	if m.Path == path || m.Replaces[path] {
		return false
	}
	have, ok := m.Requires[path]
	return !ok || older(have, min)
}

// older compares two versions (semver.org 2.0.0, item 11) as far as "vX.Y.Z" and "is a pre-release" go.
// What isn't such a version is older than any.
func older(a, b string) bool {
	va, preA, ok := version(a)
	vb, preB, _ := version(b)
	if !ok {
		return true
	}
	for i := range va {
		if va[i] != vb[i] {
			return va[i] < vb[i]
		}
	}
	return preA && !preB
}

// version splits "vX.Y.Z-pre+build".
func version(s string) (core [3]int, pre, ok bool) {
	s, ok = strings.CutPrefix(s, "v")
	s, _, _ = strings.Cut(s, "+")
	s, _, pre = strings.Cut(s, "-")
	parts := strings.Split(s, ".")
	if !ok || len(parts) != len(core) {
		return core, pre, false
	}
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil {
			return core, pre, false
		}
		core[i] = n
	}
	return core, pre, true
}
