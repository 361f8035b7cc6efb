package gen_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
	"github.com/tinsmith-go/tinsmith/out/ssmincidents/types"
)

func untag(arn string, keys ...string) liveCall {
	return calling((*ssmincidents.Client).UntagResource, &ssmincidents.UntagResourceInput{ResourceArn: &arn, TagKeys: keys})
}

// TestLiveUntagResource sends a path label and a list in the query. The server verifies the signature of what comes in.
// The values of one name are sent sorted: the SDK's signer does so.
func TestLiveUntagResource(t *testing.T) {
	done := &ssmincidents.UntagResourceOutput{}
	const tags = "DELETE /tags/arn%3Aaws%3Assm-incidents%3A%3A111122223333%3Aresponse-plan%2Fweb"
	ok := handlers(reply(204, ""))
	runScenarios(t, []scenario{
		{name: "one key", call: untag(planARN, "team"), answers: ok, want: done, sent: attempts(tags+"?tagKeys=team", 1)},
		{name: "keys repeated", call: untag(planARN, "z", "a", "z"), answers: ok, want: done,
			sent: attempts(tags+"?tagKeys=a&tagKeys=z&tagKeys=z", 1)},
		{name: "keys to escape", call: untag(planARN, "", "+%/?#", "a b&c=d", "~\u00e4"), answers: ok, want: done,
			sent: attempts(tags+"?tagKeys=&tagKeys=%2B%25%2F%3F%23&tagKeys=a%20b%26c%3Dd&tagKeys=~%C3%A4", 1)},
		{name: "no keys", call: untag(planARN, []string{}...), answers: ok, want: done, sent: attempts(tags, 1)},
		{name: "a label to escape", call: untag("a b/../%2F+\u00e4?x=1#y~", "k"), answers: ok, want: done,
			sent: attempts("DELETE /tags/a%20b%2F..%2F%252F%2B%C3%A4%3Fx%3D1%23y~?tagKeys=k", 1)},
		{name: "a body that nobody reads", call: untag(planARN, "k"), answers: handlers(reply(200, "not JSON")), want: done,
			sent: attempts(tags+"?tagKeys=k", 1)},
	})
}

const replicationSetJSON = `{"replicationSet":{
	"arn":"arn:set","createdBy":"me","createdTime":1.7e9,"deletionProtected":false,
	"lastModifiedBy":"you","lastModifiedTime":1700000000.125,"status":"ACTIVE",
	"regionMap":{
		"eu-west-1":{"sseKmsKeyId":"key","status":"FAILED","statusMessage":"why","statusUpdateDateTime":1700000001,"new":0},
		"us-east-1":{"status":"SOME_DAY","statusUpdateDateTime":null}},
	"new":{"deep":[{}]}}}`

func TestLiveGetReplicationSet(t *testing.T) {
	get := func(arn string) liveCall {
		return calling((*ssmincidents.Client).GetReplicationSet, &ssmincidents.GetReplicationSetInput{Arn: &arn})
	}
	at := time.Unix(1700000000, 0)
	want := &ssmincidents.GetReplicationSetOutput{ReplicationSet: &types.ReplicationSet{
		Arn: aws.String("arn:set"), CreatedBy: aws.String("me"), CreatedTime: &at, DeletionProtected: aws.Bool(false),
		LastModifiedBy: aws.String("you"), LastModifiedTime: aws.Time(at.Add(time.Second / 8)), Status: types.ReplicationSetStatusActive,
		RegionMap: map[string]types.RegionInfo{
			"eu-west-1": {
				SseKmsKeyId: aws.String("key"), Status: types.RegionStatusFailed, StatusMessage: aws.String("why"),
				StatusUpdateDateTime: aws.Time(at.Add(time.Second)),
			},
			"us-east-1": {Status: "SOME_DAY"},
		},
	}}
	runScenarios(t, []scenario{
		{name: "whole", call: get("arn:aws:ssm-incidents::1:replication-set/a b+c"), want: want,
			answers: handlers(reply(200, replicationSetJSON)),
			sent:    attempts("GET /getReplicationSet?arn=arn%3Aaws%3Assm-incidents%3A%3A1%3Areplication-set%2Fa%20b%2Bc", 1)},
		{name: "empty", call: get(""), want: &ssmincidents.GetReplicationSetOutput{ReplicationSet: &types.ReplicationSet{}},
			answers: handlers(reply(200, `{"replicationSet":{}}`)), sent: attempts("GET /getReplicationSet?arn=", 1)},
		{name: "null", call: get("a"), want: &ssmincidents.GetReplicationSetOutput{},
			answers: handlers(reply(200, `{"replicationSet":null}`)), sent: attempts("GET /getReplicationSet?arn=a", 1)},
	})
}

