package contentmd5

import (
	"io"
	"strings"
	"testing"

	"github.com/tinsmith-go/tinsmith/templates/httpbind"
)

func TestSet(t *testing.T) {
	given := "given"
	for _, tt := range []struct {
		name string
		make func(*httpbind.Request)
		want string
		err  bool
	}{
		{"a body", func(r *httpbind.Request) { r.SetBody("", []byte("abc"), nil) }, "kAFQmDzST7DWlj99KOF/cg==", false},
		{"no body", func(*httpbind.Request) {}, "1B2M2Y8AsgTpgAmY7PhCfg==", false},
		{"a stream, which is put back", func(r *httpbind.Request) { r.SetStream("", strings.NewReader("abc")) }, "kAFQmDzST7DWlj99KOF/cg==", false},
		{"a stream that can be read once", func(r *httpbind.Request) { r.SetStream("", io.NopCloser(strings.NewReader("abc"))) }, "", true},
		{"the caller's own", func(r *httpbind.Request) { r.SetHeader("Content-Md5", httpbind.String(&given)) }, "given", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := httpbind.NewRequest("POST", "/")
			tt.make(r)
			Set(r)
			if (r.Err() != nil) != tt.err {
				t.Fatalf("error %v", r.Err())
			}
			if got := r.Header.Get("Content-MD5"); got != tt.want {
				t.Errorf("Content-MD5 = %q, want %q", got, tt.want)
			}
			if _, stream, _ := r.Body(); stream != nil && !tt.err {
				if b, err := io.ReadAll(stream); err != nil || string(b) != "abc" {
					t.Errorf("the stream holds %q afterwards (%v)", b, err)
				}
			}
		})
	}
}
