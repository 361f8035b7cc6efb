// Package smithy reads Smithy JSON ASTs, versions 1.0 and 2.0, into a model.Service.
// It must not know the other model format, Go naming, or what a protocol does with a binding.
package smithy

import (
	"sort"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// Read merges the documents, which are the files of one model, and returns the service whose shape id is given, with
// everything that it reaches. An empty id means the only service that there is.
//
// Whatever is wrong goes to d with its position, as much of it as can be found in one go: broken references, wrong
// JSON kinds, shapes that the Smithy specification forbids, identifiers outside of [A-Za-z_][A-Za-z0-9_]*. Traits
// that this package doesn't know are warnings, or errors when they would change what goes over the wire. After an
// error the result is incomplete, or nil, and of no use but for more checks.
func Read(d *jsondoc.Diag, docs []jsondoc.Value, service string) *model.Service {
	r := newReader(d)
	r.merge(docs)
	r.flattenAll()
	raw := r.choose(model.ShapeID(service))
	if raw == nil {
		return nil
	}
	r.service(raw)
	r.reachShapes()
	r.checkContainers()
	r.finish()
	return r.svc
}

// reader reads one service.
type reader struct {
	d   *jsondoc.Diag
	svc *model.Service

	raw     map[model.ShapeID]*rawShape
	order   []*rawShape // as the files have them
	applies map[model.ShapeID][]apply
	copied  int // members that mixins have added so far

	shapes map[model.ShapeID]*model.Shape
	queue  []*model.Shape // reached, not read yet
	unit   *model.Shape
	broken *model.Shape // stands where a target is missing, so that nothing has to look for nil

	schemesOfService []string // the auth traits of the service, by id
	// queryStatus holds the statuses of aws.protocols#awsQueryError.
	queryStatus map[*model.Shape]int
	// pages are the service's defaults for paginated operations.
	pages *pages
	// checks run when all shapes are read.
	checks []func()
}

func newReader(d *jsondoc.Diag) *reader {
	return &reader{
		d:           d,
		svc:         &model.Service{Format: model.FormatSmithy, Shapes: map[model.ShapeID]*model.Shape{}},
		raw:         map[model.ShapeID]*rawShape{},
		applies:     map[model.ShapeID][]apply{},
		shapes:      map[model.ShapeID]*model.Shape{},
		unit:        &model.Shape{ID: unitID, Type: model.Unit},
		broken:      &model.Shape{ID: "smithy.api#String", Type: model.String},
		queryStatus: map[*model.Shape]int{},
	}
}

// choose returns the service to read.
func (r *reader) choose(id model.ShapeID) *rawShape {
	var ids []string
	for _, s := range r.order {
		if s.kind == "service" && s.traits.find(mixinTrait) == nil {
			ids = append(ids, string(s.id))
		}
	}
	sort.Strings(ids)
	switch {
	case id != "" && r.raw[id] != nil && r.raw[id].kind == "service":
		return r.raw[id]
	case id != "" && r.raw[id] != nil:
		r.d.Errorf(r.raw[id].pos, "%s is %s, not a service", id, article(r.raw[id].kind))
	case len(ids) == 0:
		r.d.Errorf(r.firstPos(), "the model has no service")
	case id != "":
		r.d.Errorf(r.firstPos(), "the model has no service %s; it has %s", id, strings.Join(ids, ", "))
	case len(ids) > 1:
		r.d.Errorf(r.raw[model.ShapeID(ids[0])].pos, "the model has several services, choose one: %s", strings.Join(ids, ", "))
	default:
		return r.raw[model.ShapeID(ids[0])]
	}
	return nil
}
