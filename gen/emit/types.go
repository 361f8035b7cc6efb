package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/goir"
	"github.com/tinsmith-go/tinsmith/model"
)

// typesFile prints types/types.go.
func typesFile(p *goir.Package) (File, error) {
	f := newFile(p, "types", "types.go")
	f.PackageComment("// Package types holds the data types of the client " + p.Name + ".")
	for _, s := range p.Structs {
		structDecl(f, s, nil)
		if s.Check {
			checkMethods(f, s)
		}
		if s.LogName != "" {
			logValue(f, s)
		}
	}
	noSerde(f)
	return f.done()
}

// structDecl prints
//
//	// Doc.
//	type T struct {
//		// Doc.
//		F *string
//
//		noSmithyDocumentSerde
//	}
func structDecl(f *file, s *goir.Struct, extra func(g *jen.Group)) {
	f.decl([]string{s.Name}, s.Doc, jen.Type().Id(s.Name).StructFunc(func(g *jen.Group) {
		for _, m := range s.Fields {
			fieldDecl(f, g, m)
		}
		if extra != nil {
			extra(g)
		}
		g.Id("noSmithyDocumentSerde")
	}))
}

func fieldDecl(f *file, g *jen.Group, m *goir.Field) {
	comment(g, m.Doc)
	g.Id(m.Name).Add(goType(f.pkg, m.Type))
	g.Line()
}

func noSerde(f *file) {
	f.decl([]string{"noSmithyDocumentSerde"}, nil, jen.Type().Id("noSmithyDocumentSerde").Op("=").Qual("github.com/aws/smithy-go/document", "NoSerde"))
}

// enumsFile prints types/enums.go.
func enumsFile(p *goir.Package) (File, error) {
	f := newFile(p, "types", "enums.go")
	for _, e := range p.Enums {
		if e.Int {
			intEnumDecl(f, e)
		} else {
			enumDecl(f, e)
		}
	}
	return f.done()
}

// enumDecl prints
//
//	type E string
//
//	// Enum values for E
//	const (
//		// Doc.
//		EA E = "A"
//	)
//
//	func (E) Values() []E { return []E{"A"} }
func enumDecl(f *file, e *goir.Enum) {
	f.decl([]string{e.Name}, e.Doc, jen.Type().Id(e.Name).String())
	constants(f, e, func(c *goir.Const) jen.Code { return jen.Lit(c.Value) })
	doc := []string{"Values returns all known values for " + e.Name + ". Note that this can be expanded in the",
		"future, and so it is only as up to date as the client.", "", "The ordering of this slice is not guaranteed to be stable across updates."}
	f.decl([]string{e.Name + ".Values"}, doc, jen.Func().Params(jen.Id(e.Name)).Id("Values").Params().Index().Id(e.Name).Block(
		jen.Return(jen.Index().Id(e.Name).Custom(list, literals(e)...))))
	if e.Check {
		enumCheck(f, e)
	}
}

// intEnumDecl prints an intEnum: an alias of int32 with constants.
func intEnumDecl(f *file, e *goir.Enum) {
	f.decl([]string{e.Name}, e.Doc, jen.Type().Id(e.Name).Op("=").Int32())
	constants(f, e, func(c *goir.Const) jen.Code { return jen.Lit(int(c.Int)) })
}

func constants(f *file, e *goir.Enum, value func(*goir.Const) jen.Code) {
	var names []string
	for _, c := range e.Consts {
		if c.Name != "" {
			names = append(names, c.Name)
		}
	}
	if len(names) == 0 {
		return
	}
	f.decl(names, []string{"Enum values for " + e.Name}, jen.Const().DefsFunc(func(g *jen.Group) {
		for i, c := range e.Consts {
			if c.Name == "" {
				continue
			}
			if i > 0 {
				g.Line()
			}
			comment(g, c.Doc)
			g.Id(c.Name).Id(e.Name).Op("=").Add(value(c))
		}
	}))
}

// list is a composite literal's body with an element a line.
var list = jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}

func literals(e *goir.Enum) []jen.Code {
	var out []jen.Code
	for _, c := range e.Consts {
		out = append(out, jen.Lit(c.Value))
	}
	return out
}

// unionsFile prints types/unions.go.
func unionsFile(p *goir.Package) (File, error) {
	f := newFile(p, "types", "unions.go")
	for _, u := range p.Unions {
		unionDecl(f, u)
	}
	unknownDecl(f)
	return f.done()
}

// unionDecl prints
//
//	// Doc. Exactly one of:
//	//
//	//   - [UMemberA]
//	//
//	//sumtype:decl
//	type U interface{ isU() }
//
//	type UMemberA struct {
//		Value A
//
//		noSmithyDocumentSerde
//	}
//
//	func (*UMemberA) isU() {}
func unionDecl(f *file, u *goir.Union) {
	doc := append(append([]string(nil), u.Doc...), "", "The following types satisfy this interface:", "")
	for _, v := range u.Variants {
		doc = append(doc, "  - ["+v.Name+"]")
	}
	f.decls = append(f.decls, u.Name)
	f.Line()
	comment(f.Group, append(doc, ""))
	f.Comment("//sumtype:decl")
	f.Add(jen.Type().Id(u.Name).Interface(jen.Id("is" + u.Name).Params()))
	for _, v := range u.Variants {
		variantDecl(f, u, v)
	}
}

