package gen_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/scanner"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/load"
	"github.com/tinsmith-go/tinsmith/out/kitchensink"
	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
	incidenttypes "github.com/tinsmith-go/tinsmith/out/ssmincidents/types"
)

// The ends of waits.
const (
	waitFailed  = "waiter state transitioned to Failure"
	waitedLong  = "exceeded max wait time for %s waiter"
	waitNoTime  = "maximum wait time for waiter must be greater than zero"
	waitNoDelay = "minimum waiter delay 2s must be lesser than or equal to maximum waiter delay of 1s."
)

// waitCase is a wait with what the service answers and how it ends: "" is well. Delays are of microseconds, so no
// case waits.
type waitCase struct {
	name  string
	lines []string
	end   string
	calls int
}

func runWaits(t *testing.T, cases []waitCase, wait func(*scripted, ...func(*middleware.Stack) error) error) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			asBoth(t, func(t *testing.T, apiOptions ...func(*middleware.Stack) error) {
				s := &scripted{lines: c.lines}
				end := ""
				if err := wait(s, apiOptions...); err != nil {
					end = err.Error()
				}
				if end != c.end {
					t.Errorf("have %q, want %q", end, c.end)
				}
				if len(s.sent) != c.calls {
					t.Errorf("%d calls, want %d", len(s.sent), c.calls)
				}
				if !strings.Contains(s.agent, " m/B") {
					t.Errorf("the user agent %q doesn't tell of a waiter", s.agent)
				}
			})
		})
	}
}

func sinkError(operation, rest string, status int) string {
	return fmt.Sprintf("operation error Kitchen Sink: %s, https response error StatusCode: %d, RequestID: , %s", operation, status, rest)
}

const (
	gone  = `404 {"__type": "ThingNotFound"}`
	broke = `500 {"__type": "Oops"}`
	soon  = time.Microsecond
)

func TestWaiterForTheStateOfAJob(t *testing.T) {
	job := func(body string) string { return `200 {"job": ` + body + `}` }
	runWaits(t, []waitCase{
		{"at once", []string{job(`{"state": "DONE"}`)}, "", 1},
		{"after a while", []string{job(`{"state": "WAITING"}`), job(`{"state": "RUNNING"}`), job(`{"state": "DONE"}`)}, "", 3},
		{"failure", []string{job(`{"state": "RUNNING"}`), job(`{"state": "FAILED"}`)}, waitFailed, 2},
		{"any step fails", []string{job(`{"state": "RUNNING", "steps": [{"state": "DONE"}, {"state": "FAILED"}, {}]}`)}, waitFailed, 1},
		{"not all steps are done", []string{job(`{"steps": [{"state": "DONE"}, {"state": "RUNNING"}]}`), job(`{"steps": [{"state": "DONE"}, {}]}`), job(`{"steps": [{"state": "DONE"}]}`)}, "", 3},
		{"there are no steps", []string{job(`{"steps": []}`), job(`{}`), `200 {}`, job("null"), job(`{"state": "DONE"}`)}, "", 5},
		{"an error that is waited on", []string{gone, gone, job(`{"state": "DONE"}`)}, "", 3},
		{"another error", []string{gone, broke}, sinkError("GetJob", "api error Oops: UnknownError", 500), 2},
		{"an error that the model names for another waiter", []string{`500 {"__type": "StoveOff"}`}, sinkError("GetJob", "StoveOff: ", 500), 1},
	}, func(s *scripted, apiOptions ...func(*middleware.Stack) error) error {
		w := kitchensink.NewJobDoneWaiter(s.kitchensink(apiOptions...), func(o *kitchensink.JobDoneWaiterOptions) { o.MinDelay, o.MaxDelay = soon, soon })
		return w.Wait(context.Background(), &kitchensink.GetJobInput{JobId: aws.String("1")}, time.Minute)
	})
}

