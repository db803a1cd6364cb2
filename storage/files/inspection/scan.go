package inspection

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"sutiao/dispute"
)

// Scanner looks for viruses. It returns a *dispute.Error for the user: one that refuses
// the file, or one with CodeUnavailable where it couldn't look.
type Scanner interface {
	Scan(ctx context.Context, content io.Reader) error
}

// Clamd is a clamd daemon, spoken to with INSTREAM (clamd(8)). Its StreamMaxLength must
// be at least MaxSize; by default it is less.
type Clamd struct {
	Address string        // "host:port", or "unix:/path/of/the.socket"
	Timeout time.Duration // for one file; 0 means 2 min
}

// chunkSize is how much goes to clamd at once, in bytes.
const chunkSize = 64 << 10

// Scan implements Scanner.
func (c Clamd) Scan(ctx context.Context, content io.Reader) error {
	timeout := c.Timeout
	if timeout <= 0 {
		timeout = 2 * time.Minute
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	network, address := "tcp", c.Address
	if socket, ok := strings.CutPrefix(c.Address, "unix:"); ok {
		network, address = "unix", socket
	}
	conn, err := new(net.Dialer).DialContext(ctx, network, address)
	if err != nil {
		return unscanned(err)
	}
	defer func() { _ = conn.Close() }()
	defer context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })()
	reading := &source{r: content}
	sendErr := send(conn, reading)
	if reading.err != nil {
		return unscanned(reading.err)
	}
	// clamd may answer before it has read everything, and then closes: hear it out.
	reply, err := bufio.NewReader(io.LimitReader(conn, 4096)).ReadString(0)
	if reply = strings.TrimRight(reply, "\x00"); reply == "" {
		return unscanned(fmt.Errorf("no answer: %w", errors.Join(sendErr, err)))
	}
	return verdict(reply, sendErr)
}

// source remembers that the file couldn't be read, and not clamd.
type source struct {
	r   io.Reader
	err error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

func send(w io.Writer, content io.Reader) error {
	if _, err := io.WriteString(w, "zINSTREAM\x00"); err != nil {
		return err
	}
	chunk := make([]byte, 4+chunkSize)
	for {
		n, err := io.ReadFull(content, chunk[4:])
		if n > 0 {
			binary.BigEndian.PutUint32(chunk, uint32(n)) //nolint:gosec // at most chunkSize
			if _, err := w.Write(chunk[:4+n]); err != nil {
				return err
			}
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			_, err = w.Write(bytes.Repeat([]byte{0}, 4))
			return err
		}
		if err != nil {
			return err
		}
	}
}

// verdict reads "stream: OK", "stream: Name FOUND" or "… ERROR".
func verdict(reply string, sendErr error) error {
	answer := strings.TrimPrefix(reply, "stream: ")
	if virus, found := strings.CutSuffix(answer, " FOUND"); found {
		return refuse("文件中发现病毒（"+virus+"），不能上传。请先用杀毒软件处理，或换一台设备重新生成文件后再上传",
			"a virus was found in the file ("+virus+"); it cannot be uploaded")
	}
	if answer != "OK" || sendErr != nil {
		return unscanned(errors.Join(fmt.Errorf("clamd answered %q", reply), sendErr))
	}
	return nil
}

// unscanned lets the upload wait: nothing unscanned is stored, and nothing is lost.
func unscanned(cause error) error {
	return fmt.Errorf("inspection: virus scan: %w: %w", &dispute.Error{Code: dispute.CodeUnavailable, Message: dispute.Text{
		ZH: "病毒检查暂时不可用，文件已收到但尚未提交，请稍后再试",
		EN: "the virus scan is not available; the upload is kept, please try again later",
	}}, cause)
}
