package botocore

import (
	"cmp"
	"go/token"
	"slices"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
)

// operations reads every operation, sorted by name.
func (r *reader) operations(n node) {
	if !n.Exists() {
		r.d.Errorf(n.Pos(), "the service has no operations")
		return
	}
	if !r.object(n) {
		return
	}
	r.named(n, "operation", func(name string, pos token.Pos, val node) {
		r.svc.Operations = append(r.svc.Operations, r.operation(name, pos, val))
	})
	slices.SortFunc(r.svc.Operations, func(a, b *model.Operation) int { return cmp.Compare(a.Name, b.Name) })
}

// operation reads one operation. Its name is its key, which is also what botocore sends.
func (r *reader) operation(name string, pos token.Pos, n node) *model.Operation {
	r.knownKeys(n, operationKeys)
	op := &model.Operation{ID: r.id(name), Name: name, Pos: pos}
	op.Documentation = r.str(n.Get("documentation"))
	op.Deprecated = r.deprecated(n)
	op.Idempotent = r.bool(n.Get("idempotent"))
	op.Readonly = r.bool(n.Get("readonly"))
	in := r.input(op, n.Get("input"))
	r.output(op, n.Get("output"))
	r.operationErrors(op, n.Get("errors"))
	r.http(op, in, n.Get("http"))
	r.hostPrefix(op, n.Get("endpoint"))
	op.Auth = r.operationAuth(n)
	r.discovery(op, n)
	r.checksums(op, n)
	op.StaticContextParams = r.staticParams(n.Get("staticContextParams"))
	op.OperationContextParams = r.operationParams(n.Get("operationContextParams"))
	return op
}

// input reads the reference to the input. The name and namespace of the root element count only where the shape
// doesn't state them itself.
func (r *reader) input(op *model.Operation, n node) *shape {
	if !r.optionalObject(n) {
		return nil
	}
	r.knownKeys(n, inputKeys)
	s := r.structure(n, "input")
	if s == nil {
		return nil
	}
	op.Input = s.Shape
	if !r.use.xml {
		return s
	}
	if s.XMLName == "" {
		op.XMLName = r.str(n.Get("locationName"))
	}
	if ns := n.Get("xmlNamespace"); ns.Exists() && s.XMLNamespace == nil {
		op.XMLNamespace = r.xmlNamespace(ns)
	}
	return s
}

// output reads the reference to the output.
func (r *reader) output(op *model.Operation, n node) {
	if !r.optionalObject(n) {
		return
	}
	r.knownKeys(n, outputKeys)
	if s := r.structure(n, "output"); s != nil {
		op.Output = s.Shape
	}
	if wrapper := r.str(n.Get("resultWrapper")); r.use.query {
		op.ResultWrapper = wrapper
	}
}

// structure returns the structure that a reference names.
func (r *reader) structure(n node, what string) *shape {
	s := r.target(n.Get("shape"))
	if s != nil && s.Type != model.Structure {
		r.d.Errorf(n.Get("shape").Pos(), "%s %s is a %s: want a structure", what, s.ID.Name(), s.Type)
		return nil
	}
	return s
}

// operationErrors reads the modelled errors. A structure that an operation lists is an error, whether or not it says so.
func (r *reader) operationErrors(op *model.Operation, n node) {
	if !r.optionalArray(n) {
		return
	}
	for _, item := range n.Items() {
		if !r.object(item) {
			continue
		}
		r.knownKeys(item, errorRefKeys)
		s := r.structure(item, "error")
		if s == nil || slices.Contains(op.Errors, s.Shape) {
			continue
		}
		if s.Error == nil {
			s.Error = &model.ErrorTrait{Fault: model.ClientFault}
		}
		op.Errors = append(op.Errors, s.Shape)
	}
}

// http reads the binding of the request. RPC protocols have one of their own; there the keys repeat it, but for a
// query that some old service sends with it.
func (r *reader) http(op *model.Operation, in *shape, n node) {
	if !n.Exists() {
		if r.use.http {
			r.d.Errorf(op.Pos, "operation %s has no http", op.Name)
		}
		return
	}
	if !r.object(n) {
		return
	}
	r.knownKeys(n, httpKeys)
	h := &model.HTTP{Method: r.str(n.Get("method")), URI: r.str(n.Get("requestUri")), Code: 200, Pos: n.Pos()}
	if code := n.Get("responseCode"); code.Exists() {
		h.Code = int(r.int(code))
	}
	if !r.use.http && !strings.HasPrefix(h.URI, "/?") {
		return
	}
	if !isMethod(h.Method) {
		r.d.Errorf(n.Get("method").Pos(), "%q isn't an HTTP method", h.Method)
	}
	h.URI = r.requestURI(h.URI, in, n.Get("requestUri").Pos())
	op.HTTP = h
}

