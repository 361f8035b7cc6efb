package peer

// planJSON is the input of CreateResponsePlan as somebody would declare it by hand.
type planJSON struct {
	Actions          []actionJSON      `json:"actions"`
	ChatChannel      chatJSON          `json:"chatChannel"`
	ClientToken      string            `json:"clientToken"`
	DisplayName      string            `json:"displayName"`
	Engagements      []string          `json:"engagements"`
	IncidentTemplate templateJSON      `json:"incidentTemplate"`
	Integrations     []integrationJSON `json:"integrations"`
	Name             string            `json:"name"`
	Tags             map[string]string `json:"tags"`
}

type actionJSON struct {
	SSMAutomation automationJSON `json:"ssmAutomation"`
}

type automationJSON struct {
	DocumentName      string                 `json:"documentName"`
	DocumentVersion   string                 `json:"documentVersion"`
	DynamicParameters map[string]dynamicJSON `json:"dynamicParameters"`
	Parameters        map[string][]string    `json:"parameters"`
	RoleArn           string                 `json:"roleArn"`
	TargetAccount     string                 `json:"targetAccount"`
}

type dynamicJSON struct {
	Variable string `json:"variable"`
}

type chatJSON struct {
	ChatbotSNS []string `json:"chatbotSns"`
}

type templateJSON struct {
	DedupeString        string            `json:"dedupeString"`
	Impact              int               `json:"impact"`
	IncidentTags        map[string]string `json:"incidentTags"`
	NotificationTargets []targetJSON      `json:"notificationTargets"`
	Summary             string            `json:"summary"`
	Title               string            `json:"title"`
}

type targetJSON struct {
	SNSTopicArn string `json:"snsTopicArn"`
}

type integrationJSON struct {
	PagerDuty pagerDutyJSON `json:"pagerDutyConfiguration"`
}

type pagerDutyJSON struct {
	Name     string          `json:"name"`
	Incident pagerDutyIDJSON `json:"pagerDutyIncidentConfiguration"`
	SecretID string          `json:"secretId"`
}

type pagerDutyIDJSON struct {
	ServiceID string `json:"serviceId"`
}

// benchPlan is fullPlan by hand.
func benchPlan() *planJSON {
	return &planJSON{
		Actions: []actionJSON{{automationJSON{
			DocumentName:      "AWSIncidents-CriticalIncidentRunbookTemplate",
			DocumentVersion:   "$DEFAULT",
			DynamicParameters: map[string]dynamicJSON{"Incident": {"INCIDENT_RECORD_ARN"}},
			Parameters:        map[string][]string{"InstanceIds": {"i-0123456789abcdef0", "i-0123456789abcdef1"}},
			RoleArn:           "arn:aws:iam::111122223333:role/automation",
			TargetAccount:     "RESPONSE_PLAN_OWNER_ACCOUNT",
		}}},
		ChatChannel: chatJSON{[]string{"arn:aws:sns:us-east-1:111122223333:chat"}},
		ClientToken: "a-token",
		DisplayName: "Shop is down",
		Engagements: []string{"arn:aws:ssm-contacts:us-east-1:111122223333:contact/on-call"},
		IncidentTemplate: templateJSON{
			DedupeString:        "shop",
			Impact:              1,
			IncidentTags:        map[string]string{"team": "shop"},
			NotificationTargets: []targetJSON{{"arn:aws:sns:us-east-1:111122223333:alerts"}},
			Summary:             "The shop doesn't answer.",
			Title:               "Shop is down",
		},
		Integrations: []integrationJSON{{pagerDutyJSON{"pager", pagerDutyIDJSON{"P1234567"}, "pager-secret"}}},
		Name:         "shop-is-down",
		Tags:         map[string]string{"stage": "production"},
	}
}
