package jsondec

// The functions below are instantiated for many types. Each leaves its work to Reader's methods.

// Member reads a member into a new T. A null leaves *v as it is.
func Member[T any](r *Reader, v **T, elem func(*Reader, *T)) {
	if !r.Null() {
		p := new(T)
		elem(r, p)
		*v = p
	}
}

// List reads a list into a new slice, which isn't nil even if it is empty. A null element becomes a zero one, as in
// aws-sdk-go-v2. A null leaves *v as it is.
func List[T any](r *Reader, v *[]T, elem func(*Reader, *T)) {
	if !r.open('[', "list") {
		return
	}
	s := []T{}
	for r.More() {
		s = append(s, make([]T, 1)...)
		elem(r, &s[len(s)-1])
	}
	*v = s
}

// SparseList is List with nil for null elements.
func SparseList[T any](r *Reader, v *[]*T, elem func(*Reader, *T)) {
	if !r.open('[', "list") {
		return
	}
	s := []*T{}
	for r.More() {
		var p *T
		Member(r, &p, elem)
		s = append(s, p)
	}
	*v = s
}

// Map reads an object into a new map, which isn't nil even if it is empty. A null value becomes a zero one, as in
// aws-sdk-go-v2. A null leaves *v as it is. elem must not keep the pointer it gets.
func Map[T any](r *Reader, v *map[string]T, elem func(*Reader, *T)) {
	if !r.open('{', "object") {
		return
	}
	m := map[string]T{}
	p := place[T](r)
	for r.Next() {
		k := string(r.key)
		var zero T
		*p = zero
		elem(r, p)
		m[k] = *p
	}
	*v = m
}

// SparseMap is Map with nil for null values.
func SparseMap[T any](r *Reader, v *map[string]*T, elem func(*Reader, *T)) {
	if !r.open('{', "object") {
		return
	}
	m := map[string]*T{}
	for r.Next() {
		k := string(r.key)
		var p *T
		Member(r, &p, elem)
		m[k] = p
	}
	*v = m
}

// place returns where the values of a map can be read to before they are put in: for strings, the most frequent, in
// the reader itself, which saves an allocation. A string's elem can't come back here before it is done.
func place[T any](r *Reader) *T {
	if p, ok := any(&r.value).(*T); ok {
		return p
	}
	return new(T)
}
