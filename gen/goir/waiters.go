package goir

import (
	"fmt"
	"go/token"
	"strconv"

	"github.com/tinsmith-go/tinsmith/gen/godoc"
	"github.com/tinsmith-go/tinsmith/gen/jmespath"
	"github.com/tinsmith-go/tinsmith/gen/names"
	"github.com/tinsmith-go/tinsmith/model"
)

// Waiter waits until an operation's answers show a state.
type Waiter struct {
	Name               string // without "Waiter"
	Doc                []string
	MinDelay, MaxDelay int // seconds
	Acceptors          []*Acceptor
}

// Acceptor tells what an answer means. The first that fits decides; where none does, an error ends the wait and any
// other answer is waited on.
type Acceptor struct {
	Kind   AcceptorKind
	State  AcceptorState
	Cond   *Condition // OutputAcceptor: of the input in and the output out
	Error  *Struct    // ErrorAcceptor: the type, or nil, when the operation doesn't know it by more than its code
	Code   string     // ErrorAcceptor
	Status int        // StatusAcceptor
}

// AcceptorKind is what an acceptor looks at.
type AcceptorKind uint8

// The kinds of acceptors.
const (
	OutputAcceptor   AcceptorKind = iota // no error, and a condition
	SuccessAcceptor                      // no error
	AnyErrorAcceptor                     // an error
	ErrorAcceptor                        // an error of one type or code
	StatusAcceptor                       // the answer's HTTP status
)

// AcceptorState is what an acceptor decides.
type AcceptorState uint8

// The states.
const (
	RetryState AcceptorState = iota
	SuccessState
	FailureState
)

var acceptorStates = map[string]AcceptorState{"retry": RetryState, "success": SuccessState, "failure": FailureState}

func (b *builder) waiters(op *Operation) []*Waiter {
	var out []*Waiter
	for _, m := range op.Wire.Op.Waiters {
		w := &Waiter{Name: names.Exported(m.Name), MinDelay: m.MinDelay, MaxDelay: m.MaxDelay}
		if w.Name == "" {
			b.fail(m.Pos, "waiter "+strconv.Quote(m.Name)+" has no letter in its name")
			continue
		}
		w.Doc = godoc.Join(or(b.text(m.Documentation), w.Name+"Waiter waits with calls of [Client."+op.Name+"]."), deprecated(m.Deprecated, "This waiter has been deprecated."))
		for _, a := range m.Acceptors {
			acceptor, err := b.acceptor(op, a)
			if err != nil {
				b.fail(place(a.Pos, m.Pos), fmt.Sprintf("waiter %s: %v", m.Name, err))
				continue
			}
			w.Acceptors = append(w.Acceptors, acceptor)
		}
		out = append(out, w)
	}
	return out
}

func place(pos, otherwise token.Pos) token.Pos {
	if pos.IsValid() {
		return pos
	}
	return otherwise
}

func (b *builder) acceptor(op *Operation, m *model.Acceptor) (*Acceptor, error) {
	a := &Acceptor{State: acceptorStates[m.State]}
	var err error
	switch m.Matcher {
	case "success":
		a.Kind = SuccessAcceptor
		if m.Expected != "true" {
			a.Kind = AnyErrorAcceptor
		}
	case "errorType":
		a.Kind, a.Code = ErrorAcceptor, m.Expected
		for _, e := range op.Errors {
			if e.Error.Shape.ID.Name() == m.Expected {
				a.Error = e.Error
			}
		}
	case "status":
		a.Kind = StatusAcceptor
		a.Status, err = strconv.Atoi(m.Expected)
	case "output", "inputOutput":
		a.Cond, err = b.matches(op, m)
	default:
		err = fmt.Errorf("unknown matcher %q", m.Matcher)
	}
	return a, err
}

// matches compiles a matcher of an answer (Smithy spec, "Waiters": output and inputOutput members, comparators).
func (b *builder) matches(op *Operation, m *model.Acceptor) (*Condition, error) {
	n, err := jmespath.Parse(m.Path)
	if err != nil {
		return nil, fmt.Errorf("path %q: %w", m.Path, err)
	}
	from := root("out", op.Output, op.Output.Shape)
	if m.Matcher == "inputOutput" {
		from = inputAndOutput(op, from)
	}
	if err := jmespath.Check(n, from.typ); err != nil {
		return nil, fmt.Errorf("path %q: %w", m.Path, err)
	}
	c, bl := &compiler{b: b, names: map[string]int{}}, &block{}
	x, err := c.comparator(c.compile(n, from, bl), m, bl)
	if err == nil {
		err = c.err
	}
	if err != nil {
		return nil, fmt.Errorf("path %q: %w", m.Path, err)
	}
	return c.condition(bl, x), nil
}

