package godoc
import ("testing";"os";"encoding/json";"fmt";"strings")
func TestZZShow(t *testing.T){
 var docs []string
 b,_:=os.ReadFile("/tmp/gd/docs.json"); json.Unmarshal(b,&docs)
 var out strings.Builder
 out.WriteString("package p\n")
 for i,d:=range docs{ out.WriteString("\n"); for _,l:=range Convert(d){ if l==""{out.WriteString("//\n")}else{out.WriteString("// "+l+"\n")}}; fmt.Fprintf(&out,"type T%d struct{}\n",i)}
 os.WriteFile("/tmp/gd/p/p.go",[]byte(out.String()),0o644)
}
