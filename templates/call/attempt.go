package call

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyauth "github.com/aws/smithy-go/auth"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// scope is what a signature is for.
type scope struct {
	name, region string
	// escapeOnce says that the path isn't escaped a second time in what is signed.
	escapeOnce bool
}

func (cfg *Config) scope() scope { return scope{name: cfg.SigningName, region: cfg.Region} }

// identity returns who signs an attempt, or that nobody does.
func (cfg *Config) identity(ctx context.Context, f *facts) (creds aws.Credentials, signed bool, err error) {
	if cfg.Credentials == nil || f.unsigned {
		return creds, false, nil
	}
	creds, err = cfg.Credentials.Retrieve(ctx)
	if err != nil {
		return creds, false, fmt.Errorf("get identity: %w", fmt.Errorf("get credentials: %w", err))
	}
	return creds, true, nil
}

// direct sends a request to the endpoint: scheme, host and base path go into u, which
// has the operation's path, headers into h, and what the endpoint says of signatures
// into s.
func direct(e *smithyendpoints.Endpoint, hostPrefix string, u *url.URL, h http.Header, s *scope) error {
	u.Scheme = e.URI.Scheme
	u.Host = hostPrefix + e.URI.Host
	u.RawPath = joinPath(e.URI.EscapedPath(), u.RawPath)
	u.Path = joinPath(e.URI.Path, u.Path)
	for name := range e.Headers {
		h.Set(name, e.Headers.Get(name))
	}
	return s.refine(e)
}

// refine takes over what the endpoint's auth schemes say of SigV4. It fails when they
// leave that out: the service would refuse the signature.
func (s *scope) refine(e *smithyendpoints.Endpoint) error {
	if e.Properties.Values() == nil {
		return nil // where Get would make a map
	}
	options, _ := smithyauth.GetAuthOptions(&e.Properties)
	known := len(options) == 0
	for _, o := range options {
		if o.SchemeID != smithyauth.SchemeIDSigV4 && o.SchemeID != "sigv4" {
			continue
		}
		known = true
		if name, ok := smithyhttp.GetSigV4SigningName(&o.SignerProperties); ok {
			s.name = name
		}
		if region, ok := smithyhttp.GetSigV4SigningRegion(&o.SignerProperties); ok {
			s.region = region
		}
		if once, ok := smithyhttp.GetDisableDoubleEncoding(&o.SignerProperties); ok {
			s.escapeOnce = once
		}
	}
	if !known {
		return fmt.Errorf("the endpoint asks for the auth scheme %s, which the client doesn't have", options[0].SchemeID)
	}
	return nil
}

// joinPath is smithyhttp.JoinPath without an allocation for a base that adds nothing.
func joinPath(base, path string) string {
	if (base == "" || base == "/") && path != "" && path[0] == '/' {
		return path
	}
	return smithyhttp.JoinPath(base, path)
}

// sign signs r with the time that the server is thought to have.
func (cfg *Config) sign(ctx context.Context, r *http.Request, creds aws.Credentials, hash string, s *scope, skew time.Duration) error {
	options := cfg.signing[0]
	if s.escapeOnce || cfg.sdkSigner && escapesToItself(r.URL) {
		options = cfg.signing[1]
	}
	err := cfg.Signer.SignHTTP(ctx, creds, r, hash, s.name, s.region, time.Now().Add(skew), options...)
	if err != nil {
		return fmt.Errorf("sign request: %w", fmt.Errorf("sign http: %w", err))
	}
	return nil
}

// escapesToItself says that the path of u holds nothing to escape. The SDK's signer can
// then be told not to, which saves a good part of its work and signs the same.
func escapesToItself(u *url.URL) bool {
	if u.Opaque != "" || u.RawPath != "" && u.RawPath != u.Path {
		return false
	}
	for i := 0; i < len(u.Path); i++ {
		switch c := u.Path[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '/' <= c && c <= '9', c == '-', c == '.', c == '_', c == '~':
		default:
			return false
		}
	}
	return true
}