func TestWaiterForABoolean(t *testing.T) {
	runWaits(t, []waitCase{
		{"true", []string{`200 {"job": {"finished": false}}`, `200 {"job": {}}`, `200 {}`, `200 {"job": {"finished": true}}`}, "", 4},
		{"an error that is waited on", []string{`500 {"__type": "StoveOff"}`, `200 {"job": {"finished": true}}`}, "", 2},
		{"another error", []string{gone}, sinkError("GetJob", "ThingNotFound: ", 404), 1},
	}, func(s *scripted, apiOptions ...func(*middleware.Stack) error) error {
		w := kitchensink.NewJobFinishedWaiter(s.kitchensink(apiOptions...), func(o *kitchensink.JobFinishedWaiterOptions) { o.MinDelay, o.MaxDelay = soon, soon })
		return w.Wait(context.Background(), &kitchensink.GetJobInput{JobId: aws.String("1")}, time.Minute)
	})
}

func TestWaiterForSuccess(t *testing.T) {
	runWaits(t, []waitCase{
		{"at once", []string{`200 {}`}, "", 1},
		{"after a while", []string{gone, gone, `200 {}`}, "", 3},
		{"an error", []string{gone, broke}, sinkError("GetThing", "api error Oops: UnknownError", 500), 2},
	}, func(s *scripted, apiOptions ...func(*middleware.Stack) error) error {
		w := kitchensink.NewThingExistsWaiter(s.kitchensink(apiOptions...), func(o *kitchensink.ThingExistsWaiterOptions) { o.MinDelay, o.MaxDelay = soon, soon })
		return w.Wait(context.Background(), &kitchensink.GetThingInput{ThingId: aws.String("1")}, time.Minute)
	})
}

func TestWaiterForAnError(t *testing.T) {
	runWaits(t, []waitCase{
		{"at once", []string{gone}, "", 1},
		{"after a while", []string{`200 {}`, `200 {}`, gone}, "", 3},
		{"another error", []string{`200 {}`, broke}, sinkError("GetThing", "api error Oops: UnknownError", 500), 2},
	}, func(s *scripted, apiOptions ...func(*middleware.Stack) error) error {
		w := kitchensink.NewThingGoneWaiter(s.kitchensink(apiOptions...), func(o *kitchensink.ThingGoneWaiterOptions) { o.MinDelay, o.MaxDelay = soon, soon })
		return w.Wait(context.Background(), &kitchensink.GetThingInput{ThingId: aws.String("1")}, time.Minute)
	})
}

const running, done = `200 {"job": {"state": "RUNNING"}}`, `200 {"job": {"state": "DONE"}}`

