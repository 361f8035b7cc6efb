package gen_test

import (
	"errors"
	"go/scanner"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/gen"
)

// messages are the lines of an error: one for each place in the model.
func messages(err error) string {
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		return "without a position: " + err.Error()
	}
	var lines []string
	for _, e := range list {
		lines = append(lines, e.Error())
	}
	return strings.Join(lines, "\n")
}

// Traits that many members have.
const (
	required = `{"smithy.api#required": {}}`
	payload  = `{"smithy.api#httpPayload": {}}`
	header   = `{"smithy.api#httpHeader": "X-A"}`
	query    = `{"smithy.api#httpQuery": "a"}`
	params   = `{"smithy.api#httpQueryParams": {}}`
	prefixed = `{"smithy.api#httpPrefixHeaders": "X-"}`
	status   = `{"smithy.api#httpResponseCode": {}}`
	sparse   = `"smithy.api#sparse": {}`

	enumE    = `"t#E": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit"}}}`
	intEnumE = `"t#E": {"type": "intEnum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 3}}}}`
	streamB  = `"t#B": {"type": "blob", "traits": {"smithy.api#streaming": {}}}`
	events   = `"t#Events": {"type": "union", "members": {"a": {"target": "t#S"}}, "traits": {"smithy.api#streaming": {}}}`
)

// put is a model with the operation Put. It has the input In and the output Out where shapes begin with one.
func put(shapes ...string) string {
	in, out := "", ""
	for _, s := range shapes {
		if strings.HasPrefix(s, `"t#In"`) {
			in = "In"
		}
		if strings.HasPrefix(s, `"t#Out"`) {
			out = "Out"
		}
	}
	return toy("Put", append([]string{operation("Put", in, out)}, shapes...)...)
}

// with adds traits to a model's service.
func with(traits, text string) string {
	return strings.Replace(text, `"aws.protocols#restJson1": {}`, `"aws.protocols#restJson1": {}, `+traits, 1)
}

// rulesWith is an endpoint rule set with parameters.
func rulesWith(params string) string {
	return `"smithy.rules#endpointRuleSet": {"version": "1.0", "parameters": {` + params + `}, "rules": [{"type": "endpoint", "conditions": [], "endpoint": {"url": "https://toy.example.com"}}]}`
}

func param(name string) string {
	return `{"smithy.rules#contextParam": {"name": "` + name + `"}}`
}

func TestWhatIsNotSupportedIsAnErrorWithItsPlace(t *testing.T) {
	auth := func(traits, order string) string {
		return strings.Replace(put(), `"aws.auth#sigv4": {"name": "toy"}`, traits+`, "smithy.api#auth": [`+order+`]`, 1)
	}
	for _, tt := range []struct{ name, text, want string }{
		{"events in a response", put(structure("Out", "a: Events"), events, structure("S")), "3:1: operation Put needs event streams, which is not supported"},
		{"events in a request", put(structure("In", "a: Events"), events, structure("S")), "3:1: operation Put needs event streams, which is not supported"},
		{"events within a structure", put(structure("In", "n: N"), structure("N", "a: Events"), events, structure("S")), "5:42: member a of t#N can't be part of a body: its type is event stream"},
		{"bearer tokens", auth(`"smithy.api#httpBearerAuth": {}`, `"smithy.api#httpBearerAuth"`), "3:1: operation Put needs the auth scheme smithy.api#httpBearerAuth, which is not supported"},
		{"API keys", auth(`"smithy.api#httpApiKeyAuth": {"name": "X-Key", "in": "header"}`, `"smithy.api#httpApiKeyAuth"`), "3:1: operation Put needs the auth scheme smithy.api#httpApiKeyAuth, which is not supported"},
		{"SigV4a alone", auth(`"aws.auth#sigv4a": {"name": "toy"}`, `"aws.auth#sigv4a"`), "3:1: operation Put needs the auth scheme aws.auth#sigv4a, which is not supported"},
		{"SigV4a of one operation", strings.Replace(toy("Put", operation("Put", "", "", `"smithy.api#auth": ["aws.auth#sigv4a"]`)), `"aws.auth#sigv4": {"name": "toy"}`, `"aws.auth#sigv4": {"name": "toy"}, "aws.auth#sigv4a": {"name": "toy"}, "smithy.api#auth": ["aws.auth#sigv4"]`, 1),
			"3:1: operation Put needs the auth scheme aws.auth#sigv4a, which is not supported"},
		{"flexible checksums", toy("Put", operation("Put", "In", "", `"aws.protocols#httpChecksum": {"requestAlgorithmMember": "a"}`), structure("In", "a: E"), enumE), "3:1: operation Put needs flexible checksums (aws.protocols#httpChecksum), which is not supported"},
		{"compression", toy("Put", operation("Put", "", "", `"smithy.api#requestCompression": {"encodings": ["br", "gzip"]}`)), "3:1: operation Put needs request compression br, which is not supported"},
		{"endpoint parameters by path", toy("Put", operation("Put", "In", "", `"smithy.rules#operationContextParams": {"P": {"path": "a"}}`), structure("In", "a: :String")),
			"3:1: operation Put binds the endpoint parameter P by the path \"a\", which is not supported"},
		{"built-in values", with(rulesWith(`"B": {"type": "boolean", "builtIn": "AWS::S3::Accelerate"}`), put()), "2:200: endpoint parameter B takes its value from AWS::S3::Accelerate, which is not supported"},
		{"no http trait", toy("Put", `"t#Put": {"type": "operation"}`), "3:1: operation Put has no http binding, which restJson1 needs"},
		{"each operation", toy("A B", operation("A", "", "", `"smithy.api#requestCompression": {"encodings": ["br"]}`), operation("B", "", "", `"smithy.api#requestCompression": {"encodings": ["zstd"]}`)),
			"3:1: operation A needs request compression br, which is not supported\nmodel.json:4:1: operation B needs request compression zstd, which is not supported"},
	} {
		t.Run(tt.name, func(t *testing.T) { wantError(t, tt.text, tt.want) })
	}
}