func variantDecl(f *file, u *goir.Union, v *goir.Variant) {
	f.decl([]string{v.Name}, v.Doc, jen.Type().Id(v.Name).StructFunc(func(g *jen.Group) {
		comment(g, []string{"Value is the member's value."})
		g.Id("Value").Add(goType(f.pkg, v.Field.Type))
		g.Line()
		g.Id("noSmithyDocumentSerde")
	}))
	marker(f, v.Name, u.Name)
	if v.Check {
		variantCheck(f, v)
	}
	if v.Redact {
		logVariant(f, v)
	}
}

func marker(f *file, typ, union string) {
	f.decl([]string{typ + ".is" + union}, nil, jen.Func().Params(jen.Op("*").Id(typ)).Id("is"+union).Params().Block())
}

// unknownDecl prints UnknownUnionMember, which satisfies every union.
func unknownDecl(f *file) {
	doc := []string{"UnknownUnionMember is returned when a union member is returned over the wire, but has", "an unknown tag. Value holds the member's bytes as they came."}
	f.decl([]string{"UnknownUnionMember"}, doc, jen.Type().Id("UnknownUnionMember").StructFunc(func(g *jen.Group) {
		comment(g, []string{"Tag is the member's name on the wire."})
		g.Id("Tag").String()
		g.Line()
		comment(g, []string{"Value is the member's value on the wire."})
		g.Id("Value").Index().Byte()
		g.Line()
		g.Id("noSmithyDocumentSerde")
	}))
	for _, u := range f.pkg.Unions {
		marker(f, "UnknownUnionMember", u.Name)
	}
	if f.pkg.Checks {
		unknownCheck(f)
	}
	if f.pkg.SecretUnions {
		logUnknown(f)
	}
}

// errorsFile prints types/errors.go.
func errorsFile(p *goir.Package) (File, error) {
	f := newFile(p, "types", "errors.go")
	if p.Checks {
		f.decl([]string{"ConstraintError"}, []string{"ConstraintError is a violation of a constraint of the model, other than that a required", "member is missing: one of the errors in a smithy.InvalidParamsError."},
			jen.Type().Id("ConstraintError").Op("=").Add(in(p, "constraint", "Error")))
	}
	for _, e := range p.Errors {
		errorDecl(f, e)
		if e.Check {
			checkMethods(f, e)
		}
		if e.LogName != "" {
			logValue(f, e)
		}
	}
	return f.done()
}

// errorDecl prints the error's structure and its methods Error, ErrorMessage, ErrorCode and ErrorFault.
func errorDecl(f *file, e *goir.Struct) {
	f.decl([]string{e.Name}, e.Doc, jen.Type().Id(e.Name).StructFunc(func(g *jen.Group) {
		doc := []string{"Message is what the service says of the error."}
		if m := e.Error.Message; m != nil {
			doc = m.Doc
		}
		comment(g, doc)
		g.Id("Message").Op("*").String()
		g.Line()
		comment(g, []string{"ErrorCodeOverride is the code that the service sent, where it isn't the error's own."})
		g.Id("ErrorCodeOverride").Op("*").String()
		g.Line()
		for _, m := range e.Fields {
			if m != e.Error.Message {
				fieldDecl(f, g, m)
			}
		}
		g.Id("noSmithyDocumentSerde")
	}))
	errorMethods(f, e)
}

func errorMethods(f *file, e *goir.Struct) {
	method := func(name string) *jen.Statement {
		return jen.Func().Params(jen.Id("e").Op("*").Id(e.Name)).Id(name).Params()
	}
	add := func(name, doc string, code jen.Code) { f.decl([]string{e.Name + "." + name}, []string{doc}, code) }
	add("Error", "Error returns the code and the message.", method("Error").String().Block(
		jen.Return(jen.Id("e").Dot("ErrorCode").Call().Op("+").Lit(": ").Op("+").Id("e").Dot("ErrorMessage").Call())))
	add("ErrorMessage", "ErrorMessage returns the message, or \"\" when there is none.", method("ErrorMessage").String().Block(
		jen.If(jen.Id("e").Dot("Message").Op("==").Nil()).Block(jen.Return(jen.Lit(""))),
		jen.Return(jen.Op("*").Id("e").Dot("Message"))))
	add("ErrorCode", "ErrorCode returns the error's code.", method("ErrorCode").String().Block(
		jen.If(jen.Id("e").Op("==").Nil().Op("||").Id("e").Dot("ErrorCodeOverride").Op("==").Nil()).Block(jen.Return(jen.Lit(e.Error.Code))),
		jen.Return(jen.Op("*").Id("e").Dot("ErrorCodeOverride"))))
	add("ErrorFault", "ErrorFault says whose fault the error is.", method("ErrorFault").Qual(smithy, "ErrorFault").Block(
		jen.Return(jen.Qual(smithy, faultName(e.Error.Fault)))))
}

const smithy = "github.com/aws/smithy-go"

func faultName(f model.Fault) string {
	switch f {
	case model.ClientFault:
		return "FaultClient"
	case model.ServerFault:
		return "FaultServer"
	}
	return "FaultUnknown"
}
