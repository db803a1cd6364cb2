package record

import (
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	"github.com/at-wat/ebml-go/mkvcore"
	"github.com/pion/rtp"
)

// The tracks of a file.
const (
	Audio = iota
	Video
	tracks
)

// How far packets may be late, in packets, before a frame is given up.
const (
	lateAudio = 30
	lateVideo = 200
)

// waiting is how many packets may wait for the disk before they are lost to the file.
const waiting = 2048

// Options tells what a file is to hold.
type Options struct {
	Path         string
	Audio, Video bool
	Start        time.Time
}

// Result is a closed file.
type Result struct {
	Path     string
	SHA256   string // hexadecimal
	Bytes    int64
	Blocks   [tracks]int
	Lost     int // packets that the disk was too slow for
	From, To time.Time
}

// Writer writes one file. Packet and Report may be called from several goroutines and
// never wait; Close waits for the file.
type Writer struct {
	options Options
	items   chan item
	done    chan struct{}
	lost    atomic.Int64
	closed  atomic.Bool
	wantKey atomic.Bool
	result  Result
	err     error

	file       *os.File
	sink       *sink
	blocks     [tracks]mkvcore.BlockWriteCloser
	assemblers [tracks]assembler
	clocks     [tracks]clock
	pending    []sample // sound before the first picture tells its size
	keyed      bool
}

type item struct {
	track   int
	packet  *rtp.Packet // nil for a report
	arrival time.Time
	ntp     uint64
	rtp     uint32
}

type sample struct {
	track    int
	at       time.Duration
	data     []byte
	keyFrame bool
}

// New creates the file.
func New(o Options) (*Writer, error) {
	file, err := os.OpenFile(o.Path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("recording: %w", err)
	}
	w := &Writer{options: o, file: file, sink: &sink{file: file}, items: make(chan item, waiting), done: make(chan struct{})}
	w.clocks[Audio].rate, w.clocks[Video].rate = 48000, 90000
	w.assemblers[Audio].late = lateAudio
	w.assemblers[Video].late, w.assemblers[Video].video = lateVideo, true
	go w.run()
	return w, nil
}

// Packet takes a packet; its payload is kept.
func (w *Writer) Packet(track int, p *rtp.Packet, arrival time.Time) {
	w.put(item{track: track, packet: p, arrival: arrival})
}

// Report takes what a sender report said.
func (w *Writer) Report(track int, ntp uint64, rtp uint32) {
	w.put(item{track: track, ntp: ntp, rtp: rtp})
}

// WantsKeyFrame tells, once, that nothing can be recorded before the next key frame.
func (w *Writer) WantsKeyFrame() bool { return w.wantKey.Load() && w.wantKey.Swap(false) }

func (w *Writer) put(i item) {
	if w.closed.Load() {
		return
	}
	select {
	case w.items <- i:
	default:
		w.lost.Add(1)
	}
}

// Close finishes the file. Nothing may be put in after it.
func (w *Writer) Close() (Result, error) {
	if !w.closed.Swap(true) {
		w.items <- item{track: -1}
	}
	<-w.done
	return w.result, w.err
}

func (w *Writer) run() {
	defer close(w.done)
	for i := range w.items {
		switch {
		case i.track < 0:
			w.finish()
			return
		case i.packet == nil:
			w.clocks[i.track].report(i.ntp, i.rtp)
			w.align()
		default:
			w.packet(i)
		}
	}
}

// align lets the picture follow the sound: an ear hears a jump that no eye sees.
func (w *Writer) align() { w.clocks[Audio].align(&w.clocks[Video]) }

func (w *Writer) packet(i item) {
	arrival := max(i.arrival.Sub(w.options.Start), 0)
	if w.clocks[i.track].start(i.packet.Timestamp, arrival) {
		w.align()
	}
	w.assemblers[i.track].push(i.packet, arrival)
	w.assemble(i.track)
}

func (w *Writer) assemble(track int) {
	a := &w.assemblers[track]
	for f, ok := a.pop(); ok; f, ok = a.pop() {
		out := sample{track: track, data: f.data, at: w.clocks[track].at(f.timestamp), keyFrame: true}
		if track == Video {
			out.keyFrame = len(f.data) > 0 && f.data[0]&1 == 0
			if f.gap && !out.keyFrame {
				w.keyed = false // what follows can't be decoded
			}
		}
		w.take(out)
	}
}

// take writes a sample, or keeps it until the file can begin.
func (w *Writer) take(s sample) {
	if s.track == Video {
		if !w.keyed && !s.keyFrame {
			w.wantKey.Store(true)
			return
		}
		w.keyed = true
	}
	if w.blocks != [tracks]mkvcore.BlockWriteCloser{} {
		w.block(s)
		return
	}
	begins := s.track == Video || !w.options.Video
	// A camera that never comes must not keep the sound waiting for ever.
	late := len(w.pending) > 150
	if !begins && !late {
		w.pending = append(w.pending, s)
		return
	}
	width, height := uint64(640), uint64(480)
	if s.track == Video && len(s.data) >= 10 {
		width = uint64(s.data[6]) | uint64(s.data[7]&0x3f)<<8
		height = uint64(s.data[8]) | uint64(s.data[9]&0x3f)<<8
	}
	if err := w.begin(width, height); err != nil {
		w.err = errors.Join(w.err, err)
		return
	}
	for _, p := range w.pending {
		w.block(p)
	}
	w.pending = nil
	w.block(s)
}

func (w *Writer) block(s sample) {
	out := w.blocks[s.track]
	if out == nil {
		return
	}
	if _, err := out.Write(s.keyFrame, s.at.Milliseconds(), s.data); err != nil {
		w.err = errors.Join(w.err, err)
		return
	}
	w.result.Blocks[s.track]++
}

func (w *Writer) finish() {
	for track := range w.assemblers {
		w.assemblers[track].flush()
		w.assemble(track)
	}
	if w.blocks == [tracks]mkvcore.BlockWriteCloser{} && len(w.pending) > 0 {
		w.options.Video = false
		if err := w.begin(0, 0); err != nil {
			w.err = errors.Join(w.err, err)
		}
		for _, p := range w.pending {
			w.block(p)
		}
	}
	for _, b := range w.blocks {
		if b != nil {
			w.err = errors.Join(w.err, b.Close())
		}
	}
	w.err = errors.Join(w.err, w.sink.err, w.file.Sync(), w.file.Close())
	var err error
	if w.result.SHA256, w.result.Bytes, err = digest(w.options.Path); err != nil {
		w.err = errors.Join(w.err, err)
	}
	w.result.Path = w.options.Path
	w.result.Lost = int(w.lost.Load())
	w.result.From = w.options.Start
	w.result.To = w.options.Start.Add(max(w.clocks[Audio].last, w.clocks[Video].last, 0))
}

// Empty tells whether a file holds nothing to hear or see.
func (r Result) Empty() bool { return r.Blocks == [tracks]int{} }
