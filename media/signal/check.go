package signal

import (
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"sutiao/media/offers"
)

var name = regexp.MustCompile(`^[A-Za-z0-9._:-]{1,64}$`)

func identifier(s string) bool { return name.MatchString(s) }

// text tells whether s can be shown: valid, not too long, no control characters but line
// breaks, none that turn the direction of what stands around it.
func text(s string, most int) bool {
	if !utf8.ValidString(s) || utf8.RuneCountInString(s) > most {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		return (unicode.IsControl(r) && r != '\n') || (r >= 0x202a && r <= 0x202e) || (r >= 0x2066 && r <= 0x2069)
	})
}

func first(problems ...string) string {
	for _, p := range problems {
		if p != "" {
			return p
		}
	}
	return ""
}

func need(ok bool, problem string) string {
	if ok {
		return ""
	}
	return problem
}

func (s Source) known() bool { return s == Microphone || s == Camera || s == Screen }

func sdp(s string) string {
	return need(len(s) > 0 && len(s) <= MostSDP && strings.HasPrefix(s, "v=0"), "sdp: not a session description")
}

// Check implements Request.
func (m *Hello) Check() string {
	return first(
		need(m.Version == Version, "version: this node speaks version 1"),
		need((m.Token == "") != (m.Session == ""), "token: either a token or a session"),
		need(len(m.Token) <= 4096 && len(m.Session) <= 128, "token: too long"),
	)
}

// Check implements Request.
func (m *Publish) Check() string {
	seen := map[Source]bool{}
	mids := map[string]bool{}
	for _, t := range m.Tracks {
		if !t.Source.known() || seen[t.Source] || !identifier(t.MID) || mids[t.MID] {
			return "tracks: each source and mid once"
		}
		seen[t.Source], mids[t.MID] = true, true
	}
	return first(sdp(m.SDP), need(len(m.Tracks) <= MostTracks, "tracks: too many"))
}

// Check implements Request.
func (m *Answer) Check() string { return first(sdp(m.SDP), need(m.Offer > 0, "offer: no such number")) }

// Check implements Request.
func (*Restart) Check() string { return "" }

// Check implements Request.
func (m *View) Check() string {
	known := m.Quality == Off || m.Quality == Low || m.Quality == Medium || m.Quality == High
	return first(
		need(identifier(m.Participant), "participant: no identifier"),
		need(m.Source.known(), "source: unknown"), need(known, "quality: unknown"),
	)
}

// Check implements Request.
func (m *Mute) Check() string {
	return first(
		need(m.Participant == "" || identifier(m.Participant), "participant: no identifier"),
		need(m.Source.known(), "source: unknown"),
	)
}

// Check implements Request.
func (m *Admit) Check() string { return need(identifier(m.Participant), "participant: no identifier") }

// Check implements Request.
func (m *Remove) Check() string {
	return first(
		need(identifier(m.Participant), "participant: no identifier"),
		need(m.Reason != "" && text(m.Reason, 200), "reason: is required, up to 200 characters"),
	)
}

// Check implements Request.
func (m *Hand) Check() string {
	return need(m.Participant == "" || identifier(m.Participant), "participant: no identifier")
}

// Check implements Request.
func (m *Chat) Check() string {
	return first(
		need(m.Caucus == nil || *m.Caucus == "" || identifier(*m.Caucus), "caucus: no identifier"),
		written(m.Key, m.Text),
	)
}

func written(key, s string) string {
	return first(
		need(identifier(key), "key: no identifier"),
		need(strings.TrimSpace(s) != "" && text(s, MostText), "text: is required, up to 2000 characters"),
	)
}

// Check implements Request.
func (m *Pointer) Check() string {
	part := func(v float64) bool { return !math.IsNaN(v) && v >= 0 && v <= 1 }
	return first(
		need(identifier(m.Document), "document: no identifier"),
		need(m.Page >= 1 && m.Page <= 10000, "page: no such page"),
		need(part(m.X) && part(m.Y), "x: from 0 to 1"),
	)
}

// Check implements Request.
func (m *Timer) Check() string {
	return first(
		need(m.Seconds >= 0 && m.Seconds <= MostSeconds, "seconds: at most a day"),
		need(text(m.Label, MostName), "label: up to 64 characters"),
	)
}

// Check implements Request.
func (m *Caucus) Check() string {
	seen := map[string]bool{}
	for _, p := range m.Participants {
		if !identifier(p) || seen[p] {
			return "participants: each once"
		}
		seen[p] = true
	}
	return first(
		need(m.Caucus == "" || identifier(m.Caucus), "caucus: no identifier"),
		need(len(m.Participants) > 0 && len(m.Participants) <= MostPeople, "participants: one to sixteen"),
	)
}

// Check implements Request.
func (m *EndCaucus) Check() string { return need(identifier(m.Caucus), "caucus: no identifier") }

// Check implements Request.
func (*Recording) Check() string { return "" }

// Check implements Request.
func (*Consent) Check() string { return "" }

// Check implements Request.
func (*OfferRound) Check() string { return "" }

// Check implements Request.
func (m *Offer) Check() string {
	return need(m.Fen >= 0 && m.Fen <= offers.Most, "fen: out of bounds")
}

// Check implements Request.
func (*Ping) Check() string { return "" }

// Check implements Request.
func (*Leave) Check() string { return "" }
