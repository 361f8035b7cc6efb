package gen_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents/types"
)

// modelled is an error of the model as the service sends it.
type modelled struct {
	code    string
	status  int
	members string // of the body
	want    error
	fault   smithy.ErrorFault
	retried bool // by the standard rules
}

func modelledErrors() []modelled {
	message := aws.String("m")
	return []modelled{
		{"AccessDeniedException", 403, `"message":"m"`, &types.AccessDeniedException{Message: message}, smithy.FaultClient, false},
		{"ConflictException", 409, `"message":"m","resourceIdentifier":"web","resourceType":"RESPONSE_PLAN","retryAfter":1893456000.25`,
			&types.ConflictException{
				Message: message, ResourceIdentifier: aws.String("web"), ResourceType: types.ResourceTypeResponsePlan,
				RetryAfter: aws.Time(time.Date(2030, 1, 1, 0, 0, 0, 250e6, time.UTC)),
			}, smithy.FaultClient, false},
		{"InternalServerException", 500, `"message":"m"`, &types.InternalServerException{Message: message}, smithy.FaultServer, true},
		{"ResourceNotFoundException", 404, `"message":"m","resourceIdentifier":"web","resourceType":"A_NEW_ONE"`,
			&types.ResourceNotFoundException{
				Message: message, ResourceIdentifier: aws.String("web"), ResourceType: "A_NEW_ONE",
			}, smithy.FaultClient, false},
		{"ThrottlingException", 429, `"message":"m","quotaCode":"L-1","serviceCode":"ssm-incidents"`,
			&types.ThrottlingException{
				Message: message, QuotaCode: aws.String("L-1"), ServiceCode: types.ServiceCodeSsmIncidents,
			}, smithy.FaultClient, true},
		{"ValidationException", 400, `"message":"m","more":{"a":[null,1]}`, &types.ValidationException{Message: message}, smithy.FaultClient, false},
	}
}

// answer sends the error, its code in one of the places where services put it.
func (m modelled) answer(place string) http.HandlerFunc {
	const space = "com.amazonaws.ssmincidents#"
	switch place {
	case "header":
		return reply(m.status, "{"+m.members+"}", "X-Amzn-Errortype: "+m.code)
	case "header with a URI":
		return reply(m.status, "{"+m.members+"}", "X-Amzn-Errortype: "+space+m.code+":http://internal.amazon.com/coral/x/")
	case "code":
		return reply(m.status, `{"code":"`+m.code+`",`+m.members+"}")
	case "__type":
		return reply(m.status, "{"+m.members+`,"__type":"`+space+m.code+`"}`)
	}
	// The header counts, whatever else is said.
	return reply(m.status, `{"code":"OneException",`+m.members+`,"__type":"OtherException"}`, "X-Amzn-Errortype: "+m.code)
}

func TestLiveModelledErrors(t *testing.T) {
	for _, m := range modelledErrors() {
		for _, place := range []string{"header", "header with a URI", "code", "__type", "all three"} {
			t.Run(m.code+" in "+place, func(t *testing.T) { checkModelled(t, m, place) })
		}
	}
}

func checkModelled(t *testing.T, m modelled, place string) {
	s := scenario{
		answers: handlers(m.answer(place)),
		chain:   []string{errOperation, errResponse, "*types." + m.code},
		text:    responseText(m.status) + m.code + ": m",
	}
	if m.retried {
		s.answers = handlers(m.answer(place), m.answer(place), m.answer(place))
		s.sent = attempts(createLine, 3)
		s.chain = []string{errOperation, errSpent, errResponse, "*types." + m.code}
		s.text = "exceeded maximum number of attempts, 3, " + s.text
	}
	err := s.check(t).err

	last := err
	for errors.Unwrap(last) != nil {
		last = errors.Unwrap(last)
	}
	if diff := cmp.Diff(m.want, last, liveResults); diff != "" {
		t.Errorf("the error (-want +got)\n%s", diff)
	}
	var api smithy.APIError
	if !errors.As(err, &api) || api.ErrorCode() != m.code || api.ErrorMessage() != "m" || api.ErrorFault() != m.fault {
		t.Errorf("as an APIError: %+v", api)
	}
	checkResponseError(t, err, m.status)
}

// responseText is how the text of an error begins that has a response with reply's request id.
func responseText(status int) string {
	code := string([]byte{'0' + byte(status/100), '0' + byte(status/10%10), '0' + byte(status%10)})
	return "https response error StatusCode: " + code + ", RequestID: req-1, "
}

