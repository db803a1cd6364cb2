package uploads

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"strings"
	"time"

	"sutiao/dispute"
)

// ServeHTTP speaks tus under Options.Prefix.
func (u *Uploads) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	account, ok := u.Who(r)
	if !ok || account == "" {
		fail(w, http.StatusUnauthorized, dispute.CodeUnauthorised, "请先登录", "please sign in")
		return
	}
	// The library gives the connection a deadline for writing, which would outlast this
	// request and cut off the next one, such as a stream of events.
	defer func() { _ = http.NewResponseController(w).SetWriteDeadline(time.Time{}) }()

	r = r.Clone(withAccount(r.Context(), account))
	if method := r.Header.Get("X-HTTP-Method-Override"); method != "" && r.Method == http.MethodPost {
		r.Method = method // for networks that know neither PATCH nor DELETE
	}
	r.Header.Del("X-HTTP-Method-Override")
	rest, ok := strings.CutPrefix(r.URL.Path, u.Prefix)
	if !ok && r.URL.Path+"/" != u.Prefix {
		u.notFound(w)
		return
	}
	r.URL.Path = "/" + rest
	answer := &answer{ResponseWriter: w, uploads: u, id: rest, method: r.Method}
	switch {
	case r.Method == http.MethodOptions:
	case rest == "":
		if !u.checkCreation(w, r) {
			return
		}
	default:
		// Before the library sees it: it would take the lock of a foreign upload first.
		if !u.mayTouch(w, rest, account) {
			return
		}
	}
	u.tus.ServeHTTP(answer, r)
	answer.finish()
}

// mayTouch answers the request itself where the upload is not there for the account.
func (u *Uploads) mayTouch(w http.ResponseWriter, id, account string) bool {
	if !belongs(id, account) {
		u.notFound(w)
		return false
	}
	_, _, err := u.spool.load(id)
	if errors.Is(err, os.ErrNotExist) {
		u.notFound(w)
		return false
	}
	if err != nil {
		u.Logger.Error("an upload cannot be read", "id", id, "error", err)
		unavailable(w)
		return false
	}
	return true
}

// checkCreation refuses what the library would take or word badly, and leaves only the
// metadata that we keep.
func (u *Uploads) checkCreation(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodPost {
		return true // the library says which methods there are
	}
	if r.Header.Get("Upload-Defer-Length") != "" {
		fail(w, http.StatusBadRequest, dispute.CodeInvalid, "上传前须说明文件大小", "the size must be known beforehand")
		return false
	}
	if r.Header.Get("Upload-Length") == "0" {
		fail(w, http.StatusBadRequest, dispute.CodeInvalid, "文件是空的，请重新选择", "the file is empty; please choose another")
		return false
	}
	kept, err := cleanMetadata(r.Header.Get("Upload-Metadata"))
	if err != nil {
		writeError(w, http.StatusBadRequest, err)
		return false
	}
	r.Header.Set("Upload-Metadata", kept)
	return true
}

func (u *Uploads) notFound(w http.ResponseWriter) {
	writeError(w, http.StatusNotFound, errNotFound)
}

func unavailable(w http.ResponseWriter) {
	fail(w, http.StatusServiceUnavailable, dispute.CodeUnavailable,
		"上传暂时中断，已传的部分不会丢失，请稍后继续", "the upload was interrupted; what was sent is kept, please go on later")
}

func fail(w http.ResponseWriter, status int, code dispute.Code, zh, en string) {
	writeError(w, status, &dispute.Error{Code: code, Message: dispute.Text{ZH: zh, EN: en}})
}

// writeError writes a problem (RFC 9457) like those of the rest of the API.
func writeError(w http.ResponseWriter, status int, e *dispute.Error) {
	body, _ := json.Marshal(map[string]any{ // which can't fail for these
		"type": "about:blank", "title": http.StatusText(status), "status": status,
		"detail": e.Message.ZH, "code": e.Code, "message": e.Message, "errors": e.Fields,
	})
	h := w.Header()
	h.Del("Content-Length")
	h.Set("Content-Type", "application/problem+json")
	h.Set("Tus-Resumable", "1.0.0")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
