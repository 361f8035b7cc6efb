package httpbind

import (
	"fmt"
	"strings"
)

// SetHostPrefix sets the prefix of the host, which may have labels:
// "{Bucket}.data." (Smithy, endpoint).
func (r *Request) SetHostPrefix(pattern string) { r.HostPrefix = pattern }

// HostLabel fills a label of the host prefix. A value that is nil or no label
// of a host name is an error: it would name another host.
func (r *Request) HostLabel(name string, v *string) {
	if v == nil {
		r.Fail(fmt.Errorf("%s forms part of the endpoint host and so may not be nil", name))
		return
	}
	if !validHostLabel(*v) {
		r.Fail(fmt.Errorf("%s forms part of the endpoint host and so must match \"[a-zA-Z0-9-]{1,63}\", but was %q", name, *v))
		return
	}
	before, after, ok := strings.Cut(r.HostPrefix, "{"+name+"}")
	if !ok {
		r.Fail(fmt.Errorf("host prefix has no label %s", name))
		return
	}
	r.HostPrefix = before + *v + after
}

// validHostLabel follows RFC 1123, 2.1, but for a hyphen at the end, which
// smithy-go allows as well.
func validHostLabel(label string) bool {
	if len(label) == 0 || len(label) > 63 || label[0] == '-' {
		return false
	}
	for i := 0; i < len(label); i++ {
		if c := label[i]; !alphanumeric(c) && c != '-' {
			return false
		}
	}
	return true
}
