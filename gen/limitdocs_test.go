package gen_test

import (
	"strings"
	"testing"

	"github.com/tinsmith-go/tinsmith/gen"
)

// The comment of a member that is sent says what Validate checks of it.
func TestCommentsStateConstraints(t *testing.T) {
	str := func(name, traits string) string {
		return `"t#` + name + `": {"type": "string", "traits": {` + traits + `}}`
	}
	for _, tt := range []struct{ name, shape, want string }{
		{"both bounds", str("M", `"smithy.api#length": {"min": 1, "max": 200}`), "Length: 1 to 200."},
		{"one length", str("M", `"smithy.api#length": {"min": 36, "max": 36}`), "Length: 36."},
		{"least only", str("M", `"smithy.api#length": {"min": 1}`), "Length: at least 1."},
		{"pattern", str("M", `"smithy.api#length": {"max": 9}, "smithy.api#pattern": "^[a-z]+$"`), "Length: at most 9. Pattern: ^[a-z]+$"},
		{"pattern with a line break", str("M", `"smithy.api#pattern": "^a\nfunc x$"`), `Pattern: "^a\nfunc x$"`},
		{"pattern that is too long", str("M", `"smithy.api#pattern": "^`+strings.Repeat("a", 200)+`"`), "Pattern: 201 characters, as in the model"},
		{"pattern that can't be checked", str("M", `"smithy.api#pattern": "^(a)\\1$"`), `Pattern, not checked: ^(a)\1$`},
		{"pattern that says nothing", str("M", `"smithy.api#pattern": ".*"`), ""},
		{"range", `"t#M": {"type": "integer", "traits": {"smithy.api#range": {"min": 0, "max": 5}}}`, "Range: 0 to 5."},
		{"bytes", `"t#M": {"type": "blob", "traits": {"smithy.api#length": {"max": 5}}}`, "Bytes: at most 5."},
		{"unique items", list("M", ":String", `"smithy.api#uniqueItems": {}`, `"smithy.api#length": {"max": 5}`), "Items: at most 5, unique."},
		{"entries", dict("M", ":String", `"smithy.api#length": {"min": 1}`), "Entries: at least 1."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, err := makeClient(gen.Config{}, toy("Put", operation("Put", "In", ""), structure("In", "m: M"), tt.shape))
			if err != nil {
				t.Fatal(messages(err))
			}
			for _, f := range out.Files {
				if f.Path != "op_Put.go" {
					continue
				}
				_, rest, _ := strings.Cut(string(f.Data), "describe the member m.\n")
				got, _, _ := strings.Cut(rest, "\tM ")
				if got = strings.TrimSpace(strings.ReplaceAll(got, "//", "")); got != tt.want {
					t.Errorf("the comment has %q, want %q", got, tt.want)
				}
			}
		})
	}
}
