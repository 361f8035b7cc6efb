package botocore

import (
	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// traits reads the keys that shapes, members and elements have in common. On a member they stand over those of the
// target, as botocore lays them.
func (r *reader) traits(n node, t *model.Traits, typ model.Type) {
	t.Deprecated = r.deprecated(n)
	t.Sensitive = r.bool(n.Get("sensitive"))
	t.RequiresLength = r.bool(n.Get("requiresLength"))
	r.streaming(n.Get("streaming"), t, typ)
	r.bounds(n, t, typ)
	if p := n.Get("pattern"); p.Exists() {
		t.Pattern, t.PatternPos = r.str(p), p.Pos()
		if typ != model.String && typ != model.Enum {
			r.d.Warnf(p.Pos(), "a pattern on a %s means nothing", typ)
			t.Pattern = ""
		}
	}
	if f := n.Get("timestampFormat"); f.Exists() {
		t.TimestampFormat = r.timestampFormat(f)
	}
	if r.bool(n.Get("jsonvalue")) {
		t.MediaType = "application/json"
	}
	if ns := n.Get("xmlNamespace"); ns.Exists() && r.use.xml {
		t.XMLNamespace = r.xmlNamespace(ns)
	}
}

// streaming marks a blob as a streaming body. Event streams have a key of their own.
func (r *reader) streaming(n node, t *model.Traits, typ model.Type) {
	if !r.bool(n) {
		return
	}
	switch typ {
	case model.Blob:
		t.Streaming = true
	case model.Union: // an event stream streams in any case
	default:
		r.d.Errorf(n.Pos(), "streaming on a %s: want a blob", typ)
	}
}

// bounds lifts min and max: length of strings, blobs, lists and maps, range of numbers.
func (r *reader) bounds(n node, t *model.Traits, typ model.Type) {
	lo, hi := n.Get("min"), n.Get("max")
	if !lo.Exists() && !hi.Exists() {
		return
	}
	pos := lo.Pos()
	if !lo.Exists() {
		pos = hi.Pos()
	}
	switch {
	case typ.IsNumber():
		t.Range = &model.Range{Min: r.d.Num(lo.value()), Max: r.d.Num(hi.value()), Pos: pos}
	case typ == model.String || typ == model.Enum || typ == model.Blob || typ == model.List || typ == model.Map:
		t.Length = &model.Length{Min: r.bound(lo), Max: r.bound(hi), Pos: pos}
	default:
		r.d.Warnf(pos, "min and max on a %s mean nothing", typ)
	}
}

// bound reads one bound of a length.
func (r *reader) bound(n node) *int64 {
	if !n.Exists() {
		return nil
	}
	v := r.int(n)
	return &v
}

// timestampFormat lifts botocore's names of the formats.
func (r *reader) timestampFormat(n node) model.TimestampFormat {
	switch s := r.str(n); s {
	case "iso8601":
		return model.DateTime
	case "unixTimestamp":
		return model.EpochSeconds
	case "rfc822":
		return model.HTTPDate
	default:
		r.d.Errorf(n.Pos(), "unknown timestamp format %q: want iso8601, unixTimestamp or rfc822", s)
		return ""
	}
}

// xmlNamespace reads a namespace: an object, or just the URI.
func (r *reader) xmlNamespace(n node) *model.XMLNamespace {
	if n.Kind() == jsondoc.String {
		return &model.XMLNamespace{URI: r.str(n)}
	}
	if !r.object(n) {
		return nil
	}
	r.knownKeys(n, xmlNamespaceKeys)
	return &model.XMLNamespace{URI: r.str(n.Get("uri")), Prefix: r.str(n.Get("prefix"))}
}

// deprecated reads the three keys of deprecation.
func (r *reader) deprecated(n node) *model.Deprecated {
	if !r.bool(n.Get("deprecated")) {
		return nil
	}
	return &model.Deprecated{
		Message: r.str(n.Get("deprecatedMessage")),
		Since:   r.str(n.Get("deprecatedSince")),
	}
}

// errorTrait lifts what makes a structure an error; nil when it is none. The fault is the server's when the model says
// so or the status does, else the client's: models leave senderFault out more often than they give it.
func (r *reader) errorTrait(n node) *model.ErrorTrait {
	e := n.Get("error")
	if !r.bool(n.Get("exception")) && !e.Exists() {
		return nil
	}
	t := &model.ErrorTrait{Fault: model.ClientFault}
	server := r.bool(n.Get("fault"))
	if r.optionalObject(e) {
		r.knownKeys(e, errorKeys)
		t.Status = int(r.int(e.Get("httpStatusCode")))
		t.Code = r.str(e.Get("code"))
		server = server || r.bool(e.Get("fault"))
		server = server || t.Status >= 500 && !r.bool(e.Get("senderFault"))
	}
	if server {
		t.Fault = model.ServerFault
	}
	if retry := n.Get("retryable"); r.optionalObject(retry) {
		r.knownKeys(retry, retryableKeys)
		t.Retryable = true
		t.Throttling = r.bool(retry.Get("throttling"))
	}
	return t
}
