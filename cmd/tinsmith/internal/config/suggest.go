package config

import "fmt"

// suggest returns "; did you mean …?" with the known name nearest to the misspelt one, or "" when none
// is near.
func suggest(have string, known []string) string {
	best, limit := "", max(2, len(have)/3)+1
	for _, name := range known {
		if d := distance(have, name); d < limit {
			best, limit = name, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}

// distance counts the bytes to insert, remove or replace between a and b (Levenshtein). Long texts
// aren't compared: they are no misspelling.
func distance(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return max(len(a), len(b))
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j]+1, row[j+1]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
