package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/godoc"
	"github.com/tinsmith-go/tinsmith/gen/goir"
	"github.com/tinsmith-go/tinsmith/gen/rules"
)

// Templates are the packages that emitted code imports from the client's internal folder.
var Templates = []string{"call", "constraint", "contentmd5", "document", "gzipbody", "httpbind", "jsondec", "jsonenc", "pages", "partition", "redact", "restjson", "rulesfn", "statuscode", "waiting"}

// Package prints all files of a client that depend on its model.
func Package(p *goir.Package, endpoints *rules.Program) ([]File, error) {
	var files []File
	steps := []func(*goir.Package) (File, error){docFile, codecFile, typesFile}
	steps = append(steps, func(p *goir.Package) (File, error) { return endpointsFile(p, endpoints) })
	if len(p.Enums) > 0 {
		steps = append(steps, enumsFile)
	}
	if len(p.Unions) > 0 {
		steps = append(steps, unionsFile)
	}
	if len(p.Errors) > 0 || p.Checks {
		steps = append(steps, errorsFile)
	}
	if len(p.Patterns) > 0 {
		steps = append(steps, patternsFile)
	}
	if p.Documents {
		steps = append(steps, documentFile)
	}
	if len(p.Examples) > 0 {
		steps = append(steps, examplesFile)
	}
	for _, op := range p.Operations {
		steps = append(steps, func(p *goir.Package) (File, error) { return operationFile(p, op) })
	}
	for _, step := range steps {
		f, err := step(p)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// docFile prints doc.go: the package's comment and the names of the service.
func docFile(p *goir.Package) (File, error) {
	f := newFile(p, "", "doc.go")
	for _, l := range p.Doc {
		f.PackageComment(commentLine(l))
	}
	for _, c := range []struct{ name, doc, value string }{
		{"ServiceID", "ServiceID is the id of the service in errors and configuration.", p.Model.SDKID},
		{"ServiceAPIVersion", "ServiceAPIVersion is the version of the service's API.", p.Model.Version},
		{"packageName", "packageName names the client in the User-Agent header.", p.Name},
		{"signingName", "signingName is the name of the service in signatures.", p.Model.Auth.SigningName},
	} {
		f.decl([]string{c.name}, []string{c.doc}, jen.Const().Id(c.name).Op("=").Lit(c.value))
	}
	noSerde(f)
	return f.done()
}

// documentFile prints document/document.go, the public face of the client's documents.
func documentFile(p *goir.Package) (File, error) {
	f := newFile(p, "document", "document.go")
	f.PackageComment("// Package document holds the document type that the API uses for untyped values.")
	f.decl([]string{"Interface"}, []string{"Interface is an untyped value of the API."},
		jen.Type().Id("Interface").Op("=").Add(in(p, "document", "Interface")))
	f.decl([]string{"NewLazyDocument"}, []string{"NewLazyDocument returns v as a document. It is marshaled when the request that holds it is."},
		jen.Func().Id("NewLazyDocument").Params(jen.Id("v").Any()).Id("Interface").Block(jen.Return(in(p, "document", "New").Call(jen.Id("v")))))
	return f.done()
}

// endpointsFile prints endpoints.go.
func endpointsFile(p *goir.Package, program *rules.Program) (File, error) {
	env := EndpointsEnv{Package: p.Name, ImportPath: p.ImportPath, Doc: godoc.Convert}
	for _, op := range p.Operations {
		env.Binder = env.Binder || len(op.Params) > 0
	}
	f := newFile(p, "", "endpoints.go")
	endpointDecls(f, program, env)
	return f.done()
}
