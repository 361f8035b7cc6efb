package jsondoc

import (
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// corpus returns the folder with public models, which the repository doesn't hold.
func corpus(tb testing.TB) string {
	dir := os.Getenv("TINSMITH_CORPUS")
	if dir == "" {
		tb.Skip("TINSMITH_CORPUS is not set: no public models to read")
	}
	return dir
}

func TestEveryPublicModelParses(t *testing.T) {
	files := 0
	err := filepath.WalkDir(filepath.Join(corpus(t), "models"), func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".json") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		fset := token.NewFileSet()
		v, err := Parse(fset, filepath.Base(path), data, Limits{})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			return nil
		}
		walk(t, fset, v)
		return nil
	})
	if err != nil || files == 0 {
		t.Fatalf("%d files, %v", files, err)
	}
}

// BenchmarkParse reads the largest public model and looks at every value.
func BenchmarkParse(b *testing.B) {
	data, err := os.ReadFile(filepath.Join(corpus(b), "models/botocore/ec2/2016-11-15/service-2.json"))
	if err != nil {
		b.Skip(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		v, err := Parse(token.NewFileSet(), "ec2.json", data, Limits{})
		if err != nil {
			b.Fatal(err)
		}
		if count(v) < 50_000 {
			b.Fatal("values are missing")
		}
	}
}

func count(v Value) int {
	n := 1
	v.Each(func(_ string, _ token.Pos, val Value) { n += count(val) })
	for _, item := range v.Items() {
		n += count(item)
	}
	return n
}
