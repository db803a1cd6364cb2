package law_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/law"
)

func TestARoomIsOpenFromBeforeItsSessionUntilTheAgreementIsSigned(t *testing.T) {
	start := time.Date(2026, 11, 24, 14, 0, 0, 0, time.UTC)
	planned := dispute.Session{Mode: dispute.Video, State: dispute.SessionPlanned, Start: start}
	begun, agreed, adjourned, phone := planned, planned, planned, planned
	begun.State = dispute.SessionOpen
	agreed.State, agreed.Result = dispute.SessionHeldState, dispute.Agreed
	adjourned.State, adjourned.Result = dispute.SessionHeldState, dispute.Adjourned
	phone.Mode = dispute.Telephone
	for _, c := range []struct {
		name    string
		session *dispute.Session
		stage   dispute.Stage
		at      time.Duration // from the planned start
		want    law.RoomState
	}{
		{"no such session", nil, dispute.InSession, 0, law.RoomClosed},
		{"by telephone", &phone, dispute.InSession, 0, law.RoomClosed},
		{"too early", &planned, dispute.Scheduling, -31 * time.Minute, law.RoomEarly},
		{"before the start", &planned, dispute.Scheduling, -30 * time.Minute, law.RoomOpen},
		{"planned in a case that has ended", &planned, dispute.Closed, 0, law.RoomOver},
		{"under way", &begun, dispute.InSession, 3 * time.Hour, law.RoomOpen},
		{"adjourned", &adjourned, dispute.Scheduling, time.Hour, law.RoomOver},
		{"agreed, the text is being written", &agreed, dispute.Drafting, time.Hour, law.RoomOpen},
		{"agreed, being signed", &agreed, dispute.Signing, time.Hour, law.RoomOpen},
		{"signed", &agreed, dispute.InEffect, time.Hour, law.RoomOver},
		{"agreed, but talked over once more", &agreed, dispute.Scheduling, time.Hour, law.RoomOver},
		{"another session was adjourned", &adjourned, dispute.Signing, time.Hour, law.RoomOver},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, law.RoomOf(&dispute.Case{Stage: c.stage}, c.session, start.Add(c.at)))
		})
	}
}
