package write

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Session is the sole right to change some output folders and the lock of their config.
type Session struct {
	lockDir  string
	created  []string // folders that Begin made, outer ones first
	releases []func()
	// fault, where a test sets it, is called before every change of the disk.
	fault func(step, path string) error
}

// patience is how long Begin waits for another run.
const (
	patience = 2 * time.Minute
	interval = 50 * time.Millisecond
)

// Begin makes the folders and takes the right to change them, waiting for other runs. The folders are
// absolute with links resolved. End must follow.
func Begin(lockDir string, outDirs []string) (*Session, error) {
	s := &Session{lockDir: lockDir}
	dirs := append([]string{lockDir}, outDirs...)
	slices.Sort(dirs) // every run in the same order, so that two never wait for each other
	for _, dir := range slices.Compact(dirs) {
		if err := s.take(dir); err != nil {
			s.End()
			return nil, err
		}
	}
	return s, nil
}

// take makes a folder and waits for its lock.
func (s *Session) take(dir string) error {
	made, err := makeDirs(dir)
	s.created = append(s.created, made...)
	if err != nil {
		return err
	}
	for deadline := time.Now().Add(patience); ; time.Sleep(interval) {
		release, err := tryLock(dir)
		if err == nil {
			s.releases = append(s.releases, release)
			return nil
		}
		if !errors.Is(err, errBusy) {
			return fmt.Errorf("lock %s: %w", dir, err)
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("another tinsmith has been running in %s for %v: %w", dir, patience, err)
		}
	}
}

// errBusy says that another run has a folder's lock.
var errBusy = errors.New("the folder is in use")

// End gives the folders free and removes those that Begin made and nothing was put into.
func (s *Session) End() {
	for _, release := range slices.Backward(s.releases) {
		release()
	}
	for _, dir := range slices.Backward(s.created) {
		_ = os.Remove(dir) // fails, as it should, where there is something in it
	}
}

// makeDirs is os.MkdirAll that returns the folders it made, outer ones first.
func makeDirs(dir string) ([]string, error) {
	var missing []string
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Lstat(d); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing = append(missing, d)
	}
	slices.Reverse(missing)
	for i, d := range missing {
		if err := os.Mkdir(d, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			return missing[:i], fmt.Errorf("make the output folder: %w", err)
		}
	}
	return missing, nil
}
