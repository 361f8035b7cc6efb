package botocore

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"
	"strconv"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// maxDelay is Smithy's default for a waiter's maxDelay in seconds (smithy.waiters#waitable). botocore's interval is
// fixed; as minDelay it is where the growing delay starts.
const maxDelay = 120

// waiters reads waiters-2.json.
func (r *reader) waiters(n node) {
	if !n.Exists() || !r.object(n) {
		return
	}
	r.knownKeys(n, waiterFileKeys)
	all := n.Get("waiters")
	if !r.optionalObject(all) {
		return
	}
	r.named(all, "waiter", func(name string, pos token.Pos, val node) {
		r.knownKeys(val, waiterKeys)
		opName := val.Get("operation")
		op := r.svc.Operation(r.str(opName))
		if op == nil {
			r.d.Errorf(opName.Pos(), "waiter %s waits for %q, which isn't an operation", name, r.str(opName))
			return
		}
		op.Waiters = append(op.Waiters, r.waiter(op, name, pos, val))
	})
	for _, op := range r.svc.Operations {
		slices.SortFunc(op.Waiters, func(a, b *model.Waiter) int { return cmp.Compare(a.Name, b.Name) })
	}
}

func (r *reader) waiter(op *model.Operation, name string, pos token.Pos, n node) *model.Waiter {
	w := &model.Waiter{Name: name, Documentation: r.str(n.Get("description")), Pos: pos}
	w.MinDelay = int(r.int(n.Get("delay")))
	if w.MinDelay < 1 {
		r.d.Errorf(n.Get("delay").Pos(), "waiter %s has a delay of %d: want 1 second at least", name, w.MinDelay)
	}
	w.MaxDelay = max(maxDelay, w.MinDelay)
	acceptors := n.Get("acceptors")
	if !r.d.WantArray(acceptors.value()) {
		return w
	}
	for _, item := range acceptors.Items() {
		if r.object(item) {
			w.Acceptors = append(w.Acceptors, r.acceptor(op, item))
		}
	}
	return w
}

// acceptor lifts one acceptor to Smithy's matchers.
func (r *reader) acceptor(op *model.Operation, n node) *model.Acceptor {
	r.knownKeys(n, acceptorKeys)
	a := &model.Acceptor{State: r.str(n.Get("state")), Path: r.str(n.Get("argument")), Pos: n.Pos()}
	if a.State != "success" && a.State != "failure" && a.State != "retry" {
		r.d.Errorf(n.Get("state").Pos(), "unknown state %q: want success, failure or retry", a.State)
	}
	expected := n.Get("expected")
	switch matcher := r.str(n.Get("matcher")); matcher {
	case "path", "pathAll", "pathAny":
		if a.Path == "" {
			r.d.Errorf(n.Pos(), "matcher %s needs an argument", matcher)
		}
		a.Matcher = "output"
		a.Comparator, a.Expected = r.comparator(matcher, expected)
	case "error":
		a.Matcher, a.Expected = r.errorMatcher(op, expected)
	case "status":
		a.Matcher, a.Expected = "status", strconv.FormatInt(r.int(expected), 10)
	default:
		r.d.Errorf(n.Get("matcher").Pos(), "unknown matcher %q: want path, pathAll, pathAny, error or status", matcher)
	}
	return a
}

// comparator tells Smithy's comparators apart by the kind of what is expected.
func (r *reader) comparator(matcher string, expected node) (comparator, text string) {
	switch expected.Kind() {
	case jsondoc.String:
		text = r.str(expected)
		comparator = "stringEquals"
	case jsondoc.Bool:
		text = fmt.Sprint(r.bool(expected))
		comparator = "booleanEquals"
	default:
		r.d.Errorf(expected.Pos(), "want a string or a boolean, have %s", expected.Kind())
	}
	switch matcher {
	case "pathAll":
		comparator = "allStringEquals"
	case "pathAny":
		comparator = "anyStringEquals"
	}
	return comparator, text
}

// errorMatcher lifts the matcher error: true stands for any error, false for none, a text for the error of that code.
func (r *reader) errorMatcher(op *model.Operation, expected node) (matcher, text string) {
	switch expected.Kind() {
	case jsondoc.Bool:
		return "success", fmt.Sprint(!r.bool(expected))
	case jsondoc.String:
		return "errorType", r.errorName(op, r.str(expected))
	}
	r.d.Errorf(expected.Pos(), "want an error code or a boolean, have %s", expected.Kind())
	return "errorType", ""
}

// errorName returns the name of the shape that has the code on the wire: one of the operation's errors, else one of
// the service's. Codes that aren't modelled (those of HEAD requests, say) are kept.
func (r *reader) errorName(op *model.Operation, code string) string {
	has := func(s *model.Shape) bool {
		if s.Error == nil {
			return false
		}
		return s.Error.Code == code || s.Error.Code == "" && s.ID.Name() == code
	}
	for _, s := range op.Errors {
		if has(s) {
			return s.ID.Name()
		}
	}
	for _, s := range r.order {
		if has(s.Shape) {
			return s.ID.Name()
		}
	}
	return code
}
