package api_test

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/storage/files/shelf"
	"sutiao/test/stories"
)

func askCode(p *person, id, document string) answer {
	p.w.t.Helper()
	return p.post("/api/disputes/"+id+"/signing-code", map[string]string{"document": document})
}

func picture(t *testing.T, draw func(*image.NRGBA)) string {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, 60, 20))
	draw(img)
	var b bytes.Buffer
	require.NoError(t, png.Encode(&b, img))
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

func stroke(img *image.NRGBA) {
	for x := 5; x < 50; x++ {
		img.Set(x, 10, color.Black)
	}
}

func TestACodeSignsTheTextThatItWasSentForAndOnlyOnce(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.drafted()
	text := stories.Frozen(1).SHA256
	askCode(f.applicant, id, stories.Frozen(2).SHA256).is(http.StatusUnprocessableEntity).names("document")
	askCode(f.mediator, id, text).is(http.StatusForbidden)
	askCode(f.applicant, id, text).is(http.StatusNoContent)
	signs := &dispute.Signature{Version: 1, Document: text, Typed: f.applicant.nameIn(id), Code: "no code"}
	sends := func(p *person) answer {
		signs.Typed = p.nameIn(id)
		return p.post(actPath(id, dispute.SignAgreement), signs)
	}
	sends(f.applicant).is(http.StatusUnprocessableEntity).names("code")
	signs.Code = w.codes.to(f.applicantPhone)
	sends(f.respondent).is(http.StatusUnprocessableEntity).names("code") // it went to another telephone
	sends(f.applicant).is(http.StatusOK)
	sends(f.applicant).is(http.StatusForbidden)
	signature := w.engine.cases[id].Agreement.Signatures[0]
	require.Equal(t, "p1", signature.Signer)
	require.Equal(t, "one-time-code", signature.Evidence.Identified)
	require.Equal(t, text, signature.Evidence.Document)
	require.Equal(t, f.applicant.account.ID, signature.Evidence.Account)
	require.NotEmpty(t, signature.Evidence.IP)
	require.NotContains(t, ledgerText(f, id), signs.Code, "the code itself is never kept")
}

func ledgerText(f office, id string) string {
	return string(f.manager.get("/api/disputes/" + id + "/history").is(http.StatusOK).body)
}

func TestADrawnSignatureIsKeptAsAFileThatHoldsNothingButTheDrawing(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.drafted()
	text := stories.Frozen(1).SHA256
	signs := &dispute.Signature{Version: 1, Document: text}
	for _, bad := range []string{"not base64!", base64.StdEncoding.EncodeToString([]byte("no picture")), picture(t, func(*image.NRGBA) {})} {
		askCode(f.applicant, id, text)
		signs.Ink, signs.Code = bad, w.codes.to(f.applicantPhone)
		f.applicant.post(actPath(id, dispute.SignAgreement), signs).is(http.StatusUnprocessableEntity).names("ink")
	}
	signs.Ink = "data:image/png;base64," + picture(t, stroke)
	f.applicant.post(actPath(id, dispute.SignAgreement), signs).is(http.StatusOK) // the code was not used up
	kept := w.engine.cases[id].Agreement.Signatures[0].Ink
	require.Regexp(t, `^[0-9a-f]{64}$`, kept)
	data, err := shelf.Whole{Store: w.files}.Get(t.Context(), f.organisation, kept)
	require.NoError(t, err)
	drawn, err := png.Decode(bytes.NewReader(data))
	require.NoError(t, err)
	require.Equal(t, 60, drawn.Bounds().Dx())
}

func TestTheMediatorSignsWithThePasswordAfterTheParties(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.drafted()
	f.mediator.does(id, &dispute.Signature{Version: 1}).is(http.StatusForbidden)
	f.applicant.does(id, &dispute.Signature{Version: 1}).is(http.StatusOK)
	f.respondent.does(id, &dispute.Signature{Version: 1}).is(http.StatusOK)
	wrong := &dispute.Signature{Version: 1, Document: stories.Frozen(1).SHA256, Typed: f.mediator.nameIn(id), Code: "guess"}
	f.mediator.does(id, wrong).is(http.StatusUnprocessableEntity).names("code")
	f.mediator.does(id, &dispute.Signature{Version: 1}).is(http.StatusOK)
	require.Equal(t, dispute.Performing, w.engine.cases[id].Stage)
}

func TestEvidenceOfASignatureThatACallerClaimsIsThrownAway(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.drafted()
	claimed := &dispute.Signature{Version: 1, Evidence: &dispute.SigningEvidence{Account: "somebody", Name: "别人"}}
	f.applicant.does(id, claimed).is(http.StatusOK)
	require.Equal(t, f.applicant.account.ID, w.engine.cases[id].Agreement.Signatures[0].Evidence.Account)
	var view caseView
	f.respondent.get("/api/disputes/" + id).into(&view)
	require.Nil(t, view.Case.Agreement.Signatures[0].Evidence, "the other side need not know the telephone and address")
}

func TestTermsAreReviewedBeforeAnybodySigns(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.drafted()
	terms := f.terms()
	var clean struct {
		Findings []struct{ Rule, Clause string }
		Blocked  bool
		Capitals string
	}
	f.mediator.post("/api/disputes/"+id+"/review", terms).is(http.StatusOK).into(&clean)
	require.Empty(t, clean.Findings)
	require.Equal(t, "人民币叁万元整", clean.Capitals)
	terms.Sum, terms.Other = 1, []string{"甲方不得向监管部门投诉"}
	f.mediator.post("/api/disputes/"+id+"/review", terms).is(http.StatusOK).into(&clean)
	require.True(t, clean.Blocked)
	require.Equal(t, "R01", clean.Findings[0].Rule)
	require.Equal(t, "other[0]", clean.Findings[1].Clause)
	f.mediator.does(id, &dispute.DraftWithdrawal{Reason: "重拟"}).is(http.StatusOK)
	a := f.mediator.does(id, &dispute.Draft{Terms: terms, ForSignature: true}).is(http.StatusForbidden)
	a.names("sum").names("other[0]")
}
