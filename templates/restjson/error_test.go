package restjson

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aws/smithy-go"

	"github.com/tinsmith-go/tinsmith/templates/httpbind"
)

func TestMalformedShowsTheFirstBytes(t *testing.T) {
	cause := errors.New("cause")
	for name, size := range map[string]int{"empty": 0, "short": 3, "full": 1024, "long": 5000} {
		body := []byte(strings.Repeat("0123456789", size/10+1)[:size])
		err := Malformed(&httpbind.Response{Body: body}, cause)
		var got *smithy.DeserializationError
		if !errors.As(err, &got) || !errors.Is(err, cause) {
			t.Fatalf("%s: got %#v", name, err)
		}
		if string(got.Snapshot) != string(body[:min(size, 1024)]) {
			t.Errorf("%s: snapshot of %d bytes", name, len(got.Snapshot))
		}
		if size > 0 {
			body[0] = 'x'
			if got.Snapshot[0] == 'x' {
				t.Errorf("%s: the snapshot is no copy", name)
			}
		}
		if want := "deserialization failed, failed to decode response body, cause"; err.Error() != want {
			t.Errorf("%s: got %s", name, err)
		}
	}
}

func TestMalformedLeavesItsOwnKindAlone(t *testing.T) {
	r := &httpbind.Response{}
	if err := Malformed(r, nil); err != nil {
		t.Errorf("got %v", err)
	}
	inner := fmt.Errorf("more: %w", &smithy.DeserializationError{})
	if err := Malformed(r, inner); err != inner {
		t.Errorf("got %v", err)
	}
}

func TestGeneric(t *testing.T) {
	var err smithy.APIError
	if !errors.As(Generic("FooError", "m"), &err) || err.ErrorCode() != "FooError" || err.ErrorMessage() != "m" {
		t.Errorf("got %#v", err)
	}
	if want := "api error FooError: m"; err.Error() != want {
		t.Errorf("got %s", err)
	}
}
