package storage_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

func revisionOf(code string, no int, hash string) records.Revision {
	return records.Revision{No: no, Document: dispute.Document{
		Code: code, SHA256: strings.Repeat(hash, 64), SM3: strings.Repeat(hash, 64), Size: 1, Pages: 1, Template: "t/1", MadeAt: morning,
	}, Places: []dispute.SignaturePlace{{Signer: "p1", Page: 2, X: 1.5, Y: 2, Width: 3, Height: 4}}}
}

func TestADocumentKeepsItsCodeAndTheFirstFileOfEachNumber(t *testing.T) {
	d := start(t)
	d.put(t, "c1", tenantOf("a"))
	key := records.DocumentKey{Dispute: "c1", Organisation: "org-a", Kind: dispute.AgreementText, Of: "1", Version: 1}
	code, err := d.worker.DocumentCode(t.Context(), key)
	require.NoError(t, err)
	require.Regexp(t, `^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`, code)
	again, err := d.worker.DocumentCode(t.Context(), key)
	require.NoError(t, err)
	require.Equal(t, code, again)
	for _, r := range []records.Revision{revisionOf(code, 0, "a"), revisionOf(code, 1, "b"), revisionOf(code, 1, "c")} {
		require.NoError(t, d.worker.AddRevision(t.Context(), r))
	}
	revisions, err := d.worker.Revisions(t.Context(), code)
	require.NoError(t, err)
	require.Len(t, revisions, 2)
	require.Equal(t, strings.Repeat("b", 64), revisions[1].SHA256)
	require.Equal(t, 2, revisions[0].Places[0].Page)
	require.Equal(t, dispute.AgreementText, revisions[0].Kind)
}

func TestDocumentsAreSeenByWhoSeesTheCaseAndChangedByNobody(t *testing.T) {
	d := start(t)
	a, b := tenantOf("a"), tenantOf("b")
	d.put(t, "c1", a)
	d.put(t, "c2", b)
	code, err := d.worker.DocumentCode(t.Context(), records.DocumentKey{Dispute: "c1", Organisation: "org-a", Kind: dispute.ReceiptOfCase, Of: "x"})
	require.NoError(t, err)
	require.NoError(t, d.worker.AddRevision(t.Context(), revisionOf(code, 0, "a")))
	for organisation, sees := range map[string]int{a.organisation: 1, b.organisation: 0} {
		list, err := d.api.Documents(t.Context(), dispute.Actor{Account: "m", Role: dispute.Manager, Organisation: organisation}, "c1")
		require.NoError(t, err)
		require.Len(t, list, sees, organisation)
	}
	conn := connect(t, d.workerURL)
	for _, statement := range []string{
		"UPDATE document_revisions SET sha256 = repeat('b', 64)", "DELETE FROM documents", "UPDATE templates SET text = ''",
	} {
		_, err := conn.Exec(t.Context(), statement)
		require.Error(t, err, statement)
	}
	_, err = connect(t, d.apiURL).Exec(t.Context(), "INSERT INTO documents (code, dispute_id, organisation, kind, of, version) VALUES ('x','c1','o','k','y',0)")
	require.Error(t, err, "the site makes no documents")
}

func TestAConfirmationOfAnAddressIsShownToNoOtherParty(t *testing.T) {
	d, a := start(t), tenantOf("a")
	entries := d.put(t, "c1", a)
	by := dispute.Actor{Account: a.respondent, Role: dispute.Respondent, Party: "p2"}
	consent := entry("consent", len(entries)+1, by, &dispute.ConsentGiven{})
	require.NoError(t, d.worker.Record(t.Context(), recording("c1", append(entries, consent), 1)))
	key := records.DocumentKey{Dispute: "c1", Organisation: a.organisation, Kind: dispute.AddressConfirmation, Of: "consent"}
	code, err := d.worker.DocumentCode(t.Context(), key)
	require.NoError(t, err)
	require.NoError(t, d.worker.AddRevision(t.Context(), revisionOf(code, 0, "a")))
	for account, documents := range map[string]int{a.respondent: 1, a.agent: 1, a.applicant: 0} {
		list, err := d.api.Documents(t.Context(), dispute.Actor{Role: records.PartyViewer, Account: account}, "c1")
		require.NoError(t, err)
		require.Len(t, list, documents, account)
	}
}
