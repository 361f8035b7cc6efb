package gen_test

import (
	"fmt"
	"strings"
)

// choices turns bytes into decisions; when they have run out every decision is the first.
type choices struct{ rest []byte }

func (c *choices) below(n int) int {
	if len(c.rest) == 0 {
		return 0
	}
	b := int(c.rest[0])
	c.rest = c.rest[1:]
	return b % n
}

func (c *choices) of(list ...string) string { return list[c.below(len(list))] }

// randomShape is a shape of a model put together from bytes. Most models are right; some are wrong on purpose.
type randomShape struct {
	name, kind, target string // target of lists and maps
	sparse             bool
	members            []randomMember
}

type randomMember struct {
	name, target, loc, locName string
	required                   bool
}

var (
	randomNames   = []string{"A", "String", "Document", "ListOfString", "UMemberA", "U", "Client", "Time", "Integer", "B_c"}
	randomMembers = []string{"a", "b", "c_d", "string", "getStream", "message", "ErrorCode", "resultMetadata", "value", "type", "__x", "Error"}
	randomScalars = []string{":String", ":Integer", ":Boolean", ":Timestamp", ":Blob", ":Double", ":Long"}
	randomKinds   = []string{"structure", "union", "list", "map", "error", "enum", "structure", "list"}
)

// shapes makes a model's shapes: some named ones, In, Out and the error Bad.
func (c *choices) shapes() []randomShape {
	n := 2 + c.below(len(randomNames)-2)
	var all []randomShape
	for i, name := range randomNames[:n] {
		s := randomShape{name: name, kind: c.of(randomKinds...), sparse: c.below(4) == 0}
		if s.kind == "list" || s.kind == "map" { // earlier ones only: lists of themselves have no type
			if s.target = c.of(append(randomScalars, ":Document")...); i > 0 && c.below(3) > 0 {
				s.target = randomNames[c.below(i)]
			}
		}
		all = append(all, s)
	}
	all = append(all, randomShape{name: "In", kind: "structure"}, randomShape{name: "Out", kind: "structure"}, randomShape{name: "Bad", kind: "error"})
	for i := range all {
		switch s := &all[i]; s.kind {
		case "structure", "union", "error":
			s.members = c.members(s, all[:n])
		}
	}
	return all
}

func (c *choices) members(s *randomShape, targets []randomShape) []randomMember {
	var out []randomMember
	first := c.below(len(randomMembers))
	for i := range 1 + c.below(6) {
		m := randomMember{name: randomMembers[(first+i)%len(randomMembers)], required: s.kind != "union" && c.below(3) == 0}
		m.target = c.of(append(randomScalars, ":Document")...)
		simple := m.target != ":Document"
		if c.below(2) == 0 {
			t := targets[c.below(len(targets))]
			m.target, simple = t.name, t.kind == "enum"
		}
		if s.kind == "error" && m.name == "message" {
			m.target, simple = ":String", true
		}
		wrong := c.below(60) == 59
		switch place := c.below(6); {
		case s.name != "In" && s.name != "Out" && s.name != "Bad" || !simple && !wrong:
		case place == 0:
			m.loc, m.locName = "header", fmt.Sprint("X-", i)
		case s.name == "In" && place == 1:
			m.loc, m.locName = "query", fmt.Sprint("q", i)
		case s.name == "In" && place == 2 && m.target != ":Blob":
			m.loc, m.required = "label", true
		}
		out = append(out, m)
	}
	if c.below(5) == 0 {
		out = append(out[:1:1], out[len(out)-1])
		out[0].loc, out[1].loc, out[1].locName = "payload", "header", "X-H"
		if out[0].name == out[1].name {
			out = out[:1]
		}
	}
	return out
}

func uriOf(shapes []randomShape) string {
	uri := "/put"
	for _, s := range shapes {
		for _, m := range s.members {
			if s.name == "In" && m.loc == "label" {
				uri += "/{" + m.name + "}"
			}
		}
	}
	return uri
}

