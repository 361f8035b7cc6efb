package emit

import (
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/rules"
)

// rulePrinter prints the functions that a rule set was compiled to.
type rulePrinter struct{ env EndpointsEnv }

func (r rulePrinter) rulesfn(name string) *jen.Statement {
	return jen.Qual(r.env.internal("rulesfn"), name)
}

// function prints
//
//	func resolveRules2(p *EndpointParameters, partitionResult partition.Partition) (smithyendpoints.Endpoint, error) {
//		…
//	}
func (r rulePrinter) function(fn *rules.Func) *jen.Statement {
	params := []jen.Code{jen.Id("p").Op("*").Id("EndpointParameters")}
	for _, v := range fn.Args {
		params = append(params, jen.Id(v.Name).Add(r.typ(v.Type)))
	}
	return jen.Func().Id(fn.Name).Params(params...).Params(endpointType(), jen.Error()).BlockFunc(func(g *jen.Group) {
		r.body(g, fn.Body)
	})
}

func (r rulePrinter) typ(t rules.Type) *jen.Statement {
	switch t {
	case rules.Bool:
		return jen.Bool()
	case rules.Int:
		return jen.Int()
	case rules.Strings:
		return jen.Index().String()
	case rules.Partition:
		return jen.Qual(r.env.internal("partition"), "Partition")
	case rules.URL:
		return r.rulesfn("URL")
	case rules.ARN:
		return r.rulesfn("ARN")
	}
	return jen.String()
}

func (r rulePrinter) body(g *jen.Group, body []*rules.Stmt) {
	for _, st := range body {
		r.statement(g, st)
	}
}

// statement prints one of
//
//	return …
//	v := f()
//	if v, ok := f(); ok && a && b { … }
//	{ … }
func (r rulePrinter) statement(g *jen.Group, st *rules.Stmt) {
	switch block := func(g *jen.Group) { r.body(g, st.Body) }; {
	case st.Return != nil:
		r.ret(g, st.Return)
	case st.Body == nil:
		g.Add(r.let(st.Let))
	case st.Let == nil && len(st.Conds) == 0:
		g.BlockFunc(block)
	case st.Let == nil:
		g.If(r.conditions(st)).BlockFunc(block)
	default:
		g.If(r.let(st.Let), r.conditions(st)).BlockFunc(block)
	}
}

func (r rulePrinter) let(l *rules.Let) *jen.Statement {
	if l.Optional {
		return jen.List(jen.Id(l.Name), jen.Id("ok")).Op(":=").Add(r.expr(l.Value))
	}
	return jen.Id(l.Name).Op(":=").Add(r.expr(l.Value))
}

func (r rulePrinter) conditions(st *rules.Stmt) *jen.Statement {
	all := jen.Null()
	if st.Let != nil && st.Let.Optional {
		all = jen.Id("ok")
	}
	for i, e := range st.Conds {
		if i > 0 || st.Let != nil && st.Let.Optional {
			all.Op("&&")
		}
		all.Add(r.expr(e))
	}
	return all
}

// ret prints one of
//
//	return rulesfn.Error("…")
//	return rulesfn.HTTPS("service." + *p.Region + ".amazonaws.com")
//	return rulesfn.Endpoint(*p.Endpoint)
//	return rulesfn.Result{URL: …, AuthSchemes: …}.Endpoint()
//	return resolveRules2(p, partitionResult)
//	return rulesfn.NoMatch()
func (r rulePrinter) ret(g *jen.Group, ret *rules.Return) {
	switch e := ret.Endpoint; {
	case ret.Error != nil:
		g.Return(r.rulesfn("Error").Call(r.expr(ret.Error)))
	case ret.Call != nil:
		args := []jen.Code{jen.Id("p")}
		for _, v := range ret.Call.Args {
			args = append(args, jen.Id(v.Name))
		}
		g.Return(jen.Id(ret.Call.Name).Call(args...))
	case e == nil:
		g.Return(r.rulesfn("NoMatch").Call())
	case len(e.Headers)+len(e.AuthSchemes)+len(e.Properties) > 0 || e.Host != nil && e.Scheme != "https":
		g.Return(r.result(e).Dot("Endpoint").Call())
	case e.Host != nil:
		g.Return(r.rulesfn("HTTPS").Call(r.expr(e.Host)))
	default:
		g.Return(r.rulesfn("Endpoint").Call(r.expr(e.URL)))
	}
}

// lined prints a composite literal's elements, each on its own line.
func lined(elements ...jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, elements...)
}

func keyed(name string, value jen.Code) *jen.Statement { return jen.Id(name).Op(":").Add(value) }

// result prints
//
//	rulesfn.Result{
//		Scheme: "https",
//		Host:   …,
//		Header: http.Header{
//			"X-Amz-Account-Id": {…},
//		},
//		AuthSchemes: []rulesfn.AuthScheme{
//			{Name: "sigv4", SigningRegion: *p.Region},
//		},
//		Properties: map[string]any{
//			"backend": "…",
//		},
//	}
func (r rulePrinter) result(e *rules.Endpoint) *jen.Statement {
	var fields []jen.Code
	if e.Host != nil {
		fields = append(fields, keyed("Scheme", jen.Lit(e.Scheme)), keyed("Host", r.expr(e.Host)))
	} else {
		fields = append(fields, keyed("URL", r.expr(e.URL)))
	}
	if len(e.Headers) > 0 {
		var headers []jen.Code
		for _, h := range e.Headers {
			headers = append(headers, jen.Lit(h.Name).Op(":").Values(r.exprs(h.Values)...))
		}
		fields = append(fields, keyed("Header", jen.Qual("net/http", "Header").Add(lined(headers...))))
	}
	if len(e.AuthSchemes) > 0 {
		var schemes []jen.Code
		for _, a := range e.AuthSchemes {
			schemes = append(schemes, r.authScheme(a))
		}
		fields = append(fields, keyed("AuthSchemes", jen.Index().Add(r.rulesfn("AuthScheme")).Add(lined(schemes...))))
	}
	if len(e.Properties) > 0 {
		fields = append(fields, keyed("Properties", r.object(e.Properties)))
	}
	return r.rulesfn("Result").Add(lined(fields...))
}

