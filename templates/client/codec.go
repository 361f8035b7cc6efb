package client

import (
	"github.com/tinsmith-go/tinsmith/templates/client/types"
	"github.com/tinsmith-go/tinsmith/templates/httpbind"
	"github.com/tinsmith-go/tinsmith/templates/jsondec"
	"github.com/tinsmith-go/tinsmith/templates/jsonenc"
)

func errorConflictException(r *httpbind.Response) error {
	v := &types.ConflictException{}
	d := jsondec.New(r.Body)
	for d.Object(); d.Next(); {
		switch string(d.Key()) {
		case "message":
			jsondec.Member(d, &v.Message, jsondec.String)
		case "resourceIdentifier":
			jsondec.Member(d, &v.ResourceIdentifier, jsondec.String)
		default:
			d.Skip()
		}
	}
	r.Fail(d.End())
	return v
}

func encodePart(w *jsonenc.Writer, v *types.Part) {
	w.Open()
	jsonenc.Member(w, "count", v.Count, jsonenc.Int)
	jsonenc.Member(w, "name", v.Name, jsonenc.String)
	jsonenc.Map(w, "traits", v.Traits, jsonenc.String)
	w.Close()
}

func errorThrottlingException(r *httpbind.Response) error {
	v := &types.ThrottlingException{}
	d := jsondec.New(r.Body)
	for d.Object(); d.Next(); {
		switch string(d.Key()) {
		case "message":
			jsondec.Member(d, &v.Message, jsondec.String)
		default:
			d.Skip()
		}
	}
	r.Fail(d.End())
	return v
}
