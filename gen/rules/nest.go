package rules

import "reflect"

// step is a compiled condition.
type step struct {
	let   *Let
	conds []*Expr
}

// always says whether the step does nothing.
func (st step) always() bool {
	return st.let == nil && len(st.conds) == 1 && isLiteral(st.conds[0], true)
}

// never says whether the condition can't hold.
func (st step) never() bool {
	for _, e := range st.conds {
		if isLiteral(e, false) {
			return true
		}
	}
	return false
}

func isLiteral(e *Expr, b bool) bool { return e.Op == OpBool && e.Bool == b }

// conditional says whether what follows the step may be skipped.
func (st step) conditional() bool {
	return len(st.conds) > 0 || st.let != nil && st.let.Optional
}

// nest puts a rule's body behind its conditions, and says whether it is always reached.
func nest(steps []step, body []*Stmt) ([]*Stmt, bool) {
	always := true
	for i := len(steps) - 1; i >= 0; i-- {
		body = wrap(steps[i], body, always)
		always = always && !steps[i].conditional()
	}
	if !always && body[0].Let != nil && body[0].Body == nil {
		// More rules follow: the variable must not reach them.
		body = []*Stmt{{Body: body}}
	}
	return body, always
}

// wrap puts statements behind one condition. Those of the same rule join it where Go lets them; the rule's own body,
// which inner tells, stays apart.
func wrap(st step, body []*Stmt, inner bool) []*Stmt {
	next := body[0]
	joins := !inner && len(body) == 1 && next.Let == nil && len(next.Conds) > 0
	switch {
	case st.conditional() && joins:
		return []*Stmt{{Let: st.let, Conds: join(st.conds, next.Conds), Body: next.Body}}
	case st.conditional():
		return []*Stmt{{Let: st.let, Conds: st.conds, Body: body}}
	case joins:
		return []*Stmt{{Let: st.let, Conds: next.Conds, Body: next.Body}}
	}
	return append([]*Stmt{{Let: st.let}}, body...)
}

// join appends conditions, leaving out repeated ones.
func join(a, b []*Expr) []*Expr {
	out := append([]*Expr(nil), a...)
	for _, e := range b {
		seen := false
		for _, x := range out {
			seen = seen || reflect.DeepEqual(x, e)
		}
		if !seen {
			out = append(out, e)
		}
	}
	return out
}
