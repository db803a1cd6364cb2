// Package dispute holds the nouns of an online litigation–mediation case (诉调对接案件)
// and what each act does to it. It is pure: no clock, no storage, no law. Whether an
// act is allowed is the business of package law; how acts follow one another in time
// is the business of package workflows.
//
// A Case is the fold of its ledger: Apply is the only way that a case changes, so the
// workflow, the stored projection and an auditor who replays the ledger agree.
package dispute
