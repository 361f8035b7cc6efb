package goir

import (
	"strconv"
	"strings"

	"github.com/tinsmith-go/tinsmith/gen/godoc"
	"github.com/tinsmith-go/tinsmith/model"
)

// DocLevel says how much of the model's documentation becomes comments.
type DocLevel string

// The levels: all, the first paragraph, or none of the model's text.
const (
	DocsFull  DocLevel = "full"
	DocsShort DocLevel = "short"
	DocsNone  DocLevel = "none"
)

// text converts a model's documentation.
func (b *builder) text(doc string) []string {
	switch b.cfg.Docs {
	case DocsNone:
		return nil
	case DocsShort:
		return godoc.Short(doc)
	}
	return godoc.Convert(doc)
}

func deprecated(d *model.Deprecated, fallback string) []string {
	if d == nil {
		return nil
	}
	if lines := godoc.Deprecated(d.Message); len(lines) > 0 {
		return lines
	}
	return godoc.Deprecated(fallback)
}

// or returns lines, or the fallback where there are none: every declaration has a comment, so that gofmt
// never aligns neighbours.
func or(lines []string, fallback string) []string {
	if len(lines) > 0 {
		return lines
	}
	return []string{fallback}
}

func (b *builder) typeDoc(s *model.Shape) []string {
	name := b.names[s.ID]
	doc := or(b.text(s.Documentation), name+" is "+kindWords[s.Type]+" that the model doesn't describe.")
	return godoc.Join(doc, deprecated(s.Deprecated, "This type has been deprecated."))
}

// kindWords name the kinds of types.
var kindWords = map[model.Type]string{
	model.Structure: "a structure", model.Unit: "an empty structure", model.Union: "a union", model.Enum: "an enumeration", model.IntEnum: "an enumeration of numbers",
}

func (b *builder) constDoc(m *model.Member) []string {
	return godoc.Join(or(b.text(m.Documentation), "The value "+quote(m.EnumValue, m.EnumInt)+"."), deprecated(m.Deprecated, "This value has been deprecated."))
}

// memberDoc is the comment of a field. output: the value comes from the service; input: it may be sent there.
func (b *builder) memberDoc(m *model.Member, output, input bool) []string {
	return b.describe(m, "The model doesn't describe the member "+m.Name+".", output, input)
}

// variantDoc is the comment of a union's member.
func (b *builder) variantDoc(s *model.Shape, union, name string, m *model.Member) []string {
	return b.describe(m, name+" is the member "+m.Name+" of ["+union+"].", false, b.inputs[s.ID])
}

func (b *builder) describe(m *model.Member, fallback string, output, input bool) []string {
	doc := m.Documentation
	if doc == "" {
		doc = m.Target.Documentation
	}
	var notes [][]string
	if input {
		notes = append(notes, b.limitsDoc(m))
	}
	if t := m.Media(); t != "" {
		notes = append(notes, godoc.Convert("This value conforms to the media type: "+t))
	}
	if output && m.Loc == model.PrefixHeadersLocation {
		notes = append(notes, []string{"Map keys will be normalized to lower-case."})
	}
	if m.Required {
		notes = append(notes, []string{"This member is required."})
	}
	notes = append(notes, deprecated(m.Deprecated, "This member has been deprecated."))
	return godoc.Join(append([][]string{or(b.text(doc), fallback)}, notes...)...)
}

func (b *builder) operationDoc(op *Operation) []string {
	m := op.Wire.Op
	doc := or(b.text(m.Documentation), op.Name+" calls the operation of that name.")
	var errs []string
	for _, e := range op.Errors {
		errs = append(errs, "[types."+e.Error.Name+"]")
	}
	var list []string
	if len(errs) > 0 {
		list = godoc.Convert("Errors: " + strings.Join(errs, ", ") + ".")
	}
	var link []string
	if uid := b.svc.UID; uid != "" {
		link = []string{"AWS documentation: https://docs.aws.amazon.com/goto/WebAPI/" + uid + "/" + m.Name}
	}
	return godoc.Join(doc, list, deprecated(m.Deprecated, "This operation has been deprecated."), link)
}

func (b *builder) packageDoc() []string {
	title := b.svc.Title
	if title == "" {
		title = b.svc.SDKID
	}
	lead := godoc.Convert("Package " + b.pkg.Name + " provides the API client, operations, and parameter types for " + title + ".")
	return godoc.Join(lead, b.text(b.svc.Documentation), deprecated(b.svc.Deprecated, "This service has been deprecated."))
}

// quote shows an enum value in a comment.
func quote(value string, n int64) string {
	if value == "" {
		return strconv.FormatInt(n, 10)
	}
	return strconv.QuoteToASCII(value)
}
