package smithy

import (
	"encoding/json"
	"go/token"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tinsmith-go/tinsmith/model"
)

// kitchen has every trait that is read.
const kitchen = `
"a.b#Svc_2020": {"type": "service", "version": "2020-01-01", "operations": [{"target": "a.b#Put"}, {"target": "a.b#Get"}],
	"errors": [{"target": "a.b#Down"}], "rename": {"a.b#Point": "Dot"},
	"traits": {
		"smithy.api#documentation": "S", "smithy.api#title": "T", "smithy.api#deprecated": {"message": "m", "since": "s"},
		"smithy.api#xmlNamespace": {"uri": "http://x/", "prefix": "p"}, "smithy.api#cors": {},
		"smithy.api#paginated": {"inputToken": "token", "outputToken": "next.token", "pageSize": "size"},
		"aws.api#service": {"sdkId": "My Svc", "endpointPrefix": "my", "docId": "my-2020", "arnNamespace": "x"},
		"aws.api#clientEndpointDiscovery": {"operation": "a.b#Get", "error": "a.b#Down"},
		"aws.auth#sigv4": {"name": "sign"}, "aws.protocols#awsQueryCompatible": {},
		"smithy.api#httpBearerAuth": {}, "smithy.api#auth": ["aws.auth#sigv4"],
		"aws.protocols#restJson1": {"http": ["h2", "http/1.1"], "eventStreamHttp": ["h2"]},
		"smithy.rules#clientContextParams": {"Z": {"type": "Boolean", "documentation": "z"}, "A": {"type": "stringArray"}},
		"smithy.rules#endpointRuleSet": {"version": "1.0", "parameters": {}, "rules": []},
		"smithy.rules#endpointTests": {"version": "1.0", "testCases": [{"documentation": "t", "expect": {"error": "e"}}]}
	}},
"a.b#Put": {"type": "operation", "input": {"target": "a.b#PutIn"}, "output": {"target": "smithy.api#Unit"},
	"traits": {
		"smithy.api#documentation": "P", "smithy.api#externalDocumentation": {"b": "u2", "a": "u1"}, "smithy.api#deprecated": {},
		"smithy.api#http": {"method": "PUT", "uri": "/x/{label}/{rest+}?lit=1", "code": 202},
		"smithy.api#endpoint": {"hostPrefix": "data-{label}."}, "smithy.api#idempotent": {}, "smithy.api#longPoll": {},
		"smithy.api#auth": [], "smithy.api#httpChecksumRequired": {},
		"aws.protocols#httpChecksum": {"requestAlgorithmMember": "query", "requestChecksumRequired": true,
			"requestValidationModeMember": "header", "responseAlgorithms": ["CRC32"]},
		"smithy.api#requestCompression": {"encodings": ["gzip"]}, "aws.customizations#s3UnwrappedXmlOutput": {},
		"aws.api#clientDiscoveredEndpoint": {"required": true},
		"smithy.rules#staticContextParams": {"B": {"value": true}, "A": {"value": "x"}, "C": {"value": ["y"]}},
		"smithy.rules#operationContextParams": {"P": {"path": "a.b"}},
		"smithy.api#examples": [{"title": "t", "documentation": "d", "input": {"n": 1}, "error": {"shapeId": "a.b#Down", "content": {}}}],
		"smithy.test#httpRequestTests": [{"id": "R1", "protocol": "aws.protocols#restJson1", "method": "PUT", "uri": "/x", "host": "h",
			"resolvedHost": "rh", "queryParams": ["a=b"], "forbidQueryParams": ["c"], "requireQueryParams": ["d"],
			"headers": {"A": "b"}, "forbidHeaders": ["F"], "requireHeaders": ["G"], "body": "", "bodyMediaType": "application/json",
			"params": {"x": 1}, "appliesTo": "client", "vendorParams": {"v": true}, "documentation": "d"}],
		"smithy.test#httpResponseTests": [{"id": "R2", "protocol": "aws.protocols#restJson1", "code": 202}]
	}},
"a.b#Get": {"type": "operation", "input": {"target": "a.b#GetIn"}, "output": {"target": "a.b#GetOut"}, "errors": [{"target": "a.b#Gone"}],
	"traits": {
		"smithy.api#http": {"method": "GET", "uri": "/"}, "smithy.api#readonly": {}, "smithy.api#optionalAuth": {}, "aws.auth#unsignedPayload": {},
		"smithy.api#paginated": {"items": "items"}, "aws.api#clientDiscoveredEndpoint": {},
		"smithy.waiters#waitable": {
			"Z": {"acceptors": [{"state": "success", "matcher": {"success": true}}]},
			"A": {"documentation": "w", "minDelay": 3, "maxDelay": 9, "deprecated": true, "tags": [], "acceptors": [
				{"state": "retry", "matcher": {"errorType": "a.b#Gone"}},
				{"state": "failure", "matcher": {"output": {"path": "x", "expected": "y", "comparator": "stringEquals"}}},
				{"state": "success", "matcher": {"inputOutput": {"path": "i", "expected": "true", "comparator": "booleanEquals"}}}]}}
	}},
"a.b#GetIn": {"type": "structure", "members": {"token": {"target": "smithy.api#String"}, "size": {"target": "smithy.api#Integer"}}, "traits": {"smithy.api#input": {}}},
"a.b#GetOut": {"type": "structure", "members": {
	"next": {"target": "a.b#Next"}, "items": {"target": "a.b#Items"},
	"stream": {"target": "a.b#Events", "traits": {"smithy.api#httpPayload": {}}},
	"status": {"target": "smithy.api#Integer", "traits": {"smithy.api#httpResponseCode": {}}}}, "traits": {"smithy.api#output": {}}},
"a.b#Next": {"type": "structure", "members": {"token": {"target": "smithy.api#String"}}},
"a.b#Items": {"type": "list", "member": {"target": "a.b#Point", "traits": {"smithy.api#xmlName": "i"}}, "traits": {"smithy.api#sparse": {}, "smithy.api#uniqueItems": {}}},
"a.b#Point": {"type": "structure", "members": {"again": {"target": "a.b#Items"}}},
"a.b#Events": {"type": "union", "members": {"e": {"target": "a.b#Event"}, "u": {"target": "smithy.api#Unit"}}, "traits": {"smithy.api#streaming": {}}},
"a.b#Event": {"type": "structure", "members": {
	"h": {"target": "smithy.api#String", "traits": {"smithy.api#eventHeader": {}}}, "p": {"target": "smithy.api#Blob", "traits": {"smithy.api#eventPayload": {}}}}},
"a.b#PutIn": {"type": "structure", "members": {
	"label": {"target": "smithy.api#String", "traits": {"smithy.api#httpLabel": {}, "smithy.api#required": {}, "smithy.api#hostLabel": {},
		"smithy.rules#contextParam": {"name": "L"}, "aws.api#clientEndpointDiscoveryId": {}}},
	"rest": {"target": "smithy.api#String", "traits": {"smithy.api#httpLabel": {}, "smithy.api#required": {}}},
	"query": {"target": "a.b#Color", "traits": {"smithy.api#httpQuery": "q"}},
	"params": {"target": "a.b#Map", "traits": {"smithy.api#httpQueryParams": {}}},
	"header": {"target": "smithy.api#Timestamp", "traits": {"smithy.api#httpHeader": "x-h", "smithy.api#timestampFormat": "epoch-seconds"}},
	"prefix": {"target": "a.b#Map", "traits": {"smithy.api#httpPrefixHeaders": "x-p-"}},
	"body": {"target": "a.b#Body", "traits": {"smithy.api#httpPayload": {}, "smithy.api#default": "", "smithy.api#addedDefault": {}, "smithy.api#clientOptional": {}}}},
	"traits": {"smithy.api#xmlName": "Root", "smithy.api#references": []}},
"a.b#Body": {"type": "blob", "traits": {"smithy.api#streaming": {}, "smithy.api#requiresLength": {}, "smithy.api#mediaType": "text/plain"}},
"a.b#Map": {"type": "map", "key": {"target": "smithy.api#String", "traits": {"smithy.api#pattern": "^k$"}}, "value": {"target": "smithy.api#String"},
	"traits": {"smithy.api#length": {"min": 1, "max": 2}}},
"a.b#Color": {"type": "enum", "members": {
	"RED": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "red", "smithy.api#documentation": "r", "smithy.api#deprecated": {}}},
	"BLUE": {"target": "smithy.api#Unit"}}},
"a.b#Down": {"type": "structure", "members": {
	"message": {"target": "smithy.api#String", "traits": {"smithy.api#jsonName": "Message", "smithy.api#sensitive": {}}},
	"code": {"target": "a.b#Code", "traits": {"smithy.api#jsonName": "code", "smithy.api#range": {"min": 0.5, "max": 1e3}, "smithy.api#idempotencyToken": {},
		"smithy.api#xmlAttribute": {}, "smithy.api#xmlFlattened": {}, "smithy.api#xmlNamespace": {"uri": "u"}, "aws.protocols#ec2QueryName": "E", "smithy.api#default": null}}},
	"traits": {"smithy.api#error": "server", "smithy.api#retryable": {"throttling": true}, "aws.protocols#awsQueryError": {"code": "Svc.Down", "httpResponseCode": 503},
		"smithy.test#httpResponseTests": [{"id": "E1", "protocol": "aws.protocols#restJson1", "code": 500, "body": "{}"}]}},
"a.b#Code": {"type": "intEnum", "members": {"ONE": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}}}},
"a.b#Gone": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "client", "smithy.api#httpError": 404, "aws.protocols#awsQueryError": {"code": "Gone", "httpResponseCode": 410}}},
"a.b#Unused": {"type": "structure", "members": {"x": {"target": "a.b#NotThere"}}},
"a.b#myTrait": {"type": "structure", "members": {}, "traits": {"smithy.api#trait": {"selector": "*"}, "x.y#odd": 1}}
`

