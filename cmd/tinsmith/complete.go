package main

import (
	"go/token"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/source"
	"github.com/tinsmith-go/tinsmith/gen/wire"
	"github.com/tinsmith-go/tinsmith/model"
)

// completeInputs completes the values of the flags that describe a client; names of operations come from
// the model that --model gives.
func (a *app) completeInputs(cmd *cobra.Command, in *inputs) {
	operations := func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return a.operationList(in.model, in.service, typed)
	}
	var protocols []string
	for _, id := range wire.Supported() {
		_, name, _ := strings.Cut(string(id), "#")
		protocols = append(protocols, name)
	}
	complete(cmd, "operations", operations)
	complete(cmd, "exclude", operations)
	complete(cmd, "protocol", cobra.FixedCompletions(protocols, cobra.ShellCompDirectiveNoFileComp))
	complete(cmd, "docs", cobra.FixedCompletions([]string{"full", "short", "none"}, cobra.ShellCompDirectiveNoFileComp))
	for _, name := range []string{"service", "package", "import-path"} {
		complete(cmd, name, cobra.NoFileCompletions)
	}
	_ = cmd.MarkFlagFilename("config", "yaml", "yml")
	_ = cmd.MarkFlagDirname("out")
}

// completeInspect completes the model, then operations of it.
func (a *app) completeInspect(cmd *cobra.Command, in *inspection) {
	cmd.ValidArgsFunction = func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return nil, cobra.ShellCompDirectiveDefault // files
		}
		return a.operationNames(append(args[:1:1], in.with...), in.service), cobra.ShellCompDirectiveNoFileComp
	}
	complete(cmd, "exclude", func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		return a.operationList(append(args[:min(1, len(args)):1], in.with...), in.service, typed)
	})
	complete(cmd, "service", cobra.NoFileCompletions)
	complete(cmd, "format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
}

// formats are the values of --format.
var formats = []string{"text", "json"}

// complete registers the completion of a flag that exists.
func complete(cmd *cobra.Command, flag string, fn cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, fn); err != nil {
		panic(err) // a flag is misspelt here
	}
}

// operationList completes the last name of a list with commas.
func (a *app) operationList(models []string, service, typed string) ([]string, cobra.ShellCompDirective) {
	cut := strings.LastIndexByte(typed, ',') + 1
	var out []string
	for _, name := range a.operationNames(models, service) {
		if strings.HasPrefix(name, typed[cut:]) {
			out = append(out, typed[:cut]+name)
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// operationNames lists the operations of a model with what they are for; none when it can't be read, or
// would have to be read from standard input, which is the shell's.
func (a *app) operationNames(models []string, service string) []string {
	if len(models) == 0 || models[0] == source.Stdin {
		return nil
	}
	loaded, err := a.load(token.NewFileSet(), once(models), service)
	if err != nil {
		return nil
	}
	var out []string
	for _, op := range loaded.Service.Operations {
		out = append(out, op.Name+route(op))
	}
	return out
}

// once returns each path once: completion parses the flags twice, and so a flag that may be repeated has
// its values twice.
func once(paths []string) []string {
	var out []string
	for _, p := range paths {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// route is what shells show beside an operation's name: a tab begins it.
func route(op *model.Operation) string {
	if op.HTTP == nil {
		return ""
	}
	return "\t" + op.HTTP.Method + " " + op.HTTP.URI
}
