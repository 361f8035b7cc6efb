package gen_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// verifier checks signatures as a service does: it makes the signature again from what came in, by the
// specification of Signature Version 4 alone, and compares.
type verifier struct {
	keyID, secret   string
	session         string // the token that temporary credentials come with, "" for others
	region, service string
	now             func() time.Time
}

// errWrongTime says that a signature was made too long before or after the verifier's time.
var errWrongTime = errors.New("the signature isn't of this time")

const (
	amzTime = "20060102T150405Z"
	// signatureWindow is how far the clocks of the two sides may be apart.
	signatureWindow = 5 * time.Minute
)

// verify returns nil when the request is signed as it should be, else what is wrong. body is what came in.
func (v *verifier) verify(r *http.Request, body []byte) error {
	a, err := parseAuthorization(r.Header.Get("Authorization"))
	if err != nil {
		return err
	}
	at, err := time.Parse(amzTime, r.Header.Get("X-Amz-Date"))
	if err != nil {
		return err
	}
	scope := strings.Join([]string{at.Format("20060102"), v.region, v.service, "aws4_request"}, "/")
	if want := v.keyID + "/" + scope; a.credential != want {
		return fmt.Errorf("signed for %q, want %q", a.credential, want)
	}
	if token := r.Header.Get("X-Amz-Security-Token"); token != v.session {
		return fmt.Errorf("session token %q, want %q", token, v.session)
	}
	if err := coversEnough(r, a.headers); err != nil {
		return err
	}
	canonical, err := canonicalRequest(r, body, a.headers)
	if err != nil {
		return err
	}
	want := v.signature(at, scope, canonical)
	if !hmac.Equal([]byte(want), []byte(a.signature)) {
		return fmt.Errorf("signature %s, want %s of\n%s", a.signature, want, canonical)
	}
	if v.now().Sub(at).Abs() > signatureWindow {
		return errWrongTime
	}
	return nil
}

// signature makes the string to sign and signs it with the key of the scope.
func (v *verifier) signature(at time.Time, scope, canonical string) string {
	toSign := strings.Join([]string{"AWS4-HMAC-SHA256", at.Format(amzTime), scope, hexSHA256([]byte(canonical))}, "\n")
	key := []byte("AWS4" + v.secret)
	for _, part := range strings.Split(scope, "/") {
		key = mac(key, part)
	}
	return hex.EncodeToString(mac(key, toSign))
}

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}

func hexSHA256(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// authorization is what the header of that name says.
type authorization struct {
	credential, signature string
	headers               []string
}

func parseAuthorization(text string) (a authorization, err error) {
	rest, ok := strings.CutPrefix(text, "AWS4-HMAC-SHA256 ")
	if !ok {
		return a, fmt.Errorf("Authorization %q is of another kind", text)
	}
	for _, part := range strings.Split(rest, ",") {
		switch name, value, _ := strings.Cut(strings.TrimSpace(part), "="); name {
		case "Credential":
			a.credential = value
		case "SignedHeaders":
			a.headers = strings.Split(value, ";")
		case "Signature":
			a.signature = value
		default:
			return a, fmt.Errorf("Authorization has %q", part)
		}
	}
	return a, nil
}

// coversEnough checks that the names of the signed headers are sorted, and that those are among them which
// nobody on the way may change: the host, the content type and everything of the protocol's own.
func coversEnough(r *http.Request, signed []string) error {
	if !slices.IsSorted(signed) {
		return fmt.Errorf("signed headers %q aren't sorted", signed)
	}
	need := []string{"host", "x-amz-date"}
	for name := range r.Header {
		if name = strings.ToLower(name); name == "content-type" || strings.HasPrefix(name, "x-amz-") {
			need = append(need, name)
		}
	}
	for _, name := range need {
		if !slices.Contains(signed, name) {
			return fmt.Errorf("the header %s isn't signed", name)
		}
	}
	return nil
}

func canonicalRequest(r *http.Request, body []byte, signed []string) (string, error) {
	path, rawQuery, _ := strings.Cut(r.RequestURI, "?")
	query, err := canonicalQuery(rawQuery)
	if err != nil {
		return "", err
	}
	hash := hexSHA256(body)
	if stated := r.Header.Get("X-Amz-Content-Sha256"); stated != "" && stated != hash {
		return "", fmt.Errorf("X-Amz-Content-Sha256 is %s, the body's hash %s", stated, hash)
	}
	lines := []string{r.Method, canonicalPath(path), query}
	for _, name := range signed {
		lines = append(lines, name+":"+canonicalValue(r, name))
	}
	lines = append(lines, "", strings.Join(signed, ";"), hash)
	return strings.Join(lines, "\n"), nil
}

// canonicalPath is the path as it came in, which is escaped once already, escaped again.
func canonicalPath(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		segments[i] = escapeStrictly(s)
	}
	return strings.Join(segments, "/")
}

