package httpbind

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// param is one name and value of the query.
type param struct {
	name, value string
	from        source
}

// source says who gave a parameter. Of one name, the greatest source wins:
// a bound member before a map of parameters (Smithy, httpQueryParams), and
// before a literal of the pattern, which a valid model doesn't repeat.
type source uint8

const (
	fromMap source = iota
	fromPattern
	fromMember
)

// Query adds a parameter. An unset value adds nothing, an empty one "name=".
func (r *Request) Query(name string, v Value) {
	if v.kind != unset {
		r.addParam(name, v.text, fromMember)
	}
}

// QueryList adds a parameter per element; an empty list adds nothing.
func QueryList[T any](r *Request, name string, v []T, f func(*T) Value) {
	for i := range v {
		r.addParam(name, f(&v[i]).text, fromMember)
	}
}

// QueryParams adds a parameter per entry, but those of a name that a member or
// the pattern sets (Smithy, httpQueryParams).
func (r *Request) QueryParams(v map[string]string) {
	for name, value := range v {
		r.addParam(name, value, fromMap)
	}
}

// QueryParamsList is QueryParams with a list of values per name.
func (r *Request) QueryParamsList(v map[string][]string) {
	for name, values := range v {
		for _, value := range values {
			r.addParam(name, value, fromMap)
		}
	}
}

// literalQuery adds what the pattern says after its question mark. "?a" is
// sent as "a=", which is what the SigV4 signer makes of it.
func (r *Request) literalQuery(query string) {
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		name, err1 := url.QueryUnescape(name)
		value, err2 := url.QueryUnescape(value)
		if err1 != nil || err2 != nil {
			r.Fail(fmt.Errorf("query %q of the path pattern is malformed", pair))
		}
		r.addParam(name, value, fromPattern)
	}
}

func (r *Request) addParam(name, value string, from source) {
	if r.params == nil {
		r.params = make([]param, 0, 8)
	}
	r.params = append(r.params, param{name, value, from})
}

// RawQuery returns the query as it is sent: sorted by name, percent-encoded
// with %20 for a space, as the SigV4 signer leaves it too. Values of one name
// keep their order, which is a list's; the signer sorts those as well.
func (r *Request) RawQuery() string {
	if len(r.params) == 0 {
		return ""
	}
	slices.SortStableFunc(r.params, func(a, b param) int { return strings.Compare(a.name, b.name) })
	var b strings.Builder
	b.Grow(querySize(r.params))
	for rest := r.params; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].name == rest[0].name {
			n++
		}
		writeParams(&b, rest[:n])
		rest = rest[n:]
	}
	return b.String()
}

// writeParams writes the parameters of one name that count.
func writeParams(b *strings.Builder, same []param) {
	winner := fromMap
	for _, p := range same {
		winner = max(winner, p.from)
	}
	for _, p := range same {
		if p.from != winner {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		escape(b, p.name, false)
		b.WriteByte('=')
		escape(b, p.value, false)
	}
}

// querySize guesses the length of the query: a tenth of it is escaped.
func querySize(params []param) int {
	n := 0
	for _, p := range params {
		n += len(p.name) + len(p.value) + 2
	}
	return n + n/5
}