// inputAndOutput is the object that paths of inputOutput begin at.
func inputAndOutput(op *Operation, out operand) operand {
	in := root("in", op.Input, op.Input.Shape)
	in.guards, in.sure = []*Expr{binary(in.x, "!=", literal(nil))}, false
	return operand{
		typ:   &jmespath.Type{Is: jmespath.Root, Roots: map[string]*jmespath.Type{"input": in.typ, "output": out.typ}},
		roots: map[string]operand{"input": in, "output": out}, x: literal(nil), sure: true,
	}
}

func (c *compiler) comparator(v operand, m *model.Acceptor, bl *block) (*Expr, error) {
	switch m.Comparator {
	case "stringEquals":
		return equals(v, jmespath.String, m.Expected)
	case "booleanEquals":
		return equals(v, jmespath.Boolean, m.Expected)
	case "anyStringEquals", "allStringEquals":
		return c.elementsEqual(v, m, bl)
	}
	return nil, fmt.Errorf("unknown comparator %q", m.Comparator)
}

// equals is the condition that a value is there and equal to what is expected.
func equals(v operand, want jmespath.TypeKind, expected string) (*Expr, error) {
	if v.typ.Is != want {
		return nil, fmt.Errorf("%s is never equal to %s", v.typ.Is, want)
	}
	other := operand{typ: &jmespath.Type{Is: want}, x: literal(expected), sure: true}
	if want == jmespath.Boolean {
		is, err := strconv.ParseBool(expected)
		if err != nil {
			return nil, fmt.Errorf("%q is no boolean", expected)
		}
		other.x = literal(is)
	}
	return compare("==", v, other).x, nil
}

// elementsEqual is the condition that there is a list of which any element, or at least one and all, equals what
// is expected.
func (c *compiler) elementsEqual(v operand, m *model.Acceptor, bl *block) (*Expr, error) {
	if v.typ.Is != jmespath.List {
		return nil, fmt.Errorf("%s wants a list, have %s", m.Comparator, v.typ.Is)
	}
	want := jmespath.String
	if v.typ.Element().Is == jmespath.Boolean {
		want = jmespath.Boolean // botocore's pathAll and pathAny may expect one
	}
	var err error
	if m.Comparator == "anyStringEquals" {
		found := c.declare(bl, "found", false)
		c.over(v, bl, func(elem operand, in *block) {
			var x *Expr
			if x, err = equals(elem, want, m.Expected); err == nil {
				when(in, []*Expr{x}, func(in *block) { in.add(&Stmt{Kind: AssignStmt, Name: found, X: literal(true)}) })
			}
		})
		return variable(found), err
	}
	any, every := c.declare(bl, "any", false), c.declare(bl, "every", true)
	c.over(v, bl, func(elem operand, in *block) {
		var x *Expr
		if x, err = equals(elem, want, m.Expected); err == nil {
			in.add(&Stmt{Kind: AssignStmt, Name: any, X: literal(true)})
			when(in, []*Expr{not(x)}, func(in *block) { in.add(&Stmt{Kind: AssignStmt, Name: every, X: literal(false)}) })
		}
	})
	return all(variable(any), variable(every)), err
}

// checkWaiters finds names that paginators and waiters would declare twice in the client package.
func (b *builder) checkWaiters() {
	taken := map[string]string{}
	declare := func(pos token.Pos, what string, list ...string) {
		for _, n := range list {
			if other, ok := taken[n]; ok {
				b.fail(pos, what+" would declare "+n+", as "+other+" does")
				return
			}
			taken[n] = what
		}
	}
	for _, op := range b.pkg.Operations {
		declare(op.Wire.Op.Pos, "operation "+op.Name, op.Input.Name, op.Output.Name)
		if p := op.Paginator; p != nil || len(op.Waiters) > 0 {
			declare(op.Wire.Op.Pos, "operation "+op.Name, op.Name+"APIClient")
			if p != nil {
				declare(op.Wire.Op.Pos, "the paginator of "+op.Name, p.Name, p.Name+"Options", "New"+p.Name)
			}
		}
		for i, w := range op.Waiters {
			declare(op.Wire.Op.Waiters[min(i, len(op.Wire.Op.Waiters)-1)].Pos, "waiter "+w.Name, w.Name+"Waiter", w.Name+"WaiterOptions", "New"+w.Name+"Waiter", "retry"+w.Name)
		}
	}
}
