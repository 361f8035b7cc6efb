package smithy

import (
	"go/token"
	"sort"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
	"github.com/tinsmith-go/tinsmith/model/ruleset"
)

// serviceTraits read the traits of a service; nil stands for those that several of them are needed for, see service.
var serviceTraits = map[string]func(*reader, trait){
	"smithy.api#documentation":   func(r *reader, t trait) { r.svc.Documentation = r.d.Str(t.val) },
	"smithy.api#title":           func(r *reader, t trait) { r.svc.Title = r.d.Str(t.val) },
	"smithy.api#deprecated":      func(r *reader, t trait) { r.svc.Deprecated = r.deprecated(t) },
	"smithy.api#xmlNamespace":    func(r *reader, t trait) { r.svc.XMLNamespace = r.xmlNamespace(t) },
	"smithy.api#paginated":       func(r *reader, t trait) { r.pages = r.readPages(t) },
	"aws.api#service":            (*reader).awsService,
	"smithy.rules#endpointTests": func(r *reader, t trait) { r.svc.EndpointTests = ruleset.ReadTests(r.d, t.val) },
	"smithy.rules#endpointRuleSet": func(r *reader, t trait) {
		r.svc.Endpoints = ruleset.Read(r.d, t.val)
	},
	"smithy.rules#clientContextParams": (*reader).clientContextParams,
	"aws.api#clientEndpointDiscovery":  (*reader).endpointDiscovery,
	"aws.protocols#awsQueryCompatible": func(r *reader, t trait) { r.svc.QueryCompatible = r.annotation(t) },
	"smithy.rules#endpointBdd":         nil,
	"smithy.api#auth":                  nil,
	"aws.auth#sigv4":                   nil,
	"aws.auth#sigv4a":                  nil,
	"aws.auth#cognitoUserPools":        nil,
	"smithy.api#httpApiKeyAuth":        nil,
	"smithy.api#httpBasicAuth":         nil,
	"smithy.api#httpBearerAuth":        nil,
	"smithy.api#httpDigestAuth":        nil,
	"aws.protocols#awsJson1_0":         nil,
	"aws.protocols#awsJson1_1":         nil,
	"aws.protocols#awsQuery":           nil,
	"aws.protocols#ec2Query":           nil,
	"aws.protocols#restJson1":          nil,
	"aws.protocols#restXml":            nil,
	"smithy.protocols#rpcv2Cbor":       nil,
	"smithy.protocols#rpcv2Json":       nil,
	"smithy.api#externalDocumentation": nil, // a package has no place for it; operations and types do
}

// protocols are the known protocols in the order in which the AWS SDKs prefer them when a service has several. (The
// order of traits in a file says nothing: it is that of their ids in files that Smithy's tools write.) The value tells
// whether the protocol uses HTTP bindings.
var protocols = []struct {
	id   string
	http bool
}{
	{"smithy.protocols#rpcv2Cbor", false},
	{"aws.protocols#awsJson1_0", false},
	{"aws.protocols#awsJson1_1", false},
	{"aws.protocols#restJson1", true},
	{"aws.protocols#restXml", true},
	{"aws.protocols#awsQuery", false},
	{"aws.protocols#ec2Query", false},
	{"smithy.protocols#rpcv2Json", false},
}

// service reads the service and its operations.
func (r *reader) service(raw *rawShape) {
	r.svc.ID, r.svc.Pos, r.svc.SDKID = raw.id, raw.pos, raw.id.Name()
	r.svc.Version = r.d.Str(raw.property("version"))
	for _, t := range raw.traits {
		read, ok := serviceTraits[t.id]
		switch {
		case read != nil:
			read(r, t)
		case !ok && !r.defines(t.id, "smithy.api#protocolDefinition") && !r.defines(t.id, "smithy.api#authDefinition"):
			r.other(t, "service")
		}
	}
	if t := raw.traits.find("smithy.rules#endpointBdd"); t != nil && r.svc.Endpoints == nil {
		r.d.Errorf(t.pos, "endpoint rules as a decision diagram can't be read; the model has no smithy.rules#endpointRuleSet beside it")
	}
	r.protocols(raw)
	r.readServiceAuth(raw)
	r.rename(raw)
	for _, ref := range r.allRefs(raw, "errors") {
		if s := r.errorShape(ref, raw.id); s != nil {
			r.svc.Errors = append(r.svc.Errors, s)
		}
	}
	r.operations(raw)
}

// defines reports whether the model defines the trait, and marks it with the other one.
func (r *reader) defines(id, mark string) bool {
	s := r.raw[model.ShapeID(id)]
	return s != nil && s.traits.find(mark) != nil
}

// protocols reads the known protocols in order, then those that the model itself defines, by id.
func (r *reader) protocols(raw *rawShape) {
	for _, p := range protocols {
		if t := raw.traits.find(p.id); t != nil {
			r.svc.Protocols = append(r.svc.Protocols, r.protocol(*t, raw))
		}
	}
	known := len(r.svc.Protocols)
	for _, t := range raw.traits {
		if r.defines(t.id, "smithy.api#protocolDefinition") && !knownProtocol(t.id) {
			r.svc.Protocols = append(r.svc.Protocols, model.Protocol{ID: model.ProtocolID(t.id)})
		}
	}
	own := r.svc.Protocols[known:]
	sort.Slice(own, func(i, j int) bool { return own[i].ID < own[j].ID })
}

func knownProtocol(id string) bool {
	for _, p := range protocols {
		if p.id == id {
			return true
		}
	}
	return false
}

