package ruleset

import (
	"go/token"
	"sort"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

func (r reader) endpoint(v jsondoc.Value, names *scope) *model.EndpointResult {
	out := &model.EndpointResult{}
	if !r.d.WantObject(v) {
		return out
	}
	r.only(v, "an endpoint", "url", "headers", "properties")
	out.URL = r.required(v.Get("url"), names)
	if h := v.Get("headers"); h.Exists() && r.d.WantObject(h) {
		out.Headers = r.headers(h, names)
	}
	p := v.Get("properties")
	if !p.Exists() || !r.d.WantObject(p) {
		return out
	}
	r.templates(p, names)
	out.Properties = p.Any()
	if s := p.Get("authSchemes"); s.Exists() && r.d.WantArray(s) {
		for _, item := range s.Items() {
			if r.d.WantObject(item) {
				out.AuthSchemes = append(out.AuthSchemes, r.authScheme(item))
			}
		}
	}
	return out
}

func (r reader) headers(v jsondoc.Value, names *scope) []model.EndpointHeader {
	var out []model.EndpointHeader
	v.Each(func(name string, _ token.Pos, list jsondoc.Value) {
		if !r.d.WantArray(list) {
			return
		}
		h := model.EndpointHeader{Name: name}
		for _, item := range list.Items() {
			h.Values = append(h.Values, r.expr(item, names))
		}
		out = append(out, h)
	})
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out
}

// templates checks every string within endpoint properties.
func (r reader) templates(v jsondoc.Value, names *scope) {
	switch v.Kind() {
	case jsondoc.String:
		r.template(v.Pos(), r.d.Str(v), names)
	case jsondoc.Array:
		for _, item := range v.Items() {
			r.templates(item, names)
		}
	case jsondoc.Object:
		v.Each(func(_ string, _ token.Pos, val jsondoc.Value) { r.templates(val, names) })
	}
}

// authScheme reads an entry of the property authSchemes (Smithy spec, "Endpoint authSchemes list property"). Its
// templates have been checked with the other properties.
func (r reader) authScheme(v jsondoc.Value) *model.EndpointAuthScheme {
	s := &model.EndpointAuthScheme{
		Name:                  r.d.Str(v.Get("name")),
		DisableDoubleEncoding: r.d.Bool(v.Get("disableDoubleEncoding")),
		SigningName:           r.text(v.Get("signingName")),
		SigningRegion:         r.text(v.Get("signingRegion")),
	}
	if s.Name == "" {
		r.d.Errorf(v.Get("name").Pos(), "an auth scheme without a name")
	}
	if set := v.Get("signingRegionSet"); set.Exists() && r.d.WantArray(set) {
		for _, item := range set.Items() {
			s.SigningRegionSet = append(s.SigningRegionSet, r.text(item))
		}
	}
	r.keys(v, "auth scheme "+s.Name, "name", "signingName", "signingRegion", "signingRegionSet", "disableDoubleEncoding")
	return s
}

// text reads a template; nil when v is Missing.
func (r reader) text(v jsondoc.Value) *model.EndpointExpr {
	if !v.Exists() {
		return nil
	}
	return &model.EndpointExpr{Text: r.d.Str(v), Pos: v.Pos()}
}
