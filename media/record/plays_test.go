package record

import (
	"bytes"
	"encoding/binary"
	"os/exec"
	"testing"
	"time"

	"sutiao/media/mediatest"
)

// vp8 are the frames of a test picture, as they come out of an encoder.
func vp8(t *testing.T, size string, frames string) [][]byte {
	t.Helper()
	out, err := exec.Command("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=size="+size+":rate=25", "-frames:v", frames,
		"-c:v", "libvpx", "-g", "1000", "-auto-alt-ref", "0", "-deadline", "realtime", "-f", "ivf", "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	all := [][]byte{}
	for b := out[32:]; len(b) > 12; { // past the headers of file and frame
		n := binary.LittleEndian.Uint32(b)
		all = append(all, b[12:12+n])
		b = b[12+n:]
	}
	return all
}

// opus are packets of a tone of 20 ms each.
func opus(t *testing.T, seconds string) [][]byte {
	t.Helper()
	out, err := exec.Command("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=frequency=440:duration="+seconds,
		"-c:a", "libopus", "-b:a", "24k", "-f", "ogg", "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	all := [][]byte{}
	packet := []byte{}
	for b := out; len(b) > 27 && bytes.HasPrefix(b, []byte("OggS")); {
		sizes := b[27 : 27+int(b[26])]
		b = b[27+int(b[26]):]
		for _, n := range sizes {
			packet = append(packet, b[:n]...)
			b = b[n:]
			if n < 255 {
				all = append(all, packet)
				packet = []byte{}
			}
		}
	}
	return all[2:] // past the headers of the stream
}

// show sends a frame in packets of at most a kilobyte.
func (s *speaker) show(at time.Duration, data []byte) {
	for first := true; len(data) > 0; first = false {
		n := min(len(data), 1000)
		b := append([]byte{0x00}, data[:n]...)
		if first {
			b[0] = 0x10
		}
		data = data[n:]
		if p := s.packet(Video, at, len(data) == 0, b); !s.lose(p.SequenceNumber) {
			s.w.Packet(Video, p, s.begun.Add(at))
		}
	}
}

// perform has real sound and pictures arrive.
func (s *speaker) perform() {
	s.t.Helper()
	pictures := append(append(vp8(s.t, "320x180", "50"), vp8(s.t, "1280x720", "50")...), vp8(s.t, "320x180", "50")...)
	sounds := opus(s.t, "8")
	s.report(Audio, 0)
	s.report(Video, 0)
	for n, data := range sounds {
		at := time.Duration(n) * 20 * time.Millisecond
		if at < 3*time.Second || at > 5*time.Second {
			s.w.Packet(Audio, s.packet(Audio, at, false, data), s.begun.Add(at+50*time.Millisecond))
		}
		if k := n/2 - 40; n%2 == 0 && k >= 0 && k < len(pictures) {
			if k == 75 {
				s.seq[Video]++ // lost before the node
				continue
			}
			s.show(at+time.Duration(n%7)*time.Millisecond, pictures[k])
		}
		if n%100 == 0 {
			s.report(Audio, at)
			s.report(Video, at)
		}
	}
}

// Real sound and pictures: muted for a while, the picture later than the sound and then
// larger and smaller again, some of it lost. ffmpeg finds nothing to complain of.
func TestARecordingPlaysWithoutAWord(t *testing.T) {
	if !mediatest.CanPlay() {
		t.Skip("SKIPPED, NO RECORDING PLAYED: there is no ffmpeg")
	}
	s := newSpeaker(t, true)
	s.perform()
	w := s.close()
	// What follows the lost picture waits for the next that needs none before it.
	if len(w.times[Video]) != 50+25+50 {
		t.Error(len(w.times[Video]), "pictures")
	}
	if err := mediatest.Plays(w.Path); err != nil {
		t.Error(err)
	}
}
