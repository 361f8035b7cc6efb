package gen_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
)

// hangUp sends the text as it is and closes the connection.
func hangUp(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, buf, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = buf.WriteString(text)
		_ = buf.Flush()
		_ = conn.Close()
	}
}

// cutOff announces a kilobyte and sends less.
func cutOff(status int, body string) http.HandlerFunc {
	return hangUp(fmt.Sprintf("HTTP/1.1 %d Cut\r\nX-Amzn-Requestid: req-1\r\nContent-Length: 1000\r\n\r\n%s", status, body))
}

// packed sends a body in gzip.
func packed(status int, body string, headers ...string) http.HandlerFunc {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(body))
	_ = w.Close()
	return reply(status, b.String(), append(headers, "Content-Encoding: gzip")...)
}

func TestLiveBrokenAnswers(t *testing.T) {
	badJSON := []string{errOperation, errResponse, errDecode, errWrap, "*jsondec.Error"}
	cut := []string{errOperation, errResponse, errDecode, errWrap, errText}
	html := "<!DOCTYPE html><title>busy</title>"
	spent := "exceeded maximum number of attempts, 3, "
	decode := func(status int) string {
		return responseText(status) + "deserialization failed, failed to decode response body"
	}
	runScenarios(t, []scenario{
		{name: "garbage", answers: handlers(reply(201, "\x00\xff\xfe garbage")), chain: badJSON,
			text: decode(201) + ", expected object, found character '\\x00' at offset 0"},
		{name: "HTML with 200", answers: handlers(reply(200, html, "Content-Type: text/html")), chain: badJSON,
			text: decode(200) + ", expected object, found character '<' at offset 0"},
		{name: "HTML with 403", answers: handlers(reply(403, html, "Content-Type: text/html")), chain: badJSON,
			text: decode(403) + ", expected object, found character '<' at offset 0"},
		{name: "HTML with 502", answers: handlers(reply(502, html), reply(502, html), reply(502, html)),
			sent: attempts(createLine, 3), text: spent + decode(502) + ", expected object, found character '<' at offset 0",
			chain: []string{errOperation, errSpent, errResponse, errDecode, errWrap, "*jsondec.Error"}},
		{name: "half an object", answers: handlers(reply(201, `{"arn":"a`)), chain: badJSON,
			text: decode(201) + ", arn: unterminated string at offset 9"},
		{name: "an array", answers: handlers(reply(201, `[]`)), chain: badJSON,
			text: decode(201) + ", expected object, found list at offset 0"},
		{name: "a member of another kind", answers: handlers(reply(201, `{"arn":["a"]}`)), chain: badJSON,
			text: decode(201) + ", arn: expected string, found list at offset 7"},
		{name: "cut off", answers: handlers(cutOff(201, `{"arn":"`+planARN)), chain: cut,
			text: decode(201) + ", unexpected EOF"},
		{name: "cut off behind the value", answers: handlers(cutOff(201, created)), chain: cut,
			text: decode(201) + ", unexpected EOF"},
		{name: "error cut off", answers: handlers(cutOff(400, `{"message":`)), chain: cut,
			text: responseText(400) + "deserialization failed, failed to copy error response body, unexpected EOF"},
		{name: "not gzip", answers: handlers(reply(201, created, "Content-Encoding: gzip")), chain: cut,
			text: decode(201) + ", gzip: invalid header"},
		{name: "empty body", answers: handlers(reply(201, "")), want: &ssmincidents.CreateResponsePlanOutput{}},
		{name: "null", answers: handlers(reply(201, "null")), want: &ssmincidents.CreateResponsePlanOutput{}},
		{name: "unknown members", answers: handlers(reply(201, `{"new":{"arn":[1,{}]},"arn":"`+planARN+`"}`)), want: createdPlan},
		{name: "another good status", answers: handlers(reply(200, created)), want: createdPlan},
		{name: "gzip", answers: handlers(packed(201, created)), want: createdPlan},
		{name: "gzip in an error", answers: handlers(packed(400, `{"message":"m"}`, "X-Amzn-Errortype: ValidationException")),
			chain: []string{errOperation, errResponse, "*types.ValidationException"}, text: responseText(400) + "ValidationException: m"},
		{name: "in chunks", want: createdPlan, answers: handlers(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Amzn-Requestid", "req-1")
			for _, c := range []byte(created) {
				_, _ = w.Write([]byte{c})
				w.(http.Flusher).Flush()
			}
		})},
		{name: "no request id", want: createdPlan, metadata: []string{"raw response", "response time", "server time", "skew"},
			answers: handlers(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(201)
				_, _ = w.Write([]byte(created))
			})},
	})
}

// TestLiveSnapshotOfABrokenAnswer keeps the beginning of what couldn't be read for the log.
func TestLiveSnapshotOfABrokenAnswer(t *testing.T) {
	html := "<html>" + strings.Repeat("busy ", 1000)
	err := (&scenario{answers: handlers(reply(200, html))}).run(t).err
	var decode *smithy.DeserializationError
	if !errors.As(err, &decode) {
		t.Fatal(err)
	}
	if diff := cmp.Diff(html[:1024], string(decode.Snapshot)); diff != "" {
		t.Errorf("snapshot (-want +got)\n%s", diff)
	}
}

