package api_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
)

func TestWrongCheckDigitOfResidentIDIsNamed(t *testing.T) {
	f := newWorld(t).office(0)
	r := f.referral()
	r.Parties[0].IDNumber = "110105194912310021"
	f.clerk.post("/api/disputes", r).is(http.StatusUnprocessableEntity).names("parties[0].idNumber")
	r.Parties[0].IDOverride = "已核对原件"
	f.clerk.post("/api/disputes", r).is(http.StatusCreated)
}

func TestWrongCheckDigitOfCreditCodeIsNamed(t *testing.T) {
	f := newWorld(t).office(0)
	r := f.referral()
	r.Parties[1].IDNumber = "91350211M0000XUF46" // issued, though it fails the check
	f.clerk.post("/api/disputes", r).is(http.StatusUnprocessableEntity).names("parties[1].idNumber")
	r.Parties[1].IDOverride = "执照原件如此"
	f.clerk.post("/api/disputes", r).is(http.StatusCreated)
}

func TestReasonDoesNotOverrideAMalformedNumber(t *testing.T) {
	f := newWorld(t).office(0)
	r := f.referral()
	r.Parties[0].IDNumber, r.Parties[0].IDOverride = "12345", "已核对原件"
	f.clerk.post("/api/disputes", r).is(http.StatusUnprocessableEntity).names("parties[0].idNumber")
}

func TestMalformedPhoneIsNamed(t *testing.T) {
	f := newWorld(t).office(0)
	r := f.referral()
	r.Parties[1].Phone = "12"
	f.clerk.post("/api/disputes", r).is(http.StatusUnprocessableEntity).names("parties[1].phone")
	r = f.referral()
	r.Parties[0].Agents = []dispute.Agent{{Name: "张律师", Phone: "12"}}
	f.clerk.post("/api/disputes", r).is(http.StatusUnprocessableEntity).names("parties[0].agents[0].phone")
	id := f.refer()
	f.applicant.does(id, &dispute.AgentAppointment{Party: "p1", Agent: dispute.Agent{Name: "张律师", Phone: "12"}}).
		is(http.StatusUnprocessableEntity).names("phone")
	third := dispute.PartyInfo{Role: dispute.ThirdParty, Kind: dispute.NaturalPerson, Name: "丙", Phone: "12"}
	f.clerk.does(id, &dispute.NewParty{PartyInfo: third}).is(http.StatusUnprocessableEntity).names("phone")
	third.Phone = "13810000300"
	f.clerk.does(id, &dispute.NewParty{PartyInfo: third}).is(http.StatusOK)
}

func TestOrganisationNeedsARightCreditCode(t *testing.T) {
	w := newWorld(t)
	operator := w.staff(dispute.Operator, "", "")
	operator.post("/api/organisations", map[string]any{"name": "某中心", "kind": "industry", "creditCode": "123"}).
		is(http.StatusUnprocessableEntity).names("creditCode")
	operator.post("/api/organisations", map[string]any{"name": "某中心", "kind": "industry", "scope": []string{"gambling"}}).
		is(http.StatusUnprocessableEntity).names("scope")
	var made struct{ ID string }
	operator.post("/api/organisations", map[string]any{"name": "某中心", "kind": "industry", "creditCode": "91110000101623741K"}).
		is(http.StatusOK).into(&made)
	require.NotEmpty(t, made.ID)
}
