package media

import (
	"bytes"
	"testing"

	"github.com/pion/rtp"
)

func marshal(t testing.TB, p *rtp.Packet) []byte {
	t.Helper()
	b, err := p.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestWhatIsSentAgainIsWhatItWas(t *testing.T) {
	first := &rtp.Packet{
		Header:  rtp.Header{Version: 2, Marker: true, PayloadType: vp8Type, SequenceNumber: 0x1234, Timestamp: 99, SSRC: 7},
		Payload: []byte("a picture"),
	}
	if err := first.SetExtension(3, []byte{1, 2}); err != nil {
		t.Fatal(err)
	}
	again := &rtp.Packet{Header: first.Header.Clone(), Payload: append([]byte{0x12, 0x34}, first.Payload...)}
	again.PayloadType, again.SequenceNumber, again.SSRC = rtxType, 5, 8
	for _, padding := range []byte{0, 1, 30} {
		again.Padding, again.PaddingSize = padding > 0, padding
		if got := original(marshal(t, again), 7); !bytes.Equal(got, marshal(t, first)) {
			t.Errorf("%d bytes of padding: %x", padding, got)
		}
	}
}

func TestAProbeCarriesNothing(t *testing.T) {
	p := &rtp.Packet{Header: rtp.Header{Version: 2, PayloadType: rtxType, SSRC: 8, Padding: true, PaddingSize: 200}}
	if got := original(marshal(t, p), 7); got != nil {
		t.Errorf("%x", got)
	}
}

func FuzzOriginal(f *testing.F) {
	f.Add([]byte{0x80, 97, 0, 1, 0, 0, 0, 0, 0, 0, 0, 8, 0x12, 0x34, 1, 2, 3})
	f.Add([]byte{0xb0, 97, 0, 1, 0, 0, 0, 0, 0, 0, 0, 8, 0xbe, 0xde, 0, 1, 0x31, 1, 2, 0, 0x12, 0x34, 1, 2, 2})
	f.Add([]byte{0xa0, 97, 0, 1, 0, 0, 0, 0, 0, 0, 0, 8, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		size := len(b)
		got := original(b, 7)
		if got == nil {
			return
		}
		var h rtp.Header
		if _, err := h.Unmarshal(got); err != nil || h.SSRC != 7 || h.PayloadType != vp8Type || h.Padding || len(got) > size-2 {
			t.Fatalf("%+v %v", h, err)
		}
	})
}
