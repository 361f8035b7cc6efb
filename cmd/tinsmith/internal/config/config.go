// Package config owns the meaning of tinsmith.yaml: its keys, their kinds and what must not clash.
// It must not touch the disk nor know what a model or a generated file looks like.
package config

import (
	"bytes"
	"errors"
	"go/scanner"
	"go/token"
	"io"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Name is the file's name, looked for in the working directory when no flag names another.
const Name = "tinsmith.yaml"

// MaxBytes is the largest config that Parse reads.
const MaxBytes = 1 << 20

// Config is what a tinsmith.yaml of version 1 says. Paths are as written: slash paths relative to the
// config's own folder.
type Config struct {
	Clients []Client
}

// Client is one entry of the list clients, with the defaults filled in.
type Client struct {
	// Pos is where the entry begins, OperationsPos where its list of operations does; both are zero for
	// a client that came from flags.
	Pos, OperationsPos token.Position

	Model      []string // at least one; several are AST files of one model
	Service    string   // shape id, "" when the model holds one service
	Out        string   // cleaned
	Package    string
	ImportPath string
	Protocol   string
	Docs       string // "full", "short" or "none"
	Operations []string
	Exclude    []string
	Rename     map[string]string // shape id: Go name
}

// Parse reads a tinsmith.yaml. The name is what positions show. What is wrong comes as a sorted
// scanner.ErrorList, all of it; only YAML that doesn't parse ends at its first error.
// Anchors, aliases and tags are refused: nothing here needs them, and they are how a small file
// becomes a huge one.
func Parse(name string, data []byte) (*Config, error) {
	r := &reader{name: name}
	root, ok := r.document(data)
	if !ok {
		return nil, r.err()
	}
	c := r.config(root)
	r.checkOuts(c.Clients)
	if err := r.err(); err != nil {
		return nil, err
	}
	return c, nil
}

// document parses the YAML text and returns its only document's root.
func (r *reader) document(data []byte) (*yaml.Node, bool) {
	if len(data) > MaxBytes {
		r.errorAt(1, 1, "larger than %d bytes", MaxBytes)
		return nil, false
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc yaml.Node
	switch err := dec.Decode(&doc); {
	case errors.Is(err, io.EOF):
		r.errorAt(1, 1, "the file is empty; it begins with \"version: 1\"")
		return nil, false
	case err != nil:
		r.syntax(err)
		return nil, false
	}
	var second yaml.Node
	if err := dec.Decode(&second); !errors.Is(err, io.EOF) {
		if err != nil {
			r.syntax(err)
		} else {
			r.errorf(&second, "a second YAML document; there is only one")
		}
		return nil, false
	}
	if len(doc.Content) != 1 || !r.plain(doc.Content[0]) {
		return nil, false
	}
	return doc.Content[0], true
}

// syntax reports an error of the YAML parser, whose text begins with "yaml: line N: ".
func (r *reader) syntax(err error) {
	msg := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1
	if rest, ok := strings.CutPrefix(msg, "line "); ok {
		if num, text, ok := strings.Cut(rest, ": "); ok {
			if n, err := strconv.Atoi(num); err == nil && n > 0 {
				line, msg = n, text
			}
		}
	}
	r.errorAt(line, 1, "%s", msg)
}

// err returns everything that was reported, sorted, or nil.
func (r *reader) err() error {
	if len(r.errs) == 0 {
		return nil
	}
	r.errs.Sort()
	return r.errs
}

// reader collects errors while it walks the nodes of one file.
type reader struct {
	name string
	errs scanner.ErrorList
}
