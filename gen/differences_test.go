package gen_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
	"github.com/tinsmith-go/tinsmith/out/ssmincidents/types"
)

// answering is an HTTP client for which the service always gives the same answer.
type answering struct {
	status int
	code   string // in X-Amzn-Errortype
	body   string
}

func (a answering) Do(*http.Request) (*http.Response, error) {
	h := http.Header{"Content-Type": {"application/json"}}
	if a.code != "" {
		h.Set("X-Amzn-Errortype", a.code)
	}
	return &http.Response{StatusCode: a.status, Header: h, Body: io.NopCloser(strings.NewReader(a.body))}, nil
}

// inBothModes runs a test with a plain client, and with one whose calls go through the middleware stack.
func inBothModes(t *testing.T, a answering, test func(*testing.T, *ssmincidents.Client)) {
	options := ssmincidents.Options{Region: "eu-west-1", HTTPClient: a, RetryMaxAttempts: 1}
	t.Run("plain", func(t *testing.T) { test(t, ssmincidents.New(options)) })
	t.Run("stack", func(t *testing.T) {
		test(t, ssmincidents.New(options, ssmincidents.WithAPIOptions(func(*middleware.Stack) error { return nil })))
	})
}

// recording is an HTTP client that keeps the body of the last request.
type recording struct{ body []byte }

func (r *recording) Do(req *http.Request) (*http.Response, error) {
	var err error
	if r.body, err = io.ReadAll(req.Body); err != nil {
		return nil, err
	}
	return answering{status: 201, body: `{"arn":"a"}`}.Do(req)
}

func TestNilElementsAreSentAsNull(t *testing.T) {
	r := new(recording)
	client := ssmincidents.New(ssmincidents.Options{Region: "eu-west-1", HTTPClient: r, Validation: ssmincidents.ValidationOff})
	text, impact := "x", int32(1)
	_, err := client.CreateResponsePlan(context.Background(), &ssmincidents.CreateResponsePlanInput{
		Actions: []types.Action{nil}, ClientToken: &text, Name: &text,
		IncidentTemplate: &types.IncidentTemplate{Impact: &impact, Title: &text},
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"actions":[null],"clientToken":"x","incidentTemplate":{"impact":1,"title":"x"},"name":"x"}`
	if diff := cmp.Diff(want, string(r.body)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// getAction asks for a response plan and returns its first action.
func getAction(client *ssmincidents.Client) (types.Action, error) {
	arn := "arn"
	out, err := client.GetResponsePlan(context.Background(), &ssmincidents.GetResponsePlanInput{Arn: &arn})
	if err != nil {
		return nil, err
	}
	return out.Actions[0], nil
}

func TestUnionWithTwoMembersIsAnError(t *testing.T) {
	for _, body := range []string{
		`{"actions":[{"ssmAutomation":{"documentName":"d","roleArn":"r"},"ssmAutomation":{"documentName":"e","roleArn":"r"}}]}`,
		`{"actions":[{"ssmAutomation":{"documentName":"d","roleArn":"r"},"later":{}}]}`,
		`{"actions":[{"later":{},"latest":{}}]}`,
	} {
		inBothModes(t, answering{status: 200, body: body}, func(t *testing.T, client *ssmincidents.Client) {
			_, err := getAction(client)
			var want *smithy.DeserializationError
			if !errors.As(err, &want) || !strings.Contains(err.Error(), "actions[0].") || !strings.Contains(err.Error(), ": union has more than one member at") {
				t.Errorf("%s: %v", body, err)
			}
		})
	}
}

func TestUnknownUnionMemberKeepsItsBytes(t *testing.T) {
	const body = `{"actions":[{"__type":"Action","ssmAutomation":null,"later": {"a": [1, "\u0041"]} }]}`
	inBothModes(t, answering{status: 200, body: body}, func(t *testing.T, client *ssmincidents.Client) {
		got, err := getAction(client)
		if err != nil {
			t.Fatal(err)
		}
		want := types.Action(&types.UnknownUnionMember{Tag: "later", Value: []byte(`{"a": [1, "\u0041"]}`)})
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(types.UnknownUnionMember{})); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
}

func TestErrorCodesAreComparedExactly(t *testing.T) {
	inBothModes(t, answering{400, "validationException", `{}`}, func(t *testing.T, client *ssmincidents.Client) {
		_, err := getAction(client)
		var generic *smithy.GenericAPIError
		if !errors.As(err, &generic) || generic.Code != "validationException" {
			t.Error(err)
		}
	})
}

// GetResponsePlan has no ConflictException, though other operations of the client do.
func TestErrorsAreThoseOfTheOperation(t *testing.T) {
	inBothModes(t, answering{400, "ConflictException", `{"message":"no"}`}, func(t *testing.T, client *ssmincidents.Client) {
		_, err := getAction(client)
		var conflict *types.ConflictException
		var generic *smithy.GenericAPIError
		if errors.As(err, &conflict) || !errors.As(err, &generic) || generic.Code != "ConflictException" || generic.Message != "no" {
			t.Errorf("GetResponsePlan: %v", err)
		}
		arn := "arn"
		_, err = client.UntagResource(context.Background(), &ssmincidents.UntagResourceInput{ResourceArn: &arn, TagKeys: []string{"k"}})
		if !errors.As(err, &conflict) {
			t.Errorf("UntagResource: %v", err)
		}
	})
}

func TestThereAreNoAttemptResults(t *testing.T) {
	inBothModes(t, answering{status: 200, body: `{"arn":"a"}`}, func(t *testing.T, client *ssmincidents.Client) {
		arn := "arn"
		out, err := client.GetResponsePlan(context.Background(), &ssmincidents.GetResponsePlanInput{Arn: &arn})
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := retry.GetAttemptResults(out.ResultMetadata); ok {
			t.Error("there are attempt results")
		}
	})
}
