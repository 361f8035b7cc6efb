// Package patch owns the quirks of single services: named edits of a model, each with its reason, that a client needs
// to be a drop-in. It must not know what is generated from a model.
package patch

import "github.com/tinsmith-go/tinsmith/model"

// edit changes the model of one service.
type edit struct {
	service string       // the SDK id
	format  model.Format // from which the model was read
	reason  string
	apply   func(*model.Service)
}

var edits = []edit{
	{"SSM Incidents", model.FormatBotocore, "the waiters' delay doesn't grow; botocore has no place for the longest delay",
		longestDelay(30, "WaitForReplicationSetActive", "WaitForReplicationSetDeleted")},
}

// Apply returns svc with the edits of its service, or svc itself when there is none. It doesn't change svc. An edit of
// what a model lacks does nothing: older models may not have it yet.
func Apply(svc *model.Service) *model.Service {
	var out *model.Service
	for _, e := range edits {
		if e.service != svc.SDKID || e.format != svc.Format {
			continue
		}
		if out == nil {
			out = withWaiters(svc)
		}
		e.apply(out)
	}
	if out == nil {
		return svc
	}
	return out
}

// withWaiters is a copy of svc whose operations and waiters are copies, too.
func withWaiters(svc *model.Service) *model.Service {
	out := *svc
	out.Operations = make([]*model.Operation, len(svc.Operations))
	for i, op := range svc.Operations {
		copied := *op
		copied.Waiters = make([]*model.Waiter, len(op.Waiters))
		for j, w := range op.Waiters {
			waiter := *w
			copied.Waiters[j] = &waiter
		}
		if op.Waiters == nil {
			copied.Waiters = nil
		}
		out.Operations[i] = &copied
	}
	return &out
}

// longestDelay sets the longest delay of waiters, in seconds.
func longestDelay(seconds int, names ...string) func(*model.Service) {
	return func(svc *model.Service) {
		for _, op := range svc.Operations {
			for _, w := range op.Waiters {
				for _, name := range names {
					if w.Name == name {
						w.MaxDelay = max(seconds, w.MinDelay)
					}
				}
			}
		}
	}
}
