package jsondec

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// record has 20 members, as a larger output has.
type record struct {
	A, B, C, D, E, F, G, H *string
	I, J                   *int32
	K                      *int64
	L, M                   *bool
	N                      *float64
	O, P                   *time.Time
	Q                      color
	R                      []byte
	S                      []string
	T                      map[string]string
}

func decodeRecord(r *Reader, v *record) {
	for r.Object(); r.Next(); {
		switch string(r.Key()) {
		case "alpha":
			Member(r, &v.A, String)
		case "bravo":
			Member(r, &v.B, String)
		case "charlie":
			Member(r, &v.C, String)
		case "delta":
			Member(r, &v.D, String)
		case "echo":
			Member(r, &v.E, String)
		case "foxtrot":
			Member(r, &v.F, String)
		case "golf":
			Member(r, &v.G, String)
		case "hotel":
			Member(r, &v.H, String)
		case "india":
			Member(r, &v.I, Int)
		case "juliett":
			Member(r, &v.J, Int)
		case "kilo":
			Member(r, &v.K, Int)
		case "lima":
			Member(r, &v.L, Bool)
		case "mike":
			Member(r, &v.M, Bool)
		case "november":
			Member(r, &v.N, Float)
		case "oscar":
			Member(r, &v.O, EpochSeconds)
		case "papa":
			Member(r, &v.P, DateTime)
		case "quebec":
			Enum(r, &v.Q)
		case "romeo":
			Blob(r, &v.R)
		case "sierra":
			List(r, &v.S, String)
		case "tango":
			Map(r, &v.T, String)
		default:
			r.Skip()
		}
	}
}

const arn = `"arn:aws:ssm-incidents::123456789012:response-plan/example"`

var recordText = []byte(`{"alpha":` + arn + `,"bravo":` + arn + `,"charlie":` + arn + `,"delta":` + arn + `,"echo":` + arn +
	`,"foxtrot":` + arn + `,"golf":` + arn + `,"hotel":"two\nlines","india":1,"juliett":-70000,"kilo":1152921504606846976,` +
	`"lima":true,"mike":false,"november":1.5,"oscar":1398796238,"papa":"2014-04-29T18:30:38.5Z","quebec":"red",` +
	`"romeo":"c29tZSBieXRlcw==","sierra":["one","two","three"],"tango":{"cost":"c","stage":"b","team":"a"},` +
	`"unknown":{"list":[1,2,{"a":null}]}}`)

// TestRecordCostsOnlyItsResult counts what decoding allocates: the reader, a pointer for each of 16 members, the texts
// of 8 strings, the enum and the blob, a buffer that grows once for the string with an escape, three texts in a slice
// that grows twice, and a map in two parts with three keys; texts of one byte cost nothing.
func TestRecordCostsOnlyItsResult(t *testing.T) {
	got := testing.AllocsPerRun(100, func() {
		var v record
		r := New(recordText)
		decodeRecord(r, &v)
		if err := r.End(); err != nil {
			t.Fatal(err)
		}
	})
	if want := 1.0 + 16 + 8 + 2 + 2 + (3 + 3) + (2 + 3); got > want {
		t.Errorf("got %v allocations, want %v", got, want)
	}
}

func BenchmarkRecord(b *testing.B) {
	b.SetBytes(int64(len(recordText)))
	b.ReportAllocs()
	for b.Loop() {
		var v record
		r := New(recordText)
		decodeRecord(r, &v)
		if err := r.End(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkList100(b *testing.B) {
	var items []string
	for i := range 100 {
		items = append(items, fmt.Sprintf(`{"alpha":"item %d","india":%d,"tango":{"k":"v"}}`, i, i))
	}
	text := []byte("[" + strings.Join(items, ",") + "]")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		var v []record
		r := New(text)
		List(r, &v, decodeRecord)
		if err := r.End(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSkip(b *testing.B) {
	b.SetBytes(int64(len(recordText)))
	b.ReportAllocs()
	for b.Loop() {
		r := New(recordText)
		r.Skip()
		if err := r.End(); err != nil {
			b.Fatal(err)
		}
	}
}
