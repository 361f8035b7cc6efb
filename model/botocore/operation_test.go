package botocore_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/model"
)

func TestRequestURI(t *testing.T) {
	tests := []struct{ name, protocol, uri, want string }{
		{"labels take the members' names", "rest-json", "/a/{wire_name}/{Rest+}?x=y&flag", "/a/{wireName}/{Rest+}?x=y&flag"},
		{"xml", "rest-xml", "/{Rest}/{wire_name}", "/{Rest}/{wireName}"},
		{"RPC has a binding of its own", "query", "/", ""},
		{"but for a literal query", "query", "/?Operation=X", "/?Operation=X"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			svc := mustRead(t, service(tt.protocol, "",
				`"Op":{"http":{"method":"PUT","requestUri":"`+tt.uri+`","responseCode":201},"input":{"shape":"In"}}`,
				`"S":{"type":"string"},"In":{"type":"structure","members":{
					"wireName":{"shape":"S","location":"uri","locationName":"wire_name"},
					"Rest":{"shape":"S","location":"uri"}}}`))
			var want *model.HTTP
			if tt.want != "" {
				want = &model.HTTP{Method: "PUT", URI: tt.want, Code: 201}
			}
			if diff := cmp.Diff(want, svc.Operations[0].HTTP, noPos); diff != "" {
				t.Errorf("http (-want +got)\n%s", diff)
			}
		})
	}
}

