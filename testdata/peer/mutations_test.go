package peer

import (
	"bytes"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"net"
	"net/url"
	"os"
	"slices"
	"strconv"
	"syscall"
)

func newRandom(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 7)) }

// refusedConnection is what net/http returns for a connection that is refused.
func refusedConnection() error {
	return &url.Error{Op: "Post", URL: "https://ssm-incidents.eu-west-1.amazonaws.com/", Err: &net.OpError{
		Op: "dial", Net: "tcp", Addr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 443}, Err: os.NewSyscallError("connect", syscall.ECONNREFUSED),
	}}
}

// replacements are what stands for a value in turn.
var replacements = []string{
	`null`, `"text"`, `""`, `1`, `-1.5`, `1e400`, `99999999999`, `1.0`, `true`, `[]`, `[null]`, `{}`, `{"a":null}`, `{"a":1}`, `{"unknown":{"deep":[1]}}`,
	`{"__type":"x"}`, `"NaN"`, `"2020-01-01T00:00:00Z"`, `bare`, ``, `"\ud800"`, `"\u00e9\n\/"`, `"bad \x escape"`, "\"raw \n newline\"", "\"broken \xff\"", `01`, `+1`,
}

// mutations returns variants of a JSON text: with each value replaced, each member dropped,
// repeated, in another case or beside an unknown one, and with an early end.
func mutations(text string) []string {
	var compact bytes.Buffer
	if err := json.Compact(&compact, []byte(text)); err != nil {
		panic(err)
	}
	text = compact.String()
	var list []string
	for _, s := range spans([]byte(text)) {
		for _, r := range replacements {
			list = append(list, text[:s.start]+r+text[s.end:])
		}
	}
	for _, k := range keys(text) {
		list = append(list,
			text[:k]+`"unknown":[{"a":1},null],`+text[k:],
			text[:k]+`"__type":"x",`+text[k:],
			text[:k]+`"`+upper(text[k+1:k+2])+text[k+2:],
			text[:k]+` `+"\t\r\n"+text[k:])
	}
	for i := range text {
		list = append(list, text[:i])
	}
	for _, end := range []string{" ", "x", "{}", ",", "}", "\x00"} {
		list = append(list, text+end)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func upper(s string) string { return string(bytes.ToUpper([]byte(s))) }

type span struct{ start, end int }

// spans are the places of all values in a compact JSON text.
func spans(text []byte) []span {
	found := make(map[span]bool)
	var visit func(at int) int
	visit = func(at int) int {
		end := valueEnd(text, at)
		found[span{at, end}] = true
		if text[at] != '{' && text[at] != '[' {
			return end
		}
		for i := at + 1; i < end-1; {
			if text[at] == '{' {
				i = valueEnd(text, i) + 1 // the key and the colon
			}
			i = visit(i) + 1
		}
		return end
	}
	visit(0)
	return slices.SortedFunc(maps.Keys(found), func(a, b span) int { return (a.start-b.start)*len(text) + a.end - b.end })
}

// valueEnd is where the value ends that begins at a place of a compact JSON text.
func valueEnd(text []byte, at int) int {
	d := json.NewDecoder(bytes.NewReader(text[at:]))
	var raw json.RawMessage
	if err := d.Decode(&raw); err != nil {
		panic(strconv.Quote(string(text[at:])) + err.Error())
	}
	return at + len(raw)
}

// keys are the places of all keys in a compact JSON text without braces and colons in its strings.
func keys(text string) []int {
	var list []int
	for _, s := range spans([]byte(text)) {
		if s.start > 0 && text[s.start-1] == ':' {
			at := s.start - 2
			for at--; text[at] != '"'; at-- {
			}
			list = append(list, at)
		}
	}
	return list
}
