package api_test

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/dispute/records"
	"sutiao/storage/files/shelf"
)

func base64Of(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

// issue registers a document of a case with two revisions.
func (f office) issue(id string, version int) (code string, revisions []dispute.Document) {
	w := f.clerk.w
	w.t.Helper()
	key := records.DocumentKey{Dispute: id, Organisation: f.organisation, Kind: dispute.AgreementText, Of: time.Now().String(), Version: version}
	code, err := w.worker.DocumentCode(w.t.Context(), key)
	require.NoError(w.t, err)
	for no, content := range []string{"the text", "the text, signed"} {
		file, err := shelf.Whole{Store: w.files}.Put(w.t.Context(), f.organisation, []byte(content+code))
		require.NoError(w.t, err)
		d := dispute.Document{Code: code, SHA256: file.SHA256, SM3: file.SM3, Size: file.Size, Pages: 1, Template: "agreement/1", MadeAt: monday}
		signer := []string{"", dispute.OrganisationSigner}[no]
		require.NoError(w.t, w.worker.AddRevision(w.t.Context(), records.Revision{Document: d, No: no, Signer: signer}))
		revisions = append(revisions, d)
	}
	return code, revisions
}

func TestDocumentsAreListedAndReadByWhoSeesTheCase(t *testing.T) {
	w := newWorld(t)
	f, other := w.office(0), w.office(1)
	id := f.refer()
	code, revisions := f.issue(id, 1)
	var list struct {
		Items []struct {
			dispute.Document
			Name dispute.Text
		}
	}
	f.applicant.get("/api/disputes/" + id + "/documents").is(http.StatusOK).into(&list)
	require.Len(t, list.Items, 1)
	require.Equal(t, revisions[1].SHA256, list.Items[0].SHA256, "the last revision stands for the document")
	require.Equal(t, "调解协议书", list.Items[0].Name.ZH)
	path := "/api/disputes/" + id + "/documents/" + code + "/file"
	require.Equal(t, "the text, signed"+code, string(f.applicant.get(path).is(http.StatusOK).body))
	require.Equal(t, "the text"+code, string(f.applicant.get(path+"?no=0").is(http.StatusOK).body))
	f.applicant.get(path + "?no=7").is(http.StatusNotFound)
	other.applicant.get(path).is(http.StatusNotFound)
	other.manager.get("/api/disputes/" + id + "/documents").is(http.StatusNotFound)
	elsewhere := other.refer()
	other.applicant.get("/api/disputes/" + elsewhere + "/documents/" + code + "/file").is(http.StatusNotFound)
}

func TestAnybodyLearnsOneWordOfADocument(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.refer()
	code, revisions := f.issue(id, 1)
	asks := func(code, sha string) string {
		a := w.answer(request(http.MethodGet, "/api/check/"+code+"?sha256="+sha, nil)).is(http.StatusOK)
		require.NotContains(t, string(a.body), id)
		var out struct{ Result string }
		a.into(&out)
		return out.Result
	}
	require.Equal(t, "genuine", asks(code, ""))
	require.Equal(t, "genuine", asks(strings.ToLower(code), revisions[1].SHA256))
	require.Equal(t, "superseded", asks(code, revisions[0].SHA256))
	require.Equal(t, "not-genuine", asks(code, strings.Repeat("0", 64)))
	require.Equal(t, "not-genuine", asks("0000-0000-0000-0000", ""))
	f.issue(id, 2)
	require.Equal(t, "superseded", asks(code, ""))
}

func TestAnOrganisationGivesADocumentItsOwnWording(t *testing.T) {
	w := newWorld(t)
	f, other := w.office(0), w.office(1)
	var seen struct {
		Version int
		Text    string
	}
	f.manager.get("/api/templates/agreement").is(http.StatusOK).into(&seen)
	require.Equal(t, "built in", seen.Text)
	f.manager.post("/api/templates/agreement", map[string]string{"text": "{{.没有}}"}).is(http.StatusUnprocessableEntity).names("text")
	f.manager.post("/api/templates/no-such", map[string]string{"text": "x"}).is(http.StatusNotFound)
	f.manager.post("/api/templates/agreement", map[string]string{"text": "我们的协议"}).is(http.StatusOK)
	f.manager.post("/api/templates/agreement", map[string]string{"text": "我们的新协议"}).is(http.StatusOK)
	f.manager.get("/api/templates/agreement").is(http.StatusOK).into(&seen)
	require.Equal(t, 2, seen.Version)
	require.Equal(t, "我们的新协议", seen.Text)
	other.manager.get("/api/templates/agreement").is(http.StatusOK).into(&seen)
	require.Equal(t, "built in", seen.Text)
	own, err := w.worker.Template(t.Context(), dispute.TheSystem(), f.organisation, dispute.AgreementText)
	require.NoError(t, err)
	require.Equal(t, "我们的新协议", own.Text)
}

func TestAnAgreementThatWasNeverSealedIsNotCalledGenuine(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.refer()
	key := records.DocumentKey{Dispute: id, Organisation: f.organisation, Kind: dispute.AgreementText, Of: "1", Version: 1}
	code, err := w.worker.DocumentCode(t.Context(), key)
	require.NoError(t, err)
	text := dispute.Document{Code: code, SHA256: strings.Repeat("a", 64), SM3: strings.Repeat("b", 64), MadeAt: monday}
	require.NoError(t, w.worker.AddRevision(t.Context(), records.Revision{Document: text}))
	require.NoError(t, w.worker.AddRevision(t.Context(), records.Revision{Document: text, No: 1, Signer: "p1"}))
	a := w.answer(request(http.MethodGet, "/api/check/"+code, nil)).is(http.StatusOK)
	require.Contains(t, string(a.body), "not-genuine")
}

func TestOffersDoNotReachTheCourt(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.drafted()
	f.issue(id, 1)
	for _, kind := range []dispute.DocumentKind{dispute.MediationRecord, dispute.ProposalForm, dispute.EndReportForm} {
		key := records.DocumentKey{Dispute: id, Organisation: f.organisation, Kind: kind, Of: string(kind)}
		code, err := w.worker.DocumentCode(t.Context(), key)
		require.NoError(t, err)
		d := dispute.Document{Code: code, SHA256: strings.Repeat("a", 64), SM3: strings.Repeat("b", 64), MadeAt: monday}
		require.NoError(t, w.worker.AddRevision(t.Context(), records.Revision{Document: d}))
	}
	listed := func(p *person) (kinds []dispute.DocumentKind) {
		var list struct{ Items []dispute.Document }
		p.get("/api/disputes/" + id + "/documents").is(http.StatusOK).into(&list)
		for _, d := range list.Items {
			kinds = append(kinds, d.Kind)
			if p == f.judge && d.Kind != dispute.EndReportForm {
				t.Errorf("the judge sees the %s", d.Kind)
			}
		}
		return kinds
	}
	require.Len(t, listed(f.mediator), 4)
	require.Equal(t, []dispute.DocumentKind{dispute.EndReportForm}, listed(f.judge))
	var view caseView
	f.judge.get("/api/disputes/" + id).is(http.StatusOK).into(&view)
	require.Nil(t, view.Case.Agreement, "a draft is an offer until all have signed")
	var h historyPage
	f.judge.get("/api/disputes/" + id + "/history").is(http.StatusOK).into(&h)
	for _, row := range h.Items {
		if row.Act == dispute.DraftAgreement {
			require.Nil(t, row.Detail)
		}
	}
}
