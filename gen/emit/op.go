package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/goir"
	"github.com/tinsmith-go/tinsmith/gen/names"
)

// operationFile prints op_<Operation>.go: all of one operation.
func operationFile(p *goir.Package, op *goir.Operation) (File, error) {
	f := newFile(p, "", names.OperationFile(op.Wire.Op.Name))
	operationMethod(f, op)
	operationVar(f, op)
	inputDecl(f, op)
	outputDecl(f, op)
	if op.Paginator != nil || len(op.Waiters) > 0 {
		apiClient(f, op)
	}
	if op.Paginator != nil {
		paginator(f, op)
	}
	for _, w := range op.Waiters {
		waiter(f, op, w)
	}
	bindParams(f, op)
	if serializes(op) {
		serializer(f, op)
	}
	if len(op.Output.Fields) > 0 {
		deserializer(f, op)
	}
	errorSwitch(f, op)
	return f.done()
}

// serializes reports whether a request has more to it than its method and path: an operation without input
// members may still have a host of its own.
func serializes(op *goir.Operation) bool {
	return len(op.Input.Fields) > 0 || op.Wire.Request.HostPrefix != ""
}

// operationMethod prints
//
//	func (c *Client) Op(ctx context.Context, params *OpInput, optFns ...func(*Options)) (*OpOutput, error) {
//		out, metadata, err := invoke(ctx, c, &opOp, params, optFns)
//		if err != nil {
//			return nil, err
//		}
//		out.ResultMetadata = metadata
//		return out, nil
//	}
func operationMethod(f *file, op *goir.Operation) {
	f.decl([]string{"Client." + op.Name}, op.Doc, jen.Func().Params(jen.Id("c").Op("*").Id("Client")).Id(op.Name).Params(
		jen.Id("ctx").Qual("context", "Context"), jen.Id("params").Op("*").Id(op.Input.Name), jen.Id("optFns").Op("...").Func().Params(jen.Op("*").Id("Options")),
	).Params(jen.Op("*").Id(op.Output.Name), jen.Error()).Block(
		jen.List(jen.Id("out"), jen.Id("metadata"), jen.Err()).Op(":=").Id("invoke").Call(
			jen.Id("ctx"), jen.Id("c"), jen.Op("&").Id("op"+op.Name), jen.Id("params"), jen.Id("optFns")),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
		jen.Id("out").Dot("ResultMetadata").Op("=").Id("metadata"),
		jen.Return(jen.Id("out"), jen.Nil()),
	))
}

// operationVar prints the operation's value, which says all that the call needs to know of it.
func operationVar(f *file, op *goir.Operation) {
	p := f.pkg
	key := func(name string, v jen.Code) jen.Code { return jen.Id(name).Op(":").Add(v) }
	vals := []jen.Code{
		key("Name", jen.Lit(op.Wire.Op.Name)),
		key("Method", jen.Lit(op.Wire.Method)),
		key("Path", jen.Lit(op.Wire.Pattern)),
	}
	if op.Token != nil {
		vals = append(vals, key("Token", jen.Func().Params(jen.Id("v").Op("*").Id(op.Input.Name)).Op("**").String().Block(
			jen.Return(jen.Op("&").Id("v").Dot(op.Token.Name)))))
	}
	if op.Input.Check {
		vals = append(vals, key("Check", jen.Parens(jen.Op("*").Id(op.Input.Name)).Dot(op.Input.CheckName)))
	}
	if serializes(op) {
		vals = append(vals, key("Encode", jen.Id("serialize"+op.Name)))
	}
	if len(op.Output.Fields) > 0 {
		vals = append(vals, key("Decode", jen.Id("deserialize"+op.Name)))
	}
	if len(op.Wire.Compression) > 0 {
		vals = append(vals, key("Compress", in(p, "gzipbody", "Compress")))
	}
	if op.Wire.ContentMD5 {
		vals = append(vals, key("Checksum", in(p, "contentmd5", "Set")))
	}
	vals = append(vals, key("Error", jen.Id("errorFrom"+op.Name)))
	for _, flag := range []struct {
		name string
		set  bool
	}{{"Unsigned", op.Unsigned}, {"UnsignedPayload", op.Wire.UnsignedPayload}, {"StreamingOutput", op.Streaming}} {
		if flag.set {
			vals = append(vals, key(flag.name, jen.True()))
		}
	}
	f.decl([]string{"op" + op.Name}, nil, jen.Var().Id("op"+op.Name).Op("=").Add(in(p, "call", "Operation")).
		Types(jen.Id(op.Input.Name), jen.Id(op.Output.Name)).Custom(list, vals...))
}

