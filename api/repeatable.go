package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

// repeatable makes writing calls safe to send again: the first answer under a key is kept
// and given again; the same key with another body is a conflict. It also keeps foreign
// pages from writing in a user's name, since no form can send the header.
func (s *server) repeatable(c *gin.Context) {
	caller, err := account(c.Request.Context())
	writes := c.Request.Method != http.MethodGet && c.Request.Method != http.MethodHead
	if !writes || err != nil || isUpload(c) || strings.HasPrefix(c.FullPath(), "/api/sign-in") {
		c.Next()
		return
	}
	key := c.GetHeader("Idempotency-Key")
	if len(key) < 8 || len(key) > 120 || !plain(key) {
		s.abort(c, dispute.Invalid([]dispute.FieldError{{Field: "Idempotency-Key", Reason: dispute.Text{
			ZH: "请求头须有8至120个字符", EN: "the header needs 8 to 120 characters"}}}))
		return
	}
	body, err := io.ReadAll(c.Request.Body)
	if err != nil {
		s.abort(c, orTooLarge(err))
		return
	}
	c.Request.Body = io.NopCloser(bytes.NewReader(body))
	sum := sha256.Sum256(body)
	route := c.Request.Method + " " + c.Request.URL.Path
	stored, err := s.Keys.BeginKey(c.Request.Context(), caller.ID, key, route, sum[:])
	if err != nil {
		s.abort(c, err)
		return
	}
	if stored != nil {
		answerAgain(c, stored)
		return
	}
	s.answerOnce(c, caller.ID, key)
}

// answerAgain gives a kept answer, with the headers that follow from it.
func answerAgain(c *gin.Context, stored *records.Response) {
	kind := "application/json"
	if stored.Status >= http.StatusBadRequest {
		kind = problemType
	}
	var of struct {
		ID  string `json:"id"`
		Seq int    `json:"seq"`
	}
	if json.Unmarshal(stored.Body, &of) == nil && of.Seq > 0 {
		c.Header("ETag", etag(of.Seq))
	}
	if stored.Status == http.StatusCreated {
		c.Header("Location", c.Request.URL.Path+"/"+of.ID)
	}
	c.Header("Idempotency-Replayed", "true")
	c.Data(stored.Status, kind, stored.Body)
	c.Abort()
}

// answerOnce keeps the answer under the key; a fault of ours is not kept, so that the
// call can be tried again.
func (s *server) answerOnce(c *gin.Context, caller, key string) {
	w := &keptAnswer{ResponseWriter: c.Writer, route: c.FullPath()}
	c.Writer = w
	c.Next()
	// The caller may be gone; its answer is kept all the same.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request.Context()), 5*time.Second)
	defer cancel()
	err := s.settle(ctx, caller, key, w)
	// A database that is just coming back must not leave the key claimed for minutes.
	for wait := 100 * time.Millisecond; err != nil && ctx.Err() == nil; wait *= 2 {
		select {
		case <-time.After(wait):
			err = s.settle(ctx, caller, key, w)
		case <-ctx.Done():
		}
	}
	if err != nil {
		s.Log.Error("an idempotency key could not be kept", "error", err.Error())
	}
}

func (s *server) settle(ctx context.Context, caller, key string, w *keptAnswer) error {
	if w.Status() >= http.StatusInternalServerError {
		return s.Keys.DropKey(ctx, caller, key)
	}
	return s.Keys.FinishKey(ctx, caller, key, records.Response{Status: w.Status(), Body: withoutSecret(w.route, w.body.Bytes())})
}

// secretIn names the field of an answer that is shown once. It is not kept: a repetition
// learns that the thing was made, and the database never holds a plain secret.
var secretIn = map[string]string{"/api/accounts": "password", "/api/api-keys": "key"}

func withoutSecret(route string, body []byte) []byte {
	field, has := secretIn[route]
	var answer map[string]json.RawMessage
	if !has || json.Unmarshal(body, &answer) != nil {
		return body
	}
	delete(answer, field)
	kept, err := json.Marshal(answer)
	if err != nil {
		return nil
	}
	return kept
}

type keptAnswer struct {
	gin.ResponseWriter
	route string
	body  bytes.Buffer
}

func (w *keptAnswer) Write(data []byte) (int, error) {
	w.body.Write(data)
	return w.ResponseWriter.Write(data)
}

func (w *keptAnswer) WriteString(s string) (int, error) {
	w.body.WriteString(s)
	return w.ResponseWriter.WriteString(s)
}

func orTooLarge(err error) error {
	var cut *http.MaxBytesError
	if errors.As(err, &cut) {
		return tooLarge
	}
	return err
}

func isCode(err error, code dispute.Code) bool {
	var own *dispute.Error
	return errors.As(err, &own) && own.Code == code
}

// orWrong is the refusal of a code that was not accepted. That nobody could look is no
// refusal: the fault stays one, so that the code is tried again and not thrown away.
func orWrong(err error, refusal *dispute.Error) error {
	if isCode(err, dispute.CodeUnauthorised) {
		return refusal
	}
	return err
}
