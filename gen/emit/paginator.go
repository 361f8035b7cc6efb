package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/godoc"
	"github.com/tinsmith-go/tinsmith/gen/goir"
)

// apiClient prints
//
//	// OpAPIClient is a client that has the operation Op.
//	type OpAPIClient interface {
//		Op(context.Context, *OpInput, ...func(*Options)) (*OpOutput, error)
//	}
//
//	var _ OpAPIClient = (*Client)(nil)
func apiClient(f *file, op *goir.Operation) {
	name := op.Name + "APIClient"
	f.decl([]string{name}, godoc.Convert(name+" is a client that has the operation "+op.Name+"."), jen.Type().Id(name).Interface(
		jen.Id(op.Name).Params(jen.Qual("context", "Context"), jen.Op("*").Id(op.Input.Name), jen.Op("...").Add(optionFunc())).
			Params(jen.Op("*").Id(op.Output.Name), jen.Error())))
	f.decl([]string{"_"}, nil, jen.Var().Id("_").Id(name).Op("=").Parens(jen.Op("*").Id("Client")).Call(jen.Nil()))
}

func optionFunc() *jen.Statement { return jen.Func().Params(jen.Op("*").Id("Options")) }

// paginator prints the paginator of an operation and the iterators over pages and items.
func paginator(f *file, op *goir.Operation) {
	paginatorOptions(f, op)
	paginatorType(f, op)
	newPaginator(f, op)
	hasMorePages(f, op)
	nextPage(f, op)
	pagesMethod(f, op)
	if op.Paginator.Items != nil {
		itemsMethod(f, op)
	}
}

// paginatorOptions prints
//
//	type OpPaginatorOptions struct {
//		Limit int32
//		StopOnDuplicateToken bool
//	}
func paginatorOptions(f *file, op *goir.Operation) {
	p := op.Paginator
	name := p.Name + "Options"
	f.decl([]string{name}, godoc.Convert(name+" are the options of ["+p.Name+"]."), jen.Type().Id(name).StructFunc(func(g *jen.Group) {
		if p.Size != nil {
			comment(g, p.SizeDoc)
			t := *p.Size.Type
			t.Ptr = false
			g.Id("Limit").Add(goType(f.pkg, &t))
		}
		if p.Stop {
			if p.Size != nil {
				g.Line()
			}
			comment(g, godoc.Convert("StopOnDuplicateToken ends the pagination when the service repeats the token that it was sent."))
			g.Id("StopOnDuplicateToken").Bool()
		}
	}))
}

func paginatorType(f *file, op *goir.Operation) {
	p := op.Paginator
	f.decl([]string{p.Name}, godoc.Convert(p.Name+" goes from page to page of [Client."+op.Name+"]."), jen.Type().Id(p.Name).StructFunc(func(g *jen.Group) {
		g.Id("options").Id(p.Name + "Options")
		g.Id("client").Id(op.Name + "APIClient")
		g.Id("params").Op("*").Id(op.Input.Name)
		for _, t := range p.Tokens {
			g.Id(t.Name).Add(goType(f.pkg, t.Field.Type))
		}
		g.Id("firstPage").Bool()
		g.Id("repeated").Bool()
	}))
}

