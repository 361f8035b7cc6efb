package smithy

import (
	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// operationTraits read the traits of an operation; nil stands for those that are read with others.
var operationTraits = map[string]func(*reader, *model.Operation, trait){
	"smithy.api#documentation": func(r *reader, op *model.Operation, t trait) { op.Documentation = r.d.Str(t.val) },
	"smithy.api#externalDocumentation": func(r *reader, op *model.Operation, t trait) {
		op.ExternalDocs = r.links(t)
	},
	"smithy.api#deprecated":   func(r *reader, op *model.Operation, t trait) { op.Deprecated = r.deprecated(t) },
	"smithy.api#http":         (*reader).http,
	"smithy.api#endpoint":     (*reader).hostPrefix,
	"smithy.api#idempotent":   func(r *reader, op *model.Operation, t trait) { op.Idempotent = r.annotation(t) },
	"smithy.api#readonly":     func(r *reader, op *model.Operation, t trait) { op.Readonly = r.annotation(t) },
	"smithy.api#longPoll":     func(r *reader, op *model.Operation, t trait) { op.LongPoll = r.annotation(t) },
	"smithy.api#paginated":    (*reader).paginated,
	"smithy.waiters#waitable": (*reader).waiters,
	"smithy.api#examples":     (*reader).examples,
	"smithy.api#httpChecksumRequired": func(r *reader, op *model.Operation, t trait) {
		op.HTTPChecksumRequired = r.annotation(t)
	},
	"aws.protocols#httpChecksum":    (*reader).httpChecksum,
	"smithy.api#requestCompression": (*reader).requestCompression,
	"aws.customizations#s3UnwrappedXmlOutput": func(r *reader, op *model.Operation, t trait) {
		op.S3UnwrappedXMLOutput = r.annotation(t)
	},
	"aws.api#clientDiscoveredEndpoint":    (*reader).discoveredEndpoint,
	"smithy.rules#staticContextParams":    (*reader).staticContextParams,
	"smithy.rules#operationContextParams": (*reader).operationContextParams,
	"smithy.test#httpRequestTests":        (*reader).requestTests,
	"smithy.test#httpResponseTests": func(r *reader, op *model.Operation, t trait) {
		op.ResponseTests = r.responseTests(t, nil)
	},
	"smithy.api#auth":          nil,
	"smithy.api#optionalAuth":  nil,
	"aws.auth#unsignedPayload": nil,
}

func (r *reader) operation(raw *rawShape) *model.Operation {
	op := &model.Operation{ID: raw.id, Name: raw.id.Name(), Pos: raw.pos}
	op.Input = r.operationShape(raw, "input")
	op.Output = r.operationShape(raw, "output")
	for _, ref := range r.allRefs(raw, "errors") {
		if s := r.errorShape(ref, raw.id); s != nil {
			op.Errors = append(op.Errors, s)
		}
	}
	op.Auth = r.operationAuth(raw)
	for _, t := range raw.traits {
		read, ok := operationTraits[t.id]
		switch {
		case read != nil:
			read(r, op, t)
		case !ok:
			r.other(t, "operation")
		}
	}
	if r.speaks(model.AWSQuery) && op.Output != nil { // AWS query protocol, "Response serialization"
		op.ResultWrapper = op.Name + "Result"
	}
	return op
}

// operationShape returns the structure that an operation takes or gives; nil for none, which is smithy.api#Unit.
func (r *reader) operationShape(raw *rawShape, key string) *model.Shape {
	v := raw.property(key)
	if !v.Exists() {
		return nil
	}
	ref := r.ref(v)
	if ref.id == "" || ref.id == unitID {
		return nil
	}
	if r.lookup(ref, raw.id, "structure") == nil {
		return nil
	}
	return r.shape(ref, raw.id)
}

// errorShape returns a structure with the error trait; nil after an error.
func (r *reader) errorShape(ref ref, from model.ShapeID) *model.Shape {
	raw := r.lookup(ref, from, "structure")
	if raw == nil {
		return nil
	}
	if raw.traits.find("smithy.api#error") == nil {
		r.d.Errorf(ref.pos, "%s lists %s as an error, which lacks the error trait", from, ref.id)
		return nil
	}
	return r.shape(ref, from)
}

func (r *reader) discoveredEndpoint(op *model.Operation, t trait) {
	op.EndpointDiscovery = model.OptionalDiscovery
	if r.d.WantObject(t.val) && r.d.Bool(t.val.Get("required")) {
		op.EndpointDiscovery = model.RequiredDiscovery
	}
}

func (r *reader) staticContextParams(op *model.Operation, t trait) {
	r.contextParams(t, func(v jsondoc.Value, p *model.ContextParam) {
		r.only(v, "a static context parameter", "value")
		value := v.Get("value")
		switch value.Kind() {
		case jsondoc.String, jsondoc.Bool:
			p.Value = value.Any()
		default:
			r.d.Strings(value)
			if p.Value = value.Any(); !value.Exists() {
				r.d.Errorf(v.Pos(), "parameter %s has no value", p.Name)
			}
		}
		op.StaticContextParams = append(op.StaticContextParams, p)
	})
}

func (r *reader) operationContextParams(op *model.Operation, t trait) {
	r.contextParams(t, func(v jsondoc.Value, p *model.ContextParam) {
		r.only(v, "an operation context parameter", "path")
		if p.Path = r.d.Str(v.Get("path")); p.Path == "" {
			r.d.Errorf(v.Pos(), "parameter %s has no path", p.Name)
		}
		op.OperationContextParams = append(op.OperationContextParams, p)
	})
}

func (r *reader) httpChecksum(op *model.Operation, t trait) {
	if !r.d.WantObject(t.val) {
		return
	}
	r.only(t.val, t.id, "requestAlgorithmMember", "requestChecksumRequired", "requestValidationModeMember", "responseAlgorithms")
	op.HTTPChecksum = &model.HTTPChecksum{
		RequestAlgorithmMember:      r.d.Str(t.val.Get("requestAlgorithmMember")),
		RequestChecksumRequired:     r.d.Bool(t.val.Get("requestChecksumRequired")),
		RequestValidationModeMember: r.d.Str(t.val.Get("requestValidationModeMember")),
		ResponseAlgorithms:          r.d.Strings(t.val.Get("responseAlgorithms")),
	}
	for _, key := range []string{"requestAlgorithmMember", "requestValidationModeMember"} {
		r.inputMember(op, t.val.Get(key), t.id)
	}
}

// inputMember reports a name that no member of the operation's input has, once the input is read.
func (r *reader) inputMember(op *model.Operation, v jsondoc.Value, what string) {
	name := r.d.Str(v)
	r.checks = append(r.checks, func() {
		if name != "" && (op.Input == nil || op.Input.Member(name) == nil) {
			r.d.Errorf(v.Pos(), "%s names %q, which isn't a member of %s's input", what, name, op.Name)
		}
	})
}

func (r *reader) requestCompression(op *model.Operation, t trait) {
	if !r.d.WantObject(t.val) {
		return
	}
	r.only(t.val, t.id, "encodings")
	op.RequestCompression = r.d.Strings(t.val.Get("encodings"))
}

func (r *reader) examples(op *model.Operation, t trait) {
	if !r.d.WantArray(t.val) {
		return
	}
	for _, v := range t.items() {
		if !r.d.WantObject(v) {
			continue
		}
		r.only(v, "an example", "title", "documentation", "input", "output", "error", "allowConstraintErrors")
		e := &model.Example{
			Title: r.d.Str(v.Get("title")), Documentation: r.d.Str(v.Get("documentation")),
			Input: v.Get("input").Any(), Output: v.Get("output").Any(), Pos: v.Pos(),
		}
		if err := v.Get("error"); err.Exists() && r.d.WantObject(err) {
			e.ErrorID = model.ShapeID(r.d.Str(err.Get("shapeId")))
			e.ErrorContent = err.Get("content").Any()
		}
		op.Examples = append(op.Examples, e)
	}
}

// annotation reads a trait that has no value but the empty object, which older documents write as true.
func (r *reader) annotation(t trait) bool {
	if t.val.Kind() == jsondoc.Bool {
		return r.d.Bool(t.val)
	}
	return r.d.WantObject(t.val)
}

func (r *reader) deprecated(t trait) *model.Deprecated {
	if !r.annotation(t) {
		return nil
	}
	r.only(t.val, t.id, "message", "since")
	return &model.Deprecated{Message: r.d.Str(t.val.Get("message")), Since: r.d.Str(t.val.Get("since"))}
}

func (r *reader) xmlNamespace(t trait) *model.XMLNamespace {
	if !r.d.WantObject(t.val) {
		return nil
	}
	r.only(t.val, t.id, "uri", "prefix")
	return &model.XMLNamespace{URI: r.d.Str(t.val.Get("uri")), Prefix: r.d.Str(t.val.Get("prefix"))}
}

// links reads externalDocumentation, sorted by title: the order of keys means nothing.
func (r *reader) links(t trait) []model.Link {
	if !r.d.WantObject(t.val) {
		return nil
	}
	var out []model.Link
	for _, title := range sortedKeys(t.val) {
		out = append(out, model.Link{Title: title, URL: r.d.Str(t.val.Get(title))})
	}
	return out
}