// TestLiveNoAnswer calls a service that isn't there, and one that doesn't speak HTTP.
func TestLiveNoAnswer(t *testing.T) {
	other := hangUp("SSH-2.0-x\r\n")
	for _, s := range []scenario{
		{name: "nobody listens", options: func(o *ssmincidents.Options) { o.BaseEndpoint = aws.String("http://127.0.0.1:1") }},
		{name: "another protocol", answers: handlers(other, other, other)},
	} {
		t.Run(s.name, func(t *testing.T) {
			err := s.run(t).err
			var spent *retry.MaxAttemptsError
			var response *awshttp.ResponseError
			var send *smithyhttp.RequestSendError
			if !errors.As(err, &spent) || !errors.As(err, &response) || !errors.As(err, &send) || !send.ConnectionError() {
				t.Errorf("%v: %q", err, errorChain(err))
			}
			const text = "operation error SSM Incidents: CreateResponsePlan, exceeded maximum number of attempts, 3, " +
				"https response error StatusCode: 0, RequestID: , request send failed, Post \"http://"
			if !strings.HasPrefix(err.Error(), text) {
				t.Error(err)
			}
		})
	}
}

// ending is a context that ends with an error when the test says so: no test waits for a clock.
type ending struct {
	context.Context
	done chan struct{}
	why  error
}

func (e *ending) Done() <-chan struct{} { return e.done }

func (e *ending) Err() error {
	select {
	case <-e.done:
		return e.why
	default:
		return nil
	}
}

// contextEnds are the two ways in which contexts end, and the types of the error when one does within the body: a
// deadline counts as a failure after which another attempt may help, but there is no time for it.
var contextEnds = map[string]struct {
	why  error
	body []string
}{
	"canceled": {context.Canceled, []string{errOperation, errResponse, errDecode, errWrap, errText}},
	"deadline": {context.DeadlineExceeded, []string{
		errOperation, "*errors.joinError", errResponse, errDecode, errWrap, "context.deadlineExceededError",
		errWrap, "ratelimit.canceledError", "context.deadlineExceededError",
	}},
}

func TestLiveContextEndsBeforeTheCall(t *testing.T) {
	for name, end := range contextEnds {
		t.Run(name, func(t *testing.T) {
			got := bothKinds(t, func(t *testing.T, option func(*ssmincidents.Options)) outcome {
				ctx := &ending{t.Context(), make(chan struct{}), end.why}
				close(ctx.done)
				srv := newLive(t)
				return srv.observe(ctx, srv.client(option), createSmall())
			})
			if diff := cmp.Diff([]string{errOperation, fmt.Sprintf("%T", end.why)}, got.Chain); diff != "" || !errors.Is(got.err, end.why) {
				t.Errorf("error chain (-want +got)\n%s\nof %v", diff, got.err)
			}
		})
	}
}

// TestLiveContextEndsWithoutAnAnswer has a server that says nothing until the client hangs up.
func TestLiveContextEndsWithoutAnAnswer(t *testing.T) {
	for name, end := range contextEnds {
		t.Run(name, func(t *testing.T) {
			got := bothKinds(t, func(t *testing.T, option func(*ssmincidents.Options)) outcome {
				ctx := &ending{t.Context(), make(chan struct{}), end.why}
				srv := newLive(t, func(_ http.ResponseWriter, r *http.Request) {
					close(ctx.done)
					<-r.Context().Done()
				})
				return srv.observe(ctx, srv.client(option), createSmall())
			})
			want := []string{errOperation, errResponse, errCanceled, fmt.Sprintf("%T", end.why)}
			if diff := cmp.Diff(want, got.Chain); diff != "" || !errors.Is(got.err, end.why) {
				t.Errorf("error chain (-want +got)\n%s\nof %v", diff, got.err)
			}
		})
	}
}

// thenEnd is an HTTP client that ends the context of a call once the response has begun.
type thenEnd struct {
	ssmincidents.HTTPClient
	ctx *ending
}

func (c thenEnd) Do(r *http.Request) (*http.Response, error) {
	resp, err := c.HTTPClient.Do(r)
	close(c.ctx.done)
	return resp, err
}

// TestLiveContextEndsWithinTheBody has a server that stops in the middle until the client hangs up.
func TestLiveContextEndsWithinTheBody(t *testing.T) {
	for name, end := range contextEnds {
		t.Run(name, func(t *testing.T) {
			got := bothKinds(t, func(t *testing.T, option func(*ssmincidents.Options)) outcome {
				ctx := &ending{t.Context(), make(chan struct{}), end.why}
				srv := newLive(t, func(w http.ResponseWriter, r *http.Request) {
					_, _ = w.Write([]byte(`{"arn":`))
					w.(http.Flusher).Flush()
					<-r.Context().Done()
				})
				client := srv.client(option, func(o *ssmincidents.Options) { o.HTTPClient = thenEnd{o.HTTPClient, ctx} })
				return srv.observe(ctx, client, createSmall())
			})
			if diff := cmp.Diff(end.body, got.Chain); diff != "" || !errors.Is(got.err, end.why) {
				t.Errorf("error chain (-want +got)\n%s\nof %v", diff, got.err)
			}
		})
	}
}

