package botocore_test

import (
	"go/scanner"
	"go/token"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/model/botocore"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

const op = `"Op":{"http":{"method":"GET","requestUri":"/"},"input":{"shape":"In"}}`

// TestBadModels: each error is found, with its place, and nothing else.
func TestBadModels(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"not an object", map[string]string{"service": `[]`}, "service:1:1: want an object, have Array\n"},
		{"nothing in it", map[string]string{"service": `{}`},
			"service:1:1: the service has no metadata\nservice:1:1: the service has no operations\n"},
		{"no protocol", map[string]string{"service": `{"metadata":{"serviceId":"X"},"operations":{}}`},
			"service:1:13: metadata has no protocol\n"},
		{"unknown protocol", service("soap", "", "", ""),
			"service:2:61: no protocol that is known, have \"soap\": want one of rest-json, json, rest-xml, query, ec2, smithy-rpc-v2-cbor\n"},
		{"JSON without version and prefix", service("json", "", "", ""),
			"service:1:29: protocol json needs a jsonVersion of 1.0 or 1.1, have \"\"\n" +
				"service:1:29: protocol json needs a targetPrefix\n"},
		{"no service id", map[string]string{"service": `{"metadata":{"serviceId":"-","protocol":"query"},"operations":{}}`},
			"service:1:26: metadata.serviceId is missing or has no letters\n"},
		{"unknown signature", map[string]string{"service": `{"metadata":{"serviceId":"X","protocol":"query","signatureVersion":"v9"},"operations":{}}`},
			"service:1:68: unknown signature \"v9\"\n"},
		{"dangling targets, all of them", service("rest-json", "", `"Op":{"http":{"method":"GET","requestUri":"/"},
"input":{"shape":"In"},
"errors":[{"shape":"E"}]}`, `"L":{"type":"list","member":{"shape":"M"}}`),
			"service:4:18: there is no shape \"In\"\nservice:5:20: there is no shape \"E\"\nservice:6:48: there is no shape \"M\"\n"},
		{"input that is no structure", service("rest-json", "", op, `"In":{"type":"string"}`),
			"service:3:79: input In is a string: want a structure\n"},
		{"unknown type", service("rest-json", "", op, `"In":{"type":"set"}`), "service:4:24: unknown shape type \"set\"\n"},
		{"no type", service("rest-json", "", op, `"In":{}`), "service:4:16: unknown shape type \"\"\n"},
		{"type of another kind", service("rest-json", "", op, `"In":{"type":1}`), "service:4:24: want a string, have Number\n"},
		{"members of another kind", service("rest-json", "", op, `"In":{"type":"structure","members":[]}`),
			"service:4:46: want an object, have Array\n"},
		{"shape names", service("rest-json", "", "", `"a-b":{"type":"string"},"1a":{"type":"string"},"é":{"type":"string"},"":{"type":"string"}`),
			"service:4:11: shape name \"a-b\" isn't an identifier (letters A-Z and a-z, digits and _, no digit first)\n" +
				"service:4:35: shape name \"1a\" isn't an identifier (letters A-Z and a-z, digits and _, no digit first)\n" +
				"service:4:58: shape name \"é\" isn't an identifier (letters A-Z and a-z, digits and _, no digit first)\n" +
				"service:4:81: shape name \"\" isn't an identifier (letters A-Z and a-z, digits and _, no digit first)\n"},
		{"operation name", service("rest-json", "", `"../Op":{}`, ""),
			"service:3:15: operation name \"../Op\" isn't an identifier (letters A-Z and a-z, digits and _, no digit first)\n"},
		{"member name", service("rest-json", "", op, `"In":{"type":"structure","members":{"x y":{"shape":"In"}}}`),
			"service:4:47: member name \"x y\" isn't an identifier (letters A-Z and a-z, digits and _, no digit first)\n"},
		{"required and payload name nothing", service("rest-json", "", op, `"In":{"type":"structure","required":["a"],"payload":"b"}`),
			"service:4:48: required names \"a\", which isn't a member of In\nservice:4:63: payload names \"b\", which isn't a member of In\n"},
		{"required names what couldn't be read", service("rest-json", "", op,
			`"In":{"type":"structure","required":["a"],"members":{"a":{"shape":"None"}}}`),
			"service:4:77: there is no shape \"None\"\n"},
		{"list without member, map without value", service("rest-json", "", "", `"L":{"type":"list"},"M":{"type":"map","key":{"shape":"S"}},"S":{"type":"string"}`),
			"service:4:11: list L has no \"member\"\nservice:4:31: map M has no \"value\"\n"},
		{"map with numbers as keys", service("rest-json", "", "", `"M":{"type":"map","key":{"shape":"N"},"value":{"shape":"N"}},"N":{"type":"long"}`),
			"service:4:35: the key of map M is a long: want a string\n"},
		{"list of itself", service("rest-json", "", "", `"A":{"type":"list","member":{"shape":"B"}},"B":{"type":"map","key":{"shape":"S"},"value":{"shape":"A"}},"S":{"type":"string"}`),
			"service:4:11: list A contains itself with no structure between\n"},
		{"document with members", service("rest-json", "", "", `"D":{"type":"structure","document":true,"members":{"a":{"shape":"D"}}}`),
			"service:4:62: a document has no members, but D has a\n"},
		{"enum value twice", service("rest-json", "", "", `"E":{"type":"string","enum":["a","b","a",1]}`),
			"service:4:48: value \"a\" of enum E is repeated\nservice:4:52: want a string, have Number\n"},
		{"length that is no integer", service("rest-json", "", "", `"S":{"type":"string","min":0.5,"max":"9"}`),
			"service:4:38: want an integer of 64 bits, have 0.5\nservice:4:48: want an integer, have String\n"},
		{"unknown location", service("rest-json", "", "", `"S":{"type":"structure","members":{"a":{"shape":"S","location":"cookie"}}}`),
			"service:4:74: unknown location \"cookie\": want uri, querystring, header, headers or statusCode\n"},
		{"unknown timestamp format", service("rest-json", "", "", `"T":{"type":"timestamp","timestampFormat":"iso"}`),
			"service:4:53: unknown timestamp format \"iso\": want iso8601, unixTimestamp or rfc822\n"},
		{"streaming string", service("rest-json", "", "", `"T":{"type":"string","streaming":true}`),
			"service:4:44: streaming on a string: want a blob\n"},
		{"payload with a location", service("rest-json", "", "", `"P":{"type":"structure","payload":"a","members":{"a":{"shape":"P","location":"header"}}}`),
			"service:4:45: payload names \"a\", which has a location of its own\n"},
		{"label without member", service("rest-json", "", `"Op":{"http":{"method":"GET","requestUri":"/{id}"}}`, ""),
			"service:3:57: label {id} of the request URI has no input member with location uri\n"},
		{"label by the member's name", service("rest-json", "", `"Op":{"http":{"method":"GET","requestUri":"/{id}"},"input":{"shape":"In"}}`,
			`"In":{"type":"structure","members":{"id":{"shape":"S","location":"uri","locationName":"ID"}}},"S":{"type":"string"}`),
			"service:3:57: label {id} of the request URI has no input member with location uri\n" +
				"service:3:57: the request URI has no label for the input member id\n"},
		{"label twice", service("rest-json", "", `"Op":{"http":{"method":"GET","requestUri":"/{id}/{id+}"},"input":{"shape":"In"}}`,
			`"In":{"type":"structure","members":{"id":{"shape":"S","location":"uri"}}},"S":{"type":"string"}`),
			"service:3:57: label {id+} stands in the request URI twice\n"},
		{"two members for a label", service("rest-json", "", `"Op":{"http":{"method":"GET","requestUri":"/{id}"},"input":{"shape":"In"}}`,
			`"In":{"type":"structure","members":{"id":{"shape":"S","location":"uri"},"Id":{"shape":"S","location":"uri","locationName":"id"}}},"S":{"type":"string"}`),
			"service:3:57: the request URI has no label for the input member id\nservice:4:112: label \"id\" of Id is also that of id\n"},
		{"label that isn't closed", service("rest-json", "", `"Op":{"http":{"method":"GET","requestUri":"/{id"}}`, ""),
			"service:3:57: label {id of the request URI isn't closed\n"},
		{"label in the query", service("rest-json", "", `"Op":{"http":{"method":"GET","requestUri":"/?a={b}"}}`, ""),
			"service:3:57: the query of the request URI holds a label: it may stand in the path alone\n"},
		{"no path", service("rest-json", "", `"Op":{"http":{"method":"G T","requestUri":"x"}}`, ""),
			"service:3:38: \"G T\" isn't an HTTP method\nservice:3:57: request URI \"x\" doesn't begin with /\n"},
		{"URI with a fragment", service("rest-json", "", `"Op":{"http":{"method":"GET","requestUri":"/#a"}}`, ""),
			"service:3:57: request URI \"/#a\" holds a character that no path or query has\n"},
		{"host prefix that ends the host", service("query", "", `"Op":{"endpoint":{"hostPrefix":"a@evil/"}}`, ""),
			"service:3:46: host prefix \"a@evil/\": want letters, digits, dots, hyphens and {labels}\n"},
		{"endpoint prefix that ends the host", map[string]string{"service": `{"metadata":{"serviceId":"X","protocol":"query","endpointPrefix":"evil/"},"operations":{}}`},
			"service:1:66: endpoint prefix \"evil/\": want letters, digits, dots and hyphens\n"},
		{"header with a line break", service("rest-json", "", "", `"S":{"type":"structure","members":{"a":{"shape":"S","location":"header","locationName":"a\r\n"}}}`),
			"service:4:98: \"a\\r\\n\" can't be the name of a header\n"},
		{"no http", service("rest-json", "", `"Op":{}`, ""), "service:3:15: operation Op has no http\n"},
		{"host label without member", service("query", "", `"Op":{"endpoint":{"hostPrefix":"{a}.{b"},"input":{"shape":"In"}}`,
			`"In":{"type":"structure","members":{"a":{"shape":"S"}}},"S":{"type":"string"}`),
			"service:3:46: label {a} of the host prefix is no input member with hostLabel\n" +
				"service:3:46: label {b} of the host prefix is no input member with hostLabel\n"},
		{"paginator", with(service("query", "", `"Op":{}`, ""), "paginators",
			`{"pagination":{"Op":{"input_token":"t","output_token":["a","b.c"],"limit_key":1},"No":{}}}`),
			"paginators:1:16: the paginator of Op has 1 input tokens and 2 output tokens: want as many, and one at least\n" +
				"paginators:1:36: \"t\" isn't a member of the input of Op\n" +
				"paginators:1:56: \"a\" is no path in the output of Op\n" +
				"paginators:1:60: \"b.c\" is no path in the output of Op\n" +
				"paginators:1:79: want a string, have Number\n" +
				"paginators:1:82: paginator of \"No\", which isn't an operation\n"},
		{"waiter", with(service("query", "", `"Op":{}`, ""), "waiters",
			`{"waiters":{"W":{"operation":"No"},"V":{"operation":"Op","delay":0,"acceptors":[
{"state":"done","matcher":"path","expected":1},
{"state":"retry","matcher":"regexp","expected":"x"},
{"state":"retry","matcher":"error","expected":2}]}}}`),
			"waiters:1:30: waiter W waits for \"No\", which isn't an operation\n" +
				"waiters:1:66: waiter V has a delay of 0: want 1 second at least\n" +
				"waiters:2:1: matcher path needs an argument\n" +
				"waiters:2:10: unknown state \"done\": want success, failure or retry\n" +
				"waiters:2:45: want a string or a boolean, have Number\n" +
				"waiters:3:28: unknown matcher \"regexp\": want path, pathAll, pathAny, error or status\n" +
				"waiters:4:47: want an error code or a boolean, have Number\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, d := read(t, tt.files)
			err, _ := d.Err().(scanner.ErrorList)
			if diff := cmp.Diff(tt.want, lines(err)); diff != "" {
				t.Errorf("errors (-want +got)\n%s", diff)
			}
		})
	}
}

