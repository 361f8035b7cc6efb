package gen_test

import (
	"context"
	"errors"
	"fmt"
	gotypes "go/types"
	"io"
	"iter"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/out/kitchensink"
	"github.com/tinsmith-go/tinsmith/out/kitchensink/types"
	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
)

// scripted is an HTTP client that answers with what the script says, one line for each request: a status and a body.
type scripted struct {
	lines []string
	sent  []string // query or body of each request
	agent string   // User-Agent of the last one
	late  func(n int) error
}

func (s *scripted) Do(r *http.Request) (*http.Response, error) {
	text := r.URL.RawQuery
	if r.Body != nil {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		text += string(b)
	}
	s.sent, s.agent = append(s.sent, text), r.Header.Get("User-Agent")
	if s.late != nil {
		if err := s.late(len(s.sent)); err != nil {
			return nil, err
		}
	}
	line := "500 {}"
	if n := len(s.sent); n <= len(s.lines) {
		line = s.lines[n-1]
	}
	var status int
	code, body, _ := strings.Cut(line, " ")
	if _, err := fmt.Sscan(code, &status); err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r}, nil
}

func (s *scripted) kitchensink(apiOptions ...func(*middleware.Stack) error) *kitchensink.Client {
	return kitchensink.New(kitchensink.Options{Region: "eu-west-1", HTTPClient: s, Retryer: aws.NopRetryer{}, APIOptions: apiOptions,
		EndpointResolverV2: kitchensink.NewDefaultEndpointResolverV2(), BaseEndpoint: aws.String("https://sink.example.com")})
}

func (s *scripted) incidents(apiOptions ...func(*middleware.Stack) error) *ssmincidents.Client {
	return ssmincidents.New(ssmincidents.Options{Region: "eu-west-1", HTTPClient: s, Retryer: aws.NopRetryer{}, APIOptions: apiOptions})
}

// asBoth runs a test with plain calls and with calls that run as a middleware stack.
func asBoth(t *testing.T, test func(t *testing.T, apiOptions ...func(*middleware.Stack) error)) {
	t.Run("plain", func(t *testing.T) { test(t) })
	t.Run("stack", func(t *testing.T) { test(t, func(*middleware.Stack) error { return nil }) })
}

// pager is what paginators have in common.
type pager[O, F any] interface {
	HasMorePages() bool
	NextPage(context.Context, ...F) (*O, error)
}

// drain asks for pages until there is none or an error, and once more.
func drain[O, F any](p pager[O, F], show func(*O) string) []string {
	var got []string
	for p.HasMorePages() {
		page, err := p.NextPage(context.Background())
		if err != nil {
			return append(got, "error: "+err.Error())
		}
		got = append(got, show(page))
		if len(got) > 9 {
			return append(got, "and so on")
		}
	}
	_, err := p.NextPage(context.Background())
	return append(got, fmt.Sprint(err))
}

func showThings(out *kitchensink.ListThingsOutput) string {
	var names []string
	for _, thing := range out.Things {
		names = append(names, aws.ToString(thing.ThingId))
	}
	return strings.Join(names, ",")
}

const noMore = "no more pages available"

