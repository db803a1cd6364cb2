package api

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"sutiao/dispute"
)

// Pages serves what is no route of the API: the pages, or a problem under /api.
func Pages(pages http.Handler) gin.HandlerFunc {
	return func(c *gin.Context) {
		if strings.HasPrefix(c.Request.URL.Path, "/api/") {
			c.Header("Content-Type", problemType)
			c.AbortWithStatusJSON(http.StatusNotFound, problemOf(noSuchRoute))
			return
		}
		c.Status(http.StatusOK) // gin's 404 of an unknown route must not stick to a page
		pages.ServeHTTP(c.Writer, c.Request)
	}
}

var noSuchRoute = &dispute.Error{Code: dispute.CodeNotFound, Message: dispute.Text{
	ZH: "没有这个接口", EN: "no such route"}}
