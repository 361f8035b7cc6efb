package goir

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"github.com/tinsmith-go/tinsmith/gen/jmespath"
	"github.com/tinsmith-go/tinsmith/model"
)

// compiler compiles JMESPath expressions to Go. What is absent, at any step of a path, is null: a nil pointer,
// an index out of range. An enum has no nil, there "" stands for an absent one; and the length of an absent
// list is 0. Expressions are read with care for that, as aws-sdk-go-v2 does:
//
//	job.steps[].state, any of which equals "FAILED"
//
//	found1 := false
//	if out.Job != nil {
//		for _, e1 := range out.Job.Steps {
//			if e1.State == "FAILED" {
//				found1 = true
//			}
//		}
//	}
type compiler struct {
	b     *builder
	names map[string]int
	err   error
}

// block is a list of statements that grows.
type block struct{ stmts []*Stmt }

func (bl *block) add(s *Stmt) { bl.stmts = append(bl.stmts, s) }

// operand is what an expression gives: x, which may be read when all guards hold. A pointer must not be nil
// either, unless that is sure by then. Lists that are no slices have each instead of x.
type operand struct {
	typ    *jmespath.Type
	guards []*Expr
	x      *Expr
	goType *Type // nil for what isn't of the model
	st     *Struct
	sure   bool
	roots  map[string]operand
	each   func(in *block, yield func(operand, *block))
}

// there are the conditions under which the value is there.
func (v operand) there() []*Expr {
	if v.sure {
		return nil
	}
	out := append([]*Expr(nil), v.guards...)
	if t := v.goType; t != nil && (t.Ptr || v.typ.Is == jmespath.Union || t.isInterface()) {
		out = append(out, binary(v.x, "!=", literal(nil)))
	}
	return out
}

// isInterface reports whether the type is an interface or, like one, nil where there is nothing to read.
func (t *Type) isInterface() bool {
	return t.Kind == GoDocument || t.Kind == GoBytes || t.Kind == GoReader || t.Kind == GoReadCloser
}

// value is the value itself, not the pointer to it.
func (v operand) value() *Expr {
	if v.goType != nil && v.goType.Ptr {
		return &Expr{Kind: DerefExpr, Args: []*Expr{v.x}}
	}
	return v.x
}

// fail reports an error. What it returns stands for any value, so that compiling may go on.
func (c *compiler) fail(format string, args ...any) operand {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
	anything := &Type{}
	anything.Elem = anything
	return operand{x: literal(nil), goType: anything, sure: true}
}

// fresh is a variable's name that isn't used yet.
func (c *compiler) fresh(prefix string) string {
	c.names[prefix]++
	return prefix + strconv.Itoa(c.names[prefix])
}

func (c *compiler) declare(bl *block, prefix string, v any) string {
	name := c.fresh(prefix)
	bl.add(&Stmt{Kind: DeclareStmt, Name: name, X: literal(v)})
	return name
}

// when runs body where the conditions hold.
func when(bl *block, conds []*Expr, body func(*block)) {
	cond := all(conds...)
	if isTrue(cond) {
		body(bl)
		return
	}
	inner := &block{}
	body(inner)
	s := &Stmt{Kind: IfStmt, X: cond, Body: inner.stmts}
	if len(s.Body) == 1 && s.Body[0].Kind == IfStmt {
		s.X, s.Body = all(cond, s.Body[0].X), s.Body[0].Body
	}
	bl.add(s)
}

// compile compiles a checked expression that is applied to cur.
func (c *compiler) compile(n *jmespath.Node, cur operand, bl *block) operand {
	v := c.node(n, cur, bl)
	v.typ = n.Type
	return v
}

