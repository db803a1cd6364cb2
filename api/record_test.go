package api_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
)

// inSession brings a case to where people talk.
func (f office) inSession() (id string) {
	f.clerk.w.t.Helper()
	id = f.refer()
	f.manager.does(id, &dispute.Acceptance{Mediator: f.mediator.account.ID}).is(http.StatusOK)
	f.mediator.does(id, &dispute.Disclosure{}).is(http.StatusOK)
	f.mediator.does(id, f.plan()).is(http.StatusOK)
	f.mediator.does(id, opening()).is(http.StatusOK)
	return id
}

type written struct {
	Lines []dispute.RecordLine `json:"lines"`
}

func TestTheRecordIsWrittenLineByLineAndReadByThePartiesAndNotByTheCourt(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.inSession()
	path := "/api/disputes/" + id + "/sessions/1/record"
	for i, text := range []string{"申请人陈述：已还五期。", "被申请人：认可。"} {
		var made struct{ No int }
		f.mediator.post(path, map[string]any{"text": text, "speaker": fmt.Sprintf("p%d", i+1)}).is(http.StatusOK).into(&made)
		require.Equal(t, i+1, made.No)
	}
	f.mediator.post(path, map[string]any{"text": "申请人陈述：已还六期。", "speaker": "p1", "replaces": 1}).is(http.StatusOK)
	f.mediator.post(path, map[string]any{"text": "x", "speaker": "p9", "replaces": 9}).is(http.StatusUnprocessableEntity).names("speaker").names("replaces")
	f.applicant.post(path, map[string]any{"text": "改写"}).is(http.StatusForbidden)
	f.applicant.post(path+"/reads", map[string]any{"lines": []int{2, 3}}).is(http.StatusNoContent)
	f.respondent.post(path+"/reads", map[string]any{"lines": []int{3}, "objection": "是五期"}).is(http.StatusNoContent)
	f.respondent.post(path+"/reads", map[string]any{"lines": []int{7}}).is(http.StatusNotFound)
	f.mediator.post(path+"/reads", map[string]any{"lines": []int{1}}).is(http.StatusForbidden)

	var seen written
	f.respondent.get(path).is(http.StatusOK).into(&seen)
	require.Len(t, seen.Lines, 3)
	require.Equal(t, "p2", seen.Lines[2].Read[1].Party)
	require.Equal(t, "是五期", seen.Lines[2].Read[1].Objection)
	f.judge.get(path).is(http.StatusNotFound)
	w.office(1).applicant.get(path).is(http.StatusNotFound)

	f.mediator.does(id, &dispute.SessionClosing{Result: dispute.Adjourned}).is(http.StatusOK)
	record := w.engine.cases[id].Sessions[0].Record
	require.Equal(t, 3, record.Lines)
	require.Equal(t, []string{"p2"}, record.Unread, "line 3 is objected to, line 2 unread")
	require.Regexp(t, `^[0-9a-f]{64}$`, record.SHA256)
	f.mediator.post(path, map[string]any{"text": "补记"}).is(http.StatusForbidden)
}

// Nobody says anything to words that no longer stand: he is pointed to those that do.
func TestALineThatWasCorrectedIsNeitherCorrectedNorAnsweredAgain(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	path := "/api/disputes/" + f.inSession() + "/sessions/1/record"
	f.mediator.post(path, map[string]any{"text": "已还五期。"}).is(http.StatusOK)
	f.applicant.post(path+"/reads", map[string]any{"lines": []int{1}}).is(http.StatusNoContent)
	f.mediator.post(path, map[string]any{"text": "已还六期。", "replaces": 1}, "Idempotency-Key", "the-correction").is(http.StatusOK)
	refused := func(a answer, field, zh, en string) {
		t.Helper()
		a.is(http.StatusUnprocessableEntity).names(field)
		require.Contains(t, string(a.body), zh)
		require.Contains(t, string(a.body), en)
	}
	refused(f.mediator.post(path, map[string]any{"text": "已还七期。", "replaces": 1}), "replaces", "现以第2行为准", "line 2 stands for it now")
	refused(f.respondent.post(path+"/reads", map[string]any{"lines": []int{2, 1}, "objection": "是七期"}), "lines[1]", "现以第2行为准", "line 2 stands for it now")
	f.mediator.post(path, map[string]any{"text": "已还七期。", "replaces": 2}).is(http.StatusOK)
	refused(f.mediator.post(path, map[string]any{"text": "已还八期。", "replaces": 1}), "replaces", "现以第3行为准", "line 3 stands for it now")
	f.applicant.post(path+"/reads", map[string]any{"lines": []int{1, 3}}).is(http.StatusNoContent)
	f.mediator.post(path, map[string]any{"text": "已还六期。", "replaces": 1}, "Idempotency-Key", "the-correction").is(http.StatusOK)

	var seen written
	f.respondent.get(path).is(http.StatusOK).into(&seen)
	require.Len(t, seen.Lines, 3)
	for _, l := range seen.Lines {
		for _, r := range l.Read {
			require.Equal(t, "p1", r.Party, "of a refused word nothing is kept")
		}
	}
}

func TestALineThatIsSentAgainStandsOnce(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	path := "/api/disputes/" + f.inSession() + "/sessions/1/record"
	for range 2 {
		f.mediator.post(path, map[string]any{"text": "一行"}, "Idempotency-Key", "the-same-line").is(http.StatusOK)
	}
	var seen written
	f.mediator.get(path).into(&seen)
	require.Len(t, seen.Lines, 1)
}

// Rule 16 of the online rules lets a mediation be held without video: its record and its
// ledger are the same.
func TestASessionWithoutVideoHasTheSameRecordAndNoRoom(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	for _, mode := range []dispute.Mode{dispute.Telephone, dispute.OnSite, dispute.Asynchronous} {
		t.Run(string(mode), func(t *testing.T) {
			id := f.refer()
			f.manager.does(id, &dispute.Acceptance{Mediator: f.mediator.account.ID}).is(http.StatusOK)
			f.mediator.does(id, &dispute.Disclosure{}).is(http.StatusOK)
			plan := f.plan()
			plan.Mode, plan.Place = mode, "调解中心一楼"
			f.mediator.does(id, plan).is(http.StatusOK)
			f.mediator.does(id, opening()).is(http.StatusOK)
			path := "/api/disputes/" + id + "/sessions/1"
			f.mediator.post(path+"/record", map[string]any{"text": "双方同意分期。", "speaker": "p1"}).is(http.StatusOK)
			f.applicant.post(path+"/record/reads", map[string]any{"lines": []int{1}}).is(http.StatusNoContent)
			f.applicant.get(path + "/room").is(http.StatusNotFound)
			f.mediator.post(path+"/ticket", nil).is(http.StatusNotFound)
			f.mediator.does(id, &dispute.SessionClosing{Result: dispute.Agreed}).is(http.StatusOK)
			session := w.engine.cases[id].Sessions[0]
			require.Equal(t, mode, session.Mode)
			require.Equal(t, 1, session.Record.Lines)
			require.Equal(t, dispute.Agreed, session.Result)
		})
	}
}
