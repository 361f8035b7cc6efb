package peer

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
)

// valid is an input of the operation that passes validation and is sent by both.
func valid(operation string) any {
	if operation == "UntagResource" {
		return &ssmincidents.UntagResourceInput{ResourceArn: aws.String("arn:1"), TagKeys: []string{"a", "b"}}
	}
	f := &filler{random: newRandom(1), fill: 100}
	return f.input(operation)
}

// bodies are bodies with every member that the outputs of the operations have.
var bodies = map[string]string{
	"CreateResponsePlan": `{"arn":"arn:1"}`,
	"DeleteResponsePlan": `{}`,
	"GetReplicationSet": `{"replicationSet":{"arn":"arn:2","createdBy":"somebody","createdTime":1.5e9,"deletionProtected":true,
		"lastModifiedBy":"somebody else","lastModifiedTime":1500000000.123,"status":"ACTIVE","regionMap":{
		"eu-west-1":{"sseKmsKeyId":"key","status":"ACTIVE","statusMessage":"fine","statusUpdateDateTime":1600000000},
		"eu-west-2":{"status":"something new","statusUpdateDateTime":-1}}}}`,
	"GetResponsePlan": `{"actions":[{"ssmAutomation":{"documentName":"d","documentVersion":"1","dynamicParameters":{"a":{"variable":"INVOLVED_RESOURCES"}},
		"parameters":{"p":["x","y"],"q":[]},"roleArn":"role","targetAccount":"IMPACTED_ACCOUNT"}}],
		"arn":"arn:3","chatChannel":{"chatbotSns":["a","b"]},"displayName":"D","engagements":["e"],
		"incidentTemplate":{"dedupeString":"s","impact":3,"incidentTags":{"k":"v"},"notificationTargets":[{"snsTopicArn":"t"}],"summary":"S","title":"T"},
		"integrations":[{"pagerDutyConfiguration":{"name":"n","pagerDutyIncidentConfiguration":{"serviceId":"i"},"secretId":"s"}}],"name":"N"}`,
	"ListResponsePlans": `{"nextToken":"t","responsePlanSummaries":[{"arn":"a","displayName":"d","name":"n"},{"arn":"b"},{}]}`,
	"ListTimelineEvents": `{"eventSummaries":[{"eventId":"1","eventReferences":[{"resource":"r"},{"relatedItemId":"i"}],"eventTime":1.25,
		"eventType":"Custom","eventUpdatedTime":1e3,"incidentRecordArn":"r"}],"nextToken":"n"}`,
	"UntagResource":      `{}`,
	"UpdateResponsePlan": `{}`,
}

