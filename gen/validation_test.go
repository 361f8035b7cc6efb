package gen_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/smithy-go"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
	"github.com/tinsmith-go/tinsmith/out/ssmincidents/types"
)

// counting is a service that counts its requests.
type counting struct{ requests int }

func (c *counting) Do(r *http.Request) (*http.Response, error) {
	c.requests++
	return answering{status: 200, body: `{}`}.Do(r)
}

// The least values are boto3's to refuse, the greatest nobody's unless the program asks for it.
func TestModesOfValidation(t *testing.T) {
	text, empty, blank, none, many := "a", "", "a b", int32(0), int32(101)
	arn := "arn:aws:ssm-incidents::123456789012:incident-record/a/b"
	list := func(in *ssmincidents.ListTimelineEventsInput) func(*ssmincidents.Client) error {
		return func(c *ssmincidents.Client) error {
			_, err := c.ListTimelineEvents(context.Background(), in)
			return err
		}
	}
	plan := func(change func(*ssmincidents.CreateResponsePlanInput)) func(*ssmincidents.Client) error {
		impact := int32(1)
		in := &ssmincidents.CreateResponsePlanInput{Name: &text, IncidentTemplate: &types.IncidentTemplate{Impact: &impact, Title: &text}}
		change(in)
		return func(c *ssmincidents.Client) error {
			_, err := c.CreateResponsePlan(context.Background(), in)
			return err
		}
	}
	tests := []struct {
		name    string
		call    func(*ssmincidents.Client) error
		refused string // the initials of the modes that refuse it
	}{
		{"valid", list(&ssmincidents.ListTimelineEventsInput{IncidentRecordArn: &arn}), ""},
		{"missing", plan(func(in *ssmincidents.CreateResponsePlanInput) { in.Name = nil }), "DRF"},
		{"too short", plan(func(in *ssmincidents.CreateResponsePlanInput) { in.Name = &empty }), "DF"},
		{"too small", plan(func(in *ssmincidents.CreateResponsePlanInput) { in.IncidentTemplate.Impact = &none }), "DF"},
		{"too great", plan(func(in *ssmincidents.CreateResponsePlanInput) { in.IncidentTemplate.Impact = &many }), "F"},
		{"a pattern", plan(func(in *ssmincidents.CreateResponsePlanInput) { in.Name = &blank }), "F"},
		{"an unknown union member", plan(func(in *ssmincidents.CreateResponsePlanInput) {
			in.Actions = []types.Action{&types.UnknownUnionMember{Tag: "x"}}
		}), "DF"},
	}
	modes := map[ssmincidents.ValidationMode]rune{
		ssmincidents.ValidationDefault: 'D', ssmincidents.ValidationRequired: 'R', ssmincidents.ValidationFull: 'F', ssmincidents.ValidationOff: 'O',
	}
	for _, tt := range tests {
		for mode, initial := range modes {
			service := new(counting)
			client := ssmincidents.New(ssmincidents.Options{Region: "eu-west-1", HTTPClient: service, Validation: mode, RetryMaxAttempts: 1})
			err := tt.call(client)
			var invalid smithy.InvalidParamsError
			refused := errors.As(err, &invalid)
			if want := strings.ContainsRune(tt.refused, initial); refused != want {
				t.Errorf("%s, mode %c: refused is %v, want %v: %v", tt.name, initial, refused, want, err)
			}
			if refused && service.requests > 0 {
				t.Errorf("%s, mode %c: a request was sent", tt.name, initial)
			}
		}
	}
}
