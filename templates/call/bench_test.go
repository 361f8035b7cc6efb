package call_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"

	sample "github.com/tinsmith-go/tinsmith/templates/client"
	"github.com/tinsmith-go/tinsmith/templates/client/types"
)

// memory is an HTTP client that answers at once, without a network. Like net/http it
// reads and closes the request's body.
type memory struct {
	header http.Header
	body   []byte
}

type reply struct {
	http.Response
	reader bytes.Reader
}

func (r *reply) Read(p []byte) (int, error) { return r.reader.Read(p) }
func (r *reply) Close() error               { return nil }

func (m memory) Do(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		if _, err := io.Copy(io.Discard, r.Body); err != nil {
			return nil, err
		}
		if err := r.Body.Close(); err != nil {
			return nil, err
		}
	}
	a := &reply{Response: http.Response{StatusCode: 201, Header: m.header, ContentLength: int64(len(m.body)), Request: r}}
	a.reader.Reset(m.body)
	a.Response.Body = a
	return &a.Response, nil
}

func memoryOptions() sample.Options {
	return sample.Options{
		Region: "eu-west-1",
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}, nil
		}),
		HTTPClient: memory{
			header: http.Header{
				"Content-Type":     {"application/json"},
				"Date":             {"Mon, 02 Jan 2006 15:04:05 GMT"},
				"X-Amzn-Requestid": {"5c1e3ef3-7a10-4d1d-a2f7-b3f0a5e0c001"},
			},
			body: []byte(`{"arn":"arn:aws:sample-things::111122223333:thing/first"}`),
		},
	}
}

// bigInput is an input with every member of the body set, of about 1.5 KB on the wire.
func bigInput() *sample.CreateThingInput {
	part := func(name string) types.Part {
		return types.Part{
			Name:   aws.String(name),
			Count:  aws.Int64(12),
			Traits: map[string]string{"material": "oak, oiled twice a year", "origin": "the old barn behind the house"},
		}
	}
	template := part("template")
	return &sample.CreateThingInput{
		Name:     aws.String("first"),
		Shelf:    aws.String("left"),
		Labels:   map[string]string{"owner": "someone", "team": "carpenters", "stage": "production"},
		Notes:    []string{"Handle with care, it has been repaired more than once.", "Not to be stored in a damp place.", "The key is under the mat."},
		Parts:    []types.Part{part("leg"), part("leg"), part("leg"), part("leg"), part("top"), part("drawer"), part("knob"), part("back"), part("side"), part("side")},
		Template: &template,
		Weight:   aws.Int32(12500),
	}
}

func benchmark(b *testing.B, optFns ...func(*sample.Options)) {
	client := sample.New(memoryOptions(), optFns...)
	in := bigInput()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := client.CreateThing(context.Background(), in); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFlat(b *testing.B) { benchmark(b) }

func BenchmarkStack(b *testing.B) {
	benchmark(b, sample.WithAPIOptions(func(*middleware.Stack) error { return nil }))
}

func BenchmarkPerCallOption(b *testing.B) {
	client := sample.New(memoryOptions())
	in := bigInput()
	region := func(o *sample.Options) { o.Region = "eu-central-1" }
	b.ReportAllocs()
	for b.Loop() {
		if _, err := client.CreateThing(context.Background(), in, region); err != nil {
			b.Fatal(err)
		}
	}
}
