package smithy

import (
	"fmt"
	"go/token"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

func TestBadModels(t *testing.T) {
	// with adds shapes to the small service, from line 4 on; in states the members of its input.
	with := func(s string) string { return doc(small + s) }
	in := func(members string) string {
		return with(`"a#In": {"type": "structure", "members": {` + members + `}}`)
	}
	// target states a#X, which the input's member targets, on line 5.
	target := func(s string) string {
		return with(`"a#In": {"type": "structure", "members": {"m": {"target": "a#X"}}},` + "\n" + `"a#X": {` + s + "}")
	}
	tests := []struct{ name, text, want string }{
		{"not an object", `[]`, "1.json:1:1: want an object, have Array|the model has no service"},
		{"version", `{"smithy": "3.0", "shapes": {}}`, `1.json:1:12: unknown Smithy version "3.0", want 1.0 or 2.0|the model has no service`},
		{"version missing", `{"shapes": {}}`, `1.json:1:1: unknown Smithy version "", want 1.0 or 2.0|the model has no service`},
		{"version kind", `{"smithy": 2.0, "shapes": {}}`, "1.json:1:12: want a string, have Number|the model has no service"},
		{"shapes kind", `{"smithy": "2.0", "shapes": []}`, "1.json:1:29: want an object, have Array|the model has no service"},
		{"no service", doc(`"a#T": {"type": "string"}`), "1.json:2:1: the model has no service"},
		{"two services", doc(`"b#T": {"type": "service"}, "a#T": {"type": "service"}`), "1.json:2:29: the model has several services, choose one: a#T, b#T"},
		{"shape kind", with(`"a#In": 1`), "1.json:3:51: a#Op refers to a#In, which the model doesn't have|1.json:4:9: want an object, have Number"},
		{"no type", with(`"a#In": {"type": "structure"}, "a#T": {}`), "1.json:4:39: shape a#T has no type"},
		{"type", with(`"a#In": {"type": "struct"}`), `1.json:3:51: a#Op refers to a#In as structure, but it is a struct|1.json:4:18: unknown shape type "struct"`},
		{"shape id", with(`"a#In": {"type": "structure"}, "In": {"type": "string"}`), `1.json:4:32: "In" isn't an absolute shape id`},
		{"shape name", with(`"a#In": {"type": "structure"}, "a#In\nfunc": {"type": "string"}`), `1.json:4:32: "a#In\nfunc" isn't an absolute shape id`},
		{"namespace", with(`"a#In": {"type": "structure"}, "a.#B": {"type": "string"}`), `1.json:4:32: "a.#B" isn't an absolute shape id`},
		{"trait id", with(`"a#In": {"type": "structure", "traits": {"sensitive": {}}}`), `1.json:4:42: trait "sensitive" isn't an absolute shape id`},
		{"traits kind", with(`"a#In": {"type": "structure", "traits": []}`), "1.json:4:41: want an object, have Array"},
		{"member name", in(`"a-b": {"target": "smithy.api#String"}`), `1.json:4:43: member name "a-b" of a#In isn't an identifier`},
		{"member kind", in(`"m": "smithy.api#String"`), "1.json:4:48: want an object, have String"},
		{"no target", in(`"m": {}`), "1.json:4:48: want a target, have Missing"},
		{"relative target", in(`"m": {"target": "String"}`), `1.json:4:59: target "String" isn't an absolute shape id`},
		{"dangling target", in(`"m": {"target": "a#No"}`), "1.json:4:59: a#In refers to a#No, which the model doesn't have"},
		{"dangling prelude", in(`"m": {"target": "smithy.api#Str"}`), "1.json:4:59: a#In refers to smithy.api#Str, which the model doesn't have"},
		{"target is an operation", in(`"m": {"target": "a#Op"}`), "1.json:4:59: a#In refers to a#Op as data, but it is an operation"},
		{"unit", in(`"m": {"target": "smithy.api#Unit"}`), "1.json:4:59: a#In$m targets smithy.api#Unit, which only members of unions may"},
		{"input is a list", with(`"a#In": {"type": "list", "member": {"target": "smithy.api#String"}}`), "1.json:3:51: a#Op refers to a#In as structure, but it is a list"},
		{"list without member", target(`"type": "list"`), "1.json:5:1: list a#X has no member"},
		{"map without value", target(`"type": "map", "key": {"target": "smithy.api#String"}`), "1.json:5:1: map a#X has no value"},
		{"map key", target(`"type": "map", "key": {"target": "smithy.api#Long"}, "value": {"target": "smithy.api#Long"}`), "1.json:5:31: the key of map a#X is a long: want a string"},
		{"endless list", target(`"type": "list", "member": {"target": "a#M"}}, "a#M": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "a#X"}`),
			"1.json:5:1: list a#X contains itself with no structure or union in between"},
		{"service operations", doc(`"a#S": {"type": "service", "operations": {}}`), "1.json:2:42: want an array, have Object"},
		{"dangling operation", doc(`"a#S": {"type": "service", "operations": [{"target": "a#Op"}]}`), "1.json:2:54: a#S refers to a#Op, which the model doesn't have"},
		{"operations of one name", doc(`"a#S": {"type": "service", "operations": [{"target": "a#Op"}, {"target": "b#Op"}]}, "a#Op": {"type": "operation"}, "b#Op": {"type": "operation"}`), "1.json:2:116: operations a#Op and b#Op have one name"},
		{"resource is none", doc(`"a#S": {"type": "service", "resources": [{"target": "a#S"}]}`), "1.json:2:53: a#S refers to a#S as resource, but it is a service"},
		{"resource cycle", doc(`"a#S": {"type": "service", "resources": [{"target": "a#R"}]}, "a#R": {"type": "resource", "resources": [{"target": "a#Q"}]}, "a#Q": {"type": "resource", "resources": [{"target": "a#R"}]}`),
			"1.json:2:179: resource a#R contains itself"},
		{"error without trait", doc(`"a#S": {"type": "service", "errors": [{"target": "a#E"}]}, "a#E": {"type": "structure"}`), "1.json:2:50: a#S lists a#E as an error, which lacks the error trait"},
		{"fault", doc(`"a#S": {"type": "service", "errors": [{"target": "a#E"}]}, "a#E": {"type": "structure", "traits": {"smithy.api#error": "mine"}}`), `1.json:2:120: unknown fault "mine", want client or server`},
		{"enum member", target(`"type": "enum", "members": {"A": {"target": "smithy.api#String"}}`), "1.json:5:53: a#X$A targets smithy.api#String: members of enums target smithy.api#Unit"},
		{"enum value kind", target(`"type": "enum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}}}`), "1.json:5:107: want a string, have Number"},
		{"intEnum without value", target(`"type": "intEnum", "members": {"A": {"target": "smithy.api#Unit"}}`), "1.json:5:40: a#X$A has no value"},
		{"intEnum value", target(`"type": "intEnum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 2147483648}}}`), "1.json:5:110: want an integer of 32 bits, have 2147483648"},
		{"enum value twice", target(`"type": "string", "traits": {"smithy.api#enum": [{"value": "x"}, {"value": "x"}]}`), "1.json:5:74: a#X has the value of member x twice; the other one is at 1.json:5:58"},
		{"enum without value", target(`"type": "string", "traits": {"smithy.api#enum": [{"name": "x"}]}`), "1.json:5:58: an enum value of a#X has no value"},
		{"enum name", target(`"type": "string", "traits": {"smithy.api#enum": [{"name": "x y", "value": "x"}]}`), `1.json:5:67: name "x y" of a value of a#X isn't an identifier`},
		{"dangling mixin", with(`"a#In": {"type": "structure", "mixins": [{"target": "a#M"}]}`), "1.json:4:53: mixin a#M of a#In isn't in the model"},
		{"mixin of another kind", with(`"a#In": {"type": "structure", "mixins": [{"target": "a#M"}]}, "a#M": {"type": "union", "traits": {"smithy.api#mixin": {}}}`), "1.json:4:53: mixin a#M is a union, and can't be mixed into a structure"},
		{"no mixin", with(`"a#In": {"type": "structure", "mixins": [{"target": "a#M"}]}, "a#M": {"type": "structure"}`), "1.json:4:53: a#M isn't a mixin"},
		{"mixin cycle", with(`"a#In": {"type": "structure", "mixins": [{"target": "a#M"}], "traits": {"smithy.api#mixin": {}}}, "a#M": {"type": "structure", "mixins": [{"target": "a#In"}], "traits": {"smithy.api#mixin": {}}}`), "1.json:4:150: mixin a#In contains itself through a#M"},
		{"mixin member", with(`"a#In": {"type": "structure", "mixins": [{"target": "a#M"}], "members": {"m": {"target": "smithy.api#Long"}}}, "a#M": {"type": "structure", "members": {"m": {"target": "smithy.api#String"}}, "traits": {"smithy.api#mixin": {}}}`),
			"1.json:4:90: member m of a#In targets smithy.api#Long, and smithy.api#String in a mixin"},
		{"apply to nothing", with(`"a#In": {"type": "structure"}, "a#No": {"type": "apply", "traits": {}}`), "1.json:4:32: apply to a#No, which the model doesn't have"},
		{"apply to no member", with(`"a#In": {"type": "structure"}, "a#In$m": {"type": "apply", "traits": {}}`), "1.json:4:32: apply to a#In$m, which the model doesn't have"},
		{"constraint kinds", in(`"m": {"target": "smithy.api#String", "traits": {"smithy.api#length": {"min": "1"}, "smithy.api#range": 1, "smithy.api#pattern": {}, "smithy.api#required": 1}}`),
			"1.json:4:120: want an integer, have String|1.json:4:146: want an object, have Number|1.json:4:171: want a string, have Object|1.json:4:198: want an object, have Number"},
		{"length", in(`"m": {"target": "smithy.api#String", "traits": {"smithy.api#length": {"min": 2, "max": 1}}}`), "1.json:4:112: minimum 2 is above maximum 1"},
		{"negative length", in(`"m": {"target": "smithy.api#String", "traits": {"smithy.api#length": {"min": -1}}}`), "1.json:4:120: -1 isn't a length"},
		{"timestamp format", in(`"m": {"target": "smithy.api#Timestamp", "traits": {"smithy.api#timestampFormat": "iso"}}`), `1.json:4:124: unknown timestamp format "iso", want date-time, epoch-seconds or http-date`},
		{"streaming string", target(`"type": "string", "traits": {"smithy.api#streaming": {}}`), "1.json:5:38: a string can't be streaming"},
		{"two bindings", in(`"m": {"target": "smithy.api#String", "traits": {"smithy.api#httpQuery": "q", "smithy.api#httpHeader": "h"}}`), "1.json:4:120: member m has two HTTP bindings"},
		{"header name", in(`"m": {"target": "smithy.api#String", "traits": {"smithy.api#httpHeader": "a\r\nb"}}`), `1.json:4:116: "a\r\nb" isn't the name of a header`},
		{"two payloads", in(`"m": {"target": "smithy.api#Blob", "traits": {"smithy.api#httpPayload": {}}}, "n": {"target": "smithy.api#Blob", "traits": {"smithy.api#httpPayload": {}}}`), "1.json:4:121: a#In has two payloads, m and n"},
		{"wire trait", in(`"m": {"target": "smithy.api#String", "traits": {"aws.protocols#newEncoding": {}}}`), "1.json:4:91: unknown trait aws.protocols#newEncoding on a member would change what is sent"},
		{"chunked", target(`"type": "blob", "traits": {"aws.api#awsChunked": {}}`), "1.json:5:36: trait aws.api#awsChunked on a blob: chunked bodies can't be sent"},
		{"rename of nothing", doc(`"a#S": {"type": "service", "rename": {"a#No": "X"}}`), "1.json:2:39: rename of a#No, which the model doesn't have"},
		{"rename of an operation", doc(`"a#S": {"type": "service", "rename": {"a#Op": "X"}}, "a#Op": {"type": "operation"}`), "1.json:2:39: a#Op is an operation, and only data shapes can be renamed"},
		{"rename to a bad name", doc(`"a#S": {"type": "service", "rename": {"a#T": "X()"}}, "a#T": {"type": "string"}`), `1.json:2:46: name "X()" of a#T isn't an identifier`},
		{"unsigned", doc(`"a#S": {"type": "service", "traits": {"aws.auth#sigv4": {}}}`), "1.json:2:57: aws.auth#sigv4 has no name to sign with"},
		{"auth scheme", doc(`"a#S": {"type": "service", "traits": {"smithy.api#auth": ["aws.auth#sigv4"]}}`), "1.json:2:59: auth scheme aws.auth#sigv4 isn't one of the service's"},
		{"decision diagram", doc(`"a#S": {"type": "service", "traits": {"smithy.rules#endpointBdd": {}}}`), "1.json:2:39: endpoint rules as a decision diagram can't be read; the model has no smithy.rules#endpointRuleSet beside it"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, d := readAll(t, "", tt.text)
			if diff := cmp.Diff(strings.Split(tt.want, "|"), tidy(messages(d.Errors))); diff != "" {
				t.Errorf("errors (-want +got)\n%s", diff)
			}
		})
	}
}

