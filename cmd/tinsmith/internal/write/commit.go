package write

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/lock"
)

// tempSuffix ends the names of files that aren't in place yet; a dot begins them, so that Go passes
// them over.
const tempSuffix = ".tinsmith-tmp"

// Commit makes the disk as the entries want it and then writes the lock. What is the same isn't touched.
// On an error everything is as before. A kill before the first rename changes no generated file; a kill at
// any time leaves the journal, and the next Commit, which writes every file that isn't as wanted and
// removes what the journal knows, ends the work.
//
// A Foreign entry is an error before anything is changed. An empty lock text leaves the lock alone.
func (s *Session) Commit(entries []Entry, lockText []byte) (err error) {
	if err := check(entries); err != nil {
		return err
	}
	c := &commit{session: s, journal: s.readJournal()}
	s.sweep(entries, c.journal)
	defer func() {
		if err != nil {
			err = errors.Join(err, c.rollback())
		}
	}()
	if slices.ContainsFunc(entries, changes) {
		if err := c.writeJournal(entries); err != nil {
			return err
		}
	}
	if err := c.prepare(entries); err != nil {
		return err
	}
	for i := range entries {
		if err := c.apply(&entries[i]); err != nil {
			return err
		}
	}
	if err := c.writeLock(lockText); err != nil {
		return err
	}
	s.tidy(entries)
	return nil
}

// changes says whether an entry's file is to be written or removed.
func changes(e Entry) bool { return e.Status == Missing || e.Status == Differs || e.Status == Orphan }

// check reports entries that can't be written.
func check(entries []Entry) error {
	var errs []error
	for i := range entries {
		switch e := &entries[i]; e.Status {
		case Foreign:
			errs = append(errs, fmt.Errorf("%s is in the way: %s; move it, or give another output folder", e.file, e.Why))
		case Missing, Differs:
			errs = append(errs, verify(e))
		}
	}
	return errors.Join(errs...)
}

// commit is what must be undone when a step fails.
type commit struct {
	session *Session
	journal *lock.Lock // what an earlier run left
	temps   []string   // temporary files by entry order, in place or not
	made    []string   // folders, outer ones first
	done    []undo
}

// step lets a test fail or die before a change of the disk.
func (s *Session) step(name, path string) error {
	if s.fault == nil {
		return nil
	}
	return s.fault(name, path)
}

// prepare writes the new contents to temporary files beside their targets.
func (c *commit) prepare(entries []Entry) error {
	for i := range entries {
		e := &entries[i]
		if e.Status != Missing && e.Status != Differs {
			continue
		}
		if err := c.session.step("mkdir", filepath.Dir(e.file)); err != nil {
			return err
		}
		made, err := makeDirs(filepath.Dir(e.file))
		c.made = append(c.made, made...)
		if err != nil {
			return err
		}
		if err := c.writeTemp(e.file, e.New, e.info); err != nil {
			return err
		}
	}
	return nil
}

// writeTemp writes a target's temporary file, with the permissions of what it replaces.
func (c *commit) writeTemp(file string, data []byte, info fs.FileInfo) error {
	if err := c.session.step("write", file); err != nil {
		return err
	}
	temp := tempName(file)
	c.temps = append(c.temps, temp)
	if err := writeNew(temp, data, info); err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	return nil
}

// writeNew writes a file that doesn't exist; info, where known, is that of the file to replace.
func writeNew(name string, data []byte, info fs.FileInfo) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil && info != nil {
		err = f.Chmod(info.Mode().Perm())
	}
	return errors.Join(err, f.Close())
}

func tempName(file string) string {
	return filepath.Join(filepath.Dir(file), "."+filepath.Base(file)+tempSuffix)
}

// apply brings one entry into place.
func (c *commit) apply(e *Entry) error {
	switch e.Status {
	case Missing, Differs:
		return c.rename(e.file, e.Old, e.info)
	case Orphan:
		if err := c.session.step("remove", e.file); err != nil {
			return err
		}
		if err := os.Remove(e.file); err != nil {
			return fmt.Errorf("remove a stale file: %w", err)
		}
		c.done = append(c.done, undo{e.file, e.Old, e.info})
	}
	return nil
}

// rename moves a target's temporary file over it.
func (c *commit) rename(file string, old []byte, info fs.FileInfo) error {
	if err := c.session.step("rename", file); err != nil {
		return err
	}
	if err := os.Rename(tempName(file), file); err != nil {
		return fmt.Errorf("replace a file: %w", err)
	}
	if info == nil {
		old = nil
	} else if old == nil {
		old = []byte{}
	}
	c.done = append(c.done, undo{file, old, info})
	return nil
}

// writeLock replaces the lock where it changes, then drops the journal: from there on the run has been.
func (c *commit) writeLock(text []byte) error {
	if len(text) > 0 {
		if err := c.replace(filepath.Join(c.session.lockDir, lock.Name), text); err != nil {
			return err
		}
	}
	if err := c.session.step("remove", JournalName); err != nil {
		return err
	}
	err := os.Remove(filepath.Join(c.session.lockDir, JournalName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("end the journal: %w", err)
	}
	return nil
}

// replace writes a file that isn't an entry, unless it has that content.
func (c *commit) replace(file string, data []byte) error {
	info, err := os.Lstat(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("replace %s: %w", file, err)
	}
	var old []byte
	if err == nil {
		if !info.Mode().IsRegular() {
			return fmt.Errorf("%s is in the way: %s", file, kind(info))
		}
		if old, err = os.ReadFile(file); err != nil {
			return fmt.Errorf("replace a file: %w", err)
		}
		if bytes.Equal(lock.Normalise(old), data) {
			return nil
		}
	}
	_ = os.Remove(tempName(file)) // of a killed run
	if err := c.writeTemp(file, data, info); err != nil {
		return err
	}
	return c.rename(file, old, info)
}

// tidy removes the folders inside a client that lost their last file.
func (s *Session) tidy(entries []Entry) {
	for i := range entries {
		e := &entries[i]
		if e.Status != Orphan {
			continue
		}
		for dir := filepath.Dir(e.file); dir != e.dir && len(dir) > len(e.dir); dir = filepath.Dir(dir) {
			if os.Remove(dir) != nil {
				break
			}
		}
	}
}