func wantError(t *testing.T, text, want string) {
	t.Helper()
	_, err := makeClient(gen.Config{}, text)
	if err == nil {
		t.Fatalf("no error, want %s", want)
	}
	if diff := cmp.Diff("model.json:"+want, messages(err)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

const discoveryModel = `{"version": "2.0",
"metadata": {"apiVersion": "2024-01-01", "endpointPrefix": "toy", "protocol": "rest-json", "serviceId": "Toy", "signatureVersion": "v4"},
"operations": {
"Find": {"name": "Find", "http": {"method": "GET", "requestUri": "/find"}, "endpointoperation": true},
"Put": {"name": "Put", "http": {"method": "GET", "requestUri": "/put"}, "endpointdiscovery": {"required": true}}
}, "shapes": {}}`

func TestRequiredEndpointDiscoveryIsAnError(t *testing.T) {
	wantError(t, discoveryModel, "5:1: operation Put needs endpoint discovery, which is not supported")
	mustMake(t, gen.Config{}, strings.Replace(discoveryModel, "true}}", "false}}", 1))
}

func TestSignatureVersions(t *testing.T) {
	for _, tt := range []struct{ version, want string }{
		{"v4", ""}, {"s3v4", ""}, {"none", ""},
		{"v2", "4:1: operation Find needs the auth scheme aws.auth#sigv2, which is not supported\nmodel.json:5:1: operation Put needs the auth scheme aws.auth#sigv2, which is not supported"},
		{"bearer", "4:1: operation Find needs the auth scheme smithy.api#httpBearerAuth, which is not supported\nmodel.json:5:1: operation Put needs the auth scheme smithy.api#httpBearerAuth, which is not supported"},
	} {
		text := strings.NewReplacer(`"v4"`, `"`+tt.version+`"`, `"required": true`, `"required": false`).Replace(discoveryModel)
		if tt.want != "" {
			wantError(t, text, tt.want)
			continue
		}
		mustMake(t, gen.Config{}, text)
	}
}

// A binding that no request or response could honour would make a client that doesn't compile.
func TestBindingsOfTheWrongTypeAreErrors(t *testing.T) {
	member := func(where, typ string) string { return "4:43: member a can't be " + where + ": its type is " + typ }
	label := func(target string) string {
		return toy("Put", `"t#Put": {"type": "operation", "input": {"target": "t#In"}, "traits": {"smithy.api#http": {"method": "GET", "uri": "/{a}"}}}`,
			structure("In", "a: "+target+` {"smithy.api#required": {}, "smithy.api#httpLabel": {}}`))
	}
	host := func(target string) string {
		return toy("Put", operation("Put", "In", "", `"smithy.api#endpoint": {"hostPrefix": "{a}."}`), structure("In", "a: "+target+` {"smithy.api#required": {}, "smithy.api#hostLabel": {}}`))
	}
	in := func(member string, shapes ...string) string {
		return put(append([]string{structure("In", "a: "+member)}, shapes...)...)
	}
	for _, tt := range []struct{ name, text, want string }{
		{"label of a document", label(":Document"), member("a label of the path", "document")},
		{"host label", host(":Integer"), member("a label of the host", "integer")},
		{"header with a structure", in("S "+header, structure("S")), member("a header", "structure")},
		{"header with a map", in("M "+header, dict("M", ":String")), member("a header", "map of string")},
		{"header with lists of lists", in("L "+header, list("L", "K"), list("K", ":String")), member("a header", "list of list")},
		{"header with a sparse list", in("L "+header, list("L", ":String", sparse)), member("a header", "sparse list of string")},
		{"header with a document", in(":Document " + header), member("a header", "document")},
		{"query with a structure", in("S "+query, structure("S")), member("a query parameter", "structure")},
		{"query with a map", in("M "+query, dict("M", ":String")), member("a query parameter", "map of string")},
		{"query with lists of lists", in("L "+query, list("L", "K"), list("K", ":String")), member("a query parameter", "list of list")},
		{"query with a sparse list", in("L "+query, list("L", ":String", sparse)), member("a query parameter", "sparse list of string")},
		{"parameters of integers", in("M "+params, dict("M", ":Integer")), member("query parameters", "map of integer")},
		{"parameters of enums", in("M "+params, dict("M", "E"), enumE), member("query parameters", "map of enum")},
		{"parameters in a sparse map", in("M "+params, dict("M", ":String", sparse)), member("query parameters", "sparse map of string")},
		{"parameters of sparse lists", in("M "+params, dict("M", "L"), list("L", ":String", sparse)), member("query parameters", "map of list")},
		{"parameters in a list", in("L "+params, list("L", ":String")), member("query parameters", "list of string")},
		{"prefix headers of integers", in("M "+prefixed, dict("M", ":Integer")), member("headers with a prefix", "map of integer")},
		{"prefix headers in a string", in(":String " + prefixed), member("headers with a prefix", "string")},
		{"body of an integer", in(":Integer " + payload), member("a body", "integer")},
		{"body of an intEnum", in("E "+payload, intEnumE), member("a body", "intEnum")},
		{"body of a timestamp", in(":Timestamp " + payload), member("a body", "timestamp")},
		{"stream in a document", in("B", streamB), member("part of a body", "streaming blob")},
		{"stream within a structure", in("S", structure("S", "b: B"), streamB), "5:42: member b of t#S can't be part of a body: its type is streaming blob"},
		{"status in a string", put(structure("Out", "a: :String "+status)), "4:44: member a can't be the status of a response: its type is string"},
		{"status in a structure", put(structure("Out", "a: S "+status), structure("S")), "4:44: member a can't be the status of a response: its type is structure"},
		{"endpoint parameter", with(rulesWith(`"P": {"type": "string"}`), in(":Boolean "+param("P"))), "4:43: operation Put binds the endpoint parameter P, a string, to a boolean"},
		{"list for an endpoint parameter", with(rulesWith(`"P": {"type": "stringArray"}`), in("L "+param("P"), list("L", "E"), enumE)), "4:43: operation Put binds the endpoint parameter P, a stringArray, to a list of enum"},
		{"structure for an endpoint parameter", with(rulesWith(`"P": {"type": "string"}`), in("S "+param("P"), structure("S"))), "4:43: operation Put binds the endpoint parameter P, a string, to a structure"},
		{"value for an endpoint parameter", with(rulesWith(`"P": {"type": "boolean"}`), toy("Put", operation("Put", "", "", `"smithy.rules#staticContextParams": {"P": {"value": "x"}}`))), "3:1: operation Put binds the endpoint parameter P, a boolean, to a string"},
	} {
		t.Run(tt.name, func(t *testing.T) { wantError(t, tt.text, tt.want) })
	}
}

func TestHeadersThatTheClientItselfSetsAreRefused(t *testing.T) {
	for _, name := range []string{"Host", "host", "authorization", "TRANSFER-ENCODING", "Connection", "x-amz-date", "X-Amz-Security-Token"} {
		trait := `{"smithy.api#httpHeader": "` + name + `"}`
		_, err := makeClient(gen.Config{}, put(structure("In", "a: :String "+trait)))
		if err == nil || !strings.Contains(messages(err), "model.json:4:43: member a is bound to the header ") {
			t.Errorf("%s: %v", name, err)
		}
		mustMake(t, gen.Config{}, put(structure("Out", "a: :String "+trait))) // in a response it is read like any other
	}
}

func TestNamesThatMeetAreErrors(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"types", put(structure("In", "a: S", "b: u#S"), structure("S"), `"u#S": {"type": "union", "members": {"a": {"target": "smithy.api#String"}}}`),
			"6:1: shapes t#S and u#S both have the Go name S; give one of them another with rename in the configuration"},
		{"types but for case", put(structure("In", "a: S", "b: s"), structure("S"), structure("s")), "6:1: shapes t#S and t#s both have the Go name S; give one of them another with rename in the configuration"},
		{"members but for case", put(structure("In", "ab: :String", "Ab: :String")), "4:1: members ab and Ab of t#In both have the Go name Ab"},
		{"a member and an escaped one", put(structure("In", "String: :String", "string_: :String")), "4:1: members String and string_ of t#In both have the Go name String_"},
		{"an output's metadata", put(structure("Out", "ResultMetadata: :String", "resultMetadata_: :String")), "4:1: members ResultMetadata and resultMetadata_ of t#Out both have the Go name ResultMetadata_"},
		{"texts of an error", toy("Put", withErrors(operation("Put", "", ""), "Bad"), badError("Bad", "message: :String", "Message: :String")), "4:1: members message and Message of t#Bad both have the Go name Message"},
		{"keys", put(structure("In", `a: :String {"smithy.api#jsonName": "x"}`, "x: :String")), "4:121: members a and x both have the key \"x\""},
		{"keys of a structure", put(structure("In", "s: S"), structure("S", `a: :String {"smithy.api#jsonName": "x"}`, "x: :String")), "5:120: members a and x both have the key \"x\""},
		{"keys of a union", put(structure("In", "s: S"), union("S", `a: :String {"smithy.api#jsonName": "x"}`, "x: :String")), "5:116: members a and x both have the key \"x\""},
		{"codes of errors", strings.Replace(toy("Put", withErrors(operation("Put", "", ""), "Bad", "u#Bad"), badError("Bad"), `"u#Bad": {"type": "structure", "traits": {"smithy.api#error": "client"}}`), `"operations"`, `"rename": {"u#Bad": "Worse"}, "operations"`, 1),
			"3:1: operation Put: errors t#Bad and u#Bad both have the code \"Bad\""},
		{"constants and types", put(structure("In", "a: E", "b: EA"), enumE, structure("EA")), "5:1: value \"A\" of t#E has the Go name EA, which another type or constant has; rename t#E in the configuration"},
		{"constants of two enums", put(structure("In", "a: E", "b: EA"), `"t#E": {"type": "enum", "members": {"A_B": {"target": "smithy.api#Unit"}}}`, `"t#EA": {"type": "enum", "members": {"B": {"target": "smithy.api#Unit"}}}`),
			"6:1: value \"B\" of t#EA has the Go name EAB, which another type or constant has; rename t#EA in the configuration"},
		{"a value without letters", put(structure("In", "a: E"), `"t#E": {"type": "enum", "members": {"_": {"target": "smithy.api#Unit"}}}`), "5:1: value \"_\" of t#E has the Go name E, which another type or constant has; rename t#E in the configuration"},
		{"members of unions", put(structure("In", "a: U"), union("U", "ab: :String", "Ab: :String")), "5:1: member Ab of t#U has the Go name UMemberAb, which another type has; rename t#U in the configuration"},
		{"members of two unions", put(structure("In", "a: U", "b: UMemberX"), union("U", "xMemberA: :String"), union("UMemberX", "a: :String")),
			"6:1: member a of t#UMemberX has the Go name UMemberXMemberA, which another type has; rename t#UMemberX in the configuration"},
		{"a type that gives way and another", put(structure("In", "a: U", "b: UMemberA", "c: UMemberA_"), union("U", "a: :String"), structure("UMemberA"), structure("UMemberA_")),
			"7:1: shapes t#UMemberA and t#UMemberA_ both have the Go name UMemberA_; give one of them another with rename in the configuration"},
		{"an operation and Options", toy("Options", operation("Options", "", "")), "3:1: operation Options would redeclare a method of Client"},
		{"operations", toy("put Put", operation("put", "", ""), operation("Put", "", "")), "3:1: operation Put would declare PutInput, as operation Put does\nmodel.json:3:1: operation put would redeclare a method of Client"},
		{"an operation without letters", toy("_", operation("_", "", "")), "3:1: operation _ has no letter in its name"},
		{"a type without letters", put(structure("In", "a: _1"), structure("_1")), "5:1: shape t#_1 has no letter in its name; give it a Go name with rename in the configuration"},
		{"a member without letters", put(structure("In", "__1: :String")), "4:1: member __1 of t#In has no letter in its name"},
		{"endpoint parameters", with(rulesWith(`"pq": {"type": "boolean"}, "Pq": {"type": "string"}`), put()), "2:200: the parameters Pq and pq have the same Go name"},
		{"an endpoint parameter and a method", with(rulesWith(`"withDefaults": {"type": "boolean"}`), put()), "2:200: the parameter's name \"withDefaults\" doesn't make a Go field"},
		{"an error's text that isn't a string", toy("Put", withErrors(operation("Put", "", ""), "Bad"), badError("Bad", "message: E"), enumE), "4:44: member message can't be the message of the error t#Bad: its type is enum"},
		{"a list and itself", put(structure("In", "a: L"), list("L", "L")), "5:1: list t#L contains itself with no structure or union in between"},
		{"a list and a map of it", put(structure("In", "a: L"), list("L", "M"), dict("M", "L")), "5:1: list t#L contains itself with no structure or union in between"},
	} {
		t.Run(tt.name, func(t *testing.T) { wantError(t, tt.text, tt.want) })
	}
}
