//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package write

// tryLock takes a folder's lock by an exclusive file: these systems have no lock that ends with the
// process in package syscall.
func tryLock(dir string) (release func(), err error) { return tryExclusive(dir) }
