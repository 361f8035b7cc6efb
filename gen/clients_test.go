package gen_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/token"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/gen"
	"github.com/tinsmith-go/tinsmith/model/load"
)

// client is a checked-in client and the models that it is made from, one list of files for each format.
type client struct {
	name             string
	smithy, botocore []string
	checkedIn        string // the format of the one in out
	// differ lists the files that the two formats don't make alike, with the reason.
	differ map[string]string
}

func clients(t *testing.T) []client {
	return []client{
		{
			name:      "ssmincidents",
			smithy:    []string{"../testdata/models/ssm-incidents.smithy.json"},
			botocore:  folder(t, "../testdata/models/ssm-incidents/2018-05-10"),
			checkedIn: "botocore",
			differ: map[string]string{
				"op_CreateResponsePlan.go": "botocore has no uniqueItems",
				"op_UpdateResponsePlan.go": "botocore has no uniqueItems",
				"types/unions.go":          "botocore has no uniqueItems",
			},
		},
		{
			name:      "kitchensink",
			smithy:    []string{"../testdata/models/kitchensink.smithy.json", "../testdata/models/kitchensink.tests.smithy.json"},
			botocore:  folder(t, "../testdata/models/kitchensink/2024-01-01"),
			checkedIn: "smithy",
			differ:    kitchensinkDifferences,
		},
	}
}

func folder(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no models in %s (%v)", dir, err)
	}
	return files
}

func readModels(t testing.TB, paths []string) []load.File {
	t.Helper()
	var files []load.File
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, load.File{Name: p, Data: b})
	}
	return files
}

// generate makes a client and returns its files by path.
func generate(t testing.TB, name string, files []load.File) map[string]string {
	t.Helper()
	fset := token.NewFileSet()
	res, err := load.Load(fset, files, "")
	if err != nil {
		t.Fatal(err)
	}
	out, err := gen.Generate(gen.Config{Fset: fset, ImportPath: module + "/out/" + name}, res.Service)
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string]string{}
	for _, f := range out.Files {
		byPath[f.Path] = string(f.Data)
	}
	return byPath
}

func (c client) files(t testing.TB, format string) []load.File {
	if format == "smithy" {
		return readModels(t, c.smithy)
	}
	return readModels(t, c.botocore)
}

func TestCheckedInClientsAreUpToDate(t *testing.T) {
	for _, c := range clients(t) {
		t.Run(c.name, func(t *testing.T) {
			want := generate(t, c.name, c.files(t, c.checkedIn))
			have := readTree(t, filepath.Join("..", "out", c.name))
			if diff := cmp.Diff(want, have); diff != "" {
				t.Errorf("out/%s isn't what its model makes; run go generate ./... (-want +have):\n%s", c.name, diff)
			}
		})
	}
}

