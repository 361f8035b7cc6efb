package call_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	"github.com/google/go-cmp/cmp"

	sample "github.com/tinsmith-go/tinsmith/templates/client"
)

// witness notes what a context says, for everyone that gets one.
type witness struct {
	aws.RetryerV2
	mu   sync.Mutex
	said map[string]string
}

func (w *witness) note(who string, ctx context.Context) {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, own := ctx.Value(ownKey{}).(string)
	_, deadline := ctx.Deadline()
	_, nop := middleware.GetLogger(ctx).(logging.Nop)
	stale := middleware.GetStackValue(ctx, ownKey{}) != nil
	w.said[who] = strings.Join([]string{
		awsmiddleware.GetServiceID(ctx), awsmiddleware.GetOperationName(ctx), awsmiddleware.GetRegion(ctx),
		middleware.GetServiceID(ctx), middleware.GetOperationName(ctx),
		map[bool]string{true: "own value"}[own], map[bool]string{true: "deadline"}[deadline],
		map[bool]string{false: "logger"}[nop], map[bool]string{true: "stale"}[stale],
	}, ",")
}

type ownKey struct{}

func (w *witness) Do(r *http.Request) (*http.Response, error) {
	w.note("HTTP client", r.Context())
	return memoryOptions().HTTPClient.Do(r)
}

func (w *witness) Retrieve(ctx context.Context) (aws.Credentials, error) {
	w.note("credentials", ctx)
	return testCredentials.Retrieve(ctx)
}

func (w *witness) GetAttemptToken(ctx context.Context) (func(error) error, error) {
	w.note("retryer", ctx)
	return w.RetryerV2.GetAttemptToken(ctx)
}

