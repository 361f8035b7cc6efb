package rules

import (
	"encoding/json"
	"net/textproto"
	"sort"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
)

func (c *compiler) endpoint(s *scope, r *model.EndpointRule) *Endpoint {
	m := r.Endpoint
	out := &Endpoint{URL: c.want(s, m.URL, String)}
	out.Scheme, out.Host = hostOf(out.URL)
	if out.Host != nil {
		out.URL = nil
	}
	for _, h := range m.Headers {
		c.header(s, out, h, r)
	}
	sort.SliceStable(out.Headers, func(i, j int) bool { return out.Headers[i].Name < out.Headers[j].Name })
	for _, a := range m.AuthSchemes {
		out.AuthSchemes = append(out.AuthSchemes, c.authScheme(s, a, r))
	}
	if object, ok := m.Properties.(map[string]any); ok {
		out.Properties = c.properties(s, object, r, "authSchemes")
	}
	return out
}

func (c *compiler) header(s *scope, out *Endpoint, h model.EndpointHeader, r *model.EndpointRule) {
	if !isToken(h.Name) {
		c.errorf(r.Pos, "%q isn't the name of a header", h.Name)
		return
	}
	var values []*Expr
	for _, v := range h.Values {
		values = append(values, c.want(s, v, String))
	}
	name := textproto.CanonicalMIMEHeaderKey(h.Name)
	for _, other := range out.Headers {
		if other.Name == name {
			other.Values = append(other.Values, values...)
			return
		}
	}
	out.Headers = append(out.Headers, &Header{Name: name, Values: values})
}

// isToken says whether s is a token of RFC 9110 section 5.6.2.
func isToken(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		alphanumeric := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if !alphanumeric && !strings.ContainsRune("!#$%&'*+-.^_`|~", rune(c)) {
			return false
		}
	}
	return s != ""
}

func (c *compiler) authScheme(s *scope, a *model.EndpointAuthScheme, r *model.EndpointRule) *AuthScheme {
	out := &AuthScheme{DisableDoubleEncoding: a.DisableDoubleEncoding}
	if o, ok := c.template(s, a.Name, r.Pos); ok {
		out.Name = o.expr
	}
	if a.SigningName != nil {
		out.SigningName = c.want(s, a.SigningName, String)
	}
	if a.SigningRegion != nil {
		out.SigningRegion = c.want(s, a.SigningRegion, String)
	}
	for _, region := range a.SigningRegionSet {
		out.SigningRegionSet = append(out.SigningRegionSet, c.want(s, region, String))
	}
	return out
}

// properties compiles an object of properties, sorted by name.
func (c *compiler) properties(s *scope, object map[string]any, r *model.EndpointRule, except string) []*Property {
	names := make([]string, 0, len(object))
	for name := range object {
		if name != except {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var out []*Property
	for _, name := range names {
		out = append(out, &Property{Name: name, Value: c.value(s, object[name], r)})
	}
	return out
}

func (c *compiler) value(s *scope, v any, r *model.EndpointRule) *Value {
	switch v := v.(type) {
	case nil:
		return &Value{}
	case string:
		o, ok := c.template(s, v, r.Pos)
		if !ok {
			return &Value{}
		}
		return &Value{Kind: ExprValue, Expr: o.expr}
	case bool:
		return &Value{Kind: ExprValue, Expr: boolean(v)}
	case json.Number:
		return &Value{Kind: NumberValue, Number: v.String()}
	case []any:
		out := &Value{Kind: ListValue}
		for _, item := range v {
			out.List = append(out.List, c.value(s, item, r))
		}
		return out
	case map[string]any:
		return &Value{Kind: ObjectValue, Object: c.properties(s, v, r, "")}
	}
	c.errorf(r.Pos, "a property of an unknown kind (%T)", v)
	return &Value{}
}

// hostOf takes apart a URL that is a scheme and a host alone: no slash in its text but those of the scheme, and at the
// end a domain, given as text or as an attribute of a partition or URL. What stands before the domain then is meant to be
// part of the host, whatever a caller fills in. Any other URL has no host here.
func hostOf(url *Expr) (string, *Expr) {
	pieces := []*Expr{url}
	if url.Op == OpConcat {
		pieces = url.Args
	}
	if pieces[0].Op != OpText || !endsInDomain(pieces[len(pieces)-1]) {
		return "", nil
	}
	scheme, first, found := strings.Cut(pieces[0].Text, "://")
	if !found || scheme != "http" && scheme != "https" {
		return "", nil
	}
	host := append([]*Expr(nil), pieces[1:]...)
	if first != "" {
		host = append([]*Expr{text(first)}, host...)
	}
	for _, e := range host {
		if !isHostPart(e) {
			return "", nil
		}
	}
	switch len(host) {
	case 0:
		return "", nil
	case 1:
		return scheme, host[0]
	}
	return scheme, op(OpConcat, host...)
}

// isHostPart says whether an expression may stand in a host: text made for it, or anything but the path of a URL and
// what is percent-encoded.
func isHostPart(e *Expr) bool {
	switch e.Op {
	case OpText:
		return strings.Trim(e.Text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.:_") == ""
	case OpField:
		return e.Text != "Path" && e.Text != "NormalizedPath"
	}
	return true
}

func endsInDomain(e *Expr) bool {
	switch e.Op {
	case OpText:
		return strings.Contains(e.Text, ".")
	case OpField:
		return e.Text == "DNSSuffix" || e.Text == "DualStackDNSSuffix" || e.Text == "Authority"
	}
	return false
}
