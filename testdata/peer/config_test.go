package peer

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/google/go-cmp/cmp"
)

// TestConfig compares what both send with a config that LoadDefaultConfig reads from the
// environment and from shared files.
func TestConfig(t *testing.T) {
	for _, c := range []struct {
		name  string
		env   map[string]string
		file  string // the shared config file
		load  []func(*config.LoadOptions) error
		wants string // in what is sent: URL, headers, or the number of requests
	}{
		{name: "region and credentials", wants: "//ssm-incidents.eu-west-1.amazonaws.com/"},
		{name: "session token", env: map[string]string{"AWS_SESSION_TOKEN": "a-session-token"}, wants: "X-Amz-Security-Token"},
		{name: "endpoint", env: map[string]string{"AWS_ENDPOINT_URL": "http://local.example:8000/base"}, wants: "http://local.example:8000/base/createResponsePlan"},
		{name: "endpoint of the service", env: map[string]string{"AWS_ENDPOINT_URL_SSM_INCIDENTS": "https://own.example/"}, wants: "https://own.example/createResponsePlan"},
		{name: "both endpoints", env: map[string]string{"AWS_ENDPOINT_URL": "http://local.example", "AWS_ENDPOINT_URL_SSM_INCIDENTS": "https://own.example"}, wants: "https://own.example/"},
		{name: "endpoints ignored", env: map[string]string{"AWS_ENDPOINT_URL": "http://local.example", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}, wants: "amazonaws.com"},
		{name: "endpoint of the service ignored", env: map[string]string{"AWS_ENDPOINT_URL_SSM_INCIDENTS": "https://own.example", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}, wants: "amazonaws.com"},
		{name: "endpoint of another service", env: map[string]string{"AWS_ENDPOINT_URL_S3": "https://own.example"}, wants: "amazonaws.com"},
		{name: "endpoint in the program", load: []func(*config.LoadOptions) error{config.WithBaseEndpoint("https://program.example")}, env: map[string]string{"AWS_ENDPOINT_URL": "http://local.example"}, wants: "//program.example/"},
		{name: "FIPS", env: map[string]string{"AWS_USE_FIPS_ENDPOINT": "true"}, wants: "//ssm-incidents-fips.eu-west-1.amazonaws.com/"},
		{name: "dual-stack", env: map[string]string{"AWS_USE_DUALSTACK_ENDPOINT": "true"}, wants: "//ssm-incidents.eu-west-1.api.aws/"},
		{name: "FIPS and dual-stack", env: map[string]string{"AWS_USE_FIPS_ENDPOINT": "true", "AWS_USE_DUALSTACK_ENDPOINT": "true"}, wants: "//ssm-incidents-fips.eu-west-1.api.aws/"},
		{name: "FIPS and an endpoint", env: map[string]string{"AWS_USE_FIPS_ENDPOINT": "true", "AWS_ENDPOINT_URL": "http://local.example"}, wants: "FIPS and custom endpoint are not supported"},
		{name: "China", env: map[string]string{"AWS_REGION": "cn-north-1"}, wants: "//ssm-incidents.cn-north-1.amazonaws.com.cn/"},
		{name: "unknown region", env: map[string]string{"AWS_REGION": "xx-somewhere-9"}, wants: "//ssm-incidents.xx-somewhere-9.amazonaws.com/"},
		{name: "FIPS pseudo-region", env: map[string]string{"AWS_REGION": "fips-us-east-1"}, wants: "-fips.us-east-1."},
		{name: "no region", env: map[string]string{"AWS_REGION": ""}, wants: "Missing Region"},
		{name: "region that is no host label", env: map[string]string{"AWS_REGION": "a/b"}, wants: ""},
		{name: "attempts", env: map[string]string{"AWS_MAX_ATTEMPTS": "2"}, wants: "2 requests"},
		{name: "retry mode", env: map[string]string{"AWS_RETRY_MODE": "standard"}, wants: "3 requests"},
		{name: "retry mode and attempts", env: map[string]string{"AWS_RETRY_MODE": "standard", "AWS_MAX_ATTEMPTS": "4"}, wants: "4 requests"},
		{name: "app id", env: map[string]string{"AWS_SDK_UA_APP_ID": "my-app"}, wants: "app/my-app"},
		{name: "app id in the program", load: []func(*config.LoadOptions) error{config.WithAppID("program")}, wants: "app/program"},
		{name: "execution environment", env: map[string]string{"AWS_EXECUTION_ENV": "AWS_ECS_FARGATE"}, wants: "exec-env/AWS_ECS_FARGATE"},
		{name: "Lambda", env: map[string]string{"AWS_LAMBDA_FUNCTION_NAME": "f", "_X_AMZN_TRACE_ID": "Root=1;Parent=2"}, wants: "Root=1;Parent=2"},
		{name: "defaults mode", env: map[string]string{"AWS_DEFAULTS_MODE": "standard"}, wants: "amazonaws.com"},
		{name: "anonymous", load: []func(*config.LoadOptions) error{config.WithCredentialsProvider(aws.AnonymousCredentials{})}, wants: "amazonaws.com"},
		{name: "retryer in the program", load: []func(*config.LoadOptions) error{config.WithRetryer(func() aws.Retryer { return aws.NopRetryer{} })}, wants: "1 requests"},
		{name: "file", env: map[string]string{"AWS_REGION": "", "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, wants: "https://filed.example/", file: `[default]
region = eu-south-1
aws_access_key_id = AKIDEXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY
max_attempts = 2
sdk_ua_app_id = filed
services = here
[services here]
ssm_incidents =
  endpoint_url = https://filed.example
`},
		{name: "FIPS in the file", wants: "-fips.", file: "[default]\nuse_fips_endpoint = true\n"},
		{name: "dual-stack in the file", wants: "api.aws", file: "[default]\nuse_dualstack_endpoint = true\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			bareEnvironment(t, c.file)
			for name, value := range c.env {
				setenv(t, name, value)
			}
			cfg, err := config.LoadDefaultConfig(context.Background(), c.load...)
			if err != nil {
				t.Fatal(err)
			}
			ways(t, func(t *testing.T, s settings) {
				want, seen := withConfig(t, theirs, cfg, s)
				got, _ := withConfig(t, ours, cfg, s)
				if diff := cmp.Diff(want, got, exported); diff != "" {
					t.Errorf("(-sdk +tinsmith)\n%s", diff)
				}
				if !strings.Contains(seen, c.wants) {
					t.Errorf("nothing with %q in\n%s", c.wants, seen)
				}
			})
		})
	}
}

// bareEnvironment takes away everything that a config is read from, and gives a region,
// credentials and a file.
func bareEnvironment(t *testing.T, file string) {
	t.Helper()
	for _, entry := range os.Environ() {
		if name, _, _ := strings.Cut(entry, "="); strings.HasPrefix(name, "AWS_") || name == "_X_AMZN_TRACE_ID" {
			setenv(t, name, "")
		}
	}
	path := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("AWS_CONFIG_FILE", path)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", path+"-credentials")
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	t.Setenv("AWS_REGION", "eu-west-1")
	t.Setenv("AWS_ACCESS_KEY_ID", benchCredentials.AccessKeyID)
	t.Setenv("AWS_SECRET_ACCESS_KEY", benchCredentials.SecretAccessKey)
}

// setenv sets a variable for the test, or takes it away when the value is "".
func setenv(t *testing.T, name, value string) {
	t.Helper()
	t.Setenv(name, value)
	if value == "" {
		_ = os.Unsetenv(name)
	}
}

// withConfig makes a call that fails with 500 as often as it is made, and returns the outcome
// and what of it can be searched.
func withConfig(t *testing.T, s side, cfg aws.Config, set settings) (o outcome, seen string) {
	t.Helper()
	tr := &transport{answers: []answer{{status: 500}}}
	only := settings{transport: tr, apiOptions: set.apiOptions}
	synctest.Test(t, func(t *testing.T) {
		client := s.fromConfig(cfg, only)
		out, err := client.call(context.Background(), "CreateResponsePlan", convert(fullPlan(), s.inputs["CreateResponsePlan"]))
		o.see(out, err)
	})
	var err error
	if o.Sent, err = tr.normalAll(); err != nil {
		t.Errorf("%s: %v", s.name, err)
	}
	seen = cmp.Diff(nil, o) + strings.Join(strings.Fields(o.Text), " ")
	for _, one := range o.Sent {
		if one.Header.Get("X-Amz-Date") != "" {
			one.Header.Set("X-Amz-Date", "(a time)") // how long retries wait is left to chance
		}
		seen += "\n" + one.URL
		for name, values := range one.Header {
			seen += "\n" + name + ": " + strings.Join(values, ", ")
		}
	}
	return o, seen + "\n" + countRequests(len(o.Sent))
}
