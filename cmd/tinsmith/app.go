package main

import (
	"fmt"
	"go/scanner"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/report"
)

// app is one run of the command: its streams and the flags that every subcommand has.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer

	color          string
	quiet, verbose bool
	allErrors      bool
}

const rootHelp = `Tinsmith generates Go clients from AWS service models, or from any Smithy model that speaks
a supported protocol. The generated package has the API of aws-sdk-go-v2's package for the
service, cut to the operations you choose: change the import path, and your program compiles.

From a model to a client:

  1. Get a model: a botocore service folder (service-2.json and the files beside it), or a
     Smithy model as JSON AST (one or several files).
       botocore   https://github.com/boto/botocore, folder botocore/data/<service>/<version>
       AWS        https://github.com/aws/api-models-aws, Smithy models of every service
       your own   "smithy ast model/ > model.json" with the Smithy CLI, or the model.json of "smithy build"
  2. Say what you want, by flags or in a tinsmith.yaml beside your go.mod:
       version: 1
       clients:
         - model: models/ssm-incidents/2018-05-10
           out: internal/ssmincidents
           operations: [CreateResponsePlan, "List*"]
     "tinsmith inspect MODEL" lists a model's operations; "tinsmith init" writes such a file.
  3. Run "tinsmith generate", then "go get" what it names, if it names anything.
  4. Commit the files and tinsmith.lock. "tinsmith check" in CI says whether they are current.`

const rootExample = `  tinsmith inspect models/ssm-incidents/2018-05-10
  tinsmith init --model models/ssm-incidents/2018-05-10 --out internal/ssmincidents
  tinsmith generate
  tinsmith generate --model models/lambda.json --out internal/lambda --operations 'Invoke,List*'
  tinsmith check --diff`

// rootCommand returns the command tree. Errors are printed by run alone.
func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "tinsmith",
		Short:         "Generate Go clients for chosen operations of AWS and Smithy services",
		Long:          rootHelp,
		Example:       rootExample,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			return a.checkFlags()
		},
	}
	flags := root.PersistentFlags()
	flags.StringVar(&a.color, "color", "auto", "colour the output: auto, always or never; NO_COLOR is honoured by auto")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "print results and errors alone")
	flags.BoolVarP(&a.verbose, "verbose", "v", false, "print warnings about the model too")
	flags.BoolVar(&a.allErrors, "all-errors", false, fmt.Sprintf("print all errors instead of the first %d", report.MaxErrors))
	root.MarkFlagsMutuallyExclusive("quiet", "verbose")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
	})
	root.AddCommand(a.generateCommand(), a.checkCommand(), a.inspectCommand(), a.initCommand(), a.versionCommand())
	complete(root, "color", cobra.FixedCompletions([]string{"auto", "always", "never"}, cobra.ShellCompDirectiveNoFileComp))
	return root
}

// checkFlags checks the values of the common flags.
func (a *app) checkFlags() error {
	switch a.color {
	case "auto", "always", "never":
		return nil
	}
	have := a.color
	a.color = "never"
	return fmt.Errorf("--color is auto, always or never; have %q", have)
}

// style decides about colour for a stream.
func (a *app) style(w io.Writer) report.Style {
	switch a.color {
	case "always":
		return report.Style{Color: true}
	case "never":
		return report.Style{}
	}
	return report.Style{Color: isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

// isTerminal says whether a stream is a terminal, or another device that shows characters.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// logf writes a line of progress.
func (a *app) logf(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.stderr, format+"\n", args...)
	}
}

// warn writes warnings, or how many there are.
func (a *app) warn(list scanner.ErrorList) {
	switch {
	case len(list) == 0:
	case a.verbose:
		list.Sort()
		for _, e := range list {
			fmt.Fprintln(a.stderr, "warning: "+report.Positioned(e, a.style(a.stderr)))
		}
	case len(list) == 1:
		a.logf("1 warning; -v shows it")
	default:
		a.logf("%d warnings; -v shows them", len(list))
	}
}
