package httpbind

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBody(t *testing.T) {
	r := NewRequest("POST", "/")
	r.SetBody("application/json", []byte("{}"), nil)
	body, stream, n := r.Body()
	if string(body) != "{}" || stream != nil || n != 2 || !r.Rewindable() || r.Rewind() != nil {
		t.Errorf("got %s, %v, %d", body, stream, n)
	}
	if got := r.Header["Content-Type"]; !cmp.Equal(got, []string{"application/json"}) {
		t.Errorf("content type %q", got)
	}
}

func TestNoBody(t *testing.T) {
	tests := map[string]func(r *Request){
		"none":              func(r *Request) {},
		"nil stream":        func(r *Request) { r.SetStream("a/b", nil) },
		"http.NoBody":       func(r *Request) { r.SetStream("a/b", http.NoBody) },
		"nil, length given": func(r *Request) { r.SetHeader("Content-Length", text("3")) },
		"nil, required":     func(r *Request) { r.RequireLength() },
	}
	for name, set := range tests {
		r := NewRequest("POST", "/")
		set(r)
		body, stream, n := r.Body()
		if body != nil || stream != nil || n != 0 || len(r.Header) != 0 || r.Err() != nil {
			t.Errorf("%s: got %s, %v, %d, header %v, error %v", name, body, stream, n, r.Header, r.Err())
		}
	}
}

func TestContentTypeOfAMemberWins(t *testing.T) {
	for name, set := range map[string]func(*Request){
		"before": func(r *Request) {
			r.SetHeader("Content-Type", text("x/y"))
			r.SetBody("a/b", nil, nil)
		},
		"after": func(r *Request) {
			r.SetStream("a/b", strings.NewReader("a"))
			r.SetHeader("Content-Type", text("x/y"))
		},
	} {
		r := NewRequest("POST", "/")
		set(r)
		if got := r.Header["Content-Type"]; !cmp.Equal(got, []string{"x/y"}) {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestErrorOfTheWriterIsKept(t *testing.T) {
	want := errors.New("no such thing")
	r := NewRequest("POST", "/")
	r.SetBody("application/json", []byte("{"), want)
	if r.Err() != want {
		t.Errorf("got %v", r.Err())
	}
}

type onlyReader struct{ io.Reader }

// onlySeeker hides the Len method of a strings.Reader.
type onlySeeker struct{ io.ReadSeeker }

type brokenSeeker struct{ io.Reader }

func (brokenSeeker) Seek(int64, int) (int64, error) { return 0, errors.New("broken") }

func TestStreams(t *testing.T) {
	skipped := strings.NewReader("abcde")
	skipped.Seek(2, io.SeekStart)
	past := strings.NewReader("abc")
	past.Seek(5, io.SeekStart)
	tests := map[string]struct {
		in         io.Reader
		length     int64
		rewindable bool
		want       string
	}{
		"seeker":         {onlySeeker{strings.NewReader("abcde")}, 5, true, "abcde"},
		"seeker halfway": {onlySeeker{skipped}, 3, true, "cde"},
		"length, seeker": {bytes.NewReader([]byte("abc")), 3, true, "abc"},
		"length":         {bytes.NewBufferString("abc"), 3, false, "abc"},
		"unknown":        {onlyReader{strings.NewReader("abc")}, -1, false, "abc"},
		"empty seeker":   {onlySeeker{strings.NewReader("")}, 0, true, ""},
		"past the end":   {onlySeeker{past}, 0, true, ""},
		"empty buffer":   {new(bytes.Buffer), 0, false, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := NewRequest("PUT", "/")
			r.SetStream("application/octet-stream", tt.in)
			_, stream, n := r.Body()
			if n != tt.length || r.Rewindable() != tt.rewindable || r.Err() != nil {
				t.Errorf("length %d, rewindable %v, error %v", n, r.Rewindable(), r.Err())
			}
			if (stream == nil) != (tt.length == 0) {
				t.Fatalf("stream %v", stream)
			}
			for attempt := 0; stream != nil && (attempt == 0 || tt.rewindable && attempt < 3); attempt++ {
				got, err := io.ReadAll(stream)
				if string(got) != tt.want || err != nil {
					t.Errorf("read %q, %v", got, err)
				}
				if err := r.Rewind(); (err == nil) != tt.rewindable {
					t.Errorf("rewind: %v", err)
				}
			}
		})
	}
}

func TestStreamThatCanNotSeekThoughItSaysSoFails(t *testing.T) {
	r := NewRequest("PUT", "/")
	r.SetStream("", brokenSeeker{strings.NewReader("a")})
	if r.Err() == nil || r.Err().Error() != "broken" {
		t.Errorf("got %v", r.Err())
	}
}

func TestRequiredLength(t *testing.T) {
	unknown := func() io.Reader { return onlyReader{strings.NewReader("abc")} }
	tests := map[string]struct {
		set  func(r *Request)
		want error
	}{
		"known":          {func(r *Request) { r.RequireLength(); r.SetStream("", strings.NewReader("abc")) }, nil},
		"unknown":        {func(r *Request) { r.SetStream("", unknown()); r.RequireLength() }, errLength},
		"unknown, after": {func(r *Request) { r.RequireLength(); r.SetStream("", unknown()) }, errLength},
		"given before": {func(r *Request) {
			r.SetHeader("Content-Length", text("3"))
			r.SetStream("", unknown())
			r.RequireLength()
		}, nil},
		"given after": {func(r *Request) {
			r.RequireLength()
			r.SetStream("", unknown())
			r.SetHeader("Content-Length", text("3"))
		}, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := NewRequest("PUT", "/")
			tt.set(r)
			if r.Err() != tt.want {
				t.Errorf("got %v, want %v", r.Err(), tt.want)
			}
			if _, _, n := r.Body(); tt.want == nil && n != 3 {
				t.Errorf("length %d", n)
			}
		})
	}
}
