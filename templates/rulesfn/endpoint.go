package rulesfn

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/aws/smithy-go"
	smithyauth "github.com/aws/smithy-go/auth"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Result is what an endpoint rule yields.
type Result struct {
	// URL is the endpoint's URL.
	URL string
	// Scheme and Host stand in the place of URL where the rule's template is a scheme and a host alone. A host that
	// holds more than a host and a port is an error: what was filled in would have chosen another server.
	Scheme, Host string
	// Header is sent with the request; its keys are in canonical form.
	Header http.Header
	// AuthSchemes are the ways to sign, the preferred one first; nil when the rule says nothing of it.
	AuthSchemes []AuthScheme
	// Properties are the endpoint's other properties.
	Properties map[string]any
}

// AuthScheme is one entry of an endpoint's authSchemes property. An empty field isn't set.
type AuthScheme struct {
	// Name is the scheme's name in rules: sigv4, sigv4a, sigv4-s3express.
	Name string
	// SigningName is the service's name in the signature.
	SigningName string
	// SigningRegion is the region in a sigv4 signature.
	SigningRegion string
	// SigningRegionSet are the regions that a sigv4a signature is good for.
	SigningRegionSet []string
	// DisableDoubleEncoding says that the path is escaped once in what is signed.
	DisableDoubleEncoding bool
}

// HTTPS is the endpoint https://host.
func HTTPS(host string) (smithyendpoints.Endpoint, error) {
	return fromHost("https", host)
}

// Endpoint is the endpoint with a URL.
func Endpoint(rawURL string) (smithyendpoints.Endpoint, error) {
	uri, err := url.Parse(rawURL)
	if err != nil {
		return unparsable(rawURL)
	}
	return smithyendpoints.Endpoint{URI: *uri, Headers: http.Header{}}, nil
}

// Endpoint makes the endpoint of a rule's result.
func (r Result) Endpoint() (smithyendpoints.Endpoint, error) {
	endpoint, err := r.address()
	if err != nil {
		return endpoint, err
	}
	for name, values := range r.Header {
		endpoint.Headers[name] = values
	}
	for name, value := range r.Properties {
		endpoint.Properties.Set(name, value)
	}
	if r.AuthSchemes != nil {
		smithyauth.SetAuthOptions(&endpoint.Properties, authOptions(r.AuthSchemes))
	}
	return endpoint, nil
}

func (r Result) address() (smithyendpoints.Endpoint, error) {
	if r.URL != "" {
		return Endpoint(r.URL)
	}
	return fromHost(r.Scheme, r.Host)
}

// fromHost does without url.Parse where the host has nothing that it would look at.
func fromHost(scheme, host string) (smithyendpoints.Endpoint, error) {
	plain := host != ""
	for i := 0; i < len(host); i++ {
		switch c := host[i]; {
		case isAlphanumeric(c), c == '.', c == '-':
		case c == '/', c == '\\', c == '?', c == '#', c == '@', c <= ' ', c >= 0x7f:
			return unparsable(scheme + "://" + host)
		default:
			plain = false
		}
	}
	if !plain {
		return Endpoint(scheme + "://" + host)
	}
	return smithyendpoints.Endpoint{URI: url.URL{Scheme: scheme, Host: host}, Headers: http.Header{}}, nil
}

func unparsable(rawURL string) (smithyendpoints.Endpoint, error) {
	return smithyendpoints.Endpoint{}, fmt.Errorf("%s: %s", "Failed to parse uri", rawURL) // the AWS SDK's text
}

// Error is the outcome of an error rule.
func Error(message string) (smithyendpoints.Endpoint, error) {
	return smithyendpoints.Endpoint{}, fmt.Errorf("endpoint rule error, %s", message)
}

// NoMatch is the outcome when the conditions of no rule hold.
func NoMatch() (smithyendpoints.Endpoint, error) {
	return smithyendpoints.Endpoint{}, errors.New("endpoint resolution failed: no matching rule")
}

func authOptions(schemes []AuthScheme) []*smithyauth.Option {
	options := make([]*smithyauth.Option, 0, len(schemes))
	for i := range schemes {
		options = append(options, schemes[i].option())
	}
	return options
}

func (s *AuthScheme) option() *smithyauth.Option {
	var p smithy.Properties
	if s.SigningName != "" {
		smithyhttp.SetSigV4SigningName(&p, s.SigningName)
		smithyhttp.SetSigV4ASigningName(&p, s.SigningName)
	}
	if s.SigningRegion != "" {
		smithyhttp.SetSigV4SigningRegion(&p, s.SigningRegion)
	}
	if s.SigningRegionSet != nil {
		smithyhttp.SetSigV4ASigningRegions(&p, s.SigningRegionSet)
	}
	if s.DisableDoubleEncoding {
		smithyhttp.SetDisableDoubleEncoding(&p, true)
	}
	return &smithyauth.Option{SchemeID: s.id(), SignerProperties: p}
}

// id is the shape id of the scheme's trait; the name itself where there is none.
func (s *AuthScheme) id() string {
	switch s.Name {
	case "sigv4":
		return smithyauth.SchemeIDSigV4
	case "sigv4a":
		return smithyauth.SchemeIDSigV4A
	case "sigv4-s3express":
		return "com.amazonaws.s3#sigv4express"
	}
	return s.Name
}
