package wire

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
)

// restJSON lays out restJson1 (Smithy spec, "AWS restJson1 protocol").
type restJSON struct {
	svc      *model.Service
	out      *Service
	problems []Problem
}

func buildRestJSON(svc *model.Service) (*Service, []Problem) {
	b := &restJSON{svc: svc, out: &Service{Protocol: model.RestJSON1, Shapes: map[model.ShapeID]*Shape{}}}
	for _, op := range svc.Operations {
		b.out.Operations = append(b.out.Operations, b.operation(op))
	}
	return b.out, b.problems
}

func (b *restJSON) problem(p Problem) { b.problems = append(b.problems, p) }

func (b *restJSON) operation(op *model.Operation) *Operation {
	w := &Operation{Op: op, ContentMD5: op.HTTPChecksumRequired, Compression: op.RequestCompression}
	if op.HTTP == nil {
		b.problem(Problem{op.Pos, fmt.Sprintf("operation %s has no http binding, which restJson1 needs", op.Name)})
		return w
	}
	for _, text := range unsupported(op) {
		b.problem(Problem{op.Pos, fmt.Sprintf("operation %s needs %s, which is not supported", op.Name, text)})
	}
	w.Method, w.Pattern = op.HTTP.Method, op.HTTP.URI
	auth := b.svc.Auth
	if op.Auth != nil {
		auth = *op.Auth
	}
	w.UnsignedPayload = auth.UnsignedPayload
	w.Request = b.message(op.Input, false)
	w.Request.HostPrefix = op.HostPrefix
	b.orderLabels(op, w.Request)
	w.Response = b.message(op.Output, true)
	for _, e := range b.svc.AllErrors(op) {
		w.Errors = append(w.Errors, &Error{Shape: e, Code: e.ID.Name(), Message: errorMessage(b.message(e, true))})
	}
	b.distinctErrors(w)
	return w
}

// errorMessage gives the text of an error a second spelling: services write "message" and "Message" regardless of
// what their models say, and aws-sdk-go-v2 reads both.
func errorMessage(m *Message) *Message {
	var texts []*Field
	for _, f := range m.Fields {
		if strings.EqualFold(f.Name, "message") {
			texts = append(texts, f)
		}
	}
	if len(texts) != 1 {
		return m
	}
	for _, name := range []string{"message", "Message"} {
		if texts[0].Name != name {
			texts[0].Alias = name
		}
	}
	return m
}

// unsupported names what an operation needs beyond requests and responses of restJson1.
func unsupported(op *model.Operation) []string {
	var out []string
	if hasEventStream(op.Input) || hasEventStream(op.Output) {
		out = append(out, "event streams")
	}
	if op.HTTPChecksum != nil {
		out = append(out, "flexible checksums (aws.protocols#httpChecksum)")
	}
	for _, enc := range op.RequestCompression {
		if enc != "gzip" {
			out = append(out, "request compression "+enc)
		}
	}
	if op.EndpointDiscovery == model.RequiredDiscovery {
		out = append(out, "endpoint discovery")
	}
	return out
}

func hasEventStream(s *model.Shape) bool {
	return s != nil && slices.ContainsFunc(s.Members, func(m *model.Member) bool { return m.Target.EventStream })
}

// message sorts the members of a shape into their places.
func (b *restJSON) message(s *model.Shape, response bool) *Message {
	m := &Message{Shape: s}
	if s == nil {
		return m
	}
	for _, mem := range s.Members {
		if mem.Target.EventStream {
			continue
		}
		b.bind(m, mem, response)
		if mem.HostLabel && !response {
			if t := mem.Target.Type; t != model.String && t != model.Enum {
				b.problem(Problem{mem.Pos, fmt.Sprintf("member %s can't be a label of the host: its type is %s", mem.Name, kind(mem.Target))})
			}
			m.HostLabels = append(m.HostLabels, &Field{Member: mem, Name: mem.Name})
		}
	}
	b.distinct(m.Fields)
	switch {
	case m.Payload != nil:
		m.Body, m.ContentType = PayloadBody, payloadType(m.Payload.Member)
	case len(m.Fields) > 0:
		m.Body, m.ContentType = DocumentBody, "application/json"
	}
	return m
}

