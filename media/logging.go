package media

import (
	"fmt"
	"log/slog"

	"github.com/pion/logging"
)

// pionLog passes on what pion has to say, as far as it is worth saying: its errors are
// mostly of clients that went away, so they are told at the level of warnings at most.
type pionLog struct{ log *slog.Logger }

// NewLogger implements logging.LoggerFactory.
func (l pionLog) NewLogger(scope string) logging.LeveledLogger {
	return scopeLog{l.log.With("scope", scope)}
}

type scopeLog struct{ log *slog.Logger }

func (scopeLog) Trace(string)          {}
func (scopeLog) Tracef(string, ...any) {}
func (scopeLog) Debug(string)          {}
func (scopeLog) Debugf(string, ...any) {}
func (scopeLog) Info(string)           {}
func (scopeLog) Infof(string, ...any)  {}

func (l scopeLog) Warn(m string)            { l.log.Debug(m) }
func (l scopeLog) Warnf(f string, a ...any) { l.log.Debug(fmt.Sprintf(f, a...)) }
func (l scopeLog) Error(m string)           { l.log.Warn(m) }
func (l scopeLog) Errorf(f string, a ...any) {
	l.log.Warn(fmt.Sprintf(f, a...))
}
