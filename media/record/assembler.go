package record

import (
	"time"

	"github.com/pion/rtp"

	"sutiao/media/fanout"
)

// window is how many packets an assembler looks over.
const window = 512

// assembler puts packets in order and together to frames. Packets without a payload,
// which browsers send to find out what the network carries, are no gap.
type assembler struct {
	video   bool
	late    int // how many packets may come before a missing one is given up
	pieces  [window]piece
	started bool
	next    uint16 // what the next frame begins with
	newest  uint16
	gap     bool // something is missing before the next frame
}

type piece struct {
	taken     bool
	seq       uint16
	timestamp uint32
	marker    bool
	payload   []byte
	arrival   time.Duration
}

// frame is a picture, or 20 ms of sound.
type frame struct {
	timestamp uint32
	arrival   time.Duration // of its first packet
	data      []byte
	gap       bool // something is missing before it
}

func (a *assembler) push(p *rtp.Packet, arrival time.Duration) {
	seq := p.SequenceNumber
	if !a.started {
		a.started, a.next, a.newest = true, seq, seq
	}
	ahead := int16(seq - a.next) //nolint:gosec // serial arithmetic (RFC 1982)
	if ahead < 0 {
		return // it was given up
	}
	if ahead >= window {
		a.pieces, a.next, a.newest, a.gap = [window]piece{}, seq, seq, true
	}
	if int16(seq-a.newest) > 0 { //nolint:gosec // the same
		a.newest = seq
	}
	a.pieces[seq%window] = piece{true, seq, p.Timestamp, p.Marker, p.Payload, arrival}
}

// pop returns the next frame, if it is complete.
func (a *assembler) pop() (frame, bool) {
	for a.started && int16(a.newest-a.next) >= 0 { //nolint:gosec // serial arithmetic
		p := a.at(a.next)
		switch {
		case p == nil:
			if !a.tooLate() {
				return frame{}, false
			}
			a.skip(true)
		case len(p.payload) == 0:
			a.skip(false)
		case !a.video:
			f := frame{p.timestamp, p.arrival, p.payload, a.gap}
			a.gap = false
			a.skip(false)
			return f, true
		default:
			f, ok, wait := a.picture(p)
			if ok || wait {
				return f, ok
			}
		}
	}
	return frame{}, false
}

// picture puts the picture that begins with p together, or gives it up.
func (a *assembler) picture(p *piece) (f frame, ok, wait bool) {
	if v, isVP8 := fanout.ParseVP8(p.payload); !isVP8 || !v.Start {
		a.skip(true) // the rest of a picture whose beginning is lost
		return frame{}, false, false
	}
	f = frame{timestamp: p.timestamp, arrival: p.arrival, gap: a.gap}
	for i := a.next; ; i++ {
		q := a.at(i)
		if q == nil {
			if !a.tooLate() {
				return frame{}, false, true
			}
			for a.next != i {
				a.skip(true)
			}
			return frame{}, false, false
		}
		if q.timestamp != p.timestamp {
			a.forget(i)
			return f, true, false
		}
		if v, isVP8 := fanout.ParseVP8(q.payload); isVP8 {
			f.data = append(f.data, q.payload[v.Size:]...)
		}
		if q.marker {
			a.forget(i + 1)
			return f, true, false
		}
	}
}

func (a *assembler) at(seq uint16) *piece {
	if p := &a.pieces[seq%window]; p.taken && p.seq == seq {
		return p
	}
	return nil
}

func (a *assembler) tooLate() bool { return int(a.newest-a.next) >= a.late }

// forget goes on after a frame.
func (a *assembler) forget(upTo uint16) {
	for a.next != upTo {
		a.skip(false)
	}
	a.gap = false
}

func (a *assembler) skip(missing bool) {
	a.pieces[a.next%window] = piece{}
	a.next++
	a.gap = a.gap || missing
}

// flush lets the rest out, whatever is missing.
func (a *assembler) flush() { a.late = 0 }