func TestPaginatorsGoFromPageToPage(t *testing.T) {
	page := func(token string, names ...string) string {
		body := `{"things": [`
		for i, n := range names {
			if i > 0 {
				body += ","
			}
			body += fmt.Sprintf(`{"thingId": %q}`, n)
		}
		body += "]"
		if token != "-" {
			body += fmt.Sprintf(`, "nextToken": %s`, token)
		}
		return "200 " + body + "}"
	}
	for _, c := range []struct {
		name  string
		in    *kitchensink.ListThingsInput
		opt   func(*kitchensink.ListThingsPaginatorOptions)
		lines []string
		want  []string
		sent  []string
	}{
		{"no input", nil, nil, []string{page("-", "a")}, []string{"a", noMore}, []string{""}},
		{"several pages", &kitchensink.ListThingsInput{}, nil, []string{page(`"1"`, "a", "b"), page(`"2"`), page("null", "c")},
			[]string{"a,b", "", "c", noMore}, []string{"", "nextToken=1", "nextToken=2"}},
		{"an empty token", nil, nil, []string{page(`""`, "a")}, []string{"a", noMore}, []string{""}},
		{"a first token and a page size", &kitchensink.ListThingsInput{NextToken: aws.String("0"), MaxResults: aws.Int32(5)}, nil,
			[]string{page(`"1"`), page("-")}, []string{"", "", noMore}, []string{"maxResults=5&nextToken=0", "maxResults=5&nextToken=1"}},
		{"another limit", &kitchensink.ListThingsInput{MaxResults: aws.Int32(5)}, func(o *kitchensink.ListThingsPaginatorOptions) { o.Limit *= 2 },
			[]string{page("-")}, []string{"", noMore}, []string{"maxResults=10"}},
		{"no limit", &kitchensink.ListThingsInput{MaxResults: aws.Int32(5)}, func(o *kitchensink.ListThingsPaginatorOptions) { o.Limit = 0 },
			[]string{page("-")}, []string{"", noMore}, []string{""}},
		{"a repeated token", nil, nil, []string{page(`"1"`), page(`"1"`), page("-")}, []string{"", "", "", noMore}, []string{"", "nextToken=1", "nextToken=1"}},
		{"stop at a repeated token", nil, func(o *kitchensink.ListThingsPaginatorOptions) { o.StopOnDuplicateToken = true },
			[]string{page(`"1"`), page(`"2"`), page(`"2"`)}, []string{"", "", "", noMore}, []string{"", "nextToken=1", "nextToken=2"}},
		{"an error", nil, nil, []string{page(`"1"`), "500 {}"}, []string{"", "error: operation error Kitchen Sink: ListThings, https response error StatusCode: 500, RequestID: , api error UnknownError: UnknownError"}, []string{"", "nextToken=1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			asBoth(t, func(t *testing.T, apiOptions ...func(*middleware.Stack) error) {
				s := &scripted{lines: c.lines}
				var opts []func(*kitchensink.ListThingsPaginatorOptions)
				if c.opt != nil {
					opts = append(opts, c.opt)
				}
				var before kitchensink.ListThingsInput
				if c.in != nil {
					before = *c.in
				}
				got := drain[kitchensink.ListThingsOutput](kitchensink.NewListThingsPaginator(s.kitchensink(apiOptions...), c.in, opts...), showThings)
				if diff := cmp.Diff(c.want, got); diff != "" {
					t.Errorf("pages (-want +got)\n%s", diff)
				}
				if diff := cmp.Diff(c.sent, s.sent); diff != "" {
					t.Errorf("requests (-want +got)\n%s", diff)
				}
				if c.in != nil && (c.in.NextToken != before.NextToken || c.in.MaxResults != before.MaxResults) {
					t.Error("the input was written to")
				}
				if !strings.Contains(s.agent, " m/C") {
					t.Errorf("the user agent %q doesn't tell of a paginator", s.agent)
				}
			})
		})
	}
}

// TestPaginatorsTryAgainAfterAnError asks for the same page once more.
func TestPaginatorsTryAgainAfterAnError(t *testing.T) {
	s := &scripted{lines: []string{`200 {"things": [], "nextToken": "1"}`, "500 {}", `200 {"things": []}`}}
	p := kitchensink.NewListThingsPaginator(s.kitchensink(), nil)
	for i, fails := range []bool{false, true, false} {
		if _, err := p.NextPage(context.Background()); (err != nil) != fails {
			t.Fatalf("call %d: %v", i+1, err)
		}
	}
	if diff := cmp.Diff([]string{"", "nextToken=1", "nextToken=1"}, s.sent); diff != "" || p.HasMorePages() {
		t.Errorf("requests (-want +got)\n%s", diff)
	}
}

func TestNestedTokensAreFollowed(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		sent  []string
	}{
		{"two pages", []string{`200 {"page": {"next": {"token": "1"}}}`, `200 {"page": {"next": {}}}`}, []string{"", "cursor=1"}},
		{"no next", []string{`200 {"page": {"next": {"token": "1"}}}`, `200 {"page": {}}`}, []string{"", "cursor=1"}},
		{"no page", []string{`200 {"page": {"next": {"token": "1"}}}`, `200 {}`}, []string{"", "cursor=1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &scripted{lines: c.lines}
			for _, err := range s.kitchensink().ListEntriesPages(context.Background(), nil) {
				if err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(c.sent, s.sent); diff != "" {
				t.Errorf("requests (-want +got)\n%s", diff)
			}
		})
	}
}

// collect is what an iterator yields, up to a number of values.
func collect[T any](seq iter.Seq2[T, error], stop int, show func(T) string) (got []string) {
	for v, err := range seq {
		text := ""
		if err != nil {
			text = "error: " + err.Error()
		} else {
			text = show(v)
		}
		if got = append(got, text); len(got) == stop {
			break
		}
	}
	return got
}

