package documents

import (
	"slices"
	"strings"
	"testing"
	"time"

	"sutiao/dispute"
)

// withLeaver is the sample with one more applicant, who withdrew some time before (or, where
// that is negative, after) the document's act.
func withLeaver(kind dispute.DocumentKind, before time.Duration) Order {
	o := Sample(kind)
	leaver := o.Case.Parties[0]
	leaver.ID, leaver.Name, leaver.WithdrewAt = "p4", "撤回人", o.Entry.At.Add(-before)
	o.Case.Parties = append(o.Case.Parties, leaver)
	return o
}

func TestWhoWithdrewBeforeIsNotInTheDocument(t *testing.T) {
	for _, k := range dispute.DocumentKinds() {
		w := mustWrite(t, withLeaver(k.Value, time.Hour))
		has := strings.Contains(bare(w.Text), "撤回人")
		if has != (k.Value == dispute.FileIndex && strings.Contains(bare(mustWrite(t, Sample(k.Value)).Text), "丙银行")) {
			t.Errorf("%s: names the party who withdrew: %v", k.Value, has)
		}
		if slices.ContainsFunc(w.Places, func(p dispute.SignaturePlace) bool { return p.Signer == "p4" }) {
			t.Errorf("%s: leaves a place for the party who withdrew", k.Value)
		}
	}
}

func TestWhoWithdrawsWithTheActItselfIsInTheDocument(t *testing.T) {
	for _, kind := range []dispute.DocumentKind{dispute.AgreementText, dispute.ConfirmationForm, dispute.EndReportForm} {
		if w := mustWrite(t, withLeaver(kind, 0)); !strings.Contains(bare(w.Text), "撤回人") {
			t.Errorf("%s does not name the party", kind)
		}
	}
}
