package botocore_test

import (
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tinsmith-go/tinsmith/model"
	"github.com/tinsmith-go/tinsmith/model/botocore"
	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// corpus returns the service folders of the corpus' botocore models.
func corpus(t *testing.T) []string {
	t.Helper()
	root := os.Getenv("TINSMITH_CORPUS")
	if root == "" {
		t.Skip("TINSMITH_CORPUS isn't set: there are no real models to read")
	}
	services, err := filepath.Glob(filepath.Join(root, "models", "botocore", "*", "*", "service-2.json"))
	if err != nil || len(services) == 0 {
		t.Fatalf("no models below %s: %v", root, err)
	}
	for i, s := range services {
		services[i] = filepath.Dir(s)
	}
	return services
}

// readFolder reads a folder's files.
func readFolder(t *testing.T, dir string) (*model.Service, *jsondoc.Diag) {
	t.Helper()
	fset := token.NewFileSet()
	d := jsondoc.NewDiag(fset)
	parse := func(name string) jsondoc.Value {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if os.IsNotExist(err) {
			return jsondoc.Value{}
		}
		if err != nil {
			t.Fatal(err)
		}
		v, err := jsondoc.Parse(fset, name, data, jsondoc.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	svc := botocore.Read(d, botocore.Files{
		Service:         parse("service-2.json"),
		Paginators:      parse("paginators-1.json"),
		Waiters:         parse("waiters-2.json"),
		Examples:        parse("examples-1.json"),
		EndpointRules:   parse("endpoint-rule-set-1.json"),
		PaginatorsExtra: parse("paginators-1.sdk-extras.json"),
		ServiceExtra:    parse("service-2.sdk-extras.json"),
	})
	return svc, d
}

// TestCorpusHasNoUnknownKey: every key of real models is read or ignored for a reason, and none of them is wrong.
func TestCorpusHasNoUnknownKey(t *testing.T) {
	operations := 0
	for _, dir := range corpus(t) {
		svc, d := readFolder(t, dir)
		name := filepath.Base(filepath.Dir(dir))
		for _, e := range d.Warnings {
			t.Errorf("%s: warning: %v", name, e)
		}
		for _, e := range d.Errors {
			t.Errorf("%s: %v", name, e)
		}
		operations += len(svc.Operations)
	}
	t.Logf("%d operations", operations)
}

// TestCorpusServices checks facts about single services that each stand for a rule.
func TestCorpusServices(t *testing.T) {
	services := map[string]*model.Service{}
	for _, dir := range corpus(t) {
		name := filepath.Base(filepath.Dir(dir))
		switch name {
		case "ssm-incidents", "kinesis", "codecatalyst", "sdb", "cloudwatch", "s3", "neptune", "bedrock-agentcore":
			services[name], _ = readFolder(t, dir)
		}
	}
	check := func(what string, got, want any) {
		t.Helper()
		if got != want {
			t.Errorf("%s: have %v, want %v", what, got, want)
		}
	}
	check("ssm-incidents id", services["ssm-incidents"].ID, model.ShapeID("com.amazonaws.ssmincidents#SSMIncidents"))
	check("kinesis id", services["kinesis"].ID, model.ShapeID("com.amazonaws.kinesis#Kinesis_20131202"))
	check("kinesis events", strings.Join(services["kinesis"].Protocols[0].EventStreamHTTP, " "), "h2")
	check("codecatalyst auth", strings.Join(services["codecatalyst"].Auth.Schemes, " "), model.SchemeHTTPBearer)
	check("codecatalyst signing name", services["codecatalyst"].Auth.SigningName, "")
	check("cloudwatch protocols", len(services["cloudwatch"].Protocols), 3)
	check("sdb flattened name", services["sdb"].Shapes["com.amazonaws.simpledb#PutAttributesRequest"].Member("Attributes").XMLName, "Attribute")
	check("s3 prefix", services["s3"].Shapes["com.amazonaws.s3#Grant"].Member("Grantee").XMLNamespace.Prefix, "xsi")
	check("s3 expires", services["s3"].Shapes["com.amazonaws.s3#GetObjectOutput"].Member("Expires").Target.Type, model.Timestamp)
	if services["neptune"].Shapes["com.amazonaws.neptune#CreateDBClusterMessage"].Member("SourceRegion") == nil {
		t.Error("neptune: the extras' SourceRegion is missing")
	}
	if services["bedrock-agentcore"].Shapes["com.amazonaws.bedrockagentcore#Unit"] != nil {
		t.Error("bedrock-agentcore: the structure Unit is still there")
	}
}

func BenchmarkReadEC2(b *testing.B) {
	root := os.Getenv("TINSMITH_CORPUS")
	if root == "" {
		b.Skip("TINSMITH_CORPUS isn't set: there is no large model to read")
	}
	data, err := os.ReadFile(filepath.Join(root, "models", "botocore", "ec2", "2016-11-15", "service-2.json"))
	if err != nil {
		b.Skip(err)
	}
	fset := token.NewFileSet()
	v, err := jsondoc.Parse(fset, "service-2.json", data, jsondoc.Limits{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		botocore.Read(jsondoc.NewDiag(fset), botocore.Files{Service: v})
	}
}
