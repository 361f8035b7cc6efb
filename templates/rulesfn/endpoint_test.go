package rulesfn

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	smithyauth "github.com/aws/smithy-go/auth"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/google/go-cmp/cmp"
)

func TestHTTPS(t *testing.T) {
	for host, want := range map[string]string{
		"svc.us-east-1.amazonaws.com": "https://svc.us-east-1.amazonaws.com",
		"h:8443":                      "https://h:8443",
		"[::1]:80":                    "https://[::1]:80",
		"under_score.example.com":     "https://under_score.example.com",
		"svc.x@evil:443/#.aws.com":    "error",
		"evil.example/.aws.com":       "error",
		"evil.example\\.aws.com":      "error",
		"evil?.aws.com":               "error",
		"evil#.aws.com":               "error",
		"a b.aws.com":                 "error",
		"a\n.aws.com":                 "error",
		"h:port":                      "error",
		"b\u00fccher.example":         "error",
		"a%zz":                        "error",
	} {
		got, err := HTTPS(host)
		if want == "error" {
			if err == nil || !strings.HasPrefix(err.Error(), "Failed to parse uri: https://") {
				t.Errorf("HTTPS(%q) = %v, %v", host, got.URI, err)
			}
			continue
		}
		if err != nil || got.URI.String() != want || got.Headers == nil {
			t.Errorf("HTTPS(%q) = %v, %v, %v; want %s", host, got.URI, got.Headers, err, want)
		}
	}
}

// Whatever is accepted reads as url.Parse reads it, and has no more than a host.
func FuzzHTTPSAgreesWithParse(f *testing.F) {
	for _, s := range []string{"", "h", "h:1", "a.b", "x@evil:443/#", "[::1%25a]", "%41", "a%2Fb", "h:", "A-", "\x7f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, host string) {
		got, err := HTTPS(host)
		if err != nil {
			return
		}
		want, err := url.Parse("https://" + host)
		if err != nil {
			t.Fatalf("HTTPS(%q) = %v, but url.Parse says %v", host, got.URI, err)
		}
		if diff := cmp.Diff(*want, got.URI); diff != "" {
			t.Errorf("HTTPS(%q) (-url.Parse +got)\n%s", host, diff)
		}
		if want.User != nil || want.Path != "" || want.RawQuery != "" || want.Fragment != "" {
			t.Errorf("HTTPS(%q) = %#v has more than a host", host, *want)
		}
	})
}