// tidy moves messages without a position to the end.
func tidy(list []string) []string {
	var first, last []string
	for _, s := range list {
		if strings.Contains(s, ".json:") {
			first = append(first, s)
		} else {
			last = append(last, s)
		}
	}
	return append(first, last...)
}

func TestBadOperations(t *testing.T) {
	tests := []struct{ name, traits, want string }{
		{"label", `"smithy.api#http": {"method": "GET", "uri": "/{x}"}`, `label "x" of "/{x}" isn't a member of Op's input with httpLabel|"/{x}", the pattern of Op, has no label for member l`},
		{"label twice", `"smithy.api#http": {"method": "GET", "uri": "/{l}/{l}"}`, `label "l" of "/{l}/{l}" is repeated`},
		{"open label", `"smithy.api#http": {"method": "GET", "uri": "/{l"}`, `the labels of "/{l" aren't closed`},
		{"label in the query", `"smithy.api#http": {"method": "GET", "uri": "/{l}?x={l}"}`, `the query of "/{l}?x={l}" has a label`},
		{"method", `"smithy.api#http": {"method": "G T", "uri": "/{l}"}`, `"G T" isn't an HTTP method`},
		{"uri", `"smithy.api#http": {"method": "GET", "uri": "{l}"}`, `"{l}" isn't a URI pattern`},
		{"status", `"smithy.api#http": {"method": "GET", "uri": "/{l}", "code": 20}`, `20 isn't an HTTP status`},
		{"http kind", `"smithy.api#http": "GET"`, "want an object, have String"},
		{"host", `"smithy.api#endpoint": {"hostPrefix": "evil.com/{l}"}`, `"evil.com/{l}" isn't a host prefix`},
		{"host label", `"smithy.api#endpoint": {"hostPrefix": "{l}."}`, `label "l" of "{l}." isn't a member of Op's input with hostLabel`},
		{"pages", `"smithy.api#paginated": {"inputToken": "l"}`, "Op is paginated without inputToken and outputToken"},
		{"input token", `"smithy.api#paginated": {"inputToken": "x", "outputToken": "o.p"}`, `Op is paginated by "x", but its input has no such member`},
		{"output token", `"smithy.api#paginated": {"inputToken": "l", "outputToken": "o.p.q", "items": "x"}`, `Op is paginated by "o.p.q", but its output has no such member|Op is paginated by "x", but its output has no such member`},
		{"checksum", `"aws.protocols#httpChecksum": {"requestAlgorithmMember": "x"}`, `aws.protocols#httpChecksum names "x", which isn't a member of Op's input`},
		{"waiter name", `"smithy.waiters#waitable": {"a b": {}}`, `waiter name "a b" isn't an identifier`},
		{"waiter without acceptors", `"smithy.waiters#waitable": {"W": {"minDelay": 0}}`, "want an array, have Missing|0 isn't a delay in seconds"},
		{"delays", `"smithy.waiters#waitable": {"W": {"minDelay": 200, "acceptors": []}}`, "waiter W has a minDelay of 200, above its maxDelay of 120"},
		{"state", `"smithy.waiters#waitable": {"W": {"acceptors": [{"state": "done", "matcher": {"success": true}}]}}`, `unknown state "done" of an acceptor, want success, failure or retry`},
		{"matcher", `"smithy.waiters#waitable": {"W": {"acceptors": [{"state": "retry", "matcher": {"status": 200}}]}}`, `unknown matcher "status"`},
		{"two matchers", `"smithy.waiters#waitable": {"W": {"acceptors": [{"state": "retry", "matcher": {"success": true, "errorType": "E"}}]}}`, "a matcher has exactly one kind, have 2"},
		{"comparator", `"smithy.waiters#waitable": {"W": {"acceptors": [{"state": "retry", "matcher": {"output": {"path": "x", "expected": "y", "comparator": "=="}}}]}}`, `unknown comparator "=="`},
		{"static parameter", `"smithy.rules#staticContextParams": {"P": {}, "Q": {"value": 1}, "a b": {"value": "x"}}`, `parameter P has no value|want an array, have Number|parameter name "a b" isn't an identifier`},
		{"operation parameter", `"smithy.rules#operationContextParams": {"P": {}}`, "parameter P has no path"},
		{"wire trait", `"aws.customizations#unheardOf": {}`, "unknown trait aws.customizations#unheardOf on an operation would change what is sent"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, d := readAll(t, "", doc(`"a#S": {"type": "service", "operations": [{"target": "a#Op"}]},
"a#Op": {"type": "operation", "input": {"target": "a#In"}, "output": {"target": "a#Out"}, "traits": {`+tt.traits+`}},
"a#In": {"type": "structure", "members": {"l": {"target": "smithy.api#String", "traits": {"smithy.api#httpLabel": {}}}}},
"a#Out": {"type": "structure", "members": {"o": {"target": "a#O"}}}, "a#O": {"type": "structure", "members": {"p": {"target": "smithy.api#String"}}}`))
			var got []string
			for _, e := range d.Errors {
				got = append(got, e.Msg)
				if e.Pos.Line < 3 {
					t.Errorf("%v stands before the operation", e)
				}
			}
			if diff := cmp.Diff(strings.Split(tt.want, "|"), got); diff != "" {
				t.Errorf("errors (-want +got)\n%s", diff)
			}
		})
	}
}

