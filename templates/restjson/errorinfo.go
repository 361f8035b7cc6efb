// Package restjson reads what Smithy's aws.protocols#restJson1 says about
// errors. It knows no shapes and no service.
package restjson

import (
	"strings"

	"github.com/tinsmith-go/tinsmith/templates/httpbind"
	"github.com/tinsmith-go/tinsmith/templates/jsondec"
)

// unknown is the code and the message of an error that has none.
const unknown = "UnknownError"

// ErrorInfo returns the code and message of an error response: the code from
// the header X-Amzn-Errortype, else from the body's "code", else from its
// "__type", without a namespace before "#" and a URI after ":"; the message
// from the body's "message". What is missing is "UnknownError". The body's
// names are matched in any case.
//
// An empty body is fine. One that is no JSON object fails r, with a
// *jsondec.Error, as the SDK fails to decode it; what the header says is
// returned nevertheless.
func ErrorInfo(r *httpbind.Response) (code, message string) {
	b := readBody(r)
	message = b.message
	if message == "" {
		message = unknown
	}
	for _, s := range [...]string{r.Header.Get("X-Amzn-Errortype"), b.code, b.typ} {
		if code = shapeName(s); code != "" {
			return code, message
		}
	}
	return unknown, message
}

// shapeName cuts an error code down to the name of a shape (Smithy, AWS
// restJson1, operation error serialization).
func shapeName(code string) string {
	code, _, _ = strings.Cut(code, ":")
	if _, name, ok := strings.Cut(code, "#"); ok {
		code = name
	}
	return strings.TrimSpace(code)
}

// body is what any error's body may say.
type body struct{ code, typ, message string }

func readBody(r *httpbind.Response) body {
	var b body
	d := jsondec.New(r.Body)
	for d.Object(); d.Next(); {
		switch key := d.Key(); {
		case strings.EqualFold(string(key), "code"):
			readText(d, &b.code)
		case strings.EqualFold(string(key), "__type"):
			readText(d, &b.typ)
		case strings.EqualFold(string(key), "message"):
			readText(d, &b.message)
		default:
			d.Skip()
		}
	}
	r.Fail(d.Err())
	return b
}

// readText reads a text into v. Whatever else stands there says nothing: a few
// services put a number where the code should be.
func readText(d *jsondec.Reader, v *string) {
	if raw := d.Raw(); len(raw) > 0 && raw[0] == '"' {
		text := jsondec.New(raw)
		jsondec.String(text, v)
		d.Fail(text.Err())
	}
}