func (c *compiler) node(n *jmespath.Node, cur operand, bl *block) operand {
	switch n.Kind {
	case jmespath.Current:
		return cur
	case jmespath.Field:
		return c.field(n, cur, bl)
	case jmespath.Literal:
		return operand{x: constant(n.Value), sure: true}
	case jmespath.Sub, jmespath.Pipe:
		return c.compile(n.Kids[1], c.compile(n.Kids[0], cur, bl), bl)
	case jmespath.Index:
		return c.index(n, c.compile(n.Kids[0], cur, bl))
	case jmespath.Project, jmespath.Filter:
		return c.project(n, cur, bl)
	case jmespath.Flatten:
		return c.flatten(c.compile(n.Kids[0], cur, bl))
	case jmespath.MultiList:
		return operand{guards: cur.there(), each: func(in *block, yield func(operand, *block)) {
			for _, kid := range n.Kids {
				yield(c.compile(kid, cur, in), in)
			}
		}}
	case jmespath.Not:
		return operand{x: not(c.holds(n.Kids[0], cur, bl)), sure: true}
	case jmespath.And, jmespath.Or:
		return c.either(n, cur, bl)
	case jmespath.Compare:
		return compare(n.Name, c.compile(n.Kids[0], cur, bl), c.compile(n.Kids[1], cur, bl))
	}
	return c.call(n, cur, bl)
}

// constant is a literal's value. A number is an int where it is one.
func constant(v any) *Expr {
	if n, ok := v.(json.Number); ok {
		if i, err := strconv.ParseInt(n.String(), 10, 32); err == nil {
			return literal(int(i))
		}
		f, err := n.Float64()
		if err != nil || math.IsInf(f, 0) {
			f = 0
		}
		return literal(f)
	}
	return literal(v)
}

func (c *compiler) field(n *jmespath.Node, cur operand, bl *block) operand {
	switch cur.typ.Is {
	case jmespath.Root:
		return cur.roots[n.Name]
	case jmespath.Map:
		return c.mapValue(n, cur, bl)
	case jmespath.Union:
		return c.variant(n, cur, bl)
	}
	st := cur.st
	if st == nil {
		st = c.b.structs[cur.typ.Shape.ID]
	}
	var f *Field
	if st != nil {
		f = st.FieldOf(n.Member)
	}
	if f == nil {
		return c.fail("the member %q can't be read", n.Name)
	}
	return operand{guards: cur.there(), x: &Expr{Kind: FieldExpr, Name: f.Name, Args: []*Expr{cur.x}}, goType: f.Type}
}

// mapValue prints
//
//	var e1 T
//	var ok1 bool
//	if out.Tags != nil {
//		e1, ok1 = out.Tags["key"]
//	}
func (c *compiler) mapValue(n *jmespath.Node, cur operand, bl *block) operand {
	name, ok := c.fresh("e"), c.fresh("ok")
	t := cur.goType.Elem
	bl.add(&Stmt{Kind: VarStmt, Name: name, Type: t})
	bl.add(&Stmt{Kind: VarStmt, Name: ok, Type: &Type{Kind: GoBool}})
	when(bl, cur.there(), func(bl *block) {
		bl.add(&Stmt{Kind: LookupStmt, Name: name, Ok: ok, Key: n.Name, X: cur.x})
	})
	return operand{guards: []*Expr{variable(ok)}, x: variable(name), goType: t}
}

// variant prints
//
//	var u1 *types.UMemberA
//	if … {
//		u1, _ = out.U.(*types.UMemberA)
//	}
func (c *compiler) variant(n *jmespath.Node, cur operand, bl *block) operand {
	var found *Variant
	if u := c.b.unions[cur.typ.Shape.ID]; u != nil {
		for _, v := range u.Variants {
			if v.Field.Member == n.Member {
				found = v
			}
		}
	}
	if found == nil {
		return c.fail("the member %q can't be read", n.Name)
	}
	name := c.fresh("u")
	bl.add(&Stmt{Kind: VarStmt, Name: name, Type: &Type{Kind: GoNamed, Name: found.Name, Ptr: true}})
	when(bl, cur.there(), func(bl *block) {
		bl.add(&Stmt{Kind: VariantStmt, Name: name, Key: found.Name, X: cur.x})
	})
	x := variable(name)
	return operand{guards: []*Expr{binary(x, "!=", literal(nil))}, x: &Expr{Kind: FieldExpr, Name: "Value", Args: []*Expr{x}}, goType: found.Field.Type}
}

