package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/goir"
)

// statements prints what a path or condition is compiled to.
func statements(p *goir.Package, g *jen.Group, list []*goir.Stmt) {
	for _, s := range list {
		statement(p, g, s)
	}
}

func statement(p *goir.Package, g *jen.Group, s *goir.Stmt) {
	body := func(g *jen.Group) { statements(p, g, s.Body) }
	switch s.Kind {
	case goir.DeclareStmt:
		g.Id(s.Name).Op(":=").Add(expression(s.X))
	case goir.VarStmt:
		g.Var().Id(s.Name).Add(goType(p, s.Type))
	case goir.AssignStmt:
		g.Id(s.Name).Op("=").Add(expression(s.X))
	case goir.CountStmt:
		g.Id(s.Name).Op("++")
	case goir.IfStmt:
		g.If(expression(s.X)).BlockFunc(body)
	case goir.RangeStmt:
		if s.Name == "" {
			g.For(jen.Range().Add(expression(s.X))).BlockFunc(body)
			return
		}
		g.For(jen.List(jen.Id("_"), jen.Id(s.Name)).Op(":=").Range().Add(expression(s.X))).BlockFunc(body)
	case goir.LookupStmt:
		g.List(jen.Id(s.Name), jen.Id(s.Ok)).Op("=").Add(expression(s.X)).Index(jen.Lit(s.Key))
	case goir.VariantStmt:
		g.List(jen.Id(s.Name), jen.Id("_")).Op("=").Add(expression(s.X)).Assert(jen.Op("*").Add(typesName(p, s.Key)))
	}
}

// expression prints an expression.
func expression(x *goir.Expr) *jen.Statement {
	arg := func(i int) *jen.Statement { return expression(x.Args[i]) }
	switch x.Kind {
	case goir.FieldExpr:
		return arg(0).Dot(x.Name)
	case goir.DerefExpr:
		return jen.Op("*").Add(arg(0))
	case goir.IndexExpr:
		return arg(0).Index(arg(1))
	case goir.LitExpr:
		if x.Lit == nil {
			return jen.Nil()
		}
		return jen.Lit(x.Lit)
	case goir.NotExpr:
		return jen.Op("!").Add(grouped(x.Args[0]))
	case goir.BinaryExpr:
		return grouped(x.Args[0]).Op(x.Name).Add(grouped(x.Args[1]))
	case goir.JoinExpr:
		return conjunction(x.Name, x.Args)
	case goir.CallExpr:
		args := make([]jen.Code, len(x.Args))
		for i := range x.Args {
			args[i] = arg(i)
		}
		if x.Pkg != "" {
			return jen.Qual(x.Pkg, x.Name).Call(args...)
		}
		return jen.Id(x.Name).Call(args...)
	}
	return jen.Id(x.Name)
}

// grouped prints an operand, in parentheses where it has an operator between operands itself.
func grouped(x *goir.Expr) *jen.Statement {
	if x.Kind == goir.BinaryExpr || x.Kind == goir.JoinExpr {
		return jen.Parens(expression(x))
	}
	return expression(x)
}

// conjunction prints operands with && or || between them.
func conjunction(op string, list []*goir.Expr) *jen.Statement {
	s := new(jen.Statement)
	for i, x := range list {
		if i > 0 {
			s.Op(op)
		}
		if x.Kind == goir.JoinExpr {
			s.Add(grouped(x))
		} else {
			s.Add(expression(x))
		}
	}
	return s
}

// guarded prints body, within an if where there are conditions.
func guarded(g *jen.Group, conds []*goir.Expr, body func(*jen.Group)) {
	if len(conds) == 0 {
		body(g)
		return
	}
	g.If(conjunction("&&", conds)).BlockFunc(body)
}

// scoped prints body after the statements, with a block around them where there are any: two of a function may
// declare the same names.
func scoped(p *goir.Package, g *jen.Group, setup []*goir.Stmt, body func(*jen.Group)) {
	if len(setup) == 0 {
		body(g)
		return
	}
	g.BlockFunc(func(g *jen.Group) {
		statements(p, g, setup)
		body(g)
	})
}