func TestContradictionsBetweenDocuments(t *testing.T) {
	_, d := readAll(t, "",
		`{"smithy": "2.0", "metadata": {"x": 1, "y": [1]}, "shapes": {`+small+`"a#In": {"type": "structure", "traits": {"smithy.api#documentation": "a"}}, "a#T": {"type": "string"}}}`,
		`{"smithy": "2.0", "metadata": {"x": 2, "y": 2}, "shapes": {"a#T": {"type": "long"}, "a#In": {"type": "apply", "traits": {"smithy.api#documentation": "b"}}}}`)
	want := []string{
		"2.json:1:32: metadata \"x\" contradicts the one at 1.json:1:37",
		"2.json:1:40: metadata \"y\" contradicts the one at 1.json:1:45",
		"2.json:1:60: shape a#T is defined twice; the other definition is at 1.json:3:77",
		"2.json:1:122: trait smithy.api#documentation contradicts the one at 1.json:3:42",
	}
	if diff := cmp.Diff(want, messages(d.Errors)); diff != "" {
		t.Errorf("errors (-want +got)\n%s", diff)
	}
}

func TestOneOfSeveralServicesIsChosen(t *testing.T) {
	text := doc(`"a#S": {"type": "service"}, "a#T": {"type": "service", "version": "2"}, "a#Op": {"type": "operation"},
"a#M": {"type": "service", "traits": {"smithy.api#mixin": {}}}`)
	svc, d := readAll(t, "a#T", text)
	if d.Err() != nil || svc.Version != "2" {
		t.Fatalf("%v, %+v", d.Err(), svc)
	}
	for id, want := range map[string]string{
		"a#U":  "1.json:2:1: the model has no service a#U; it has a#S, a#T",
		"a#Op": "1.json:2:73: a#Op is an operation, not a service",
		"":     "1.json:2:1: the model has several services, choose one: a#S, a#T",
	} {
		svc, d := readAll(t, id, text)
		if diff := cmp.Diff([]string{want}, messages(d.Errors)); diff != "" || svc != nil {
			t.Errorf("%q (-want +got)\n%s", id, diff)
		}
	}
}

