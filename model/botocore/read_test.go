package botocore_test

import (
	"go/scanner"
	"go/token"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/botocore"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// read reads files given by name and text.
func read(t testing.TB, files map[string]string) (*model.Service, *jsondoc.Diag) {
	t.Helper()
	fset := token.NewFileSet()
	d := jsondoc.NewDiag(fset)
	parse := func(name string) jsondoc.Value {
		text, ok := files[name]
		if !ok {
			return jsondoc.Value{}
		}
		v, err := jsondoc.Parse(fset, name, []byte(text), jsondoc.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	svc := botocore.Read(d, botocore.Files{
		Service:         parse("service"),
		Paginators:      parse("paginators"),
		Waiters:         parse("waiters"),
		Examples:        parse("examples"),
		PaginatorsExtra: parse("paginators-extra"),
		ServiceExtra:    parse("service-extra"),
	})
	return svc, d
}

// mustRead reads files in which nothing is wrong.
func mustRead(t testing.TB, files map[string]string) *model.Service {
	t.Helper()
	svc, d := read(t, files)
	if err := d.Err(); err != nil {
		t.Fatal(lines(d.Errors))
	}
	if len(d.Warnings) > 0 {
		t.Fatal(lines(d.Warnings))
	}
	return svc
}

func lines(list scanner.ErrorList) string {
	list.Sort()
	var out strings.Builder
	for _, e := range list {
		out.WriteString(e.Error() + "\n")
	}
	return out.String()
}

// noPos leaves positions out of a comparison and writes the target of a member as its id, so that recursion ends.
var noPos = cmp.Options{
	cmpopts.IgnoreTypes(token.Pos(0)),
	cmp.FilterPath(func(p cmp.Path) bool { return strings.HasSuffix(p.String(), "Target") },
		cmp.Transformer("id", func(s *model.Shape) model.ShapeID {
			if s == nil {
				return ""
			}
			return s.ID
		})),
}

// service wraps operations and shapes in a service-2.json; metadata are further keys of metadata, with a comma before.
func service(protocol, metadata, operations, shapes string) map[string]string {
	return map[string]string{"service": `{"version":"2.0","metadata":{"apiVersion":"2024-01-01","serviceId":"Some Thing",
"endpointPrefix":"thing","signatureVersion":"v4","protocol":"` + protocol + `"` + metadata + `},
"operations":{` + operations + `},
"shapes":{` + shapes + `}}`}
}

// input is a service with one operation Op that posts the shape In to / .
func input(protocol, metadata, shapes string) map[string]string {
	return service(protocol, metadata,
		`"Op":{"name":"Op","http":{"method":"POST","requestUri":"/"},"input":{"shape":"In"}}`, shapes)
}

func TestProtocols(t *testing.T) {
	tests := []struct {
		name, protocol, metadata string
		want                     []model.Protocol
		id                       model.ShapeID
	}{
		{"rest-json", "rest-json", `,"jsonVersion":"1.1","targetPrefix":"Stale"`,
			[]model.Protocol{{ID: model.RestJSON1}}, "com.amazonaws.something#SomeThing"},
		{"json 1.0", "json", `,"jsonVersion":"1.0","targetPrefix":"Thing_1"`,
			[]model.Protocol{{ID: model.AWSJSON10, TargetPrefix: "Thing_1"}}, "com.amazonaws.something#Thing_1"},
		{"json 1.1", "json", `,"jsonVersion":"1.1","targetPrefix":"com.x.Thing"`,
			[]model.Protocol{{ID: model.AWSJSON11, TargetPrefix: "com.x.Thing"}}, "com.amazonaws.something#SomeThing"},
		{"the list wins over the single one", "query",
			`,"protocols":["smithy-rpc-v2-cbor","json","query"],"jsonVersion":"1.0","targetPrefix":"T"`,
			[]model.Protocol{{ID: model.RPCv2CBOR, TargetPrefix: "T"}, {ID: model.AWSJSON10, TargetPrefix: "T"}, {ID: model.AWSQuery}},
			"com.amazonaws.something#T"},
		{"h2 for event streams", "rest-json", `,"protocolSettings":{"h2":"eventstream"}`,
			[]model.Protocol{{ID: model.RestJSON1, HTTP: []string{"http/1.1", "h2"}, EventStreamHTTP: []string{"h2"}}},
			"com.amazonaws.something#SomeThing"},
		{"h2 optional", "rest-xml", `,"protocolSettings":{"h2":"optional"}`,
			[]model.Protocol{{ID: model.RestXML, HTTP: []string{"http/1.1", "h2"}}}, "com.amazonaws.something#SomeThing"},
		{"ec2", "ec2", ``, []model.Protocol{{ID: model.EC2Query}}, "com.amazonaws.something#SomeThing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			svc := mustRead(t, service(tt.protocol, tt.metadata, "", ""))
			if diff := cmp.Diff(tt.want, svc.Protocols); diff != "" {
				t.Errorf("protocols (-want +got)\n%s", diff)
			}
			if svc.ID != tt.id {
				t.Errorf("id: have %s, want %s", svc.ID, tt.id)
			}
		})
	}
}

func TestAuth(t *testing.T) {
	v4 := []string{model.SchemeSigV4}
	tests := []struct {
		name, metadata, operation string
		service                   model.Auth
		want                      *model.Auth
	}{
		{"signatureVersion alone", ``, ``, model.Auth{Schemes: v4, SigningName: "thing"}, nil},
		{"auth wins", `,"signingName":"th","auth":["smithy.api#httpBearerAuth","aws.auth#sigv4"]`, ``,
			model.Auth{Schemes: []string{model.SchemeHTTPBearer, model.SchemeSigV4}, SigningName: "th"}, nil},
		{"no auth", ``, `,"auth":["smithy.api#noAuth"]`, model.Auth{Schemes: v4, SigningName: "thing"},
			&model.Auth{Schemes: []string{model.SchemeNoAuth}, SigningName: "thing"}},
		{"authtype none", ``, `,"authtype":"none"`, model.Auth{Schemes: v4, SigningName: "thing"},
			&model.Auth{Schemes: []string{model.SchemeNoAuth}, SigningName: "thing"}},
		{"unsigned body", ``, `,"authtype":"v4-unsigned-body"`, model.Auth{Schemes: v4, SigningName: "thing"},
			&model.Auth{Schemes: v4, SigningName: "thing", UnsignedPayload: true}},
		{"unsigned payload", ``, `,"unsignedPayload":true`, model.Auth{Schemes: v4, SigningName: "thing"},
			&model.Auth{Schemes: v4, SigningName: "thing", UnsignedPayload: true}},
		{"bearer needs no signing name", `,"auth":["smithy.api#httpBearerAuth"]`, ``,
			model.Auth{Schemes: []string{model.SchemeHTTPBearer}}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			svc := mustRead(t, service("rest-json", tt.metadata,
				`"Op":{"http":{"method":"GET","requestUri":"/"}`+tt.operation+`}`, ""))
			if diff := cmp.Diff(tt.service, svc.Auth); diff != "" {
				t.Errorf("service (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(tt.want, svc.Operations[0].Auth); diff != "" {
				t.Errorf("operation (-want +got)\n%s", diff)
			}
		})
	}
}

// TestBindings: what a member's keys mean depends on the protocol.
func TestBindings(t *testing.T) {
	const str = `,"S":{"type":"string"},"L":{"type":"list","member":{"shape":"S","locationName":"item"}},
		"F":{"type":"list","flattened":true,"member":{"shape":"S","locationName":"Each"}},
		"M":{"type":"map","key":{"shape":"S"},"value":{"shape":"S"}},"N":{"type":"integer"}`
	const json, query = `,"jsonVersion":"1.0","targetPrefix":"T"`, ``
	tests := []struct {
		name, protocol, metadata, member string
		want                             model.Traits
	}{
		{"JSON key", "rest-json", "", `{"shape":"S","locationName":"key"}`, model.Traits{JSONName: "key"}},
		{"JSON key as the member", "rest-json", "", `{"shape":"S","locationName":"m"}`, model.Traits{}},
		{"JSON key of RPC", "json", json, `{"shape":"S","locationName":"key"}`, model.Traits{JSONName: "key"}},
		{"XML name", "rest-xml", "", `{"shape":"S","locationName":"El"}`, model.Traits{XMLName: "El"}},
		{"query name", "query", query, `{"shape":"S","locationName":"El"}`, model.Traits{XMLName: "El"}},
		{"ec2 names", "ec2", "", `{"shape":"S","locationName":"el","queryName":"El"}`,
			model.Traits{XMLName: "el", EC2QueryName: "El"}},
		{"queryName of another protocol", "query", "", `{"shape":"S","queryName":"El"}`, model.Traits{}},
		{"query parameter", "rest-json", "", `{"shape":"S","location":"querystring","locationName":"q"}`,
			model.Traits{Loc: model.QueryLocation, LocName: "q"}},
		{"query parameters", "rest-json", "", `{"shape":"M","location":"querystring"}`,
			model.Traits{Loc: model.QueryParamsLocation}},
		{"header", "rest-json", "", `{"shape":"S","location":"header","locationName":"X-A"}`,
			model.Traits{Loc: model.HeaderLocation, LocName: "X-A"}},
		{"header without a name", "rest-xml", "", `{"shape":"S","location":"header"}`,
			model.Traits{Loc: model.HeaderLocation, LocName: "m"}},
		{"headers", "rest-json", "", `{"shape":"M","location":"headers","locationName":"x-"}`,
			model.Traits{Loc: model.PrefixHeadersLocation, LocName: "x-"}},
		{"headers with no prefix", "rest-json", "", `{"shape":"M","location":"headers","locationName":""}`,
			model.Traits{Loc: model.PrefixHeadersLocation}},
		{"status code", "rest-json", "", `{"shape":"N","location":"statusCode"}`,
			model.Traits{Loc: model.ResponseCodeLocation}},
		{"location of RPC", "json", json, `{"shape":"S","location":"header","locationName":"X-A"}`, model.Traits{}},
		{"location of cbor", "smithy-rpc-v2-cbor", json, `{"shape":"S","location":"uri","locationName":"X-A"}`, model.Traits{}},
		{"flattened member", "rest-xml", "", `{"shape":"L","flattened":true}`, model.Traits{XMLFlattened: true}},
		{"flattened shape lends its element's name", "query", "", `{"shape":"F"}`,
			model.Traits{XMLFlattened: true, XMLName: "Each"}},
		{"flattened shape, member's own name", "query", "", `{"shape":"F","locationName":"Mine"}`,
			model.Traits{XMLFlattened: true, XMLName: "Mine"}},
		{"flattened under JSON", "rest-json", "", `{"shape":"F"}`, model.Traits{}},
		{"XML attribute", "rest-xml", "", `{"shape":"S","xmlAttribute":true,"locationName":"xsi:type"}`,
			model.Traits{XMLAttribute: true, XMLName: "xsi:type"}},
		{"namespace", "rest-xml", "", `{"shape":"S","xmlNamespace":{"uri":"http://u","prefix":"p"}}`,
			model.Traits{XMLNamespace: &model.XMLNamespace{URI: "http://u", Prefix: "p"}}},
		{"namespace as a text", "rest-xml", "", `{"shape":"S","xmlNamespace":"http://u"}`,
			model.Traits{XMLNamespace: &model.XMLNamespace{URI: "http://u"}}},
		{"namespace under JSON", "rest-json", "", `{"shape":"S","xmlNamespace":"http://u"}`, model.Traits{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			svc := mustRead(t, input(tt.protocol, tt.metadata, `"In":{"type":"structure","members":{"m":`+tt.member+`}}`+str))
			got := svc.Shapes["com.amazonaws.something#In"].Member("m").Traits
			if diff := cmp.Diff(tt.want, got, noPos); diff != "" {
				t.Errorf("traits (-want +got)\n%s", diff)
			}
		})
	}
}

// TestMemberTraits: keys that hold under every protocol.
func TestMemberTraits(t *testing.T) {
	one, two := int64(1), int64(2)
	tests := []struct {
		name, member string
		want         model.Traits
	}{
		{"documentation", `{"shape":"S","documentation":"<p>x</p>"}`, model.Traits{Documentation: "<p>x</p>"}},
		{"deprecated", `{"shape":"S","deprecated":true,"deprecatedMessage":"no","deprecatedSince":"1.2"}`,
			model.Traits{Deprecated: &model.Deprecated{Message: "no", Since: "1.2"}}},
		{"idempotency token", `{"shape":"S","idempotencyToken":true}`, model.Traits{IdempotencyToken: true}},
		{"host label", `{"shape":"S","hostLabel":true}`, model.Traits{HostLabel: true}},
		{"context parameter", `{"shape":"S","contextParam":{"name":"P"}}`, model.Traits{ContextParam: "P"}},
		{"endpoint discovery id", `{"shape":"S","endpointdiscoveryid":true}`, model.Traits{EndpointID: true}},
		{"JSON value", `{"shape":"S","jsonvalue":true}`, model.Traits{MediaType: "application/json"}},
		{"box is ignored", `{"shape":"S","box":true}`, model.Traits{}},
		{"streaming", `{"shape":"B","streaming":true,"requiresLength":true}`, model.Traits{Streaming: true, RequiresLength: true}},
		{"event header", `{"shape":"S","eventheader":true}`, model.Traits{EventHeader: true}},
		{"event payload", `{"shape":"B","eventpayload":true}`, model.Traits{EventPayload: true}},
		{"length", `{"shape":"S","min":1,"max":2.0}`, model.Traits{Length: &model.Length{Min: &one, Max: &two}}},
		{"range", `{"shape":"N","min":-0.5}`, model.Traits{Range: &model.Range{Min: "-0.5"}}},
		{"pattern and sensitive", `{"shape":"S","pattern":"a+","sensitive":true}`, model.Traits{Pattern: "a+", Sensitive: true}},
		{"timestamp format", `{"shape":"T","timestampFormat":"rfc822"}`, model.Traits{TimestampFormat: model.HTTPDate}},
		{"synthetic timestamp", `{"shape":"SyntheticTimestamp_epoch"}`, model.Traits{TimestampFormat: model.EpochSeconds}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			svc := mustRead(t, input("rest-json", "", `"In":{"type":"structure","members":{"m":`+tt.member+`}},
				"S":{"type":"string"},"B":{"type":"blob"},"N":{"type":"double"},"T":{"type":"timestamp"},
				"SyntheticTimestamp_epoch":{"type":"timestamp","timestampFormat":"unixTimestamp"}`))
			m := svc.Shapes["com.amazonaws.something#In"].Member("m")
			if diff := cmp.Diff(tt.want, m.Traits, noPos); diff != "" {
				t.Errorf("traits (-want +got)\n%s", diff)
			}
			if m.Target.Type == model.Timestamp && strings.Contains(string(m.Target.ID), "Synthetic") {
				t.Errorf("the member still targets %s", m.Target.ID)
			}
		})
	}
}

func TestShapes(t *testing.T) {
	ten := int64(10)
	id := func(name string) model.ShapeID { return model.ShapeID("com.amazonaws.something#" + name) }
	str := &model.Shape{ID: id("S")}
	unit := &model.Shape{ID: "smithy.api#Unit"}
	tests := []struct {
		name, shape string
		want        *model.Shape
	}{
		{"structure", `{"type":"structure","required":["b"],"members":{"b":{"shape":"S"},"a":{"shape":"S"}},"documentation":"d"}`,
			&model.Shape{Type: model.Structure, Traits: model.Traits{Documentation: "d"}, Members: []*model.Member{
				{Name: "b", Target: str, Traits: model.Traits{Required: true}}, {Name: "a", Target: str}}}},
		{"union", `{"type":"structure","union":true,"members":{"a":{"shape":"S"},"n":{"shape":"Unit"}}}`,
			&model.Shape{Type: model.Union, Members: []*model.Member{{Name: "a", Target: str}, {Name: "n", Target: unit}}}},
		{"event stream", `{"type":"structure","eventstream":true,"members":{}}`,
			&model.Shape{Type: model.Union, EventStream: true}},
		{"document", `{"type":"structure","members":{},"document":true}`, &model.Shape{Type: model.Document}},
		{"enum", `{"type":"string","enum":["a.b-c","1st",""]}`, &model.Shape{Type: model.Enum, Members: []*model.Member{
			{Name: "a_b_c", EnumValue: "a.b-c", Target: unit},
			{Name: "1st", EnumValue: "1st", Target: unit}, {Name: "_", Target: unit}}}},
		{"list", `{"type":"list","member":{"shape":"S","jsonvalue":true},"max":10,"sparse":true,"sensitive":true}`,
			&model.Shape{Type: model.List, Traits: model.Traits{Length: &model.Length{Max: &ten}, Sparse: true, Sensitive: true},
				Members: []*model.Member{{Name: "member", Target: str, Traits: model.Traits{MediaType: "application/json"}}}}},
		{"map", `{"type":"map","key":{"shape":"S"},"value":{"shape":"S","locationName":"stale"}}`,
			&model.Shape{Type: model.Map, Members: []*model.Member{{Name: "key", Target: str}, {Name: "value", Target: str}}}},
		{"blob", `{"type":"blob","streaming":true,"requiresLength":true}`,
			&model.Shape{Type: model.Blob, Traits: model.Traits{Streaming: true, RequiresLength: true}}},
		{"long", `{"type":"long","min":0,"max":1e3}`,
			&model.Shape{Type: model.Long, Traits: model.Traits{Range: &model.Range{Min: "0", Max: "1e3"}}}},
		{"timestamp", `{"type":"timestamp","timestampFormat":"iso8601"}`,
			&model.Shape{Type: model.Timestamp, Traits: model.Traits{TimestampFormat: model.DateTime}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.want.ID = id("X")
			svc := mustRead(t, input("rest-json", "", `"In":{"type":"structure","members":{"x":{"shape":"X"}}},
				"S":{"type":"string"},"Unit":{"type":"structure","members":{}},"Unused":{"type":"string"},"X":`+tt.shape))
			if diff := cmp.Diff(tt.want, svc.Shapes[id("X")], noPos); diff != "" {
				t.Errorf("shape (-want +got)\n%s", diff)
			}
			if svc.Shapes[id("Unused")] != nil {
				t.Error("a shape that nothing reaches was kept")
			}
		})
	}
}

func TestErrors(t *testing.T) {
	tests := []struct {
		name, keys string
		want       model.ErrorTrait
	}{
		{"client unless stated", `"exception":true`, model.ErrorTrait{Fault: model.ClientFault}},
		{"listed by the operation alone", `"members":{}`, model.ErrorTrait{Fault: model.ClientFault}},
		{"fault", `"exception":true,"fault":true`, model.ErrorTrait{Fault: model.ServerFault}},
		{"status", `"exception":true,"error":{"httpStatusCode":503}`, model.ErrorTrait{Fault: model.ServerFault, Status: 503}},
		{"sender", `"exception":true,"error":{"httpStatusCode":409,"senderFault":true}`,
			model.ErrorTrait{Fault: model.ClientFault, Status: 409}},
		{"code", `"exception":true,"error":{"code":"Other"}`, model.ErrorTrait{Fault: model.ClientFault, Code: "Other"}},
		{"code as the name", `"exception":true,"error":{"code":"X"}`, model.ErrorTrait{Fault: model.ClientFault}},
		{"retryable", `"exception":true,"retryable":{"throttling":false}`,
			model.ErrorTrait{Fault: model.ClientFault, Retryable: true}},
		{"throttling", `"exception":true,"synthetic":true,"retryable":{"throttling":true}`,
			model.ErrorTrait{Fault: model.ClientFault, Retryable: true, Throttling: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			svc := mustRead(t, service("rest-json", "",
				`"Op":{"http":{"method":"GET","requestUri":"/"},"errors":[{"shape":"X"},{"shape":"X","exception":true}]}`,
				`"X":{"type":"structure",`+tt.keys+`}`))
			op := svc.Operations[0]
			if len(op.Errors) != 1 {
				t.Fatalf("have %d errors, want 1", len(op.Errors))
			}
			if diff := cmp.Diff(&tt.want, op.Errors[0].Error); diff != "" {
				t.Errorf("error (-want +got)\n%s", diff)
			}
		})
	}
}

// TestDedicatedInputAndOutput: only a structure that is used once is dedicated.
func TestDedicatedInputAndOutput(t *testing.T) {
	op := func(name, in, out string) string {
		return `"` + name + `":{"http":{"method":"GET","requestUri":"/"},"input":{"shape":"` + in + `"},"output":{"shape":"` + out + `"}}`
	}
	svc := mustRead(t, service("rest-json", "",
		op("A", "OnlyIn", "OnlyOut")+","+op("B", "Both", "Both")+","+op("C", "Twice", "Nested")+","+op("D", "Twice", "Holder"),
		`"OnlyIn":{"type":"structure"},"OnlyOut":{"type":"structure"},"Both":{"type":"structure"},"Twice":{"type":"structure"},
		"Nested":{"type":"structure"},"Holder":{"type":"structure","members":{"n":{"shape":"Nested"}}},
		"Lost":{"type":"structure","members":{"n":{"shape":"OnlyIn"}}}`))
	got := map[string][2]bool{}
	for id, s := range svc.Shapes {
		got[id.Name()] = [2]bool{s.Input, s.Output}
	}
	want := map[string][2]bool{"OnlyIn": {true, false}, "OnlyOut": {false, true}, "Both": {}, "Twice": {}, "Nested": {}, "Holder": {false, true}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("input, output (-want +got)\n%s", diff)
	}
}

// TestUnitElsewhere: a structure Unit that isn't only a tag of unions stays what it is.
func TestUnitElsewhere(t *testing.T) {
	svc := mustRead(t, input("rest-json", "", `"In":{"type":"structure","members":{"x":{"shape":"Unit"},"u":{"shape":"U"}}},
		"U":{"type":"structure","union":true,"members":{"n":{"shape":"Unit"}}},"Unit":{"type":"structure","members":{}}`))
	if got := svc.Shapes["com.amazonaws.something#U"].Members[0].Target.ID; got != "com.amazonaws.something#Unit" {
		t.Errorf("the union's member targets %s", got)
	}
}