// elsewhere is an HTTP client like the default one, for which each host name leads to one of the addresses.
func elsewhere(addresses map[string]string) *awshttp.BuildableClient {
	return awshttp.NewBuildableClient().WithTransportOptions(func(tr *http.Transport) {
		tr.Proxy = nil
		tr.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, addresses[addr])
		}
	})
}

// TestLiveRedirects has the service point to another host. Only statuses that keep the method are followed, and only
// where there is no body; neither the signature nor the session token goes along.
func TestLiveRedirects(t *testing.T) {
	const to = "http://other.example/elsewhere"
	get := calling((*ssmincidents.Client).GetResponsePlan, &ssmincidents.GetResponsePlanInput{Arn: aws.String("a")})
	for _, c := range []struct {
		name     string
		status   int
		location string
		call     liveCall
		followed bool
	}{
		{"301 POST", 301, to, createSmall(), false},
		{"301 GET", 301, to, get, false},
		{"301 GET to nowhere", 301, "", get, false},
		{"302 GET", 302, to, get, false},
		{"302 GET to nowhere", 302, "", get, false},
		{"303 GET", 303, to, get, false},
		{"307 POST", 307, to, createSmall(), false},
		{"307 GET", 307, to, get, true},
		{"308 POST", 308, to, createSmall(), false},
		{"308 GET", 308, to, get, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			headers := []string{"Content-Type: application/json"}
			if c.location != "" {
				headers = append(headers, "Location: "+c.location)
			}
			checkRedirect(t, c.call, reply(c.status, "", headers...), c.followed, c.status)
		})
	}
}

func checkRedirect(t *testing.T, call liveCall, answer http.HandlerFunc, followed bool, status int) {
	got := bothKinds(t, func(t *testing.T, option func(*ssmincidents.Options)) outcome {
		srv := newLive(t, answer)
		srv.session = "session"
		var other []*http.Request
		stranger := newStranger(t, &other)
		client := srv.client(option, func(o *ssmincidents.Options) {
			o.BaseEndpoint = aws.String("http://service.example")
			o.HTTPClient = elsewhere(map[string]string{
				"service.example:80": srv.Listener.Addr().String(), "other.example:80": stranger,
			})
		})
		got := srv.observe(t.Context(), client, call)
		if followed != (len(other) == 1) {
			t.Errorf("the other host got %d requests", len(other))
		}
		for _, r := range other {
			if r.Header.Get("Authorization") != "" || r.Header.Get("X-Amz-Security-Token") != "" {
				t.Errorf("the other host got %v", r.Header)
			}
		}
		return got
	})
	var want []string
	if !followed {
		want = []string{errOperation, errResponse, errGeneric}
		var failed *awshttp.ResponseError
		if !errors.As(got.err, &failed) || failed.HTTPStatusCode() != status {
			t.Errorf("%v doesn't have the status %d", got.err, status)
		}
	}
	if diff := cmp.Diff(want, got.Chain); diff != "" {
		t.Errorf("error chain (-want +got)\n%s\nof %v", diff, got.err)
	}
}

// newStranger is a host that isn't the service's. It keeps what it gets and says that all is well.
func newStranger(t *testing.T, got *[]*http.Request) (address string) {
	l := newLive(t)
	l.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*got = append(*got, r)
		reply(201, created)(w, r)
	})
	return l.Listener.Addr().String()
}

// TestLiveConnectionIsUsedAgain makes calls of every kind one after the other over one connection: each body is read
// to its end and closed, also one that says nothing to the client.
func TestLiveConnectionIsUsedAgain(t *testing.T) {
	unread := reply(200, padding(1<<19))
	answers := handlers(unread,
		reply(201, created), reply(400, `{"message":"m"}`), reply(201, "<html>"), reply(500, padding(1<<16)),
		reply(201, `{"more":`+padding(1<<16)+`}`+strings.Repeat(" ", 1<<16)), packed(201, created))
	bothKinds(t, func(t *testing.T, option func(*ssmincidents.Options)) outcome {
		srv := newLive(t, answers...)
		dials := 0
		count := awshttp.NewBuildableClient().WithTransportOptions(func(tr *http.Transport) {
			tr.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
				dials++
				return new(net.Dialer).DialContext(ctx, network, addr)
			}
		})
		client := srv.client(option, func(o *ssmincidents.Options) { o.HTTPClient, o.Retryer = count, aws.NopRetryer{} })
		srv.observe(t.Context(), client, untag(planARN, "k"))
		for range answers[1:] {
			srv.observe(t.Context(), client, createSmall())
		}
		if dials != 1 {
			t.Errorf("%d connections", dials)
		}
		return outcome{}
	})
}