// TestLiveGetSendsNoBody makes sure that a request without a body doesn't announce one.
func TestLiveGetSendsNoBody(t *testing.T) {
	s := scenario{
		call:    calling((*ssmincidents.Client).GetReplicationSet, &ssmincidents.GetReplicationSetInput{Arn: aws.String("a")}),
		answers: handlers(reply(200, "{}")), want: &ssmincidents.GetReplicationSetOutput{},
		sent: attempts("GET /getReplicationSet?arn=a", 1),
	}
	r := s.check(t).Requests[0]
	for _, name := range []string{"Content-Type", "Content-Length", "Transfer-Encoding"} {
		if r.Header[name] != "" || r.Body != "" {
			t.Errorf("%s: %s, body %q", name, r.Header[name], r.Body)
		}
	}
}

// TestLivePlanIsReadAsItWasSent answers with what a whole plan was sent as: what is read is the same.
func TestLivePlanIsReadAsItWasSent(t *testing.T) {
	sent := wholePlanJSON().(map[string]any)
	sent["arn"], sent["somethingNew"] = planARN, []any{1, nil}
	body, err := json.Marshal(sent)
	if err != nil {
		t.Fatal(err)
	}
	in := wholePlan()
	s := scenario{
		call:    calling((*ssmincidents.Client).GetResponsePlan, &ssmincidents.GetResponsePlanInput{Arn: aws.String(planARN)}),
		answers: handlers(reply(200, string(body))),
		sent:    attempts("GET /getResponsePlan?arn=arn%3Aaws%3Assm-incidents%3A%3A111122223333%3Aresponse-plan%2Fweb", 1),
		want: &ssmincidents.GetResponsePlanOutput{
			Actions: in.Actions, Arn: aws.String(planARN), ChatChannel: in.ChatChannel, DisplayName: in.DisplayName,
			Engagements: in.Engagements, IncidentTemplate: in.IncidentTemplate, Integrations: in.Integrations, Name: in.Name,
		},
	}
	s.check(t)
}

// TestLivePlanWithGaps reads nulls, empty values and members of unions that this client doesn't know.
func TestLivePlanWithGaps(t *testing.T) {
	const body = `{"__type":"x","actions":[{"ssmAutomation":null,"new":{"a":[1, 2]}},{"ssmAutomation":{}}],"arn":null,
		"chatChannel":{"__type":"ChatChannel","empty":{}},"displayName":"","engagements":[],"incidentTemplate":
		{"impact":null,"incidentTags":{},"notificationTargets":null},"integrations":[],"name":"\ud83d\udea8"}`
	s := scenario{
		call:    calling((*ssmincidents.Client).GetResponsePlan, &ssmincidents.GetResponsePlanInput{Arn: aws.String("a")}),
		answers: handlers(reply(200, body)), sent: attempts("GET /getResponsePlan?arn=a", 1),
		want: &ssmincidents.GetResponsePlanOutput{
			Actions: []types.Action{
				&types.UnknownUnionMember{Tag: "new", Value: []byte(`{"a":[1, 2]}`)},
				&types.ActionMemberSsmAutomation{},
			},
			ChatChannel: &types.ChatChannelMemberEmpty{}, DisplayName: aws.String(""), Engagements: []string{},
			IncidentTemplate: &types.IncidentTemplate{IncidentTags: map[string]string{}},
			Integrations:     []types.Integration{}, Name: aws.String("\U0001f6a8"),
		},
	}
	s.check(t)
}

