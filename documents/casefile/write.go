package casefile

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"sutiao/documents/signing"
	"sutiao/documents/verification"
	"sutiao/documents/verification/archive"
)

// Write writes a case file, signed with the organisation's key. Large files are copied,
// never held in memory. One that no check would accept is refused before a byte is written:
// archive.ErrTooLarge, or a *dispute.Error where the key is another organisation's.
func Write(ctx context.Context, w io.Writer, f CaseFile, key signing.Key, stamps signing.Timestamper) error {
	if !verification.Names(key.Certificates()[0], f.Case.Organisation) {
		return signing.NotNamed(f.Case.Organisation)
	}
	items, err := f.items(ctx)
	if err != nil {
		return err
	}
	manifest, fixed, err := f.manifest(ctx, items)
	if err != nil {
		return err
	}
	text, err := manifest.Encode()
	if err != nil {
		return err
	}
	signature, err := signing.Detached(ctx, text, key, stamps)
	if err != nil {
		return fmt.Errorf("sign the case file: %w", err)
	}
	certificates, err := verification.CertificatesOf(signature)
	if err != nil {
		return err
	}
	entries := []*entry{
		made(verification.ManifestEntry, text),
		made(verification.SignatureEntry, signature),
		made(verification.CertificatesEntry, certificates),
	}
	for _, e := range entries {
		if err := e.digest(ctx); err != nil {
			return err
		}
	}
	return write(ctx, w, append(append(entries, fixed...), items...))
}

// items reads the documents and the evidence for their digests.
func (f *CaseFile) items(ctx context.Context) ([]*entry, error) {
	var items []*entry
	for i := range f.Documents {
		items = append(items, f.Documents[i].entry(i+1))
	}
	for i := range f.Evidence {
		items = append(items, f.Evidence[i].entry(i+1))
	}
	// By the sizes on record first: nothing is read of what could not be written.
	for _, e := range items {
		if err := archive.Fits(heads(items)); err != nil {
			return nil, err
		}
		if err := e.digest(ctx); err != nil {
			return nil, err
		}
	}
	return items, archive.Fits(heads(items))
}

func heads(entries []*entry) []archive.Entry {
	all := make([]archive.Entry, len(entries))
	for i, e := range entries {
		all[i] = e.Entry
	}
	return all
}

// manifest makes the manifest, and the index and the ledger that it lists.
func (f *CaseFile) manifest(ctx context.Context, items []*entry) (*verification.Manifest, []*entry, error) {
	m := &verification.Manifest{
		Format: verification.ManifestFormat, Case: f.Case, MadeAt: whole(f.MadeAt),
		Documents: []verification.Item{}, Evidence: []verification.Item{},
	}
	var err error
	if m.MerkleRoot, err = prove(items); err != nil {
		return nil, nil, err
	}
	for i, e := range items {
		if i < len(f.Documents) {
			m.Documents = append(m.Documents, e.item)
		} else {
			m.Evidence = append(m.Evidence, e.item)
		}
	}
	lines, err := f.ledger()
	if err != nil {
		return nil, nil, err
	}
	page, err := index(m)
	if err != nil {
		return nil, nil, err
	}
	list, ledger := made(verification.IndexEntry, page), made(verification.LedgerEntry, lines)
	if err := errors.Join(list.digest(ctx), ledger.digest(ctx)); err != nil {
		return nil, nil, err
	}
	m.Index, m.Ledger.Content = list.item.Content, ledger.item.Content
	m.Ledger.Rows = len(f.Ledger)
	if n := len(f.Ledger); n > 0 {
		m.Ledger.Head = f.Ledger[n-1].Hash
	}
	return m, []*entry{list, ledger}, nil
}

// ledger writes the rows, a line each. A chain that does not hold is not signed.
func (f *CaseFile) ledger() ([]byte, error) {
	var lines []byte
	previous := ""
	for i := range f.Ledger {
		row := f.Ledger[i]
		row.At = row.At.UTC()
		before, err := hex.DecodeString(previous)
		if err != nil || row.Previous != previous || row.Seq != i+1 || hex.EncodeToString(row.Chained(before)) != row.Hash {
			return nil, fmt.Errorf("ledger row %d does not follow the row before", i+1)
		}
		previous = row.Hash
		line, err := row.Encode()
		if err != nil {
			return nil, fmt.Errorf("ledger row %d: %w", row.Seq, err)
		}
		lines = append(lines, line...)
	}
	return lines, nil
}

func write(ctx context.Context, w io.Writer, entries []*entry) error {
	placed := heads(entries)
	if err := archive.Place(placed); err != nil {
		return err
	}
	for i, e := range entries {
		e.Entry = placed[i]
		if err := e.copyTo(ctx, w); err != nil {
			return err
		}
	}
	_, err := w.Write(archive.Directory(placed))
	return err
}
