package rules

import (
	"go/token"
	"strconv"
	"strings"
)

const entryName = "resolveRules"

// reserved are the identifiers that a rule's variables must not hide: what the emitted functions refer to.
func reserved() map[string]bool {
	taken := map[string]bool{}
	for _, name := range strings.Fields("p ok true false nil string http partition rulesfn smithyendpoints int any float64 map") {
		taken[name] = true
	}
	return taken
}

// ident returns the Go identifier of an assigned name, the same one wherever the name is assigned.
func (c *compiler) ident(name string) string {
	if id := c.idents[name]; id != "" {
		return id
	}
	base := variableName(name)
	id := base
	for n := 2; c.taken[id] || token.IsKeyword(id); n++ {
		id = base + strconv.Itoa(n)
	}
	c.taken[id] = true
	c.idents[name] = id
	return id
}

// variableName turns a name into lower camel case: uri_encoded_bucket becomes uriEncodedBucket.
func variableName(name string) string {
	var b strings.Builder
	upper := false
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case 'A' <= c && c <= 'Z' && b.Len() == 0:
			c += 'a' - 'A'
		case 'a' <= c && c <= 'z' && upper && b.Len() > 0:
			c -= 'a' - 'A'
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9' && b.Len() > 0:
		default:
			upper = true
			continue
		}
		upper = false
		b.WriteByte(c)
	}
	if b.Len() == 0 {
		return "v"
	}
	return b.String()
}

// fieldName is the name of a parameter's field: the parameter's own, made exported.
func fieldName(name string) string {
	if name == "" {
		return ""
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// isIdentifier says whether s is an identifier of ASCII letters, digits and underscores.
func isIdentifier(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}
