package model_test

import (
	"encoding/json"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/load"
)

// allowed are the differences between the models of one service read from its two formats: what one of the formats
// can't say. An entry that matches nothing fails the test, so that the list can't rot.
var allowed = []struct {
	fact   string // a regular expression for the fact's path
	reason string
}{
	{`shape \w+ (Input|Output)`, "botocore can't say that a structure is dedicated: it is inferred from its uses; Smithy models may not say it"},
	{`shape \w+\$.* (EnumNamed|Name)`, "botocore has no names of enum members: they are derived from the values"},
	{`shape (Flavor|Grain)\$\w+ Documentation`, "botocore has no documentation of enum members"},
	{`shape \w+\$\S+ Default( Value| Null)?`, "botocore has no defaults: its scalars are pointers instead"},
	{`shape \w+\$\w+ (AddedDefault|ClientOptional)`, "these modify defaults, which botocore hasn't"},
	{`shape \w+\$\S+ UniqueItems`, "botocore has no uniqueItems"},
	{`shape EchoJpegPayload\w+\$payload MediaType`, "botocore has jsonvalue, and no other media type"},
	{`shape \w+\$(byte|bytes\.member|short|shorts\.member|zeroTiny|zeroSmall) Type`, "botocore's smallest integer has 32 bits"},
	{`shape PutBigNumbers\w+\$(whole|fraction) Type`, "botocore has no numbers of arbitrary precision"},
	{`shape Heat.*`, "botocore has no intEnum"},
	{`shape \w+\$(heat|heats\.member) (Type|Documentation)`, "botocore has no intEnum: it is an integer, with the enum's documentation"},
	{`operation Ping ExternalDocs.*`, "botocore has no external documentation"},
	{`operation \w+ Waiters\[\d+\] MaxDelay`, "botocore's interval is fixed: the longest delay is Smithy's default"},
	{`service XMLNamespace.*`, "a leftover on a service that doesn't speak XML, which botocore's files leave out"},
}

// TestBothFormatsMeanTheSame reads the services of testdata from both formats and compares what they mean, fact by
// fact. Shape ids are compared by their names in the service, for the namespaces of botocore's are made up; lists,
// maps and simple shapes by what a member that targets them gets, for their names are different and nobody sees them.
func TestBothFormatsMeanTheSame(t *testing.T) {
	used := make([]bool, len(allowed))
	for name, folder := range map[string]string{"ssm-incidents": "2018-05-10", "kitchensink": "2024-01-01"} {
		t.Run(name, func(t *testing.T) {
			root := filepath.Join("..", "testdata", "models")
			smithy := facts(loadFiles(t, filepath.Join(root, name+".smithy.json")))
			botocore := facts(loadFiles(t, filepath.Join(root, name, folder, "*.json")))
			if len(smithy) < 300 {
				t.Fatalf("only %d facts to compare", len(smithy))
			}
			for i, rule := range allowed {
				used[i] = drop(regexp.MustCompile("^(?:"+rule.fact+")$"), smithy, botocore) || used[i]
			}
			if diff := cmp.Diff(smithy, botocore); diff != "" {
				t.Errorf("the models differ (-smithy +botocore)\n%s", diff)
			}
		})
	}
	for i, rule := range allowed {
		if !used[i] {
			t.Errorf("no difference matches %q any more (%s)", rule.fact, rule.reason)
		}
	}
}

// drop removes facts that differ and match from both maps, and reports whether there were any.
func drop(match *regexp.Regexp, a, b map[string]string) bool {
	var paths []string
	for path := range a {
		paths = append(paths, path)
	}
	for path := range b {
		paths = append(paths, path)
	}
	dropped := false
	for _, path := range paths {
		if a[path] != b[path] && match.MatchString(path) {
			dropped = true
			delete(a, path)
			delete(b, path)
		}
	}
	return dropped
}

func loadFiles(t *testing.T, pattern string) *model.Service {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	var files []load.File
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, load.File{Name: name, Data: data})
	}
	res, err := load.Load(token.NewFileSet(), files, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range res.Warnings {
		t.Errorf("warning: %v", w)
	}
	return res.Service
}

