package gen_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// matcher tells which strings match a pattern as ECMAScript reads it: with the flag u where that is possible.
// It asks Node, or what Node once answered where it isn't installed.
type matcher struct {
	answers map[string]map[string]bool // by pattern and string
	invalid map[string]bool            // patterns that Node doesn't read
	node    *node
}

type node struct {
	in  io.Writer
	out *bufio.Reader
}

const nodeProgram = `
const cache = new Map();
function re(p) {
	if (!cache.has(p)) {
		let r = null;
		try { r = new RegExp(p, "u"); } catch { try { r = new RegExp(p); } catch {} }
		cache.set(p, r);
	}
	return cache.get(p);
}
require("readline").createInterface({input: process.stdin}).on("line", line => {
	const [p, texts] = JSON.parse(line);
	const r = re(p);
	console.log(JSON.stringify(r ? texts.map(t => r.test(t)) : null));
});
`

// newMatcher starts Node, or reads the answers recorded in a file ("" for none: the test is skipped).
func newMatcher(t *testing.T, recorded string) *matcher {
	t.Helper()
	m := &matcher{answers: map[string]map[string]bool{}, invalid: map[string]bool{}}
	path, err := exec.LookPath("node")
	if err != nil {
		if recorded == "" {
			t.Skip("node isn't installed: it tells which strings match a pattern")
		}
		b, err := os.ReadFile(recorded)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &m.answers); err != nil {
			t.Fatal(err)
		}
		return m
	}
	cmd := exec.Command(path, "-e", nodeProgram)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close(); _ = cmd.Wait() })
	m.node = &node{in, bufio.NewReaderSize(out, 1<<20)}
	return m
}

// ask gets answers for strings; a pattern that Node doesn't read becomes invalid.
func (m *matcher) ask(pattern string, texts []string) {
	if m.node == nil {
		return
	}
	b, err := json.Marshal([]any{pattern, texts})
	if err != nil {
		panic(err)
	}
	if _, err := m.node.in.Write(append(b, '\n')); err != nil {
		panic(err)
	}
	line, err := m.node.out.ReadBytes('\n')
	if err != nil {
		panic(err)
	}
	var hits []bool
	if err := json.Unmarshal(line, &hits); err != nil {
		panic(err)
	}
	if m.answers[pattern] == nil {
		m.answers[pattern] = map[string]bool{}
	}
	if hits == nil {
		m.invalid[pattern] = true
		return
	}
	for i, t := range texts {
		m.answers[pattern][t] = hits[i]
	}
}

// matches is the answer for one string. Without Node, one that isn't recorded panics: the record is out of date.
func (m *matcher) matches(pattern, text string) bool {
	if m.invalid[pattern] {
		return true
	}
	hit, ok := m.answers[pattern][text]
	if !ok {
		if m.node == nil {
			panic("no answer is recorded for " + pattern + "; run the test with -update where node is installed")
		}
		m.ask(pattern, []string{text})
		hit = m.answers[pattern][text]
	}
	return hit || m.invalid[pattern]
}

// record writes the answers to a file, or compares them with what is there.
func (m *matcher) record(t *testing.T, file string, update bool) {
	t.Helper()
	if m.node == nil {
		return
	}
	b, err := json.MarshalIndent(m.answers, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	b = append(b, '\n')
	if update {
		writeFile(t, filepath.FromSlash(file), b)
		return
	}
	have, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(bytes.ReplaceAll(have, []byte("\r\n"), []byte("\n")), b) {
		t.Errorf("%s isn't what node answers (%v); run the test with -update", file, err)
	}
}