func ptr[T any](v T) *T { return &v }

func TestEveryTraitIsRead(t *testing.T) {
	svc := mustRead(t, doc(kitchen))
	shape := func(name string) *model.Shape { return svc.Shapes[model.ShapeID("a.b#"+name)] }
	str, integer, unit := svc.Shapes["smithy.api#String"], svc.Shapes["smithy.api#Integer"], svc.Shapes["smithy.api#Unit"]
	want := map[string]*model.Shape{
		"GetIn": {Type: model.Structure, Input: true, Members: []*model.Member{{Name: "token", Target: str}, {Name: "size", Target: integer}}},
		"GetOut": {Type: model.Structure, Output: true, Members: []*model.Member{
			{Name: "next", Target: shape("Next")}, {Name: "items", Target: shape("Items")},
			{Name: "stream", Target: shape("Events"), Traits: model.Traits{Loc: model.PayloadLocation}},
			{Name: "status", Target: integer, Traits: model.Traits{Loc: model.ResponseCodeLocation}},
		}},
		"Next": {Type: model.Structure, Members: []*model.Member{{Name: "token", Target: str}}},
		"Items": {Type: model.List, Traits: model.Traits{Sparse: true, UniqueItems: true}, Members: []*model.Member{
			{Name: "member", Target: shape("Point"), Traits: model.Traits{XMLName: "i"}},
		}},
		"Point":  {Type: model.Structure, Members: []*model.Member{{Name: "again", Target: shape("Items")}}},
		"Events": {Type: model.Union, EventStream: true, Members: []*model.Member{{Name: "e", Target: shape("Event")}, {Name: "u", Target: unit}}},
		"Event": {Type: model.Structure, Members: []*model.Member{
			{Name: "h", Target: str, Traits: model.Traits{EventHeader: true}},
			{Name: "p", Target: svc.Shapes["smithy.api#Blob"], Traits: model.Traits{EventPayload: true}},
		}},
		"PutIn": {Type: model.Structure, Traits: model.Traits{XMLName: "Root"}, Members: []*model.Member{
			{Name: "label", Target: str, Traits: model.Traits{Loc: model.LabelLocation, LocName: "label", Required: true, HostLabel: true, ContextParam: "L", EndpointID: true}},
			{Name: "rest", Target: str, Traits: model.Traits{Loc: model.LabelLocation, LocName: "rest", Required: true}},
			{Name: "query", Target: shape("Color"), Traits: model.Traits{Loc: model.QueryLocation, LocName: "q"}},
			{Name: "params", Target: shape("Map"), Traits: model.Traits{Loc: model.QueryParamsLocation}},
			{Name: "header", Target: svc.Shapes["smithy.api#Timestamp"], Traits: model.Traits{Loc: model.HeaderLocation, LocName: "x-h", TimestampFormat: model.EpochSeconds}},
			{Name: "prefix", Target: shape("Map"), Traits: model.Traits{Loc: model.PrefixHeadersLocation, LocName: "x-p-"}},
			{Name: "body", Target: shape("Body"), Traits: model.Traits{Loc: model.PayloadLocation, Default: &model.Default{Value: ""}, AddedDefault: true, ClientOptional: true}},
		}},
		"Body": {Type: model.Blob, Traits: model.Traits{Streaming: true, RequiresLength: true, MediaType: "text/plain"}},
		"Map": {Type: model.Map, Traits: model.Traits{Length: &model.Length{Min: ptr(int64(1)), Max: ptr(int64(2))}}, Members: []*model.Member{
			{Name: "key", Target: str, Traits: model.Traits{Pattern: "^k$"}}, {Name: "value", Target: str},
		}},
		"Color": {Type: model.Enum, Members: []*model.Member{
			{Name: "RED", Target: unit, EnumValue: "red", EnumNamed: true, Traits: model.Traits{Documentation: "r", Deprecated: &model.Deprecated{}}},
			{Name: "BLUE", Target: unit, EnumValue: "BLUE", EnumNamed: true},
		}},
		"Down": {Type: model.Structure, Error: &model.ErrorTrait{Fault: model.ServerFault, Status: 503, Code: "Svc.Down", Retryable: true, Throttling: true}, Members: []*model.Member{
			{Name: "message", Target: str, Traits: model.Traits{JSONName: "Message", Sensitive: true}},
			{Name: "code", Target: shape("Code"), Traits: model.Traits{
				Range: &model.Range{Min: "0.5", Max: "1e3"}, IdempotencyToken: true, XMLAttribute: true, XMLFlattened: true,
				XMLNamespace: &model.XMLNamespace{URI: "u"}, EC2QueryName: "E", Default: &model.Default{Null: true},
			}},
		}},
		"Code": {Type: model.IntEnum, Members: []*model.Member{{Name: "ONE", Target: unit, EnumInt: 1, EnumNamed: true}}},
		"Gone": {Type: model.Structure, Error: &model.ErrorTrait{Fault: model.ClientFault, Status: 404}},
	}
	for name, w := range want {
		w.ID = model.ShapeID("a.b#" + name)
		opts := []cmp.Option{cmpopts.IgnoreTypes(token.Pos(0)), cmpopts.EquateEmpty(), targetsByID}
		if diff := cmp.Diff(w, shape(name), opts...); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
	if len(svc.Shapes) != len(want)+5 { // String, Integer, Blob, Timestamp and Unit
		t.Errorf("%d shapes, want %d and five of the prelude", len(svc.Shapes), len(want))
	}
}

// targetsByID compares the targets of members by their ids: shapes contain each other.
var targetsByID = cmp.FilterPath(func(p cmp.Path) bool {
	f, ok := p.Last().(cmp.StructField)
	return ok && f.Name() == "Target"
}, cmp.Transformer("ID", func(s *model.Shape) model.ShapeID { return s.ID }))

// shapesByID compares shapes by their ids.
var shapesByID = cmp.Transformer("ID", func(s *model.Shape) model.ShapeID {
	if s == nil {
		return ""
	}
	return s.ID
})

func TestOperationTraitsAreRead(t *testing.T) {
	svc := mustRead(t, doc(kitchen))
	down := svc.Shapes["a.b#Down"]
	auth := func(unsigned bool, schemes ...string) *model.Auth {
		return &model.Auth{Schemes: schemes, SigningName: "sign", UnsignedPayload: unsigned}
	}
	want := []*model.Operation{{
		ID: "a.b#Get", Name: "Get", Input: svc.Shapes["a.b#GetIn"], Output: svc.Shapes["a.b#GetOut"], Errors: []*model.Shape{svc.Shapes["a.b#Gone"]},
		HTTP: &model.HTTP{Method: "GET", URI: "/", Code: 200}, Readonly: true, Auth: auth(true, model.SchemeSigV4, model.SchemeNoAuth),
		EndpointDiscovery: model.OptionalDiscovery,
		Paginated:         &model.Paginated{InputTokens: []string{"token"}, OutputTokens: []string{"next.token"}, PageSize: "size", Items: []string{"items"}},
		Waiters: []*model.Waiter{
			{Name: "A", Documentation: "w", MinDelay: 3, MaxDelay: 9, Deprecated: &model.Deprecated{}, Acceptors: []*model.Acceptor{
				{State: "retry", Matcher: "errorType", Expected: "Gone"},
				{State: "failure", Matcher: "output", Path: "x", Expected: "y", Comparator: "stringEquals"},
				{State: "success", Matcher: "inputOutput", Path: "i", Expected: "true", Comparator: "booleanEquals"},
			}},
			{Name: "Z", MinDelay: 2, MaxDelay: 120, Acceptors: []*model.Acceptor{{State: "success", Matcher: "success", Expected: "true"}}},
		},
	}, {
		ID: "a.b#Put", Name: "Put", Input: svc.Shapes["a.b#PutIn"], Documentation: "P", Deprecated: &model.Deprecated{},
		ExternalDocs: []model.Link{{Title: "a", URL: "u1"}, {Title: "b", URL: "u2"}},
		HTTP:         &model.HTTP{Method: "PUT", URI: "/x/{label}/{rest+}?lit=1", Code: 202}, HostPrefix: "data-{label}.",
		Idempotent: true, LongPoll: true, Auth: auth(false, model.SchemeNoAuth), HTTPChecksumRequired: true,
		HTTPChecksum: &model.HTTPChecksum{
			RequestAlgorithmMember: "query", RequestChecksumRequired: true, RequestValidationModeMember: "header", ResponseAlgorithms: []string{"CRC32"},
		},
		RequestCompression: []string{"gzip"}, S3UnwrappedXMLOutput: true, EndpointDiscovery: model.RequiredDiscovery,
		StaticContextParams:    []*model.ContextParam{{Name: "A", Value: "x"}, {Name: "B", Value: true}, {Name: "C", Value: []any{"y"}}},
		OperationContextParams: []*model.ContextParam{{Name: "P", Path: "a.b"}},
		Examples: []*model.Example{{
			Title: "t", Documentation: "d", Input: map[string]any{"n": json.Number("1")}, ErrorID: "a.b#Down", ErrorContent: map[string]any{},
		}},
		RequestTests: []*model.HTTPRequestTest{{
			ID: "R1", Documentation: "d", Protocol: model.RestJSON1, Method: "PUT", URI: "/x", Host: "h", ResolvedHost: "rh",
			QueryParams: []string{"a=b"}, ForbidQueryParams: []string{"c"}, RequireQueryParam: []string{"d"}, Headers: map[string]string{"A": "b"},
			ForbidHeaders: []string{"F"}, RequireHeaders: []string{"G"}, Body: ptr(""), BodyMediaType: "application/json",
			Params: map[string]any{"x": json.Number("1")}, AppliesTo: "client", VendorParams: map[string]any{"v": true},
		}},
		ResponseTests: []*model.HTTPResponseTest{{ID: "R2", Protocol: model.RestJSON1, Code: 202}},
	}}
	if diff := cmp.Diff(want, svc.Operations, cmpopts.IgnoreTypes(token.Pos(0)), shapesByID); diff != "" {
		t.Errorf("operations (-want +got)\n%s", diff)
	}
	tests := []*model.HTTPResponseTest{{ID: "E1", Protocol: model.RestJSON1, Code: 500, Body: ptr("{}"), Error: down}}
	if diff := cmp.Diff(tests, svc.ErrorTests, cmpopts.IgnoreTypes(token.Pos(0)), shapesByID); diff != "" {
		t.Errorf("tests of errors (-want +got)\n%s", diff)
	}
}

func TestServiceTraitsAreRead(t *testing.T) {
	svc := mustRead(t, doc(kitchen))
	got := *svc
	got.Operations, got.Shapes, got.ErrorTests = nil, nil, nil
	want := model.Service{
		ID: "a.b#Svc_2020", Format: model.FormatSmithy, SDKID: "My Svc", Version: "2020-01-01", Title: "T", EndpointPrefix: "my", UID: "my-2020",
		Documentation: "S", Deprecated: &model.Deprecated{Message: "m", Since: "s"},
		Protocols: []model.Protocol{{ID: model.RestJSON1, HTTP: []string{"h2", "http/1.1"}, EventStreamHTTP: []string{"h2"}}},
		Auth:      model.Auth{Schemes: []string{model.SchemeSigV4}, SigningName: "sign"},
		Errors:    []*model.Shape{svc.Shapes["a.b#Down"]}, Rename: map[model.ShapeID]string{"a.b#Point": "Dot"},
		Endpoints:           &model.EndpointRuleSet{Version: "1.0"},
		EndpointTests:       []*model.EndpointTest{{Documentation: "t", Error: "e"}},
		ClientContextParams: []*model.ContextParam{{Name: "A", Type: "stringArray"}, {Name: "Z", Type: "boolean", Documentation: "z"}},
		EndpointDiscovery:   &model.EndpointDiscovery{Operation: "Get", Error: "a.b#Down"},
		XMLNamespace:        &model.XMLNamespace{URI: "http://x/", Prefix: "p"}, QueryCompatible: true,
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreTypes(token.Pos(0)), shapesByID); diff != "" {
		t.Errorf("service (-want +got)\n%s", diff)
	}
}

func TestPositionsPointAtNames(t *testing.T) {
	svc, d := readAll(t, "", doc(`"a#S": {"type": "service", "operations": [{"target": "a#Op"}]},
"a#Op": {"type": "operation", "input": {"target": "a#In"}, "traits": {"smithy.api#http": {"method": "GET", "uri": "/"}}},
"a#In": {"type": "structure", "members": {"m": {"target": "a#L"}}},
"a#L": {"type": "list", "member": {"target": "a#P", "traits": {"smithy.api#length": {}}}},
"a#P": {"type": "string", "traits": {"smithy.api#pattern": "x"}}`))
	op := svc.Operations[0]
	list := op.Input.Members[0].Target
	got := map[string]string{}
	for name, pos := range map[string]token.Pos{
		"service": svc.Pos, "operation": op.Pos, "http": op.HTTP.Pos, "shape": op.Input.Pos, "member": op.Input.Members[0].Pos,
		"element": list.Elem().Pos, "length": list.Elem().Length.Pos, "pattern": list.Elem().Target.PatternPos,
	} {
		got[name] = d.Position(pos).String()
	}
	want := map[string]string{
		"service": "1.json:2:1", "operation": "1.json:3:1", "http": "1.json:3:90", "shape": "1.json:4:1", "member": "1.json:4:43",
		"element": "1.json:5:35", "length": "1.json:5:85", "pattern": "1.json:6:60",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("positions (-want +got)\n%s", diff)
	}
}
