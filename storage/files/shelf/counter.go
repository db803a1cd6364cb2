package shelf

import (
	"context"

	"sutiao/dispute"
	"sutiao/storage/files"
	"sutiao/storage/files/inspection"
	"sutiao/storage/files/uploads"
)

// Counter is where uploads come in: received piece by piece, then inspected, scanned and
// kept once an act names them.
type Counter struct {
	*uploads.Uploads
	Store   *files.Store
	Scanner inspection.Scanner // nil scans nothing
}

// Take keeps an upload of the account. The pieces stay until they are removed or expire,
// so that an act that is repeated finds them again.
func (c Counter) Take(ctx context.Context, account, keeper, uploadID string) (dispute.File, error) {
	done, err := c.Finish(ctx, uploadID, account)
	if err != nil {
		return dispute.File{}, err
	}
	defer func() { _ = done.Close() }()
	filed, err := files.Take(ctx, c.Store, c.Scanner, keeper, done, done.Filename)
	if err != nil {
		return dispute.File{}, err
	}
	f := fileOf(filed.Stored, keeper)
	f.Name, f.MediaType, f.Inline = filed.Name, filed.MediaType, filed.Inline
	return f, nil
}