// isMethod reports whether s is made of upper-case letters, as every registered method of RFC 9110 is but for some with
// a hyphen that nobody models.
func isMethod(s string) bool {
	return s != "" && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// hostPrefix reads endpoint.hostPrefix, whose labels name members with hostLabel.
func (r *reader) hostPrefix(op *model.Operation, n node) {
	if !r.optionalObject(n) {
		return
	}
	r.knownKeys(n, endpointKeys)
	prefix := n.Get("hostPrefix")
	op.HostPrefix = r.str(prefix)
	if !isHost(strings.NewReplacer("{", "", "}", "").Replace(op.HostPrefix)) {
		r.d.Errorf(prefix.Pos(), "host prefix %q: want letters, digits, dots, hyphens and {labels}", op.HostPrefix)
	}
	for _, part := range strings.Split(op.HostPrefix, "{")[1:] {
		label, _, closed := strings.Cut(part, "}")
		var m *model.Member
		if op.Input != nil {
			m = op.Input.Member(label)
		}
		if !closed || m == nil || !m.HostLabel {
			r.d.Errorf(prefix.Pos(), "label {%s} of the host prefix is no input member with hostLabel", label)
		}
	}
}

// isHost reports whether a text that becomes part of a host name can't make it another host's: it has nothing but
// letters, digits, dots, hyphens and, in names of labels, underscores.
func isHost(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c != '.' && c != '-' && !isIdentifier("_"+string(rune(c))) {
			return false
		}
	}
	return true
}

// operationAuth reads auth, or else the older authtype; nil when the operation is signed as the service says.
func (r *reader) operationAuth(n node) *model.Auth {
	a := r.svc.Auth
	a.UnsignedPayload = r.bool(n.Get("unsignedPayload"))
	own := a.UnsignedPayload
	if list := n.Get("auth"); list.Exists() {
		a.Schemes, own = r.schemes(list), true
	} else if kind := n.Get("authtype"); kind.Exists() {
		own = true
		if r.str(kind) == "v4-unsigned-body" {
			a.UnsignedPayload = true
		} else {
			a.Schemes = r.signature(kind)
		}
	}
	if !own {
		return nil
	}
	return &a
}

// discovery reads the use of endpoint discovery, and whether the operation is the one that discovers.
func (r *reader) discovery(op *model.Operation, n node) {
	if r.bool(n.Get("endpointoperation")) {
		r.svc.EndpointDiscovery = &model.EndpointDiscovery{Operation: op.Name}
	}
	use := n.Get("endpointdiscovery")
	if !r.optionalObject(use) {
		return
	}
	r.knownKeys(use, endpointDiscoveryKeys)
	op.EndpointDiscovery = model.OptionalDiscovery
	if r.bool(use.Get("required")) {
		op.EndpointDiscovery = model.RequiredDiscovery
	}
}

// checksums reads what is asked of request and response bodies.
func (r *reader) checksums(op *model.Operation, n node) {
	op.HTTPChecksumRequired = r.bool(n.Get("httpChecksumRequired"))
	if c := n.Get("httpChecksum"); r.optionalObject(c) {
		r.knownKeys(c, checksumKeys)
		op.HTTPChecksum = &model.HTTPChecksum{
			RequestAlgorithmMember:      r.inputMember(op, c.Get("requestAlgorithmMember")),
			RequestChecksumRequired:     r.bool(c.Get("requestChecksumRequired")),
			RequestValidationModeMember: r.inputMember(op, c.Get("requestValidationModeMember")),
			ResponseAlgorithms:          r.strings(c.Get("responseAlgorithms")),
		}
	}
	if c := n.Get("requestcompression"); r.optionalObject(c) {
		r.knownKeys(c, compressionKeys)
		op.RequestCompression = r.strings(c.Get("encodings"))
	}
}

// inputMember reads the name of an input's member.
func (r *reader) inputMember(op *model.Operation, n node) string {
	name := r.str(n)
	if name != "" && (op.Input == nil || op.Input.Member(name) == nil) {
		r.d.Errorf(n.Pos(), "%q isn't a member of the input of %s", name, op.Name)
	}
	return name
}

func (r *reader) staticParams(n node) []*model.ContextParam {
	var out []*model.ContextParam
	if !r.optionalObject(n) {
		return nil
	}
	r.named(n, "context parameter", func(name string, _ token.Pos, val node) {
		r.knownKeys(val, staticParamKeys)
		out = append(out, &model.ContextParam{Name: name, Value: val.Get("value").value().Any()})
	})
	sortParams(out)
	return out
}

func (r *reader) operationParams(n node) []*model.ContextParam {
	var out []*model.ContextParam
	if !r.optionalObject(n) {
		return nil
	}
	r.named(n, "context parameter", func(name string, _ token.Pos, val node) {
		r.knownKeys(val, operationParamKeys)
		out = append(out, &model.ContextParam{Name: name, Path: r.str(val.Get("path"))})
	})
	sortParams(out)
	return out
}

func sortParams(params []*model.ContextParam) {
	slices.SortFunc(params, func(a, b *model.ContextParam) int { return cmp.Compare(a.Name, b.Name) })
}
