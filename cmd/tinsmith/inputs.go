package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/config"
	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/lock"
	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/source"
)

// inputs are the flags that say what to generate: a config, or one client.
type inputs struct {
	config     string
	model      []string
	out        string
	service    string
	operations []string
	exclude    []string
	pkg        string
	importPath string
	protocol   string
	docs       string
}

const inputsHelp = `
What to generate stands in a tinsmith.yaml (in the working directory, or given by --config), or
is given by --model and --out for one client; the other flags go with --model. Paths in the
config are relative to it.

A model is a file, a botocore service folder, a folder of its version folders (the greatest is
taken), or "-" for standard input. --model may be repeated for a Smithy model of several files.
Operations are names or globs ("List*"); without --operations, all are generated.

The import path of the client is that of the nearest go.mod at or above the output folder plus
the way down from it, unless --import-path is given.`

// clientFlags are the flags that describe one client, and so don't go with a config.
var clientFlags = [...]string{"out", "service", "operations", "exclude", "package", "import-path", "protocol", "docs"}

// addInputs declares the flags of generate and check.
func (a *app) addInputs(cmd *cobra.Command, in *inputs) {
	cmd.Flags().StringVar(&in.config, "config", "", "config `file` (default "+config.Name+")")
	in.addClientFlags(cmd)
	cmd.MarkFlagsMutuallyExclusive("config", "model")
	a.completeInputs(cmd, in)
}

// addClientFlags declares the flags that describe one client.
func (in *inputs) addClientFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&in.model, "model", nil, "model `file` or folder, or - for standard input; may be repeated")
	f.StringVar(&in.out, "out", "", "output `folder`")
	f.StringVar(&in.service, "service", "", "shape `id` of the service; needed when the model holds several")
	f.StringSliceVar(&in.operations, "operations", nil, "operations: `names` or globs, separated by commas")
	f.StringSliceVar(&in.exclude, "exclude", nil, "operations to leave out: `names` or globs, separated by commas")
	f.StringVar(&in.pkg, "package", "", "package `name` (default from the service's id)")
	f.StringVar(&in.importPath, "import-path", "", "import `path` of the client (default from the nearest go.mod)")
	f.StringVar(&in.protocol, "protocol", "", "protocol `name`, such as restJson1 (default the model's first that is supported)")
	f.StringVar(&in.docs, "docs", "", "doc `comments`: full, short (first paragraphs) or none (default full)")
}

// job is what to generate, with every path ready for use.
type job struct {
	lockDir string // absolute, links resolved
	lock    string // the lock's path, for messages
	clients []client
	config  bool   // from a config; else from flags
	rerun   string // the command line that brings everything up to date
}

// client is one client of a job.
type client struct {
	config.Client
	models  []string // paths to read
	sources []string // the same as the lock names them
	out     string   // the output folder, for messages
	dir     string   // the same, absolute, with links resolved
}

// job reads the config, or makes a job of the flags.
func (in *inputs) job(cmd *cobra.Command) (*job, error) {
	if len(in.model) > 0 {
		if cmd.Flags().Changed("operations") && len(in.operations) == 0 {
			return nil, errors.New("--operations is empty; leave it out for all operations")
		}
		return in.flagJob()
	}
	for _, name := range clientFlags {
		if cmd.Flags().Changed(name) {
			return nil, fmt.Errorf("--%s goes with --model; a client of a config has its own key for it", name)
		}
	}
	return in.configJob()
}

// flagJob makes a job of one client from flags. Its lock stands in the output folder.
func (in *inputs) flagJob() (*job, error) {
	if in.out == "" {
		return nil, errors.New("--model needs --out, the folder to write to")
	}
	docs, err := config.Docs(in.docs)
	if err != nil {
		return nil, fmt.Errorf("--%w", err)
	}
	dir, err := source.Resolve(in.out)
	if err != nil {
		return nil, err
	}
	c := client{
		Client: config.Client{
			Service: in.service, Out: ".", Package: in.pkg, ImportPath: in.importPath, Protocol: in.protocol,
			Docs: docs, Operations: in.operations, Exclude: in.exclude,
		},
		models: in.model, out: filepath.ToSlash(filepath.Clean(in.out)), dir: dir,
	}
	for _, m := range in.model {
		c.sources = append(c.sources, relative(dir, m))
	}
	return &job{
		lockDir: dir, lock: filepath.Join(in.out, lock.Name), clients: []client{c},
		rerun: "tinsmith generate with the same flags",
	}, nil
}

// configJob reads the config.
func (in *inputs) configJob() (*job, error) {
	name, rerun := in.config, "tinsmith generate --config "+in.config
	if name == "" {
		name, rerun = config.Name, "tinsmith generate"
	}
	data, err := source.File(name, config.MaxBytes)
	if in.config == "" && errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("no %s in the working directory; give --config, or --model and --out", config.Name)
	}
	if err != nil {
		return nil, err
	}
	cfg, err := config.Parse(name, data)
	if err != nil {
		return nil, err
	}
	base := filepath.Dir(name)
	lockDir, err := source.Resolve(base)
	if err != nil {
		return nil, err
	}
	j := &job{lockDir: lockDir, lock: filepath.Join(base, lock.Name), config: true, rerun: rerun}
	for _, cc := range cfg.Clients {
		c, err := configClient(base, lockDir, cc)
		if err != nil {
			return nil, err
		}
		j.clients = append(j.clients, c)
	}
	return j, nil
}

// configClient resolves the paths of one client of a config in the folder base.
func configClient(base, lockDir string, cc config.Client) (client, error) {
	c := client{Client: cc}
	for _, m := range cc.Model {
		m = filepath.FromSlash(m)
		if !filepath.IsAbs(m) {
			c.sources = append(c.sources, filepath.ToSlash(m))
			c.models = append(c.models, filepath.Join(base, m))
			continue
		}
		c.sources = append(c.sources, relative(lockDir, m))
		c.models = append(c.models, m)
	}
	out := filepath.Join(base, filepath.FromSlash(cc.Out))
	dir, err := source.Resolve(out)
	c.out, c.dir = filepath.ToSlash(out), dir
	return c, err
}

// relative returns a model's path as the lock names it: a slash path relative to the lock's folder, which
// is the same on every machine with the same checkout; absolute only where there is no way between them.
func relative(lockDir, path string) string {
	if path == source.Stdin {
		return path
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return filepath.ToSlash(path)
	}
	rel, err := filepath.Rel(lockDir, abs)
	if err != nil {
		return filepath.ToSlash(abs)
	}
	return filepath.ToSlash(rel)
}

// validImportPath says whether Go accepts a text as an import path (Go Modules Reference, "Module paths
// and versions", of which file paths are the wider rule).
func validImportPath(p string) bool {
	for elem := range strings.SplitSeq(p, "/") {
		if elem == "" || strings.Trim(elem, ".") == "" || strings.Trim(elem, importPathChars) != "" {
			return false
		}
	}
	return true
}

// importPathChars are the bytes of an import path's elements.
const importPathChars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+"
