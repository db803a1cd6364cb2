// Package testdata holds the example referrals, in the documented exchange format
// (docs/exchange.md). They are modelled on published cases; all persons are invented.
package testdata

import "embed"

// Referrals holds one file a case.
//
//go:embed referrals/*.json
var Referrals embed.FS
