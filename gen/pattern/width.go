package pattern

// nullable says that n can match the empty string, when its assertions hold.
func (n *node) nullable() bool { lo, _ := n.width(); return lo == 0 && n.op != opFail }

// width is the least and greatest number of characters that n takes, -1 for no limit.
func (n *node) width() (lo, hi int) {
	switch n.op {
	case opSet:
		return 1, 1
	case opCat:
		for _, s := range n.subs {
			a, b := s.width()
			lo, hi = capped(lo, a), limitSum(hi, b)
		}
	case opAlt:
		lo = maxCount
		for _, s := range n.subs {
			a, b := s.width()
			lo = min(lo, a)
			if b < 0 || hi < 0 {
				hi = -1
			} else {
				hi = max(hi, b)
			}
		}
	case opRep:
		a, b := n.subs[0].width()
		return times(a, n.min), limitTimes(b, n.max)
	}
	return lo, hi
}

// maxCount is above every count that matters.
const maxCount = 1 << 30

func capped(a, b int) int { return min(a+b, maxCount) }

func times(a, b int) int {
	if a > 0 && b > maxCount/a {
		return maxCount
	}
	return a * b
}

func limitSum(a, b int) int {
	if a < 0 || b < 0 || a+b >= maxCount {
		return -1
	}
	return a + b
}

func limitTimes(a, b int) int {
	if a == 0 || b == 0 {
		return 0
	}
	if a < 0 || b < 0 || b >= maxCount/a {
		return -1
	}
	return a * b
}
