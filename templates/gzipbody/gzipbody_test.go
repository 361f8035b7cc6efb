package gzipbody

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"github.com/tinsmith-go/tinsmith/templates/httpbind"
)

func TestCompress(t *testing.T) {
	text := strings.Repeat("a body worth compressing ", 40)
	for _, tt := range []struct {
		name, body, encoding, want string
		stream                     bool
		least                      int64
	}{
		{name: "bodies of the threshold's length are compressed", body: text, least: int64(len(text)), want: "gzip"},
		{name: "shorter ones are not", body: text, least: int64(len(text)) + 1},
		{name: "the caller's encoding comes first", body: text, encoding: "custom", want: "custom, gzip"},
		{name: "streams have no threshold", body: text, stream: true, least: 1 << 20, want: "gzip"},
		{name: "no body"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := httpbind.NewRequest("POST", "/")
			if tt.encoding != "" {
				r.SetHeader("Content-Encoding", httpbind.String(&tt.encoding))
			}
			if tt.stream {
				r.SetStream("text/plain", strings.NewReader(tt.body))
			} else {
				r.SetBody("text/plain", []byte(tt.body), nil)
			}
			Compress(r, tt.least)
			if err := r.Err(); err != nil {
				t.Fatal(err)
			}
			if got := r.Header.Get("Content-Encoding"); got != tt.want {
				t.Errorf("Content-Encoding = %q, want %q", got, tt.want)
			}
			body, stream, _ := r.Body()
			if stream != nil {
				t.Fatal("the stream is still there")
			}
			if got := plain(t, body, tt.want != ""); got != tt.body {
				t.Errorf("body = %q, want %q", got, tt.body)
			}
		})
	}
}

func plain(t *testing.T, body []byte, zipped bool) string {
	t.Helper()
	if !zipped {
		return string(body)
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
