package gen_test

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/load"
)

// skippedCases are the protocol cases that don't hold for a client, by id, each with its reason. An entry that no case
// has any more fails the test.
var skippedCases = map[string]string{}

// loadModel reads the model of a checked-in client in one of its formats.
func loadModel(t *testing.T, name, format string) *model.Service {
	t.Helper()
	for _, c := range clients(t) {
		if c.name != name {
			continue
		}
		res, err := load.Load(token.NewFileSet(), c.files(t, format), "")
		if err != nil {
			t.Fatal(err)
		}
		return res.Service
	}
	t.Fatalf("no client is called %s", name)
	return nil
}

// exchange is one call of an operation over a transport in memory.
type exchange struct {
	sent *request
	out  reflect.Value // the output, unless there is an error
	err  error
}

// call calls the operation with the input that fill makes.
func (c *testClient) call(cfg clientConfig, op string, fill func(in reflect.Value) error) (*exchange, error) {
	method := reflect.ValueOf(c.new(cfg)).MethodByName(op)
	if !method.IsValid() {
		return nil, fmt.Errorf("the client has no method %s", op)
	}
	in := reflect.New(method.Type().In(1).Elem())
	if err := fill(in.Elem()); err != nil {
		return nil, fmt.Errorf("build the input: %w", err)
	}
	results := method.Call([]reflect.Value{reflect.ValueOf(context.Background()), in})
	x := &exchange{}
	x.err, _ = results[1].Interface().(error)
	if x.err == nil {
		x.out = results[0].Elem()
	}
	if len(cfg.http.sent) != 1 {
		return nil, fmt.Errorf("%d requests were sent: %w", len(cfg.http.sent), x.err)
	}
	x.sent = cfg.http.sent[0]
	return x, nil
}

// bothWays runs a case plain, and then with an API option, by which the call becomes a stack of middleware. The
// option does nothing; it must be asked, and the requests must be the same.
func bothWays(t *testing.T, run func(t *testing.T, options []func(*middleware.Stack) error) *request) {
	t.Helper()
	plain := run(t, nil)
	asked := 0
	stacked := run(t, []func(*middleware.Stack) error{func(*middleware.Stack) error { asked++; return nil }})
	if asked != 1 {
		t.Errorf("the API option was asked %d times", asked)
	}
	if plain != nil && stacked != nil {
		if diff := cmp.Diff(snapshot(plain), snapshot(stacked)); diff != "" {
			t.Errorf("with an API option another request is sent (-plain +stack)\n%s", diff)
		}
	}
}

// count tells how many of a test's cases passed.
type count struct{ passed, failed int }

func (c *count) run(t *testing.T, id string, f func(t *testing.T)) {
	if t.Run(id, f) {
		c.passed++
	} else {
		c.failed++
	}
}

func (c *count) log(t *testing.T, what string) {
	t.Logf("%s: %d passed, %d failed", what, c.passed, c.failed)
	if c.passed+c.failed == 0 {
		t.Errorf("there are no %s", what)
	}
}

// holds reports whether a case is one for clients of this protocol that isn't skipped, and notes that it was met.
func holds(t *testing.T, id string, protocol model.ProtocolID, appliesTo string, met map[string]bool) bool {
	if met[id] {
		t.Errorf("two cases are called %s", id)
	}
	met[id] = true
	if reason, ok := skippedCases[id]; ok {
		t.Logf("%s is skipped: %s", id, reason)
		return false
	}
	return protocol == model.RestJSON1 && appliesTo != "server"
}

// The cases of the model, Smithy's httpRequestTests and httpResponseTests, hold for the generated client.
func TestProtocolCases(t *testing.T) {
	svc := loadModel(t, kitchen.name, "smithy")
	met := map[string]bool{}
	var requests, responses, failures count
	for _, op := range svc.Operations {
		for _, c := range op.RequestTests {
			if holds(t, c.ID, c.Protocol, c.AppliesTo, met) {
				requests.run(t, c.ID, func(t *testing.T) { requestCase(t, op, c) })
			}
		}
		for _, c := range op.ResponseTests {
			if holds(t, c.ID, c.Protocol, c.AppliesTo, met) {
				responses.run(t, c.ID, func(t *testing.T) { responseCase(t, op, c) })
			}
		}
	}
	for _, c := range svc.ErrorTests {
		if holds(t, c.ID, c.Protocol, c.AppliesTo, met) {
			failures.run(t, c.ID, func(t *testing.T) { errorCase(t, svc, c) })
		}
	}
	requests.log(t, "request cases")
	responses.log(t, "response cases")
	failures.log(t, "error cases")
	for id := range skippedCases {
		if !met[id] {
			t.Errorf("no case is called %s, which is to be skipped", id)
		}
	}
}

