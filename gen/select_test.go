package gen_test

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/model"
)

// shop is a model with five operations, an error of the service's, and shapes that some of them need.
var shop = strings.Replace(toy("GetItem ListItems ListOrders PutItem Ping",
	operation("GetItem", "Key", "Item"),
	operation("ListItems", "", "Items"),
	operation("ListOrders", "", "Orders"),
	withErrors(operation("PutItem", "Item", ""), "Full"),
	operation("Ping", "", ""),
	structure("Key", "id: :String"),
	structure("Item", "id: :String", "kind: Kind"),
	`"t#Kind": {"type": "enum", "members": {"BIG": {"target": "smithy.api#Unit"}}}`,
	structure("Items", "items: ItemList"), list("ItemList", "Item"),
	structure("Orders", "orders: OrderList"), list("OrderList", "Order"), structure("Order", "id: :String", "next: Order"),
	badError("Full", "left: Left"), structure("Left"),
	badError("Down", "why: Why"), structure("Why"),
), `"operations": [`, `"errors": [{"target": "t#Down"}], "operations": [`, 1)

// exportedNames are what a types package declares of the model: not ConstraintError, which is there with any check.
func exportedNames(scope *types.Scope) []string {
	return slices.DeleteFunc(scope.Names(), func(n string) bool { return !ast.IsExported(n) || n == "ConstraintError" })
}

