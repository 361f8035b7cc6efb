package gen

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"

	"github.com/tinsmith-go/tinsmith/gen/emit"
)

// verify proves that no text of the model became code: each emitted file parses, and declares just what was planned.
func (s *state) verify() {
	for _, f := range s.files {
		if err := verifyFile(f); err != nil {
			s.fail(s.svc.Pos, err.Error())
		}
	}
	s.out.Closure = digest(s.svc, s.out.Protocol)
}

func verifyFile(f emit.File) error {
	file, err := parser.ParseFile(token.NewFileSet(), f.Path, f.Data, parser.SkipObjectResolution)
	if err != nil {
		return fmt.Errorf("generated %s does not parse: %w", f.Path, err)
	}
	have := declared(file)
	want := append([]string(nil), f.Decls...)
	slices.Sort(have)
	slices.Sort(want)
	if !slices.Equal(have, want) {
		return fmt.Errorf("generated %s declares %q where %q was planned", f.Path, have, want)
	}
	return nil
}

// declared lists the top-level declarations of a file; methods as Type.Method.
func declared(file *ast.File) []string {
	var out []string
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			out = append(out, funcName(d))
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					out = append(out, s.Name.Name)
				case *ast.ValueSpec:
					for _, n := range s.Names {
						out = append(out, n.Name)
					}
				}
			}
		}
	}
	return out
}

func funcName(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return d.Name.Name
	}
	t := d.Recv.List[0].Type
	if p, ok := t.(*ast.StarExpr); ok {
		t = p.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name + "." + d.Name.Name
	}
	return "?." + d.Name.Name
}

func hexDigest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
