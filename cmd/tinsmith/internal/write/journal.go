package write

import (
	"maps"
	"os"
	"path/filepath"
	"strings"

	"github.com/tinsmith-go/tinsmith/cmd/tinsmith/internal/lock"
)

// JournalName is the file beside the lock that lists, while files are being changed, every path that the
// change may leave behind. The run after a killed one takes them for listed.
const JournalName = lock.Name + ".journal"

// readJournal returns the journal of a killed run; without facts when there is none that can be read.
func (s *Session) readJournal() *lock.Lock {
	data, err := os.ReadFile(filepath.Join(s.lockDir, JournalName))
	if err != nil {
		return lock.New()
	}
	journal, err := lock.Parse(JournalName, data)
	if err != nil {
		return lock.New()
	}
	return journal
}

// writeJournal lists every path that exists before or after the change, together with what an earlier
// journal lists.
func (c *commit) writeJournal(entries []Entry) error {
	journal := lock.New()
	maps.Copy(journal.Files, c.journal.Files)
	for i := range entries {
		e := &entries[i]
		switch e.Status {
		case Missing, Differs:
			journal.Files[e.LockPath()] = lock.Digest(e.New)
		case Orphan:
			journal.Files[e.LockPath()] = lock.Digest(e.Old)
		}
	}
	return c.replace(filepath.Join(c.session.lockDir, JournalName), journal.Bytes())
}

// sweep removes the temporary files that a killed run left in the entries' folders, or in those that its
// journal names.
func (s *Session) sweep(entries []Entry, journal *lock.Lock) {
	dirs := map[string]bool{}
	for i := range entries {
		dirs[filepath.Dir(entries[i].file)] = true
	}
	for p := range journal.Files {
		dirs[filepath.Dir(filepath.Join(s.lockDir, filepath.FromSlash(p)))] = true
	}
	for dir := range dirs {
		names, _ := os.ReadDir(dir)
		for _, n := range names {
			if n.Type().IsRegular() && strings.HasPrefix(n.Name(), ".") && strings.HasSuffix(n.Name(), tempSuffix) {
				_ = os.Remove(filepath.Join(dir, n.Name()))
			}
		}
	}
}
