package peer

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// difference is one that is meant to be.
type difference struct {
	reason string
	// excuse says whether this is how the two outcomes differ, and takes the difference
	// out of them, and nothing else.
	excuse func(theirs, ours *outcome) bool
	used   bool
}

// differences is a table of them. Each has to be used.
type differences []*difference

func (d *differences) apply(theirs, ours *outcome) {
	if d == nil {
		return
	}
	for _, one := range *d {
		if one.excuse(theirs, ours) {
			one.used = true
		}
	}
}

func (d *differences) checkUsed(t *testing.T) {
	t.Helper()
	for _, one := range *d {
		if !one.used {
			t.Errorf("an allowed difference that isn't there: %s", one.reason)
		}
	}
}

// violationOrder excuses another order of the lines of a validation error.
func violationOrder(theirs, ours *outcome) bool {
	x, y := strings.Split(theirs.Text, "\n"), strings.Split(ours.Text, "\n")
	if theirs.Text == ours.Text || !strings.Contains(x[0], "validation error(s) found") {
		return false
	}
	slices.Sort(x[1:])
	slices.Sort(y[1:])
	theirs.Text, ours.Text = strings.Join(x, "\n"), strings.Join(y, "\n")
	return true
}

// refused excuses a call that the SDK makes and ours refuses before anything is sent.
func refused(text string) func(*outcome, *outcome) bool {
	want := regexp.MustCompile(`(?s)^(?:` + text + `)$`)
	return func(theirs, ours *outcome) bool {
		if theirs.Text != "" || len(ours.Sent) > 0 || !want.MatchString(ours.Text) {
			return false
		}
		*ours = *theirs
		return true
	}
}
