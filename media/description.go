package media

import (
	"errors"
	"strconv"
	"strings"

	"github.com/pion/sdp/v3"
)

// sectionsAtMost is for the sources that somebody sends and those of seven others.
const sectionsAtMost = 64

// usable tells what makes a client's description useless, before a connection is made of
// it: pion answers an offer without credentials, and then waits for ever for a client
// that it could never believe.
func usable(description string) error {
	var d sdp.SessionDescription
	if err := d.UnmarshalString(description); err != nil {
		return err
	}
	if len(d.MediaDescriptions) > sectionsAtMost {
		return errors.New("too many media sections")
	}
	tagged := true
	for _, m := range d.MediaDescriptions {
		_, bundled := m.Attribute("bundle-only")
		if m.MediaName.Port.Value == 0 && !bundled {
			continue // refused or ended
		}
		of := func(name string) string {
			if v, ok := m.Attribute(name); ok {
				return v
			}
			v, _ := d.Attribute(name)
			return v
		}
		// All sections share one transport, and only the first has to describe it (RFC 9143
		// section 7.1.3).
		if err := credentials(of("ice-ufrag"), of("ice-pwd"), of("fingerprint"), tagged); err != nil {
			return err
		}
		tagged = false
	}
	if tagged {
		return errors.New("no media section")
	}
	return nil
}

// messages is the kind of a section that carries neither sound nor pictures.
const messages = "application"

// kinds lists the kinds of a description's sections.
func kinds(description string) []string {
	var d sdp.SessionDescription
	if d.UnmarshalString(description) != nil {
		return nil
	}
	all := []string{}
	for _, m := range d.MediaDescriptions {
		all = append(all, m.MediaName.Media)
	}
	return all
}

// credentials checks what a client proves its checks and its handshake with (RFC 8839
// section 5.4, RFC 8122 section 5).
func credentials(ufrag, password, fingerprint string, needed bool) error {
	if !needed && ufrag == "" && password == "" && fingerprint == "" {
		return nil
	}
	if !iceChars(ufrag, 4) || !iceChars(password, 22) {
		return errors.New("no ICE credentials")
	}
	if hash, value, ok := strings.Cut(fingerprint, " "); !ok || hash == "" || len(value) < 32 {
		return errors.New("no fingerprint")
	}
	return nil
}

func iceChars(s string, least int) bool {
	if len(s) < least || len(s) > 256 {
		return false
	}
	return !strings.ContainsFunc(s, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '+' && c != '/'
	})
}

// sendingIn lists the sections of a client's description in which he sends, by mid, with the
// SSRCs that each names: none where layers are told apart by their names (RFC 8852).
func sendingIn(description string) map[string][]uint32 {
	var d sdp.SessionDescription
	if d.UnmarshalString(description) != nil {
		return nil // whoever applies it will say what is wrong
	}
	sending := map[string][]uint32{}
	for _, m := range d.MediaDescriptions {
		mid, _ := m.Attribute("mid")
		_, idle := m.Attribute("inactive")
		_, deaf := m.Attribute("recvonly")
		_, bundled := m.Attribute("bundle-only")
		if idle || deaf || m.MediaName.Port.Value == 0 && !bundled {
			continue
		}
		sending[mid] = []uint32{}
		for _, a := range m.Attributes {
			if a.Key != "ssrc" {
				continue
			}
			number, _, _ := strings.Cut(a.Value, " ")
			if ssrc, err := strconv.ParseUint(number, 10, 32); err == nil {
				sending[mid] = append(sending[mid], uint32(ssrc))
			}
		}
	}
	return sending
}
