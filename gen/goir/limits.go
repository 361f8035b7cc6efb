package goir

import (
	"math"
	"math/big"
	"strconv"

	"github.com/tinsmith-go/tinsmith/gen/names"
	"github.com/tinsmith-go/tinsmith/gen/pattern"
	"github.com/tinsmith-go/tinsmith/model"
)

// limits are the constraints in force for the values of a member. owner names the member for a pattern that
// stands on the member itself; with "" nothing is noted, the answer is only whether there are any.
func (b *builder) limits(m *model.Member, owner string) []Limit {
	s := m.Target
	var out []Limit
	switch s.Type {
	case model.String:
		out = append(out, lengthLimit(m, StrLimit)...)
		out = append(out, b.patternLimit(m, owner)...)
	case model.Enum:
		out = append(out, Limit{Kind: EnumLimit})
	case model.IntEnum:
		out = append(out, Limit{Kind: IntEnumLimit, Values: intValues(s)})
	case model.Blob:
		if !m.IsStreaming() {
			out = append(out, lengthLimit(m, LenLimit)...)
		}
	case model.List:
		out = append(out, lengthLimit(m, LenLimit)...)
		if m.UniqueItems || s.UniqueItems {
			out = append(out, Limit{Kind: uniqueKind(s)})
		}
	case model.Map:
		out = append(out, lengthLimit(m, LenLimit)...)
	case model.Byte, model.Short, model.Integer, model.Long, model.Float, model.Double:
		out = append(out, rangeLimits(m)...)
	}
	return out
}

func intValues(s *model.Shape) []int64 {
	var out []int64
	for _, v := range s.Members {
		out = append(out, v.EnumInt)
	}
	return out
}

// lengthLimit drops bounds that hold for every value. Lengths beyond 31 bits aren't met in memory everywhere.
func lengthLimit(m *model.Member, kind LimitKind) []Limit {
	l := m.LengthInForce()
	if l == nil {
		return nil
	}
	out := Limit{Kind: kind, Max: -1}
	if l.Min != nil {
		out.Min = int(min(max(*l.Min, 0), math.MaxInt32))
	}
	if l.Max != nil && *l.Max >= 0 && *l.Max < math.MaxInt32 {
		out.Max = int(*l.Max)
	}
	if out.Min == 0 && out.Max < 0 {
		return nil
	}
	return []Limit{out}
}

// uniqueKind tells elements that == compares from others.
func uniqueKind(s *model.Shape) LimitKind {
	switch s.Elem().Target.Type {
	case model.String, model.Enum, model.IntEnum, model.Boolean, model.Byte, model.Short, model.Integer, model.Long:
		if !s.Sparse {
			return UniqueLimit
		}
	}
	return UniqueDeepLimit
}

// patternLimit enforces a pattern that can be expressed and that isn't trivial.
func (b *builder) patternLimit(m *model.Member, owner string) []Limit {
	text := m.PatternInForce()
	if text == "" {
		return nil
	}
	plan := b.plan(text)
	if plan.Check == nil || plan.Check.Kind == pattern.Always {
		return nil
	}
	if owner == "" {
		return []Limit{{Kind: PatternLimit}}
	}
	name := owner + "String" // as botocore names the copies of shapes that members constrain
	if m.Pattern == "" {
		name = names.Exported(m.Target.ID.Name())
	}
	p := b.patterns[name]
	if p != nil && p.Plan.Text != text {
		name = owner + "String"
		p = b.patterns[name]
	}
	for p != nil && p.Plan.Text != text { // a shape has the name of another's member
		name += "_"
		p = b.patterns[name]
	}
	if p == nil {
		p = &Pattern{Name: name, Plan: plan}
		b.patterns[name] = p
	}
	return []Limit{{Kind: PatternLimit, Pattern: p}}
}

// plan compiles each distinct pattern once.
func (b *builder) plan(text string) *pattern.Plan {
	if p := b.plans[text]; p != nil {
		return p
	}
	p := pattern.Compile(text)
	b.plans[text] = p
	return p
}

// intBounds are the least and the greatest value of an integer type.
var intBounds = map[model.Type][2]int64{
	model.Byte: {math.MinInt8, math.MaxInt8}, model.Short: {math.MinInt16, math.MaxInt16},
	model.Integer: {math.MinInt32, math.MaxInt32}, model.Long: {math.MinInt64, math.MaxInt64},
}

// rangeLimits turns a range into literals of the member's type; bounds that every value keeps are dropped,
// and those of integers are rounded into the range.
func rangeLimits(m *model.Member) []Limit {
	r := m.RangeInForce()
	if r == nil {
		return nil
	}
	var out []Limit
	if v, ok := bound(m.Target.Type, r.Min, true); ok {
		out = append(out, Limit{Kind: AtLeastLimit, Bound: v})
	}
	if v, ok := bound(m.Target.Type, r.Max, false); ok {
		out = append(out, Limit{Kind: AtMostLimit, Bound: v})
	}
	return out
}

func bound(t model.Type, text string, least bool) (string, bool) {
	f, _, err := big.ParseFloat(text, 10, 256, big.ToNearestEven)
	if text == "" || err != nil {
		return "", false
	}
	limits, isInt := intBounds[t]
	if !isInt {
		v, _ := f.Float64()
		if math.IsInf(v, 0) || t == model.Float && math.Abs(v) > math.MaxFloat32 {
			return "", false
		}
		return strconv.FormatFloat(v, 'g', -1, 64), true
	}
	n, _ := f.Int(nil) // cut towards zero
	if !f.IsInt() && (f.Sign() > 0) == least {
		step := int64(1)
		if !least {
			step = -1
		}
		n.Add(n, big.NewInt(step))
	}
	lo, hi := big.NewInt(limits[0]), big.NewInt(limits[1])
	if least && n.Cmp(lo) <= 0 || !least && n.Cmp(hi) >= 0 || n.Cmp(lo) < 0 || n.Cmp(hi) > 0 {
		return "", false
	}
	return n.String(), true
}
