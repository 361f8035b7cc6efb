package peer

import (
	"reflect"
	"strings"
	"time"

	sdktypes "github.com/aws/aws-sdk-go-v2/service/ssmincidents/types"
)

// The outputs in an outcome are of the SDK's types on both sides.

// decodeFailed excuses what is said, and which types are wrapped, below a
// *smithy.DeserializationError that both have.
func decodeFailed(theirs, ours *outcome) bool {
	const start = "deserialization failed, failed to decode response body"
	x, before, ok := cutAt(theirs, start)
	y, after, found := cutAt(ours, start)
	if !ok || !found || before != after || theirs.Text == ours.Text {
		return false
	}
	theirs.Text, ours.Text = before, after
	theirs.Chain, ours.Chain = theirs.Chain[:x], ours.Chain[:y]
	// The SDK's snapshot ends where its decoder has read to.
	if strings.HasPrefix(ours.As["DeserializationError"], theirs.As["DeserializationError"]) {
		ours.As["DeserializationError"] = theirs.As["DeserializationError"]
	}
	return true
}

// cutAt returns the text of an error up to a place, and how much of the chain is above and
// with *smithy.DeserializationError.
func cutAt(o *outcome, place string) (depth int, text string, ok bool) {
	text, _, ok = strings.Cut(o.Text, place)
	for i, name := range o.Chain {
		if strings.HasSuffix(name, "smithy-go.DeserializationError") {
			return i + 1, text, ok
		}
	}
	return 0, text, false
}

// oursFails excuses an error of ours, for malformed bodies with the text, where the SDK has an
// output or an error of the service.
func oursFails(text string) func(*outcome, *outcome) bool {
	return func(theirs, ours *outcome) bool {
		_, hasOurs := ours.As["DeserializationError"]
		_, hasTheirs := theirs.As["DeserializationError"]
		if !hasOurs || hasTheirs || !strings.Contains(ours.Text, text) {
			return false
		}
		*ours = *theirs
		return true
	}
}

// theirsFails excuses an error of the SDK, for malformed bodies with the text, where ours has
// an output or an error of the service.
func theirsFails(text string) func(*outcome, *outcome) bool {
	swapped := oursFails(text)
	return func(theirs, ours *outcome) bool { return swapped(ours, theirs) }
}

// snapshots excuses what a broken body's beginning was.
func snapshots(theirs, ours *outcome) bool {
	if theirs.As["DeserializationError"] == ours.As["DeserializationError"] || !strings.Contains(ours.Text, "failed to copy error response body") {
		return false
	}
	ours.As["DeserializationError"] = theirs.As["DeserializationError"]
	return true
}

// inValues excuses differences in outputs and errors, value by value.
func inValues(excuse func(theirs, ours reflect.Value) bool) func(*outcome, *outcome) bool {
	return func(theirs, ours *outcome) (used bool) {
		pairs(reflect.ValueOf(theirs.Output), reflect.ValueOf(ours.Output), excuse, &used)
		for i := range min(len(theirs.Typed), len(ours.Typed)) {
			pairs(reflect.ValueOf(theirs.Typed[i]), reflect.ValueOf(ours.Typed[i]), excuse, &used)
		}
		return used
	}
}

// pairs calls excuse with the values that stand in the same place, until one says that it
// settled the difference.
func pairs(x, y reflect.Value, excuse func(x, y reflect.Value) bool, used *bool) {
	if !x.IsValid() || !y.IsValid() || x.Type() != y.Type() {
		return
	}
	if excuse(x, y) {
		*used = true
		return
	}
	switch x.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !x.IsNil() && !y.IsNil() {
			pairs(x.Elem(), y.Elem(), excuse, used)
		}
	case reflect.Struct:
		for i := range x.NumField() {
			if x.Type().Field(i).IsExported() {
				pairs(x.Field(i), y.Field(i), excuse, used)
			}
		}
	case reflect.Slice:
		for i := range min(x.Len(), y.Len()) {
			pairs(x.Index(i), y.Index(i), excuse, used)
		}
	case reflect.Map:
		for key, v := range x.Seq2() {
			pairMapValues(key, v, y, excuse, used)
		}
	}
}

func pairMapValues(key, x, m reflect.Value, excuse func(x, y reflect.Value) bool, used *bool) {
	y := m.MapIndex(key)
	if !y.IsValid() {
		return
	}
	settable := reflect.New(y.Type()).Elem()
	settable.Set(y)
	pairs(x, settable, excuse, used)
	m.SetMapIndex(key, settable)
}

// unknownBytes: ours keeps the bytes of an unknown member.
func unknownBytes(x, y reflect.Value) bool {
	a, ok := x.Interface().(sdktypes.UnknownUnionMember)
	b, same := y.Interface().(sdktypes.UnknownUnionMember)
	if !ok || !same || a.Tag != b.Tag || len(a.Value) > 0 || len(b.Value) == 0 {
		return false
	}
	y.Field(1).SetZero()
	return true
}

// typeMember: the SDK takes "__type" for a union's member.
func typeMember(x, y reflect.Value) bool {
	if x.Kind() != reflect.Interface || x.IsNil() {
		return false
	}
	a, ok := x.Interface().(*sdktypes.UnknownUnionMember)
	if !ok || a.Tag != "__type" {
		return false
	}
	y.Set(x)
	return true
}

// farTime: the SDK loses times that are more than 2^63 ns from 1970.
func farTime(x, y reflect.Value) bool {
	a, ok := x.Interface().(time.Time)
	b, same := y.Interface().(time.Time)
	if !ok || !same || a.Equal(b) || b.Year() <= 2262 && b.Year() >= 1677 {
		return false
	}
	y.Set(x)
	return true
}
