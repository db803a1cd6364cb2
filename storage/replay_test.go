package storage_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"sutiao/dispute"
)

// Whatever legal-looking acts happen, in whatever portions and repetitions they are
// recorded, folding the ledger gives the projection.
func TestTheFoldOfTheLedgerIsTheProjection(t *testing.T) {
	d := start(t)
	ctx := context.Background()
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		id := fmt.Sprintf("c%d", n)
		entries := drawActs(rt, id)
		for done := 0; done < len(entries); {
			upTo := rapid.IntRange(done+1, len(entries)).Draw(rt, "recorded up to")
			from := rapid.IntRange(0, done).Draw(rt, "repeated from")
			r := recording(id, entries[:upTo], upTo-from)
			require.NoError(rt, d.worker.Record(ctx, r))
			if rapid.Bool().Draw(rt, "an older recording comes late") {
				require.NoError(rt, d.worker.Record(ctx, recording(id, entries[:done+1], 1)))
			}
			done = upTo
		}
		replayed, err := d.worker.Replayed(ctx, id)
		require.NoError(rt, err)
		requireSameJSON(rt, dispute.Replay(id, entries), replayed)
		stored, err := d.worker.Dispute(ctx, dispute.TheSystem(), id)
		require.NoError(rt, err)
		requireSameJSON(rt, replayed, stored)
		require.NoError(rt, d.worker.VerifyChain(ctx, id))
		rows, err := d.worker.History(ctx, dispute.TheSystem(), id, 0, 0)
		require.NoError(rt, err)
		require.Len(rt, rows, len(entries))
	})
}

// drawActs walks through the procedure as the law would let it, stage by stage.
func drawActs(rt *rapid.T, id string) []dispute.Entry {
	who := tenantOf("a")
	referral := who.referral()
	referral.Detail.(*dispute.Referral).Narrative = text(rt, "narrative")
	entries := []dispute.Entry{referral}
	c := dispute.Replay(id, entries)
	at := referral.At
	for range rapid.IntRange(0, 25).Draw(rt, "acts") {
		choices := nextActs(rt, c)
		if len(choices) == 0 {
			break
		}
		chosen := rapid.SampledFrom(choices).Draw(rt, "act")
		at = at.Add(time.Duration(rapid.Int64Range(1, int64(40*time.Hour)).Draw(rt, "pause")))
		e := dispute.Entry{
			ID: fmt.Sprintf("%s-%d", id, len(entries)), Seq: len(entries) + 1,
			Act: chosen.detail.Act(), By: chosen.by, At: at, Detail: chosen.detail,
			Expect: rapid.SampledFrom([]int{0, c.Seq}).Draw(rt, "expect"),
		}
		entries = append(entries, e)
		c.Apply(e)
	}
	return entries
}

type step struct {
	by     dispute.Actor
	detail dispute.Detail
}