func with(files map[string]string, name, text string) map[string]string {
	files[name] = text
	return files
}

// TestUnknownKeys: a key that no table has is a warning, wherever it stands.
func TestUnknownKeys(t *testing.T) {
	files := service("rest-json", `,"protocols":["rest-json","soap"],"k1":0,"protocolSettings":{"k2":0}`,
		`"Op":{"k3":0,"http":{"method":"GET","requestUri":"/","k4":0},
"input":{"shape":"In","k5":0},"output":{"shape":"In","k6":0},"errors":[{"shape":"E","k7":0}],"endpoint":{"k8":0},
"httpChecksum":{"k9":0},"requestcompression":{"k10":0},"endpointdiscovery":{"k11":0},
"staticContextParams":{"A":{"k12":0}},"operationContextParams":{"A":{"k13":0}}}`,
		`"In":{"type":"structure","members":{"l":{"shape":"L","k14":0,"contextParam":{"name":"n","k15":0}}}},
"L":{"type":"list","k16":0,"member":{"shape":"S","k17":0}},"S":{"type":"string"},
"E":{"type":"structure","error":{"k18":0},"retryable":{"k19":0}}`)
	files["paginators"] = `{"k20":0,"pagination":{"Op":{"non_aggregate_keys":[],"k21":0}}}`
	files["waiters"] = `{"k22":0,"waiters":{"W":{"operation":"Op","delay":1,"k23":0,"acceptors":[{"state":"retry","matcher":"status","expected":1,"k24":0}]}}}`
	files["examples"] = `{"k25":0,"examples":{"Op":[{"k26":0}],"No":[]}}`
	files["service-extra"] = `{"k27":0}`
	_, d := read(t, files)
	if err := d.Err(); err != nil {
		t.Fatal(err)
	}
	want := `examples:1:2: unknown key "k25" in the examples: ignored
examples:1:29: unknown key "k26" in an example: ignored
examples:1:39: examples of "No", which isn't an operation
paginators:1:2: unknown key "k20" in the paginators: ignored
paginators:1:54: unknown key "k21" in a paginator: ignored
service:2:98: unknown protocol "soap"
service:2:106: unknown key "k1" in metadata: ignored
service:2:133: unknown key "k2" in protocolSettings: ignored
service:3:21: unknown key "k3" in an operation: ignored
service:3:68: unknown key "k4" in http: ignored
service:4:23: unknown key "k5" in an input: ignored
service:4:54: unknown key "k6" in an output: ignored
service:4:85: unknown key "k7" in an error of an operation: ignored
service:4:106: unknown key "k8" in endpoint: ignored
service:5:17: unknown key "k9" in httpChecksum: ignored
service:5:47: unknown key "k10" in requestcompression: ignored
service:5:77: unknown key "k11" in endpointdiscovery: ignored
service:6:29: unknown key "k12" in a static context parameter: ignored
service:6:70: unknown key "k13" in an operation context parameter: ignored
service:7:64: unknown key "k14" in a member: ignored
service:7:99: unknown key "k15" in contextParam: ignored
service:8:20: unknown key "k16" in a shape: ignored
service:8:50: unknown key "k17" in an element: ignored
service:9:34: unknown key "k18" in error: ignored
service:9:56: unknown key "k19" in retryable: ignored
service-extra:1:2: unknown key "k27" in an sdk-extras file: ignored
waiters:1:2: unknown key "k22" in the waiters: ignored
waiters:1:53: unknown key "k23" in a waiter: ignored
waiters:1:123: unknown key "k24" in an acceptor: ignored
`
	if diff := cmp.Diff(want, lines(d.Warnings)); diff != "" {
		t.Errorf("warnings (-want +got)\n%s", diff)
	}
}

