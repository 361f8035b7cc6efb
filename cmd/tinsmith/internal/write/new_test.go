package write

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestNewNeverOverwrites(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "a"), filepath.Join(dir, "link")
	if err := New(file, []byte("one")); err != nil {
		t.Fatal(err)
	}
	taken := []string{file, dir}
	if err := os.Symlink(filepath.Join(dir, "nowhere"), link); err == nil {
		taken = append(taken, link)
	}
	for _, name := range taken {
		if err, want := New(name, []byte("two")), name+" exists, and is never overwritten"; err == nil || err.Error() != want {
			t.Errorf("error = %v, want %s", err, want)
		}
	}
	if data, err := os.ReadFile(file); err != nil || string(data) != "one" {
		t.Errorf("the file holds %q (%v)", data, err)
	}
	if err := New(filepath.Join(dir, "none", "a"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("in a folder that isn't there: %v", err)
	}
}