func readTree(t *testing.T, dir string) map[string]string {
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		out[filepath.ToSlash(rel)] = strings.ReplaceAll(string(b), "\r\n", "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSameModelGivesSameBytes(t *testing.T) {
	for _, c := range clients(t) {
		for _, format := range []string{"smithy", "botocore"} {
			t.Run(c.name+"/"+format, func(t *testing.T) {
				files := c.files(t, format)
				want := generate(t, c.name, files)
				for _, procs := range []int{1, 8} {
					old := runtime.GOMAXPROCS(procs)
					for range 10 {
						if diff := cmp.Diff(want, generate(t, c.name, files)); diff != "" {
							t.Fatalf("two runs differ with GOMAXPROCS=%d (-first +later):\n%s", procs, diff)
						}
					}
					runtime.GOMAXPROCS(old)
				}
				r := rand.New(rand.NewSource(1))
				for range 5 {
					if diff := cmp.Diff(want, generate(t, c.name, shuffle(t, files, r))); diff != "" {
						t.Fatalf("the order of shapes and operations shows (-file order +shuffled):\n%s", diff)
					}
				}
			})
		}
	}
}

// shuffle puts the shapes and operations of models into another order, and with them the top-level keys.
func shuffle(t *testing.T, files []load.File, r *rand.Rand) []load.File {
	var out []load.File
	for _, f := range files {
		var top map[string]json.RawMessage
		if err := json.Unmarshal(f.Data, &top); err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"shapes", "operations", "pagination", "waiters"} {
			if top[key] == nil {
				continue
			}
			var m map[string]json.RawMessage
			if err := json.Unmarshal(top[key], &m); err != nil {
				t.Fatal(err)
			}
			for id, s := range m {
				m[id] = shuffleOperations(t, s, r)
			}
			top[key] = object(m, r)
		}
		out = append(out, load.File{Name: f.Name, Data: object(top, r)})
	}
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// shuffleOperations changes the order in which a Smithy service or resource lists its operations.
func shuffleOperations(t *testing.T, shape json.RawMessage, r *rand.Rand) json.RawMessage {
	var s struct {
		Type string `json:"type"`
	}
	if json.Unmarshal(shape, &s) != nil || s.Type != "service" {
		return shape
	}
	var m map[string]json.RawMessage
	if err := json.Unmarshal(shape, &m); err != nil {
		t.Fatal(err)
	}
	var ops []json.RawMessage
	if err := json.Unmarshal(m["operations"], &ops); err != nil {
		t.Fatal(err)
	}
	r.Shuffle(len(ops), func(i, j int) { ops[i], ops[j] = ops[j], ops[i] })
	b, err := json.Marshal(ops)
	if err != nil {
		t.Fatal(err)
	}
	m["operations"] = b
	return object(m, r)
}

func object(m map[string]json.RawMessage, r *rand.Rand) json.RawMessage {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	r.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
	var b bytes.Buffer
	b.WriteByte('{')
	for i, k := range keys {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:%s", k, m[k])
	}
	b.WriteByte('}')
	return b.Bytes()
}

// kitchensinkDifferences are the files that the botocore format can't make as the Smithy format does.
var kitchensinkDifferences = map[string]string{
	"codec.go":                "a zero default makes a member a value, and botocore has no defaults; a union's intEnum is an int32",
	"op_CheckConstraints.go":  "botocore has no uniqueItems",
	"op_CountThings.go":       "a zero default makes a member a value, and botocore has no defaults",
	"op_EchoHeaders.go":       "botocore has no byte, short and intEnum",
	"op_EchoJpegPayload.go":   "botocore has no media type but that of JSON",
	"op_GetByScalarLabels.go": "botocore has no byte, short and intEnum",
	"op_GetFromPlane.go":      "a zero default makes a member a value, and botocore has no defaults",
	"op_PutBigNumbers.go":     "botocore has no bigInteger and bigDecimal",
	"op_PutDefaults.go":       "a zero default makes a member a value, and botocore has no defaults",
	"op_PutLists.go":          "botocore has no intEnum",
	"op_PutScalars.go":        "botocore has no byte and short",
	"op_QueryLists.go":        "botocore has no intEnum",
	"op_QueryScalars.go":      "botocore has no byte, short and intEnum",
	"types/enums.go":          "botocore has no intEnum, and no documentation of an enum's values",
	"types/types.go":          "a zero default makes a member a value, and botocore has no defaults",
	"types/unions.go":         "botocore has no intEnum",
}

func TestBothFormatsGiveTheSameFiles(t *testing.T) {
	for _, c := range clients(t) {
		t.Run(c.name, func(t *testing.T) {
			smithy := generate(t, c.name, c.files(t, "smithy"))
			botocore := generate(t, c.name, c.files(t, "botocore"))
			var differ []string
			for _, p := range paths(smithy, botocore) {
				if smithy[p] == botocore[p] {
					continue
				}
				differ = append(differ, p)
				if c.differ[p] == "" {
					t.Errorf("%s differs (-smithy +botocore):\n%s", p, cmp.Diff(smithy[p], botocore[p]))
				}
			}
			for p := range c.differ {
				if !slices.Contains(differ, p) {
					t.Errorf("the list of differences has %s, which doesn't differ", p)
				}
			}
		})
	}
}

func paths(trees ...map[string]string) []string {
	var out []string
	for _, tree := range trees {
		for p := range tree {
			if !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	slices.Sort(out)
	return out
}
