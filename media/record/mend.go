package record

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
)

// ErrNothing tells that a file holds nothing to hear or see.
var ErrNothing = errors.New("recording: nothing was recorded yet")

// The elements of a WebM file that Mend needs to know (RFC 9559 section 5).
const (
	idHeader   = 0x1a45dfa3
	idSegment  = 0x18538067
	idInfo     = 0x1549a966
	idDuration = 0x4489
	idCluster  = 0x1f43b675
	idTime     = 0xe7
	idBlock    = 0xa3
)

// Mend makes a file whole over which its writer was killed: it ends with the last block
// that was written whole, and tells how long it lasts. A file that is whole is left as it
// is. The hash, hexadecimal, is that of the file as it is then.
func Mend(path string) (sum string, size int64, err error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0) //nolint:gosec // a file of the node's own folder
	if err != nil {
		return "", 0, fmt.Errorf("recording: %w", err)
	}
	defer func() { _ = f.Close() }()
	s := scan{file: f}
	if err := s.read(); err != nil {
		return "", 0, err
	}
	if s.blocks == 0 {
		return "", 0, ErrNothing
	}
	if err := s.mend(); err != nil {
		return "", 0, fmt.Errorf("recording: %w", err)
	}
	return digest(path)
}

// scan is what Mend finds out about a file.
type scan struct {
	file     *os.File
	size     int64 // of the file
	whole    int64 // where the last whole element ends
	blocks   int
	cluster  int64 // milliseconds at which the present cluster begins
	last     int64 // milliseconds of the last block
	duration int64 // where the length stands, as a float of eight bytes; 0: nowhere
}

// read goes from element to element to the end, or to the first that is not whole.
func (s *scan) read() error {
	about, err := s.file.Stat()
	if err != nil {
		return fmt.Errorf("recording: %w", err)
	}
	s.size = about.Size()
	for at := int64(0); at < s.size; {
		id, body, length, ok := s.element(at)
		switch {
		case !ok:
			return nil
		case at == 0 && id != idHeader:
			return errors.New("recording: this is no WebM file")
		case id == idSegment, id == idCluster, id == idInfo:
			at = body // what is in it is looked at one by one
			if length < 0 || id == idInfo {
				continue
			}
			return errors.New("recording: this file was not written here")
		}
		if length < 0 || length > s.size-body {
			return nil
		}
		if err := s.take(id, body, length); err != nil {
			return err
		}
		at = body + length
		s.whole = at
	}
	return nil
}

// take notes what an element says.
func (s *scan) take(id uint32, body, length int64) error {
	var b [8]byte
	read := b[:min(length, 8)]
	if _, err := s.file.ReadAt(read, body); err != nil {
		return fmt.Errorf("recording: %w", err)
	}
	switch {
	case id == idDuration && length == 8:
		s.duration = body
	case id == idTime:
		s.cluster = int64(number(read)) //nolint:gosec // milliseconds
	case id == idBlock && length >= 4:
		s.blocks++
		s.last = max(s.last, s.cluster+int64(int16(binary.BigEndian.Uint16(read[1:])))) //nolint:gosec // signed, by RFC 9559 section 10.2
	}
	return nil
}

// mend cuts off what is not whole, and writes the length where the writer had no time to.
func (s *scan) mend() error {
	if s.whole < s.size {
		if err := s.file.Truncate(s.whole); err != nil {
			return err
		}
	}
	if s.duration == 0 {
		return s.file.Sync()
	}
	var b [8]byte
	if _, err := s.file.ReadAt(b[:], s.duration); err != nil {
		return err
	}
	if math.Float64frombits(binary.BigEndian.Uint64(b[:])) == math.SmallestNonzeroFloat64 {
		binary.BigEndian.PutUint64(b[:], math.Float64bits(float64(s.last)))
		if _, err := s.file.WriteAt(b[:], s.duration); err != nil {
			return err
		}
	}
	return s.file.Sync()
}

// element reads the head of an element; a length of -1 is unknown.
func (s *scan) element(at int64) (id uint32, body, length int64, ok bool) {
	var b [12]byte
	n, err := s.file.ReadAt(b[:], at)
	if err != nil && !errors.Is(err, io.EOF) || n == 0 {
		return 0, 0, 0, false
	}
	first := width(b[0])
	if first > 4 || n <= first {
		return 0, 0, 0, false
	}
	id = uint32(number(b[:first])) //nolint:gosec // four bytes at most
	second := width(b[first])
	if second > 8 || n < first+second {
		return 0, 0, 0, false
	}
	v := number(b[first : first+second])
	unknown := uint64(1)<<(7*second) - 1
	v &= unknown
	body = at + int64(first+second)
	if v == unknown {
		return id, body, -1, true
	}
	if v > math.MaxInt64/2 {
		return 0, 0, 0, false
	}
	return id, body, int64(v), true
}

// width tells from its first byte how many bytes a number takes (RFC 8794 section 4).
func width(first byte) int {
	for n := 1; n <= 8; n++ {
		if first&(1<<(8-n)) != 0 {
			return n
		}
	}
	return 9
}

func number(b []byte) (v uint64) {
	for _, x := range b {
		v = v<<8 | uint64(x)
	}
	return v
}
