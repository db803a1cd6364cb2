package storage

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"sutiao/dispute"
)

// StepFailed notes that an attempt at a step failed. The text must be free of personal
// data. It needs the worker's role.
func (d *DB) StepFailed(ctx context.Context, disputeID, step string, attempt int, errText string) error {
	err := d.gorm.WithContext(ctx).Exec(`INSERT INTO stuck_steps (dispute_id, step, attempts, last_error)
		VALUES (?, ?, ?, ?) ON CONFLICT (dispute_id, step) DO UPDATE
		SET attempts = excluded.attempts, last_error = excluded.last_error, last_at = now()`,
		disputeID, step, attempt, storable(errText)).Error
	if err != nil {
		return fmt.Errorf("note failed step: %w", err)
	}
	return nil
}

// StepPassed forgets the failures of a step. It needs the worker's role.
func (d *DB) StepPassed(ctx context.Context, disputeID, step string) error {
	err := d.gorm.WithContext(ctx).Exec("DELETE FROM stuck_steps WHERE dispute_id = ? AND step = ?",
		disputeID, step).Error
	if err != nil {
		return fmt.Errorf("note passed step: %w", err)
	}
	return nil
}

// StuckSteps lists the steps that fail, the oldest first, to operators. The worker asks
// as dispute.TheSystem.
func (d *DB) StuckSteps(ctx context.Context, viewer dispute.Actor) ([]StuckStep, error) {
	var steps []StuckStep
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		return tx.Order("since, dispute_id, step").Find(&steps).Error
	})
	if err != nil {
		return nil, fmt.Errorf("list stuck steps: %w", err)
	}
	return steps, nil
}

// The kinds of repair.
const (
	RepairRetry = "retry"
	RepairReset = "reset"
)

// AddRepair keeps a repair that the viewer, an operator, has made.
func (d *DB) AddRepair(ctx context.Context, viewer dispute.Actor, r Repair) error {
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		return tx.Exec(`INSERT INTO repairs (dispute_id, operator, kind, reason, point, result)
			VALUES (?, ?, ?, ?, ?, ?)`, r.DisputeID, r.Operator, r.Kind, r.Reason, r.Point, r.Result).Error
	})
	if err != nil {
		return fmt.Errorf("keep repair: %w", err)
	}
	return nil
}

// Repairs lists the repairs of a case in their order, to operators.
func (d *DB) Repairs(ctx context.Context, viewer dispute.Actor, disputeID string) ([]Repair, error) {
	var repairs []Repair
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		return tx.Where("dispute_id = ?", disputeID).Order("id").Find(&repairs).Error
	})
	if err != nil {
		return nil, fmt.Errorf("list repairs: %w", err)
	}
	return repairs, nil
}

// AddLateAct keeps a late act in the viewer's own name.
func (d *DB) AddLateAct(ctx context.Context, viewer dispute.Actor, a LateAct) error {
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		return tx.Exec(`INSERT INTO late_acts (dispute_id, act, account, role, at, detail, reason)
			VALUES (?, ?, ?, ?, ?, ?, ?)`,
			a.DisputeID, a.Act, viewer.Account, viewer.Role, a.At, a.Detail, a.Reason).Error
	})
	if err != nil {
		return fmt.Errorf("keep late act: %w", err)
	}
	return nil
}

// LateActs lists the late acts of a case that the viewer may see, in their order.
func (d *DB) LateActs(ctx context.Context, viewer dispute.Actor, disputeID string) ([]LateAct, error) {
	var acts []LateAct
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		return tx.Where("dispute_id = ?", disputeID).Order("id").Find(&acts).Error
	})
	if err != nil {
		return nil, fmt.Errorf("list late acts: %w", err)
	}
	return acts, nil
}
