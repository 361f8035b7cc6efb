// Package write owns what happens to output folders: what differs from what is wanted, and the change
// from one to the other in a way that a failure undoes and a kill leaves repairable.
// It must not know models, configs or why a file is wanted.
package write

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/lock"
)

// Client is one output folder and all that belongs in it.
type Client struct {
	Out   string // the folder as the lock names it: a slash path relative to the lock's folder
	Dir   string // the same, absolute, with links resolved; it need not exist
	Files []File // none: everything that the lock lists there is stale
}

// File is a generated file. Path is a slash path relative to the client's folder.
type File struct {
	Path string
	Data []byte
}

// Status says how a path on disk relates to what is wanted.
type Status uint8

// What Survey finds.
const (
	Same     Status = iota // as wanted, but for CRLF
	Missing                // wanted, and not there
	Differs                // wanted and generated, with other content
	Foreign                // wanted, but what is there isn't Tinsmith's: Why says what it is
	Orphan                 // not wanted any more: listed, and carrying the header
	Unlisted               // not wanted, carrying the header, but not listed: never removed
)

// Entry is one path of an output folder.
type Entry struct {
	Out    string // the client's, as in Client
	Path   string // slash path relative to the client's folder
	Status Status
	Why    string // what a Foreign entry is
	Old    []byte // what is on disk, when it is a generated file
	New    []byte // what is wanted
	file   string // absolute path
	dir    string // the client's folder
	info   fs.FileInfo
}

// LockPath returns the path as the lock lists it.
func (e *Entry) LockPath() string { return path.Join(e.Out, e.Path) }

