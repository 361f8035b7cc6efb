package goir

import (
	"fmt"
	"sort"

	"github.com/tinsmith-go/tinsmith/gen/names"
	"github.com/tinsmith-go/tinsmith/gen/wire"
	"github.com/tinsmith-go/tinsmith/model"
)

// declareTypes fills what the types package declares.
func (b *builder) declareTypes() {
	for _, s := range b.types {
		switch s.Type {
		case model.Structure, model.Unit:
			st := b.structure(s)
			b.structs[s.ID] = st
			if st.Error != nil {
				b.pkg.Errors = append(b.pkg.Errors, st)
			} else {
				b.pkg.Structs = append(b.pkg.Structs, st)
			}
		case model.Union:
			b.unions[s.ID] = b.union(s)
			b.pkg.Unions = append(b.pkg.Unions, b.unions[s.ID])
		case model.Enum, model.IntEnum:
			b.pkg.Enums = append(b.pkg.Enums, b.enum(s))
		}
	}
	p := b.pkg
	sort.Slice(p.Structs, func(i, j int) bool { return p.Structs[i].Name < p.Structs[j].Name })
	sort.Slice(p.Errors, func(i, j int) bool { return p.Errors[i].Name < p.Errors[j].Name })
	sort.Slice(p.Unions, func(i, j int) bool { return p.Unions[i].Name < p.Unions[j].Name })
	sort.Slice(p.Enums, func(i, j int) bool { return p.Enums[i].Name < p.Enums[j].Name })
}

func (b *builder) structure(s *model.Shape) *Struct {
	st := &Struct{Name: b.names[s.ID], Shape: s, Doc: b.typeDoc(s), Input: b.inputs[s.ID]}
	if s.Error != nil {
		st.Error = &ErrorInfo{Code: s.ID.Name(), Fault: s.Error.Fault}
	}
	st.Check = b.needs[s.ID]
	b.pkg.Checks = b.pkg.Checks || st.Check
	for _, m := range s.Members {
		if f := b.field(st, m, false); f != nil {
			st.Fields = append(st.Fields, f)
		}
	}
	b.uniqueFields(st)
	return st
}

// field is the Go field of a structure's member. An error's own message member becomes Message.
func (b *builder) field(st *Struct, m *model.Member, output bool) *Field {
	f := &Field{Name: names.Member(m.Name), Member: m, Required: m.Required, Doc: b.memberDoc(m, output || st.Error != nil, st.Input)}
	f.Type, f.Form = b.fieldType(m, output)
	if m.Target.EventStream {
		return nil
	}
	if st.Error != nil {
		f.Name = names.ErrorMember(m.Name, siblings(st.Shape))
		if f.Name == "Message" {
			b.errorMessage(st, f)
		}
	}
	if output && f.Name == "ResultMetadata" {
		f.Name += "_" // the field that every output has
	}
	f.Elem = b.fieldElem(m)
	if st.Check {
		f.Check = b.checkOf(m, owner(st, m), false)
	}
	return f
}

// owner names a member among all of the service's: patterns that stand on members are called after it.
func owner(st *Struct, m *model.Member) string {
	return names.Exported(st.Shape.ID.Name()) + names.Exported(m.Name)
}

// errorMessage makes a field the text of an error.
func (b *builder) errorMessage(st *Struct, f *Field) {
	st.Error.Message = f
	if f.Member.Target.Type != model.String {
		b.problems = append(b.problems, Problem{Pos: f.Member.Pos, Text: fmt.Sprintf(
			"member %s can't be the message of the error %s: its type is %s", f.Member.Name, st.Shape.ID, f.Member.Target.Type)})
	}
}

// fieldElem is the codec of a member's value or, for lists and maps, of their elements.
func (b *builder) fieldElem(m *model.Member) Func {
	if s := m.Target; s.Type == model.List || s.Type == model.Map {
		m = s.Elem()
	}
	return b.elemFunc(m, m.Timestamp(model.EpochSeconds))
}

func siblings(s *model.Shape) []string {
	var out []string
	for _, m := range s.Members {
		out = append(out, names.Exported(m.Name))
	}
	return out
}

func (b *builder) uniqueFields(st *Struct) {
	nameMethods(st)
	seen := map[string]*Field{}
	for _, f := range st.Fields {
		if f.Name == "" {
			b.problem(st.Shape, "member %s of %s has no letter in its name", f.Member.Name, st.Shape.ID)
		}
		if o := seen[f.Name]; o != nil {
			b.problem(st.Shape, "members %s and %s of %s both have the Go name %s", o.Member.Name, f.Member.Name, st.Shape.ID, f.Name)
		}
		seen[f.Name] = f
	}
}

func (b *builder) union(s *model.Shape) *Union {
	u := &Union{Name: b.names[s.ID], Shape: s, Doc: b.typeDoc(s)}
	for i, m := range s.Members {
		v := &Variant{Name: variantName(u.Name, m), Doc: b.variantDoc(s, u.Name, variantName(u.Name, m), m)}
		v.Field = &Field{Name: "Value", Member: m, Type: b.valueType(m.Target), Elem: b.fieldElem(m)}
		v.Field.Form = unionForm(m.Target, v.Field.Type)
		if b.inputs[s.ID] {
			v.Field.Check = b.valueCheck(m, v.Name)
			v.Check = !v.Field.Check.Empty()
			b.pkg.Checks = true
		}
		if w := b.wire.Shapes[s.ID]; w != nil {
			v.Wire = w.Fields[i]
		}
		u.Variants = append(u.Variants, v)
	}
	return u
}

