package rules

import "github.com/tinsmith-go/tinsmith/model"

// Standard returns the rule set of a service whose model has none: the endpoint that the caller sets, else
// <prefix>.<region>.<the partition's domain>, in its FIPS and dual-stack forms where asked for. Without a prefix, there
// is only the endpoint that the caller sets.
func Standard(prefix string) *model.EndpointRuleSet {
	set := &model.EndpointRuleSet{
		Version: "1.0",
		Parameters: []*model.EndpointParameter{
			parameter("Endpoint", "string", BuiltInEndpoint, nil, "The endpoint to send requests to, in the place of the default one."),
			parameter("Region", "string", BuiltInRegion, nil, "The AWS region to send requests to."),
			parameter("UseDualStack", "boolean", BuiltInUseDualStack, false, "Whether to use an endpoint with IPv4 and IPv6."),
			parameter("UseFIPS", "boolean", BuiltInUseFIPS, false, "Whether to use an endpoint with FIPS 140 validated cryptography."),
		},
		Rules: []*model.EndpointRule{customEndpoint()},
	}
	if prefix != "" {
		set.Rules = append(set.Rules, regionalEndpoint(prefix), failure("Invalid Configuration: Missing Region"))
	} else {
		set.Rules = append(set.Rules, failure("Invalid Configuration: Missing Endpoint"))
	}
	return set
}

func parameter(name, typ, builtIn string, def any, doc string) *model.EndpointParameter {
	return &model.EndpointParameter{
		Name: name, Type: typ, BuiltIn: builtIn, Required: def != nil, Default: def, Documentation: doc,
	}
}

func customEndpoint() *model.EndpointRule {
	return tree(
		[]*model.EndpointCondition{when(fn("isSet", ref("Endpoint")))},
		failure("Invalid Configuration: FIPS and custom endpoint are not supported", isTrue(ref("UseFIPS"))),
		failure("Invalid Configuration: Dualstack and custom endpoint are not supported", isTrue(ref("UseDualStack"))),
		&model.EndpointRule{Endpoint: &model.EndpointResult{URL: ref("Endpoint")}},
	)
}

func regionalEndpoint(prefix string) *model.EndpointRule {
	fips, dual := isTrue(ref("UseFIPS")), isTrue(ref("UseDualStack"))
	hasFIPS, hasDual := isTrue(attribute("supportsFIPS")), isTrue(attribute("supportsDualStack"))
	return tree(
		[]*model.EndpointCondition{
			when(fn("isSet", ref("Region"))),
			{Call: fn("aws.partition", ref("Region")), Assign: "PartitionResult"},
		},
		tree([]*model.EndpointCondition{fips, dual},
			location(prefix+"-fips", "dualStackDnsSuffix", hasFIPS, hasDual),
			failure("FIPS and DualStack are enabled, but this partition does not support one or both")),
		tree([]*model.EndpointCondition{fips},
			location(prefix+"-fips", "dnsSuffix", hasFIPS),
			failure("FIPS is enabled but this partition does not support FIPS")),
		tree([]*model.EndpointCondition{dual},
			location(prefix, "dualStackDnsSuffix", hasDual),
			failure("DualStack is enabled but this partition does not support DualStack")),
		location(prefix, "dnsSuffix"),
	)
}

func location(prefix, suffix string, conditions ...*model.EndpointCondition) *model.EndpointRule {
	url := "https://" + escape(prefix) + ".{Region}.{PartitionResult#" + suffix + "}"
	return &model.EndpointRule{Conditions: conditions, Endpoint: &model.EndpointResult{URL: literal(url)}}
}

// escape protects braces, which a prefix of a sane model doesn't have.
func escape(s string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '{' || s[i] == '}' {
			out = append(out, s[i])
		}
		out = append(out, s[i])
	}
	return string(out)
}

func tree(conditions []*model.EndpointCondition, rules ...*model.EndpointRule) *model.EndpointRule {
	return &model.EndpointRule{Conditions: conditions, Rules: rules}
}

func failure(message string, conditions ...*model.EndpointCondition) *model.EndpointRule {
	return &model.EndpointRule{Conditions: conditions, Error: literal(message)}
}

func when(call *model.EndpointExpr) *model.EndpointCondition {
	return &model.EndpointCondition{Call: call}
}

func isTrue(e *model.EndpointExpr) *model.EndpointCondition {
	return when(fn("booleanEquals", e, &model.EndpointExpr{Kind: model.BoolExpr, Bool: true}))
}

func attribute(name string) *model.EndpointExpr {
	return fn("getAttr", ref("PartitionResult"), literal(name))
}

func fn(name string, args ...*model.EndpointExpr) *model.EndpointExpr {
	return &model.EndpointExpr{Kind: model.FuncExpr, Text: name, Args: args}
}

func ref(name string) *model.EndpointExpr {
	return &model.EndpointExpr{Kind: model.RefExpr, Text: name}
}

func literal(s string) *model.EndpointExpr {
	return &model.EndpointExpr{Kind: model.TemplateExpr, Text: s}
}