// checkResponseError looks for the response in an error, as the SDK's type and as smithy-go's.
func checkResponseError(t *testing.T, err error, status int) {
	t.Helper()
	var ours *awshttp.ResponseError
	if !errors.As(err, &ours) || ours.ServiceRequestID() != "req-1" || ours.HTTPStatusCode() != status {
		t.Errorf("no response of aws-sdk-go-v2's in %v", err)
	}
	var general *smithyhttp.ResponseError
	if !errors.As(err, &general) || general.Response.Header.Get("Content-Type") == "" {
		t.Errorf("no response of smithy-go's in %v", err)
	}
	var op *smithy.OperationError
	if !errors.As(err, &op) || op.Service() != "SSM Incidents" || op.Operation() != "CreateResponsePlan" {
		t.Errorf("no operation in %v", err)
	}
}

func TestLiveUnmodelledErrors(t *testing.T) {
	chain := []string{errOperation, errResponse, errGeneric}
	retried := []string{errOperation, errSpent, errResponse, errGeneric}
	spent := "exceeded maximum number of attempts, 3, "
	runScenarios(t, []scenario{
		{name: "unknown code", answers: handlers(reply(400, `{"message":"m"}`, "X-Amzn-Errortype: OddException")),
			chain: chain, text: responseText(400) + "api error OddException: m"},
		{name: "message in capitals", answers: handlers(reply(400, `{"Message":"m","Code":"OddException"}`)),
			chain: chain, text: responseText(400) + "api error OddException: m"},
		{name: "no code", answers: handlers(reply(400, `{"message":"m"}`)),
			chain: chain, text: responseText(400) + "api error UnknownError: m"},
		{name: "no message", answers: handlers(reply(400, `{"code":"OddException"}`)),
			chain: chain, text: responseText(400) + "api error OddException: UnknownError"},
		{name: "no body", answers: handlers(reply(404, "")),
			chain: chain, text: responseText(404) + "api error UnknownError: UnknownError"},
		{name: "modelled, no body", answers: handlers(reply(404, "", "X-Amzn-Errortype: ResourceNotFoundException")),
			chain: []string{errOperation, errResponse, "*types.ResourceNotFoundException"},
			text:  responseText(404) + "ResourceNotFoundException: "},
		{name: "expired token", answers: handlers(reply(403, `{"message":"m"}`, "X-Amzn-Errortype: ExpiredTokenException")),
			chain: chain, text: responseText(403) + "api error ExpiredTokenException: m"},
		{name: "an unknown throttle is retried", sent: attempts(createLine, 3), chain: retried,
			answers: handlers(
				reply(400, `{"code":"Throttling"}`), reply(400, `{"code":"TooManyRequestsException"}`),
				reply(400, `{"code":"SlowDown","message":"m"}`)),
			text: spent + responseText(400) + "api error SlowDown: m"},
		{name: "a member of another kind", answers: handlers(reply(409, `{"message":"m","resourceIdentifier":5}`, "X-Amzn-Errortype: ConflictException")),
			chain: []string{errOperation, errResponse, errDecode, errWrap, "*jsondec.Error"},
			text: responseText(409) + "deserialization failed, failed to decode response body, " +
				"resourceIdentifier: expected string, found number at offset 36"},
	})
}

// TestLiveUnmodelledErrorsAreAPIErrors shows how a program tells errors that the model doesn't have.
func TestLiveUnmodelledErrorsAreAPIErrors(t *testing.T) {
	s := scenario{
		answers: handlers(reply(400, `{"message":"m"}`, "X-Amzn-Errortype: OddException")),
		chain:   []string{errOperation, errResponse, errGeneric}, text: responseText(400) + "api error OddException: m",
	}
	err := s.check(t).err
	var api smithy.APIError
	if !errors.As(err, &api) || api.ErrorCode() != "OddException" || api.ErrorMessage() != "m" {
		t.Errorf("as an APIError: %+v", api)
	}
	checkResponseError(t, err, 400)
}

// TestLiveHugeErrorBody ends the call after a part of a body that is much larger than any error's.
func TestLiveHugeErrorBody(t *testing.T) {
	huge := `{"message":` + padding(8<<20) + `}`
	got := (&scenario{answers: handlers(reply(400, huge, "X-Amzn-Errortype: ValidationException"))}).run(t)
	var decode *smithy.DeserializationError
	if !errors.As(got.err, &decode) || len(decode.Snapshot) > 1024 || len(got.Error) >= longestError {
		t.Errorf("%q, %s", got.Chain, got.Error)
	}
	checkResponseError(t, got.err, 400)

	// One of a few megabytes is read to its end.
	large := `{"message":` + padding(3<<20) + `}`
	got = (&scenario{answers: handlers(reply(400, large, "X-Amzn-Errortype: ValidationException"))}).run(t)
	var invalid *types.ValidationException
	if !errors.As(got.err, &invalid) || len(*invalid.Message) != 3<<20-2 || strings.Trim(*invalid.Message, "x") != "" {
		t.Errorf("%q, %.200s", got.Chain, got.Error)
	}
}
