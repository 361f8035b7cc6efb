package gen_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
	"github.com/tinsmith-go/tinsmith/out/ssmincidents/types"
)

// TestLiveRequiredMembers calls without members that the model requires. Nothing is sent.
func TestLiveRequiredMembers(t *testing.T) {
	lacksRole := smallPlan()
	lacksRole.Actions = []types.Action{
		&types.ActionMemberSsmAutomation{Value: types.SsmAutomation{DocumentName: aws.String("d"), RoleArn: aws.String("r")}},
		&types.ActionMemberSsmAutomation{Value: types.SsmAutomation{DocumentName: aws.String("d")}},
	}
	lacksMore := smallPlan()
	lacksMore.IncidentTemplate = &types.IncidentTemplate{}
	lacksMore.Integrations = []types.Integration{&types.IntegrationMemberPagerDutyConfiguration{
		Value: types.PagerDutyConfiguration{PagerDutyIncidentConfiguration: &types.PagerDutyIncidentConfiguration{}},
	}}
	for _, c := range []struct {
		name    string
		call    liveCall
		missing []string
	}{
		{"nil", create(nil), []string{"CreateResponsePlanInput.IncidentTemplate", "CreateResponsePlanInput.Name"}},
		{"empty", create(&ssmincidents.CreateResponsePlanInput{}), []string{"CreateResponsePlanInput.IncidentTemplate", "CreateResponsePlanInput.Name"}},
		{"within a union", create(lacksRole), []string{"CreateResponsePlanInput.Actions[1][ssmAutomation].RoleArn"}},
		{"several", create(lacksMore), []string{
			"CreateResponsePlanInput.IncidentTemplate.Impact",
			"CreateResponsePlanInput.IncidentTemplate.Title",
			"CreateResponsePlanInput.Integrations[0][pagerDutyConfiguration].Name",
			"CreateResponsePlanInput.Integrations[0][pagerDutyConfiguration].PagerDutyIncidentConfiguration.ServiceId",
			"CreateResponsePlanInput.Integrations[0][pagerDutyConfiguration].SecretId",
		}},
		{"query", calling((*ssmincidents.Client).GetReplicationSet, nil), []string{"GetReplicationSetInput.Arn"}},
		{"label", calling((*ssmincidents.Client).UntagResource, nil), []string{"UntagResourceInput.ResourceArn", "UntagResourceInput.TagKeys"}},
		{"filter", calling((*ssmincidents.Client).ListTimelineEvents, &ssmincidents.ListTimelineEventsInput{Filters: []types.Filter{{}}}),
			[]string{"ListTimelineEventsInput.Filters[0].Condition", "ListTimelineEventsInput.Filters[0].Key", "ListTimelineEventsInput.IncidentRecordArn"}},
	} {
		t.Run(c.name, func(t *testing.T) { checkMissing(t, c.call, c.missing) })
	}
}