func TestUnknownThingsAreWarnings(t *testing.T) {
	_, d := readAll(t, "", `{"smithy": "2.0", "extra": 1, "shapes": {
"a#S": {"type": "service", "color": 1, "operations": [{"target": "a#Op"}], "traits": {"x.y#odd": 1, "aws.protocols#future": {}, "smithy.api#cors": {}}},
"a#Op": {"type": "operation", "input": {"target": "a#In"}, "traits": {"smithy.api#http": {"method": "GET", "uri": "/", "secure": true}, "smithy.api#sensitive": {}}},
"a#In": {"type": "structure", "members": {"m": {"target": "smithy.api#String", "traits": {"x.y#odd": 1, "smithy.api#error": "client"}}}},
"a#Unreached": {"type": "structure", "traits": {"x.y#odd": 1}}}}`)
	want := []string{
		`1.json:1:19: unknown key "extra" of the document is ignored`,
		`1.json:2:28: unknown key "color" of service a#S is ignored`,
		"1.json:2:87: unknown trait x.y#odd on a service is ignored",
		"1.json:2:101: unknown trait aws.protocols#future on a service is ignored",
		`1.json:3:120: unknown key "secure" of smithy.api#http is ignored`,
		"1.json:3:137: trait smithy.api#sensitive is ignored: it means nothing on an operation",
		"1.json:4:91: unknown trait x.y#odd on a member is ignored",
		"1.json:4:105: trait smithy.api#error is ignored: it means nothing on a member",
	}
	d.Warnings.Sort()
	if diff := cmp.Diff(want, messages(d.Warnings)); diff != "" || d.Err() != nil {
		t.Errorf("errors %v, warnings (-want +got)\n%s", messages(d.Errors), diff)
	}
}

