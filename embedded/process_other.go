//go:build !linux

package embedded

import (
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// dieWithParent does nothing here: only Linux has a parent death signal. A child
// that is left over is found by its pid file at the next start.
func dieWithParent(*syscall.SysProcAttr, syscall.Signal) {}

// commandLine returns the arguments of a process, or nil if they can't be read.
func commandLine(pid int) []string {
	text, err := exec.Command("ps", "-ww", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return nil
	}
	return strings.Fields(string(text))
}
