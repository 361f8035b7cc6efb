package write

import (
	"errors"
	"fmt"
	"path/filepath"
	"syscall"
)

// Values of the Windows API that package syscall doesn't name (CreateFileW, system error codes).
const (
	fileFlagDeleteOnClose                = 0x04000000
	errorSharingViolation  syscall.Errno = 32
	errorFileDeletePending syscall.Errno = 303
)

// tryLock opens a file that nobody else may open meanwhile and that goes with its handle, also when the
// process is killed.
func tryLock(dir string) (release func(), err error) {
	name, err := syscall.UTF16PtrFromString(filepath.Join(dir, runningName))
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL|fileFlagDeleteOnClose, 0)
	switch {
	case err == nil:
		return func() { _ = syscall.CloseHandle(h) }, nil
	case errors.Is(err, errorSharingViolation), errors.Is(err, errorFileDeletePending), errors.Is(err, syscall.ERROR_ACCESS_DENIED):
		// Access is also denied while the file of a run that has just ended is on its way out.
		return nil, fmt.Errorf("%w (%w)", errBusy, err)
	}
	return nil, err
}