// facts writes a service as a flat list: the path of everything that isn't zero, and its value.
func facts(svc *model.Service) map[string]string {
	w := &writer{svc: svc, facts: map[string]string{}}
	w.fields("service", reflect.ValueOf(*svc), "ID", "Format", "Operations", "Errors", "Shapes", "Rename")
	for _, op := range svc.Operations {
		path := "operation " + op.Name
		w.facts[path] = "exists"
		w.fields(path, reflect.ValueOf(*op), "ID", "Name", "Errors")
		var errs []string
		for _, e := range svc.AllErrors(op) {
			errs = append(errs, svc.ShapeName(e.ID))
		}
		slices.Sort(errs)
		w.set(path+" Errors", strings.Join(errs, " "))
	}
	for _, s := range svc.Shapes {
		if named(s) {
			w.shape(s)
		}
	}
	return w.facts
}

// named reports whether users of the service see the shape's name.
func named(s *model.Shape) bool {
	return s.Type == model.Structure || s.Type == model.Union || s.Type == model.Enum || s.Type == model.IntEnum
}

type writer struct {
	svc   *model.Service
	facts map[string]string
}

func (w *writer) set(path, value string) {
	if value != "" {
		w.facts[path] = value
	}
}

func (w *writer) shape(s *model.Shape) {
	path := "shape " + w.svc.ShapeName(s.ID)
	w.facts[path] = "exists"
	w.fields(path, reflect.ValueOf(*s), "ID", "Members", "Traits")
	w.fields(path, reflect.ValueOf(s.Traits))
	var order []string
	for _, m := range s.Members {
		name := m.Name
		if s.Type == model.Enum {
			name = m.EnumValue
		}
		order = append(order, name)
		w.member(path+"$"+name, m, 0)
	}
	w.set(path+" Members", strings.Join(order, " "))
}

// member writes what a member means: its own traits over those of its target, unless the target is compared itself.
func (w *writer) member(path string, m *model.Member, depth int) {
	w.fields(path, reflect.ValueOf(*m), "Target", "Traits", "Name")
	if m.EnumValue != "" {
		w.facts[path+" Name"] = m.Name
	}
	if depth > 10 {
		w.facts[path] = "too deep"
		return
	}
	target := m.Target
	switch {
	case target == nil:
		w.fields(path, reflect.ValueOf(m.Traits))
		return
	case named(target):
		w.facts[path+" Type"] = w.svc.ShapeName(target.ID)
		w.fields(path, reflect.ValueOf(m.Traits))
		return
	}
	w.facts[path+" Type"] = target.Type.String()
	w.fields(path, overlay(m.Traits, target.Traits))
	for _, elem := range target.Members {
		w.member(path+"."+elem.Name, elem, depth+1)
	}
}

// overlay returns the traits with zero fields taken from those of the target.
func overlay(own, target model.Traits) reflect.Value {
	v, under := reflect.ValueOf(&own).Elem(), reflect.ValueOf(target)
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			v.Field(i).Set(under.Field(i))
		}
	}
	return v
}

// fields writes the fields of a struct but for some.
func (w *writer) fields(path string, v reflect.Value, but ...string) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !slices.Contains(but, f.Name) {
			w.value(path+" "+f.Name, v.Field(i))
		}
	}
}

// value writes a value: a shape as its name, what JSON can hold as JSON, structs and slices piece by piece.
func (w *writer) value(path string, v reflect.Value) {
	if v.IsZero() || v.Type() == reflect.TypeFor[token.Pos]() {
		return
	}
	switch x := v.Interface().(type) {
	case *model.Shape:
		w.facts[path] = w.svc.ShapeName(x.ID)
		return
	case model.ShapeID:
		w.facts[path] = w.svc.ShapeName(x)
		return
	case string:
		w.set(path, strings.Join(strings.Fields(x), " "))
		return
	case []string:
		w.set(path, strings.Join(x, " "))
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		w.facts[path] = "set"
		w.value(path, v.Elem())
	case reflect.Struct:
		w.fields(path, v)
	case reflect.Slice:
		for i := range v.Len() {
			w.value(fmt.Sprintf("%s[%d]", path, i), v.Index(i))
		}
	case reflect.Map, reflect.Interface:
		text, err := json.Marshal(v.Interface())
		w.facts[path] = string(text)
		if err != nil {
			w.facts[path] = err.Error()
		}
	default:
		w.facts[path] = fmt.Sprint(v.Interface())
	}
}
