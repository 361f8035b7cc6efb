package smithy

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/model"
)

// defaults lists the members' defaults as text.
func defaults(s *model.Shape) map[string]string {
	out := map[string]string{}
	for _, m := range s.Members {
		switch {
		case m.Default == nil:
			out[m.Name] = "none"
		case m.Default.Null:
			out[m.Name] = "null"
		default:
			out[m.Name] = fmt.Sprintf("%T %v", m.Default.Value, m.Default.Value)
		}
	}
	return out
}

const versions = small + `"a#In": {"type": "structure", "members": {
	"int": {"target": "a#Int"}, "boxed": {"target": "a#Boxed"}, "boxedHere": {"target": "a#Int", "traits": {"smithy.api#box": {}}},
	"required": {"target": "a#Int", "traits": {"smithy.api#required": {}}},
	"bool": {"target": "smithy.api#Boolean"}, "primitive": {"target": "smithy.api#PrimitiveBoolean"}, "float": {"target": "smithy.api#PrimitiveFloat"},
	"string": {"target": "smithy.api#String"}, "stream": {"target": "a#Stream"}, "set": {"target": "a#Set"}}},
"a#Int": {"type": "integer"}, "a#Boxed": {"type": "integer", "traits": {"smithy.api#box": {}}},
"a#Stream": {"type": "blob", "traits": {"smithy.api#streaming": {}}}, "a#Set": {"type": "set", "member": {"target": "a#Int"}}`

func TestVersion1IsUpgraded(t *testing.T) {
	for _, version := range []string{"1", "1.0"} {
		svc := mustRead(t, `{"smithy": "`+version+`", "shapes": {`+versions+`}}`)
		in := svc.Shapes["a#In"]
		want := map[string]string{
			"int": "json.Number 0", "boxed": "none", "boxedHere": "null", "required": "json.Number 0", "bool": "none", "primitive": "bool false",
			"float": "json.Number 0", "string": "none", "stream": "string ", "set": "none",
		}
		if diff := cmp.Diff(want, defaults(in)); diff != "" {
			t.Errorf("defaults (-want +got)\n%s", diff)
		}
		set := in.Member("set").Target
		if set.Type != model.List || !set.UniqueItems || set.Elem().Default != nil {
			t.Errorf("the set is %v, unique: %v, element default %v", set.Type, set.UniqueItems, set.Elem().Default)
		}
		if d := svc.Shapes["a#Int"].Default; d == nil || d.Value != json.Number("0") || svc.Shapes["a#Boxed"].Default != nil {
			t.Error("the defaults of the simple shapes are wrong")
		}
	}
}

func TestVersion2HasTheDefaultsThatItStates(t *testing.T) {
	svc := mustRead(t, `{"smithy": "2.0", "shapes": {`+versions+`}}`)
	for name, got := range defaults(svc.Shapes["a#In"]) {
		if got != "none" {
			t.Errorf("%s has the default %s", name, got)
		}
	}
	if d := svc.Shapes["smithy.api#PrimitiveBoolean"].Default; d == nil || d.Value != false || svc.Shapes["smithy.api#Boolean"].Default != nil {
		t.Error("the prelude's defaults are wrong")
	}
}

func TestDocumentsOfBothVersionsMix(t *testing.T) {
	svc := mustRead(t, `{"smithy": "1.0", "shapes": {`+small+`"a#In": {"type": "structure", "members": {
			"plain": {"target": "a#Plain"}, "zero": {"target": "a#Zero"}, "null": {"target": "a#Null"}}}}}`,
		`{"smithy": "2.0", "shapes": {"a#Plain": {"type": "integer"}, "a#Zero": {"type": "integer", "traits": {"smithy.api#default": 0}},
			"a#Null": {"type": "integer", "traits": {"smithy.api#default": null}}}}`)
	want := map[string]string{"plain": "none", "zero": "json.Number 0", "null": "none"}
	if diff := cmp.Diff(want, defaults(svc.Shapes["a#In"])); diff != "" {
		t.Errorf("defaults (-want +got)\n%s", diff)
	}
}

