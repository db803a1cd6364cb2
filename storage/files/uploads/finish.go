package uploads

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"sutiao/dispute"
)

// Finished is an upload whose last byte has come. The embedded file is open for reading
// at its beginning; the caller closes it.
type Finished struct {
	*os.File
	Filename string // what the sender called it, cleaned; may be empty
	CaseID   string // as the sender gave it: check that the account may file there
	Size     int64  // bytes
}

var (
	errNotFound = &dispute.Error{Code: dispute.CodeNotFound, Message: dispute.Text{
		ZH: "没有这个上传，或已过期，请重新上传", EN: "there is no such upload, or it has expired; please upload again",
	}}
	errUnfinished = &dispute.Error{Code: dispute.CodeConflict, Message: dispute.Text{
		ZH: "文件还没有传完，请等上传完成后再提交", EN: "the upload is not complete yet",
	}}
)

// Finish gives the complete content. It changes nothing and may be called again, as
// after a crash, until Remove.
func (u *Uploads) Finish(_ context.Context, uploadID, account string) (*Finished, error) {
	if !belongs(uploadID, account) {
		return nil, errNotFound
	}
	info, _, err := u.spool.load(uploadID)
	if errors.Is(err, os.ErrNotExist) {
		return nil, errNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("uploads: %w", err)
	}
	if info.Offset != info.Size {
		return nil, errUnfinished
	}
	file, err := os.Open(filepath.Join(u.Folder, uploadID)) //nolint:gosec // the ID was checked
	if errors.Is(err, os.ErrNotExist) {
		return nil, errNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("uploads: %w", err)
	}
	return &Finished{File: file, Filename: info.MetaData[metaName], CaseID: info.MetaData[metaCase], Size: info.Size}, nil
}

// Remove forgets an upload of the account, finished or not. One that is gone already is
// no error.
func (u *Uploads) Remove(_ context.Context, uploadID, account string) error {
	if !belongs(uploadID, account) {
		return nil
	}
	return u.spool.remove(uploadID)
}
