// Package source owns what is read from outside: model files, the config, the lock, standard input and
// the go.mod above an output folder. Everything it reads has a limit in bytes.
// It must not know what a model means, and it writes nothing.
package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// File reads a whole file of at most limit bytes. Links are followed, and a pipe is read to its end.
// An error names the file once.
func File(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, reason(err))
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("read %s: it is a folder", path)
	}
	return read(path, f, limit)
}

// read reads r to its end, at most limit bytes.
func read(name string, r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, reason(err))
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("read %s: larger than %d bytes", name, limit)
	}
	return data, nil
}

// reason returns an error without the path that package os puts into it.
func reason(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}

// Resolve returns the absolute path of a folder that may not exist yet, with the links of its existing
// part resolved. A link that leads nowhere is an error.
func Resolve(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("resolve %s: %w", path, err)
	}
	rest := ""
	for dir := abs; ; dir = filepath.Dir(dir) {
		resolved, err := filepath.EvalSymlinks(dir)
		if err == nil {
			return filepath.Join(resolved, rest), nil
		}
		if _, lerr := os.Lstat(dir); !errors.Is(lerr, fs.ErrNotExist) || dir == filepath.Dir(dir) {
			return "", fmt.Errorf("resolve %s: %w", path, reason(err))
		}
		rest = filepath.Join(filepath.Base(dir), rest)
	}
}
