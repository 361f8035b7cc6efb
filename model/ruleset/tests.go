package ruleset

import (
	"go/token"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// ReadTests reads the test cases of a rule set (Smithy spec, "smithy.rules#endpointTests"); nil when v is Missing.
// operationInputs is left out: it states how a client of one operation comes by the params that the case gives.
func ReadTests(d *jsondoc.Diag, v jsondoc.Value) []*model.EndpointTest {
	if !v.Exists() || !d.WantObject(v) {
		return nil
	}
	r := reader{d}
	r.keys(v, "the endpoint tests", "version", "testCases")
	cases := v.Get("testCases")
	if !cases.Exists() || !d.WantArray(cases) {
		return nil
	}
	var out []*model.EndpointTest
	for _, c := range cases.Items() {
		if d.WantObject(c) {
			out = append(out, r.test(c))
		}
	}
	return out
}

func (r reader) test(v jsondoc.Value) *model.EndpointTest {
	r.keys(v, "an endpoint test", "documentation", "params", "operationInputs", "expect")
	t := &model.EndpointTest{Documentation: r.d.Str(v.Get("documentation"))}
	if p := v.Get("params"); p.Exists() && r.d.WantObject(p) {
		t.Params, _ = p.Any().(map[string]any)
	}
	expect := v.Get("expect")
	if !r.d.WantObject(expect) {
		return t
	}
	t.Error = r.d.Str(expect.Get("error"))
	endpoint := expect.Get("endpoint")
	if endpoint.Exists() == expect.Get("error").Exists() {
		r.d.Errorf(expect.Pos(), "an endpoint test expects either an endpoint or an error")
	}
	if !endpoint.Exists() || !r.d.WantObject(endpoint) {
		return t
	}
	t.URL = r.d.Str(endpoint.Get("url"))
	t.Properties = endpoint.Get("properties").Any()
	if h := endpoint.Get("headers"); h.Exists() && r.d.WantObject(h) {
		t.Headers = map[string][]string{}
		h.Each(func(name string, _ token.Pos, val jsondoc.Value) { t.Headers[name] = r.d.Strings(val) })
	}
	return t
}
