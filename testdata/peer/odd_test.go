package peer

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
	"github.com/tinsmith-go/tinsmith/out/ssmincidents/types"
)

// TestOddInputs compares what both make of inputs that no model allows.
func TestOddInputs(t *testing.T) {
	plan := func(change func(*ssmincidents.CreateResponsePlanInput)) *ssmincidents.CreateResponsePlanInput {
		in := fullPlan()
		change(in)
		return in
	}
	for _, c := range []struct {
		name      string
		operation string
		in        any
		reason    string // of the allowed difference, if there is one
		excuse    func(theirs, ours *outcome) bool
	}{
		{name: "nil without required members", operation: "ListResponsePlans"},
		{name: "nil with required members", operation: "GetResponsePlan"},
		{name: "nil with a token", operation: "CreateResponsePlan", excuse: violationOrder, reason: "botocore's format sorts members by name"},
		{name: "empty label", operation: "UntagResource", in: &ssmincidents.UntagResourceInput{ResourceArn: aws.String(""), TagKeys: []string{"a"}}},
		{name: "nil label", operation: "UntagResource", in: &ssmincidents.UntagResourceInput{TagKeys: []string{"a"}}},
		{name: "nil element", excuse: brokenJSON, reason: "the SDK writes nothing for a nil value, not even null", operation: "CreateResponsePlan", in: plan(func(in *ssmincidents.CreateResponsePlanInput) {
			in.Actions = append(in.Actions, nil)
		})},
		{name: "nil map value", excuse: brokenJSON, reason: "the SDK writes nothing for a nil value, not even null", operation: "CreateResponsePlan", in: plan(func(in *ssmincidents.CreateResponsePlanInput) {
			in.Actions[0].(*types.ActionMemberSsmAutomation).Value.DynamicParameters["nil"] = nil
		})},
		{name: "nil list in a map", excuse: brokenJSON, reason: "the SDK writes nothing for a nil value, not even null", operation: "CreateResponsePlan", in: plan(func(in *ssmincidents.CreateResponsePlanInput) {
			in.Actions[0].(*types.ActionMemberSsmAutomation).Value.Parameters["nil"] = nil
		})},
		{name: "nil in a union", operation: "CreateResponsePlan", in: plan(func(in *ssmincidents.CreateResponsePlanInput) {
			in.ChatChannel = &types.ChatChannelMemberChatbotSns{}
		})},
		{name: "unknown union member", excuse: unknownMember, reason: "the error names the union", operation: "CreateResponsePlan", in: plan(func(in *ssmincidents.CreateResponsePlanInput) {
			in.ChatChannel = &types.UnknownUnionMember{Tag: "x", Value: []byte("1")}
		})},
		{name: "nil union member", excuse: panics, reason: "a typed nil is an error, and a panic in the SDK", operation: "CreateResponsePlan", in: plan(func(in *ssmincidents.CreateResponsePlanInput) {
			in.ChatChannel = (*types.ChatChannelMemberChatbotSns)(nil)
		})},
		{name: "nil union member with required members", excuse: panics, reason: "a typed nil is an error, and a panic in the SDK", operation: "CreateResponsePlan", in: plan(func(in *ssmincidents.CreateResponsePlanInput) {
			in.Actions[0] = (*types.ActionMemberSsmAutomation)(nil)
		})},
	} {
		t.Run(c.name, func(t *testing.T) {
			allowed := &differences{}
			if c.excuse != nil {
				allowed = &differences{{reason: c.reason, excuse: c.excuse}}
			}
			ways(t, func(t *testing.T, s settings) {
				tr := trial{settings: s, operation: c.operation, in: c.in, answers: ok("{}")}
				tr.compare(t, allowed)
			})
			allowed.checkUsed(t)
		})
	}
}

// brokenJSON excuses that the SDK sends what isn't JSON where ours sends what is.
func brokenJSON(theirs, ours *outcome) bool {
	if len(theirs.Sent) != 1 || len(ours.Sent) != 1 || theirs.Sent[0].Body != notJSON || ours.Sent[0].Body == notJSON {
		return false
	}
	ours.Sent[0].Body, ours.Sent[0].Length = theirs.Sent[0].Body, theirs.Sent[0].Length
	return true
}

// panics excuses that the SDK panics where ours has an error.
func panics(theirs, ours *outcome) bool {
	if !strings.HasPrefix(theirs.Text, "panic: ") || !strings.Contains(ours.Text, "holds no member that can be sent") {
		return false
	}
	*ours = *theirs
	return true
}

// unknownMember excuses the text alone.
func unknownMember(theirs, ours *outcome) bool {
	if !strings.Contains(theirs.Text, "attempted to serialize unknown member type") || !strings.Contains(ours.Text, "union ChatChannel holds no member that can be sent") {
		return false
	}
	ours.Text = theirs.Text
	return true
}