func (c *compiler) index(n *jmespath.Node, list operand) operand {
	if list.each != nil {
		return c.fail("an index into what a projection gives is not supported")
	}
	size, at, least := call("", "len", list.x), literal(n.Index), n.Index
	if n.Index < 0 {
		at, least = binary(size, "-", literal(-n.Index)), -n.Index-1
	}
	v := operand{guards: append(list.there(), binary(size, ">", literal(least))), goType: list.goType.Elem}
	v.x = &Expr{Kind: IndexExpr, Args: []*Expr{list.x, at}}
	return v
}

// over calls yield for each element of a list, in a loop's body.
func (c *compiler) over(list operand, bl *block, yield func(operand, *block)) {
	if list.each != nil {
		elem := list.typ.Element()
		list.each(bl, func(v operand, in *block) { v.typ = elem; yield(v, in) })
		return
	}
	when(bl, list.there(), func(bl *block) {
		name, body := c.fresh("e"), &block{}
		yield(operand{typ: list.typ.Element(), x: variable(name), goType: list.goType.Elem}, body)
		bl.add(&Stmt{Kind: RangeStmt, Name: name, X: list.x, Body: body.stmts})
	})
}

// project is a list of what the right side makes of the elements. What gives nothing is left out.
func (c *compiler) project(n *jmespath.Node, cur operand, bl *block) operand {
	list := c.compile(n.Kids[0], cur, bl)
	return operand{guards: list.notNil(), each: func(in *block, yield func(operand, *block)) {
		c.over(list, in, func(elem operand, body *block) {
			when(body, elem.there(), func(body *block) {
				elem.guards, elem.sure = nil, true
				cond := literal(true)
				if n.Kind == jmespath.Filter {
					cond = c.holds(n.Kids[2], elem, body)
				}
				when(body, []*Expr{cond}, func(body *block) { c.present(c.compile(n.Kids[1], elem, body), body, yield) })
			})
		})
	}}
}

// notNil are the conditions under which there is a value that may be a list or map. One that is nil isn't there; that
// matters to the elements of projections only, since elsewhere it is as good as an empty one.
func (v operand) notNil() []*Expr {
	conds := v.there()
	if v.goType != nil && (v.goType.Kind == GoSlice || v.goType.Kind == GoMap) {
		conds = append(conds, binary(v.x, "!=", literal(nil)))
	}
	return conds
}

// present calls yield where the value is there.
func (c *compiler) present(v operand, bl *block, yield func(operand, *block)) {
	when(bl, v.notNil(), func(bl *block) {
		v.guards, v.sure = nil, true
		yield(v, bl)
	})
}

func (c *compiler) flatten(list operand) operand {
	return operand{guards: list.notNil(), each: func(in *block, yield func(operand, *block)) {
		c.over(list, in, func(elem operand, body *block) {
			if elem.typ.Is == jmespath.List {
				c.over(elem, body, yield)
				return
			}
			yield(elem, body)
		})
	}}
}

// truth is JMESPath's truth: what is absent, false or empty is false.
func (c *compiler) truth(v operand, bl *block) *Expr {
	if v.each != nil {
		found := c.declare(bl, "found", false)
		c.over(v, bl, func(_ operand, in *block) { in.add(&Stmt{Kind: AssignStmt, Name: found, X: literal(true)}) })
		return variable(found)
	}
	conds := v.there()
	switch v.typ.Is {
	case jmespath.Null:
		return literal(false)
	case jmespath.Boolean, jmespath.Mixed:
		conds = append(conds, v.value())
	case jmespath.String:
		conds = append(conds, binary(v.value(), "!=", literal("")))
	case jmespath.List, jmespath.Map:
		conds = append(conds, binary(call("", "len", v.x), ">", literal(0)))
	}
	return all(conds...)
}