func TestIterators(t *testing.T) {
	repeated := "error: pagination of ListThings ended: the service repeated the token nextToken"
	failed := "error: operation error Kitchen Sink: ListThings, https response error StatusCode: 500, RequestID: , api error UnknownError: UnknownError"
	two := []string{`200 {"things": [{"thingId": "a"}, {"thingId": "b"}], "nextToken": "1"}`, `200 {"things": [{"thingId": "c"}]}`}
	again := []string{`200 {"things": [{"thingId": "a"}], "nextToken": "1"}`, `200 {"things": [{"thingId": "b"}], "nextToken": "1"}`}
	for _, c := range []struct {
		name         string
		lines        []string
		stop         int
		pages, items []string
		calls        int // of the iteration over items
	}{
		{"all", two, 0, []string{"a,b", "c"}, []string{"a", "b", "c"}, 2},
		{"break", two, 1, []string{"a,b"}, []string{"a"}, 1},
		{"a repeated token", again, 0, []string{"a", "b", repeated}, []string{"a", "b", repeated}, 2},
		{"break before a repeated token shows", again, 2, []string{"a", "b"}, []string{"a", "b"}, 2},
		{"an error", two[:1], 0, []string{"a,b", failed}, []string{"a", "b", failed}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			asBoth(t, func(t *testing.T, apiOptions ...func(*middleware.Stack) error) {
				s := &scripted{lines: c.lines}
				if diff := cmp.Diff(c.pages, collect(s.kitchensink(apiOptions...).ListThingsPages(context.Background(), nil), c.stop, showThings)); diff != "" {
					t.Errorf("pages (-want +got)\n%s", diff)
				}
				s = &scripted{lines: c.lines}
				items := s.kitchensink(apiOptions...).ListThingsItems(context.Background(), &kitchensink.ListThingsInput{})
				name := func(thing types.ThingSummary) string { return aws.ToString(thing.ThingId) }
				if diff := cmp.Diff(c.items, collect(items, c.stop, name)); diff != "" {
					t.Errorf("items (-want +got)\n%s", diff)
				}
				if len(s.sent) != c.calls {
					t.Errorf("%d calls, want %d", len(s.sent), c.calls)
				}
			})
		})
	}
}

func TestIteratorsBeginAnew(t *testing.T) {
	s := &scripted{lines: []string{`200 {"responsePlanSummaries": []}`, `200 {"responsePlanSummaries": []}`}}
	seq := s.incidents().ListResponsePlansPages(context.Background(), &ssmincidents.ListResponsePlansInput{NextToken: aws.String("0")})
	for range 2 {
		collect(seq, 0, func(*ssmincidents.ListResponsePlansOutput) string { return "" })
	}
	if diff := cmp.Diff([]string{`{"nextToken":"0"}`, `{"nextToken":"0"}`}, s.sent); diff != "" {
		t.Errorf("requests (-want +got)\n%s", diff)
	}
}

func TestACancelledContextEndsAnIteration(t *testing.T) {
	s := &scripted{lines: []string{`200 {"things": [], "nextToken": "1"}`, `200 {"things": []}`}}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	for _, err := range s.kitchensink().ListThingsPages(ctx, nil) {
		cancel()
		last = err
	}
	if !errors.Is(last, context.Canceled) || len(s.sent) != 1 {
		t.Errorf("%v after %d calls", last, len(s.sent))
	}
}

// TestCallOptionsOfPages come behind the paginator's own.
func TestCallOptionsOfPages(t *testing.T) {
	s := &scripted{lines: []string{`200 {"things": []}`, `200 {"things": []}`}}
	app := func(o *kitchensink.Options) { o.AppID = "shop" }
	if _, err := kitchensink.NewListThingsPaginator(s.kitchensink(), nil).NextPage(context.Background(), app); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(s.agent, "app/shop") {
		t.Errorf("the option isn't honoured: %q", s.agent)
	}
	for _, err := range s.kitchensink().ListThingsItems(context.Background(), nil, app) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(s.agent, "app/shop") || !strings.Contains(s.agent, " m/C") {
		t.Errorf("the option isn't honoured: %q", s.agent)
	}
}

// fakeList is a client of one's own.
type fakeList struct {
	calls []kitchensink.ListThingsInput
}

func (f *fakeList) ListThings(_ context.Context, in *kitchensink.ListThingsInput, _ ...func(*kitchensink.Options)) (*kitchensink.ListThingsOutput, error) {
	f.calls = append(f.calls, *in)
	return &kitchensink.ListThingsOutput{}, nil
}

func TestPaginatorsTakeAClientOfOnesOwn(t *testing.T) {
	f := &fakeList{}
	if _, err := kitchensink.NewListThingsPaginator(f, nil).NextPage(context.Background()); err != nil || len(f.calls) != 1 {
		t.Errorf("%v after %d calls", err, len(f.calls))
	}
}