// canonicalQuery has the parameters sorted by name, then by value. A plus sign stands for itself.
func canonicalQuery(raw string) (string, error) {
	var pairs [][2]string
	for _, p := range strings.FieldsFunc(raw, func(r rune) bool { return r == '&' }) {
		name, value, _ := strings.Cut(p, "=")
		name, err := url.PathUnescape(name)
		if err != nil {
			return "", err
		}
		if value, err = url.PathUnescape(value); err != nil {
			return "", err
		}
		pairs = append(pairs, [2]string{escapeStrictly(name), escapeStrictly(value)})
	}
	slices.SortFunc(pairs, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	var out []string
	for _, p := range pairs {
		out = append(out, p[0]+"="+p[1])
	}
	return strings.Join(out, "&"), nil
}

// canonicalValue is a header's value without spaces at its ends and with single ones within.
func canonicalValue(r *http.Request, name string) string {
	switch name {
	case "host":
		return r.Host
	case "content-length":
		return strconv.FormatInt(r.ContentLength, 10)
	}
	var values []string
	for _, v := range r.Header.Values(name) {
		values = append(values, strings.Join(strings.Fields(v), " "))
	}
	return strings.Join(values, ",")
}

// escapeStrictly escapes every byte but the unreserved characters of RFC 3986.
func escapeStrictly(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		switch {
		case 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z', '0' <= c && c <= '9', strings.IndexByte("-._~", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// knownRequest is the request whose signature the documentation of Signature Version 4 works out, with the
// key that it uses for this.
func knownRequest() (*verifier, *http.Request) {
	v := &verifier{
		keyID: "AKIDEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", region: "us-east-1", service: "iam",
		now: func() time.Time { return time.Date(2015, 8, 30, 12, 36, 0, 0, time.UTC) },
	}
	return v, &http.Request{
		Method: "GET", RequestURI: "/?Action=ListUsers&Version=2010-05-08", Host: "iam.amazonaws.com",
		Header: http.Header{
			"Content-Type": {"application/x-www-form-urlencoded; charset=utf-8"},
			"X-Amz-Date":   {"20150830T123600Z"},
			"Authorization": {"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, " +
				"SignedHeaders=content-type;host;x-amz-date, " +
				"Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"},
		},
	}
}

// TestVerifierAcceptsTheKnownSignature holds the verifier itself against a signature that somebody else made,
// and shows that any change to the request spoils it.
func TestVerifierAcceptsTheKnownSignature(t *testing.T) {
	v, r := knownRequest()
	if err := v.verify(r, nil); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*verifier, *http.Request){
		"method":        func(_ *verifier, r *http.Request) { r.Method = "POST" },
		"path":          func(_ *verifier, r *http.Request) { r.RequestURI = "/a" + r.RequestURI },
		"query":         func(_ *verifier, r *http.Request) { r.RequestURI += "&A=b" },
		"host":          func(_ *verifier, r *http.Request) { r.Host = "example.com" },
		"header":        func(_ *verifier, r *http.Request) { r.Header.Set("Content-Type", "text/plain") },
		"secret":        func(v *verifier, _ *http.Request) { v.secret += "x" },
		"key":           func(v *verifier, _ *http.Request) { v.keyID += "x" },
		"region":        func(v *verifier, _ *http.Request) { v.region = "eu-west-1" },
		"service":       func(v *verifier, _ *http.Request) { v.service = "sts" },
		"no signature":  func(_ *verifier, r *http.Request) { r.Header.Del("Authorization") },
		"no date":       func(_ *verifier, r *http.Request) { r.Header.Del("X-Amz-Date") },
		"session token": func(_ *verifier, r *http.Request) { r.Header.Set("X-Amz-Security-Token", "t") },
		"lost token":    func(v *verifier, _ *http.Request) { v.session = "t" },
		"not covered":   func(_ *verifier, r *http.Request) { r.Header.Set("X-Amz-Target", "t") },
		"stated hash":   func(_ *verifier, r *http.Request) { r.Header.Set("X-Amz-Content-Sha256", "0") },
		"late": func(v *verifier, _ *http.Request) {
			now := v.now()
			v.now = func() time.Time { return now.Add(signatureWindow + time.Second) }
		},
	} {
		v, r := knownRequest()
		change(v, r)
		if v.verify(r, nil) == nil {
			t.Errorf("%s: the signature still holds", name)
		}
	}
	if v, r := knownRequest(); v.verify(r, []byte("x")) == nil {
		t.Error("body: the signature still holds")
	}
}
