package wire

import (
	"fmt"

	"github.com/tinsmith-go/tinsmith/model"
)

// misbound says why a member can't travel where the model binds it, or "" (Smithy spec, "HTTP bindings": each trait
// says what it may be applied to).
func misbound(m *model.Member) string {
	s := m.Target
	switch m.Loc {
	case model.LabelLocation:
		if !isText(s) {
			return "a label of the path"
		}
	case model.QueryLocation:
		if !isText(s) && !isTexts(s) {
			return "a query parameter"
		}
	case model.HeaderLocation:
		if !isText(s) && !isTexts(s) {
			return "a header"
		}
	case model.QueryParamsLocation:
		if !isStringMap(s) && !(s.Type == model.Map && !s.Sparse && isStringList(s.Elem().Target)) {
			return "query parameters"
		}
	case model.PrefixHeadersLocation:
		if !isStringMap(s) {
			return "headers with a prefix"
		}
	case model.ResponseCodeLocation:
		if s.Type < model.Byte || s.Type > model.Long {
			return "the status of a response"
		}
	case model.PayloadLocation:
		if !isPayload(s) {
			return "a body"
		}
	default:
		if m.IsStreaming() && s.Type == model.Blob {
			return "part of a body"
		}
	}
	return ""
}

// isText reports whether a value of the shape travels as one text.
func isText(s *model.Shape) bool {
	switch s.Type {
	case model.Document, model.List, model.Map, model.Structure, model.Union, model.Unit:
		return false
	case model.Blob:
		return !s.Streaming
	}
	return true
}

// isTexts reports whether a value of the shape travels as several texts, none of which can be absent.
func isTexts(s *model.Shape) bool {
	return s.Type == model.List && !s.Sparse && isText(s.Elem().Target)
}

func isStringMap(s *model.Shape) bool {
	return s.Type == model.Map && !s.Sparse && s.Elem().Target.Type == model.String
}

func isStringList(s *model.Shape) bool {
	return s.Type == model.List && !s.Sparse && s.Elem().Target.Type == model.String
}

func isPayload(s *model.Shape) bool {
	switch s.Type {
	case model.Blob, model.String, model.Enum, model.Document, model.List, model.Map, model.Structure, model.Union:
		return true
	}
	return false
}

// kind describes a shape in messages.
func kind(s *model.Shape) string {
	if (s.Type == model.List || s.Type == model.Map) && s.Elem() != nil {
		sparse := ""
		if s.Sparse {
			sparse = "sparse "
		}
		return fmt.Sprintf("%s%s of %s", sparse, s.Type, kind1(s.Elem().Target))
	}
	return kind1(s)
}

// kind1 describes a shape without its elements, which may be of the shape itself.
func kind1(s *model.Shape) string {
	if s.Type == model.Blob && s.Streaming {
		return "streaming blob"
	}
	if s.EventStream {
		return "event stream"
	}
	return s.Type.String()
}

// distinct reports fields of one document that have the same key.
func (b *restJSON) distinct(fields []*Field) {
	seen := map[string]*Field{}
	for _, f := range fields {
		if o := seen[f.Name]; o != nil {
			b.problem(Problem{f.Member.Pos, fmt.Sprintf("members %s and %s both have the key %q", o.Member.Name, f.Member.Name, f.Name)})
		}
		seen[f.Name] = f
	}
}

// distinctErrors reports errors of one operation that the wire doesn't tell apart.
func (b *restJSON) distinctErrors(w *Operation) {
	seen := map[string]*Error{}
	for _, e := range w.Errors {
		if o := seen[e.Code]; o != nil {
			b.problem(Problem{w.Op.Pos, fmt.Sprintf("operation %s: errors %s and %s both have the code %q", w.Op.Name, o.Shape.ID, e.Shape.ID, e.Code)})
		}
		seen[e.Code] = e
	}
}
