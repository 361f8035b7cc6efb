package redact_test

import (
	"bytes"
	"log/slog"
	"testing"

	"github.com/tinsmith-go/tinsmith/templates/redact"
)

// card is a structure all of which is sensitive, purse one that holds some.
type card struct{ number string }

func (card) LogValue() slog.Value { return redact.Hidden() }

type purse struct {
	owner, pin *string
	cards      []card
	spare      []*card
	byName     map[string]card
	nested     [][]card
	tags       []string
}

func (v purse) LogValue() slog.Value {
	var a redact.Attrs
	redact.Pointer(&a, "owner", v.owner)
	a.Hidden("pin", v.pin != nil)
	a.Any("cards", redact.List(v.cards, card.LogValue), v.cards != nil)
	a.Any("spare", redact.List(v.spare, redact.Star(card.LogValue)), v.spare != nil)
	a.Any("byName", redact.Map(v.byName, redact.Of[card]), v.byName != nil)
	a.Any("nested", redact.List(v.nested, func(e []card) slog.Value { return redact.List(e, card.LogValue) }), v.nested != nil)
	a.Any("tags", v.tags, v.tags != nil)
	return a.Value()
}

// logged returns what the JSON handler writes of v.
func logged(v any) string {
	var b bytes.Buffer
	drop := func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && a.Key != "v" {
			return slog.Attr{}
		}
		return a
	}
	slog.New(slog.NewJSONHandler(&b, &slog.HandlerOptions{ReplaceAttr: drop})).Info("", "v", v)
	return string(bytes.TrimSpace(b.Bytes()))
}

func TestLogValue(t *testing.T) {
	owner, pin := "ada", "1815"
	one := card{"4711"}
	for _, tt := range []struct {
		name string
		v    any
		want string
	}{
		{"nothing set", purse{}, `{}`},
		{"a pointer shows what it points at", purse{owner: &owner}, `{"v":{"owner":"ada"}}`},
		{"a sensitive member is hidden", purse{pin: &pin}, `{"v":{"pin":"[redacted]"}}`},
		{"a list", purse{cards: []card{one, one}}, `{"v":{"cards":{"0":"[redacted]","1":"[redacted]"}}}`},
		{"a sparse list", purse{spare: []*card{nil, &one}}, `{"v":{"spare":{"0":null,"1":"[redacted]"}}}`},
		{"a map is sorted", purse{byName: map[string]card{"b": one, "a": one}}, `{"v":{"byName":{"a":"[redacted]","b":"[redacted]"}}}`},
		{"lists in lists", purse{nested: [][]card{{one}}}, `{"v":{"nested":{"0":{"0":"[redacted]"}}}}`},
		{"what isn't sensitive stays as it is", purse{tags: []string{"x"}}, `{"v":{"tags":["x"]}}`},
		{"a pointer to the structure", &purse{pin: &pin}, `{"v":{"pin":"[redacted]"}}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := logged(tt.v); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
