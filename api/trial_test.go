package api_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/test/stories"
)

// trial stands in for the scribe: it can write everything but the character that it lacks.
type trial struct{ lacks string }

func (t *trial) TryDocuments(_ context.Context, c *dispute.Case, _ dispute.Entry, _ []dispute.DocumentKind) error {
	for _, other := range c.Agreement.Other {
		if t.lacks != "" && strings.Contains(other, t.lacks) {
			return noGlyph("other[0]")
		}
	}
	return nil
}

func (t *trial) Drawable(name, typed string, _ []byte) error {
	if t.lacks != "" && strings.Contains(name+typed, t.lacks) {
		return noGlyph("typed")
	}
	return nil
}

func noGlyph(field string) error {
	return dispute.Invalid([]dispute.FieldError{{Field: field, Reason: dispute.Text{ZH: "没有字形", EN: "no glyph"}}})
}

func TestWhatCannotBeTypesetIsRefusedBeforeAnybodySigns(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.drafted()
	f.mediator.does(id, &dispute.DraftWithdrawal{Reason: "重拟"}).is(http.StatusOK)
	w.trial.lacks = "\U000f0000"
	terms := f.terms()
	terms.Other = []string{"私用区字符\U000f0000"}
	f.mediator.does(id, &dispute.Draft{Terms: terms}).is(http.StatusUnprocessableEntity).names("other[0]")
	terms.Other = nil
	f.mediator.does(id, &dispute.Draft{Terms: terms}).is(http.StatusOK)
}

func TestASignatureThatCannotBeDrawnIsRefusedAndItsCodeStaysGood(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.drafted()
	text := stories.Frozen(1).SHA256
	name := w.engine.cases[id].Parties[0].Name
	askCode(f.applicant, id, text).is(http.StatusNoContent)
	signs := &dispute.Signature{Version: 1, Document: text, Typed: name, Code: w.codes.to(f.applicantPhone)}
	w.trial.lacks = name
	f.applicant.post(actPath(id, dispute.SignAgreement), signs).is(http.StatusUnprocessableEntity).names("typed")
	w.trial.lacks = ""
	f.applicant.post(actPath(id, dispute.SignAgreement), signs).is(http.StatusOK)
}

func TestSomebodyElsesNameCannotBeTyped(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.drafted()
	text := stories.Frozen(1).SHA256
	askCode(f.applicant, id, text).is(http.StatusNoContent)
	signs := &dispute.Signature{Version: 1, Document: text, Typed: "别人", Code: w.codes.to(f.applicantPhone)}
	f.applicant.post(actPath(id, dispute.SignAgreement), signs).is(http.StatusUnprocessableEntity).names("typed")
	require.Empty(t, w.engine.cases[id].Agreement.Signatures)
}

func TestNobodyActsForTwoSidesNorGivesAnotherSpecialAuthority(t *testing.T) {
	f := newWorld(t).office(0)
	id := f.refer()
	agent := dispute.Agent{Name: "代理人", Phone: f.respondentPhone}
	f.applicant.does(id, &dispute.AgentAppointment{Party: "p1", Agent: agent}).is(http.StatusForbidden)
	agent.Phone = "13810000777"
	f.applicant.does(id, &dispute.AgentAppointment{Party: "p1", Agent: agent}).is(http.StatusOK)
	agent.Name = "另一方代理人"
	f.respondent.does(id, &dispute.AgentAppointment{Party: "p2", Agent: agent}).is(http.StatusForbidden)
	special := dispute.Agent{Name: "特别代理人", Phone: "13810000778", SpecialAuthority: true, Authority: "代为和解"}
	f.manager.does(id, &dispute.AgentAppointment{Party: "p1", Agent: special}).is(http.StatusForbidden)
	f.applicant.does(id, &dispute.AgentAppointment{Party: "p1", Agent: special}).is(http.StatusOK)
}

func TestACourtThatIsNotConnectedIsNoCourtToAsk(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.drafted()
	f.mediator.does(id, &dispute.DraftWithdrawal{Reason: "重拟"}).is(http.StatusOK)
	terms := f.terms()
	terms.ConfirmationCourt = "京9999"
	f.mediator.does(id, &dispute.Draft{Terms: terms}).is(http.StatusUnprocessableEntity).names("confirmationCourt")
}
