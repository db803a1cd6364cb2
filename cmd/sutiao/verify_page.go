package main

import (
	"net/http"
	"os"

	"github.com/gin-gonic/gin"

	"sutiao/documents/page"
)

// verifyPage hands out the page that checks files offline, with the certificates of this
// installation. It is to be saved: once there, it needs neither us nor a network.
func verifyPage(s settings) gin.HandlerFunc {
	return func(c *gin.Context) {
		trust, err := os.ReadFile(s.trustFile())
		if err != nil {
			c.String(http.StatusServiceUnavailable, "签章证书尚未就绪，请稍后再试 · the certificates are not there yet; try again later")
			return
		}
		text, err := page.Make(trust)
		if err != nil {
			c.String(http.StatusServiceUnavailable, "%s", err.Error())
			return
		}
		c.Header("Content-Disposition", `attachment; filename="sutiao-verify.html"`)
		c.Data(http.StatusOK, "text/html; charset=utf-8", text)
	}
}
