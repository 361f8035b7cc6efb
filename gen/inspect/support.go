package inspect

import (
	"slices"

	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/gen/wire"
	"github.com/tinsmith-go/tinsmith/model"
)

// importPath stands in for that of a client that isn't written.
const importPath = "example.com/client"

// support finds out which operations can be generated. When all together can, each can; else each is
// asked about. What every operation lacks, the service lacks.
func (i *inspector) support() {
	i.shared, i.problems, i.bad = []Note{}, map[string][]Note{}, map[string]bool{}
	whole := i.check(nil)
	if len(whole) == 0 {
		return
	}
	count := map[Note]int{}
	for _, op := range i.svc.Operations {
		list := i.check([]string{op.Name})
		i.problems[op.Name], i.bad[op.Name] = list, len(list) > 0
		for _, n := range list {
			count[n]++
		}
	}
	everywhere := func(n Note) bool { return count[n] == len(i.svc.Operations) && count[n] != 1 }
	for _, n := range whole {
		// count 0: a problem of the operations with each other
		if everywhere(n) || count[n] == 0 {
			i.shared = append(i.shared, n)
		}
	}
	for name, list := range i.problems {
		i.problems[name] = slices.DeleteFunc(list, everywhere)
	}
}

// check lists why a selection can't be generated.
func (i *inspector) check(operations []string) []Note {
	return notes(gen.Check(gen.Config{Fset: i.cfg.Fset, ImportPath: importPath, Operations: operations}, i.svc))
}

func (i *inspector) service() Service {
	svc := i.svc
	out := Service{
		ID: string(svc.ID), Name: svc.SDKID, APIVersion: svc.Version, Format: string(svc.Format),
		EndpointPrefix: svc.EndpointPrefix, EndpointRules: svc.Endpoints != nil, SigningName: svc.Auth.SigningName,
		Protocols: protocols(svc), Auth: []Scheme{},
		Operations: len(svc.Operations), Shapes: shapes(svc),
	}
	for _, id := range svc.Auth.Schemes {
		out.Auth = append(out.Auth, Scheme{id, slices.Contains(gen.SupportedAuth(), id)})
	}
	for _, op := range svc.Operations {
		if !i.bad[op.Name] {
			out.Generable++
		}
	}
	return out
}

// protocols marks the first supported one as chosen, as gen.Generate chooses.
func protocols(svc *model.Service) []Protocol {
	out, chosen := []Protocol{}, false
	for _, p := range svc.Protocols {
		supported := slices.Contains(wire.Supported(), p.ID)
		out = append(out, Protocol{ID: string(p.ID), Supported: supported, Chosen: supported && !chosen})
		chosen = chosen || supported
	}
	return out
}

// shapes counts shapes by type. Shapes of the prelude are nobody's.
func shapes(svc *model.Service) map[string]int {
	out := map[string]int{}
	for id, s := range svc.Shapes {
		if id.Namespace() != prelude {
			out[s.Type.String()]++
		}
	}
	return out
}

// prelude is the namespace of Smithy's own shapes.
const prelude = "smithy.api"

func (i *inspector) operation(op *model.Operation) Operation {
	out := Operation{
		Name: op.Name, Paginated: op.Paginated != nil, Waiters: []string{}, Deprecated: op.Deprecated != nil,
		StreamingInput: streams(op.Input, false), StreamingOutput: streams(op.Output, false),
		EventStream: streams(op.Input, true) || streams(op.Output, true),
		Generable:   !i.bad[op.Name], Problems: i.problems[op.Name],
	}
	if op.HTTP != nil {
		out.Method, out.Path = op.HTTP.Method, op.HTTP.URI
	}
	for _, w := range op.Waiters {
		out.Waiters = append(out.Waiters, w.Name)
	}
	if out.Problems == nil {
		out.Problems = []Note{}
	}
	return out
}

// streams says whether a message has a streaming blob, or an event stream.
func streams(s *model.Shape, events bool) bool {
	return s != nil && slices.ContainsFunc(s.Members, func(m *model.Member) bool {
		return m.IsStreaming() && m.Target.EventStream == events
	})
}
