package main

import (
	"maps"
	"path/filepath"
	"slices"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/lock"
	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/source"
	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/write"
)

// state is what was built beside what is on disk.
type state struct {
	old         *lock.Lock // nil: there is none
	now         *lock.Lock
	entries     []write.Entry
	gone        []string // output folders that the lock knows and the job doesn't
	interrupted bool     // a journal is there
}

// survey compares what was built with the disk.
func (j *job) survey(all []*built) (*state, error) {
	old, err := j.readLock()
	if err != nil {
		return nil, err
	}
	s := &state{old: old, now: newLock(all)}
	var clients []write.Client
	for _, b := range all {
		clients = append(clients, b.files())
	}
	if old != nil {
		for _, out := range slices.Sorted(maps.Keys(old.Closures)) {
			if _, ok := s.now.Closures[out]; ok {
				continue
			}
			dir, err := source.Resolve(filepath.Join(j.lockDir, filepath.FromSlash(out)))
			if err != nil {
				return nil, err
			}
			s.gone = append(s.gone, out)
			clients = append(clients, write.Client{Out: out, Dir: dir})
		}
	}
	journal := j.journal()
	s.interrupted = len(journal) > 0
	listed := append(paths(old), journal...)
	slices.Sort(listed)
	s.entries, err = write.Survey(clients, slices.Compact(listed))
	return s, err
}

// of returns the entries of one output folder.
func (s *state) of(out string) []write.Entry {
	var entries []write.Entry
	for _, e := range s.entries {
		if e.Out == out {
			entries = append(entries, e)
		}
	}
	return entries
}
