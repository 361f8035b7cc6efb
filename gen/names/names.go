// Package names turns model names into Go identifiers, file names and package names, by the rules that
// aws-sdk-go-v2 follows. It must not know the model, only names.
package names

import (
	"strings"
	"unicode"
)

// Exported returns name as an exported Go identifier: leading characters up to the first letter are
// dropped and the first letter is put in upper case. Nothing else changes: no initialisms, inner
// underscores stay. It returns "" for a name without an ASCII letter.
func Exported(name string) string {
	i := strings.IndexFunc(name, isLetter)
	if i < 0 {
		return ""
	}
	return upperFirst(name[i:])
}

// Member returns the field name of a structure's member called name. Names that would meet a method or
// another generated symbol get a trailing underscore.
func Member(name string) string {
	n := Exported(name)
	switch n {
	case "String", "GetStream":
		return n + "_"
	}
	return n
}

// ErrorMember returns the field name of an error structure's member. siblings are the Go names of all
// members of that error (before escaping): GetX and HasX give way to a sibling X.
func ErrorMember(name string, siblings []string) string {
	n := Member(name)
	switch n {
	case "ErrorCode", "ErrorMessage", "ErrorFault", "Unwrap", "Error", "ErrorCodeOverride":
		return n + "_"
	}
	for _, s := range siblings {
		if n == "Get"+s || n == "Has"+s {
			return n + "_"
		}
	}
	return n
}

// EnumConstant returns the constant's name for the member of an enum type: the type's name followed by the
// member's words, each capitalised. A word of mixed case keeps its letters; any other is put in lower case
// first.
func EnumConstant(typeName, member string) string {
	var b strings.Builder
	b.WriteString(typeName)
	for _, w := range strings.FieldsFunc(member, isSeparator) {
		if !isMixed(w) {
			w = strings.ToLower(w)
		}
		b.WriteString(upperFirst(w))
	}
	return b.String()
}

// EnumMemberFromValue derives an enum member's name from its wire value, for formats that give only values:
// every character outside [A-Za-z0-9_] becomes an underscore.
func EnumMemberFromValue(value string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || isLetter(r) || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, value)
}

// Package returns the package name of a service: its id in lower case, of which only letters and digits
// stay. Leading digits are dropped. It returns "" when nothing is left.
func Package(serviceID string) string {
	s := strings.Map(func(r rune) rune {
		r = unicode.ToLower(r)
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, serviceID)
	return strings.TrimLeft(s, "0123456789")
}

// OperationFile returns the name of the file that holds an operation. Underscores become hyphens so that
// no Go build suffix (_test, _windows, _arm64) can arise.
func OperationFile(op string) string {
	return "op_" + strings.ReplaceAll(op, "_", "-") + ".go"
}

// Unexported returns an exported identifier with its first letter in lower case.
func Unexported(name string) string {
	if name == "" {
		return ""
	}
	return strings.ToLower(name[:1]) + name[1:]
}

func isLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// isSeparator is the complement of what Java's \w matches with (?U), less the underscore.
func isSeparator(r rune) bool {
	return r == '_' || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

func isMixed(w string) bool {
	var lower, upper bool
	for _, r := range w {
		lower = lower || r >= 'a' && r <= 'z'
		upper = upper || r >= 'A' && r <= 'Z'
	}
	return lower && upper
}

func upperFirst(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
