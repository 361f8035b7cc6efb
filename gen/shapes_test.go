package gen_test

import (
	"fmt"
	"go/constant"
	"go/types"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/gen"
)

// fields returns a structure's exported fields with their types, as "Name type".
func fields(t testing.TB, scope *types.Scope, name string) []string {
	t.Helper()
	obj := scope.Lookup(name)
	if obj == nil {
		t.Fatalf("no type %s", name)
	}
	s, ok := obj.Type().Underlying().(*types.Struct)
	if !ok {
		t.Fatalf("%s is no structure", name)
	}
	var out []string
	for f := range s.Fields() {
		if f.Exported() {
			out = append(out, f.Name()+" "+types.TypeString(f.Type(), (*types.Package).Name))
		}
	}
	return out
}

// Members whose names meet methods or each other, types called as what clients declare, and every place where a
// codec function may be missing or needed under two types.
func TestOddModelsMakeClientsThatCompile(t *testing.T) {
	need := structure("S", "a: :String "+required)
	for _, tt := range []struct{ name, text string }{
		{"document in a union of a request", put(structure("In", "a: U"), union("U", "d: :Document", "s: :String"))},
		{"document in a union of both", put(structure("In", "a: U"), structure("Out", "a: U"), union("U", "d: :Document"))},
		{"document as the body", put(structure("In", "a: :Document "+payload), structure("Out", "a: :Document "+payload))},
		{"documents in containers", put(structure("In", "a: L", "b: M", "c: LL"), structure("Out", "a: L", "b: M", "c: LL"), list("L", ":Document"), dict("M", ":Document", sparse), list("LL", "L"))},
		{"union without members", put(structure("In", "a: U"), structure("Out", "a: U"), union("U"))},
		{"union of everything", put(structure("In", "a: U"), structure("Out", "a: U"),
			union("U", "a: L", "b: M", "c: SL", "d: SM", "e: U", "f: :Blob", "g: :Timestamp", "h: :Unit", "i: E", "j: :BigInteger", "k: S", "l: :Boolean"),
			list("L", "S"), dict("M", "L"), list("SL", ":String", sparse), dict("SM", "L", sparse), need, intEnumE)},
		{"structure in a union in itself", put(structure("In", "a: U"), structure("Out", "a: U"), union("U", "s: S", "l: L"), structure("S", "u: U "+required), list("L", "U"))},
		{"lists of strings and of a type String", put(structure("In", "a: LL", "b: MM"), structure("Out", "a: LL", "b: MM"), list("LL", "L"), list("MM", "M"), list("L", ":String"), list("M", "String"), structure("String", "x: :String"))},
		{"lists of times and of an enum DateTime", put(structure("In", "a: LL", "b: MM"), list("LL", "L"), list("MM", "M"), list("L", "T"), list("M", "DateTime"),
			`"t#T": {"type": "timestamp", "traits": {"smithy.api#timestampFormat": "date-time"}}`, strings.Replace(enumE, "t#E", "t#DateTime", 1))},
		{"documents and a type Document", put(structure("In", "a: Document", "b: L"), structure("Out", "a: Document", "b: L"), structure("Document", "x: :String"), list("L", ":Document"))},
		{"a type ListOfString", put(structure("In", "a: ListOfString", "b: LL", "c: ListOfString_"), structure("Out", "a: ListOfString", "b: LL"), structure("ListOfString", "x: :String"), structure("ListOfString_", "x: :String"), list("LL", "L"), list("L", ":String"))},
		{"error within an input", toy("Put", withErrors(operation("Put", "In", "In"), "Bad"), structure("In", "e: Bad", "l: L"), list("L", "Bad"), badError("Bad", "message: :String "+required, "x: :String "+required))},
		{"error as input and output", toy("Put", withErrors(operation("Put", "Bad", "Bad"), "Bad"), badError("Bad", "message: :String "+required, "x: :String "+required))},
		{"error in headers", toy("Put", withErrors(operation("Put", "", ""), "Bad"), badError("Bad", `message: :String {"smithy.api#httpHeader": "X-M"}`, "status: :Integer "+status, `l: L {"smithy.api#httpHeader": "X-L"}`), list("L", ":Timestamp"))},
		{"error with a body of its own", toy("Put", withErrors(operation("Put", "", ""), "Bad"), badError("Bad", "message: :String "+payload))},
		{"host label of an enum", toy("Put", operation("Put", "In", "", `"smithy.api#endpoint": {"hostPrefix": "{a}."}`), structure("In", `a: E {"smithy.api#required": {}, "smithy.api#hostLabel": {}}`), enumE)},
		{"bodies of every type", toy("A B C D E2 F", operation("A", "A1", "A1"), operation("B", "B1", "B1"), operation("C", "C1", "C1"), operation("D", "D1", "D1"), operation("E2", "E1", "E1"), operation("F", "F1", "F1"),
			structure("A1", "a: L "+payload), structure("B1", "a: M "+payload), structure("C1", "a: U "+payload), structure("D1", "a: E "+payload), structure("E1", "a: :String "+payload), structure("F1", "b: Stream "+payload),
			list("L", "S"), dict("M", "S", sparse), union("U", "s: S"), enumE, need, strings.Replace(streamB, "t#B", "t#Stream", 1))},
		{"headers and queries of every type", put(
			structure("In", append(everyBinding("httpHeader"), everyBinding("httpQuery")...)...),
			structure("Out", everyBinding("httpHeader")...), enumE, strings.Replace(intEnumE, "t#E", "t#I", 1),
			list("LS", ":String"), list("LB", ":Boolean"), list("LT", ":Timestamp"), list("LE", "E"), list("LI", "I"), list("LF", ":Float"), list("LN", ":BigInteger"), list("LX", ":Blob"))},
		{"intEnum everywhere", put(structure("In", "a: E", "b: E "+query, "d: L", "e: SL", "f: U", `g: E {"smithy.api#httpHeader": "X-E"}`, "h: E "+required), structure("Out", "a: E", "d: L", "e: SL", "f: U", `g: E {"smithy.api#httpHeader": "X-E"}`),
			intEnumE, list("L", "E"), list("SL", "E", sparse), union("U", "e: E", "l: L"))},
		{"types called as what clients declare", put(structure("In", "a: Client", "b: Options", "c: Checker", "d: Time", "e: Interface", "f: ResultMetadata", "g: Error", "h: NoSmithyDocumentSerde", "i: UnknownUnionMember", "j: U", "k: UMemberA"),
			structure("Out", "a: Client", "j: U"), structure("Client", "a: :String "+required), structure("Options"), structure("Checker"), structure("Time", "t: :Timestamp"), structure("Interface", "d: :Document"), structure("ResultMetadata"),
			structure("Error"), structure("NoSmithyDocumentSerde"), structure("UnknownUnionMember"), union("U", "a: :String"), structure("UMemberA"))},
		{"members called as what clients declare", put(structure("In", "type: :String", "_x: :String", "__y: :String", "noSmithyDocumentSerde: :String", "bindEndpointParams: :String", "check: :String"), structure("Out", "NoSmithyDocumentSerde: :String", "func: :String"))},
		{"operations called as what clients declare", toy("New Client Invoke Input Output Endpoints Configure", operation("New", "", ""), operation("Client", "", ""), operation("Invoke", "", ""), operation("Input", "", ""), operation("Output", "", ""), operation("Endpoints", "", ""), operation("Configure", "", ""))},
		{"operations and their inputs", toy("Foo FooInput FooOutput", operation("Foo", "X", "X"), operation("FooInput", "", ""), operation("FooOutput", "", ""), structure("X", "a: X"))},
		{"members called Check and Validate", put(structure("In", "check: :String "+required, "s: S", "l: L", "u: U", "v: V"), structure("S", "Check: :String "+required), list("L", "S"), union("U", "s: S"), structure("V", "validate: :String "+required))},
		{"empty structures", put(structure("In"), structure("Out"))},
		{"recursion", put(structure("In", "a: L", "b: M", "s: In"), structure("Out", "a: In"), list("L", "In"), dict("M", "L", sparse))},
		{"a comment with an import block", put(structure("In", `a: :String {"smithy.api#documentation": "<pre>import (\nfoo bar\n)</pre> import ("}`), structure("Out", `a: S {"smithy.api#documentation": "<p>import (</p>"}`), structure("S"))},
	} {
		t.Run(tt.name, func(t *testing.T) { mustMake(t, gen.Config{}, tt.text) })
	}
}