func (r rulePrinter) authScheme(a *rules.AuthScheme) *jen.Statement {
	fields := []jen.Code{keyed("Name", r.expr(a.Name))}
	if a.SigningName != nil {
		fields = append(fields, keyed("SigningName", r.expr(a.SigningName)))
	}
	if a.SigningRegion != nil {
		fields = append(fields, keyed("SigningRegion", r.expr(a.SigningRegion)))
	}
	if len(a.SigningRegionSet) > 0 {
		fields = append(fields, keyed("SigningRegionSet", jen.Index().String().Values(r.exprs(a.SigningRegionSet)...)))
	}
	if a.DisableDoubleEncoding {
		fields = append(fields, keyed("DisableDoubleEncoding", jen.True()))
	}
	return jen.Values(fields...)
}

func (r rulePrinter) object(list []*rules.Property) *jen.Statement {
	var entries []jen.Code
	for _, p := range list {
		entries = append(entries, jen.Lit(p.Name).Op(":").Add(r.value(p.Value)))
	}
	return jen.Map(jen.String()).Any().Add(lined(entries...))
}

func (r rulePrinter) value(v *rules.Value) *jen.Statement {
	switch v.Kind {
	case rules.ExprValue:
		return r.expr(v.Expr)
	case rules.NumberValue:
		return number(v.Number)
	case rules.ObjectValue:
		return r.object(v.Object)
	case rules.ListValue:
		var items []jen.Code
		for _, item := range v.List {
			items = append(items, r.value(item))
		}
		return jen.Index().Any().Values(items...)
	}
	return jen.Nil()
}

func number(s string) *jen.Statement {
	if n, err := strconv.Atoi(s); err == nil {
		return jen.Lit(n)
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return jen.Lit(s)
	}
	return jen.Float64().Call(jen.Lit(f))
}

func (r rulePrinter) exprs(list []*rules.Expr) []jen.Code {
	var out []jen.Code
	for _, e := range list {
		out = append(out, r.expr(e))
	}
	return out
}

// expr prints an expression. Parentheses are needed only within comparisons: && and || don't occur in an expression,
// and what is negated is a value, a call or a comparison.
func (r rulePrinter) expr(e *rules.Expr) *jen.Statement {
	arg := func(i int) *jen.Statement { return r.expr(e.Args[i]) }
	switch e.Op {
	case rules.OpText:
		return jen.Lit(e.Text)
	case rules.OpBool:
		return jen.Lit(e.Bool)
	case rules.OpInt:
		return jen.Lit(e.Int)
	case rules.OpStrings:
		return jen.Index().String().Values(r.exprs(e.Args)...)
	case rules.OpParam:
		return jen.Id("p").Dot(e.Text)
	case rules.OpVar:
		return jen.Id(e.Text)
	case rules.OpDeref:
		return jen.Op("*").Add(arg(0))
	case rules.OpSet:
		return arg(0).Op("!=").Nil()
	case rules.OpField:
		return r.field(e)
	case rules.OpConcat:
		return r.concat(e.Args)
	case rules.OpEqual:
		return r.compare("==", e)
	case rules.OpNot:
		return r.negated(e.Args[0])
	case rules.OpPartition:
		return jen.Qual(r.env.internal("partition"), "Get").Call(arg(0))
	}
	return r.rulesfn(e.Text).Call(r.exprs(e.Args)...)
}

func (r rulePrinter) concat(pieces []*rules.Expr) *jen.Statement {
	out := r.expr(pieces[0])
	for _, e := range pieces[1:] {
		out.Op("+").Add(r.expr(e))
	}
	return out
}

func (r rulePrinter) negated(e *rules.Expr) *jen.Statement {
	switch e.Op {
	case rules.OpEqual:
		return r.compare("!=", e)
	case rules.OpSet:
		return r.expr(e.Args[0]).Op("==").Nil()
	}
	return jen.Op("!").Add(r.expr(e))
}

// compare prints a == b, with parentheses around a side that is itself a comparison.
func (r rulePrinter) compare(operator string, e *rules.Expr) *jen.Statement {
	side := func(e *rules.Expr) *jen.Statement {
		if e.Op == rules.OpEqual || e.Op == rules.OpSet || e.Op == rules.OpNot {
			return jen.Parens(r.expr(e))
		}
		return r.expr(e)
	}
	return side(e.Args[0]).Op(operator).Add(side(e.Args[1]))
}

// field prints x.F; a pointer needs no star for it.
func (r rulePrinter) field(e *rules.Expr) *jen.Statement {
	x := e.Args[0]
	if x.Op == rules.OpDeref {
		x = x.Args[0]
	}
	return r.expr(x).Dot(e.Text)
}
