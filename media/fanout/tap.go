package fanout

import (
	"maps"
	"net/netip"
	"sync"
	"sync/atomic"
)

// Tap is somebody who takes media packets from one address before they go on to whoever
// reads the socket.
type Tap struct{ take func(packet []byte) bool }

// taps finds them. It is read for every packet and changed when somebody comes or goes.
type taps struct {
	mu    sync.Mutex
	table atomic.Pointer[map[netip.AddrPort]*Tap]
}

// Tap has take called with each media packet from an address, on the goroutine that reads
// the socket; what take queues is flushed for it. Where take is false the packet is read
// as any other. take must neither wait nor keep or change the packet.
func (t *taps) Tap(from netip.AddrPort, take func(packet []byte) bool) *Tap {
	tap := &Tap{take}
	t.change(func(table map[netip.AddrPort]*Tap) { table[from] = tap })
	return tap
}

// Untap ends it, unless somebody else has taken the address over. A packet may be on its
// way to take still.
func (t *taps) Untap(from netip.AddrPort, tap *Tap) {
	t.change(func(table map[netip.AddrPort]*Tap) {
		if table[from] == tap {
			delete(table, from)
		}
	})
}

func (t *taps) change(how func(map[netip.AddrPort]*Tap)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	table := map[netip.AddrPort]*Tap{}
	if old := t.table.Load(); old != nil {
		maps.Copy(table, *old)
	}
	how(table)
	t.table.Store(&table)
}

// taken tells whether somebody took the packet.
func (t *taps) taken(packet []byte, from netip.AddrPort) bool {
	table := t.table.Load()
	if table == nil || !IsMedia(packet) {
		return false
	}
	tap := (*table)[from]
	return tap != nil && tap.take(packet)
}
