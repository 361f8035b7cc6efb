package pattern

import (
	"fmt"
	"strings"
)

// describe is a check in one line: straight-line steps look like the expression that they match, between ^ and $
// unless they may begin anywhere or anything may follow.
func describe(c *Check) string {
	var out string
	switch c.Kind {
	case Length:
		out = "length" + quantifier(c.Min, c.Max)
	case Equal, Prefix, Suffix, Contains, RE2:
		out = fmt.Sprintf("%s %q", c.Kind, c.Text)
	case Straight:
		out = "straight " + describeSteps(c.Steps)
		if !c.Anywhere {
			out = "straight ^" + strings.TrimPrefix(out, "straight ")
		}
		if !c.Open {
			out += "$"
		}
	case All, Any:
		var list []string
		for _, s := range c.Checks {
			list = append(list, describe(s))
		}
		out = c.Kind.String() + "(" + strings.Join(list, ", ") + ")"
	default:
		out = c.Kind.String()
	}
	if c.Not {
		return "not " + out
	}
	return out
}

func describeSteps(steps []Step) string {
	var b strings.Builder
	for _, s := range steps {
		switch s.Op {
		case Literal:
			b.WriteString(s.Text)
		case Words:
			b.WriteString("<" + strings.Join(s.Words, "|") + ">" + quantifier(s.Min, s.Max))
		case Chars:
			b.WriteString(describeClass(s.Class) + quantifier(s.Min, s.Max))
		case Group:
			var list []string
			for _, c := range s.Cases {
				list = append(list, describeSteps(c.Steps))
			}
			if s.HasElse {
				list = append(list, describeSteps(s.Else))
			}
			b.WriteString("(" + strings.Join(list, "|") + ")" + quantifier(s.Min, s.Max))
		}
	}
	return b.String()
}

func describeClass(c Class) string {
	var b strings.Builder
	b.WriteByte('[')
	writeRanges(&b, c.ASCII)
	if c.Not {
		b.WriteString(" but")
	}
	writeRanges(&b, c.Wide)
	for _, p := range c.Props {
		b.WriteString(" " + p)
	}
	return b.String() + "]"
}
