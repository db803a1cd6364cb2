package workflows

import (
	"sutiao/dispute"
	"sutiao/law"
)

// Name is the workflow type.
const Name = "Mediation"

// TaskQueue is where the workers of disputes listen.
const TaskQueue = "disputes"

// ID is the workflow ID of a dispute.
func ID(disputeID string) string { return "mediation/" + disputeID }

// CalendarChanged is the signal that a holiday notice was loaded meanwhile.
const CalendarChanged = "CalendarChanged"

// Progress is the query that tells how far a dispute has come. It answers once the first
// acts are recorded.
const Progress = "Progress"

// Start is the input of a dispute's workflow. A first run has Opening; a run that
// continues an earlier one has the case instead.
type Start struct {
	ID    string        `json:"id"`
	Clock dispute.Clock `json:"clock,omitzero"`
	// Almanac is the one in force at the start. It is fetched anew by activity whenever
	// the alarm rings or a holiday notice is loaded.
	Almanac law.Almanac    `json:"almanac"`
	Opening *dispute.Entry `json:"opening,omitempty"`

	Case *dispute.Case `json:"case,omitempty"`
	Seen []string      `json:"seen,omitempty"` // IDs of acts, against repetition
}

// Receipt answers an act: what version and stage the case has now.
type Receipt struct {
	Seq   int           `json:"seq"`
	Stage dispute.Stage `json:"stage"`
}

// Result is how a dispute ended.
type Result struct {
	Ending dispute.Ending `json:"ending"`
	Seq    int            `json:"seq"`
}
