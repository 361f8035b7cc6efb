// Command tinsmith generates Go clients for AWS services, and for other services with a Smithy model,
// with the API of aws-sdk-go-v2 and the chosen operations only.
//
// See "tinsmith --help".
package main

import (
	"errors"
	"io"
	"os"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/report"
)

// The exit codes. They never change: scripts rely on them.
const (
	exitClean    = 0
	exitFindings = 1 // something is stale
	exitFailure  = 2 // wrong usage, a bad model, a disk that is full
)

// errFindings says that a command worked and found something, which it has printed.
var errFindings = errors.New("findings")

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole command; it returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	switch err := root.Execute(); {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	default:
		report.Errors(stderr, err, a.allErrors, a.style(stderr))
		return exitFailure
	}
}
