// Package call owns what happens between a client's method and the wire: token, check,
// serialisation, then for each attempt identity, endpoint, signature, sending and
// decoding. It must not know any service, nor how a body is written.
//
// A call is flat: its steps are functions that run one after the other. With APIOptions
// or Interceptors, the same steps run as the middleware stack that these expect.
package call

import (
	"context"
	"fmt"

	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
)

// Do makes one call. The input is never written to; nil counts as an empty one. The
// error is a *smithy.OperationError, except for that of an API option.
func Do[I, O any](ctx context.Context, cfg *Config, op *Operation[I, O], in *I) (*O, middleware.Metadata, error) {
	if in == nil {
		in = new(I)
	}
	result, md, err := cfg.do(ctx, op, in)
	if err != nil {
		return nil, md, err
	}
	out, ok := result.(*O)
	if !ok {
		return nil, md, cfg.wrap(op, fmt.Errorf("a middleware returned a result of type %T", result))
	}
	return out, md, nil
}

func (cfg *Config) do(ctx context.Context, op operation, in any) (out any, md middleware.Metadata, err error) {
	if cfg.Problem != nil {
		return nil, md, cfg.wrap(op, cfg.Problem)
	}
	if cfg.stacked {
		return cfg.doStack(ctx, op, in)
	}
	c := &flat{cfg: cfg, op: op, facts: op.facts()}
	c.ctx = overlay{ctx, cfg.contexts.of(op)}
	if err = c.run(in); err != nil {
		err = cfg.wrap(op, err)
	}
	return c.out, c.metadata, err
}

func (cfg *Config) wrap(op operation, err error) error {
	return &smithy.OperationError{ServiceID: cfg.ServiceID, OperationName: op.facts().name, Err: err}
}
