package storage

import "sutiao/dispute/records"

// The shapes in which the rows are handed out; see package records.
//
//nolint:revive // each is described where it is declared
type (
	Account        = records.Account
	APIKey         = records.APIKey
	Organisation   = records.Organisation
	Mediator       = records.Mediator
	Court          = records.Court
	Institution    = records.Institution
	Order          = records.Order
	Query          = records.Query
	Page           = records.Page
	Summary        = records.Summary
	PartyName      = records.PartyName
	LedgerRow      = records.LedgerRow
	ReceivedNotice = records.ReceivedNotice
	Response       = records.Response
	StuckStep      = records.StuckStep
	Repair         = records.Repair
	LateAct        = records.LateAct
	Delivery       = records.Delivery
)

// The constants that go with them.
const (
	ByDue       = records.ByDue
	ByReceived  = records.ByReceived
	PartyViewer = records.PartyViewer
)