func inputDecl(f *file, op *goir.Operation) {
	op.Input.Doc = []string{op.Input.Name + " is the input of [Client." + op.Name + "]."}
	structDecl(f, op.Input, nil)
	if op.Input.Check {
		checkMethods(f, op.Input)
	}
	if op.Input.LogName != "" {
		logValue(f, op.Input)
	}
}

func outputDecl(f *file, op *goir.Operation) {
	op.Output.Doc = []string{op.Output.Name + " is the output of [Client." + op.Name + "]."}
	structDecl(f, op.Output, func(g *jen.Group) {
		comment(g, []string{"Metadata pertaining to the operation's result."})
		g.Id("ResultMetadata").Qual("github.com/aws/smithy-go/middleware", "Metadata")
		g.Line()
	})
	if op.Output.LogName != "" {
		logValue(f, op.Output)
	}
}

// bindParams prints
//
//	func (v *OpInput) bindEndpointParams(p *EndpointParameters) {
//		p.Bucket = v.Bucket
//	}
func bindParams(f *file, op *goir.Operation) {
	if len(op.Params) == 0 {
		return
	}
	f.decl([]string{op.Input.Name + ".bindEndpointParams"}, nil, jen.Func().Params(jen.Id("v").Op("*").Id(op.Input.Name)).Id("bindEndpointParams").
		Params(jen.Id("p").Op("*").Id("EndpointParameters")).BlockFunc(func(g *jen.Group) {
		for _, b := range op.Params {
			bindParam(g, b)
		}
	}))
}

func bindParam(g *jen.Group, b *goir.EndpointParam) {
	target := g.Id("p").Dot(b.Param).Op("=")
	switch v := b.Value.(type) {
	case string:
		target.Qual("github.com/aws/aws-sdk-go-v2/aws", "String").Call(jen.Lit(v))
	case bool:
		target.Qual("github.com/aws/aws-sdk-go-v2/aws", "Bool").Call(jen.Lit(v))
	case []any:
		var vals []jen.Code
		for _, e := range v {
			if s, ok := e.(string); ok {
				vals = append(vals, jen.Lit(s))
			}
		}
		target.Index().String().Values(vals...)
	default:
		bindField(target, b.Field)
	}
}

func bindField(target *jen.Statement, m *goir.Field) {
	v := jen.Id("v").Dot(m.Name)
	switch m.Form {
	case goir.EnumForm:
		target.Qual("github.com/aws/aws-sdk-go-v2/aws", "String").Call(jen.String().Call(v))
	case goir.ValueForm:
		target.Op("&").Add(v)
	default:
		target.Add(v)
	}
}

// errorSwitch prints
//
//	func errorFromOp(r *httpbind.Response) error {
//		code, message := restjson.ErrorInfo(r)
//		switch code {
//		case "AccessDeniedException":
//			return raiseAccessDeniedException(r)
//		}
//		return restjson.Generic(code, message)
//	}
func errorSwitch(f *file, op *goir.Operation) {
	p := f.pkg
	f.decl([]string{"errorFrom" + op.Name}, nil, jen.Func().Id("errorFrom"+op.Name).Params(jen.Id("r").Add(ptr(p, "httpbind", "Response"))).Error().BlockFunc(func(g *jen.Group) {
		g.List(jen.Id("code"), jen.Id("message")).Op(":=").Add(in(p, "restjson", "ErrorInfo")).Call(jen.Id("r"))
		if len(op.Errors) > 0 {
			g.Switch(jen.Id("code")).BlockFunc(func(g *jen.Group) {
				for _, e := range op.Errors {
					g.Case(jen.Lit(e.Code)).Block(jen.Return(jen.Id("raise" + e.Error.Name).Call(jen.Id("r"))))
				}
			})
		}
		g.Return(in(p, "restjson", "Generic").Call(jen.Id("code"), jen.Id("message")))
	}))
}
