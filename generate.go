// Package tinsmith is the module of Tinsmith, which generates Go clients from AWS and Smithy service
// models: drop-in replacements of aws-sdk-go-v2's packages with the chosen operations only.
//
// The command is cmd/tinsmith, the generator itself package gen, and the models' meaning package model.
// The clients in out are generated from testdata/models as tinsmith.yaml says; "go generate ./..."
// regenerates them. This package itself holds no code.
package tinsmith

//go:generate go run ./cmd/tinsmith generate
