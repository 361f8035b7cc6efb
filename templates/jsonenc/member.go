package jsonenc

import "slices"

// The functions below are instantiated for many types. Each leaves its work to Writer's methods.

// Member writes a member, and nothing for nil.
func Member[T any](w *Writer, key string, v *T, elem func(*Writer, *T)) {
	if v != nil {
		w.Key(key)
		elem(w, v)
	}
}

// EnumMember writes a member whose zero value "" means that it is unset.
func EnumMember[T ~string](w *Writer, key string, v T) {
	if v != "" {
		w.Key(key)
		w.string(string(v))
	}
}

// BlobMember writes a member, and nothing for nil.
func BlobMember(w *Writer, key string, v []byte) {
	if v != nil {
		w.Key(key)
		Blob(w, &v)
	}
}

// DocumentMember writes a member, and nothing for nil.
func DocumentMember(w *Writer, key string, v Marshaler) {
	if v != nil {
		w.Key(key)
		Document(w, v)
	}
}

// List writes a list as a member: nothing for nil, [] for an empty one.
func List[T any](w *Writer, key string, v []T, elem func(*Writer, *T)) {
	if v != nil {
		w.Key(key)
		Elems(w, v, elem)
	}
}

// SparseList is List with null for nil elements.
func SparseList[T any](w *Writer, key string, v []*T, elem func(*Writer, *T)) {
	if v != nil {
		w.Key(key)
		SparseElems(w, v, elem)
	}
}

// Map writes a map as a member, its keys sorted: nothing for nil, {} for an empty one.
func Map[T any](w *Writer, key string, v map[string]T, elem func(*Writer, *T)) {
	if v != nil {
		w.Key(key)
		Entries(w, v, elem)
	}
}

// SparseMap is Map with null for nil values.
func SparseMap[T any](w *Writer, key string, v map[string]*T, elem func(*Writer, *T)) {
	if v != nil {
		w.Key(key)
		SparseEntries(w, v, elem)
	}
}

// Elems writes a list as a value: null for nil.
func Elems[T any](w *Writer, v []T, elem func(*Writer, *T)) {
	if v == nil {
		w.Null()
		return
	}
	w.OpenList()
	for i := range v {
		elem(w, &v[i])
	}
	w.CloseList()
}

// SparseElems is Elems with null for nil elements.
func SparseElems[T any](w *Writer, v []*T, elem func(*Writer, *T)) {
	if v == nil {
		w.Null()
		return
	}
	w.OpenList()
	for _, p := range v {
		sparse(w, p, elem)
	}
	w.CloseList()
}

// Entries writes a map as a value, its keys sorted: null for nil. elem must not keep the pointer it gets.
func Entries[T any](w *Writer, v map[string]T, elem func(*Writer, *T)) {
	if v == nil {
		w.Null()
		return
	}
	w.Open()
	p := place[T](w)
	if len(v) == 1 { // needs neither order nor look-up
		for k, e := range v {
			w.Key(k)
			*p = e
			elem(w, p)
		}
	} else {
		var few [16]string
		for _, k := range sortedKeys(few[:0], v) {
			w.Key(k)
			*p = v[k]
			elem(w, p)
		}
	}
	w.Close()
}

// SparseEntries is Entries with null for nil values.
func SparseEntries[T any](w *Writer, v map[string]*T, elem func(*Writer, *T)) {
	if v == nil {
		w.Null()
		return
	}
	w.Open()
	var few [16]string
	for _, k := range sortedKeys(few[:0], v) {
		w.Key(k)
		sparse(w, v[k], elem)
	}
	w.Close()
}

func sparse[T any](w *Writer, v *T, elem func(*Writer, *T)) {
	if v == nil {
		w.Null()
		return
	}
	elem(w, v)
}

// place returns where the values of a map can be put to have an address: for strings, the most frequent, in the
// writer itself, which saves an allocation. A string's elem can't come back here before it is done.
func place[T any](w *Writer) *T {
	if p, ok := any(&w.text).(*T); ok {
		return p
	}
	return new(T)
}

// sortedKeys appends m's keys to few, which spares an allocation for small maps.
func sortedKeys[T any](few []string, m map[string]T) []string {
	for k := range m {
		few = append(few, k)
	}
	slices.Sort(few)
	return few
}
