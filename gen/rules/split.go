package rules

import (
	"sort"
	"strconv"
)

// A function is kept to about maxLines lines and maxDepth levels of nesting; a body of fewer than minLines lines isn't
// worth a function of its own.
const (
	maxLines = 50
	maxDepth = 5
	minLines = 8
)

// split moves larger bodies into functions of their own, and returns all functions in the order of their calls.
func split(entry *Func) []*Func {
	entry.Body = shrink(entry.Body, nil)
	out := []*Func{entry}
	for i := 0; i < len(out); i++ {
		walkCalls(out[i].Body, func(f *Func) {
			f.Name = entryName + strconv.Itoa(len(out)+1)
			out = append(out, f)
		})
	}
	return out
}

func walkCalls(body []*Stmt, visit func(*Func)) {
	for _, st := range body {
		if st.Return != nil && st.Return.Call != nil {
			visit(st.Return.Call)
		}
		walkCalls(st.Body, visit)
	}
}

// shrink makes a body small enough, from the inside out. vars are the variables that it sees.
func shrink(body []*Stmt, vars []Var) []*Stmt {
	var inner [][]Var // what each statement's body sees
	for _, st := range body {
		seen := vars[:len(vars):len(vars)]
		if st.Let != nil {
			seen = append(seen, st.Let.Var)
		}
		if isDeclaration(st) {
			vars = seen
		}
		inner = append(inner, seen)
		st.Body = shrink(st.Body, seen)
	}
	order := make([]int, len(body))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return lines(body[order[i]].Body) > lines(body[order[j]].Body) })
	for _, i := range order {
		st := body[i]
		if lines(body) <= maxLines && depth(st.Body) < maxDepth {
			continue
		}
		extract(st, inner[i])
	}
	return body
}

// extract moves a statement's body into a function; where the body may fall through, the bodies within it.
func extract(st *Stmt, vars []Var) {
	switch {
	case lines(st.Body) < minLines:
	case terminal(st.Body):
		st.Body = []*Stmt{{Return: &Return{Call: function(st.Body, vars)}}}
	default:
		for _, inner := range st.Body {
			seen := vars[:len(vars):len(vars)]
			if inner.Let != nil {
				seen = append(seen, inner.Let.Var)
			}
			if isDeclaration(inner) {
				vars = seen
			}
			extract(inner, seen)
		}
	}
}

// function makes a function of a body; its arguments are those variables that it reads.
func function(body []*Stmt, vars []Var) *Func {
	f := &Func{Body: body}
	for _, v := range vars {
		if reads(nil, body, v.Name) {
			f.Args = append(f.Args, v)
		}
	}
	return f
}

// terminal says whether a body always returns.
func terminal(body []*Stmt) bool {
	if len(body) == 0 {
		return false
	}
	last := body[len(body)-1]
	return last.Return != nil || last.Let == nil && len(last.Conds) == 0 && terminal(last.Body)
}

// lines counts roughly the lines that a body takes.
func lines(body []*Stmt) int {
	n := 0
	for _, st := range body {
		n++
		if st.Body != nil {
			n += 1 + lines(st.Body)
		}
		if st.Return != nil && st.Return.Endpoint != nil {
			n += extraLines(st.Return.Endpoint)
		}
	}
	return n
}

// extraLines are those that an endpoint takes beyond its first, when it has more than a URL.
func extraLines(e *Endpoint) int {
	n := 0
	for _, list := range []int{len(e.Headers), len(e.AuthSchemes), len(e.Properties)} {
		if list > 0 {
			n += 2 + list
		}
	}
	if n > 0 {
		n += 2
	}
	return n
}

func depth(body []*Stmt) int {
	deepest := 0
	for _, st := range body {
		if d := 1 + depth(st.Body); st.Body != nil && d > deepest {
			deepest = d
		}
	}
	return deepest
}
