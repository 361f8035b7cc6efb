package wiretime

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	smithytime "github.com/aws/smithy-go/time"
)

func TestAppendWritesUTC(t *testing.T) {
	paris := time.FixedZone("", 3600)
	for _, c := range []struct {
		in                        time.Time
		dateTime, httpDate, epoch string
	}{
		{time.Unix(1398796238, 0), "2014-04-29T18:30:38Z", "Tue, 29 Apr 2014 18:30:38 GMT", "1398796238"},
		{time.Unix(1398796238, 0).In(paris), "2014-04-29T18:30:38Z", "Tue, 29 Apr 2014 18:30:38 GMT", "1398796238"},
		{time.Unix(1515531081, 123e6), "2018-01-09T20:51:21.123Z", "Tue, 09 Jan 2018 20:51:21 GMT", "1515531081.123"},
		{time.Unix(1515531081, 120e6), "2018-01-09T20:51:21.12Z", "Tue, 09 Jan 2018 20:51:21 GMT", "1515531081.12"},
		{time.Unix(1515531081, 1999999), "2018-01-09T20:51:21.001Z", "Tue, 09 Jan 2018 20:51:21 GMT", "1515531081.001"},
		{time.Unix(0, 999999), "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "0"},
		{time.Unix(-1, 500e6), "1969-12-31T23:59:59.5Z", "Wed, 31 Dec 1969 23:59:59 GMT", "-0.5"},
		{time.Unix(-1, 999999999), "1969-12-31T23:59:59.999Z", "Wed, 31 Dec 1969 23:59:59 GMT", "0"},
		{time.Unix(-2, 1), "1969-12-31T23:59:58Z", "Wed, 31 Dec 1969 23:59:58 GMT", "-1.999"},
		{time.Unix(253402300799, 999e6), "9999-12-31T23:59:59.999Z", "Fri, 31 Dec 9999 23:59:59 GMT", "253402300799.999"},
		{time.Time{}, "0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 GMT", "-62135596800"},
	} {
		for _, f := range []struct {
			name, want string
			append     func([]byte, time.Time) []byte
		}{
			{"date-time", c.dateTime, AppendDateTime},
			{"http-date", c.httpDate, AppendHTTPDate},
			{"epoch-seconds", c.epoch, AppendEpochSeconds},
		} {
			if got := string(f.append([]byte("x"), c.in)); got != "x"+f.want {
				t.Errorf("%s of %v: got %s, want x%s", f.name, c.in, got, f.want)
			}
		}
	}
}

func TestParseAcceptsOtherWritersForms(t *testing.T) {
	const unix = 1398796238
	for _, c := range []struct {
		name  string
		parse func(string) (time.Time, error)
		in    string
		nsec  int64
	}{
		{"date-time", ParseDateTime, "2014-04-29T18:30:38Z", 0},
		{"date-time", ParseDateTime, "2014-04-29T18:30:38", 0},
		{"date-time", ParseDateTime, "2014-04-29T18:30:38.5", 500e6},
		{"date-time", ParseDateTime, "2014-04-29T18:30:38.123Z", 123e6},
		{"date-time", ParseDateTime, "2014-04-29T18:30:38.123456789123Z", 123456789},
		{"date-time", ParseDateTime, "2014-04-29T17:30:38-01:00", 0},
		{"date-time", ParseDateTime, "2014-04-30T00:00:38.25+05:30", 250e6},
		{"http-date", ParseHTTPDate, "Tue, 29 Apr 2014 18:30:38 GMT", 0},
		{"http-date", ParseHTTPDate, "Tue, 29 Apr 2014 18:30:38.75 GMT", 750e6},
		{"http-date", ParseHTTPDate, "Tue, 29 Apr 14 18:30:38 GMT", 0},
		{"http-date", ParseHTTPDate, "Tuesday, 29-Apr-14 18:30:38 GMT", 0},
		{"http-date", ParseHTTPDate, "Tue Apr 29 18:30:38 2014", 0},
		{"epoch-seconds", ParseEpochSeconds, "1398796238", 0},
		{"epoch-seconds", ParseEpochSeconds, "1398796238.1239", 123e6},
		{"epoch-seconds", ParseEpochSeconds, "1.398796238e9", 0},
		{"epoch-seconds", ParseEpochSeconds, "1398796238.0", 0},
	} {
		got, err := c.parse(c.in)
		if want := time.Unix(unix, c.nsec); err != nil || !got.Equal(want) {
			t.Errorf("%s %q: got %v, %v, want %v", c.name, c.in, got, err, want.UTC())
		}
	}
	if got, err := ParseHTTPDate("Sun, 6 Nov 1994 08:49:37 GMT"); err != nil || got.Unix() != 784111777 {
		t.Errorf("one-digit day: got %v, %v", got, err)
	}
}

func TestParseKeepsOffset(t *testing.T) {
	got, err := ParseDateTime("2019-12-16T22:48:18-01:30")
	if err != nil {
		t.Fatal(err)
	}
	if _, offset := got.Zone(); offset != -5400 {
		t.Errorf("offset: got %d s, want -5400 s", offset)
	}
	for _, s := range []string{"2019-12-16T22:48:18Z", "2019-12-16T22:48:18"} {
		if got, _ := ParseDateTime(s); got.Location() != time.UTC {
			t.Errorf("%s: got location %v, want UTC", s, got.Location())
		}
	}
	if got, _ := ParseEpochSeconds("1"); got.Location() != time.UTC {
		t.Errorf("epoch-seconds: got location %v, want UTC", got.Location())
	}
}

func TestParseReachesFarTimes(t *testing.T) {
	for in, want := range map[string]string{
		"253402300799.999": "9999-12-31T23:59:59.999Z",
		"-62135596800":     "0001-01-01T00:00:00Z",
	} {
		got, err := ParseEpochSeconds(in)
		if text := string(AppendDateTime(nil, got)); err != nil || text != want {
			t.Errorf("%s: got %s, %v, want %s", in, text, err, want)
		}
	}
}

func TestParseRejects(t *testing.T) {
	for _, c := range []struct {
		parse func(string) (time.Time, error)
		in    string
		want  string
	}{
		{ParseDateTime, "", `invalid date-time ""`},
		{ParseDateTime, "2014-04-29", `invalid date-time "2014-04-29"`},
		{ParseDateTime, "2014-02-30T00:00:00Z", `invalid date-time "2014-02-30T00:00:00Z"`},
		{ParseDateTime, "2014-04-29 18:30:38Z", `invalid date-time "2014-04-29 18:30:38Z"`},
		{ParseDateTime, strings.Repeat("x", 65), `invalid date-time "` + strings.Repeat("x", 64) + `"…`},
		{ParseHTTPDate, "1398796238", `invalid http-date "1398796238"`},
		{ParseEpochSeconds, "", `invalid epoch-seconds ""`},
		{ParseEpochSeconds, "NaN", `invalid epoch-seconds "NaN"`},
		{ParseEpochSeconds, "-Infinity", `invalid epoch-seconds "-Infinity"`},
		{ParseEpochSeconds, "1e16", `invalid epoch-seconds "1e16"`},
		{ParseEpochSeconds, "1e999", `invalid epoch-seconds "1e999"`},
		{ParseEpochSeconds, "2014-04-29T18:30:38Z", `invalid epoch-seconds "2014-04-29T18:30:38Z"`},
	} {
		if got, err := c.parse(c.in); err == nil || err.Error() != c.want {
			t.Errorf("%q: got %v, %v, want %s", c.in, got, err, c.want)
		}
	}
}

// FuzzRoundTrip: what is written is read back, to the precision of the format.
func FuzzRoundTrip(f *testing.F) {
	f.Add(int64(1398796238), int64(123456789))
	f.Add(int64(-1), int64(999999999))
	f.Add(int64(-62135596800), int64(1))
	f.Fuzz(func(t *testing.T, sec, nsec int64) {
		in := time.Unix(sec%253402300800, nsec%1e9)
		if y := in.UTC().Year(); y < 1 || y > 9999 {
			t.Skip("no date-time has this year")
		}
		for _, c := range []struct {
			append    func([]byte, time.Time) []byte
			parse     func(string) (time.Time, error)
			precision time.Duration
		}{
			{AppendDateTime, ParseDateTime, time.Millisecond},
			{AppendHTTPDate, ParseHTTPDate, time.Second},
			{AppendEpochSeconds, ParseEpochSeconds, 2 * time.Millisecond}, // reading goes through a float
		} {
			text := string(c.append(nil, in))
			got, err := c.parse(text)
			if err != nil || got.Sub(in).Abs() >= c.precision {
				t.Errorf("%v: wrote %s, read %v, %v", in, text, got, err)
			}
		}
	})
}

// FuzzParse: the texts that smithy-go accepts are accepted, mean the same, and are written the same.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"2014-04-29T18:30:38.5+01:00", "2014-04-29T8:30:38,5", "Tue, 29 Apr 2014 18:30:38 GMT",
		"Tuesday, 29-Apr-14 18:30:38 CET", "Tue Apr 29 18:30:38 2014"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ParseDateTime(s)
		want, wantErr := smithytime.ParseDateTime(s)
		if !got.Equal(want) || got.Location().String() != want.Location().String() || (err == nil) != (wantErr == nil) {
			t.Errorf("date-time %q: got %v, %v, want %v, %v", s, got, err, want, wantErr)
		}
		if got, want := string(AppendDateTime(nil, got)), smithytime.FormatDateTime(want); got != want {
			t.Errorf("date-time %q: wrote %s, want %s", s, got, want)
		}
		got, err = ParseHTTPDate(s)
		want, wantErr = smithytime.ParseHTTPDate(s)
		if !got.Equal(want) || (err == nil) != (wantErr == nil) {
			t.Errorf("http-date %q: got %v, %v, want %v, %v", s, got, err, want, wantErr)
		}
		if got, want := string(AppendHTTPDate(nil, got)), smithytime.FormatHTTPDate(want); got != want {
			t.Errorf("http-date %q: wrote %s, want %s", s, got, want)
		}
	})
}

