package botocore

// keyTable says of the keys of one kind of object whether they are read, or why they aren't. A key that isn't in the
// table is a warning. The tables are never written to.
type keyTable struct {
	what string
	// keys maps a key to read, or to the reason why it is ignored.
	keys map[string]string
}

// read marks a key that is read.
const read = ""

// Reasons that several keys share.
const (
	fileFormat = "the file format's version: there is only one"
	legacyHost = "botocore's resolution of endpoints before rule sets"
	duplicate  = "repeats what stands on the shape itself"
	docsOnly   = "documentation of a reference; that of the shape and the member is read"
	unreliable = "box says nothing reliable: every scalar member is a pointer without it"
	layoutHint = "the layout of the members already shows it"
)

var extraKeys = keyTable{"an sdk-extras file", map[string]string{
	"version": fileFormat,
	"merge":   read,
}}

var serviceKeys = keyTable{"a service", map[string]string{
	"metadata":            read,
	"operations":          read,
	"shapes":              read,
	"documentation":       read,
	"clientContextParams": read,
	"deprecated":          read,
	"deprecatedMessage":   read,
	"deprecatedSince":     read,
	"version":             fileFormat,
	"examples":            "always empty; examples stand in a file of their own",
}}

var metadataKeys = keyTable{"metadata", map[string]string{
	"serviceId":           read,
	"serviceFullName":     read,
	"apiVersion":          read,
	"endpointPrefix":      read,
	"signingName":         read,
	"signatureVersion":    read,
	"auth":                read,
	"protocol":            read,
	"protocols":           read,
	"protocolSettings":    read,
	"jsonVersion":         read,
	"targetPrefix":        read,
	"xmlNamespace":        read,
	"awsQueryCompatible":  read,
	"uid":                 read,
	"serviceAbbreviation": "a shorter title",
	"globalEndpoint":      legacyHost,
	"ripServiceName":      legacyHost,
	"checksumFormat":      "botocore doesn't read it",
}}

var protocolSettingsKeys = keyTable{"protocolSettings", map[string]string{"h2": read}}

var operationKeys = keyTable{"an operation", map[string]string{
	"http":                   read,
	"input":                  read,
	"output":                 read,
	"errors":                 read,
	"documentation":          read,
	"idempotent":             read,
	"readonly":               read,
	"deprecated":             read,
	"deprecatedMessage":      read,
	"deprecatedSince":        read,
	"auth":                   read,
	"authtype":               read,
	"unsignedPayload":        read,
	"endpoint":               read,
	"endpointdiscovery":      read,
	"endpointoperation":      read,
	"staticContextParams":    read,
	"operationContextParams": read,
	"httpChecksum":           read,
	"httpChecksumRequired":   read,
	"requestcompression":     read,
	"name":                   "the key of the operation is its name; botocore sends that, too",
}}

var httpKeys = keyTable{"http", map[string]string{"method": read, "requestUri": read, "responseCode": read}}

var inputKeys = keyTable{"an input", map[string]string{
	"shape":         read,
	"locationName":  read,
	"xmlNamespace":  read,
	"documentation": docsOnly,
}}

var outputKeys = keyTable{"an output", map[string]string{
	"shape":         read,
	"resultWrapper": read,
	"documentation": docsOnly,
	"wrapper":       layoutHint,
	"locationName":  "the name of a response's root element is never looked at",
	"xmlNamespace":  "namespaces of responses are never looked at",
}}

var errorRefKeys = keyTable{"an error of an operation", map[string]string{
	"shape":         read,
	"documentation": docsOnly,
	"exception":     duplicate,
	"error":         duplicate,
	"fault":         duplicate,
	"senderFault":   duplicate,
}}

var endpointKeys = keyTable{"endpoint", map[string]string{"hostPrefix": read}}

var endpointDiscoveryKeys = keyTable{"endpointdiscovery", map[string]string{"required": read}}

var staticParamKeys = keyTable{"a static context parameter", map[string]string{"value": read}}

var operationParamKeys = keyTable{"an operation context parameter", map[string]string{"path": read}}

var clientParamKeys = keyTable{"a client context parameter", map[string]string{"type": read, "documentation": read}}

var contextParamKeys = keyTable{"contextParam", map[string]string{"name": read}}