// paginated is a paginated trait.
func paginated(in, out, rest string) string {
	return fmt.Sprintf(`"smithy.api#paginated": {"inputToken": %q, "outputToken": %q%s}`, in, out, rest)
}

// TestPaginatorsOfAllKindsTypeCheck has what the checked-in clients lack.
func TestPaginatorsOfAllKindsTypeCheck(t *testing.T) {
	zero := ` {"smithy.api#default": 0}`
	text := toy("Maps Enums Values Lists Sizes Unions Pages ListX ListXPages",
		operation("Maps", "MapsIn", "MapsOut", paginated("key", "last", `, "pageSize": "limit", "items": "items"`)),
		structure("MapsIn", "key: Key", "limit: :Integer"), structure("MapsOut", "last: Key", "items: Keys"),
		dict("Key", "smithy.api#String"), list("Keys", "Key"),
		operation("Enums", "EnumsIn", "EnumsOut", paginated("color", "next", "")),
		structure("EnumsIn", "color: Color"), structure("EnumsOut", "next: Color"),
		`"t#Color": {"type": "enum", "members": {"RED": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "r"}}}}`,
		operation("Values", "ValuesIn", "ValuesOut", paginated("token", "token", `, "pageSize": "limit"`)),
		structure("ValuesIn", "token: :Long", "limit: :PrimitiveInteger"+zero), structure("ValuesOut", "token: :Long"),
		operation("Lists", "ListsIn", "ListsOut", paginated("token", "a.b.token", `, "items": "a.items"`)),
		structure("ListsIn", "token: Strings"), structure("ListsOut", "a: A"), structure("A", "b: B", "items: Sparse"), structure("B", "token: Strings"),
		list("Strings", ":String"), list("Sparse", ":String", `"smithy.api#sparse": {}`),
		operation("Sizes", "SizesIn", "SizesOut", paginated("token", "token", `, "pageSize": "size", "items": "items"`)),
		structure("SizesIn", "token: :String", "size: :String"), structure("SizesOut", "token: :String", "items: Integers"), list("Integers", ":Integer"),
		operation("Unions", "UnionsIn", "UnionsOut", paginated("token", "token", `, "items": "items"`)),
		structure("UnionsIn", "token: B"), structure("UnionsOut", "token: B", "items: Us"), list("Us", "U"), union("U", "a: :String"),
		operation("Pages", "PagesIn", "PagesOut", paginated("token", "token", "")),
		structure("PagesIn", "token: :String"), structure("PagesOut", "token: :String"),
		operation("ListX", "ListXIn", "ListXOut", paginated("token", "token", "")),
		structure("ListXIn", "token: :String"), structure("ListXOut", "token: :String"),
		operation("ListXPages", "", ""),
	)
	_, c := mustMake(t, gen.Config{}, text)
	for name, want := range map[string]string{
		"MapsPaginatorOptions":   "struct{Limit int32}",
		"EnumsPaginatorOptions":  "struct{StopOnDuplicateToken bool}",
		"ValuesPaginatorOptions": "struct{Limit int32}",
		"ListsPaginatorOptions":  "struct{}",
		"SizesPaginatorOptions":  "struct{Limit string; StopOnDuplicateToken bool}",
		"UnionsPaginatorOptions": "struct{}",
	} {
		if got := c.scope("").Lookup(name).Type().Underlying().String(); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	if _, declared := c.scope("").Lookup("opListXPages").(*gotypes.Var); !declared {
		t.Error("the operation ListXPages has gone")
	}
	if m, _, _ := gotypes.LookupFieldOrMethod(gotypes.NewPointer(c.scope("").Lookup("Client").Type()), false, nil, "ListXPages_"); m == nil {
		t.Error("an iterator that is called as an operation doesn't give way")
	}
}

// TestPaginatorsThatMakeNoSense are errors with the paginator's place.
func TestPaginatorsThatMakeNoSense(t *testing.T) {
	for _, c := range []struct{ name, trait, want string }{
		{"tokens of two types", paginated("token", "number", ""), `operation List is paginated by "token", which is not of the type of "number"`},
		{"a token that is always there", paginated("flag", "flag", ""), `operation List is paginated by "flag", whose type can't tell that there is no token`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := makeClient(gen.Config{}, toy("List", operation("List", "In", "Out", c.trait),
				structure("In", "token: :String", `flag: :PrimitiveBoolean {"smithy.api#default": false}`), structure("Out", "number: :Integer", `flag: :PrimitiveBoolean {"smithy.api#default": false}`)))
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "model.json:3:") {
				t.Errorf("have %v, want %s", err, c.want)
			}
		})
	}
}