func (r *reader) protocol(t trait, raw *rawShape) model.Protocol {
	p := model.Protocol{ID: model.ProtocolID(t.id)}
	if !r.d.WantObject(t.val) {
		return p
	}
	known := []string{"http", "eventStreamHttp"}
	if p.ID == model.RestXML {
		known = append(known, "noErrorWrapping")
		p.NoErrorWrapping = r.d.Bool(t.val.Get("noErrorWrapping"))
	}
	r.only(t.val, t.id, known...)
	p.HTTP = r.d.Strings(t.val.Get("http"))
	p.EventStreamHTTP = r.d.Strings(t.val.Get("eventStreamHttp"))
	switch p.ID {
	case model.AWSJSON10, model.AWSJSON11, model.RPCv2CBOR: // all three name the service shape on the wire
		p.TargetPrefix = raw.id.Name()
	}
	return p
}

// usesHTTPBindings reports whether some protocol of the service does. What protocols do that the model itself defines
// isn't known, nor which ones a service without any will get; both may.
func (r *reader) usesHTTPBindings() bool {
	for _, have := range r.svc.Protocols {
		if !knownProtocol(string(have.ID)) {
			return true
		}
		for _, p := range protocols {
			if p.id == string(have.ID) && p.http {
				return true
			}
		}
	}
	return len(r.svc.Protocols) == 0
}

func (r *reader) speaks(ids ...model.ProtocolID) bool {
	for _, p := range r.svc.Protocols {
		for _, id := range ids {
			if p.ID == id {
				return true
			}
		}
	}
	return false
}

// awsService reads aws.api#service.
func (r *reader) awsService(t trait) {
	if !r.d.WantObject(t.val) {
		return
	}
	// The rest of the keys, and strays among them, name the service for other systems.
	if id := t.val.Get("sdkId"); id.Exists() {
		r.svc.SDKID = r.d.Str(id)
	}
	r.svc.EndpointPrefix = r.d.Str(t.val.Get("endpointPrefix"))
	r.svc.UID = r.d.Str(t.val.Get("docId"))
}

// rename reads the names that shapes have in this service.
func (r *reader) rename(raw *rawShape) {
	for _, source := range raw.sources {
		v := source.Get("rename")
		if !v.Exists() || !r.d.WantObject(v) {
			continue
		}
		if r.svc.Rename == nil {
			r.svc.Rename = map[model.ShapeID]string{}
		}
		v.Each(func(id string, pos token.Pos, val jsondoc.Value) {
			name := r.d.Str(val)
			s := r.raw[model.ShapeID(id)]
			switch {
			case s == nil:
				r.d.Errorf(pos, "rename of %s, which the model doesn't have", id)
			case s.kind == "service" || s.kind == "operation" || s.kind == "resource":
				r.d.Errorf(pos, "%s is %s, and only data shapes can be renamed", id, article(s.kind))
			case val.Kind() == jsondoc.String && !isIdentifier(name):
				r.d.Errorf(val.Pos(), "name %q of %s isn't an identifier", name, id)
			default:
				r.svc.Rename[model.ShapeID(id)] = name
			}
		})
	}
}

func (r *reader) endpointDiscovery(t trait) {
	if !r.d.WantObject(t.val) {
		return
	}
	r.only(t.val, t.id, "operation", "error")
	op := r.d.Str(t.val.Get("operation"))
	r.svc.EndpointDiscovery = &model.EndpointDiscovery{
		Operation: model.ShapeID(op).Name(), Error: model.ShapeID(r.d.Str(t.val.Get("error"))),
	}
	r.checks = append(r.checks, func() {
		if r.svc.Operation(model.ShapeID(op).Name()) == nil {
			r.d.Errorf(t.val.Get("operation").Pos(), "the service has no operation %s", op)
		}
	})
}

func (r *reader) clientContextParams(t trait) {
	r.contextParams(t, func(v jsondoc.Value, p *model.ContextParam) {
		r.only(v, "a client context parameter", "type", "documentation")
		p.Documentation = r.d.Str(v.Get("documentation"))
		p.Type = r.d.Str(v.Get("type"))
		if p.Type != "" {
			p.Type = strings.ToLower(p.Type[:1]) + p.Type[1:]
		}
		if p.Type != "string" && p.Type != "boolean" && p.Type != "stringArray" {
			r.d.Errorf(v.Get("type").Pos(), "unknown type %q of parameter %s, want string, boolean or stringArray", p.Type, p.Name)
		}
		r.svc.ClientContextParams = append(r.svc.ClientContextParams, p)
	})
}

// contextParams calls fn for every parameter of a trait that maps names to objects, sorted by name.
func (r *reader) contextParams(t trait, fn func(v jsondoc.Value, p *model.ContextParam)) {
	if !r.d.WantObject(t.val) {
		return
	}
	for _, name := range sortedKeys(t.val) {
		v := t.val.Get(name)
		if !isIdentifier(name) {
			r.d.Errorf(v.Pos(), "parameter name %q isn't an identifier", name)
			continue
		}
		if r.d.WantObject(v) {
			fn(v, &model.ContextParam{Name: name})
		}
	}
}

// sortedKeys returns the keys of an object, sorted.
func sortedKeys(v jsondoc.Value) []string {
	var out []string
	v.Each(func(key string, _ token.Pos, _ jsondoc.Value) { out = append(out, key) })
	sort.Strings(out)
	return out
}
