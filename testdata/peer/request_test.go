package peer

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// filler fills inputs by reflection. What it makes depends on its random numbers only.
type filler struct {
	random *rand.Rand
	// fill is how often a member is set, out of 100.
	fill int
	// empty makes strings, lists and maps empty.
	empty bool
	// times is how often one of several union members has been chosen.
	times int
}

var samples = []string{
	"plain", "with spaces and \"quotes\" \\ and / slashes", "<a href=\"x\">&amp;</a>", "line\nbreak\ttab\r\b\f\x00\x1f\x7f",
	"naïve Ελλάδα 日本 𝄞 \u2028\u2029", "broken \xff\xfe utf-8", "a%20b+c?d=e&f#g;h:i@j!k$l'm(n)o*p,q~r", "arn:aws:ssm-incidents::111122223333:response-plan/x",
	"..", ".", " ",
}

func (f *filler) value(v reflect.Value) {
	switch {
	case v.Type() == timeType:
		t := time.UnixMilli(f.random.Int64N(4e12) - 1e12).UTC()
		if f.random.IntN(3) == 0 {
			t = t.Truncate(time.Second)
		}
		v.Set(reflect.ValueOf(t))
	case v.Kind() == reflect.Struct:
		f.members(v)
	case v.Kind() == reflect.Interface:
		f.union(v)
	default:
		f.simple(v)
	}
}

func (f *filler) members(v reflect.Value) {
	for i := range v.NumField() {
		if v.Type().Field(i).IsExported() && f.random.IntN(100) < f.fill {
			f.value(v.Field(i))
		}
	}
}

func (f *filler) union(v reflect.Value) {
	members := unionMembers(v.Type())
	f.times++
	u := reflect.New(members[(f.times+f.random.IntN(len(members)))%len(members)])
	for i := range u.Elem().NumField() {
		if u.Elem().Type().Field(i).IsExported() {
			f.value(u.Elem().Field(i))
		}
	}
	v.Set(u)
}

func (f *filler) simple(v reflect.Value) {
	n := 1 + f.random.IntN(3)
	if f.empty {
		n = 0
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.value(v.Elem())
	case reflect.String:
		if n > 0 {
			v.SetString(samples[f.random.IntN(len(samples))])
		}
	case reflect.Bool:
		v.SetBool(n > 1)
	case reflect.Int32:
		v.SetInt(int64(int32(f.random.Uint32())))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			f.value(v.Index(i))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for i := range n {
			e := reflect.New(v.Type().Elem()).Elem()
			f.value(e)
			v.SetMapIndex(reflect.ValueOf(fmt.Sprint(samples[f.random.IntN(len(samples))], i)), e)
		}
	default:
		panic("no value for " + v.Type().String())
	}
}

// input returns an input of ours for the operation.
func (f *filler) input(operation string) any {
	v := reflect.New(ours.inputs[operation].Elem())
	f.value(v.Elem())
	return v.Interface()
}

func ok(body string) []answer {
	return []answer{{status: http.StatusOK, body: body}}
}

// TestRequests compares what both send for the same inputs.
func TestRequests(t *testing.T) {
	allowed := &differences{
		{
			reason: "botocore's format, which out/ssmincidents is generated from, sorts members by name",
			excuse: violationOrder,
		},
		{
			reason: "a label that is a dot segment would name another resource (RFC 3986, 5.2.4)",
			excuse: refused(`operation error SSM Incidents: UntagResource, serialization failed: input member resourceArn must not be "\.\.?", which is no path segment of its own`),
		},
	}
	ways(t, func(t *testing.T, s settings) {
		for _, operation := range operations {
			t.Run(operation, func(t *testing.T) {
				for _, f := range fills {
					f.compare(t, s, operation, allowed)
				}
			})
		}
	})
	allowed.checkUsed(t)
}

// fill is how full inputs are, and how many of them are compared.
type fill struct {
	name   string
	part   int
	empty  bool
	rounds int
}

var fills = []fill{
	{"every member", 100, false, 60},
	{"some members", 50, false, 120},
	{"few members", 15, false, 60},
	{"no member", 0, false, 1},
	{"empty members", 100, true, 4},
	{"some empty members", 60, true, 20},
}

func (c *fill) compare(t *testing.T, s settings, operation string, allowed *differences) {
	t.Helper()
	sent := 0
	for round := range c.rounds {
		f := &filler{random: newRandom(uint64(round)), fill: c.part, empty: c.empty}
		tr := trial{settings: s, operation: operation, in: f.input(operation), answers: ok("{}")}
		sent += len(tr.compare(t, allowed).Sent)
		if t.Failed() {
			t.Fatalf("%s, round %d: %s", c.name, round, cmp.Diff(nil, tr.in, exported))
		}
	}
	if c.part == 100 && !c.empty && sent != c.rounds {
		t.Errorf("%s: %d requests in %d rounds", c.name, sent, c.rounds)
	}
}
