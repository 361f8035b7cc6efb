// Command initonly imports the generated client and does nothing.
package main

import _ "github.com/tinsmith-go/tinsmith/out/ssmincidents"

func main() {}
