package write

import (
	"errors"
	"io/fs"
	"os"
	"slices"
)

// undo brings one path back.
type undo struct {
	file string
	old  []byte // nil: there was none
	info fs.FileInfo
}

// rollback undoes what was done, the last first.
func (c *commit) rollback() error {
	var errs []error
	for _, temp := range c.temps {
		if err := os.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	for _, u := range slices.Backward(c.done) {
		errs = append(errs, u.run())
	}
	for _, dir := range slices.Backward(c.made) {
		_ = os.Remove(dir)
	}
	return errors.Join(errs...)
}

// run brings the old content back, with its time and permissions.
func (u undo) run() error {
	if u.old == nil {
		return os.Remove(u.file)
	}
	if err := writeNew(tempName(u.file), u.old, u.info); err != nil {
		return err
	}
	if err := os.Rename(tempName(u.file), u.file); err != nil {
		return err
	}
	return os.Chtimes(u.file, u.info.ModTime(), u.info.ModTime())
}
