// Package sample owns a client of an invented service, written by hand in the shape
// that generated clients have, for the tests of package call. It must not know how a
// call is made.
package sample
