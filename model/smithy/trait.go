package smithy

import (
	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// site is a place where traits of data stand: a shape, or one of its members.
type site struct {
	*model.Traits
	shape  *model.Shape
	member *model.Member // nil for the shape itself
	what   string        // for messages
}

// places says where a trait of data may stand.
type places uint8

const (
	onShape places = 1 << iota
	onMember
	anywhere = onShape | onMember
)

// dataTrait says where a trait may stand and how it is read; nil stands for traits that are read with others.
type dataTrait struct {
	at   places
	read func(*reader, site, trait)
}

// dataTraits are the traits of shapes and members. What a protocol uses of them is for the wire to say.
var dataTraits = map[string]dataTrait{
	"smithy.api#documentation":         {anywhere, func(r *reader, s site, t trait) { s.Documentation = r.d.Str(t.val) }},
	"smithy.api#externalDocumentation": {anywhere, func(r *reader, s site, t trait) { s.ExternalDocs = r.links(t) }},
	"smithy.api#deprecated":            {anywhere, func(r *reader, s site, t trait) { s.Deprecated = r.deprecated(t) }},
	"smithy.api#sensitive":             {anywhere, func(r *reader, s site, t trait) { s.Sensitive = r.annotation(t) }},

	"smithy.api#required":    {onMember, func(r *reader, s site, t trait) { s.Required = r.annotation(t) }},
	"smithy.api#length":      {anywhere, (*reader).length},
	"smithy.api#range":       {anywhere, (*reader).rangeTrait},
	"smithy.api#pattern":     {anywhere, (*reader).pattern},
	"smithy.api#uniqueItems": {anywhere, func(r *reader, s site, t trait) { s.UniqueItems = r.annotation(t) }},

	"smithy.api#default":        {anywhere, (*reader).defaultTrait},
	"smithy.api#addedDefault":   {onMember, func(r *reader, s site, t trait) { s.AddedDefault = r.annotation(t) }},
	"smithy.api#clientOptional": {onMember, func(r *reader, s site, t trait) { s.ClientOptional = r.annotation(t) }},
	"smithy.api#sparse":         {onShape, func(r *reader, s site, t trait) { s.Sparse = r.annotation(t) }},
	boxTrait:                    {anywhere, nil},

	"smithy.api#idempotencyToken": {onMember, func(r *reader, s site, t trait) { s.IdempotencyToken = r.annotation(t) }},

	"smithy.api#httpLabel":         {onMember, (*reader).bind},
	"smithy.api#httpQuery":         {onMember, (*reader).bind},
	"smithy.api#httpQueryParams":   {onMember, (*reader).bind},
	"smithy.api#httpHeader":        {onMember, (*reader).bind},
	"smithy.api#httpPrefixHeaders": {onMember, (*reader).bind},
	"smithy.api#httpPayload":       {onMember, (*reader).bind},
	"smithy.api#httpResponseCode":  {onMember, (*reader).bind},

	"smithy.api#jsonName":        {onMember, (*reader).jsonName},
	"smithy.api#xmlName":         {anywhere, func(r *reader, s site, t trait) { s.XMLName = r.d.Str(t.val) }},
	"smithy.api#xmlNamespace":    {anywhere, func(r *reader, s site, t trait) { s.XMLNamespace = r.xmlNamespace(t) }},
	"smithy.api#xmlAttribute":    {onMember, func(r *reader, s site, t trait) { s.XMLAttribute = r.annotation(t) }},
	"smithy.api#xmlFlattened":    {onMember, func(r *reader, s site, t trait) { s.XMLFlattened = r.annotation(t) }},
	"aws.protocols#ec2QueryName": {onMember, func(r *reader, s site, t trait) { s.EC2QueryName = r.d.Str(t.val) }},
	"smithy.api#timestampFormat": {anywhere, (*reader).timestampFormat},
	"smithy.api#mediaType":       {anywhere, func(r *reader, s site, t trait) { s.MediaType = r.d.Str(t.val) }},
	"smithy.api#streaming":       {anywhere, (*reader).streaming},
	"smithy.api#requiresLength":  {anywhere, func(r *reader, s site, t trait) { s.RequiresLength = r.annotation(t) }},
	"smithy.api#hostLabel":       {onMember, func(r *reader, s site, t trait) { s.HostLabel = r.annotation(t) }},
	"smithy.api#eventHeader":     {onMember, func(r *reader, s site, t trait) { s.EventHeader = r.annotation(t) }},
	"smithy.api#eventPayload":    {onMember, func(r *reader, s site, t trait) { s.EventPayload = r.annotation(t) }},
	"smithy.rules#contextParam":  {onMember, (*reader).contextParam},
	"aws.api#clientEndpointDiscoveryId": {onMember, func(r *reader, s site, t trait) {
		s.EndpointID = r.annotation(t)
	}},

	"smithy.api#input":  {onShape, func(r *reader, s site, t trait) { s.shape.Input = r.annotation(t) }},
	"smithy.api#output": {onShape, func(r *reader, s site, t trait) { s.shape.Output = r.annotation(t) }},

	enumTrait:                       {onShape, nil},
	"smithy.api#enumValue":          {onMember, nil},
	"smithy.api#error":              {onShape, nil},
	"smithy.api#httpError":          {onShape, nil},
	"smithy.api#retryable":          {onShape, nil},
	"aws.protocols#awsQueryError":   {onShape, nil},
	"smithy.test#httpResponseTests": {onShape, nil},
}

// dataTrait reads a trait of a shape or member.
func (r *reader) dataTrait(s site, t trait) {
	here := onShape
	if s.member != nil {
		here = onMember
	}
	known, ok := dataTraits[t.id]
	switch {
	case !ok || known.at&here == 0:
		r.other(t, s.what)
	case known.read != nil:
		known.read(r, s, t)
	}
}

func (r *reader) length(s site, t trait) {
	if !r.d.WantObject(t.val) {
		return
	}
	r.only(t.val, t.id, "min", "max")
	s.Length = &model.Length{Min: r.bound(t.val.Get("min")), Max: r.bound(t.val.Get("max")), Pos: t.val.Pos()}
	if l := s.Length; l.Min != nil && l.Max != nil && *l.Min > *l.Max {
		r.d.Errorf(t.val.Pos(), "minimum %d is above maximum %d", *l.Min, *l.Max)
	}
}

func (r *reader) bound(v jsondoc.Value) *int64 {
	if !v.Exists() {
		return nil
	}
	n := r.d.Int(v)
	if n < 0 {
		r.d.Errorf(v.Pos(), "%d isn't a length", n)
	}
	return &n
}

func (r *reader) rangeTrait(s site, t trait) {
	if !r.d.WantObject(t.val) {
		return
	}
	r.only(t.val, t.id, "min", "max")
	s.Range = &model.Range{Min: r.d.Num(t.val.Get("min")), Max: r.d.Num(t.val.Get("max")), Pos: t.val.Pos()}
}

func (r *reader) pattern(s site, t trait) {
	s.Pattern, s.PatternPos = r.d.Str(t.val), t.val.Pos()
}

func (r *reader) defaultTrait(s site, t trait) {
	s.Default = &model.Default{Null: t.val.Kind() == jsondoc.Null, Value: t.val.Any()}
	if k := t.val.Kind(); (k == jsondoc.Array || k == jsondoc.Object) && t.val.Len() > 0 {
		r.d.Errorf(t.val.Pos(), "a default list or map must be empty")
	}
}

// jsonName reads the name on the wire. One that is the member's own says nothing.
func (r *reader) jsonName(s site, t trait) {
	if s.JSONName = r.d.Str(t.val); s.JSONName == s.member.Name {
		s.JSONName = ""
	}
}

func (r *reader) timestampFormat(s site, t trait) {
	switch f := model.TimestampFormat(r.d.Str(t.val)); f {
	case model.DateTime, model.EpochSeconds, model.HTTPDate:
		s.TimestampFormat = f
	default:
		if t.val.Kind() == jsondoc.String {
			r.d.Errorf(t.val.Pos(), "unknown timestamp format %q, want date-time, epoch-seconds or http-date", f)
		}
	}
}

// streaming reads the trait on blobs, as a body that isn't held in memory, and on unions, as the events of a stream.
func (r *reader) streaming(s site, t trait) {
	typ := s.shape.Type
	if s.member != nil {
		typ = s.member.Target.Type
	}
	switch {
	case typ == model.Blob:
		s.Streaming = r.annotation(t)
	case typ == model.Union && s.member == nil:
		s.shape.EventStream = r.annotation(t)
	default:
		r.d.Errorf(t.pos, "%s can't be streaming", article(typ.String()))
	}
}

func (r *reader) contextParam(s site, t trait) {
	if !r.d.WantObject(t.val) {
		return
	}
	r.only(t.val, t.id, "name")
	if s.ContextParam = r.d.Str(t.val.Get("name")); !isIdentifier(s.ContextParam) {
		r.d.Errorf(t.val.Pos(), "parameter name %q isn't an identifier", s.ContextParam)
	}
}

var locations = map[string]model.Location{
	"smithy.api#httpLabel":         model.LabelLocation,
	"smithy.api#httpQuery":         model.QueryLocation,
	"smithy.api#httpQueryParams":   model.QueryParamsLocation,
	"smithy.api#httpHeader":        model.HeaderLocation,
	"smithy.api#httpPrefixHeaders": model.PrefixHeadersLocation,
	"smithy.api#httpPayload":       model.PayloadLocation,
	"smithy.api#httpResponseCode":  model.ResponseCodeLocation,
}

// bind reads an HTTP binding. What can't be written into a header is an error here, since it could never be sent.
func (r *reader) bind(s site, t trait) {
	if s.Loc != model.BodyLocation {
		r.d.Errorf(t.pos, "member %s has two HTTP bindings", s.member.Name)
		return
	}
	switch s.Loc = locations[t.id]; s.Loc {
	case model.LabelLocation:
		r.annotation(t)
		s.LocName = s.member.Name
	case model.QueryLocation:
		if s.LocName = r.d.Str(t.val); s.LocName == "" && t.val.Kind() == jsondoc.String {
			r.d.Errorf(t.val.Pos(), "a query parameter without a name")
		}
	case model.HeaderLocation:
		if s.LocName = r.d.Str(t.val); !isToken(s.LocName) {
			r.d.Errorf(t.val.Pos(), "%q isn't the name of a header", s.LocName)
		}
	case model.PrefixHeadersLocation:
		if s.LocName = r.d.Str(t.val); s.LocName != "" && !isToken(s.LocName) {
			r.d.Errorf(t.val.Pos(), "%q can't begin the name of a header", s.LocName)
		}
	default:
		r.annotation(t)
	}
}
