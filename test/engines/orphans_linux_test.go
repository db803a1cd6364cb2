//go:build engines

package engines_test

import "syscall"

// endWithTests has the kernel end a child when the tests end, however they end.
func endWithTests(attributes *syscall.SysProcAttr) { attributes.Pdeathsig = syscall.SIGKILL }
