package main

import (
	"errors"
	"fmt"
	"go/token"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/config"
	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/source"
	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/write"
	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/gen/names"
)

const initHelp = `Init writes a tinsmith.yaml, with a comment for every key, and says what to do next. A file that is
there already is never overwritten: that is exit code 2.

With --model the file describes a client of it, and the other flags fill in its keys. The model is
read, and a selection that it doesn't have is an error. Without --out the client goes to
internal/<package>. Without --model, the model and the folder are names to replace.

--schema prints the JSON Schema of tinsmith.yaml instead, for editors and checkers. The file that
init writes names it in its first line, which the YAML language server reads.`

const initExample = `  tinsmith init
  tinsmith init --model models/ssm-incidents/2018-05-10 --out internal/ssmincidents --operations 'CreateResponsePlan,List*'
  tinsmith init --schema > tinsmith.schema.json`

func (a *app) initCommand() *cobra.Command {
	in := new(inputs)
	var schema bool
	cmd := &cobra.Command{
		Use:     "init",
		Short:   "Write a commented tinsmith.yaml",
		Long:    initHelp,
		Example: initExample,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if schema {
				_, err := a.stdout.Write(config.Schema)
				return err
			}
			return a.init(cmd, in)
		},
	}
	cmd.Flags().StringVar(&in.config, "config", config.Name, "`file` to write")
	cmd.Flags().BoolVar(&schema, "schema", false, "print the JSON Schema of the file instead")
	in.addClientFlags(cmd)
	a.completeInputs(cmd, in)
	return cmd
}

// init writes the config, after it has made sure that generate can read it.
func (a *app) init(cmd *cobra.Command, in *inputs) error {
	c := config.Client{Model: []string{"models/my-service.json"}, Out: "internal/myservice"}
	if len(in.model) == 0 {
		for _, name := range clientFlags {
			if cmd.Flags().Changed(name) {
				return fmt.Errorf("--%s goes with --model", name)
			}
		}
	} else {
		var err error
		if c, err = a.newClient(in); err != nil {
			return err
		}
	}
	text := config.Example(c)
	if _, err := config.Parse(in.config, text); err != nil {
		return fmt.Errorf("these values can't stand in a config: %w", err)
	}
	if err := write.New(in.config, text); err != nil {
		return err
	}
	a.adviseNext(in)
	return nil
}

// newClient makes the client that the flags describe, of a model that has what they select.
func (a *app) newClient(in *inputs) (config.Client, error) {
	c := config.Client{
		Service: in.service, Package: in.pkg, ImportPath: in.importPath, Protocol: in.protocol, Docs: in.docs,
		Operations: in.operations, Exclude: in.exclude,
	}
	base, err := filepath.Abs(filepath.Dir(in.config))
	if err != nil {
		return c, fmt.Errorf("find the folder of %s: %w", in.config, err)
	}
	for _, m := range in.model {
		if m == source.Stdin {
			return c, errors.New("standard input can't stand in a config; give --model a file")
		}
		c.Model = append(c.Model, relative(base, m))
	}
	fset := token.NewFileSet()
	loaded, err := a.load(fset, in.model, in.service)
	if err != nil {
		return c, err
	}
	if _, err := gen.Select(gen.Config{Fset: fset, Operations: in.operations, Exclude: in.exclude}, loaded.Service); err != nil {
		return c, err
	}
	if c.Out = path.Join("internal", names.Package(loaded.Service.SDKID)); in.out != "" {
		c.Out = relative(base, in.out)
	}
	_, err = config.Docs(in.docs)
	return c, err
}

// adviseNext says what to do with the file.
func (a *app) adviseNext(in *inputs) {
	a.logf("%s is written; put this line into a Go file beside it:\n", filepath.ToSlash(in.config))
	line := "//go:generate go tool tinsmith generate"
	if name := filepath.Base(in.config); name != config.Name {
		line += " --config " + name
	}
	a.logf("\t%s\n", line)
	a.logf("then run: go generate ./...")
}
