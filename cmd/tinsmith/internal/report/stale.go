// Package report owns what the command says: why a client is stale, how files differ, and errors in
// their order.
// It must not touch the disk, nor decide an exit code.
package report

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/lock"
	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/write"
)

// Client is one client to be judged.
type Client struct {
	Out     string        // as in the lock
	Models  []lock.Model  // what it is made from now
	Entries []write.Entry // Survey's, this client's alone
}

// Devel is the version of every tinsmith that isn't a release. Two such builds may differ.
const Devel = "(devel)"

// Stale says why a client isn't what generate would make, a sentence per reason, or nothing when it is.
// The old lock is nil when there is none. A lock that names another version of tinsmith is no reason by
// itself: where the files are the same there is nothing to do. Interrupted says that a run was killed
// while it changed files, so that contents the lock doesn't know aren't anybody's edits.
func Stale(c Client, old, now *lock.Lock, interrupted bool) []string {
	j := judge{client: c, old: old, now: now, interrupted: interrupted}
	if old == nil {
		j.old = lock.New()
	}
	j.lockReasons(old == nil)
	j.diskReasons()
	return j.reasons
}

type judge struct {
	client      Client
	old, now    *lock.Lock
	interrupted bool
	reasons     []string
}

func (j *judge) add(format string, args ...any) {
	j.reasons = append(j.reasons, fmt.Sprintf(format, args...))
}

// lockReasons compares the two locks as far as this client goes.
func (j *judge) lockReasons(none bool) {
	out := j.client.Out
	_, known := j.old.Closures[out]
	files, operations := j.changedFiles()
	modelChanged := slices.ContainsFunc(j.client.Models, func(m lock.Model) bool { return !j.old.HasModel(m) })
	closureChanged := j.old.Closures[out] != j.now.Closures[out]
	switch {
	case none:
		j.add("there is no %s", lock.Name)
		return
	case !known:
		j.add("%s doesn't know it", lock.Name)
		return
	case j.interrupted && !j.allSame():
		j.add("a run was interrupted")
	}
	switch {
	case modelChanged && !closureChanged && operations > 0:
		j.add("model changed (%s, documentation only)", count(operations, "operation"))
	case modelChanged:
		j.add("model changed (%s)", count(operations, "operation"))
	case closureChanged:
		j.add("selection changed (%s)", count(operations, "operation"))
	}
	explained := modelChanged || closureChanged
	switch {
	case files > 0 && j.old.Tool != j.now.Tool:
		j.add("made by another version of tinsmith (%s, this is %s)", j.old.Tool, j.now.Tool)
	case files > 0 && !explained && j.allSame():
		j.add("%s is out of date", lock.Name)
	case files > 0 && !explained && j.now.Tool == Devel:
		j.add("options changed, or tinsmith itself (%s)", count(files, "file"))
	case files > 0 && !explained:
		j.add("options changed (%s)", count(files, "file"))
	case j.old.Protocols[out] != j.now.Protocols[out]:
		j.add("protocol changed")
	}
}

// allSame says whether the disk is as wanted.
func (j *judge) allSame() bool {
	return !slices.ContainsFunc(j.client.Entries, func(e write.Entry) bool { return e.Status != write.Same })
}

// changedFiles counts the files of the client that differ between the locks, and the operations among
// them: each has one file op_<Operation>.go.
func (j *judge) changedFiles() (files, operations int) {
	visit := func(p string) {
		rel, ok := j.below(p)
		if !ok || j.old.Files[p] == j.now.Files[p] {
			return
		}
		files++
		if ok, _ := path.Match("op_*.go", rel); ok {
			operations++
		}
	}
	for p := range j.now.Files {
		visit(p)
	}
	for p := range j.old.Files {
		if _, ok := j.now.Files[p]; !ok {
			visit(p)
		}
	}
	return files, operations
}

// below returns a lock's path relative to the client's folder.
func (j *judge) below(p string) (string, bool) {
	if j.client.Out == "." {
		return p, true
	}
	return strings.CutPrefix(p, j.client.Out+"/")
}

// diskReasons looks at what is on disk.
func (j *judge) diskReasons() {
	var edited, missing, orphan, unlisted, foreign []string
	for _, e := range j.client.Entries {
		listed, known := j.old.Files[e.LockPath()]
		switch e.Status {
		case write.Differs:
			if known && listed != lock.Digest(e.Old) && !j.interrupted {
				edited = append(edited, e.Path)
			}
		case write.Missing:
			if known {
				missing = append(missing, e.Path)
			}
		case write.Orphan:
			orphan = append(orphan, e.Path)
		case write.Unlisted:
			unlisted = append(unlisted, e.Path)
		case write.Foreign:
			foreign = append(foreign, e.Path+" ("+e.Why+")")
		}
	}
	j.list("edited by hand: %s", edited)
	j.list("missing: %s", missing)
	j.list("orphan: %s", orphan)
	j.list("orphan: %s (not in "+lock.Name+"; remove by hand what nothing needs)", unlisted)
	j.list("foreign: %s", foreign)
	if len(j.reasons) == 0 && !j.allSame() {
		j.list("edited by hand: %s", j.rest())
	}
}

// rest names what isn't as wanted, for the case that nothing explains it: files that the lock doesn't list
// where it should.
func (j *judge) rest() []string {
	var out []string
	for _, e := range j.client.Entries {
		if e.Status != write.Same {
			out = append(out, e.Path)
		}
	}
	return out
}

// maxNames is how many files a reason names.
const maxNames = 5

func (j *judge) list(format string, names []string) {
	names = fold(names)
	switch {
	case len(names) == 0:
	case len(names) > maxNames:
		j.add(format, fmt.Sprintf("%s and %d more", strings.Join(names[:maxNames], ", "), len(names)-maxNames))
	default:
		j.add(format, strings.Join(names, ", "))
	}
}

// fold puts the files of a folder inside the client together where there are several, after the client's
// own files: those are the ones that a reader knows.
func fold(names []string) []string {
	var own, folders []string
	counts := map[string]int{}
	for _, name := range names {
		counts[path.Dir(name)]++
	}
	for _, name := range names {
		dir := path.Dir(name)
		text := fmt.Sprintf("%s/ (%s)", dir, count(counts[dir], "file"))
		switch {
		case dir == ".":
			own = append(own, name)
		case counts[dir] == 1:
			folders = append(folders, name)
		case !slices.Contains(folders, text):
			folders = append(folders, text)
		}
	}
	return append(own, folders...)
}

// count returns "1 file", "2 files".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