func nextActs(rt *rapid.T, c *dispute.Case) []step {
	manager := dispute.Actor{Account: "mgr", Role: dispute.Manager, Organisation: c.Organisation}
	mediator := dispute.Actor{Account: c.Mediator, Role: dispute.Mediator, Organisation: c.Organisation}
	system := dispute.TheSystem()
	steps := []step{}
	add := func(by dispute.Actor, details ...dispute.Detail) {
		for _, detail := range details {
			steps = append(steps, step{by, detail})
		}
	}
	forEachParty := func(detail func(p dispute.Party) dispute.Detail) {
		for _, p := range c.Parties {
			if detail := detail(p); detail != nil {
				add(dispute.Actor{Account: p.Account, Role: p.Role, Party: p.ID}, detail)
			}
		}
	}
	if c.Over() {
		add(system, &dispute.Transmission{Kind: dispute.ResultReturned, Key: "k", Court: c.Court, Receipt: text(rt, "receipt"), TrialDaysExcluded: 3})
		return steps
	}
	add(system, &dispute.Reminder{Limit: "main", Last: dispute.DateOf(morning)})
	switch c.Stage {
	case dispute.AwaitingOrganisation:
		add(manager, &dispute.Acceptance{MaterialsSigned: morning}, &dispute.SupplementRequest{Items: []string{text(rt, "item")}})
	case dispute.Supplementing:
		add(manager, &dispute.SupplementAnswer{Note: text(rt, "note")})
	case dispute.SeekingConsent:
		forEachParty(func(dispute.Party) dispute.Detail {
			return &dispute.ConsentGiven{Consent: dispute.Consent{Online: true, ElectronicService: rapid.Bool().Draw(rt, "electronic")}}
		})
		add(system, &dispute.Expiry{Limit: "consent", Last: dispute.DateOf(morning), Then: dispute.CloseUnreachable})
	case dispute.Accepted, dispute.SelectingMediator:
		add(manager, &dispute.ChoiceInvitation{}, &dispute.Assignment{Mediator: "med-a"})
	case dispute.Disclosing:
		add(mediator, &dispute.Disclosure{}, &dispute.Disclosure{Matters: []string{text(rt, "matter")}}, &dispute.Recusal{Reason: "x"})
		forEachParty(func(dispute.Party) dispute.Detail { return &dispute.ChallengeWaiver{} })
	case dispute.Scheduling:
		if c.NextSession() == nil {
			add(mediator, &dispute.SessionPlan{Start: morning, Mode: dispute.Video})
		} else {
			add(mediator, &dispute.SessionOpening{Attendance: []dispute.Attendance{{Party: "p1", Identified: "document-shown"}}},
				&dispute.NoShow{Party: "p2"})
		}
		add(mediator, &dispute.Termination{Ending: dispute.DifferencesTooLarge, Cause: text(rt, "cause")})
	case dispute.InSession:
		add(mediator, &dispute.SessionClosing{Result: dispute.Agreed, Undisputed: []string{text(rt, "fact")}},
			&dispute.SessionClosing{Result: dispute.Adjourned})
	case dispute.Drafting, dispute.Signing:
		add(mediator, &dispute.Draft{ForSignature: true, Terms: dispute.Terms{
			Obligations: []dispute.Obligation{{Payer: "p2", Payee: "p1", Amount: 100, Due: dispute.DateOf(morning).AddDays(9)}},
			Other:       []string{text(rt, "term")},
		}})
		if c.Stage == dispute.Signing {
			add(mediator, &dispute.Signature{Version: c.Agreement.Version})
			forEachParty(func(dispute.Party) dispute.Detail { return &dispute.Signature{Version: c.Agreement.Version} })
		}
	case dispute.InEffect:
		add(mediator, &dispute.AgreementService{How: text(rt, "how")})
	case dispute.Performing:
		add(manager, &dispute.Performance{Obligation: 1})
		forEachParty(func(p dispute.Party) dispute.Detail {
			if !p.JoinedAt.IsZero() {
				return nil
			}
			return &dispute.ConfirmationApplication{Court: c.Court, Declared: true}
		})
	case dispute.Confirming:
		judge := dispute.Actor{Account: "judge", Role: dispute.Judge, Court: c.Court}
		add(judge, &dispute.Ruling{Granted: rapid.Bool().Draw(rt, "granted"), Number: "（2026）京0102诉前调确1号", Reason: text(rt, "reason")})
	default:
	}
	return steps
}

// text draws what people type; the character that PostgreSQL can't keep has its own test.
func text(rt *rapid.T, label string) string {
	return rapid.StringOf(rapid.OneOf(
		rapid.SampledFrom([]rune(`"\/<>&%_'{}u0ABCé中文𬭎😀`+"\u2028\n\t\u0001\u007f")),
		rapid.Rune().Filter(func(r rune) bool { return r != 0 }),
	)).Draw(rt, label)
}
