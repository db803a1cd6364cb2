package api_test

import (
	"net/http"
	"slices"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/law"
)

// caseView is the case view as a page reads it.
type caseView struct {
	Case    dispute.Case   `json:"case"`
	Dates   []law.Deadline `json:"dates"`
	Allowed []struct {
		Act    dispute.Act  `json:"act"`
		Name   dispute.Text `json:"name"`
		Source string       `json:"source"`
	} `json:"allowedActs"`
	Role      dispute.Role `json:"role"`
	Party     string       `json:"party"`
	Now       time.Time    `json:"now"`
	StageName dispute.Text `json:"stageName"`
	Mediator  string       `json:"mediatorName"`
	Office    string       `json:"organisationName"`
}

func (v caseView) acts() []dispute.Act {
	acts := []dispute.Act{}
	for _, a := range v.Allowed {
		acts = append(acts, a.Act)
	}
	return acts
}

type historyPage struct {
	Items []historyRow `json:"items"`
}

type historyRow struct {
	Seq    int          `json:"seq"`
	Act    dispute.Act  `json:"act"`
	Role   dispute.Role `json:"role"`
	Party  string       `json:"party"`
	At     time.Time    `json:"at"`
	Detail any          `json:"detail"`
	Hash   string       `json:"hash"`
}

// listed is a case as a list shows it.
type listed struct {
	ID          string         `json:"id"`
	Number      string         `json:"number"`
	CourtNumber string         `json:"courtNumber"`
	Stage       dispute.Stage  `json:"stage"`
	Ending      dispute.Ending `json:"ending"`
	NearestDue  *time.Time     `json:"nearestDue"`
	Provisional bool           `json:"provisional"`
	ReceivedAt  time.Time      `json:"receivedAt"`
}

type casePage struct {
	Items []listed `json:"items"`
	Next  string   `json:"next"`
}

// listed finds the case in the manager's list.
func (f office) listed(id string) listed {
	var page casePage
	f.manager.get("/api/disputes?limit=200").is(http.StatusOK).into(&page)
	i := slices.IndexFunc(page.Items, func(c listed) bool { return c.ID == id })
	require.GreaterOrEqual(f.manager.w.t, i, 0, "the case is not listed")
	return page.Items[i]
}

func (p casePage) ids() []string {
	ids := []string{}
	for _, i := range p.Items {
		ids = append(ids, i.ID)
	}
	return ids
}
