package emit

import (
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/tinsmith-go/tinsmith/gen/godoc"
	"github.com/tinsmith-go/tinsmith/gen/goir"
)

// waiter prints a waiter.
func waiter(f *file, op *goir.Operation, w *goir.Waiter) {
	waiterOptions(f, op, w)
	f.decl([]string{w.Name + "Waiter"}, w.Doc, jen.Type().Id(w.Name+"Waiter").Struct(
		jen.Id("client").Id(op.Name+"APIClient"), jen.Id("options").Id(w.Name+"WaiterOptions")))
	newWaiter(f, op, w)
	wait(f, op, w)
	waitForOutput(f, op, w)
	retryFunc(f, op, w)
}

// waiterOptions prints the options of a waiter, whose fields are the same for all.
func waiterOptions(f *file, op *goir.Operation, w *goir.Waiter) {
	name := w.Name + "WaiterOptions"
	f.decl([]string{name}, godoc.Convert(name+" are the options of ["+w.Name+"Waiter]."), jen.Type().Id(name).StructFunc(func(g *jen.Group) {
		field := func(doc string, code jen.Code) {
			comment(g, godoc.Convert(doc))
			g.Add(code)
			g.Line()
		}
		field("APIOptions change the middleware stack of calls, besides those of the client.", jen.Id("APIOptions").Index().Func().Params(jen.Op("*").Add(stack())).Error())
		field("ClientOptions change the options of calls.", jen.Id("ClientOptions").Index().Add(optionFunc()))
		field("MinDelay is the shortest time between two calls, "+delayText(w.MinDelay)+" by default. It is at most MaxDelay.", jen.Id("MinDelay").Qual("time", "Duration"))
		field("MaxDelay is the longest time between two calls, "+delayText(w.MaxDelay)+" by default and for zero.", jen.Id("MaxDelay").Qual("time", "Duration"))
		field("LogWaitAttempts logs the number of each call.", jen.Id("LogWaitAttempts").Bool())
		comment(g, godoc.Convert("Retryable tells what an answer means: true waits on, false ends the wait, and so does an error. By default it is what the model says."))
		g.Id("Retryable").Func().Params(retryParams(op)...).Params(jen.Bool(), jen.Error())
	}))
}

func stack() *jen.Statement { return jen.Qual("github.com/aws/smithy-go/middleware", "Stack") }

func delayText(seconds int) string { return (time.Duration(seconds) * time.Second).String() }

// delay prints a number of seconds.
func delay(seconds int) *jen.Statement { return jen.Lit(seconds).Op("*").Qual("time", "Second") }

func retryParams(op *goir.Operation) []jen.Code {
	return []jen.Code{jen.Qual("context", "Context"), jen.Op("*").Id(op.Input.Name), jen.Op("*").Id(op.Output.Name), jen.Error()}
}

// newWaiter prints
//
//	func NewWWaiter(client OpAPIClient, optFns ...func(*WWaiterOptions)) *WWaiter {
//		options := WWaiterOptions{
//			MinDelay: 2 * time.Second,
//			MaxDelay: 120 * time.Second,
//			Retryable: retryW,
//		}
//		for _, fn := range optFns {
//			fn(&options)
//		}
//		return &WWaiter{client: client, options: options}
//	}
func newWaiter(f *file, op *goir.Operation, w *goir.Waiter) {
	name := "New" + w.Name + "Waiter"
	f.decl([]string{name}, godoc.Convert(name+" returns a waiter that calls client."), jen.Func().Id(name).Params(
		jen.Id("client").Id(op.Name+"APIClient"), optFns(w),
	).Op("*").Id(w.Name+"Waiter").BlockFunc(func(g *jen.Group) {
		g.Id("options").Op(":=").Id(w.Name+"WaiterOptions").Custom(list,
			jen.Id("MinDelay").Op(":").Add(delay(w.MinDelay)),
			jen.Id("MaxDelay").Op(":").Add(delay(w.MaxDelay)),
			jen.Id("Retryable").Op(":").Id("retry"+w.Name))
		applyOptions(g)
		g.Return(jen.Op("&").Id(w.Name+"Waiter").Values(jen.Id("client").Op(":").Id("client"), jen.Id("options").Op(":").Id("options")))
	}))
}

