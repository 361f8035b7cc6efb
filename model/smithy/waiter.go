package smithy

import (
	"math"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// The delays of waiters that state none, in seconds (Smithy spec, "smithy.waiters#waitable").
const (
	minDelay = 2
	maxDelay = 120
)

// waiters reads smithy.waiters#waitable, sorted by name.
func (r *reader) waiters(op *model.Operation, t trait) {
	if !r.d.WantObject(t.val) {
		return
	}
	for _, name := range sortedKeys(t.val) {
		v := t.val.Get(name)
		if !isIdentifier(name) {
			r.d.Errorf(v.Pos(), "waiter name %q isn't an identifier", name)
			continue
		}
		if r.d.WantObject(v) {
			op.Waiters = append(op.Waiters, r.waiter(name, v))
		}
	}
}

func (r *reader) waiter(name string, v jsondoc.Value) *model.Waiter {
	// description is a stray, for documentation; tags classify waiters for tools.
	r.only(v, "waiter "+name, "documentation", "description", "acceptors", "minDelay", "maxDelay", "deprecated", "tags")
	w := &model.Waiter{
		Name: name, Documentation: r.d.Str(v.Get("documentation")), Pos: v.Pos(),
		MinDelay: r.seconds(v.Get("minDelay"), minDelay), MaxDelay: r.seconds(v.Get("maxDelay"), maxDelay),
	}
	if r.d.Bool(v.Get("deprecated")) {
		w.Deprecated = &model.Deprecated{}
	}
	if w.MinDelay > w.MaxDelay {
		r.d.Errorf(v.Pos(), "waiter %s has a minDelay of %d, above its maxDelay of %d", name, w.MinDelay, w.MaxDelay)
	}
	acceptors := v.Get("acceptors")
	if !r.d.WantArray(acceptors) {
		return w
	}
	for _, item := range acceptors.Items() {
		if r.d.WantObject(item) {
			w.Acceptors = append(w.Acceptors, r.acceptor(item))
		}
	}
	return w
}

func (r *reader) seconds(v jsondoc.Value, unset int) int {
	if !v.Exists() {
		return unset
	}
	n := r.d.Int(v)
	if n < 1 || n > math.MaxInt32 {
		r.d.Errorf(v.Pos(), "%d isn't a delay in seconds", n)
		return unset
	}
	return int(n)
}

func (r *reader) acceptor(v jsondoc.Value) *model.Acceptor {
	r.only(v, "an acceptor", "state", "matcher")
	a := &model.Acceptor{State: r.d.Str(v.Get("state")), Pos: v.Pos()}
	switch a.State {
	case "success", "failure", "retry":
	default:
		r.d.Errorf(v.Get("state").Pos(), "unknown state %q of an acceptor, want success, failure or retry", a.State)
	}
	m := v.Get("matcher")
	if !r.d.WantObject(m) {
		return a
	}
	if m.Len() != 1 {
		r.d.Errorf(m.Pos(), "a matcher has exactly one kind, have %d", m.Len())
		return a
	}
	a.Matcher = sortedKeys(m)[0]
	r.matcher(a, m.Get(a.Matcher))
	return a
}

// comparators tell how to compare what a path finds.
var comparators = map[string]bool{
	"stringEquals": true, "booleanEquals": true, "allStringEquals": true, "anyStringEquals": true,
}

func (r *reader) matcher(a *model.Acceptor, v jsondoc.Value) {
	switch a.Matcher {
	case "success":
		a.Expected = "false"
		if r.d.Bool(v) {
			a.Expected = "true"
		}
	case "errorType": // the name, or the id, of an error
		a.Expected = model.ShapeID(r.d.Str(v)).Name()
	case "output", "inputOutput":
		if !r.d.WantObject(v) {
			return
		}
		r.only(v, "a matcher", "path", "expected", "comparator")
		a.Path, a.Expected, a.Comparator = r.d.Str(v.Get("path")), r.d.Str(v.Get("expected")), r.d.Str(v.Get("comparator"))
		if !comparators[a.Comparator] {
			r.d.Errorf(v.Get("comparator").Pos(), "unknown comparator %q", a.Comparator)
		}
	default:
		r.d.Errorf(v.Pos(), "unknown matcher %q", a.Matcher)
	}
}
