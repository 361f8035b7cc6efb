module github.com/tinsmith-go/tinsmith/testdata/peer

go 1.25.0

require (
	github.com/aws/aws-sdk-go-v2 v1.45.1
	github.com/aws/aws-sdk-go-v2/service/ssmincidents v1.44.1
	github.com/aws/smithy-go v1.28.1
	github.com/google/go-cmp v0.7.0
	github.com/tinsmith-go/tinsmith v0.0.0
)

require (
	github.com/aws/aws-sdk-go-v2/internal/configsources v1.5.1 // indirect
	github.com/aws/aws-sdk-go-v2/internal/endpoints/v2 v2.8.1 // indirect
)

replace github.com/tinsmith-go/tinsmith => ../..
