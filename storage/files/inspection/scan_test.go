package inspection_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sutiao/dispute"
	"sutiao/storage/files/inspection"
)

// clamd listens, takes one stream and answers by what it holds. It returns its address.
func clamd(t *testing.T, network, address string, answer func(content []byte) string) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), network, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			if content, err := takeStream(conn); err == nil {
				_, _ = io.WriteString(conn, answer(content))
			}
			_ = conn.Close()
		}
	}()
	return listener.Addr().String()
}

func takeStream(conn net.Conn) ([]byte, error) {
	command := make([]byte, len("zINSTREAM\x00"))
	if _, err := io.ReadFull(conn, command); err != nil || string(command) != "zINSTREAM\x00" {
		return nil, errors.New("not a stream")
	}
	var content bytes.Buffer
	for {
		var size uint32
		if err := binary.Read(conn, binary.BigEndian, &size); err != nil {
			return nil, err
		}
		if size == 0 {
			return content.Bytes(), nil
		}
		if _, err := io.CopyN(&content, conn, int64(size)); err != nil {
			return nil, err
		}
	}
}

func honest(content []byte) string {
	if bytes.Contains(content, []byte("EICAR")) {
		return "stream: Eicar-Test-Signature FOUND\x00"
	}
	return "stream: OK\x00"
}

func TestAVirusIsRefusedByName(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "clamd.sock")
	clamd(t, "unix", socket, honest)
	for _, address := range []string{clamd(t, "tcp", "127.0.0.1:0", honest), "unix:" + socket} {
		scanner := inspection.Clamd{Address: address}
		if err := scanner.Scan(t.Context(), bytes.NewReader(bytes.Repeat([]byte("clean"), 100_000))); err != nil {
			t.Error(address, err)
		}
		err := scanner.Scan(t.Context(), strings.NewReader(strings.Repeat("x", 70_000)+"EICAR"))
		var e *dispute.Error
		if !errors.As(err, &e) || e.Code != dispute.CodeInvalid || !strings.Contains(e.Message.ZH, "Eicar-Test-Signature") {
			t.Error(address, err)
		}
	}
}

func TestAScanThatFailsLeavesTheUploadForLater(t *testing.T) {
	says := func(text string) string {
		return clamd(t, "tcp", "127.0.0.1:0", func([]byte) string { return text })
	}
	silent, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0") // accepts, and says nothing
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = silent.Close() }()
	for name, address := range map[string]string{
		"nobody there": "unix:" + filepath.Join(t.TempDir(), "none"),
		"too large":    says("INSTREAM size limit exceeded. ERROR\x00"),
		"nonsense":     says("?"),
		"hung up":      says(""),
		"silence":      silent.Addr().String(),
	} {
		err := inspection.Clamd{Address: address, Timeout: 200 * time.Millisecond}.Scan(t.Context(), strings.NewReader("x"))
		var e *dispute.Error
		if !errors.As(err, &e) || e.Code != dispute.CodeUnavailable {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAFileThatCannotBeReadIsNotClean(t *testing.T) {
	scanner := inspection.Clamd{Address: clamd(t, "tcp", "127.0.0.1:0", honest), Timeout: time.Second}
	broken := io.MultiReader(strings.NewReader("half"), iotestErr{})
	if err := scanner.Scan(t.Context(), broken); err == nil {
		t.Error("half a file is said to be clean")
	}
}

type iotestErr struct{}

func (iotestErr) Read([]byte) (int, error) { return 0, errors.New("the disk failed") }
