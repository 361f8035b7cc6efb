package patch

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tinsmith-go/tinsmith/model"
)

func service(id string, format model.Format) *model.Service {
	return &model.Service{SDKID: id, Format: format, Operations: []*model.Operation{
		{Name: "CreateReplicationSet"},
		{Name: "GetReplicationSet", Waiters: []*model.Waiter{
			{Name: "SomethingElse", MinDelay: 5, MaxDelay: 120},
			{Name: "WaitForReplicationSetActive", MinDelay: 30, MaxDelay: 120},
			{Name: "WaitForReplicationSetDeleted", MinDelay: 60, MaxDelay: 120},
		}},
	}}
}

func delays(svc *model.Service) []int {
	var out []int
	for _, op := range svc.Operations {
		for _, w := range op.Waiters {
			out = append(out, w.MaxDelay)
		}
	}
	return out
}

func TestApply(t *testing.T) {
	for _, c := range []struct {
		name string
		svc  *model.Service
		want []int
	}{
		{"the service", service("SSM Incidents", model.FormatBotocore), []int{120, 30, 60}},
		{"another service", service("Kitchen Sink", model.FormatBotocore), []int{120, 120, 120}},
		{"another format", service("SSM Incidents", model.FormatSmithy), []int{120, 120, 120}},
		{"an older model", &model.Service{SDKID: "SSM Incidents", Format: model.FormatBotocore}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := delays(c.svc)
			if diff := cmp.Diff(c.want, delays(Apply(c.svc))); diff != "" {
				t.Errorf("longest delays (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(before, delays(c.svc)); diff != "" {
				t.Errorf("the model itself was changed (-before +after)\n%s", diff)
			}
		})
	}
}

// TestEditsSayWhatTheOtherFormatSays reads the longest delays from the service's Smithy model.
func TestEditsSayWhatTheOtherFormatSays(t *testing.T) {
	corpus := os.Getenv("TINSMITH_CORPUS")
	if corpus == "" {
		t.Skip("TINSMITH_CORPUS is not set")
	}
	files, err := filepath.Glob(filepath.Join(corpus, "models", "smithy", "ssm-incidents", "*", "*.json"))
	if direct, _ := filepath.Glob(filepath.Join(corpus, "models", "smithy", "ssm-incidents", "*.json")); len(files) == 0 {
		files = direct
	}
	if err != nil || len(files) == 0 {
		t.Skip("the corpus lacks the service")
	}
	b, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	var ast struct {
		Shapes map[string]struct {
			Traits struct {
				Waitable map[string]struct{ MaxDelay int } `json:"smithy.waiters#waitable"`
			}
		}
	}
	if err := json.Unmarshal(b, &ast); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, s := range ast.Shapes {
		for name, w := range s.Traits.Waitable {
			n++
			if w.MaxDelay != 30 {
				t.Errorf("%s has a longest delay of %d", name, w.MaxDelay)
			}
		}
	}
	if n != 2 {
		t.Errorf("%d waiters, want 2", n)
	}
}