// failures are answers that stand for errors, by name.
func failures() map[string]answer {
	m := map[string]answer{
		"HTML":                      {status: 502, header: http.Header{"Content-Type": {"text/html"}}, body: "<html><body>Bad Gateway</body></html>"},
		"HTML 403":                  {status: 403, header: http.Header{"Content-Type": {"text/html"}}, body: "<html><body>Forbidden</body></html>"},
		"empty":                     {status: 400},
		"empty 500":                 {status: 500},
		"empty object":              {status: 400, body: `{}`},
		"null":                      {status: 400, body: `null`},
		"list":                      {status: 400, body: `[1]`},
		"string":                    {status: 400, body: `"text"`},
		"truncated":                 {status: 400, body: `{"code":"ValidationException","mess`},
		"cut":                       {status: 400, body: `{"code":"ValidationException"`},
		"unknown code":              {status: 400, header: errorType("NoSuchThing"), body: `{"message":"what"}`},
		"unknown code, Message":     {status: 400, header: errorType("NoSuchThing"), body: `{"Message":"what"}`},
		"unknown, errorMessage":     {status: 400, body: `{"__type":"NoSuchThing","errorMessage":"what"}`},
		"code in the body":          {status: 400, body: `{"code":"ValidationException","message":"m"}`},
		"__type in the body":        {status: 400, body: `{"__type":"com.amazonaws.ssmincidents#ValidationException","message":"m"}`},
		"code and __type":           {status: 400, body: `{"__type":"ConflictException","code":"ValidationException","message":"m"}`},
		"header and body":           {status: 400, header: errorType("ConflictException"), body: `{"code":"ValidationException","message":"m"}`},
		"header with a URI":         {status: 400, header: errorType("ValidationException:http://internal.amazon.com/coral/"), body: `{"message":"m"}`},
		"header with a namespace":   {status: 400, header: errorType("aws.ssm#ValidationException:http://x/"), body: `{"message":"m"}`},
		"empty header":              {status: 400, header: errorType(""), body: `{"code":"ValidationException"}`},
		"message of a wrong type":   {status: 400, header: errorType("ValidationException"), body: `{"message":1}`},
		"null message":              {status: 400, header: errorType("ValidationException"), body: `{"message":null}`},
		"code of a wrong type":      {status: 400, body: `{"code":1,"message":"m"}`},
		"unknown members":           {status: 400, header: errorType("ValidationException"), body: `{"message":"m","other":{"a":[1,2,{"b":null}]}}`},
		"success with 299":          {status: 299, body: `{}`},
		"304":                       {status: 304},
		"301 with a body":           {status: 301, header: http.Header{"Location": {"https://elsewhere.example/"}}, body: `{"code":"Moved","message":"m"}`},
		"307":                       {status: 307, header: http.Header{"Location": {"https://elsewhere.example/"}}},
		"100":                       {status: 199, body: `{}`},
		"no request id":             {status: 400, header: http.Header{"X-Amzn-Requestid": nil, "X-Amzn-Errortype": {"ValidationException"}}, body: `{"message":"m"}`},
		"other request id":          {status: 400, header: http.Header{"X-Amzn-Requestid": nil, "X-Amz-Request-Id": {"other"}, "X-Amzn-Errortype": {"ValidationException"}}, body: `{"message":"m"}`},
		"broken body":               {status: 400, header: errorType("ValidationException"), body: `{"message":`, broken: io.ErrUnexpectedEOF},
		"twice the header":          {status: 400, header: http.Header{"X-Amzn-Errortype": {"ConflictException", "ValidationException"}}, body: `{}`},
		"data after the value":      {status: 400, header: errorType("ValidationException"), body: `{"message":"m"} x`},
		"a modelled error of 500":   {status: 500, header: errorType("InternalServerException"), body: `{"message":"m"}`},
		"a modelled error of 200":   {status: 200, header: errorType("InternalServerException"), body: `{"message":"m"}`},
		"throttling by status":      {status: 429, body: `{"message":"slow down"}`},
		"throttling by code":        {status: 400, header: errorType("ThrottlingException"), body: `{"message":"m","serviceCode":"s","quotaCode":"q"}`},
		"another's throttling code": {status: 400, header: errorType("RequestLimitExceeded"), body: `{"message":"m"}`},
	}
	for code, body := range map[string]string{
		"AccessDeniedException":         `{"message":"m"}`,
		"ConflictException":             `{"message":"m","resourceIdentifier":"i","resourceType":"RESPONSE_PLAN","retryAfter":1.5e9}`,
		"InternalServerException":       `{"message":"m"}`,
		"ResourceNotFoundException":     `{"message":"m","resourceIdentifier":"i","resourceType":"something new"}`,
		"ServiceQuotaExceededException": `{"message":"m","quotaCode":"q","resourceIdentifier":"i","resourceType":"RESPONSE_PLAN","serviceCode":"s"}`,
		"ThrottlingException":           `{"message":"m","quotaCode":"q","serviceCode":"s"}`,
		"ValidationException":           `{"message":"m"}`,
	} {
		m[code] = answer{status: 400, header: errorType(code), body: body}
		m[code+" without members"] = answer{status: 400, header: errorType(code), body: `{}`}
		m[code+" without body"] = answer{status: 400, header: errorType(code)}
		for i, other := range mutations(body) {
			m[fmt.Sprintf("%s, mutation %d: %s", code, i, other)] = answer{status: 400, header: errorType(code), body: other}
		}
	}
	return m
}

// malformed are the differences in what both make of bodies that aren't as the model says.
func malformed() differences {
	return differences{
		{reason: "the decoders, which say in their own words and types what is wrong with a body", excuse: decodeFailed},
	}
}

