package pattern

import (
	"strings"
	"unicode"
)

// asciiNames are names after \p, or between [: and :], that stand for ASCII characters in Java and POSIX.
var asciiNames = map[string]set{
	"ascii": {{0, 0x7f}}, "alnum": {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}, "alpha": {{'A', 'Z'}, {'a', 'z'}},
	"blank": {{'\t', '\t'}, {' ', ' '}}, "cntrl": {{0, 0x1f}, {0x7f, 0x7f}}, "digit": {{'0', '9'}},
	"graph": {{'!', '~'}}, "lower": {{'a', 'z'}}, "print": {{' ', '~'}},
	"punct": {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}, "space": {{'\t', '\r'}, {' ', ' '}},
	"upper": {{'A', 'Z'}}, "word": {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}},
	"xdigit": {{'0', '9'}, {'A', 'F'}, {'a', 'f'}},
}

// derived are properties that are unions of tables (UAX #44, DerivedCoreProperties).
var derived = map[string][]string{
	"alphabetic": {"L", "Nl", "Other_Alphabetic"}, "lowercase": {"Ll", "Other_Lowercase"},
	"uppercase": {"Lu", "Other_Uppercase"}, "letter": {"L"}, "ideographic": {"Ideographic"},
	"whitespace": {"White_Space"}, "spaceseparator": {"Zs"}, "cased_letter": {"Lu", "Ll", "Lt"}, "lc": {"Lu", "Ll", "Lt"},
	"ld": {"L", "Nd"}, "l&": {"Lu", "Ll", "Lt"},
}

// assigned are the categories of assigned characters but those of C, in which Go's releases differ.
var assigned = []string{"L", "M", "N", "P", "S", "Z"}

// longNames are the long names of general categories (PropertyValueAliases.txt), without underscores.
var longNames = map[string]string{
	"other": "C", "control": "Cc", "format": "Cf", "privateuse": "Co", "surrogate": "Cs",
	"letter": "L", "lowercaseletter": "Ll", "modifierletter": "Lm", "otherletter": "Lo", "titlecaseletter": "Lt",
	"uppercaseletter": "Lu", "casedletter": "LC", "mark": "M", "combiningmark": "M", "spacingmark": "Mc",
	"enclosingmark": "Me", "nonspacingmark": "Mn", "number": "N", "decimalnumber": "Nd", "letternumber": "Nl",
	"othernumber": "No", "punctuation": "P", "connectorpunctuation": "Pc", "dashpunctuation": "Pd",
	"closepunctuation": "Pe", "finalpunctuation": "Pf", "initialpunctuation": "Pi", "otherpunctuation": "Po",
	"openpunctuation": "Ps", "symbol": "S", "currencysymbol": "Sc", "modifiersymbol": "Sk", "mathsymbol": "Sm",
	"othersymbol": "So", "separator": "Z", "lineseparator": "Zl", "paragraphseparator": "Zp", "spaceseparator": "Zs",
}

// table is the table of package unicode with this name.
func table(name string) *unicode.RangeTable {
	for _, m := range []map[string]*unicode.RangeTable{unicode.Categories, unicode.Scripts, unicode.Properties} {
		if t := m[name]; t != nil {
			return t
		}
	}
	return nil
}

// re2Knows says that package regexp has the table under its name, in all releases alike.
func re2Knows(name string) bool {
	return name != "C" && (unicode.Categories[name] != nil || unicode.Scripts[name] != nil)
}

// property is the class of a name after \p: of ECMA-262 (General_Category, Script, binary properties) or Java.
func property(name string) (class, bool) {
	key, value, paired := strings.Cut(name, "=")
	if paired {
		switch strings.ToLower(strings.ReplaceAll(key, "_", "")) {
		case "generalcategory", "gc":
			return category(value)
		case "script", "sc":
			return script(value)
		}
		return class{}, false
	}
	bare := strings.TrimPrefix(strings.TrimPrefix(name, "Is"), "In")
	for _, n := range []string{name, bare} {
		if c, ok := category(n); ok {
			return c, true
		}
		low := strings.ToLower(n)
		switch low {
		case "any", "all":
			return classOf(anySet()), true
		}
		if s, ok := asciiNames[low]; ok {
			return classOf(s), true
		}
		if t, ok := derived[strings.ReplaceAll(low, "white_space", "whitespace")]; ok {
			return tables(t...), true
		}
		if c, ok := script(n); ok {
			return c, true
		}
		if unicode.Properties[n] != nil {
			return tables(n), true
		}
	}
	return class{}, false
}

func category(name string) (class, bool) {
	if long, ok := longNames[strings.ToLower(strings.ReplaceAll(name, "_", ""))]; ok && len(name) > 2 {
		name = long
	}
	switch name {
	case "C":
		return tables(assigned...).negate(), true
	case "LC", "L&":
		return tables("Lu", "Ll", "Lt"), true
	case "Cn":
		return class{}, false
	}
	if unicode.Categories[name] == nil || len(name) > 2 {
		return class{}, false
	}
	return tables(name), true
}

func script(name string) (class, bool) {
	if unicode.Scripts[name] == nil {
		return class{}, false
	}
	return tables(name), true
}

// tables is the union of tables of package unicode, spelled so.
func tables(names ...string) class {
	var s set
	for _, n := range names {
		s = s.union(tableSet(table(n)))
	}
	return class{set: s, spelled: true, props: names}
}
