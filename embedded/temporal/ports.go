package main

import (
	"fmt"
	"net"
	"strconv"
)

// freePorts asks the system for ports and holds all of them until the last one
// is known, so that none is handed out twice.
func freePorts(n int) ([]int, error) {
	ports := make([]int, n)
	for i := range ports {
		listener, err := net.Listen("tcp", loopback(0))
		if err != nil {
			return nil, fmt.Errorf("find a free port: %w", err)
		}
		defer func() { _ = listener.Close() }()
		ports[i] = listener.Addr().(*net.TCPAddr).Port
	}
	return ports, nil
}

// splitListen reads host:port; port 0 is replaced by a free one.
func splitListen(listen string) (string, int, error) {
	host, text, err := net.SplitHostPort(listen)
	if err != nil {
		return "", 0, fmt.Errorf("listen address %q must look like 127.0.0.1:7233", listen)
	}
	port, err := strconv.Atoi(text)
	if err != nil || net.ParseIP(host) == nil {
		return "", 0, fmt.Errorf("listen address %q must be an IP address and a port number", listen)
	}
	if port != 0 {
		return host, port, nil
	}
	ports, err := freePorts(1)
	if err != nil {
		return "", 0, err
	}
	return host, ports[0], nil
}

// reachable is the address under which this process reaches its own listener.
func reachable(host string) string {
	if net.ParseIP(host).IsUnspecified() {
		return "127.0.0.1"
	}
	return host
}

func loopback(port int) string {
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
}
