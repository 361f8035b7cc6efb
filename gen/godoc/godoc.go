// Package godoc turns the HTML and Markdown of models into Go doc comments. It must not know models or Go
// declarations, only text.
package godoc

import "strings"

// Convert returns the lines of a Go doc comment, without the leading slashes, for a model's documentation.
func Convert(doc string) []string {
	doc = strings.Join(strings.Fields(doc), " ")
	if doc == "" {
		return nil
	}
	return []string{doc}
}