// randomSmithy prints shapes in the Smithy format.
func randomSmithy(shapes []randomShape) string {
	put := withErrors(operation("Put", "In", "Out"), "Bad")
	lines := []string{strings.Replace(put, `"uri": "/Put"`, `"uri": "`+uriOf(shapes)+`"`, 1)}
	for _, s := range shapes {
		var extra []string
		if s.sparse {
			extra = []string{sparse}
		}
		var members []string
		for _, m := range s.members {
			traits := map[string]string{"header": fmt.Sprintf(`"smithy.api#httpHeader": %q`, m.locName), "query": fmt.Sprintf(`"smithy.api#httpQuery": %q`, m.locName), "label": `"smithy.api#httpLabel": {}`, "payload": `"smithy.api#httpPayload": {}`}[m.loc]
			if m.required {
				traits = strings.TrimPrefix(traits+`, "smithy.api#required": {}`, ", ")
			}
			members = append(members, m.name+": "+m.target+" {"+traits+"}")
		}
		switch s.kind {
		case "structure":
			lines = append(lines, structure(s.name, members...))
		case "union":
			lines = append(lines, union(s.name, members...))
		case "error":
			lines = append(lines, badError(s.name, members...))
		case "list":
			lines = append(lines, list(s.name, s.target, extra...))
		case "map":
			lines = append(lines, dict(s.name, s.target, extra...))
		case "enum":
			lines = append(lines, strings.Replace(enumE, "t#E", "t#"+s.name, 1))
		}
	}
	return toy("Put", lines...)
}

// randomBotocore prints shapes in the botocore format. What :X targets is called PX.
func randomBotocore(shapes []randomShape) string {
	ref := func(target string) string { return strings.Replace(target, ":", "P", 1) }
	var lines []string
	for _, p := range randomScalars {
		lines = append(lines, fmt.Sprintf(`%q: {"type": %q}`, ref(p), strings.ToLower(p[1:])))
	}
	lines = append(lines, `"PDocument": {"type": "structure", "document": true, "members": {}}`)
	for _, s := range shapes {
		var members, needed []string
		payload := ""
		for _, m := range s.members {
			place := map[string]string{"header": `, "location": "header", "locationName": "` + m.locName + `"`, "query": `, "location": "querystring", "locationName": "` + m.locName + `"`, "label": `, "location": "uri", "locationName": "` + m.name + `"`}[m.loc]
			members = append(members, fmt.Sprintf(`%q: {"shape": %q%s}`, m.name, ref(m.target), place))
			if m.required {
				needed = append(needed, fmt.Sprintf("%q", m.name))
			}
			if m.loc == "payload" {
				payload = fmt.Sprintf(`, "payload": %q`, m.name)
			}
		}
		flag := map[string]string{"union": `"union": true, `, "error": `"exception": true, `}[s.kind]
		switch s.kind {
		case "list":
			lines = append(lines, fmt.Sprintf(`%q: {"type": "list", "member": {"shape": %q}, "sparse": %t}`, s.name, ref(s.target), s.sparse))
		case "map":
			lines = append(lines, fmt.Sprintf(`%q: {"type": "map", "key": {"shape": "PString"}, "value": {"shape": %q}, "sparse": %t}`, s.name, ref(s.target), s.sparse))
		case "enum":
			lines = append(lines, fmt.Sprintf(`%q: {"type": "string", "enum": ["A", "b c"]}`, s.name))
		default:
			lines = append(lines, fmt.Sprintf(`%q: {"type": "structure", %s"members": {%s}, "required": [%s]%s}`, s.name, flag, strings.Join(members, ", "), strings.Join(needed, ", "), payload))
		}
	}
	text := strings.Replace(botoToy(lines...), `"requestUri": "/put"`, `"requestUri": "`+uriOf(shapes)+`"`, 1)
	return strings.Replace(text, `"output": {"shape": "Out"}`, `"output": {"shape": "Out"}, "errors": [{"shape": "Bad"}]`, 1)
}
