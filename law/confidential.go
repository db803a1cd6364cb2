package law

import (
	"slices"

	"sutiao/dispute"
)

// What parties offer or concede to reach an agreement may not be used against them later
// (在线调解规则 18；特邀调解规定 22): it does not reach the court. Undisputed facts, the agreement
// and the report do. Nor does it where the court has invited to mediate in a suit that goes on
// (邀请调解): mediation is not public (特邀调解规定 2), and its judge, who has to decide where it
// fails, is in no room.

// keptFromCourt are documents that hold offers and concessions.
var keptFromCourt = []dispute.DocumentKind{
	dispute.MediationRecord, dispute.ProposalForm, dispute.ObjectionForm, dispute.DisclosureForm, dispute.RecusalForm,
}

// actsKeptFromCourt are acts whose details hold offers and concessions.
var actsKeptFromCourt = []dispute.Act{
	dispute.ServeProposal, dispute.AcceptProposal, dispute.ObjectToProposal, dispute.AgreeToMechanism,
	dispute.DraftAgreement, dispute.OpenSigning, dispute.WithdrawDraft, dispute.RefuseToSign, dispute.CloseSession, dispute.NoteRoom,
}

// isCourt tells that the viewer looks on for a court.
func isCourt(by dispute.Role) bool { return by == dispute.Clerk || by == dispute.Judge }

// MaySeeDocument tells whether somebody who sees the case may see a document of it.
// A court gets the agreement and the application once they are sealed; before, they are
// an offer.
func MaySeeDocument(c *dispute.Case, by dispute.Role, d dispute.Document) bool {
	signed := d.Kind == dispute.AgreementText || d.Kind == dispute.ConfirmationForm
	if signed && d.Version > 0 && isCourt(by) && !slices.Contains(c.SealedTexts, d.Code) {
		return false
	}
	return MaySeeKind(by, d.Kind)
}

// MaySeeKind tells whether somebody who sees the case may see documents of a kind at all.
func MaySeeKind(by dispute.Role, kind dispute.DocumentKind) bool {
	return !isCourt(by) || !slices.Contains(keptFromCourt, kind)
}

// MaySeeDetail tells whether somebody who sees the case may see what an act said.
func MaySeeDetail(by dispute.Role, act dispute.Act) bool {
	return !isCourt(by) || !slices.Contains(actsKeptFromCourt, act)
}

// ForCourt takes out of a case what does not reach the court.
func ForCourt(c *dispute.Case, by dispute.Role) *dispute.Case {
	if !isCourt(by) {
		return c
	}
	seen := c.Clone()
	seen.Proposal = nil
	for i := range seen.Sessions {
		seen.Sessions[i].Presence, seen.Sessions[i].Recordings = nil, nil
	}
	if !seen.AgreementStands() {
		seen.Agreement = nil
	}
	for i := range seen.Parties {
		seen.Parties[i].Mechanisms = nil
	}
	return seen
}
