// Package templates holds the Go packages that generated clients are given copies of. It must not know
// any model.
package templates

import "embed"

// Files holds the sources of every package, by "<package>/<file>.go". Tests are among them and aren't copied.
//
//go:embed */*.go
var Files embed.FS
