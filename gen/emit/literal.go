package emit

import (
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/goir"
)

// literal prints a value of an example, pointers as aws.String("…") and the like.
func literal(p *goir.Package, l *goir.Literal) *jen.Statement {
	if l.Type == nil {
		return jen.Nil()
	}
	switch l.Kind {
	case goir.InputLiteral:
		return jen.Op("&").Qual(p.ImportPath, l.Text).Add(elements(fieldLiterals(p, l)))
	case goir.StructLiteral:
		v := typesName(p, l.Text).Add(elements(fieldLiterals(p, l)))
		if l.Type.Ptr {
			return jen.Op("&").Add(v)
		}
		return v
	case goir.UnionLiteral:
		return jen.Op("&").Add(typesName(p, l.Text)).Custom(list, jen.Id(l.Fields[0]).Op(":").Add(literal(p, l.Elems[0])))
	case goir.ListLiteral:
		return goType(p, l.Type).Add(elements(literalList(l, nil, elided(p))))
	case goir.MapLiteral:
		return goType(p, l.Type).Add(elements(literalList(l, func(key string) *jen.Statement { return jen.Lit(key) }, elided(p))))
	case goir.DocumentLiteral:
		return jen.Qual(p.ImportPath+"/document", "NewLazyDocument").Call(anyLiteral(l.Any))
	case goir.ConstLiteral:
		return typesName(p, l.Text)
	case goir.BlobLiteral:
		return jen.Index().Byte().Call(jen.Lit(l.Text))
	case goir.StreamLiteral:
		return jen.Qual("strings", "NewReader").Call(jen.Lit(l.Text))
	}
	return pointed(l)
}

func fieldLiterals(p *goir.Package, l *goir.Literal) []jen.Code {
	value := func(e *goir.Literal) *jen.Statement { return literal(p, e) }
	return literalList(l, func(field string) *jen.Statement { return jen.Id(field) }, value)
}

// elided prints an element of a list or map: of a structure without its type, which stands before.
func elided(p *goir.Package) func(*goir.Literal) *jen.Statement {
	return func(e *goir.Literal) *jen.Statement {
		if e.Type != nil && e.Kind == goir.StructLiteral {
			return elements(fieldLiterals(p, e))
		}
		return literal(p, e)
	}
}

// literalList is what stands between a literal's braces.
func literalList(l *goir.Literal, key func(string) *jen.Statement, value func(*goir.Literal) *jen.Statement) []jen.Code {
	var out []jen.Code
	for i, e := range l.Elems {
		v := value(e)
		if key != nil {
			v = key(l.Fields[i]).Op(":").Add(v)
		}
		out = append(out, v)
	}
	return out
}

// pointed is a scalar, or a pointer to it.
func pointed(l *goir.Literal) *jen.Statement {
	v := scalar(l)
	switch {
	case l.Type.Kind == goir.GoBigInt || l.Type.Kind == goir.GoBigFloat:
		if !l.Type.Ptr {
			return jen.Op("*").Add(v)
		}
	case l.Type.Ptr:
		return jen.Qual(awsPath, pointerFuncs[l.Type.Kind]).Call(v)
	}
	return v
}

func scalar(l *goir.Literal) *jen.Statement {
	switch l.Kind {
	case goir.BoolLiteral:
		return jen.Lit(l.Text == "true")
	case goir.TimeLiteral:
		return timeLiteral(l.Time)
	case goir.NumberLiteral:
		number := jen.Op(l.Text)
		switch l.Type.Kind {
		case goir.GoBigInt:
			return jen.Qual("math/big", "NewInt").Call(number)
		case goir.GoBigFloat:
			return jen.Qual("math/big", "NewFloat").Call(number)
		}
		return number
	}
	return jen.Lit(l.Text)
}

// timeLiteral prints time.Date(2024, time.May, 17, 8, 30, 0, 0, time.UTC).
func timeLiteral(t time.Time) *jen.Statement {
	const path = "time"
	return jen.Qual(path, "Date").Call(jen.Lit(t.Year()), jen.Qual(path, t.Month().String()), jen.Lit(t.Day()),
		jen.Lit(t.Hour()), jen.Lit(t.Minute()), jen.Lit(t.Second()), jen.Lit(t.Nanosecond()), jen.Qual(path, "UTC"))
}