// holds is the condition that an expression is true.
func (c *compiler) holds(n *jmespath.Node, cur operand, bl *block) *Expr {
	switch n.Kind {
	case jmespath.And:
		return all(c.holds(n.Kids[0], cur, bl), c.holds(n.Kids[1], cur, bl))
	case jmespath.Or:
		return some(c.holds(n.Kids[0], cur, bl), c.holds(n.Kids[1], cur, bl))
	}
	return c.truth(c.compile(n, cur, bl), bl)
}

// either is the operand that && or || give.
func (c *compiler) either(n *jmespath.Node, cur operand, bl *block) operand {
	if n.Type.Is == jmespath.Mixed {
		return operand{x: c.holds(n, cur, bl), sure: true}
	}
	a, b := c.compile(n.Kids[0], cur, bl), c.compile(n.Kids[1], cur, bl)
	holds, there := c.truth(a, bl), all(b.there()...)
	switch {
	case n.Type.Is == jmespath.String:
		return c.firstText(a, b, holds, bl)
	case n.Kind == jmespath.And: // b where a is true, else a
		return operand{guards: append(a.there(), guard(some(not(all(holds)), there))...), x: all(holds, c.truth(b, bl))}
	}
	return operand{guards: guard(some(holds, there)), x: some(holds, c.truth(b, bl))}
}

// guard is a list of the condition, unless it is always true.
func guard(x *Expr) []*Expr {
	if isTrue(x) {
		return nil
	}
	return []*Expr{x}
}

// firstText is the first of two texts where it isn't empty, else the second.
func (c *compiler) firstText(a, b operand, holds *Expr, bl *block) operand {
	name := c.declare(bl, "s", "")
	assign := func(v operand) func(*block) {
		return func(bl *block) { bl.add(&Stmt{Kind: AssignStmt, Name: name, X: v.text()}) }
	}
	when(bl, b.there(), assign(b))
	when(bl, []*Expr{holds}, assign(a))
	return operand{guards: guard(some(holds, all(b.there()...))), x: variable(name)}
}

func (c *compiler) call(n *jmespath.Node, cur operand, bl *block) operand {
	subject := c.compile(n.Kids[0], cur, bl)
	if n.Name == "length" {
		return operand{x: c.length(subject, bl), sure: true}
	}
	what := c.compile(n.Kids[1], cur, bl)
	if subject.typ.Is == jmespath.String {
		conds := append(subject.there(), what.there()...)
		return operand{x: all(append(conds, call("strings", "Contains", subject.text(), what.text()))...), sure: true}
	}
	found := c.declare(bl, "found", false)
	c.over(subject, bl, func(elem operand, in *block) {
		when(in, []*Expr{compare("==", elem, what).x}, func(in *block) {
			in.add(&Stmt{Kind: AssignStmt, Name: found, X: literal(true)})
		})
	})
	return operand{x: variable(found), sure: true}
}

// length is a number of elements or characters, 0 of what is absent.
func (c *compiler) length(v operand, bl *block) *Expr {
	if v.each != nil {
		n := c.declare(bl, "n", 0)
		c.over(v, bl, func(_ operand, in *block) { in.add(&Stmt{Kind: CountStmt, Name: n}) })
		return variable(n)
	}
	size := call("", "len", v.x)
	if v.typ.Is == jmespath.String {
		size = call("unicode/utf8", "RuneCountInString", v.text())
	}
	if len(v.there()) == 0 {
		return size
	}
	n := c.declare(bl, "n", 0)
	when(bl, v.there(), func(bl *block) { bl.add(&Stmt{Kind: AssignStmt, Name: n, X: size}) })
	return variable(n)
}

// root is the operand of an input or output, which is never nil.
func root(name string, st *Struct, shape *model.Shape) operand {
	return operand{typ: jmespath.Of(shape), x: variable(name), st: st, sure: true}
}
