package httpbind

import (
	"strings"
	"testing"
)

func TestHostPrefix(t *testing.T) {
	r := NewRequest("GET", "/")
	r.SetHostPrefix("{Account}.data-{Zone}.")
	r.HostLabel("Zone", ptr("z1"))
	r.HostLabel("Account", ptr("123-aB"))
	if r.HostPrefix != "123-aB.data-z1." || r.Err() != nil {
		t.Errorf("got %s, %v", r.HostPrefix, r.Err())
	}
}

func TestInvalidHostLabelsFail(t *testing.T) {
	must := `A forms part of the endpoint host and so must match "[a-zA-Z0-9-]{1,63}", but was `
	tests := map[string]struct {
		label *string
		want  string
	}{
		"nil":      {nil, "A forms part of the endpoint host and so may not be nil"},
		"empty":    {ptr(""), must + `""`},
		"dot":      {ptr("a.b"), must + `"a.b"`},
		"slash":    {ptr("evil/"), must + `"evil/"`},
		"at":       {ptr("x@evil"), must + `"x@evil"`},
		"hyphen":   {ptr("-a"), must + `"-a"`},
		"break":    {ptr("a\n"), must + `"a\n"`},
		"beyond":   {ptr("é"), must + `"é"`},
		"too long": {ptr(strings.Repeat("a", 64)), must},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := NewRequest("GET", "/")
			r.SetHostPrefix("{A}.")
			r.HostLabel("A", tt.label)
			if err := r.Err(); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got error %v, want %s", err, tt.want)
			}
		})
	}
}

func TestHostLabelsAndPrefixMustMatch(t *testing.T) {
	r := NewRequest("GET", "/")
	r.SetHostPrefix("{A}.{B}.")
	r.HostLabel("A", ptr("a"))
	if err := r.Err(); err == nil || err.Error() != "host label {B} is not set" {
		t.Errorf("got %v", err)
	}
	r.HostLabel("C", ptr("c"))
	if err := r.Err(); err == nil || err.Error() != "host prefix has no label C" {
		t.Errorf("got %v", err)
	}
}
