package gen_test

import (
	"bytes"
	"errors"
	"fmt"
	"go/format"
	"go/scanner"
	"math/rand"
	"strings"
	"testing"

	"github.com/tinsmith-go/tinsmith/gen"
)

// checkRandom makes the client of a random model in both formats: an error leads to its cause, and a client
// type-checks and is formatted. It reports how many of the two were made.
func checkRandom(check *checker, data []byte) (made int, _ error) {
	shapes := (&choices{rest: data}).shapes()
	for _, text := range []string{randomSmithy(shapes), randomBotocore(shapes)} {
		out, err := makeClient(gen.Config{}, text)
		if err != nil {
			if err := leads(err); err != nil {
				return made, fmt.Errorf("%w\n%s", err, text)
			}
			continue
		}
		made++
		if err := check.check(out.Files); err != nil {
			return made, fmt.Errorf("%w\n%s", err, text)
		}
		for _, file := range out.Files {
			if strings.HasPrefix(file.Path, "internal/") {
				continue
			}
			if formatted, err := format.Source(file.Data); err != nil || !bytes.Equal(formatted, file.Data) {
				return made, fmt.Errorf("gofmt changes %s (%v)\n%s", file.Path, err, text)
			}
		}
	}
	return made, nil
}

// leads says whether an error doesn't lead to a place in the model.
func leads(err error) error {
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		return fmt.Errorf("an error without a place: %w", err)
	}
	for _, e := range list {
		if e.Pos.Line == 0 || strings.Contains(e.Msg, "generated") {
			return fmt.Errorf("an error that doesn't lead to its cause: %w", e)
		}
	}
	return nil
}

func TestRandomModels(t *testing.T) {
	n := 80
	if testing.Short() {
		n = 15
	}
	check, r, made := newChecker(t), rand.New(rand.NewSource(1)), 0
	for range n {
		data := make([]byte, 200)
		r.Read(data)
		m, err := checkRandom(check, data)
		if err != nil {
			t.Error(err)
		}
		made += m
	}
	t.Logf("%d clients of %d models", made, 2*n)
	if made < n {
		t.Errorf("%d clients of %d models: most should be right", made, 2*n)
	}
}

func FuzzGenerate(f *testing.F) {
	r := rand.New(rand.NewSource(2))
	for range 10 {
		seed := make([]byte, 150)
		r.Read(seed)
		f.Add(seed)
	}
	check := newChecker(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := checkRandom(check, data); err != nil {
			t.Error(err)
		}
	})
}
