package main

import (
	"context"

	"sutiao/activities"
	"sutiao/api"
	"sutiao/dispute"
	"sutiao/documents/fonts"
	"sutiao/documents/signing"
)

// trial tells before an act whether its documents and signatures can be made.
type trial struct {
	scribe scribe
	fonts  *signing.Fonts
}

var (
	_ api.Trial   = trial{}
	_ api.Drawing = trial{}
)

// TryDocuments implements api.Trial.
func (t trial) TryDocuments(ctx context.Context, c *dispute.Case, e dispute.Entry, kinds []dispute.DocumentKind) error {
	for _, kind := range kinds {
		order := activities.PaperOrder{Kind: kind, Case: c, Entry: e, Ledger: []dispute.Entry{e}, Code: "0000-0000-0000-0000"}
		if _, err := t.scribe.Write(ctx, order); err != nil {
			return err
		}
	}
	return nil
}

// Drawable implements api.Drawing.
func (t trial) Drawable(name, typed string, ink []byte) error {
	r := signing.SigningRequest{Name: name, Typed: typed, Ink: ink, Fonts: t.fonts}
	return r.Drawable()
}

// drawingFonts are those with which names and seals are drawn.
func drawingFonts() (*signing.Fonts, error) {
	text, err := fonts.Text()
	if err != nil {
		return nil, err
	}
	rare, err := fonts.Rare()
	if err != nil {
		return nil, err
	}
	return signing.NewFonts(append([][]byte{text.Regular}, rare...), nil)
}
