// Package lock owns the text of tinsmith.lock: which tool made which files from which models, one sorted
// line per fact, so that merges and reviews stay small.
// It must not touch the disk, nor decide what a difference between two locks means.
package lock

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Name is the file's name; it stands beside the config, or in the output folder of a client without one.
const Name = "tinsmith.lock"

// MaxBytes is the largest lock that Parse reads.
const MaxBytes = 16 << 20

// Lock is what was true at the end of the last run. Paths are slash paths relative to the lock's folder.
type Lock struct {
	Tool      string            // the version of tinsmith
	Models    []Model           // without repetition
	Closures  map[string]string // output folder: digest of the selected operations' closure, without documentation
	Protocols map[string]string // output folder: the protocol's shape id
	Files     map[string]string // generated file: Digest of its content
}

// Model is one source of a model: a file, or a folder of files that are read together.
type Model struct {
	Source  string // "-" for standard input
	Version string // the service's API version
	SHA256  string
}

// The first words of lines.
const (
	wordTool     = "tool"
	wordModel    = "model"
	wordClosure  = "closure"
	wordProtocol = "protocol"
	wordFile     = "file"

	toolName = "tinsmith"
)

// Bytes returns the lock's text. Equal locks have equal texts.
func (l *Lock) Bytes() []byte {
	var lines []string
	add := func(words ...string) {
		for i, w := range words {
			words[i] = quote(w)
		}
		lines = append(lines, strings.Join(words, " ")+"\n")
	}
	if l.Tool != "" {
		add(wordTool, toolName, l.Tool)
	}
	for _, m := range l.Models {
		add(wordModel, m.Source, m.Version, m.SHA256)
	}
	for out, digest := range l.Closures {
		add(wordClosure, out, digest)
	}
	for out, name := range l.Protocols {
		add(wordProtocol, out, name)
	}
	for path, digest := range l.Files {
		add(wordFile, path, digest)
	}
	slices.Sort(lines)
	return []byte(strings.Join(slices.Compact(lines), ""))
}

// quote returns a word as it stands in a line: itself, or a Go string where it is empty or holds what
// would end it or not print.
func quote(w string) string {
	plain := w != "" && w[0] != '"' && utf8.ValidString(w)
	for _, r := range w {
		plain = plain && unicode.IsGraphic(r) && !unicode.IsSpace(r)
	}
	if plain {
		return w
	}
	return strconv.Quote(w)
}

// HasModel says whether the lock holds exactly this model.
func (l *Lock) HasModel(m Model) bool { return slices.Contains(l.Models, m) }

// AddModel adds a model, once.
func (l *Lock) AddModel(m Model) {
	if !l.HasModel(m) {
		l.Models = append(l.Models, m)
	}
}
