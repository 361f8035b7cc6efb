package names

import (
	"go/token"
	"strings"
	"testing"
)

func TestExported(t *testing.T) {
	for in, want := range map[string]string{
		"Arn": "Arn", "arn": "Arn", "SSEKMSKeyId": "SSEKMSKeyId", "__string": "String", "_9lives": "Lives",
		"s3_Key": "S3_Key", "type": "Type", "1st": "St", "__": "", "": "",
	} {
		if got := Exported(in); got != want {
			t.Errorf("Exported(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestEnumConstant(t *testing.T) {
	for _, tt := range []struct{ typ, member, want string }{
		{"KeyAlgorithm", "RSA_2048", "KeyAlgorithmRsa2048"},
		{"KeyAlgorithm", "EC_prime256v1", "KeyAlgorithmEcPrime256v1"},
		{"IpPreference", "IPv6_PREFERRED", "IpPreferenceIPv6Preferred"},
		{"Event", "s3_ObjectCreated_", "EventS3ObjectCreated"},
		{"SettingName", "FARGATE_FIPS_MODE", "SettingNameFargateFipsMode"},
		{"CacheClusterSize", "SIZE_0_POINT_5_GB", "CacheClusterSizeSize0Point5Gb"},
		{"Runtime", "nodejs10x", "RuntimeNodejs10x"},
	} {
		if got := EnumConstant(tt.typ, tt.member); got != tt.want {
			t.Errorf("EnumConstant(%q, %q) = %q, want %q", tt.typ, tt.member, got, tt.want)
		}
	}
}

func TestMembersThatMeetMethodsAreEscaped(t *testing.T) {
	if got := Member("string"); got != "String_" {
		t.Errorf("Member(string) = %q", got)
	}
	if got := ErrorMember("errorCode", nil); got != "ErrorCode_" {
		t.Errorf("ErrorMember(errorCode) = %q", got)
	}
	if got := ErrorMember("hasDetail", []string{"Detail", "HasDetail"}); got != "HasDetail_" {
		t.Errorf("ErrorMember(hasDetail) = %q", got)
	}
	if got := ErrorMember("detail", []string{"Detail", "HasDetail"}); got != "Detail" {
		t.Errorf("ErrorMember(detail) = %q", got)
	}
}

func TestPackage(t *testing.T) {
	for in, want := range map[string]string{
		"SSM Incidents": "ssmincidents", "Route 53": "route53", "Kitchen-Sink": "kitchensink", "2Fast": "fast", "é!": "",
	} {
		if got := Package(in); got != want {
			t.Errorf("Package(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestOperationFileNamesAreNeverBuildConstrained(t *testing.T) {
	for in, want := range map[string]string{"GetTest": "op_GetTest.go", "Get_test": "op_Get-test.go", "Run_windows": "op_Run-windows.go"} {
		if got := OperationFile(in); got != want {
			t.Errorf("OperationFile(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzIdentifiers(f *testing.F) {
	f.Add("__listOf__string")
	f.Add("type")
	f.Add("0.5")
	f.Fuzz(func(t *testing.T, s string) {
		ok := strings.IndexFunc(s, func(r rune) bool { return r != '_' && !isLetter(r) && (r < '0' || r > '9') }) < 0
		if !ok {
			return // the readers' allow-list lets no other names through
		}
		if n := Exported(s); n != "" && (!token.IsIdentifier(n) || !token.IsExported(n)) {
			t.Errorf("Exported(%q) = %q is no exported identifier", s, n)
		}
		if n := Exported(s); Exported(n) != n {
			t.Errorf("Exported is not idempotent on %q", s)
		}
		if n := EnumConstant("T", EnumMemberFromValue(s)); !token.IsIdentifier(n) {
			t.Errorf("EnumConstant(T, %q) = %q is no identifier", s, n)
		}
	})
}
