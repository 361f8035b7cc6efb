package gen_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/out/kitchensink"
	"github.com/tinsmith-go/tinsmith/out/kitchensink/document"
	kitchentypes "github.com/tinsmith-go/tinsmith/out/kitchensink/types"
	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
	ssmtypes "github.com/tinsmith-go/tinsmith/out/ssmincidents/types"
)

// testClient is a generated client under test, seen from outside: what a program could write by hand, and the types
// that reflection can't find by name.
type testClient struct {
	name     string // of its folder in out
	new      func(clientConfig) any
	document func(any) any // nil where the service has no documents
	// types holds a value of each union member and each error.
	types []any
}

// clientConfig is what the client of a case is made with.
type clientConfig struct {
	endpoint   string
	http       *transport
	apiOptions []func(*middleware.Stack) error
}

var kitchen = &testClient{
	name: "kitchensink",
	new: func(c clientConfig) any {
		return kitchensink.New(kitchensink.Options{
			HTTPClient: c.http, BaseEndpoint: &c.endpoint, Region: "us-east-1", Credentials: aws.CredentialsProviderFunc(fixedCredentials),
			IdempotencyTokenProvider: fixedToken{}, RetryMaxAttempts: 1, APIOptions: c.apiOptions,
			Validation: kitchensink.ValidationOff, // the cases are about the wire
		})
	},
	document: func(v any) any { return document.NewLazyDocument(v) },
	types: []any{
		&kitchentypes.AwkwardFailure{},
		&kitchentypes.DishMemberEmpty{},
		&kitchentypes.DishMemberFlavor{},
		&kitchentypes.DishMemberHeat{},
		&kitchentypes.DishMemberIngredient{},
		&kitchentypes.DishMemberInvited{},
		&kitchentypes.DishMemberList{},
		&kitchentypes.DishMemberMap{},
		&kitchentypes.DishMemberNotes{},
		&kitchentypes.DishMemberNumber{},
		&kitchentypes.DishMemberPhoto{},
		&kitchentypes.DishMemberRenamed{},
		&kitchentypes.DishMemberServed{},
		&kitchentypes.DishMemberServedOn{},
		&kitchentypes.DishMemberSide{},
		&kitchentypes.DishMemberText{},
		&kitchentypes.DishMemberTruth{},
		&kitchentypes.DishMemberWeight{},
		&kitchentypes.InterfaceMemberAny{},
		&kitchentypes.InterfaceMemberDefault{},
		&kitchentypes.InterfaceMemberInt{},
		&kitchentypes.InterfaceMemberString{},
		&kitchentypes.InvalidThing{},
		&kitchentypes.KitchenClosed{},
		&kitchentypes.NodeMemberLeaf{},
		&kitchentypes.NodeMemberMany{},
		&kitchentypes.NodeMemberNamed{},
		&kitchentypes.NodeMemberSingle{},
		&kitchentypes.OutOfFlour{},
		&kitchentypes.SideMemberAgain{},
		&kitchentypes.SideMemberSalad{},
		&kitchentypes.SideMemberSoup{},
		&kitchentypes.StoveOff{},
		&kitchentypes.StrictChoiceMemberIngredient{},
		&kitchentypes.StrictChoiceMemberShort{},
		&kitchentypes.ThingConflict{},
		&kitchentypes.ThingNotFound{},
		&kitchentypes.Throttled{},
		&kitchentypes.UnknownUnionMember{},
	},
}

var incidents = &testClient{
	name: "ssmincidents",
	new: func(c clientConfig) any {
		return ssmincidents.New(ssmincidents.Options{
			HTTPClient: c.http, BaseEndpoint: &c.endpoint, Region: "us-east-1", Credentials: aws.CredentialsProviderFunc(fixedCredentials),
			IdempotencyTokenProvider: fixedToken{}, RetryMaxAttempts: 1, APIOptions: c.apiOptions,
			Validation: ssmincidents.ValidationOff, // the cases are about the wire
		})
	},
	types: []any{
		&ssmtypes.AccessDeniedException{},
		&ssmtypes.ActionMemberSsmAutomation{},
		&ssmtypes.AttributeValueListMemberIntegerValues{},
		&ssmtypes.AttributeValueListMemberStringValues{},
		&ssmtypes.ChatChannelMemberChatbotSns{},
		&ssmtypes.ChatChannelMemberEmpty{},
		&ssmtypes.ConditionMemberAfter{},
		&ssmtypes.ConditionMemberBefore{},
		&ssmtypes.ConditionMemberEquals{},
		&ssmtypes.ConflictException{},
		&ssmtypes.DynamicSsmParameterValueMemberVariable{},
		&ssmtypes.EventReferenceMemberRelatedItemId{},
		&ssmtypes.EventReferenceMemberResource{},
		&ssmtypes.IntegrationMemberPagerDutyConfiguration{},
		&ssmtypes.InternalServerException{},
		&ssmtypes.NotificationTargetItemMemberSnsTopicArn{},
		&ssmtypes.ResourceNotFoundException{},
		&ssmtypes.ThrottlingException{},
		&ssmtypes.UnknownUnionMember{},
		&ssmtypes.ValidationException{},
	},
}

// typeNamed returns the registered type of that name, or nil.
func (c *testClient) typeNamed(name string) reflect.Type {
	for _, v := range c.types {
		if t := reflect.TypeOf(v).Elem(); t.Name() == name {
			return t
		}
	}
	return nil
}

// The lists of types above are whole: each entry is a type of the client's, and none is missing.
func TestProtocolTypesAreWhole(t *testing.T) {
	for _, c := range []*testClient{kitchen, incidents} {
		var listed []string
		for _, v := range c.types {
			listed = append(listed, reflect.TypeOf(v).Elem().Name())
		}
		var declared []string
		for _, file := range []string{"unions.go", "errors.go"} {
			declared = append(declared, structsOf(t, filepath.Join("..", "out", c.name, "types", file))...)
		}
		slices.Sort(listed)
		slices.Sort(declared)
		if diff := cmp.Diff(declared, listed); diff != "" {
			t.Errorf("the types listed for %s aren't those it declares (-declared +listed)\n%s", c.name, diff)
		}
	}
}

// structsOf lists the structures that a file declares.
func structsOf(t *testing.T, file string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	ast.Inspect(f, func(n ast.Node) bool {
		if spec, ok := n.(*ast.TypeSpec); ok {
			if _, ok := spec.Type.(*ast.StructType); ok {
				out = append(out, spec.Name.Name)
			}
		}
		return true
	})
	return out
}
