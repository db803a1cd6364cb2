package media

import (
	"time"

	"github.com/pion/rtcp"
)

// feedbackEvery is how often a publisher is told when his packets arrived, and
// reportsEvery after how many such times he also gets a receiver report.
const (
	feedbackEvery = 100 * time.Millisecond
	reportsEvery  = 10
)

// feedback is what is to be told to a publisher at once. Whoever handles packets puts it
// here and doesn't wait.
type feedback struct {
	due chan rtcp.Packet
	end chan struct{}
}

func newFeedback() feedback {
	return feedback{due: make(chan rtcp.Packet, 16), end: make(chan struct{})}
}

// put drops what can't be sent: it is asked for again.
func (f *feedback) put(p rtcp.Packet) {
	select {
	case f.due <- p:
	default:
	}
}

// tell sends a publisher what he is to know, until the connection is closed.
func (in *inlet) tell() {
	t := time.NewTicker(feedbackEvery)
	defer t.Stop()
	for beats := 1; ; {
		var packets []rtcp.Packet
		select {
		case now := <-t.C:
			if beats++; beats%reportsEvery == 0 {
				if r := in.report(now); r != nil {
					packets = append(packets, r)
				}
			}
			packets = append(packets, in.arrivals.report()...)
		case p := <-in.feedback.due:
			packets = append(packets, p)
		case <-in.feedback.end:
			return
		}
		if len(packets) > 0 {
			_ = in.pc.WriteRTCP(packets) // what is lost is covered by the next, or asked for again
		}
	}
}
