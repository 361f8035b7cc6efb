package call

import (
	"context"
	"net/http"
	"slices"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// apiVersion stands in the user agent where aws-sdk-go-v2 has its module's version.
const apiVersion = "tinsmith"

// userAgent is what a client says of itself.
type userAgent struct {
	pkg, appID         string
	feature, retryMode string
	sources            []aws.CredentialSource
	once               sync.Once
	text               string
}

func newUserAgent(s *Settings, base *Config) *userAgent {
	u := &userAgent{pkg: s.Package, appID: s.AppID, feature: s.Feature}
	switch s.Retryer.(type) {
	case *retry.Standard:
		u.retryMode = awsmiddleware.UserAgentFeatureRetryModeStandard
	case *retry.AdaptiveMode:
		u.retryMode = awsmiddleware.UserAgentFeatureRetryModeAdaptive
	}
	if p, ok := s.Credentials.(aws.CredentialProviderSource); ok {
		u.sources = p.ProviderSources()
	}
	if base != nil && base.userAgent.says(u) {
		return base.userAgent
	}
	return u
}

// says reports whether two user agents are the same.
func (u *userAgent) says(v *userAgent) bool {
	return u.pkg == v.pkg && u.appID == v.appID && u.feature == v.feature &&
		u.retryMode == v.retryMode && slices.Equal(u.sources, v.sources)
}

// middleware returns the SDK's middleware that builds the text, without the sources of
// the credentials, which the SDK adds in a step of their own.
func (u *userAgent) middleware() *awsmiddleware.RequestUserAgent {
	m := awsmiddleware.NewRequestUserAgent()
	m.AddSDKAgentKeyValue(awsmiddleware.APIMetadata, u.pkg, apiVersion)
	if u.appID != "" {
		m.AddSDKAgentKey(awsmiddleware.ApplicationIdentifier, u.appID)
	}
	for _, f := range [...]string{u.feature, u.retryMode} {
		if f != "" {
			m.AddUserAgentFeature(awsmiddleware.UserAgentFeature(f))
		}
	}
	return m
}

// String returns the text for the header User-Agent.
func (u *userAgent) String() string {
	u.once.Do(func() {
		m := u.middleware()
		for _, source := range u.sources {
			m.AddCredentialsSource(source)
		}
		r := &smithyhttp.Request{Request: &http.Request{Header: http.Header{}}}
		// The middleware fails on requests of other types only.
		_, _, _ = m.HandleBuild(context.Background(), middleware.BuildInput{Request: r}, nothing)
		u.text = r.Header.Get("User-Agent")
	})
	return u.text
}

// nothing is the end of a chain that was entered for one middleware's sake.
var nothing = middleware.BuildHandlerFunc(
	func(context.Context, middleware.BuildInput) (out middleware.BuildOutput, md middleware.Metadata, err error) {
		return out, md, nil
	})