func TestWaiterOptions(t *testing.T) {
	type options = kitchensink.JobDoneWaiterOptions
	var agents []string
	for _, c := range []struct {
		name  string
		wait  time.Duration
		lines []string
		opt   func(*options)
		end   string
		calls int
	}{
		{"no time", 0, nil, nil, waitNoTime, 0},
		{"delays the wrong way round", time.Minute, nil, func(o *options) { o.MinDelay, o.MaxDelay = 2*time.Second, time.Second }, waitNoDelay, 0},
		{"the longest delay that stands in", time.Minute, nil, func(o *options) { o.MinDelay, o.MaxDelay = time.Hour, 0 },
			"minimum waiter delay 1h0m0s must be lesser than or equal to maximum waiter delay of 2m0s.", 0},
		{"no shortest delay", time.Minute, []string{running}, func(o *options) { o.MinDelay = 0 },
			"error computing waiter delay, minDelay must be greater than zero when computing Delay", 1},
		{"less time than a delay", time.Millisecond, []string{running}, nil, fmt.Sprintf(waitedLong, "JobDone"), 1},
		{"a decision of one's own", time.Minute, []string{running, running, done}, func(o *options) {
			n := 0
			o.Retryable = func(_ context.Context, in *kitchensink.GetJobInput, out *kitchensink.GetJobOutput, err error) (bool, error) {
				n++
				return n < 2, err
			}
		}, "", 2},
		{"a decision in front of the model's", time.Minute, []string{broke, running, done}, func(o *options) {
			byModel := o.Retryable
			o.Retryable = func(ctx context.Context, in *kitchensink.GetJobInput, out *kitchensink.GetJobOutput, err error) (bool, error) {
				if err != nil && out == nil && aws.ToString(in.JobId) == "1" {
					return true, nil
				}
				return byModel(ctx, in, out, err)
			}
		}, "", 3},
		{"an error of one's own", time.Minute, []string{running}, func(o *options) {
			o.Retryable = func(context.Context, *kitchensink.GetJobInput, *kitchensink.GetJobOutput, error) (bool, error) {
				return true, errors.New("enough")
			}
		}, "enough", 1},
		{"options of calls", time.Minute, []string{done}, func(o *options) {
			o.ClientOptions = append(o.ClientOptions, func(o *kitchensink.Options) { o.AppID = "shop" })
		}, "", 1},
		{"API options", time.Minute, []string{running, done}, func(o *options) {
			o.APIOptions = append(o.APIOptions, func(s *middleware.Stack) error {
				agents = append(agents, "called")
				return nil
			})
		}, "", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &scripted{lines: c.lines}
			set := func(o *options) {
				if c.name != "less time than a delay" {
					o.MinDelay, o.MaxDelay = soon, time.Second
				}
				if c.opt != nil {
					c.opt(o)
				}
			}
			for i, wait := range []func() error{
				func() error {
					return kitchensink.NewJobDoneWaiter(s.kitchensink(), set).Wait(context.Background(), &kitchensink.GetJobInput{JobId: aws.String("1")}, c.wait)
				},
				func() error { // the same options for one wait
					return kitchensink.NewJobDoneWaiter(s.kitchensink()).Wait(context.Background(), &kitchensink.GetJobInput{JobId: aws.String("1")}, c.wait, set)
				},
			} {
				s.sent = nil
				end := ""
				if err := wait(); err != nil {
					end = err.Error()
				}
				if end != c.end || len(s.sent) != c.calls {
					t.Errorf("way %d: have %q after %d calls, want %q after %d", i+1, end, len(s.sent), c.end, c.calls)
				}
			}
			if c.name == "options of calls" && !strings.Contains(s.agent, "app/shop") {
				t.Errorf("the option isn't honoured: %q", s.agent)
			}
		})
	}
	if len(agents) != 4 {
		t.Errorf("the API option ran %d times, want 4", len(agents))
	}
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s := &scripted{lines: []string{running, running}}
	s.late = func(n int) error {
		if n == 2 {
			cancel()
		}
		return nil
	}
	w := kitchensink.NewJobDoneWaiter(s.kitchensink(), func(o *kitchensink.JobDoneWaiterOptions) { o.MinDelay, o.MaxDelay = soon, soon })
	err := w.Wait(ctx, &kitchensink.GetJobInput{JobId: aws.String("1")}, time.Minute)
	if !errors.Is(err, context.Canceled) || len(s.sent) != 2 {
		t.Errorf("%v after %d calls", err, len(s.sent))
	}
	ended, cancelled := context.WithCancel(context.Background())
	cancelled()
	s = &scripted{}
	err = w.Wait(ended, &kitchensink.GetJobInput{JobId: aws.String("1")}, time.Minute)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v after %d calls", err, len(s.sent))
	}
}