func TestStringsWithTheEnumTraitAreEnums(t *testing.T) {
	svc := mustRead(t, doc(small+`"a#In": {"type": "structure", "members": {"a": {"target": "a#Named"}, "b": {"target": "a#Unnamed"}}},
"a#Named": {"type": "string", "traits": {"smithy.api#length": {"max": 9}, "smithy.api#enum": [
	{"value": "x.y", "name": "X_Y", "documentation": "d", "deprecated": true, "tags": ["t"]}, {"value": "z", "name": "Z"}]}},
"a#Unnamed": {"type": "string", "traits": {"smithy.api#enum": [{"value": "eu-1 é"}, {"value": "ok_2"}]}}`))
	named, unnamed := svc.Shapes["a#Named"], svc.Shapes["a#Unnamed"]
	type value struct {
		Name, Value string
		Named       bool
		Docs        string
		Deprecated  bool
	}
	var got []value
	for _, m := range append(named.Members, unnamed.Members...) {
		got = append(got, value{m.Name, m.EnumValue, m.EnumNamed, m.Documentation, m.Deprecated != nil})
	}
	want := []value{{"X_Y", "x.y", true, "d", true}, {"Z", "z", true, "", false}, {"eu_1__", "eu-1 é", false, "", false}, {"ok_2", "ok_2", false, "", false}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("values (-want +got)\n%s", diff)
	}
	if named.Type != model.Enum || unnamed.Type != model.Enum || named.Length == nil {
		t.Error("the shapes aren't enums with their constraints")
	}
}

func TestProtocolsStandInTheSDKsOrder(t *testing.T) {
	svc := mustRead(t, doc(`"a#Svc_1": {"type": "service", "operations": [{"target": "a#Op"}], "traits": {
	"a#zzz": {}, "aws.protocols#awsQuery": {}, "aws.protocols#ec2Query": {}, "aws.protocols#restXml": {"noErrorWrapping": true}, "a#own": {},
	"aws.protocols#awsJson1_1": {}, "smithy.protocols#rpcv2Cbor": {}, "aws.protocols#awsJson1_0": {}, "aws.protocols#restJson1": {}}},
"a#own": {"type": "structure", "traits": {"smithy.api#trait": {}, "smithy.api#protocolDefinition": {}}},
"a#zzz": {"type": "structure", "traits": {"smithy.api#trait": {}, "smithy.api#protocolDefinition": {}}},
"a#Op": {"type": "operation", "output": {"target": "a#Out"}}, "a#Out": {"type": "structure"}`))
	want := []model.Protocol{
		{ID: model.RPCv2CBOR, TargetPrefix: "Svc_1"}, {ID: model.AWSJSON10, TargetPrefix: "Svc_1"}, {ID: model.AWSJSON11, TargetPrefix: "Svc_1"},
		{ID: model.RestJSON1}, {ID: model.RestXML, NoErrorWrapping: true}, {ID: model.AWSQuery}, {ID: model.EC2Query}, {ID: "a#own"}, {ID: "a#zzz"},
	}
	if diff := cmp.Diff(want, svc.Protocols); diff != "" {
		t.Errorf("protocols (-want +got)\n%s", diff)
	}
	if got := svc.Operations[0].ResultWrapper; got != "OpResult" {
		t.Errorf("awsQuery's wrapper = %q", got)
	}
}

