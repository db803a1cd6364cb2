package record

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/at-wat/ebml-go/mkvcore"
	"github.com/at-wat/ebml-go/webm"
)

// index is how many bytes at the front of a file are kept for its index. Where that is
// too little, every other entry is left out.
const index = 4096

func (w *Writer) begin(width, height uint64) error {
	descriptions := []mkvcore.TrackDescription{}
	places := []int{}
	if w.options.Audio {
		descriptions = append(descriptions, mkvcore.TrackDescription{TrackNumber: 1, TrackEntry: webm.TrackEntry{
			Name: "Audio", TrackNumber: 1, TrackUID: 1, CodecID: "A_OPUS", TrackType: 2,
			CodecPrivate: opusHead, DefaultDuration: 20_000_000,
			Audio: &webm.Audio{SamplingFrequency: 48000, Channels: 2},
		}})
		places = append(places, Audio)
	}
	if w.options.Video {
		descriptions = append(descriptions, mkvcore.TrackDescription{TrackNumber: 2, TrackEntry: webm.TrackEntry{
			Name: "Video", TrackNumber: 2, TrackUID: 2, CodecID: "V_VP8", TrackType: 1,
			Video: &webm.Video{PixelWidth: width, PixelHeight: height},
		}})
		places = append(places, Video)
	}
	sorter, err := mkvcore.NewMultiTrackBlockSorter(mkvcore.WithMaxDelayedPackets(64), mkvcore.WithSortRule(mkvcore.BlockSorterWriteOutdated))
	if err != nil {
		return fmt.Errorf("recording: %w", err)
	}
	main := descriptions[len(descriptions)-1].TrackNumber
	blocks, err := mkvcore.NewSimpleBlockWriter(w.sink, descriptions,
		mkvcore.WithBlockInterceptor(sorter), mkvcore.WithEBMLHeader(webm.DefaultEBMLHeader),
		mkvcore.WithSegmentInfo(&webm.Info{TimecodeScale: 1_000_000, MuxingApp: "sutiao", WritingApp: "sutiao", DateUTC: w.options.Start}),
		mkvcore.WithSeekHead(true), mkvcore.WithCues(index), mkvcore.WithMinMaxClusterDuration(main, 2000, 20_000),
		mkvcore.WithOnErrorHandler(func(error) {}), mkvcore.WithOnFatalHandler(func(error) {}),
	)
	if err != nil {
		return fmt.Errorf("recording: %w", err)
	}
	for i, b := range blocks {
		w.blocks[places[i]] = b
	}
	return nil
}

// opusHead is the header of an Opus stream in a container (RFC 7845 section 5.1).
var opusHead = []byte{'O', 'p', 'u', 's', 'H', 'e', 'a', 'd', 1, 2, 0x38, 1, 0x80, 0xbb, 0, 0, 0, 0, 0}

// sink takes what the library writes. It never tells it of an error, because the library
// would then stop reading, and whoever writes would wait for ever.
type sink struct {
	file *os.File
	err  error
}

func (s *sink) Write(b []byte) (int, error) {
	_, err := s.file.Write(b)
	s.keep(err)
	return len(b), nil
}

// WriteAt is for the length and the index, which are known at the end only.
func (s *sink) WriteAt(b []byte, at int64) (int, error) {
	_, err := s.file.WriteAt(b, at)
	s.keep(err)
	return len(b), nil
}

func (s *sink) keep(err error) {
	if s.err == nil && err != nil {
		s.err = fmt.Errorf("recording: %w", err)
	}
}

// Close does nothing: the file is closed when all tracks are.
func (*sink) Close() error { return nil }

// digest reads a file once more, since its beginning was written last.
func digest(path string) (sum string, size int64, err error) {
	f, err := os.Open(path) //nolint:gosec // the file that was just written
	if err != nil {
		return "", 0, fmt.Errorf("recording: %w", err)
	}
	h := sha256.New()
	size, err = io.Copy(h, f)
	if err = errors.Join(err, f.Close()); err != nil {
		return "", 0, fmt.Errorf("recording: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), size, nil
}