func TestContextSaysWhoIsCalled(t *testing.T) {
	inModes(t, func(t *testing.T, option func(*sample.Options)) {
		w := &witness{RetryerV2: retry.NewStandard(), said: map[string]string{}}
		client := sample.New(sample.Options{
			Region: "eu-west-1", Credentials: w, HTTPClient: w, Retryer: w, Logger: logging.NewStandardLogger(&records{}),
		}, option)
		ctx := context.WithValue(t.Context(), ownKey{}, "own")
		ctx = middleware.WithStackValue(ctx, ownKey{}, "of an outer call")
		ctx, cancel := context.WithTimeout(ctx, time.Hour)
		defer cancel()
		if _, err := client.CreateThing(ctx, smallInput()); err != nil {
			t.Fatal(err)
		}
		all := "Sample Things,CreateThing,eu-west-1,Sample Things,CreateThing,own value,deadline,logger,"
		want := map[string]string{"HTTP client": all, "credentials": all, "retryer": all}
		if diff := cmp.Diff(want, w.said); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
}

func TestOptionsOfACall(t *testing.T) {
	inModes(t, func(t *testing.T, option func(*sample.Options)) {
		srv := newServer(t, answer(201, created), answer(201, created), answer(500, "{}"))
		client := srv.client(option, func(o *sample.Options) { o.AppID = "client" })
		call := func(fn ...func(*sample.Options)) error {
			_, err := client.CreateThing(t.Context(), smallInput(), fn...)
			return err
		}
		err := errors.Join(
			call(func(o *sample.Options) { o.AppID, o.Region = "call", "eu-central-1" }),
			call(),
		)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []string{" app/call ", " app/client "} {
			if got := srv.seen[i].Header["User-Agent"] + " "; !strings.Contains(got, want) {
				t.Errorf("call %d: User-Agent %q, want %q in it", i+1, got, want)
			}
		}
		var spent *retry.MaxAttemptsError
		if err := call(func(o *sample.Options) { o.RetryMaxAttempts = 1 }); !errors.As(err, &spent) || spent.Attempt != 1 {
			t.Errorf("with one attempt: %v", err)
		}
		if o := client.Options(); o.AppID != "client" || o.RetryMaxAttempts != 0 {
			t.Errorf("the client's options changed: %+v", o)
		}
	})
}

func TestOptionsAreCopied(t *testing.T) {
	nothing := func(*middleware.Stack) error { return nil }
	client := sample.New(sample.Options{APIOptions: make([]func(*middleware.Stack) error, 0, 4)}, sample.WithAPIOptions(nothing))
	a, b := client.Options(), client.Options()
	a.APIOptions[0] = nil
	a.Interceptors.AddBeforeExecution(&spy{})
	if b.APIOptions[0] == nil || len(client.Options().Interceptors.BeforeExecution) != 0 {
		t.Error("a copy of the options shares a list with the client's")
	}
}

// sourced are credentials that say where they come from.
type sourced struct{ staticCredentials }

func (sourced) ProviderSources() []aws.CredentialSource {
	return []aws.CredentialSource{aws.CredentialSourceEnvVars, aws.CredentialSourceSTSAssumeRole}
}

func TestUserAgentFeatures(t *testing.T) {
	for _, c := range []struct {
		name   string
		option func(*sample.Options)
		want   string
	}{
		{"standard retries", func(o *sample.Options) {}, " m/E"},
		{"adaptive retries", func(o *sample.Options) { o.Retryer = retry.NewAdaptiveMode() }, " m/F"},
		{"a limit hides the mode", func(o *sample.Options) { o.RetryMaxAttempts = 2 }, "api/client#tinsmith"},
		{"sources of credentials", func(o *sample.Options) { o.Credentials = sourced{testCredentials} }, " m/E,g,i"},
	} {
		t.Run(c.name, func(t *testing.T) {
			inModes(t, func(t *testing.T, option func(*sample.Options)) {
				srv := newServer(t, answer(201, created))
				if _, err := srv.client(c.option, option).CreateThing(t.Context(), smallInput()); err != nil {
					t.Fatal(err)
				}
				if got := srv.seen[0].Header["User-Agent"]; !strings.HasSuffix(got, c.want) {
					t.Errorf("User-Agent %q, want %q at its end", got, c.want)
				}
			})
		})
	}
}

func TestLambdaTraceID(t *testing.T) {
	inModes(t, func(t *testing.T, option func(*sample.Options)) {
		srv := newServer(t, answer(201, created), answer(201, created))
		client := srv.client(option)
		t.Setenv("_X_AMZN_TRACE_ID", "Root=1-2; a\n")
		for _, want := range []string{"", "Root=1-2;%20a%0A"} {
			if _, err := client.CreateThing(t.Context(), smallInput()); err != nil {
				t.Fatal(err)
			}
			if got := srv.seen[len(srv.seen)-1].Header["X-Amzn-Trace-Id"]; got != want {
				t.Errorf("trace id %q, want %q", got, want)
			}
			t.Setenv("AWS_LAMBDA_FUNCTION_NAME", "f")
		}
		_ = os.Unsetenv("AWS_LAMBDA_FUNCTION_NAME")
	})
}

func TestConfigIsTakenOver(t *testing.T) {
	t.Setenv("AWS_ENDPOINT_URL", "")
	_ = os.Unsetenv("AWS_ENDPOINT_URL")
	var service string
	cfg := aws.Config{
		Region: "cn-north-1", Credentials: testCredentials, AppID: "app", HTTPClient: &witness{said: map[string]string{}},
		RetryMaxAttempts: 7, ClientLogMode: aws.LogRetries, DisableClockSkewCorrection: true,
		ConfigSources: []any{dualStack{}}, BaseEndpoint: aws.String("http://base"),
		ServiceOptions: []func(string, any){func(id string, o any) {
			service = id
			o.(*sample.Options).AppID += "2"
		}},
	}
	o := sample.NewFromConfig(cfg).Options()
	if service != sample.ServiceID || o.AppID != "app2" || o.Region != "cn-north-1" || o.HTTPClient != cfg.HTTPClient ||
		o.Retryer.MaxAttempts() != 7 || o.ClientLogMode != aws.LogRetries || !o.DisableClockSkewCorrection ||
		o.EndpointOptions.UseDualStackEndpoint != aws.DualStackEndpointStateEnabled || *o.BaseEndpoint != "http://base" {
		t.Errorf("options %+v", o)
	}
	if _, ok := sample.NewFromConfig(aws.Config{}).Options().HTTPClient.(*awshttp.BuildableClient); !ok {
		t.Error("the default HTTP client isn't the SDK's")
	}
}

type dualStack struct{}

func (dualStack) GetUseDualStackEndpoint(context.Context) (aws.DualStackEndpointState, bool, error) {
	return aws.DualStackEndpointStateEnabled, true, nil
}

func TestUnhonouredConfigFailsTheCall(t *testing.T) {
	for field, cfg := range map[string]aws.Config{
		"EndpointResolver": {EndpointResolver: aws.EndpointResolverFunc(nil)},
		"RetryMode":        {RetryMode: aws.RetryModeAdaptive},
	} {
		cfg.Region = "eu-west-1"
		client := sample.NewFromConfig(cfg, func(o *sample.Options) { o.HTTPClient = &witness{} })
		_, err := client.CreateThing(t.Context(), smallInput())
		if got := chain(err); len(got) < 2 || got[0] != opError || !strings.Contains(err.Error(), "aws.Config."+field+" ") {
			t.Errorf("%s: %v", field, err)
		}
	}
	cfg := aws.Config{RetryMode: aws.RetryModeAdaptive, Region: "eu-west-1"}
	client := sample.NewFromConfig(cfg, func(o *sample.Options) {
		o.HTTPClient, o.Retryer = memoryOptions().HTTPClient, retry.NewAdaptiveMode()
	})
	if _, err := client.CreateThing(t.Context(), smallInput()); err != nil {
		t.Errorf("with a retryer of one's own: %v", err)
	}
}

func TestAllocations(t *testing.T) {
	for name, limit := range map[string]float64{"plain": 95, "stack": 186} {
		for _, m := range modes() {
			if m.name != name {
				continue
			}
			client, in := sample.New(memoryOptions(), m.option), bigInput()
			got := testing.AllocsPerRun(100, func() {
				if _, err := client.CreateThing(t.Context(), in); err != nil {
					t.Fatal(err)
				}
			})
			if got > limit && !raceEnabled {
				t.Errorf("%s: %v allocations, want at most %v", name, got, limit)
			}
		}
	}
}

// TestImportDoesNoWork runs this test binary again and reads which packages it
// initialises.
func TestImportDoesNoWork(t *testing.T) {
	if testing.CoverMode() != "" {
		t.Skip("what counts coverage has work of its own")
	}
	self, err := os.Executable()
	if err != nil {
		t.Skip("the test binary isn't known:", err)
	}
	cmd := exec.Command(self, "-test.run=^$")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "init ") {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, line := range strings.Split(string(out), "\n") {
		if strings.Contains(line, "/templates/") && !strings.Contains(line, "call_test ") {
			t.Error(line)
		}
	}
}
