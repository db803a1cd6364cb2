package media

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A network that loses, doubles and disorders packets, against a reception that should
// know of each.
func TestEachPacketIsTakenOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := reception{rate: 90000}
		now := time.Unix(1e9, 0)
		first := rapid.Uint16().Draw(t, "first")
		r.note(first, 0, now)
		taken, highest := map[int]bool{0: true}, 0
		for range rapid.IntRange(1, 600).Draw(t, "n") {
			at := max(highest+rapid.IntRange(-100, 60).Draw(t, "step"), 0)
			now = now.Add(time.Millisecond)
			if got := r.note(first+uint16(at), 0, now); got == taken[at] {
				t.Fatalf("packet %d: %v, though it came before: %v", at, got, taken[at])
			}
			taken[at], highest = true, max(highest, at)
		}
		missing := []uint16{}
		for at := max(0, highest-remembered+1); at <= highest; at++ {
			if !taken[at] {
				missing = append(missing, first+uint16(at))
			}
		}
		for _, seq := range r.lost(now.Add(patienceFor)) {
			if !slices.Contains(missing, seq) {
				t.Fatalf("%d is asked for, and came", seq-first)
			}
		}
		if b := r.block(1, nil, now); int(b.TotalLost) != highest+1-len(taken) {
			t.Fatalf("%d lost, not %d", b.TotalLost, highest+1-len(taken))
		}
		if b := r.block(1, nil, now); uint16(b.LastSequenceNumber) != first+uint16(highest) || b.FractionLost != 0 {
			t.Fatalf("%+v", b)
		}
	})
}

func TestWhatIsMissingIsAskedForUntilItIsThereOrTooLate(t *testing.T) {
	r := reception{rate: 90000}
	now := time.Unix(1e9, 0)
	r.note(65534, 0, now)
	r.note(2, 0, now)
	after := func(d time.Duration) []uint16 { now = now.Add(d); return r.lost(now) }
	if got := after(patienceFor - time.Millisecond); got != nil {
		t.Errorf("asked too soon: %v", got)
	}
	if got := after(time.Millisecond); !slices.Equal(got, []uint16{65535, 0, 1}) {
		t.Errorf("asked for %v", got)
	}
	if !r.note(0, 0, now) || r.note(0, 0, now) {
		t.Error("a packet that was missing is taken, once")
	}
	if got := after(askEvery - time.Millisecond); got != nil {
		t.Errorf("asked again too soon: %v", got)
	}
	if got := after(time.Millisecond); !slices.Equal(got, []uint16{65535, 1}) {
		t.Errorf("asked again for %v", got)
	}
	if got := after(askFor); got != nil || len(r.gaps) != 0 {
		t.Errorf("asked for what is too late: %v", got)
	}
}

func TestAJumpIsNoLossToMakeGood(t *testing.T) {
	r := reception{rate: 90000}
	now := time.Unix(1e9, 0)
	r.note(10, 0, now)
	r.note(10+2*remembered, 0, now)
	if got := r.lost(now.Add(time.Second / 2)); got != nil {
		t.Errorf("asked for %d packets", len(got))
	}
	if r.note(10, 0, now) {
		t.Error("what may have come before is taken")
	}
	if !r.note(10+2*remembered-1, 0, now) {
		t.Error("a late packet is not taken")
	}
}

func TestTheReportTellsOfLossAndJitter(t *testing.T) {
	r := reception{rate: 1000}
	now := time.Unix(1e9, 0)
	for i := range 200 {
		if i%4 != 1 {
			late := time.Duration(i%2*8) * time.Millisecond
			r.note(uint16(i), uint32(10*i), now.Add(time.Duration(i)*10*time.Millisecond+late))
		}
	}
	b := r.block(5, &senderReport{ntp: 0x1122334455667788, at: now}, now.Add(2*time.Second))
	if b.SSRC != 5 || b.TotalLost != 50 || b.FractionLost != 64 {
		t.Errorf("%+v", b)
	}
	if b.LastSenderReport != 0x33445566 || b.Delay != 2*65536 {
		t.Errorf("%+v", b)
	}
	if b.Jitter < 1 || b.Jitter > 8 {
		t.Errorf("jitter of %d ms", b.Jitter)
	}
}
