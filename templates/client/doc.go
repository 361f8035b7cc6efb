// Package client is the part of a client package that is the same for every service: auth.go, client.go
// and options.go are copied into it. The other files here stand in for those that are made from a model. It
// must not know any operation.
package client

// What a model says of the service.
const (
	ServiceID         = "Sample Things"
	ServiceAPIVersion = "2024-01-01"

	packageName = "client"
	signingName = "sample-things"
)
