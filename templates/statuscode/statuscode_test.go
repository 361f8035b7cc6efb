package statuscode

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// metadata are those of a call that was answered with r.
func metadata(t *testing.T, r any) middleware.Metadata {
	t.Helper()
	stack := middleware.NewStack("test", func() any { return nil })
	if err := awsmiddleware.AddRawResponseToMetadata(stack); err != nil {
		t.Fatal(err)
	}
	_, md, err := stack.HandleMiddleware(context.Background(), nil, middleware.HandlerFunc(
		func(context.Context, any) (any, middleware.Metadata, error) { return r, middleware.Metadata{}, nil }))
	if err != nil {
		t.Fatal(err)
	}
	return md
}

func response(code int) *smithyhttp.Response {
	return &smithyhttp.Response{Response: &http.Response{StatusCode: code}}
}

func TestStatusOfAnAnswer(t *testing.T) {
	for _, c := range []struct {
		name string
		md   middleware.Metadata
		want int
	}{
		{"none", middleware.Metadata{}, 0},
		{"201", metadata(t, response(201)), 201},
		{"of no HTTP", metadata(t, "text"), 0},
		{"without the response", metadata(t, &smithyhttp.Response{}), 0},
	} {
		if got := Of(c.md); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestStatusOfAnError(t *testing.T) {
	answered := &smithyhttp.ResponseError{Response: response(404), Err: errors.New("gone")}
	for _, c := range []struct {
		name string
		err  error
		want int
	}{
		{"none", nil, 0},
		{"no answer", errors.New("no route to host"), 0},
		{"an answer", answered, 404},
		{"wrapped", fmt.Errorf("operation: %w", &awshttp.ResponseError{ResponseError: answered}), 404},
		{"an answer that got lost", &smithyhttp.ResponseError{Err: errors.New("reset")}, 0},
		{"an empty answer", &smithyhttp.ResponseError{Response: &smithyhttp.Response{}, Err: errors.New("reset")}, 0},
	} {
		if got := OfError(c.err); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}