// newPaginator prints
//
//	func NewOpPaginator(client OpAPIClient, params *OpInput, optFns ...func(*OpPaginatorOptions)) *OpPaginator {
//		if params == nil {
//			params = &OpInput{}
//		}
//		options := OpPaginatorOptions{}
//		if params.MaxResults != nil {
//			options.Limit = *params.MaxResults
//		}
//		for _, fn := range optFns {
//			fn(&options)
//		}
//		return &OpPaginator{options: options, client: client, params: params, firstPage: true, nextToken: params.NextToken}
//	}
func newPaginator(f *file, op *goir.Operation) {
	p := op.Paginator
	name := "New" + p.Name
	f.decl([]string{name}, godoc.Convert(name+" returns a paginator that begins with the page that params ask for."), jen.Func().Id(name).Params(
		jen.Id("client").Id(op.Name+"APIClient"), jen.Id("params").Op("*").Id(op.Input.Name), jen.Id("optFns").Op("...").Func().Params(jen.Op("*").Id(p.Name+"Options")),
	).Op("*").Id(p.Name).BlockFunc(func(g *jen.Group) {
		g.If(jen.Id("params").Op("==").Nil()).Block(jen.Id("params").Op("=").Op("&").Id(op.Input.Name).Values())
		g.Id("options").Op(":=").Id(p.Name + "Options").Values()
		if size := p.Size; size != nil {
			from, to := jen.Id("params").Dot(size.Name), jen.Id("options").Dot("Limit")
			if size.Type.Ptr {
				g.If(from.Clone().Op("!=").Nil()).Block(to.Op("=").Op("*").Add(from))
			} else {
				g.Add(to).Op("=").Add(from)
			}
		}
		applyOptions(g)
		fields := []jen.Code{
			jen.Id("options").Op(":").Id("options"), jen.Id("client").Op(":").Id("client"), jen.Id("params").Op(":").Id("params"),
		}
		for _, t := range p.Tokens {
			fields = append(fields, jen.Id(t.Name).Op(":").Id("params").Dot(t.Field.Name))
		}
		g.Return(jen.Op("&").Id(p.Name).Custom(list, append(fields, jen.Id("firstPage").Op(":").True())...))
	}))
}

// applyOptions prints
//
//	for _, fn := range optFns {
//		fn(&options)
//	}
func applyOptions(g *jen.Group) {
	g.For(jen.List(jen.Id("_"), jen.Id("fn")).Op(":=").Range().Id("optFns")).Block(jen.Id("fn").Call(jen.Op("&").Id("options")))
}

// tokenSet prints the condition that there is a token.
func tokenSet(t *goir.PageToken) *jen.Statement {
	field := jen.Id("p").Dot(t.Name)
	switch ft := t.Field.Type; {
	case ft.Kind == goir.GoString && ft.Ptr:
		return jen.Add(field).Op("!=").Nil().Op("&&").Op("*").Add(field).Op("!=").Lit("")
	case ft.Kind == goir.GoNamed && !ft.Ptr:
		return jen.Add(field).Op("!=").Lit("")
	}
	return jen.Add(field).Op("!=").Nil()
}

// hasMorePages prints
//
//	func (p *OpPaginator) HasMorePages() bool {
//		return p.firstPage || p.nextToken != nil && *p.nextToken != ""
//	}
func hasMorePages(f *file, op *goir.Operation) {
	p := op.Paginator
	f.decl([]string{p.Name + ".HasMorePages"}, []string{"HasMorePages reports whether NextPage has another page."}, receiver(p).Id("HasMorePages").Params().Bool().BlockFunc(func(g *jen.Group) {
		cond := jen.Id("p").Dot("firstPage")
		for _, t := range p.Tokens {
			cond.Op("||").Add(tokenSet(t))
		}
		g.Return(cond)
	}))
}

func receiver(p *goir.Paginator) *jen.Statement {
	return jen.Func().Params(jen.Id("p").Op("*").Id(p.Name))
}

