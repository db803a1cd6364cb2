// Package signing measures how many agreements are written and signed by two parties, the
// mediator and the organisation, against gopdf and pdfsign used bare in the same run.
package signing
