package uploads

import (
	"context"
	"log/slog"

	old "golang.org/x/exp/slog"
)

// quiet passes the library's warnings and errors on to our logger. It logs each request
// twice below that, by a forerunner of log/slog.
type quiet struct{ log *slog.Logger }

func libraryLogger(log *slog.Logger) *old.Logger { return old.New(quiet{log}) }

// Enabled implements slog.Handler.
func (q quiet) Enabled(ctx context.Context, level old.Level) bool {
	return level >= old.LevelWarn && q.log.Enabled(ctx, slog.Level(level))
}

// Handle implements slog.Handler.
func (q quiet) Handle(ctx context.Context, r old.Record) error {
	var about []any
	r.Attrs(func(a old.Attr) bool {
		about = append(about, a.Key, a.Value.Any())
		return true
	})
	level := slog.Level(r.Level)
	if r.Message == "BodyReadError" {
		level = slog.LevelInfo // a phone lost the network, which is what uploads are resumed for
	}
	q.log.Log(ctx, level, "upload: "+r.Message, about...)
	return nil
}

// WithAttrs implements slog.Handler.
func (q quiet) WithAttrs(attrs []old.Attr) old.Handler {
	for _, a := range attrs {
		q.log = q.log.With(a.Key, a.Value.Any())
	}
	return q
}

// WithGroup implements slog.Handler.
func (q quiet) WithGroup(name string) old.Handler { return quiet{q.log.WithGroup(name)} }
