package api

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"sutiao/dispute"
	"sutiao/dispute/records"
	"sutiao/law"
	"sutiao/workflows"
)

// actInput is an act on a case. Its body is the act's own detail.
type actInput[T any] struct {
	ID      string `path:"id" maxLength:"60"`
	Key     string `header:"Idempotency-Key"`
	IfMatch string `header:"If-Match" doc:"the ETag of the case as you saw it; the act is refused if it has changed"`
	Body    T
}

type actOutput struct {
	ETag string `header:"ETag"`
	Body workflows.Receipt
}

// detailOf is a detail whose methods have a pointer receiver.
type detailOf[T any] interface {
	*T
	dispute.Detail
}

// act registers the route of one act: its name, its form and its articles.
func act[T any, D detailOf[T]](s *server) {
	name := D(new(T)).Act()
	op := operation(string(name), http.MethodPost, "/disputes/{id}/acts/"+string(name), name.Name().ZH+" · "+name.Name().EN, "acts")
	op.Description = law.SourceOf(name)
	huma.Register(s.api, op, func(ctx context.Context, in *actInput[T]) (*actOutput, error) {
		receipt, err := s.act(ctx, in.ID, in.Key, in.IfMatch, D(&in.Body))
		if err != nil {
			return nil, s.fail(err)
		}
		return &actOutput{ETag: etag(receipt.Seq), Body: receipt}, nil
	})
}

func (s *server) act(ctx context.Context, id, key, ifMatch string, d dispute.Detail) (workflows.Receipt, error) {
	var none workflows.Receipt
	a, err := only(ctx, dispute.Manager, dispute.Mediator, dispute.Clerk, dispute.Judge, records.PartyViewer)
	if err != nil {
		return none, err
	}
	c, err := s.Cases.Dispute(ctx, a.Viewer(), id)
	if err != nil {
		return none, err
	}
	expect, err := expected(ifMatch)
	if err != nil {
		return none, err
	}
	e := dispute.Entry{ID: actID(a.ID, key), Act: d.Act(), By: actorIn(c, a), At: s.now(), Expect: expect, Detail: d}
	if err := s.permitted(ctx, a, c, e); err != nil {
		if errors.Is(err, errRecorded) {
			return workflows.Receipt{Seq: c.Seq, Stage: c.Stage}, nil
		}
		return none, err
	}
	if err := s.prepare(ctx, c, a, e); err != nil {
		return none, err
	}
	receipt, err := s.Engine.Act(ctx, id, e)
	if err == nil {
		s.forgetUploads(ctx, a, d)
		s.tellRooms(c, receipt.Stage, d.Act())
	}
	return receipt, err
}

// permitted is the early refusal, before the engine is troubled. An act that comes after
// the ending is kept, though it changes nothing.
func (s *server) permitted(ctx context.Context, a *records.Account, c *dispute.Case, e dispute.Entry) error {
	if invalid := dispute.Invalid(e.Detail.Check()); invalid != nil {
		return invalid
	}
	almanac, err := s.Almanacs.Almanac(ctx)
	if err != nil {
		return err
	}
	refusal := law.Permits(law.Situation{Case: c, Actor: e.By, Detail: e.Detail, Now: e.At, Almanac: almanac}, e.Act)
	if refusal == nil {
		return nil
	}
	switch recorded, err := s.recorded(ctx, a, e.ID, c.ID); {
	case err != nil:
		return err
	case recorded:
		return errRecorded
	}
	if c.Over() {
		err := s.Cases.AddLateAct(ctx, a.Viewer(), records.LateAct{
			DisputeID: c.ID, Act: e.Act, At: e.At, Detail: detailJSON(e.Detail), Reason: refusal.Message.ZH,
		})
		if err != nil {
			return err
		}
	}
	return refusal
}

var errRecorded = errors.New("the act is recorded already")

// recorded tells that the ledger has this very act. Its answer was lost, and the case has
// moved on by it: asked again, it gets its receipt again and no refusal.
func (s *server) recorded(ctx context.Context, a *records.Account, actID, id string) (bool, error) {
	rows, err := s.Cases.History(ctx, a.Viewer(), id, 0, 0)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(rows, func(r records.LedgerRow) bool { return r.ActID == actID }), nil
}

