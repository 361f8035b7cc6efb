package goir

import "github.com/tinsmith-go/tinsmith/gen/jmespath"

// text is a string's value as a string.
func (v operand) text() *Expr {
	if v.goType != nil && v.goType.Kind == GoNamed {
		return call("", "string", v.value())
	}
	return v.value()
}

// number is a number's value as one of the Go type, with which it is compared.
func (v operand) number(kind string) *Expr {
	x := v.value()
	if x.Kind == LitExpr || kind == "int" && v.goType == nil {
		return x
	}
	return call("", kind, x)
}

// compare compares for equality, where what is absent equals what is absent too, or by size, where comparing
// what is absent gives nothing.
func compare(op string, a, b operand) operand {
	if a.typ.Is == jmespath.Null || b.typ.Is == jmespath.Null {
		return compareNull(op, a, b)
	}
	pa, pb := a.there(), b.there()
	x, y := operands(a, b)
	if op != "==" && op != "!=" {
		return operand{guards: append(pa, pb...), x: binary(x, op, y)}
	}
	equal := all(append(append(pa[:len(pa):len(pa)], pb...), equality(x, y))...)
	if len(pa) > 0 && len(pb) > 0 {
		equal = some(equal, all(not(all(pa...)), not(all(pb...))))
	}
	if op == "!=" {
		equal = not(equal)
	}
	return operand{x: equal, sure: true}
}

// equality is x == y, of which a boolean literal is left out.
func equality(x, y *Expr) *Expr {
	for _, p := range [][2]*Expr{{x, y}, {y, x}} {
		if is, ok := p[1].Lit.(bool); ok && p[1].Kind == LitExpr {
			if is {
				return p[0]
			}
			return not(p[0])
		}
	}
	return binary(x, "==", y)
}

// operands are two values of one Go type.
func operands(a, b operand) (x, y *Expr) {
	switch a.typ.Is {
	case jmespath.String:
		if a.goType == nil || b.goType == nil || a.goType.Kind == b.goType.Kind && a.goType.Name == b.goType.Name {
			return a.value(), b.value()
		}
		return a.text(), b.text()
	case jmespath.Number:
		kind := "int"
		for _, v := range []operand{a, b} {
			switch {
			case v.goType == nil && v.x.Kind == LitExpr:
				if _, float := v.x.Lit.(float64); float {
					kind = "float64"
				}
			case v.goType != nil && (v.goType.Kind == GoFloat32 || v.goType.Kind == GoFloat64):
				kind = "float64"
			case v.goType != nil && kind == "int":
				kind = "int64"
			}
		}
		return a.number(kind), b.number(kind)
	}
	return a.value(), b.value()
}

// compareNull says whether a value is absent.
func compareNull(op string, a, b operand) operand {
	v := a
	if a.typ.Is == jmespath.Null {
		v = b
	}
	conds := v.there()
	switch {
	case v.typ.Is == jmespath.Null:
		conds = []*Expr{literal(false)}
	case v.each != nil || v.goType == nil || v.goType.Ptr:
	case v.goType.Kind == GoSlice || v.goType.Kind == GoMap:
		conds = append(conds, binary(v.x, "!=", literal(nil)))
	case v.typ.Is == jmespath.String && v.goType.Kind == GoNamed:
		conds = append(conds, binary(v.x, "!=", literal("")))
	}
	x := all(conds...)
	if op == "==" {
		x = not(x)
	}
	return operand{x: x, sure: true}
}
