package peer

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/aws/smithy-go/middleware"
	"github.com/google/go-cmp/cmp"
)

func countRequests(n int) string { return fmt.Sprintf("%d requests", n) }

// absent are the middlewares of the SDK's stack that ours lacks, with the reason, by
// "<step> <id>".
var absent = map[string]string{
	"Serialize ResolveEndpoint": "serves endpoint resolvers of the first version alone",
	"Finalize spanRetryLoop":    "makes spans for tracing",
}

// added are those that ours has where the SDK's stack lacks them.
var added = map[string]string{
	"Initialize OperationInputValidation": "inputs without required members may have other constraints",
}

// TestStack compares the middlewares that an API option sees.
func TestStack(t *testing.T) {
	used := make(map[string]bool)
	without := func(list, other []string, table map[string]string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(name string) bool {
			if table[name] == "" || slices.Contains(other, name) {
				return false
			}
			used[name] = true
			return true
		})
	}
	for _, operation := range operations {
		t.Run(operation, func(t *testing.T) {
			want, got := stackOf(t, theirs, operation), stackOf(t, ours, operation)
			if diff := cmp.Diff(without(want, got, absent), without(got, want, added)); diff != "" {
				t.Errorf("(-sdk +tinsmith)\n%s", diff)
			}
		})
	}
	for _, table := range []map[string]string{absent, added} {
		for name, reason := range table {
			if !used[name] {
				t.Errorf("an allowed difference that isn't there: %s (%s)", name, reason)
			}
		}
	}
}

// stackOf lists the middlewares of a call as "<step> <id>".
func stackOf(t *testing.T, s side, operation string) (list []string) {
	t.Helper()
	set := usual()
	set.transport = &transport{answers: ok("{}")}
	set.apiOptions = []func(*middleware.Stack) error{func(stack *middleware.Stack) error {
		for _, step := range []struct {
			name string
			ids  []string
		}{
			{"Initialize", stack.Initialize.List()}, {"Serialize", stack.Serialize.List()}, {"Build", stack.Build.List()},
			{"Finalize", stack.Finalize.List()}, {"Deserialize", stack.Deserialize.List()},
		} {
			for _, id := range step.ids {
				list = append(list, step.name+" "+id)
			}
		}
		return nil
	}}
	if _, err := s.newClient(set).call(context.Background(), operation, convert(valid(operation), s.inputs[operation])); err != nil {
		t.Fatal(err)
	}
	return list
}
