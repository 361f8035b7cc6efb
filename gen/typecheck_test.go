package gen_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"io"
	"os"
	"path"
	"strings"
	"sync"
	"testing"

	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/model/load"
)

// toyPath is the import path of the clients that tests make of small models.
const toyPath = "example.com/toy"

// exports holds the export data of the template packages and all that they import, by import path.
var exports = sync.OnceValues(func() (map[string]string, error) { return nil, errors.New("not listed") })

var (
	exportOnce sync.Once
	exportData map[string]string
)

// listExports has the go command compile the templates once a run.
func listExports(t testing.TB) map[string]string {
	exportOnce.Do(func() {
		exportData = map[string]string{}
		out := goCommand(t, nil, "list", "-export", "-deps", "-f", "{{if .Export}}{{.ImportPath}}\t{{.Export}}{{end}}", "./templates/...")
		for _, line := range strings.Split(out, "\n") {
			if p, file, ok := strings.Cut(line, "\t"); ok {
				exportData[p] = file
			}
		}
	})
	return exportData
}
