package fanout

// Rewriter turns packets of changing layers into one stream: sequence numbers without
// gaps of our making, timestamps that go on, picture IDs that count up. It is not safe
// for concurrent use.
type Rewriter struct {
	started bool
	seq     uint16 // added to the source's
	time    uint32
	picture uint16
	tl0     uint8

	floor       uint16 // first sent of the present layer
	guarded     bool   // the floor matters still
	lastSeq     uint16 // highest sent
	lastTime    uint32
	lastPicture uint16
	lastTL0     uint8
	sent        [slots]origin
}

// origin is where a sent packet came from, so that it can be sent again.
type origin struct {
	seq     uint16 // as sent
	source  uint16
	stamp   uint32 // the source's timestamp
	time    uint32 // added
	picture uint16
	tl0     uint8
	layer   uint8
	taken   bool
}

// Packet is one packet before and after rewriting.
type Packet struct {
	Seq     uint16
	Time    uint32
	Payload []byte // rewritten in place
	VP8     *VP8   // nil for audio
	Layer   uint8
}

// Switch makes the packet the first of its layer. step is how far its timestamp is to
// lie after the last sent, in units of the clock; 0 keeps the source's timestamp the
// first time.
func (r *Rewriter) Switch(p Packet, step uint32) {
	if !r.started {
		r.started = true
		r.seq, r.time, r.picture, r.tl0 = 0, 0, 0, 0
		r.lastSeq, r.lastTime = p.Seq-1, p.Time
		r.floor, r.guarded = p.Seq, true
		return
	}
	r.seq = r.lastSeq + 1 - p.Seq
	r.time = r.lastTime + max(step, 1) - p.Time
	if p.VP8 != nil {
		r.picture = r.lastPicture + 1 - p.VP8.Picture
		r.tl0 = r.lastTL0 + 1 - p.VP8.TL0
	}
	r.floor, r.guarded = r.lastSeq+1, true
}

// Rewrite rewrites the packet and remembers where it came from. It is false, and the
// packet must not be sent, where its number was used before or it comes from before the
// switch: the same number with other content would break the encryption (RFC 3711
// section 9.1).
func (r *Rewriter) Rewrite(p *Packet) bool {
	o := origin{
		seq: p.Seq + r.seq, source: p.Seq, stamp: p.Time, time: r.time,
		picture: r.picture, tl0: r.tl0, layer: p.Layer, taken: true,
	}
	ahead := int16(o.seq - r.lastSeq)                               //nolint:gosec // serial arithmetic (RFC 1982)
	if ahead <= -slots || (r.guarded && int16(o.seq-r.floor) < 0) { //nolint:gosec // the same
		return false
	}
	if was := r.sent[o.seq%slots]; was.taken && was.seq == o.seq {
		return false
	}
	r.sent[o.seq%slots] = o
	if ahead > 0 {
		r.lastSeq = o.seq
		r.lastTime = p.Time + r.time
		if p.VP8 != nil {
			r.lastPicture = p.VP8.Picture + r.picture
			r.lastTL0 = p.VP8.TL0 + r.tl0
		}
		// Further back than the slots reach nothing is taken anyway.
		r.guarded = r.guarded && r.lastSeq-r.floor < slots
	}
	apply(o, p)
	return true
}

// Fill takes the next number for a packet that carries nothing, at the time of the last. The
// layer is over then: the next packet needs a Switch. False before anything was sent.
func (r *Rewriter) Fill() (seq uint16, time uint32, ok bool) {
	if !r.started {
		return 0, 0, false
	}
	r.lastSeq++
	r.sent[r.lastSeq%slots] = origin{} // and is never sent again
	r.floor, r.guarded = r.lastSeq+1, true
	return r.lastSeq, r.lastTime, true
}

// Origin tells from which layer and sequence number a sent packet came.
func (r *Rewriter) Origin(seq uint16) (layer uint8, source uint16, ok bool) {
	o := r.sent[seq%slots]
	return o.layer, o.source, o.taken && o.seq == seq
}

// Is tells whether a packet of the cache with this timestamp is the one that was sent as
// seq: its number goes round after 65,536 packets, and the same number with other content
// would break the encryption (RFC 3711 section 9.1).
func (r *Rewriter) Is(seq uint16, timestamp uint32) bool { return r.sent[seq%slots].stamp == timestamp }

// Again rewrites a packet of the cache as it was when it was sent as seq.
func (r *Rewriter) Again(seq uint16, p *Packet) { apply(r.sent[seq%slots], p) }

// Last tells the sequence number and timestamp sent last.
func (r *Rewriter) Last() (seq uint16, time uint32) { return r.lastSeq, r.lastTime }

// Offset is what is added to timestamps of the present layer.
func (r *Rewriter) Offset() uint32 { return r.time }

// Started tells whether anything was sent.
func (r *Rewriter) Started() bool { return r.started }

func apply(o origin, p *Packet) {
	p.Seq, p.Time = o.seq, p.Time+o.time
	if p.VP8 != nil {
		p.VP8.Rewrite(p.Payload, p.VP8.Picture+o.picture, p.VP8.TL0+o.tl0)
	}
}
