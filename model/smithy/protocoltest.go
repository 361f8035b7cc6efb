package smithy

import (
	"go/token"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// testKeys are the keys of both kinds of cases. authScheme, vendorParamsShape and tags say nothing that a case needs.
var testKeys = []string{
	"id", "protocol", "documentation", "headers", "forbidHeaders", "requireHeaders", "body", "bodyMediaType", "params",
	"vendorParams", "vendorParamsShape", "authScheme", "appliesTo", "tags",
}

// requestTests reads smithy.test#httpRequestTests.
func (r *reader) requestTests(op *model.Operation, t trait) {
	if !r.d.WantArray(t.val) {
		return
	}
	keys := append([]string{
		"method", "uri", "host", "resolvedHost", "queryParams", "forbidQueryParams", "requireQueryParams",
	}, testKeys...)
	for _, v := range t.items() {
		if !r.d.WantObject(v) {
			continue
		}
		r.only(v, "a request test", keys...)
		op.RequestTests = append(op.RequestTests, &model.HTTPRequestTest{
			ID: r.d.Str(v.Get("id")), Documentation: r.d.Str(v.Get("documentation")),
			Protocol: model.ProtocolID(r.d.Str(v.Get("protocol"))),
			Method:   r.d.Str(v.Get("method")), URI: r.d.Str(v.Get("uri")), Host: r.d.Str(v.Get("host")),
			ResolvedHost:      r.d.Str(v.Get("resolvedHost")),
			QueryParams:       r.d.Strings(v.Get("queryParams")),
			ForbidQueryParams: r.d.Strings(v.Get("forbidQueryParams")),
			RequireQueryParam: r.d.Strings(v.Get("requireQueryParams")),
			Headers:           r.stringMap(v.Get("headers")),
			ForbidHeaders:     r.d.Strings(v.Get("forbidHeaders")),
			RequireHeaders:    r.d.Strings(v.Get("requireHeaders")),
			Body:              r.text(v.Get("body")), BodyMediaType: r.d.Str(v.Get("bodyMediaType")),
			Params: v.Get("params").Any(), AppliesTo: r.d.Str(v.Get("appliesTo")),
			VendorParams: v.Get("vendorParams").Any(), Pos: v.Pos(),
		})
	}
}

// responseTests reads smithy.test#httpResponseTests, which stand on operations and on errors.
func (r *reader) responseTests(t trait, err *model.Shape) []*model.HTTPResponseTest {
	if !r.d.WantArray(t.val) {
		return nil
	}
	keys := append([]string{"code"}, testKeys...)
	var out []*model.HTTPResponseTest
	for _, v := range t.items() {
		if !r.d.WantObject(v) {
			continue
		}
		r.only(v, "a response test", keys...)
		out = append(out, &model.HTTPResponseTest{
			ID: r.d.Str(v.Get("id")), Documentation: r.d.Str(v.Get("documentation")),
			Protocol: model.ProtocolID(r.d.Str(v.Get("protocol"))), Code: int(r.int32(v.Get("code"))),
			Headers:        r.stringMap(v.Get("headers")),
			ForbidHeaders:  r.d.Strings(v.Get("forbidHeaders")),
			RequireHeaders: r.d.Strings(v.Get("requireHeaders")),
			Body:           r.text(v.Get("body")), BodyMediaType: r.d.Str(v.Get("bodyMediaType")),
			Params: v.Get("params").Any(), AppliesTo: r.d.Str(v.Get("appliesTo")), Error: err, Pos: v.Pos(),
		})
	}
	return out
}

// text returns a string that may be absent; an empty body is not the same as any body.
func (r *reader) text(v jsondoc.Value) *string {
	if !v.Exists() {
		return nil
	}
	s := r.d.Str(v)
	return &s
}

func (r *reader) stringMap(v jsondoc.Value) map[string]string {
	if !v.Exists() || !r.d.WantObject(v) {
		return nil
	}
	out := map[string]string{}
	v.Each(func(key string, _ token.Pos, val jsondoc.Value) { out[key] = r.d.Str(val) })
	return out
}
