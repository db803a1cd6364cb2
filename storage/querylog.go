package storage

import (
	"context"
	"errors"
	"log/slog"
	"regexp"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// queryLogger reports slow and failed statements. It never prints a parameter, nor the
// text of a database error, since both may hold personal data.
type queryLogger struct {
	log  *slog.Logger
	slow time.Duration
}

var _ gorm.ParamsFilter = (*queryLogger)(nil)

func newQueryLogger(options Options) *queryLogger {
	l := &queryLogger{log: options.Logger, slow: orDefault(options.SlowQuery, 500*time.Millisecond)}
	if l.log == nil {
		l.log = slog.Default()
	}
	return l
}

// ParamsFilter implements gorm.ParamsFilter: the statement keeps its placeholders.
func (*queryLogger) ParamsFilter(_ context.Context, sql string, _ ...any) (string, []any) {
	return sql, nil
}

// LogMode implements logger.Interface.
func (l *queryLogger) LogMode(logger.LogLevel) logger.Interface { return l }

// Info implements logger.Interface. gorm's own messages may quote values, so the
// arguments are left out; so they are in Warn and Error.
func (l *queryLogger) Info(ctx context.Context, message string, _ ...any) {
	l.log.DebugContext(ctx, "database", "message", message)
}

// Warn implements logger.Interface.
func (l *queryLogger) Warn(ctx context.Context, message string, _ ...any) {
	l.log.WarnContext(ctx, "database", "message", message)
}

// Error implements logger.Interface.
func (l *queryLogger) Error(ctx context.Context, message string, _ ...any) {
	l.log.ErrorContext(ctx, "database", "message", message)
}

// placeholder is how gorm writes a parameter that it was not given a value for.
var placeholder = regexp.MustCompile(`\$(\d+)\$`)

// Trace implements logger.Interface.
func (l *queryLogger) Trace(ctx context.Context, begin time.Time, statement func() (string, int64), err error) {
	took := time.Since(begin)
	failed := err != nil && !errors.Is(err, gorm.ErrRecordNotFound) && !errors.Is(err, context.Canceled)
	if !failed && took < l.slow {
		return
	}
	sql, rows := statement()
	sql = placeholder.ReplaceAllString(sql, "$$$1")
	attributes := []any{"statement", sql, "rows", rows, "took", took}
	if failed {
		l.log.WarnContext(ctx, "statement failed", append(attributes, "code", codeOf(err))...)
		return
	}
	l.log.WarnContext(ctx, "slow statement", attributes...)
}

// codeOf is the SQLSTATE of a database error, or nothing.
func codeOf(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	return ""
}
