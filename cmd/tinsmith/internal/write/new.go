package write

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// New writes a file that must not exist yet, links counted. Its folder must. On an error nothing is left
// behind.
func New(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists, and is never overwritten", path)
	}
	if err != nil {
		return fmt.Errorf("write %w", err)
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", path, err), os.Remove(path))
	}
	return nil
}
