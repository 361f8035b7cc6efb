package peer

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
	"github.com/tinsmith-go/tinsmith/out/ssmincidents/types"
)

// fullPlan is an input of CreateResponsePlan with every member set.
func fullPlan() *ssmincidents.CreateResponsePlanInput {
	return &ssmincidents.CreateResponsePlanInput{
		Actions: []types.Action{&types.ActionMemberSsmAutomation{Value: types.SsmAutomation{
			DocumentName:    aws.String("AWSIncidents-CriticalIncidentRunbookTemplate"),
			DocumentVersion: aws.String("$DEFAULT"),
			DynamicParameters: map[string]types.DynamicSsmParameterValue{
				"Incident": &types.DynamicSsmParameterValueMemberVariable{Value: types.VariableTypeIncidentRecordArn},
			},
			Parameters:    map[string][]string{"InstanceIds": {"i-0123456789abcdef0", "i-0123456789abcdef1"}},
			RoleArn:       aws.String("arn:aws:iam::111122223333:role/automation"),
			TargetAccount: types.SsmTargetAccountResponsePlanOwnerAccount,
		}}},
		ChatChannel: &types.ChatChannelMemberChatbotSns{Value: []string{"arn:aws:sns:us-east-1:111122223333:chat"}},
		ClientToken: aws.String("a-token"),
		DisplayName: aws.String("Shop is down"),
		Engagements: []string{"arn:aws:ssm-contacts:us-east-1:111122223333:contact/on-call"},
		IncidentTemplate: &types.IncidentTemplate{
			DedupeString: aws.String("shop"),
			Impact:       aws.Int32(1),
			IncidentTags: map[string]string{"team": "shop"},
			NotificationTargets: []types.NotificationTargetItem{
				&types.NotificationTargetItemMemberSnsTopicArn{Value: "arn:aws:sns:us-east-1:111122223333:alerts"},
			},
			Summary: aws.String("The shop doesn't answer."),
			Title:   aws.String("Shop is down"),
		},
		Integrations: []types.Integration{&types.IntegrationMemberPagerDutyConfiguration{Value: types.PagerDutyConfiguration{
			Name:                           aws.String("pager"),
			PagerDutyIncidentConfiguration: &types.PagerDutyIncidentConfiguration{ServiceId: aws.String("P1234567")},
			SecretId:                       aws.String("pager-secret"),
		}}},
		Name: aws.String("shop-is-down"),
		Tags: map[string]string{"stage": "production"},
	}
}
