//go:build engines

package engines_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // database/sql's driver

	"sutiao/dispute"
	"sutiao/storage"
)

// books reads what is recorded of the disputes.
type books struct {
	owner *sql.DB     // sees everything
	seen  *storage.DB // the worker's view
}

func openBooks(ctx context.Context, ownerURL, workerURL string) (*books, error) {
	owner, err := sql.Open("pgx", ownerURL)
	if err != nil {
		return nil, err
	}
	seen, err := storage.Open(ctx, workerURL, storage.Options{})
	return &books{owner, seen}, err
}

func (b *books) close() { _ = errors.Join(b.owner.Close(), b.seen.Close()) }

// footprint is what a dispute has left behind, without what differs from one dispute to
// the next of the same life.
type footprint struct {
	Stage, Ending string
	Acts          []string // of people, in their order
	Own           []string // of the system
	Notices       []string
	Deliveries    []string
	Late          []string
}

// footprint reads one. Acts, notices and deliveries stand in it as often as they are kept.
func (b *books) footprint(ctx context.Context, id string) (footprint, error) {
	var f footprint
	err := b.owner.QueryRowContext(ctx, "SELECT stage, ending FROM disputes WHERE id = $1", id).Scan(&f.Stage, &f.Ending)
	for _, part := range []struct {
		into  *[]string
		query string
	}{
		{&f.Acts, `SELECT act || ' by ' || role || party FROM ledger WHERE dispute_id = $1 AND role <> 'system' ORDER BY seq`},
		{&f.Own, `SELECT substr(act_id, length(dispute_id) + 2) FROM ledger WHERE dispute_id = $1 AND role = 'system' ORDER BY 1`},
		{&f.Notices, `SELECT template || ' to ' || to_account || organisation || court FROM notices WHERE dispute_id = $1 ORDER BY 1`},
		{&f.Deliveries, `SELECT substr(key, length(dispute_id) + 2) || ' ' || state FROM deliveries WHERE dispute_id = $1 ORDER BY 1`},
		{&f.Late, `SELECT act || ': ' || reason FROM late_acts WHERE dispute_id = $1 ORDER BY id`},
	} {
		if err == nil {
			*part.into, err = b.texts(ctx, part.query, id)
		}
	}
	return f, err
}

func (b *books) texts(ctx context.Context, query string, args ...any) ([]string, error) {
	rows, err := b.owner.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var texts []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, rows.Err()
}

// same tells where a footprint differs from the one that was expected.
func (f footprint) same(want footprint) error {
	if a, b := lines(want), lines(f); a != b {
		return fmt.Errorf("it left\n%s\nwhere an undisturbed one leaves\n%s", b, a)
	}
	return nil
}

func lines(f footprint) string {
	text, err := json.MarshalIndent(f, "  ", " ")
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// nothingOwed tells that every document which the acts owed was made.
func (b *books) nothingOwed(ctx context.Context, id string) error {
	owed, err := b.texts(ctx, `SELECT kind FROM papers_owed WHERE dispute_id = $1 AND done_at IS NULL`, id)
	if err == nil && len(owed) > 0 {
		err = fmt.Errorf("still to be made: %s", strings.Join(owed, ", "))
	}
	return err
}

// sound tells that the chain of a ledger is whole, that each act is in it once, and that
// folding it gives the projection.
func (b *books) sound(ctx context.Context, id string) error {
	if err := b.seen.VerifyChain(ctx, id); err != nil {
		return err
	}
	twice, err := b.texts(ctx, `SELECT act_id FROM ledger WHERE dispute_id = $1 GROUP BY act_id HAVING count(*) > 1`, id)
	if err != nil || len(twice) > 0 {
		return fmt.Errorf("acts that stand twice: %s: %w", strings.Join(twice, ", "), err)
	}
	folded, err := b.seen.Replayed(ctx, id)
	if err != nil {
		return err
	}
	projected, err := b.seen.Dispute(ctx, dispute.TheSystem(), id)
	if err != nil {
		return err
	}
	return alike(folded, projected)
}

func alike(folded, projected *dispute.Case) error {
	a, err := json.Marshal(folded)
	if err != nil {
		return err
	}
	b, err := json.Marshal(projected)
	if err != nil {
		return err
	}
	if string(a) != string(b) {
		return fmt.Errorf("the ledger folds to\n%s\nand the projection is\n%s", a, b)
	}
	return nil
}

// abandon makes the claims on idempotency keys old, so that a request whose process died
// can be repeated now and not in two minutes.
func (b *books) abandon(ctx context.Context) error {
	_, err := b.owner.ExecContext(ctx, `UPDATE idempotency_keys SET created_at = created_at - interval '1 hour' WHERE status IS NULL`)
	return err
}
