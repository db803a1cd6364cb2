package mediatest

import (
	"fmt"

	"github.com/pion/webrtc/v4"

	"sutiao/media/signal"
)

// What the messages that came back to a probe, and its streams that ended, are counted under.
const (
	probed      = "probe"
	probedEnded = "probe ended"
)

// Probe opens streams as the page that tests its network opens one, and sends so many
// messages on each. Unlike the page's, what is lost is sent again: tests count.
func (c *Client) Probe(streams, messages int) error {
	pc, err := c.connection()
	if err != nil {
		return err
	}
	c.up = pc
	for i := range streams {
		s, err := pc.CreateDataChannel(fmt.Sprint("probe", i), nil)
		if err != nil {
			return fmt.Errorf("client: %w", err)
		}
		s.OnOpen(func() {
			for range messages {
				if s.Send(make([]byte, 1000)) != nil {
					return
				}
			}
		})
		s.OnMessage(func(webrtc.DataChannelMessage) { c.count(probed) })
		s.OnClose(func() { c.count(probedEnded) })
	}
	return c.Offer(false)
}

// AwaitBack waits until so many messages came back.
func (c *Client) AwaitBack(messages int) error {
	return c.Await(fmt.Sprintf("%d messages come back", messages), func([]signal.Event) bool { return c.counts[probed] >= messages })
}

func (c *Client) count(what string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.counts[what]++
	c.tell()
}

// BackInAll waits until the node has ended the stream, and tells how many messages came back.
func (c *Client) BackInAll() (back int, err error) {
	err = c.Await("the stream ends", func([]signal.Event) bool {
		back = c.counts[probed]
		return c.counts[probedEnded] > 0
	})
	return back, err
}

// Way tells over what kind of candidates a probe goes, and over which transport.
func (c *Client) Way() string {
	pair, err := c.up.SCTP().Transport().ICETransport().GetSelectedCandidatePair()
	if err != nil || pair == nil {
		return ""
	}
	return pair.Local.Typ.String() + " " + pair.Local.Protocol.String()
}
