package uploads

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/tus/tusd/v2/pkg/filestore"
	tus "github.com/tus/tusd/v2/pkg/handler"
	"github.com/tus/tusd/v2/pkg/memorylocker"
)

// Options say where uploads go and whose they are.
type Options struct {
	Folder string // where pieces wait; made if absent
	Prefix string // path under which the handler is mounted, such as /api/uploads/
	// Who tells which account sends a request; ok is false for nobody. Two calls for one
	// request may be made.
	Who func(*http.Request) (account string, ok bool)

	MaxSize int64            // bytes of one file; 0 means 200 MB
	MaxOpen int              // uploads of one account that are begun and not yet filed; 0 means 20
	Expiry  time.Duration    // since the last byte came; 0 means 3 days
	Now     func() time.Time // nil means time.Now
	Logger  *slog.Logger     // nil means slog.Default()
}

// Uploads is the handler, and the caller's way to what was uploaded. It is safe for
// concurrent use.
type Uploads struct {
	Options
	spool *spool
	tus   http.Handler
}

// New prepares the folder and the handler.
func New(o Options) (*Uploads, error) {
	if o.Who == nil {
		return nil, errors.New("uploads: nobody says who sends a request")
	}
	if o.MaxSize <= 0 {
		o.MaxSize = 200 << 20
	}
	if o.MaxOpen <= 0 {
		o.MaxOpen = 20
	}
	if o.Expiry <= 0 {
		o.Expiry = 3 * 24 * time.Hour
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.Default()
	}
	o.Prefix = "/" + strings.Trim(o.Prefix, "/") + "/"
	if err := os.MkdirAll(o.Folder, 0o700); err != nil {
		return nil, fmt.Errorf("uploads: %w", err)
	}
	if err := os.Chmod(o.Folder, 0o700); err != nil { //nolint:gosec // a folder needs its x
		return nil, fmt.Errorf("uploads: %w", err)
	}
	u := &Uploads{Options: o}
	u.spool = &spool{FileStore: filestore.FileStore{Path: o.Folder, DirModePerm: 0o700, FileModePerm: 0o600}, uploads: u}
	composer := tus.NewStoreComposer()
	composer.UseCore(u.spool)
	composer.UseTerminater(u.spool)
	composer.UseLocker(memorylocker.New())
	handler, err := tus.NewHandler(tus.Config{
		StoreComposer:        composer,
		BasePath:             o.Prefix,
		MaxSize:              o.MaxSize,
		DisableDownload:      true,
		DisableConcatenation: true,
		Cors:                 &tus.CorsConfig{Disable: true}, // the mounting code's affair
		NetworkTimeout:       30 * time.Second,
		AcquireLockTimeout:   10 * time.Second,
		Logger:               libraryLogger(o.Logger),
	})
	if err != nil {
		return nil, fmt.Errorf("uploads: %w", err)
	}
	u.tus = handler
	return u, nil
}
