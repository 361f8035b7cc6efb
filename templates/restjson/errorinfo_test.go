package restjson

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/tinsmith-go/tinsmith/templates/httpbind"
	"github.com/tinsmith-go/tinsmith/templates/jsondec"
)

func TestErrorInfo(t *testing.T) {
	tests := map[string]struct {
		header, body  string
		code, message string
	}{
		"nothing":                  {"", "", "UnknownError", "UnknownError"},
		"space":                    {"", " \n", "UnknownError", "UnknownError"},
		"null":                     {"", "null", "UnknownError", "UnknownError"},
		"no members":               {"", "{}", "UnknownError", "UnknownError"},
		"header":                   {"FooError", `{"message":"m"}`, "FooError", "m"},
		"header, no body":          {"FooError", "", "FooError", "UnknownError"},
		"header with URI":          {"FooError:http://internal/coral/", "{}", "FooError", "UnknownError"},
		"header with all":          {"a.b.c#FooError:http://internal/#x/", "{}", "FooError", "UnknownError"},
		"header before body":       {"FooError", `{"code":"Bar","__type":"Baz"}`, "FooError", "UnknownError"},
		"code":                     {"", `{"code":"FooError"}`, "FooError", "UnknownError"},
		"code with namespace":      {"", `{"code":"a.b#FooError"}`, "FooError", "UnknownError"},
		"type":                     {"", `{"__type":"a.b#FooError:http://x"}`, "FooError", "UnknownError"},
		"code before type":         {"", `{"__type":"Bar","code":"FooError"}`, "FooError", "UnknownError"},
		"any case":                 {"", `{"Code":"FooError","Message":"m"}`, "FooError", "m"},
		"upper case":               {"", `{"__TYPE":"FooError","MESSAGE":"m"}`, "FooError", "m"},
		"the last one counts":      {"", `{"message":"a","Message":"b"}`, "UnknownError", "b"},
		"null says nothing":        {"", `{"message":"a","Message":null,"code":null}`, "UnknownError", "a"},
		"a number says nothing":    {"", `{"code":404,"__type":"FooError","message":5}`, "FooError", "UnknownError"},
		"an object says nothing":   {"", `{"message":{"message":"m"},"code":["x"]}`, "UnknownError", "UnknownError"},
		"empty texts":              {"", `{"code":"","__type":"FooError","message":""}`, "FooError", "UnknownError"},
		"nothing but a URI":        {":http://x", `{"code":"#","__type":"FooError"}`, "FooError", "UnknownError"},
		"escaped":                  {"", `{"code":"\u0046ooError","message":"a\"b\né"}`, "FooError", "a\"b\né"},
		"other members":            {"", `{"a":{"code":"x"},"b":[{"message":"y"}],"code":"FooError","c":1.5}`, "FooError", "UnknownError"},
		"data after it is ignored": {"", `{"code":"FooError"} trailing`, "FooError", "UnknownError"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := &httpbind.Response{StatusCode: 400, Header: http.Header{}, Body: []byte(tt.body)}
			if tt.header != "" {
				r.Header.Set("x-amzn-ErrorType", tt.header)
			}
			code, message := ErrorInfo(r)
			if code != tt.code || message != tt.message || r.Err() != nil {
				t.Errorf("got %s, %q, error %v, want %s, %q", code, message, r.Err(), tt.code, tt.message)
			}
		})
	}
}

func TestErrorInfoOfABodyThatIsNoObject(t *testing.T) {
	tests := map[string]struct{ header, body, code, message string }{
		"HTML":             {"", "<html><body>502 Bad Gateway</body></html>", "UnknownError", "UnknownError"},
		"words":            {"FooError", "no such thing", "FooError", "UnknownError"},
		"list":             {"", "[]", "UnknownError", "UnknownError"},
		"text":             {"", `"FooError"`, "UnknownError", "UnknownError"},
		"truncated":        {"", `{"code":"FooError","message":"m","a":[1,`, "FooError", "m"},
		"truncated string": {"", `{"code":"FooErr`, "UnknownError", "UnknownError"},
		"deep":             {"", strings.Repeat(`{"a":`, 100_000), "UnknownError", "UnknownError"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := &httpbind.Response{Header: http.Header{}, Body: []byte(tt.body)}
			if tt.header != "" {
				r.Header.Set("X-Amzn-Errortype", tt.header)
			}
			code, message := ErrorInfo(r)
			if code != tt.code || message != tt.message {
				t.Errorf("got %s, %q, want %s, %q", code, message, tt.code, tt.message)
			}
			var syntax *jsondec.Error
			if !errors.As(r.Err(), &syntax) {
				t.Errorf("got error %v", r.Err())
			}
		})
	}
}

// FuzzErrorInfo: whatever a server says, there is a code without separators
// and a message.
func FuzzErrorInfo(f *testing.F) {
	f.Add("a#b:c", `{"code":"x","__type":"y","message":"z"}`)
	f.Add("", "<html>")
	f.Add(":", `{"message":{"a":[1,2,{}]},"Code":"\ud800"}`)
	f.Fuzz(func(t *testing.T, header, body string) {
		r := &httpbind.Response{Header: http.Header{"X-Amzn-Errortype": {header}}, Body: []byte(body)}
		code, message := ErrorInfo(r)
		if code == "" || message == "" || strings.Contains(code, ":") {
			t.Errorf("got %q, %q", code, message)
		}
		if header != "" && !strings.ContainsAny(header, "#: \t\r\n\v\f\u0085\u00a0") && strings.TrimSpace(header) == header && code != header {
			t.Errorf("got %q, the header says %q", code, header)
		}
	})
}

func BenchmarkErrorInfo(b *testing.B) {
	r := &httpbind.Response{
		Header: http.Header{"X-Amzn-Errortype": {"ConflictException"}},
		Body:   []byte(`{"message":"already exists","resourceIdentifier":"x","retryAfter":{"a":[1,2,3]}}`),
	}
	b.ReportAllocs()
	for b.Loop() {
		ErrorInfo(r)
	}
}
