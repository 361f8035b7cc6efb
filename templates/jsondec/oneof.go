package jsondec

// OneOf steps through the members of a union. The zero value is ready.
type OneOf struct{ seen bool }

// Next goes to the union's one member and is false behind it. Members that are null don't count, nor does
// __type, which services add (Smithy spec, "AWS restJson1 protocol", shape serialisation of unions). A second
// member fails.
func (o *OneOf) Next(r *Reader) bool {
	for r.Next() {
		if r.Null() {
			continue
		}
		if string(r.Key()) == "__type" {
			r.Skip()
			continue
		}
		if o.seen {
			r.fail("union has more than one member")
			return false
		}
		o.seen = true
		return true
	}
	return false
}