func TestHTTPBindingsNeedAProtocol(t *testing.T) {
	tests := []struct {
		traits string
		bound  bool
	}{
		{`"aws.protocols#awsJson1_1": {}`, false},
		{`"smithy.protocols#rpcv2Cbor": {}, "aws.protocols#awsQuery": {}`, false},
		{`"aws.protocols#restXml": {}`, true},
		{`"aws.protocols#awsJson1_1": {}, "aws.protocols#restJson1": {}`, true},
		{`"a#own": {}`, true},
		{``, true},
	}
	for _, tt := range tests {
		svc := mustRead(t, doc(`"a#S": {"type": "service", "operations": [{"target": "a#Op"}], "traits": {`+tt.traits+`}},
"a#Op": {"type": "operation", "input": {"target": "a#In"}, "errors": [{"target": "a#E"}], "traits": {"smithy.api#http": {"method": "GET", "uri": "/{l}"}}},
"a#own": {"type": "structure", "traits": {"smithy.api#trait": {}, "smithy.api#protocolDefinition": {}}},
"a#E": {"type": "structure", "traits": {"smithy.api#error": "client", "smithy.api#httpError": 404}},
"a#In": {"type": "structure", "members": {"l": {"target": "smithy.api#String", "traits": {"smithy.api#httpLabel": {}}}}}`))
		op := svc.Operations[0]
		m := op.Input.Members[0]
		if got := op.HTTP != nil; got != tt.bound || (m.Loc == model.LabelLocation) != tt.bound || (m.LocName == "l") != tt.bound {
			t.Errorf("{%s}: http %v, member %v %q; bound should be %v", tt.traits, got, m.Loc, m.LocName, tt.bound)
		}
		if op.Errors[0].Error.Status != 404 {
			t.Errorf("{%s}: the error's status is lost", tt.traits)
		}
	}
}

func TestAuthIsResolved(t *testing.T) {
	tests := []struct {
		service, operation string
		want               []string
		own                []string // nil: as the service
	}{
		{``, ``, []string{model.SchemeNoAuth}, nil},
		{`"aws.auth#sigv4": {"name": "n"}`, ``, []string{model.SchemeSigV4}, nil},
		{`"smithy.api#httpBearerAuth": {}, "aws.auth#sigv4a": {"name": "n"}, "a#auth": {}, "aws.auth#sigv4": {"name": "n"}`, `"smithy.api#optionalAuth": {}`,
			[]string{"a#auth", model.SchemeSigV4, model.SchemeSigV4A, model.SchemeHTTPBearer},
			[]string{"a#auth", model.SchemeSigV4, model.SchemeSigV4A, model.SchemeHTTPBearer, model.SchemeNoAuth}},
		{`"smithy.api#httpBearerAuth": {}, "aws.auth#sigv4": {"name": "n"}, "smithy.api#auth": ["smithy.api#httpBearerAuth", "aws.auth#sigv4"]`,
			`"smithy.api#auth": ["aws.auth#sigv4"]`, []string{model.SchemeHTTPBearer, model.SchemeSigV4}, []string{model.SchemeSigV4}},
		{`"aws.auth#sigv4": {"name": "n"}, "smithy.api#auth": []`, ``, []string{model.SchemeNoAuth}, nil},
		{`"aws.auth#sigv4": {"name": "n"}`, `"smithy.api#auth": []`, []string{model.SchemeSigV4}, []string{model.SchemeNoAuth}},
		{`"aws.auth#sigv4": {"name": "n"}`, `"smithy.api#auth": [], "smithy.api#optionalAuth": {}`, []string{model.SchemeSigV4}, []string{model.SchemeNoAuth}},
		{`"aws.auth#sigv4": {"name": "n"}`, `"aws.auth#unsignedPayload": {}`, []string{model.SchemeSigV4}, []string{model.SchemeSigV4}},
	}
	for _, tt := range tests {
		svc := mustRead(t, doc(`"a#S": {"type": "service", "operations": [{"target": "a#Op"}], "traits": {`+tt.service+`}},
"a#auth": {"type": "structure", "traits": {"smithy.api#trait": {}, "smithy.api#authDefinition": {}}},
"a#Op": {"type": "operation", "traits": {`+tt.operation+`}}`))
		var own []string
		if a := svc.Operations[0].Auth; a != nil {
			own = a.Schemes
			if a.SigningName != svc.Auth.SigningName {
				t.Errorf("{%s} {%s}: signing name %q", tt.service, tt.operation, a.SigningName)
			}
		}
		if diff := cmp.Diff([][]string{tt.want, tt.own}, [][]string{svc.Auth.Schemes, own}); diff != "" {
			t.Errorf("{%s} {%s} (-want +got)\n%s", tt.service, tt.operation, diff)
		}
	}
}
