package write

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// runningName is the file that marks a folder as in use where the system can't lock a folder itself.
const runningName = ".tinsmith.running"

// tryExclusive takes a folder's lock by making a file that must not exist, the one way that works on
// every file system. A killed run leaves the file behind: the error says what to do.
func tryExclusive(dir string) (release func(), err error) {
	name := filepath.Join(dir, runningName)
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("%w; if no tinsmith runs, remove %s", errBusy, name)
	}
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	return func() { _ = os.Remove(name) }, nil
}
