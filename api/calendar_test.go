package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/law"
)

// notice2027 is a holiday notice of the form that the State Council publishes; the days
// are made up, since the real one is still to come.
func notice2027() law.CalendarYear {
	day := func(m time.Month, d int) dispute.Date { return dispute.Date{Year: 2027, Month: m, Day: d} }
	return law.CalendarYear{Year: 2027, Status: law.YearOfficial, Source: "国办发明电〔2026〕号（示例）", Days: []law.SpecialDay{
		{Date: day(time.January, 1), Off: true, Name: "元旦"},
		{Date: day(time.January, 4), Off: true, Name: "元旦"},
		{Date: day(time.January, 9), Off: false, Name: "元旦"},
	}}
}

func TestHolidayNoticeMakesProvisionalDatesCertain(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	operator := w.staff(dispute.Operator, "", "")
	w.clock.move(time.Date(2026, 12, 31, 10, 0, 0, 0, dispute.Beijing).Sub(monday))
	id := f.refer()

	before := f.date(id, "D03")
	require.True(t, before.Provisional)
	require.True(t, f.listed(id).Provisional)
	operator.post("/api/calendar", notice2027()).is(http.StatusNoContent)

	after := f.date(id, "D03")
	require.False(t, after.Provisional)
	require.False(t, f.listed(id).Provisional)
	// Three working days from the last of December: 5, 6 and 7 January, since the 1st and
	// the 4th are holidays and the 2nd and 3rd a weekend.
	require.Equal(t, "2027-01-07", after.Last.String())
	require.Equal(t, "2027-01-06", before.Last.String())

	var known law.Calendar
	f.applicant.get("/api/calendar").is(http.StatusOK).into(&known)
	require.Contains(t, known.Years, notice2027())
	var system struct {
		Provisional []int `json:"provisionalYears"`
	}
	f.applicant.get("/api/system").is(http.StatusOK).into(&system)
	require.NotContains(t, system.Provisional, 2027)
}

func (f office) date(id, limit string) law.Deadline {
	var view caseView
	f.manager.get("/api/disputes/" + id).is(http.StatusOK).into(&view)
	for _, d := range view.Dates {
		if d.Limit == limit {
			return d
		}
	}
	require.Fail(f.manager.w.t, "the limit does not run", limit)
	return law.Deadline{}
}

func TestBadHolidayNoticeIsRefusedWithItsReason(t *testing.T) {
	w := newWorld(t)
	operator := w.staff(dispute.Operator, "", "")
	for reason, spoil := range map[string]func(*law.CalendarYear){
		"2027-01-04 stands twice": func(y *law.CalendarYear) { y.Days = append(y.Days, y.Days[1]) },
		"2027-01-05 is made a working day but is one already": func(y *law.CalendarYear) {
			y.Days[2].Date = dispute.Date{Year: 2027, Month: time.January, Day: 5}
		},
		"2028-01-04 lies outside the year": func(y *law.CalendarYear) { y.Days[1].Date.Year = 2028 },
		"source: is required":              func(y *law.CalendarYear) { y.Source = "" },
		"no rest day at all":               func(y *law.CalendarYear) { y.Days = nil },
		"want official or provisional":     func(y *law.CalendarYear) { y.Status = "guessed" },
	} {
		y := notice2027()
		spoil(&y)
		if y.Days == nil {
			y.Days = []law.SpecialDay{}
		}
		a := operator.post("/api/calendar", y).is(http.StatusUnprocessableEntity).names("days")
		require.Contains(t, a.Errors[0].Reason.EN, reason)
		require.Contains(t, a.Errors[0].Reason.ZH, "节假日安排有误")
	}
	operator.post("/api/calendar", `{"year":2027,"status":"official","source":"x","days":[{"date":"2027-02-30","off":true,"name":"春节"}]}`).
		is(http.StatusUnprocessableEntity)
	years, err := w.db.CalendarYears(t.Context())
	require.NoError(t, err)
	require.Empty(t, years)
}
