package gen_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aws/smithy-go/middleware"
	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/model"
)

// unstable are the headers that time, chance, the machine or the signature decide about.
var unstable = []string{"Amz-Sdk-Invocation-Id", "Authorization", "Date", "User-Agent", "X-Amz-Date", "X-Amz-User-Agent"}

// snapshot writes a request down: method and URL, headers by name, body; without what differs from run to run.
func snapshot(r *request) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\nHost: %s\n", r.method, r.url.RequestURI(), r.url.Host)
	var names []string
	for name := range r.header {
		if !slices.Contains(unstable, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range r.header[name] {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	if len(r.body) > 0 {
		fmt.Fprintf(&b, "\n%s\n", indented(r))
	}
	return b.String()
}

// indented is the body as one can read it.
func indented(r *request) []byte {
	var b bytes.Buffer
	switch {
	case r.header.Get("Content-Type") == "application/json" && json.Indent(&b, r.body, "", "  ") == nil:
		return b.Bytes()
	case r.header.Get("Content-Encoding") != "":
		return []byte("(" + r.header.Get("Content-Encoding") + ")")
	}
	return r.body
}

// What each operation sends with every member set stands in testdata/wire, so that it survives any change of how
// clients are generated. Both formats of the service's model mean the same input.
func TestWireSnapshots(t *testing.T) {
	for _, c := range []*testClient{kitchen, incidents} {
		t.Run(c.name, func(t *testing.T) {
			smithy, botocore := loadModel(t, c.name, "smithy"), loadModel(t, c.name, "botocore")
			have := map[string]string{}
			for _, op := range smithy.Operations {
				t.Run(op.Name, func(t *testing.T) {
					have[op.Name+".request.txt"] = snapshotOf(t, c, op)
					if other := snapshotOf(t, c, botocore.Operation(op.Name)); other != have[op.Name+".request.txt"] {
						t.Errorf("the formats mean different requests (-smithy +botocore)\n%s", cmp.Diff(have[op.Name+".request.txt"], other))
					}
				})
			}
			golden(t, filepath.Join("..", "testdata", "wire", c.name), have)
		})
	}
}

// snapshotOf is what an operation sends with its input filled.
func snapshotOf(t *testing.T, c *testClient, op *model.Operation) string {
	t.Helper()
	text := ""
	bothWays(t, func(t *testing.T, options []func(*middleware.Stack) error) *request {
		cfg := clientConfig{endpoint: "https://wire.example.com", apiOptions: options, http: answerTo(op)}
		x, err := c.call(cfg, op.Name, filled(c, op))
		if err != nil {
			t.Error(err)
			return nil
		}
		text = snapshot(x.sent)
		return x.sent
	})
	return text
}

// golden compares texts with the files of a folder, by name; -update rewrites them. A file without a text is an error.
func golden(t *testing.T, dir string, have map[string]string) {
	t.Helper()
	if *update {
		rewrite(t, dir, have)
	}
	want := map[string]string{}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want[filepath.Base(file)] = strings.ReplaceAll(string(data), "\r\n", "\n")
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("%s differs; -update rewrites it (-want +got)\n%s", dir, diff)
	}
}

func rewrite(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
