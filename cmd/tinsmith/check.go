package main

import (
	"fmt"
	"path"

	"github.com/spf13/cobra"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/report"
	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/write"
)

const checkHelp = `Check generates in memory, compares with the disk and the lock, and says for each client that it is
up to date, or why it is stale:

  model changed       the model's files aren't those that the lock names; how many operations differ
  selection changed   the same model, but other operations are chosen
  options changed     another package name, import path, documentation or the like
  made by another version of tinsmith
  edited by hand      a generated file isn't as it was written
  missing, orphan     a file that should be there isn't; one that is there isn't wanted any more
  foreign             a file, folder or link that isn't Tinsmith's is in the way

It writes nothing. The exit code is 0 when all is current, 1 when anything is stale, and 2 when that
can't be found out. With --diff the differences follow, as a unified diff from what is on disk to what
generate would write.
` + inputsHelp

const checkExample = `  tinsmith check
  tinsmith check --diff -q`

func (a *app) checkCommand() *cobra.Command {
	in := new(inputs)
	var diff bool
	cmd := &cobra.Command{
		Use:     "check",
		Short:   "Say whether the clients are up to date, and if not, why",
		Long:    checkHelp,
		Example: checkExample,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			j, err := in.job(cmd)
			if err != nil {
				return err
			}
			return a.check(j, diff)
		},
	}
	a.addInputs(cmd, in)
	cmd.Flags().BoolVar(&diff, "diff", false, "show the differences")
	return cmd
}

// check prints a verdict for each client and, with diff, what differs.
func (a *app) check(j *job, diff bool) error {
	all, err := a.build(j)
	if err != nil {
		return err
	}
	s, err := j.survey(all)
	if err != nil {
		return err
	}
	stale := false
	for _, b := range all {
		reasons := report.Stale(report.Client{Out: b.Out, Models: b.models, Entries: s.of(b.Out)}, s.old, s.now, s.interrupted)
		stale = a.verdict(b.out, reasons) || stale
		if diff {
			a.diff(b.out, s.of(b.Out))
		}
	}
	for _, out := range s.gone {
		stale = a.verdict(out, []string{"not in the config any more"})
		if diff {
			a.diff(out, s.of(out))
		}
	}
	if !stale {
		return nil
	}
	a.logf("run: %s", j.rerun)
	return errFindings
}

// verdict prints one client's reasons and says whether there are any.
func (a *app) verdict(out string, reasons []string) bool {
	style := a.style(a.stdout)
	if len(reasons) == 0 && !a.quiet {
		fmt.Fprintf(a.stdout, "%s: %s\n", out, style.Good("up to date"))
	}
	for _, reason := range reasons {
		fmt.Fprintf(a.stdout, "%s: %s %s\n", out, style.Error("stale:"), reason)
	}
	return len(reasons) > 0
}

// nowhere is how a diff names a file that isn't there.
const nowhere = "/dev/null"

// diff prints what generate would change.
func (a *app) diff(out string, entries []write.Entry) {
	style := a.style(a.stdout)
	for _, e := range entries {
		before, after := path.Join(out, e.Path), path.Join(out, e.Path)
		switch e.Status {
		case write.Missing:
			before = nowhere
		case write.Orphan:
			after = nowhere
		case write.Differs:
		default:
			continue
		}
		fmt.Fprint(a.stdout, style.Diff(report.Diff(before, after, e.Old, e.New)))
	}
}
