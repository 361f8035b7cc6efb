// Package gzipbody compresses request bodies (Smithy spec, "requestCompression trait"). It must not know
// operations, only requests.
package gzipbody

import (
	"bytes"
	"compress/gzip"
	"io"

	"github.com/tinsmith-go/tinsmith/templates/httpbind"
)

// Compress puts the request's body through gzip and says so in Content-Encoding, behind the encodings that
// the caller named. A body of fewer than least bytes, or none, stays as it is; a stream is compressed
// whatever its length, and is then held in memory.
func Compress(r *httpbind.Request, least int64) {
	body, stream, length := r.Body()
	if stream == nil && (length < least || length == 0) {
		return
	}
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	var err error
	if stream != nil {
		_, err = io.Copy(w, stream)
	} else {
		_, err = w.Write(body)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		r.Fail(err)
		return
	}
	r.ReplaceBody(out.Bytes())
	r.Header["Content-Encoding"] = []string{encodings(r.Header["Content-Encoding"])}
}

// encodings adds gzip to the encodings that were applied before it.
func encodings(have []string) string {
	if len(have) == 0 || have[0] == "" {
		return "gzip"
	}
	return have[0] + ", gzip"
}