func TestResultSetsHeadersPropertiesAndAuthSchemes(t *testing.T) {
	endpoint, err := Result{
		URL:    "https://example.com/base",
		Header: http.Header{"X-Account": {"1", "2"}},
		AuthSchemes: []AuthScheme{
			{Name: "sigv4a", SigningName: "svc", SigningRegionSet: []string{"*"}, DisableDoubleEncoding: true},
			{Name: "sigv4", SigningName: "svc", SigningRegion: "us-east-1"},
			{Name: "sigv4-s3express"},
			{Name: "other"},
		},
		Properties: map[string]any{"backend": "b"},
	}.Endpoint()
	if err != nil {
		t.Fatal(err)
	}
	if endpoint.URI.String() != "https://example.com/base" || endpoint.Properties.Get("backend") != "b" {
		t.Errorf("URI %v, properties %v", endpoint.URI, endpoint.Properties.Values())
	}
	if diff := cmp.Diff(http.Header{"X-Account": {"1", "2"}}, endpoint.Headers); diff != "" {
		t.Errorf("headers (-want +got)\n%s", diff)
	}
	type scheme struct {
		ID, Name, NameA, Region string
		Regions                 []string
		Once                    bool
	}
	var got []scheme
	options, _ := smithyauth.GetAuthOptions(&endpoint.Properties)
	for _, o := range options {
		s := scheme{ID: o.SchemeID}
		s.Name, _ = smithyhttp.GetSigV4SigningName(&o.SignerProperties)
		s.NameA, _ = smithyhttp.GetSigV4ASigningName(&o.SignerProperties)
		s.Region, _ = smithyhttp.GetSigV4SigningRegion(&o.SignerProperties)
		s.Regions, _ = smithyhttp.GetSigV4ASigningRegions(&o.SignerProperties)
		s.Once, _ = smithyhttp.GetDisableDoubleEncoding(&o.SignerProperties)
		got = append(got, s)
	}
	want := []scheme{
		{"aws.auth#sigv4a", "svc", "svc", "", []string{"*"}, true},
		{"aws.auth#sigv4", "svc", "svc", "us-east-1", nil, false},
		{ID: "com.amazonaws.s3#sigv4express"},
		{ID: "other"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("auth schemes (-want +got)\n%s", diff)
	}
}

func TestResultWithoutAuthSchemesSaysNothingOfThem(t *testing.T) {
	endpoint, err := Result{Scheme: "http", Host: "h"}.Endpoint()
	if err != nil || endpoint.URI.String() != "http://h" {
		t.Fatalf("%v, %v", endpoint.URI, err)
	}
	if _, ok := smithyauth.GetAuthOptions(&endpoint.Properties); ok {
		t.Error("there are auth options")
	}
}

func TestOutcomesWithoutAnEndpoint(t *testing.T) {
	if _, err := Error("no 100% luck"); err == nil || err.Error() != "endpoint rule error, no 100% luck" {
		t.Errorf("Error: %v", err)
	}
	if _, err := NoMatch(); err == nil || err.Error() != "endpoint resolution failed: no matching rule" {
		t.Errorf("NoMatch: %v", err)
	}
	if _, err := Endpoint("http://a b"); err == nil || err.Error() != "Failed to parse uri: http://a b" {
		t.Errorf("Endpoint: %v", err)
	}
	if _, err := (Result{URL: ":"}).Endpoint(); err == nil {
		t.Error("Result: no error")
	}
}

func TestBind(t *testing.T) {
	tests := []struct {
		region     string
		fips, dual bool
		want       string // region, FIPS, dual stack
	}{
		{"us-east-1", false, false, "us-east-1"},
		{"us-east-1", true, true, "us-east-1 fips dual"},
		{"fips-us-east-1", false, false, "us-east-1 fips"},
		{"us-east-1-fips", false, true, "us-east-1 fips dual"},
		{"us-fips-east-1", false, false, "us-east-1 fips"},
		{"a.b", false, false, "a.b"},
		{"", false, true, "unset dual"},
		{"x@evil:443/#", false, false, "invalid input region x@evil:443/#"},
		{"us east", false, false, "invalid input region us east"},
		{"-x", false, false, "invalid input region -x"},
		{"us-east-1\r\n", false, false, "invalid input region us-east-1\r\n"},
	}
	for _, test := range tests {
		values, err := Bind(test.region, test.fips, test.dual)
		got := describe(values)
		if err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("Bind(%q, %v, %v): %q, want %q", test.region, test.fips, test.dual, got, test.want)
		}
	}
}

func describe(v BuiltIns) string {
	if v.UseFIPS == nil || v.UseDualStack == nil {
		return "flags are unset"
	}
	out := "unset"
	if v.Region != nil {
		out = *v.Region
	}
	if *v.UseFIPS {
		out += " fips"
	}
	if *v.UseDualStack {
		out += " dual"
	}
	return out
}

func TestARegionalEndpointAllocatesLittle(t *testing.T) {
	region, suffix := "us-east-1", "amazonaws.com"
	if n := testing.AllocsPerRun(100, func() { _, _ = HTTPS("svc." + region + "." + suffix) }); n > 2 {
		t.Errorf("HTTPS takes %v allocations, want the host and the header", n)
	}
	if n := testing.AllocsPerRun(100, func() { _, _ = Bind(region, false, false) }); n > 1 {
		t.Errorf("Bind takes %v allocations, want 1", n)
	}
}

func BenchmarkHTTPS(b *testing.B) {
	b.ReportAllocs()
	region, suffix := "us-east-1", "amazonaws.com"
	for b.Loop() {
		if _, err := HTTPS("svc." + region + "." + suffix); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseARN(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := ParseARN("arn:aws:s3:us-west-2:123456789012:accesspoint/name"); !ok {
			b.Fatal("no ARN")
		}
	}
}
