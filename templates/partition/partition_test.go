package partition

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGetNamesThePartition(t *testing.T) {
	for region, want := range map[string]string{
		"us-east-1":              "aws",
		"mx-central-1":           "aws",
		"ap-south-99":            "aws",
		"aws-global":             "aws",
		"cn-north-1":             "aws-cn",
		"cn-new_word-12":         "aws-cn",
		"aws-cn-global":          "aws-cn",
		"us-gov-west-1":          "aws-us-gov",
		"us-gov-south-3":         "aws-us-gov",
		"aws-us-gov-global":      "aws-us-gov",
		"us-iso-east-1":          "aws-iso",
		"aws-iso-global":         "aws-iso",
		"us-isob-east-1":         "aws-iso-b",
		"aws-iso-b-global":       "aws-iso-b",
		"eu-isoe-west-1":         "aws-iso-e",
		"aws-iso-e-global":       "aws-iso-e",
		"us-isof-south-1":        "aws-iso-f",
		"aws-iso-f-global":       "aws-iso-f",
		"eusc-de-east-1":         "aws-eusc",
		"eusc-fr-east-1":         "aws",
		"":                       "aws",
		"mars-north-1":           "aws",
		"cn-north":               "aws",
		"cn-north-":              "aws",
		"cn-north-1x":            "aws",
		"cn--1":                  "aws",
		"xcn-north-1":            "aws",
		"cn-north-1\n":           "aws",
		"us-gov-west-east-1":     "aws",
		"cn-n\u00f6rd-1":         "aws",
		"us-isof-south-\u0661":   "aws",
		"fips-us-gov-west-1":     "aws",
		"us-gov-west-1-fips":     "aws",
		"CN-north-1":             "aws",
		"cn-northwest-000000001": "aws-cn",
	} {
		if got := Get(region).Name; got != want {
			t.Errorf("Get(%q).Name = %q, want %q", region, got, want)
		}
	}
}

// reference is partitions.json read with regular expressions, as the rules engine's specification describes it.
type reference struct {
	Partitions []struct {
		ID          string
		RegionRegex string
		Regions     map[string]map[string]any
		Outputs     Partition
	}
}

func (r *reference) get(region string) Partition {
	for _, p := range r.Partitions {
		if _, ok := p.Regions[region]; ok {
			return p.Outputs
		}
	}
	for _, p := range r.Partitions {
		if regexp.MustCompile(p.RegionRegex).MatchString(region) {
			return p.Outputs
		}
	}
	return r.Partitions[0].Outputs
}

func readReference(t testing.TB) *reference {
	t.Helper()
	corpus := os.Getenv("TINSMITH_CORPUS")
	if corpus == "" {
		t.Skip("TINSMITH_CORPUS is not set: there is no partitions.json to compare with")
	}
	data, err := os.ReadFile(filepath.Join(corpus, "models", "partitions.json"))
	if err != nil {
		t.Fatal(err)
	}
	var ref reference
	if err := json.Unmarshal(data, &ref); err != nil {
		t.Fatal(err)
	}
	return &ref
}

func TestGetAgreesWithThePublicData(t *testing.T) {
	ref := readReference(t)
	probes := []string{"", "x", "us", "us-east", "us-east-", "-us-east-1", "us-east-1-", "aws-iso-x-global", "us-nowhere-77"}
	for _, p := range ref.Partitions {
		probes = append(probes, p.ID, p.ID+"-global", p.ID+"-east-1")
		for region, overrides := range p.Regions {
			for key := range overrides {
				if key != "description" {
					t.Errorf("region %s overrides %s, which Get doesn't know", region, key)
				}
			}
			probes = append(probes, region, region+"0", region+"x", "x"+region, region+"\n", region[1:])
		}
	}
	for _, region := range probes {
		if diff := cmp.Diff(ref.get(region), Get(region)); diff != "" {
			t.Errorf("Get(%q) (-want +got)\n%s", region, diff)
		}
	}
}

// The classes of bytes and the parts come from the data's regular expressions, repeated here so that the test stands
// without the data.
func FuzzFamilyMatchesTheExpressions(f *testing.F) {
	for _, s := range []string{"us-east-1", "us-gov-west-1", "eusc-de-east-1", "a-b-c", "--1", "us-\xff-1", "us-a_Z9-09"} {
		f.Add(s)
	}
	shape := regexp.MustCompile(`^(?s:(.*))-\w+-\d+$`)
	f.Fuzz(func(t *testing.T, region string) {
		want := ""
		if m := shape.FindStringSubmatch(region); m != nil {
			want = m[1]
		}
		if got := family(region); got != want {
			t.Errorf("family(%q) = %q, want %q", region, got, want)
		}
	})
}

func BenchmarkGet(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if Get("us-gov-west-1").Name == "" {
			b.Fatal("no name")
		}
	}
}
