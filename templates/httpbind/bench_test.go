package httpbind

import (
	"net/http"
	"testing"
)

func BenchmarkRequest(b *testing.B) {
	arn, token, n := "arn:aws:x:eu-west-1:123456789012:thing/name", "token", int32(20)
	tags := []string{"a", "b"}
	body := []byte("{}")
	bench := func(name string, encode func() *Request) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r := encode()
				r.Path()
				r.RawQuery()
				if r.Err() != nil {
					b.Fatal(r.Err())
				}
			}
		})
	}
	bench("body", func() *Request {
		r := NewRequest("POST", "/createResponsePlan")
		r.SetBody("application/json", body, nil)
		return r
	})
	bench("label and 3 headers", func() *Request {
		r := NewRequest("GET", "/things/{arn}")
		r.Label("arn", String(&arn))
		r.SetHeader("X-Amz-A", String(&token))
		r.SetHeader("X-Amz-B", Int(&n))
		r.SetHeader("X-Amz-C", String(&token))
		return r
	})
	bench("label and query", func() *Request {
		r := NewRequest("DELETE", "/tags/{arn}")
		r.Label("arn", String(&arn))
		r.Query("token", String(&token))
		QueryList(r, "tagKeys", tags, String)
		return r
	})
}

func BenchmarkResponseHeaders(b *testing.B) {
	r := &Response{Header: http.Header{"X-Name": {"a"}, "X-Count": {"3"}, "X-Colors": {"red, green"}}}
	b.ReportAllocs()
	for b.Loop() {
		var o output
		o.read(r)
	}
}

func TestAllocationsOfARequest(t *testing.T) {
	token, n := "token", int32(20)
	got := testing.AllocsPerRun(100, func() {
		r := NewRequest("GET", "/things")
		r.SetHeader("X-Amz-A", String(&token))
		r.SetHeader("X-Amz-B", Int(&n))
		r.SetHeader("X-Amz-C", String(&token))
		if r.Err() != nil {
			t.Fatal(r.Err())
		}
	})
	if got > 3 { // the request, its header, the header's room
		t.Errorf("%v allocations for a request with three headers", got)
	}
}