func TestWaitForOutputReturnsTheLastAnswer(t *testing.T) {
	s := &scripted{lines: []string{`200 {"replicationSet": {"status": "CREATING"}}`, `200 {"replicationSet": {"status": "ACTIVE", "deletionProtected": true}}`}}
	w := ssmincidents.NewWaitForReplicationSetActiveWaiter(s.incidents(), func(o *ssmincidents.WaitForReplicationSetActiveWaiterOptions) { o.MinDelay = soon })
	out, err := w.WaitForOutput(context.Background(), &ssmincidents.GetReplicationSetInput{Arn: aws.String("arn:aws:ssm-incidents::1:replication-set/x")}, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if out.ReplicationSet.Status != incidenttypes.ReplicationSetStatusActive || !aws.ToBool(out.ReplicationSet.DeletionProtected) || len(s.sent) != 2 {
		t.Errorf("%+v after %d calls", out.ReplicationSet, len(s.sent))
	}
}

// fakeJob is a client of one's own.
type fakeJob struct{ err error }

func (f *fakeJob) GetJob(context.Context, *kitchensink.GetJobInput, ...func(*kitchensink.Options)) (*kitchensink.GetJobOutput, error) {
	return nil, f.err
}

func TestWaitersTakeAClientOfOnesOwn(t *testing.T) {
	why := &smithy.GenericAPIError{Code: "Busy"}
	err := kitchensink.NewJobDoneWaiter(&fakeJob{why}).Wait(context.Background(), nil, time.Minute)
	if err != error(why) {
		t.Errorf("have %v, want the client's error itself", err)
	}
}

func TestWaitAttemptsAreLogged(t *testing.T) {
	var log bytes.Buffer
	s := &scripted{lines: []string{running, done}}
	w := kitchensink.NewJobDoneWaiter(s.kitchensink(), func(o *kitchensink.JobDoneWaiterOptions) {
		o.MinDelay, o.MaxDelay, o.LogWaitAttempts = soon, soon, true
		o.ClientOptions = append(o.ClientOptions, func(o *kitchensink.Options) {
			o.Logger = logging.LoggerFunc(func(_ logging.Classification, format string, v ...any) { fmt.Fprintf(&log, format+"\n", v...) })
		})
	})
	if err := w.Wait(context.Background(), &kitchensink.GetJobInput{JobId: aws.String("1")}, time.Minute); err != nil {
		t.Fatal(err)
	}
	want := "attempting waiter request, attempt count: 1\nattempting waiter request, attempt count: 2\n"
	if diff := cmp.Diff(want, log.String()); diff != "" {
		t.Errorf("the log (-want +got)\n%s", diff)
	}
}

// conditions are paths into the output of the toy below, by their comparator.
var conditions = map[string][]string{
	"stringEquals": {"text", "state", "part.name", "texts[0]", "parts[-1].state", "tags.x", "named.x.name", "choice.one", "choice.other.name", "text || state", "nested[0][-1]"},
	"booleanEquals": {"flag", "part.flag", "text == state", "state != part.state", "text != `null`", "state == `null`", "parts == `null`", "choice == `null`", "when != `null`",
		"count > `0`", "count == big", "ratio <= count", "count != `1.5`", "small < `300`", "`1` == level", "length(parts) == small", "length(text) > big", "length(tags) == `0`", "length(parts[].tags[]) >= `1`",
		"length(parts[?flag && state == 'A' || size > `1`]) == length(parts)", "contains(texts, text)", "contains(states, 'A')", "contains(text, part.name)", "contains(sparse, text)",
		"contains(parts[].[length(parts) >= size][], `false`)", "!parts[].name", "!(flag && text || named.x)", "flag && part.flag", "flag == (flag || part.flag)", "length(named) > `0` && !tags"},
	"anyStringEquals": {"texts", "states", "sparse", "nested[]", "parts[].name", "parts[*].state", "parts[].parts[].tags[]", "parts[?name].name", "parts[].[name, state][]", "[text, part.name]", "parts[*].parts[?flag].name | []"},
	"allStringEquals": {"texts", "states", "sparse", "parts[].state", "parts[?size >= `2`].name", "parts[].flag"},
}

// TestWaitersOfAllKindsTypeCheck makes a waiter of every condition.
func TestWaitersOfAllKindsTypeCheck(t *testing.T) {
	var waiters []string
	add := func(matcher string) {
		waiters = append(waiters, fmt.Sprintf(`"W%d": {"acceptors": [{"state": "success", "matcher": %s}]}`, len(waiters), matcher))
	}
	for comparator, list := range conditions {
		for _, path := range list {
			expected := "true"
			if comparator == "stringEquals" {
				expected = "x"
			}
			add(fmt.Sprintf(`{"output": {"path": %q, "comparator": %q, "expected": %q}}`, path, comparator, expected))
		}
	}
	add(`{"inputOutput": {"path": "input.text == output.text", "comparator": "booleanEquals", "expected": "true"}}`)
	add(`{"inputOutput": {"path": "output.parts[].name", "comparator": "allStringEquals", "expected": "x"}}`)
	add(`{"errorType": "Known"}`)
	add(`{"errorType": "Unknown"}`)
	add(`{"success": true}`)
	add(`{"success": false}`)
	text := toy("Get", strings.Replace(operation("Get", "In", "Out", `"smithy.waiters#waitable": {`+strings.Join(waiters, ", ")+`}`), `"traits"`, `"errors": [{"target": "t#Known"}], "traits"`, 1),
		structure("In", "text: :String"),
		structure("Out", "text: :String", "state: State", "count: :Integer", "big: :Long", "small: :Short", `level: :Byte`, "ratio: :Float", "flag: :Boolean", "when: :Timestamp", "texts: Texts", "states: States",
			"sparse: Sparse", "nested: Nested", "part: Part", "parts: Parts", "tags: Tags", "named: Named", "choice: Choice"),
		structure("Part", "name: :String", "state: State", "size: :Integer", "flag: :Boolean", "tags: Texts", "parts: Parts"),
		`"t#State": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "A"}}}}`,
		`"t#Known": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "client"}}`,
		list("Texts", ":String"), list("States", "State"), list("Sparse", ":String", `"smithy.api#sparse": {}`), list("Nested", "Texts"), list("Parts", "Part"),
		dict("Tags", ":String"), dict("Named", "Part"), union("Choice", "one: :String", "other: Part"))
	mustMake(t, gen.Config{}, text)
	t.Logf("%d waiters", len(waiters))
}

// TestWaitersForAStatus are botocore's alone.
func TestWaitersForAStatus(t *testing.T) {
	service := `{"metadata": {"apiVersion": "2024-01-01", "protocol": "rest-json", "serviceId": "Toy", "endpointPrefix": "toy", "signatureVersion": "v4"},
		"operations": {"Get": {"name": "Get", "http": {"method": "GET", "requestUri": "/"}, "output": {"shape": "Out"}}},
		"shapes": {"Out": {"type": "structure", "members": {"a": {"shape": "Text"}}}, "Text": {"type": "string"}}}`
	waiters := `{"version": 2, "waiters": {"Gone": {"operation": "Get", "delay": 1, "maxAttempts": 5, "acceptors": [
		{"matcher": "status", "expected": 404, "state": "success"}, {"matcher": "status", "expected": 200, "state": "retry"}, {"matcher": "error", "expected": "Busy", "state": "failure"}]}}}`
	fset := token.NewFileSet()
	res, err := load.Load(fset, []load.File{{Name: "service-2.json", Data: []byte(service)}, {Name: "waiters-2.json", Data: []byte(waiters)}}, "")
	if err != nil {
		t.Fatal(messages(err))
	}
	out, err := gen.Generate(gen.Config{Fset: fset, ImportPath: toyPath}, res.Service)
	if err != nil {
		t.Fatal(messages(err))
	}
	if err := newChecker(t).check(out.Files); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(out.Files, func(f gen.File) bool { return f.Path == "op_Get.go" })
	for _, want := range []string{
		"if err == nil && statuscode.Of(out.ResultMetadata) == 404 || statuscode.OfError(err) == 404 {\n\t\treturn false, nil",
		"if err == nil && statuscode.Of(out.ResultMetadata) == 200 || statuscode.OfError(err) == 200 {\n\t\treturn true, nil",
		"if waiting.HasCode(err, \"Busy\") {\n\t\treturn false, waiting.Failed()",
	} {
		if !strings.Contains(string(out.Files[i].Data), want) {
			t.Errorf("the waiter lacks %s", want)
		}
	}
}

// TestWaitersThatMakeNoSense are errors with the acceptor's place.
func TestWaitersThatMakeNoSense(t *testing.T) {
	matcher := func(path string) string {
		return fmt.Sprintf(`"smithy.waiters#waitable": {"Done": {"acceptors": [{"state": "success", "matcher": {"output": {"path": %q, "comparator": "stringEquals", "expected": "x"}}}]}}`, path)
	}
	for _, c := range []struct{ path, want string }{
		{"a..b", `waiter Done: path "a..b": want a name, have . at byte 2`},
		{"b", `waiter Done: path "b": Out has no member "b" at byte 0`},
		{"keys(a)", `waiter Done: path "keys(a)": the function keys is not supported at byte 0`},
	} {
		_, err := makeClient(gen.Config{}, toy("Get", operation("Get", "", "Out", matcher(c.path)), structure("Out", "a: :String")))
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "model.json:3:") {
			t.Errorf("have %v, want %s", err, c.want)
		}
	}
	twice := `"smithy.waiters#waitable": {"done": {"acceptors": []}, "Done": {"acceptors": []}}`
	_, err := makeClient(gen.Config{}, toy("Get", operation("Get", "", "Out", twice), structure("Out", "a: :String")))
	if err == nil || !strings.Contains(err.Error(), "waiter Done would declare DoneWaiter, as waiter Done does") {
		t.Errorf("two waiters of one name: %v", err)
	}
}