func checkMissing(t *testing.T, call liveCall, missing []string) {
	s := scenario{call: call, sent: []string{}, chain: []string{errOperation, "smithy.InvalidParamsError"}}
	var text strings.Builder
	for _, m := range missing {
		text.WriteString("- missing required field, " + m + ".\n")
	}
	var invalid smithy.InvalidParamsError
	got := s.run(t)
	if !errors.As(got.err, &invalid) {
		t.Fatal(got.err)
	}
	have := strings.Split(strings.TrimSpace(invalid.Error()), "\n")[1:]
	want := strings.Split(strings.TrimSpace(text.String()), "\n")
	sorted := cmpopts.SortSlices(func(a, b string) bool { return a < b })
	if diff := cmp.Diff(want, have, sorted); diff != "" {
		t.Errorf("violations (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(s.chain, got.Chain); diff != "" || len(got.Requests) > 0 {
		t.Errorf("%d requests, error chain (-want +got)\n%s", len(got.Requests), diff)
	}
	for _, e := range invalid.Errs() {
		var required *smithy.ParamRequiredError
		if !errors.As(e, &required) {
			t.Errorf("%v is a %T", e, e)
		}
	}
}

// TestLiveUnionsThatSayNothing puts unions into inputs that hold no member which could be sent, at every depth.
func TestLiveUnionsThatSayNothing(t *testing.T) {
	unknown := &types.UnknownUnionMember{Tag: "new", Value: []byte("1")}
	plan := func(change func(*ssmincidents.CreateResponsePlanInput)) liveCall {
		in := smallPlan()
		change(in)
		return create(in)
	}
	filter := func(c types.Condition) liveCall {
		return calling((*ssmincidents.Client).ListTimelineEvents, &ssmincidents.ListTimelineEventsInput{
			IncidentRecordArn: aws.String("a"), Filters: []types.Filter{{Key: aws.String("k"), Condition: c}},
		})
	}
	dynamic := func(v types.DynamicSsmParameterValue) liveCall {
		return plan(func(in *ssmincidents.CreateResponsePlanInput) {
			in.Actions = []types.Action{&types.ActionMemberSsmAutomation{Value: types.SsmAutomation{
				DocumentName: aws.String("d"), RoleArn: aws.String("r"),
				DynamicParameters: map[string]types.DynamicSsmParameterValue{"p": v},
			}}}
		})
	}
	for _, c := range []struct {
		name, union, path string
		call              liveCall
	}{
		{"nil in a list", "Action", "CreateResponsePlanInput.Actions[0]", plan(func(in *ssmincidents.CreateResponsePlanInput) {
			in.Actions = []types.Action{(*types.ActionMemberSsmAutomation)(nil)}
		})},
		{"unknown in a list", "Action", "CreateResponsePlanInput.Actions[0]", plan(func(in *ssmincidents.CreateResponsePlanInput) { in.Actions = []types.Action{unknown} })},
		{"nil unknown in a list", "Action", "CreateResponsePlanInput.Actions[0]", plan(func(in *ssmincidents.CreateResponsePlanInput) {
			in.Actions = []types.Action{(*types.UnknownUnionMember)(nil)}
		})},
		{"nil in a member", "ChatChannel", "CreateResponsePlanInput.ChatChannel", plan(func(in *ssmincidents.CreateResponsePlanInput) {
			in.ChatChannel = (*types.ChatChannelMemberEmpty)(nil)
		})},
		{"unknown in a member", "ChatChannel", "CreateResponsePlanInput.ChatChannel", plan(func(in *ssmincidents.CreateResponsePlanInput) { in.ChatChannel = unknown })},
		{"nil with members of its own", "Integration", "CreateResponsePlanInput.Integrations[0]", plan(func(in *ssmincidents.CreateResponsePlanInput) {
			in.Integrations = []types.Integration{(*types.IntegrationMemberPagerDutyConfiguration)(nil)}
		})},
		{"nil in a structure", "NotificationTargetItem", "CreateResponsePlanInput.IncidentTemplate.NotificationTargets[0]", plan(func(in *ssmincidents.CreateResponsePlanInput) {
			in.IncidentTemplate.NotificationTargets = []types.NotificationTargetItem{(*types.NotificationTargetItemMemberSnsTopicArn)(nil)}
		})},
		{"nil in a map", "DynamicSsmParameterValue", `CreateResponsePlanInput.Actions[0][ssmAutomation].DynamicParameters["p"]`, dynamic((*types.DynamicSsmParameterValueMemberVariable)(nil))},
		{"unknown in a map", "DynamicSsmParameterValue", `CreateResponsePlanInput.Actions[0][ssmAutomation].DynamicParameters["p"]`, dynamic(unknown)},
		{"nil in a filter", "Condition", "ListTimelineEventsInput.Filters[0].Condition", filter((*types.ConditionMemberAfter)(nil))},
		{"unknown in a filter", "Condition", "ListTimelineEventsInput.Filters[0].Condition", filter(unknown)},
		{"nil in a union", "AttributeValueList", "ListTimelineEventsInput.Filters[0].Condition[equals]", filter(&types.ConditionMemberEquals{Value: (*types.AttributeValueListMemberStringValues)(nil)})},
		{"unknown in a union", "AttributeValueList", "ListTimelineEventsInput.Filters[0].Condition[equals]", filter(&types.ConditionMemberEquals{Value: unknown})},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := (&scenario{call: c.call}).run(t)
			var encode *smithy.SerializationError
			var invalid smithy.InvalidParamsError
			if !errors.As(got.err, &encode) && !errors.As(got.err, &invalid) || len(got.Requests) > 0 {
				t.Errorf("%d requests, %v", len(got.Requests), got.err)
			}
			if encode != nil && !strings.Contains(got.Error, "union "+c.union+" ") || invalid.Len() > 0 && !strings.Contains(got.Error, c.path+": ") {
				t.Errorf("%q names neither %s nor %s", got.Error, c.union, c.path)
			}
		})
	}
}

