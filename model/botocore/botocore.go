// Package botocore owns the reading of botocore's model files: it lifts a service-2.json and the files beside it into
// the model's vocabulary.
// It must not know the Smithy AST, Go naming, or which files lie where on a disk.
package botocore

import (
	"go/token"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
	"github.com/tinsmith-go/tinsmith/model/ruleset"
)

// Files are the parsed files of one service. All but Service may be Missing.
type Files struct {
	Service       jsondoc.Value // service-2.json
	Paginators    jsondoc.Value // paginators-1.json
	Waiters       jsondoc.Value // waiters-2.json
	Examples      jsondoc.Value // examples-1.json
	EndpointRules jsondoc.Value // endpoint-rule-set-1.json
	EndpointTests jsondoc.Value // endpoint-tests-1.json

	// PaginatorsExtra and ServiceExtra are the .sdk-extras.json files, whose "merge" is laid over the file of
	// the same name as botocore's loader does: objects are merged key by key, everything else is replaced.
	PaginatorsExtra jsondoc.Value
	ServiceExtra    jsondoc.Value
}

// Read lifts the files into a Service: shape ids get the namespace com.amazonaws.<service id in lower-case letters and
// digits>, locations and names become Smithy's bindings as far as the service's protocols use them, and shapes that no
// operation reaches are left out. What is wrong goes to d with its position, all of it; a Service is returned even
// then, but is good for nothing unless d.Err() is nil.
func Read(d *jsondoc.Diag, f Files) *model.Service {
	r := newReader(d)
	if !d.WantObject(f.Service) {
		return r.svc
	}
	root := node{base: f.Service, over: r.extra(f.ServiceExtra)}
	r.svc.Pos = root.Pos()
	r.knownKeys(root, serviceKeys)
	r.metadata(root.Get("metadata"))
	r.svc.Documentation = r.str(root.Get("documentation"))
	r.svc.Deprecated = r.deprecated(root)
	r.svc.ClientContextParams = r.clientContextParams(root.Get("clientContextParams"))
	r.readShapes(root.Get("shapes"))
	r.operations(root.Get("operations"))
	r.paginators(node{base: f.Paginators, over: r.extra(f.PaginatorsExtra)})
	r.waiters(node{base: f.Waiters})
	r.examples(node{base: f.Examples})
	if f.EndpointRules.Exists() {
		r.svc.Endpoints = ruleset.Read(d, f.EndpointRules)
	}
	if f.EndpointTests.Exists() {
		r.svc.EndpointTests = ruleset.ReadTests(d, f.EndpointTests)
	}
	r.finish()
	return r.svc
}

// reader holds what the steps of one Read share.
type reader struct {
	d   *jsondoc.Diag
	svc *model.Service
	ns  string
	use uses

	shapes map[string]*shape
	order  []*shape // as in the file
	unit   *model.Shape
	stamp  *model.Shape
}

func newReader(d *jsondoc.Diag) *reader {
	return &reader{
		d: d,
		svc: &model.Service{
			Format: model.FormatBotocore,
			Shapes: map[model.ShapeID]*model.Shape{},
		},
		shapes: map[string]*shape{},
		unit:   &model.Shape{ID: "smithy.api#Unit", Type: model.Unit},
		stamp:  &model.Shape{ID: "smithy.api#Timestamp", Type: model.Timestamp},
	}
}

// id returns the synthetic shape id of a name of the file.
func (r *reader) id(name string) model.ShapeID { return model.ShapeID(r.ns + "#" + name) }

// extra returns what an .sdk-extras.json lays over its file.
func (r *reader) extra(v jsondoc.Value) jsondoc.Value {
	if !v.Exists() || !r.d.WantObject(v) {
		return jsondoc.Value{}
	}
	r.knownKeys(node{base: v}, extraKeys)
	return v.Get("merge")
}

// identifier reports whether a name of the model may become an identifier: [A-Za-z_][A-Za-z0-9_]*.
func (r *reader) identifier(what, name string, pos token.Pos) bool {
	if isIdentifier(name) {
		return true
	}
	r.d.Errorf(pos, "%s name %q isn't an identifier (letters A-Z and a-z, digits and _, no digit first)", what, name)
	return false
}

func isIdentifier(name string) bool {
	for i := 0; i < len(name); i++ {
		c := name[i]
		letter := c == '_' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return name != ""
}

// letters returns the letters and digits of s.
func letters(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, s)
}