func requestCase(t *testing.T, op *model.Operation, want *model.HTTPRequestTest) {
	in := &interpreter{kitchen}
	bothWays(t, func(t *testing.T, options []func(*middleware.Stack) error) *request {
		cfg := clientConfig{endpoint: "https://kitchen.example.com", apiOptions: options, http: answerTo(op)}
		if want.Host != "" {
			cfg.endpoint = "https://" + want.Host
		}
		x, err := kitchen.call(cfg, op.Name, func(v reflect.Value) error { return in.buildInput(v, op.Input, want.Params) })
		if err != nil {
			t.Error(err)
			return nil
		}
		report(t, compareRequest(want, x.sent))
		return x.sent
	})
}

// answerTo is a transport whose answers succeed and say nothing.
func answerTo(op *model.Operation) *transport {
	tr := &transport{code: 200}
	if op.HTTP != nil {
		tr.code = op.HTTP.Code
	}
	return tr
}

func (in *interpreter) buildInput(v reflect.Value, s *model.Shape, params any) error {
	if s == nil {
		if m, ok := params.(map[string]any); ok && len(m) > 0 {
			return fmt.Errorf("there are parameters, and no input")
		}
		return nil
	}
	if params == nil {
		params = map[string]any{}
	}
	return in.buildStructure(v, s, params)
}

func responseCase(t *testing.T, op *model.Operation, want *model.HTTPResponseTest) {
	bothWays(t, func(t *testing.T, options []func(*middleware.Stack) error) *request {
		cfg := clientConfig{endpoint: "https://kitchen.example.com", apiOptions: options, http: recorded(want)}
		x, err := kitchen.call(cfg, op.Name, filled(kitchen, op))
		if err != nil {
			t.Error(err)
			return nil
		}
		if x.err != nil {
			t.Errorf("the call failed: %v", x.err)
			return nil
		}
		c := &comparison{}
		params, _ := want.Params.(map[string]any)
		if op.Output != nil {
			c.structure("output", op.Output, x.out, params)
		}
		report(t, c.diffs)
		return x.sent
	})
}

// recorded is a transport that answers as a case says.
func recorded(c *model.HTTPResponseTest) *transport {
	tr := &transport{code: c.Code, header: c.Headers}
	if c.Body != nil {
		tr.body = *c.Body
	}
	return tr
}

// errorCase tries every operation that can return the error.
func errorCase(t *testing.T, svc *model.Service, want *model.HTTPResponseTest) {
	tried := false
	for _, op := range svc.Operations {
		for _, e := range svc.AllErrors(op) {
			if e != want.Error {
				continue
			}
			tried = true
			bothWays(t, func(t *testing.T, options []func(*middleware.Stack) error) *request {
				cfg := clientConfig{endpoint: "https://kitchen.example.com", apiOptions: options, http: recorded(want)}
				x, err := kitchen.call(cfg, op.Name, filled(kitchen, op))
				if err != nil {
					t.Errorf("%s: %v", op.Name, err)
					return nil
				}
				report(t, compareError(want, x.err))
				return x.sent
			})
		}
	}
	if !tried {
		t.Errorf("no operation returns %s", want.Error.ID)
	}
}

// compareError compares the modelled error in err's chain with a case.
func compareError(want *model.HTTPResponseTest, err error) []string {
	c := &comparison{}
	name := want.Error.ID.Name()
	t := kitchen.typeNamed(name)
	if t == nil {
		return []string{"the client has no error " + name}
	}
	target := reflect.New(reflect.PointerTo(t))
	if !errors.As(err, target.Interface()) {
		return []string{fmt.Sprintf("want a %s, have %T: %v", name, err, err)}
	}
	params, _ := want.Params.(map[string]any)
	c.structure("error", want.Error, target.Elem().Elem(), params)
	var api smithy.APIError
	if !errors.As(err, &api) || api.ErrorCode() != name {
		c.add("error", "%v isn't an API error with the code %s", err, name)
		return c.diffs
	}
	for member, value := range params {
		if strings.EqualFold(member, "message") && api.ErrorMessage() != value {
			c.add("error", "want the message %v, have %q", value, api.ErrorMessage())
		}
	}
	return c.diffs
}

func report(t *testing.T, diffs []string) {
	t.Helper()
	for _, d := range diffs {
		t.Error(d)
	}
}
