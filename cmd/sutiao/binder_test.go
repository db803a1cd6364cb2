package main

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"go.temporal.io/sdk/temporal"

	"sutiao/dispute"
	"sutiao/dispute/records"
	"sutiao/documents/verification/archive"
	"sutiao/workflows"
)

func TestACaseFileWaitsForTheFilesOfTheAgreement(t *testing.T) {
	frozen := &dispute.Document{Code: "A"}
	signed := []dispute.Signed{{Signer: "p1"}}
	filed := func(signatures int) []records.Filed {
		return []records.Filed{{Document: dispute.Document{Code: "A"}, Signatures: signatures}}
	}
	at := time.Date(2026, 11, 24, 9, 0, 0, 0, dispute.Beijing)
	inEffect := []dispute.Occurrence{{Fact: dispute.AgreementInEffect, At: at}}
	agreement := func(p dispute.Papers) *dispute.Agreement { return &dispute.Agreement{Papers: p} }
	for name, c := range map[string]struct {
		c     dispute.Case
		filed []records.Filed
		want  bool
	}{
		"no agreement":                {dispute.Case{}, nil, false},
		"a draft":                     {dispute.Case{Stage: dispute.Drafting, Agreement: agreement(dispute.Papers{})}, nil, false},
		"not laid before the parties": {dispute.Case{Stage: dispute.Signing, Agreement: agreement(dispute.Papers{})}, nil, true},
		"laid before the parties":     {dispute.Case{Stage: dispute.Signing, Agreement: agreement(dispute.Papers{Frozen: frozen})}, filed(0), false},
		"its file is missing":         {dispute.Case{Stage: dispute.Signing, Agreement: agreement(dispute.Papers{Frozen: frozen})}, nil, true},
		"a signature not on the file": {dispute.Case{Stage: dispute.Signing, Agreement: agreement(dispute.Papers{Frozen: frozen, Signatures: signed})}, filed(0), true},
		"a signature the acts lack":   {dispute.Case{Stage: dispute.Signing, Agreement: agreement(dispute.Papers{Frozen: frozen})}, filed(1), true},
		"signed as far as it is":      {dispute.Case{Stage: dispute.Signing, Agreement: agreement(dispute.Papers{Frozen: frozen, Signatures: signed})}, filed(1), false},
		"ended while it was signed":   {dispute.Case{Stage: dispute.Closed, Agreement: agreement(dispute.Papers{Frozen: frozen, Signatures: signed})}, filed(0), false},
		"in effect and not sealed":    {dispute.Case{Facts: inEffect, Agreement: agreement(dispute.Papers{Frozen: frozen})}, filed(1), true},
		"in effect and sealed":        {dispute.Case{Facts: inEffect, Agreement: agreement(dispute.Papers{Sealed: frozen})}, filed(4), false},
	} {
		if got := unfinished(&c.c, c.filed); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// Whoever asks for the file is told why there is none, across the engine.
func TestARefusalToBindReachesWhoAskedForTheFile(t *testing.T) {
	for reason, lasts := range map[error]bool{notReady: false, archive.ErrTooLarge: true} {
		err := carried(fmt.Errorf("bind: %w", reason))
		var own *dispute.Error
		if refusal := workflows.AsRefusal(err); refusal == nil || !errors.As(reason, &own) || refusal.Code != own.Code || refusal.Message != own.Message {
			t.Errorf("%v arrives as %v", reason, refusal)
		}
		var carrier *temporal.ApplicationError
		if !errors.As(err, &carrier) || carrier.NonRetryable() != lasts {
			t.Errorf("%v: tried again: %v", reason, !lasts)
		}
	}
	fault := errors.New("the disk is full")
	if err := carried(fault); !errors.Is(err, fault) || workflows.AsRefusal(err) != nil {
		t.Errorf("a fault of ours arrives as %v", err)
	}
}
