package gen_test

import (
	"context"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
	"github.com/tinsmith-go/tinsmith/out/ssmincidents/types"
)

const (
	createLine = "POST /createResponsePlan"
	planARN    = "arn:aws:ssm-incidents::111122223333:response-plan/web"
	created    = `{"arn":"` + planARN + `"}`
)

// smallPlan is the least that a plan needs, with a token of the caller's.
func smallPlan() *ssmincidents.CreateResponsePlanInput {
	return &ssmincidents.CreateResponsePlanInput{
		ClientToken:      aws.String("mine"),
		IncidentTemplate: &types.IncidentTemplate{Impact: aws.Int32(3), Title: aws.String("down")},
		Name:             aws.String("web"),
	}
}

func createSmall() liveCall { return create(smallPlan()) }

func create(in *ssmincidents.CreateResponsePlanInput) liveCall {
	return calling((*ssmincidents.Client).CreateResponsePlan, in)
}

var createdPlan = &ssmincidents.CreateResponsePlanOutput{Arn: aws.String(planARN)}

// wholePlan has a value in every field.
func wholePlan() *ssmincidents.CreateResponsePlanInput {
	return &ssmincidents.CreateResponsePlanInput{
		Actions: []types.Action{&types.ActionMemberSsmAutomation{Value: types.SsmAutomation{
			DocumentName:    aws.String("AWSIncidents-CriticalIncidentRunbookTemplate"),
			DocumentVersion: aws.String("$LATEST"),
			DynamicParameters: map[string]types.DynamicSsmParameterValue{
				"record":    &types.DynamicSsmParameterValueMemberVariable{Value: types.VariableTypeIncidentRecordArn},
				"resources": &types.DynamicSsmParameterValueMemberVariable{Value: types.VariableTypeInvolvedResources},
			},
			Parameters:    map[string][]string{"Hosts": {"a", "b"}, "None": {}},
			RoleArn:       aws.String("arn:aws:iam::111122223333:role/runbook"),
			TargetAccount: types.SsmTargetAccountImpactedAccount,
		}}},
		ChatChannel: &types.ChatChannelMemberChatbotSns{Value: []string{"arn:aws:sns:eu-west-1:111122223333:chat"}},
		ClientToken: aws.String("mine"),
		DisplayName: aws.String("Web <shop> & \"more\" \u2014 \u00e4\u4e16\U0001f6a8\u2028\t\x01"),
		Engagements: []string{"arn:aws:ssm-contacts:eu-west-1:111122223333:contact/first"},
		IncidentTemplate: &types.IncidentTemplate{
			DedupeString: aws.String("once"),
			Impact:       aws.Int32(1),
			IncidentTags: map[string]string{"team": "shop", "empty": ""},
			NotificationTargets: []types.NotificationTargetItem{
				&types.NotificationTargetItemMemberSnsTopicArn{Value: "arn:aws:sns:eu-west-1:111122223333:one"},
				&types.NotificationTargetItemMemberSnsTopicArn{Value: "arn:aws:sns:eu-west-1:111122223333:two"},
			},
			Summary: aws.String("it is\nslow"),
			Title:   aws.String("shop is down"),
		},
		Integrations: []types.Integration{&types.IntegrationMemberPagerDutyConfiguration{Value: types.PagerDutyConfiguration{
			Name:                           aws.String("pager"),
			PagerDutyIncidentConfiguration: &types.PagerDutyIncidentConfiguration{ServiceId: aws.String("PD1")},
			SecretId:                       aws.String("pd-secret"),
		}}},
		Name: aws.String("web"),
		Tags: map[string]string{"cost": "42", "shop/team": ""},
	}
}

// wholePlanJSON is what boto3 sends when create_response_plan gets the arguments of wholePlan.
func wholePlanJSON() any {
	type object = map[string]any
	type list = []any
	return object{
		"actions": list{object{"ssmAutomation": object{
			"documentName":    "AWSIncidents-CriticalIncidentRunbookTemplate",
			"documentVersion": "$LATEST",
			"dynamicParameters": object{
				"record":    object{"variable": "INCIDENT_RECORD_ARN"},
				"resources": object{"variable": "INVOLVED_RESOURCES"},
			},
			"parameters":    object{"Hosts": list{"a", "b"}, "None": list{}},
			"roleArn":       "arn:aws:iam::111122223333:role/runbook",
			"targetAccount": "IMPACTED_ACCOUNT",
		}}},
		"chatChannel": object{"chatbotSns": list{"arn:aws:sns:eu-west-1:111122223333:chat"}},
		"clientToken": "mine",
		"displayName": "Web <shop> & \"more\" \u2014 \u00e4\u4e16\U0001f6a8\u2028\t\x01",
		"engagements": list{"arn:aws:ssm-contacts:eu-west-1:111122223333:contact/first"},
		"incidentTemplate": object{
			"dedupeString": "once",
			"impact":       1.0,
			"incidentTags": object{"team": "shop", "empty": ""},
			"notificationTargets": list{
				object{"snsTopicArn": "arn:aws:sns:eu-west-1:111122223333:one"},
				object{"snsTopicArn": "arn:aws:sns:eu-west-1:111122223333:two"},
			},
			"summary": "it is\nslow",
			"title":   "shop is down",
		},
		"integrations": list{object{"pagerDutyConfiguration": object{
			"name":                           "pager",
			"pagerDutyIncidentConfiguration": object{"serviceId": "PD1"},
			"secretId":                       "pd-secret",
		}}},
		"name": "web",
		"tags": object{"cost": "42", "shop/team": ""},
	}
}

