package smithy

import (
	"slices"

	"github.com/tinsmith-go/tinsmith/model"
)

// authTraits are the traits that stand for auth schemes, besides those that the model defines.
var authTraits = map[string]bool{
	model.SchemeSigV4: true, model.SchemeSigV4A: true, model.SchemeHTTPBearer: true, "aws.auth#cognitoUserPools": true,
	"smithy.api#httpApiKeyAuth": true, "smithy.api#httpBasicAuth": true, "smithy.api#httpDigestAuth": true,
}

// readServiceAuth resolves the service's schemes (Smithy spec, "auth trait"): those of its auth trait, else all of its
// auth traits by id; without any it takes anonymous calls.
func (r *reader) readServiceAuth(raw *rawShape) {
	for _, t := range raw.traits {
		if authTraits[t.id] || r.defines(t.id, "smithy.api#authDefinition") {
			r.schemesOfService = append(r.schemesOfService, t.id)
		}
	}
	slices.Sort(r.schemesOfService)
	for _, id := range []string{model.SchemeSigV4A, model.SchemeSigV4} {
		t := raw.traits.find(id)
		if t == nil || !r.d.WantObject(t.val) {
			continue
		}
		r.only(t.val, id, "name")
		if r.svc.Auth.SigningName = r.d.Str(t.val.Get("name")); r.svc.Auth.SigningName == "" {
			r.d.Errorf(t.val.Pos(), "%s has no name to sign with", id)
		}
	}
	r.svc.Auth.Schemes = orNone(r.schemesOfService)
	if t := raw.traits.find("smithy.api#auth"); t != nil {
		r.svc.Auth.Schemes = r.schemes(*t)
	}
}

// schemes reads an auth trait.
func (r *reader) schemes(t trait) []string {
	if !r.d.WantArray(t.val) {
		return []string{model.SchemeNoAuth}
	}
	var out []string
	for _, item := range t.items() {
		id := r.d.Str(item)
		switch {
		case slices.Contains(out, id):
		case id == model.SchemeNoAuth || slices.Contains(r.schemesOfService, id):
			out = append(out, id)
		case id != "":
			r.d.Errorf(item.Pos(), "auth scheme %s isn't one of the service's", id)
		}
	}
	return orNone(out)
}

func orNone(schemes []string) []string {
	if len(schemes) == 0 {
		return []string{model.SchemeNoAuth}
	}
	return slices.Clone(schemes)
}

// operationAuth resolves an operation's schemes; nil when they are the service's. optionalAuth adds anonymous calls to
// whatever holds.
func (r *reader) operationAuth(raw *rawShape) *model.Auth {
	auth, optional := raw.traits.find("smithy.api#auth"), raw.traits.find("smithy.api#optionalAuth")
	unsigned := raw.traits.find("aws.auth#unsignedPayload")
	if auth == nil && optional == nil && unsigned == nil {
		return nil
	}
	out := r.svc.Auth
	out.Schemes = slices.Clone(out.Schemes)
	if auth != nil {
		out.Schemes = r.schemes(*auth)
	}
	if optional != nil && r.annotation(*optional) && !slices.Contains(out.Schemes, model.SchemeNoAuth) {
		out.Schemes = append(out.Schemes, model.SchemeNoAuth)
	}
	out.UnsignedPayload = unsigned != nil && r.annotation(*unsigned)
	return &out
}
