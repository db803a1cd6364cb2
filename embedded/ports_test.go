package embedded

import (
	"net"
	"testing"
)

func TestTakenPortIsNamedWithItsVariable(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	address := listener.Addr().String()
	_, port, _ := net.SplitHostPort(address)

	err = CheckListen(address, "SUTIAO_LISTEN")
	want := "端口 " + port + " 已被占用，请用 SUTIAO_LISTEN 换一个 · port " + port + " is taken; choose another with SUTIAO_LISTEN"
	if err == nil || err.Error() != want {
		t.Fatalf("got %v, want %s", err, want)
	}
	_ = listener.Close()
	if err := CheckListen(address, "SUTIAO_LISTEN"); err != nil {
		t.Fatal(err)
	}
}

func TestPortIsRememberedWhileItIsFree(t *testing.T) {
	folder := open(t, newPath(t))
	first, err := folder.rememberedPort("postgres")
	if err != nil || first < firstPort || first > lastPort {
		t.Fatalf("got %d, %v", first, err)
	}
	if again, err := folder.rememberedPort("postgres"); err != nil || again != first {
		t.Fatalf("got %d, %v; want %d again", again, err, first)
	}
	listener, err := net.Listen("tcp", loopback(first))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	if other, err := folder.rememberedPort("postgres"); err != nil || other == first {
		t.Fatalf("got %d, %v; that one is taken", other, err)
	}
}
