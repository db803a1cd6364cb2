package files

import (
	"context"
	"fmt"

	"sutiao/dispute"
)

// ErrDamaged says that a stored file isn't what it was when it was stored: its bytes
// changed, or another file lies under its name. Only a backup helps.
var ErrDamaged = &dispute.Error{Message: dispute.Text{
	ZH: "文件已损坏，无法打开，请联系管理员从备份恢复",
	EN: "the stored file is damaged and cannot be opened; it must be restored from a backup",
}}

// ErrNotFound says that the organisation has no such file.
var ErrNotFound = &dispute.Error{Code: dispute.CodeNotFound, Message: dispute.Text{
	ZH: "没有这个文件", EN: "there is no such file",
}}

// ErrEmpty refuses content without a byte. Such a file proves nothing, and Tink's
// reader cannot tell one from a file of another key.
var ErrEmpty = &dispute.Error{Code: dispute.CodeInvalid, Message: dispute.Text{
	ZH: "文件是空的", EN: "the file is empty",
}}

// damaged also goes to the log: the user's text says nothing of the cause.
func (s *Store) damaged(ctx context.Context, name string, cause error) error {
	s.log.ErrorContext(ctx, "a stored file is damaged", "name", name, "cause", cause)
	return fmt.Errorf("files: %s: %w: %w", name, ErrDamaged, cause)
}
