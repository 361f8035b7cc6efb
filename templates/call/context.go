package call

import (
	"context"
	"reflect"
	"sync"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
)

// contexts holds, per operation, a context with everything that a call lets those see
// whom it calls: service, operation, region, logger. Making one takes a dozen
// allocations, so it is made once and laid over the context of each call.
type contexts struct {
	serviceID, region string
	logger            logging.Logger
	byOperation       sync.Map // operation → context.Context
}

func newContexts(s *Settings, base *Config) *contexts {
	if base != nil && base.Region == s.Region && same(base.Logger, s.Logger) {
		return base.contexts
	}
	return &contexts{serviceID: s.ServiceID, region: s.Region, logger: s.Logger}
}

// same says whether two loggers are known to be the same.
func same(a, b logging.Logger) bool {
	return reflect.TypeOf(a) == reflect.TypeOf(b) && reflect.ValueOf(a).Comparable() && a == b
}

func (c *contexts) of(op operation) context.Context {
	if v, ok := c.byOperation.Load(op); ok {
		return v.(context.Context)
	}
	name := op.facts().name
	ctx := middleware.SetLogger(context.Background(), c.logger)
	ctx = middleware.WithServiceID(ctx, c.serviceID)
	ctx = middleware.WithOperationName(ctx, name)
	ctx = awsmiddleware.SetServiceID(ctx, c.serviceID)
	if c.region != "" {
		ctx = awsmiddleware.SetRegion(ctx, c.region)
	}
	ctx = awsmiddleware.SetOperationName(ctx, name)
	c.byOperation.Store(op, ctx)
	return ctx
}

// overlay is a caller's context with the values of another one over its own. Since
// these include the middleware stack's, none of an outer call's are seen.
type overlay struct {
	context.Context
	values context.Context
}

// Value returns the value of the overlay, else of the caller's context.
func (o *overlay) Value(key any) any {
	if v := o.values.Value(key); v != nil {
		return v
	}
	return o.Context.Value(key)
}
