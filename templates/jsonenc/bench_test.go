package jsonenc

import (
	"strconv"
	"testing"
	"time"
)

// record has 20 members, as a larger input has.
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

func newRecord() *record {
	s := ptr("arn:aws:ssm-incidents::123456789012:response-plan/example")
	return &record{s, s, s, s, s, s, s, ptr("two\nlines"), ptr(int32(1)), ptr(int32(-70000)), ptr(int64(1) << 60), ptr(true),
		ptr(false), ptr(1.5), ptr(time.Unix(1398796238, 0)), ptr(time.Unix(1398796238, 5e8)), "red", []byte("some bytes"),
		[]string{"one", "two", "three"}, map[string]string{"team": "a", "stage": "b", "cost": "c"}}
}

func encodeRecord(w *Writer, v *record) {
	w.Open()
	Member(w, "alpha", v.A, String)
	Member(w, "bravo", v.B, String)
	Member(w, "charlie", v.C, String)
	Member(w, "delta", v.D, String)
	Member(w, "echo", v.E, String)
	Member(w, "foxtrot", v.F, String)
	Member(w, "golf", v.G, String)
	Member(w, "hotel", v.H, String)
	Member(w, "india", v.I, Int)
	Member(w, "juliett", v.J, Int)
	Member(w, "kilo", v.K, Int)
	Member(w, "lima", v.L, Bool)
	Member(w, "mike", v.M, Bool)
	Member(w, "november", v.N, Float)
	Member(w, "oscar", v.O, EpochSeconds)
	Member(w, "papa", v.P, DateTime)
	EnumMember(w, "quebec", v.Q)
	BlobMember(w, "romeo", v.R)
	List(w, "sierra", v.S, String)
	Map(w, "tango", v.T, String)
	w.Close()
}

// TestRecordCostsOnlyItsBuffer counts what encoding allocates: the writer and its buffer, once and when it grows.
func TestRecordCostsOnlyItsBuffer(t *testing.T) {
	v := newRecord()
	got := testing.AllocsPerRun(100, func() {
		var w Writer
		encodeRecord(&w, v)
		w.Bytes()
	})
	if got > 3 {
		t.Errorf("got %v allocations, want 3", got)
	}
}

func BenchmarkRecord(b *testing.B) {
	v := newRecord()
	b.ReportAllocs()
	for b.Loop() {
		var w Writer
		encodeRecord(&w, v)
		b.SetBytes(int64(len(w.Bytes())))
	}
}

func BenchmarkList100(b *testing.B) {
	v := make([]record, 100)
	for i := range v {
		v[i] = record{A: ptr("item " + strconv.Itoa(i)), I: ptr(int32(i)), T: map[string]string{"k": "v"}}
	}
	b.ReportAllocs()
	for b.Loop() {
		var w Writer
		w.Open()
		List(&w, "items", v, encodeRecord)
		w.Close()
		b.SetBytes(int64(len(w.Bytes())))
	}
}

func BenchmarkString(b *testing.B) {
	for name, s := range map[string]string{
		"ascii":   "arn:aws:ssm-incidents::123456789012:response-plan/example",
		"umlauts": "Wir prüfen, ob die Größe für größere Häuser genügt, gründlich.",
		"escapes": "{\"a\": \"b\",\n\"c\": \"d\",\n\"e\": \"f\"}",
	} {
		b.Run(name, func(b *testing.B) {
			w := Writer{buf: make([]byte, 0, 512)}
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				w.buf = w.buf[:1]
				String(&w, &s)
			}
		})
	}
}