// TestLiveWholeResponsePlan sends a plan with every field set, with temporary credentials and with lasting ones.
func TestLiveWholeResponsePlan(t *testing.T) {
	for name, session := range map[string]string{"lasting credentials": "", "session token": "FwoG/+== token"} {
		t.Run(name, func(t *testing.T) {
			s := scenario{
				answers: handlers(reply(201, created)), setup: func(l *live) { l.session = session },
				call: create(wholePlan()), want: createdPlan,
			}
			sent := s.check(t).Requests[0]
			var body any
			if err := json.Unmarshal([]byte(sent.Body), &body); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(wholePlanJSON(), body); diff != "" {
				t.Errorf("body (-want +got)\n%s", diff)
			}
			if sent.Header["X-Amz-Security-Token"] != session || sent.Header["Content-Type"] != "application/json" {
				t.Errorf("headers %q", sent.Header)
			}
		})
	}
}

// TestLiveWholeResponsePlanIsWhole makes sure that the plan lacks nothing that the model has.
func TestLiveWholeResponsePlanIsWhole(t *testing.T) {
	text, err := os.ReadFile("../testdata/models/ssm-incidents/2018-05-10/service-2.json")
	if err != nil {
		t.Fatal(err)
	}
	var m botocoreModel
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	m.check(t, "CreateResponsePlanInput", wholePlanJSON())
}

// botocoreModel is as much of a service-2.json as it takes to see whether a value is whole.
type botocoreModel struct {
	Shapes map[string]struct {
		Type               string
		Union              bool
		Members            map[string]struct{ Shape string }
		Member, Key, Value struct{ Shape string }
	}
}

// check walks through a value of the shape: its structures must have all members, its unions one.
func (m *botocoreModel) check(t *testing.T, shape string, v any) {
	s := m.Shapes[shape]
	switch v := v.(type) {
	case map[string]any:
		var has []string
		for name, e := range v {
			if s.Type == "map" {
				m.check(t, s.Value.Shape, e)
				continue
			}
			has = append(has, name)
			m.check(t, s.Members[name].Shape, e)
		}
		if s.Type == "structure" && (len(has) != len(s.Members) && !s.Union || s.Union && len(has) != 1) {
			slices.Sort(has)
			t.Errorf("%s has %q, the model has %d members", shape, has, len(s.Members))
		}
	case []any:
		for _, e := range v {
			m.check(t, s.Member.Shape, e)
		}
	}
	want := map[reflect.Kind]string{reflect.Map: "structure or map", reflect.Slice: "list", reflect.String: "string", reflect.Float64: "integer"}
	if kind := reflect.ValueOf(v).Kind(); s.Type != want[kind] && kind != reflect.Map {
		t.Errorf("%s is a %s in the model, not a %s", shape, s.Type, want[kind])
	}
}

// TestLiveClientTokenIsFilledIn sends plans without a token: each call has one of its own, and the input stays as the
// caller wrote it, so that many calls may share it.
func TestLiveClientTokenIsFilledIn(t *testing.T) {
	bothKinds(t, func(t *testing.T, option func(*ssmincidents.Options)) outcome {
		srv := newLive(t, reply(201, created), reply(201, created))
		client := srv.client(option)
		in := wholePlan()
		in.ClientToken = nil
		srv.observe(t.Context(), client, create(in))
		got := srv.observe(t.Context(), client, create(in))
		first, second := got.Requests[0].Token, got.Requests[1].Token
		if !uuid4.MatchString(first) || !uuid4.MatchString(second) || first == second {
			t.Errorf("tokens %q and %q", first, second)
		}
		want := wholePlan()
		want.ClientToken = nil
		if diff := cmp.Diff(want, in, liveResults); diff != "" {
			t.Errorf("the input was written to (-want +got)\n%s", diff)
		}
		return got
	})
}

// TestLiveEmptyListsAreSent keeps apart what the caller leaves out and what is there, but empty.
func TestLiveEmptyListsAreSent(t *testing.T) {
	in := smallPlan()
	in.Actions, in.Engagements, in.Tags = []types.Action{}, []string{}, map[string]string{}
	in.ChatChannel = &types.ChatChannelMemberEmpty{}
	s := scenario{answers: handlers(reply(201, created)), options: likeTheSDK, call: create(in), want: createdPlan}
	const want = `{"actions":[],"chatChannel":{"empty":{}},"clientToken":"mine","engagements":[],` +
		`"incidentTemplate":{"impact":3,"title":"down"},"name":"web","tags":{}}`
	if diff := cmp.Diff(want, s.check(t).Requests[0].Body); diff != "" {
		t.Errorf("body (-want +got)\n%s", diff)
	}
}

// TestLiveConcurrentCalls shares a client and an input between goroutines.
func TestLiveConcurrentCalls(t *testing.T) {
	const n = 16
	bothKinds(t, func(t *testing.T, option func(*ssmincidents.Options)) outcome {
		srv := newLive(t, slices.Repeat(handlers(reply(201, created)), n)...)
		client, in := srv.client(option), wholePlan()
		in.ClientToken = nil
		failed := make(chan error, n)
		for range n {
			go func() {
				_, err := client.CreateResponsePlan(context.WithoutCancel(t.Context()), in)
				failed <- err
			}()
		}
		for range n {
			if err := <-failed; err != nil {
				t.Error(err)
			}
		}
		tokens := map[string]bool{}
		for _, r := range srv.requests {
			tokens[r.Token] = true
		}
		if len(tokens) != n {
			t.Errorf("%d calls had %d tokens", n, len(tokens))
		}
		return outcome{}
	})
}
