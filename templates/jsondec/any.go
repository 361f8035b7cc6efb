package jsondec

import "github.com/aws/smithy-go/document"

// Any reads a value without a model: nil, bool, document.Number, string, []any or map[string]any.
func Any(r *Reader, v *any) {
	if r.err != nil {
		return
	}
	switch r.peek() {
	case '{':
		m := map[string]any(nil)
		Map(r, &m, Any)
		*v = m
	case '[':
		l := []any(nil)
		List(r, &l, Any)
		*v = l
	case '"':
		var s string
		String(r, &s)
		*v = s
	case 't', 'f':
		var b bool
		Bool(r, &b)
		*v = b
	case 'n':
		if r.Null() {
			*v = nil
		}
	default:
		if b := r.number("value"); r.err == nil {
			*v = document.Number(b)
		}
	}
}