// everyBinding is members of every type that a header or query parameter can have.
func everyBinding(trait string) []string {
	var out []string
	for i, target := range []string{":String", ":Boolean", ":Byte", ":Short", ":Integer", ":Long", ":Float", ":Double", ":BigInteger", ":BigDecimal", ":Timestamp", ":Blob", "E", "I", "LS", "LB", "LT", "LE", "LI", "LF", "LN", "LX"} {
		out = append(out, fmt.Sprintf(`%s%d: %s {"smithy.api#%s": "X-%d"}`, trait, i, target, trait, i))
	}
	return out
}

func TestOperationFilesHaveNoBuildSuffix(t *testing.T) {
	out, _ := mustMake(t, gen.Config{}, toy("Put_test a_windows", operation("Put_test", "", ""), operation("a_windows", "", "")))
	for _, p := range []string{"op_Put-test.go", "op_a-windows.go"} {
		fileOf(t, out, p)
	}
}

func TestMemberTypesOfTheSmithyFormat(t *testing.T) {
	def := func(v string) string { return `{"smithy.api#default": ` + v + `}` }
	members := []string{
		"a: :String", "b: :String " + required, "c: :String " + def(`""`), "d: :Boolean", "e: :Boolean " + def("false"), "f: :Boolean " + def("true"),
		"g: :Integer", "h: :Integer " + def("0"), "i: :Integer " + def("7"), "j: :Integer " + def("null"), "k: :Integer " + required,
		`l: :Integer {"smithy.api#default": 0, "smithy.api#addedDefault": {}}`, `m: :Integer {"smithy.api#default": 0, "smithy.api#clientOptional": {}}`, `n: :Integer {"smithy.api#default": 0, "smithy.api#required": {}}`,
		"o: :PrimitiveInteger", "p: Zero", "q: :Byte " + def("0"), "r: :Short " + def("0"), "s: :Long " + def("0"), "t: :Float " + def("0"), "u: :Double " + def("0.0"),
		"v: :Timestamp", "w: :Timestamp " + def("0"), "x: :Blob", "y: :BigInteger", "z: :BigDecimal", "aa: :Document", "ab: S", "ac: U", "ad: E", "ae: I", "af: I " + required,
		"ag: L", "ah: M", "ai: SL", "aj: SM", "ak: SLE", "al: SLL", "am: SLS", "an: SLX", "ao: SMT", "ap: MK", "aq: LBig",
	}
	_, c := mustMake(t, gen.Config{}, put(structure("In", "s: S2"), structure("S2", members...), structure("S"), union("U", "a: :String"), enumE, strings.Replace(intEnumE, "t#E", "t#I", 1),
		`"t#Zero": {"type": "integer", "traits": {"smithy.api#default": 0}}`,
		list("L", ":Integer"), dict("M", "S"), list("SL", ":String", sparse), dict("SM", "S", sparse), list("SLE", "E", sparse), list("SLL", "L", sparse), list("SLS", "U", sparse), list("SLX", ":Blob", sparse), dict("SMT", ":Timestamp", sparse),
		`"t#MK": {"type": "map", "key": {"target": "t#E"}, "value": {"target": "smithy.api#Long"}}`, list("LBig", ":BigInteger")))
	want := []string{
		"A *string", "B *string", "C *string", "D *bool", "E bool", "F *bool",
		"G *int32", "H int32", "I *int32", "J *int32", "K *int32",
		"L *int32", "M *int32", "N int32",
		"O *int32", "P *int32", "Q int8", "R int16", "S int64", "T float32", "U float64",
		"V *time.Time", "W *time.Time", "X []byte", "Y *big.Int", "Z *big.Float", "Aa document.Interface", "Ab *types.S", "Ac types.U", "Ad types.E", "Ae int32", "Af int32",
		"Ag []int32", "Ah map[string]types.S", "Ai []*string", "Aj map[string]*types.S", "Ak []types.E", "Al [][]int32", "Am []types.U", "An [][]byte", "Ao map[string]*time.Time", "Ap map[string]int64", "Aq []big.Int",
	}
	if diff := cmp.Diff(want, aliases(fields(t, c.scope("types"), "S2"))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// aliases writes aliases and internal packages as what they stand for.
func aliases(fields []string) []string {
	for i, f := range fields {
		fields[i] = strings.ReplaceAll(f, "types.I", "int32")
	}
	return fields
}

// botoToy is a model in the botocore format: In and Out belong to the operation Put; each shape stands on a line of
// its own, the first on line 5.
func botoToy(shapes ...string) string {
	return `{"version": "2.0",
"metadata": {"apiVersion": "2024-01-01", "endpointPrefix": "toy", "protocol": "rest-json", "serviceId": "Toy", "signatureVersion": "v4"},
"operations": {"Put": {"name": "Put", "http": {"method": "POST", "requestUri": "/put"}, "input": {"shape": "In"}, "output": {"shape": "Out"}}},
"shapes": {
` + strings.Join(shapes, ",\n") + "\n}}\n"
}

// In the botocore format every scalar member is a pointer, whatever box and required say.
func TestMemberTypesOfTheBotocoreFormat(t *testing.T) {
	shapes := []string{
		`"Out": {"type": "structure", "members": {}}`,
		`"In": {"type": "structure", "required": ["b"], "members": {"a": {"shape": "String"}, "b": {"shape": "Integer"}, "c": {"shape": "Boxed"}, "d": {"shape": "Integer", "box": true}, "e": {"shape": "Boolean"}, "f": {"shape": "Long"},
			"g": {"shape": "Float"}, "h": {"shape": "Double"}, "i": {"shape": "Time"}, "j": {"shape": "Blob"}, "k": {"shape": "Key"}, "l": {"shape": "List"}, "m": {"shape": "Map"}, "n": {"shape": "In"}, "o": {"shape": "Union"},
			"p": {"shape": "Doc"}, "q": {"shape": "Sparse"}}}`,
		`"Boxed": {"type": "integer", "box": true}`, `"Time": {"type": "timestamp"}`, `"Blob": {"type": "blob"}`, `"Key": {"type": "string", "enum": ["a"]}`,
		`"List": {"type": "list", "member": {"shape": "Integer"}}`, `"Map": {"type": "map", "key": {"shape": "Key"}, "value": {"shape": "In"}}`, `"Union": {"type": "structure", "union": true, "members": {"a": {"shape": "Integer"}}}`,
		`"Doc": {"type": "structure", "document": true, "members": {}}`, `"Sparse": {"type": "list", "sparse": true, "member": {"shape": "Integer"}}`,
	}
	for _, kind := range []string{"String", "Integer", "Boolean", "Long", "Float", "Double"} {
		shapes = append(shapes, fmt.Sprintf(`%q: {"type": %q}`, kind, strings.ToLower(kind)))
	}
	_, c := mustMake(t, gen.Config{}, botoToy(shapes...))
	want := []string{"A *string", "B *int32", "C *int32", "D *int32", "E *bool", "F *int64", "G *float32", "H *float64", "I *time.Time", "J []byte", "K types.Key",
		"L []int32", "M map[string]types.In", "N *types.In", "O types.Union", "P document.Interface", "Q []*int32"}
	if diff := cmp.Diff(want, fields(t, c.scope(""), "PutInput")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestStreamsAreReaders(t *testing.T) {
	smithy := put(structure("In", "b: B "+payload), structure("Out", "b: B "+payload), streamB)
	botocore := botoToy(`"In": {"type": "structure", "members": {"b": {"shape": "B"}}, "payload": "b"}`, `"Out": {"type": "structure", "members": {"b": {"shape": "B"}}, "payload": "b"}`, `"B": {"type": "blob", "streaming": true}`)
	for name, text := range map[string]string{"smithy": smithy, "botocore": botocore} {
		_, c := mustMake(t, gen.Config{}, text)
		in, out := fields(t, c.scope(""), "PutInput"), fields(t, c.scope(""), "PutOutput")
		if in[0] != "B io.Reader" || out[0] != "B io.ReadCloser" {
			t.Errorf("%s: have %s and %s", name, in[0], out[0])
		}
	}
}

func TestMemberNames(t *testing.T) {
	members := []string{"lower: :String", "Upper: :String", "_score: :String", "__two: :String", "_1st: :String", "URLs3: :String", "snake_case: :String", "string: :String", "getStream: :String", "resultMetadata: :String"}
	_, c := mustMake(t, gen.Config{}, put(structure("In", members...), structure("Out", members...)))
	names := func(list ...string) []string {
		for i := range list {
			list[i] += " *string"
		}
		return list
	}
	want := names("Lower", "Upper", "Score", "Two", "St", "URLs3", "Snake_case", "String_", "GetStream_", "ResultMetadata")
	if diff := cmp.Diff(want, fields(t, c.scope(""), "PutInput")); diff != "" {
		t.Errorf("input (-want +got)\n%s", diff)
	}
	want[9] = "ResultMetadata_ *string"
	want = append(want, "ResultMetadata middleware.Metadata")
	if diff := cmp.Diff(want, fields(t, c.scope(""), "PutOutput")); diff != "" {
		t.Errorf("output (-want +got)\n%s", diff)
	}
}

func TestErrorTypes(t *testing.T) {
	out, c := mustMake(t, gen.Config{}, toy("Put", withErrors(operation("Put", "", ""), "Bad", "Worse"),
		badError("Bad", "x: :String", "message: :String", "Error: :String", "errorCode: :String", "errorMessage: :String", "ErrorFault: :String", "Unwrap: :String", "errorCodeOverride: :String", "string: :String", "getX: :String", "HasX: :String", "HasY: :String"),
		strings.Replace(badError("Worse", "Message: :String"), "client", "server", 1)))
	want := []string{"Message *string", "ErrorCodeOverride *string", "X *string", "Error_ *string", "ErrorCode_ *string", "ErrorMessage_ *string", "ErrorFault_ *string", "Unwrap_ *string", "ErrorCodeOverride_ *string", "String_ *string", "GetX_ *string", "HasX_ *string", "HasY *string"}
	if diff := cmp.Diff(want, fields(t, c.scope("types"), "Bad")); diff != "" {
		t.Errorf("Bad (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Message *string", "ErrorCodeOverride *string"}, fields(t, c.scope("types"), "Worse")); diff != "" {
		t.Errorf("Worse (-want +got)\n%s", diff)
	}
	for _, text := range []string{`return smithy.FaultClient`, `return smithy.FaultServer`} {
		if strings.Count(fileOf(t, out, "types/errors.go"), text) != 1 {
			t.Errorf("errors.go: want %s once", text)
		}
	}
}

// constants returns a scope's constants of a type, as "Name value".
func constants(scope *types.Scope, typ string) []string {
	var out []string
	for _, n := range scope.Names() {
		if c, ok := scope.Lookup(n).(*types.Const); ok && types.TypeString(c.Type(), func(*types.Package) string { return "" }) == typ {
			text := c.Val().ExactString()
			if c.Val().Kind() == constant.String {
				text = constant.StringVal(c.Val())
			}
			out = append(out, n+" "+text)
		}
	}
	slices.Sort(out)
	return out
}

func TestEnumConstants(t *testing.T) {
	unit := func(name string) string { return `"` + name + `": {"target": "smithy.api#Unit"}` }
	smithy := func(enum string) string { return put(structure("In", "a: Key", "n: Int"), enum, intEnums) }
	botocore := func(enum string) string {
		return botoToy(`"In": {"type": "structure", "members": {"a": {"shape": "Key"}}}`, `"Out": {"type": "structure", "members": {}}`, `"Key": {"type": "string", "enum": [`+enum+`]}`)
	}
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"members of an enum", smithy(`"t#Key": {"type": "enum", "members": {` + unit("RSA_2048") + `, ` + unit("EC_prime256v1") + `, ` + unit("IPv6_PREFERRED") + `, ` + unit("s3_ObjectCreated_") + `, ` + unit("plain") + `}}`),
			[]string{"KeyEcPrime256v1 EC_prime256v1", "KeyIPv6Preferred IPv6_PREFERRED", "KeyPlain plain", "KeyRsa2048 RSA_2048", "KeyS3ObjectCreated s3_ObjectCreated_"}},
		{"values that aren't names", smithy(`"t#Key": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "a b\"\n\u202e"}}, "B": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": ""}}}}`),
			[]string{"KeyA a b\"\n\u202e", "KeyB "}},
		{"names that become one", smithy(`"t#Key": {"type": "enum", "members": {` + unit("A_B") + `, ` + unit("a_b") + `}}`), []string{"KeyAB A_B", "A_b a_b"}},
		{"an enum trait with names", smithy(`"t#Key": {"type": "string", "traits": {"smithy.api#enum": [{"value": "a b", "name": "AB"}, {"value": "c", "name": "C"}]}}`), []string{"KeyAb a b", "KeyC c"}},
		{"an enum trait without names", smithy(`"t#Key": {"type": "string", "traits": {"smithy.api#enum": [{"value": "a b"}, {"value": "c"}]}}`), nil},
		{"botocore", botocore(`"nodejs10.x", "aws:kms", "AMAZON.UserInput", "dash-ed", "UPPER"`), []string{"KeyAmazonUserInput AMAZON.UserInput", "KeyAwsKms aws:kms", "KeyDashEd dash-ed", "KeyNodejs10X nodejs10.x", "KeyUpper UPPER"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, c := mustMake(t, gen.Config{}, tt.text)
			slices.Sort(tt.want)
			if diff := cmp.Diff(tt.want, constants(c.scope("types"), "Key")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if !strings.Contains(fileOf(t, out, "types/enums.go"), "func (Key) Values() []Key") {
				t.Error("no method Values")
			}
		})
	}
	_, c := mustMake(t, gen.Config{}, smithy(enumKey))
	if diff := cmp.Diff([]string{"IntBig 2147483647", "IntNegative -1"}, constants(c.scope("types"), "Int")); diff != "" {
		t.Errorf("intEnum (-want +got)\n%s", diff)
	}
}

const (
	enumKey  = `"t#Key": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit"}}}`
	intEnums = `"t#Int": {"type": "intEnum", "members": {"BIG": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 2147483647}}, "NEGATIVE": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": -1}}}}`
)

func TestEndpointParametersAreBound(t *testing.T) {
	text := with(rulesWith(`"Name": {"type": "string"}, "Kind": {"type": "string"}, "On": {"type": "boolean"}, "off": {"type": "boolean"}, "List": {"type": "stringArray"}, "Fixed": {"type": "string"}, "Yes": {"type": "boolean"}, "All": {"type": "stringArray"}`),
		toy("Put", operation("Put", "In", "", `"smithy.rules#staticContextParams": {"Fixed": {"value": "x\"y"}, "Yes": {"value": true}, "All": {"value": ["a", "b"]}, "Unknown": {"value": "z"}}`),
			structure("In", "name: :String "+param("Name"), "kind: E "+param("Kind"), "on: :Boolean "+param("On"), `zero: :Boolean {"smithy.api#default": false, "smithy.rules#contextParam": {"name": "off"}}`,
				"list: L "+param("List"), "overridden: :String "+param("Fixed"), "nobody: :String "+param("Nobody")), enumE, list("L", ":String")))
	out, _ := mustMake(t, gen.Config{}, text)
	const want = `func (v *PutInput) bindEndpointParams(p *EndpointParameters) {
	p.All = []string{"a", "b"}
	p.Fixed = aws.String("x\"y")
	p.Yes = aws.Bool(true)
	p.Name = v.Name
	p.Kind = aws.String(string(v.Kind))
	p.On = v.On
	p.Off = &v.Zero
	p.List = v.List
}
`
	if got := declaration(t, out, "op_Put.go", "func (v *PutInput) bindEndpointParams"); got != want {
		t.Errorf("(-want +got)\n%s", cmp.Diff(want, got))
	}
}

// declaration returns a top-level declaration of a file, from its beginning to the closing brace.
func declaration(t testing.TB, out *gen.Output, path, beginning string) string {
	t.Helper()
	text := fileOf(t, out, path)
	i := strings.Index(text, "\n"+beginning)
	if i < 0 {
		t.Fatalf("%s has no %s", path, beginning)
	}
	decl, _, _ := strings.Cut(text[i+1:], "\n}\n")
	return decl + "\n}\n"
}

// checks finds the statements of a Check method that look at required members or go into a member.
var checks = regexp.MustCompile(`(?m)^\t(?:c|constraint)\.(Required|List|Map|Union|Struct)(?:Func)?\((?:c, )?"(\w+)"`)

func TestChecksGoIntoEveryContainer(t *testing.T) {
	out, _ := mustMake(t, gen.Config{}, put(
		structure("In", "a: LL "+required, "b: MM", "c: SL", "d: SM", "e: U", "f: LU", "g: MU", "h: SLL", "i: Free", "j: S", "k: LF", "l: E "+required, "m: :Boolean {\"smithy.api#required\": {}, \"smithy.api#default\": false}"),
		list("LL", "L"), list("L", "S"), dict("MM", "M"), dict("M", "S"), list("SL", "S", sparse), dict("SM", "S", sparse),
		union("U", "a: S", "b: LL", "c: :String"), list("LU", "U"), dict("MU", "U"), list("SLL", "SL", sparse), structure("S", "a: :String "+required), structure("Free", "a: :String"), list("LF", "Free"), enumE))
	want := []string{"Required A", "List A", "Map B", "List C", "Map D", "Union E", "List F", "Map G", "List H", "Struct J", "Required L"}
	var got []string
	for _, m := range checks.FindAllStringSubmatch(declaration(t, out, "op_Put.go", "func (v *PutInput) Check"), -1) {
		got = append(got, m[1]+" "+m[2])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	unions := fileOf(t, out, "types/unions.go")
	for name, has := range map[string]bool{"UMemberA": true, "UMemberB": true, "UMemberC": false} {
		if strings.Contains(unions, "func (v *"+name+") Check(") != has {
			t.Errorf("%s: want Check to be there: %t", name, has)
		}
	}
	if strings.Contains(fileOf(t, out, "types/types.go"), "func (v *Free) Check(") {
		t.Error("a structure without anything to check has Check")
	}
}

func TestOutputsAreNotChecked(t *testing.T) {
	out, _ := mustMake(t, gen.Config{}, put(structure("Out", "s: S "+required), structure("S", "a: :String "+required)))
	for _, f := range out.Files {
		if !strings.HasPrefix(f.Path, "internal/") && strings.Contains(string(f.Data), ") Check(") {
			t.Errorf("%s has Check", f.Path)
		}
	}
}

var codecNames = regexp.MustCompile(`(?m)^func ((?:encode|decode)\w+)\(`)

func TestCodecsAreThoseThatAreNeeded(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"scalars alone", put(structure("In", "a: :String", "b: L", "c: M"), structure("Out", "a: L"), list("L", ":String"), dict("M", ":Timestamp")), ""},
		{"each way alone", put(structure("In", "a: S"), structure("Out", "a: R"), structure("S"), structure("R")), "decodeR encodeS"},
		{"both ways", put(structure("In", "a: S"), structure("Out", "a: S"), structure("S")), "encodeS decodeS"},
		{"the element's alone", put(structure("In", "a: L", "b: M"), list("L", "S"), dict("M", "S"), structure("S")), "encodeS"},
		{"equal lists share one", put(structure("In", "a: L", "b: M"), list("L", "L1"), dict("M", "L2"), list("L1", ":String"), list("L2", ":String")), "encodeListOfString"},
		{"lists of other formats don't", put(structure("In", "a: L", "b: M"), list("L", "L1"), dict("M", "L2"), list("L1", ":Timestamp"), `"t#L2": {"type": "list", "member": {"target": "smithy.api#Timestamp", "traits": {"smithy.api#timestampFormat": "http-date"}}}`),
			"encodeListOfEpochSeconds encodeListOfHTTPDate"},
		{"sparse lists don't", put(structure("In", "a: L", "b: M"), list("L", "L1"), dict("M", "L2"), list("L1", ":String"), list("L2", ":String", sparse)), "encodeListOfString encodeSparseListOfString"},
		{"integers of every size don't", put(structure("In", "a: A", "b: B"), list("A", "A1"), list("B", "B1"), list("A1", ":Integer"), list("B1", ":Long")), "encodeListOfInteger encodeListOfLong"},
		{"nothing for headers", put(structure("In", "a: L "+header), structure("Out", "a: L "+header), list("L", ":String")), ""},
		{"documents of requests need none", put(structure("In", "a: :Document")), ""},
		{"documents as bodies of requests need none", put(structure("In", "a: :Document "+payload)), ""},
		{"documents of responses", put(structure("Out", "a: :Document")), "decodeDocument"},
		{"documents in unions", put(structure("In", "a: U"), union("U", "d: :Document")), "encodeDocument encodeU"},
		{"recursion", put(structure("In", "a: S"), structure("S", "s: S", "l: L"), list("L", "L2"), list("L2", "S")), "encodeListOfS encodeS"},
		{"errors", toy("Put", withErrors(operation("Put", "", ""), "Bad"), badError("Bad", "s: S"), structure("S", "r: R"), structure("R")), "decodeR decodeS"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, _ := mustMake(t, gen.Config{}, tt.text)
			var got []string
			for _, m := range codecNames.FindAllStringSubmatch(fileOf(t, out, "codec.go"), -1) {
				got = append(got, m[1])
			}
			if diff := cmp.Diff(strings.Fields(tt.want), got, cmp.Transformer("empty", func(l []string) []string { return append([]string{}, l...) })); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestDocumentationLevels(t *testing.T) {
	text := put(structure("In", `a: :String {"smithy.api#documentation": "<p>First words.</p><p>Second words.</p>"}`))
	for _, tt := range []struct {
		docs          string
		first, second bool
	}{{"", true, true}, {"full", true, true}, {"short", true, false}, {"none", false, false}} {
		out, _ := mustMake(t, gen.Config{Docs: tt.docs}, text)
		file := fileOf(t, out, "op_Put.go")
		if strings.Contains(file, "First words.") != tt.first || strings.Contains(file, "Second words.") != tt.second {
			t.Errorf("docs %q: want the first paragraph %t, the second %t:\n%s", tt.docs, tt.first, tt.second, file)
		}
	}
}
