package storage

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"sutiao/dispute"
)

// as runs the work in one transaction in which the database knows the viewer.
func (d *DB) as(ctx context.Context, viewer dispute.Actor, work func(tx *gorm.DB) error) error {
	return d.inTransaction(ctx, func(tx *gorm.DB) error {
		// Local to the transaction: the connection goes back to the pool without a viewer.
		err := tx.Exec(`SELECT set_config('sutiao.account', ?, true), set_config('sutiao.role', ?, true),
			set_config('sutiao.organisation', ?, true), set_config('sutiao.court', ?, true)`,
			viewer.Account, string(viewer.Role), viewer.Organisation, viewer.Court).Error
		if err != nil {
			return fmt.Errorf("name the viewer: %w", err)
		}
		return work(tx)
	})
}

// scope repeats the viewer's policy in a form that the planner can use an index for.
// Row security is the wall; this is the shortest way along it.
func scope(tx *gorm.DB, viewer dispute.Actor) *gorm.DB {
	switch viewer.Role {
	case dispute.Manager:
		return tx.Where("organisation = ?", viewer.Organisation)
	case dispute.Mediator:
		return tx.Where("mediator = ? AND organisation = ?", viewer.Account, viewer.Organisation)
	case dispute.Clerk, dispute.Judge:
		return tx.Where("(court = ? OR confirmation_court = ?)", viewer.Court, viewer.Court)
	case PartyViewer, dispute.Applicant, dispute.Respondent, dispute.ThirdParty:
		return tx.Where("id IN (SELECT dispute_id FROM dispute_people WHERE account = ?)", viewer.Account)
	case dispute.System:
		return tx // of the worker, which sees all
	default:
		return tx.Where("false")
	}
}
