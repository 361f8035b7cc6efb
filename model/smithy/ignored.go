package smithy

import "strings"

// ignored are the traits that a client generator passes over, by why. What isn't here and isn't read is unknown.
var ignored = byTrait(map[string][]string{
	"says something about the model or its authors, not about the service": {
		"smithy.api#idRef", "smithy.api#internal", "smithy.api#private", "smithy.api#recommended", "smithy.api#since",
		"smithy.api#suppress", "smithy.api#tags", "smithy.api#unstable", "smithy.api#trait", "smithy.api#traitValidators",
		"smithy.api#authDefinition", "smithy.api#protocolDefinition", "smithy.api#mixin",
		"smithy.contracts#conditions", "smithy.ai#prompts",
	},
	"version 2.0 has dropped it; in documents of version 1.0 it is read with the member's default": {boxTrait},
	"describes resources, which have no part in a client but their operations": {
		"smithy.api#nestedProperties", "smithy.api#noReplace", "smithy.api#notProperty", "smithy.api#property",
		"smithy.api#references", "smithy.api#resourceIdentifier", "aws.api#arn", "aws.api#arnReference",
		"aws.api#tagEnabled", "aws.api#taggable", "aws.api#controlPlane", "aws.api#dataPlane", "aws.api#data",
		"aws.cloudformation#cfnAdditionalIdentifier", "aws.cloudformation#cfnDefaultValue",
		"aws.cloudformation#cfnExcludeProperty", "aws.cloudformation#cfnMutability", "aws.cloudformation#cfnName",
		"aws.cloudformation#cfnResource",
	},
	"concerns who may call, which the service decides": {
		"aws.iam#actionName", "aws.iam#actionPermissionDescription", "aws.iam#conditionKeyValue", "aws.iam#conditionKeys",
		"aws.iam#defineConditionKeys", "aws.iam#disableConditionKeyInference", "aws.iam#iamAction", "aws.iam#iamResource",
		"aws.iam#requiredActions", "aws.iam#serviceResolvedConditionKeys", "aws.iam#supportedPrincipalTypes",
	},
	"configures servers": {
		"smithy.api#cors", "aws.apigateway#apiKeySource", "aws.apigateway#authorizer", "aws.apigateway#authorizers",
		"aws.apigateway#integration", "aws.apigateway#mockIntegration", "aws.apigateway#requestValidator",
	},
	"the rule set says where endpoints are": {
		"aws.endpoints#dualStackOnlyEndpoints", "aws.endpoints#rulesBasedEndpoints", "aws.endpoints#standardPartitionalEndpoints",
		"aws.endpoints#standardRegionalEndpoints",
	},
	"binds to MQTT, and none of the protocols here does": {
		"smithy.mqtt#publish", "smithy.mqtt#subscribe", "smithy.mqtt#topicLabel",
	},
	"tests of a deployed service or of servers": {
		"smithy.test#smokeTests", "smithy.test#httpMalformedRequestTests", "smithy.test#eventStreamTests",
	},
})

// byTrait turns a table of reasons around.
func byTrait(reasons map[string][]string) map[string]string {
	out := map[string]string{}
	for why, ids := range reasons {
		for _, id := range ids {
			out[id] = why
		}
	}
	return out
}

// wire are traits that change what goes over the wire and that can't be honoured.
var wire = map[string]string{
	"aws.api#awsChunked": "chunked bodies can't be sent",
}

// wireNamespaces hold traits that are all about the wire: one that isn't known can't be passed over.
var wireNamespaces = map[string]bool{
	"aws.auth": true, "aws.customizations": true, "aws.protocols": true, "smithy.protocols": true,
}

// other says what to say of a trait that isn't read where it stands. what names the place.
func (r *reader) other(t trait, what string) {
	ns, _, _ := strings.Cut(t.id, "#")
	switch {
	case ignored[t.id] != "":
	case readAnywhere(t.id):
		r.d.Warnf(t.pos, "trait %s is ignored: it means nothing on %s", t.id, article(what))
	case wire[t.id] != "":
		r.d.Errorf(t.pos, "trait %s on %s: %s", t.id, article(what), wire[t.id])
	case wireNamespaces[ns] && what != "service":
		r.d.Errorf(t.pos, "unknown trait %s on %s would change what is sent", t.id, article(what))
	default:
		r.d.Warnf(t.pos, "unknown trait %s on %s is ignored", t.id, article(what))
	}
}

// readAnywhere reports whether the trait is one that this package reads.
func readAnywhere(id string) bool {
	_, data := dataTraits[id]
	_, service := serviceTraits[id]
	_, operation := operationTraits[id]
	return data || service || operation
}

// resourceTraits looks for unknown traits of a resource, none of which are read.
func (r *reader) resourceTraits(s *rawShape) {
	for _, t := range s.traits {
		if !readAnywhere(t.id) {
			r.other(t, "resource")
		}
	}
}

// article puts a or an before a kind.
func article(kind string) string {
	if kind != "" && strings.IndexByte("aeio", kind[0]) >= 0 {
		return "an " + kind
	}
	return "a " + kind
}
