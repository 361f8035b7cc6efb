package peer

import (
	"context"
	"errors"
	"math/rand"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	sdk "github.com/aws/aws-sdk-go-v2/service/ssmincidents"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyrand "github.com/aws/smithy-go/rand"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
)

// quickRetryer retries without a delay, so that both packages send at the same time.
func quickRetryer() aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
	})
}

// waitPlan is a wait for a replication set, by either of the two waiters.
type waitPlan struct {
	name     string
	deleted  bool
	wait     time.Duration // 0 for an hour, negative ones for themselves
	noWait   bool
	min, max *time.Duration
	log      bool
	override func(out, err bool) (bool, error) // in front of the model's, when it errs or says true
	appID    string
	noInput  bool
	answers  []answer
	cancel   int           // the call that the context ends in, counted from 1
	deadline time.Duration // of the context; 0 for none
}

// noted is what the logger got.
type noted struct{ lines []string }

func (n *noted) Logf(c logging.Classification, format string, v ...any) {
	if c == logging.Debug {
		n.lines = append(n.lines, strings.TrimSpace(format))
	}
}

func (w *waitPlan) duration() time.Duration {
	if w.wait == 0 && !w.noWait {
		return time.Hour
	}
	return w.wait
}

// theirs waits with the SDK's package.
func (w *waitPlan) theirs(ctx context.Context, s settings, log *noted) (any, error) {
	in := &sdk.GetReplicationSetInput{Arn: aws.String("arn:aws:ssm-incidents::1:replication-set/a")}
	if w.noInput {
		in = nil
	}
	client := sdk.New(sdk.Options{}, s.theirs)
	change := []func(*sdk.Options){func(o *sdk.Options) { o.AppID, o.Logger = w.appID, log }}
	var out *sdk.GetReplicationSetOutput
	var err error
	if w.deleted {
		out, err = sdk.NewWaitForReplicationSetDeletedWaiter(client).WaitForOutput(ctx, in, w.duration(), func(o *sdk.WaitForReplicationSetDeletedWaiterOptions) {
			w.options(&o.MinDelay, &o.MaxDelay, &o.LogWaitAttempts)
			o.ClientOptions = change
		})
	} else {
		out, err = sdk.NewWaitForReplicationSetActiveWaiter(client).WaitForOutput(ctx, in, w.duration(), func(o *sdk.WaitForReplicationSetActiveWaiterOptions) {
			w.options(&o.MinDelay, &o.MaxDelay, &o.LogWaitAttempts)
			o.ClientOptions = change
			o.APIOptions = s.apiOptions
			if model := o.Retryable; w.override != nil {
				o.Retryable = func(ctx context.Context, in *sdk.GetReplicationSetInput, out *sdk.GetReplicationSetOutput, err error) (bool, error) {
					if again, own := w.override(out != nil, err != nil); again || own != nil {
						return again, own
					}
					return model(ctx, in, out, err)
				}
			}
		})
	}
	if out == nil {
		return nil, err
	}
	return out, err
}