// TestLiveLabelsThatSayNothing calls with path labels that would make the path another operation's.
func TestLiveLabelsThatSayNothing(t *testing.T) {
	for name, arn := range map[string]string{"empty": "", "this folder": ".", "the folder above": ".."} {
		t.Run(name, func(t *testing.T) {
			got := (&scenario{call: untag(arn, "k")}).run(t)
			var encode *smithy.SerializationError
			if !errors.As(got.err, &encode) || len(got.Requests) > 0 {
				t.Errorf("%d requests, %v", len(got.Requests), got.err)
			}
		})
	}
}

// TestLiveTimesThatCanBeSent uses the least time, the greatest that a date can tell, and one in another zone.
func TestLiveTimesThatCanBeSent(t *testing.T) {
	for text, at := range map[string]time.Time{
		"0":             time.Unix(0, 0),
		"-62135596800":  {},
		"253402300799":  time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC),
		"1700000000.25": time.Unix(1700000000, 250e6).In(time.FixedZone("", 3600)),
	} {
		t.Run(text, func(t *testing.T) {
			in := &ssmincidents.ListTimelineEventsInput{
				IncidentRecordArn: aws.String("a"),
				Filters:           []types.Filter{{Key: aws.String("k"), Condition: &types.ConditionMemberAfter{Value: at}}},
			}
			s := scenario{
				answers: handlers(reply(200, "{}")), call: calling((*ssmincidents.Client).ListTimelineEvents, in),
				want: &ssmincidents.ListTimelineEventsOutput{}, sent: attempts("POST /listTimelineEvents", 1),
			}
			want := `{"filters":[{"condition":{"after":` + text + `},"key":"k"}],"incidentRecordArn":"a"}`
			if diff := cmp.Diff(want, s.check(t).Requests[0].Body); diff != "" {
				t.Errorf("body (-want +got)\n%s", diff)
			}
		})
	}
}

// TestLiveUnsignedCalls leaves the signature out where there are no credentials, and fails where they can't be had.
func TestLiveUnsignedCalls(t *testing.T) {
	runScenarios(t, []scenario{
		{name: "no provider", options: func(o *ssmincidents.Options) { o.Credentials = nil }, answers: handlers(reply(201, created)), want: createdPlan},
		{name: "anonymous", options: func(o *ssmincidents.Options) { o.Credentials = aws.AnonymousCredentials{} }, answers: handlers(reply(201, created)), want: createdPlan},
		{name: "provider fails", sent: []string{}, options: func(o *ssmincidents.Options) {
			o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
				return aws.Credentials{}, errors.New("no metadata")
			})
		}, chain: []string{errOperation, errWrap, errWrap, errText}, text: "get identity: get credentials: no metadata"},
	})
}
