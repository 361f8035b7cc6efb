package rulesfn

import (
	"fmt"
	"strings"
)

// BuiltIns are values for the parameters that AWS clients fill from their options.
type BuiltIns struct {
	Region                *string
	UseFIPS, UseDualStack *bool
}

// Bind makes the built-in parameters of a client's options. An empty region is unset. One that isn't made of host
// labels is an error, for it would become part of a host name. A pseudo region such as fips-us-east-1 counts as the
// region it contains, with FIPS switched on.
func Bind(region string, useFIPS, useDualStack bool) (BuiltIns, error) {
	if region == "" {
		flags := &[2]bool{useFIPS, useDualStack}
		return BuiltIns{UseFIPS: &flags[0], UseDualStack: &flags[1]}, nil
	}
	if !IsValidHostLabel(region, true) {
		return BuiltIns{}, fmt.Errorf("invalid input region %s", region)
	}
	// One allocation for the three.
	bound := &struct {
		region          string
		fips, dualStack bool
	}{withoutFIPS(region), useFIPS, useDualStack}
	bound.fips = bound.fips || bound.region != region
	return BuiltIns{Region: &bound.region, UseFIPS: &bound.fips, UseDualStack: &bound.dualStack}, nil
}

// withoutFIPS removes what marks a pseudo region.
func withoutFIPS(region string) string {
	if !strings.Contains(region, "fips") {
		return region
	}
	region = strings.ReplaceAll(region, "-fips-", "-")
	region = strings.ReplaceAll(region, "fips-", "")
	return strings.ReplaceAll(region, "-fips", "")
}
