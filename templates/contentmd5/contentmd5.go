// Package contentmd5 sets the Content-MD5 header (Smithy spec, "httpChecksumRequired trait"; RFC 1864). It
// must not know operations, only requests.
package contentmd5

import (
	"crypto/md5"
	"encoding/base64"
	"errors"
	"io"

	"github.com/tinsmith-go/tinsmith/templates/httpbind"
)

var errStream = errors.New("a checksum is required, and the stream can be read only once: pass an io.Seeker")

// Set puts the digest of the body into Content-MD5, unless the caller did. A stream is read to its end and
// put back; one that can't be put back fails.
func Set(r *httpbind.Request) {
	if len(r.Header["Content-Md5"]) > 0 {
		return
	}
	sum := md5.New()
	body, stream, _ := r.Body()
	if stream == nil {
		sum.Write(body)
	} else if err := readStream(r, sum, stream); err != nil {
		r.Fail(err)
		return
	}
	r.Header["Content-Md5"] = []string{base64.StdEncoding.EncodeToString(sum.Sum(nil))}
}

func readStream(r *httpbind.Request, to io.Writer, stream io.Reader) error {
	if !r.Rewindable() {
		return errStream
	}
	if _, err := io.Copy(to, stream); err != nil {
		return err
	}
	return r.Rewind()
}
