package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/lock"
	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/source"
	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/write"
)

// newLock returns the lock of what was built.
func newLock(all []*built) *lock.Lock {
	l := lock.New()
	l.Tool = buildInfo().lockVersion()
	for _, b := range all {
		for _, m := range b.models {
			l.AddModel(m)
		}
		l.Closures[b.Out] = b.output.Closure
		l.Protocols[b.Out] = string(b.output.Protocol)
		for _, f := range b.output.Files {
			l.Files[path.Join(b.Out, f.Path)] = lock.Digest(f.Data)
		}
	}
	return l
}

// readLock reads the lock, or returns nil when there is none.
func (j *job) readLock() (*lock.Lock, error) {
	data, err := source.File(filepath.Join(j.lockDir, lock.Name), lock.MaxBytes)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	l, err := lock.Parse(j.lock, data)
	if err != nil {
		return nil, err
	}
	return l, j.own(l)
}

// own reports a lock that a config wrote where one of flags is wanted, in the output folder itself: to go
// on would remove the files of the config's clients.
func (j *job) own(l *lock.Lock) error {
	if j.config {
		return nil
	}
	for out := range l.Closures {
		if out != "." {
			return fmt.Errorf("%s is that of a config in this folder; give another --out, or --config", j.lock)
		}
	}
	return nil
}

// journal returns the paths that a killed run may have left, or nil. A journal that doesn't parse lists
// nothing: then those files are only reported.
func (j *job) journal() []string {
	data, err := source.File(filepath.Join(j.lockDir, write.JournalName), lock.MaxBytes)
	if err != nil {
		return nil
	}
	l, err := lock.Parse(write.JournalName, data)
	if err != nil {
		return nil
	}
	return paths(l)
}

// paths returns the files that a lock lists; none for nil.
func paths(l *lock.Lock) []string {
	if l == nil {
		return nil
	}
	list := make([]string, 0, len(l.Files))
	for p := range l.Files {
		list = append(list, p)
	}
	return list
}
