package main

import (
	"errors"
	"fmt"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLocatedFillsInMissingPositions(t *testing.T) {
	at := token.Position{Filename: "tinsmith.yaml", Line: 3, Column: 5}
	inModel := &scanner.Error{Pos: token.Position{Filename: "m.json", Line: 1, Column: 1}, Msg: "a"}
	tests := []struct {
		name string
		err  error
		pos  token.Position
		want string
	}{
		{"no error", nil, at, "<nil>"},
		{"plain", errors.New("x"), at, "tinsmith.yaml:3:5: x"},
		{"no place known", errors.New("x"), token.Position{}, "x"},
		{"placed", inModel, at, "m.json:1:1: a"},
		{"list", scanner.ErrorList{inModel}, at, "m.json:1:1: a"},
		{"list without a place", scanner.ErrorList{{Msg: "b"}}, at, "tinsmith.yaml:3:5: b"},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, fmt.Sprint(located(tt.err, tt.pos))); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, diff)
		}
	}
}

func TestFlagsNeverTakeOverTheLockOfAConfig(t *testing.T) {
	dir := t.TempDir()
	const text = "closure out/x aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
	if err := os.WriteFile(filepath.Join(dir, "tinsmith.lock"), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := (&job{lockDir: dir, lock: "tinsmith.lock", config: true}).readLock(); err != nil {
		t.Errorf("with a config: %v", err)
	}
	_, err := (&job{lockDir: dir, lock: "tinsmith.lock"}).readLock()
	want := "tinsmith.lock is that of a config in this folder; give another --out, or --config"
	if err == nil || err.Error() != want {
		t.Errorf("with flags: %v, want %s", err, want)
	}
}
