package rules

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// part is a piece of a template: text, or a reference with an optional path.
type part struct {
	text      string
	ref, path string
}

// parseTemplate takes apart a template string: "{name}" and "{name#path}" stand for values, "{{" and "}}" for braces
// (Smithy spec, rules engine, "Template string").
func parseTemplate(s string) ([]part, error) {
	var parts []part
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			parts = append(parts, part{text: text.String()})
			text.Reset()
		}
	}
	for s != "" {
		switch {
		case strings.HasPrefix(s, "{{"), strings.HasPrefix(s, "}}"):
			text.WriteByte(s[0])
			s = s[2:]
		case s[0] == '{':
			end := strings.IndexByte(s, '}')
			if end < 0 {
				return nil, errors.New("a { in the template isn't closed")
			}
			flush()
			p, err := parseReference(s[1:end])
			if err != nil {
				return nil, err
			}
			parts = append(parts, p)
			s = s[end+1:]
		default:
			text.WriteByte(s[0])
			s = s[1:]
		}
	}
	flush()
	return parts, nil
}

func parseReference(s string) (part, error) {
	ref, path, found := strings.Cut(s, "#")
	if ref == "" || found && path == "" {
		return part{}, fmt.Errorf("{%s} in the template is neither {name} nor {name#path}", s)
	}
	return part{ref: ref, path: path}, nil
}

// pathStep is a step of a getAttr path: a field's name, or an index.
type pathStep struct {
	field string
	index int
}

// parsePath takes apart a path such as "resourceId[0]" or "[-1]": fields joined by dots, each with any number of
// indexes behind it.
func parsePath(s string) ([]pathStep, error) {
	var steps []pathStep
	bad := fmt.Errorf("%q isn't a path of fields and indexes", s)
	for i, segment := range strings.Split(s, ".") {
		field, indexes, indexed := strings.Cut(segment, "[")
		if field == "" && (i > 0 || !indexed) {
			return nil, bad
		}
		if field != "" {
			steps = append(steps, pathStep{field: field})
		}
		for rest := indexes; indexed; {
			digits, after, closed := strings.Cut(rest, "]")
			n, err := strconv.Atoi(digits)
			if !closed || err != nil {
				return nil, bad
			}
			steps = append(steps, pathStep{index: n})
			if rest, indexed = strings.CutPrefix(after, "["); !indexed && after != "" {
				return nil, bad
			}
		}
	}
	return steps, nil
}
