// Package load owns finding out which format model files are in, and having them read.
// It must not know what the formats say beyond that, and not where files come from.
package load

import (
	"errors"
	"fmt"
	"go/scanner"
	"go/token"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/botocore"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
	"github.com/tinsmith-go/tinsmith/model/smithy"
)

// File is a model file: its text, and its name as positions show it. The last element of the name, after a slash or
// backslash, tells the role of a botocore file.
type File struct {
	Name string
	Data []byte
}

// Result is a model that has no errors.
type Result struct {
	Service  *model.Service
	Warnings scanner.ErrorList // sorted
}

// Load reads one service from one or several Smithy JSON ASTs, or from the botocore files of one API version: a
// service-2.json, alone under any name, and the files that belong to it. service is the shape id of the service, and
// may be empty when the files hold one only; of a botocore model, which holds one always, it is the synthetic id, its
// name or the service id.
//
// All errors are collected; where they have a position the error is a sorted scanner.ErrorList.
func Load(fset *token.FileSet, files []File, service string) (*Result, error) {
	if len(files) == 0 {
		return nil, errors.New("no model files: want " + wanted)
	}
	docs, err := parse(fset, files)
	if err != nil {
		return nil, err
	}
	d := jsondoc.NewDiag(fset)
	svc := read(d, docs, service)
	if err := d.Err(); err != nil {
		return nil, err
	}
	d.Warnings.Sort()
	return &Result{Service: svc, Warnings: d.Warnings}, nil
}

// parse parses every file, so that the errors of all are seen at once.
func parse(fset *token.FileSet, files []File) ([]document, error) {
	var docs []document
	var all scanner.ErrorList
	for _, f := range files {
		v, err := jsondoc.Parse(fset, f.Name, f.Data, jsondoc.Limits{})
		var list scanner.ErrorList
		switch {
		case errors.As(err, &list):
			all = append(all, list...)
		case err != nil:
			return nil, fmt.Errorf("read %s: %w", f.Name, err)
		default:
			docs = append(docs, document{value: v, role: roleOf(f.Name, v)})
		}
	}
	if len(all) > 0 {
		all.Sort()
		return nil, all
	}
	return docs, nil
}

// read hands the documents to the reader of their format.
func read(d *jsondoc.Diag, docs []document, service string) *model.Service {
	var asts []jsondoc.Value
	for _, doc := range docs {
		if doc.role == smithyAST {
			asts = append(asts, doc.value)
		}
	}
	if len(asts) == 0 {
		return readBotocore(d, docs, service)
	}
	for _, doc := range docs {
		if doc.role != smithyAST {
			d.Errorf(doc.value.Pos(), "%s beside a Smithy AST: want %s", doc.role, wanted)
		}
	}
	return smithy.Read(d, asts, service)
}

// readBotocore puts the files in their places and reads them.
func readBotocore(d *jsondoc.Diag, docs []document, service string) *model.Service {
	var f botocore.Files
	places := map[role]*jsondoc.Value{
		serviceFile: &f.Service, paginatorsFile: &f.Paginators, waitersFile: &f.Waiters, examplesFile: &f.Examples,
		rulesFile: &f.EndpointRules, testsFile: &f.EndpointTests,
		paginatorsExtra: &f.PaginatorsExtra, serviceExtra: &f.ServiceExtra,
	}
	for _, doc := range docs {
		place := places[doc.role]
		if place == nil {
			d.Errorf(doc.value.Pos(), "%s: want %s", doc.role, wanted)
			continue
		}
		if place.Exists() {
			d.Errorf(doc.value.Pos(), "a second file with the role of %s, after %s", doc.role, d.Position(place.Pos()).Filename)
		}
		*place = doc.value
	}
	if len(d.Errors) > 0 {
		return nil
	}
	if !f.Service.Exists() {
		d.Errorf(docs[0].value.Pos(), "%s without a service-2.json: want %s", docs[0].role, wanted)
		return nil
	}
	svc := botocore.Read(d, f)
	if service != "" && service != string(svc.ID) && service != svc.ID.Name() && service != svc.SDKID {
		d.Errorf(svc.Pos, "the model holds the service %s, not %s", svc.ID, service)
	}
	return svc
}
