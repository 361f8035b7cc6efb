package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/report"
)

// info is what is known about this build.
type info struct {
	Version  string `json:"version"`
	Go       string `json:"go"`
	Revision string `json:"revision,omitempty"`
	Modified bool   `json:"modified,omitempty"` // built from files that differ from the revision
}

// buildInfo reads what the go command wrote into the program.
func buildInfo() info {
	i := info{Version: report.Devel, Go: runtime.Version()}
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return i
	}
	if build.Main.Version != "" {
		i.Version = build.Main.Version
	}
	for _, s := range build.Settings {
		switch s.Key {
		case "vcs.revision":
			i.Revision = s.Value
		case "vcs.modified":
			i.Modified = s.Value == "true"
		}
	}
	return i
}

// lockVersion is the version for the lock. Builds from a checkout that isn't a release are all "(devel)",
// so that one developer's lock is the other's.
func (i info) lockVersion() string {
	fromCheckout := len(i.Revision) >= 12 && strings.Contains(i.Version, i.Revision[:12])
	if i.Modified || fromCheckout || strings.HasSuffix(i.Version, "+dirty") {
		return report.Devel
	}
	return i.Version
}

// String is the line that "tinsmith version" prints.
func (i info) String() string {
	text := i.Go
	if i.Revision != "" {
		text += ", revision " + i.Revision
	}
	if i.Modified {
		text += ", modified"
	}
	return fmt.Sprintf("tinsmith %s (%s)", i.Version, text)
}

func (a *app) versionCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Print the version of tinsmith and of the Go that built it",
		Example: "  tinsmith version --format json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			switch format {
			case "text":
				_, err := fmt.Fprintln(a.stdout, buildInfo())
				return err
			case "json":
				return json.NewEncoder(a.stdout).Encode(buildInfo())
			}
			return fmt.Errorf("--format is text or json; have %q", format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text or json")
	complete(cmd, "format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}