// TestCorpusPaginatorsAndWaiters type-checks the paginators and waiters of all real models, those of other protocols
// as if they spoke restJson1.
func TestCorpusPaginatorsAndWaiters(t *testing.T) {
	var paginators, items, waiters, acceptors int
	for _, m := range corpus(t) {
		fset := token.NewFileSet()
		res, err := load.Load(fset, readModels(t, m.files), "")
		if err != nil {
			t.Fatalf("%s: %s", m.name, messages(err))
		}
		svc := asRestJSON(res.Service)
		out, err := generatePaged(fset, svc)
		if err != nil {
			t.Errorf("%s: %s", m.name, messages(err))
			continue
		}
		if out == nil {
			continue
		}
		if err := newChecker(t).check(out.Files); err != nil {
			t.Errorf("%s: %v", m.name, err)
		}
		for _, op := range svc.Operations {
			if !slices.Contains(out.Operations, op.Name) {
				continue
			}
			if op.Paginated != nil {
				paginators++
				i := slices.IndexFunc(out.Files, func(f gen.File) bool { return f.Path == "op_"+op.Name+".go" })
				if i >= 0 && bytes.Contains(out.Files[i].Data, []byte("pages.Items(")) {
					items++
				} else if len(op.Paginated.Items) > 0 {
					t.Logf("%s: %s has no items in %s", m.name, op.Name, op.Paginated.Items[0])
				}
			}
			for _, w := range op.Waiters {
				waiters++
				acceptors += len(w.Acceptors)
			}
		}
	}
	t.Logf("%d paginators, %d with items; %d waiters with %d acceptors", paginators, items, waiters, acceptors)
}

