package api

import (
	"errors"
	"io"
)

// seekable lets a stored file be read from any place, as a player asks for it (RFC 9110
// section 14). The store gives content from its beginning only: what comes before is read
// and dropped.
type seekable struct {
	open func() (io.ReadCloser, error)
	size int64
	want int64 // where the next byte is read
	at   int64 // where content stands
	from io.ReadCloser
}

// Seek implements io.Seeker.
func (s *seekable) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += s.want
	case io.SeekEnd:
		offset += s.size
	}
	if offset < 0 {
		return 0, errors.New("before the beginning")
	}
	s.want = offset
	return offset, nil
}

// Read implements io.Reader.
func (s *seekable) Read(b []byte) (int, error) {
	if s.want >= s.size {
		return 0, io.EOF
	}
	if err := s.forward(); err != nil {
		return 0, err
	}
	n, err := s.from.Read(b)
	s.at += int64(n)
	s.want = s.at
	return n, err
}

// forward brings the content to where it is wanted.
func (s *seekable) forward() error {
	if s.from != nil && s.at > s.want {
		if err := s.Close(); err != nil {
			return err
		}
	}
	if s.from == nil {
		from, err := s.open()
		if err != nil {
			return err
		}
		s.from, s.at = from, 0
	}
	n, err := io.CopyN(io.Discard, s.from, s.want-s.at)
	s.at += n
	return err
}

// Close implements io.Closer.
func (s *seekable) Close() error {
	if s.from == nil {
		return nil
	}
	from := s.from
	s.from = nil
	return from.Close()
}