// ours waits with the generated package.
func (w *waitPlan) ours(ctx context.Context, s settings, log *noted) (any, error) {
	in := &ssmincidents.GetReplicationSetInput{Arn: aws.String("arn:aws:ssm-incidents::1:replication-set/a")}
	if w.noInput {
		in = nil
	}
	client := ssmincidents.New(ssmincidents.Options{}, s.ours)
	change := []func(*ssmincidents.Options){func(o *ssmincidents.Options) { o.AppID, o.Logger = w.appID, log }}
	var out *ssmincidents.GetReplicationSetOutput
	var err error
	if w.deleted {
		out, err = ssmincidents.NewWaitForReplicationSetDeletedWaiter(client).WaitForOutput(ctx, in, w.duration(), func(o *ssmincidents.WaitForReplicationSetDeletedWaiterOptions) {
			w.options(&o.MinDelay, &o.MaxDelay, &o.LogWaitAttempts)
			o.ClientOptions = change
		})
	} else {
		out, err = ssmincidents.NewWaitForReplicationSetActiveWaiter(client).WaitForOutput(ctx, in, w.duration(), func(o *ssmincidents.WaitForReplicationSetActiveWaiterOptions) {
			w.options(&o.MinDelay, &o.MaxDelay, &o.LogWaitAttempts)
			o.ClientOptions = change
			o.APIOptions = s.apiOptions
			if model := o.Retryable; w.override != nil {
				o.Retryable = func(ctx context.Context, in *ssmincidents.GetReplicationSetInput, out *ssmincidents.GetReplicationSetOutput, err error) (bool, error) {
					if again, own := w.override(out != nil, err != nil); again || own != nil {
						return again, own
					}
					return model(ctx, in, out, err)
				}
			}
		})
	}
	if out == nil {
		return nil, err
	}
	return out, err
}

func (w *waitPlan) options(least, most *time.Duration, log *bool) {
	if w.min != nil {
		*least = *w.min
	}
	if w.max != nil {
		*most = *w.max
	}
	*log = w.log
}

// run waits under a clock of its own, with the same random numbers for both packages.
func (w *waitPlan) run(t *testing.T, s settings, wait func(context.Context, settings, *noted) (any, error)) (o outcome, log []string) {
	t.Helper()
	reader := smithyrand.Reader
	defer func() { smithyrand.Reader = reader }()
	synctest.Test(t, func(t *testing.T) {
		smithyrand.Reader = rand.New(rand.NewSource(1))
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		if w.deadline > 0 {
			ctx, cancel = context.WithTimeout(context.Background(), w.deadline)
			defer cancel()
		}
		answers := append([]answer(nil), w.answers...)
		for i := range answers {
			// A call takes its time. If none did, a wait that has just the shortest delay left would
			// call again and again without a delay.
			answers[i].before = func() { time.Sleep(time.Millisecond) }
		}
		if w.cancel > 0 {
			answers[w.cancel-1].before = cancel
		}
		if len(answers) == 0 {
			answers = []answer{{status: 500}}
		}
		s.transport = &transport{answers: answers}
		var notes noted
		start := time.Now()
		out, err := wait(ctx, s, &notes)
		o = outcome{Took: time.Since(start), Delays: s.transport.delays()}
		o.see(out, err)
		if o.Sent, err = s.transport.normalAll(); err != nil {
			t.Error(err)
		}
		log = notes.lines
	})
	return o, log
}

