package embedded

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// Ports for the engines are drawn from below the range that systems use for
// outgoing connections, or one of those could sit on a port while we are down.
const (
	firstPort = 20000
	lastPort  = 31999
)

// CheckListen reports whether the address can be listened on. If its port is
// taken, the error names the variable that chooses another.
func CheckListen(address, variable string) error {
	listener, err := net.Listen("tcp", address)
	if err == nil {
		return listener.Close()
	}
	if errors.Is(err, syscall.EADDRINUSE) {
		_, port, _ := net.SplitHostPort(address)
		return problem(nil, "端口 %s 已被占用，请用 %s 换一个",
			"port %s is taken; choose another with %s", port, variable)
	}
	return problem(err, "无法监听 %s，请检查 %s", "cannot listen on %s; check %s", address, variable)
}

// rememberedPort returns the port the engine had last time, while it is free,
// and otherwise draws another and remembers that.
func (f *Folder) rememberedPort(engine string) (int, error) {
	path := f.Path("ports", engine)
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return 0, fmt.Errorf("read the port of %s: %w", engine, err)
	}
	port, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err == nil && free(port) {
		return port, nil
	}
	if port, err = drawPort(); err != nil {
		return 0, err
	}
	return port, writeOnce(path, strconv.Itoa(port))
}

func drawPort() (int, error) {
	for range 200 {
		// #nosec G404 -- not a secret
		if port := firstPort + rand.IntN(lastPort-firstPort+1); free(port) {
			return port, nil
		}
	}
	return 0, problem(nil, "端口 %d 至 %d 中没有空闲端口", "no free port from %d to %d", firstPort, lastPort)
}

func free(port int) bool {
	if port <= 0 || port > 65535 {
		return false
	}
	listener, err := net.Listen("tcp", loopback(port))
	if err != nil {
		return false
	}
	return listener.Close() == nil
}

func loopback(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }
