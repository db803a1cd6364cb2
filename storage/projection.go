package storage

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"sutiao/dispute"
)

// disputeRow is the readable projection of a case.
type disputeRow struct {
	ID                 string `gorm:"primaryKey"`
	Number             string
	Seq                int
	Track              string
	Procedure          string
	Type               string
	CauseNumber        string
	CauseVersion       string
	Court              string
	CourtNumber        string
	ConfirmationCourt  string
	ConfirmationNumber string
	ConfirmingSince    *time.Time
	Organisation       string
	Mediator           string
	Stage              string
	Ending             string
	Amount             int64
	ReceivedAt         time.Time
	EndedAt            *time.Time
	NearestDue         *time.Time
	NearestLimit       string
	NearestProvisional bool
	People             []string `gorm:"serializer:texts"`
	Parties            string
	SearchText         string
	Body               string
	LedgerSeq          int
	LedgerHead         []byte
	UpdatedAt          time.Time // kept by gorm
}

// TableName implements gorm's Tabler.
func (disputeRow) TableName() string { return "disputes" }

// personRow says who acts for a party.
type personRow struct {
	DisputeID string
	Account   string
	Party     string
	Agent     bool
}

// TableName implements gorm's Tabler.
func (personRow) TableName() string { return "dispute_people" }

type dateRow struct {
	DisputeID   string
	No          int
	LimitID     string
	LastDay     *string
	Due         *time.Time
	Provisional bool
	Stopped     bool
	Main        bool
}

// TableName implements gorm's Tabler.
func (dateRow) TableName() string { return "dispute_dates" }

// project makes the columns out of the case and its dates.
func project(r dispute.Recording) (disputeRow, error) {
	c := r.Case
	body, err := json.Marshal(c)
	if err != nil {
		return disputeRow{}, fmt.Errorf("write case %s: %w", c.ID, err)
	}
	names := make([]PartyName, len(c.Parties))
	for i, p := range c.Parties {
		names[i] = PartyName{Role: p.Role, Name: p.Name}
	}
	parties, err := json.Marshal(names)
	if err != nil {
		return disputeRow{}, fmt.Errorf("write parties of %s: %w", c.ID, err)
	}
	row := disputeRow{
		ID: c.ID, Number: storable(c.Number), Seq: c.Seq,
		Track: string(c.Track), Procedure: string(c.Procedure), Type: storable(c.Type),
		CauseNumber: storable(c.Cause.Number), CauseVersion: storable(c.Cause.Version),
		Court: storable(c.Court), CourtNumber: storable(c.CourtNumber),
		ConfirmingSince: confirmingSince(c),
		Organisation:    storable(c.Organisation), Mediator: storable(c.Mediator),
		Stage: string(c.Stage), Ending: string(c.Ending), Amount: int64(c.Amount),
		ReceivedAt: receivedAt(r),
		Parties:    storableJSON(string(parties)), Body: storableJSON(string(body)),
		People: accountsOf(people(c)), SearchText: searchText(c), LedgerHead: []byte{},
	}
	if c.Confirmation != nil {
		row.ConfirmationCourt = storable(c.Confirmation.Court)
		row.ConfirmationNumber = storable(c.Confirmation.Number)
	}
	if c.Over() {
		row.EndedAt = orNull(c.When(dispute.Ended))
	}
	if nearest := nearestOf(r.Dates); nearest != nil {
		row.NearestDue, row.NearestLimit = &nearest.Due, nearest.Limit
		row.NearestProvisional = nearest.Provisional
	}
	return row, nil
}

// receivedAt falls back on the first act, so that an odd case still has its place in
// the lists.
func receivedAt(r dispute.Recording) time.Time {
	if at := r.Case.When(dispute.Received); !at.IsZero() {
		return at
	}
	if len(r.Entries) > 0 {
		return r.Entries[0].At
	}
	return time.Time{}
}

// confirmingSince is when the application that is now before the court was filed.
func confirmingSince(c *dispute.Case) *time.Time {
	if c.Confirmation == nil || c.Over() {
		return nil
	}
	for _, o := range slices.Backward(c.Facts) {
		switch o.Fact {
		case dispute.ConfirmationSettled:
			return nil
		case dispute.ConfirmationFiled:
			return &o.At
		default:
		}
	}
	return nil
}

func nearestOf(dates []dispute.DueDate) *dispute.DueDate {
	var nearest *dispute.DueDate
	for i := range dates {
		d := &dates[i]
		if d.Stopped || d.Due.IsZero() {
			continue
		}
		if nearest == nil || d.Due.Before(nearest.Due) {
			nearest = d
		}
	}
	return nearest
}

func people(c *dispute.Case) []personRow {
	var rows []personRow
	add := func(account, party string, agent bool) {
		row := personRow{DisputeID: c.ID, Account: account, Party: party, Agent: agent}
		if account != "" && !slices.Contains(rows, row) {
			rows = append(rows, row)
		}
	}
	for _, p := range c.Parties {
		add(p.Account, p.ID, false)
		for _, a := range p.Agents {
			add(a.Account, p.ID, true)
		}
	}
	return rows
}

func accountsOf(rows []personRow) []string {
	accounts := []string{}
	for _, row := range rows {
		if !slices.Contains(accounts, row.Account) {
			accounts = append(accounts, row.Account)
		}
	}
	return accounts
}

func searchText(c *dispute.Case) string {
	lines := []string{c.Number, c.CourtNumber}
	if c.Confirmation != nil {
		lines = append(lines, c.Confirmation.Number)
	}
	for _, p := range c.Parties {
		lines = append(lines, p.Name)
	}
	lines = slices.DeleteFunc(lines, func(line string) bool { return line == "" })
	return storable(strings.Join(lines, "\n"))
}

func datesOf(r dispute.Recording) []dateRow {
	rows := make([]dateRow, len(r.Dates))
	for i, d := range r.Dates {
		rows[i] = dateRow{
			DisputeID: r.Case.ID, No: i + 1, LimitID: d.Limit, Due: orNull(d.Due),
			Provisional: d.Provisional, Stopped: d.Stopped, Main: d.Main,
		}
		if !d.Last.IsZero() {
			last := d.Last.String()
			rows[i].LastDay = &last
		}
	}
	return rows
}

func orNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
