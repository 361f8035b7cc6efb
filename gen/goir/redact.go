package goir

import "github.com/tinsmith-go/tinsmith/model"

// Log is what a LogValue method shows of a value that is set.
type Log struct {
	Kind   LogKind
	Method string // StructLog: the structure's method
	Elem   *Log   // of lists and maps
}

// LogKind is how a value is logged.
type LogKind uint8

// The ways of logging a value.
const (
	PlainLog  LogKind = iota // as it is
	HiddenLog                // not at all: it is sensitive
	StreamLog                // only that it is there: to read it would take it away
	StructLog                // by its structure's own method
	UnionLog                 // by the method of the union's member
	ListLog                  // element by element
	MapLog
)

// findSecrets finds the structures and unions that hold something sensitive, at any depth.
func (b *builder) findSecrets() {
	b.secrets = map[model.ShapeID]bool{}
	for changed := true; changed; {
		changed = false
		for id, s := range b.svc.Shapes {
			if !b.secrets[id] && b.isSecret(s) {
				b.secrets[id] = true
				changed = true
			}
		}
	}
}

func (b *builder) isSecret(s *model.Shape) bool {
	if s.EventStream || s.Type != model.Structure && s.Type != model.Union {
		return false
	}
	secret := s.Sensitive
	for _, m := range s.Members {
		k := b.logOf(m).Kind
		secret = secret || k != PlainLog && k != StreamLog
	}
	return secret
}

// logOf is how a member is logged. A list or map is sensitive as a whole when its elements or keys are.
func (b *builder) logOf(m *model.Member) Log {
	s := m.Target
	switch {
	case m.IsSensitive():
		return Log{Kind: HiddenLog}
	case s.EventStream:
		return Log{}
	case s.Type == model.Blob && m.IsStreaming():
		return Log{Kind: StreamLog}
	case s.Type == model.Structure && b.secrets[s.ID]:
		return Log{Kind: StructLog, Method: methodName(s, "LogValue")}
	case s.Type == model.Union && b.secrets[s.ID]:
		return Log{Kind: UnionLog}
	case s.Type == model.Map && s.Key().IsSensitive():
		return Log{Kind: HiddenLog}
	case s.Type == model.List:
		return b.containerLog(ListLog, s)
	case s.Type == model.Map:
		return b.containerLog(MapLog, s)
	}
	return Log{}
}

func (b *builder) containerLog(kind LogKind, s *model.Shape) Log {
	e := b.logOf(s.Elem())
	switch e.Kind {
	case PlainLog, HiddenLog:
		return e
	}
	return Log{Kind: kind, Elem: &e}
}

// redact gives a LogValue method to every structure that holds something sensitive.
func (b *builder) redact() {
	b.findSecrets()
	for _, list := range [][]*Struct{b.pkg.Structs, b.pkg.Errors} {
		for _, st := range list {
			b.redactStruct(st)
		}
	}
	for _, op := range b.pkg.Operations {
		b.redactStruct(op.Input)
		b.redactStruct(op.Output)
	}
	for _, u := range b.pkg.Unions {
		for _, v := range u.Variants {
			v.Field.Log = b.logOf(v.Field.Member)
			if u.Shape.Sensitive {
				v.Field.Log = Log{Kind: HiddenLog}
			}
			v.Redact = v.Field.Log.Kind != PlainLog && v.Field.Log.Kind != StreamLog
			b.pkg.SecretUnions = b.pkg.SecretUnions || v.Redact
		}
	}
}

func (b *builder) redactStruct(st *Struct) {
	if st.Shape == nil || !b.secrets[st.Shape.ID] {
		return
	}
	st.LogName, st.Secret = methodName(st.Shape, "LogValue"), st.Shape.Sensitive
	for _, f := range st.Fields {
		f.Log = b.logOf(f.Member)
	}
}
