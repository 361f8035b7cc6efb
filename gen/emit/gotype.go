package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/goir"
)

var basicTypes = map[goir.TypeKind]string{
	goir.GoString: "string", goir.GoBool: "bool", goir.GoInt8: "int8", goir.GoInt16: "int16", goir.GoInt32: "int32",
	goir.GoInt64: "int64", goir.GoFloat32: "float32", goir.GoFloat64: "float64",
}

// goType prints a type.
func goType(p *goir.Package, t *goir.Type) *jen.Statement {
	s := new(jen.Statement)
	if t.Ptr {
		s = jen.Op("*")
	}
	if b, ok := basicTypes[t.Kind]; ok {
		return s.Id(b)
	}
	switch t.Kind {
	case goir.GoTime:
		return s.Qual("time", "Time")
	case goir.GoBytes:
		return s.Index().Byte()
	case goir.GoBigInt:
		return s.Qual("math/big", "Int")
	case goir.GoBigFloat:
		return s.Qual("math/big", "Float")
	case goir.GoDocument:
		return s.Qual(p.ImportPath+"/document", "Interface")
	case goir.GoSlice:
		return s.Index().Add(goType(p, t.Elem))
	case goir.GoMap:
		return s.Map(jen.String()).Add(goType(p, t.Elem))
	case goir.GoReader:
		return s.Qual("io", "Reader")
	case goir.GoReadCloser:
		return s.Qual("io", "ReadCloser")
	}
	return s.Add(typesName(p, t.Name))
}

func typesName(p *goir.Package, name string) *jen.Statement {
	return jen.Qual(p.ImportPath+"/types", name)
}

// in qualifies a name of a template's copy.
func in(p *goir.Package, pkg, name string) *jen.Statement {
	return jen.Qual(internal(p, pkg), name)
}

// ptr is a pointer to a template's type.
func ptr(p *goir.Package, pkg, name string) *jen.Statement {
	return jen.Op("*").Add(in(p, pkg, name))
}
