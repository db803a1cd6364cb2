package law_test

import (
	"testing"

	"sutiao/dispute"
	"sutiao/law"
)

// The judge who has to decide where the mediation fails learns of no offer, by whatever way
// the case came to mediation.
func TestNoCourtSeesWhatWasOfferedInMediation(t *testing.T) {
	for _, track := range dispute.Tracks() {
		c := &dispute.Case{
			Track: track.Value, Proposal: &dispute.Proposal{}, Agreement: &dispute.Agreement{},
			Sessions: []dispute.Session{{Presence: []dispute.Presence{{}}}},
		}
		draft := dispute.Document{Kind: dispute.AgreementText, Code: "A", Version: 1}
		for _, role := range []dispute.Role{dispute.Clerk, dispute.Judge} {
			seen := law.ForCourt(c, role)
			if seen.Proposal != nil || seen.Agreement != nil || seen.Sessions[0].Presence != nil {
				t.Errorf("%s: a %s sees what was offered, or who was there", track.Value, role)
			}
			if law.MaySeeKind(role, dispute.MediationRecord) || law.MaySeeDetail(role, dispute.ServeProposal) || law.MaySeeDocument(c, role, draft) {
				t.Errorf("%s: a %s reads what was said", track.Value, role)
			}
			sealed := c.Clone()
			sealed.SealedTexts = []string{"A"}
			if !law.MaySeeDocument(sealed, role, draft) {
				t.Errorf("%s: a %s does not see the agreement", track.Value, role)
			}
		}
		if law.ForCourt(c, dispute.Mediator) != c || !law.MaySeeKind(dispute.Applicant, dispute.MediationRecord) {
			t.Errorf("%s: something is kept from those who were in the room", track.Value)
		}
	}
}
