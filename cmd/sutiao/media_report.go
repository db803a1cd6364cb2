package main

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"os"

	"sutiao/dispute"
	"sutiao/media"
)

// roomReporter tells the site what happens in the rooms of this node; the site enters it
// into the case.
type roomReporter struct{ node *mediaNode }

var _ media.Reporter = roomReporter{}

type roomReport struct {
	ID   string           `json:"id"`
	Note dispute.RoomNote `json:"note"`
}

// tell reports a fact. What the site refuses is not told again: the case may be over.
func (r roomReporter) tell(ctx context.Context, f media.Fact, n dispute.RoomNote) error {
	n.Session, n.At, n.Node = f.SessionNo, f.At, r.node.record.ID
	err := r.node.site.send(ctx, http.MethodPost, "/notes/"+url.PathEscape(f.DisputeID), roomReport{r.node.record.ID + "/" + f.ID, n}, nil)
	if errors.Is(err, errRefused) {
		slog.Warn("the case did not take what its room reports", "dispute", f.DisputeID, "event", string(n.Event), "error", err.Error())
		return nil
	}
	return err
}

func noteOf(event dispute.RoomEvent, p media.Person) dispute.RoomNote {
	return dispute.RoomNote{Event: event, Account: p.Account, Party: p.Party, Capacity: string(p.Capacity)}
}

// Joined implements media.Reporter. Who waits at the door is not in the room yet.
func (r roomReporter) Joined(ctx context.Context, j media.Joined) error {
	if j.Capacity != "mediator" {
		return nil
	}
	return r.tell(ctx, j.Fact, noteOf(dispute.RoomCame, j.Person))
}

// Admitted implements media.Reporter.
func (r roomReporter) Admitted(ctx context.Context, m media.Moved) error {
	return r.tell(ctx, m.Fact, noteOf(dispute.RoomCame, m.Person))
}

// Left implements media.Reporter.
func (r roomReporter) Left(ctx context.Context, l media.Left) error {
	n := noteOf(dispute.RoomWent, l.Person)
	n.Reason = l.Reason
	return r.tell(ctx, l.Fact, n)
}

// Removed implements media.Reporter.
func (r roomReporter) Removed(ctx context.Context, m media.Moved) error {
	n := noteOf(dispute.RoomRemoved, m.Person)
	n.Reason = m.Reason
	return r.tell(ctx, m.Fact, n)
}

// CaucusOpened implements media.Reporter.
func (r roomReporter) CaucusOpened(ctx context.Context, c media.CaucusHeld) error {
	return r.tell(ctx, c.Fact, caucusNote(dispute.RoomCaucusBegan, c))
}

// CaucusClosed implements media.Reporter.
func (r roomReporter) CaucusClosed(ctx context.Context, c media.CaucusHeld) error {
	return r.tell(ctx, c.Fact, caucusNote(dispute.RoomCaucusEnded, c))
}

// caucusNote doesn't say who was in the caucus: the ledger goes where that must not.
func caucusNote(event dispute.RoomEvent, c media.CaucusHeld) dispute.RoomNote {
	return dispute.RoomNote{Event: event, Caucus: c.Caucus}
}

// ConsentGiven implements media.Reporter.
func (r roomReporter) ConsentGiven(ctx context.Context, c media.Consented) error {
	return r.tell(ctx, c.Fact, noteOf(dispute.RoomConsented, c.Person))
}

// ConsentWithdrawn implements media.Reporter.
func (r roomReporter) ConsentWithdrawn(ctx context.Context, c media.Consented) error {
	return r.tell(ctx, c.Fact, noteOf(dispute.RoomWithdrew, c.Person))
}

// RecordingSegment implements media.Reporter.
func (r roomReporter) RecordingSegment(ctx context.Context, s media.Segment) error {
	return r.node.site.handOver(ctx, r.node.record.ID, s)
}

// handOver gives a recording of a node to the site's store of files; then it is removed
// here.
func (c *siteClient) handOver(ctx context.Context, node string, s media.Segment) error {
	n := noteOf(dispute.RoomRecorded, s.Person)
	n.Session, n.At, n.From, n.Node = s.SessionNo, s.To, s.From, node
	about, err := json.Marshal(roomReport{node + "/" + s.ID, n})
	if err != nil {
		return err
	}
	content, err := os.Open(s.Path)
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	query := url.Values{"about": {string(about)}, "keeper": {s.Keeper}, "sha256": {s.SHA256}}
	_, err = c.stream(ctx, http.MethodPost, "/footage/"+url.PathEscape(s.DisputeID), query.Encode(), content)
	if err != nil && !errors.Is(err, errRefused) {
		return err
	}
	if err != nil {
		slog.Error("a recording was not taken and is removed", "dispute", s.DisputeID, "error", err.Error())
	}
	return s.Remove()
}

// OffersAsked implements media.Reporter.
func (r roomReporter) OffersAsked(ctx context.Context, a media.Asked) error {
	return r.tell(ctx, a.Fact, dispute.RoomNote{Event: dispute.RoomOffersAsked, Round: a.Round})
}

// OfferMatched implements media.Reporter. The midpoint stays with those in the room: from
// it and one's own figure one knows the other's.
func (r roomReporter) OfferMatched(ctx context.Context, m media.Match) error {
	return r.tell(ctx, m.Fact, dispute.RoomNote{Event: dispute.RoomOffersMet})
}
