package call

import (
	"context"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// stacked is one call as a middleware stack: the steps of a flat call under the ids
// and in the order that aws-sdk-go-v2 gives them. What one step finds out for another
// is in the context, so that a middleware may go down the stack more than once.
type stacked struct {
	cfg   *Config
	op    operation
	facts facts
	agent *awsmiddleware.RequestUserAgent
	ctx   overlay
}

func (cfg *Config) doStack(ctx context.Context, op operation, in any) (any, middleware.Metadata, error) {
	c := &stacked{cfg: cfg, op: op, facts: op.facts(), agent: cfg.userAgent.middleware()}
	stack := middleware.NewStack(c.facts.name, smithyhttp.NewStackRequest)
	c.addTo(stack)
	for _, option := range cfg.APIOptions {
		if err := option(stack); err != nil {
			return nil, middleware.Metadata{}, err
		}
	}
	c.ctx = overlay{ctx, cfg.contexts.of(op)}
	out, md, err := stack.HandleMiddleware(&c.ctx, in, (*transport)(cfg))
	if err != nil {
		err = cfg.wrap(op, err)
	}
	return out, md, err
}

// addTo fills an empty stack. Each middleware goes to the end of its step, so that the
// functions read in the order of the calls; adding fails on nothing.
func (c *stacked) addTo(s *middleware.Stack) {
	i := &c.cfg.Interceptors
	on := anyInterceptor(i)
	c.addInitialize(s.Initialize, i, on)
	c.addSerialize(s.Serialize, i, on)
	c.addBuild(s.Build)
	c.addFinalize(s.Finalize, i, on)
	c.addDeserialize(s.Deserialize, i, on)
}

func (c *stacked) addInitialize(s *middleware.InitializeStep, i *smithyhttp.InterceptorRegistry, on bool) {
	add := func(m middleware.InitializeMiddleware) { _ = s.Add(m, middleware.After) }
	if on {
		add(&smithyhttp.InterceptExecution{BeforeExecution: i.BeforeExecution, AfterExecution: i.AfterExecution})
	}
	if c.facts.hasToken {
		add((*tokenFill)(c))
	}
	if c.facts.hasCheck {
		add((*validation)(c))
	}
}

func (c *stacked) addSerialize(s *middleware.SerializeStep, i *smithyhttp.InterceptorRegistry, on bool) {
	add := func(m middleware.SerializeMiddleware) { _ = s.Add(m, middleware.After) }
	add((*inputKeeper)(c))
	if on {
		add(&smithyhttp.InterceptBeforeSerialization{Interceptors: i.BeforeSerialization})
	}
	add((*serializer)(c))
	if on {
		add(&smithyhttp.InterceptAfterSerialization{Interceptors: i.AfterSerialization})
	}
}

func (c *stacked) addBuild(s *middleware.BuildStep) {
	add := func(m middleware.BuildMiddleware) { _ = s.Add(m, middleware.After) }
	add(&awsmiddleware.ClientRequestID{})
	add((*credentialSource)(c))
	add(c.agent)
	add(&awsmiddleware.RecursionDetection{})
}

func (c *stacked) addFinalize(s *middleware.FinalizeStep, i *smithyhttp.InterceptorRegistry, on bool) {
	add := func(m middleware.FinalizeMiddleware) { _ = s.Add(m, middleware.After) }
	add(&smithyhttp.InterceptBeforeRetryLoop{Interceptors: i.BeforeRetryLoop})
	add((*retries)(c))
	add(&smithyhttp.InterceptAttempt{BeforeAttempt: i.BeforeAttempt, AfterAttempt: i.AfterAttempt})
	add((*attemptNumber)(c))
	add((*authScheme)(c))
	add((*identity)(c))
	add((*endpoint)(c))
	add((*noHTTPS)(c))
	if c.facts.unsignedBody {
		add(&v4.UnsignedPayload{})
		add(&v4.ContentSHA256Header{})
	} else {
		add(&v4.ComputePayloadSHA256{})
	}
	add((*contextScope)(c))
	if on {
		add(&smithyhttp.InterceptBeforeSigning{Interceptors: i.BeforeSigning})
	}
	add((*signature)(c))
	if on {
		add(&smithyhttp.InterceptAfterSigning{Interceptors: i.AfterSigning})
	}
}

func (c *stacked) addDeserialize(s *middleware.DeserializeStep, i *smithyhttp.InterceptorRegistry, on bool) {
	add := func(m middleware.DeserializeMiddleware) { _ = s.Add(m, middleware.After) }
	add(&awsmiddleware.AddRawResponse{})
	add(&awshttp.ResponseErrorWrapper{})
	add(&awsmiddleware.RequestIDRetriever{})
	if on {
		add(&smithyhttp.InterceptAfterDeserialization{Interceptors: i.AfterDeserialization})
	}
	add((*deserializer)(c))
	if on {
		add(&smithyhttp.InterceptBeforeDeserialization{Interceptors: i.BeforeDeserialization})
	}
	add(&awsmiddleware.RecordResponseTiming{DisableClockSkewCorrection: c.cfg.DisableClockSkewCorrection})
	if l := c.cfg.transportLogger(); l != nil {
		add(l)
	} else {
		add(&smithyhttp.RequestResponseLogger{})
	}
	if on {
		add(&smithyhttp.InterceptTransmit{BeforeTransmit: i.BeforeTransmit, AfterTransmit: i.AfterTransmit})
	}
}