func TestSelectionKeepsOperationsAndWhatTheyReach(t *testing.T) {
	always := []string{"Down", "Why"}
	for _, tt := range []struct {
		name               string
		operations, except []string
		want, types        []string
	}{
		{"nothing said", nil, nil, []string{"GetItem", "ListItems", "ListOrders", "Ping", "PutItem"}, []string{"Full", "Item", "Kind", "KindBig", "Left", "Order"}},
		{"all", []string{"all"}, nil, []string{"GetItem", "ListItems", "ListOrders", "Ping", "PutItem"}, []string{"Full", "Item", "Kind", "KindBig", "Left", "Order"}},
		{"a name", []string{"Ping"}, nil, []string{"Ping"}, nil},
		{"two names in any order", []string{"PutItem", "GetItem"}, nil, []string{"GetItem", "PutItem"}, []string{"Full", "Kind", "KindBig", "Left"}},
		{"a name twice", []string{"Ping", "Ping"}, nil, []string{"Ping"}, nil},
		{"a glob", []string{"List*"}, nil, []string{"ListItems", "ListOrders"}, []string{"Item", "Kind", "KindBig", "Order"}},
		{"a glob with a class", []string{"[GP]*Item"}, nil, []string{"GetItem", "PutItem"}, []string{"Full", "Kind", "KindBig", "Left"}},
		{"all but", nil, []string{"*Item*"}, []string{"ListOrders", "Ping"}, []string{"Order"}},
		{"a glob but", []string{"List*"}, []string{"ListItems"}, []string{"ListOrders"}, []string{"Order"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, c := mustMake(t, gen.Config{Operations: tt.operations, Exclude: tt.except}, shop)
			if diff := cmp.Diff(tt.want, out.Operations); diff != "" {
				t.Errorf("operations (-want +got):\n%s", diff)
			}
			var made []string
			for _, f := range out.Files {
				if name, ok := strings.CutPrefix(f.Path, "op_"); ok {
					made = append(made, strings.TrimSuffix(name, ".go"))
				}
			}
			if diff := cmp.Diff(tt.want, made); diff != "" {
				t.Errorf("files of operations (-want +got):\n%s", diff)
			}
			want := append(slices.Clone(tt.types), always...)
			slices.Sort(want)
			if diff := cmp.Diff(want, exportedNames(c.scope("types"))); diff != "" {
				t.Errorf("types (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSelectionErrors(t *testing.T) {
	for _, tt := range []struct {
		name               string
		operations, except []string
		want               string
	}{
		{"misspelt", []string{"GetItms"}, nil, `model.json:2:1: no operation matches "GetItms"; did you mean GetItem?`},
		{"of another case", []string{"ping"}, nil, `model.json:2:1: no operation matches "ping"; did you mean Ping?`},
		{"nothing alike", []string{"Zzyzx"}, nil, `model.json:2:1: no operation matches "Zzyzx"`},
		{"all that are misspelt", []string{"Pong", "GetItem", "LisOrders"}, nil,
			"model.json:2:1: no operation matches \"LisOrders\"; did you mean ListOrders?\nmodel.json:2:1: no operation matches \"Pong\"; did you mean Ping?"},
		{"misspelt exclusion", nil, []string{"Pin"}, `model.json:2:1: no operation matches "Pin"; did you mean Ping?`},
		{"an empty name", []string{""}, nil, `model.json:2:1: no operation matches ""`},
		{"a glob that isn't one", []string{"[", "Ping"}, nil, `model.json:2:1: operation pattern "[": syntax error in pattern`},
		{"everything excluded", []string{"Ping"}, []string{"P*"}, `model.json:2:1: no operation is selected`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := makeClient(gen.Config{Operations: tt.operations, Exclude: tt.except}, shop)
			if err == nil {
				t.Fatal("no error")
			}
			if diff := cmp.Diff(tt.want, messages(err)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestServiceWithoutOperationsIsAnError(t *testing.T) {
	_, err := makeClient(gen.Config{}, toy(""))
	if err == nil || messages(err) != "model.json:2:1: no operation is selected" {
		t.Error(err)
	}
}

func TestRename(t *testing.T) {
	// t#Thing and u#Thing meet; so does the error, whose code on the wire is its shape's name whatever its Go name.
	text := toy("Put", `"u#Thing": {"type": "structure", "members": {}}`,
		withErrors(operation("Put", "In", ""), "Bad"), structure("In", "a: Thing", "b: u#Thing", "e: Kind"), structure("Thing"), badError("Bad"),
		`"t#Kind": {"type": "enum", "members": {"BIG": {"target": "smithy.api#Unit"}}}`)
	_, err := makeClient(gen.Config{}, text)
	if err == nil || messages(err) != "model.json:3:1: shapes t#Thing and u#Thing both have the Go name Thing; give one of them another with rename in the configuration" {
		t.Errorf("without rename: %v", err)
	}
	out, c := mustMake(t, gen.Config{Rename: map[string]string{"u#Thing": "OtherThing", "t#Bad": "Worse", "t#Kind": "size"}}, text)
	if diff := cmp.Diff([]string{"OtherThing", "Size", "SizeBig", "Thing", "Worse"}, exportedNames(c.scope("types"))); diff != "" {
		t.Errorf("types (-want +got):\n%s", diff)
	}
	for path, want := range map[string]string{"op_Put.go": "case \"Bad\":\n\t\treturn raiseWorse(r)", "types/errors.go": `return "Bad"`} {
		if !strings.Contains(fileOf(t, out, path), want) {
			t.Errorf("%s lacks %q, so the name on the wire changed", path, want)
		}
	}
}

func TestRenameErrors(t *testing.T) {
	for _, tt := range []struct{ name, shape, to, want string }{
		{"unknown shape", "t#Nothing", "X", `rename: no selected operation reaches a shape "t#Nothing"`},
		{"shape that isn't selected", "t#Order", "X", `rename: no selected operation reaches a shape "t#Order"`},
		{"no name", "t#Kind", "", `rename: "" for the shape "t#Kind" isn't a Go name of ASCII letters, digits and underscores`},
		{"code", "t#Kind", "X int; func init() {}; type Y", `rename: "X int; func init() {}; type Y" for the shape "t#Kind" isn't a Go name of ASCII letters, digits and underscores`},
		{"no letter", "t#Kind", "_", `rename: "_" for the shape "t#Kind" isn't a Go name of ASCII letters, digits and underscores`},
		{"not ASCII", "t#Kind", "Größe", `rename: "Größe" for the shape "t#Kind" isn't a Go name of ASCII letters, digits and underscores`},
		{"taken name", "t#Kind", "Down", `shapes t#Down and t#Kind both have the Go name Down; give one of them another with rename in the configuration`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := makeClient(gen.Config{Operations: []string{"GetItem"}, Rename: map[string]string{tt.shape: tt.to}}, shop)
			if err == nil {
				t.Fatal("no error")
			}
			if got := messages(err); !strings.HasSuffix(got, ": "+tt.want) || !strings.HasPrefix(got, "model.json:") {
				t.Errorf("have %s, want %s", got, tt.want)
			}
		})
	}
}

func fileOf(t testing.TB, out *gen.Output, path string) string {
	t.Helper()
	for _, f := range out.Files {
		if f.Path == path {
			return string(f.Data)
		}
	}
	t.Fatalf("no file %s", path)
	return ""
}

// speaking is shop with other protocols.
func speaking(protocols ...string) string {
	var traits []string
	for _, p := range protocols {
		traits = append(traits, `"`+p+`": {}`)
	}
	text := strings.Replace(shop, `"aws.protocols#restJson1": {}, `, "", 1)
	if len(traits) == 0 {
		return text
	}
	return strings.Replace(text, `"traits": {"aws.auth`, `"traits": {`+strings.Join(traits, ", ")+`, "aws.auth`, 1)
}

func TestProtocolChoice(t *testing.T) {
	rest, cbor := string(model.RestJSON1), string(model.RPCv2CBOR)
	for _, tt := range []struct {
		name, config string
		speaks       []string
		err          string
	}{
		{"the only one", "", []string{rest}, ""},
		{"the one that is supported", "", []string{cbor, rest}, ""},
		{"by name", "restJson1", []string{cbor, rest}, ""},
		{"by id", rest, []string{cbor, rest}, ""},
		{"by name in another case", "restjson1", []string{rest}, `the service doesn't speak the protocol "restjson1"; it speaks aws.protocols#restJson1`},
		{"one that the service doesn't speak", "awsJson1_1", []string{rest}, `the service doesn't speak the protocol "awsJson1_1"; it speaks aws.protocols#restJson1`},
		{"one that isn't supported", "", []string{cbor}, `none of the service's protocols is supported: it speaks smithy.protocols#rpcv2Cbor; supported: [aws.protocols#restJson1]`},
		{"one that isn't supported by name", "rpcv2Cbor", []string{cbor}, `protocol smithy.protocols#rpcv2Cbor is not supported`},
		{"none", "", nil, `none of the service's protocols is supported: it speaks none; supported: [aws.protocols#restJson1]`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, err := makeClient(gen.Config{Protocol: tt.config, Operations: []string{"Ping"}}, speaking(tt.speaks...))
			switch {
			case err == nil && tt.err != "":
				t.Errorf("no error, want %s", tt.err)
			case err != nil && messages(err) != "model.json:2:1: "+tt.err:
				t.Errorf("have error %s, want %s", messages(err), tt.err)
			case err == nil && out.Protocol != model.RestJSON1:
				t.Errorf("have protocol %s", out.Protocol)
			}
		})
	}
}

func TestPackageName(t *testing.T) {
	for _, tt := range []struct{ sdkID, config, want, err string }{
		{"Toy Shop-2", "", "toyshop2", ""},
		{"Toy", "other", "other", ""},
		{"Main", "", "", "the service id Main gives no package name that Go allows; set package in the configuration"},
		{"Type", "", "", "the service id Type gives no package name that Go allows; set package in the configuration"},
		{"42", "", "", "the service id 42 gives no package name that Go allows; set package in the configuration"},
		{"Toy", "a b", "", `package: "a b" isn't a name of small letters and digits that Go allows`},
		{"Toy", "main", "", `package: "main" isn't a name of small letters and digits that Go allows`},
		{"Toy", "x;import \"y\"", "", `package: "x;import \"y\"" isn't a name of small letters and digits that Go allows`},
	} {
		text := strings.Replace(shop, `"sdkId": "Toy"`, `"sdkId": "`+tt.sdkID+`"`, 1)
		out, err := makeClient(gen.Config{Package: tt.config, Operations: []string{"Ping"}}, text)
		switch {
		case err != nil && messages(err) != "model.json:2:1: "+tt.err:
			t.Errorf("%q, %q: have error %s, want %s", tt.sdkID, tt.config, messages(err), tt.err)
		case err == nil && (tt.err != "" || out.Package != tt.want):
			t.Errorf("%q, %q: have %s, want %s%s", tt.sdkID, tt.config, out.Package, tt.want, tt.err)
		}
	}
}