// malformedErrors are those in bodies that stand for errors.
func malformedErrors() *differences {
	d := append(malformed(),
		&difference{reason: "an error whose code or message isn't a string stays an error of the service", excuse: theirsFails("json: cannot unmarshal ")},
		&difference{reason: "of a broken body ours keeps the beginning", excuse: snapshots},
		&difference{reason: "the SDK turns times after 2262 into others", excuse: inValues(farTime)},
	)
	return &d
}

// malformedOutputs are those in bodies that stand for outputs.
func malformedOutputs() *differences {
	d := append(malformed(),
		&difference{reason: "data after the value are an error, and the SDK ignores them", excuse: oursFails("expected end of input")},
		&difference{reason: "two members of a union are an error (Smithy, union)", excuse: oursFails("union has more than one member")},
		&difference{reason: "an integer that its type can't hold is an error, and wraps around in the SDK", excuse: oursFails("number out of range")},
		&difference{reason: "1.0 is an integer (RFC 8259, 6), and the SDK's parser doesn't know", excuse: theirsFails("strconv.ParseInt")},
		&difference{reason: "UnknownUnionMember has the bytes of the member, and none in the SDK", excuse: inValues(unknownBytes)},
		&difference{reason: "__type is no member of a union (Smithy, restJson1)", excuse: inValues(typeMember)},
		&difference{reason: "the SDK turns times after 2262 into others", excuse: inValues(farTime)},
	)
	return &d
}

func errorType(code string) http.Header { return http.Header{"X-Amzn-Errortype": {code}} }

// TestErrors compares what both make of answers that stand for errors.
func TestErrors(t *testing.T) {
	allowed := malformedErrors()
	list := failures()
	ways(t, func(t *testing.T, s settings) {
		s.maxAttempts = 1
		for _, operation := range operations {
			t.Run(operation, func(t *testing.T) {
				for _, name := range slices.Sorted(maps.Keys(list)) {
					tr := trial{settings: s, operation: operation, in: valid(operation), answers: []answer{list[name]}}
					if tr.compare(t, allowed); t.Failed() {
						t.Fatal(name)
					}
				}
			})
		}
	})
	allowed.checkUsed(t)
}

// TestTransportErrors compares what both make of a transport that fails.
func TestTransportErrors(t *testing.T) {
	ways(t, func(t *testing.T, s settings) {
		s.maxAttempts = 1
		for name, a := range map[string]answer{
			"refused":           {err: refusedConnection()},
			"reset":             {err: errors.New("connection reset by peer")},
			"EOF":               {err: io.EOF},
			"body broken":       {status: 200, body: `{"arn":`, broken: io.ErrUnexpectedEOF},
			"empty body broken": {status: 200, broken: errors.New("broken")},
		} {
			tr := trial{settings: s, operation: "CreateResponsePlan", in: fullPlan(), answers: []answer{a}}
			t.Run(name, func(t *testing.T) { tr.compare(t, nil) })
		}
	})
}

// TestOutputs compares the outputs that both read from bodies: whole ones, and ones in which
// one value was replaced, dropped or repeated, or which end too early.
func TestOutputs(t *testing.T) {
	allowed := malformedOutputs()
	ways(t, func(t *testing.T, s settings) {
		s.maxAttempts = 1
		for _, operation := range operations {
			body := bodies[operation]
			t.Run(operation, func(t *testing.T) {
				for _, text := range append([]string{body, "", " ", "null", "[]", "0", `"x"`, "{} x", "{}{}", "\ufeff{}"}, mutations(body)...) {
					tr := trial{settings: s, operation: operation, in: valid(operation), answers: ok(text)}
					if tr.compare(t, allowed); t.Failed() {
						t.Fatal(text)
					}
				}
			})
		}
	})
	allowed.checkUsed(t)
}

// TestOutputMetadata looks at what the metadata of a successful call hold, so that TestOutputs
// doesn't compare nothing with nothing.
func TestOutputMetadata(t *testing.T) {
	ways(t, func(t *testing.T, s settings) {
		tr := trial{settings: s, operation: "GetResponsePlan", in: valid("GetResponsePlan"), answers: []answer{{status: 200, body: `{"arn":"a"}`, skew: time.Hour}}}
		start := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
		want := map[string]any{
			"request id": "a-request-id", "raw response": "*http.Response", "status": 200,
			"response at": start, "server time": start.Add(time.Hour), "skew": time.Hour,
		}
		got := tr.run(t, ours).Metadata
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
}
