package source

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/lock"
	"github.com/tinsmith-go/tinsmith/model/load"
)

// MaxModelBytes is the largest model file that Model reads. The largest public model has 11 MB.
const MaxModelBytes = 128 << 20

// Stdin is the path that stands for standard input.
const Stdin = "-"

// serviceFile is the file that makes a folder a botocore service folder.
const serviceFile = "service-2.json"

// sidecars are the files that botocore keeps beside a service file, the service file among them.
var sidecars = [...]string{
	serviceFile, "paginators-1.json", "waiters-2.json", "examples-1.json",
	"endpoint-rule-set-1.json", "endpoint-tests-1.json",
	"service-2.sdk-extras.json", "paginators-1.sdk-extras.json",
}

// Set is one model's input.
type Set struct {
	Files   []load.File // in the order given; names as to be shown in positions
	Origins []Origin
}

// Origin is one path that was given, with the digest of what was read from it.
type Origin struct {
	Path   string
	SHA256 string
}

// Model reads a model: one file, several AST files, a botocore service folder (service-2.json and the
// files beside it), a folder of version folders of which it takes the greatest, or standard input for
// the path "-" alone.
func Model(paths []string, stdin io.Reader) (*Set, error) {
	if slices.Contains(paths, Stdin) {
		if len(paths) > 1 {
			return nil, errors.New("standard input (-) can't be read together with files")
		}
		data, err := read("<stdin>", stdin, MaxModelBytes)
		if err != nil {
			return nil, err
		}
		files := []load.File{{Name: "<stdin>", Data: data}}
		return &Set{Files: files, Origins: []Origin{{Path: Stdin, SHA256: lock.Digest(data)}}}, nil
	}
	set := new(Set)
	for _, p := range paths {
		if err := set.add(p, len(paths) == 1); err != nil {
			return nil, err
		}
	}
	return set, nil
}

// add reads what is at path. Only the sole path of a model may be a folder.
func (s *Set) add(path string, sole bool) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, reason(err))
	}
	if !info.IsDir() {
		data, err := File(path, MaxModelBytes)
		if err != nil {
			return err
		}
		s.Files = append(s.Files, load.File{Name: path, Data: data})
		s.Origins = append(s.Origins, Origin{Path: path, SHA256: lock.Digest(data)})
		return nil
	}
	if !sole {
		return fmt.Errorf("read %s: it is a folder; a list of models holds files", path)
	}
	dir, err := serviceFolder(path)
	if err != nil {
		return err
	}
	return s.addFolder(path, dir)
}

// addFolder reads the files of a botocore service folder. The origin's digest covers their names and
// contents.
func (s *Set) addFolder(path, dir string) error {
	sum := sha256.New()
	for _, name := range sidecars {
		data, err := File(filepath.Join(dir, name), MaxModelBytes)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		s.Files = append(s.Files, load.File{Name: filepath.Join(dir, name), Data: data})
		fmt.Fprintf(sum, "%s %s\n", name, lock.Digest(data))
	}
	s.Origins = append(s.Origins, Origin{Path: path, SHA256: hex.EncodeToString(sum.Sum(nil))})
	return nil
}

// serviceFolder returns dir when it holds a service file, else its subfolder with the greatest name that
// does: the names are API versions, which are dates.
func serviceFolder(dir string) (string, error) {
	if isFile(filepath.Join(dir, serviceFile)) {
		return dir, nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", dir, reason(err))
	}
	for _, e := range slices.Backward(entries) {
		if sub := filepath.Join(dir, e.Name()); isFile(filepath.Join(sub, serviceFile)) {
			return sub, nil
		}
	}
	return "", fmt.Errorf("read %s: no %s in it or in a folder of it%s", dir, serviceFile, hint(dir, entries))
}

// hint says what else a folder without a service file may be.
func hint(dir string, entries []fs.DirEntry) string {
	for _, e := range entries {
		if e.Name() == serviceFile+".gz" || isFile(filepath.Join(dir, e.Name(), serviceFile+".gz")) {
			return "; unpack " + serviceFile + ".gz with gunzip"
		}
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".json") {
			return "; for a Smithy model name its files, such as " + filepath.Join(dir, e.Name())
		}
	}
	return ""
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}