// unionForm is how a union member's Value, which is never a pointer, is written.
func unionForm(s *model.Shape, t *Type) Form {
	switch s.Type {
	case model.List:
		return containerForm(t, ListForm, SparseListForm)
	case model.Map:
		return containerForm(t, MapForm, SparseMapForm)
	}
	return ValueForm
}

func (b *builder) enum(s *model.Shape) *Enum {
	e := &Enum{Name: b.names[s.ID], Shape: s, Doc: b.typeDoc(s), Int: s.Type == model.IntEnum, Check: b.inputs[s.ID]}
	used := map[string]bool{}
	for _, m := range s.Members {
		c := &Const{Name: names.EnumConstant(e.Name, m.Name), Value: m.EnumValue, Int: m.EnumInt, Doc: b.constDoc(m)}
		switch {
		case s.Type == model.Enum && unnamed(b.svc, s):
			c.Name = ""
		case used[c.Name]:
			c.Name = names.Exported(m.Name)
		}
		if c.Name != "" && used[c.Name] {
			b.problem(s, "values %q and another of %s both have the Go name %s", m.EnumValue, s.ID, c.Name)
		}
		used[c.Name] = true
		e.Consts = append(e.Consts, c)
	}
	return e
}

// unnamed reports whether an enum of a Smithy model names no value: such enums have no constants. In the
// botocore format no enum has names and constants are derived.
func unnamed(svc *model.Service, s *model.Shape) bool {
	if svc.Format != model.FormatSmithy {
		return false
	}
	for _, m := range s.Members {
		if m.EnumNamed {
			return false
		}
	}
	return true
}

// declareOperations fills the operations with their inputs and outputs.
func (b *builder) declareOperations() {
	errs := map[model.ShapeID]*Struct{}
	for _, e := range b.pkg.Errors {
		errs[e.Shape.ID] = e
	}
	for _, w := range b.wire.Operations {
		op := &Operation{Name: names.Exported(w.Op.Name), Wire: w, Unsigned: b.unsigned(w.Op)}
		if op.Name == "" {
			b.problems = append(b.problems, Problem{Pos: w.Op.Pos, Text: "operation " + w.Op.Name + " has no letter in its name"})
			continue
		}
		op.Input = b.inputOutput(op.Name+"Input", w.Op.Input, w.Request, false)
		op.Output = b.inputOutput(op.Name+"Output", w.Op.Output, w.Response, true)
		for _, e := range w.Errors {
			st := errs[e.Shape.ID]
			if st == nil {
				b.problem(e.Shape, "operation %s lists %s as an error, which has no error trait", w.Op.Name, e.Shape.ID)
				continue
			}
			st.Wire = e.Message
			op.Errors = append(op.Errors, &ErrorCase{Code: e.Code, Error: st})
		}
		for _, f := range op.Input.Fields {
			if f.Member.IdempotencyToken && f.Form == PointerForm && f.Type.Kind == GoString {
				op.Token, b.pkg.Tokens = f, true
			}
		}
		if p := w.Response.Payload; p != nil && p.Member.IsStreaming() {
			op.Streaming = true
		}
		op.Params = b.endpointParams(op)
		op.Doc = b.operationDoc(op)
		op.Paginator = b.paginator(op)
		op.Waiters = b.waiters(op)
		b.pkg.Operations = append(b.pkg.Operations, op)
	}
	sort.Slice(b.pkg.Operations, func(i, j int) bool { return b.pkg.Operations[i].Name < b.pkg.Operations[j].Name })
}

func (b *builder) inputOutput(name string, s *model.Shape, w *wire.Message, output bool) *Struct {
	st := &Struct{Name: name, Shape: s, Input: !output}
	if s == nil {
		return st
	}
	label := map[*model.Member]bool{}
	for _, f := range w.Labels {
		label[f.Member] = true
	}
	for _, m := range s.Members {
		f := b.field(st, m, output)
		if f == nil {
			continue
		}
		if !output {
			f.Check = b.checkOf(m, owner(st, m), label[m])
			st.Check = st.Check || !f.Check.Empty()
		}
		st.Fields = append(st.Fields, f)
	}
	b.pkg.Checks = b.pkg.Checks || st.Check
	b.uniqueFields(st)
	return st
}

// unsigned reports whether an operation is sent without a signature: no auth scheme but noAuth.
func (b *builder) unsigned(op *model.Operation) bool {
	a := b.auth(op)
	for _, s := range a.Schemes {
		if s != model.SchemeNoAuth {
			return false
		}
	}
	return true
}

func (b *builder) auth(op *model.Operation) model.Auth {
	if op.Auth != nil {
		return *op.Auth
	}
	return b.svc.Auth
}
