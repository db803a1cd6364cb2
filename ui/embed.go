// Package ui serves the built pages.
package ui

import (
	"embed"
	"io/fs"
	"net/http"
)

//go:embed all:dist
var built embed.FS

// Handler serves the pages that were built into the program, or says that none were.
func Handler() http.Handler {
	dist, err := fs.Sub(built, "dist")
	if err != nil {
		return notBuilt
	}
	return handlerOf(dist)
}

const notBuiltPage = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>诉调 Sutiao</title>
<p>页面尚未构建，请运行 make ui · the pages were not built; run make ui</p></html>
`

var notBuilt = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write([]byte(notBuiltPage))
})
