package media

import (
	"sync"
	"time"

	"github.com/pion/rtcp"

	"sutiao/media/layers"
)

// departures numbers the video packets on their way to one participant and takes down
// what he says of their arrival.
type departures struct {
	mu   sync.Mutex
	path layers.Path
}

func (d *departures) sent(bytes int, now time.Time) uint16 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.path.Sent(bytes, now)
}

func (d *departures) look(now time.Time) layers.Flow {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.path.Look(now)
}

func (d *departures) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.path = layers.Path{}
}

// take takes a report of arrivals.
func (d *departures) take(report *rtcp.TransportLayerCC) {
	if int(report.PacketStatusCount) > layers.Remembered {
		return // nobody sends so much in a tenth of a second
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	now := time.Now()
	arrivalsIn(report, d.path.Arrived, func(seq uint16) { d.path.Missed(seq, now) })
}

// arrivalsIn goes through a report of arrivals
// (draft-holmer-rmcat-transport-wide-cc-extensions-01 section 3.1): which packets came,
// and when by the clock of the one who reports, and which had not come.
func arrivalsIn(report *rtcp.TransportLayerCC, came func(seq uint16, at time.Duration), missed func(seq uint16)) {
	seq, left := report.BaseSequenceNumber, int(report.PacketStatusCount)
	at := time.Duration(report.ReferenceTime) * 64 * time.Millisecond
	deltas := report.RecvDeltas
	next := func(symbol uint16) {
		if left == 0 {
			return
		}
		left--
		if symbol == rtcp.TypeTCCPacketNotReceived {
			missed(seq)
		}
		if (symbol == rtcp.TypeTCCPacketReceivedSmallDelta || symbol == rtcp.TypeTCCPacketReceivedLargeDelta) && len(deltas) > 0 {
			at += time.Duration(deltas[0].Delta) * time.Microsecond
			deltas = deltas[1:]
			came(seq, at)
		}
		seq++
	}
	for _, chunk := range report.PacketChunks {
		switch chunk := chunk.(type) {
		case *rtcp.RunLengthChunk:
			for range chunk.RunLength {
				next(chunk.PacketStatusSymbol)
			}
		case *rtcp.StatusVectorChunk:
			for _, symbol := range chunk.SymbolList {
				next(symbol)
			}
		}
	}
}
