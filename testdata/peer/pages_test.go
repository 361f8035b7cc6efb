package peer

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/ssmincidents"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
)

// pagination is what a program does with a paginator of ListResponsePlans.
type pagination struct {
	name    string
	noInput bool
	token   *string
	size    *int32
	limit   *int32 // an option of the paginator
	stop    bool   // likewise
	appID   string // an option of the calls
	answers []answer
	cancel  int // the call that the context ends in, counted from 1
	calls   int // at most; 0 for as long as there are pages, and once more
}

// listing is a paginator of either package.
type listing struct {
	more func() bool
	next func(context.Context) (any, error)
}

func (p *pagination) theirs(s settings) listing {
	in := &sdk.ListResponsePlansInput{NextToken: p.token, MaxResults: p.size}
	if p.noInput {
		in = nil
	}
	pages := sdk.NewListResponsePlansPaginator(sdk.New(sdk.Options{}, s.theirs), in, func(o *sdk.ListResponsePlansPaginatorOptions) {
		if p.limit != nil {
			o.Limit = *p.limit
		}
		o.StopOnDuplicateToken = p.stop
	})
	var opts []func(*sdk.Options)
	if p.appID != "" {
		opts = append(opts, func(o *sdk.Options) { o.AppID = p.appID })
	}
	return listing{pages.HasMorePages, func(ctx context.Context) (any, error) {
		out, err := pages.NextPage(ctx, opts...)
		if out == nil {
			return nil, err
		}
		return out, err
	}}
}

func (p *pagination) ours(s settings) listing {
	in := &ssmincidents.ListResponsePlansInput{NextToken: p.token, MaxResults: p.size}
	if p.noInput {
		in = nil
	}
	pages := ssmincidents.NewListResponsePlansPaginator(ssmincidents.New(ssmincidents.Options{}, s.ours), in, func(o *ssmincidents.ListResponsePlansPaginatorOptions) {
		if p.limit != nil {
			o.Limit = *p.limit
		}
		o.StopOnDuplicateToken = p.stop
	})
	var opts []func(*ssmincidents.Options)
	if p.appID != "" {
		opts = append(opts, func(o *ssmincidents.Options) { o.AppID = p.appID })
	}
	return listing{pages.HasMorePages, func(ctx context.Context) (any, error) {
		out, err := pages.NextPage(ctx, opts...)
		if out == nil {
			return nil, err
		}
		return out, err
	}}
}

// run goes through the pages under a clock of its own.
func (p *pagination) run(t *testing.T, s settings, start func(settings) listing) (list []outcome) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		answers := append([]answer(nil), p.answers...)
		if p.cancel > 0 {
			answers[p.cancel-1].before = cancel
		}
		s.transport = &transport{answers: answers}
		pages := start(s)
		calls := p.calls
		if calls == 0 {
			calls = 10
		}
		for last := false; !last && calls > 0; calls-- {
			last = !pages.more()
			var o outcome
			out, err := pages.next(ctx)
			o.see(out, err)
			list = append(list, o)
		}
		var err error
		if list[len(list)-1].Sent, err = s.transport.normalAll(); err != nil {
			t.Error(err)
		}
	})
	return list
}

func page(body string) answer { return answer{status: 200, body: body} }

func TestPaginators(t *testing.T) {
	empty := `{"responsePlanSummaries": []}`
	next := func(token string) answer {
		return page(`{"responsePlanSummaries": [{"arn": "arn:aws:ssm-incidents::1:response-plan/a", "name": "a"}], "nextToken": ` + token + `}`)
	}
	for _, p := range []pagination{
		{name: "one page", answers: []answer{page(empty)}},
		{name: "no input", noInput: true, answers: []answer{next(`"1"`), page(empty)}},
		{name: "three pages", answers: []answer{next(`"1"`), next(`"2"`), page(empty)}},
		{name: "a null token", answers: []answer{next(`"1"`), next("null")}},
		{name: "an empty token", answers: []answer{next(`"1"`), next(`""`)}},
		{name: "an empty body", answers: []answer{page("")}},
		{name: "a first token", token: aws.String("0"), answers: []answer{next(`"1"`), page(empty)}},
		{name: "an empty first token", token: aws.String(""), answers: []answer{page(empty)}},
		{name: "a page size", size: aws.Int32(7), answers: []answer{next(`"1"`), page(empty)}},
		{name: "a page size of zero", size: aws.Int32(0), answers: []answer{page(empty)}},
		{name: "a negative page size", size: aws.Int32(-7), answers: []answer{page(empty)}},
		{name: "a limit", limit: aws.Int32(3), answers: []answer{next(`"1"`), page(empty)}},
		{name: "a limit and a page size", size: aws.Int32(7), limit: aws.Int32(3), answers: []answer{page(empty)}},
		{name: "a limit of zero and a page size", size: aws.Int32(7), limit: aws.Int32(0), answers: []answer{page(empty)}},
		{name: "a repeated token", answers: []answer{next(`"1"`), next(`"1"`), next(`"1"`), page(empty)}},
		{name: "stop at a repeated token", stop: true, answers: []answer{next(`"1"`), next(`"1"`), page(empty)}},
		{name: "stop at the first token repeated", stop: true, token: aws.String("0"), answers: []answer{next(`"0"`), page(empty)}},
		{name: "stop, and another token between", stop: true, answers: []answer{next(`"1"`), next(`"2"`), next(`"1"`), page(empty)}},
		{name: "stop, and an empty token", stop: true, token: aws.String(""), answers: []answer{next(`""`)}},
		{name: "an option of calls", appID: "shop", answers: []answer{next(`"1"`), page(empty)}},
		{name: "an error", calls: 3, answers: []answer{next(`"1"`), {status: 403, body: `{"message": "no"}`, header: map[string][]string{"X-Amzn-Errortype": {"AccessDeniedException"}}}, page(empty)}},
		{name: "retries", answers: []answer{{status: 500, body: "{}"}, next(`"1"`), {status: 503, body: "{}"}, page(empty)}},
		{name: "no answer", calls: 2, answers: []answer{{err: errors.New("no route to host")}}},
		{name: "cancelled", cancel: 2, calls: 3, answers: []answer{next(`"1"`), next(`"2"`), page(empty)}},
	} {
		t.Run(p.name, func(t *testing.T) {
			ways(t, func(t *testing.T, s settings) {
				s.retryer = func() aws.Retryer { return aws.NopRetryer{} }
				if p.name == "retries" {
					s.retryer = quickRetryer
				}
				want, got := p.run(t, s, p.theirs), p.run(t, s, p.ours)
				if diff := cmp.Diff(want, got, exported); diff != "" {
					t.Errorf("pages (-sdk +tinsmith)\n%s", diff)
				}
				if last := want[len(want)-1]; len(last.Sent) == 0 {
					t.Error("nothing was sent")
				}
			})
		})
	}
}