// expected reads If-Match; an empty one expects nothing.
func expected(ifMatch string) (int, error) {
	if ifMatch == "" || ifMatch == "*" {
		return 0, nil
	}
	seq, err := strconv.Atoi(strings.Trim(strings.TrimPrefix(ifMatch, "W/"), `"`))
	if err != nil || seq < 1 {
		return 0, dispute.Invalid([]dispute.FieldError{{Field: "If-Match", Reason: dispute.Text{
			ZH: "应为案件的ETag", EN: "must be the case's ETag"}}})
	}
	return seq, nil
}

// actRoutes lists the acts in the order of the procedure.
func (s *server) actRoutes() {
	act[dispute.SupplementRequest](s)
	act[dispute.SupplementAnswer](s)
	act[dispute.Designation](s)
	act[dispute.OrganisationChoice](s)
	act[dispute.IntakeRefusal](s)
	act[dispute.Acceptance](s)
	act[dispute.ReferralRefusal](s)
	act[dispute.ConsentGiven](s)
	act[dispute.MediationRefusal](s)
	act[dispute.UnreachableReport](s)
	act[dispute.NewParty](s)
	act[dispute.AgentAppointment](s)
	act[dispute.EvidenceFiling](s)
	act[dispute.ChoiceInvitation](s)
	act[dispute.MediatorChoice](s)
	act[dispute.Assignment](s)
	act[dispute.Replacement](s)
	act[dispute.AssignmentRefusal](s)
	act[dispute.DesignationRefusal](s)
	act[dispute.Disclosure](s)
	act[dispute.ChallengeWaiver](s)
	act[dispute.Challenge](s)
	act[dispute.ChallengeDecision](s)
	act[dispute.Recusal](s)
	act[dispute.SessionPlan](s)
	act[dispute.SessionMove](s)
	act[dispute.Arrival](s)
	act[dispute.OnlineAnswer](s)
	act[dispute.SessionOpening](s)
	act[dispute.ConfidenceRelease](s)
	act[dispute.NoShow](s)
	act[dispute.SessionClosing](s)
	act[dispute.SuspensionOrder](s)
	act[dispute.Resumption](s)
	act[dispute.FalseMediationFinding](s)
	act[dispute.ExtensionRequest](s)
	act[dispute.ExtensionConsent](s)
	act[dispute.ExtensionRefusal](s)
	s.agreementActs()
	s.confirmationActs()
	s.closingActs()
}

func (s *server) agreementActs() {
	act[dispute.MechanismConsent](s)
	act[dispute.ProposalService](s)
	act[dispute.ProposalAcceptance](s)
	act[dispute.ProposalObjection](s)
	act[dispute.Draft](s)
	act[dispute.SigningOpening](s)
	act[dispute.DraftWithdrawal](s)
	act[dispute.Signature](s)
	act[dispute.SigningRefusal](s)
	act[dispute.AgreementService](s)
	act[dispute.Performance](s)
	act[dispute.BreachReport](s)
	act[dispute.BreachCheck](s)
	act[dispute.Remedy](s)
}

func (s *server) confirmationActs() {
	act[dispute.ConfirmationApplication](s)
	act[dispute.ConfirmationAcceptance](s)
	act[dispute.ConfirmationRefusal](s)
	act[dispute.ConfirmationItems](s)
	act[dispute.ConfirmationSupply](s)
	act[dispute.ConfirmationExtension](s)
	act[dispute.ConfirmationWithdrawal](s)
	act[dispute.Ruling](s)
	act[dispute.ConfirmationClosing](s)
	act[dispute.RulingService](s)
	act[dispute.RulingObjection](s)
	act[dispute.ObjectionRuling](s)
}

func (s *server) closingActs() {
	act[dispute.Statement](s)
	act[dispute.SuitWithdrawal](s)
	act[dispute.Termination](s)
	act[dispute.Withdrawal](s)
}