// nextPage prints
//
//	func (p *OpPaginator) NextPage(ctx context.Context, optFns ...func(*Options)) (*OpOutput, error) {
//		if !p.HasMorePages() {
//			return nil, pages.Exhausted()
//		}
//		params := *p.params
//		params.NextToken = p.nextToken
//		params.MaxResults = pages.Size(p.options.Limit)
//		mark := func(o *Options) { o.feature = pages.Feature }
//		out, err := p.client.Op(ctx, &params, append([]func(*Options){mark}, optFns...)...)
//		if err != nil {
//			return nil, err
//		}
//		p.firstPage = false
//		p.nextToken = out.NextToken
//		p.repeated = pages.Same(params.NextToken, p.nextToken)
//		if p.repeated && p.options.StopOnDuplicateToken {
//			p.nextToken = nil
//		}
//		return out, nil
//	}
func nextPage(f *file, op *goir.Operation) {
	p := op.Paginator
	f.decl([]string{p.Name + ".NextPage"}, []string{"NextPage returns the next page."}, receiver(p).Id("NextPage").Params(
		jen.Id("ctx").Qual("context", "Context"), jen.Id("optFns").Op("...").Add(optionFunc()),
	).Params(jen.Op("*").Id(op.Output.Name), jen.Error()).BlockFunc(func(g *jen.Group) {
		g.If(jen.Op("!").Id("p").Dot("HasMorePages").Call()).Block(jen.Return(jen.Nil(), in(f.pkg, "pages", "Exhausted").Call()))
		g.Id("params").Op(":=").Op("*").Id("p").Dot("params")
		for _, t := range p.Tokens {
			g.Id("params").Dot(t.Field.Name).Op("=").Id("p").Dot(t.Name)
		}
		pageSize(f.pkg, g, p)
		g.Id("mark").Op(":=").Func().Params(jen.Id("o").Op("*").Id("Options")).Block(jen.Id("o").Dot("feature").Op("=").Add(in(f.pkg, "pages", "Feature")))
		g.List(jen.Id("out"), jen.Err()).Op(":=").Id("p").Dot("client").Dot(op.Name).Call(jen.Id("ctx"), jen.Op("&").Id("params"),
			jen.Append(jen.Index().Add(optionFunc()).Values(jen.Id("mark")), jen.Id("optFns").Op("...")).Op("..."))
		g.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err()))
		g.Id("p").Dot("firstPage").Op("=").False()
		for _, t := range p.Tokens {
			readToken(f.pkg, g, t)
		}
		stopPages(f.pkg, g, p)
		g.Return(jen.Id("out"), jen.Nil())
	}))
}

func pageSize(p *goir.Package, g *jen.Group, pg *goir.Paginator) {
	if pg.Size == nil {
		return
	}
	limit := jen.Id("p").Dot("options").Dot("Limit")
	target := g.Id("params").Dot(pg.Size.Name).Op("=")
	switch t := pg.Size.Type; {
	case t.Ptr:
		target.Add(in(p, "pages", "Size")).Call(limit)
	case t.Kind == goir.GoNamed:
		target.Add(limit)
	default:
		target.Id("max").Call(limit, jen.Lit(0))
	}
}

// readToken prints
//
//	p.nextToken = nil
//	if out.Page != nil {
//		p.nextToken = out.Page.Token
//	}
//
// or, for what is always there,
//
//	p.nextToken = out.NextToken
//
// and, where there are alternatives, each of the others within
//
//	if !(p.nextToken != nil && *p.nextToken != "") {
//	}
func readToken(p *goir.Package, g *jen.Group, t *goir.PageToken) {
	for i, r := range t.Reads {
		set := func(g *jen.Group) { g.Id("p").Dot(t.Name).Op("=").Add(expression(r.X)) }
		read := func(g *jen.Group) {
			scoped(p, g, r.Setup, func(g *jen.Group) { guarded(g, r.Guards, set) })
		}
		if i == 0 {
			if len(r.Guards) > 0 {
				clearToken(g, t)
			}
			read(g)
			continue
		}
		g.If(jen.Op("!").Parens(tokenSet(t))).BlockFunc(read)
	}
}

func clearToken(g *jen.Group, t *goir.PageToken) {
	none := jen.Nil()
	if t.Field.Type.Kind == goir.GoNamed && !t.Field.Type.Ptr {
		none = jen.Lit("")
	}
	g.Id("p").Dot(t.Name).Op("=").Add(none)
}

// stopPages prints what ends a pagination though there is a token, and remembers whether it is the same again.
func stopPages(p *goir.Package, g *jen.Group, pg *goir.Paginator) {
	clear := func(g *jen.Group) {
		for _, t := range pg.Tokens {
			clearToken(g, t)
		}
	}
	if pg.More != nil {
		scoped(p, g, pg.More.Setup, func(g *jen.Group) { g.If(jen.Op("!").Parens(expression(pg.More.X))).BlockFunc(clear) })
	}
	same := new(jen.Statement)
	for i, t := range pg.Tokens {
		if i > 0 {
			same.Op("&&")
		}
		same.Add(sameToken(p, t))
	}
	g.Id("p").Dot("repeated").Op("=").Add(same)
	if pg.Stop {
		g.If(jen.Id("p").Dot("repeated").Op("&&").Id("p").Dot("options").Dot("StopOnDuplicateToken")).BlockFunc(clear)
	}
}

