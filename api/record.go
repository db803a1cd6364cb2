package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sutiao/dispute"
	"sutiao/dispute/records"
	"sutiao/law"
)

// Transcripts keep the record (笔录) of each session, line by line.
type Transcripts interface {
	AddRecordLine(ctx context.Context, viewer dispute.Actor, disputeID string, session int, key string, l dispute.RecordLine) (no int, err error)
	ReadRecordLines(ctx context.Context, viewer dispute.Actor, disputeID string, session int, lines []int, objection string, at time.Time) error
	SessionRecord(ctx context.Context, viewer dispute.Actor, disputeID string, session int) ([]dispute.RecordLine, error)
}

func (s *server) recordRoutes() {
	const path = "/disputes/{id}/sessions/{no}/record"
	huma.Register(s.api, operation("session-record", http.MethodGet, path, "The record of a session", "sessions"), s.record)
	huma.Register(s.api, operation("write-record", http.MethodPost, path, "Write a line of the record (mediator)", "sessions"), s.writeRecord)
	huma.Register(s.api, operation("read-record", http.MethodPost, path+"/reads", "Confirm lines of the record, or object to one (parties)", "sessions"), s.readRecord)
}

type heldSession struct {
	ID string `path:"id" maxLength:"60"`
	No int    `path:"no" minimum:"1"`
}

type recordOutput struct {
	Body struct {
		Lines []dispute.RecordLine `json:"lines"`
	}
}

func (s *server) record(ctx context.Context, in *heldSession) (*recordOutput, error) {
	a, c, err := s.seenCase(ctx, in.ID)
	if err != nil {
		return nil, s.fail(err)
	}
	if !law.MaySeeKind(a.Role, dispute.MediationRecord) {
		return nil, s.fail(notFound)
	}
	out := &recordOutput{}
	out.Body.Lines, err = s.Transcripts.SessionRecord(ctx, a.Viewer(), c.ID, in.No)
	return out, s.fail(err)
}

// openSession is the session if it is going on; only then is its record written and read.
func openSession(c *dispute.Case, no int) error {
	if no < 1 || no > len(c.Sessions) {
		return notFound
	}
	if c.Sessions[no-1].State != dispute.SessionOpen {
		return &dispute.Error{Code: dispute.CodeNotPermitted, Source: "在线调解规则 22", Message: dispute.Text{
			ZH: "本次调解没有在进行，笔录不能再改动", EN: "the session is not going on; its record stands"}}
	}
	return nil
}

type lineInput struct {
	ID   string `path:"id" maxLength:"60"`
	No   int    `path:"no" minimum:"1"`
	Key  string `header:"Idempotency-Key"`
	Body struct {
		Text     string `json:"text" minLength:"1" maxLength:"4000"`
		Speaker  string `json:"speaker,omitempty" maxLength:"20" doc:"party ID, or mediator"`
		Replaces int    `json:"replaces,omitempty" minimum:"0" doc:"number of the line that this one corrects"`
	}
}

type lineOutput struct {
	Body struct {
		No int `json:"no"`
	}
}

func (s *server) writeRecord(ctx context.Context, in *lineInput) (*lineOutput, error) {
	a, err := only(ctx, dispute.Mediator)
	if err != nil {
		return nil, s.fail(err)
	}
	c, err := s.Cases.Dispute(ctx, a.Viewer(), in.ID)
	if err == nil {
		err = openSession(c, in.No)
	}
	if err != nil {
		return nil, s.fail(err)
	}
	if err := s.checkLine(ctx, a, c, in); err != nil {
		return nil, s.fail(err)
	}
	out := &lineOutput{}
	out.Body.No, err = s.Transcripts.AddRecordLine(ctx, a.Viewer(), c.ID, in.No, in.Key, dispute.RecordLine{
		Text: in.Body.Text, Speaker: in.Body.Speaker, Replaces: in.Body.Replaces, At: s.now(),
	})
	return out, s.fail(err)
}

func (s *server) checkLine(ctx context.Context, a *records.Account, c *dispute.Case, in *lineInput) error {
	var p dispute.Problems
	speaker := in.Body.Speaker
	if speaker != "" && speaker != dispute.MediatorSigner && c.Party(speaker) == nil {
		p.Add("speaker", "应为当事人编号或者调解员", "must be a party or the mediator")
	}
	if in.Body.Replaces > 0 {
		lines, err := s.Transcripts.SessionRecord(ctx, a.Viewer(), c.ID, in.No)
		if err != nil {
			return err
		}
		if in.Body.Replaces > len(lines) {
			p.Add("replaces", "没有这一行", "there is no such line")
		}
	}
	return orNil(p)
}

type readsInput struct {
	ID   string `path:"id" maxLength:"60"`
	No   int    `path:"no" minimum:"1"`
	Body struct {
		Lines     []int  `json:"lines" maxItems:"500"`
		Objection string `json:"objection,omitempty" maxLength:"1000" doc:"what is wrong; empty confirms the lines"`
	}
}

func (s *server) readRecord(ctx context.Context, in *readsInput) (*struct{}, error) {
	a, err := only(ctx, records.PartyViewer)
	if err != nil {
		return nil, s.fail(err)
	}
	c, err := s.Cases.Dispute(ctx, a.Viewer(), in.ID)
	if err == nil {
		err = openSession(c, in.No)
	}
	if err != nil {
		return nil, s.fail(err)
	}
	if len(in.Body.Lines) == 0 {
		return nil, s.fail(dispute.Invalid([]dispute.FieldError{{Field: "lines", Reason: dispute.Text{
			ZH: "请选择要确认的内容", EN: "name the lines"}}}))
	}
	reader := a.Viewer()
	reader.Party = actorIn(c, a).Party
	return nil, s.fail(s.Transcripts.ReadRecordLines(ctx, reader, c.ID, in.No, in.Body.Lines, in.Body.Objection, s.now()))
}

// prepareClosing sums up the record as it stands: the ledger binds its lines by their hash.
func (s *server) prepareClosing(ctx context.Context, c *dispute.Case, a *records.Account, d *dispute.SessionClosing) error {
	d.Record = nil
	for _, session := range c.Sessions {
		if session.State != dispute.SessionOpen {
			continue
		}
		lines, err := s.Transcripts.SessionRecord(ctx, a.Viewer(), c.ID, session.No)
		if err != nil {
			return err
		}
		var attended []string
		for _, at := range session.Attendance {
			attended = append(attended, at.Party)
		}
		d.Record, err = dispute.TranscriptOf(lines, attended)
		return err
	}
	return nil
}