// Survey compares the clients' files with the disk and changes nothing. The list holds the paths that
// earlier runs wrote, as in the lock; those outside every client are passed over. Entries are sorted by
// client in the given order, then path.
func Survey(clients []Client, listed []string) ([]Entry, error) {
	var entries []Entry
	listed = slices.Compact(slices.Sorted(slices.Values(listed)))
	stale := group(clients, listed)
	for i, c := range clients {
		s := survey{client: c, wanted: map[string]string{}}
		if err := s.files(); err != nil {
			return nil, err
		}
		if err := s.orphans(stale[i]); err != nil {
			return nil, err
		}
		if err := s.unlisted(stale[i]); err != nil {
			return nil, err
		}
		slices.SortFunc(s.entries, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
		entries = append(entries, s.entries...)
	}
	return entries, nil
}

// group returns for each client the listed paths inside it, relative to it. Where one folder lies in
// another, the inner one has them.
func group(clients []Client, listed []string) [][]string {
	groups := make([][]string, len(clients))
	for _, p := range listed {
		best, rel := -1, ""
		for i, c := range clients {
			r, ok := below(c.Out, p)
			if ok && (best < 0 || len(r) < len(rel)) {
				best, rel = i, r
			}
		}
		if best >= 0 {
			groups[best] = append(groups[best], rel)
		}
	}
	return groups
}

// below returns p relative to the folder out, both slash paths.
func below(out, p string) (string, bool) {
	if out == "." {
		return p, filepath.IsLocal(filepath.FromSlash(p))
	}
	rel, ok := strings.CutPrefix(p, out+"/")
	return rel, ok && filepath.IsLocal(filepath.FromSlash(rel))
}

// survey compares one client.
type survey struct {
	client  Client
	wanted  map[string]string // path folded to lower case: path
	entries []Entry
}

// files compares every wanted file.
func (s *survey) files() error {
	for _, f := range s.client.Files {
		fold := strings.ToLower(f.Path)
		if other, ok := s.wanted[fold]; ok {
			return fmt.Errorf("%s: the files %s and %s have the same name where case doesn't count", s.client.Out, other, f.Path)
		}
		if !filepath.IsLocal(filepath.FromSlash(f.Path)) || path.Clean(f.Path) != f.Path {
			return fmt.Errorf("%s: %q isn't a path inside the output folder", s.client.Out, f.Path)
		}
		s.wanted[fold] = f.Path
		e, err := s.look(f.Path)
		if err != nil {
			return err
		}
		e.New = f.Data
		if e.Status == Differs && bytes.Equal(lock.Normalise(e.Old), lock.Normalise(e.New)) {
			e.Status = Same
		}
		s.entries = append(s.entries, e)
	}
	return nil
}

// orphans finds the listed files that aren't wanted and still are Tinsmith's.
func (s *survey) orphans(listed []string) error {
	for _, p := range listed {
		want, ok := s.wanted[strings.ToLower(p)]
		if want == p {
			continue
		}
		e, err := s.look(p)
		if err != nil {
			return err
		}
		// A file system that ignores case shows a wanted file under its old spelling too.
		if ok && e.info != nil && s.isFile(want, e.info) {
			continue
		}
		if e.Status == Differs {
			e.Status = Orphan
			s.entries = append(s.entries, e)
		}
	}
	return nil
}

// unlisted finds generated files beside the wanted ones that no run remembers.
func (s *survey) unlisted(listed []string) error {
	for _, dir := range s.folders() {
		names, err := os.ReadDir(filepath.Join(s.client.Dir, filepath.FromSlash(dir)))
		if err != nil {
			continue // missing, or no folder: the files say so themselves
		}
		for _, name := range names {
			p := path.Join(dir, name.Name())
			if _, ok := s.wanted[strings.ToLower(p)]; ok || slices.Contains(listed, p) || path.Ext(p) != ".go" {
				continue
			}
			e, err := s.look(p)
			if err != nil {
				return err
			}
			if e.Status == Differs {
				e.Status = Unlisted
				s.entries = append(s.entries, e)
			}
		}
	}
	return nil
}

// folders returns the folders of the wanted files, sorted.
func (s *survey) folders() []string {
	set := map[string]bool{}
	for _, f := range s.client.Files {
		set[path.Dir(f.Path)] = true
	}
	return slices.Sorted(maps.Keys(set))
}

// isFile says whether the wanted path is the file that info describes.
func (s *survey) isFile(p string, info fs.FileInfo) bool {
	other, err := os.Lstat(filepath.Join(s.client.Dir, filepath.FromSlash(p)))
	return err == nil && os.SameFile(info, other)
}

// look reads what is at a path: Missing, Foreign, or Differs for a file with the header.
func (s *survey) look(p string) (Entry, error) {
	e := Entry{Out: s.client.Out, Path: p, dir: s.client.Dir, file: filepath.Join(s.client.Dir, filepath.FromSlash(p))}
	if why := s.blocked(p); why != "" {
		e.Status, e.Why = Foreign, why
		return e, nil
	}
	info, err := os.Lstat(e.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Status = Missing
		return e, nil
	case err != nil:
		return e, fmt.Errorf("look at %s: %w", e.file, err)
	case !info.Mode().IsRegular():
		e.Status, e.Why = Foreign, kind(info)
		return e, nil
	}
	e.info = info
	if e.Old, err = os.ReadFile(e.file); err != nil {
		return e, fmt.Errorf("look at %s: %w", e.file, err)
	}
	e.Status = Differs
	if !HasHeader(e.Old) {
		e.Status, e.Why = Foreign, "it has no header of tinsmith"
	}
	return e, nil
}

// blocked says why a folder on the way to a path can't be used: nothing is written through a link.
func (s *survey) blocked(p string) string {
	dir := s.client.Dir
	info, err := os.Lstat(dir)
	for _, part := range append(strings.Split(path.Dir(p), "/"), "") {
		if err != nil {
			return ""
		}
		if !info.IsDir() {
			return filepath.Base(dir) + ": " + kind(info)
		}
		if part == "" {
			break
		}
		dir = filepath.Join(dir, part)
		info, err = os.Lstat(dir)
	}
	return ""
}

// kind names what isn't a regular file.
func kind(info fs.FileInfo) string {
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return "it is a link"
	case info.IsDir():
		return "it is a folder"
	case info.Mode().IsRegular():
		return "it is a file"
	}
	return "it is a special file"
}
