// Command bare sends one request with net/http alone, to measure the others against.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

func main() {
	resp, err := http.Get(os.Getenv("URL"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(resp.Status)
}
