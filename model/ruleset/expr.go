package ruleset

import (
	"go/token"
	"math"
	"strings"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// functions are the functions of the rules engine with the number of their arguments; -1 is any from one on.
// (Smithy spec, "Rules engine standard library" and "AWS rules engine library functions"; coalesce, ite and split
// are those of version 1.1.)
var functions = map[string]int{
	"booleanEquals": 2, "getAttr": 2, "isSet": 1, "isValidHostLabel": 2, "not": 1, "parseURL": 1, "stringEquals": 2,
	"substring": 4, "uriEncode": 1, "aws.partition": 1, "aws.parseArn": 1, "aws.isVirtualHostableS3Bucket": 2,
	"coalesce": -1, "ite": 3, "split": 3,
}

// call reads {fn, argv}.
func (r reader) call(v jsondoc.Value, names *scope) *model.EndpointExpr {
	fn, argv := v.Get("fn"), v.Get("argv")
	e := &model.EndpointExpr{Kind: model.FuncExpr, Text: r.d.Str(fn), Pos: v.Pos()}
	if r.d.WantArray(argv) {
		for _, arg := range argv.Items() {
			e.Args = append(e.Args, r.expr(arg, names))
		}
	}
	want, ok := functions[e.Text]
	switch {
	case !ok:
		r.d.Errorf(fn.Pos(), "unknown function %q of endpoint rules", e.Text)
	case want >= 0 && len(e.Args) != want, len(e.Args) == 0:
		r.d.Errorf(argv.Pos(), "%s takes %d arguments, have %d", e.Text, max(want, 1), len(e.Args))
	}
	return e
}

// required is expr for what must be there.
func (r reader) required(v jsondoc.Value, names *scope) *model.EndpointExpr {
	if !v.Exists() {
		r.d.Errorf(v.Pos(), "want an expression, have Missing")
		return nil
	}
	return r.expr(v, names)
}

// expr reads an expression; nil when v is Missing.
func (r reader) expr(v jsondoc.Value, names *scope) *model.EndpointExpr {
	e := &model.EndpointExpr{Pos: v.Pos()}
	switch v.Kind() {
	case jsondoc.Missing:
		return nil
	case jsondoc.String:
		e.Text = r.d.Str(v)
		r.template(v.Pos(), e.Text, names)
	case jsondoc.Bool:
		e.Kind, e.Bool = model.BoolExpr, r.d.Bool(v)
	case jsondoc.Number:
		n := r.d.Int(v)
		if n < math.MinInt32 || n > math.MaxInt32 {
			r.d.Errorf(v.Pos(), "want an integer of 32 bits, have %d", n)
			n = 0
		}
		e.Kind, e.Int = model.IntExpr, int(n)
	case jsondoc.Array:
		e.Kind = model.ArrayExpr
		for _, item := range v.Items() {
			e.Args = append(e.Args, r.expr(item, names))
		}
	case jsondoc.Object:
		return r.object(v, names)
	default:
		r.d.Errorf(v.Pos(), "want an expression, have %s", v.Kind())
	}
	return e
}

// object reads {ref} or {fn, argv}.
func (r reader) object(v jsondoc.Value, names *scope) *model.EndpointExpr {
	ref := v.Get("ref")
	if !ref.Exists() {
		r.only(v, "a function call", "fn", "argv")
		return r.call(v, names)
	}
	r.only(v, "a reference", "ref")
	e := &model.EndpointExpr{Kind: model.RefExpr, Text: r.d.Str(ref), Pos: v.Pos()}
	r.declared(ref.Pos(), e.Text, names)
	return e
}

func (r reader) declared(pos token.Pos, name string, names *scope) {
	if !names.has(name) {
		r.d.Errorf(pos, "nothing declares %q: it is neither a parameter nor assigned before", name)
	}
}

// template checks a string's {name} and {name#path}; {{ and }} stand for braces.
func (r reader) template(pos token.Pos, text string, names *scope) {
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] != '{' && text[i] != '}':
		case i+1 < len(text) && text[i+1] == text[i]:
			i++
		case text[i] == '}':
			r.d.Errorf(pos, "template %q has a } without {", text)
			return
		default:
			n := strings.IndexAny(text[i+1:], "{}")
			if n < 0 || text[i+1+n] != '}' {
				r.d.Errorf(pos, "template %q has a { without }", text)
				return
			}
			name, _, _ := strings.Cut(text[i+1:i+1+n], "#")
			r.declared(pos, name, names)
			i += n + 1
		}
	}
}
