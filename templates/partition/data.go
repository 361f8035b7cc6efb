package partition

func commercial() Partition {
	return Partition{
		Name:                 "aws",
		DNSSuffix:            "amazonaws.com",
		DualStackDNSSuffix:   "api.aws",
		ImplicitGlobalRegion: "us-east-1",
		SupportsFIPS:         true,
		SupportsDualStack:    true,
	}
}

func china() Partition {
	return Partition{
		Name:                 "aws-cn",
		DNSSuffix:            "amazonaws.com.cn",
		DualStackDNSSuffix:   "api.amazonwebservices.com.cn",
		ImplicitGlobalRegion: "cn-northwest-1",
		SupportsFIPS:         true,
		SupportsDualStack:    true,
	}
}

func europeanSovereign() Partition {
	return Partition{
		Name:                 "aws-eusc",
		DNSSuffix:            "amazonaws.eu",
		DualStackDNSSuffix:   "api.amazonwebservices.eu",
		ImplicitGlobalRegion: "eusc-de-east-1",
		SupportsFIPS:         true,
		SupportsDualStack:    true,
	}
}

func govCloud() Partition {
	return Partition{
		Name:                 "aws-us-gov",
		DNSSuffix:            "amazonaws.com",
		DualStackDNSSuffix:   "api.aws",
		ImplicitGlobalRegion: "us-gov-west-1",
		SupportsFIPS:         true,
		SupportsDualStack:    true,
	}
}

func iso() Partition {
	return Partition{
		Name:                 "aws-iso",
		DNSSuffix:            "c2s.ic.gov",
		DualStackDNSSuffix:   "api.aws.ic.gov",
		ImplicitGlobalRegion: "us-iso-east-1",
		SupportsFIPS:         true,
		SupportsDualStack:    true,
	}
}

func isoB() Partition {
	return Partition{
		Name:                 "aws-iso-b",
		DNSSuffix:            "sc2s.sgov.gov",
		DualStackDNSSuffix:   "api.aws.scloud",
		ImplicitGlobalRegion: "us-isob-east-1",
		SupportsFIPS:         true,
		SupportsDualStack:    true,
	}
}

func isoE() Partition {
	return Partition{
		Name:                 "aws-iso-e",
		DNSSuffix:            "cloud.adc-e.uk",
		DualStackDNSSuffix:   "api.cloud-aws.adc-e.uk",
		ImplicitGlobalRegion: "eu-isoe-west-1",
		SupportsFIPS:         true,
		SupportsDualStack:    true,
	}
}

func isoF() Partition {
	return Partition{
		Name:                 "aws-iso-f",
		DNSSuffix:            "csp.hci.ic.gov",
		DualStackDNSSuffix:   "api.aws.hci.ic.gov",
		ImplicitGlobalRegion: "us-isof-south-1",
		SupportsFIPS:         true,
		SupportsDualStack:    true,
	}
}