func optFns(w *goir.Waiter) *jen.Statement {
	return jen.Id("optFns").Op("...").Func().Params(jen.Op("*").Id(w.Name + "WaiterOptions"))
}

// waitMethod prints the head of a method that waits.
func waitMethod(op *goir.Operation, w *goir.Waiter, name string) *jen.Statement {
	return jen.Func().Params(jen.Id("w").Op("*").Id(w.Name+"Waiter")).Id(name).Params(
		jen.Id("ctx").Qual("context", "Context"), jen.Id("params").Op("*").Id(op.Input.Name), jen.Id("maxWaitDur").Qual("time", "Duration"), optFns(w))
}

// wait prints
//
//	func (w *WWaiter) Wait(ctx context.Context, params *OpInput, maxWaitDur time.Duration, optFns ...func(*WWaiterOptions)) error {
//		_, err := w.WaitForOutput(ctx, params, maxWaitDur, optFns...)
//		return err
//	}
func wait(f *file, op *goir.Operation, w *goir.Waiter) {
	doc := godoc.Convert("Wait waits for maxWaitDur at most, which must be above zero.")
	f.decl([]string{w.Name + "Waiter.Wait"}, doc, waitMethod(op, w, "Wait").Error().Block(
		jen.List(jen.Id("_"), jen.Err()).Op(":=").Id("w").Dot("WaitForOutput").Call(jen.Id("ctx"), jen.Id("params"), jen.Id("maxWaitDur"), jen.Id("optFns").Op("...")),
		jen.Return(jen.Err()),
	))
}

// waitForOutput prints
//
//	func (w *WWaiter) WaitForOutput(ctx context.Context, params *OpInput, maxWaitDur time.Duration, optFns ...func(*WWaiterOptions)) (*OpOutput, error) {
//		options := w.options
//		for _, fn := range optFns {
//			fn(&options)
//		}
//		plan := waiting.Plan{…}
//		return waiting.Run(ctx, plan, func(ctx context.Context, apiOptions []func(*middleware.Stack) error) (*OpOutput, bool, error) {
//			out, err := w.client.Op(ctx, params, func(o *Options) {
//				o.APIOptions = append(o.APIOptions, apiOptions...)
//				o.feature = waiting.Feature
//				for _, fn := range options.ClientOptions {
//					fn(o)
//				}
//			})
//			retry, err := options.Retryable(ctx, params, out, err)
//			return out, retry, err
//		})
//	}
func waitForOutput(f *file, op *goir.Operation, w *goir.Waiter) {
	p := f.pkg
	doc := godoc.Convert("WaitForOutput waits as Wait does, and returns the output that ended the wait.")
	option := func(name string) *jen.Statement { return jen.Id("options").Dot(name) }
	f.decl([]string{w.Name + "Waiter.WaitForOutput"}, doc, waitMethod(op, w, "WaitForOutput").Params(jen.Op("*").Id(op.Output.Name), jen.Error()).BlockFunc(func(g *jen.Group) {
		g.Id("options").Op(":=").Id("w").Dot("options")
		applyOptions(g)
		g.Id("plan").Op(":=").Add(in(p, "waiting", "Plan")).Custom(list,
			jen.Id("Waiter").Op(":").Lit(w.Name),
			jen.Id("MaxWait").Op(":").Id("maxWaitDur"),
			jen.Id("MinDelay").Op(":").Add(option("MinDelay")),
			jen.Id("MaxDelay").Op(":").Add(option("MaxDelay")),
			jen.Id("DefaultMaxDelay").Op(":").Add(delay(w.MaxDelay)),
			jen.Id("APIOptions").Op(":").Add(option("APIOptions")),
			jen.Id("Log").Op(":").Add(option("LogWaitAttempts")))
		g.Return(in(p, "waiting", "Run").Call(jen.Id("ctx"), jen.Id("plan"), jen.Func().Params(
			jen.Id("ctx").Qual("context", "Context"), jen.Id("apiOptions").Index().Func().Params(jen.Op("*").Add(stack())).Error(),
		).Params(jen.Op("*").Id(op.Output.Name), jen.Bool(), jen.Error()).Block(
			jen.List(jen.Id("out"), jen.Err()).Op(":=").Id("w").Dot("client").Dot(op.Name).Call(jen.Id("ctx"), jen.Id("params"), jen.Func().Params(jen.Id("o").Op("*").Id("Options")).Block(
				jen.Id("o").Dot("APIOptions").Op("=").Append(jen.Id("o").Dot("APIOptions"), jen.Id("apiOptions").Op("...")),
				jen.Id("o").Dot("feature").Op("=").Add(in(p, "waiting", "Feature")),
				jen.For(jen.List(jen.Id("_"), jen.Id("fn")).Op(":=").Range().Add(option("ClientOptions"))).Block(jen.Id("fn").Call(jen.Id("o"))),
			)),
			jen.List(jen.Id("retry"), jen.Err()).Op(":=").Add(option("Retryable")).Call(jen.Id("ctx"), jen.Id("params"), jen.Id("out"), jen.Err()),
			jen.Return(jen.Id("out"), jen.Id("retry"), jen.Err()),
		)))
	}))
}

