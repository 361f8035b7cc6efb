package pages

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/google/go-cmp/cmp"
)

// script is a paginator over the tokens that a service answers with: "" ends, "!" fails.
type script struct {
	tokens   []string
	token    string
	started  bool
	repeated bool
	calls    *int
	options  *[]string
}

type page struct{ n int }

func (s *script) HasMorePages() bool { return !s.started || s.token != "" }

func (s *script) NextPage(_ context.Context, optFns ...func(*[]string)) (*page, error) {
	for _, fn := range optFns {
		fn(s.options)
	}
	next := s.tokens[*s.calls]
	*s.calls++
	if next == "!" {
		return nil, errors.New("broken")
	}
	s.repeated = Same(&s.token, &next)
	s.token, s.started = next, true
	return &page{*s.calls}, nil
}

func TestOfGoesThroughThePages(t *testing.T) {
	for _, c := range []struct {
		name   string
		tokens []string
		stop   int // break after so many
		want   []string
	}{
		{"one page", []string{""}, 9, []string{"page 1"}},
		{"three pages", []string{"a", "b", ""}, 9, []string{"page 1", "page 2", "page 3"}},
		{"a token that comes again later", []string{"a", "b", "a", ""}, 9, []string{"page 1", "page 2", "page 3", "page 4"}},
		{"a repeated token", []string{"a", "a"}, 9, []string{"page 1", "page 2", "pagination of ListThings ended: the service repeated the token marker"}},
		{"break at a repeated token", []string{"a", "a"}, 2, []string{"page 1", "page 2"}},
		{"break", []string{"a", "b", ""}, 2, []string{"page 1", "page 2"}},
		{"an error", []string{"a", "!", "b"}, 9, []string{"page 1", "broken"}},
		{"break at an error", []string{"!"}, 1, []string{"broken"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got, options []string
			calls := 0
			seq := Of(context.Background(),
				func() *script { return &script{tokens: c.tokens, calls: &calls, options: &options} },
				func(s *script) bool { return s.repeated }, "ListThings", "marker",
				[]func(*[]string){func(o *[]string) { *o = append(*o, "option") }})
			for p, err := range seq {
				got = append(got, show(p, err))
				if len(got) == c.stop {
					break
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("what is iterated over (-want +got)\n%s", diff)
			}
			if len(options) != calls || calls > len(c.tokens) {
				t.Errorf("%d options in %d calls", len(options), calls)
			}
		})
	}
}

func show(p *page, err error) string {
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("page %d", p.n)
}

func TestOfStartsAgain(t *testing.T) {
	starts := 0
	var options []string
	seq := Of(context.Background(), func() *script {
		starts++
		return &script{tokens: []string{""}, calls: new(int), options: &options}
	}, func(s *script) bool { return s.repeated }, "", "", []func(*[]string){})
	for range 2 {
		for _, err := range seq {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if starts != 2 {
		t.Errorf("%d paginators for two iterations", starts)
	}
}

func TestARepeatedTokenHasATypeOfItsOwn(t *testing.T) {
	var repeated *RepeatedTokenError
	if err := error(&RepeatedTokenError{"ListThings", "marker"}); !errors.As(err, &repeated) || repeated.Token != "marker" {
		t.Errorf("%v isn't found", err)
	}
}

func TestItemsGoThroughThePages(t *testing.T) {
	broken := errors.New("broken")
	pages := func(list ...any) iter.Seq2[*[]string, error] {
		return func(yield func(*[]string, error) bool) {
			for _, p := range list {
				items, _ := p.([]string)
				err, _ := p.(error)
				if !yield(&items, err) {
					return
				}
			}
		}
	}
	for _, c := range []struct {
		name  string
		pages iter.Seq2[*[]string, error]
		stop  string
		want  []string
	}{
		{"none", pages(), "", nil},
		{"empty pages", pages([]string{}, []string{"a"}, []string{}), "", []string{"a"}},
		{"several pages", pages([]string{"a", "b"}, []string{"c"}), "", []string{"a", "b", "c"}},
		{"break within a page", pages([]string{"a", "b"}, []string{"c"}), "a", []string{"a"}},
		{"an error", pages([]string{"a"}, broken, []string{"b"}), "", []string{"a", " broken"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for item, err := range Items(c.pages, func(p *[]string) []string { return *p }) {
				if err != nil {
					item += " " + err.Error()
				}
				if got = append(got, item); item == c.stop {
					break
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("what is iterated over (-want +got)\n%s", diff)
			}
		})
	}
}

func TestTokens(t *testing.T) {
	a, b := "a", "b"
	for _, c := range []struct {
		name      string
		got, want bool
	}{
		{"equal", Same(&a, aws.String("a")), true},
		{"not equal", Same(&a, &b), false},
		{"one is none", Same(&a, nil), false},
		{"the other is none", Same(nil, &a), false},
		{"none", Same[string](nil, nil), true},
		{"equal maps", SameValue(map[string][]byte{"a": {1}}, map[string][]byte{"a": {1}}), true},
		{"other maps", SameValue(map[string][]byte{"a": {1}}, map[string][]byte{"a": {2}}), false},
		{"no map", SameValue(map[string]int(nil), map[string]int{}), false},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v", c.name, c.got)
		}
	}
}

func TestSizeIsLeftToTheServiceUnlessPositive(t *testing.T) {
	if Size(int32(0)) != nil || Size(int32(-1)) != nil || Size("") != nil {
		t.Error("a size that is none was sent")
	}
	if p := Size(int32(7)); p == nil || *p != 7 {
		t.Errorf("a size of 7 became %v", p)
	}
	if p := Size("7"); p == nil || *p != "7" {
		t.Errorf("a size of 7 became %v", p)
	}
}

func TestFeatureIsThatOfTheUserAgent(t *testing.T) {
	if Feature != awsmiddleware.UserAgentFeaturePaginator || Exhausted().Error() != "no more pages available" {
		t.Error("not what aws-sdk-go-v2 has")
	}
}
