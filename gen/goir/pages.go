package goir

import (
	"go/token"
	"strconv"

	"github.com/tinsmith-go/tinsmith/gen/jmespath"
	"github.com/tinsmith-go/tinsmith/gen/names"
	"github.com/tinsmith-go/tinsmith/model"
)

// Paginator is what goes from page to page of an operation.
type Paginator struct {
	Name      string // <Operation>Paginator
	Tokens    []*PageToken
	TokenList string // the tokens' names in the model, for errors
	Size      *Field // of the input: how much a page holds; nil when the model names none
	SizeDoc   []string
	Stop      bool       // the tokens are texts, so a repeated one can end the pagination
	More      *Condition // of the output out: false on the last page; nil when only the tokens tell
	Pages     string     // the method that iterates over pages
	Items     *PageItems // nil when the model names none
}

// PageToken is a token by which the service goes on. Input and output hold the same type.
type PageToken struct {
	Name  string // of the paginator's field
	Field *Field // of the input
	// Reads are where the next token stands in the output out. Another one is tried when there is no token so far.
	Reads []*Path
}

// PageItems are the items of a page.
type PageItems struct {
	Method string // that iterates over items
	List   *Path  // in the output out
	Elem   *Type
}

// fail reports a problem at a place that isn't a shape's.
func (b *builder) fail(pos token.Pos, text string) {
	b.problems = append(b.problems, Problem{Pos: pos, Text: text})
}

// paginator is the operation's paginator, or nil when the model has none.
func (b *builder) paginator(op *Operation) *Paginator {
	m := op.Wire.Op.Paginated
	if m == nil {
		return nil
	}
	p := &Paginator{Name: op.Name + "Paginator", Stop: true, Pages: b.method(op.Name + "Pages")}
	for i, in := range m.InputTokens {
		t := b.pageToken(op, in, m.OutputTokens[i])
		if t == nil {
			return nil
		}
		if i > 0 {
			t.Name = "next" + strconv.Itoa(i+1)
			p.TokenList += ", "
		}
		p.TokenList += in
		p.Stop = p.Stop && isText(t.Field.Type)
		p.Tokens = append(p.Tokens, t)
	}
	if m.PageSize != "" {
		p.Size = b.pageMember(op, m.PageSize)
		if p.Size != nil {
			p.SizeDoc = or(b.text(docOf(p.Size.Member)), "How much a page holds at most.")
		}
	}
	if m.MoreResults != "" {
		p.More = b.moreResults(op, m)
	}
	if len(m.Items) > 0 {
		p.Items = b.pageItems(op, m)
	}
	return p
}

func docOf(m *model.Member) string {
	if m.Documentation == "" {
		return m.Target.Documentation
	}
	return m.Documentation
}

// isText reports whether a token is a *string or an enum, of which "" is no token.
func isText(t *Type) bool {
	return t.Kind == GoString && t.Ptr || t.Kind == GoNamed && !t.Ptr
}

// method is the name of a method of Client that isn't an operation's.
func (b *builder) method(name string) string {
	for _, op := range b.wire.Operations {
		if names.Exported(op.Op.Name) == name {
			return name + "_"
		}
	}
	return name
}

// pageMember is the field of a member of the input.
func (b *builder) pageMember(op *Operation, name string) *Field {
	for _, f := range op.Input.Fields {
		if f.Member.Name == name {
			return f
		}
	}
	b.fail(op.Wire.Op.Paginated.Pos, "operation "+op.Name+" is paginated by "+strconv.Quote(name)+", which is no member of its input")
	return nil
}

func (b *builder) pageToken(op *Operation, in, out string) *PageToken {
	f := b.pageMember(op, in)
	if f == nil {
		return nil
	}
	pos := op.Wire.Op.Paginated.Pos
	if !f.Type.Ptr && !isText(f.Type) && f.Type.Kind != GoMap && f.Type.Kind != GoSlice && f.Type.Kind != GoBytes {
		b.fail(pos, "operation "+op.Name+" is paginated by "+strconv.Quote(in)+", whose type can't tell that there is no token")
		return nil
	}
	t := &PageToken{Name: "nextToken", Field: f}
	n, err := jmespath.Parse(out)
	for _, alternative := range alternatives(n) {
		if err == nil {
			var path *Path
			if path, err = b.outputPath(op, alternative); err == nil && !sameType(path.Type, f.Type) {
				b.fail(pos, "operation "+op.Name+" is paginated by "+strconv.Quote(in)+", which is not of the type of "+strconv.Quote(out))
				return nil
			}
			t.Reads = append(t.Reads, path)
		}
	}
	if err != nil {
		b.fail(pos, "operation "+op.Name+" is paginated by "+strconv.Quote(out)+": "+err.Error())
		return nil
	}
	return t
}

// alternatives are the operands of || at the top of an expression.
func alternatives(n *jmespath.Node) []*jmespath.Node {
	if n != nil && n.Kind == jmespath.Or {
		return append(alternatives(n.Kids[0]), alternatives(n.Kids[1])...)
	}
	return []*jmespath.Node{n}
}

func sameType(a, b *Type) bool {
	if a == nil || b == nil || a.Kind != b.Kind || a.Name != b.Name || a.Ptr != b.Ptr {
		return false
	}
	return a.Elem == nil && b.Elem == nil || sameType(a.Elem, b.Elem)
}

// outputPath compiles a path in the operation's output.
func (b *builder) outputPath(op *Operation, n *jmespath.Node) (*Path, error) {
	if err := jmespath.Check(n, jmespath.Of(op.Output.Shape)); err != nil {
		return nil, err
	}
	c, bl := &compiler{b: b, names: map[string]int{}}, &block{}
	v := c.compile(n, root("out", op.Output, op.Output.Shape), bl)
	if c.err != nil {
		return nil, c.err
	}
	p := &Path{Guards: v.guards, X: v.x, Type: v.goType}
	used := map[string]bool{}
	uses(used, bl.stmts, append(p.Guards, p.X)...)
	p.Setup = tidy(bl.stmts, used)
	return p, nil
}

func (b *builder) moreResults(op *Operation, m *model.Paginated) *Condition {
	n, err := jmespath.Parse(m.MoreResults)
	if err == nil {
		err = jmespath.Check(n, jmespath.Of(op.Output.Shape))
	}
	if err == nil {
		c, bl := &compiler{b: b, names: map[string]int{}}, &block{}
		cond := c.condition(bl, c.holds(n, root("out", op.Output, op.Output.Shape), bl))
		if err = c.err; err == nil {
			return cond
		}
	}
	b.fail(m.Pos, "operation "+op.Name+" tells by "+strconv.Quote(m.MoreResults)+" whether there are more pages: "+err.Error())
	return nil
}

// condition is x after the statements of bl.
func (c *compiler) condition(bl *block, x *Expr) *Condition {
	used := map[string]bool{}
	uses(used, bl.stmts, x)
	return &Condition{Setup: tidy(bl.stmts, used), X: x}
}

// pageItems are the first of the items that the model names, when they are a list. Others, which nothing but the
// iterator over items would need, are no reason to refuse an operation.
func (b *builder) pageItems(op *Operation, m *model.Paginated) *PageItems {
	n, err := jmespath.Parse(m.Items[0])
	if err != nil {
		return nil
	}
	list, err := b.outputPath(op, n)
	if err != nil || list.Type == nil || list.Type.Kind != GoSlice {
		return nil
	}
	return &PageItems{Method: b.method(op.Name + "Items"), List: list, Elem: list.Type.Elem}
}
