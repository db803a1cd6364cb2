package api_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
)

// uploads sends a file by the protocol of tus.io in two pieces and gives its ID.
func (p *person) uploads(name, content string) string {
	p.w.t.Helper()
	call := func(method, path string, body string, headers ...string) *httptest.ResponseRecorder {
		req := httptest.NewRequest(method, path, strings.NewReader(body))
		req.AddCookie(&http.Cookie{Name: sessionCookie, Value: p.token})
		req.Header.Set("Tus-Resumable", "1.0.0")
		for i := 0; i < len(headers); i += 2 {
			req.Header.Set(headers[i], headers[i+1])
		}
		recorder := httptest.NewRecorder()
		p.w.router.ServeHTTP(recorder, req)
		return recorder
	}
	begun := call(http.MethodPost, "/api/uploads/", "", "Upload-Length", strconv.Itoa(len(content)), "Upload-Metadata", "filename "+base64Of(name))
	require.Equal(p.w.t, http.StatusCreated, begun.Code, begun.Body)
	location := begun.Header().Get("Location")
	id := location[strings.LastIndex(location, "/")+1:]
	half := len(content) / 2
	for _, piece := range []struct{ from, to int }{{0, half}, {half, len(content)}} {
		sent := call(http.MethodPatch, "/api/uploads/"+id, content[piece.from:piece.to],
			"Content-Type", "application/offset+octet-stream", "Upload-Offset", strconv.Itoa(piece.from))
		require.Equal(p.w.t, http.StatusNoContent, sent.Code, sent.Body)
	}
	return id
}

func TestEvidenceIsHandedInPieceByPieceAndReadByThePartiesOnly(t *testing.T) {
	w := newWorld(t)
	f, other := w.office(0), w.office(1)
	id := f.refer()
	text := strings.Repeat("还款流水\n", 200)
	upload := f.applicant.uploads("流水.txt", text)
	f.respondent.does(id, &dispute.EvidenceFiling{Uploads: []string{upload}, Proof: "已还款"}).is(http.StatusUnprocessableEntity).names("uploads[0]")
	claimed := []dispute.File{{SHA256: "00", Name: "x", Inline: true}}
	f.applicant.does(id, &dispute.EvidenceFiling{Uploads: []string{upload}, Proof: "已还款", Files: claimed}).is(http.StatusOK)
	filed := w.engine.cases[id].Evidence
	require.Len(t, filed, 1)
	require.Len(t, filed[0].Files, 1)
	file := filed[0].Files[0]
	require.Equal(t, "流水.txt", file.Name)
	require.Equal(t, int64(len(text)), file.Size)
	path := "/api/disputes/" + id + "/evidence/" + file.SHA256
	a := f.respondent.get(path).is(http.StatusOK)
	require.Equal(t, text, string(a.body))
	require.Contains(t, a.header.Get("Content-Disposition"), "attachment")
	require.Contains(t, a.header.Get("Content-Security-Policy"), "sandbox")
	other.applicant.get(path).is(http.StatusNotFound)
	other.manager.get(path).is(http.StatusNotFound)
	f.applicant.get("/api/disputes/" + id + "/evidence/" + strings.Repeat("0", 64)).is(http.StatusNotFound)
}

func TestAnUploadThatIsNoEvidenceIsRefusedWithItsReason(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.refer()
	upload := f.applicant.uploads("照片.jpg", "MZ\x90\x00this is a program"+strings.Repeat("\x00", 400))
	a := f.applicant.does(id, &dispute.EvidenceFiling{Uploads: []string{upload}, Proof: "照片"}).is(http.StatusUnprocessableEntity)
	a.names("uploads[0]")
	require.Empty(t, w.engine.cases[id].Evidence)
}

func TestUploadsNeedACaller(t *testing.T) {
	w := newWorld(t)
	for _, method := range []string{http.MethodPost, http.MethodPatch, http.MethodHead, http.MethodDelete} {
		req := httptest.NewRequest(method, "/api/uploads/x", nil)
		recorder := httptest.NewRecorder()
		w.router.ServeHTTP(recorder, req)
		require.Equal(t, http.StatusUnauthorized, recorder.Code, method)
	}
}