func TestOperationKeys(t *testing.T) {
	svc := mustRead(t, service("rest-xml", `,"xmlNamespace":"http://ns"`, `"Op":{"name":"Op2020","http":{"method":"GET","requestUri":"/"},
		"documentation":"d","idempotent":true,"readonly":true,"deprecated":true,"httpChecksumRequired":true,
		"httpChecksum":{"requestAlgorithmMember":"Alg","requestChecksumRequired":true,"requestValidationModeMember":"Alg","responseAlgorithms":["CRC32"]},
		"requestcompression":{"encodings":["gzip"]},"endpoint":{"hostPrefix":"{Alg}.x."},
		"endpointdiscovery":{"required":true},"endpointoperation":true,
		"staticContextParams":{"Z":{"value":true},"A":{"value":"v"}},"operationContextParams":{"P":{"path":"keys(x)"}},
		"input":{"shape":"In","locationName":"Root","xmlNamespace":{"uri":"http://in"},"documentation":"no"},
		"output":{"shape":"Out","resultWrapper":"Stale","documentation":"no"}}`,
		`"In":{"type":"structure","members":{"Alg":{"shape":"S","hostLabel":true}}},"Out":{"type":"structure","locationName":"Named"},"S":{"type":"string"}`))
	want := &model.Operation{
		ID: "com.amazonaws.something#Op", Name: "Op", Documentation: "d", Deprecated: &model.Deprecated{},
		HTTP: &model.HTTP{Method: "GET", URI: "/", Code: 200}, HostPrefix: "{Alg}.x.",
		Idempotent: true, Readonly: true, HTTPChecksumRequired: true,
		HTTPChecksum: &model.HTTPChecksum{RequestAlgorithmMember: "Alg", RequestChecksumRequired: true,
			RequestValidationModeMember: "Alg", ResponseAlgorithms: []string{"CRC32"}},
		RequestCompression:     []string{"gzip"},
		StaticContextParams:    []*model.ContextParam{{Name: "A", Value: "v"}, {Name: "Z", Value: true}},
		OperationContextParams: []*model.ContextParam{{Name: "P", Path: "keys(x)"}},
		EndpointDiscovery:      model.RequiredDiscovery,
		XMLName:                "Root", XMLNamespace: &model.XMLNamespace{URI: "http://in"},
	}
	got := *svc.Operations[0]
	if got.Output.XMLName != "Named" {
		t.Errorf("root of the output: have %q, want Named", got.Output.XMLName)
	}
	got.Input, got.Output = nil, nil
	if diff := cmp.Diff(want, &got, noPos); diff != "" {
		t.Errorf("operation (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(&model.EndpointDiscovery{Operation: "Op"}, svc.EndpointDiscovery); diff != "" {
		t.Errorf("discovery (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(&model.XMLNamespace{URI: "http://ns"}, svc.XMLNamespace); diff != "" {
		t.Errorf("namespace (-want +got)\n%s", diff)
	}
}

// TestRootNameOnShape: a structure's own name wins over that of the reference to it.
func TestRootNameOnShape(t *testing.T) {
	svc := mustRead(t, service("rest-xml", "",
		`"Op":{"http":{"method":"PUT","requestUri":"/"},"input":{"shape":"In","locationName":"Reference"}}`,
		`"In":{"type":"structure","locationName":"Own","members":{"n":{"shape":"In"}}}`))
	op := svc.Operations[0]
	if op.XMLName != "" || op.Input.XMLName != "Own" || op.Input.Members[0].XMLName != "" {
		t.Errorf("have %q, %q and %q on the operation, the shape and the member", op.XMLName, op.Input.XMLName, op.Input.Members[0].XMLName)
	}
}

func TestPayload(t *testing.T) {
	for protocol, want := range map[string]model.Traits{
		"rest-json":          {Loc: model.PayloadLocation},
		"rest-xml":           {Loc: model.PayloadLocation, XMLName: "body"},
		"smithy-rpc-v2-cbor": {},
	} {
		svc := mustRead(t, input(protocol, `,"targetPrefix":"T"`,
			`"In":{"type":"structure","payload":"body","members":{"body":{"shape":"S","locationName":"body"}}},"S":{"type":"blob"}`))
		if diff := cmp.Diff(want, svc.Operations[0].Input.Members[0].Traits, noPos); diff != "" {
			t.Errorf("%s (-want +got)\n%s", protocol, diff)
		}
	}
}

func TestPaginators(t *testing.T) {
	files := service("rest-json", "", `"List":{"http":{"method":"GET","requestUri":"/"},"input":{"shape":"In"},"output":{"shape":"Out"}},
		"Other":{"http":{"method":"GET","requestUri":"/"}}`,
		`"S":{"type":"string"},"In":{"type":"structure","members":{"a":{"shape":"S"},"b":{"shape":"S"},"n":{"shape":"S"}}},
		"Out":{"type":"structure","members":{"page":{"shape":"Page"},"items":{"shape":"S"},"more":{"shape":"S"}}},
		"Page":{"type":"structure","members":{"next":{"shape":"S"}}}`)
	tests := []struct {
		name, entry string
		want        *model.Paginated
	}{
		{"single", `"input_token":"a","output_token":"page.next","result_key":"items","limit_key":"n"`,
			&model.Paginated{InputTokens: []string{"a"}, OutputTokens: []string{"page.next"}, Items: []string{"items"}, PageSize: "n"}},
		{"several", `"input_token":["a","b"],"output_token":["page.next","items[-1] || more"],"result_key":["items","page"],"more_results":"more","non_aggregate_keys":["more"]`,
			&model.Paginated{InputTokens: []string{"a", "b"}, OutputTokens: []string{"page.next", "items[-1] || more"},
				Items: []string{"items", "page"}, MoreResults: "more"}},
		{"only what is aggregated", `"non_aggregate_keys":["more"]`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files["paginators"] = `{"pagination":{"List":{` + tt.entry + `}}}`
			files["paginators-extra"] = `{"version":1.0,"merge":{"pagination":{"List":{"non_aggregate_keys":["x"]},"Other":{"non_aggregate_keys":[]}}}}`
			svc := mustRead(t, files)
			if diff := cmp.Diff(tt.want, svc.Operation("List").Paginated, noPos); diff != "" {
				t.Errorf("paginator (-want +got)\n%s", diff)
			}
		})
	}
}

func TestWaiters(t *testing.T) {
	files := service("rest-json", "", `"Get":{"http":{"method":"GET","requestUri":"/"},"errors":[{"shape":"NotFoundFault"}]}`,
		`"NotFoundFault":{"type":"structure","exception":true,"error":{"code":"NotFound"}}`)
	files["waiters"] = `{"version":2,"waiters":{"Slow":{"operation":"Get","delay":300,"maxAttempts":5,"acceptors":[]},
		"Done":{"operation":"Get","delay":5,"maxAttempts":60,"description":"d","acceptors":[
		{"state":"success","matcher":"path","argument":"a.b","expected":"OK"},
		{"state":"retry","matcher":"path","argument":"a","expected":true},
		{"state":"failure","matcher":"pathAll","argument":"a[]","expected":"X"},
		{"state":"failure","matcher":"pathAny","argument":"a[]","expected":"Y"},
		{"state":"success","matcher":"error","expected":"NotFound"},
		{"state":"success","matcher":"error","expected":"404"},
		{"state":"success","matcher":"error","expected":false},
		{"state":"retry","matcher":"error","expected":true},
		{"state":"failure","matcher":"status","expected":500}]}}}`
	want := []*model.Waiter{
		{Name: "Done", Documentation: "d", MinDelay: 5, MaxDelay: 120, Acceptors: []*model.Acceptor{
			{State: "success", Matcher: "output", Path: "a.b", Comparator: "stringEquals", Expected: "OK"},
			{State: "retry", Matcher: "output", Path: "a", Comparator: "booleanEquals", Expected: "true"},
			{State: "failure", Matcher: "output", Path: "a[]", Comparator: "allStringEquals", Expected: "X"},
			{State: "failure", Matcher: "output", Path: "a[]", Comparator: "anyStringEquals", Expected: "Y"},
			{State: "success", Matcher: "errorType", Expected: "NotFoundFault"},
			{State: "success", Matcher: "errorType", Expected: "404"},
			{State: "success", Matcher: "success", Expected: "true"},
			{State: "retry", Matcher: "success", Expected: "false"},
			{State: "failure", Matcher: "status", Expected: "500"},
		}},
		{Name: "Slow", MinDelay: 300, MaxDelay: 300},
	}
	if diff := cmp.Diff(want, mustRead(t, files).Operations[0].Waiters, noPos); diff != "" {
		t.Errorf("waiters (-want +got)\n%s", diff)
	}
}

func TestExamples(t *testing.T) {
	files := service("rest-json", "", `"Get":{"http":{"method":"GET","requestUri":"/"}}`, "")
	files["examples"] = `{"version":"1.0","examples":{"Get":[{"id":"i","title":"t","description":"d","comments":{},"input":{"a":1},"output":{}}]}}`
	want := []*model.Example{{Title: "t", Documentation: "d", Input: map[string]any{"a": json.Number("1")}, Output: map[string]any{}}}
	if diff := cmp.Diff(want, mustRead(t, files).Operations[0].Examples, noPos); diff != "" {
		t.Errorf("examples (-want +got)\n%s", diff)
	}
}

// TestServiceExtra: an extras file adds members and replaces scalars, deeply.
func TestServiceExtra(t *testing.T) {
	files := input("rest-json", "", `"In":{"type":"structure","members":{"a":{"shape":"S"}}},"S":{"type":"string"}`)
	files["service-extra"] = `{"version":1.0,"merge":{"metadata":{"serviceId":"Thing"},"shapes":{"In":{"members":{"b":{"shape":"New"}}},"S":{"type":"timestamp"},"New":{"type":"long"}}}}`
	svc := mustRead(t, files)
	in := svc.Operations[0].Input
	got := []any{svc.SDKID, in.Members[0].Name, in.Members[0].Target.Type, in.Members[1].Name, in.Members[1].Target.Type}
	if diff := cmp.Diff([]any{"Thing", "a", model.Timestamp, "b", model.Long}, got); diff != "" {
		t.Errorf("merged (-want +got)\n%s", diff)
	}
}

func TestClientContextParams(t *testing.T) {
	files := map[string]string{"service": `{"metadata":{"serviceId":"X","protocol":"rest-json","signatureVersion":"v4"},"operations":{},
		"clientContextParams":{"Z":{"type":"boolean","documentation":"d"},"A":{"type":"String"}}}`}
	want := []*model.ContextParam{{Name: "A", Type: "string"}, {Name: "Z", Type: "boolean", Documentation: "d"}}
	if diff := cmp.Diff(want, mustRead(t, files).ClientContextParams); diff != "" {
		t.Errorf("parameters (-want +got)\n%s", diff)
	}
}