func (b *restJSON) bind(m *Message, mem *model.Member, response bool) {
	if response && (mem.Loc == model.LabelLocation || mem.Loc == model.QueryLocation || mem.Loc == model.QueryParamsLocation) {
		// Request bindings have no meaning in a response (Smithy spec, httpQuery): the member is part of the body.
		m.Fields = append(m.Fields, b.bodyField(mem))
		return
	}
	if place := misbound(mem); place != "" {
		b.problem(Problem{mem.Pos, fmt.Sprintf("member %s can't be %s: its type is %s", mem.Name, place, kind(mem.Target))})
		if mem.Loc != model.LabelLocation { // which the pattern would lack
			return
		}
	}
	f := &Field{Member: mem, Name: mem.LocName}
	switch mem.Loc {
	case model.LabelLocation:
		f.Name, f.Timestamp = mem.Name, stamp(mem, model.DateTime)
		m.Labels = append(m.Labels, f)
	case model.QueryLocation:
		f.Timestamp = stamp(mem, model.DateTime)
		m.Query = append(m.Query, f)
	case model.QueryParamsLocation:
		m.QueryParams = append(m.QueryParams, f)
	case model.HeaderLocation:
		f.Name = http.CanonicalHeaderKey(mem.LocName)
		f.Timestamp = stamp(mem, model.HTTPDate)
		f.Base64 = mem.Target.Type == model.String && mem.Media() != ""
		if !response {
			b.checkHeader(mem, f.Name)
		}
		m.Headers = append(m.Headers, f)
	case model.PrefixHeadersLocation:
		m.PrefixHeaders = append(m.PrefixHeaders, f)
	case model.ResponseCodeLocation:
		if response {
			m.Status = f
		}
	case model.PayloadLocation:
		f.Timestamp = mem.Timestamp(model.EpochSeconds)
		m.Payload = f
		b.shape(mem.Target)
	default:
		m.Fields = append(m.Fields, b.bodyField(mem))
	}
}

// checkHeader refuses request headers that would change what is signed or how the body is framed.
func (b *restJSON) checkHeader(mem *model.Member, name string) {
	switch name {
	case "Host", "Authorization", "Transfer-Encoding", "Connection", "X-Amz-Date", "X-Amz-Security-Token":
		b.problem(Problem{mem.Pos, fmt.Sprintf("member %s is bound to the header %s, which the client itself sets", mem.Name, name)})
	}
}

// stamp is the timestamp format of a member or, for a list, of its elements.
func stamp(m *model.Member, def model.TimestampFormat) model.TimestampFormat {
	if m.Target.Type == model.List {
		return m.Target.Elem().Timestamp(def)
	}
	return m.Timestamp(def)
}

func (b *restJSON) bodyField(m *model.Member) *Field {
	b.shape(m.Target)
	name := m.JSONName
	if name == "" {
		name = m.Name
	}
	return &Field{Member: m, Name: name, Timestamp: m.Timestamp(model.EpochSeconds)}
}

// shape lays out an aggregate that is part of a body, once.
func (b *restJSON) shape(s *model.Shape) {
	if b.out.Shapes[s.ID] != nil {
		return
	}
	w := &Shape{Shape: s}
	switch s.Type {
	case model.Structure, model.Union, model.List:
		b.out.Shapes[s.ID] = w
		for _, m := range s.Members {
			if m.IsStreaming() {
				b.problem(Problem{m.Pos, fmt.Sprintf("member %s of %s can't be part of a body: its type is %s", m.Name, s.ID, kind(m.Target))})
			}
			w.Fields = append(w.Fields, b.bodyField(m))
		}
		b.distinct(w.Fields)
	case model.Map:
		b.out.Shapes[s.ID] = w
		w.Fields = append(w.Fields, b.bodyField(s.Elem()))
	}
}

// payloadType is the content type of a payload member (Smithy spec, "AWS restJson1 protocol", Content-Type).
func payloadType(m *model.Member) string {
	switch m.Target.Type {
	case model.Blob:
		if t := m.Media(); t != "" {
			return t
		}
		return "application/octet-stream"
	case model.String, model.Enum:
		if t := m.Media(); t != "" {
			return t
		}
		return "text/plain"
	}
	return "application/json"
}

// orderLabels puts the labels in the pattern's order and finds labels without a member and the reverse.
func (b *restJSON) orderLabels(op *model.Operation, m *Message) {
	byName := map[string]*Field{}
	for _, f := range m.Labels {
		byName[f.Name] = f
	}
	m.Labels = nil
	path, _, _ := strings.Cut(op.HTTP.URI, "?")
	for _, name := range labels(path) {
		f := byName[strings.TrimSuffix(name, "+")]
		if f == nil {
			b.problem(Problem{op.HTTP.Pos, fmt.Sprintf("operation %s: the URI's label {%s} has no member", op.Name, name)})
			continue
		}
		delete(byName, f.Name)
		m.Labels = append(m.Labels, f)
	}
	if m.Shape == nil {
		return
	}
	for _, mem := range m.Shape.Members {
		if byName[mem.Name] != nil {
			b.problem(Problem{mem.Pos, fmt.Sprintf("operation %s: member %s is a label, but the URI %q has none of that name", op.Name, mem.Name, op.HTTP.URI)})
		}
	}
	b.checkHostLabels(op, m)
}

func (b *restJSON) checkHostLabels(op *model.Operation, m *Message) {
	have := map[string]bool{}
	for _, f := range m.HostLabels {
		have[f.Name] = true
	}
	for _, name := range labels(op.HostPrefix) {
		if !have[name] {
			b.problem(Problem{op.Pos, fmt.Sprintf("operation %s: the host prefix's label {%s} has no member with the hostLabel trait", op.Name, name)})
		}
	}
}

// labels returns the names between braces.
func labels(pattern string) []string {
	var out []string
	for {
		_, rest, ok := strings.Cut(pattern, "{")
		if !ok {
			return out
		}
		name, after, ok := strings.Cut(rest, "}")
		if !ok {
			return out
		}
		out = append(out, name)
		pattern = after
	}
}
