package rules

// dropUnused removes variables that nothing reads, for Go refuses them. The functions that they were set from have no
// effects.
func dropUnused(body []*Stmt) []*Stmt {
	var out []*Stmt
	for i := len(body) - 1; i >= 0; i-- {
		st := body[i]
		if st.Body != nil {
			st.Body = dropUnused(st.Body)
		}
		if isBlock(st) && !isDeclaration(st.Body[0]) {
			// Its variable is gone, and with it the reason for the braces.
			for j := len(st.Body) - 1; j >= 0; j-- {
				out = append(out, st.Body[j])
			}
			continue
		}
		if st.Let == nil {
			out = append(out, st)
			continue
		}
		// out holds the statements behind st, in reverse.
		if reads(st.Conds, st.Body, st.Let.Name) || isDeclaration(st) && reads(nil, out, st.Let.Name) {
			out = append(out, st)
			continue
		}
		if st = withoutLet(st); st != nil {
			out = append(out, st)
		}
	}
	for _, st := range out {
		merge(st)
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func isDeclaration(st *Stmt) bool { return st.Let != nil && st.Body == nil }

func isBlock(st *Stmt) bool { return st.Let == nil && len(st.Conds) == 0 && st.Body != nil }

// merge makes one if of two, where the second is all that the first holds and needs no variable.
func merge(st *Stmt) {
	if len(st.Conds) == 0 && st.Let == nil || len(st.Body) != 1 {
		return
	}
	if inner := st.Body[0]; inner.Let == nil && len(inner.Conds) > 0 {
		st.Conds, st.Body = join(st.Conds, inner.Conds), inner.Body
	}
}

// withoutLet returns the statement without its variable; nil when nothing is left.
func withoutLet(st *Stmt) *Stmt {
	switch {
	case isDeclaration(st):
		return nil
	case st.Let.Optional:
		set := call("IsSet", st.Let.Value)
		if v := st.Let.Value; v.Op == OpCall && (v.Text == "Value" || v.Text == "List") {
			set = op(OpSet, v.Args[0])
		}
		return &Stmt{Conds: append([]*Expr{set}, st.Conds...), Body: st.Body}
	}
	return &Stmt{Conds: st.Conds, Body: st.Body}
}

func reads(conds []*Expr, body []*Stmt, name string) bool {
	found := false
	visit := func(e *Expr) { found = found || e.Op == OpVar && e.Text == name }
	for _, e := range conds {
		walkExpr(e, visit)
	}
	walk(body, visit)
	return found
}

// walk visits every expression.
func walk(body []*Stmt, visit func(*Expr)) {
	for _, st := range body {
		if st.Let != nil {
			walkExpr(st.Let.Value, visit)
		}
		for _, e := range st.Conds {
			walkExpr(e, visit)
		}
		walk(st.Body, visit)
		if st.Return != nil {
			walkReturn(st.Return, visit)
		}
	}
}

func walkReturn(r *Return, visit func(*Expr)) {
	walkExpr(r.Error, visit)
	if r.Call != nil {
		for _, v := range r.Call.Args {
			visit(&Expr{Op: OpVar, Text: v.Name})
		}
	}
	if r.Endpoint == nil {
		return
	}
	walkExpr(r.Endpoint.URL, visit)
	walkExpr(r.Endpoint.Host, visit)
	for _, h := range r.Endpoint.Headers {
		for _, e := range h.Values {
			walkExpr(e, visit)
		}
	}
	for _, a := range r.Endpoint.AuthSchemes {
		walkExpr(a.Name, visit)
		walkExpr(a.SigningName, visit)
		walkExpr(a.SigningRegion, visit)
		for _, e := range a.SigningRegionSet {
			walkExpr(e, visit)
		}
	}
	walkProperties(r.Endpoint.Properties, visit)
}

func walkProperties(list []*Property, visit func(*Expr)) {
	for _, p := range list {
		walkValue(p.Value, visit)
	}
}

func walkValue(v *Value, visit func(*Expr)) {
	walkExpr(v.Expr, visit)
	walkProperties(v.Object, visit)
	for _, item := range v.List {
		walkValue(item, visit)
	}
}

func walkExpr(e *Expr, visit func(*Expr)) {
	if e == nil {
		return
	}
	visit(e)
	for _, arg := range e.Args {
		walkExpr(arg, visit)
	}
}
