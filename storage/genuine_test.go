package storage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

// text registers a text of the agreement's, with those who have signed it in their order.
func (d databases) text(t *testing.T, kind dispute.DocumentKind, version int, of string, places, signers []string) string {
	t.Helper()
	code, err := d.worker.DocumentCode(t.Context(), records.DocumentKey{Dispute: "c1", Organisation: "org-a", Kind: kind, Of: of, Version: version})
	require.NoError(t, err)
	r := records.Revision{Document: dispute.Document{Code: code, Size: 1, Pages: 1, Template: "t/1", MadeAt: morning}}
	for _, p := range places {
		r.Places = append(r.Places, dispute.SignaturePlace{Signer: p, Page: 1})
	}
	for no, signer := range append([]string{""}, signers...) {
		r.No, r.Signer = no, signer
		r.SHA256, r.SM3 = hashOf(code, no), hashOf(code, no)
		require.NoError(t, d.worker.AddRevision(t.Context(), r))
		r.Places = nil
	}
	return code
}

func hashOf(code string, no int) string {
	return fmt.Sprintf("%064x", strings.ReplaceAll(code, "-", "")+fmt.Sprint(no))[:64]
}

func (d databases) says(t *testing.T, want records.Genuineness, code string, hash ...string) {
	t.Helper()
	said, err := d.api.Genuine(t.Context(), code, strings.Join(hash, ""))
	require.NoError(t, err)
	require.Equal(t, want, said)
}

var (
	bothAndAll = []string{"p1", "p2", "mediator", "organisation"}
	both       = []string{"p1", "p2"}
)

func TestAnApplicationIsGenuineWhenAllHaveSignedIt(t *testing.T) {
	d := start(t)
	d.put(t, "c1", tenantOf("a"))
	sealed := d.text(t, dispute.AgreementText, 1, "1/a", bothAndAll, bothAndAll)
	half := d.text(t, dispute.ConfirmationForm, 1, "1/a", both, []string{"p2"})
	d.says(t, records.Genuine, sealed)
	d.says(t, records.NotGenuine, half)
	d.says(t, records.NotGenuine, half, hashOf(half, 0))
	d.text(t, dispute.ConfirmationForm, 1, "1/a", both, []string{"p2", "p1"})
	d.says(t, records.Genuine, half)
	d.says(t, records.Genuine, half, hashOf(half, 2))
	d.says(t, records.Superseded, half, hashOf(half, 1))
	d.says(t, records.NotGenuine, half, strings.Repeat("0", 64))
}

func TestAnApplicationWhoseAgreementWasTakenBackIsNotGenuine(t *testing.T) {
	d := start(t)
	d.put(t, "c1", tenantOf("a"))
	back := d.text(t, dispute.AgreementText, 1, "1/a", bothAndAll, both)
	joint := d.text(t, dispute.ConfirmationForm, 1, "1/a", both, both)
	again := d.text(t, dispute.AgreementText, 1, "1/b", bothAndAll, bothAndAll)
	d.says(t, records.Genuine, again)
	d.says(t, records.NotGenuine, back)
	d.says(t, records.NotGenuine, back, hashOf(back, 1))
	d.says(t, records.NotGenuine, joint)
}

func TestOnlyASealedTextSupersedesAnother(t *testing.T) {
	d := start(t)
	d.put(t, "c1", tenantOf("a"))
	sealed := d.text(t, dispute.AgreementText, 1, "1/a", bothAndAll, bothAndAll)
	joint := d.text(t, dispute.ConfirmationForm, 1, "1/a", both, both)
	d.text(t, dispute.AgreementText, 2, "2/b", bothAndAll, []string{"p1"})
	d.text(t, dispute.ConfirmationForm, 2, "2/b", both, []string{"p1"})
	d.says(t, records.Genuine, sealed)
	d.says(t, records.Genuine, joint)
	varied := d.text(t, dispute.AgreementText, 3, "3/c", bothAndAll, bothAndAll)
	d.says(t, records.Genuine, varied)
	d.says(t, records.Superseded, sealed)
	d.says(t, records.Superseded, sealed, hashOf(sealed, 4))
	d.says(t, records.Superseded, joint)
}

func TestOtherDocumentsAreGenuineAsTheyAre(t *testing.T) {
	d := start(t)
	d.put(t, "c1", tenantOf("a"))
	receipt := d.text(t, dispute.ReceiptOfCase, 0, "act-1", []string{"organisation"}, nil)
	d.says(t, records.Genuine, receipt)
	d.says(t, records.Genuine, receipt, hashOf(receipt, 0))
	d.says(t, records.NotGenuine, receipt, strings.Repeat("0", 64))
	d.says(t, records.NotGenuine, "0000-0000-0000-0000")
}
