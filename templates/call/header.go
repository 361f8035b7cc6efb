package call

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"os"
	"strconv"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/tinsmith-go/tinsmith/templates/retryloop"
)

const (
	invocationHeader = "Amz-Sdk-Invocation-Id"
	attemptHeader    = "Amz-Sdk-Request"
	userAgentHeader  = "User-Agent"
	bodyHashHeader   = "X-Amz-Content-Sha256"
)

// header is one header of every attempt.
type header struct {
	name   string
	values []string
}

// invocationID returns a random UUID (RFC 9562, version 4).
func invocationID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // which never fails
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	var t [36]byte
	hex.Encode(t[0:8], b[0:4])
	hex.Encode(t[9:13], b[4:6])
	hex.Encode(t[14:18], b[6:8])
	hex.Encode(t[19:23], b[8:10])
	hex.Encode(t[24:36], b[10:16])
	t[8], t[13], t[18], t[23] = '-', '-', '-', '-'
	return string(t[:])
}

// attemptText is the value of the header that numbers attempts. As in the SDK, the
// call's deadline is told only to a server whose clock is ahead.
func attemptText(ctx context.Context, a retryloop.Attempt) string {
	if a.Number == 1 && a.Max == 3 && a.Skew <= 0 {
		return "attempt=1; max=3" // the usual case needs no memory
	}
	b := make([]byte, 0, 64)
	b = append(b, "attempt="...)
	b = strconv.AppendInt(b, int64(a.Number), 10)
	if a.Max != 0 {
		b = append(b, "; max="...)
		b = strconv.AppendInt(b, int64(a.Max), 10)
	}
	if deadline, ok := ctx.Deadline(); ok && a.Skew > 0 {
		b = append(b, "; ttl="...)
		b = deadline.Add(a.Skew).AppendFormat(b, "20060102T150405Z")
	}
	return string(b)
}

// traceLambda sets the header by which AWS Lambda recognises a function that calls
// itself, when this process is one and the header isn't set.
func traceLambda(ctx context.Context, h http.Header) {
	if _, ok := os.LookupEnv("AWS_LAMBDA_FUNCTION_NAME"); !ok {
		return
	}
	r := &smithyhttp.Request{Request: &http.Request{Header: h}}
	// The middleware fails on requests of other types only.
	_, _, _ = (&awsmiddleware.RecursionDetection{}).HandleBuild(ctx, middleware.BuildInput{Request: r}, nothing)
}
