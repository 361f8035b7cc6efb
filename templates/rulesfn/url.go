package rulesfn

import (
	"net/netip"
	"net/url"
	"strings"
)

// URL holds the parts of a URL that rules read.
type URL struct {
	// Scheme is http or https.
	Scheme string
	// Authority is the host, with the port if there is one.
	Authority string
	// Path is the path as it stood in the URL, still escaped.
	Path string
	// NormalizedPath is the path with a slash at both ends.
	NormalizedPath string
	// IsIP says whether the host is an IPv4 or IPv6 address.
	IsIP bool
}

// ParseURL takes apart a URL with the scheme http or https and without a query, as the rules engine's parseURL.
func ParseURL(s string) (URL, bool) {
	u, err := url.Parse(s)
	if err != nil || u.RawQuery != "" || u.ForceQuery || u.Scheme != "http" && u.Scheme != "https" {
		return URL{}, false
	}
	path := u.EscapedPath()
	_, err = netip.ParseAddr(u.Hostname())
	return URL{
		Scheme: u.Scheme,
		// url.Parse has unescaped an IPv6 zone's "%25", and this text goes into a URL again.
		Authority:      strings.ReplaceAll(u.Host, "%", "%25"),
		Path:           path,
		NormalizedPath: normalizePath(path),
		IsIP:           err == nil,
	}, true
}

func normalizePath(path string) string {
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	if !strings.HasSuffix(path, "/") {
		path += "/"
	}
	return path
}
