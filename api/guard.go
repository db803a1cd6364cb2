package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"sutiao/dispute"
)

// maxBody bounds what a call may send; files take another way.
const maxBody = 1 << 20

// guarded sets the headers that keep a browser from doing what we never ask it to.
func guarded(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	host := c.Request.Host // sockets of rooms: not every browser takes 'self' to cover them
	h.Set("Content-Security-Policy", "default-src 'self'; connect-src 'self' ws://"+host+" wss://"+host+"; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'")
	c.Next()
}

// bounded refuses a body that says it is too large, and cuts one that does not say so.
func bounded(c *gin.Context) {
	if isUpload(c) {
		c.Next()
		return
	}
	if c.Request.ContentLength > maxBody {
		c.Header("Content-Type", problemType)
		c.AbortWithStatusJSON(http.StatusRequestEntityTooLarge, problemOf(tooLarge))
		return
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxBody)
	c.Next()
}

var tooLarge = &dispute.Error{Code: dispute.CodeTooLarge, Message: dispute.Text{
	ZH: "提交的内容超过1MB", EN: "the body exceeds 1 MB"}}

// recovered keeps a fault of ours from ending the process or leaking its text.
func (s *server) recovered(c *gin.Context) {
	defer func() {
		if fault := recover(); fault != nil {
			s.Log.Error("handler panicked", "path", c.FullPath(), "fault", fault)
			s.abort(c, &dispute.Error{Code: dispute.CodeUnavailable, Message: dispute.Text{
				ZH: "系统出错，已记录", EN: "a fault of ours; it has been recorded"}})
		}
	}()
	c.Next()
}