var checksumKeys = keyTable{"httpChecksum", map[string]string{
	"requestAlgorithmMember":      read,
	"requestChecksumRequired":     read,
	"requestValidationModeMember": read,
	"responseAlgorithms":          read,
}}

var compressionKeys = keyTable{"requestcompression", map[string]string{"encodings": read}}

var shapeKeys = keyTable{"a shape", map[string]string{
	"type":              read,
	"documentation":     read,
	"members":           read,
	"required":          read,
	"payload":           read,
	"member":            read,
	"key":               read,
	"value":             read,
	"enum":              read,
	"min":               read,
	"max":               read,
	"pattern":           read,
	"sensitive":         read,
	"timestampFormat":   read,
	"exception":         read,
	"error":             read,
	"fault":             read,
	"retryable":         read,
	"union":             read,
	"document":          read,
	"streaming":         read,
	"requiresLength":    read,
	"eventstream":       read,
	"flattened":         read,
	"locationName":      read,
	"xmlNamespace":      read,
	"sparse":            read,
	"deprecated":        read,
	"deprecatedMessage": read,
	"deprecatedSince":   read,
	"jsonvalue":         read,
	"box":               unreliable,
	"event":             "the members of the event stream already say which shapes are events",
	"synthetic":         "the service may send the error all the same",
	"wrapper":           layoutHint,
	"xmlOrder":          "the order of the members is the one that is sent",
}}

var errorKeys = keyTable{"error", map[string]string{
	"httpStatusCode": read,
	"code":           read,
	"senderFault":    read,
	"fault":          read,
}}

var retryableKeys = keyTable{"retryable", map[string]string{"throttling": read}}

var memberKeys = keyTable{"a member", map[string]string{
	"shape":               read,
	"documentation":       read,
	"location":            read,
	"locationName":        read,
	"queryName":           read,
	"xmlAttribute":        read,
	"xmlNamespace":        read,
	"flattened":           read,
	"jsonvalue":           read,
	"streaming":           read,
	"requiresLength":      read,
	"eventpayload":        read,
	"eventheader":         read,
	"idempotencyToken":    read,
	"hostLabel":           read,
	"contextParam":        read,
	"endpointdiscoveryid": read,
	"deprecated":          read,
	"deprecatedMessage":   read,
	"deprecatedSince":     read,
	"min":                 read,
	"max":                 read,
	"pattern":             read,
	"sensitive":           read,
	"timestampFormat":     read,
	"box":                 unreliable,
	"enum":                "an inline enum has no name of its own; the member stays a string",
}}

var elementKeys = keyTable{"an element", map[string]string{
	"shape":           read,
	"locationName":    read,
	"xmlNamespace":    read,
	"jsonvalue":       read,
	"min":             read,
	"max":             read,
	"pattern":         read,
	"sensitive":       read,
	"timestampFormat": read,
	"flattened":       read,
	"box":             unreliable,
	"documentation":   docsOnly,
}}

var xmlNamespaceKeys = keyTable{"xmlNamespace", map[string]string{"uri": read, "prefix": read}}

var paginatorFileKeys = keyTable{"the paginators", map[string]string{"pagination": read, "version": fileFormat}}

var paginatorKeys = keyTable{"a paginator", map[string]string{
	"input_token":        read,
	"output_token":       read,
	"result_key":         read,
	"limit_key":          read,
	"more_results":       read,
	"non_aggregate_keys": "what botocore copies into an aggregated result; every page has it here",
}}

var waiterFileKeys = keyTable{"the waiters", map[string]string{"waiters": read, "version": fileFormat}}

var waiterKeys = keyTable{"a waiter", map[string]string{
	"operation":   read,
	"delay":       read,
	"acceptors":   read,
	"description": read,
	"maxAttempts": "the caller gives the longest time to wait",
}}

var acceptorKeys = keyTable{"an acceptor", map[string]string{
	"state":    read,
	"matcher":  read,
	"expected": read,
	"argument": read,
}}

var exampleFileKeys = keyTable{"the examples", map[string]string{"examples": read, "version": fileFormat}}

var exampleKeys = keyTable{"an example", map[string]string{
	"title":       read,
	"description": read,
	"input":       read,
	"output":      read,
	"id":          "a key that nobody refers to",
	"comments":    "remarks on single fields of the example",
}}
