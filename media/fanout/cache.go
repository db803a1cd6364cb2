package fanout

import "sync"

// slots is how many packets a cache remembers at most: at 150 packets a second, three
// seconds, more than any receiver waits for a packet.
const slots = 512

// Cache keeps the last packets of one layer of one track, for all its receivers: they
// ask for lost ones here. It holds a fixed number of bytes and allocates nothing later.
type Cache struct {
	mu    sync.Mutex
	data  []byte
	head  uint64 // bytes ever written
	slots [slots]slot
}

type slot struct {
	at    uint64
	size  uint16
	seq   uint16
	taken bool
}

// NewCache makes a cache of so many bytes.
func NewCache(bytes int) *Cache { return &Cache{data: make([]byte, bytes)} }

// Put remembers a packet by its sequence number.
func (c *Cache) Put(seq uint16, packet []byte) {
	if len(packet) > MTU || len(packet) > len(c.data) {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	size := uint64(len(c.data))
	at := c.head
	if room := size - at%size; room < uint64(len(packet)) {
		at += room // a packet lies in one piece
	}
	copy(c.data[at%size:], packet)
	c.head = at + uint64(len(packet))
	c.slots[seq%slots] = slot{at: at, size: uint16(len(packet)), seq: seq, taken: true} //nolint:gosec // at most MTU
}

// Get copies the packet with the sequence number into b and returns its size, or 0.
func (c *Cache) Get(seq uint16, b []byte) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.slots[seq%slots]
	size := uint64(len(c.data))
	if !s.taken || s.seq != seq || c.head-s.at > size {
		return 0
	}
	at := s.at % size
	return copy(b, c.data[at:at+uint64(s.size)])
}

// Forget empties the cache: what was said before a wall went up is not resent behind it.
func (c *Cache) Forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.slots = [slots]slot{}
}
