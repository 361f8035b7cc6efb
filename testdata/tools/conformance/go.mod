module github.com/tinsmith-go/tinsmith/testdata/tools/conformance

go 1.24.0
