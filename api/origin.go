package api

import (
	"context"
	"unicode/utf8"

	"github.com/gin-gonic/gin"
)

type originKey struct{}

// origin is where a call came from, as far as the connection tells.
type origin struct{ ip, device string }

// originated keeps where the call comes from, for the evidence of a signature. It is
// written nowhere else.
func originated(c *gin.Context) {
	device := c.GetHeader("User-Agent")
	if len(device) > 300 || !utf8.ValidString(device) {
		device = ""
	}
	o := origin{ip: c.ClientIP(), device: device}
	c.Request = c.Request.WithContext(context.WithValue(c.Request.Context(), originKey{}, o))
	c.Next()
}

func originOf(ctx context.Context) (ip, device string) {
	o, _ := ctx.Value(originKey{}).(origin)
	return o.ip, o.device
}