func sameToken(p *goir.Package, t *goir.PageToken) *jen.Statement {
	sent, got := jen.Id("params").Dot(t.Field.Name), jen.Id("p").Dot(t.Name)
	switch ft := t.Field.Type; {
	case ft.Kind == goir.GoNamed && !ft.Ptr:
		return sent.Op("==").Add(got)
	case ft.Ptr && ft.Kind <= goir.GoFloat64:
		return in(p, "pages", "Same").Call(sent, got)
	}
	return in(p, "pages", "SameValue").Call(sent, got)
}

// pagesMethod prints
//
//	func (c *Client) OpPages(ctx context.Context, params *OpInput, optFns ...func(*Options)) iter.Seq2[*OpOutput, error] {
//		start := func() *OpPaginator { return NewOpPaginator(c, params) }
//		repeated := func(p *OpPaginator) bool { return p.repeated }
//		return pages.Of(ctx, start, repeated, "Op", "nextToken", optFns)
//	}
func pagesMethod(f *file, op *goir.Operation) {
	p := op.Paginator
	doc := godoc.Convert(p.Pages + " iterates over the pages of [Client." + op.Name + "], beginning with the one that params ask for. " +
		"An error ends it; so does, as an error, a token that the service repeats.")
	method := iterator(op, p.Pages, jen.Op("*").Id(op.Output.Name)).Block(
		jen.Id("start").Op(":=").Func().Params().Op("*").Id(p.Name).Block(jen.Return(jen.Id("New"+p.Name).Call(jen.Id("c"), jen.Id("params")))),
		jen.Id("repeated").Op(":=").Func().Params(jen.Id("p").Op("*").Id(p.Name)).Bool().Block(jen.Return(jen.Id("p").Dot("repeated"))),
		jen.Return(in(f.pkg, "pages", "Of").Call(jen.Id("ctx"), jen.Id("start"), jen.Id("repeated"), jen.Lit(op.Wire.Op.Name), jen.Lit(p.TokenList), jen.Id("optFns"))),
	)
	f.decl([]string{"Client." + p.Pages}, doc, method)
}

// iterator prints the head of a method that iterates over something of an operation.
func iterator(op *goir.Operation, name string, of *jen.Statement) *jen.Statement {
	return jen.Func().Params(jen.Id("c").Op("*").Id("Client")).Id(name).Params(
		jen.Id("ctx").Qual("context", "Context"), jen.Id("params").Op("*").Id(op.Input.Name), jen.Id("optFns").Op("...").Add(optionFunc()),
	).Qual("iter", "Seq2").Types(of, jen.Error())
}

// itemsMethod prints
//
//	func (c *Client) OpItems(ctx context.Context, params *OpInput, optFns ...func(*Options)) iter.Seq2[types.Thing, error] {
//		return pages.Items(c.OpPages(ctx, params, optFns...), func(out *OpOutput) []types.Thing {
//			return out.Things
//		})
//	}
func itemsMethod(f *file, op *goir.Operation) {
	items := op.Paginator.Items
	doc := godoc.Convert(items.Method + " iterates over the items of all pages, as [Client." + op.Paginator.Pages + "] does over the pages.")
	elem := goType(f.pkg, items.Elem)
	of := jen.Func().Params(jen.Id("out").Op("*").Id(op.Output.Name)).Index().Add(elem).BlockFunc(func(g *jen.Group) {
		statements(f.pkg, g, items.List.Setup)
		guarded(g, items.List.Guards, func(g *jen.Group) { g.Return(expression(items.List.X)) })
		if len(items.List.Guards) > 0 {
			g.Return(jen.Nil())
		}
	})
	f.decl([]string{"Client." + items.Method}, doc, iterator(op, items.Method, elem).Block(
		jen.Return(in(f.pkg, "pages", "Items").Call(
			jen.Id("c").Dot(op.Paginator.Pages).Call(jen.Id("ctx"), jen.Id("params"), jen.Id("optFns").Op("...")), of)),
	))
}
