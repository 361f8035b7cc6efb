// Package peer compares the generated client out/ssmincidents with
// aws-sdk-go-v2/service/ssmincidents: what both send, what they make of answers, what they cost.
// It holds tests only, in a module of its own, so that nobody else needs the service's package.
package peer
