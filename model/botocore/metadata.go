package botocore

import (
	"go/token"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// uses says which families of keys mean something under the protocols that a service speaks; the keys of the others
// are leftovers of protocols that it once spoke.
type uses struct {
	http  bool // locations, payload, request URIs
	json  bool // locationName as the key of a JSON object
	xml   bool // locationName as the name of an element or a form parameter, flattened, namespaces
	query bool // resultWrapper
	ec2   bool // queryName
}

// metadata reads the facts of the service.
func (r *reader) metadata(n node) {
	if !n.Exists() {
		r.d.Errorf(n.Pos(), "the service has no metadata")
	}
	if !n.Exists() || !r.object(n) {
		r.ns = "com.amazonaws.service"
		return
	}
	r.knownKeys(n, metadataKeys)
	r.svc.SDKID = r.str(n.Get("serviceId"))
	if letters(r.svc.SDKID) == "" {
		r.d.Errorf(n.Get("serviceId").Pos(), "metadata.serviceId is missing or has no letters")
	}
	r.ns = "com.amazonaws." + strings.ToLower(letters(r.svc.SDKID))
	r.svc.Title = r.str(n.Get("serviceFullName"))
	r.svc.Version = r.str(n.Get("apiVersion"))
	r.svc.EndpointPrefix = r.str(n.Get("endpointPrefix"))
	if prefix := n.Get("endpointPrefix"); !isHost(r.svc.EndpointPrefix) {
		r.d.Errorf(prefix.Pos(), "endpoint prefix %q: want letters, digits, dots and hyphens", r.svc.EndpointPrefix)
	}
	r.svc.UID = r.str(n.Get("uid"))
	r.svc.QueryCompatible = n.Get("awsQueryCompatible").Exists()
	r.protocols(n)
	r.serviceAuth(n)
	if ns := n.Get("xmlNamespace"); ns.Exists() && r.use.xml {
		r.svc.XMLNamespace = r.xmlNamespace(ns)
	}
	r.svc.ID = r.id(serviceName(r.str(n.Get("targetPrefix")), r.svc))
}

// serviceName returns the name of the service's shape: for protocols that send a target prefix Smithy's shape has that
// very name, the others take the service id's letters.
func serviceName(prefix string, svc *model.Service) string {
	for _, p := range svc.Protocols {
		if p.TargetPrefix != "" && isIdentifier(prefix) {
			return prefix
		}
	}
	name := letters(svc.SDKID)
	if !isIdentifier(name) {
		name = "_" + name
	}
	return name
}

// protocols reads metadata.protocols, which is in order of preference, or else metadata.protocol.
func (r *reader) protocols(n node) {
	names := []node{n.Get("protocol")}
	if all := n.Get("protocols"); r.optionalArray(all) && len(all.Items()) > 0 {
		names = all.Items()
	}
	if !names[0].Exists() {
		r.d.Errorf(n.Pos(), "metadata has no protocol")
		return
	}
	for _, name := range names {
		if p, ok := r.protocol(n, name); ok {
			r.svc.Protocols = append(r.svc.Protocols, p)
		} else if name.Kind() == jsondoc.String {
			r.d.Warnf(name.Pos(), "unknown protocol %q", r.str(name))
		}
	}
	if len(r.svc.Protocols) == 0 && names[0].Kind() == jsondoc.String {
		r.d.Errorf(names[0].Pos(), "no protocol that is known, have %q: want one of rest-json, json, rest-xml, query, ec2, smithy-rpc-v2-cbor",
			r.str(names[0]))
	}
}

// protocol lifts one protocol's name and notes which keys it makes meaningful. It reports false for an unknown one.
func (r *reader) protocol(meta, n node) (model.Protocol, bool) {
	var p model.Protocol
	switch name := r.str(n); name {
	case "rest-json":
		p.ID, r.use.http, r.use.json = model.RestJSON1, true, true
	case "rest-xml":
		p.ID, r.use.http, r.use.xml = model.RestXML, true, true
	case "json":
		p.ID, r.use.json = r.jsonVersion(meta), true
		p.TargetPrefix = r.targetPrefix(meta, name)
	case "smithy-rpc-v2-cbor":
		p.ID = model.RPCv2CBOR
		p.TargetPrefix = r.targetPrefix(meta, name)
	case "query":
		p.ID, r.use.query, r.use.xml = model.AWSQuery, true, true
	case "ec2":
		p.ID, r.use.ec2, r.use.xml = model.EC2Query, true, true
	default:
		return p, false
	}
	p.HTTP, p.EventStreamHTTP = r.httpVersions(meta.Get("protocolSettings"))
	return p, true
}

// jsonVersion tells awsJson's versions apart, which differ in the content type.
func (r *reader) jsonVersion(meta node) model.ProtocolID {
	n := meta.Get("jsonVersion")
	switch v := r.str(n); v {
	case "1.0":
		return model.AWSJSON10
	case "1.1":
		return model.AWSJSON11
	default:
		r.d.Errorf(n.Pos(), "protocol json needs a jsonVersion of 1.0 or 1.1, have %q", v)
		return ""
	}
}

func (r *reader) targetPrefix(meta node, protocol string) string {
	n := meta.Get("targetPrefix")
	s := r.str(n)
	if s == "" {
		r.d.Errorf(n.Pos(), "protocol %s needs a targetPrefix", protocol)
	}
	return s
}

// httpVersions lifts protocolSettings.h2 to the ALPN ids of Smithy's protocol traits: "eventstream" asks for HTTP/2
// where events flow, "optional" allows it everywhere.
func (r *reader) httpVersions(n node) (http, events []string) {
	if !r.optionalObject(n) {
		return nil, nil
	}
	r.knownKeys(n, protocolSettingsKeys)
	switch h2 := n.Get("h2"); r.str(h2) {
	case "":
		return nil, nil
	case "eventstream":
		return []string{"http/1.1", "h2"}, []string{"h2"}
	case "optional":
		return []string{"http/1.1", "h2"}, nil
	case "required":
		return []string{"h2"}, nil
	default:
		r.d.Errorf(h2.Pos(), "unknown h2 setting %q: want eventstream, optional or required", r.str(h2))
		return nil, nil
	}
}

// sigV2 has no id in Smithy; it stands for the signature that SimpleDB and Import/Export once asked for.
const sigV2 = "aws.auth#sigv2"

// serviceAuth reads metadata.auth, or else the older signatureVersion.
func (r *reader) serviceAuth(n node) {
	a := &r.svc.Auth
	if list := n.Get("auth"); list.Exists() {
		a.Schemes = r.schemes(list)
	} else {
		a.Schemes = r.signature(n.Get("signatureVersion"))
	}
	if !signs(a.Schemes) {
		return
	}
	a.SigningName = r.str(n.Get("signingName"))
	if a.SigningName == "" {
		a.SigningName = r.svc.EndpointPrefix
	}
}

// signs reports whether one of the schemes needs a signing name.
func signs(schemes []string) bool {
	for _, s := range schemes {
		if s == model.SchemeSigV4 || s == model.SchemeSigV4A || s == sigV2 {
			return true
		}
	}
	return false
}

// schemes reads a list of auth schemes' shape ids.
func (r *reader) schemes(n node) []string {
	if n.Kind() != jsondoc.Array {
		r.d.WantArray(n.value())
		return nil
	}
	out := []string{}
	for _, item := range n.Items() {
		if s := r.str(item); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// signature lifts signatureVersion and authtype. The forms of S3 are SigV4 with another canonical path, which is the
// service's quirk and not the scheme's.
func (r *reader) signature(n node) []string {
	switch s := r.str(n); s {
	case "":
		return []string{}
	case "v4", "s3", "s3v4":
		return []string{model.SchemeSigV4}
	case "v4a":
		return []string{model.SchemeSigV4A}
	case "bearer":
		return []string{model.SchemeHTTPBearer}
	case "none":
		return []string{model.SchemeNoAuth}
	case "v2":
		return []string{sigV2}
	default:
		r.d.Errorf(n.Pos(), "unknown signature %q", s)
		return nil
	}
}

// clientContextParams reads the options that feed endpoint parameters, sorted by name.
func (r *reader) clientContextParams(n node) []*model.ContextParam {
	var out []*model.ContextParam
	if !r.optionalObject(n) {
		return nil
	}
	r.named(n, "context parameter", func(name string, _ token.Pos, val node) {
		r.knownKeys(val, clientParamKeys)
		out = append(out, &model.ContextParam{
			Name:          name,
			Type:          paramType(r.str(val.Get("type"))),
			Documentation: r.str(val.Get("documentation")),
		})
	})
	sortParams(out)
	return out
}

// paramType returns the type's name as Smithy writes it; some files capitalise it.
func paramType(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
