package gen

import (
	"bytes"
	"fmt"
	"reflect"
	"sort"

	"github.com/tinsmith-go/tinsmith/model"
)

// undigested are the model's fields that change no client but for its comments.
var undigested = map[string]bool{
	"Pos": true, "PatternPos": true, "Documentation": true, "ExternalDocs": true, "Title": true, "Examples": true,
	"EndpointTests": true, "RequestTests": true, "ResponseTests": true, "ErrorTests": true,
}

// digest tells closures apart: equal closures, documentation aside, have equal digests.
func digest(svc *model.Service, protocol model.ProtocolID) string {
	var b bytes.Buffer
	b.WriteString(string(protocol))
	ids := make([]string, 0, len(svc.Shapes))
	for id := range svc.Shapes {
		ids = append(ids, string(id))
	}
	sort.Strings(ids)
	for _, id := range ids {
		dump(&b, reflect.ValueOf(*svc.Shapes[model.ShapeID(id)]))
	}
	rest := *svc
	rest.Shapes = nil
	dump(&b, reflect.ValueOf(rest))
	return hexDigest(b.Bytes())
}

// dump writes a value so that different values differ: structures by fields, maps by sorted keys, shapes
// that something points to by their id.
func dump(b *bytes.Buffer, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		switch s, ok := v.Interface().(*model.Shape); {
		case v.IsNil():
			b.WriteString("nil")
		case ok:
			fmt.Fprintf(b, "%q", s.ID)
		default:
			dump(b, v.Elem())
		}
	case reflect.Struct:
		b.WriteByte('{')
		for i := range v.NumField() {
			if f := v.Type().Field(i); !undigested[f.Name] && !v.Field(i).IsZero() {
				b.WriteString(f.Name + ":")
				dump(b, v.Field(i))
			}
		}
		b.WriteByte('}')
	case reflect.Slice:
		b.WriteByte('[')
		for i := range v.Len() {
			dump(b, v.Index(i))
			b.WriteByte(',')
		}
		b.WriteByte(']')
	case reflect.Map:
		dumpMap(b, v)
	default:
		fmt.Fprintf(b, "%#v", v.Interface())
	}
}

func dumpMap(b *bytes.Buffer, v reflect.Value) {
	keys := v.MapKeys()
	sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
	b.WriteByte('<')
	for _, k := range keys {
		fmt.Fprintf(b, "%q=", k.String())
		dump(b, v.MapIndex(k))
		b.WriteByte(',')
	}
	b.WriteByte('>')
}
