package smithy

import (
	"go/scanner"
	"go/token"
	"strconv"
	"testing"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// messages returns the texts of an error list.
func messages(list scanner.ErrorList) []string {
	var out []string
	for _, e := range list {
		out = append(out, e.Error())
	}
	return out
}

// readAll reads documents named 1.json, 2.json, …
func readAll(t testing.TB, service string, texts ...string) (*model.Service, *jsondoc.Diag) {
	t.Helper()
	fset := token.NewFileSet()
	d := jsondoc.NewDiag(fset)
	var docs []jsondoc.Value
	for i, text := range texts {
		v, err := jsondoc.Parse(fset, strconv.Itoa(i+1)+".json", []byte(text), jsondoc.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, v)
	}
	svc := Read(d, docs, service)
	d.Err()
	return svc, d
}

// mustRead reads documents that are right in every way.
func mustRead(t testing.TB, texts ...string) *model.Service {
	t.Helper()
	svc, d := readAll(t, "", texts...)
	if d.Err() != nil || len(d.Warnings) > 0 {
		t.Fatalf("errors %v, warnings %v", messages(d.Errors), messages(d.Warnings))
	}
	checkWhole(t, svc)
	return svc
}

// doc wraps shapes into a document of version 2.0. They begin on line 2.
func doc(shapes string) string { return "{\"smithy\": \"2.0\", \"shapes\": {\n" + shapes + "}}" }
