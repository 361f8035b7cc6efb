package peer

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/aws/smithy-go/middleware"

	sdk "github.com/aws/aws-sdk-go-v2/service/ssmincidents"
	sdktypes "github.com/aws/aws-sdk-go-v2/service/ssmincidents/types"
	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
	"github.com/tinsmith-go/tinsmith/out/ssmincidents/types"
)

var (
	oursPath = reflect.TypeFor[ssmincidents.Client]().PkgPath()
	sdkPath  = reflect.TypeFor[sdk.Client]().PkgPath()

	timeType     = reflect.TypeFor[time.Time]()
	metadataType = reflect.TypeFor[middleware.Metadata]()
)

// variants are the union members of both packages, by "<package path>.<name>": reflection
// can't list the types that implement an interface.
var variants = variantsByName(
	types.ActionMemberSsmAutomation{}, sdktypes.ActionMemberSsmAutomation{},
	types.AttributeValueListMemberIntegerValues{}, sdktypes.AttributeValueListMemberIntegerValues{},
	types.AttributeValueListMemberStringValues{}, sdktypes.AttributeValueListMemberStringValues{},
	types.ChatChannelMemberChatbotSns{}, sdktypes.ChatChannelMemberChatbotSns{},
	types.ChatChannelMemberEmpty{}, sdktypes.ChatChannelMemberEmpty{},
	types.ConditionMemberAfter{}, sdktypes.ConditionMemberAfter{},
	types.ConditionMemberBefore{}, sdktypes.ConditionMemberBefore{},
	types.ConditionMemberEquals{}, sdktypes.ConditionMemberEquals{},
	types.DynamicSsmParameterValueMemberVariable{}, sdktypes.DynamicSsmParameterValueMemberVariable{},
	types.EventReferenceMemberRelatedItemId{}, sdktypes.EventReferenceMemberRelatedItemId{},
	types.EventReferenceMemberResource{}, sdktypes.EventReferenceMemberResource{},
	types.IntegrationMemberPagerDutyConfiguration{}, sdktypes.IntegrationMemberPagerDutyConfiguration{},
	types.NotificationTargetItemMemberSnsTopicArn{}, sdktypes.NotificationTargetItemMemberSnsTopicArn{},
	types.UnknownUnionMember{}, sdktypes.UnknownUnionMember{},
)

func variantsByName(values ...any) map[string]reflect.Type {
	m := make(map[string]reflect.Type, len(values))
	for _, v := range values {
		t := reflect.TypeOf(v)
		m[t.PkgPath()+"."+t.Name()] = t
	}
	return m
}

// convert returns v, of a type of one package, as the type of the same name in the other.
// It panics where the two types differ.
func convert(v any, to reflect.Type) any {
	dst := reflect.New(to).Elem()
	assign(dst, reflect.ValueOf(v))
	return dst.Interface()
}

func assign(dst, src reflect.Value) {
	switch {
	case dst.Type() == metadataType:
		// Metadata are compared through their getters.
	case dst.Type() == src.Type() || dst.Type() == timeType:
		dst.Set(src)
	case dst.Kind() != src.Kind():
		panic(fmt.Sprintf("%s is a %s, %s a %s", dst.Type(), dst.Kind(), src.Type(), src.Kind()))
	default:
		assignKind(dst, src)
	}
}

func assignKind(dst, src reflect.Value) {
	switch dst.Kind() {
	case reflect.Pointer:
		if !src.IsNil() {
			dst.Set(reflect.New(dst.Type().Elem()))
			assign(dst.Elem(), src.Elem())
		}
	case reflect.Slice:
		if !src.IsNil() {
			dst.Set(reflect.MakeSlice(dst.Type(), src.Len(), src.Len()))
			for i := range src.Len() {
				assign(dst.Index(i), src.Index(i))
			}
		}
	case reflect.Map:
		assignMap(dst, src)
	case reflect.Struct:
		assignStruct(dst, src)
	case reflect.Interface:
		assignUnion(dst, src)
	default:
		dst.Set(src.Convert(dst.Type()))
	}
}

func assignMap(dst, src reflect.Value) {
	if src.IsNil() {
		return
	}
	dst.Set(reflect.MakeMap(dst.Type()))
	for key, value := range src.Seq2() {
		v := reflect.New(dst.Type().Elem()).Elem()
		assign(v, value)
		dst.SetMapIndex(key, v)
	}
}

func assignStruct(dst, src reflect.Value) {
	if dst.NumField() != src.NumField() {
		panic(fmt.Sprintf("%s and %s have different fields", dst.Type(), src.Type()))
	}
	for i := range src.NumField() {
		if field := src.Type().Field(i); field.IsExported() {
			assign(dst.FieldByName(field.Name), src.Field(i))
		}
	}
}

func assignUnion(dst, src reflect.Value) {
	if src.IsNil() {
		return
	}
	from := src.Elem().Type().Elem()
	to, ok := variants[dst.Type().PkgPath()+"."+from.Name()]
	if !ok {
		panic(fmt.Sprintf("%s has no %s", dst.Type(), from.Name()))
	}
	v := reflect.New(to)
	if src.Elem().IsNil() {
		v = reflect.Zero(v.Type())
	} else {
		assign(v.Elem(), src.Elem().Elem())
	}
	dst.Set(v)
}

// unionMembers returns the types that a union of ours may hold, sorted by name, without
// UnknownUnionMember.
func unionMembers(union reflect.Type) []reflect.Type {
	var list []reflect.Type
	for name, t := range variants {
		if strings.HasPrefix(name, union.PkgPath()+".") && t.Name() != "UnknownUnionMember" && reflect.PointerTo(t).Implements(union) {
			list = append(list, t)
		}
	}
	sortByName(list)
	return list
}

func sortByName(list []reflect.Type) {
	slices.SortFunc(list, func(a, b reflect.Type) int { return strings.Compare(a.Name(), b.Name()) })
}
