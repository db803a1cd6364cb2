// Package embedded starts the private engines of `sutiao up`: PostgreSQL,
// Temporal and the media node as children of this process, kept alive while it
// lives and gone when it goes, with everything they need in one data folder.
package embedded

import (
	"fmt"
	"strings"
)

// Problem is a failure that the person at the terminal can mend. Its text is one
// line, Chinese first, and says what to do.
type Problem struct {
	Chinese string
	English string
	Cause   error
}

// Error returns both languages on one line.
func (p *Problem) Error() string {
	text := p.Chinese + " · " + p.English
	if p.Cause != nil {
		// Causes from below may run over several lines.
		text += " (" + strings.Join(strings.Fields(p.Cause.Error()), " ") + ")"
	}
	return text
}

// Unwrap returns the cause, if there is one.
func (p *Problem) Unwrap() error { return p.Cause }

func problem(cause error, chinese, english string, args ...any) error {
	return &Problem{
		Chinese: fmt.Sprintf(chinese, args...),
		English: fmt.Sprintf(english, args...),
		Cause:   cause,
	}
}