// FuzzEpochSeconds: within the three centuries that smithy-go can read and write, times are read and written the same.
func FuzzEpochSeconds(f *testing.F) {
	for _, v := range []float64{0, 1398796238, 1515531081.123, -0.0005, -1.5, 1.005, 9e9, 1e300} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v float64) {
		got, err := ParseEpochSeconds(strconv.FormatFloat(v, 'g', -1, 64))
		if !(math.Abs(v) < 9.2e15) {
			if err == nil && !(math.Abs(v) < 9.3e15) {
				t.Errorf("%v: got %v, want an error", v, got)
			}
			return
		}
		if math.Abs(v) >= 9.2e9 {
			return
		}
		want := smithytime.ParseEpochSeconds(v)
		if err != nil || got != want {
			t.Errorf("%v: read %v, %v, want %v", v, got, err, want)
		}
		for _, in := range []time.Time{got, got.Add(time.Duration(v))} {
			text := strconv.FormatFloat(smithytime.FormatEpochSeconds(in), 'f', -1, 64)
			if got := string(AppendEpochSeconds(nil, in)); got != text {
				t.Errorf("%v: wrote %s, want %s", in, got, text)
			}
		}
	})
}

func BenchmarkAppend(b *testing.B) {
	now := time.Unix(1398796238, 123e6)
	buf := make([]byte, 0, 64)
	for name, f := range map[string]func([]byte, time.Time) []byte{
		"DateTime": AppendDateTime, "HTTPDate": AppendHTTPDate, "EpochSeconds": AppendEpochSeconds} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				buf = f(buf[:0], now)
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	for _, c := range []struct {
		name, text string
		parse      func(string) (time.Time, error)
	}{
		{"DateTime", "2014-04-29T18:30:38.123Z", ParseDateTime},
		{"HTTPDate", "Tue, 29 Apr 2014 18:30:38 GMT", ParseHTTPDate},
		{"EpochSeconds", "1398796238.123", ParseEpochSeconds},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.parse(c.text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
