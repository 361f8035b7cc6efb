package peer

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	sdk "github.com/aws/aws-sdk-go-v2/service/ssmincidents"
	"github.com/aws/smithy-go/middleware"

	"github.com/tinsmith-go/tinsmith/out/ssmincidents"
)

// The bars of one call with every member set.
const (
	maxAllocs        = 105
	maxBytes         = 11 << 10
	maxAllocsStacked = 190
)

const benchRegion = "eu-west-1"

var benchCredentials = aws.Credentials{
	AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", Source: "static",
}

// fixed are static credentials without a session token, as a program would have them:
// behind the cache that the SDK's config puts around every provider.
func fixed() aws.CredentialsProvider {
	return aws.NewCredentialsCache(aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return benchCredentials, nil
	}))
}

func nop(*middleware.Stack) error { return nil }

// calls are the ways of making one and the same call.
func calls() []struct {
	name string
	call func(context.Context) error
} {
	in := fullPlan()
	sdkIn := convert(in, reflect.TypeFor[*sdk.CreateResponsePlanInput]()).(*sdk.CreateResponsePlanInput)
	options := ssmincidents.Options{Region: benchRegion, Credentials: fixed(), HTTPClient: created()}
	plain := ssmincidents.New(options)
	stacked := ssmincidents.New(options, ssmincidents.WithAPIOptions(nop))
	other := sdk.New(sdk.Options{Region: benchRegion, Credentials: fixed(), HTTPClient: created()})
	hand, handIn := &handwritten{client: created(), signer: v4.NewSigner(), credentials: fixed()}, benchPlan()
	return []struct {
		name string
		call func(context.Context) error
	}{
		{"tinsmith", func(ctx context.Context) error { _, err := plain.CreateResponsePlan(ctx, in); return err }},
		{"tinsmith-apioption", func(ctx context.Context) error { _, err := stacked.CreateResponsePlan(ctx, in); return err }},
		{"sdk", func(ctx context.Context) error { _, err := other.CreateResponsePlan(ctx, sdkIn); return err }},
		{"handwritten", func(ctx context.Context) error { _, err := hand.create(ctx, handIn); return err }},
	}
}

func BenchmarkCreateResponsePlan(b *testing.B) {
	for _, c := range calls() {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := c.call(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestBars holds what is the same on every machine, allocations and bytes, to its bars,
// and prints the times.
func TestBars(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	results := make(map[string]testing.BenchmarkResult)
	for range 3 { // the quickest of three, one way after the other, for machines that do other things too
		for _, c := range calls() {
			r := testing.Benchmark(func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := c.call(context.Background()); err != nil {
						b.Fatal(err)
					}
				}
			})
			if before, ok := results[c.name]; !ok || r.NsPerOp() < before.NsPerOp() {
				results[c.name] = r
			}
		}
	}
	for _, name := range []string{"tinsmith", "tinsmith-apioption", "sdk", "handwritten"} {
		r := results[name]
		t.Logf("%-20s %7d ns/op %6d B/op %4d allocs/op", name, r.NsPerOp(), r.AllocedBytesPerOp(), r.AllocsPerOp())
	}
	ours, theirs := results["tinsmith"], results["sdk"]
	t.Logf("%.0f %% of the SDK's time", 100*float64(ours.NsPerOp())/float64(theirs.NsPerOp()))
	for _, bar := range []struct {
		what      string
		got, most int64
	}{
		{"allocations of a plain call", ours.AllocsPerOp(), maxAllocs},
		{"bytes of a plain call", ours.AllocedBytesPerOp(), maxBytes},
		{"allocations of a call with an API option", results["tinsmith-apioption"].AllocsPerOp(), maxAllocsStacked},
	} {
		if bar.got > bar.most {
			t.Errorf("%s: %d, want at most %d", bar.what, bar.got, bar.most)
		}
	}
}

// handwritten is what somebody writes who has net/http, encoding/json and the SDK's signer,
// with the headers that the SDK sends.
type handwritten struct {
	client interface {
		Do(*http.Request) (*http.Response, error)
	}
	signer      *v4.Signer
	credentials aws.CredentialsProvider
}

func (h *handwritten) create(ctx context.Context, in *planJSON) (string, error) {
	body, err := json.Marshal(in)
	if err != nil {
		return "", err
	}
	url := "https://ssm-incidents." + benchRegion + ".amazonaws.com/createResponsePlan"
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "handwritten/1.0")
	r.Header.Set("Amz-Sdk-Invocation-Id", "5c1e3ef3-7a10-4d1d-a2f7-b3f0a5e0c001")
	r.Header.Set("Amz-Sdk-Request", "attempt=1; max=3")
	credentials, err := h.credentials.Retrieve(ctx)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(body)
	if err := h.signer.SignHTTP(ctx, credentials, r, hex.EncodeToString(sum[:]), "ssm-incidents", benchRegion, time.Now()); err != nil {
		return "", err
	}
	resp, err := h.client.Do(r)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	if resp.StatusCode != http.StatusCreated {
		return "", fmt.Errorf("status %d: %s", resp.StatusCode, text)
	}
	var out struct {
		Arn string `json:"arn"`
	}
	err = json.Unmarshal(text, &out)
	return out.Arn, err
}