// retryFunc prints what the model says of answers:
//
//	func retryW(_ context.Context, in *OpInput, out *OpOutput, err error) (bool, error) {
//		if err == nil && out.Status == "DONE" {
//			return false, nil
//		}
//		if waiting.Is[*types.NotFound](err) {
//			return true, nil
//		}
//		return err == nil, err
//	}
func retryFunc(f *file, op *goir.Operation, w *goir.Waiter) {
	name := "retry" + w.Name
	f.decl([]string{name}, godoc.Convert(name+" tells what an answer means to ["+w.Name+"Waiter]."), jen.Func().Id(name).Params(
		jen.Id("_").Qual("context", "Context"), jen.Id("in").Op("*").Id(op.Input.Name), jen.Id("out").Op("*").Id(op.Output.Name), jen.Err().Error(),
	).Params(jen.Bool(), jen.Error()).BlockFunc(func(g *jen.Group) {
		for _, a := range w.Acceptors {
			acceptor(f.pkg, g, a)
		}
		g.Return(jen.Err().Op("==").Nil(), jen.Err())
	}))
}

// acceptor prints an acceptor: a condition and what follows from it.
func acceptor(p *goir.Package, g *jen.Group, a *goir.Acceptor) {
	verdict := func(g *jen.Group) { g.Return(verdict(p, a)...) }
	answered := jen.Err().Op("==").Nil()
	switch a.Kind {
	case goir.SuccessAcceptor:
		g.If(answered).BlockFunc(verdict)
	case goir.AnyErrorAcceptor:
		g.If(jen.Err().Op("!=").Nil()).BlockFunc(verdict)
	case goir.ErrorAcceptor:
		cond := in(p, "waiting", "HasCode").Call(jen.Err(), jen.Lit(a.Code))
		if a.Error != nil {
			cond = in(p, "waiting", "Is").Types(jen.Op("*").Add(typesName(p, a.Error.Name))).Call(jen.Err())
		}
		g.If(cond).BlockFunc(verdict)
	case goir.StatusAcceptor:
		g.If(answered.Op("&&").Add(in(p, "statuscode", "Of")).Call(jen.Id("out").Dot("ResultMetadata")).Op("==").Lit(a.Status).
			Op("||").Add(in(p, "statuscode", "OfError")).Call(jen.Err()).Op("==").Lit(a.Status)).BlockFunc(verdict)
	default:
		if len(a.Cond.Setup) == 0 {
			g.If(answered.Op("&&").Add(operand(a.Cond.X))).BlockFunc(verdict)
			return
		}
		g.If(answered).BlockFunc(func(g *jen.Group) {
			statements(p, g, a.Cond.Setup)
			g.If(expression(a.Cond.X)).BlockFunc(verdict)
		})
	}
}

// operand prints an operand of &&.
func operand(x *goir.Expr) *jen.Statement {
	if x.Kind == goir.JoinExpr && x.Name == "||" {
		return grouped(x)
	}
	return expression(x)
}

func verdict(p *goir.Package, a *goir.Acceptor) []jen.Code {
	switch a.State {
	case goir.SuccessState:
		return []jen.Code{jen.False(), jen.Nil()}
	case goir.FailureState:
		return []jen.Code{jen.False(), in(p, "waiting", "Failed").Call()}
	}
	return []jen.Code{jen.True(), jen.Nil()}
}
