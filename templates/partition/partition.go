// Package partition owns what is known of the AWS partitions: which one a region belongs to and that partition's
// DNS names. It must not know services, endpoints or rule sets.
package partition

import "strings"

// Partition holds the attributes that endpoint rules read of the result of aws.partition.
type Partition struct {
	// Name is the partition's id: aws, aws-cn, ...
	Name string
	// DNSSuffix is the domain below which IPv4 endpoints live.
	DNSSuffix string
	// DualStackDNSSuffix is the domain below which endpoints with IPv4 and IPv6 live.
	DualStackDNSSuffix string
	// ImplicitGlobalRegion is the region that requests to a global service are signed for.
	ImplicitGlobalRegion string
	// SupportsFIPS says whether FIPS endpoints exist.
	SupportsFIPS bool
	// SupportsDualStack says whether dual-stack endpoints exist.
	SupportsDualStack bool
}

// Get returns the partition of a region. A region that isn't listed is placed by the shape of its name, and one whose
// shape is unknown too belongs to aws, as in botocore and the AWS SDKs: so there always is an answer.
func Get(region string) Partition {
	switch region {
	case "aws-global":
		return commercial()
	case "aws-cn-global":
		return china()
	case "aws-us-gov-global":
		return govCloud()
	case "aws-iso-global":
		return iso()
	case "aws-iso-b-global":
		return isoB()
	case "aws-iso-e-global":
		return isoE()
	case "aws-iso-f-global":
		return isoF()
	}
	// Every other listed region has the shape of its partition's names.
	switch family(region) {
	case "cn":
		return china()
	case "eusc-de":
		return europeanSovereign()
	case "us-gov":
		return govCloud()
	case "us-iso":
		return iso()
	case "us-isob":
		return isoB()
	case "eu-isoe":
		return isoE()
	case "us-isof":
		return isoF()
	}
	return commercial()
}

// family returns what stands before "-<word>-<digits>" in a region's name ("us-gov" of "us-gov-west-1"), or "" when
// the name doesn't end so. A word is one or more of A-Z, a-z, 0-9 and _.
func family(region string) string {
	rest, ok := cutLast(region, isDigit)
	if !ok {
		return ""
	}
	rest, ok = cutLast(rest, isWord)
	if !ok {
		return ""
	}
	return rest
}

// cutLast cuts off the last "-" and what follows it, which must be one or more bytes of the class.
func cutLast(s string, class func(byte) bool) (string, bool) {
	dash := strings.LastIndexByte(s, '-')
	if dash < 0 || dash == len(s)-1 {
		return "", false
	}
	for i := dash + 1; i < len(s); i++ {
		if !class(s[i]) {
			return "", false
		}
	}
	return s[:dash], true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isWord(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_'
}