func TestMixinsThatMakeMuchOfLittleAreRefused(t *testing.T) {
	chain := []string{strings.TrimSpace(small) + `"a#In": {"type": "structure", "mixins": [{"target": "a#M1100"}]}`,
		`"a#M0": {"type": "structure", "traits": {"smithy.api#mixin": {}}}`}
	for i := range 1100 {
		chain = append(chain, fmt.Sprintf(`"a#M%d": {"type": "structure", "mixins": [{"target": "a#M%d"}], "traits": {"smithy.api#mixin": {}}}`, i+1, i))
	}
	for _, what := range []string{"from above", "from below"} {
		_, d := readAll(t, "", doc(strings.Join(chain, ",\n")))
		if len(d.Errors) == 0 || d.Errors[0].Msg != "mixins are nested deeper than 1000 levels" {
			t.Errorf("a deep chain, met %s: %v", what, messages(d.Errors))
		}
		chain = append(chain[1:], chain[0])
	}

	var b strings.Builder
	b.WriteString(small + `"a#In": {"type": "structure"}, "a#M": {"type": "structure", "traits": {"smithy.api#mixin": {}}, "members": {"m": {"target": "smithy.api#String"}`)
	for i := range 1200 {
		fmt.Fprintf(&b, `, "m%d": {"target": "smithy.api#String"}`, i)
	}
	b.WriteString("}}")
	for i := range 1200 {
		fmt.Fprintf(&b, `, "a#S%d": {"type": "structure", "mixins": [{"target": "a#M"}]}`, i)
	}
	_, d := readAll(t, "", doc(b.String()))
	if len(d.Errors) != 1 || d.Errors[0].Msg != "mixins add more than 1000000 members and traits" {
		t.Errorf("a wide model: %d errors", len(d.Errors))
	}
}

