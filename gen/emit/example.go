package emit

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/goir"
)

const (
	awsPath  = "github.com/aws/aws-sdk-go-v2/aws"
	jsonPath = "encoding/json"
)

// exampleLocals are the names that examples declare; a client package called like one is imported under another.
var exampleLocals = []string{"answer", "client", "err", "item", "out"}

// examplesFile prints example_test.go: the model's examples as functions that go doc shows and go test runs.
func examplesFile(p *goir.Package) (File, error) {
	f := newExampleFile(p)
	runs := false
	for _, e := range p.Examples {
		runs = runs || e.Runs
		example(f, e)
	}
	if runs {
		answerType(f)
	}
	return f.done()
}

// newExampleFile begins a file of the client's external test package.
func newExampleFile(p *goir.Package) *file {
	f := beginFile(p, jen.NewFilePathName(p.ImportPath+"_test", p.Name+"_test"), "example_test.go")
	if slices.Contains(exampleLocals, p.Name) {
		f.ImportAlias(p.ImportPath, p.Name+"api")
	} else {
		f.ImportName(p.ImportPath, p.Name)
	}
	return f
}

// example prints
//
//	func ExampleClient_GetThing() {
//		client := toy.New(toy.Options{
//			Region: "us-east-1",
//			HTTPClient: answer{
//				"name": "pan",
//			},
//		})
//		out, err := client.GetThing(context.Background(), &toy.GetThingInput{
//			ThingId: aws.String("pan-1"),
//		})
//		if err != nil {
//			log.Fatal(err)
//		}
//		fmt.Println(aws.ToString(out.Name))
//		// Output: pan
//	}
func example(f *file, e *goir.Example) {
	f.decl([]string{e.Func}, e.Doc, jen.Func().Id(e.Func).Params().BlockFunc(func(g *jen.Group) {
		exampleClient(f.pkg, g, e)
		out := jen.Id("out")
		if e.Show == nil {
			out = jen.Id("_")
		}
		g.List(out, jen.Err()).Op(":=").Id("client").Dot(e.Op.Name).Call(jen.Qual("context", "Background").Call(), literal(f.pkg, e.Input))
		if e.Show == nil {
			g.Qual("fmt", "Println").Call(jen.Err())
			output(g, e.Runs, []string{"<nil>"})
			return
		}
		g.If(jen.Err().Op("!=").Nil()).Block(jen.Qual("log", "Fatal").Call(jen.Err()))
		show(g, e.Show)
		output(g, e.Runs, e.Show.Lines)
	}))
}

// output prints the comment that makes go test run the example.
func output(g *jen.Group, runs bool, lines []string) {
	switch {
	case !runs:
	case len(lines) == 1:
		comment(g, []string{"Output: " + lines[0]})
	default:
		comment(g, append([]string{"Output:"}, lines...))
	}
}

func exampleClient(p *goir.Package, g *jen.Group, e *goir.Example) {
	options := []jen.Code{jen.Id("Region").Op(":").Lit("us-east-1")}
	if e.Runs {
		options = append(options, jen.Id("HTTPClient").Op(":").Id("answer").Add(anyEntries(e.Answer)))
	}
	g.Id("client").Op(":=").Qual(p.ImportPath, "New").Call(jen.Qual(p.ImportPath, "Options").Custom(list, options...))
}

// show prints what tells most of the output.
func show(g *jen.Group, s *goir.Show) {
	v := func() *jen.Statement {
		out := jen.Id("out")
		for _, f := range s.Path {
			out.Dot(f.Name)
		}
		return out
	}
	println := func(v jen.Code) *jen.Statement { return jen.Qual("fmt", "Println").Call(v) }
	switch {
	case s.Len:
		g.Add(println(jen.Len(v())))
	case s.Each != nil:
		g.For(jen.List(jen.Id("_"), jen.Id("item")).Op(":=").Range().Add(v())).Block(println(plain(s.Each, jen.Id("item").Dot(s.Each.Name))))
	default:
		g.Add(println(plain(s.Path[len(s.Path)-1], v())))
	}
}

// plain is a field's value without its pointer.
func plain(f *goir.Field, v *jen.Statement) *jen.Statement {
	if f.Form != goir.PointerForm {
		return v
	}
	return jen.Qual(awsPath, "To"+pointerFuncs[f.Type.Kind]).Call(v)
}

// pointerFuncs are the functions of package aws that make pointers.
var pointerFuncs = map[goir.TypeKind]string{
	goir.GoString: "String", goir.GoBool: "Bool", goir.GoInt8: "Int8", goir.GoInt16: "Int16", goir.GoInt32: "Int32", goir.GoInt64: "Int64",
	goir.GoFloat32: "Float32", goir.GoFloat64: "Float64", goir.GoTime: "Time",
}

// answerType prints the HTTP client of the examples that run.
func answerType(f *file) {
	const http = "net/http"
	f.decl([]string{"answer"}, []string{"answer is an HTTP client that answers every request with the same JSON: the examples need no network."},
		jen.Type().Id("answer").Map(jen.String()).Any())
	f.decl([]string{"answer.Do"}, nil, jen.Func().Params(jen.Id("a").Id("answer")).Id("Do").Params(jen.Op("*").Qual(http, "Request")).
		Params(jen.Op("*").Qual(http, "Response"), jen.Error()).Block(
		jen.List(jen.Id("body"), jen.Err()).Op(":=").Qual(jsonPath, "Marshal").Call(jen.Id("a")),
		jen.Return(jen.Op("&").Qual(http, "Response").Custom(list,
			jen.Id("StatusCode").Op(":").Qual(http, "StatusOK"),
			jen.Id("Body").Op(":").Qual("io", "NopCloser").Call(jen.Qual("bytes", "NewReader").Call(jen.Id("body"))),
		), jen.Err())))
}

// anyEntries is the body of a map literal, sorted by keys.
func anyEntries(m map[string]any) *jen.Statement {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var entries []jen.Code
	for _, k := range keys {
		entries = append(entries, jen.Lit(k).Op(":").Add(anyLiteral(m[k])))
	}
	return elements(entries)
}

// elements is the body of a composite literal with an element a line.
func elements(list0 []jen.Code) *jen.Statement {
	if len(list0) == 0 {
		return jen.Values()
	}
	return jen.Custom(list, list0...)
}

// anyLiteral is a JSON value in Go.
func anyLiteral(v any) *jen.Statement {
	switch v := v.(type) {
	case nil:
		return jen.Nil()
	case json.Number:
		return anyNumber(v)
	case []any:
		var items []jen.Code
		for _, e := range v {
			items = append(items, anyLiteral(e))
		}
		return jen.Index().Any().Add(elements(items))
	case map[string]any:
		return jen.Map(jen.String()).Any().Add(anyEntries(v))
	}
	return jen.Lit(v) // a string or bool
}

// anyNumber is an int where every platform's int holds the number.
func anyNumber(n json.Number) *jen.Statement {
	if i, err := strconv.ParseInt(n.String(), 10, 64); err == nil {
		if i >= math.MinInt32 && i <= math.MaxInt32 {
			return jen.Lit(int(i))
		}
		return jen.Lit(i)
	}
	f, err := n.Float64()
	if err != nil {
		return jen.Qual(jsonPath, "Number").Call(jen.Lit(n.String()))
	}
	return jen.Lit(f)
}
