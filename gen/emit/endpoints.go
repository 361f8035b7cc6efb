package emit

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/rules"
)

// EndpointsEnv is what endpoints.go needs to know beside the rules.
type EndpointsEnv struct {
	// Package and ImportPath are those of the client package, which has the type Options with the fields that the
	// program's built-ins are taken from: Region, BaseEndpoint, EndpointResolverV2, EndpointOptions.
	Package, ImportPath string
	// Binder says that an input of the package has the method bindEndpointParams(*EndpointParameters).
	Binder bool
	// Doc turns a parameter's documentation into lines of a comment; nil leaves it out.
	Doc func(string) []string
}

const (
	pathEndpoints = "github.com/aws/smithy-go/endpoints"
	pathPtr       = "github.com/aws/smithy-go/ptr"
	pathAWS       = "github.com/aws/aws-sdk-go-v2/aws"
)

// Endpoints renders endpoints.go alone.
func Endpoints(p *rules.Program, env EndpointsEnv) ([]byte, error) {
	f := &file{File: jen.NewFilePathName(env.ImportPath, env.Package), path: "endpoints.go"}
	f.NoFormat = true
	f.HeaderComment(Header)
	endpointDecls(f, p, env)
	out, err := f.done()
	return out.Data, err
}

// endpointDecls prints all of endpoints.go into a file: the parameters, the resolver with the rules, and the type
// endpoints, through which a call asks for its endpoint.
func endpointDecls(f *file, p *rules.Program, env EndpointsEnv) {
	f.ImportAlias(pathEndpoints, "smithyendpoints")
	for path, name := range map[string]string{"context": "context", "errors": "errors", "fmt": "fmt", "net/http": "http", "sync/atomic": "atomic"} {
		f.ImportName(path, name)
	}
	for path, name := range map[string]string{pathPtr: "ptr", pathAWS: "aws", env.internal("rulesfn"): "rulesfn", env.internal("partition"): "partition"} {
		f.ImportName(path, name)
	}
	endpointParameters(f, p, env)
	validateRequired(f, p)
	withDefaults(f, p)
	endpointResolver(f)
	for _, fn := range p.Funcs {
		f.decl([]string{fn.Name}, functionDoc(fn, p), rulePrinter{env}.function(fn))
	}
	endpointGlue(f, p, env)
}

func functionDoc(fn *rules.Func, p *rules.Program) []string {
	if fn == p.Funcs[0] {
		return []string{fn.Name + " applies the rules in their order. Every parameter that is required has a value."}
	}
	return []string{fn.Name + " is a branch of the rules."}
}

func (env EndpointsEnv) internal(name string) string { return env.ImportPath + "/internal/" + name }

// endpointParameters prints
//
//	type EndpointParameters struct {
//		// Region is …
//		Region *string
//		…
//	}
func endpointParameters(f *file, p *rules.Program, env EndpointsEnv) {
	doc := []string{"EndpointParameters are what the endpoint of a call depends on."}
	f.decl([]string{"EndpointParameters"}, doc, jen.Type().Id("EndpointParameters").StructFunc(func(g *jen.Group) {
		for i, param := range p.Params {
			if i > 0 {
				g.Line()
			}
			comment(g, parameterDoc(param, env))
			g.Id(param.GoName).Add(parameterType(param.Type))
		}
	}))
}

func parameterType(t rules.Type) *jen.Statement {
	switch t {
	case rules.Bool:
		return jen.Op("*").Bool()
	case rules.Strings:
		return jen.Index().String()
	}
	return jen.Op("*").String()
}

func parameterDoc(p *rules.Param, env EndpointsEnv) []string {
	var doc []string
	if env.Doc != nil {
		doc = slices.Clone(env.Doc(p.Documentation))
	}
	paragraph := func(text string) {
		if len(doc) > 0 {
			doc = append(doc, "")
		}
		doc = append(doc, text)
	}
	switch {
	case p.Default != nil:
		paragraph("It defaults to " + literalText(p.Default) + ".")
	case p.Required:
		paragraph("It is required.")
	}
	if p.BuiltIn != "" {
		paragraph("A client sets it from its options (" + p.BuiltIn + ").")
	}
	if len(doc) == 0 {
		paragraph(p.GoName + " is optional.")
	}
	if p.Deprecated != nil {
		paragraph(strings.TrimSpace("Deprecated: " + orElse(p.Deprecated.Message, "the service's model says so.")))
	}
	return doc
}

func orElse(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}