func FuzzRead(f *testing.F) {
	f.Add(doc(kitchen), "")
	f.Add(`{"smithy": "1.0", "shapes": {`+versions+`}}`, doc(`"a#In$int": {"type": "apply", "traits": {"smithy.api#required": {}}}`))
	f.Add(doc(small+`"a#In": {"type": "structure", "mixins": [{"target": "a#M"}]}, "a#M": {"type": "structure", "mixins": [{"target": "a#In"}]}`), "{}")
	f.Add(doc(`"a#S": {"type": "service", "resources": [{"target": "a#R"}]}, "a#R": {"type": "resource", "list": {"target": "a#O"}, "resources": [{"target": "a#R"}]}`), "[]")
	f.Add(doc(small+`"a#In": {"type": "structure", "members": {"m": {"target": "a#L"}}}, "a#L": {"type": "list", "member": {"target": "a#L"}}`), "1")
	f.Fuzz(func(t *testing.T, one, two string) {
		fset := token.NewFileSet()
		d := jsondoc.NewDiag(fset)
		var docs []jsondoc.Value
		for i, text := range []string{one, two} {
			if v, err := jsondoc.Parse(fset, fmt.Sprint(i), []byte(text), jsondoc.Limits{}); err == nil {
				docs = append(docs, v)
			}
		}
		svc := Read(d, docs, "")
		for _, e := range append(d.Errors, d.Warnings...) {
			size := map[string]int{"": 0, "0": len(one), "1": len(two)}[e.Pos.Filename]
			if e.Pos.Offset < 0 || e.Pos.Offset > size || e.Msg == "" {
				t.Fatalf("%v is outside of the files", e)
			}
		}
		if d.Err() != nil {
			return
		}
		if svc == nil {
			t.Fatal("neither a service nor an error")
		}
		checkWhole(t, svc)
	})
}
