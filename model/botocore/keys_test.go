package botocore

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// TestTablesTellTheTruth: a key that the tables call read is named by the code that reads.
func TestTablesTellTheTruth(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	literals, reads := map[string]bool{}, []string{}
	fset := token.NewFileSet()
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if kv, ok := n.(*ast.KeyValueExpr); ok && name == "keys.go" {
				if v, ok := kv.Value.(*ast.Ident); ok && v.Name == "read" {
					reads = append(reads, kv.Key.(*ast.BasicLit).Value)
				}
			}
			if lit, ok := n.(*ast.BasicLit); ok && name != "keys.go" {
				literals[lit.Value] = true
			}
			return true
		})
	}
	if len(reads) < 100 {
		t.Errorf("found only %d keys that are read", len(reads))
	}
	for _, key := range reads {
		if !literals[key] {
			t.Errorf("%s is said to be read, but isn't", key)
		}
	}
}
