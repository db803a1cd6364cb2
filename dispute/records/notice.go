package records

import (
	"time"

	"sutiao/dispute"
)

// ReceivedNotice is a notice as its reader sees it.
type ReceivedNotice struct {
	ID        int64
	DisputeID string
	dispute.Notice
	ReadAt time.Time // by this reader; zero: not yet
}
