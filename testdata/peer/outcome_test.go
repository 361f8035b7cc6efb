package peer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/google/go-cmp/cmp"
)

func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// outcome is all that a program can see of a call, with types and values of the SDK's package.
type outcome struct {
	Output   any
	Metadata map[string]any
	Chain    []string // of the error: a type per line, indented by depth
	Text     string   // of the error
	Typed    []any    // the modelled errors in the chain
	As       map[string]string
	Sent     []sent
	Delays   []time.Duration
	Took     time.Duration
}

// trial is a call to make with both packages.
type trial struct {
	settings  settings
	operation string
	in        any // of our package; nil for a nil input
	answers   []answer
	context   func() (context.Context, context.CancelFunc)
	change    []func(options reflect.Value) // of the call
	// times is how often the call is made, 0 for once. The outcome is the last one's, with
	// the requests of all.
	times int
}

// run makes the call with one package, under a clock of its own that starts at the same time
// for both.
func (tr *trial) run(t *testing.T, s side) (o outcome) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		o = tr.inBubble(t, s)
	})
	return o
}

func (tr *trial) inBubble(t *testing.T, s side) (o outcome) {
	set := tr.settings
	set.transport = &transport{answers: tr.answers}
	client := s.newClient(set)
	in := reflect.Zero(s.inputs[tr.operation]).Interface()
	if tr.in != nil {
		in = convert(tr.in, s.inputs[tr.operation])
	}
	start := time.Now()
	var out any
	var err error
	for range max(tr.times, 1) {
		ctx, cancel := context.Background(), context.CancelFunc(func() {})
		if tr.context != nil {
			ctx, cancel = tr.context()
		}
		out, err = client.call(ctx, tr.operation, in, tr.change...)
		cancel()
	}
	o = outcome{Took: time.Since(start), Delays: set.transport.delays()}
	o.see(out, err)
	if o.Sent, err = set.transport.normalAll(); err != nil {
		t.Errorf("%s: %v", s.name, err)
	}
	return o
}

func (o *outcome) see(out any, err error) {
	if out != nil {
		o.Metadata = metadataOf(reflect.ValueOf(out).Elem().FieldByName("ResultMetadata").Interface().(middleware.Metadata))
		o.Output = plain(out)
	}
	if err == nil {
		return
	}
	o.Text = strings.ReplaceAll(err.Error(), oursPath, sdkPath)
	o.walk(err, 0)
	o.As = asAll(err)
}

// plain returns a value as one of the SDK's package, without metadata.
func plain(v any) any {
	t := reflect.TypeOf(v).Elem()
	if t.PkgPath() == sdkPath || t.PkgPath() == sdkPath+"/types" {
		c := reflect.New(t)
		c.Elem().Set(reflect.ValueOf(v).Elem())
		if f := c.Elem().FieldByName("ResultMetadata"); f.IsValid() {
			f.SetZero()
		}
		return c.Interface()
	}
	return convert(v, reflect.PointerTo(sdkTypes[strings.Replace(t.PkgPath(), oursPath, sdkPath, 1)+"."+t.Name()]))
}

func metadataOf(md middleware.Metadata) map[string]any {
	m := make(map[string]any)
	put := func(name string, v any, ok bool) {
		if ok {
			m[name] = v
		}
	}
	id, ok := awsmiddleware.GetRequestIDMetadata(md)
	put("request id", id, ok)
	at, ok := awsmiddleware.GetResponseAt(md)
	put("response at", at, ok)
	server, ok := awsmiddleware.GetServerTime(md)
	put("server time", server, ok)
	skew, ok := awsmiddleware.GetAttemptSkew(md)
	put("skew", skew, ok)
	if raw := awsmiddleware.GetRawResponse(md); raw != nil {
		put("raw response", fmt.Sprintf("%T", raw), true)
		if r, ok := raw.(*smithyhttp.Response); ok {
			put("status", r.StatusCode, true)
		}
	}
	return m
}

// walk lists the types of an error chain.
func (o *outcome) walk(err error, depth int) {
	t := reflect.TypeOf(err)
	name, base := t.String(), t
	if t.Kind() == reflect.Pointer {
		base = t.Elem()
	}
	if base.PkgPath() != "" {
		name = strings.Replace(name, base.String(), base.PkgPath()+"."+base.Name(), 1)
	}
	o.Chain = append(o.Chain, strings.Repeat("  ", depth)+strings.ReplaceAll(name, oursPath, sdkPath))
	if base.PkgPath() == oursPath+"/types" || base.PkgPath() == sdkPath+"/types" {
		o.Typed = append(o.Typed, plain(err))
	}
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			o.walk(inner, depth+1)
		}
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			o.walk(inner, depth+1)
		}
	}
}

// asAll lists what errors.As finds.
func asAll(err error) map[string]string {
	m := make(map[string]string)
	if e, ok := as[smithy.APIError](err); ok {
		m["APIError"] = fmt.Sprintf("%s, %s, %v", e.ErrorCode(), e.ErrorMessage(), e.ErrorFault())
	}
	if e, ok := as[*awshttp.ResponseError](err); ok {
		m["awshttp.ResponseError"] = fmt.Sprintf("%d, %s, %s", e.HTTPStatusCode(), e.RequestID, e.ServiceRequestID())
	}
	if e, ok := as[*smithyhttp.ResponseError](err); ok {
		m["smithyhttp.ResponseError"] = fmt.Sprintf("%d, response %t", e.HTTPStatusCode(), e.HTTPResponse() != nil)
	}
	if e, ok := as[*smithy.OperationError](err); ok {
		m["OperationError"] = e.Service() + ", " + e.Operation()
	}
	if e, ok := as[*smithy.DeserializationError](err); ok {
		m["DeserializationError"] = "" + string(e.Snapshot)
	}
	if e, ok := as[smithy.InvalidParamsError](err); ok {
		m["InvalidParamsError"] = fmt.Sprintf("%d", e.Len())
	}
	m["Canceled"] = fmt.Sprint(errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded))
	return m
}

func as[E error](err error) (e E, ok bool) {
	ok = errors.As(err, &e)
	return e, ok
}

// exported makes cmp look into all fields: those of both packages have nothing to hide.
var exported = cmp.Exporter(func(reflect.Type) bool { return true })

// compare makes the call with both packages and reports how the outcomes differ, but for
// what the table allows.
func (tr *trial) compare(t *testing.T, allowed *differences) (theirOutcome outcome) {
	t.Helper()
	want, got := tr.run(t, theirs), tr.run(t, ours)
	allowed.apply(&want, &got)
	if diff := cmp.Diff(want, got, exported); diff != "" {
		t.Errorf("%s (-sdk +tinsmith)\n%s", tr.operation, diff)
	}
	return want
}