// TestWarnings: what is odd but changes nothing.
func TestWarnings(t *testing.T) {
	_, d := read(t, service("rest-json", "", "", `"S":{"type":"long","pattern":"x"},"B":{"type":"boolean","min":1},
"P":{"type":"structure","payload":"a","members":{"a":{"shape":"S"},"b":{"shape":"S"}}}`))
	if err := d.Err(); err != nil {
		t.Fatal(err)
	}
	want := `service:4:40: a pattern on a long means nothing
service:4:73: min and max on a boolean mean nothing
service:5:68: b is neither the payload of P nor has a location: it is never sent
`
	if diff := cmp.Diff(want, lines(d.Warnings)); diff != "" {
		t.Errorf("warnings (-want +got)\n%s", diff)
	}
}

// FuzzRead: whatever the files say, Read neither panics nor reports a place outside of them.
func FuzzRead(f *testing.F) {
	for _, protocol := range []string{"rest-json", "rest-xml", "query", "ec2", "json", "smithy-rpc-v2-cbor"} {
		m := service(protocol, `,"jsonVersion":"1.1","targetPrefix":"T"`,
			`"Op":{"http":{"method":"GET","requestUri":"/{a}?b"},"input":{"shape":"In"},"output":{"shape":"In"},"errors":[{"shape":"E"}],"endpoint":{"hostPrefix":"{a}."}}`,
			`"In":{"type":"structure","required":["a"],"payload":"l","members":{"a":{"shape":"S","location":"uri","hostLabel":true},"l":{"shape":"L"}}},
			"S":{"type":"string","enum":["x"]},"L":{"type":"list","member":{"shape":"M"},"flattened":true},
			"M":{"type":"map","key":{"shape":"S"},"value":{"shape":"In"}},"E":{"type":"structure","exception":true}`)
		f.Add(m["service"], `{"pagination":{"Op":{"input_token":"a","output_token":"l","result_key":["a"]}}}`,
			`{"waiters":{"W":{"operation":"Op","delay":1,"acceptors":[{"state":"retry","matcher":"error","expected":"E"}]}}}`)
	}
	f.Add(`{"metadata":[],"operations":{"a":1},"shapes":{"L":{"type":"list","member":{"shape":"L"}}}}`, `[]`, `{"waiters":null}`)
	f.Fuzz(func(t *testing.T, service, paginators, waiters string) {
		fset := token.NewFileSet()
		d := jsondoc.NewDiag(fset)
		texts := map[string]string{"service": service, "paginators": paginators, "waiters": waiters}
		values := map[string]jsondoc.Value{}
		for name, text := range texts {
			v, err := jsondoc.Parse(fset, name, []byte(text), jsondoc.Limits{})
			if err != nil && name == "service" {
				return
			}
			values[name] = v
		}
		botocore.Read(d, botocore.Files{Service: values["service"], Paginators: values["paginators"],
			Waiters: values["waiters"], ServiceExtra: values["paginators"]})
		for _, e := range append(d.Errors, d.Warnings...) {
			if e.Pos.Line < 1 || e.Pos.Offset > len(texts[e.Pos.Filename]) {
				t.Errorf("%v: outside of the text", e)
			}
		}
	})
}
