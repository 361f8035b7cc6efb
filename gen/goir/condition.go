package goir

// Stmt is a statement of what a path or condition is compiled to. Its forms are
//
//	Name := X                                    DeclareStmt
//	var Name T                                   VarStmt
//	Name = X                                     AssignStmt
//	Name++                                       CountStmt
//	if X { Body }                                IfStmt
//	for _, Name := range X { Body }              RangeStmt; without a name: for range X
//	Name, Ok = X["Key"]                          LookupStmt
//	Name, _ = X.(*types.Key)                     VariantStmt
type Stmt struct {
	Kind          StmtKind
	Name, Ok, Key string
	Type          *Type // VarStmt
	X             *Expr
	Body          []*Stmt
}

// StmtKind tells statements apart.
type StmtKind uint8

// The kinds of statements.
const (
	DeclareStmt StmtKind = iota
	VarStmt
	AssignStmt
	CountStmt
	IfStmt
	RangeStmt
	LookupStmt
	VariantStmt
)

// Expr is a Go expression over variables and fields.
type Expr struct {
	Kind ExprKind
	Name string // VarExpr: the variable; FieldExpr: the field; BinaryExpr, JoinExpr: the operator; CallExpr: the function
	Pkg  string // CallExpr: the import path, "" for what Go has built in
	Args []*Expr
	Lit  any // LitExpr: string, bool, int or float64; nil is nil
}

// ExprKind tells expressions apart.
type ExprKind uint8

// The kinds of expressions.
const (
	VarExpr    ExprKind = iota
	FieldExpr           // Args[0].Name
	DerefExpr           // *Args[0]
	IndexExpr           // Args[0][Args[1]]
	LitExpr             // Lit
	NotExpr             // !Args[0]
	BinaryExpr          // Args[0] Name Args[1]
	JoinExpr            // all Args with && or || between them
	CallExpr            // Pkg.Name(Args...)
)

// Condition is a compiled condition: X, after the statements.
type Condition struct {
	Setup []*Stmt
	X     *Expr
}

// Path is a compiled path: X, which may be used when all of Guards hold, after the statements.
type Path struct {
	Setup  []*Stmt
	Guards []*Expr
	X      *Expr
	Type   *Type
}

func variable(name string) *Expr { return &Expr{Kind: VarExpr, Name: name} }
func literal(v any) *Expr        { return &Expr{Kind: LitExpr, Lit: v} }
func call(pkg, name string, args ...*Expr) *Expr {
	return &Expr{Kind: CallExpr, Pkg: pkg, Name: name, Args: args}
}

func binary(x *Expr, op string, y *Expr) *Expr {
	return &Expr{Kind: BinaryExpr, Name: op, Args: []*Expr{x, y}}
}

// not is the negation, of a comparison for equality or a literal without a sign.
func not(x *Expr) *Expr {
	switch {
	case x.Kind == NotExpr:
		return x.Args[0]
	case x.Kind == LitExpr:
		return literal(x.Lit != true)
	case x.Kind == BinaryExpr && x.Name == "==":
		return binary(x.Args[0], "!=", x.Args[1])
	case x.Kind == BinaryExpr && x.Name == "!=":
		return binary(x.Args[0], "==", x.Args[1])
	}
	return &Expr{Kind: NotExpr, Args: []*Expr{x}}
}

func isTrue(x *Expr) bool { return x.Kind == LitExpr && x.Lit == true }

// all joins conditions with &&; none is true.
func all(list ...*Expr) *Expr { return joined("&&", list) }

// some joins conditions with ||; none is false.
func some(list ...*Expr) *Expr { return joined("||", list) }

// joined leaves out the operands that decide nothing, and is the one that decides all.
func joined(op string, list []*Expr) *Expr {
	var args []*Expr
	for _, x := range list {
		switch {
		case x.Kind == LitExpr && isTrue(x) == (op == "||"):
			return x
		case x.Kind == LitExpr:
		case x.Kind == JoinExpr && x.Name == op:
			args = append(args, x.Args...)
		default:
			args = append(args, x)
		}
	}
	switch len(args) {
	case 0:
		return literal(op == "&&")
	case 1:
		return args[0]
	}
	return &Expr{Kind: JoinExpr, Name: op, Args: args}
}

// tidy leaves out what nothing uses, which Go forbids: loop variables and the results of look-ups.
func tidy(list []*Stmt, used map[string]bool) []*Stmt {
	var out []*Stmt
	for _, s := range list {
		switch {
		case s.Kind == VarStmt && !used[s.Name]:
			continue
		case s.Kind == RangeStmt && !used[s.Name]:
			s.Name = ""
		case s.Kind == LookupStmt && !used[s.Name]:
			s.Name = "_"
		}
		s.Body = tidy(s.Body, used)
		out = append(out, s)
	}
	return out
}

// uses marks the variables that statements and expressions read.
func uses(used map[string]bool, list []*Stmt, exprs ...*Expr) {
	for _, x := range exprs {
		if x == nil {
			continue
		}
		if x.Kind == VarExpr {
			used[x.Name] = true
		}
		uses(used, nil, x.Args...)
	}
	for _, s := range list {
		uses(used, s.Body, s.X)
	}
}
