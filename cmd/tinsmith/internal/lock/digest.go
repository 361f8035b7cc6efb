package lock

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// Digest returns the SHA-256 of a text file in hexadecimal. CRLF counts as LF: git may have changed the
// line ends of a checkout, and that is no edit.
func Digest(data []byte) string {
	sum := sha256.Sum256(Normalise(data))
	return hex.EncodeToString(sum[:])
}

// Normalise returns data with LF for every CRLF; data itself when there is none.
func Normalise(data []byte) []byte {
	if !bytes.Contains(data, []byte("\r\n")) {
		return data
	}
	return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
}