// asRestJSON is a service that speaks restJson1, with all members in bodies and without patterns, and has only
// operations that are paginated or waited on.
func asRestJSON(svc *model.Service) *model.Service {
	out := *svc
	out.Protocols = []model.Protocol{{ID: model.RestJSON1}}
	out.Endpoints, out.Operations = nil, nil
	out.Auth = model.Auth{Schemes: []string{model.SchemeSigV4}, SigningName: "x"}
	for _, op := range svc.Operations {
		if op.Paginated == nil && len(op.Waiters) == 0 {
			continue
		}
		copied := *op
		copied.HTTP = &model.HTTP{Method: "POST", URI: "/" + op.Name, Code: 200, Pos: op.Pos}
		copied.Auth, copied.OperationContextParams = nil, nil
		out.Operations = append(out.Operations, &copied)
	}
	for _, s := range svc.Shapes {
		s.Pattern = ""
		for _, m := range s.Members {
			m.Loc, m.Pattern = 0, ""
		}
	}
	return &out
}

var namesOperation = regexp.MustCompile(`operation (\w+)`)

// generatePaged leaves out the operations that aren't supported for reasons of their own.
func generatePaged(fset *token.FileSet, svc *model.Service) (*gen.Output, error) {
	cfg := gen.Config{Fset: fset, ImportPath: toyPath}
	var err error
	for range 3 {
		if len(cfg.Exclude) == len(svc.Operations) {
			return nil, nil
		}
		var out *gen.Output
		if out, err = gen.Generate(cfg, svc); err == nil {
			return out, nil
		}
		var list scanner.ErrorList
		if !errors.As(err, &list) {
			return nil, err
		}
		for _, e := range list {
			found := namesOperation.FindStringSubmatch(e.Msg)
			if found == nil || strings.Contains(e.Msg, "paginated by") || strings.Contains(e.Msg, "waiter ") {
				return nil, err
			}
			cfg.Exclude = append(cfg.Exclude, found[1])
		}
	}
	return nil, err
}
