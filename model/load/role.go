package load

import (
	"strings"

	"github.com/tinsmith-go/tinsmith/model/jsondoc"
)

// wanted says what Load reads.
const wanted = `Smithy JSON ASTs (an object with "smithy" and "shapes") or botocore's files of one service ` +
	`(service-2.json with "metadata", "operations" and "shapes", and what lies beside it)`

// role is what a file is, in the words of messages.
type role string

const (
	smithyAST       role = "a Smithy AST"
	serviceFile     role = "service-2.json"
	paginatorsFile  role = "paginators-1.json"
	waitersFile     role = "waiters-2.json"
	examplesFile    role = "examples-1.json"
	rulesFile       role = "endpoint-rule-set-1.json"
	testsFile       role = "endpoint-tests-1.json"
	paginatorsExtra role = "paginators-1.sdk-extras.json"
	serviceExtra    role = "service-2.sdk-extras.json"
	unknownFile     role = "neither a Smithy AST nor a file of botocore"
)

// document is a parsed file and what it is.
type document struct {
	value jsondoc.Value
	role  role
}

// roleOf tells what a file is: an AST and a service-2.json by their content, whatever their name; the files beside a
// service-2.json by their name.
func roleOf(name string, v jsondoc.Value) role {
	if v.Get("smithy").Exists() {
		return smithyAST
	}
	base := role(name[strings.LastIndexAny(name, `/\`)+1:])
	switch base {
	case serviceFile, paginatorsFile, waitersFile, examplesFile, rulesFile, testsFile, paginatorsExtra, serviceExtra:
		return base
	}
	if v.Get("metadata").Exists() && v.Get("operations").Exists() && v.Get("shapes").Exists() {
		return serviceFile
	}
	return unknownFile
}
