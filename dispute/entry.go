package dispute

import (
	"encoding/json"
	"fmt"
	"time"
)

// Entry is one act as it happened: a row of the ledger.
type Entry struct {
	// ID is the business idempotency key of the act. It survives a reset and a retry,
	// so the same act is never recorded twice.
	ID  string `json:"id"`
	Seq int    `json:"seq"`
	Act Act    `json:"act"`
	By  Actor  `json:"by"`
	// At is Beijing time, stamped when the act reached us, not when it was processed:
	// an act that a repair applies again keeps its time.
	At time.Time `json:"at"`
	// Expect is the version that the actor saw; 0 means any.
	Expect int    `json:"expect,omitempty"`
	Detail Detail `json:"detail"`
}

// Detail is what an act says. Its concrete type belongs to exactly one Act.
type Detail interface {
	// Act names the act that the detail belongs to.
	Act() Act
	// Check finds what is wrong with the fields alone.
	Check() Problems
	apply(c *Case, e Entry)
}

// UnmarshalJSON decodes the detail by the act's name.
func (e *Entry) UnmarshalJSON(data []byte) error {
	type plain Entry
	raw := struct {
		*plain
		Detail json.RawMessage `json:"detail"`
	}{plain: (*plain)(e)}
	if err := json.Unmarshal(data, &raw); err != nil {
		return err
	}
	detail, err := DecodeDetail(e.Act, raw.Detail)
	if err != nil {
		return err
	}
	e.Detail = detail
	return nil
}

// DecodeDetail reads the detail of an act from JSON. An unknown act is an error.
func DecodeDetail(act Act, data []byte) (Detail, error) {
	for _, info := range Acts() {
		if info.Act != act {
			continue
		}
		d := info.New()
		if len(data) > 0 {
			if err := json.Unmarshal(data, d); err != nil {
				return nil, fmt.Errorf("detail of %s: %w", act, err)
			}
		}
		return d, nil
	}
	return nil, fmt.Errorf("unknown act %q", act)
}

// Apply folds an entry into the case. It does not ask whether the act is allowed.
func (c *Case) Apply(e Entry) {
	c.Seq++
	e.Detail.apply(c, e)
	c.emptyRooms(e.At)
}

// Replay folds a whole ledger.
func Replay(id string, ledger []Entry) *Case {
	c := &Case{ID: id}
	for _, e := range ledger {
		c.Apply(e)
	}
	return c
}