func TestWaiters(t *testing.T) {
	status := func(s string) answer {
		return answer{status: 200, body: `{"replicationSet": {"status": "` + s + `", "regionMap": {}}}`}
	}
	failed := func(code string) answer {
		return answer{status: 400, body: `{"message": "m"}`, header: map[string][]string{"X-Amzn-Errortype": {code}}}
	}
	lasting := func(d time.Duration) *time.Duration { return &d }
	for _, w := range []waitPlan{
		{name: "at once", answers: []answer{status("ACTIVE")}},
		{name: "after a while", answers: []answer{status("CREATING"), status("UPDATING"), status("ACTIVE")}},
		{name: "failure", answers: []answer{status("CREATING"), status("FAILED")}},
		{name: "a state without an acceptor", answers: []answer{status("DELETING"), status("NEW"), status("ACTIVE")}},
		{name: "no state", answers: []answer{{status: 200, body: `{"replicationSet": {}}`}, {status: 200, body: `{}`}, {status: 200}, status("ACTIVE")}},
		{name: "an error", answers: []answer{status("CREATING"), failed("AccessDeniedException")}},
		{name: "an error without an acceptor here", answers: []answer{failed("ResourceNotFoundException")}},
		{name: "an unmodelled error", answers: []answer{failed("Unheard")}},
		{name: "no answer", answers: []answer{{err: errors.New("no route to host")}}},
		{name: "the time is over", wait: 100 * time.Second, answers: []answer{status("CREATING")}},
		{name: "exactly enough time", wait: 60 * time.Second, answers: []answer{status("CREATING"), status("CREATING"), status("ACTIVE")}},
		{name: "less time than a delay", wait: 20 * time.Second, answers: []answer{status("CREATING")}},
		{name: "no time", noWait: true},
		{name: "negative time", wait: -time.Second},
		{name: "delays the wrong way round", min: lasting(time.Minute)},
		{name: "a longest delay that is none", min: lasting(time.Minute), max: lasting(0)},
		{name: "a negative longest delay", max: lasting(-1), answers: []answer{status("CREATING"), status("ACTIVE")}},
		{name: "no shortest delay", min: lasting(0), answers: []answer{status("CREATING"), status("ACTIVE")}},
		{name: "growing delays", min: lasting(time.Second), max: lasting(50 * time.Second), answers: []answer{status("CREATING")}},
		{name: "growing delays and a short time", wait: 77 * time.Second, min: lasting(3 * time.Second), max: lasting(time.Hour), answers: []answer{status("CREATING")}},
		{name: "logged", log: true, answers: []answer{status("CREATING"), status("CREATING"), status("ACTIVE")}},
		{name: "an option of calls", appID: "shop", answers: []answer{status("CREATING"), status("ACTIVE")}},
		{name: "a decision of one's own", override: func(_, err bool) (bool, error) { return err, nil }, answers: []answer{failed("AccessDeniedException"), status("ACTIVE")}},
		{name: "an error of one's own", override: func(bool, bool) (bool, error) { return false, context.DeadlineExceeded }, answers: []answer{status("CREATING")}},
		{name: "no input", noInput: true, answers: []answer{status("ACTIVE")}},
		{name: "cancelled within a call", cancel: 2, answers: []answer{status("CREATING"), status("CREATING")}},
		{name: "cancelled within an answer that is waited on", cancel: 1, answers: []answer{{status: 200, body: `{}`}}},
		{name: "a deadline between calls", deadline: 45 * time.Second, answers: []answer{status("CREATING")}},
		{name: "a call that hangs", wait: 100 * time.Second, answers: []answer{status("CREATING"), {hang: true}}},
		{name: "retries within a call", answers: []answer{{status: 500}, status("CREATING"), {status: 503}, status("ACTIVE")}},
		{name: "gone at once", deleted: true, answers: []answer{failed("ResourceNotFoundException")}},
		{name: "gone after a while", deleted: true, answers: []answer{status("DELETING"), status("DELETING"), failed("ResourceNotFoundException")}},
		{name: "not gone", deleted: true, answers: []answer{status("DELETING"), status("FAILED")}},
		{name: "not found", deleted: true, answers: []answer{failed("ValidationException")}},
		{name: "the time to go is over", deleted: true, wait: 65 * time.Second, answers: []answer{status("ACTIVE")}},
	} {
		t.Run(w.name, func(t *testing.T) {
			ways(t, func(t *testing.T, s settings) {
				s.retryer = func() aws.Retryer { return aws.NopRetryer{} }
				if w.name == "retries within a call" {
					s.retryer = quickRetryer
				}
				if w.name == "logged" {
					s.apiOptions = append(s.apiOptions, func(*middleware.Stack) error { return nil })
				}
				want, theirLog := w.run(t, s, w.theirs)
				got, ourLog := w.run(t, s, w.ours)
				if diff := cmp.Diff(want, got, exported); diff != "" {
					t.Errorf("the wait (-sdk +tinsmith)\n%s", diff)
				}
				if diff := cmp.Diff(theirLog, ourLog); diff != "" || w.log != (len(ourLog) > 0) {
					t.Errorf("the log of %d lines (-sdk +tinsmith)\n%s", len(ourLog), diff)
				}
			})
		})
	}
}
