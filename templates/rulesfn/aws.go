package rulesfn

import (
	"net/netip"
	"strings"
)

// ARN holds the parts of an Amazon resource name.
type ARN struct {
	Partition, Service, Region, AccountID string
	// ResourceID is the resource, cut at every ":" and "/".
	ResourceID []string
}

// ParseARN takes apart arn:<partition>:<service>:<region>:<account>:<resource>, of which only the region and the
// account may be empty.
func ParseARN(s string) (ARN, bool) {
	parts := strings.SplitN(s, ":", 6)
	if len(parts) < 6 || parts[0] != "arn" || parts[1] == "" || parts[2] == "" || parts[5] == "" {
		return ARN{}, false
	}
	return ARN{
		Partition: parts[1], Service: parts[2], Region: parts[3], AccountID: parts[4],
		ResourceID: splitResource(parts[5]),
	}, true
}

func splitResource(s string) []string {
	var parts []string
	for {
		i := strings.IndexAny(s, ":/")
		if i < 0 {
			return append(parts, s)
		}
		parts = append(parts, s[:i])
		s = s[i+1:]
	}
}

// IsVirtualHostableS3Bucket says whether a bucket's name can stand in a host name: a host label of 3 to 63 characters
// without capitals, not an IP address. With subdomains, it may be several such labels joined by dots.
func IsVirtualHostableS3Bucket(s string, subdomains bool) bool {
	if _, err := netip.ParseAddr(s); err == nil {
		return false
	}
	for subdomains {
		label, rest, found := strings.Cut(s, ".")
		if !found {
			break
		}
		if !isBucketLabel(label) {
			return false
		}
		s = rest
	}
	return isBucketLabel(s)
}

func isBucketLabel(s string) bool {
	if len(s) < 3 || !isHostLabel(s) {
		return false
	}
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			return false
		}
	}
	return true
}
