package gen_test

import (
	"go/token"
	"strings"
	"testing"

	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/model/load"
)

func benchmarkGenerate(b *testing.B, files []load.File) {
	b.ReportAllocs()
	for b.Loop() {
		fset := token.NewFileSet()
		res, err := load.Load(fset, files, "")
		if err != nil {
			b.Fatal(err)
		}
		if _, err := gen.Generate(gen.Config{Fset: fset, ImportPath: toyPath}, res.Service); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkGenerate measures all of a run but the reading and writing of files.
func BenchmarkGenerate(b *testing.B) {
	b.Run("ssmincidents", func(b *testing.B) {
		benchmarkGenerate(b, readModels(b, []string{"../testdata/models/ssm-incidents.smithy.json"}))
	})
	b.Run("kitchensink", func(b *testing.B) {
		benchmarkGenerate(b, readModels(b, []string{"../testdata/models/kitchensink.smithy.json"}))
	})
}

// BenchmarkCorpus measures whole services, but for operations that aren't supported.
func BenchmarkCorpus(b *testing.B) {
	for _, m := range corpus(b) {
		_, service, _ := strings.Cut(m.name, "/")
		switch service {
		case "ssm-incidents", "lambda", "deadline":
		default:
			continue
		}
		b.Run(m.name, func(b *testing.B) {
			files := readModels(b, m.files)
			b.ReportAllocs()
			for b.Loop() {
				fset := token.NewFileSet()
				res, err := load.Load(fset, files, "")
				if err != nil {
					b.Fatal(err)
				}
				generateSupported(b, m, fset, res.Service, map[string]int{})
			}
		})
	}
}
