// Package activities does the outside work of a dispute: it records acts, fetches the
// almanac and tells courts. Every activity is idempotent by a business key, because the
// engine may run it again.
package activities

import (
	"context"

	"sutiao/dispute"
	"sutiao/law"
)

// Recorder writes a recording in one transaction; writing it again changes nothing.
type Recorder interface {
	Record(ctx context.Context, r dispute.Recording) error
}

// Almanacs gives the almanac in force.
type Almanacs interface {
	Almanac(ctx context.Context) (law.Almanac, error)
}

// Courts transmits to a court; the same key is delivered once and gives the same receipt.
type Courts interface {
	Deliver(ctx context.Context, d Delivery) (receipt string, err error)
}

// Activities holds the ports through which the work is done.
type Activities struct {
	Recorder Recorder
	Almanacs Almanacs
	Courts   Courts
	// Those that make documents; a worker without them fails the steps that need them.
	Scribe   Scribe
	Notary   Notary
	Files    Files
	Register Register
	Binder   Binder
	// Nodes are the media nodes on which rooms open.
	Nodes MediaNodes
}

// New joins the ports.
func New(r Recorder, a Almanacs, c Courts) *Activities {
	return &Activities{Recorder: r, Almanacs: a, Courts: c}
}
