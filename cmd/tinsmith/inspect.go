package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/token"

	"github.com/spf13/cobra"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/report"
	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/source"
	"github.com/tinsmith-go/tinsmith/gen/inspect"
	"github.com/tinsmith-go/tinsmith/model/load"
)

const inspectHelp = `Inspect says what a model holds: the service, its protocols and auth, and its operations with what is
special about them and whether a client can have them. What stands in the way is named with its
position in the model, and so are keys and traits that aren't supported.

With operations, names or globs, it says what they would pull in: types by kind, constraints of
inputs, patterns with how they are checked or why they aren't, and the size of the generated code,
which is made in memory. Nothing is written. -v names every type, and every place of a message that many places have.

The model is a file, a botocore service folder, a folder of its version folders, or "-" for standard
input. For a Smithy model of several files give the others by --with.

--format json prints one object. Its keys stay; new ones may come, and "version" grows when one of
them changes its meaning:

  version      1
  service      id, name, version, format, endpointPrefix, endpointRules, signingName,
               protocols [{id, supported, chosen}], auth [{id, supported}],
               operations, generable (numbers), shapes {type: number}
  operations   [{name, method, path, paginated, waiters [name], streamingInput, streamingOutput,
               eventStream, deprecated, generable, problems [note]}]
  problems     [note]: why nothing of the service can be generated
  selection    with operations only: operations [name], types {structures, errors, unions, enums:
               [name]}, shapes {type: number}, constraints {trait: number},
               patterns [{pattern, sort, reason, places [note]}], problems [note], warnings [note],
               size {package, files, lines, bytes, copiedFiles, copiedLines}, absent with problems
  warnings     [note]: keys and traits of the model that aren't supported
  note         {file, line, column, message}; a message without a place has no file

The exit code is 0 whatever the answer is, and 2 when there is none.`

const inspectExample = `  tinsmith inspect models/ssm-incidents/2018-05-10
  tinsmith inspect models/ssm-incidents/2018-05-10 CreateResponsePlan 'List*'
  tinsmith inspect models/lambda.json --exclude '*Layer*' --format json | jq .selection.size`

// inspection is what inspect's flags say.
type inspection struct {
	with    []string
	service string
	exclude []string
	format  string
}

func (a *app) inspectCommand() *cobra.Command {
	in := new(inspection)
	cmd := &cobra.Command{
		Use:     "inspect MODEL [OPERATION…]",
		Short:   "Say what a model holds, and what chosen operations would pull in",
		Long:    inspectHelp,
		Example: inspectExample,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("inspect needs a model: a file, a folder, or - for standard input")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.inspect(in, args[0], args[1:]) },
	}
	f := cmd.Flags()
	f.StringArrayVar(&in.with, "with", nil, "another `file` of the same Smithy model; may be repeated")
	f.StringVar(&in.service, "service", "", "shape `id` of the service; needed when the model holds several")
	f.StringSliceVar(&in.exclude, "exclude", nil, "operations to leave out: `names` or globs, separated by commas")
	f.StringVar(&in.format, "format", "text", "text or json")
	a.completeInspect(cmd, in)
	return cmd
}

// inspect prints the answer.
func (a *app) inspect(in *inspection, path string, operations []string) error {
	if in.format != "text" && in.format != "json" {
		return fmt.Errorf("--format is text or json; have %q", in.format)
	}
	fset := token.NewFileSet()
	loaded, err := a.load(fset, append([]string{path}, in.with...), in.service)
	if err != nil {
		return err
	}
	r, err := inspect.Inspect(inspect.Config{
		Fset: fset, Operations: operations, Exclude: in.exclude, Warnings: loaded.Warnings,
	}, loaded.Service)
	if err != nil {
		return err
	}
	if in.format == "text" {
		return report.Inspect(a.stdout, r, a.verbose, a.style(a.stdout))
	}
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

// load reads a model.
func (a *app) load(fset *token.FileSet, paths []string, service string) (*load.Result, error) {
	set, err := source.Model(paths, a.stdin)
	if err != nil {
		return nil, err
	}
	return load.Load(fset, set.Files, service)
}