func literalText(e *rules.Expr) string {
	switch e.Op {
	case rules.OpBool:
		return strconv.FormatBool(e.Bool)
	case rules.OpText:
		return strconv.QuoteToASCII(e.Text)
	}
	texts := make([]string, 0, len(e.Args))
	for _, arg := range e.Args {
		texts = append(texts, literalText(arg))
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

// validateRequired prints
//
//	func (p EndpointParameters) ValidateRequired() error {
//		if p.Region == nil {
//			return errors.New("parameter Region is required")
//		}
//		return nil
//	}
func validateRequired(f *file, p *rules.Program) {
	doc := []string{"ValidateRequired returns an error when a required parameter isn't set."}
	f.decl([]string{"EndpointParameters.ValidateRequired"}, doc, parametersMethod("ValidateRequired").Error().BlockFunc(func(g *jen.Group) {
		for _, param := range p.Params {
			if param.Required {
				g.If(jen.Id("p").Dot(param.GoName).Op("==").Nil()).Block(
					jen.Return(jen.Qual("errors", "New").Call(jen.Lit("parameter " + param.GoName + " is required"))))
			}
		}
		g.Return(jen.Nil())
	}))
}

func parametersMethod(name string) *jen.Statement {
	return jen.Func().Params(jen.Id("p").Id("EndpointParameters")).Id(name).Params()
}

// withDefaults prints
//
//	func (p EndpointParameters) WithDefaults() EndpointParameters {
//		if p.UseFIPS == nil {
//			p.UseFIPS = ptr.Bool(false)
//		}
//		return p
//	}
func withDefaults(f *file, p *rules.Program) {
	doc := []string{"WithDefaults returns a copy in which every parameter that isn't set has its default."}
	f.decl([]string{"EndpointParameters.WithDefaults"}, doc, parametersMethod("WithDefaults").Id("EndpointParameters").BlockFunc(func(g *jen.Group) {
		for _, param := range p.Params {
			if param.Default != nil {
				field := func() *jen.Statement { return jen.Id("p").Dot(param.GoName) }
				g.If(field().Op("==").Nil()).Block(field().Op("=").Add(defaultValue(param.Default)))
			}
		}
		g.Return(jen.Id("p"))
	}))
}

func defaultValue(e *rules.Expr) *jen.Statement {
	switch e.Op {
	case rules.OpBool:
		return jen.Qual(pathPtr, "Bool").Call(jen.Lit(e.Bool))
	case rules.OpText:
		return jen.Qual(pathPtr, "String").Call(jen.Lit(e.Text))
	}
	return jen.Index().String().ValuesFunc(func(g *jen.Group) {
		for _, arg := range e.Args {
			g.Lit(arg.Text)
		}
	})
}

// endpointResolver prints
//
//	type EndpointResolverV2 interface {
//		ResolveEndpoint(ctx context.Context, params EndpointParameters) (smithyendpoints.Endpoint, error)
//	}
//
//	type resolver struct{}
//
//	func NewDefaultEndpointResolverV2() EndpointResolverV2 {
//		return &resolver{}
//	}
//
//	func (*resolver) ResolveEndpoint(ctx context.Context, params EndpointParameters) (smithyendpoints.Endpoint, error) {
//		params = params.WithDefaults()
//		if err := params.ValidateRequired(); err != nil {
//			return smithyendpoints.Endpoint{}, fmt.Errorf("endpoint parameters are not valid, %w", err)
//		}
//		return resolveRules(&params)
//	}
func endpointResolver(f *file) {
	f.decl([]string{"EndpointResolverV2"}, []string{"EndpointResolverV2 finds the endpoint for a call."},
		jen.Type().Id("EndpointResolverV2").Interface(resolveEndpointSignature(jen.Id("ResolveEndpoint"), jen.Id("params").Id("EndpointParameters"))))
	f.decl([]string{"resolver"}, []string{"resolver applies the service's endpoint rules."}, jen.Type().Id("resolver").Struct())
	f.decl([]string{"NewDefaultEndpointResolverV2"}, []string{"NewDefaultEndpointResolverV2 returns the resolver that applies the service's endpoint rules."},
		jen.Func().Id("NewDefaultEndpointResolverV2").Params().Id("EndpointResolverV2").Block(jen.Return(jen.Op("&").Id("resolver").Values())))
	f.decl([]string{"resolver.ResolveEndpoint"}, []string{"ResolveEndpoint returns the endpoint for the parameters, or the error that the rules state."},
		resolveEndpointSignature(jen.Func().Params(jen.Op("*").Id("resolver")).Id("ResolveEndpoint"), jen.Id("params").Id("EndpointParameters")).Block(
			jen.Id("params").Op("=").Id("params").Dot("WithDefaults").Call(),
			jen.If(jen.Err().Op(":=").Id("params").Dot("ValidateRequired").Call(), jen.Err().Op("!=").Nil()).Block(
				noEndpoint(wrapped("endpoint parameters are not valid, %w"))),
			jen.Return(jen.Id("resolveRules").Call(jen.Op("&").Id("params"))),
		))
}

func resolveEndpointSignature(head *jen.Statement, param *jen.Statement) *jen.Statement {
	return head.Params(jen.Id("ctx").Qual("context", "Context"), param).Params(endpointType(), jen.Error())
}

func endpointType() *jen.Statement { return jen.Qual(pathEndpoints, "Endpoint") }

func noEndpoint(err *jen.Statement) *jen.Statement {
	return jen.Return(endpointType().Values(), err)
}

func wrapped(format string) *jen.Statement {
	return jen.Qual("fmt", "Errorf").Call(jen.Lit(format), jen.Err())
}

// endpointGlue prints what finds the endpoints of a client's calls:
//
//	type endpoints struct {
//		resolver EndpointResolverV2
//		params   EndpointParameters
//		err      error
//		kept     atomic.Pointer[smithyendpoints.Endpoint]
//	}
//
//	func newEndpoints(o *Options) *endpoints
//	func (e *endpoints) ResolveEndpoint(ctx context.Context, in any) (smithyendpoints.Endpoint, error)
//
// The parameters that options have are bound once. Where inputs bind others, env.Binder, each call binds them
// to a copy; where none do, what the client's own resolver answered is kept.
func endpointGlue(f *file, p *rules.Program, env EndpointsEnv) {
	if env.Binder {
		f.decl([]string{"endpointParamsBinder"}, []string{"endpointParamsBinder is an input that endpoint parameters are taken from."},
			jen.Type().Id("endpointParamsBinder").Interface(jen.Id("bindEndpointParams").Params(jen.Op("*").Id("EndpointParameters"))))
	}
	f.decl([]string{"endpoints"}, []string{"endpoints finds the endpoints of calls that have the same options."}, endpointsStruct(env))
	f.decl([]string{"newEndpoints"}, []string{"newEndpoints returns what finds the endpoints of calls with the options o."}, newEndpoints(p, env))
	f.decl([]string{"endpoints.ResolveEndpoint"}, []string{"ResolveEndpoint returns the endpoint for a call with the input in."}, resolveMethod(env))
}

func endpointsStruct(env EndpointsEnv) *jen.Statement {
	return jen.Type().Id("endpoints").StructFunc(func(g *jen.Group) {
		g.Id("resolver").Id("EndpointResolverV2")
		g.Line()
		comment(g, []string{"params are the parameters that the options give, err why they don't."})
		g.Id("params").Id("EndpointParameters")
		g.Id("err").Error()
		if !env.Binder {
			g.Line()
			comment(g, []string{"own says that the resolver is the client's, whose answer kept holds: it depends on params alone."})
			g.Id("own").Bool()
			g.Id("kept").Qual("sync/atomic", "Pointer").Types(endpointType())
		}
	})
}

// newEndpoints prints
//
//	func newEndpoints(o *Options) *endpoints {
//		e := &endpoints{resolver: o.EndpointResolverV2}
//		_, e.own = e.resolver.(*resolver)
//		e.params.Endpoint = o.BaseEndpoint
//		values, err := rulesfn.Bind(o.Region, …)
//		if err != nil {
//			e.err = fmt.Errorf("failed to bind endpoint params, %w", err)
//		}
//		e.params.Region, … = values.Region, …
//		return e
//	}
func newEndpoints(p *rules.Program, env EndpointsEnv) *jen.Statement {
	return jen.Func().Id("newEndpoints").Params(jen.Id("o").Op("*").Id("Options")).Op("*").Id("endpoints").BlockFunc(func(g *jen.Group) {
		g.Id("e").Op(":=").Op("&").Id("endpoints").Values(keyed("resolver", jen.Id("o").Dot("EndpointResolverV2")))
		if !env.Binder {
			g.List(jen.Id("_"), jen.Id("e").Dot("own")).Op("=").Id("e").Dot("resolver").Assert(jen.Op("*").Id("resolver"))
		}
		for _, param := range p.Params {
			if param.BuiltIn == rules.BuiltInEndpoint {
				g.Id("e").Dot("params").Dot(param.GoName).Op("=").Id("o").Dot("BaseEndpoint")
			}
		}
		bindBuiltIns(g, p, env)
		g.Return(jen.Id("e"))
	})
}

func bindBuiltIns(g *jen.Group, p *rules.Program, env EndpointsEnv) {
	args := map[string]*jen.Statement{rules.BuiltInRegion: jen.Lit(""), rules.BuiltInUseFIPS: jen.False(), rules.BuiltInUseDualStack: jen.False()}
	var targets, values []jen.Code
	for _, param := range p.Params {
		if option, field := builtInOption(param.BuiltIn); option != nil {
			args[param.BuiltIn] = option
			targets = append(targets, jen.Id("e").Dot("params").Dot(param.GoName))
			values = append(values, jen.Id("values").Dot(field))
		}
	}
	if len(targets) == 0 {
		return
	}
	g.List(jen.Id("values"), jen.Err()).Op(":=").Qual(env.internal("rulesfn"), "Bind").Custom(
		jen.Options{Open: "(", Close: ")", Separator: ",", Multi: true},
		args[rules.BuiltInRegion], args[rules.BuiltInUseFIPS], args[rules.BuiltInUseDualStack])
	g.If(jen.Err().Op("!=").Nil()).Block(
		jen.Id("e").Dot("err").Op("=").Qual("fmt", "Errorf").Call(jen.Lit("failed to bind endpoint params, %w"), jen.Err()))
	g.List(targets...).Op("=").List(values...)
}

// resolveMethod prints the method ResolveEndpoint of endpoints.
func resolveMethod(env EndpointsEnv) *jen.Statement {
	head := jen.Func().Params(jen.Id("e").Op("*").Id("endpoints")).Id("ResolveEndpoint")
	return resolveEndpointSignature(head, jen.Id("in").Any()).BlockFunc(func(g *jen.Group) {
		g.If(jen.Id("e").Dot("resolver").Op("==").Nil()).Block(
			noEndpoint(jen.Qual("errors", "New").Call(jen.Lit("expected endpoint resolver to not be nil"))))
		g.If(jen.Id("e").Dot("err").Op("!=").Nil()).Block(noEndpoint(jen.Id("e").Dot("err")))
		params := jen.Id("e").Dot("params")
		if env.Binder {
			params = jen.Id("params")
			g.Id("params").Op(":=").Id("e").Dot("params")
			g.If(jen.List(jen.Id("b"), jen.Id("ok")).Op(":=").Id("in").Assert(jen.Id("endpointParamsBinder")), jen.Id("ok")).Block(
				jen.Id("b").Dot("bindEndpointParams").Call(jen.Op("&").Id("params")))
		} else {
			g.If(jen.Id("kept").Op(":=").Id("e").Dot("kept").Dot("Load").Call(), jen.Id("kept").Op("!=").Nil()).Block(
				jen.Return(jen.Op("*").Id("kept"), jen.Nil()))
		}
		g.List(jen.Id("endpoint"), jen.Err()).Op(":=").Id("e").Dot("resolver").Dot("ResolveEndpoint").Call(jen.Id("ctx"), params)
		g.If(jen.Err().Op("!=").Nil()).Block(noEndpoint(wrapped("failed to resolve service endpoint, %w")))
		if !env.Binder {
			g.If(jen.Id("e").Dot("own")).Block(
				jen.Id("kept").Op(":=").Id("endpoint"),
				jen.Id("e").Dot("kept").Dot("Store").Call(jen.Op("&").Id("kept")))
		}
		g.Return(jen.Id("endpoint"), jen.Nil())
	})
}

// builtInOption returns the options' value for a built-in, and the field of rulesfn.BuiltIns.
func builtInOption(builtIn string) (*jen.Statement, string) {
	switch builtIn {
	case rules.BuiltInRegion:
		return jen.Id("o").Dot("Region"), "Region"
	case rules.BuiltInUseFIPS:
		return jen.Id("o").Dot("EndpointOptions").Dot("UseFIPSEndpoint").Op("==").Qual(pathAWS, "FIPSEndpointStateEnabled"), "UseFIPS"
	case rules.BuiltInUseDualStack:
		return jen.Id("o").Dot("EndpointOptions").Dot("UseDualStackEndpoint").Op("==").Qual(pathAWS, "DualStackEndpointStateEnabled"), "UseDualStack"
	}
	return nil, ""
}
