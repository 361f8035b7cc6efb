// Package rulesfn owns what compiled endpoint rules call: the functions of the Smithy rules engine's library, and the
// making of an endpoint from what a rule yields. It must not know any service, parameter or rule.
//
// A function whose result may be absent returns it with a bool; the zero value accompanies false.
package rulesfn
