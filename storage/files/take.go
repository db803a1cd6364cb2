package files

import (
	"context"
	"fmt"
	"io"

	"sutiao/dispute"
	"sutiao/storage/files/inspection"
)

// Filed is evidence that was inspected, scanned and stored.
type Filed struct {
	Stored
	Name      string          `json:"name"` // for people; its ending tells the truth
	MediaType string          `json:"mediaType"`
	Kind      inspection.Kind `json:"kind"`
	Inline    bool            `json:"inline"` // may be shown in a page
	Findings  []dispute.Text  `json:"findings,omitempty"`
}

// Take inspects what was uploaded, has it scanned, and stores it for the organisation.
// A nil scanner scans nothing. Nothing is stored of what is refused; taking the same
// upload again, as after a crash, gives the same file.
func Take(ctx context.Context, store *Store, scanner inspection.Scanner, organisation string, spooled inspection.Source, name string) (Filed, error) {
	found, err := inspection.Inspect(ctx, spooled)
	if err != nil {
		return Filed{}, err
	}
	defer func() { _ = found.Close() }()
	if scanner != nil {
		// What was sent is scanned, not what cleaning left of it: the sender should know.
		size, err := spooled.Seek(0, io.SeekEnd)
		if err != nil {
			return Filed{}, fmt.Errorf("files: reread the upload: %w", err)
		}
		if err := scanner.Scan(ctx, io.NewSectionReader(spooled, 0, size)); err != nil {
			return Filed{}, err
		}
	}
	if _, err := found.Content.Seek(0, io.SeekStart); err != nil {
		return Filed{}, fmt.Errorf("files: reread the upload: %w", err)
	}
	stored, err := store.Put(ctx, organisation, found.Content)
	if err != nil {
		return Filed{}, err
	}
	return Filed{
		Stored: stored, Name: found.Name(name), MediaType: found.MediaType,
		Kind: found.Kind, Inline: found.Inline, Findings: found.Findings,
	}, nil
}
