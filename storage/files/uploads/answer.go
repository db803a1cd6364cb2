package uploads

import (
	"net/http"
	"strings"

	"sutiao/dispute"
)

// answer puts into the library's answers what it lacks: when an upload expires, an
// address that holds behind any proxy, and errors that people can read.
type answer struct {
	http.ResponseWriter
	uploads *Uploads
	id      string
	method  string
	status  int
	text    strings.Builder // of an error, to be told in our words
}

// Unwrap lets http.ResponseController reach the connection.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// WriteHeader implements http.ResponseWriter.
func (a *answer) WriteHeader(status int) {
	if a.status != 0 {
		return
	}
	a.status = status
	if status >= 400 {
		return // until finish
	}
	h := a.Header()
	if location := h.Get("Location"); location != "" {
		a.id = location[strings.LastIndex(location, "/")+1:]
		h.Set("Location", a.uploads.Prefix+a.id)
	}
	if h.Get("Tus-Extension") != "" {
		h.Set("Tus-Extension", "creation,expiration,termination")
	}
	if a.id != "" && a.method != http.MethodDelete {
		if _, expires, err := a.uploads.spool.load(a.id); err == nil {
			h.Set("Upload-Expires", expires.UTC().Format(http.TimeFormat))
		}
	}
	a.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (a *answer) Write(p []byte) (int, error) {
	if a.status == 0 {
		a.WriteHeader(http.StatusOK)
	}
	if a.status >= 400 {
		return a.text.Write(p)
	}
	return a.ResponseWriter.Write(p)
}

// finish tells an error, where the library told one.
func (a *answer) finish() {
	if a.status < 400 {
		return
	}
	w := a.ResponseWriter
	code, _, _ := strings.Cut(a.text.String(), ":")
	switch code {
	case "ERR_TOO_MANY_UPLOADS":
		fail(w, http.StatusTooManyRequests, dispute.CodeConflict,
			"未提交的文件太多，请先提交或删除一些再继续上传", "too many uploads wait to be filed; please file or delete some first")
		return
	case "ERR_MAX_SIZE_EXCEEDED", "ERR_UPLOAD_SIZE_EXCEEDED":
		fail(w, http.StatusRequestEntityTooLarge, dispute.CodeTooLarge,
			"文件过大，或传来的内容比说明的大小多", "the file is too large, or more was sent than announced")
		return
	case "ERR_UNEXPECTED_EOF":
		fail(w, http.StatusBadRequest, dispute.CodeUnavailable,
			"网络中断，已传的部分不会丢失，请继续上传", "the connection broke; what was sent is kept, please go on")
		return
	}
	switch {
	case a.status == http.StatusNotImplemented:
		fail(w, http.StatusBadRequest, dispute.CodeInvalid, "上传请求有误", "the upload request is not right")
	case a.status >= 500:
		// The library logged it. Clients of tus try again after 5xx, and after 4xx they don't.
		unavailable(w)
	case a.status == http.StatusNotFound:
		writeError(w, a.status, errNotFound)
	case a.status == http.StatusConflict || a.status == http.StatusLocked:
		fail(w, a.status, dispute.CodeConflict, "上传位置与已收到的不一致，请重新查询后继续", "the offset is not where the upload stands; please ask and go on")
	default:
		fail(w, a.status, dispute.CodeInvalid, "上传请求有误", "the upload request is not right: "+strings.TrimSpace(a.text.String()))
	}
}
