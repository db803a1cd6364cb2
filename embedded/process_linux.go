package embedded

import (
	"bytes"
	"os"
	"strconv"
	"syscall"
)

// dieWithParent has the kernel send s to the child when this process ends,
// however it ends.
func dieWithParent(attributes *syscall.SysProcAttr, s syscall.Signal) {
	attributes.Pdeathsig = s
}

// commandLine returns the arguments of a process, or nil if they can't be read.
func commandLine(pid int) []string {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/cmdline")
	if err != nil || len(text) == 0 {
		return nil
	}
	var arguments []string
	for argument := range bytes.SplitSeq(bytes.TrimRight(text, "\x00"), []byte{0}) {
		arguments = append(arguments, string(argument))
	}
	return arguments
}
