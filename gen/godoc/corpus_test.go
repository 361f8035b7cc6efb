package godoc

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestConvertCorpus converts every documentation string of the real models in the folder that TINSMITH_CORPUS
// names.
func TestConvertCorpus(t *testing.T) {
	root := os.Getenv("TINSMITH_CORPUS")
	if root == "" {
		t.Skip("TINSMITH_CORPUS is not set: it names a folder with models/botocore and models/smithy")
	}
	for _, format := range []string{"botocore", "smithy"} {
		docs := corpusDocs(t, filepath.Join(root, "models", format))
		if len(docs) == 0 {
			t.Errorf("%s has no documentation", format)
		}
		var empty, lines, wide, plainer int
		for _, doc := range docs {
			got := Convert(doc)
			if len(got) == 0 {
				empty++
			}
			lines += len(got)
			wide += countWide(got)
			if isPlainer(doc) {
				plainer++
			}
			if err := sound(got); err != nil {
				t.Errorf("%q: %v", doc, err)
			}
		}
		t.Logf("%s: %d strings, %d without content, %d lines, %d wider than %d, %d printed in the plainer way",
			format, len(docs), empty, lines, wide, width, plainer)
		if plainer > 0 {
			t.Errorf("%s: %d comments needed the plainer way", format, plainer)
		}
	}
}

// isPlainer reports whether gofmt would have changed the first rendering.
func isPlainer(doc string) bool {
	r := renderer{}
	lines := r.render(parse(doc))
	return len(lines) > 0 && !stable(lines)
}

func countWide(lines []string) int {
	n := 0
	for _, l := range lines {
		if len([]rune(l)) > width && !looksLikeDefinition(l) && !strings.HasPrefix(l, "\t") {
			n++
		}
	}
	return n
}

func corpusDocs(t *testing.T, root string) []string {
	t.Helper()
	var docs []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".json") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var v any
		if err := json.Unmarshal(data, &v); err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
		docs = appendDocs(docs, v)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// appendDocs collects the documentation of a decoded model of either format.
func appendDocs(docs []string, v any) []string {
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			if s, ok := value.(string); ok && (key == "documentation" || key == "smithy.api#documentation") {
				docs = append(docs, s)
				continue
			}
			docs = appendDocs(docs, value)
		}
	case []any:
		for _, e := range v {
			docs = appendDocs(docs, e)
		}
	}
	return docs
}
