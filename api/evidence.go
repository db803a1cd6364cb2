package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

// UploadsPath is where files are sent before an act names them. They are sent by the
// protocol of tus.io, which goes on where a connection broke.
const UploadsPath = "/api/uploads"

// uploads hands a call to the receiver of uploads.
func (s *server) uploads(c *gin.Context) {
	if _, err := account(c.Request.Context()); err != nil {
		s.abort(c, err)
		return
	}
	s.Uploads.ServeHTTP(c.Writer, c.Request)
}

func (s *server) uploadRoutes(router *gin.Engine) {
	for _, method := range []string{http.MethodPost, http.MethodHead, http.MethodPatch, http.MethodDelete, http.MethodOptions} {
		router.Handle(method, UploadsPath, s.uploads)
		router.Handle(method, UploadsPath+"/*id", s.uploads)
	}
}

// isUpload tells the calls that carry files: they are bounded and made repeatable by the
// receiver itself.
func isUpload(c *gin.Context) bool {
	path := c.Request.URL.Path
	return strings.HasPrefix(path, UploadsPath) || strings.HasPrefix(path, MediaPath+"/footage/")
}

// AccountOf is the account that a call was authenticated as, for the receiver of uploads.
func AccountOf(r *http.Request) (string, bool) {
	a, err := account(r.Context())
	if err != nil {
		return "", false
	}
	return a.ID, true
}

// prepareEvidence inspects and keeps what was uploaded. Files that the caller claims to be
// kept already are not believed.
func (s *server) prepareEvidence(ctx context.Context, c *dispute.Case, a *records.Account, d *dispute.EvidenceFiling) error {
	d.Files = nil
	for i, id := range d.Uploads {
		f, err := s.Uploads.Take(ctx, a.ID, c.Keeper(), id)
		if err != nil {
			return inUpload(err, i)
		}
		f.Keeper = c.Keeper()
		d.Files = append(d.Files, f)
	}
	return nil
}

// forgetUploads frees what an act has taken over; what stays is swept when it expires.
func (s *server) forgetUploads(ctx context.Context, a *records.Account, d dispute.Detail) {
	filing, ok := d.(*dispute.EvidenceFiling)
	if !ok {
		return
	}
	for _, id := range filing.Uploads {
		if err := s.Uploads.Remove(ctx, id, a.ID); err != nil {
			s.Log.Warn("an upload that was taken over stays behind", "error", err.Error())
		}
	}
}

// inUpload says which of several files is refused.
func inUpload(err error, i int) error {
	var refusal *dispute.Error
	if !errors.As(err, &refusal) || refusal.Code == dispute.CodeUnavailable {
		return err
	}
	reason := refusal.Message
	if len(refusal.Fields) > 0 {
		reason = refusal.Fields[0].Reason
	}
	return dispute.Invalid([]dispute.FieldError{{Field: fmt.Sprintf("uploads[%d]", i), Reason: reason}})
}