// TestLiveListTimelineEvents goes through two pages.
func TestLiveListTimelineEvents(t *testing.T) {
	in := &ssmincidents.ListTimelineEventsInput{
		IncidentRecordArn: aws.String("arn:record"),
		Filters: []types.Filter{
			{Key: aws.String("eventTime"), Condition: &types.ConditionMemberAfter{Value: time.Unix(1600000000, 0)}},
			{Key: aws.String("eventTime"), Condition: &types.ConditionMemberBefore{Value: time.Unix(1700000000, 500e6)}},
			{Key: aws.String("eventType"), Condition: &types.ConditionMemberEquals{
				Value: &types.AttributeValueListMemberStringValues{Value: []string{"Custom Event", ""}}}},
			{Key: aws.String("impact"), Condition: &types.ConditionMemberEquals{
				Value: &types.AttributeValueListMemberIntegerValues{Value: []int32{1, -2147483648}}}},
		},
		MaxResults: aws.Int32(1), SortBy: types.TimelineEventSortEventTime, SortOrder: types.SortOrderDescending,
	}
	const filters = `{"filters":[` +
		`{"condition":{"after":1600000000},"key":"eventTime"},` +
		`{"condition":{"before":1700000000.5},"key":"eventTime"},` +
		`{"condition":{"equals":{"stringValues":["Custom Event",""]}},"key":"eventType"},` +
		`{"condition":{"equals":{"integerValues":[1,-2147483648]}},"key":"impact"}],` +
		`"incidentRecordArn":"arn:record","maxResults":1,`
	const sorted = `"sortBy":"EVENT_TIME","sortOrder":"DESCENDING"}`
	at := time.Unix(1650000000, 0)
	event := func(id string, refs ...types.EventReference) []types.EventSummary {
		return []types.EventSummary{{
			EventId: &id, EventTime: &at, EventType: aws.String("Custom Event"), EventUpdatedTime: &at,
			IncidentRecordArn: aws.String("arn:record"), EventReferences: refs,
		}}
	}
	answer := func(id, refs, next string) string {
		return `{"eventSummaries":[{"eventId":"` + id + `","eventTime":1650000000,"eventType":"Custom Event",` +
			`"eventUpdatedTime":1650000000.0,"incidentRecordArn":"arn:record"` + refs + `}]` + next + `}`
	}
	refs := `,"eventReferences":[{"resource":"arn:r"},{"relatedItemId":"i"},{"later":{}}]`
	for _, page := range []struct {
		token        *string
		answer, body string
		want         *ssmincidents.ListTimelineEventsOutput
	}{
		{nil, answer("1", refs, `,"nextToken":"a+/= \u00e4"`), filters + sorted, &ssmincidents.ListTimelineEventsOutput{
			NextToken: aws.String("a+/= \u00e4"), EventSummaries: event("1",
				&types.EventReferenceMemberResource{Value: "arn:r"}, &types.EventReferenceMemberRelatedItemId{Value: "i"},
				&types.UnknownUnionMember{Tag: "later", Value: []byte("{}")}),
		}},
		{aws.String("a+/= \u00e4"), answer("2", "", ""), filters + `"nextToken":"a+/= ` + "\u00e4" + `",` + sorted,
			&ssmincidents.ListTimelineEventsOutput{EventSummaries: event("2")}},
	} {
		in.NextToken = page.token
		s := scenario{
			call: calling((*ssmincidents.Client).ListTimelineEvents, in), answers: handlers(reply(200, page.answer)),
			want: page.want, sent: attempts("POST /listTimelineEvents", 1),
		}
		if diff := cmp.Diff(page.body, s.check(t).Requests[0].Body); diff != "" {
			t.Errorf("body (-want +got)\n%s", diff)
		}
	}
}

// TestLiveErrorsOfOtherOperations has GetReplicationSet answer with an error that only other operations have.
func TestLiveErrorsOfOtherOperations(t *testing.T) {
	s := scenario{
		call:    calling((*ssmincidents.Client).GetReplicationSet, &ssmincidents.GetReplicationSetInput{Arn: aws.String("a")}),
		answers: handlers(reply(409, `{"message":"m"}`, "X-Amzn-Errortype: ConflictException")),
		sent:    attempts("GET /getReplicationSet?arn=a", 1), chain: []string{errOperation, errResponse, errGeneric},
		text: responseText(409) + "api error ConflictException: m",
	}
	s.check(t)
}
