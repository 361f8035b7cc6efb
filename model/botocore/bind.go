package botocore

import (
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
)

// bind lifts location, locationName and their kin, which mean different things per protocol, to Smithy's traits. A
// binding counts only under a protocol that uses it.
func (r *reader) bind(s *shape, m *model.Member, target *shape, n node) {
	name := r.str(n.Get("locationName"))
	if n.Get("location").Exists() {
		r.locate(s, m, target, n, name)
		return
	}
	if r.use.json {
		m.JSONName = unless(m.Name, name)
	}
	if r.use.ec2 {
		m.EC2QueryName = r.str(n.Get("queryName"))
	}
	if r.use.xml {
		r.bindXML(m, target, n, name)
	}
}

// locate lifts a location. What RPC protocols carry has none; there the body takes the member under its own name.
func (r *reader) locate(s *shape, m *model.Member, target *shape, n node, name string) {
	loc := n.Get("location")
	where := r.str(loc)
	if !r.use.http {
		return
	}
	m.LocName = name
	if name == "" {
		m.LocName = m.Name
	}
	switch where {
	case "uri":
		r.label(s, m, loc)
	case "querystring":
		m.Loc = model.QueryLocation
		if target.Type == model.Map { // every entry is a parameter
			m.Loc, m.LocName = model.QueryParamsLocation, ""
		}
	case "header":
		m.Loc = model.HeaderLocation
		r.headerName(m.LocName, n)
	case "headers":
		m.Loc, m.LocName = model.PrefixHeadersLocation, name
		r.headerName("x"+name, n)
	case "statusCode":
		m.Loc, m.LocName = model.ResponseCodeLocation, ""
	default:
		r.d.Errorf(loc.Pos(), "unknown location %q: want uri, querystring, header, headers or statusCode", where)
	}
}

// headerName reports a name that can't be a header's (RFC 9110, section 5.6.2, "token").
func (r *reader) headerName(name string, n node) {
	for i := 0; i < len(name); i++ {
		if !isIdentifier("_"+string(rune(name[i]))) && !strings.ContainsRune("!#$%&'*+-.^`|~", rune(name[i])) {
			r.d.Errorf(n.Get("locationName").Pos(), "%q can't be the name of a header", name)
			return
		}
	}
}

// label notes the wire name by which the request URI calls the member; the model calls it by the member's name.
func (r *reader) label(s *shape, m *model.Member, loc node) {
	if other := s.labels[m.LocName]; other != nil {
		r.d.Errorf(loc.Pos(), "label %q of %s is also that of %s", m.LocName, m.Name, other.Name)
	}
	if s.labels == nil {
		s.labels = map[string]*model.Member{}
	}
	s.labels[m.LocName] = m
	m.Loc, m.LocName = model.LabelLocation, m.Name
}

// bindXML lifts the names of elements and form parameters. A flattened list's own element name counts where the list's
// shape says that it is flattened and the member states no name (botocore's query serialiser; sdb lives by it).
func (r *reader) bindXML(m *model.Member, target *shape, n node, name string) {
	m.XMLAttribute = r.bool(n.Get("xmlAttribute"))
	m.XMLFlattened = r.bool(n.Get("flattened")) || target.flattened
	if name == "" {
		name = target.wireName
	}
	if name == "" && target.flattened && target.Type == model.List {
		name = r.str(target.n.Get("member").Get("locationName"))
	}
	m.XMLName = unless(m.Name, name)
	// A prefix is declared for the attributes of the very element, so every use of the shape needs it.
	if ns := target.XMLNamespace; m.XMLNamespace == nil && ns != nil && ns.Prefix != "" {
		m.XMLNamespace = ns
	}
}
